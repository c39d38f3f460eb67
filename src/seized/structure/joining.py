"""Lines of a page, put together to paragraphs.

A blank line ends a paragraph. Where there is none, three things tell: the line before could
have held the next word, yet it ended; the next line begins with a label; or it begins with
opening words after punctuation that closes a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from seized.structure.lines import Line, display_width

__all__ = ["Evidence", "Measure", "group_lines", "measure"]

_CLOSES = re.compile(r"(?:[,;.:،؛，；。：]|[.;,]\s?[”»\"’])[)\]⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹]*(?:\s?\(?\d{1,3}\)?)?(?:\s?(?:and|et|y|и|و|和)\s?)?$|[:：]$")
_TAIL = 16  # characters that can tell whether a line closes a clause


def _closes(text: str) -> bool:
    return _CLOSES.search(text[-_TAIL:]) is not None


_FIRST_UNIT = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]+|[\u2e80-\u9fff][，。；：、！？）》」』】〉]*|\S")


class Measure(NamedTuple):
    """The edge of the page: columns, and how far below it a full line may end.

    ``margin`` is the usual indent of a line; ``indented`` tells that paragraphs begin with a
    deeper one, ``blanks`` that blank lines stand between them.
    """

    columns: int
    slack: int
    margin: int
    indented: bool
    blanks: bool

    def begins(self, line: Line) -> bool:
        """Whether a line has the indent of a first line."""
        return self.indented and 2 <= line.indent - self.margin <= 12


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


def measure(lines: Sequence[Line], turned: frozenset[int]) -> Measure:
    """Learn the edge from lines that are plainly in the middle of a sentence.

    Blank lines at the top of a page tell nothing; elsewhere they end paragraphs, if there are any.
    """
    widths = sorted(line.width for line in lines)
    columns = widths[-1 - len(widths) // 200] if widths else 0
    gaps = []
    for before, line in zip(lines, lines[1:], strict=False):
        if line.blank_before or before.page != line.page or before.width * 3 < columns * 2:
            continue
        if _closes(before.text):
            continue
        if line.text[0].islower() or "\u4e00" <= line.text[0] <= "\u9fff" or "\u0621" <= line.text[0] <= "\u064a":
            gaps.append(columns - before.width - _room(line))
    gaps.sort()
    slack = min(max(0, gaps[len(gaps) * 19 // 20]), columns // 6) if gaps else 0
    starts = [line for line in lines if line.blank_before and line.start not in turned]
    margin = Counter(line.indent for line in lines).most_common(1)[0][0] if lines else 0
    deeper = sum(2 <= line.indent - margin <= 12 for line in lines)
    flush = sum(line.indent == margin for line in lines)
    indented = deeper > 2 and deeper * 25 > len(lines) and flush * 3 > len(lines)
    blanks = len(starts) > 2 and len(starts) * 33 > len(lines) and _early(lines, columns, slack) <= len(starts)
    return Measure(columns, slack, margin, indented, blanks)


def _early(lines: Sequence[Line], columns: int, slack: int) -> int:
    """How many lines end a clause before the edge with no blank line after them."""
    return sum(
        columns - before.width - _room(line) > slack
        for before, line in zip(lines, lines[1:], strict=False)
        if not line.blank_before and before.page == line.page and _closes(before.text)
    )


def _room(line: Line) -> int:
    """Columns that the first word of a line would have needed on the line before."""
    match = _FIRST_UNIT.match(line.text)
    word = match[0] if match else ""
    han = bool(word) and "\u2e80" <= word[0] <= "\uffef"
    return display_width(word) + (0 if han else 1)


def _ended_early(before: Line, line: Line, edge: Measure) -> bool:
    return edge.columns - before.width - _room(line) > edge.slack


def group_lines(lines: Sequence[Line], edge: Measure, evidence: Evidence, turned: frozenset[int]) -> list[list[Line]]:
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
        if not groups:
            groups.append([line])
        elif following or _breaks(groups[-1], line, edge, evidence, line.start in turned, last == 0):
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
    if line.blank_before and not turned:
        return True
    if len(group) == 1:
        if evidence.formula(before.text):
            return True
        if _is_bare_label(before.text) and evidence.label(before.text + " "):
            return False
    if edge.begins(line) or evidence.alone(line.text):
        return True
    closes = _closes(before.text)
    if evidence.label(line.text):
        return closes or _ended_early(before, line, edge)
    if edge.blanks and not turned:
        return False
    if edge.indented:
        return closes and evidence.opening(line.text, preamble) and _ended_early(before, line, edge)
    early = _ended_early(before, line, edge)
    if closes:
        return early or evidence.opening(line.text, preamble)
    return early and not line.text[0].islower()


_BARE = re.compile(r"\S{1,6}(?:\s?[-–.])?")


def _is_bare_label(text: str) -> bool:
    return len(text) <= 8 and _BARE.fullmatch(text) is not None
