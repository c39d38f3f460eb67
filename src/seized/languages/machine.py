"""Many words looked for in a text at once: one pass, whatever their number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Final

import ahocorasick_rs

__all__ = ["Hits", "Machine"]

# Code pages that hold every letter of a language in one byte: offsets in bytes are offsets in
# code points, and the scan takes half the time. Chinese has none.
_LATIN: Final = "latin-1"  # written four times as fast as any other page
_PAGES: Final = {"en": _LATIN, "fr": _LATIN, "es": _LATIN, "ru": "cp1251", "ar": "cp1256"}
# What Latin-1 lacks, in the places where cp1252 has it.
_BEYOND_LATIN: Final = (("\u2013", "\x96"), ("\u2014", "\x97"), ("œ", "\x9c"), ("Œ", "\x8c"))

# So many words make a table of all states in twenty milliseconds; it is read twice as fast.
_TABLE: Final = 1200

Hits = list[tuple[int, int, int]]
"""The number of a word in the list, its start and its end in the text."""


class Machine:
    """Finds words of one language, from left to right the longest, none overlapping.

    One made with ``overlapping`` finds every place of every word, in order of their ends.
    """

    __slots__ = ("_find", "_page")

    def __init__(self, words: Sequence[str], code: str, *, overlapping: bool = False) -> None:
        self._page = _page_for(words, code)
        find = _finder(words, self._page, overlapping)
        self._find = partial(find, overlapping=True) if overlapping else find

    def find(self, text: str) -> Hits:
        """Every word in ``text``, in order of place."""
        return self._find(text if self._page is None else _shared(text, self._page))


def _finder(words: Sequence[str], page: str | None, overlapping: bool) -> Callable[..., Hits]:
    kinds = ahocorasick_rs.MatchKind
    kind = kinds.Standard if overlapping else kinds.LeftmostLongest
    form = ahocorasick_rs.Implementation.DFA if len(words) <= _TABLE else None
    if page is None:
        return ahocorasick_rs.AhoCorasick(
            words, matchkind=kind, store_patterns=False, implementation=form
        ).find_matches_as_indexes
    return ahocorasick_rs.BytesAhoCorasick(
        [_encoded(word, page) for word in words], matchkind=kind, implementation=form
    ).find_matches_as_indexes


def _page_for(words: Sequence[str], code: str) -> str | None:
    """The code page of a language, where it has all signs of the words.

    What a text has beyond the page becomes a question mark, so none may stand in the words.
    """
    page = _PAGES.get(code)
    if page is None or any(b"?" in _encoded(word, page) for word in words):
        return None
    return page


def _encoded(text: str, page: str) -> bytes:
    if page == _LATIN:
        for sign, place in _BEYOND_LATIN:
            if sign in text:
                text = text.replace(sign, place)
    return text.encode(page, "replace")


_shared = lru_cache(maxsize=4)(_encoded)  # several machines look through one text in turn
