"""Which paragraph of the newer text is which of the older one.

Candidates come from an index of the rarer words, so that the work grows with the length of the
texts; of the candidates the likeness of words in order decides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log
from typing import Final, NamedTuple

from seized.comparing.words import Word, likeness, share_kept, words
from seized.model.redline import PassageKind
from seized.model.resolution import Paragraph

__all__ = ["Item", "Match", "in_order", "match", "paragraph_item"]

_LEAST: Final = 0.36
"""Two paragraphs with less likeness than this are not the same one."""
_LEAST_MOVED: Final = 0.6
"""... where they do not stand in the same order: the place says nothing for them."""
_SAME_PLACE: Final = 0.12
_SAME_ACT: Final = 0.05
_LEAST_PART: Final = 0.7
"""The share of a paragraph's words that the one it split from, or merged into, must have."""
_LEAST_WORDS: Final = 8
_CANDIDATES: Final = 5
_RARE: Final = 24
"""A word that more paragraphs than this have does not lead from one to another."""


_GROUPS: Final[Mapping[PassageKind, str]] = {
    "preambular": "paragraph", "operative": "paragraph", "annexed": "paragraph",
    "heading": "heading", "part": "heading", "annex": "heading",
}  # fmt: skip


def _group(item: Item) -> str:
    """Only places of one group can be the same one."""
    return _GROUPS.get(item.kind, item.kind)


class Item(NamedTuple):
    """A paragraph, heading or note to be matched, with its words and its place in the order."""

    address: str
    kind: PassageKind
    text: str
    words: tuple[Word, ...]
    label: str | None = None
    opening: str | None = None
    act: str | None = None
    level: int = 1
    notes: tuple[str, ...] = ()


class Match(NamedTuple):
    """Pairs of places, old and new, with their likeness; and what came of several or of one.

    ``split`` gives for a new place without a pair the old one whose words it has; ``merged`` for
    an old place without a pair the new one that has its words.
    """

    pairs: dict[int, int]
    likeness: dict[int, float]
    split: dict[int, int]
    merged: dict[int, int]


def paragraph_item(one: Paragraph, kind: PassageKind, note_keys: Mapping[str, str]) -> Item:
    """One paragraph; references to notes are words of it."""
    end = len(one.text)
    anchors = (*one.anchors, *(end for _ in one.notes))
    places = sorted(
        (min(max(at, 0), end), n, marker)
        for n, (at, marker) in enumerate(zip(anchors, one.notes, strict=False))
    )
    row = words(one.text, [(at, m, note_keys.get(m, m)) for at, _, m in places])
    return Item(
        one.address, kind, one.text, tuple(row), one.label, one.opening, one.act, one.level,
        one.notes,
    )  # fmt: skip


def match(old: Sequence[Item], new: Sequence[Item]) -> Match:
    """Match every place of ``new`` with at most one of ``old``, the most alike first."""
    pairs, degree = _same_words(old, new)
    grams_old, grams_new = [_grams(one) for one in old], [_grams(one) for one in new]
    weights = _weights(grams_old, grams_new)
    taken = set(pairs.values())
    left = [n for n in range(len(new)) if n not in pairs]
    free = [n for n in range(len(old)) if n not in taken]
    offers = []
    for n, row in _candidates(free, left, grams_old, grams_new, weights).items():
        for o in row:
            if _group(old[o]) != _group(new[n]):
                continue
            like = likeness(old[o].words, new[n].words)
            score = like + _nearness(old, new, o, n)
            if like >= _LEAST - (_SAME_ACT if score > like + _SAME_ACT else 0):
                offers.append((score, -abs(o - n), -o, -n, like))
    for _, _, o, n, like in sorted(offers, reverse=True):
        if -n not in pairs and -o not in taken:
            pairs[-n], degree[-n] = -o, like
            taken.add(-o)
    _let_go(pairs, degree, taken)
    split = _parts([n for n in left if n not in pairs], new, old, grams_new, grams_old, weights)
    merged = _parts(
        [o for o in range(len(old)) if o not in taken], old, new, grams_old, grams_new, weights
    )
    return Match(pairs, degree, split, merged)


def _let_go(pairs: dict[int, int], degree: dict[int, float], taken: set[int]) -> None:
    """Give up pairs out of order whose words are mostly others: a paragraph that went and one
    that came elsewhere, in like phrases."""
    kept = in_order(pairs)
    for n in [n for n, like in degree.items() if n not in kept and like < _LEAST_MOVED]:
        taken.discard(pairs.pop(n))
        del degree[n]


def _same_words(
    old: Sequence[Item], new: Sequence[Item]
) -> tuple[dict[int, int], dict[int, float]]:
    """Places that have the same words, in order where several have."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for o, one in enumerate(old):
        places[_group(one), *(word.key for word in one.words)].append(o)
    pairs: dict[int, int] = {}
    for n, one in enumerate(new):
        row = places.get((_group(one), *(word.key for word in one.words)))
        if row:
            best = min(row, key=lambda o: (old[o].kind != one.kind, abs(o - n)))
            row.remove(best)
            pairs[n] = best
    return pairs, dict.fromkeys(pairs, 1.0)


def _grams(item: Item) -> Counter[str]:
    """Words, and pairs of words: single Han characters say little."""
    keys = [word.key.lower() for word in item.words if word.key[0].isalnum()]
    return Counter([*keys, *(f"{a} {b}" for a, b in pairwise(keys))])


def _weights(*sides: Sequence[Counter[str]]) -> dict[str, float]:
    spread: Counter[str] = Counter()
    for side in sides:
        for grams in side:
            spread.update(grams.keys())
    total = sum(map(len, sides)) or 1
    return {gram: log(1 + total / count) for gram, count in spread.items()}


def _candidates(
    free: Sequence[int], left: Sequence[int], old: Sequence[Counter[str]],
    new: Sequence[Counter[str]], weights: Mapping[str, float],
) -> dict[int, list[int]]:  # fmt: skip
    """For each place the few that share the most weight of rarer words with it."""
    index: dict[str, list[int]] = defaultdict(list)
    for o in free:
        for gram in old[o]:
            index[gram].append(o)
    out: dict[int, list[int]] = {}
    for n in left:
        shared: Counter[int] = Counter()
        for gram in new[n]:
            row = index.get(gram, ())
            if len(row) <= _RARE:
                for o in row:
                    shared[o] += weights[gram]  # type: ignore[assignment]
        best = sorted(shared, key=lambda o: (-shared[o], abs(o - n), o))
        out[n] = best[:_CANDIDATES]
    return out


def _nearness(old: Sequence[Item], new: Sequence[Item], o: int, n: int) -> float:
    """What speaks for a pair besides its words: part of the text, place, and act."""
    if old[o].kind != new[n].kind:
        return -2 * _SAME_PLACE
    there, here = o / max(len(old), 1), n / max(len(new), 1)
    act = _SAME_ACT if old[o].act == new[n].act else 0.0
    return _SAME_PLACE * (1 - abs(there - here)) + act


def _parts(
    parts: Sequence[int], small: Sequence[Item], large: Sequence[Item],
    small_grams: Sequence[Counter[str]], large_grams: Sequence[Counter[str]],
    weights: Mapping[str, float],
) -> dict[int, int]:  # fmt: skip
    """For each of ``parts`` the place on the other side that holds its words in order."""
    found = _candidates(range(len(large)), parts, large_grams, small_grams, weights)
    out: dict[int, int] = {}
    for part, row in found.items():
        own = small[part].words
        if len(own) < _LEAST_WORDS:
            continue
        for whole in row:
            longer = len(large[whole].words) >= 1.2 * len(own) and _group(large[whole]) == _group(
                small[part]
            )
            if longer and share_kept(own, large[whole].words) >= _LEAST_PART:
                out[part] = whole
                break
    return out


def in_order(pairs: Mapping[int, int]) -> set[int]:
    """The new places that stand in the same order as in the old text; the others moved."""
    row = sorted(pairs.items())
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for k, (_, o) in enumerate(row):
        at = bisect_left(tails, o)
        before.append(ends[at - 1] if at else None)
        tails[at : at + 1] = [o]
        ends[at : at + 1] = [k]
    kept: set[int] = set()
    at_end = ends[-1] if ends else None
    while at_end is not None:
        kept.add(row[at_end][0])
        at_end = before[at_end]
    return kept
