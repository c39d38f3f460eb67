"""Lines of a page, put together to paragraphs.

A blank line ends a paragraph. Where there is none, three things tell: the line before could
have held the next word, yet it ended; the next line begins with a label; or it begins with
opening words after punctuation that closes a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from seized.structure.lines import Line, display_width

__all__ = ["Evidence", "Measure", "group_lines", "measure"]

_CLOSES = re.compile(r"(?:[,;.:،؛，；。：]|[.;,]\s?[”»\"’])[)\]⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹]*(?:\s?\(?\d{1,3}\)?)?(?:\s?(?:and|et|y|и|و|和)\s?)?$|[:：]$")
_FIRST_UNIT = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]+|[\u2e80-\u9fff][，。；：、！？）》」』】〉]*|\S")


class Measure(NamedTuple):
    """The edge of the page: columns, and how far below it a full line may end."""

    columns: int
    slack: int
    indented: bool
    blanks: bool


class Evidence(NamedTuple):
    """What the languages room knows of the beginning of a line."""

    label: Callable[[str], bool]
    opening: Callable[[str], int]
    heading: Callable[[str], bool]


def measure(lines: Sequence[Line]) -> Measure:
    """Learn the edge from lines that are plainly in the middle of a sentence."""
    widths = sorted(line.width for line in lines)
    columns = widths[-1 - len(widths) // 200] if widths else 0
    gaps = []
    for before, line in zip(lines, lines[1:], strict=False):
        if line.blank_before or before.page != line.page or _CLOSES.search(before.text):
            continue
        if line.text[0].islower() or "\u4e00" <= line.text[0] <= "\u9fff" or "\u0621" <= line.text[0] <= "\u064a":
            gaps.append(columns - before.width - _room(line))
    gaps.sort()
    slack = max(0, gaps[len(gaps) * 19 // 20]) if gaps else 0
    starts = [line for line in lines if line.blank_before]
    indented = len(starts) > 4 and sum(2 <= line.indent <= 12 for line in starts) * 2 > len(starts)
    inner = len(lines) - len(starts)
    return Measure(columns, slack, indented, len(starts) > inner // 30 and len(starts) * 12 > len(lines))


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
    for line in lines:
        if not groups:
            groups.append([line])
            continue
        before = groups[-1][-1]
        if _breaks(groups[-1], before, line, edge, evidence, line.start in turned):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _breaks(
    group: list[Line], before: Line, line: Line, edge: Measure, evidence: Evidence, turned: bool
) -> bool:
    closes = _CLOSES.search(before.text) is not None
    if line.blank_before and not turned:
        return True
    if turned and edge.indented and closes and 2 <= line.indent <= 12:
        return True
    if len(group) == 1 and evidence.label(before.text + " ") and _is_bare_label(before.text):
        return False
    if evidence.label(line.text):
        return closes or _ended_early(before, line, edge)
    if edge.blanks and not turned:
        return False
    if edge.blanks and edge.indented and turned:
        return closes and evidence.opening(line.text) == 2
    return _unlabelled(before, line, edge, evidence, closes)


def _unlabelled(before: Line, line: Line, edge: Measure, evidence: Evidence, closes: bool) -> bool:
    strength = evidence.opening(line.text)
    early = _ended_early(before, line, edge)
    if closes:
        if strength == 2:
            return True
        if early:
            return True
        return strength == 1 and not before.text.endswith((",", "،", "，"))
    if early and (strength == 2 or evidence.heading(line.text) or evidence.heading(before.text)):
        return True
    return early and not line.text[0].islower()


_BARE = re.compile(r"\S{1,6}(?:\s?[-–.])?")


def _is_bare_label(text: str) -> bool:
    return len(text) <= 8 and _BARE.fullmatch(text) is not None
