"""Words of a paragraph that tell who is addressed, what is to be delivered, and when.

All phrases of a language (``addressees.toml``, ``deliverables.toml``, ``due.toml``) are found in
one scan: an automaton over their literal beginnings, and where more must follow a small pattern.

The little language of the data: a phrase is a row of words separated by spaces. ``*`` at the end
of a word, or of a part of it, stands for any ending, ``/`` between words for any of these, ``?`` at
the end of a word makes it optional (never the first). Chinese words are written apart and read
together; there ``~`` stands for up to ten characters that are not punctuation (elsewhere for up to
four words), and ``!`` with characters means that none of them may follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import msgspec

from seized.languages import language

__all__ = ["Hit", "Vocabulary", "vocabulary"]

TABLES: Final = ("addressees", "deliverables", "due")

_SHORT: Final = 3  # code points

# Particles that Arabic writes together with the word that follows.
_CLITICS: Final = re.compile(r"(?:^|(?<!\w))[وف]?[بلك]?(?:ال|ل)?\Z")


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A phrase found at ``start:end`` of the folded text, and what it tells."""

    start: int
    end: int
    tag: str


class Vocabulary:
    """All phrases of one language, compiled once."""

    __slots__ = ("_automaton", "_code", "_entries")

    def __init__(self, code: str) -> None:
        import ahocorasick_rs

        entries: dict[str, list[tuple[str, str]]] = {}
        for tag, phrase in _phrases(code):
            for key, rest in _keyed(phrase, code):
                entries.setdefault(key, []).append((tag, rest))
        keys = sorted(entries)
        self._code = code
        self._automaton = ahocorasick_rs.AhoCorasick(keys)
        self._entries = [
            tuple((tag, re.compile(rest).match if rest else None) for tag, rest in entries[key])
            for key in keys
        ]

    def find(self, folded: str) -> list[Hit]:
        """All hits in order of place; of hits with one tag that overlap the longest stays."""
        rows: list[tuple[int, int, int, str]] = []
        add = rows.append
        spaced, entries = self._code != "zh", self._entries
        arabic, size = self._code == "ar", len(folded)
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        for index, start, end in found:
            if (
                spaced
                and start
                and folded[start - 1].isalnum()
                and not (arabic and _CLITICS.search(folded, max(0, start - 5), start))
            ):
                continue  # a part of a word
            for tag, look in entries[index]:
                if look is None:
                    if not spaced or end == size or not folded[end].isalnum():
                        add((start, -end, len(rows), tag))
                elif match := look(folded, end):
                    add((start, -match.end(), len(rows), tag))
        rows.sort()
        return _longest(rows)


def _longest(rows: list[tuple[int, int, int, str]]) -> list[Hit]:
    """The hits of rows in order (start, end turned round, count, tag), none in one of its tag."""
    ends: dict[str, int] = {}
    out: list[Hit] = []
    for start, turned, _, tag in rows:
        if start >= ends.get(tag, 0):
            ends[tag] = -turned
            out.append(Hit(start, -turned, tag))
    return out


def _phrases(code: str) -> Iterator[tuple[str, str]]:
    for name in TABLES:
        table: dict[str, Any] = dict(language(code).table(name)["phrases"])
        for tag, phrases in table.items():
            for phrase in phrases:
                yield tag, phrase


def _pattern(items: list[str], code: str, *, begun: bool) -> str:
    """The pattern of the items of a phrase, for folded text."""
    out = ""
    for item in items:
        if item.startswith("!"):
            out += f"(?![{item[1:]}])"
            continue
        optional = "?" if item.endswith("?") else ""
        body = "|".join(_form(word, code) for word in item.rstrip("?").split("/"))
        glue = " " if begun and code != "zh" else ""
        out += f"(?:{glue}(?:{body})){optional}"
        begun = True
    return out if code == "zh" else out + r"(?!\w)"


def _form(word: str, code: str) -> str:
    if word == "~":
        return "[^，。；：、“”]{0,10}?" if code == "zh" else r"\S+(?: \S+){0,3}?"
    return r"\w*".join(re.escape(_plain(part)) for part in word.split("*"))


def _plain(word: str) -> str:
    return word.lower().replace("'", "’")


def _keyed(phrase: str, code: str) -> Iterator[tuple[str, str]]:
    """The literal beginnings of a phrase, each with the pattern of what follows it, or ``""``."""
    first, *rest = phrase.split()
    for word in first.split("/"):
        yield from _begun("", word, rest, code)


def _begun(before: str, word: str, rest: list[str], code: str) -> Iterator[tuple[str, str]]:
    """The same for a phrase that begins with ``before`` and ``word``, and goes on with ``rest``.

    A word as short as "in" stands in many others and would stop the scan at each: there every
    way to go on makes a beginning of its own.
    """
    stem, cut, ending = word.partition("*")
    literal = before + _plain(stem)
    if cut:
        yield literal, r"\w*" + _form(ending, code) + _pattern(rest, code, begun=True)
        return
    short = code != "zh" and len(literal) <= _SHORT
    if rest and not set("!~") & set(rest[0]):
        ways = rest[0].rstrip("?").split("/")
        optional = rest[0].endswith("?")
        if short or (len(ways) == 1 and not optional):
            for way in ways:
                yield from _begun(literal + ("" if code == "zh" else " "), way, rest[1:], code)
            if optional:
                yield from _begun(before, word, rest[1:], code)
            return
    yield literal, _pattern(rest, code, begun=True) if rest else ""


@cache
def vocabulary(code: str) -> Vocabulary:
    """The vocabulary of a language. Raises ``UnsupportedLanguage`` for any but the six."""
    return Vocabulary(code)
