"""Dates, partial dates and ranges of dates, as exact as the text gives them.

An *atom* is a month with the days before (or after) it and its year: "9 and 10 June 2018",
"June", "4月28日". One pattern per language finds the atoms; atoms that stand joined ("28 December
2015 to 3 January 2016") are put together, and an atom without a year takes the year of the one
it is joined to. What remains without a year is no date.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

import msgspec
from msgspec.structs import replace

from seized.languages.loader import language
from seized.languages.machine import Machine
from seized.languages.words import Folded, any_of, fold
from seized.languages.written import in_figures
from seized.model.dates import PartialDate

__all__ = ["DateFound", "calendar_day", "find_dates"]

# Every date has a year: what has none need not be looked at. All kinds of digits.
_SOME_YEAR: Final = re.compile("[12\u0661\u0662\u06f1\u06f2\uff11\uff12]\\d{3}")
_NUMBERS: Final = re.compile(r"\d+")
_GAP: Final = 24  # code points between two dates that stand joined, at most
_YEAR: Final = r"(?:1[89]|2[01])\d\d(?!\d)"
# What may not stand before a year is looked at behind it: where a pattern can begin is found
# at once only where it tells with what sign it begins.
_APART: Final = r"(?<![\w/.-]\d{4})"
_ISO: Final = re.compile(rf"({_YEAR}){_APART}-(\d\d)-(\d\d)(?![\w/-])")
_BARE: Final = rf"({_YEAR})(?:{_APART}(?![\w/-])|(?<![\d/.-]\d{{4}})年"


class DateFound(NamedTuple):
    """A date in a text: its place in code points, its first and its last day, month or year.

    For a single date ``first`` and ``last`` are the same.
    """

    start: int
    end: int
    first: PartialDate
    last: PartialDate


class _Atom(msgspec.Struct, frozen=True, gc=False):
    start: int
    end: int
    days: tuple[int, ...]
    months: tuple[int, ...]
    year: int | None


class _Rules(msgspec.Struct, frozen=True, gc=False):
    begins: Machine  # what an atom can begin with
    atom: re.Pattern[str]
    month: re.Pattern[str]
    months: dict[str, int]
    day_words: dict[str, int]
    between: re.Pattern[str]  # what joins the two ends of a range
    also: re.Pattern[str]  # what joins two dates
    open: re.Pattern[str]  # what makes a range of two dates so joined ("between")
    bare: re.Pattern[str]  # a year alone
    year_first: bool
    capital: bool


@cache
def _rules(code: str) -> _Rules:
    table = language(code).table("dates")
    form = table["form"]
    months = {
        fold(name).text: int(number) for number, names in table["months"].items() for name in names
    }
    month = any_of(months) or r"\d{1,2}"
    words = any_of(table["day_words"])
    digits = r"\d{1,2}(?! ?[\d月年])"
    day = rf"(?:{words}|{digits})" if words else digits
    day += rf"(?:{form['after_day']})?" if form["after_day"] else ""
    if form["year_first"]:
        day += rf"(?:{form['weekday']})?"
    weekday = rf"(?:{form['weekday']})?"
    join = rf"(?:{form['range']}|{form['and']}){weekday}"
    days = rf"{day}(?:(?:{form['comma']}{day}){{0,6}}{join}{day}){{0,3}}"  # bounded: linear time
    year = rf"(?P<year>{_YEAR})"
    if form["year_first"]:
        atom = (
            rf"(?<![\d/.])(?:{year}{form['year_month']})?(?P<month>\d{{1,2}}){form['after_month']}"
            rf"(?:{form['month_day']}(?P<days>{days}){form['after_days']})?"
        )
    else:
        month = rf"{month}(?: ?/ ?{month})?"
        american = rf"(?: (?P<days2>{days}), (?P<year2>{_YEAR}))"
        atom = (
            rf"(?:(?<![a-zа-я\d/.])(?P<days>{days}){form['month_day']}|(?<!\w)|(?<= [ولب]))"
            rf"(?P<month>{month})(?!\w)"
            rf"(?:{form['year_month']}{year}(?:{form['after_year']})?"
            rf"{'|' + american if form['day_after_month'] else ''})?"
        )
    return _Rules(
        Machine([*string.digits, *table["day_words"], *months], code),
        re.compile(atom),
        re.compile(any_of(months) or r"\d{1,2}"),
        months,
        table["day_words"],
        re.compile(f"(?:{form['range']}){weekday}"),
        re.compile(f"(?:{form['and']}){weekday}"),
        re.compile(f"(?:{form['between']})$"),
        re.compile(rf"{_BARE}|(?<=(?<!\w)(?:{form['half']})\d{{4}})(?![\w/-]))"),
        form["year_first"],
        form["capital"],
    )


def find_dates(text: str, code: str, *, years: bool = False) -> list[DateFound]:
    """The dates in a text in order of place; with ``years``, bare years too.

    A day that the calendar does not have is no date, and nothing is completed: "June 2011" gives
    a month, "31 March" without a year gives nothing.
    """
    if code == "zh":
        figures, places = in_figures(text)
        if places is not None:
            return [
                DateFound(places[start], places[end - 1] + 1, *ends)
                for start, end, *ends in find_dates(figures, code, years=years)
            ]
    if not _SOME_YEAR.search(text):
        return []
    rules = _rules(code)
    folded = fold(text)
    out: list[DateFound] = []
    for group in _groups(folded.text, list(_atoms(folded, text, rules)), rules):
        out.extend(_dates(group, folded.text, rules))
    for match in _ISO.finditer(folded.text) if "-" in folded.text else ():
        date = calendar_day(int(match[1]), int(match[2]), int(match[3]))
        if date:
            out.append(DateFound(match.start(), match.end(), date, date))
    if years:
        out.extend(_bare_years(folded.text, out, rules.bare))
    out.sort()
    if folded.offsets is None:
        return out
    return [DateFound(folded.back(a), folded.back_end(b), *ends) for a, b, *ends in out]


def _atoms(folded: Folded, text: str, rules: _Rules) -> Iterator[_Atom]:
    look, end = rules.atom.match, 0
    for _, start, _ in rules.begins.find(folded.text):
        match = look(folded.text, start) if start >= end else None
        if match is None:
            continue
        end = match.end()
        groups = match.groupdict()
        if rules.year_first:
            months: tuple[int, ...] = (int(groups["month"]),)
        else:
            months = tuple(rules.months[name] for name in rules.month.findall(groups["month"]))
            at = folded.back(match.start("month"))
            if rules.capital and text[at].islower():
                continue
        year = groups["year"] or groups.get("year2")
        printed = groups["days"] or groups.get("days2") or ""
        days = [int(number) for number in _NUMBERS.findall(printed)]
        days += [day for word, day in rules.day_words.items() if word in printed]
        kept = tuple(dict.fromkeys(months))
        yield _Atom(start, end, tuple(days), kept, int(year) if year else None)


def _groups(text: str, atoms: list[_Atom], rules: _Rules) -> Iterator[list[_Atom]]:
    """Atoms that stand joined, with the year of those that have none filled in."""
    group: list[_Atom] = []
    for atom in atoms:
        if group and not _joined(text, group[-1], atom, rules):
            yield _with_years(group, rules)
            group = []
        group.append(atom)
    if group:
        yield _with_years(group, rules)


def _joined(text: str, one: _Atom, two: _Atom, rules: _Rules) -> bool:
    if two.start - one.end > _GAP:
        return False
    gap = text[one.end : two.start]
    return bool(rules.between.fullmatch(gap) or rules.also.fullmatch(gap))


def _with_years(group: list[_Atom], rules: _Rules) -> list[_Atom]:
    order = group if rules.year_first else list(reversed(group))
    year: int | None = None
    out = []
    for atom in order:
        year = atom.year or year
        out.append(atom if atom.year == year else replace(atom, year=year))
    return out if rules.year_first else out[::-1]


def _dates(group: list[_Atom], text: str, rules: _Rules) -> Iterator[DateFound]:
    found = [(atom, _one(atom)) for atom in group]
    held: DateFound | None = None
    before: _Atom | None = None
    for atom, date in found:
        if date is None:
            continue
        if held is not None and before is not None and _one_range(held, before, date, text, rules):
            held = DateFound(held.start, date.end, held.first, date.last)
        else:
            if held is not None:
                yield held
            held = date
        before = atom
    if held is not None:
        yield held


def _one_range(held: DateFound, before: _Atom, date: DateFound, text: str, rules: _Rules) -> bool:
    """Whether two joined dates are the ends of one stretch, and not two dates."""
    if held.last.first > date.first.first or held.end > date.start:
        return False
    if rules.between.fullmatch(text[before.end : date.start]):
        return True
    if rules.open.search(text, max(0, held.start - 16), held.start):
        return True
    return (date.first.first - held.last.last).days == 1


def _one(atom: _Atom) -> DateFound | None:
    """The date of one atom, or None where it has no year or the calendar has no such day."""
    if atom.year is None or not all(1 <= month <= 12 for month in atom.months):
        return None
    days, months, year = atom.days, atom.months, atom.year
    if len(months) == 2 and (days or months[1] - months[0] != 1):
        return None  # the two names of a month contradict each other
    ends: list[PartialDate | None] = (
        [calendar_day(year, months[0], day) for day in days]
        if days
        else [PartialDate.of(year, month) for month in months]
    )
    if not ends or any(date is None for date in ends):
        return None
    dates = [date for date in ends if date is not None]
    if dates != sorted(dates):
        return None
    return DateFound(atom.start, atom.end, dates[0], dates[-1])


@lru_cache(maxsize=8192)  # resolutions name the same days again and again
def calendar_day(year: int, month: int, day: int) -> PartialDate | None:
    """The full date, or None where the calendar has no such day."""
    try:
        return PartialDate.of(year, month, day)
    except ValueError:
        return None


def _bare_years(text: str, found: list[DateFound], bare: re.Pattern[str]) -> list[DateFound]:
    out = []
    for match in bare.finditer(text):
        start, end = match.span()
        if not any(date.start <= start < date.end for date in found):
            year = PartialDate(match[1])
            out.append(DateFound(start, end, year, year))
    return out
