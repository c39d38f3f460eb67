"""Lines of characters with emphasis, and the one text with blocks that they become.

Both Word readers, DOCX and DOC, write into these; the two formats differ only in how they say
what a paragraph is.
"""

from __future__ import annotations

from seized.model.errors import HostileFile
from seized.model.source import Block, BlockKind, Mark, MarkKind

__all__ = ["BOLD", "ITALIC", "NOTE", "SUPERSCRIPT", "Composer", "Line"]

BOLD, ITALIC, SUPERSCRIPT, NOTE = 1, 2, 4, 8

MAX_TEXT = 50_000_000
"""Characters; parts of a hostile file may refer to each other and so multiply."""

_KINDS: tuple[tuple[int, MarkKind], ...] = (
    (BOLD, "bold"),
    (ITALIC, "italic"),
    (SUPERSCRIPT, "superscript"),
    (NOTE, "note"),
)
_CELL = str.maketrans("\t\n", "  ")


class Line:
    """A paragraph in the making: its characters, and which of them are emphasised.

    ``parts`` are the pieces of text and ``runs`` the emphasised ranges ``(start, end, bits)``,
    counted from the start of the line.
    """

    __slots__ = ("length", "parts", "runs")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.runs: list[tuple[int, int, int]] = []
        self.length = 0

    def add(self, text: str, bits: int = 0) -> None:
        """Append ``text``; ``bits`` is a sum of ``BOLD``, ``ITALIC``, ``SUPERSCRIPT``, ``NOTE``."""
        start = self.length
        self.length = end = start + len(text)
        self.parts.append(text)
        if bits and end > start:
            runs = self.runs
            if runs and runs[-1][1] == start and runs[-1][2] == bits and not bits & NOTE:
                start = runs.pop()[0]
            runs.append((start, end, bits))

    def grow(self, text: str) -> None:
        """Append ``text`` with the emphasis of what stands last, as part of the same run."""
        start, _end, bits = self.runs.pop()
        self.parts.append(text)
        self.length += len(text)
        self.runs.append((start, self.length, bits))

    def extend(self, other: Line) -> None:
        """Append another line, emphasis and all."""
        at = self.length
        self.parts += other.parts
        self.runs += [(start + at, end + at, bits) for start, end, bits in other.runs]
        self.length += other.length

    def drop(self, count: int) -> None:
        """Take ``count`` characters away at the head."""
        if not count:
            return
        text = self.text
        self.parts = [text[count:]]
        self.length = len(text) - count
        self.runs = [
            (max(0, start - count), end - count, bits)
            for start, end, bits in self.runs
            if end > count
        ]

    @property
    def text(self) -> str:
        """The characters of the line."""
        if len(self.parts) != 1:
            self.parts = ["".join(self.parts)]
        return self.parts[0]

    @property
    def blank(self) -> bool:
        """Whether there is nothing but white space."""
        return not self.text.strip()


class Composer:
    """Puts lines one below the other into a text, and keeps a block for each."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._at = 0

    @property
    def text(self) -> str:
        """Everything put so far; blocks are separated by a line break."""
        return "\n".join(self._parts)

    def put(
        self,
        line: Line,
        kind: BlockKind = "paragraph",
        *,
        level: int = 0,
        style: str | None = None,
        marker: str | None = None,
        centred: bool = False,
    ) -> None:
        """Add ``line`` as a block; a line without characters to read leaves no trace."""
        text = line.text.rstrip()
        if text.startswith("\n"):
            # A page break at the head of a paragraph.
            line.drop(len(text) - len(text.lstrip("\n")))
            text = line.text.rstrip()
        if not text.strip():
            return
        start = self._at
        end = start + len(text)
        if end > MAX_TEXT:
            raise HostileFile(f"a Word file of more than {MAX_TEXT:,} characters")
        marks = _marks(line.runs, text, start) if line.runs else ()
        self._parts.append(text)
        self._at = end + 1
        self.blocks.append(Block(start, end, kind, 0, level, style, marker, marks, centred=centred))

    def put_table(self, rows: list[list[Line]]) -> None:
        """Add a table: cells separated by tabs, rows by line breaks."""
        whole = Line()
        for number, row in enumerate(rows):
            if number:
                whole.add("\n")
            for column, cell in enumerate(row):
                if column:
                    whole.add("\t")
                cell.parts = [cell.text.translate(_CELL)]
                whole.extend(cell)
        self.put(whole, "table")


def _marks(runs: list[tuple[int, int, int]], text: str, at: int) -> tuple[Mark, ...]:
    """Ranges of one kind that touch become one mark; white space at their ends is left out."""
    marks: list[Mark] = []
    for bit, kind in _KINDS:
        begin = stop = -1
        for start, end, bits in runs:
            if not bits & bit:
                continue
            if start != stop or bit == NOTE:
                _mark(marks, text, at, begin, stop, kind)
                begin = start
            stop = end
        _mark(marks, text, at, begin, stop, kind)
    if len(marks) > 1:
        marks.sort(key=_by_place)
    return tuple(marks)


def _by_place(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def _mark(marks: list[Mark], text: str, at: int, begin: int, stop: int, kind: MarkKind) -> None:
    if begin < 0:
        return
    piece = text[begin:stop]
    bare = piece.strip()
    if bare:
        begin += at + len(piece) - len(piece.lstrip())
        marks.append(Mark(begin, begin + len(bare), kind))
