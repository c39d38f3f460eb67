"""Numbers, ordinals and bare days of several versions held against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from seized.comparing.found import Found, Words, both, marked_words, odd_one
from seized.comparing.marks import Mark, groups
from seized.comparing.units import Unit
from seized.comparing.votes import Apart, agreeing, apart
from seized.model.concordance import DifferenceKind

__all__ = ["has_day", "numbers", "same_days"]


class _Pool(NamedTuple):
    """The figures of a version; ``passing`` are those that other versions need not have."""

    figures: Counter[str]
    passing: frozenset[str]


def numbers(cells: Sequence[Unit]) -> Iterator[Found]:
    """The numbers, ordinals and sessions that one version gives otherwise.

    Figures are compared, not whole numbers (`groups`). The day of a date counts with them: one
    language prints the year once behind several days, the other with each.
    """
    pools = [_pool(cell) for cell in cells]
    found = apart([one.figures for one in pools], [one.passing for one in pools], loose=True)
    found = [_completed(one, cells) for one in found]
    yield from _alone(found, cells)
    for one in both(found, len(cells)):
        if one.missing == ("1",) and not (
            _counts_to_one(cells[one.version], one.extra) or _in_digits(cells, one)
        ):
            continue
        if _told_as_dates(cells, one):
            continue
        words = tuple(
            _words(cell, frozenset(one.extra if n == one.version else one.missing))
            for n, cell in enumerate(cells)
        )
        kind, value = _kind(cells, one)
        rule = "date.day" if kind == "date" else "number.other"
        yield Found(kind, "substance", value, odd_one(one, len(cells)), words, rule)


def _alone(found: Sequence[Apart], cells: Sequence[Unit]) -> Iterator[Found]:
    """Numbers in digits that one version alone has, in the place of none: worth a look."""
    for one in found:
        if one.extra and not one.missing and len(cells) > 2:
            cell = cells[one.version]
            marks = [
                mark
                for mark in _holding(cell, frozenset(one.extra))
                if not mark.weak and cell.text[mark.start].isdigit()
            ]
            if marks and cell.kind != "note":
                words = [Words()] * len(cells)
                words[one.version] = marked_words(cell, marks)
                yield Found(
                    "number", "form", marks[0].value, (one.version,), tuple(words), "number.extra"
                )


def _pool(cell: Unit) -> _Pool:
    figures: Counter[str] = Counter(_days(cell))
    passing: set[str] = set()
    for mark in cell.numbers:
        parts = groups(mark.value)
        if mark.weak and mark.kind == "number" and parts == ("1",):
            continue  # an article, which would hide that a "1" in digits is missing
        figures.update(parts)
        if mark.weak:
            passing.update(parts)
    return _Pool(figures, frozenset(passing))


def _days(cell: Unit) -> list[str]:
    dates = dict.fromkeys(mark.value for mark in cell.dates)
    return [str(int(date.rpartition("-")[2])) for date in dates if date.count("-") == 2]


def _completed(one: Apart, cells: Sequence[Unit]) -> Apart:
    """A difference whose other side is made of noughts, which `groups` leaves out: 205,300 where
    the others have 205,000."""
    if not one.extra or one.missing:
        return one
    own = {mark.value for mark in cells[one.version].numbers}
    new = {value for value in own if set(groups(value)) & set(one.extra)}
    others = [
        {mark.value for mark in cell.numbers} for n, cell in enumerate(cells) if n != one.version
    ]
    counts = Counter(value for values in others for value in values - own)
    for value, count in sorted(counts.items()):
        alike = any(len(value) == len(it) and groups(value)[:1] == groups(it)[:1] for it in new)
        if alike and count >= agreeing(len(others)) and not new & set().union(*others):
            return one._replace(missing=groups(value))
    return one


def _told_as_dates(cells: Sequence[Unit], one: Apart) -> bool:
    """Whether the same difference is one between whole dates, which tells more."""
    for other in apart([Counter(mark.value for mark in cell.dates) for cell in cells]):
        if other.version == one.version and other.extra and other.missing:
            return _day_set(other.missing).issuperset(one.missing)
    return False


def _day_set(dates: Sequence[str]) -> set[str]:
    return {str(int(date.rpartition("-")[2])) for date in dates if date.count("-") == 2}


def same_days(cells: Sequence[Unit], one: Apart) -> bool:
    """Whether dates that differ are the same days: a date here is a bare day there."""
    figures = [_pool(cell).figures for cell in cells]
    own = figures[one.version]
    days = _day_set(one.extra), _day_set(one.missing)
    if len(days[0]) != len(one.extra) or len(days[1]) != len(one.missing) or days[0] & days[1]:
        return False
    others = [pool for n, pool in enumerate(figures) if n != one.version]
    return all(own[day] for day in days[1]) and all(pool[d] for pool in others for d in days[0])


def has_day(cell: Unit, date: str) -> bool:
    """Whether the day of a date stands in a place without its year, as a mere number."""
    return any(mark.value in _day_set((date,)) for mark in cell.numbers)


def _counts_to_one(cell: Unit, extra: tuple[str, ...]) -> bool:
    """Whether the place of a "first" is taken by another ordinal: the word has many other uses,
    and Chinese leaves it out more often than not."""
    marks = _holding(cell, frozenset(extra))
    return cell.code != "zh" and bool(marks) and all(mark.kind == "ordinal" for mark in marks)


def _in_digits(cells: Sequence[Unit], one: Apart) -> bool:
    """Whether the other versions print in digits what one lacks, and that one prints another
    number in digits: then the number stands in the place of theirs."""
    printed = [
        any(cell.text[mark.start].isdigit() for mark in _holding(cell, frozenset(values)))
        for n, cell in enumerate(cells)
        for values in [one.extra if n == one.version else one.missing]
    ]
    own = printed.pop(one.version)
    return own and sum(printed) * 2 > len(printed)


def _holding(cell: Unit, values: frozenset[str]) -> list[Mark]:
    return [mark for mark in cell.numbers if values.intersection(groups(mark.value))]


def _words(cell: Unit, values: frozenset[str]) -> Words:
    """The numbers with these figures; where there are none, the dates with these days."""
    marks = _holding(cell, values)
    lacking = values.difference(*(groups(mark.value) for mark in marks))
    dated = [mark for mark in cell.dates if lacking & _day_set((mark.value,))]
    return marked_words(cell, [*marks, *dated])


def _kind(cells: Sequence[Unit], one: Apart) -> tuple[DifferenceKind, str]:
    """What kind of number it is that the others have, and the number."""
    others = [cell for n, cell in enumerate(cells) if n != one.version]
    printed = [mark for cell in others for mark in _holding(cell, frozenset(one.missing))]
    own = _holding(cells[one.version], frozenset(one.extra))
    if not printed or not own:
        return "date", one.missing[0]
    kinds = Counter(mark.kind for mark in printed)
    kind: DifferenceKind = "number"
    if kinds["ordinal"] * 2 > sum(kinds.values()):
        kind = "session" if _another_session(cells, one.version) else "ordinal"
    return kind, Counter(mark.value for mark in printed).most_common(1)[0][0]


def _another_session(cells: Sequence[Unit], odd: int) -> bool:
    """Whether the mandates of one version are due at other sessions than those of the rest."""
    due = [frozenset(s for one in cell.mandates for s in one.due.sessions) for cell in cells]
    rest = {sessions for n, sessions in enumerate(due) if n != odd}
    return bool(due[odd]) and due[odd] not in rest and any(rest)
