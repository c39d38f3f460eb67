"""Text that stands off from its source: spans, marks and the way back to the source."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final, NamedTuple, cast

__all__ = ["Piece", "Span", "from_source", "new", "pieces_text", "to_source"]

new: Final = tuple.__new__
"""Makes a named tuple at half the price, ``new(Span, (0, 9))``: they are made by the thousand."""

_BEYOND: Final = 1 << 62  # larger than any offset


class Span(NamedTuple):
    """A half-open range of Unicode code points in ``Source.text``."""

    start: int
    end: int


class Piece(NamedTuple):
    """A run of a paragraph's own text that stands unchanged in the source.

    ``text`` and ``source`` are the offsets where the run begins in the paragraph's text and in
    the source; ``length`` is its length in code points. What lies between two pieces in the
    source is layout: white space, a line break, a running head, a note marker.
    """

    text: int
    source: int
    length: int


def to_source(pieces: tuple[Piece, ...], start: int, end: int) -> Span:
    """Map the range ``start:end`` of a paragraph's text to the source.

    The text between two pieces is a single space that layout stood for; it belongs to the
    piece before it. Raises ``IndexError`` for an empty tuple.
    """
    if len(pieces) == 1:
        text, source, length = pieces[0]
        if text <= start <= end <= text + length:
            shift = source - text
            return new(Span, (start + shift, end + shift))
        first = last = pieces[0]
    else:
        row = cast("tuple[tuple[int, ...], ...]", pieces)
        first = pieces[max(0, bisect_right(row, (start, _BEYOND)) - 1)]
        last = pieces[max(0, bisect_right(row, (max(start, end - 1), _BEYOND)) - 1)]
    begin = first.source + min(start - first.text, first.length)
    stop = last.source + min(end - last.text, last.length)
    return new(Span, (begin, max(begin, stop)))


def from_source(pieces: tuple[Piece, ...], offset: int) -> int:
    """The offset in a paragraph's text of an ``offset`` in the source.

    What lies between two pieces in the source leads to the end of the first of them. Raises
    ``IndexError`` for an empty tuple.
    """
    text, source, length = pieces[0]
    for piece in pieces[1:]:
        if piece.source > offset:
            break
        text, source, length = piece
    at = offset - source
    return text if at < 0 else text + (at if at < length else length)


def pieces_text(pieces: tuple[Piece, ...], source: str) -> str:
    """The paragraph's text, put together again from the source."""
    out: list[str] = []
    at = 0
    for text, begin, length in pieces:
        if text > at:
            out.append(" " * (text - at))
        out.append(source[begin : begin + length])
        at = text + length
    return "".join(out)
