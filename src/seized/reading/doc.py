"""DOC: the binary files of Word 97 to 2003 ([MS-DOC])."""

from __future__ import annotations

import hashlib
import struct
from bisect import bisect_right
from typing import NamedTuple

import msgspec

from seized.model.doubts import Doubt
from seized.model.errors import BrokenFile, EmptyInput, MissingReader, SeizedError
from seized.model.source import Source
from seized.reading.doc_binary import (
    DAMAGE,
    END_REFS,
    END_TEXTS,
    HEADS,
    NOTE_REFS,
    NOTE_TEXTS,
    SECTIONS,
    SETTINGS,
    WordFile,
    sprms,
    table_of,
)
from seized.reading.doc_formats import Formats
from seized.reading.doc_grid import lay_out, note_line
from seized.reading.doc_lists import List
from seized.reading.doc_numbering import NUMBER_FORMS, read_lists
from seized.reading.doc_numbers import format_number
from seized.reading.doc_office import convert_with_office
from seized.reading.doc_story import Story
from seized.reading.doc_text import Composer

__all__ = ["MEDIA_TYPE", "read_doc"]

MEDIA_TYPE = "application/msword"

_TITLE_PAGE = 0x300A
_FOOT = (0x303C, 0x503F, 0x5040)
_END = (0x303E, 0x5041, 0x5042)
"""Section modifiers of notes: restart, first number, number format."""
_RESTART_SECTION, _RESTART_PAGE = 1, 2
_STORIES_BEFORE, _STORIES_EACH = 6, 6
_EVEN_HEAD, _ODD_HEAD, _EVEN_FOOT, _ODD_FOOT, _FIRST_HEAD, _FIRST_FOOT = range(6)


def read_doc(data: bytes, name: str | None = None, *, office: bool = True) -> Source:
    """Read a binary Word file into one text, laid out as ``read_docx`` does.

    Automatic numbers and note markers are computed and stand in the text; the text of text
    boxes follows the body. What this reader cannot read is handed to LibreOffice where that is
    installed and ``office`` is true, which leaves the doubt ``read-by-libreoffice``.

    Raises ``EmptyInput``, ``UnsupportedFormat`` (encrypted, or no Word file), ``MissingReader``
    (Word 95 and older, no LibreOffice) and ``BrokenFile``.
    """
    if not data:
        raise EmptyInput("the file is empty")
    try:
        return _read(data, name)
    except (BrokenFile, MissingReader):
        converted = convert_with_office(data) if office else None
        if converted is None:
            raise
    return _from_office(converted, data, name)


def _from_office(converted: bytes, data: bytes, name: str | None) -> Source:
    from seized.reading.docx import read_docx

    source = read_docx(converted, name)
    return msgspec.structs.replace(
        source,
        media_type=MEDIA_TYPE,
        sha256=hashlib.sha256(data).hexdigest(),
        doubts=(*source.doubts, Doubt("read-by-libreoffice")),
    )


def _read(data: bytes, name: str | None) -> Source:
    file = WordFile(data)
    try:
        return _Reader(file).read(data, name)
    except SeizedError:
        raise
    except DAMAGE as error:
        raise BrokenFile(f"the DOC file is damaged: {error}", advice="Fetch it again") from error


class _Section(NamedTuple):
    end: int
    said: dict[int, int]


class _Note(NamedTuple):
    at: int
    marker: str
    typed: bool
    start: int
    end: int


class _Reader:
    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._sections = _read_sections(file)
        self._composer = Composer()
        self._typed: dict[int, str] = {}
        fib = file.fib
        self._settings = file.stored(SETTINGS)
        notes_at = fib.main
        ends_at = notes_at + fib.notes + fib.heads + fib.comments
        # The comments' story is preceded by a reserved one that is always empty.
        self._foot = self._notes(NOTE_REFS, NOTE_TEXTS, notes_at, _FOOT)
        self._end = self._notes(END_REFS, END_TEXTS, ends_at, _END)
        markers = {n.at: n.marker for n in (*self._foot, *self._end) if not n.typed}
        formats = Formats(file)
        doubts: dict[str, None] = {}
        self._story = Story(
            file,
            formats,
            self._lists(formats, doubts),
            frozenset(section.end for section in self._sections),
            markers,
            frozenset(n.at for n in (*self._foot, *self._end) if n.typed),
            self._typed.__setitem__,
            doubts,
            set(),
        )

    def read(self, data: bytes, name: str | None) -> Source:
        fib, story = self._file.fib, self._story
        cover, running = self._heads()
        for start, end in cover:
            lay_out(self._composer, story.blocks(start, end), "masthead")
        lay_out(self._composer, story.blocks(0, fib.main), "paragraph")
        if fib.boxes:
            boxes_at = fib.main + fib.notes + fib.heads + fib.comments + fib.endnotes
            lay_out(self._composer, story.blocks(boxes_at, boxes_at + fib.boxes), "paragraph")
        for note in (*self._foot, *self._end):
            marker = self._typed.get(note.at, note.marker).strip()
            printed = note_line(story.blocks(note.start, note.end), marker, typed=note.typed)
            self._composer.put(printed.line, "note", style=printed.style, marker=marker)
        if not self._composer.blocks:
            raise EmptyInput("this Word file holds no text")
        for start, end in running:
            lay_out(self._composer, story.blocks(start, end), "running")
        return Source(
            text=self._composer.text,
            media_type=MEDIA_TYPE,
            sha256=hashlib.sha256(data).hexdigest(),
            name=name,
            blocks=tuple(self._composer.blocks),
            doubts=self._doubts(),
        )

    def _lists(self, formats: Formats, doubts: dict[str, None]) -> dict[int, List]:
        try:
            return read_lists(self._file, formats)
        except DAMAGE:
            # The text is worth more than its numbers: a damaged list is a doubt.
            doubts["automatic-number-lost"] = None
            return {}

    def _notes(self, refs: int, texts: int, base: int, rules: tuple[int, int, int]) -> list[_Note]:
        places, flags = table_of(self._file.stored(refs), 2)
        bounds, _none = table_of(self._file.stored(texts), 0)
        if bounds != sorted(bounds) or places != sorted(places):
            raise ValueError("the notes are out of order")
        notes: list[_Note] = []
        number = 0
        last = -1
        for index, flag in enumerate(flags):
            if index + 1 >= len(bounds):
                break
            at = places[index]
            section = self._section_at(at)
            marker = ""
            if flag != b"\0\0":
                form, first, restart = self._rule(section, rules)
                anew = restart == _RESTART_SECTION and section != last
                number = first if not number or anew else number + 1
                last = section
                marker = format_number(number, form)
            start, end = base + bounds[index], base + bounds[index + 1]
            notes.append(_Note(at, marker, flag == b"\0\0", start, end))
        return notes

    def _section_at(self, position: int) -> int:
        ends = [section.end for section in self._sections]
        return min(bisect_right(ends, position), max(0, len(ends) - 1))

    def _rule(self, section: int, rules: tuple[int, int, int]) -> tuple[str, int, int]:
        """Number format, first number and restart: of the section, else of the document."""
        foot = rules is _FOOT
        said = self._sections[section].said if self._sections else {}
        packed = _word(self._settings, 2 if foot else 52)
        form = _word(self._settings, 0x1EC if foot else 0x1EE)
        if form is None:
            form = 0 if foot else 2
        restart = said.get(rules[0], (packed or 0) & 3)
        first = said.get(rules[1], (packed or 0) >> 2) or 1
        return NUMBER_FORMS.get(said.get(rules[2], form), "decimal"), first, restart

    def _heads(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Ranges of the first page's header, and of all other headers and footers."""
        fib = self._file.fib
        base = fib.main + fib.notes
        bounds, _none = table_of(self._file.stored(HEADS), 0)
        cover: list[tuple[int, int]] = []
        running: list[tuple[int, int]] = []
        if bounds != sorted(bounds):
            raise ValueError("the headers are out of order")
        title = bool(self._sections and self._sections[0].said.get(_TITLE_PAGE))
        wanted = _STORIES_BEFORE + (_FIRST_HEAD if title else _ODD_HEAD)
        unused = () if title else (_FIRST_HEAD, _FIRST_FOOT)
        for index in range(_STORIES_BEFORE, len(bounds) - 1):
            start, end = base + bounds[index], base + bounds[index + 1]
            if not 0 <= base <= start < end <= base + fib.heads:
                continue
            kind = (index - _STORIES_BEFORE) % _STORIES_EACH
            if index == wanted:
                cover.append((start, end))
            elif index >= _STORIES_BEFORE + _STORIES_EACH or kind not in unused:
                running.append((start, end))
        return cover, running

    def _doubts(self) -> tuple[Doubt, ...]:
        doubts = [Doubt(code) for code in self._story.doubts]
        if any(section.said.get(_FOOT[0]) == _RESTART_PAGE for section in self._sections):
            doubts.append(Doubt("note-numbers-per-page"))
        doubts += [
            Doubt("number-format-unknown", values={"format": form})
            for form in sorted(self._story.unknown)
        ]
        return tuple(doubts)


def _word(data: bytes, at: int) -> int | None:
    return int(struct.unpack_from("<H", data, at)[0]) if len(data) >= at + 2 else None


def _read_sections(file: WordFile) -> list[_Section]:
    positions, entries = table_of(file.stored(SECTIONS), 12)
    out = []
    for index, entry in enumerate(entries):
        place = struct.unpack_from("<l", entry, 2)[0]
        said: dict[int, int] = {}
        if 0 <= place < len(file.main) - 2:
            size = struct.unpack_from("<H", file.main, place)[0]
            for op, operand in sprms(file.main[place + 2 : place + 2 + size]):
                if len(operand) <= 4:
                    said[op] = int.from_bytes(operand, "little")
        out.append(_Section(positions[index + 1], said))
    return out
