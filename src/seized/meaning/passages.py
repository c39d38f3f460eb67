"""The passages of a resolution that findings are looked for in, as one running text.

One text means one call into each machine for the whole resolution; a passage leads from an
offset of the running text back to its address and to the source.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, cast

import msgspec

from seized.languages.dates import DateFound, find_dates
from seized.meaning.naming import Found
from seized.model.resolution import Resolution
from seized.model.text import Piece, Span, new, to_source

__all__ = ["Passage", "Running", "dates_in", "passage", "passages", "running"]

_BEYOND: Final = 1 << 62  # larger than any offset


class Passage(msgspec.Struct, frozen=True, gc=False):
    """A paragraph or a note: its place in the running text, and its way to the source.

    Where it is one piece, ``shift`` is what an offset in the running text lacks of that in the
    source.
    """

    at: str
    start: int
    end: int
    text: str
    pieces: tuple[Piece, ...]
    shift: int | None

    def span(self, start: int, end: int) -> Span:
        """The span in the source of ``start:end``, offsets in the running text."""
        shift = self.shift
        if shift is not None:
            return new(Span, (start + shift, end + shift))
        pieces = self.pieces
        start -= self.start
        end -= self.start
        row = cast("tuple[tuple[int, ...], ...]", pieces)
        text, source, length = pieces[max(0, bisect_right(row, (start, _BEYOND)) - 1)]
        if end - text > length:
            return to_source(pieces, start, end)
        return new(Span, (start + source - text, end + source - text))


def passages(resolution: Resolution) -> tuple[Passage, ...]:
    """Paragraphs, then notes, in reading order; what has no way to the source is left out."""
    told = [(one.address, one.text, one.pieces) for one in resolution.paragraphs()]
    told += [(f"note{one.marker}", one.text, one.pieces) for one in resolution.notes]
    out: list[Passage] = []
    start = 0
    for at, text, pieces in told:
        if pieces:
            part = passage(at, start, text, pieces)
            out.append(part)
            start = part.end + 1
    return tuple(out)


def passage(at: str, start: int, text: str, pieces: tuple[Piece, ...]) -> Passage:
    """A passage that begins at ``start`` of the running text."""
    shift: int | None = None
    if len(pieces) == 1:
        own, source, _ = pieces[0]
        shift = source - own - start
    return Passage(at, start, start + len(text), text, pieces, shift)


class Running(msgspec.Struct, frozen=True, gc=False):
    """The passages of a resolution, where each begins, and all of them in one text.

    A line break stands between two.
    """

    parts: tuple[Passage, ...]
    starts: tuple[int, ...]
    text: str

    def holding(self, found: Sequence[Found]) -> Iterator[tuple[Passage, Sequence[Found]]]:
        """The passages in which something of ``found`` begins, each with that; all in order."""
        position, count = 0, len(found)
        while position < count:
            first = position
            part = self.parts[bisect_right(self.starts, found[first][0]) - 1]
            position = bisect_left(found, (part.end,), first)
            yield part, found[first:position]


def running(resolution: Resolution) -> Running:
    """The running text of a resolution: made once, used by all who look for findings in it."""
    parts = passages(resolution)
    starts = tuple([part.start for part in parts])
    return Running(parts, starts, "\n".join([part.text for part in parts]))


@lru_cache(maxsize=512)
def dates_in(text: str, code: str) -> tuple[DateFound, ...]:
    """The dates of a passage; several readers ask for those of one passage in turn."""
    return tuple(find_dates(text, code))
