"""Who stands apart: values of several versions held against each other.

A value that one version lacks says little, since a pronoun, another word or another place may
stand for it. A version differs for certain where it has a value that no other has, and lacks one
that the others agree on: then one stands in the place of the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Apart", "agreeing", "apart"]


class Apart(NamedTuple):
    """A version (its index) with values that only it has, and those of the others it lacks."""

    version: int
    extra: tuple[str, ...]
    missing: tuple[str, ...]


def agreeing(others: int) -> int:
    """How many of so many other versions must agree: all, or all but one of five."""
    return others if others < 5 else others - 1


def apart(
    pools: Sequence[Counter[str]], weak: Sequence[frozenset[str]] = (), *, loose: bool = False
) -> list[Apart]:
    """The versions that have values of their own or lack values of the rest.

    ``weak`` has for each version the values that need not stand in others: they are never extra,
    and missing only where another version has them for certain. With ``loose`` it is enough that
    three of five others agree: for values that languages may put in a dual or a pronoun.
    """
    first = pools[0]
    if all(pool == first for pool in pools):
        return []
    values = sorted(set().union(*pools))
    out = []
    for n, own in enumerate(pools):
        others = [pool for m, pool in enumerate(pools) if m != n]
        need = 3 if loose and len(others) == 5 else agreeing(len(others))
        passing = weak[n] if weak else frozenset()
        extra, missing = [], []
        for value in values:
            mine = own[value]
            theirs = [pool[value] for pool in others]
            if mine > max(theirs) and value not in passing:
                extra.append(value)
            elif sum(count > mine for count in theirs) >= need and (
                not weak
                or any(pool[value] and value not in weak[m] for m, pool in enumerate(pools))
            ):
                missing.append(value)
        if extra or missing:
            out.append(Apart(n, tuple(extra), tuple(missing)))
    return out
