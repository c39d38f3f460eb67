"""Series: which resolutions continue which, how often one comes, and where one is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from seized.comparing.links import find_links
from seized.comparing.works import Work, due_sessions, works_of
from seized.model.evidence import Evidence
from seized.model.record import Record
from seized.model.series import Coverage, Link, Member, Rhythm, Series, SeriesSet, SeriesState
from seized.symbols import ga_session, parse

__all__ = ["coverage_of", "find_series", "series_of"]

_WHOLE: Final = 0.9  # of the numbers of a session, for the set to hold it
_LAST_DAYS: Final = 45  # a set that reaches this near to the end of a session reaches its end
_HISTORY: Final = 8  # sessions that a rhythm is taken from: a matter may change it
_RHYTHMS: Final[dict[int, Rhythm]] = {
    1: "annual",
    2: "biennial",
    3: "triennial",
    4: "quadrennial",
}


def find_series(records: Sequence[Record], code: str | None = None) -> SeriesSet:
    """All series of a set of records, in the order of their oldest members.

    ``code`` is the language to show titles and evidence in, where the set has it. Several
    versions of a resolution are one member. A session that the set does not hold makes no lapse:
    only where a successor was due at a session held whole and to its end is one missing.
    """
    return series_of(works_of(records, code), records)


def series_of(works: Sequence[Work], records: Sequence[Record]) -> SeriesSet:
    """The same from the works that were made of the records."""
    links = find_links(works)
    held = coverage_of(works)
    by_name = {work.symbol.canonical: work for work in works}
    out = [_series(group, own, records, held) for group, own in _groups(by_name, links)]
    return SeriesSet(tuple(out), tuple(held.values()))


def _groups(
    works: Mapping[str, Work], links: Sequence[Link]
) -> Iterable[tuple[list[Work], list[Link]]]:
    """The works that links hold together, each group with its links; oldest first."""
    root = {name: name for name in works}

    def find(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for link in links:
        one, two = find(link.before), find(link.after)
        if one != two:
            root[two] = one
    groups: dict[str, tuple[list[Work], list[Link]]] = {}
    for name, work in works.items():
        groups.setdefault(find(name), ([], []))[0].append(work)
    for link in links:
        groups[find(link.before)][1].append(link)
    return groups.values()


def coverage_of(works: Sequence[Work]) -> dict[int, Coverage]:
    """How much of each regular session of the General Assembly the works hold.

    A session is whole where nearly all numbers up to the highest are there; it is over where the
    set holds a later session or reaches the last weeks of it.
    """
    numbers: dict[int, set[int]] = {}
    last: dict[int, str] = {}
    for work in works:
        held = work.symbol.assembly_session
        if work.symbol.kind != "resolution" or work.symbol.number is None:
            continue
        if work.symbol.body != "A" or held is None or held.kind != "regular":
            continue
        numbers.setdefault(held.number, set()).add(work.symbol.number)
        last[held.number] = max(last.get(held.number, ""), work.order[0])
    newest = max(numbers, default=0)
    out = {}
    for session in sorted(numbers):
        known = max(numbers[session])
        whole = known >= 10 and len(numbers[session]) >= _WHOLE * known
        over = session < newest or _reaches(session, last[session])
        out[session] = Coverage(session, len(numbers[session]), known, whole, over)
    return out


def _reaches(session: int, day: str) -> bool:
    """Whether a day (ISO 8601, perhaps partial) is in the last weeks of a session."""
    end = ga_session(session).last
    if end is None or len(day) < 10:
        return False
    year, month, date = map(int, day.split("-"))
    return (end - end.replace(year, month, date)).days <= _LAST_DAYS


class _Pace(NamedTuple):
    step: int | None
    sessions: tuple[int, ...]  # all sessions known to have had a resolution of the series


def _series(
    group: Sequence[Work],
    links: Sequence[Link],
    records: Sequence[Record],
    held: Mapping[int, Coverage],
) -> Series:
    newest = group[-1]
    places = {w.symbol.canonical: _places(w, records) for w in group}
    due = {
        w.symbol.canonical: due_sessions([records[n] for n in places[w.symbol.canonical]],
                                         w.session if w.symbol.body == "A" else None)
        for w in group
    }  # fmt: skip
    pace = _pace(group, links, due)
    odd = _off_cycle(group, pace)
    members = tuple(
        _member(w, places[w.symbol.canonical], records, due[w.symbol.canonical], w in odd)
        for w in group
    )
    ends = _ends(group, links)
    awaited, missed, state, evidence = _awaited(ends, pace, due, held, records)
    return Series(
        group[0].symbol.canonical,
        newest.versions[0].title,
        members,
        tuple(links),
        {one.language: one.title for one in newest.versions if one.title},
        pace.step,
        None if pace.step is None else _RHYTHMS.get(pace.step, "other"),
        state,
        awaited,
        missed,
        evidence,
    )


def _places(work: Work, records: Sequence[Record]) -> tuple[int, ...]:
    return tuple(one.place for one in work.versions)


def _member(
    work: Work,
    places: tuple[int, ...],
    records: Sequence[Record],
    due: tuple[int, ...],
    odd: bool,
) -> Member:
    held = work.record.resolution
    items = dict.fromkeys(item for n in places for item in records[n].resolution.agenda_items)
    adopted = next((a for n in places if (a := records[n].resolution.adopted)), None)
    return Member(
        work.symbol.canonical,
        work.versions[0].title,
        held.session or work.symbol.assembly_session,
        adopted,
        tuple(items),
        tuple(one.language for one in work.versions),
        places,
        due,
        odd,
    )


def _ends(group: Sequence[Work], links: Sequence[Link]) -> list[Work]:
    """The members that nothing follows: more than one where a series split."""
    followed = {link.before for link in links}
    return [work for work in group if work.symbol.canonical not in followed]


def _pace(
    group: Sequence[Work], links: Sequence[Link], due: Mapping[str, tuple[int, ...]]
) -> _Pace:
    """The usual distance in sessions: what the texts ask for, else what the past shows.

    The past are the sessions of the members, of what stands between them, and of what the newest
    recalls in the paragraph where it recalls its predecessor.
    """
    past = {work.session for work in group if work.session is not None and work.symbol.body == "A"}
    for link in links:
        past.update(n for name in link.between if (n := _session(name)) is not None)
    past |= _recalled(group, links)
    sessions = tuple(sorted(past))
    asked = Counter(
        due[work.symbol.canonical][0] - work.session
        for work in group
        if work.session is not None and work.symbol.body == "A" and due[work.symbol.canonical]
    )
    if asked:
        return _Pace(asked.most_common(1)[0][0], sessions)
    recent = sessions[-_HISTORY:]
    gaps = Counter(two - one for one, two in pairwise(recent))
    common = gaps.most_common(1)
    if len(recent) < 3 or not common:
        return _Pace(None, sessions)
    return _Pace(common[0][0], sessions)


def _session(name: str) -> int | None:
    held = parse(name).assembly_session
    return held.number if held is not None and held.kind == "regular" else None


def _recalled(group: Sequence[Work], links: Sequence[Link]) -> set[int]:
    """The sessions of the resolutions that are recalled in one breath with a member."""
    names = {work.symbol.canonical for work in group}
    out: set[int] = set()
    for work in group:
        near = {r.near for r in work.recalls if r.weight == 1.0 and r.symbol.canonical in names}
        out.update(
            held.number
            for recall in work.recalls
            if recall.near in near
            and recall.weight == 1.0
            and recall.symbol.body == "A"
            and (held := recall.symbol.assembly_session) is not None
            and held.kind == "regular"
        )
    return out


def _off_cycle(group: Sequence[Work], pace: _Pace) -> list[Work]:
    """Members that came at a session that the rhythm does not have."""
    if pace.step is None or pace.step < 2 or len(pace.sessions) < 3:
        return []
    turn = Counter(n % pace.step for n in pace.sessions).most_common(1)[0][0]
    return [w for w in group if w.session is not None and w.session % pace.step != turn]


def _awaited(
    ends: Sequence[Work],
    pace: _Pace,
    due: Mapping[str, tuple[int, ...]],
    held: Mapping[int, Coverage],
    records: Sequence[Record],
) -> tuple[tuple[int, ...], tuple[int, ...], SeriesState, tuple[Evidence, ...]]:
    """Sessions at which the next is due, those missed, the state, and what says so."""
    awaited: set[int] = set()
    missed: set[int] = set()
    evidence: list[Evidence] = []
    states: set[SeriesState] = set()
    for work in ends:
        own = due[work.symbol.canonical]
        next_ones = own or _by_rhythm(work, pace)
        awaited.update(next_ones)
        gone = [n for n in next_ones if n in held and held[n].whole and held[n].over]
        missed.update(gone)
        states.add(_state(next_ones, gone, held))
        if own:
            evidence.extend(_asks(work, own, records))
    order: tuple[SeriesState, ...] = ("running", "lapsed", "not-known")
    state = next(one for one in order if one in states)
    return tuple(sorted(awaited)), tuple(sorted(missed)), state, tuple(evidence)


def _by_rhythm(work: Work, pace: _Pace) -> tuple[int, ...]:
    if pace.step is None or work.session is None or work.symbol.body != "A":
        return ()
    return (work.session + pace.step,)


def _state(due: Sequence[int], gone: Sequence[int], held: Mapping[int, Coverage]) -> SeriesState:
    if not due:
        return "not-known"
    if len(gone) == len(due):
        return "lapsed"
    last = max(held, default=0)
    if any(n > last or (n == last and not held[n].over) for n in due):
        return "running"
    return "not-known"


def _asks(work: Work, due: Sequence[int], records: Sequence[Record]) -> Iterable[Evidence]:
    """The mandates that ask for the next session."""
    record = records[work.versions[0].place]
    for mandate in record.mandates:
        if mandate.deliverable in ("agenda-item", "report") and set(mandate.due.sessions) & set(
            due
        ):
            yield Evidence("due", work.symbol.canonical, mandate.at, mandate.quote, mandate.span,
                           record.language, ", ".join(map(str, mandate.due.sessions)))  # fmt: skip
