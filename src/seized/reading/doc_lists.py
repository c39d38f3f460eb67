"""Automatic numbers: what Word computes and prints but does not store in the text.

A list definition (ECMA-376, 17.9; the LSTF and LVL of [MS-DOC] say the same in binary) has up
to nine levels. Lists that share a definition share its counters; a list may start a level anew.
"""

from __future__ import annotations

from typing import NamedTuple

from seized.reading.doc_numbers import BULLET, format_number, is_known
from seized.reading.doc_symbols import bullet_text

__all__ = ["LEVELS", "MAX_LABEL", "Counters", "Level", "List"]

LEVELS = 9
MAX_LABEL = 100
"""Characters of the pattern of a label that are read; Word takes no more than some thirty."""

_SUFFIX = {"tab": "\t", "space": " ", "nothing": ""}


class Level(NamedTuple):
    """One level of a list.

    ``text`` is the pattern of the label, ``%1`` to ``%9`` standing for the number of that
    level; ``restart`` is the number (1 to 9) of the level after which this one starts anew, 0
    for never, ``None`` for any higher level; ``legal`` writes all numbers in digits.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    font: str | None = None


class List(NamedTuple):
    """A list: the key of its definition, its levels, and the levels that it starts anew."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Counters:
    """The state of all lists of one story, fed with its numbered paragraphs in order."""

    def __init__(self) -> None:
        self._values: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self.unknown: set[str] = set()
        """Number formats met that could only be written in digits."""

    def label(self, key: str, which: List, ilvl: int) -> str:
        """Count one paragraph of list ``key`` at level ``ilvl`` (0 to 8); its label and suffix."""
        level = which.levels.get(ilvl)
        if level is None:
            return ""
        values = self._values.setdefault(which.definition, [None] * LEVELS)
        self._count(key, which, ilvl, values, level)
        for deeper in range(ilvl + 1, LEVELS):
            rule = which.levels[deeper].restart if deeper in which.levels else None
            if rule is None or ilvl < rule:
                values[deeper] = None
        text = self._text(which, ilvl, values, level)
        return text + _SUFFIX.get(level.suffix, "\t") if text else ""

    def _count(
        self, key: str, which: List, ilvl: int, values: list[int | None], level: Level
    ) -> None:
        """A list that overrides the start of a level does so once, at its first paragraph."""
        value = values[ilvl]
        first = (key, ilvl) not in self._begun
        self._begun.add((key, ilvl))
        if value is None or (first and ilvl in which.starts):
            values[ilvl] = which.starts.get(ilvl, level.start)
        else:
            values[ilvl] = value + 1

    def _text(self, which: List, ilvl: int, values: list[int | None], level: Level) -> str:
        if level.form == BULLET:
            return bullet_text(level.text, level.font)
        pieces = level.text.split("%")
        out = [pieces[0]]
        for piece in pieces[1:]:
            index = "123456789".find(piece[:1]) if piece else -1
            if index < 0:
                out.append("%" + piece)
            elif index <= ilvl:
                out.append(self._number(which, index, values, level) + piece[1:])
            else:
                out.append(piece[1:])
        return "".join(out)

    def _number(self, which: List, index: int, values: list[int | None], level: Level) -> str:
        """A level that was passed over shows the number that it would start with."""
        own = which.levels.get(index, level)
        value = values[index]
        if value is None:
            value = which.starts.get(index, own.start)
        form = own.form
        if level.legal and form not in {"none", BULLET}:
            form = "decimal"
        if form == BULLET:
            return ""
        if not is_known(form):
            self.unknown.add(form)
        return format_number(value, form)
