"""Acts of several versions held against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from seized.comparing.units import Unit
from seized.comparing.votes import agreeing
from seized.languages import language
from seized.languages.acts import act_forces
from seized.model.findings import Clause

__all__ = ["OtherAct", "other_acts"]

# Acts that repeat another: "reiterates its request" is read as one or the other.
_ANY: Final = frozenset(
    {"reiterate", "reaffirm", "renew", "opening-other", "remind", "affirm", "express-view"}
)


class OtherAct(NamedTuple):
    """The clauses that differ, one for each version or None; who stands apart; the act of most."""

    clauses: tuple[Clause | None, ...]
    odd: tuple[int, ...]
    act: str


@cache
def _meanings(code: str) -> dict[str, frozenset[str]]:
    renders = language(code).table("concordance")["renders"]
    return {act: frozenset((act, *also)) for act, also in renders.items()}


def _means(act: str, code: str) -> frozenset[str]:
    return _meanings(code).get(act) or frozenset((act,))


def other_acts(cells: Sequence[Unit]) -> list[OtherAct]:
    """The clauses whose verbs do not stand for each other, clause by clause."""
    counts = {len(one.clauses) for one in cells}
    if counts == {0}:
        return []
    if len(counts) == 1:
        width = counts.pop()
        rows = [tuple(one.clauses[n] for one in cells) for n in range(width)]
        return _settled([found for row in rows if (found := _judge(row, cells))])
    firsts = tuple(one.clauses[0] if one.clauses else None for one in cells)
    if all(firsts):
        found = _judge(firsts, cells)
        if found:
            return [found]
    return _unpaired(cells)


def _settled(found: list[OtherAct]) -> list[OtherAct]:
    """What differs, unless one version has the same clauses in another order."""
    printed = {
        clause.act
        for one in found
        for n, clause in enumerate(one.clauses)
        if clause is not None and n in one.odd
    }
    return [] if len(found) > 1 and printed & {one.act for one in found} else found


def _judge(row: Sequence[Clause | None], cells: Sequence[Unit]) -> OtherAct | None:
    """One act against those of the others, each with all it may stand for."""
    clauses = [one for one in row if one is not None]
    if len({one.act for one in clauses}) == 1 or any(one.act in _ANY for one in clauses):
        return None
    means = [_means(one.act, cell.code) for one, cell in zip(clauses, cells, strict=True)]
    if len(row) == 2:
        return None if means[0] & means[1] else OtherAct(tuple(row), (), clauses[0].act)
    votes = Counter(act for one in means for act in one)
    printed = Counter(one.act for one in clauses)
    act = max(votes, key=lambda name: (votes[name], printed[name], name))
    odd = tuple(n for n, one in enumerate(means) if act not in one)
    if len(odd) > 1:
        odd = _two_of_six(clauses, odd, act) or _of_other_force(clauses, means)
    if not odd:
        return None  # all agree, or no majority that could be trusted
    return OtherAct(tuple(row), odd, act)


def _two_of_six(clauses: Sequence[Clause], odd: tuple[int, ...], act: str) -> tuple[int, ...]:
    """Two versions of six whose acts bind otherwise than those of the four, which print one."""
    if len(clauses) < 6 or len(odd) != 2:
        return ()
    rest = {one.act for n, one in enumerate(clauses) if n not in odd}
    force = act_forces().get(act)
    forces = {clauses[n].force for n in odd}
    return odd if rest == {act} and force and not forces & {force, None} else ()


def _of_other_force(clauses: Sequence[Clause], means: Sequence[frozenset[str]]) -> tuple[int, ...]:
    """The version whose act binds otherwise than those of all the others, which bind alike in
    many words: to decide and to resolve against to call for."""
    forces = [one.force for one in clauses]
    odd = tuple(n for n, force in enumerate(forces) if forces.count(force) == 1)
    rest = {force for n, force in enumerate(forces) if n not in odd}
    if len(odd) != 1 or len(rest) != 1 or not rest.isdisjoint({None}):
        return ()
    others = frozenset().union(*(one for n, one in enumerate(means) if n not in odd))
    return () if means[odd[0]] & others else odd


def _unpaired(cells: Sequence[Unit]) -> list[OtherAct]:
    """Where versions have more or fewer clauses: an act of force that hardly any other version
    can have meant, in a version that has the one they share less often than they do."""
    if len(cells) < 3:
        return []
    means = [[_means(one.act, cell.code) for one in cell.clauses] for cell in cells]
    counts = [Counter(act for meant in row for act in meant) for row in means]
    out = []
    for n, cell in enumerate(cells):
        others = [count for m, count in enumerate(counts) if m != n]
        lacking = [
            act
            for act in sorted(set().union(*others))
            if act_forces().get(act)
            and sum(count[act] > counts[n][act] for count in others) >= agreeing(len(others))
        ]
        own = [
            one
            for one, meant in zip(cell.clauses, means[n], strict=True)
            if one.force
            and one.act not in _ANY
            and 3 * sum(any(count[a] >= counts[n][a] for a in meant) for count in others)
            <= len(others)
        ]
        if lacking and own:
            row = tuple(
                own[0] if m == n else _with_act(one, lacking[0]) for m, one in enumerate(cells)
            )
            out.append(OtherAct(row, (n,), lacking[0]))
    return out


def _with_act(cell: Unit, act: str) -> Clause | None:
    return next((one for one in cell.clauses if act in _means(one.act, cell.code)), None)
