"""Words, counted as the limits of documents are measured: as a word processor counts them."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["REPORT_LIMIT", "count_words"]

# The most words of a report that originates in the Secretariat, by the guidelines of the Department
# for General Assembly and Conference Management (16 pages in General Assembly resolution 52/214).
REPORT_LIMIT: Final = 8500
_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN: Final = re.compile(rf"[{_HAN}]|[^\s{_HAN}\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]+")


def count_words(text: str) -> int:
    """The number of words; each Chinese character is one, and so is each figure or symbol.

    >>> count_words("resolution 75/268, para. 3 (a)"), count_words("第75/268号决议")
    (5, 5)
    """
    return sum(1 for token in _TOKEN.findall(text) if any(map(str.isalnum, token)))
