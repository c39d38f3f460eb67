"""The styles of Word documents: everything about the look of a text, said once.

A paragraph in another language than the document's takes the same style with the ending of that
language (``Preambular-ar``): direction, typeface and size go with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from seized.languages import language
from seized.writing.docx_parts import HEAD, MAIN, attribute

__all__ = ["CHARACTER", "FONTS", "PARAGRAPH", "styles_part"]


class Font(NamedTuple):
    """The typeface of a script, another for machines without it, and the size in half-points."""

    name: str
    other: str
    size: int
    family: str = "roman"


FONTS: Final = {
    "Latn": Font("Times New Roman", "Liberation Serif", 21),
    "Cyrl": Font("Times New Roman", "Liberation Serif", 21),
    "Arab": Font("Simplified Arabic", "Noto Naskh Arabic", 26),
    "Hani": Font("SimSun", "Noto Serif CJK SC", 21, "auto"),
}


class _Style(NamedTuple):
    name: str  # as Word knows it; of our own styles the key of the name in docx.toml
    based: str | None
    paragraph: str = ""  # inside w:pPr
    run: str = ""  # inside w:rPr
    scale: int = 0  # half-points more or less than the text


def _spacing(before: int = 0, after: int = 120, line: int = 250) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


_HANG: Final = 567  # twips
_WIDE: Final = 850  # room for the label of a section
_BOLD: Final = "<w:b/><w:bCs/>"
_ITALIC: Final = "<w:i/><w:iCs/>"
_UPRIGHT: Final = '<w:i w:val="0"/><w:iCs w:val="0"/>'
_QUIET: Final = '<w:color w:val="595853"/>'


def _hanging(level: int) -> str:
    left = level * _HANG
    return (
        f'<w:tabs><w:tab w:val="left" w:pos="{left}"/></w:tabs>{_spacing()}'
        f'<w:ind w:left="{left}" w:hanging="{_HANG}"/>'
    )


def _heading(level: int, before: int) -> str:
    return f'<w:keepNext/><w:keepLines/>{_spacing(before, 120)}<w:outlineLvl w:val="{level - 1}"/>'


_TABS: Final = (
    '<w:tabs><w:tab w:val="center" w:pos="4819"/><w:tab w:val="right" w:pos="9638"/></w:tabs>'
)

_CORNER: Final = 6237  # twips: where the upper right corner begins
_RULE: Final = '<w:bottom w:val="single" w:sz="{}" w:space="4" w:color="auto"/>'
_TOP: Final = f'<w:tabs><w:tab w:val="left" w:pos="{_CORNER}"/></w:tabs>'
_LINE: Final = '<w:{0} w:val="single" w:sz="4" w:space="6" w:color="auto"/>'
_BOX: Final = f"<w:pBdr>{''.join(map(_LINE.format, ('top', 'left', 'bottom', 'right')))}</w:pBdr>"
_INSET: Final = f'<w:ind w:left="{_HANG}" w:right="{_HANG}"/>'
_COUNTED: Final = '<w:numPr><w:numId w:val="1"/></w:numPr>'


def _section(level: int, before: int) -> str:
    return (
        f'<w:keepNext/><w:keepLines/><w:tabs><w:tab w:val="left" w:pos="{_WIDE}"/></w:tabs>'
        f'{_spacing(before, 120)}<w:ind w:left="{_WIDE}" w:hanging="{_WIDE}"/>'
        f'<w:outlineLvl w:val="{level - 1}"/>'
    )


def _toc(level: int) -> str:
    left = level * _WIDE
    return (
        f'<w:tabs><w:tab w:val="left" w:pos="{left}"/>'
        '<w:tab w:val="right" w:leader="dot" w:pos="9638"/></w:tabs>'
        f'{_spacing(after=40)}<w:ind w:left="{left}" w:hanging="{_WIDE}"/>'
    )


PARAGRAPH: Final = {
    "Normal": _Style("Normal", None, f"<w:widowControl/>{_spacing()}"),
    "Masthead": _Style("masthead", "Normal", _spacing(after=40), _QUIET),
    "MastheadSymbol": _Style(
        "masthead-symbol", "Masthead", '<w:keepNext/><w:spacing w:after="40"/>', _BOLD
    ),
    "Title": _Style(
        "Title", "Normal", f"<w:keepNext/><w:keepLines/>{_spacing(240, 200)}", _BOLD, 7
    ),
    "Formula": _Style("formula", "Normal"),
    "Preambular": _Style("preambular", "Normal", f'{_spacing()}<w:jc w:val="both"/>'),
    "Operative": _Style("operative", "Normal", f'{_hanging(1)}<w:jc w:val="both"/>'),
    "Operative2": _Style("operative-2", "Operative", _hanging(2)),
    "Operative3": _Style("operative-3", "Operative", _hanging(3)),
    "Operative4": _Style("operative-4", "Operative", _hanging(4)),
    "Heading1": _Style("heading 1", "Normal", _heading(1, 320), _BOLD, 3),
    "Heading2": _Style("heading 2", "Normal", _heading(2, 240), _BOLD),
    "Heading3": _Style("heading 3", "Normal", _heading(3, 200), _ITALIC),
    "Annex": _Style("annex", "Heading1", f"<w:pageBreakBefore/>{_spacing(0, 120)}"),
    "Closing": _Style("closing", "Normal", '<w:spacing w:before="240"/><w:jc w:val="right"/>'),
    "ListItem": _Style("list-item", "Normal", _hanging(1)),
    "Quiet": _Style("quiet", "Normal", "", _QUIET, -2),
    "TableText": _Style("table-text", "Normal", _spacing(40, 40, 240), "", -2),
    "TableHead": _Style("table-head", "TableText", "<w:keepNext/>", _BOLD, -2),
    "ReportTop": _Style(
        "report-top", "Normal", f"<w:pBdr>{_RULE.format(4)}</w:pBdr>{_TOP}{_spacing(after=60)}"
    ),
    "ReportCorner": _Style("report-corner", "Normal", f"{_TOP}{_spacing(after=0)}"),
    "ReportRule": _Style(
        "report-rule",
        "ReportCorner",
        f"<w:pBdr>{_RULE.format(12)}</w:pBdr>{_TOP}{_spacing(after=160)}",
    ),
    "ReportSession": _Style("report-session", "Normal", _spacing(after=0)),
    "Subtitle": _Style("Subtitle", "Normal", f"<w:keepNext/>{_spacing(0, 240)}", _BOLD, 3),
    "SummaryHeading": _Style(
        "summary-heading",
        "Normal",
        f'<w:keepNext/>{_BOX}{_spacing(120, 120)}{_INSET}<w:jc w:val="center"/>',
        _ITALIC,
    ),
    "Summary": _Style("summary", "Normal", f'{_BOX}{_spacing()}{_INSET}<w:jc w:val="both"/>'),
    "ContentsHeading": _Style("contents-heading", "Normal", f"<w:keepNext/>{_spacing(240)}", _BOLD),
    "TOC1": _Style("toc 1", "Normal", _toc(1)),
    "TOC2": _Style("toc 2", "Normal", _toc(2)),
    "TOC3": _Style("toc 3", "Normal", _toc(3)),
    "Section1": _Style("section-1", "Heading1", _section(1, 320)),
    "Section2": _Style("section-2", "Heading2", _section(2, 240)),
    "Section3": _Style("section-3", "Heading3", _section(3, 200), _BOLD + _UPRIGHT),
    "Numbered": _Style(
        "numbered",
        "Normal",
        f'{_COUNTED}{_spacing()}<w:jc w:val="both"/>',
    ),
    "Recommendation": _Style("recommendation", "Numbered", "", _BOLD),
    "NumberedItem": _Style("numbered-item", "Normal", f'{_hanging(2)}<w:jc w:val="both"/>'),
    "Closure": _Style("closure", "Normal", f'{_spacing(240, 0)}<w:jc w:val="center"/>'),
    "End": _Style("end", "Normal", '<w:spacing w:after="0" w:line="20" w:lineRule="exact"/>'),
    "Header": _Style("header", "Normal", _TABS + _spacing(after=0), _QUIET, -3),
    "Footer": _Style("footer", "Normal", _TABS + _spacing(after=0), _QUIET, -3),
    "FootnoteText": _Style("footnote text", "Normal", _spacing(after=40, line=240), "", -3),
    "CommentText": _Style("annotation text", "Normal", "", "", -1),
}
"""Paragraph styles by id; ``Operative2`` to ``Operative4`` are its sub-paragraphs."""

CHARACTER: Final = {
    "Opening": _Style("opening", None),  # italics or bold, by script
    "Organ": _Style("organ", None, "", _BOLD, 7),
    "Strong": _Style("Strong", None, "", _BOLD),
    "Emphasis": _Style("Emphasis", None, "", _ITALIC),
    "QuietText": _Style("quiet-text", None, "", _QUIET),
    "Slot": _Style("slot", None, "", '<w:shd w:val="clear" w:color="auto" w:fill="F3ECD2"/>'),
    "Differs": _Style("differs", None, "", '<w:shd w:val="clear" w:color="auto" w:fill="FBE3A6"/>'),
    "Missing": _Style("missing", None, "", '<w:shd w:val="clear" w:color="auto" w:fill="F6D5D0"/>'),
    "Hyperlink": _Style("Hyperlink", None, "", '<w:color w:val="1A4F86"/><w:u w:val="single"/>'),
    "FootnoteReference": _Style(
        "footnote reference", None, "", '<w:vertAlign w:val="superscript"/>'
    ),
    "CommentReference": _Style("annotation reference", None, "", ""),
}
"""Character styles by id; ``Slot`` is a gap to fill, ``Differs`` and ``Missing`` are marks."""


def _fonts(code: str) -> str:
    script = language(code).script
    latin = FONTS["Latn"].name
    eastern = FONTS["Hani"].name
    complex_ = FONTS["Arab"].name if script == "Arab" else latin
    hint = ' w:hint="eastAsia"' if script == "Hani" else ""
    return (
        f'<w:rFonts{hint} w:ascii="{latin}" w:eastAsia="{eastern}" w:hAnsi="{latin}" '
        f'w:cs="{complex_}"/>'
    )


def _size(code: str, more: int) -> str:
    size = FONTS[language(code).script].size
    return f'<w:sz w:val="{min(size, 22) + more}"/><w:szCs w:val="{size + more}"/>'


def _tongue(code: str) -> str:
    tag = language(code).table("docx")["tag"]
    script = language(code).script
    other = {"Hani": f' w:eastAsia="{tag}"', "Arab": f' w:bidi="{tag}"'}.get(script, "")
    return f"<w:lang{other}/>" if other else f'<w:lang w:val="{tag}"/>'


def _opening(code: str) -> str:
    """Opening words are in italics, but bold where a script has none."""
    return _BOLD if _upright(code) else _ITALIC


def _upright(code: str) -> bool:
    """Arabic and Chinese have no italics."""
    return language(code).script in ("Arab", "Hani")


def styles_part(code: str, others: Iterable[str] = ()) -> str:
    """The part ``word/styles.xml`` of a document in ``code`` that also has ``others``."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(code)}{_size(code, 0)}{_tongue(code)}"
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    return "".join(
        (
            f'{HEAD}<w:styles xmlns:w="{MAIN}">{defaults}',
            *(_paragraph(id_, style, code) for id_, style in PARAGRAPH.items()),
            *(_character(id_, style, code) for id_, style in CHARACTER.items()),
            _TABLES,
            *(_variant(id_, other, code) for other in others for id_ in PARAGRAPH),
            *(_opening_variant(other, code) for other in others),
            "</w:styles>",
        )
    )


def _name(style: _Style, code: str) -> str:
    names = language(code).table("docx")["styles"]
    return attribute(names.get(style.name, style.name))


def _paragraph(id_: str, style: _Style, code: str) -> str:
    is_root = style.based is None
    bidi = "<w:bidi/>" if is_root and language(code).direction == "rtl" else ""
    inner = _ordered(style.paragraph, bidi)
    # Size stands after colour (17.3.2, CT_RPr).
    size = _size(code, style.scale) if style.scale else ""
    default = ' w:default="1"' if is_root else ""
    based = f'<w:basedOn w:val="{style.based}"/>' if style.based else ""
    run = style.run.replace(_ITALIC, _BOLD) if _upright(code) else style.run
    return (
        f'<w:style w:type="paragraph"{default}{_own(style, code)} w:styleId="{id_}">'
        f"<w:name w:val={_name(style, code)}/>{based}<w:qFormat/>"
        f"<w:pPr>{inner}</w:pPr><w:rPr>{run}{size}</w:rPr></w:style>"
    )


def _own(style: _Style, code: str) -> str:
    return ' w:customStyle="1"' if style.name in language(code).table("docx")["styles"] else ""


def _ordered(inner: str, bidi: str) -> str:
    """``w:bidi`` stands after the tabs and before the spacing (17.3.1, CT_PPrBase)."""
    if not bidi:
        return inner
    at = inner.find("<w:spacing")
    return inner + bidi if at < 0 else inner[:at] + bidi + inner[at:]


def _character(id_: str, style: _Style, code: str) -> str:
    run = _opening(code) if id_ == "Opening" else style.run
    run += _size(code, style.scale) if style.scale else ""
    return (
        f'<w:style w:type="character"{_own(style, code)} w:styleId="{id_}">'
        f"<w:name w:val={_name(style, code)}/><w:qFormat/><w:rPr>{run}</w:rPr></w:style>"
    )


def _variant(id_: str, other: str, code: str) -> str:
    style = PARAGRAPH[id_]
    turned = language(other).direction != language(code).direction
    rtl = language(other).direction == "rtl"
    bidi = "" if not turned else "<w:bidi/>" if rtl else '<w:bidi w:val="0"/>'
    name = attribute(f"{_name(style, code)[1:-1]} ({language(other).name(code)})")
    room = '<w:ind w:left="0" w:firstLine="425"/>' if rtl and _COUNTED in style.paragraph else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id_}-{other}">'
        f'<w:name w:val={name}/><w:basedOn w:val="{id_}"/><w:pPr>{bidi}{room}</w:pPr>'
        f"<w:rPr>{_fonts(other)}{_size(other, style.scale)}{_tongue(other)}</w:rPr></w:style>"
    )


def _opening_variant(other: str, code: str) -> str:
    name = attribute(f"{_name(CHARACTER['Opening'], code)[1:-1]} ({language(other).name(code)})")
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="Opening-{other}">'
        f"<w:name w:val={name}/><w:rPr>{_opening(other)}</w:rPr></w:style>"
    )


def _border(side: str) -> str:
    return f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B8B5AC"/>'


_TABLES: Final = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '</w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(map(_border, ("top", "left", "bottom", "right", "insideH", "insideV")))
    + "</w:tblBorders></w:tblPr></w:style>"
)
