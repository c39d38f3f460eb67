"""Lines of a page, put together to paragraphs.

A blank line ends a paragraph. Where there is none, three things tell: the line before could
have held the next word, yet it ended; the next line begins with a label; or it begins with
opening words after punctuation that closes a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from seized.languages import CODES, language
from seized.structure.lines import Line, display_width
from seized.structure.widths import printed_width

__all__ = ["Evidence", "Measure", "group_lines", "measure", "settle"]

_DEEPEST = 14  # columns of the indent of a first line
_EXACT = 1  # columns below the edge: lines that a program wrapped
_WIDER = 1.5  # one line so much beyond the others is an accident of the extraction
_TAIL = 16  # characters that can tell whether a line closes a clause


@cache
def _closing() -> re.Pattern[str]:
    """What closes a clause at the end of a line: a stop, the marker of a note, and "and"."""
    signs = [language(code).table("language")["punctuation"] for code in CODES]
    joins = "|".join(sign["last_join"].strip() for sign in signs)
    return re.compile(
        r"(?:[,;.:،؛，；。：]|[.;,]\s?[”»\"’])[)\]⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹]*(?:\s?\(?\d{1,3}\)?)?"
        rf"(?:\s?(?:{joins})\s?)?$|[:：]$"
    )


def _closes(text: str) -> bool:
    return _closing().search(text[-_TAIL:]) is not None


_FIRST_UNIT = re.compile(
    r"[^\s\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]+|[\u2e80-\u9fff][，。；：、！？）》」』】〉]*|\S"
)


_ALL, _FIRST, _LABELLED = -1, 0, 5  # columns that the gap after a label takes beyond the indent

# On a printed page a day stays with its month: "10 December".
_FIRST_PRINTED = re.compile(rf"\d{{1,2}} [^\W\d]+|{_FIRST_UNIT.pattern}")


class Measure(NamedTuple):
    """The edge of the page: columns, and how far below it a full line may end.

    ``inner`` is the same for lines that are not the first of a paragraph, whose indent may not
    show. ``indented`` tells that paragraphs begin with an indent, ``blanks`` that blank lines
    stand between them, ``printed`` that widths are those of a proportional face.
    """

    columns: int
    slack: int
    inner: int
    indented: bool
    blanks: bool
    printed: bool = False

    def begins(self, line: Line) -> bool:
        """Whether a line has the indent of a first line."""
        return self.indented and 2 <= line.indent <= _DEEPEST

    def early(self, before: Line, line: Line, place: int = _FIRST) -> bool:
        """Whether the line before could have held the next word, yet it ended.

        ``place`` tells whether that was the first line of its paragraph, with a label or without.
        """
        slack = self.inner if place == _ALL else self.slack + (place if self.printed else 0)
        return self.columns - before.width - _room(line, self.printed) > slack


class Evidence(NamedTuple):
    """What the languages room knows of a line.

    ``number`` is the value of a top-level label; ``alone`` lines are never part of a paragraph
    (a section number, the meeting and date at the end); ``opening`` tells whether a line after
    a comma or semicolon begins a paragraph rather than goes on with one, in the preamble or not.
    """

    label: Callable[[str], bool]
    number: Callable[[str], int | None]
    opening: Callable[[str, bool], bool]
    formula: Callable[[str], bool]
    alone: Callable[[str], bool]


def settle(lines: Sequence[Line], turned: frozenset[int]) -> tuple[list[Line], Measure]:
    """Lines with the indent beyond the margin of their page, and the edge that fits them best.

    Fixed columns fit text that a program wrapped; text taken from a printed page fits the widths
    of a proportional face. The one that leaves the smaller gaps in mid-sentence holds.
    """
    plain = _flush(lines, display_width)
    edge = measure(plain, turned)
    if (
        edge.slack <= _EXACT
        and 3 * sorted(line.width for line in plain)[len(plain) // 2] > 2 * edge.columns
    ):
        return plain, edge
    face = _mended(_flush(lines, printed_width))
    printed = measure(face, turned, printed=True)
    outlier = edge.columns > _WIDER * printed.columns
    return (
        (face, printed)
        if outlier or printed.slack < edge.slack or printed.inner * 2 < edge.inner
        else (plain, edge)
    )


def _flush(lines: Sequence[Line], width: Callable[[str], int]) -> list[Line]:
    """Indents counted from the usual margin of each page."""
    pages: dict[int, Counter[int]] = {}
    for line in lines:
        pages.setdefault(line.page, Counter())[line.indent] += 1
    margins = {page: counts.most_common(1)[0][0] for page, counts in pages.items()}
    out = []
    for line in lines:
        indent = max(0, line.indent - margins[line.page])
        out.append(replace(line, indent=indent, columns=indent + width(line.text)))
    return out


_MARKED = re.compile(r"(?:[^\W\d_]|[,;.:)”»’]|[–-]\d{4}|[ \u00a0]|\d{4})\d{1,3}$")


def _mended(lines: list[Line]) -> list[Line]:
    """A raised marker may cut a line in two: the stretch before it counts as full."""
    columns = max((line.width for line in lines), default=0)
    for index in range(len(lines) - 1):
        line, rest = lines[index], lines[index + 1]
        both = line.width + rest.width
        if (
            both <= columns + 3
            and not rest.blank_before
            and _MARKED.search(line.text[-8:])
            and rest.text[0].islower()
        ):
            lines[index] = replace(line, columns=columns)
            lines[index + 1] = replace(rest, columns=both)
    return lines


def measure(lines: Sequence[Line], turned: frozenset[int], *, printed: bool = False) -> Measure:
    """Learn the edge from lines that are plainly in the middle of a sentence.

    Blank lines at the top of a page tell nothing; elsewhere they end paragraphs, if there are any.
    """
    widths = sorted(line.width for line in lines)
    columns = widths[-1 - len(widths) // (20 if printed else 200)] if widths else 0
    gaps = []
    inner = []
    inside = False
    for before, line in pairwise(lines):
        middle, inside = inside, False
        if line.blank_before or before.page != line.page or before.width * 3 < columns * 2:
            continue
        if _closes(before.text):
            continue
        inside = True
        if (
            line.text[0].islower()
            or "\u4e00" <= line.text[0] <= "\u9fff"
            or "\u0621" <= line.text[0] <= "\u064a"
        ):
            gap = columns - before.width - _room(line, printed)
            gaps.append(gap)
            if middle:
                inner.append(gap)
    slack = _usual(gaps, columns)
    starts = [line for line in lines if line.blank_before and line.start not in turned]
    deeper = sum(2 <= line.indent <= _DEEPEST for line in lines)
    flush = sum(line.indent == 0 for line in lines)
    indented = deeper > 2 and deeper * 25 > len(lines) and flush * 3 > len(lines)
    edge = Measure(
        columns,
        slack,
        min(slack, _usual(inner, columns)) if printed else slack,
        indented,
        False,
        printed,
    )
    blanks = (
        len(starts) > 2 and len(starts) * 33 > len(lines) and _early(lines, edge) <= len(starts)
    )
    return edge._replace(blanks=blanks)


def _usual(gaps: list[int], columns: int) -> int:
    gaps.sort()
    return min(max(0, gaps[len(gaps) * 19 // 20]), columns // 6) if gaps else 0


def _early(lines: Sequence[Line], edge: Measure) -> int:
    """How many lines end a clause before the edge with no blank line after them."""
    return sum(
        edge.early(before, line)
        for before, line in pairwise(lines)
        if not line.blank_before and before.page == line.page and _closes(before.text)
    )


def _room(line: Line, printed: bool = False) -> int:
    """Columns that the first word of a line would have needed on the line before."""
    match = (_FIRST_PRINTED if printed else _FIRST_UNIT).match(line.text)
    word = match[0] if match else ""
    han = bool(word) and "\u2e80" <= word[0] <= "\uffef"
    return (printed_width(word) if printed else display_width(word)) + (0 if han else 1)


def group_lines(
    lines: Sequence[Line], edge: Measure, evidence: Evidence, turned: frozenset[int]
) -> list[list[Line]]:
    """Group lines to paragraphs; ``turned`` are the offsets where a page begins."""
    groups: list[list[Line]] = []
    last = 0
    numbers = [evidence.number(line.text) for line in lines]
    for index, line in enumerate(lines):
        number = numbers[index]
        following = number is not None and number == last + 1
        if not following and last + 1 in numbers[index + 1 : index + 4] and _heads(groups, line):
            groups.append([line])
            continue
        if (
            not groups
            or following
            or _breaks(groups[-1], line, edge, evidence, line.start in turned, last == 0)
        ):
            groups.append([line])
        else:
            groups[-1].append(line)
            continue
        if number is not None:
            last = number
    return groups


_ENDED = re.compile(r"[;.؛。；]$")


def _heads(groups: list[list[Line]], line: Line) -> bool:
    """A line between a finished paragraph and the next number is a heading of that."""
    if not groups or _closes(line.text):
        return False
    before = groups[-1][-1].text
    if line.text[0].islower() or _is_bare_label(before):
        return False
    return _ENDED.search(before[-2:]) is not None


def _breaks(
    group: list[Line], line: Line, edge: Measure, evidence: Evidence, turned: bool, preamble: bool
) -> bool:
    before = group[-1]
    if len(group) == 1:
        if evidence.formula(before.text):
            return True
        apart = line.blank_before and edge.blanks and not turned
        if not apart and _is_bare_label(before.text) and evidence.label(before.text + " "):
            return False
    if line.blank_before and not turned:
        return edge.blanks or not line.text[0].islower() or _closes(before.text)
    if edge.begins(line) or evidence.alone(line.text):
        return True
    closes = _closes(before.text)
    labelled = evidence.label(group[0].text + " ")
    first = len(group) == 1 or (len(group) == 2 and _is_bare_label(group[0].text))
    early = edge.early(before, line, _ALL if not first else _LABELLED if labelled else _FIRST)
    if evidence.label(line.text):
        return closes or early
    if edge.blanks and not turned:
        return False
    if edge.indented:
        return closes and evidence.opening(line.text, preamble) and early
    if closes:
        if edge.printed and line.text[0].islower():
            early = False  # only Russian paragraphs begin so, with opening words that tell
        return early or evidence.opening(line.text, preamble)
    if edge.printed and edge.columns - before.width < edge.columns // 4:
        return False
    return early and not line.text[0].islower()


_BARE = re.compile(r"\S{1,6}(?:\s?[-–.])?")


def _is_bare_label(text: str) -> bool:
    return len(text) <= 8 and _BARE.fullmatch(text) is not None
