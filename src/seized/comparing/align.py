"""Which places of several versions belong together.

Places are matched in reading order (Needleman and Wunsch, with a band), by what no language
changes: address, act, symbols, dates, numbers, actors, and the length of the text (Gale and
Church). An address counts like one more feature, so that a version with other numbers is still
aligned by what its paragraphs say.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from seized.comparing.units import Unit

__all__ = ["Aligned", "align"]

_BAND: Final = 10  # places to either side of the diagonal, beyond the difference of lengths
_NARROW: Final = 3  # the same, where a version has the addresses of the others one by one
_GAP: Final = -0.7  # a place without counterpart
_ADDRESS: Final = 0.8  # the same address
_KIND: Final = -1.5  # preamble beside operative part, heading beside paragraph
_LENGTH: Final = 0.9  # how much a length that does not fit takes away, at most
_LEAST: Final = 0.05  # what a pair must weigh to be one

# Characters that say as much as one of English, counted on whole resolutions.
_DENSITY: Final = {"ar": 0.88, "en": 1.0, "es": 1.12, "fr": 1.13, "ru": 1.07, "zh": 0.31}


class Aligned(NamedTuple):
    """Places that belong together, one for each version or None, and how they were found."""

    cells: tuple[Unit | None, ...]
    by_content: bool


class _Column(NamedTuple):
    """What the rows so far say, for the next version to be held against."""

    first: Unit
    features: frozenset[str]
    length: float


class _Place(NamedTuple):
    """A place of the next version; its length is the logarithm of that of its text in English."""

    unit: Unit
    features: frozenset[str]
    weight: float
    length: float


def align(versions: Sequence[list[Unit]], *, ordered: bool = True) -> list[Aligned]:
    """The rows of a concordance, in reading order. The order of the versions is kept.

    Without ``ordered`` places may cross each other, as notes do where languages put the words
    that bear them in another order.
    """
    addresses = [tuple(one.address for one in places) for places in versions]
    weights = _weights(versions)
    usual = Counter(addresses).most_common(1)[0][0]
    order = sorted(range(len(versions)), key=lambda n: (addresses[n] != usual, n))
    rows: list[list[Unit | None]] = [
        [one if n == order[0] else None for n in range(len(versions))] for one in versions[order[0]]
    ]
    for n in order[1:]:
        rows = _with(rows, versions[n], n, len(versions), weights)
    if not ordered:
        for n in order[1:]:
            _uncross(rows, n, order[0], weights)
    return [Aligned(tuple(row), _mixed(row)) for row in rows]


def _uncross(rows: list[list[Unit | None]], n: int, base: int, weights: dict[str, float]) -> None:
    """Exchange two neighbouring places of version ``n`` where both fit better the other way."""
    for a in range(len(rows)):
        for b in range(a + 1, min(a + 4, len(rows))):
            first, second = rows[a][base], rows[b][base]
            one, two = rows[a][n], rows[b][n]
            if first is None or second is None or one is None or two is None:
                continue
            now = _shared(first, one, weights) + _shared(second, two, weights)
            if _shared(first, two, weights) + _shared(second, one, weights) > now:
                rows[a][n], rows[b][n] = two, one


def _shared(one: Unit, two: Unit, weights: dict[str, float]) -> float:
    return sum(weights[feature] for feature in one.features & two.features)


def _mixed(row: list[Unit | None]) -> bool:
    return len({one.address for one in row if one is not None}) > 1


def _weights(versions: Sequence[list[Unit]]) -> dict[str, float]:
    """The weight of every feature: the fewer places share it, the more it tells."""
    counts: Counter[str] = Counter()
    for places in versions:
        for one in places:
            counts.update(one.features)
    number = max(1, len(versions))
    total = max(len(places) for places in versions) + 1
    return {
        feature: min(1.5, max(0.02, math.log(total * number / (count + number)) / 3))
        for feature, count in counts.items()
    }


def _with(
    rows: list[list[Unit | None]],
    places: list[Unit],
    n: int,
    width: int,
    weights: dict[str, float],
) -> list[list[Unit | None]]:
    """The rows with one more version in column ``n``."""
    columns = [_column(row) for row in rows]
    held = [_place(one, weights) for one in places]
    out: list[list[Unit | None]] = []
    for a, b in _path(columns, held, weights):
        row: list[Unit | None] = [None] * width if a is None else rows[a]
        if b is not None:
            row[n] = places[b]
        out.append(row)
    return out


def _column(row: list[Unit | None]) -> _Column:
    cells = [one for one in row if one is not None]
    features = frozenset().union(*(one.features for one in cells[:2]))
    return _Column(cells[0], features, _length(cells[0]))


def _place(one: Unit, weights: dict[str, float]) -> _Place:
    weight = sum(weights[feature] for feature in one.features)
    return _Place(one, one.features, weight, _length(one))


def _length(one: Unit) -> float:
    return math.log((len(one.text) + 12) / _DENSITY[one.code])


def _path(
    columns: list[_Column], places: list[_Place], weights: dict[str, float]
) -> list[tuple[int | None, int | None]]:
    """The best monotone pairing of rows and places. Time grows with the number of places."""
    high, wide = len(columns), len(places)
    same = [one.first.address for one in columns] == [one.unit.address for one in places]
    band = _NARROW if same else _BAND + abs(high - wide)
    best: list[dict[int, float]] = [{0: 0.0}]
    steps: list[dict[int, int]] = [{0: 0}]
    for j in range(1, min(wide, band) + 1):
        best[0][j], steps[0][j] = j * _GAP, 2
    for i in range(1, high + 1):
        middle = i * wide // high
        row: dict[int, float] = {}
        step: dict[int, int] = {}
        above = best[-1]
        for j in range(max(0, middle - band), min(wide, middle + band) + 1):
            chosen, value = 1, above.get(j, -math.inf) + _GAP
            if j:
                left = row.get(j - 1, -math.inf) + _GAP
                if left > value:
                    chosen, value = 2, left
                before = above.get(j - 1)
                if before is not None:
                    pair = _likeness(columns[i - 1], places[j - 1], weights)
                    if pair > _LEAST + 2 * _GAP and before + pair > value:
                        chosen, value = 3, before + pair
            row[j], step[j] = value, chosen
        best.append(row)
        steps.append(step)
    return _back(steps, high, wide)


def _back(steps: list[dict[int, int]], i: int, j: int) -> list[tuple[int | None, int | None]]:
    out: list[tuple[int | None, int | None]] = []
    while i or j:
        step = steps[i].get(j, 1)
        if step == 3:
            i, j = i - 1, j - 1
            out.append((i, j))
        elif (step == 2 and j) or not i:
            j -= 1
            out.append((None, j))
        else:
            i -= 1
            out.append((i, None))
    return out[::-1]


def _likeness(column: _Column, place: _Place, weights: dict[str, float]) -> float:
    """How much speaks for a pair, above zero, or against it.

    Lengths that fit badly take away at most ``_LENGTH``.
    """
    one, two = column.first, place.unit
    if (one.kind == "heading") != (two.kind == "heading"):
        return -math.inf
    value = 0.0 if one.kind == two.kind else _KIND
    if one.address == two.address:
        value += _ADDRESS
    shared = 0.0
    for feature in column.features & place.features:
        shared += weights[feature]
    if shared:
        value += min(2.5, shared) + 0.6 * shared / place.weight
    return value - min(_LENGTH, abs(column.length - place.length))
