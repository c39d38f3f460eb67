"""Sessions of the organs: from a number to the calendar, and from a day to the session."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from functools import cache
from typing import Literal, NamedTuple

from seized.model.errors import SymbolError
from seized.model.resolution import Session
from seized.symbols.letters import unroman
from seized.symbols.tables import table

__all__ = [
    "SessionKind",
    "SessionWindow",
    "council_session",
    "ga_session",
    "human_rights_council_session",
    "opening_by_rule",
    "session_on",
    "sessions_begun",
    "sessions_on",
]

SessionKind = Literal["regular", "special", "emergency-special"]


class SessionWindow(NamedTuple):
    """First and last day of a session and the rule that gave them.

    ``last`` is None while an emergency special session is adjourned and can resume. Rules:
    ``opening-table`` (the day it opened), ``third-week`` (57/301), ``second-week`` (75/325,
    para. 50), ``calendar-year``, ``july-to-july`` (68/1), ``three-a-year`` (the year alone is
    known).
    """

    first: datetime.date
    last: datetime.date | None
    rule: str

    def __contains__(self, day: object) -> bool:
        return (
            isinstance(day, datetime.date)
            and self.first <= day
            and (self.last is None or day <= self.last)
        )


def _tuesday(year: int, week: int) -> datetime.date:
    first = datetime.date(year, 9, 1)
    if first.weekday() > 4:  # the first working day of the month is in the next week
        first += datetime.timedelta(7 - first.weekday())
    monday = first - datetime.timedelta(first.weekday())
    return monday + datetime.timedelta(7 * (week - 1) + 1)


def opening_by_rule(number: int, rule: str | None = None) -> tuple[datetime.date, str]:
    """The day on which regular session ``number`` opens by a rule, and the rule's name.

    ``rule`` is ``third-week`` or ``second-week``; None takes the one in force for that session.
    Rule 1 of the rules of procedure as amended by 57/301 and by 75/325, paragraph 50.
    """
    rules = table("sessions")["rules"]
    if rule is None:
        rule = "second-week" if number >= rules["second-week"]["first"] else "third-week"
    return _tuesday(number + 1945, rules[rule]["week"]), rule


@cache
def _opening(number: int) -> tuple[datetime.date, str]:
    data = table("sessions")
    openings = data["assembly"]["openings"]
    by_rule = opening_by_rule(number)
    if number > len(openings):
        return by_rule
    day = datetime.date.fromisoformat(openings[number - 1])
    if number < data["rules"]["third-week"]["first"] or day != by_rule[0]:
        return day, "opening-table"
    return by_rule


@cache
def ga_session(number: int, kind: SessionKind = "regular") -> SessionWindow:
    """When session ``number`` of the General Assembly sits.

    A regular session runs to the day before the next one opens. Raises ``SymbolError`` for a
    session that there is not, or that is beyond the hundredth.
    """
    data = table("sessions")
    if kind == "regular":
        last = data["assembly"]["last"]
        if not 1 <= number <= last:
            raise SymbolError(
                f"there is no regular session {number} of the General Assembly here",
                advice=f"Sessions 1 to {last} are known",
            )
        first, rule = _opening(number)
        return SessionWindow(first, _opening(number + 1)[0] - datetime.timedelta(1), rule)
    days = data["special" if kind == "special" else "emergency"]["days"]
    if not 1 <= number <= len(days):
        raise SymbolError(
            f"there is no {kind.replace('-', ' ')} session {number} of the General Assembly here",
            advice=f"Sessions 1 to {len(days)} are known",
        )
    begin, end = days[number - 1]
    return SessionWindow(
        datetime.date.fromisoformat(begin),
        datetime.date.fromisoformat(end) if end else None,
        "opening-table",
    )


@cache
def _openings() -> list[datetime.date]:
    return [_opening(n)[0] for n in range(1, table("sessions")["assembly"]["last"] + 2)]


def session_on(day: datetime.date) -> Session:
    """The regular session of the General Assembly that is current on ``day``.

    Raises ``SymbolError`` before the first session and after the hundredth.
    """
    openings = _openings()
    number = bisect_right(openings, day)
    if not 1 <= number < len(openings):
        raise SymbolError(
            f"no regular session of the General Assembly is known for {day.isoformat()}",
            advice=f"From {openings[0].isoformat()} to the hundredth session they are",
        )
    return Session(number)


def sessions_on(day: datetime.date) -> tuple[Session, ...]:
    """Every session of the General Assembly that is open on ``day``: regular first."""
    out = [session_on(day)]
    data = table("sessions")
    kinds: tuple[tuple[SessionKind, str], ...] = (
        ("special", "special"),
        ("emergency-special", "emergency"),
    )
    for kind, name in kinds:
        numbers = range(1, len(data[name]["days"]) + 1)
        out.extend(Session(n, kind) for n in numbers if day in ga_session(n, kind))
    return tuple(out)


def council_session(session: str) -> SessionWindow:
    """When a session of the Economic and Social Council sits: ``2021`` or, to 1977, ``XLIV``.

    The days of the old sessions are not known here: the window is their year. Raises
    ``SymbolError`` for a session that there is not.
    """
    data = table("sessions")["council"]
    if session.isdigit():
        year = int(session)
        if year >= data["july"]:
            return SessionWindow(
                datetime.date(year - 1, 7, 1), datetime.date(year, 7, 31), "july-to-july"
            )
    else:
        try:
            year = data["roman"][unroman(session) - 1]
        except (ValueError, IndexError):
            raise SymbolError(
                f"there is no session {session} of the Economic and Social Council",
                advice="Sessions I to LXIII, then years from 1978 on",
            ) from None
    return SessionWindow(datetime.date(year, 1, 1), datetime.date(year, 12, 31), "calendar-year")


def human_rights_council_session(number: int) -> SessionWindow:
    """The year in which a regular session of the Human Rights Council sits.

    Raises ``SymbolError`` beyond the sessions known here.
    """
    data = table("sessions")["human_rights_council"]
    if not 1 <= number <= data["last"]:
        raise SymbolError(
            f"there is no regular session {number} of the Human Rights Council here",
            advice=f"Sessions 1 to {data['last']} are known",
        )
    year = data["first_year"] + (number - 1) // data["a_year"]
    return SessionWindow(datetime.date(year, 1, 1), datetime.date(year, 12, 31), "three-a-year")


@cache
def _numbered() -> dict[str, tuple[int, tuple[int, ...]]]:
    return {
        body: (row["first"], tuple(row["begins"]))
        for row in table("sessions")["numbered"]
        for body in row["bodies"]
    }


def sessions_begun(body: str, day: datetime.date) -> int | None:
    """The number of the last regular session that a body had begun by the month of ``day``.

    None for a body whose sessions have no numbers, or are not known here.

    >>> sessions_begun("human-rights-council", datetime.date(2023, 4, 4))
    52
    """
    if body not in _numbered():
        return None
    first, begins = _numbered()[body]
    return (day.year - first) * len(begins) + sum(month <= day.month for month in begins)
