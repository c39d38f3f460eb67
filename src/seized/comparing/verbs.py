"""Acts of several versions held against each other, and who is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from seized.comparing.units import Unit
from seized.comparing.votes import agreeing, apart
from seized.languages import language
from seized.languages.acts import act_forces
from seized.model.findings import Addressee, Clause

__all__ = ["OtherAct", "OtherAddressee", "other_acts", "other_addressees"]

# Acts that repeat another: "reiterates its request" is read as one or the other.
_ANY: Final = frozenset(
    {"reiterate", "reaffirm", "renew", "opening-other", "remind", "affirm", "express-view"}
)


class OtherAct(NamedTuple):
    """The clauses that differ, one for each version or None; who stands apart; the act of most."""

    clauses: tuple[Clause | None, ...]
    odd: tuple[int, ...]
    act: str


class OtherAddressee(NamedTuple):
    """An actor whom one version asks instead of another, and who stands apart."""

    own: str
    other: str
    version: int
    odd: tuple[int, ...]


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
        odd = _of_other_force(clauses, means)
    if len(odd) != 1:
        return None  # all agree, or no majority that could be trusted
    return OtherAct(tuple(row), odd, act)


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
    """Where versions have more or fewer clauses: an act of force that no other version can have
    meant, in a version that lacks the one the others share."""
    if len(cells) < 3:
        return []
    means = [[_means(one.act, cell.code) for one in cell.clauses] for cell in cells]
    out = []
    for n, cell in enumerate(cells):
        others = [frozenset().union(*means[m]) for m in range(len(cells)) if m != n]
        mine = frozenset().union(*means[n])
        shared = Counter(act for one in others for act in one)
        lacking = [
            act
            for act, count in sorted(shared.items())
            if count >= agreeing(len(others)) and act not in mine and act_forces().get(act)
        ]
        own = [
            one
            for one, meant in zip(cell.clauses, means[n], strict=True)
            if one.force
            and one.act not in _ANY
            and sum(bool(meant & other) for other in others) * 3 <= len(others)
        ]
        if lacking and own:
            row = tuple(
                own[0] if m == n else _with_act(one, lacking[0]) for m, one in enumerate(cells)
            )
            out.append(OtherAct(row, (n,), lacking[0]))
    return out


def _with_act(cell: Unit, act: str) -> Clause | None:
    return next((one for one in cell.clauses if act in _means(one.act, cell.code)), None)


@cache
def _kin() -> tuple[frozenset[str], frozenset[frozenset[str]], frozenset[frozenset[str]]]:
    import tomllib

    data: dict[str, Any] = tomllib.loads((Path(__file__).parent / "kin.toml").read_text("utf-8"))
    pairs = (frozenset(map(frozenset, data[name])) for name in ("kindred", "same"))
    return frozenset(data["generic"]), next(pairs), next(pairs)


def _alike(one: Addressee, two: Addressee) -> bool:
    """Whether two addressees may be the same in different words."""
    generic, kindred, same = _kin()
    if one.actor == two.actor or frozenset((one.actor, two.actor)) in same:
        return True
    if one.actor and two.actor and {one.actor, two.actor} & {"secretary-general"}:
        return False
    specific = all(who.actor and who.actor not in generic for who in (one, two))
    if specific:
        a, b = one.actor or "", two.actor or ""
        return a.partition(".")[0] == b.partition(".")[0]
    return one.class_ == two.class_ or frozenset((one.class_, two.class_)) in kindred


def other_addressees(cells: Sequence[Unit]) -> list[OtherAddressee]:
    """The versions that ask somebody whom no other version asks, in the place of another.

    A reading of addressees may err, above all where a pronoun stands for one. So the names in
    the paragraph must bear it out: the one version names its addressee more often than any
    other, and names the addressee of the others less often than they do.
    """
    named = [Counter(mention.actor for mention in cell.actors) for cell in cells]
    asked = [_asked(cell) for cell in cells]
    found = apart(named)
    out = []
    for one in found if len(cells) > 2 else found[:1]:
        sizes = {len([a for m in cell.mandates for a in m.addressees]) for cell in cells}
        if len(cells) == 2 and (len(sizes) > 1 or (len(one.extra), len(one.missing)) != (1, 1)):
            continue  # two versions alone bear out no more than one name for one name
        if len(one.extra) > 2 or len(one.missing) > 3:
            continue  # the paragraph names its actors in other ways altogether
        others = [n for n in range(len(cells)) if n != one.version]
        # Whom the others name too, if less often, may stand for a pronoun of theirs.
        own = {
            actor: who
            for actor, who in asked[one.version].items()
            if not any(named[n][actor] for n in others)
            and not any(who.class_ in _classes(cells[n]) for n in others)
        }
        gone = [asked[n][actor] for actor in one.missing for n in others if actor in asked[n]]
        mine = [
            own[actor]
            for actor in one.extra
            if actor in own and not any(_alike(own[actor], other) for other in gone)
        ]
        theirs = _usual(
            [asked[n] for n in others],
            own,
            frozenset(one.missing),
            [_classes(cells[n]) for n in others],
        )
        if not mine and one.extra:
            mine = [own[actor] for actor in one.extra if actor in own and theirs]
            theirs = [who for who in theirs if who.actor in one.missing]
        pairs = [(a, b) for a in mine for b in theirs if not _alike(a, b)]
        if pairs:
            instead, usual = pairs[0]
            odd = () if len(cells) == 2 else (one.version,)
            out.append(OtherAddressee(instead.actor or "", usual.actor or "", one.version, odd))
    return out


def _usual(
    asked: Sequence[dict[str, Addressee]],
    own: dict[str, Addressee],
    missing: frozenset[str],
    classes: Sequence[frozenset[str]],
) -> list[Addressee]:
    """Whom most of the others ask, in one name or another, and the one version does not, or
    names less often than they do. ``classes`` are those of all that each of the others asks."""
    found = {actor: who for one in asked for actor, who in one.items()}
    return [
        who
        for who in found.values()
        if sum(who.class_ in one for one in classes) * 2 > len(asked)
        and (who.actor in missing or who.actor not in own)
    ]


def _asked(cell: Unit) -> dict[str, Addressee]:
    """The actors of the catalogue whom the mandates of a place ask."""
    return {who.actor: who for mandate in cell.mandates for who in mandate.addressees if who.actor}


def _classes(cell: Unit) -> frozenset[str]:
    return frozenset(who.class_ for mandate in cell.mandates for who in mandate.addressees)
