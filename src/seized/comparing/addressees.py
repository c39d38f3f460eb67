"""Who is asked, version by version, and who is asked by one version alone."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from seized.comparing.units import Unit
from seized.comparing.votes import apart
from seized.model.findings import Addressee

__all__ = ["OtherAddressee", "generic_actors", "other_addressees"]

_ENOUGH: Final = 4  # versions that have as many mandates, to be held against each other one by one


class OtherAddressee(NamedTuple):
    """An actor whom one version asks instead of another, and who stands apart."""

    own: str
    other: str
    version: int
    odd: tuple[int, ...]


@cache
def _kin() -> tuple[frozenset[str], frozenset[frozenset[str]], frozenset[frozenset[str]]]:
    data: dict[str, Any] = tomllib.loads((Path(__file__).parent / "kin.toml").read_text("utf-8"))
    pairs = (frozenset(map(frozenset, data[name])) for name in ("kindred", "same"))
    return frozenset(data["generic"]), next(pairs), next(pairs)


def generic_actors() -> frozenset[str]:
    """Actors whose names stand for a class, which languages name in many ways."""
    return _kin()[0]


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
            asked[one.version],
            frozenset(one.missing),
            [_classes(cells[n]) for n in others],
        )
        if not mine and one.extra:
            mine = [own[actor] for actor in one.extra if actor in own and theirs]
            theirs = [who for who in theirs if who.actor in one.missing]
        pairs = [
            (a, b)
            for a in mine
            for b in theirs
            if not _alike(a, b) and b.class_ not in _beside(a, cells[one.version])
        ]
        if pairs:
            instead, usual = pairs[0]
            odd = () if len(cells) == 2 else (one.version,)
            out.append(OtherAddressee(instead.actor or "", usual.actor or "", one.version, odd))
    told = {one.version for one in out}
    return out + [one for one in _in_place(cells) if one.version not in told]


def _in_place(cells: Sequence[Unit]) -> Iterator[OtherAddressee]:
    """Mandate by mandate, where at least four versions have as many: a version that asks an actor
    whom no other version names, of a class that none asks there, where all others ask one class
    that it does not."""
    width = Counter(len(cell.mandates) for cell in cells).most_common(1)[0][0]
    held = [n for n, cell in enumerate(cells) if len(cell.mandates) == width]
    if len(held) < _ENOUGH:
        return
    named = [frozenset(mention.actor for mention in cell.actors) for cell in cells]
    for slot in range(width):
        asked = {n: cells[n].mandates[slot].addressees for n in held}
        for n in held:
            others = [asked[m] for m in held if m != n]
            classes = [frozenset(who.class_ for who in row) for row in others]
            lacking = frozenset.intersection(*classes) - {who.class_ for who in asked[n]}
            elsewhere = frozenset().union(*(named[m] for m in range(len(cells)) if m != n))
            mine = [
                who
                for who in asked[n]
                if who.actor
                and who.actor not in elsewhere
                and who.class_ not in frozenset().union(*classes)
            ]
            usual = [who for row in others for who in row if who.class_ in lacking]
            if mine and usual and not any(_one_office(mine[0], who) for who in usual):
                most = Counter(who.actor or who.class_ for who in usual).most_common(1)[0][0]
                yield OtherAddressee(mine[0].actor or "", most, n, (n,))


def _one_office(one: Addressee, two: Addressee) -> bool:
    return frozenset((one.actor, two.actor)) in _kin()[2]


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


def _beside(one: Addressee, cell: Unit) -> frozenset[str]:
    """The classes of those who are asked together with an addressee."""
    return frozenset(
        who.class_
        for mandate in cell.mandates
        if any(who.actor == one.actor for who in mandate.addressees)
        for who in mandate.addressees
        if who.actor != one.actor
    )


def _classes(cell: Unit) -> frozenset[str]:
    return frozenset(who.class_ for mandate in cell.mandates for who in mandate.addressees)
