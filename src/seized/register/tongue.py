"""The six languages of pages: their codes in addresses, in Django, and their direction."""

from __future__ import annotations

from typing import Final

__all__ = ["CODES", "code_of", "direction", "django_code"]

CODES: Final = ("ar", "zh", "en", "fr", "ru", "es")
_DJANGO: Final = {"zh": "zh-hans"}


def django_code(code: str) -> str:
    """What Django calls the language ``code``."""
    return _DJANGO.get(code, code)


def code_of(django: str | None) -> str:
    """The code of what Django calls a language; English for none of the six."""
    short = (django or "").split("-")[0]
    return short if short in CODES else "en"


def direction(code: str) -> str:
    """``rtl`` for Arabic, else ``ltr``."""
    return "rtl" if code == "ar" else "ltr"
