"""Dates beside numbers of documents: full dates by one pattern, the rest by the date reader.

Nearly all are full dates, and the pattern for these, made of the same data, costs a tenth.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, NamedTuple

import msgspec

from seized.languages import language
from seized.languages.dates import calendar_day, find_dates
from seized.model.dates import PartialDate

__all__ = ["DatePlace", "Dates"]

_NEAR: Final = 40  # between a number and its date, in characters


class DatePlace(NamedTuple):
    """A date and where it stands in the text."""

    start: int
    end: int
    date: PartialDate


class _Rules(msgspec.Struct, frozen=True, gc=False):
    full: re.Pattern[str]
    joined: re.Pattern[str]  # a full date, and in front of it what joins it to a number
    months: dict[str, int]
    year_first: bool
    after_year: re.Pattern[str] | None


_BARE_YEAR = re.compile(r"(?:19|20)\d\d(?<![\d(/]\d{4})(?![\d)/])")


@cache
def _rules(code: str) -> _Rules:
    table: Any = language(code).table("dates")
    form = {k: v.replace(" ", r"\s") for k, v in table["form"].items() if isinstance(v, str)}
    months = {name: int(n) for n, names in table["months"].items() for name in names}
    year_first = table["form"]["year_first"]
    if year_first:
        full = (
            rf"(?P<year>[0-9]{{4}}){form['year_month']}(?P<month>\d{{1,2}}){form['after_month']}"
            rf"{form['month_day']}(?P<day>[0-9]{{1,2}})(?:{form['after_day']})"
        )
    else:
        months |= {name.capitalize(): number for name, number in months.items()}
        name = "|".join(re.escape(m).replace(r"\ ", r"\s") for m in sorted(months, key=len)[::-1])
        full = (
            rf"(?P<day>[0-9]{{1,2}})(?:{form['after_day']})?(?:{form['month_day']})(?P<month>{name})"
            rf"(?:\s?/\s?(?:{name}))?(?:{form['year_month']})(?P<year>\d{{4}})(?!\d)"
        )
    joint = language(code).table("citations")["gaps"]["date_after"]
    return _Rules(
        full=re.compile(full),
        joined=re.compile(f"(?i:{joint})(?:{full})"),
        months=months,
        year_first=year_first,
        after_year=re.compile(form["after_year"]) if form["after_year"] else None,
    )


def _number(month: str, rules: _Rules) -> int:
    """The number of a month; its words may stand in capitals and with any white space."""
    if rules.year_first:
        return int(month)
    return rules.months.get(month) or rules.months[" ".join(month.lower().split())]


class Dates:
    """The dates around the numbers of a text, each way to find them used when it is asked for."""

    __slots__ = ("_code", "_end", "_others", "_rules", "_start", "_text")

    def __init__(self, text: str, start: int, end: int, code: str) -> None:
        self._text, self._start, self._end, self._code = text, start, end, code
        self._rules = _rules(code)
        self._others: list[DatePlace] | None = None

    def behind(self, at: int) -> DatePlace | None:
        """The full date that the words for "adopted on" join to what ends ``at``."""
        found = self._rules.joined.match(self._text, at)
        if found is None or found.start("day") - at >= _NEAR:
            return None
        return self._place(found)

    def full(self) -> list[DatePlace]:
        """The full dates in order of place, no ranges; where there are none, the others."""
        places = map(self._place, self._rules.full.finditer(self._text, self._start, self._end))
        return [place for place in places if place is not None] or self.others()

    def others(self) -> list[DatePlace]:
        """Single dates of any form where no full date is near; nothing is completed."""
        if self._others is None:
            self._others = self._found()
        return self._others

    def _found(self) -> list[DatePlace]:
        text, start, end = self._text, self._start, self._end
        if not _BARE_YEAR.search(text, start, end):
            return []
        if any(map(self._place, self._rules.full.finditer(text, start, end))):
            return []
        return [
            DatePlace(d.start + start, d.end + start, d.first)
            for d in find_dates(text[start:end], self._code)
            if d.first == d.last
        ]

    def _place(self, found: re.Match[str]) -> DatePlace | None:
        year, month, day = found.group("year", "month", "day")
        date = calendar_day(int(year), _number(month, self._rules), int(day))
        if date is None:
            return None
        start, end = found.start("year" if self._rules.year_first else "day"), found.end()
        if self._rules.after_year and (after := self._rules.after_year.match(self._text, end)):
            end = after.end()
        return DatePlace(start, end, date)
