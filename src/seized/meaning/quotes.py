"""Quoted titles: words of another text, which ask for nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from seized.languages import language

__all__ = ["quotations", "quoted"]

_NONE: Final[list[re.Match[str]]] = []


@cache
def quoted(code: str) -> re.Pattern[str]:
    """A stretch between the quotation marks of a language, as it is or folded."""
    opens, closes = _marks(code)
    return re.compile(f"[{opens}]\\s?([^{opens}{closes}]{{3,400}}?)\\s?[{closes}]")


@cache
def _marks(code: str) -> tuple[str, str]:
    clauses = language(code).table("clauses")
    return clauses["opens"], clauses["closes"]


def quotations(text: str, code: str) -> list[re.Match[str]]:
    """Every stretch that ``quoted`` finds in a text; most texts do not open one at all."""
    for mark in _marks(code)[0]:
        if mark in text:
            return list(quoted(code).finditer(text))
    return _NONE
