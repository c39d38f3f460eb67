"""Chunks: logical paragraphs, clean of layout, with the way back to the source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from seized.languages import CODES, language
from seized.model.source import Block, Mark
from seized.model.text import Piece, new

__all__ = ["Chunk", "Hole", "gather"]

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGITS = str.maketrans(_SUPERSCRIPTS, "0123456789")

# What a reader sees as layout. Direction marks and soft hyphens are invisible; two or more
# blanks, a tab or a no-break space stand for one space. Superscript runs are note markers.
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_NOISE_FORM = (
    r"(?P<space>\s{2,}|[^\S ])"
    rf"|(?P<marker>\s?(?:[⁽][{_SUPERSCRIPTS}]+[⁾]|[{_SUPERSCRIPTS}]+(?:[,،˒][{_SUPERSCRIPTS}]+)*))"
    rf"|(?P<invisible>[{_INVISIBLE}]+)"
)
_NOISE = re.compile(_NOISE_FORM)
# One class of characters, which the regular expression engine scans many times faster than the
# alternatives above: a stretch without them and without a double blank holds no noise.
_SUSPECTS = (
    r"\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    rf"{_INVISIBLE}{_SUPERSCRIPTS}⁽"
)
_SUSPECT = re.compile(f"[{_SUSPECTS}]")
_MARKDOWN_SIGNS = re.compile(r"[*_\\]")
_MARKDOWN_NOISE = re.compile(
    _NOISE_FORM + r"|(?P<emphasis>\*{1,3}|(?<!\w)__|__(?!\w))|(?P<escape>\\(?=[\\*_.()\[\]#>+!-]))"
)
_MARKDOWN_SUSPECT = re.compile(rf"[{_SUSPECTS}*_\\]")

# A space may not stand before these; one is left behind where a marker was taken out.
_CLOSING = frozenset(",.;:،؛，。；：)）]”’」』】〉》、")
_OPENING = frozenset("([（［《〈「『【„")
_QUOTES = frozenset("\"'“”‘’")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_UNITS = re.compile(r"(?<![^\W\d_])(?:[kcdmhкдсм]?[mм]|CO|PM)\s?\Z")
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’]")


class Hole(NamedTuple):
    """Characters of the source that are a note marker."""

    start: int
    end: int
    marker: str


class Chunk(msgspec.Struct, frozen=True, gc=False):
    """A logical paragraph.

    ``text`` is clean; ``pieces`` lead back to the source; ``anchors`` are the note markers with
    their offsets in ``text``; ``emphasis`` the stretches that are set in italics or bold;
    ``block`` what the layout said of it, if anything.
    """

    text: str
    start: int
    end: int
    pieces: tuple[Piece, ...]
    anchors: tuple[tuple[int, str], ...] = ()
    emphasis: tuple[tuple[int, int], ...] = ()
    block: Block | None = None
    blank_before: bool = True
    indent: int = 0
    lines: int = 1


@cache
def _wrapping() -> tuple[frozenset[str], frozenset[str]]:
    """Words that stand alone after a hanging hyphen, and words that end in an apostrophe."""
    tables = [language(code).table("labels")["wrapping"] for code in CODES]
    hanging = {word for table in tables for word in table["after_hanging_hyphen"]}
    return frozenset(hanging), frozenset(word for table in tables for word in table["elided"])


class _Gatherer:
    """Builds the clean text of one chunk from stretches of the source."""

    __slots__ = ("anchors", "emphasis", "length", "open_at", "out", "pending", "pieces", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.out: list[str] = []
        self.pieces: list[Piece] = []
        self.anchors: list[tuple[int, str]] = []
        self.emphasis: list[tuple[int, int]] = []
        self.length = 0
        self.pending = False
        self.open_at: int | None = None

    def add(self, start: int, end: int) -> None:
        if start >= end:
            return
        source = self.source
        if source[start] == " ":
            self.pending = True
            start += 1
        trailing = end > start and source[end - 1] == " "
        if trailing:
            end -= 1
        if start < end:
            if (
                self.pending
                and self.length
                and not (self.anchors_here() and source[start] in _CLOSING)
            ):
                self.out.append(" ")
                self.length += 1
            self.out.append(source[start:end])
            self.pieces.append(new(Piece, (self.length, start, end - start)))
            self.length += end - start
            self.pending = False
        if trailing:
            self.pending = True

    def anchors_here(self) -> bool:
        return bool(self.anchors) and self.anchors[-1][0] == self.length

    def marker(self, printed: str) -> None:
        if printed[0].isspace():
            printed = printed[1:]
            self.pending = True
        for run in re.split(r"[,،˒]", printed.strip("⁽⁾")):
            self.anchors.append((self.length, run.translate(_TO_DIGITS)))

    def emphasise(self) -> None:
        if self.open_at is None:
            self.open_at = self.length + (1 if self.pending and self.length else 0)
        else:
            self.emphasis.append((self.open_at, self.length))
            self.open_at = None

    def clings(self, start: int) -> bool:
        """Quotation marks, brackets and elided words stand without a space at a line break."""
        source, piece = self.source, self.pieces[-1]
        end = piece.source + piece.length
        last, first = source[end - 1], source[start]
        if last in _OPENING or first in _CLOSING - _QUOTES:
            return True
        if last in _QUOTES:
            before = source[max(piece.source, end - 14) : end - 1]
            if not before or before[-1].isspace():
                return True
            word = _LAST_WORD.search(before)
            genitive = first == "s" and not source[start + 1 : start + 2].isalnum()
            elided = word is not None and word[0].lower() in _wrapping()[1]
            return last in "’'" and (elided or genitive)
        after = source[start + 1 : start + 2]
        return first in _QUOTES and (not after or after.isspace() or after in _CLOSING)

    def joint(self, start: int, end: int) -> None:
        """A line break between two stretches of one paragraph."""
        if not self.length:
            return
        last, first = (
            self.source[self.pieces[-1].source + self.pieces[-1].length - 1],
            self.source[start],
        )
        if _HAN.match(last) and _HAN.match(first) and last not in _QUOTES and first not in _QUOTES:
            return
        if self.clings(start):
            return
        if last in "-\u2010\u2011" and self.pieces[-1].length > 1:
            before = self.source[self.pieces[-1].source + self.pieces[-1].length - 2]
            word = self.source[start : start + 12].split(" ", 1)[0].strip(",;.")
            if before.isalnum() and word not in _wrapping()[0]:
                return
        self.pending = True


def gather(
    source: str,
    ranges: Sequence[tuple[int, int]],
    *,
    holes: Sequence[Hole] = (),
    marks: Sequence[Mark] = (),
    markdown: bool = False,
    block: Block | None = None,
    blank_before: bool = True,
    indent: int = 0,
) -> Chunk:
    """One chunk from the stretches of the source that it is printed in.

    ``holes`` are markers that were told apart beforehand, in order; ``marks`` the properties of
    characters that the layout told. Superscript digits are markers wherever they stand, except
    after a unit of measure (km², CO₂).
    """
    if len(ranges) == 1 and not holes:
        start, end = ranges[0]
        stretch = source[start:end]
        tab = stretch.find("\t")  # most often that behind a label, and the only layout
        text = stretch if tab < 0 else f"{stretch[:tab]} {stretch[tab + 1 :]}"
        if _is_clean(text, markdown) and (tab < 0 or " " not in (text[0], text[-1])):
            pieces = _pieces_round(tab, start, end)
            emphasis = _emphasis(marks, pieces) if marks else ()
            return Chunk(text, start, end, pieces, (), emphasis, block, blank_before, indent)
    builder = _Gatherer(source)
    for index, (start, end) in enumerate(ranges):
        if index:
            builder.joint(start, end)
        for left, right in _between(start, end, holes, builder):
            if _is_clean(source[left:right], markdown):
                builder.add(left, right)
            else:
                _scan(builder, left, right, markdown)
    pieces = tuple(builder.pieces)
    emphasis = tuple(builder.emphasis) + (_emphasis(marks, pieces) if marks else ())
    return Chunk(
        "".join(builder.out), ranges[0][0], ranges[-1][1], pieces, tuple(builder.anchors),
        emphasis, block, blank_before, indent, len(ranges),
    )  # fmt: skip


def _pieces_round(tab: int, start: int, end: int) -> tuple[Piece, ...]:
    """The pieces of a stretch with a tab at an offset of its own, or with none (-1)."""
    if tab < 0:
        return (new(Piece, (0, start, end - start)),)
    at = tab + 1
    return new(Piece, (0, start, tab)), new(Piece, (at, start + at, end - start - at))


def _is_clean(stretch: str, markdown: bool) -> bool:
    """Whether a stretch is its own text: no layout in it, no marker."""
    if "  " in stretch or (markdown and _MARKDOWN_SIGNS.search(stretch) is not None):
        return False
    if stretch.isascii():
        return "\t" not in stretch and stretch.isprintable()
    return _SUSPECT.search(stretch) is None


def _between(
    start: int, end: int, holes: Sequence[Hole], builder: _Gatherer
) -> Iterator[tuple[int, int]]:
    """The stretches between the holes; each hole becomes an anchor."""
    at = start
    for hole in holes[bisect_left(holes, (start,)) :]:
        if hole.start >= end:
            break
        yield at, hole.start
        builder.anchors.append((builder.length, hole.marker))
        at = hole.end
    yield at, end


def _noises(source: str, start: int, end: int, markdown: bool) -> Iterator[re.Match[str]]:
    """What ``finditer`` of the noise gives; only places with a suspect character are tried."""
    noise, suspect = (_MARKDOWN_NOISE, _MARKDOWN_SUSPECT) if markdown else (_NOISE, _SUSPECT)
    at = start
    double = source.find("  ", start, end)
    while True:
        if -1 < double < at:
            double = source.find("  ", at, end)
        first = suspect.search(source, at, end)
        place = first.start() if first is not None else end
        if -1 < double < place:
            place = double
        if place == end:
            return
        while place > at and source[place - 1] == " ":
            place -= 1
        found = noise.search(source, place, end)
        if found is None:
            return
        yield found
        at = found.end()


def _scan(builder: _Gatherer, start: int, end: int, markdown: bool) -> None:
    source = builder.source
    at = start
    for match in _noises(source, start, end, markdown):
        kind = match.lastgroup
        if kind == "marker" and _UNITS.search(source, max(at, match.start() - 6), match.start()):
            continue
        builder.add(at, match.start())
        at = match.end()
        if kind == "space":
            builder.pending = True
        elif kind == "marker":
            builder.marker(match[0])
        elif kind == "emphasis":
            builder.emphasise()
    builder.add(at, end)


def _emphasis(marks: Sequence[Mark], pieces: tuple[Piece, ...]) -> tuple[tuple[int, int], ...]:
    """Marks of italics and bold, from source offsets to offsets in the text."""
    out = []
    for mark in marks:
        if mark.kind not in ("bold", "italic"):
            continue
        inside = [
            (
                max(p.source, mark.start) - p.source + p.text,
                min(p.source + p.length, mark.end) - p.source + p.text,
            )
            for p in pieces
            if p.source < mark.end and p.source + p.length > mark.start
        ]
        if inside:
            out.append((inside[0][0], inside[-1][1]))
    return tuple(out)
