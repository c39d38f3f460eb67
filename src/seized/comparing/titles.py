"""Titles made comparable: what recurs in every title of a series, without what changes by year.

Session numbers, years, periods and ordinals go, so do the words for "report of the"; what is left
is cut into terms (words, in Chinese pairs of characters). Two titles are as like as the weight of
the terms that they share, where a term that few titles have weighs more.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple

from seized.languages import language
from seized.languages.dates import find_dates
from seized.languages.numbers import find_ordinals
from seized.languages.words import any_of, fold

__all__ = ["TitleKey", "Weights", "contained", "likeness", "plain_title", "title_key"]

_FEW: Final = 3  # terms of a title that says what it is about
_DIGITS: Final = re.compile(r"[\d()\[\]]+(?:\s*-\s*\d+)*")
_WORD: Final = re.compile(r"[^\W_]+")


class TitleKey(NamedTuple):
    """A title reduced to what stays. ``key`` is equal for titles that differ by year alone."""

    key: str
    terms: frozenset[str]


class Weights(NamedTuple):
    """How much each term of a language weighs; ``rare`` is the weight of an unseen one."""

    terms: Mapping[str, float]
    rare: float

    @classmethod
    def of(cls, titles: Iterable[TitleKey]) -> Weights:
        """Weights by the share of titles that have a term; different titles count once each."""
        seen = {title.key: title.terms for title in titles}
        counts = Counter(term for terms in seen.values() for term in terms)
        total = len(seen) + 1
        weights = {term: math.log(total / count) for term, count in counts.items()}
        return cls(weights, math.log(total) if total > 1 else 1.0)

    def sum(self, terms: Iterable[str]) -> float:
        """The weight of several terms together."""
        return sum(self.terms.get(term, self.rare) for term in terms)


class _Rules(NamedTuple):
    drop: tuple[re.Pattern[str], ...]
    small: frozenset[str]
    smalls: re.Pattern[str] | None  # where words are not spaced
    attached: re.Pattern[str] | None
    letters: dict[int, str]
    spaced: bool
    stem: int


@cache
def _rules(code: str) -> _Rules:
    table = language(code).table("series")
    spaced = bool(table["spaced"])
    small = [_bare(word) for word in table["small"]]
    attached = table["attached"]
    return _Rules(
        tuple(re.compile(row["pattern"]) for row in table["drop"]),
        frozenset(small),
        None if spaced else re.compile(any_of(small)),
        re.compile(f"(?:{any_of(map(_bare, attached))})(?=\\w{{3}})") if attached else None,
        {ord(odd): plain for odd, plain in table["letters"].items()},
        spaced,
        int(table["stem"]),
    )


def _bare(text: str) -> str:
    """Without accents and compatibility forms."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if not unicodedata.combining(c))


def plain_title(title: str, code: str) -> str:
    """The title without dates, years, ordinals and the phrases that the data say to drop."""
    rules = _rules(code)
    text = fold(title).text
    for pattern in rules.drop:
        text = pattern.sub(" ", text)
    spans = [(date.start, date.end) for date in find_dates(text, code, years=True)]
    spans += [(number.start, number.end) for number in find_ordinals(text, code)]
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " + text[end:]
    return " ".join(_DIGITS.sub(" ", text).split())


@lru_cache(maxsize=16384)
def title_key(title: str, code: str) -> TitleKey:
    """What of a title stays from year to year, in one of the six languages.

    A title of which nothing would be left keeps all its words.
    """
    return _key(plain_title(title, code), code) or _key(title.lower(), code) or _NONE


_NONE: Final = TitleKey("", frozenset())


def _key(text: str, code: str) -> TitleKey | None:
    rules = _rules(code)
    words = [word.translate(rules.letters) for word in _WORD.findall(_bare(text))]
    if rules.spaced:
        kept = [word for word in words if word not in rules.small]
        if rules.attached is not None:
            kept = [rules.attached.sub("", word, count=1) for word in kept]
        terms = [word[: rules.stem] for word in kept]
    else:
        assert rules.smalls is not None
        kept = [part for word in words for part in rules.smalls.split(word) if part]
        terms = [part[n : n + 2] for part in kept for n in range(max(1, len(part) - 1))]
    return TitleKey(" ".join(kept), frozenset(terms)) if kept else None


def likeness(one: TitleKey, two: TitleKey, weights: Weights) -> float:
    """How like two titles are, from 0 to 1, by the weight of the terms they share."""
    if one.key == two.key:
        return 1.0 if one.key else 0.0
    total = weights.sum(one.terms) + weights.sum(two.terms)
    return 2 * weights.sum(one.terms & two.terms) / total if total else 0.0


def contained(one: TitleKey, two: TitleKey, weights: Weights) -> float:
    """How much of the shorter title the other holds: 1 where only a subtitle was added.

    Nought for a title of a mere word or two, which many others hold.
    """
    if min(len(one.terms), len(two.terms)) < _FEW:
        return 0.0
    least = min(weights.sum(one.terms), weights.sum(two.terms))
    return weights.sum(one.terms & two.terms) / least if least else 0.0
