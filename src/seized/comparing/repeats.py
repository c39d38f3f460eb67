"""What a later resolution does with a mandate: repeats it, words it otherwise, drops it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from seized.comparing.titles import title_key
from seized.comparing.works import Work
from seized.model.closure import Change
from seized.model.evidence import Evidence
from seized.model.findings import Mandate
from seized.model.record import Record

__all__ = ["Repeat", "repeat_of"]

_SAME: Final = 0.85  # share of words that makes one mandate of two
_LIKE: Final = 0.5


class Repeat(NamedTuple):
    """The change, where it is seen, and the mandate of the successor where there is one."""

    change: Change
    mandate: Mandate | None
    evidence: Evidence
    alike: bool = False  # the same is asked with the same force, in whatever words


def repeat_of(mandate: Mandate, before: Record, after: Work, records: Sequence[Record]) -> Repeat:
    """What ``after`` does with a mandate of ``before``.

    Words are compared without sessions, dates and numbers, in the language of ``before``. Where
    the successor was not read in it, or words are not at hand, the place and what is to be
    delivered are compared.
    """
    version = after.version(before.language)
    record = records[version.place] if version else after.record
    best, degree = None, 0.0
    for one in record.mandates:
        worded = version and mandate.quote and one.quote
        found = _likeness(mandate, one, before.language) if worded else _place(mandate, one)
        if found > degree or (found == degree and best and one.at == mandate.at):
            best, degree = one, found
    symbol = after.symbol.canonical
    if best is None or degree < _LIKE:
        return Repeat("dropped", None, Evidence("dropped", symbol, language=record.language))
    same = degree >= _SAME and best.force == mandate.force
    change: Change = "repeated" if same else "changed"
    evidence = Evidence(change, symbol, best.at, best.quote, best.span, record.language)
    alike = best.force == mandate.force and best.deliverable == mandate.deliverable
    return Repeat(change, best, evidence, alike)


def _likeness(one: Mandate, two: Mandate, code: str) -> float:
    """The share of words in common; another deliverable weighs against it."""
    if one.quote == two.quote:
        return 1.0
    first, second = title_key(one.quote, code).terms, title_key(two.quote, code).terms
    total = len(first) + len(second)
    degree = 2 * len(first & second) / total if total else 0.0
    return degree if one.deliverable == two.deliverable else 0.7 * degree


def _place(one: Mandate, two: Mandate) -> float:
    """The same place and deliverable in another language is a likely repeat, no sure one."""
    if one.deliverable != two.deliverable:
        return 0.0
    return 0.9 if one.at == two.at else 0.6
