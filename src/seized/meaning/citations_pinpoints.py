"""Pinpoints: which annex, section or paragraph of a document is meant, said in no language.

``annex II, para. 3 (a)``, ``chap. VIII``, ``paras. 30, 31, 92``: the larger part first, Roman
numbers for annexes, chapters, sections and parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise, product
from typing import Any, NamedTuple

import msgspec

from seized.languages import language
from seized.languages.numbers import cardinal, ordinal
from seized.symbols import latin_letter, plain, roman

__all__ = ["Pinpoint", "pinpoint_after", "pinpoint_before"]

_ROMAN = frozenset({"annex", "appendix", "enclosure", "sect.", "chap.", "part", "vol."})
_PLURALS = {
    "annex": "annexes",
    "appendix": "appendices",
    "sect.": "sects.",
    "chap.": "chaps.",
    "para.": "paras.",
    "art.": "arts.",
}
_WINDOW = 110
_STOPS = ("", ".", ";", "。", "；", "؛")


class Pinpoint(NamedTuple):
    """A pinpoint and where its words stand in the text."""

    start: int
    end: int
    text: str


class _Rules(msgspec.Struct, frozen=True, gc=False):
    code: str
    after: re.Pattern[str]
    before: re.Pattern[str]
    units: tuple[tuple[str, re.Pattern[str]], ...]
    item: re.Pattern[str]
    ranges: re.Pattern[str]
    suffixed: bool
    attached: re.Pattern[str]


@cache
def _rules(code: str) -> _Rules:
    data: Any = language(code).table("citations")["pinpoints"]
    words: dict[str, list[str]] = data["words"]
    item = data["number"]
    separate = not data["after_number"]
    edge = r"(?![^\W\d_])" if separate else ""
    unit = _by_letter(
        f"{word}{'' if word.endswith(chr(46)) else edge}"
        for forms in words.values()
        for word in forms
    )
    attached = data["attached"]
    bare = rf"(?:(?<![^\W\d_])(?:{unit}))" if separate else f"(?:{unit})"
    joined = rf"(?:(?<![^\W\d_]){attached}(?:{unit}))" if separate else bare
    joins = "|".join(rf"(?<!\w){w}" if separate and w.isalpha() else re.escape(w) for w in
                     sorted({*data["and"], *data["to"]}, key=len, reverse=True))  # fmt: skip
    listed = rf"(?:{item})(?:\s*(?:{joins})\s*(?:{item})){{0,40}}"
    if data["after_number"]:
        sub = r"(?:\([a-z]{1,4}\))?"
        one = rf"(?:第\s*(?:{listed})\s*{bare}{sub}|{bare}(?:{listed})?|[A-Z]\s*{bare})"
    else:
        one = rf"{bare}(?:\s*(?:№\s*)?(?:{listed}))?"
    led = one.replace(bare, joined)
    of = data["of"]
    return _Rules(
        code=code,
        after=re.compile(rf"\s*[,，،、(]?\s*(?:{of})?({one})"),
        before=re.compile(rf"({led})\s*{of}\s*\Z"),
        attached=re.compile(attached),
        units=tuple((name, re.compile("|".join(forms), re.I)) for name, forms in words.items()),
        item=re.compile(item),
        ranges=re.compile("|".join(map(re.escape, data["to"]))),
        suffixed=data["after_number"],
    )


def _by_letter(words: Iterable[str]) -> str:
    """Any of the words in either case, parted by first letters: most places fall at the first."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0].lower(), []).append(word[1:])
    return "|".join(f"[{c}{c.upper()}](?i:{'|'.join(rest)})" for c, rest in rests.items())


def pinpoint_after(text: str, end: int, code: str) -> Pinpoint | None:
    """The pinpoint that follows a citation ending at ``end``: ``Resolution 69/283, annex II``."""
    if text[end : end + 1] in _STOPS:
        return None
    rules = _rules(code)
    parts: list[str] = []
    at = begin = end
    while len(parts) < 4:
        found = rules.after.match(text, at)
        if not found or text[found.end() : found.end() + 1] == "/":
            break
        said = _neutral(found[1], rules)
        if said is None:
            break
        if not parts:
            begin = found.start(1)
        parts.append(said)
        at = found.end()
    return Pinpoint(begin, at, ", ".join(parts)) if parts else None


def pinpoint_before(text: str, start: int, code: str) -> Pinpoint | None:
    """The pinpoint before a citation that begins at ``start``: ``paragraph 5 of resolution …``."""
    rules = _rules(code)
    if rules.suffixed:
        return None
    parts: list[str] = []
    at = start
    while len(parts) < 3:
        found = rules.before.search(text[max(0, at - _WINDOW) : at])
        said = _neutral(found[1], rules) if found else None
        if found is None or said is None:
            break
        parts.append(said)
        at = max(0, at - _WINDOW) + found.start(1)
    return Pinpoint(at, start, ", ".join(parts)) if parts else None


def _neutral(words: str, rules: _Rules) -> str | None:
    """``пунктов 5 и 6`` is ``paras. 5, 6``."""
    name = None
    rest = words
    start = rules.attached.match(words)
    skips = (0, start.end()) if start and start.end() else (0,)
    for skip, (unit, pattern) in product(skips, rules.units):
        found = pattern.search(words) if rules.suffixed else pattern.match(words, skip)
        if found:
            name = unit
            rest = words[: found.start()] + words[found.end() :]
            break
    if name is None:
        return None
    items = list(rules.item.finditer(rest))
    if not items:
        return name if name in ("annex", "appendix", "enclosure") else None
    if name in ("resolution", "decision") and not items[0][0][0].isdigit():
        return None
    out = _item(items[0][0], name, rules)
    for one, two in pairwise(items):
        dash = rules.ranges.search(rest[one.end() : two.start()])
        out += ("-" if dash else ", ") + _item(two[0], name, rules)
    return f"{_PLURALS.get(name, name + 's') if len(items) > 1 else name} {out}"


_LEADING = re.compile(r"(\d+)\s*(.*)", re.S)


def _item(printed: str, unit: str, rules: _Rules) -> str:
    text = plain(printed).strip()
    found = _LEADING.match(text)
    if found:
        letters = re.findall(r"[^\W\d_]+", found[2])
        tail = "".join(f" ({_letter(x)})" for x in letters)
        number = roman(int(found[1])) if unit in _ROMAN and 0 < int(found[1]) < 90 else found[1]
        return number + tail
    if text.isascii():
        return text
    try:
        return latin_letter(text).upper()
    except KeyError:
        pass
    value = ordinal(text, rules.code) or cardinal(text, rules.code)
    if value is None:
        return text
    return roman(value) if unit in _ROMAN and value < 90 else str(value)


def _letter(printed: str) -> str:
    try:
        return latin_letter(printed)
    except KeyError:
        return printed
