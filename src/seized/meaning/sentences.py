"""The sentences of a paragraph, as the language ends them (``language.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from seized.languages import language
from seized.languages.words import Folded

__all__ = ["sentences"]


@cache
def _ends(code: str) -> re.Pattern[str]:
    return re.compile(language(code).table("language")["sentences"]["end"])


def sentences(text: str, folded: Folded, code: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text, as stretches of its ``folded`` form.

    Raises ``UnsupportedLanguage`` for any code but the six.
    """
    start = 0
    for end in _ends(code).finditer(text):
        if text[end.end() : end.end() + 1].islower():
            continue
        stop = folded.forth(end.end())
        yield start, stop
        start = stop
    if start < len(folded.text):
        yield start, len(folded.text)
