"""Letters and digits as six languages print them, and the Latin ones the record uses."""

from __future__ import annotations

import re
from functools import cache

from seized.symbols.tables import table

__all__ = [
    "abjad_from_latin",
    "agenda_item",
    "agenda_item_printed",
    "arabic_letter_name",
    "join_parts",
    "latin_letter",
    "plain",
    "roman",
    "unroman",
]

_ITEM = re.compile(r"(\d+)\s*(?:\(\s*([^()\d]+?)\s*\)|([^\W\d_]{1,3})\s*\)?)?\s*\Z")
_ROMAN = re.compile(r"(?=[IVXL])(X{0,3}|XL|LX{0,3})(IX|IV|V?I{0,3})\Z")
_ROMAN_VALUES = (("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))
_SPACES = "\u00a0\u202f\u2009\u2007\u2002\u2003\u3000\t\r\n"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\uff0d"
_DROPPED = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    "\u00ad\u0640"
)


@cache
def _plain_map() -> dict[int, str | None]:
    letters = table("letters")["cyrillic"]
    out: dict[int, str | None] = dict.fromkeys(map(ord, _DROPPED))
    out |= {ord(c): " " for c in _SPACES} | {ord(c): "-" for c in _DASHES}
    out |= {ord(a): b for a, b in zip(letters["look"], letters["latin"], strict=True)}
    out |= {0xFF08: "(", 0xFF09: ")", 0xFF0F: "/", 0xFF0E: "."}
    for zero in (0x0660, 0x06F0, 0xFF10):
        out |= {zero + n: str(n) for n in range(10)}
    return out


def plain(text: str) -> str:
    """Text with plain spaces, hyphens, digits and brackets, Latin for look-alikes, no bidi marks.

    ASCII text comes back as it is.
    """
    return text if text.isascii() else text.translate(_plain_map())


@cache
def _latin() -> dict[str, str]:
    arabic = table("letters")["arabic"]
    out = {c: chr(97 + n) for n, c in enumerate(arabic["abjad"])}
    out |= arabic["variants"]
    out |= {name: letter.lower() for letter, name in arabic["names"].items()}
    return out


def latin_letter(printed: str) -> str:
    """The lower-case Latin letter for a printed one: ``ق`` is s, Cyrillic ``с`` is c, ``أ أ`` aa.

    Names of Arabic letters (``باء``) are read as well; a conjunction written together with the
    name (``وباء``) is not. Raises ``KeyError`` for what is no letter of the tables.
    """
    text = plain(printed).replace(" ", "")
    if text.isascii() and text.isalpha():
        return text.lower()
    known = _latin()
    if text in known:
        return known[text]
    if len(set(text)) == 1 and text[0] in known:
        return known[text[0]] * len(text)
    raise KeyError(printed)


def abjad_from_latin(letter: str) -> str:
    """The Arabic letter that stands for a Latin one: s is ``ق``, aa is ``أ أ``.

    Raises ``KeyError`` where the letter is none of a to z, once or repeated.
    """
    low = letter.lower()
    if not low or len(set(low)) != 1 or not "a" <= low[0] <= "z":
        raise KeyError(letter)
    one = table("letters")["arabic"]["abjad"][ord(low[0]) - 97]
    return " ".join([one] * len(low))


def arabic_letter_name(letter: str) -> str:
    """The name of an Arabic letter for a part: A is ``ألف``. Raises ``KeyError``."""
    names: dict[str, str] = table("letters")["arabic"]["names"]
    return names[letter.upper()]


def agenda_item(printed: str) -> str:
    """An agenda item, language-neutral: ``130 (ق)``, ``130 s)`` and ``130(s)`` are ``130 (s)``.

    Raises ``ValueError`` where the text is no number with or without a letter.
    """
    found = _ITEM.match(plain(printed).strip())
    if not found:
        raise ValueError(f"not an agenda item: {printed!r}")
    letter = found[2] or found[3]
    try:
        return f"{int(found[1])} ({latin_letter(letter)})" if letter else str(int(found[1]))
    except KeyError:
        raise ValueError(f"not a letter of an agenda item: {printed!r}") from None


def agenda_item_printed(item: str, *, abjad: bool = False) -> str:
    """An agenda item ``130 (s)`` with a Latin or, for Arabic, an abjad letter."""
    number, _, letter = agenda_item(item).partition(" ")
    if not letter or not abjad:
        return f"{number} {letter}".strip()
    return f"{number} ({abjad_from_latin(letter[1:-1])})"


@cache
def _joined() -> re.Pattern[str]:
    data = table("letters")["joiners"]
    words = "|".join(re.escape(plain(w)) for w in sorted(data["and"] + data["to"], key=len)[::-1])
    return re.compile(rf"(?<=[\d ][A-Z])\s*(?:{words})\s*(?=[A-Z](?![A-Za-z]))")


def join_parts(number: str) -> str:
    """Letters of parts joined by a hyphen: ``3419 A to D (XXX)`` is ``3419 A-D (XXX)``.

    A pair and a range are one, as the Organization files them (101A-B); the words may be of any
    of the six languages. Takes `plain` text.
    """
    return _joined().sub("-", number)


def unroman(text: str) -> int:
    """The value of a Roman number from I to LXXXIX, well formed. Raises ``ValueError``."""
    found = _ROMAN.match(text)
    if not found:
        raise ValueError(f"not a Roman number: {text!r}")
    value, at = 0, 0
    for digits, worth in _ROMAN_VALUES:
        while text.startswith(digits, at):
            value, at = value + worth, at + len(digits)
    return value


def roman(number: int) -> str:
    """The Roman number for 1 to 89. Raises ``ValueError`` for others."""
    if not 0 < number < 90:
        raise ValueError(f"no Roman number here for {number}")
    out = ""
    for digits, worth in _ROMAN_VALUES:
        while number >= worth:
            out, number = out + digits, number - worth
    return out
