"""The patterns of masthead lines, compiled from ``languages/*/masthead.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import msgspec

from seized.languages import Language
from seized.languages.words import fold

__all__ = ["Row", "Rules", "rules_of"]


class Row(NamedTuple):
    """A pattern over a folded line, and what kind of line it tells."""

    pattern: re.Pattern[str]
    kind: str


class Rules(msgspec.Struct, frozen=True, gc=False):
    """The compiled data of one language."""

    publisher: frozenset[str]
    distribution: tuple[str, ...]
    organs: tuple[tuple[str, str], ...]  # folded name, organ; longest first
    organ_of: dict[str, str]
    committees: tuple[tuple[str, str], ...]
    parts: dict[str, str]
    rows: dict[str, tuple[Row, ...]]


@cache
def rules_of(language: Language) -> Rules:
    """The masthead data of a language, compiled once."""
    table = language.table("masthead")

    def names(key: str) -> tuple[tuple[str, str], ...]:
        pairs = [(fold(name).text, of) for of, found in table[key].items() for name in found]
        return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))

    organs = names("organs")
    kinds = ("session", "agenda", "adoption", "undated", "reference", "paragraph", "label")
    return Rules(
        frozenset(fold(name).text for name in table["publisher"]),
        tuple(fold(word).text for word in table["distribution"]),
        organs,
        dict(organs),
        names("committees"),
        {fold(letter).text: latin for letter, latin in table["parts"].items()},
        {
            key: tuple(Row(re.compile(row["pattern"]), row.get("kind", "")) for row in table[key])
            for key in kinds
        },
    )
