"""How often a mandate comes back, inferred from a series where its own words do not say.

Resolutions seldom say "every two years": they ask for a report at a session, and the resolution
of that session asks again. Where a mandate was taken up again at the session it was due at, and
asks each time for the same distance, that distance is its period. What is so inferred is marked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from seized.model.findings import Mandate, Periodicity
from seized.model.record import Record

__all__ = ["infer_periodicity"]

RULE: Final = "period inferred from the series"

_PERIODS: Final[dict[int, Periodicity]] = {
    1: "annual",
    2: "biennial",
    3: "triennial",
    4: "quadrennial",
}

_Key = tuple[str, tuple[str, ...]]


def infer_periodicity(records: Sequence[Record]) -> list[Record]:
    """The records of one matter, in the order given, with the periods that their row tells.

    Mandates of successive resolutions are the same where deliverable and addressees are, which
    no language changes; language versions of one resolution count once. A period is inferred
    for mandates that name one session and no period of their own: when the next resolution at
    hand was adopted at the session that the one before it named, and all name a session at the
    same distance from their own. Two mandates alike in one resolution are left alone. Such a due
    has ``inferred`` true, and the rule of the mandate says it.
    """
    rows: dict[int, dict[_Key, list[Mandate]]] = {}
    for record in records:
        session = record.resolution.session
        if session is not None and session.kind == "regular":
            rows.setdefault(session.number, _by_key(record.mandates))
    periods = _periods(rows)
    return [_with_periods(record, periods) for record in records] if periods else list(records)


def _key(mandate: Mandate) -> _Key:
    asked = {one.actor or one.class_ for one in mandate.addressees if one.role == "addressee"}
    return mandate.deliverable, tuple(sorted(asked))


def _by_key(mandates: Iterable[Mandate]) -> dict[_Key, list[Mandate]]:
    out: dict[_Key, list[Mandate]] = defaultdict(list)
    for mandate in mandates:
        if len(mandate.due.sessions) == 1:
            out[_key(mandate)].append(mandate)
    return out


def _periods(rows: Mapping[int, Mapping[_Key, list[Mandate]]]) -> dict[_Key, Periodicity]:
    """The period of each mandate that was taken up again when it was due."""
    steps: dict[_Key, set[int]] = defaultdict(set)
    for session, row in rows.items():
        for key, alike in row.items():
            steps[key].update(one.due.sessions[0] - session for one in alike)
    out: dict[_Key, Periodicity] = {}
    for one, two in pairwise(sorted(rows)):
        for key, alike in rows[one].items():
            again = rows[two].get(key, [])
            if len(alike) != 1 or len(again) != 1 or alike[0].due.sessions != (two,):
                continue
            if len(steps[key]) == 1 and (period := _PERIODS.get(two - one)):
                out[key] = period
    return out


def _with_periods(record: Record, periods: Mapping[_Key, Periodicity]) -> Record:
    alike = _by_key(record.mandates)

    def told(mandate: Mandate) -> Mandate:
        due, key = mandate.due, _key(mandate)
        if due.periodicity or len(due.sessions) != 1 or key not in periods or len(alike[key]) > 1:
            return mandate
        return msgspec.structs.replace(
            mandate,
            due=msgspec.structs.replace(due, periodicity=periods[key], inferred=True),
            rule=f"{mandate.rule}, {RULE}" if mandate.rule else RULE,
        )

    return msgspec.structs.replace(record, mandates=tuple(map(told, record.mandates)))
