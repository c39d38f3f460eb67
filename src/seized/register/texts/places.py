"""Places: numbers of resolutions and paragraphs that sort as people read, newest first.

A place falls apart into session (14 bits), number (20), tie (8), language (3) and position (16).
The position counts down, so that falling order gives the newest resolution first and its
paragraphs from the top. An index that walks places backwards has the first page of any list at
hand, however many rows the list has.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from zlib import crc32

__all__ = ["CODES", "MOST_PARAGRAPHS", "TIES", "base_of", "free_place", "paragraph_place"]

CODES: Final = ("ar", "en", "es", "fr", "ru", "zh")
MOST_PARAGRAPHS: Final = 1 << 16
TIES: Final = 1 << 8
_LANGUAGE: Final = {code: number for number, code in enumerate(CODES)}


def base_of(symbol: str, session: int | None) -> int:
    """The lowest place of the resolutions that share a session and a number."""
    numbers = [int(n) for n in "".join(c if c.isdigit() else " " for c in symbol).split()]
    if len(numbers) > 1 and numbers[0] == session:
        del numbers[0]
    number = min(numbers[0], (1 << 20) - 1) if numbers else 0
    return (min(session or 0, (1 << 14) - 1) << 20 | number) * TIES


def free_place(symbol: str, base: int, taken: Iterable[int]) -> int:
    """A place at or after ``base`` for a symbol. Raises ``OverflowError`` where all are taken."""
    held = taken if isinstance(taken, set) else set(taken)
    first = crc32(symbol.encode()) % TIES
    for step in range(TIES):
        place = base + (first + step) % TIES
        if place not in held:
            return place
    raise OverflowError(f"{TIES} resolutions share the session and number of {symbol}")


def paragraph_place(resolution: int, language: str, position: int) -> int:
    """The place of a paragraph. ``position`` is below ``MOST_PARAGRAPHS``."""
    rest = MOST_PARAGRAPHS - 1 - position
    return (resolution << 3 | _LANGUAGE[language]) * MOST_PARAGRAPHS + rest
