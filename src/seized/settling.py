"""What one language version leaves open, settled by another version of the same resolution.

Some verbs perform acts of different force in French, Russian and Arabic, where English, Spanish
or Chinese print different words. The six versions are equally authentic, and the paragraphs have
the same addresses: the act of the twin clause tells which reading was meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from seized.languages.acts import act_forces, ambiguous_acts, kindred_acts
from seized.model.errors import InputError
from seized.model.findings import Clause, Mandate
from seized.model.record import Record
from seized.model.text import Span

__all__ = ["settle"]

_CODE = "act-ambiguous"


class _Settled(NamedTuple):
    act: str
    by: str


def settle(record: Record, twins: Sequence[Record]) -> Record:
    """The record with its ambiguous acts read as the ``twins`` have them.

    A clause is settled where a twin has as many directive clauses under the same address, and
    its own verb has but one reading, among those of the clause; the rule of the finding then
    says by which language. What no twin settles stays a doubt. Raises
    ``InputError`` where a twin is another resolution, or a copy in the same language.
    """
    for twin in twins:
        _check(record, twin)
    settled: dict[Span, _Settled] = {}
    for clauses in _directive(record).values():
        for place, clause in enumerate(clauses):
            found = _by_twins(clause, place, len(clauses), record.language, twins)
            if found is not None:
                settled[clause.span] = found
    remaining = [d for d in record.doubts if d.code != _CODE or d.span not in settled]
    if not settled:
        return record
    changed = {(c.at, c.act, c.span): settled[c.span] for c in record.clauses if c.span in settled}
    return msgspec.structs.replace(
        record,
        clauses=tuple(_clause(clause, settled) for clause in record.clauses),
        mandates=tuple(_mandate(mandate, changed) for mandate in record.mandates),
        doubts=tuple(remaining),
    )


def _check(record: Record, twin: Record) -> None:
    name = twin.source.name
    if twin.resolution.symbol != record.resolution.symbol:
        raise InputError(
            f"this is {twin.resolution.symbol}, not {record.resolution.symbol}",
            where=name,
            advice="Give another language version of the same resolution",
        )
    if twin.language == record.language:
        raise InputError(
            f"this is the {twin.language} version again",
            where=name,
            advice="Give a version in another language",
        )


def _directive(record: Record) -> dict[str, list[Clause]]:
    """The clauses with a force, by address, in reading order."""
    out: dict[str, list[Clause]] = defaultdict(list)
    for clause in record.clauses:
        if clause.force is not None:
            out[clause.at].append(clause)
    return out


def _by_twins(
    clause: Clause, place: int, count: int, code: str, twins: Sequence[Record]
) -> _Settled | None:
    """How the first twin that can tell reads a clause whose verb leaves it open."""
    readings = _readings(clause, code)
    if not readings:
        return None
    for twin in twins:
        others = _directive(twin).get(clause.at, [])
        if len(others) != count:
            continue
        there = others[place]
        if there.act in readings and not _readings(there, twin.language):
            return _Settled(there.act, twin.language)
    return None


def _readings(clause: Clause, code: str) -> set[str]:
    """All acts that the verb of a clause can perform; none where it has one reading."""
    words = clause.quote.lower()
    tables = (ambiguous_acts(code), kindred_acts(code))
    return {
        act for t in tables for word, acts in t.items() if words.startswith(word) for act in acts
    }


def _clause(clause: Clause, settled: dict[Span, _Settled]) -> Clause:
    found = settled.get(clause.span)
    if found is None:
        return clause
    force = act_forces()[found.act]
    rule = f"{clause.rule}, settled by {found.by}"
    return msgspec.structs.replace(clause, act=found.act, force=force, rule=rule)


def _mandate(mandate: Mandate, changed: dict[tuple[str, str, Span], _Settled]) -> Mandate:
    for (at, act, span), found in changed.items():
        inside = mandate.span is not None and mandate.span.start <= span.start < mandate.span.end
        force = act_forces()[found.act]
        if mandate.at == at and mandate.act == act and inside and force is not None:
            rule = f"{mandate.rule}, settled by {found.by}"
            return msgspec.structs.replace(mandate, act=found.act, force=force, rule=rule)
    return mandate
