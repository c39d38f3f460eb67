"""Lines of a PDF page: runs on one baseline, put in order, with superscripts told by geometry."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import NamedTuple

from seized.reading.pdf_bidi import LATIN, logical, normalised
from seized.reading.pdf_glyphs import RTL, SUPER, Page, Run

__all__ = ["Line", "Piece", "lines_of", "split_at_gaps"]

_NARROW = 0.16
_HAN_WORD = re.compile("[\u3400-\u9fff]{2}")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_SPACES = re.compile("[ \t\r\n\u2002-\u200a\u3000]+")


class Piece(NamedTuple):
    """Text of one face within a line; ``style`` holds the bits of ``pdf_glyphs``."""

    text: str
    style: int


class Line(NamedTuple):
    """One line in reading order; coordinates in points from the left and bottom of the page.

    ``start`` and ``end`` are distances in reading direction from the page's edge where a line
    begins, so that one rule serves both directions. ``open`` says that the line itself ends
    with a space, ``head`` is the text of its first run.
    """

    pieces: tuple[Piece, ...]
    left: float
    right: float
    base: float
    size: float
    page: int
    start: float
    end: float
    open: bool = False
    head: str = ""

    @property
    def text(self) -> str:
        """All pieces together."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def style(self) -> int:
        """Bits that all letters of the line share, superscripts aside."""
        bits = ~0
        seen = False
        for piece in self.pieces:
            if not piece.style & SUPER and any(ch.isalnum() for ch in piece.text):
                bits &= piece.style
                seen = True
        return bits if seen else 0

    @property
    def superscript(self) -> str:
        """The superscript that the line begins with, or an empty string."""
        for piece in self.pieces:
            if piece.text.strip():
                return piece.text.strip() if piece.style & SUPER else ""
        return ""


def lines_of(runs: list[Run], page: Page, *, rtl: bool) -> list[Line]:
    """Lines from the top of the page down; ``rtl`` is the direction of the whole document."""
    out = []
    for members in _clusters(runs):
        for cell in _cells(members, page, rtl):
            line = _line(cell, page, rtl)
            if line is not None:
                out.append(line)
    return out


def _cells(runs: list[Run], page: Page, rtl: bool) -> list[list[Run]]:
    """What stands side by side at the head of the first page: organ and symbol, say."""
    if page.number or runs[0].base < 0.6 * page.height:
        return [runs]
    groups = split_at_gaps(runs, 3.0)
    if rtl:
        groups.reverse()
    first = "".join(run.text for run in groups[0]) if groups else ""
    if len(groups) < 2 or (sum(map(str.isalpha, first)) < 5 and not _HAN_WORD.search(first)):
        return [runs]
    # Beside a large line stand small ones, each with a baseline of its own.
    return [line for group in groups for line in _clusters(group)]


def _clusters(runs: list[Run]) -> list[list[Run]]:
    """Group runs by baseline; the largest run of a group sets its baseline."""
    heads: list[tuple[float, float]] = []  # baselines from the top, negative, with size
    groups: list[list[Run]] = []
    weight = Counter(run.base for run in runs)
    ordered = sorted(runs, key=lambda r: (-round(r.size), -weight[r.base], -r.base))
    for run in ordered:
        at = bisect_left(heads, (-run.base, 0.0))
        best, away = -1, 1e9
        for near in (at - 1, at):
            if 0 <= near < len(heads):
                size = heads[near][1]
                rise = run.base + heads[near][0]
                high = 0.7 if run.size < 0.8 * size else 0.55  # superscripts stand higher
                if -0.45 * size < rise < high * size and abs(rise) < away:
                    best, away = near, abs(rise)
        if best >= 0:
            groups[best].append(run)
        elif not run.text.isspace():
            heads.insert(at, (-run.base, run.size))
            groups.insert(at, [run])
    return groups


def _line(runs: list[Run], page: Page, rtl: bool) -> Line | None:
    size = max(run.size for run in runs if not run.text.isspace())
    base = next(run.base for run in runs if run.size == size and not run.text.isspace())
    if page.rtl:
        letters = "".join(run.text for run in runs)
        right_to_left = len(RTL.findall(letters))
        back = right_to_left > 0 and (rtl or right_to_left > len(LATIN.findall(letters)))
        if rtl and not right_to_left:  # Latin words alone: a full stop tells the direction
            last = max((run for run in runs if not run.text.isspace()), key=lambda r: r.right)
            back = last.text not in ".,;:"
        runs = logical(runs, _NARROW, rtl=back)
    else:
        back = False
        runs = sorted(runs, key=lambda r: r.left)
    pieces = _pieces(runs, size, base, 1e9 if page.rtl else page.gap)
    if not pieces:
        return None
    inked = [run for run in runs if not run.text.isspace()]
    left, right = min(r.left for r in inked), max(r.right for r in inked)
    start, end = (page.width - right, page.width - left) if rtl else (left, right)
    trailing = pieces[-1].text.endswith(" ")
    tail = Piece(pieces[-1].text.rstrip(" "), pieces[-1].style)
    pieces[-1:] = [tail] if tail.text else []
    return Line(
        tuple(pieces), left, right, base, size, page.number, start, end, trailing, _head(runs)
    )


def _head(runs: list[Run]) -> str:
    """Text of the first run that is not blank; of single characters, all leading digits."""
    inked = [run for run in runs if not run.text.isspace()]
    out = ""
    for run in inked[:4]:
        if out and not (len(run.text) == 1 and run.text.isdigit() and out.isdigit()):
            break
        out += run.text.strip()
    return out


def _pieces(runs: list[Run], size: float, base: float, gap: float) -> list[Piece]:
    """Texts by face, single spaces only, none at the head."""
    out: list[tuple[list[str], int]] = []
    spaced, last = True, None
    for run in runs:
        style = run.style
        if run.size < 0.8 * size and run.base > base + 0.12 * size:
            style |= SUPER
        text = _SPACES.sub(" ", _CONTROL.sub("", run.text))
        if last is not None and not spaced and not text.startswith(" "):
            apart = max(run.left - last.right, last.left - run.right)
            if apart > gap * min(run.size, last.size):
                text = " " + text
        if spaced:
            text = text.lstrip(" ")
        if not text:
            continue
        if out and (out[-1][1] == style or not text.strip()):
            out[-1][0].append(text)
        else:
            out.append(([text], style))
        spaced, last = text.endswith(" "), run
    return [Piece(normalised("".join(texts)), style) for texts, style in out]


def split_at_gaps(runs: list[Run], em: float = 2.0) -> list[list[Run]]:
    """Cut the runs of a line at gaps wider than ``em`` times the size: cells of a masthead."""
    groups: list[list[Run]] = []
    right = 0.0
    for run in sorted((r for r in runs if not r.text.isspace()), key=lambda r: r.left):
        if groups and run.left - right < em * run.size:
            groups[-1].append(run)
        else:
            groups.append([run])
        right = max(right, run.right)
    # Blank runs belong to the cell that they stand in.
    for run in runs:
        if run.text.isspace():
            for group in groups:
                if group[0].left <= run.left <= max(r.right for r in group) + 1:
                    group.append(run)
                    break
    return groups
