"""The citation data of a language, compiled on first use."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import msgspec

from seized.languages import language

__all__ = ["Rules", "rules_of"]


class Rules(msgspec.Struct, frozen=True, gc=False):
    """The compiled citation data of one language."""

    code: str
    word_after: bool
    words: re.Pattern[str]  # resolution, or with a group decision
    names: re.Pattern[str]
    organs: tuple[str, ...]
    council: re.Pattern[str] | None  # in the word itself
    own: re.Pattern[str]
    before_word: re.Pattern[str]
    subject: re.Pattern[str]
    between: re.Pattern[str]  # gap and name, after the word
    after_number: re.Pattern[str]  # gap and name, after the number
    date_before: re.Pattern[str]
    date_after: re.Pattern[str]
    ibid: re.Pattern[str]
    self: re.Pattern[str]
    official_records: re.Pattern[str]
    same: re.Pattern[str]
    treaty_name: re.Pattern[str]
    league: re.Pattern[str]
    treaty_place: re.Pattern[str]
    charter: re.Pattern[str]
    charter_other: re.Pattern[str]
    statute: re.Pattern[str]
    named: re.Pattern[str]  # an instrument, up to the mark of its note
    hints: tuple[str, str, str]  # charter, statute, self
    same_hints: tuple[str, ...]


@cache
def rules_of(code: str) -> Rules:
    """The citation patterns of a language. Raises ``UnsupportedLanguage``."""
    data: Any = language(code).table("citations")
    words, gaps = data["words"], data["gaps"]
    resolution, decision, council = (
        words[word]["pattern"] for word in ("resolution", "decision", "council")
    )
    organs = tuple(entry["id"] for entry in data["organs"])
    names = "|".join(f"(?P<o{n}>{entry['pattern']})" for n, entry in enumerate(data["organs"]))
    loose, exact = re.IGNORECASE, 0

    def one(pattern: str, flags: int = exact) -> re.Pattern[str]:
        return re.compile(pattern, flags)

    return Rules(
        code=code,
        word_after=data["order"]["word"] == "after",
        words=one(f"{_both_cases(resolution)}|{_both_cases(decision, '()')}"),
        names=one(_at_words(names, [entry["pattern"] for entry in data["organs"]])),
        organs=organs,
        council=None if council == _NEVER else one(council, loose),
        own=one(words["own"]["pattern"], loose),
        before_word=one(gaps["before_word"], loose),
        subject=one(gaps["subject"], loose),
        between=one(f"(?i:{gaps['between']})(?:{names})"),
        after_number=one(f"(?i:{gaps['after_number']})(?:{names})"),
        date_before=one(gaps["date_before"], loose),
        date_after=one(gaps["date_after"], loose),
        ibid=one(data["ibid"]["pattern"], loose),
        self=one(data["self"]["pattern"]),
        official_records=one(data["official_records"]["pattern"]),
        same=one(data["same"]["pattern"], loose),
        league=one(data["treaty_series"]["league"]),
        treaty_name=one(data["treaty_series"]["name"]),
        treaty_place=one(data["treaty_series"]["place"]),
        charter=one(data["charter"]["pattern"]),
        charter_other=one(data["charter"]["other"]),
        statute=one(data["statute"]["pattern"]),
        named=one(data["named"]["pattern"]),
        hints=(data["charter"]["hint"], data["statute"]["hint"], data["self"]["hint"]),
        same_hints=tuple(data["same"]["hints"]),
    )


_NEVER = "(?!)"  # the pattern of what a language does not have
_GROUP = re.compile(r"\((?:[^()]|\([^()]*\))*\)")


def _at_words(names: str, patterns: list[str]) -> str:
    """The names, and in front of them the boundary that each of them begins with.

    A search then turns away most places at once, and not once for each name.
    """
    ways = [way for pattern in patterns for way in _GROUP.sub("", pattern).split("|")]
    return rf"\b(?:{names})" if all(way.startswith(r"\b") for way in ways) else names


def _both_cases(pattern: str, end: str = "") -> str:
    """A pattern that begins with a letter, for small and capital: each begins with a literal.

    ``end`` is put behind each.

    A search for alternatives that all begin with literals skips what cannot begin one; one that
    ignores case, or begins with a boundary, tries every place.
    """
    bare = pattern.removeprefix(r"\b")
    first = bare[0]
    small, capital = f"{first}{bare[1:]}{end}", f"{first.upper()}{bare[1:]}{end}"
    return small if small == capital else f"{small}|{capital}"
