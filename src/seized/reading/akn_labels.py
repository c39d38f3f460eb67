"""Printed labels in Akoma Ntoso: at the head of a text, in ``<num>``, and over headings.

The words of the six languages (annex, numbering words of headings) are in
``languages/*/labels.toml``; all six are used at once, because the language that a file claims
is sometimes not the one it is written in.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from seized.languages import CODES, language
from seized.reading.runs import strip_invisible

__all__ = [
    "LabelKind",
    "heading_label",
    "is_annex_word",
    "is_appendix_word",
    "kind_of_label",
    "label_at_head",
]

LabelKind = Literal["digit", "other"]

_ROMAN = r"(?=[ivxl])x{0,3}(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_HAN = "一二三四五六七八九十"
_AR = r"[\u0621-\u064a\ufe70-\ufefc]"
_LETTERS = rf"(?:{_ROMAN}|(?P<twice>[a-zа-я])(?P=twice){{0,2}})"

# What the tail of a label must look like differs: "1" alone is a label only before a tab.
_HEAD = re.compile(
    rf"""\s*(?P<label>
      \(?{_LETTERS}\)
    | \(\s*{_AR}(?:ـ|\s?{_AR})?ـ?\s*\)
    | [㈠-㈩] | [(（][{_HAN}]{{1,3}}[)）]
    | [’‘'´]\s?\d{{1,2}}\s?[‘’'´]
    | (?P<decimal>\d{{1,2}}[.\-]\d{{1,2}}\s*[.\-–]?)(?=\s)
    | (?P<digit>\d{{1,3}}\s*[-–—‑.](?:\s?[-–])?)(?=\s)
    | (?P<bare>\d{{1,3}})(?=\t)
    | [•·‣▪●]
    )(?:\s+|(?<=[㈠-㈩)]))(?=\S)""",
    re.VERBOSE,
)
_DIGIT = re.compile(r"[“”\"«»]?\d{1,3}\s*(?:bis|ter)?\s*[.\-–—‑:]*[“”\"«»]?\Z")
_LABEL = re.compile(
    rf"""(?:\(?[A-Za-z\u0400-\u04ff]{{1,4}}\s*\)\.?|\(\s*{_AR}\s*ـ?\s*{_AR}?\s*ـ?\s*\)
    |[’‘'´`ʼ′]\s*\d{{1,2}}\s*[‘’'´`ʼ′]|\(?\d{{1,2}}\)|[㈠-㈩]|[(（][{_HAN}]{{1,3}}[)）]
    |[•·‣▪●○–—−\-]|\d{{1,3}}(?:[.\-–]\d{{1,2}})+\s*[.\-–—)]*)\Z""",
    re.VERBOSE,
)
_ROMAN_HEADING = re.compile(r"(?=[IVXL])X{0,3}L?X{0,3}(?:IX|IV|V?I{0,3})\Z")
_AROUND = re.compile(r"\A[\s.\-–—:،、]+|[\s.\-–—:،、]+\Z")
_VOWELS = re.compile("[\u064b-\u0652]")
_CYRILLIC_LOOK = str.maketrans("АСЕХІВ", "ACEXIB")


def label_at_head(raw: str) -> tuple[str, LabelKind, int] | None:
    """A label at the head of a text: as printed, its kind, and where the words begin."""
    match = _HEAD.match(raw)
    if match is None:
        return None
    kind: LabelKind = "digit" if match["digit"] or match["bare"] else "other"
    return match["label"].strip(), kind, match.end()


def kind_of_label(label: str) -> LabelKind | None:
    """The kind of what stands in ``<num>``; None for what numbers a heading, if anything."""
    if _DIGIT.match(label):
        return "digit"
    return "other" if _LABEL.match(label) else None


def heading_label(text: str) -> str | None:
    """The label of a heading (``XIV``, ``B.``, ``一``, ``أولا -``) in canonical form, or None."""
    bare = _AROUND.sub("", strip_invisible(text))
    if not bare or len(bare) > 24:
        return None
    if len(bare) <= 3 and not bare.strip(_HAN):
        return bare
    latin = bare.translate(_CYRILLIC_LOOK)
    if _ROMAN_HEADING.match(latin) or (len(latin) == 1 and "A" <= latin <= "Z"):
        return latin
    return _heading_words().get(_VOWELS.sub("", bare).lower())


def is_annex_word(text: str) -> bool:
    """Whether a heading says nothing but "Annex" (or "Appendix") and perhaps a number."""
    return len(text) < 60 and _annex().match(text) is not None


def is_appendix_word(text: str) -> bool:
    """Whether it is "Appendix": a part of an annex, where there is an annex."""
    return _appendix().match(text) is not None


@cache
def _heading_words() -> dict[str, str]:
    words: dict[str, str] = {}
    for code in CODES:
        table: dict[str, str] = language(code).table("labels")["headings"]["words"]
        words.update({word.lower(): value for word, value in table.items()})
    return words


def _pattern(words: list[str], tail: str) -> re.Pattern[str]:
    choice = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"\s*(?:{choice}){tail}", re.IGNORECASE)


@cache
def _annex() -> re.Pattern[str]:
    words: list[str] = []
    numbers: list[str] = []
    for code in CODES:
        annex: dict[str, Any] = language(code).table("labels")["annex"]
        words += [*annex["words"], *annex["sections"]]
        numbers += map(re.escape, annex["numbers"])
    number = "|".join([r"[IVXL]{1,6}|\d{1,2}|[A-Z]", f"[{_HAN}]{{1,3}}", *numbers])
    return _pattern(words, rf"\s*(?:{number})?\s*[.:：]?\s*\Z")


@cache
def _appendix() -> re.Pattern[str]:
    words = [w for c in CODES for w in language(c).table("labels")["annex"]["sections"]]
    return _pattern(words, "")
