"""In which of the six languages a text is written.

The script decides first, then the short words that every sentence needs. Only a bounded sample
is looked at, taken from the body of the text: the first lines of a document are often in English
whatever its language ("Distr.: General").
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from seized.languages.loader import CODES, SIX, language
from seized.model.errors import UnsupportedLanguage

__all__ = ["Detection", "detect", "detection"]

_SLICE: Final = 1_200  # code points; three slices tell one language from another
_WIDE: Final = 12_000  # where three slices leave a doubt
_CLEAR: Final = 0.75  # share of the first language above which there is no doubt
_LEAST: Final = 0.5  # share below which nothing dominates
_ADVICE: Final = f"Seized reads {SIX}; if this is one of them, name it"


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
    if len(text) <= 4 * _SLICE:
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


# The scripts by which the six languages differ, and those of others. One Han character stands
# for about three letters of an alphabet. Words of one letter and capitals are left out of Latin:
# they are symbols of documents more often than words.
_SCRIPTS: Final = (
    ("Arab", r"[\u0621-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+", 1),
    ("Cyrl", r"[\u0400-\u052f]+", 1),
    ("Hani", r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]+", 3),
    ("Latn", r"[A-Za-zÀ-ÖØ-öø-ɏ]?[a-zß-öø-ɏ]{2,}", 1),
    ("Jpan", r"[\u3040-\u30ff]+", 2),
    (
        "other",
        r"[\u0370-\u03ff\u0530-\u05ff\u0700-\u1cff\u1f00-\u1fff\u2d00-\u2d2f\uac00-\ud7af]+",
        1,
    ),
)


@cache
def _scripts() -> tuple[tuple[str, re.Pattern[str], int], ...]:
    return tuple((name, re.compile(form), weight) for name, form, weight in _SCRIPTS)


class _Words(NamedTuple):
    """The detection words of a language: its own, and those that it does not have."""

    code: str
    own: frozenset[str]
    foreign: frozenset[str]
    pattern: re.Pattern[str]
    least: float


@cache
def _words(script: str) -> tuple[_Words, ...]:
    out: list[_Words] = []
    for code in CODES:
        table = language(code).table("language")
        if table["script"] == script:
            rule = table["detection"]
            out.append(
                _Words(
                    code,
                    frozenset(rule["words"]),
                    frozenset(rule["foreign"]),
                    re.compile(rule["unit"]),
                    float(rule["least"]),
                )
            )
    return tuple(out)


def _judge(text: str) -> Detection:
    weights = _weights(text)
    total = sum(weights.values())
    if total < 12:
        raise UnsupportedLanguage("too little text to tell its language", advice=_ADVICE)
    script = max(weights, key=lambda name: weights[name])
    share = weights[script] / total
    if share < _LEAST:
        raise UnsupportedLanguage(
            "the text mixes scripts and none of them dominates", advice=_ADVICE
        )
    if script in ("Jpan", "other") or (
        script == "Hani" and weights.get("Jpan", 0) > weights[script] / 12
    ):
        raise UnsupportedLanguage("the text is in none of the six languages", advice=_ADVICE)
    second = None
    if share < _CLEAR:
        second = max((name for name in weights if name != script), key=lambda name: weights[name])
    return _by_words(text, script, share, second)


def _weights(text: str) -> dict[str, int]:
    out: dict[str, int] = {}
    for name, pattern, weight in _scripts():
        if text.isascii() and name != "Latn":
            continue
        size = weight * len("".join(pattern.findall(text)))
        if size:
            out[name] = size
    return out


def _by_words(text: str, script: str, share: float, second: str | None) -> Detection:
    scores: list[tuple[float, str]] = []
    text = text.lower()
    for rule in _words(script):
        units = rule.pattern.findall(text)
        own, foreign = rule.own, rule.foreign
        hits = sum(1 for unit in units if unit in own)
        strange = sum(1 for unit in units if unit in foreign)
        score = (hits - 2 * strange) / max(1, len(units))
        if hits >= 2 and score >= rule.least:
            scores.append((score, rule.code))
    if not scores:
        raise UnsupportedLanguage("the text is in none of the six languages", advice=_ADVICE)
    scores.sort(reverse=True)
    best, code = scores[0]
    if len(scores) > 1:
        within = best / (best + scores[1][0])
        share *= within
        if within < _CLEAR - 0.1:
            second = scores[1][1]
    return Detection(code, round(share, 3), second)
