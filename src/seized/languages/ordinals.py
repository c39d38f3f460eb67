"""Ordinals in words, in the form that a text has them: "seventy-ninth", "семьдесят девятой".

``ordinals.toml`` gives the words of each form of a language; a form is a case, gender or state.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, cast

from seized.languages.loader import language
from seized.languages.words import fold
from seized.model.errors import NotFound

__all__ = ["forms", "like", "write_ordinal"]

_MOST: Final = 100


def forms(code: str) -> tuple[str, ...]:
    """The names of the forms of a language, the most usual first."""
    return tuple(language(code).table("ordinals")["forms"])


@cache
def write_ordinal(number: int, code: str, form: str | None = None) -> str:
    """The ordinal in words, in the first form of the language or the one that is named.

    Raises ``NotFound`` for numbers below 1 or above 100, and for a form that there is not.
    """
    table = language(code).table("ordinals")
    name = form or forms(code)[0]
    if not 1 <= number <= _MOST or name not in table["forms"]:
        raise NotFound(
            f"there are no words for the ordinal {number} in the form {name!r}",
            where=code,
            advice=f"Numbers are written up to {_MOST}, forms are {', '.join(forms(code))}",
        )
    return cast(str, table.get("before", "")) + _words(number, table, table["forms"][name])


def _words(number: int, table: Any, form: Any) -> str:
    whole = form.get("words", {}).get(str(number))
    if whole is not None:
        return cast(str, whole)
    # French counts from 60 and 80 on to 19.
    tens = next(t for t in sorted(map(int, form["tens"]), reverse=True) if t < number)
    unit = form.get("units", {}).get(str(number - tens)) or form["words"][str(number - tens)]
    return cast(str, table["compound"]).format(tens=form["tens"][str(tens)], unit=unit)


def like(printed: str, number: int, other: int, code: str) -> str | None:
    """The ordinal ``other`` in the form in which ``printed`` says ``number``; None if unknown.

    >>> like("seventy-seventh", 77, 79, "en")
    'seventy-ninth'
    """
    if not (1 <= number <= _MOST and 1 <= other <= _MOST):
        return None
    plain = fold(printed.strip()).text
    for form in forms(code):
        if fold(write_ordinal(number, code, form)).text == plain:
            words = write_ordinal(other, code, form)
            return words[0].upper() + words[1:] if printed.strip()[0].isupper() else words
    if str(number) in plain:
        return printed.replace(str(number), str(other))
    return None
