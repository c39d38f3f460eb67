"""One story of a binary Word file (body, notes, heads) as paragraphs and tables ([MS-DOC] 2.4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from seized.reading.doc_binary import WordFile
from seized.reading.doc_formats import CharacterLook, Formats, ParagraphLook
from seized.reading.doc_grid import Grid, Printed
from seized.reading.doc_lists import LEVELS, Counters, List
from seized.reading.doc_symbols import symbol_text
from seized.reading.doc_text import NOTE, SUPERSCRIPT, Line

__all__ = ["Story"]

_ENDS = re.compile("[\r\x07\x0c]")
_CONTROL = re.compile("([\x00-\x1f\ud800-\udfff\uf020-\uf0ff])")
_LOST = re.compile(r"\s*(?:AUTONUM|AUTONUMLGL|AUTONUMOUT|LISTNUM)\b")
_NOTEREF = re.compile(r"\s*(?:NOTEREF|FTNREF)\b")
_CHARACTERS = {
    "\t": "\t",
    "\x0b": "\n",
    "\x0c": "\n",
    "\x0e": "\n",
    "\r": "",
    "\x1e": "\N{NON-BREAKING HYPHEN}",
    "\x1f": "",
}
_NO_LIST = (0, 0xF801)


class _Field:
    __slots__ = ("code", "in_code")

    def __init__(self) -> None:
        self.code = ""
        self.in_code = True


class Story(NamedTuple):
    """What is needed to read a story.

    ``sections`` are the character positions where sections end, ``markers`` the printed markers
    of notes by the position of their reference; ``found`` is called with the position and the
    mark of a reference whose mark is typed.
    """

    file: WordFile
    formats: Formats
    lists: dict[int, List]
    sections: frozenset[int]
    markers: dict[int, str]
    typed: frozenset[int]
    found: Callable[[int, str], None]
    doubts: dict[str, None]
    unknown: set[str]

    def blocks(self, start: int, end: int) -> Iterator[Printed | Grid]:
        """The paragraphs and tables between two character positions."""
        yield from _Reader(self).blocks(start, end)


class _Reader:
    def __init__(self, story: Story) -> None:
        self._story = story
        self._counters = Counters()
        self._fields: list[_Field] = []
        self._muted = False
        self._noteref = False
        self._joined: Line | None = None
        self._pending: int | None = None

    def blocks(self, start: int, end: int) -> Iterator[Printed | Grid]:
        rows: list[list[list[Printed | Grid]]] = []
        row: list[list[Printed | Grid]] = []
        cell: list[Printed | Grid] = []
        for printed, look, sign in self._paragraphs(start, end):
            if not look.depth:
                if cell or row:
                    rows.append([*row, cell])
                if rows:
                    yield Grid(rows)
                rows, row, cell = [], [], []
                yield printed
            elif look.row_end and look.depth == 1:
                rows.append(row)
                row, cell = [], []
            elif not look.inner_end and not look.row_end:
                cell.append(printed)
                if sign == "\x07":
                    row.append(cell)
                    cell = []
        if cell:
            row.append(cell)
        if row:
            rows.append(row)
        if rows:
            yield Grid(rows)
        self._story.unknown.update(self._counters.unknown)

    def _paragraphs(self, start: int, end: int) -> Iterator[tuple[Printed, ParagraphLook, str]]:
        story = self._story
        text = story.file.text
        end = min(end, len(text))
        at = start
        while at < end:
            match = _ENDS.search(text, at, end)
            while match is not None and match[0] == "\x0c" and match.end() not in story.sections:
                match = _ENDS.search(text, match.end(), end)
            stop = match.start() if match is not None else end
            place = story.file.place(min(stop, end - 1))
            look = story.formats.paragraph(story.file.paragraphs.at(place))
            line = self._joined or Line()
            self._joined = None
            self._read(at, stop, look, line)
            if match is not None and stop + 1 < end and match[0] == "\r" and self._gone(stop, look):
                self._joined = line
            else:
                yield self._print(line, look), look, match[0] if match is not None else "\r"
            at = stop + 1

    def _gone(self, position: int, look: ParagraphLook) -> bool:
        """Whether a paragraph mark is deleted."""
        for _start, _end, properties in self._story.file.spans(position, position + 1):
            return self._story.formats.character(properties, look.style).deleted
        return False

    def _print(self, line: Line, look: ParagraphLook) -> Printed:
        level = look.level
        which = None if look.list in _NO_LIST else self._story.lists.get(look.list)
        if which is not None and not look.row_end:
            label = self._counters.label(str(look.list), which, min(look.ilvl, LEVELS - 1))
            if label:
                labelled = Line()
                labelled.add(label)
                labelled.extend(line)
                line = labelled
            level = level or look.ilvl + 1
        return Printed(line, look.name, level, look.centred)

    def _read(self, start: int, end: int, look: ParagraphLook, line: Line) -> None:
        story = self._story
        text = story.file.text
        for begin, stop, properties in story.file.spans(start, end):
            run = story.formats.character(properties, look.style)
            if run.deleted:
                continue
            piece = text[begin:stop]
            if begin in story.typed and not self._muted:
                story.found(begin, piece)
                line.add(piece, max(0, run.bits) & ~SUPERSCRIPT | NOTE)
            elif run.special or _CONTROL.search(piece):
                self._signs(begin, piece, run, line)
            elif not self._muted and run.bits >= 0:
                line.add(piece, self._bits(run))

    def _bits(self, run: CharacterLook) -> int:
        # A raised reference repeats the marker; one on the line speaks of the note ("see note 3").
        if self._noteref and run.bits & SUPERSCRIPT:
            return run.bits & ~SUPERSCRIPT | NOTE
        return run.bits

    def _signs(self, begin: int, piece: str, run: CharacterLook, line: Line) -> None:
        """Text with control characters in it, or a special character of Word."""
        at = begin
        high = ""
        for part in _CONTROL.split(piece):
            if not part:
                continue
            if part in "\x13\x14\x15" and len(part) == 1:
                self._field(part)
            elif self._muted:
                self._fields[-1].code += part[:200] if len(self._fields[-1].code) < 200 else ""
            elif "\ud800" <= part < "\udc00":
                high = part
            elif "\udc00" <= part < "\ue000":
                pair = (high + part).encode("utf-16-le", "surrogatepass")
                line.add(pair.decode("utf-16-le", "replace"), max(0, run.bits))
                high = ""
            else:
                self._sign(at, part, run, line)
            at += len(part)

    def _sign(self, at: int, part: str, run: CharacterLook, line: Line) -> None:
        marker = self._story.markers.get(at)
        if marker is not None and part == "\x02":
            line.add(marker, max(0, run.bits) & ~SUPERSCRIPT | NOTE)
        elif run.bits < 0:
            return
        elif run.special and run.symbol is not None and part == "(":
            line.add(symbol_text(*run.symbol), self._bits(run))
        elif len(part) == 1 and "\uf020" <= part <= "\uf0ff":
            line.add(symbol_text(ord(part), None), self._bits(run))
        elif part >= " ":
            line.add(part, self._bits(run))
        elif part in _CHARACTERS:
            line.add(_CHARACTERS[part], self._bits(run))

    def _field(self, sign: str) -> None:
        fields = self._fields
        if sign == "\x13":
            fields.append(_Field())
        elif fields and sign == "\x14":
            fields[-1].in_code = False
        elif fields:
            field = fields.pop()
            if field.in_code and _LOST.match(field.code):
                self._story.doubts["automatic-number-lost"] = None
        self._muted = any(field.in_code for field in fields)
        self._noteref = any(_NOTEREF.match(field.code) for field in fields)
