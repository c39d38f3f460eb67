"""Spelling of the segments of a symbol: tokens, suffixes and what stands in brackets."""

from __future__ import annotations

import re
from functools import cache

from seized.symbols.letters import plain
from seized.symbols.symbol import SymbolKind
from seized.symbols.tables import table

__all__ = [
    "is_suffix",
    "spell_suffix",
    "spell_token",
    "split_brackets",
    "split_suffixes",
    "token_table",
    "unglue",
]

_SUFFIX = re.compile(r"(Rev|Add|Amend|Corr|Summary)(?:\.(\d+)(?:-(\d+))?)?\*?\Z", re.I)
_BRACKET = re.compile(r"(.*?)\s*\(\s*([^()]*?)\s*\)\s*\Z")
_TOKEN = re.compile(r"([A-Za-z]+)\.\s?(\d[\w\-]*|[IVX]+)\Z")
_GLUED = re.compile(r"(\d)\s?(?=(?:Add|Corr|Rev|Amend)\.\d)", re.I)


def is_suffix(segment: str) -> bool:
    """Whether a segment is Rev.1, Add.2, Amend.1, Corr.1 or Summary."""
    return _SUFFIX.match(segment.replace(" ", "")) is not None


def split_suffixes(segments: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Split off Rev, Add, Amend, Corr and Summary at the end; spell them in one way."""
    cut = len(segments)
    while cut > 1 and _SUFFIX.match(segments[cut - 1].replace(" ", "")):
        cut -= 1
    return segments[:cut], tuple(spell_suffix(s) for s in segments[cut:])


def spell_suffix(segment: str) -> str:
    """A suffix in one spelling: ``ADD. 1`` is ``Add.1``."""
    found = _SUFFIX.match(segment.replace(" ", ""))
    if not found:
        return segment
    number = found[2] + (f"-{found[3]}" if found[3] else "") if found[2] else ""
    return f"{found[1].capitalize()}.{number}" if number else found[1].capitalize()


@cache
def token_table() -> tuple[dict[str, str], dict[str, str], dict[str, SymbolKind]]:
    """Tokens that stand alone, tokens before a number, and the kinds that tokens tell."""
    data = table("bodies")["tokens"]
    heads = {
        part for head in table("bodies")["heads"] for part in head.split("/") if "." not in part
    }
    alone = {t.upper(): t for t in (*data["alone"], *heads)}
    return alone, {t.lower(): t for t in data["numbered"]}, data["kinds"]


def spell_token(segment: str) -> str:
    """One segment between slashes, in one spelling."""
    alone, numbered, _ = token_table()
    known = alone.get(segment.upper())
    if known:
        return known
    found = _TOKEN.match(segment)
    if found:
        tail = found[2].upper() if found[2].isalnum() else found[2]
        return f"{numbered.get(found[1].lower(), found[1])}.{tail}"
    if re.fullmatch(r"(?:es|s)-\d+", segment, re.I):
        return segment.upper()
    return segment


def unglue(segment: str) -> list[str]:
    """``323Add.1`` is two segments."""
    return _GLUED.sub(r"\1/", segment).split("/") if "." in segment else [segment]


def split_brackets(segment: str) -> tuple[str, list[str]]:
    """``6(sect.26)`` is ``6`` and ``(Sect. 26)``; unknown brackets stay as they are."""
    out: list[str] = []
    while segment.endswith(")"):
        found = _BRACKET.match(segment)
        if not found:
            break
        segment = found[1]
        out.insert(0, _bracket(found[2]))
    return segment, out


@cache
def _bracket_words() -> tuple[re.Pattern[str], dict[str, str]]:
    data: dict[str, list[str]] = table("bodies")["suffixes"]["parentheses"]
    names = {plain(word).lower(): name for name, words in data.items() for word in words}
    words = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"({words})\.?\s*(?=[IVX\d]|[A-Z]\Z)(.*)\Z", re.I | re.S), names


def _bracket(inside: str) -> str:
    words, names = _bracket_words()
    found = words.match(inside)
    if not found:
        return f"({inside})"
    name, number = names[found[1].lower()], _joined_numbers(found[2])
    if name == "Part" and " and " in number:
        name = "Parts"
    return f"({name}. {number})" if name in ("Sect", "Vol") else f"({name} {number})"


def _joined_numbers(text: str) -> str:
    """``I and II``, ``I y II``, ``IиII`` are all ``I and II``."""
    values = [v for v in re.split(r"[^A-Z0-9]+", text) if v]
    if re.fullmatch(r"\s*\w+\s*-\s*\w+\s*", text):
        return text.replace(" ", "")
    return " and ".join(values) if len(values) > 1 else text.strip().upper()
