"""Numbers and symbols in a text: the places where a citation can begin.

Two patterns that both start on one class of characters find them, so that a paragraph without
any costs one pass. What a number means is decided elsewhere, from the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from seized.symbols.tables import table

__all__ = ["Atom", "Form", "numbers", "symbols"]

Form = Literal["slash", "year", "roman", "paren-year", "symbol", "other"]


class Atom(msgspec.Struct, frozen=True, gc=False):
    """A number (``75/268``, ``2200 A (XXI)``, ``1325 (2000)``) or a printed symbol, in place."""

    start: int
    end: int
    form: Form
    text: str


_BEFORE = re.compile(r"(?:(?<![A-Za-z/])E?S\s?[-‐‑–]|د\s?إ\s?ط?\s?[-‐‑–]?)\s?\Z")
# What every number has: a slash between figures, or a session or year in brackets.
_SLASH = re.compile(r"/(?<=[0-9]/)[0-9A-Z]")
_SESSION = re.compile(r"\((?:\s?[ESIVXLХІد]|(?:19|20)[0-9][0-9]\))")
_FIGURES = "0123456789"
_BEFORE_ENDS = frozenset("-‐‑–إط")
_UNTIL = re.compile(r"–\d+(?![\d/])")  # SR.11–13: several documents, from the first
_HYPHENS = "-‐‑–—"


@cache
def _number() -> re.Pattern[str]:
    letters = table("letters")
    names = sorted(letters["arabic"]["names"].values(), key=len, reverse=True)
    letter = rf"(?:[A-ZАВСЕМ](?![A-Za-z\u0400-\u04ff’'/])|(?:{'|'.join(names)})(?![ء-ي]))"
    joiners = letters["joiners"]
    words = sorted({*joiners["and"], *joiners["to"], ","} - {"-", "e"}, key=len, reverse=True)
    join = rf"\s?(?:[-‐‑–]|{'|'.join(map(re.escape, words))})\s?"
    part = rf"{letter}(?:{join}{letter})*"
    roman = (
        r"\(\s?(?:(?:E?S\s?[-‐‑–]\s?)?[IVXLХІ]{1,8}"
        r"|د\s?(?:إ\s?ط?\s?)?[-‐‑–]?\s?\d{1,2}\s?[-‐‑–]?)\s?\)"
    )
    return re.compile(
        r"[0-9](?<![A-Za-z0-9_./][0-9])[0-9]{0,3}(?:"
        rf"/(?P<after>[0-9]{{1,4}}|[A-Z]{{2,4}}\.[0-9]+)(?![0-9_/a-z]|[A-Z][A-Za-z]|\.[0-9]|,[0-9]{{1,4}}(?![0-9/]))(?:\s?{part})?"
        rf"|\s?(?:{part}\s?)?(?P<roman>{roman})(?:\s?{letter})?"
        r"|\s?\((?P<year>(?:19|20)[0-9][0-9])\))"
    )


def numbers(text: str) -> Iterator[Atom]:
    """Numbers of resolutions and decisions, whoever's, from left to right."""
    bracketed = "(" in text and _SESSION.search(text)
    for found in _number().finditer(text) if bracketed else _slashed(text):
        start, end = found.span()
        before = text[max(0, start - 8) : start]
        prefix = _BEFORE.search(before) if before.rstrip()[-1:] in _BEFORE_ENDS else None
        if prefix:
            start -= len(before) - prefix.start()
        elif before and before[-1] in _HYPHENS and len(before) > 1 and before[-2].isalnum():
            continue
        form: Form
        if found["roman"]:
            form = "roman"
        elif found["year"]:
            form = "paren-year"
        elif not found["after"].isdecimal():
            form = "other"
        else:
            head = found[0].partition("/")[0]
            form = "year" if len(head) == 4 and head[:2] in ("19", "20") else "slash"
        yield Atom(start, end, form, text[start:end])


def _slashed(text: str) -> Iterator[re.Match[str]]:
    """The numbers of a text that has no session or year in brackets: each has a slash."""
    if "/" not in text:
        return
    number, end = _number(), 0
    for slash in _SLASH.finditer(text):
        start = slash.start() - 1
        while start > end and text[start - 1] in _FIGURES:
            start -= 1
        if start >= end and (found := number.match(text, start)):
            yield found
            end = found.end()


class _Symbol(NamedTuple):
    """The head that ends before a slash, a whole symbol, and what continues a symbol."""

    head: re.Pattern[str]
    whole: re.Pattern[str]
    more: re.Pattern[str]
    head_ends: frozenset[str]  # the signs that stand before the first slash of a symbol


@cache
def _symbol() -> _Symbol:
    data = table("bodies")
    heads = {head.split("/")[0] for head in data["heads"]} - {"UNTS"}
    head = "|".join(sorted(map(re.escape, heads), key=len, reverse=True))
    head = f"{head}|[АЕ]"  # Cyrillic letters typed for Latin ones
    words = "|".join(w for group in data["suffixes"]["parentheses"].values() for w in group)
    bracket = rf"(?:\s?\(\s?(?:(?i:{words})\.?\s?(?=[A-Z\d])|[IVX\d])[^()/]{{0,18}}\))"
    marked = "|".join(data["tokens"]["numbered"])
    segment = (
        rf"(?:(?:{marked})\.\s\d+|[A-Za-z0-9](?:[A-Za-z0-9_]|\.(?=[A-Za-z0-9])"
        rf"|[-‐‑](?:(?<=[A-Za-z]-)|(?!(?:{head})/))(?=[A-Za-z0-9]))*)"
    )
    suffix = r"(?:Add|Corr|Rev|Amend)\.\s?\d+(?:[-–]\d+)?"
    words = "|".join(map(re.escape, sorted(table("letters")["joiners"]["and"], reverse=True)))
    return _Symbol(
        re.compile(rf"(?<![A-Za-z0-9_/.])(?:{head})\Z"),
        re.compile(rf"(?:{head})(?:/{segment}{bracket}?)+"),
        re.compile(rf"\s?(?:{words}|,)\s?({suffix})(?![A-Za-z0-9/])"),
        frozenset({name[-1] for name in heads} | set("АЕ")),
    )


def symbols(text: str) -> Iterator[Atom]:
    """Printed document symbols; ``A/60/88 and Corr.2`` gives two."""
    slash = text.find("/")
    if slash < 0:
        return
    head, whole, more, ends = _symbol()
    while slash >= 0:
        begin = None
        if text[slash - 1 : slash] in ends:
            begin = head.search(text, max(0, slash - 9), slash)
        found = whole.match(text, begin.start()) if begin else None
        if not found or not any(c.isdigit() for c in found[0]):
            slash = text.find("/", slash + 1)
            continue
        at = found.end()
        until = _UNTIL.match(text, at)
        at = until.end() if until else at
        yield Atom(found.start(), at, "symbol", found[0])
        tail = more.match(text, at)
        while tail:
            yield Atom(tail.start(1), tail.end(1), "symbol", f"{found[0]}/{tail[1]}")
            at = tail.end()
            tail = more.match(text, at)
        slash = text.find("/", at)
