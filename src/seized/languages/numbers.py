"""Ordinals and cardinals in words and digits, up to 9999, in six languages.

A number is a chain of words ("one hundred and seventy-seventh", "السابعة والسبعين", "七十七").
``numbers.toml`` gives the words with their values and how a chain is joined; the value of a
chain is computed, so that no list of all numbers exists anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

import msgspec

from seized.languages.loader import language
from seized.languages.words import Folded, any_of, expand, fold

__all__ = ["Number", "cardinal", "find_cardinals", "find_ordinals", "ordinal"]

_MOST: Final = 9_999
_DIGIT: Final = re.compile(r"\d")
_ARABIC_RANKS: Final = frozenset({"u", "t", "ut", "h", "hu", "ht", "hut", "uh", "th", "uth"})


class Number(NamedTuple):
    """A number found in a text: its place in code points, and its value."""

    start: int
    end: int
    value: int


class _Rules(msgspec.Struct, frozen=True, gc=False):
    """The compiled data of one language."""

    values: dict[str, dict[bool, int]]  # word -> is it an ordinal? -> value
    word: re.Pattern[str]  # group 1, behind what is attached in front
    digits: re.Pattern[str]
    joiners: frozenset[str]
    after_ordinal: frozenset[str]
    multipliers: frozenset[int]
    rooms: dict[int, int]
    apart: frozenset[int]
    units_first: bool
    prefix: str
    never_alone: frozenset[str]


@cache
def _rules(code: str) -> _Rules:
    table = language(code).table("numbers")
    joining = table["joining"]
    values: dict[str, dict[bool, int]] = {}
    for kind in ("ordinal", "cardinal"):
        for value, forms in table[kind].items():
            for form in forms:
                for text in expand(form, table["lists"]):
                    values.setdefault(fold(text).text, {})[kind == "ordinal"] = int(value)
    for tens, prefix in table["compounds"].items():
        units = [(text, of[True]) for text, of in values.items() if of.get(True, 10) < 10]
        for text, unit in units:
            values.setdefault(prefix + text, {})[True] = int(tens) + unit
    # A pattern that begins with a character is tried where that stands, a lookbehind everywhere.
    edge, end = (r"\W", r"(?!\w)") if joining["spaced"] else ("", "")
    attached = f"(?:{any_of(joining['attached'])})?" if joining["attached"] else ""
    return _Rules(
        values,
        re.compile(f"{edge}{attached}({any_of(values)}){end}"),
        re.compile(table["digits"]["pattern"]),
        frozenset(joining["joiners"]),
        frozenset(joining["after_ordinal"]),
        frozenset(joining["multipliers"]),
        {int(value): room for value, room in joining["rooms"].items()},
        frozenset(joining["apart"]),
        joining["units_first"],
        joining["prefix"],
        frozenset(joining["never_alone"]),
    )


def _value(terms: list[int], rules: _Rules) -> int | None:
    """The value of a chain of terms, or None where they cannot follow each other."""
    if rules.units_first:
        ranks = "".join("u" if term < 10 else "t" if term < 100 else "h" for term in terms)
        return sum(terms) if ranks in _ARABIC_RANKS else None
    room = _MOST + 1
    for term in terms:
        if term >= room:
            return None
        room = rules.rooms.get(term) or _power(term)
    return sum(terms)


def _power(term: int) -> int:
    """The lowest power of ten in a term: what follows is less (70 leaves room for 1 to 9)."""
    power = 1
    while term % (power * 10) == 0:
        power *= 10
    return power


def _grow(terms: list[int], value: int, rules: _Rules) -> list[int] | None:
    """The terms with one more word, or None where it cannot follow ("four twenty" is 80)."""
    if value in rules.multipliers and terms and terms[-1] < value:
        grown = [*terms[:-1], terms[-1] * value]
    else:
        grown = [*terms, value]
    return None if _value(grown, rules) is None else grown


def _chains(text: str, rules: _Rules, ordinal: bool) -> Iterator[Number]:
    """All longest chains of the kind, from left to right. Each word is looked at once."""
    text = f" {text}"  # so that a character stands before every word
    terms: list[int] = []
    begin = end = 0
    closed = False
    best: Number | None = None
    for match in rules.word.finditer(text):
        kinds = rules.values[match[1]]
        joiner = text[end : match.start(1)]
        follows = terms and joiner in (rules.after_ordinal if closed else rules.joiners)
        if joiner.strip() and not rules.apart.isdisjoint(kinds.values()):
            follows = False  # "the ninth and the tenth" are two, not the nineteenth
        chosen, grown = False, None
        for chosen in (ordinal, not ordinal):
            if chosen in kinds:
                grown = _grow(terms, kinds[chosen], rules) if follows else None
                if grown is not None:
                    break
        if grown is None:
            if best is not None:
                yield best
            best = None
            chosen = ordinal if ordinal in kinds else not ordinal
            begin, grown = match.start(1), [kinds[chosen]]
        terms, end, closed = grown, match.end(), chosen
        if ordinal and len(terms) == 1 and match[1] in rules.never_alone:
            continue
        # Where a prefix makes ordinals of cardinals, every word may end one.
        if chosen == ordinal or rules.prefix:
            best = Number(begin - 1, end - 1, _value(terms, rules) or 0)
        elif not ordinal:
            best = None  # a chain that ends in an ordinal word is no cardinal
    if best is not None:
        yield best


def _found(folded: Folded, numbers: list[Number]) -> list[Number]:
    return [Number(folded.back(a), folded.back_end(b), value) for a, b, value in numbers]


def find_ordinals(text: str, code: str) -> list[Number]:
    """The ordinals in a text, words and digits, in order of place; they do not overlap."""
    rules = _rules(code)
    folded = fold(text)
    out: list[Number] = []
    if _DIGIT.search(folded.text):
        out = [Number(m.start(), m.end(), int(m[1])) for m in rules.digits.finditer(folded.text)]
    for number in _chains(folded.text, rules, True):
        start = number.start
        if rules.prefix:
            head = folded.text[:start].rstrip(" ")
            if not head.endswith(rules.prefix):
                continue
            start = len(head) - len(rules.prefix)
        out.append(number._replace(start=start))
    out.sort()
    return _found(folded, out)


def find_cardinals(text: str, code: str) -> list[Number]:
    """The cardinals that are written in words, in order of place."""
    rules = _rules(code)
    folded = fold(text)
    return _found(folded, list(_chains(folded.text, rules, False)))


def ordinal(text: str, code: str) -> int | None:
    """The value of a phrase that is one ordinal and nothing else; bare digits count as one."""
    return _exact(text, code, True)


def cardinal(text: str, code: str) -> int | None:
    """The value of a phrase that is one cardinal and nothing else, in words or digits."""
    return _exact(text, code, False)


def _exact(text: str, code: str, ordinal: bool) -> int | None:
    rules = _rules(code)
    phrase = fold(text.strip()).text
    if phrase.isdecimal():
        return int(phrase) if int(phrase) <= _MOST else None
    if ordinal:
        digits = rules.digits.fullmatch(phrase)
        if digits:
            return int(digits[1])
        if rules.prefix and phrase.startswith(rules.prefix):
            phrase = phrase.removeprefix(rules.prefix).lstrip(" ")
    for number in _chains(phrase, rules, ordinal):
        if number.start == 0 and number.end == len(phrase):
            return number.value
    return None
