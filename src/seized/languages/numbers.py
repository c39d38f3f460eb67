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
from seized.languages.machine import Machine
from seized.languages.words import Folded, expand, fold

__all__ = ["Number", "cardinal", "find_cardinals", "find_ordinals", "ordinal"]

_MOST: Final = 9_999
_ARABIC_RANKS: Final = frozenset({"u", "t", "ut", "h", "hu", "ht", "hut", "uh", "th", "uth"})


class Number(NamedTuple):
    """A number found in a text: its place in code points, and its value."""

    start: int
    end: int
    value: int


class _Rules(msgspec.Struct, frozen=True, gc=False):
    """The compiled data of one language."""

    values: dict[str, dict[bool, int]]  # word -> is it an ordinal? -> value
    machine: Machine
    words: tuple[tuple[str, int], ...]  # what the machine finds, without what is attached in front
    spaced: bool
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
    # A word that begins like one with something attached to it is read as such.
    written = {word: (word, 0) for word in values}
    for front in joining["attached"]:
        written |= {front + word: (word, len(front)) for word in values}
    return _Rules(
        values,
        Machine(list(written), code),
        tuple(written.values()),
        joining["spaced"],
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


def _words(text: str, rules: _Rules) -> Iterator[tuple[int, int, str]]:
    """The words of numbers in a text, and where each begins and ends; no parts of other words.

    Words are letters and nothing else, so none can hide behind a longer one that is a part.
    """
    size, spaced = len(text), rules.spaced
    for number, start, end in rules.machine.find(text):
        if spaced and (
            (start and _in_word(text[start - 1])) or (end < size and _in_word(text[end]))
        ):
            continue
        word, attached = rules.words[number]
        yield start + attached, end, word


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _chains(text: str, rules: _Rules, ordinal: bool) -> Iterator[Number]:
    """All longest chains of the kind, from left to right. Each word is looked at once."""
    terms: list[int] = []
    begin = end = 0
    closed = False
    best: Number | None = None
    for start, stop, word in _words(text, rules):
        kinds = rules.values[word]
        joiner = text[end:start]
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
            begin, grown = start, [kinds[chosen]]
        terms, end, closed = grown, stop, chosen
        if ordinal and len(terms) == 1 and word in rules.never_alone:
            continue
        # Where a prefix makes ordinals of cardinals, every word may end one.
        if chosen == ordinal or rules.prefix:
            best = Number(begin, end, _value(terms, rules) or 0)
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
