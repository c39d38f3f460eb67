"""How those who speak name themselves: who declares something, which organ decided at a meeting."""

from __future__ import annotations

import re
from functools import cache

from seized.languages.loader import language
from seized.languages.words import any_of, fold

__all__ = ["organ_names", "organ_of", "speakers"]


@cache
def _organs(code: str) -> dict[str, str]:
    organs = language(code).table("masthead")["organs"]
    return {fold(name).text: organ for organ, names in organs.items() for name in names}


@cache
def organ_names(code: str) -> str:
    """A pattern for the names of all organs that adopt resolutions, over folded text."""
    return any_of(_organs(code))


def organ_of(name: str, code: str) -> str | None:
    """The actor id of an organ by its folded name."""
    return _organs(code).get(name)


@cache
def speakers(code: str, kind: str) -> re.Pattern[str]:
    """The pattern ``speakers`` of a table of the language, with the names of organs filled in.

    Raises ``UnsupportedLanguage`` for any code but the six.
    """
    pattern: str = language(code).table(kind)["speakers"]
    return re.compile(pattern.replace("{organs}", organ_names(code)))
