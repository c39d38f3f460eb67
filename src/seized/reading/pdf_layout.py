"""What the geometry of a page tells: running matter, notes, columns and paragraphs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from seized.reading.pdf_glyphs import BARCODE, BOLD, SUPER, Page, Run
from seized.reading.pdf_lines import Line, lines_of, split_at_gaps

__all__ = [
    "Item",
    "Margins",
    "at_edge",
    "called_in",
    "columns",
    "continues",
    "is_barcode",
    "is_imprint",
    "is_rule",
    "margins_of",
    "note_lines",
    "notes",
    "paragraphs",
    "repeated",
    "split_far",
]

_DIGITS = re.compile(r"\d+")
_RULE = re.compile(r"[_\u2014\u2015\u2500-]{6,}\Z")
_JOB = re.compile(
    r"(?:(?:\*?\d{2}-\d{5}\*?(?:\s*\([A-Z]\))?(?:\s+\d{6})*|\*\d{6,9}[A-Z]?\*|\d{1,4}\s*/\s*\d{1,4}"
    r"|[-\u2013]?\s?\d{1,4}\s?[-\u2013]?)"
    r"(?:\s+|\Z))+\Z"
)
_TERMINAL = re.compile(
    r"[.;:!?,\u060c\u061b\u061f\u3002\uff1b\uff1a\uff0c\uff01\uff1f]['\")\]»”’]*\Z"
)
_BARS = re.compile(r"\*\d{6,9}[A-Z]?\*\Z")
_MARKER = re.compile(r"(?:\d{1,3}|\*{1,4}|[a-z\u2020\u2021])\Z")


class Item(NamedTuple):
    """Lines that belong together, in order, and what they are.

    Of a table, ``lines`` are those of its last cell ``cell`` in row ``row``, and ``rows`` the
    cells before it.
    """

    kind: str
    lines: tuple[Line, ...]
    level: int = 0
    marker: str | None = None
    row: tuple[int, ...] | None = None
    cell: tuple[int, ...] | None = None
    rows: tuple[tuple[tuple[int, ...] | None, tuple[int, ...] | None, tuple[Line, ...]], ...] = ()


class Margins(NamedTuple):
    """Of a document or column, in reading direction: size of the text, edges, line pitch."""

    size: float
    start: float
    end: float
    pitch: float
    indented: bool


def is_rule(line: Line) -> bool:
    """A line of strokes, as Word prints above footnotes."""
    return _RULE.match(line.text.strip()) is not None


def is_imprint(line: Line) -> bool:
    """A job number, bar code text or page number standing alone."""
    return is_barcode(line) or _JOB.match(line.text.strip()) is not None


def is_barcode(line: Line) -> bool:
    """A bar code: by its face, or by the asterisks that delimit one in Code 39."""
    bar = any(piece.style & BARCODE for piece in line.pieces)
    return bar or _BARS.match(line.text.strip()) is not None


def note_marker(line: Line, called: frozenset[str] = frozenset(), after: str = "") -> str | None:
    """The footnote marker that begins the line.

    A superscript is one; a run of plain digits where the text calls it (``called``) and it does
    not stand out of the order (``after`` is the marker before it).
    """
    mark = line.superscript
    if mark and _MARKER.match(mark):
        return mark
    head = line.head
    if head not in called or len(line.text) <= len(head) + 1:
        return None
    numbered = after.isdigit() and head.isdigit()
    return head if not numbered or int(head) == int(after) + 1 else None


def called_in(lines: Sequence[Line]) -> frozenset[str]:
    """Superscripts of the text that can call a note."""
    return frozenset(
        piece.text.strip()
        for line in lines
        for piece in line.pieces
        if piece.style & SUPER and _MARKER.match(piece.text.strip())
    )


def at_edge(line: Line, height: float) -> bool:
    """Whether the line stands where running matter stands, on small pages too."""
    return line.base < max(0.12 * height, 48) or line.base > min(0.88 * height, height - 48)


def repeated(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[Line]:
    """Running heads and feet: same words, digits aside, at one height of several pages.

    Only lines with nothing but such lines between them and the edge of the page count.
    """
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for line in lines:
            if at_edge(line, height):
                for key in _places(line):
                    places[key].add(number)
    least = 2 if len(pages) < 6 else 3
    out: set[Line] = set()
    for lines in pages:
        downwards = sorted(lines, key=lambda line: -line.base)
        called = called_in(lines)
        for order in (downwards, downwards[::-1]):
            for line in order:
                again = any(len(places[key]) >= least for key in _places(line))
                note = note_marker(line, called) and not is_imprint(line)
                if note or not (again or is_imprint(line)):
                    break
                if again:
                    out.add(line)
    return out


def _places(line: Line) -> tuple[tuple[str, int], tuple[str, int]]:
    """Words and height, the height on two overlapping scales."""
    words = _DIGITS.sub("#", line.text)
    return (words, 2 * round(line.base / 4)), (words, 2 * round(line.base / 4 + 0.5) + 1)


def margins_of(lines: Sequence[Line]) -> Margins:
    """Measure the text; works on any number of lines, none included."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    text = [line for line in lines if abs(line.size - size) < 0.6]
    starts = Counter(round(line.start) for line in text)
    ends = sorted(line.end for line in text)
    steps: Counter[int] = Counter()
    hanging: Counter[int] = Counter()
    for a, b in pairwise(text):
        if a.page == b.page and 0 < a.base - b.base < 4 * size:
            steps[round((a.base - b.base) * 2)] += 1
        if a.start > b.start + 0.8 * size and a.end > b.start + 5 * size:
            hanging[round(b.start)] += 1
    firsts = sum(hanging.values())
    # Where second lines of paragraphs start is the margin; else where most lines do.
    start = max((hanging if firsts > 2 else starts).most_common(1), default=(0.0, 0))[0]
    end = ends[min(len(ends) - 1, int(len(ends) * 0.95))] if ends else 0.0
    pitch = steps.most_common(1)[0][0] / 2 if steps else 1.2 * size
    return Margins(size, start, end, pitch, firsts * 12 > len(text) or firsts > 2)


def columns(page: Page, runs: list[Run], *, rtl: bool) -> list[list[Line]]:
    """Lines by column, in reading order; one list for a page of one column."""
    gutter = _gutter(runs, page)
    if gutter is None:
        return [lines_of(runs, page, rtl=rtl)]
    spread = [r for r in runs if r.left < gutter - 1 and r.right > gutter + 1]
    heads = {round(r.base) for r in spread}
    wide = [r for r in runs if round(r.base) in heads]
    narrow = [r for r in runs if round(r.base) not in heads]
    left = [r for r in narrow if r.right <= gutter + 1]
    right = [r for r in narrow if r.right > gutter + 1]
    top = [lines_of(wide, page, rtl=rtl)] if wide else []
    sides = [lines_of(left, page, rtl=rtl), lines_of(right, page, rtl=rtl)]
    one, two = sides[::-1] if rtl else sides
    return _banded(top[0] if top else [], one, _shifted(two, one))


def _shifted(lines: list[Line], model: list[Line]) -> list[Line]:
    """The lines of a column measured as if they stood where ``model`` stands."""
    start = min((line.start for line in model), default=0.0)
    by = min((line.start for line in lines), default=0.0) - start
    return [line._replace(start=line.start - by, end=line.end - by) for line in lines]


def _banded(wide: list[Line], first: list[Line], second: list[Line]) -> list[list[Line]]:
    """Full-width lines cut the columns into bands; each band is read column by column."""
    out: list[list[Line]] = []
    floor = 1e9
    for edge in [*[line.base for line in wide], -1e9]:
        band = [[x for x in side if edge < x.base <= floor] for side in (first, second)]
        out.extend(lines for lines in band if lines)
        if edge > -1e9:
            at = [line for line in wide if line.base == edge]
            if out and out[-1] and out[-1][-1] in wide:
                out[-1].extend(at)
            else:
                out.append(at)
        floor = edge
    return out


def _gutter(runs: list[Run], page: Page) -> float | None:
    """The middle of a white strip that parts two columns of running text, if there is one.

    Hardly any row may cross it, and on both sides most rows must fill their column.
    """
    rows: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        if not run.text.isspace():
            rows[round(run.base)].append(run)
    parts = [
        (min(run.left for run in group), max(run.right for run in group))
        for members in rows.values()
        for group in split_at_gaps(members, 1.0)
    ]
    parts = [(left, right) for left, right in parts if right - left > 0.08 * page.width]
    if len(parts) < 12:
        return None
    first, last = min(left for left, _ in parts), max(right for _, right in parts)
    low, high = int(0.35 * page.width), int(0.65 * page.width)
    white = [x for x in range(low, high) if sum(a < x < b for a, b in parts) * 10 <= len(parts)]
    if not white:
        return None
    middle = white[len(white) // 2]
    for width, side in (
        (middle - first, [b - a for a, b in parts if b <= middle]),
        (last - middle, [b - a for a, b in parts if a >= middle]),
    ):
        filled = sum(length > 0.7 * width for length in side)
        if filled * 5 < len(parts) or filled * 2 < len(side) - 4:
            return None
    return float(middle)


def note_lines(
    lines: Sequence[Line], margins: Margins, rules: Sequence[float], called: frozenset[str]
) -> int:
    """Index of the first page-bottom note line; ``len(lines)`` when there is none.

    ``rules`` are heights of drawn lines. Notes are smaller than the text, stand last, and
    begin with a marker or under a rule.
    """
    at = len(lines)
    while at and (lines[at - 1].size < margins.size - 0.4 or is_rule(lines[at - 1])):
        at -= 1
    while at < len(lines):
        if is_rule(lines[at]) or note_marker(lines[at], called):
            return at
        above = lines[at - 1].base if at else 1e9
        if any(lines[at].base < y < above for y in rules):
            return at
        at += 1
    return at


def notes(lines: Sequence[Line], called: frozenset[str] = frozenset()) -> list[Item]:
    """Page-bottom lines grouped by marker; a group without one continues an earlier note."""
    out: list[Item] = []
    before = ""
    for line in lines:
        if is_rule(line):
            out.append(Item("running", (line,)))
            continue
        marker = note_marker(line, called, before)
        before = marker or before
        if marker or not out or out[-1].kind != "note":
            out.append(Item("note", (line,), marker=marker))
        else:
            last = out[-1]
            out[-1] = last._replace(lines=(*last.lines, line))
    return out


def paragraphs(lines: Sequence[Line], margins: Margins) -> list[list[Line]]:
    """Group the body lines of one column into paragraphs."""
    out: list[list[Line]] = []
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if out and not _begins(out[-1], line, after, margins):
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _begins(group: list[Line], line: Line, after: Line | None, m: Margins) -> bool:
    """Whether ``line`` begins a paragraph and does not go on with ``group``."""
    last = group[-1]
    step = last.base - line.base
    pitch = m.pitch * line.size / m.size if m.size else m.pitch
    if abs(last.size - line.size) > 0.6 or step > 1.3 * max(pitch, line.size) or step <= 0:
        return True
    if (last.style ^ line.style) & BOLD:
        return True
    if line.style & BOLD:
        return bool(_TERMINAL.search(last.text))
    em = 0.8 * line.size
    deeper = line.start - (min(x.start for x in group[1:]) if len(group) > 1 else line.start)
    if deeper > em:
        return True
    if after is not None and line.start - after.start > em and last.size == after.size:
        near = len(group) == 1 and line.start > group[0].start + em  # hanging indent
        if not near or not m.indented:
            return True
    if line.start > (m.start + m.end) / 2 < last.start:  # date and meeting, at the far side
        return True
    if len(group) == 1 and m.indented and line.start > m.start + em and abs(deeper) < 2:
        first = line.start > last.start - 2  # and not a second line, at the margin
        if first and _TERMINAL.search(last.text):
            return True
    if len(group) == 1 and line.start > last.start + em and m.indented:
        return not full(last, line, m)
    return not full(last, line, m)


def split_far(lines: Sequence[Line], m: Margins) -> list[list[Line]]:
    """Part lines that all stand at the far side: meeting and date of adoption."""
    middle = (m.start + m.end) / 2
    if all(line.start > middle for line in lines):
        return [[line] for line in lines]
    return [list(lines)]


def full(last: Line, line: Line, m: Margins) -> bool:
    """Whether the first word of ``line`` had no room at the end of ``last``."""
    text = line.text
    word = text.split(" ", 1)[0]
    wide = any(ch > "\u2e7f" for ch in word)
    share = (2 if wide else len(word) + 1) / max(1, len(text))
    needed = share * (line.right - line.left)
    end = max(m.end, last.end)
    return last.end + needed > end - 0.5 * last.size


def continues(last: Line, line: Line, hanging: float | None, m: Margins) -> bool:
    """Whether the paragraph that ``last`` ends on one page goes on with ``line`` on the next.

    ``hanging`` is where the later lines of that paragraph start, when it has any.
    """
    if abs(last.size - line.size) > 0.6 or (last.style ^ line.style) & BOLD:
        return False
    ended = _TERMINAL.search(last.text) is not None
    small = line.text[:1].islower()
    if not full(last, line, m):
        return not ended and small
    margin = m.start if hanging is None else hanging
    if m.indented:
        return abs(line.start - margin) < 0.8 * line.size or not ended
    return not ended or small
