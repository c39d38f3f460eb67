"""The passages of a resolution that findings are looked for in, as one running text.

One text means one call into each machine for the whole resolution; a passage leads from an
offset of the running text back to its address and to the source.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Final, NamedTuple, cast

import msgspec

from seized.languages.dates import DateFound, find_dates
from seized.model.resolution import Resolution
from seized.model.text import Piece, Span, to_source

__all__ = ["Passage", "Running", "dates_in", "passages", "running"]

_BEYOND: Final = 1 << 62  # larger than any offset


class Passage(msgspec.Struct, frozen=True, gc=False):
    """A paragraph or a note: where it begins in the running text, and its way to the source."""

    at: str
    start: int
    text: str
    pieces: tuple[Piece, ...]

    @property
    def end(self) -> int:
        """Where the passage ends in the running text."""
        return self.start + len(self.text)

    def span(self, start: int, end: int) -> Span:
        """The span in the source of ``start:end``, offsets in the running text."""
        pieces = self.pieces
        start -= self.start
        end -= self.start
        if len(pieces) == 1:
            text, source, _ = pieces[0]
        else:
            row = cast("tuple[tuple[int, ...], ...]", pieces)
            text, source, length = pieces[max(0, bisect_right(row, (start, _BEYOND)) - 1)]
            if end - text > length:
                return to_source(pieces, start, end)
        return Span(start + source - text, end + source - text)


def passages(resolution: Resolution) -> tuple[Passage, ...]:
    """Paragraphs, then notes, in reading order; what has no way to the source is left out."""
    out: list[Passage] = []
    start = 0
    for paragraph in resolution.paragraphs():
        if paragraph.pieces:
            out.append(Passage(paragraph.address, start, paragraph.text, paragraph.pieces))
            start += len(paragraph.text) + 1
    for note in resolution.notes:
        if note.pieces:
            out.append(Passage(f"note{note.marker}", start, note.text, note.pieces))
            start += len(note.text) + 1
    return tuple(out)


class Running(NamedTuple):
    """The passages of a resolution, and all of them in one text, a line break after each."""

    parts: tuple[Passage, ...]
    text: str


def running(resolution: Resolution) -> Running:
    """The running text of a resolution: made once, used by all who look for findings in it."""
    parts = passages(resolution)
    return Running(parts, "\n".join([part.text for part in parts]))


@lru_cache(maxsize=512)
def dates_in(text: str, code: str) -> tuple[DateFound, ...]:
    """The dates of a passage; several readers ask for those of one passage in turn."""
    return tuple(find_dates(text, code))
