"""Chinese dates whose numbers are written in characters, as they were printed for decades.

``一九八〇年十二月三十一日`` is read as ``1980年12月31日``: the characters of a date are put into
figures, all others stay.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from seized.languages.loader import language

__all__ = ["in_figures"]

_PART: Final = re.compile(
    "[一二][〇○零一二三四五六七八九]{3}(?=年)|(?<=[年月日至到和、])[一二三四五六七八九十]{1,3}(?=月(?!内)|日)"
)
_TEN: Final = "十"
_NOUGHTS: Final = "〇○零"


@cache
def _digits() -> dict[str, int]:
    words = language("zh").table("numbers")["cardinal"]
    return {word: int(value) for value, of_it in words.items() for word in of_it} | dict.fromkeys(
        _NOUGHTS, 0
    )


def in_figures(text: str) -> tuple[str, list[int] | None]:
    """The text with the numbers of its dates in figures, and where each character stood before.

    The places count for every offset of the new text, its end too; None where nothing was changed.
    """
    found = list(_PART.finditer(text))
    if not found:
        return text, None
    digits = _digits()
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for match in found:
        figures = _value(match.group(), digits)
        parts += [text[at : match.start()], figures]
        places += range(at, match.start())
        places += [match.start()] * (len(figures) - 1) + [match.end() - 1]
        at = match.end()
    parts.append(text[at:])
    places += range(at, len(text) + 1)
    return "".join(parts), places


def _value(word: str, digits: dict[str, int]) -> str:
    """The figures of a year, digit by digit, or of a number below a hundred."""
    if _TEN not in word:
        return "".join(str(digits[one]) for one in word)
    tens, _, ones = word.partition(_TEN)
    return str((digits[tens] if tens else 1) * 10 + (digits[ones] if ones else 0))
