"""The binary Word 97-2003 file: header, streams, pieces of text, formatted ranges ([MS-DOC])."""

from __future__ import annotations

import io
import struct
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import olefile

from seized.model.errors import BrokenFile, MissingReader, UnsupportedFormat

__all__ = ["DAMAGE", "Fib", "Runs", "WordFile", "sprms", "table_of"]

DAMAGE = (
    struct.error, IndexError, KeyError, ValueError, OverflowError, OSError, EOFError,
    AttributeError, TypeError, RecursionError,
)  # fmt: skip
"""What reading a damaged file may raise, in the parser of the container as well as in ours."""

_WORD_97 = 0x00C1
_ENCRYPTED, _WHICH_TABLE = 0x0100, 0x0200
_PAGE = 512
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_DEFINE_TABLE, _CHANGE_TABS = 0xD608, 0xC615
_UNLOCK = "Open it in Word or LibreOffice and save it as DOCX without a password"
_CONVERT = "Open it in LibreOffice or Word and save it as DOCX"

# Places of the tables that are read, in the list of all tables (FibRgFcLcb97).
STYLES, NOTE_REFS, NOTE_TEXTS, SECTIONS, HEADS, CHARACTERS, PARAGRAPHS, FONTS = (
    1, 2, 3, 6, 11, 12, 13, 15,
)  # fmt: skip
SETTINGS, PIECES, END_REFS, END_TEXTS, LISTS, OVERRIDES = 31, 33, 46, 47, 73, 74


class Fib(NamedTuple):
    """What the file information block says: lengths of the stories, places of the tables."""

    main: int
    notes: int
    heads: int
    comments: int
    endnotes: int
    boxes: int
    tables: tuple[tuple[int, int], ...]


class Runs(NamedTuple):
    """Formatted ranges: file positions where they start, in order; their ends and properties."""

    starts: list[int]
    ends: list[int]
    properties: list[bytes]

    def at(self, place: int) -> bytes:
        """The properties that hold at a file position."""
        found = bisect_right(self.starts, place) - 1
        if found < 0 or place >= self.ends[found]:
            return b""
        return self.properties[found]


class _Piece(NamedTuple):
    start: int
    end: int
    place: int
    width: int


class WordFile:
    """A binary Word file, opened: its text by character position, its properties by place.

    Raises ``UnsupportedFormat`` (encrypted, or no Word file), ``MissingReader`` (Word 95 and
    older) and ``BrokenFile``.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._open(data)
        except DAMAGE as error:
            raise BrokenFile(
                f"the DOC file is cut off or damaged: {error}", advice="Fetch it again"
            ) from error

    def _open(self, data: bytes) -> None:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            streams = {"/".join(path).lower(): path for path in container.listdir()}

            def stream(name: str) -> bytes:
                path = streams.get(name)
                return bytes(container.openstream(path).read()) if path else b""

            self.main = stream("worddocument")
            _check(streams.keys(), self.main)
            self.fib = _fib(self.main)
            flags = struct.unpack_from("<H", self.main, 10)[0]
            self.table = stream("1table" if flags & _WHICH_TABLE else "0table")
            self.data = stream("data")
        self._pieces = self._read_pieces()
        self.text = self._read_text()

    def stored(self, which: int) -> bytes:
        """The bytes of a table; empty when the file has none."""
        if which >= len(self.fib.tables):
            return b""
        place, length = self.fib.tables[which]
        return self.table[place : place + length]

    def place(self, position: int) -> int:
        """The file position of a character position, -1 when there is none."""
        found = bisect_right(self._starts, position) - 1
        if found < 0 or position >= self._pieces[found].end:
            return -1
        piece = self._pieces[found]
        return piece.place + (position - piece.start) * piece.width

    def spans(self, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        """Character ranges of one look within ``start:end``, and their properties."""
        runs = self.characters
        at = start
        while at < end:
            found = bisect_right(self._starts, at) - 1
            if found < 0 or at >= self._pieces[found].end:
                yield at, end, b""
                return
            piece = self._pieces[found]
            place = piece.place + (at - piece.start) * piece.width
            run = bisect_right(runs.starts, place) - 1
            stop = min(end, piece.end)
            properties = b""
            if run >= 0 and place < runs.ends[run]:
                properties = runs.properties[run]
                until = runs.ends[run]
            else:
                until = runs.starts[run + 1] if run + 1 < len(runs.starts) else 1 << 31
            stop = min(stop, at + max(1, (until - place) // piece.width))
            yield at, stop, properties
            at = stop

    @cached_property
    def characters(self) -> Runs:
        """Character properties by file position."""
        return _runs(self.main, self.stored(CHARACTERS), paragraphs=False)

    @cached_property
    def paragraphs(self) -> Runs:
        """Paragraph properties by file position: style number, then modifiers."""
        return _runs(self.main, self.stored(PARAGRAPHS), paragraphs=True)

    def _read_pieces(self) -> list[_Piece]:
        clx = self.stored(PIECES)
        at = 0
        while clx[at] == 1:
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        if clx[at] != 2:
            raise ValueError("no table of pieces")
        size = struct.unpack_from("<L", clx, at + 1)[0]
        positions, entries = table_of(clx[at + 5 : at + 5 + size], 8)
        pieces = []
        for number, entry in enumerate(entries):
            value = struct.unpack_from("<L", entry, 2)[0]
            packed = bool(value & 0x40000000)
            place = value & 0x3FFFFFFF
            start, end = positions[number], positions[number + 1]
            if end > start:
                pieces.append(
                    _Piece(start, end, place // 2 if packed else place, 1 if packed else 2)
                )
        self._starts = [piece.start for piece in pieces]
        # Every character has at least a byte of its own: pieces that share them are a bomb.
        in_order = self._starts == sorted(self._starts)
        if not in_order or not pieces or pieces[-1].end > len(self.main):
            raise ValueError("the table of pieces is out of order")
        return pieces

    def _read_text(self) -> str:
        """All text, one character for each UTF-16 unit, so that positions are indexes."""
        out = []
        at = 0
        for start, end, place, width in self._pieces:
            if start != at:
                raise ValueError("the pieces of text do not meet")
            raw = self.main[place : place + (end - start) * width]
            if len(raw) != (end - start) * width:
                raise ValueError("a piece of text lies beyond the end")
            out.append(_units(raw, width))
            at = end
        return "".join(out)


def _units(raw: bytes, width: int) -> str:
    if width == 1:
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError:
            return "".join(bytes((b,)).decode("cp1252", "replace") for b in raw)
    text = raw.decode("utf-16-le", "surrogatepass")
    if len(text) * 2 == len(raw):
        return text
    return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))


def _check(names: object, main: bytes) -> None:
    streams = set(names)  # type: ignore[call-overload]
    if "encryptedpackage" in streams:
        raise UnsupportedFormat("this Office file is encrypted", advice=_UNLOCK)
    if not main:
        raise UnsupportedFormat(
            "this is an OLE file, but no Word document (perhaps Excel, PowerPoint or a message)",
            advice="Save it as DOCX, PDF or plain text and read that",
        )
    magic, version = struct.unpack_from("<HH", main)
    flags = struct.unpack_from("<H", main, 10)[0]
    if magic in (0xA5DC, 0xA5DB) or (magic == 0xA5EC and version < _WORD_97):
        raise MissingReader("this DOC file was made by Word 95 or older", advice=_CONVERT)
    if magic != 0xA5EC:
        raise ValueError("no Word document in it")
    if flags & _ENCRYPTED:
        raise UnsupportedFormat("this Word file is encrypted", advice=_UNLOCK)


def _fib(main: bytes) -> Fib:
    words = struct.unpack_from("<H", main, 32)[0]
    at = 34 + 2 * words
    longs = struct.unpack_from("<H", main, at)[0]
    counts = struct.unpack_from("<11l", main, at + 2)
    at += 2 + 4 * longs
    pairs = min(struct.unpack_from("<H", main, at)[0], 200)
    flat = struct.unpack_from(f"<{2 * pairs}L", main, at + 2)
    main_text, notes, heads, _macros, comments, endnotes, boxes = counts[3:10]
    if min(counts[3:10]) < 0:
        raise ValueError("a story of negative length")
    tables = tuple(zip(flat[::2], flat[1::2], strict=True))
    return Fib(main_text, notes, heads, comments, endnotes, boxes, tables)


def table_of(data: bytes, size: int) -> tuple[list[int], list[bytes]]:
    """A PLC: n + 1 positions, then n entries of ``size`` bytes."""
    if len(data) < 4:
        return [], []
    count = (len(data) - 4) // (4 + size)
    positions = list(struct.unpack_from(f"<{count + 1}l", data))
    at = 4 * (count + 1)
    return positions, [data[at + i * size : at + (i + 1) * size] for i in range(count)]


def _runs(main: bytes, plc: bytes, *, paragraphs: bool) -> Runs:
    """All ranges of the pages (FKP) that a table of pages names."""
    found: dict[int, tuple[int, bytes]] = {}
    _positions, pages = table_of(plc, 4)
    numbers = {struct.unpack("<L", entry)[0] & 0x3FFFFF for entry in pages}
    for at in sorted(number * _PAGE for number in numbers):
        page = main[at : at + _PAGE]
        if len(page) < _PAGE:
            continue
        count = page[-1]
        if 4 * (count + 1) + count > _PAGE:
            continue
        places = struct.unpack_from(f"<{count + 1}L", page)
        for number in range(count):
            if places[number] < places[number + 1]:
                properties = _properties(page, count, number, paragraphs)
                found[places[number]] = (places[number + 1], properties)
    starts = sorted(found)
    return Runs(starts, [found[s][0] for s in starts], [found[s][1] for s in starts])


def _properties(page: bytes, count: int, number: int, paragraphs: bool) -> bytes:
    width = 13 if paragraphs else 1
    at = 2 * page[4 * (count + 1) + number * width]
    if not at:
        return b""
    size = page[at]
    at += 1
    if not paragraphs:
        return page[at : at + size]
    if size:
        return page[at : at + 2 * size - 1]
    return page[at + 1 : at + 1 + 2 * page[at]]


def sprms(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The single property modifiers in a list of them: number and operand."""
    at, end = 0, len(data)
    while at + 2 < end:
        op = data[at] | data[at + 1] << 8
        at += 2
        size = _SIZES[op >> 13]
        if not size:
            head = 1
            size = data[at]
            if op == _DEFINE_TABLE and at + 2 <= end:
                head, size = 2, (data[at] | data[at + 1] << 8) - 1
            elif op == _CHANGE_TABS and size == 255:
                return
            at += head
        yield op, data[at : at + max(0, size)]
        at += max(0, size)
