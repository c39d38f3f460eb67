"""A cycle through the years: a lane for each kind of thing, a mark for each that happened.

A date is drawn as exact as it is known: a day is a mark, a month or a year is as long as it lasts.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from seized.model.dates import PartialDate
from seized.writing.markup import Column, table_for
from seized.writing.svg import Canvas, fitted, lines_of, width_of
from seized.writing.wording import wording

__all__ = ["Moment", "lanes_svg", "lanes_table"]

_EDGE, _NAME, _HEAD, _LINE = 14.0, 132.0, 40.0, 19.0
_YEAR: Final = (30.0, 88.0)  # the least and the most room for a year
_WIDE: Final = 1120.0
_LABEL: Final = 118.0
_INKS: Final = ("blue", "green", "amber", "violet", "red")
_FILLS: Final = ("sky", "mint", "sand", "lilac", "rose")
_DAYS: Final = 365.25


class Moment(NamedTuple):
    """Something that happened or is due. ``last`` ends a period; ``symbol`` runs left to right."""

    lane: str
    first: PartialDate
    last: PartialDate | None
    name: str
    told: str = ""
    symbol: bool = False


def _begin(moment: Moment) -> datetime.date:
    return moment.first.first


def _end(moment: Moment) -> datetime.date:
    return (moment.last or moment.first).last


def lanes_svg(
    moments: Sequence[Moment], lanes: Mapping[str, str], code: str, title: str, desc: str
) -> str:
    """The picture. ``lanes`` maps the keys of lanes to their names, in the order from the top.

    Marks of a lane that would lie over each other stand below each other.
    """
    return _Lanes(moments, lanes, code).drawn(title, desc)


class _Lanes:
    def __init__(self, moments: Sequence[Moment], lanes: Mapping[str, str], code: str) -> None:
        self.lanes = {
            key: name for key, name in lanes.items() if any(m.lane == key for m in moments)
        }
        self.moments = sorted(moments, key=_begin)
        self.code = code
        years = [day.year for m in moments for day in (_begin(m), _end(m))]
        self.first, self.last = min(years, default=2000), max(years, default=2000)
        count = self.last - self.first + 1
        self.year = min(max((_WIDE - _NAME) / count, _YEAR[0]), _YEAR[1])
        width = 2 * _EDGE + _NAME + count * self.year + _LABEL
        self.canvas = Canvas("lanes", code, width)

    def x(self, day: datetime.date) -> float:
        begin = datetime.date(day.year, 1, 1)
        part = min((day - begin).days / _DAYS, 1.0)
        return _EDGE + _NAME + (day.year - self.first + part) * self.year

    def drawn(self, title: str, desc: str) -> str:
        laid = [(name, self.rows([m for m in self.moments if m.lane == key]))
                for key, name in self.lanes.items()]  # fmt: skip
        highs = [max(len(rows), 1) * _LINE + 14 for _, rows in laid]
        bottom = _HEAD + sum(highs)
        for number, high in enumerate(highs):
            if number % 2 == 0:
                top = _HEAD + sum(highs[:number])
                self.canvas.box(0, top, self.canvas.width, high, "soft")
        self.axis(bottom)
        top = _HEAD
        for number, (name, rows) in enumerate(laid):
            for line, words in enumerate(lines_of(name, _NAME - 16, 12)):
                self.canvas.text(_EDGE, top + 20 + line * 14, words, "strong")
            for place, row in enumerate(rows):
                for moment in row:
                    self.mark(moment, number % len(_INKS), top + 7 + (place + 0.5) * _LINE)
            top += highs[number]
        return self.canvas.finish(title, desc, bottom + _EDGE)

    def rows(self, own: Sequence[Moment]) -> list[list[Moment]]:
        """Those that do not touch share a line."""
        rows: list[tuple[list[Moment], float]] = []
        for moment in own:
            begin = self.x(_begin(moment))
            end = (
                max(self.x(_end(moment)), begin + 8) + min(width_of(moment.name, 10.5), _LABEL) + 16
            )
            for place, (row, taken) in enumerate(rows):
                if taken <= begin - 6:
                    row.append(moment)
                    rows[place] = (row, end)
                    break
            else:
                rows.append(([moment], end))
        return [row for row, _ in rows]

    def mark(self, moment: Moment, kind: int, y: float) -> None:
        begin, end = self.x(_begin(moment)), self.x(_end(moment))
        tip = f"{self.when(moment)}. {moment.name}" + (f". {moment.told}" if moment.told else "")
        ink, fill = _INKS[kind], _FILLS[kind]
        self.canvas.begin(tip)
        if end - begin > 4:
            self.canvas.box(begin, y - 5, end - begin, 10, f"{fill} {ink}-line hair", radius=5)
        else:
            end = begin + 5
            self.shape(kind, begin, y, ink)
        words = fitted(moment.name, _LABEL, 10.5)
        self.canvas.text(end + 6, y + 4, words, "small", ltr=moment.symbol)
        self.canvas.end()

    def shape(self, kind: int, x: float, y: float, ink: str) -> None:
        """Marks differ in form: disc, diamond, square, triangle, bar."""
        if kind == 0:
            self.canvas.disc(x, y, 5, ink)
        elif kind == 1:
            self.canvas.shape(((x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)), ink)
        elif kind == 2:
            self.canvas.box(x - 4.5, y - 4.5, 9, 9, ink)
        elif kind == 3:
            self.canvas.shape(((x, y - 6), (x + 6, y + 5), (x - 6, y + 5)), ink)
        else:
            self.canvas.box(x - 2, y - 6, 4, 12, ink)

    def when(self, moment: Moment) -> str:
        return _when(moment, self.code)

    def axis(self, bottom: float) -> None:
        every = 1 if self.year >= 34 else 2
        for year in range(self.first, self.last + 2):
            x = _EDGE + _NAME + (year - self.first) * self.year
            self.canvas.line(((x, _HEAD - 6), (x, bottom)), "line-line hair none")
            if year <= self.last and (year - self.first) % every == 0:
                self.canvas.text(x + 3, _HEAD - 12, str(year), "small quiet", ltr=True)


def _when(moment: Moment, code: str) -> str:
    words = wording(code)
    first = words.date(moment.first)
    if moment.last is None or moment.last == moment.first:
        return first
    return f"{first} – {words.date(moment.last)}"


def lanes_table(
    moments: Sequence[Moment],
    lanes: Mapping[str, str],
    code: str,
    title: str,
    heads: tuple[str, str, str, str],
) -> str:
    """The same as a table, the earliest first. ``heads``: when, kind, what, more about it."""
    when, kind, what, more = heads
    columns = [Column(when), Column(kind), Column(what), Column(more)]
    rows = [
        (_when(m, code), lanes[m.lane], m.name, m.told) for m in sorted(moments, key=_begin)
    ]  # fmt: skip
    return table_for(title, columns, rows, code)
