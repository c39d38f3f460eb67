"""Closure: for every mandate, what later documents show.

Two questions are kept apart. What is asked once (a report, an agenda item, anything with a window)
is met or not; what is asked without a date goes on as long as successors repeat it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from seized.comparing.proofs import cited_reports, listed_items, listed_reports
from seized.comparing.repeats import Repeat, repeat_of
from seized.comparing.series import series_of
from seized.comparing.works import Work, works_of
from seized.model.closure import Closure, Followed, LightRecord, Status
from seized.model.dates import PartialDate
from seized.model.evidence import Evidence
from seized.model.findings import Due, Mandate
from seized.model.record import Record
from seized.model.series import Link, Series, SeriesSet
from seized.symbols import parse

__all__ = ["follow", "follow_with_series"]

_ONCE: Final = frozenset(
    {"report", "agenda-item", "meeting", "information", "appointment", "observance", "resources"}
)


class _Known(NamedTuple):
    """Everything at hand, and the day of which the states are."""

    records: Sequence[Record]
    light: Sequence[LightRecord]
    works: Mapping[str, Work]
    after: Mapping[str, tuple[str, ...]]
    series: Mapping[str, Series]
    today: datetime.date
    links: Mapping[str, tuple[Link, ...]]  # by the earlier resolution
    sessions: frozenset[int]  # of which something is at hand
    newest: str  # day of adoption or issue


class _Verdict(NamedTuple):
    status: Status
    rule: str
    evidence: tuple[Evidence, ...] = ()


def follow(
    records: Sequence[Record],
    today: datetime.date,
    light: Sequence[LightRecord] = (),
    code: str | None = None,
) -> Closure:
    """What became of every mandate of the records, as of ``today``.

    One version of each resolution is followed, that of the language ``code`` where there is one.
    ``light`` are documents that are known by their catalogue entry alone. Every state names the
    rule that gave it and what it stands on; where nothing tells, it is ``not-known``.
    """
    return follow_with_series(records, today, light, code)[0]


def follow_with_series(
    records: Sequence[Record],
    today: datetime.date,
    light: Sequence[LightRecord] = (),
    code: str | None = None,
) -> tuple[Closure, SeriesSet]:
    """The same, and the series of the records, which it is worked out from."""
    held = works_of(records, code)
    found = series_of(held, records)
    works = {work.symbol.canonical: work for work in held}
    links: dict[str, tuple[Link, ...]] = {}
    for link in found.links():
        links[link.before] = (*links.get(link.before, ()), link)
    after = {name: tuple(link.after for link in held) for name, held in links.items()}
    series = {member.symbol: one for one in found.series for member in one.members}
    sessions = {n for work in works.values() if (n := work.session) is not None}
    sessions.update(one.session for one in light if one.session is not None)
    known = _Known(
        records, light, works, after, series, today, links, frozenset(sessions),
        _newest(records, light),
    )  # fmt: skip
    followed = tuple(
        _followed(mandate, work, known)
        for work in works.values()
        for mandate in work.record.mandates
    )
    return Closure(PartialDate(today.isoformat()), followed), found


def _followed(mandate: Mandate, work: Work, known: _Known) -> Followed:
    after = [known.works[name] for name in known.after.get(work.symbol.canonical, ())]
    repeats = [(one, repeat_of(mandate, work.record, one, known.records)) for one in after]
    kept = next((pair for pair in repeats if pair[1].change == "repeated"), None)
    kept = kept or next((pair for pair in repeats if pair[1].change == "changed"), None)
    successor, repeat = kept or (repeats[0] if repeats else (None, None))
    verdict = _verdict(mandate, work, after, repeat, known)
    extra = (repeat.evidence,) if repeat and repeat.evidence not in verdict.evidence else ()
    return Followed(
        work.symbol.canonical,
        mandate.id,
        mandate.at,
        mandate.force,
        mandate.deliverable,
        mandate.due,
        verdict.status,
        verdict.rule,
        verdict.evidence + extra,
        successor.symbol.canonical if successor else None,
        repeat.change if repeat else None,
        repeat.mandate.at if repeat and repeat.mandate else None,
        mandate.addressees,
        mandate.quote,
        work.record.language,
    )


def _verdict(
    mandate: Mandate, work: Work, after: Sequence[Work], repeat: Repeat | None, known: _Known
) -> _Verdict:
    if mandate.deliverable in ("report", "agenda-item") and mandate.due.sessions:
        return _at_sessions(mandate, work, after, repeat, known)
    window = _window(mandate.due)
    if window is not None:
        return _by_window(window, work, repeat, known)
    return _standing(mandate, work, repeat, known)


def _at_sessions(
    mandate: Mandate, work: Work, after: Sequence[Work], repeat: Repeat | None, known: _Known
) -> _Verdict:
    """A report or an agenda item: each session asked for is shown or not."""
    later = _later(work, after, known)
    shown: list[Evidence] = []
    met = 0
    for session in mandate.due.sessions:
        if mandate.deliverable == "report":
            found = [
                *cited_reports(session, later),
                *listed_reports(session, work, later, known.light),
            ]
        else:
            found = [
                *_adopted(session, later),
                *_recalled(session, known.links.get(work.symbol.canonical, ())),
                *listed_items(session, mandate, work, known.light),
            ]
        met += bool(found)
        shown.extend(found[:3])
    if met == len(mandate.due.sessions):
        return _Verdict("met", shown[0].rule, tuple(shown))
    if met:
        return _Verdict("partly", shown[0].rule, tuple(shown))
    window = _window(mandate.due)
    if window is None:
        return _standing(mandate, work, repeat, known)
    return _by_window(window, work, repeat, known, mandate.due.sessions)


def _later(work: Work, after: Sequence[Work], known: _Known) -> list[Work]:
    """The successors, and theirs."""
    out: dict[str, Work] = {}
    waiting = list(after)
    while waiting:
        one = waiting.pop(0)
        if one.symbol.canonical not in out:
            out[one.symbol.canonical] = one
            waiting += [known.works[n] for n in known.after.get(one.symbol.canonical, ())]
    return list(out.values())


def _adopted(session: int, after: Sequence[Work]) -> Iterator[Evidence]:
    """The matter came up: a successor was adopted at the session, under its item."""
    for work in after:
        items = work.record.resolution.agenda_items
        if work.session == session and items:
            yield Evidence("adopted-under-item", work.symbol.canonical, quote=", ".join(items),
                           language=work.record.language, other=str(session))  # fmt: skip


def _recalled(session: int, links: Sequence[Link]) -> Iterator[Evidence]:
    """The matter came up: the successor recalls a resolution of that session in between."""
    for link in links:
        for name in link.between:
            held = parse(name).assembly_session
            if held is not None and held.kind == "regular" and held.number == session:
                yield Evidence("successor-recalled", link.after, quote=name, other=str(session))


def _newest(records: Iterable[Record], light: Iterable[LightRecord]) -> str:
    """The latest day of adoption or issue of what is at hand; empty where there is none."""
    days = [str(r.resolution.adopted) for r in records if r.resolution.adopted]
    days += [str(one.date) for one in light if one.date]
    return max(days, default="")


def _window(due: Due) -> tuple[datetime.date, datetime.date] | None:
    first, last = due.from_ or due.date, due.to or due.date
    if first is None or last is None:
        return None
    return first.first, last.last


def _by_window(
    window: tuple[datetime.date, datetime.date],
    work: Work,
    repeat: Repeat | None,
    known: _Known,
    sessions: Sequence[int] = (),
) -> _Verdict:
    """Nothing shows that it was done: the calendar and the set tell what that means."""
    first, last = window
    if repeat is not None and repeat.change != "dropped":
        successor = known.works[repeat.evidence.document].record.resolution.adopted
        early = successor is not None and successor.last < first
        if early and repeat.mandate is not None and _window(repeat.mandate.due) != window:
            return _Verdict("superseded", "asked-anew", (repeat.evidence,))
    if known.today < first:
        return _Verdict("open", "not-yet-due")
    if known.today <= last:
        return _Verdict("open", "in-window")
    lapsed = _lapsed(work, known)
    if lapsed is not None:
        return lapsed
    held = known.sessions & set(sessions) if sessions else known.newest >= last.isoformat()
    if not held:
        return _Verdict("not-known", "nothing-at-hand")
    return _Verdict("overdue", "window-passed", (repeat.evidence,) if repeat else ())


def _standing(mandate: Mandate, work: Work, repeat: Repeat | None, known: _Known) -> _Verdict:
    """Without a date: as long as it is repeated it is open.

    What can be done once (a report, a meeting) may be left out because it was done.
    """
    if repeat is not None:
        states: dict[str, Status] = {
            "repeated": "open",
            "changed": "open" if repeat.alike else "superseded",
            "dropped": "not-known" if mandate.deliverable in _ONCE else "lapsed",
        }
        return _Verdict(states[repeat.change], repeat.change, (repeat.evidence,))
    lapsed = _lapsed(work, known)
    if lapsed is not None:
        return lapsed
    if known.series[work.symbol.canonical].state == "running":
        return _Verdict("open", "standing")
    return _Verdict("not-known", "no-date")


def _lapsed(work: Work, known: _Known) -> _Verdict | None:
    """The series did not go on at a session that is at hand as a whole, and this is its last."""
    series = known.series[work.symbol.canonical]
    if series.state != "lapsed" or known.after.get(work.symbol.canonical):
        return None
    return _Verdict("lapsed", "series-lapsed", series.evidence)
