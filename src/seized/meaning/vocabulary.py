"""Words of a paragraph that tell who is addressed, what is to be delivered, and when.

All phrases of a language (``addressees.toml``, ``deliverables.toml``) are found in one scan: an
automaton over the first words of the phrases, and at each place it stops a small pattern.

The little language of the data: a phrase is a row of words separated by spaces. ``*`` at the end
of a word stands for any ending, ``/`` between words for any of these, ``?`` at the end of a word
makes it optional (never the first). Chinese words are written apart and read together; there
``~`` stands for up to ten characters that are not punctuation (elsewhere for up to four words),
and ``!`` with characters means that none of them may follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from seized.languages import language

__all__ = ["Hit", "Vocabulary", "pattern_of", "vocabulary"]

TABLES: Final = ("addressees", "deliverables")

# Particles that Arabic writes together with the word that follows.
_CLITICS: Final = re.compile(r"(?:^|[^\w])[وف]?[بلك]?(?:ال|ل)?\Z")


class Hit(NamedTuple):
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
            for key, body in _keyed(phrase, code):
                entries.setdefault(key, []).append((tag, body))
        keys = sorted(entries)
        self._code = code
        self._automaton = ahocorasick_rs.AhoCorasick(keys)
        self._entries = [
            tuple((tag, re.compile(body)) for tag, body in entries[key]) for key in keys
        ]

    def find(self, folded: str) -> list[Hit]:
        """All hits in order of place; of hits with one tag that overlap the longest stays."""
        hits: list[Hit] = []
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        for index, start, _ in found:
            if start and not self._begins(folded, start):
                continue
            for tag, pattern in self._entries[index]:
                match = pattern.match(folded, start)
                if match is not None:
                    hits.append(Hit(start, match.end(), tag))
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        return list(_longest(hits))

    def _begins(self, folded: str, start: int) -> bool:
        if self._code == "zh":
            return True
        before = folded[start - 1]
        if not before.isalnum():
            return True
        return self._code == "ar" and bool(_CLITICS.search(folded[max(0, start - 5) : start]))


def _longest(hits: list[Hit]) -> Iterator[Hit]:
    ends: dict[str, int] = {}
    for hit in hits:
        if hit.start >= ends.get(hit.tag, 0):
            ends[hit.tag] = hit.end
            yield hit


def _phrases(code: str) -> Iterator[tuple[str, str]]:
    for name in TABLES:
        table: dict[str, Any] = dict(language(code).table(name)["phrases"])
        for tag, phrases in table.items():
            for phrase in phrases:
                yield tag, phrase


def pattern_of(phrase: str, code: str) -> str:
    """The pattern of one phrase of the data, for folded text."""
    out = ""
    for number, item in enumerate(phrase.split()):
        if item.startswith("!"):
            out += f"(?![{item[1:]}])"
            continue
        optional = item.endswith("?") and number > 0
        body = "|".join(_form(word, code) for word in item.rstrip("?").split("/"))
        if code == "zh":
            out += f"(?:{body})" + ("?" if optional else "")
        else:
            glue = " " if number else ""
            out += f"(?:{glue}(?:{body}))" + ("?" if optional else "")
    return out if code == "zh" else out + r"(?!\w)"


def _form(word: str, code: str) -> str:
    if word == "~":
        return "[^，。；：、“”]{0,10}?" if code == "zh" else r"\S+(?: \S+){0,3}?"
    stem = word.rstrip("*").lower().replace("'", "’")
    return re.escape(stem) + (r"\w*" if word.endswith("*") else "")


def _keyed(phrase: str, code: str) -> Iterator[tuple[str, str]]:
    """The literal beginnings of a phrase, each with the pattern of the whole."""
    first, _, rest = phrase.partition(" ")
    for word in first.split("/"):
        key = word.rstrip("*").lower().replace("'", "’")
        yield key, pattern_of(f"{word} {rest}" if rest else word, code)


@cache
def vocabulary(code: str) -> Vocabulary:
    """The vocabulary of a language. Raises ``UnsupportedLanguage`` for any but the six."""
    return Vocabulary(code)
