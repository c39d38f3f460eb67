"""What is compared of a directive clause that a person marked, and how well a reading agrees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from seized.model.findings import Mandate


class Label(NamedTuple):
    """What is compared of one directive clause."""

    force: str
    to: frozenset[str]
    deliverable: str
    due: tuple[tuple[int, ...], str | None, str | None]


def marked(clause: dict[str, Any]) -> Label:
    due = (tuple(clause.get("sessions", ())), clause.get("date"), clause.get("periodicity"))
    return Label(clause["force"], frozenset(clause["to"]), clause["deliverable"], due)


def found(mandate: Mandate) -> Label:
    to = frozenset(a.class_ for a in mandate.addressees if a.role == "addressee")
    due = None if mandate.due.inferred else mandate.due
    when = (due.sessions, due.date, due.periodicity) if due else ((), None, None)
    return Label(mandate.force, to, mandate.deliverable, when)


def aligned(gold: list[Label], read: list[Label]) -> Iterator[tuple[Label | None, Label | None]]:
    """Pairs of marked and read clauses in order, equal forces first; None where one is missing."""
    best: dict[tuple[int, int], tuple[int, list[tuple[Label | None, Label | None]]]] = {}
    for i in range(len(gold), -1, -1):
        for j in range(len(read), -1, -1):
            ways: list[tuple[int, list[tuple[Label | None, Label | None]]]] = []
            if i < len(gold) and j < len(read):
                score, rest = best[i + 1, j + 1]
                same = 3 if gold[i].force == read[j].force else 1
                ways.append((score + same, [(gold[i], read[j]), *rest]))
            if i < len(gold):
                score, rest = best[i + 1, j]
                ways.append((score, [(gold[i], None), *rest]))
            if j < len(read):
                score, rest = best[i, j + 1]
                ways.append((score, [(None, read[j]), *rest]))
            best[i, j] = max(ways, key=lambda way: way[0], default=(0, []))
    return iter(best[0, 0][1])


def f1(right: int, gold: int, read: int) -> float:
    return 2 * right / (gold + read)


def figures(pairs: list[tuple[Label | None, Label | None]]) -> dict[str, float]:
    """F1 per kind of label over aligned clauses."""
    golds = [g for g, _ in pairs if g]
    reads = [r for _, r in pairs if r]
    both = [(g, r) for g, r in pairs if g and r]
    n, m = len(golds), len(reads)
    return {
        "clause": f1(len(both), n, m),
        "force": f1(sum(g.force == r.force for g, r in both), n, m),
        "addressee class": f1(
            sum(len(g.to & r.to) for g, r in both),
            sum(len(g.to) for g in golds),
            sum(len(r.to) for r in reads),
        ),
        "deliverable": f1(sum(g.deliverable == r.deliverable for g, r in both), n, m),
        "due": f1(sum(g.due == r.due for g, r in both), n, m),
    }
