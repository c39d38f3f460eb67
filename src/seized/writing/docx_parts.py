"""The parts of a Word package that hold no text: types, relationships, settings, properties."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from seized.languages import language

__all__ = ["HEAD", "MAIN", "OFFICE", "attribute", "fixed_parts", "story_part", "xml_text"]

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KINDS: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_UNFIT: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FEW: Final = {
    "styles": "styles", "settings": "settings", "fontTable": "fontTable",
    "numbering": "numbering",
    "footnotes": "footnotes", "header1": "header", "header2": "header", "footer1": "footer",
}  # fmt: skip
_COMPATIBLE: Final = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)


def xml_text(text: str) -> str:
    """Escaped for the content of an element; what XML forbids is left out."""
    return escape(_UNFIT.sub("", text))


def attribute(text: str) -> str:
    """Escaped for an attribute, in quotation marks."""
    return quoteattr(_UNFIT.sub("", text))


def story_part(root: str, inner: str) -> str:
    """A part that holds paragraphs: ``document``, ``hdr``, ``ftr``, ``footnotes``, ``comments``."""
    body = f"<w:body>{inner}</w:body>" if root == "document" else inner
    return f'{HEAD}<w:{root} xmlns:w="{MAIN}" xmlns:r="{OFFICE}">{body}</w:{root}>'


def fixed_parts(
    title: str, author: str, date: str, code: str, *,
    track: bool, comments: bool, paged: bool, links: Mapping[str, str],
) -> dict[str, str]:  # fmt: skip
    """Names and contents of the parts.

    ``links`` gives the relationship of every web address; ``paged`` asks Word to fill in the pages
    of bookmarks when it opens the document.
    """
    named = dict(_FEW, comments="comments") if comments else _FEW
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_KINDS}.{kind}+xml"/>'
        for part, kind in named.items()
    )
    relations = "".join(
        f'<Relationship Id="{part}" Type="{OFFICE}/{kind}" Target="{part}.xml"/>'
        for part, kind in named.items()
    )
    relations += "".join(
        f'<Relationship Id="{id_}" Type="{OFFICE}/hyperlink" Target={attribute(url)} '
        'TargetMode="External"/>'
        for url, id_ in links.items()
    )
    return {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_KINDS}.document.main+xml"/>'
            f'{overrides}<Override PartName="/docProps/core.xml" ContentType='
            '"application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
        ),
        "word/settings.xml": _settings(track, paged),
        "word/numbering.xml": _numbering(code),
        "word/fontTable.xml": _fonts(),
        "docProps/core.xml": _core(title, author, date, code),
    }


def _numbering(code: str) -> str:
    """One count for the paragraphs in the style ``Numbered`` and those made of it (17.9)."""
    form = str(language(code).table("report")["labels"]["number"]).format(n="%1")
    # Programs differ on which side of its place a number from right to left stands: it has room
    # on both.
    room = 425 if language(code).direction == "rtl" else 0
    inset = (
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{room + 567}"/></w:tabs>'
        f'<w:ind w:left="0" w:firstLine="{room}"/></w:pPr>'
    )
    return (
        f'{HEAD}<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="0">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="decimal"/><w:pStyle w:val="Numbered"/><w:lvlText w:val="{form}"/>'
        f'<w:lvlJc w:val="left"/>{inset}</w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _settings(track: bool, paged: bool) -> str:
    tracking = "<w:trackRevisions/>" if track else ""
    filled = '<w:updateFields w:val="true"/>' if paged else ""
    return (
        f'{HEAD}<w:settings xmlns:w="{MAIN}">{tracking}{filled}<w:footnotePr>'
        f'<w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>{_COMPATIBLE}</w:settings>'
    )


def _fonts() -> str:
    from seized.writing.docx_styles import FONTS  # it imports from here

    each = dict.fromkeys(FONTS.values())
    return (
        f'{HEAD}<w:fonts xmlns:w="{MAIN}">'
        + "".join(
            f'<w:font w:name="{font.name}"><w:altName w:val="{font.other}"/>'
            f'<w:family w:val="{font.family}"/></w:font>'
            for font in each
        )
        + "</w:fonts>"
    )


def _core(title: str, author: str, date: str, code: str) -> str:
    tag = language(code).table("docx")["tag"]
    created = (
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{xml_text(date)}</dcterms:created>'
        if date
        else ""
    )
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xml_text(title)}</dc:title><dc:creator>{xml_text(author)}</dc:creator>"
        f"<dc:language>{tag}</dc:language>{created}</cp:coreProperties>"
    )
