"""Quoted titles: words of another text, which ask for nothing."""

from __future__ import annotations

import re
from functools import cache

from seized.languages import language

__all__ = ["quoted"]


@cache
def quoted(code: str) -> re.Pattern[str]:
    """A stretch between the quotation marks of a language, as it is or folded."""
    clauses = language(code).table("clauses")
    opens, closes = clauses["opens"], clauses["closes"]
    return re.compile(f"[{opens}]\\s?([^{opens}{closes}]{{3,400}}?)\\s?[{closes}]")
