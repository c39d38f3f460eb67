"""Many words looked for in a text at once: one pass, whatever their number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

import ahocorasick_rs

__all__ = ["Hits", "Machine"]

# Code pages that hold every letter of a language in one byte: offsets in bytes are offsets in
# code points, and the scan takes half the time. Chinese has none.
_PAGES: Final = {"en": "cp1252", "fr": "cp1252", "es": "cp1252", "ru": "cp1251", "ar": "cp1256"}

# So many words make a table of all states in twenty milliseconds; it is read twice as fast.
_TABLE: Final = 1200

Hits = list[tuple[int, int, int]]
"""The number of a word in the list, its start and its end in the text."""


class Machine:
    """Finds words of one language, from left to right the longest, none overlapping."""

    __slots__ = ("_find", "_page")

    def __init__(self, words: Sequence[str], code: str) -> None:
        self._page = _page_for(words, code)
        longest = ahocorasick_rs.MatchKind.LeftmostLongest
        form = ahocorasick_rs.Implementation.DFA if len(words) <= _TABLE else None
        self._find: Callable[..., Hits]
        if self._page is None:
            self._find = ahocorasick_rs.AhoCorasick(
                words, matchkind=longest, store_patterns=False, implementation=form
            ).find_matches_as_indexes
        else:
            self._find = ahocorasick_rs.BytesAhoCorasick(
                [word.encode(self._page) for word in words], matchkind=longest, implementation=form
            ).find_matches_as_indexes

    def find(self, text: str) -> Hits:
        """Every word in ``text``, in order of place."""
        return self._find(text if self._page is None else _encoded(text, self._page))


def _page_for(words: Sequence[str], code: str) -> str | None:
    """The code page of a language, where it has all signs of the words.

    What a text has beyond the page becomes a question mark, so none may stand in the words.
    """
    page = _PAGES.get(code)
    if page is None or any("?" in word.encode(page, "replace").decode(page) for word in words):
        return None
    return page


@lru_cache(maxsize=4)  # several machines look through one text in turn
def _encoded(text: str, page: str) -> bytes:
    return text.encode(page, "replace")
