"""Dates beside numbers of documents: full dates by one pattern, the rest by the date reader.

Nearly all are full dates, and the pattern for these, made of the same data, costs a tenth.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

import msgspec

from seized.languages import language
from seized.languages.dates import calendar_day, find_dates
from seized.model.dates import PartialDate

__all__ = ["DatePlace", "dates_between"]


class DatePlace(NamedTuple):
    """A date and where it stands in the text."""

    start: int
    end: int
    date: PartialDate


class _Rules(msgspec.Struct, frozen=True, gc=False):
    full: re.Pattern[str]
    months: dict[str, int]
    year_first: bool
    after_year: re.Pattern[str]


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
    return _Rules(
        full=re.compile(full),
        months=months,
        year_first=year_first,
        after_year=re.compile(form["after_year"]),
    )


def _number(month: str, rules: _Rules) -> int:
    """The number of a month; its words may stand in capitals and with any white space."""
    if rules.year_first:
        return int(month)
    return rules.months.get(month) or rules.months[" ".join(month.lower().split())]


def dates_between(text: str, start: int, end: int, code: str) -> list[DatePlace]:
    """Single dates in ``text[start:end]``, in order; no ranges. Nothing is completed."""
    rules = _rules(code)
    out = []
    for found in rules.full.finditer(text, start, end):
        year, month, day = found.group("year", "month", "day")
        date = calendar_day(int(year), _number(month, rules), int(day))
        if date is not None:
            after = rules.after_year.match(text, found.end())
            out.append(DatePlace(found.start(), after.end() if after else found.end(), date))
    if not out and _BARE_YEAR.search(text, start, end):
        return [
            DatePlace(d.start + start, d.end + start, d.first)
            for d in find_dates(text[start:end], code)
            if d.first == d.last
        ]
    return out
