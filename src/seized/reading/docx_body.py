"""Paragraphs, runs and tables of a Word document as they are printed (ECMA-376, 17.3, 17.4).

Tracked changes are read as accepted, fields by their results, hidden text not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from seized.reading.doc_lists import Counters
from seized.reading.doc_symbols import symbol_text
from seized.reading.doc_text import NOTE, SUPERSCRIPT, Line
from seized.reading.docx_notes import NoteBook
from seized.reading.docx_numbering import Numbering
from seized.reading.docx_package import W
from seized.reading.docx_styles import (
    VAL,
    Look,
    ParagraphProperties,
    ParagraphStyle,
    Styles,
    is_on,
    look_of,
    paragraph_properties,
    whole,
)

__all__ = ["Grid", "Parts", "Printed", "Story"]

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_P, _R, _T, _TAB, _TBL = W + "p", W + "r", W + "t", W + "tab", W + "tbl"
_PPR, _RPR, _STYLE, _SECT = W + "pPr", W + "rPr", W + "pStyle", W + "sectPr"
_BOX, _ALTERNATE = W + "txbxContent", _MC + "AlternateContent"
_WRAPPERS = frozenset(
    W + name
    for name in (
        "hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple",
        "dir", "bdo", "ruby", "rubyBase",
    )
)  # fmt: skip
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_LOST = re.compile(r"\s*(?:AUTONUM|AUTONUMLGL|AUTONUMOUT|LISTNUM|BIDIOUTLINE)\b")
_NOTEREF = re.compile(r"\s*(?:NOTEREF|FTNREF)\b")
_NOTHING = Look()
_NO_PROPERTIES = ParagraphProperties()
_MAX_SPAN = 63
"""Word has no more columns than this; a larger span is a damaged file."""


class Printed(NamedTuple):
    """A paragraph as printed, label included."""

    line: Line
    style: str | None
    level: int
    centred: bool


class Grid(NamedTuple):
    """A table: rows of cells, each with what it holds; a spanned place is an empty cell."""

    rows: list[list[list[Printed | Grid]]]


class Parts(NamedTuple):
    """What the stories of one document share."""

    styles: Styles
    numbering: Numbering
    footnotes: NoteBook
    endnotes: NoteBook
    doubts: dict[str, None]


class _Field:
    __slots__ = ("code", "in_code")

    def __init__(self) -> None:
        self.code = ""
        self.in_code = True


class Story:
    """Reads one story (body, header, note) of a document from its first block to its last."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._styles = parts.styles
        self._counters = Counters()
        self._fields: list[_Field] = []
        self._muted = False
        self._noteref = False
        self._custom: tuple[NoteBook, str] | None = None
        self._joined: Line | None = None
        self._joined_as: tuple[ParagraphProperties, ParagraphStyle] | None = None
        self._boxes: list[Any] = []
        self._section = 0
        self._page = 0
        self._style = parts.styles.paragraph(None)

    @property
    def unknown_forms(self) -> set[str]:
        """Number formats that could only be written in digits."""
        return self._counters.unknown

    def blocks(self, parent: Any) -> Iterator[Printed | Grid]:
        """The paragraphs and tables in ``parent``, in reading order."""
        for child in parent:
            tag = child.tag
            if tag == _P:
                printed = self._paragraph(child)
                if printed is not None:
                    yield printed
                while self._boxes:
                    yield from self.blocks(self._boxes.pop(0))
            elif tag == _TBL:
                yield self._table(child)
            elif tag in _WRAPPERS:
                yield from self.blocks(child)
            elif tag == _ALTERNATE:
                chosen = _chosen(child)
                if chosen is not None:
                    yield from self.blocks(chosen)
            elif tag in _FOREIGN:
                self._parts.doubts["embedded-part-not-read"] = None

    def rest(self) -> Printed | None:
        """What a deleted paragraph mark joined to a paragraph that never came."""
        line, self._joined = self._joined, None
        if line is None:
            return None
        return Printed(line, self._style.name, 0, bool(self._style.centred))

    def _table(self, table: Any) -> Grid:
        rows: list[list[list[Printed | Grid]]] = []
        for row in _unwrapped(table, W + "tr"):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                continue
            cells: list[list[Printed | Grid]] = []
            cells += [[] for _ in range(_span(properties, "gridBefore", 0))]
            for cell in _unwrapped(row, W + "tc"):
                of_cell = cell.find(W + "tcPr")
                if of_cell is not None and of_cell.find(W + "cellDel") is not None:
                    continue
                held = list(self.blocks(cell))
                last = self.rest()
                cells.append([*held, last] if last is not None else held)
                cells += [[] for _ in range(_span(of_cell, "gridSpan", 1) - 1)]
            rows.append(cells)
        return Grid(rows)

    def _paragraph(self, element: Any) -> Printed | None:
        style = own = None
        joins = 0
        properties = element[0] if len(element) and element[0].tag == _PPR else None
        if properties is not None:
            named = properties.find(_STYLE)
            style = self._styles.paragraph(named.get(VAL) if named is not None else None)
            own = paragraph_properties(properties)
            joins = _mark_joins(properties.find(_RPR))
        self._style = style = style or self._styles.paragraph(None)
        own = own or _NO_PROPERTIES
        line = self._joined or Line()
        self._inline(element, line)
        if properties is not None and properties.find(_SECT) is not None:
            self._section += 1
        if joins:
            self._joined = line
            if joins == _AS_FIRST:
                self._joined_as = self._joined_as or (own, style)
            return None
        self._joined = None
        if self._joined_as is not None:
            own, style = self._joined_as
            self._joined_as = None
        return self._print(line, own, style)

    def _print(self, line: Line, own: ParagraphProperties, style: ParagraphStyle) -> Printed:
        label, ilvl = self._parts.numbering.label(own, style, self._counters)
        if label:
            whole_line = Line()
            whole_line.add(label)
            whole_line.extend(line)
            line = whole_line
        level = own.level if own.level is not None else style.level
        centred = own.centred if own.centred is not None else style.centred
        return Printed(line, style.name, level or ilvl, bool(centred))

    def _inline(self, parent: Any, line: Line) -> None:
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child, line)
            elif tag in _WRAPPERS:
                self._inline(child, line)
            elif tag == _ALTERNATE:
                chosen = _chosen(child)
                if chosen is not None:
                    self._inline(chosen, line)
            elif tag in _FORMULAE and not self._muted:
                line.add("".join(piece.text or "" for piece in child.iter(_MATH + "t")))

    def _run(self, run: Any, line: Line) -> None:
        look = _NOTHING
        if len(run) and run[0].tag == _RPR:
            look = look_of(run[0])
        bits = self._styles.bits(look, self._style)
        if self._noteref and bits >= 0:
            bits = bits & ~SUPERSCRIPT | NOTE
        for child in run:
            tag = child.tag
            if tag == _T:
                if self._muted or bits < 0:
                    continue
                text = child.text
                if text:
                    if child.get(_SPACE) != "preserve":
                        text = text.strip(" \t\r\n")
                    if not text.isascii() and _PRIVATE.search(text):
                        text = _unsymboled(text, run)
                    self._say(line, text, bits)
            elif tag == _TAB:
                if not self._muted and bits >= 0:
                    line.add("\t", bits)
            elif tag in _SPECIAL:
                _SPECIAL[tag](self, child, line, bits)

    def _say(self, line: Line, text: str, bits: int) -> None:
        if self._custom is not None and text.strip():
            book, key = self._custom
            self._custom = None
            book.refer_custom(key, text)
            bits = bits & ~SUPERSCRIPT | NOTE
        line.add(text.replace("\n", " ") if "\n" in text else text, bits)

    def _character(self, element: Any, line: Line, bits: int) -> None:
        if not self._muted and bits >= 0:
            line.add(_CHARACTERS[element.tag], bits)

    def _break(self, element: Any, line: Line, bits: int) -> None:
        # A page or column break ends a line too.
        if not self._muted and bits >= 0:
            line.add("\n", bits)

    def _page_break(self, _element: Any, _line: Line, _bits: int) -> None:
        self._page += 1

    def _symbol(self, element: Any, line: Line, bits: int) -> None:
        if self._muted or bits < 0:
            return
        try:
            code = int(element.get(W + "char") or "", 16)
        except ValueError:
            return
        self._say(line, symbol_text(code, element.get(W + "font")), bits)

    def _note(self, element: Any, line: Line, bits: int) -> None:
        if self._muted or bits < 0:
            return
        endnote = element.tag == W + "endnoteReference"
        book = self._parts.endnotes if endnote else self._parts.footnotes
        key = element.get(W + "id") or ""
        if element.get(W + "customMarkFollows", "0") not in ("0", "false", "off"):
            self._custom = (book, key)
            return
        marker = book.refer(key, self._section, self._page)
        line.add(marker, bits & ~SUPERSCRIPT | NOTE)

    def _field(self, element: Any, _line: Line, _bits: int) -> None:
        kind = element.get(W + "fldCharType")
        fields = self._fields
        if kind == "begin":
            fields.append(_Field())
        elif kind == "separate" and fields:
            fields[-1].in_code = False
        elif kind == "end" and fields:
            field = fields.pop()
            if field.in_code and _LOST.match(field.code):
                self._parts.doubts["automatic-number-lost"] = None
        self._muted = any(field.in_code for field in fields)
        self._noteref = any(_NOTEREF.match(field.code) for field in fields)

    def _code(self, element: Any, _line: Line, _bits: int) -> None:
        if self._fields and element.text:
            self._fields[-1].code += element.text[:200]

    def _drawing(self, element: Any, _line: Line, bits: int) -> None:
        if bits >= 0 and not self._muted:
            self._boxes += _boxes(element)

    def _alternate(self, element: Any, line: Line, bits: int) -> None:
        """Alternatives inside a run: what is chosen may be text or a drawing."""
        chosen = _chosen(element)
        if chosen is None or bits < 0 or self._muted:
            return
        for child in chosen:
            if child.tag == _T:
                self._say(line, child.text or "", bits)
            elif child.tag in _SPECIAL:
                _SPECIAL[child.tag](self, child, line, bits)


_AS_FIRST = 2
_CHARACTERS = {
    W + "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    W + "ptab": "\t",
}
_SPECIAL: dict[str, Any] = {
    **dict.fromkeys(_CHARACTERS, Story._character),
    W + "br": Story._break,
    W + "cr": Story._break,
    W + "lastRenderedPageBreak": Story._page_break,
    W + "sym": Story._symbol,
    W + "footnoteReference": Story._note,
    W + "endnoteReference": Story._note,
    W + "fldChar": Story._field,
    W + "instrText": Story._code,
    W + "drawing": Story._drawing,
    W + "pict": Story._drawing,
    W + "object": Story._drawing,
    _ALTERNATE: Story._alternate,
}
_FOREIGN = frozenset((W + "altChunk", W + "subDoc"))
_FORMULAE = frozenset((_MATH + "oMath", _MATH + "oMathPara"))


def _chosen(alternate: Any) -> Any | None:
    """The first choice of alternatives that mean the same; the fallback when there is none."""
    choice = alternate.find(_MC + "Choice")
    return choice if choice is not None else alternate.find(_MC + "Fallback")


def _boxes(element: Any) -> list[Any]:
    """The text boxes in a drawing, outermost only, each alternative once."""
    out: list[Any] = []
    todo = [element]
    while todo:
        child = todo.pop()
        if child.tag == _BOX:
            out.append(child)
        elif child.tag == _ALTERNATE:
            chosen = _chosen(child)
            todo += [] if chosen is None else [chosen]
        else:
            todo += reversed(child)
    return out


def _unwrapped(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, content controls opened."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _unwrapped(child, tag)


def _span(properties: Any | None, name: str, default: int) -> int:
    found = properties.find(W + name) if properties is not None else None
    value = whole(found.get(VAL)) if found is not None else None
    return default if value is None or not 0 <= value <= _MAX_SPAN else value


def _mark_joins(properties: Any | None) -> int:
    """Whether a paragraph mark is deleted (1) or a style separator (2), so that lines join."""
    if properties is None:
        return 0
    joins = hidden = 0
    for element in properties:
        name = element.tag
        if name in (W + "del", W + "moveFrom"):
            joins = 1
        elif name == W + "specVanish" and is_on(element):
            hidden = _AS_FIRST
    return joins or hidden


def _unsymboled(text: str, run: Any) -> str:
    fonts = run.find(f"{_RPR}/{W}rFonts")
    font = None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
    return _PRIVATE.sub(lambda match: symbol_text(ord(match[0]), font), text)
