"""Paragraphs, runs and tables of a Word document as they are printed (ECMA-376, 17.3, 17.4).

Tracked changes are read as accepted, fields by their results, hidden text not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from seized.reading.doc_grid import Grid, Printed
from seized.reading.doc_lists import Counters
from seized.reading.doc_symbols import symbol_text
from seized.reading.doc_text import NOTE, SUPERSCRIPT, Line
from seized.reading.docx_notes import NoteBook
from seized.reading.docx_numbering import Numbering
from seized.reading.docx_package import W
from seized.reading.docx_styles import (
    PROPERTIES,
    TOGGLES,
    VAL,
    ParagraphProperties,
    ParagraphStyle,
    Styles,
    child_of,
    is_on,
    read_property,
    whole,
    with_toggle,
)

__all__ = ["Parts", "Story"]

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_P, _TBL, _ROW, _CELL, _RPR = W + "p", W + "tbl", W + "tr", W + "tc", W + "rPr"
_ROW_PROPERTIES, _CELL_PROPERTIES = W + "trPr", W + "tcPr"
_ALTERNATE = _MC + "AlternateContent"
_WRAPPERS = frozenset(
    W + name
    for name in (
        "ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent",
    )
)  # fmt: skip
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_LOST = re.compile(r"\s*(?:AUTONUM|AUTONUMLGL|AUTONUMOUT|LISTNUM|BIDIOUTLINE)\b")
_NOTEREF = re.compile(r"\s*(?:NOTEREF|FTNREF)\b")
_NO_PROPERTIES = ParagraphProperties()
_MAX_SPANNED = 100_000
_MAX_SPAN = 63
"""Word has no more columns than this; a larger span is a damaged file."""


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
        self._growing: tuple[NoteBook, int] | None = None
        self._joined: Line | None = None
        self._joined_as: tuple[ParagraphProperties, ParagraphStyle] | None = None
        self._boxes: list[Any] = []
        self._said: dict[str, Any] = {}
        self._skipped: set[Any] = set()
        self._in_run = False
        self._section = 0
        self._spare = _MAX_SPANNED
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
        for row in _unwrapped(table, _ROW):
            properties = child_of(row, _ROW_PROPERTIES)
            if properties is not None and child_of(properties, W + "del") is not None:
                continue
            cells: list[list[Printed | Grid]] = []
            cells += self._empty(_span(properties, "gridBefore", 0))
            for cell in _unwrapped(row, _CELL):
                of_cell = child_of(cell, _CELL_PROPERTIES)
                if of_cell is not None and child_of(of_cell, W + "cellDel") is not None:
                    continue
                held = list(self.blocks(cell))
                last = self.rest()
                cells.append([*held, last] if last is not None else held)
                cells += self._empty(_span(of_cell, "gridSpan", 1) - 1)
            rows.append(cells)
        return Grid(rows)

    def _empty(self, count: int) -> list[list[Printed | Grid]]:
        """Cells for spanned places, as long as their number is that of a document."""
        count = min(count, self._spare)
        self._spare -= count
        return [[] for _ in range(count)]

    def _paragraph(self, element: Any) -> Printed | None:
        line = self._joined or Line()
        self._read(element, line)
        said = self._said
        joins = said.pop("joins", 0)
        own = ParagraphProperties(**said) if said else _NO_PROPERTIES
        style = self._style
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

    def _read(self, element: Any, line: Line) -> None:
        """One flat pass over everything in a paragraph, properties first, then runs.

        A recursive walk takes twice as long. What must not be read is put into ``_skipped``
        when its root is met; only then does the pass look into that set.
        """
        self._said = {}
        skipped: set[Any] = set()
        self._skipped = skipped
        self._in_run = in_run = False
        self._growing = None
        look = bits = 0
        named: str | None = None
        for child in element.iter():
            act = _ACTS.get(child.tag)
            if act is None or (skipped and child in skipped):
                continue
            if act == _IS_RUN:
                if not in_run:
                    self._in_run = in_run = True
                    self._style = self._styles.paragraph(self._said.get("style"))
                look, named, bits = 0, None, _UNKNOWN
            elif act.__class__ is not int:
                if bits == _UNKNOWN:
                    bits = self._bits(look, named)
                act(self, child, line, bits)
            elif in_run:
                if act == _IS_TEXT:
                    if bits == _UNKNOWN:
                        bits = self._bits(look, named)
                    self._text(child, line, bits)
                elif act == _IS_STYLE:
                    named = child.get(VAL)
                else:
                    look = with_toggle(look, act, child.get(VAL, "1"))
        if not in_run:
            self._style = self._styles.paragraph(self._said.get("style"))

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

    def _text(self, element: Any, line: Line, bits: int) -> None:
        text = element.text
        if not text or bits < 0 or self._muted:
            return
        # Only text with space at an end needs to be asked whether the space counts.
        if (text[0] <= " " or text[-1] <= " ") and element.get(_SPACE) != "preserve":
            text = text.strip(" \t\r\n")
        if not text.isascii() and _PRIVATE.search(text):
            text = _unsymboled(text, element.getparent())
        if self._custom is None and self._growing is None and "\n" not in text:
            line.add(text, bits)
        else:
            self._say(line, text, bits)

    def _bits(self, look: int, named: str | None) -> int:
        bits = self._styles.bits(look, named, self._style)
        # A raised reference repeats the marker; one on the line speaks of the note ("see note 3").
        if self._noteref and bits >= 0 and bits & SUPERSCRIPT:
            return bits & ~SUPERSCRIPT | NOTE
        return bits

    def _say(self, line: Line, text: str, bits: int) -> None:
        """Add text that may be the typed mark of a note, or the rest of one in a further run."""
        growing, self._growing = self._growing, None
        raised = bits >= 0 and bits & SUPERSCRIPT
        if self._custom is not None and text.strip():
            book, key = self._custom
            self._custom = None
            book.refer_custom(key, text)
            self._growing = (book, line.length + len(text)) if raised else None
            bits = bits & ~SUPERSCRIPT | NOTE
        elif growing is not None and growing[1] == line.length and raised:
            growing[0].grow_mark(text)
            self._growing = (growing[0], line.length + len(text))
            line.grow(text)
            return
        line.add(text.replace("\n", " ") if "\n" in text else text, bits)

    def _character(self, element: Any, line: Line, bits: int) -> None:
        if self._in_run and not self._muted and bits >= 0:
            line.add(_CHARACTERS[element.tag], bits)

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

    def _formula(self, element: Any, line: Line, _bits: int) -> None:
        if not self._muted:
            line.add(element.text or "")

    def _box(self, element: Any, _line: Line, bits: int) -> None:
        self._skipped.update(element.iter())
        if bits >= 0 and not self._muted:
            self._boxes.append(element)

    def _skip(self, element: Any, _line: Line, _bits: int) -> None:
        """Leave out what is deleted; in the properties of a paragraph it is its mark that is."""
        if self._in_run or element.getparent().tag != _RPR:
            self._skipped.update(element.iter())
        else:
            self._said["joins"] = 1

    def _alternate(self, element: Any, _line: Line, _bits: int) -> None:
        chosen = _chosen(element)
        for branch in element:
            if branch is not chosen:
                self._skipped.update(branch.iter())

    def _property(self, element: Any, _line: Line, _bits: int) -> None:
        if not self._in_run:
            read_property(element, self._said)

    def _separator(self, element: Any, _line: Line, _bits: int) -> None:
        if not self._in_run and is_on(element):
            self._said.setdefault("joins", _AS_FIRST)

    def _section_end(self, _element: Any, _line: Line, _bits: int) -> None:
        self._section += 1


_AS_FIRST = 2
_UNKNOWN = -2
_IS_RUN, _IS_TEXT, _IS_STYLE = -1, -2, -3
_CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    # A page or column break ends a line too.
    W + "br": "\n",
    W + "cr": "\n",
}
_ACTS: dict[str, Any] = {
    W + "r": _IS_RUN,
    W + "t": _IS_TEXT,
    W + "rStyle": _IS_STYLE,
    **TOGGLES,
    **dict.fromkeys(PROPERTIES, Story._property),
    **dict.fromkeys(_CHARACTERS, Story._character),
    W + "lastRenderedPageBreak": Story._page_break,
    W + "sym": Story._symbol,
    W + "footnoteReference": Story._note,
    W + "endnoteReference": Story._note,
    W + "fldChar": Story._field,
    W + "instrText": Story._code,
    W + "txbxContent": Story._box,
    W + "specVanish": Story._separator,
    W + "sectPr": Story._section_end,
    **dict.fromkeys(
        [W + n for n in ("del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "rt")],
        Story._skip,
    ),
    _MC + "AlternateContent": Story._alternate,
    _MATH + "t": Story._formula,
}
_FOREIGN = frozenset((W + "altChunk", W + "subDoc"))


def _chosen(alternate: Any) -> Any | None:
    """The first choice of alternatives that mean the same; the fallback when there is none."""
    choice = child_of(alternate, _MC + "Choice")
    return choice if choice is not None else child_of(alternate, _MC + "Fallback")


def _unwrapped(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, content controls opened."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _unwrapped(child, tag)


def _span(properties: Any | None, name: str, default: int) -> int:
    found = child_of(properties, W + name) if properties is not None else None
    value = whole(found.get(VAL)) if found is not None else None
    return default if value is None or not 0 <= value <= _MAX_SPAN else value


def _unsymboled(text: str, run: Any) -> str:
    fonts = run.find(f"{_RPR}/{W}rFonts")
    font = None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
    return _PRIVATE.sub(lambda match: symbol_text(ord(match[0]), font), text)
