"""In which of the six languages a text is written.

The script decides first, then the short words that every sentence needs. Only a bounded sample
is looked at, taken from the body of the text: the first lines of a document are often in English
whatever its language ("Distr.: General").
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import Final, NamedTuple

import msgspec

from seized.languages.loader import CODES, SIX, language
from seized.model.errors import UnsupportedLanguage

__all__ = ["Detection", "detect", "detection"]

_SLICE: Final = 320  # code points; four slices tell one language from another
_WIDE: Final = 12_000  # where they leave a doubt
_CLEAR: Final = 0.75  # share of the first language above which there is no doubt
_ENOUGH: Final = 12  # letters, below which no language can be told
_LEAST: Final = 0.5  # share below which nothing dominates
_ADVICE: Final = f"Seized reads {SIX}; if this is one of them, name it (--lang)"


class Detection(NamedTuple):
    """A language, and the share (0 to 1) of the text that is in it.

    ``second`` is the language or script that the rest is in, where that rest is large enough
    to make the answer doubtful.
    """

    code: str
    share: float
    second: str | None


def detect(text: str) -> str:
    """The code of the language of ``text``. Raises ``UnsupportedLanguage``; see `detection`."""
    return detection(text).code


def detection(text: str) -> Detection:
    """The language of ``text``, with how sure it is.

    Raises ``UnsupportedLanguage`` where the text is in none of the six, is too short to tell,
    or is in several of which none dominates.
    """
    if len(text) <= 8 * _SLICE:
        return _judge(text)
    parts = (text[at : at + _SLICE] for at in range(len(text) // 5, len(text), len(text) // 4))
    try:
        found = _judge("\n".join(parts))
    except UnsupportedLanguage:
        found = None
    if found is not None and found.second is None:
        return found
    step = max(1, len(text) // 10)
    size = _WIDE // 10
    return _judge("\n".join(text[at : at + size] for at in range(0, len(text), step)))


# The scripts by which the six languages differ, and the others. A Han character weighs as much as
# about three letters of an alphabet. Latin capitals weigh nothing: more often than not they are
# symbols of documents, which are Latin in every language.
_RANGES: Final = (
    (0x61, 0x7A, "Latn", 1),
    (0xDF, 0x24F, "Latn", 1),
    (0x370, 0x3FF, "other", 1),
    (0x400, 0x52F, "Cyrl", 1),
    (0x531, 0x5F4, "other", 1),
    (0x621, 0x64A, "Arab", 1),
    (0x66E, 0x6D3, "Arab", 1),
    (0x700, 0x1CFF, "other", 1),
    (0x1E00, 0x1EFF, "Latn", 1),
    (0x1F00, 0x1FFF, "other", 1),
    (0x3040, 0x30FF, "Jpan", 2),
    (0x3400, 0x4DBF, "Hani", 3),
    (0x4E00, 0x9FFF, "Hani", 3),
    (0xAC00, 0xD7AF, "other", 2),
    (0xF900, 0xFAFF, "Hani", 3),
    (0xFB50, 0xFDFF, "Arab", 1),
    (0xFE70, 0xFEFC, "Arab", 1),
    (0x20000, 0x2FFFF, "Hani", 3),
)
_NOTHING: Final = ("", 0)


@lru_cache(maxsize=8_192)
def _script_of(character: str) -> tuple[str, int]:
    point = ord(character)
    for first, last, name, weight in _RANGES:
        if first <= point <= last:
            return name, weight
    return _NOTHING


class _Words(msgspec.Struct, frozen=True, gc=False):
    """The detection words of a language: its own, and those that it does not have."""

    code: str
    own: frozenset[str]
    foreign: frozenset[str]
    unit: re.Pattern[str]
    least: float


@cache
def _words(script: str) -> tuple[_Words, ...]:
    out: list[_Words] = []
    for code in CODES:
        table = language(code).table("language")
        if table["script"] == script:
            rule = table["detection"]
            own, foreign = frozenset(rule["words"]), frozenset(rule["foreign"])
            out.append(_Words(code, own, foreign, re.compile(rule["unit"]), float(rule["least"])))
    return tuple(out)


def _judge(text: str) -> Detection:
    weights = _weights(text)
    total = sum(weights.values())
    if total < _ENOUGH:
        raise UnsupportedLanguage("too little text to tell its language", advice=_ADVICE)
    script = max(weights, key=lambda name: weights[name])
    share = weights[script] / total
    kana = script == "Hani" and weights["Jpan"] > weights["Hani"] / 12
    if script in ("Jpan", "other") or kana:
        raise UnsupportedLanguage("the text is in none of the six languages", advice=_ADVICE)
    if share < _LEAST:
        raise UnsupportedLanguage(
            "the text mixes scripts and none of them dominates", advice=_ADVICE
        )
    second = None
    if share < _CLEAR:
        second = max((name for name in weights if name != script), key=lambda name: weights[name])
    return _by_words(text, script, share, second)


def _weights(text: str) -> Counter[str]:
    out: Counter[str] = Counter()
    for character, count in Counter(text).items():
        name, weight = _script_of(character)
        if weight:
            out[name] += weight * count
    return out


def _by_words(text: str, script: str, share: float, second: str | None) -> Detection:
    rules = _words(script)
    units = Counter(rules[0].unit.findall(text.lower()))
    total = max(1, units.total())

    def count(words: frozenset[str]) -> int:
        return sum(units[word] for word in words if word in units)

    scores = []
    for rule in rules:
        hits = count(rule.own)
        score = (hits - 2 * count(rule.foreign)) / total
        if hits >= 2 and score >= rule.least:
            scores.append((score, rule))
    if not scores:
        raise UnsupportedLanguage("the text is in none of the six languages", advice=_ADVICE)
    _, best = max(scores, key=lambda found: found[0])
    # Neighbours share words ("de", "la"): a second language must show words of its own.
    for rule in rules:
        if rule is not best and count(rule.own - best.own) > count(best.own - rule.own) / 2:
            second = rule.code
            share *= 2 / 3
    return Detection(best.code, round(share, 3), second)
