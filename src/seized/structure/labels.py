"""Printed labels of paragraphs and headings, and their language-neutral values.

The six versions of a resolution print the same numbers in different scripts, so that cross
references match (UN Editorial Manual): ``1.``, ``1 -``; ``(a)``, ``a)``, ``(أ)``; ``(i)``,
``'1'``, ``㈠``, ``(一)``. The letters of the scripts are data: ``languages/*/labels.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from seized.languages import CODES, language

__all__ = ["HeadingLabel", "Label", "heading_label", "letters", "split_label", "to_roman"]

LabelKind = Literal["digit", "decimal", "letter", "either", "roman", "paren", "bullet"]


class Label(msgspec.Struct, frozen=True, gc=False):
    """A printed label: ``kind``, canonical ``value``, and where the words after it begin.

    ``either`` is a letter that may be a roman numeral (``i``, ``v``, ``x``, ``ii``); only the
    labels round it tell. ``bare`` labels have no dot or bracket, and count only where the
    sequence asks for that number.
    """

    kind: LabelKind
    value: str
    end: int
    printed: str
    bare: bool = False


class HeadingLabel(msgspec.Struct, frozen=True, gc=False):
    """The label of a heading: canonical ``value`` (``IV``, ``B``), end, and its rank."""

    value: str
    end: int
    rank: int


_ROMAN = re.compile(r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})\Z")
_ROMAN_VALUES = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HAN = "一二三四五六七八九十"

_LABEL = re.compile(
    r"""(?:
      (?P<digit>\d{1,3})(?:
          (?P<sub>(?:\.\d{1,2}){1,3})[.)\-–]?(?=\s)
        | (?:\s?(?:bis|ter))?\s?[.．、](?![\d/])
        | \s?[-–—‑](?=[\s\u0600-\u06ff])
      )(?:\s?[-–](?=\s))?
    | (?P<bare>\d{1,3})(?=\s)
    | [(（]\s?(?P<open>[A-Za-z\u0400-\u04ff]{1,7})\s?[)）]\.?
    | (?P<half>[A-Za-z\u0400-\u04ff]{1,7})\)
    | [(（]\s?(?P<arabic>[\u0621-\u064a\ufe70-\ufeff]
        (?:ـ|\s?[\u0621-\u064a\ufe70-\ufeff])?ـ?)\s?[)）]
    | [(（]\s?(?P<han>[一二三四五六七八九十]{1,3})\s?[)）]
    | (?P<circled>[\u3220-\u3229])
    | [’‘'´`ʼ′]\s?(?P<quoted>\d{1,2})\s?[‘’'´`ʼ′](?=[\s\S])
    | [(（]\s?(?P<paren>\d{1,2})\s?[)）]
    | (?P<bullet>[•·‣▪●○\uf0b7])
    )[\s\u00a0]*""",
    re.VERBOSE,
)

_HEADING = re.compile(
    r"""(?:
      (?P<roman>[IVXLІХ]{1,7})(?:\s*[.．:\-–—،]|\s*$)
    | (?P<letter>[A-ZА-Я])(?:\s*[.．\-–—،]|\s*$)
    | (?P<han>[一二三四五六七八九十]{1,3})(?:\s*[、.．：:]|\s*$)
    | (?P<word>[\u0621-\u0652]{2,8}(?:\s(?:و?عشر\w{0,4}))?)\s*(?:[-–—:]|$)
    )\s*""",
    re.VERBOSE,
)


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], dict[int, str]]:
    """Arabic letters and heading words to Latin, and Cyrillic look-alikes: from the data."""
    letters_: dict[str, str] = {}
    words: dict[str, str] = {}
    look: dict[int, str] = {}
    for code in CODES:
        table = language(code).table("labels")
        for index, forms in enumerate(table["letters"]["order"]):
            for form in forms:
                letters_.setdefault(form, letters(index))
        for word, value in table["headings"]["words"].items():
            words.setdefault(word, value)
        look.update({ord(k): v for k, v in table["letters"]["look_alikes"].items()})
    return letters_, words, look


def to_roman(number: int) -> str:
    """1 to 89 as a lower-case roman numeral."""
    out = ""
    for value, sign in _ROMAN_VALUES:
        while number >= value:
            out += sign
            number -= value
    return out


def letters(index: int) -> str:
    """0 is ``a``, 25 is ``z``, 26 is ``aa``, 27 is ``bb``: how the UN letters its lists."""
    return chr(97 + index % 26) * (index // 26 + 1)


def han_number(text: str) -> int:
    """A Chinese numeral from 1 to 99 (一, 十二, 三十); 0 when it is none."""
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_HAN.find(tens) + 1 if tens else 1) * 10 + (_HAN.find(ones) + 1 if ones else 0)
    return _HAN.find(text) + 1 if len(text) == 1 else 0


def split_label(text: str) -> Label | None:
    """The label at the head of a paragraph, or ``None``.

    >>> split_label("(b) To report")
    Label(kind='letter', value='b', end=4, printed='(b)', bare=False)
    """
    if text[:1].isalpha() and ")" not in text[1:9]:  # nearly every paragraph begins like this
        return None
    match = _LABEL.match(text)
    if match is None:
        return None
    kind = match.lastgroup or ""
    end = match.end()
    printed = text[:end].rstrip()
    if kind == "digit":
        return Label("digit", match["digit"], end, printed)
    if kind == "sub":
        return Label("decimal", match["digit"] + match["sub"], end, printed)
    if kind == "bare":
        return Label("digit", match["bare"], end, printed, bare=True)
    return _bracketed(kind, match[kind], end, printed)


def _bracketed(kind: str, raw: str, end: int, printed: str) -> Label | None:
    arabic, _, look = _tables()
    if kind in ("open", "half"):
        value = raw.translate(look).lower()
        if not value.isascii() or (
            len(value) > 1 and not _ROMAN.match(value) and len(set(value)) > 1
        ):
            return None
        return Label("either" if _ROMAN.match(value) else "letter", value, end, printed)
    if kind == "arabic":
        found = arabic.get(re.sub(r"\s", "", raw)) or _doubled(raw, arabic)
        return Label("letter", found, end, printed) if found else None
    if kind == "han":
        return Label("roman", to_roman(han_number(raw)), end, printed) if han_number(raw) else None
    if kind == "circled":
        return Label("roman", to_roman(ord(raw) - 0x321F), end, printed)
    if kind == "quoted":
        return Label("roman", to_roman(int(raw)), end, printed)
    if kind == "paren":
        return Label("paren", raw, end, printed)
    return Label("bullet", "•", end, printed)


def _doubled(raw: str, arabic: dict[str, str]) -> str | None:
    signs = [c for c in raw if c not in " ـ"]
    one = arabic.get(signs[0]) if signs else None
    if one is None:
        return None
    if len(signs) == 1:
        return one
    return one * 2 if arabic.get(signs[1]) == one else None


_SECTION = re.compile(r"(?P<roman>[IVXL]{1,6})\s+(?=[^\W\d_])")
_ENDS = re.compile(r"[;,.:،؛，。；：]\Z")


def _section(text: str) -> HeadingLabel | None:
    """A roman number that a mere line break kept from the words of its heading."""
    match = _SECTION.match(text)
    if match is None or _ENDS.search(text) or not _ROMAN.match(match["roman"].lower()):
        return None
    return HeadingLabel(match["roman"], match.end(), 1)


def heading_label(text: str) -> HeadingLabel | None:
    """The label of a heading (``IV.``, ``B``, ``三、``, ``ثانيا -``), or ``None``.

    Roman numerals rank above letters, as in the printed resolutions.
    """
    match = _HEADING.match(text)
    if match is None:
        return _section(text)
    _, words, look = _tables()
    kind = match.lastgroup or ""
    raw = match[kind]
    if kind in ("roman", "letter"):
        value = raw.translate(look).upper()
        if kind == "roman" and not _ROMAN.match(value.lower()):
            return None
        return HeadingLabel(value, match.end(), 1 if _ROMAN.match(value.lower()) else 2)
    if kind == "han":
        number = han_number(raw)
        return HeadingLabel(to_roman(number).upper(), match.end(), 1) if number else None
    value = words.get(re.sub(r"[\u064b-\u0652]", "", raw), "")
    if not value:
        return None
    return HeadingLabel(value, match.end(), 1 if _ROMAN.match(value.lower()) else 2)
