"""Chinese dates whose numbers are written in characters, as they were printed for decades.

``一九八〇年十二月三十一日`` is read as ``1980年12月31日``: the characters of a date are put into
figures, all others stay.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from seized.languages.loader import language

__all__ = ["in_figures"]


class _Rules(msgspec.Struct, frozen=True, gc=False):
    number: re.Pattern[str]
    ten: str
    digits: dict[str, int]


@cache
def _rules() -> _Rules:
    written = language("zh").table("dates")["written"]
    words = language("zh").table("numbers")["cardinal"]
    digits = {word: int(value) for value, of_it in words.items() for word in of_it}
    return _Rules(
        re.compile(written["number"]), written["ten"], digits | dict.fromkeys(written["noughts"], 0)
    )


def in_figures(text: str) -> tuple[str, list[int] | None]:
    """The text with the numbers of its dates in figures, and where each character stood before.

    The places count for every offset of the new text, its end too; None where nothing was changed.
    """
    rules = _rules()
    found = list(rules.number.finditer(text))
    if not found:
        return text, None
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for match in found:
        figures = _value(match.group(), rules)
        parts += [text[at : match.start()], figures]
        places += range(at, match.start())
        places += [match.start()] * (len(figures) - 1) + [match.end() - 1]
        at = match.end()
    parts.append(text[at:])
    places += range(at, len(text) + 1)
    return "".join(parts), places


def _value(word: str, rules: _Rules) -> str:
    """The figures of a year, digit by digit, or of a number below a hundred."""
    digits = rules.digits
    if rules.ten not in word:
        return "".join(str(digits[one]) for one in word)
    tens, _, ones = word.partition(rules.ten)
    return str((digits[tens] if tens else 1) * 10 + (digits[ones] if ones else 0))
