"""A small DOCX writer for the bundled samples.

Native footnotes, a running head and a page number, and what the languages need: automatic
multilevel numbering that restarts in each section and in the annex (English, French, Spanish),
typed labels (Arabic, Chinese, Russian), ``w:bidi`` and ``w:rtl`` in Arabic. The archive is the
same bytes each time.
"""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from sample_parts import CONTENT_TYPES, NS, PACKAGE_RELS, RELS, numbering, settings, styles
from sample_text import Item, Run, load

AUTOMATIC = {"en": "en", "fr": "half", "es": "half"}
LOCALES = {"ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ru": "ru-RU", "zh": "zh-CN"}
_STYLES = {
    "item": "Masthead",
    "session": "Masthead",
    "itemtitle": "AgendaTitle",
    "adopted": "Adopted",
    "committee": "Committee",
    "title": "Heading1",
    "section": "Heading2",
    "sectiontitle": "Heading3",
    "annex": "Heading2",
    "annextitle": "Heading3",
    "annexheading": "Heading4",
    "a": "Point",
    "i": "Subpoint",
    "meeting": "Conclusion",
    "date": "Conclusion",
}
_LEVELS = {"op": 0, "a": 1, "i": 2}


class Setting(NamedTuple):
    """What every run and paragraph of one language needs."""

    code: str
    rtl: bool
    bold: bool

    def run(self, run: Run, extra: str = "") -> str:
        """One run, or a footnote reference."""
        direction = "<w:rtl/>" if self.rtl else ""
        if run.note:
            return (
                f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/>{direction}</w:rPr>'
                f'<w:footnoteReference w:id="{run.note}"/></w:r>'
            )
        kind = "<w:b/><w:bCs/>" if self.bold else "<w:i/><w:iCs/>"
        emphasis = kind if run.emphasis else ""
        return (
            f"<w:r><w:rPr>{emphasis}{extra}{direction}</w:rPr>"
            f'<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'
        )

    def paragraph(self, content: str, style: str = "", number: str = "") -> str:
        """One paragraph; ``number`` is its ``w:numPr``."""
        look = f'<w:pStyle w:val="{style}"/>' if style else ""
        bidi = "<w:bidi/>" if self.rtl else ""
        return f"<w:p><w:pPr>{look}{number}{bidi}</w:pPr>{content}</w:p>"


def _masthead(setting: Setting, items: dict[str, Item]) -> str:
    """The head of the first page: a table of two columns without lines."""

    def cell(style: str, *tags: str) -> str:
        paragraphs = "".join(
            setting.paragraph("".join(map(setting.run, items[tag].runs)), style) for tag in tags
        )
        return f'<w:tc><w:tcPr><w:tcW w:w="4800" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'

    visual = "<w:bidiVisual/>" if setting.rtl else ""
    rows = (
        cell("Organization", "un") + cell("Symbol", "symbol"),
        cell("Organ", "organ") + cell("Masthead", "distr", "issued"),
    )
    body = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return (
        f'<w:tbl><w:tblPr>{visual}<w:tblW w:w="9600" w:type="dxa"/></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="4800"/><w:gridCol w:w="4800"/></w:tblGrid>'
        f"{body}</w:tbl>"
    )


def _body(setting: Setting, items: list[Item]) -> str:
    out: list[str] = []
    list_number = 0
    for item in items:
        style = _STYLES.get(item.tag, "Body")
        if item.tag in {"section", "annex"}:
            list_number += 1
        content = "".join(map(setting.run, item.runs))
        number = ""
        if item.tag in _LEVELS:
            level = _LEVELS[item.tag]
            if setting.code in AUTOMATIC:
                number = (
                    f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_number}"/></w:numPr>'
                )
            else:
                label = setting.run(Run(item.label))
                content = f"{label}<w:r><w:tab/></w:r>{content}"
        if item.tag == "annex":
            content = f'<w:r><w:br w:type="page"/></w:r>{content}'
        out.append(setting.paragraph(content, style, number))
    return "".join(out)


def _document(setting: Setting, items: list[Item]) -> str:
    head = {"un", "symbol", "organ", "distr", "issued"}
    by_tag = {item.tag: item for item in items if item.tag in head}
    rest = [item for item in items if item.tag not in head and item.tag != "note"]
    bidi = "<w:bidi/>" if setting.rtl else ""
    return (
        f"<w:document {NS}><w:body>{_masthead(setting, by_tag)}{_body(setting, rest)}"
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
        '<w:footerReference w:type="default" r:id="rIdFooter"/>'
        '<w:footerReference w:type="first" r:id="rIdFooter"/>'
        '<w:pgSz w:w="12240" w:h="15840"/>'
        '<w:pgMar w:top="1440" w:right="1320" w:bottom="1440" w:left="1320" w:header="720"'
        f' w:footer="720" w:gutter="0"/><w:titlePg/>{bidi}</w:sectPr></w:body></w:document>'
    )


def _footnotes(setting: Setting, notes: list[Item]) -> str:
    out = [
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
        "</w:footnote>",
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
        "<w:continuationSeparator/></w:r></w:p></w:footnote>",
    ]
    direction = "<w:rtl/>" if setting.rtl else ""
    mark = (
        f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/>{direction}</w:rPr>'
        "<w:footnoteRef/></w:r>"
        '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
    )
    for number, note in enumerate(notes, 1):
        content = mark + "".join(map(setting.run, note.runs))
        paragraph = setting.paragraph(content, "FootnoteText")
        out.append(f'<w:footnote w:id="{number}">{paragraph}</w:footnote>')
    return f"<w:footnotes {NS}>{''.join(out)}</w:footnotes>"


def _field(code: str) -> str:
    return f"<w:fldSimple w:instr={quoteattr(code)}><w:r><w:t>1</w:t></w:r></w:fldSimple>"


def _running(setting: Setting, items: list[Item]) -> tuple[str, str]:
    by_tag = {item.tag: item for item in items}
    title = by_tag["title"].text.partition(" ")[2]
    content = setting.run(Run(by_tag["symbol"].text)) + "<w:r><w:tab/></w:r>"
    header = setting.paragraph(content + setting.run(Run(title)), "Header")
    job = setting.run(Run("41-04417")) + "<w:r><w:tab/></w:r>"
    slash = setting.run(Run("/"))
    footer = setting.paragraph(job + _field("PAGE") + slash + _field("NUMPAGES"), "Footer")
    return f"<w:hdr {NS}>{header}</w:hdr>", f"<w:ftr {NS}>{footer}</w:ftr>"


def _core(items: list[Item], code: str) -> str:
    title = next(item.text for item in items if item.tag == "title")
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{LOCALES[code]}</dc:language>"
        "</cp:coreProperties>"
    )


def docx(code: str) -> bytes:
    """The sample of language ``code`` as a Word document."""
    items = load(code)
    setting = Setting(code, rtl=code == "ar", bold=code == "zh")
    header, footer = _running(setting, items)
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELS,
        "docProps/core.xml": _core(items, code),
        "word/document.xml": _document(setting, items),
        "word/footnotes.xml": _footnotes(setting, [i for i in items if i.tag == "note"]),
        "word/header1.xml": header,
        "word/footer1.xml": footer,
        "word/styles.xml": styles(code, LOCALES[code]),
        "word/settings.xml": settings(),
        "word/numbering.xml": numbering(AUTOMATIC.get(code, "en")),
        "word/_rels/document.xml.rels": RELS,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            archive.writestr(info, (head + xml).encode())
    return out.getvalue()
