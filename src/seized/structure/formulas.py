"""Enacting formulas, and the lines that conclude a resolution: meeting, date, vote."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

import msgspec

from seized.languages import Language
from seized.languages.dates import DateFound, find_dates
from seized.languages.numbers import cardinal, ordinal
from seized.languages.openings import match as match_opening
from seized.languages.words import any_of, fold
from seized.model.dates import PartialDate
from seized.model.resolution import Vote
from seized.structure.lines import Line

__all__ = [
    "DIGITAL",
    "Conclusions",
    "Formula",
    "find_formula",
    "formula_heads",
    "is_conclusion",
    "is_meeting",
    "read_conclusions",
    "read_vote",
    "whole_date",
]

_HEAD: Final = 200  # code points; no formula is longer
_LINE: Final = 120  # code points; no line of the conclusions is longer
_COMMAS: Final = ",،，、:："
_EMPHASIS: Final = " *_>#"
_TRAIL: Final = " *_⁽⁰¹²³⁴⁵⁶⁷⁸⁹⁾"  # a note may hang on the formula
_SPACE: Final = re.compile(r"\s+")
DIGITAL: Final = re.compile(r"(?:第 ?)?(\d{1,5})(?:[^\d\s]{0,4}|\.? ?[^\d\s]{1,4})")


class Formula(NamedTuple):
    """An enacting formula at the head of a text: ``text[start:end]``, comma included.

    ``organ`` is the actor id of who enacts. ``alone`` is false where the first words of the
    preamble stand in the same paragraph; they begin at ``end``.
    """

    organ: str
    start: int
    end: int
    alone: bool


class Conclusions(NamedTuple):
    """What stands after the last paragraph: when and how the resolution was adopted."""

    meeting: int | None = None
    adopted: PartialDate | None = None
    resumed: bool = False
    vote: Vote | None = None


class _Forms(msgspec.Struct, frozen=True, gc=False):
    pattern: re.Pattern[str]
    organs: dict[str, str]
    initials: frozenset[str]
    heads: frozenset[str]  # with them, emphasis that may stand before a formula
    bare: frozenset[str]  # forms that are also the plain name of the organ: the comma must tell
    meetings: tuple[tuple[str, re.Pattern[str]], ...]  # a word that must be there; the line
    votes: tuple[tuple[str, re.Pattern[str]], ...]
    nil: frozenset[str]


@cache
def _forms(language: Language) -> _Forms:
    formulas = language.table("formulas")
    masthead = language.table("masthead")
    organs = {
        fold(form).text: organ for organ, forms in formulas["enacting"].items() for form in forms
    }
    initials = frozenset(form[0].upper() for form in organs)
    names = {_key(name) for forms in masthead["organs"].values() for name in forms}
    return _Forms(
        re.compile(
            any_of(organs).replace("\\ ", " {0,3}")
        ),  # "L’Assembléegénérale," is printed too
        {_key(form): organ for form, organ in organs.items()},
        initials,
        initials.union(_EMPHASIS),
        frozenset(map(_key, organs)) & names,
        tuple((row["word"], re.compile(row["pattern"])) for row in formulas["meeting"]),
        tuple((row["method"], re.compile(row["pattern"])) for row in masthead["vote"]),
        frozenset(masthead["nil"]),
    )


def formula_heads(language: Language) -> frozenset[str]:
    """The characters with which a text may begin that has an enacting formula at its head."""
    return _forms(language).heads


def find_formula(text: str, language: Language) -> Formula | None:
    """The enacting formula at the head of a line or paragraph, or None.

    Cheap where there is none: the first letter decides for most texts. Where words follow the
    formula they must open a preamble, for annexes and reports too say "The General Assembly, at
    its first session, …".
    """
    forms = _forms(language)
    if text[:1] not in forms.heads:
        return None
    start = 0
    while start < len(text) and text[start] in _EMPHASIS:
        start += 1
    if start == len(text) or text[start] not in forms.initials:
        return None
    folded = fold(text[start : start + _HEAD])
    match = forms.pattern.match(folded.text)
    if match is None:
        return None
    end = start + folded.back_end(match.end())
    while end < len(text) and text[end] in _EMPHASIS:
        end += 1
    comma = end < len(text) and text[end] in _COMMAS
    end += comma
    while end < len(text) and (text[end] in _TRAIL or text[end].isspace()):
        end += 1
    alone = end == len(text)
    key = _key(match[0])
    if not comma and (not alone or key in forms.bare):
        return None
    if not alone and match_opening(text[end : end + _HEAD], language, True) is None:
        return None
    return Formula(forms.organs[key], start, end, alone)


def _key(form: str) -> str:
    return fold(form).text.replace(" ", "")


# ---------------------------------------------------------------- conclusions


def is_conclusion(text: str, language: Language) -> bool:
    """Whether a line is one of the conclusions: a meeting, a date alone, how it was voted."""
    text = text.strip(_EMPHASIS)
    if not text or len(text) > _LINE:
        return False
    if text[0] == "[":
        return read_vote(text, language) is not None
    date = whole_date(text, language)
    return date is not None or _meeting(text, language) is not None


def is_meeting(text: str, language: Language) -> bool:
    """Whether a line names a meeting, with or without its date."""
    text = text.strip(_EMPHASIS)
    return 0 < len(text) <= _LINE and _meeting(text, language) is not None


def read_conclusions(lines: Sequence[Line], language: Language) -> Conclusions:
    """Meeting and date of adoption from the last lines that give them; vote wherever printed.

    A meeting with a date beside it (in the line, before or after) wins over one without. All
    fields are empty where nothing is found, as in resolutions of the Security Council.
    """
    vote = _vote_in(lines, language)
    fallback: Conclusions | None = None
    lone: PartialDate | None = None
    for index in range(len(lines) - 1, -1, -1):
        text = lines[index].text.strip(_EMPHASIS)
        if len(text) > _LINE:
            continue
        found = _meeting(text, language)
        if found is None and index and len(lines[index - 1].text) < 40 and text[:1].islower():
            found = _meeting(f"{lines[index - 1].text} {text}", language)  # a wrapped line
        if found is None:
            if lone is None and text[:1] != "[":
                lone = whole_date(text, language)
            continue
        number, resumed, date = found
        date = date or _beside(lines, index, language)
        if date is not None:
            return Conclusions(number, date, resumed, vote)
        fallback = fallback or Conclusions(number, None, resumed, vote)
    if fallback is not None:
        return fallback._replace(adopted=lone)
    return Conclusions(None, lone, False, vote)


def _beside(lines: Sequence[Line], index: int, language: Language) -> PartialDate | None:
    for near in (index + 1, index - 1, index - 2):
        if 0 <= near < len(lines) and len(lines[near].text) <= _LINE:
            date = whole_date(lines[near].text, language)
            if date is not None:
                return date
    return None


def whole_date(text: str, language: Language) -> PartialDate | None:
    """The day that a line gives when it gives nothing else, in the language or in English.

    Mastheads of Arabic, Chinese and Russian documents print dates in English.
    """
    text = text.strip(" *_.,[]()")
    if len(text) > 40:
        return None
    for code in dict.fromkeys((language.code, "en")):
        found = _dates(text, code)
        if len(found) == 1 and _covers(found[0], text):
            date = found[0].last
            return date if date == found[0].first and date.day else None
    return None


@lru_cache(maxsize=8)  # a line is asked whether it is a date or a meeting, then read as such
def _dates(text: str, code: str) -> tuple[DateFound, ...]:
    return tuple(find_dates(text, code))


def _covers(date: DateFound, text: str) -> bool:
    """Whether the date is the text, but for an article ("le 3 mars 2031", "在…")."""
    return date.start <= 3 and len(text) - date.end <= 2


def _meeting(text: str, language: Language) -> tuple[int, bool, PartialDate | None] | None:
    """Number, resumed or not, and date of the meeting that a line names."""
    lower = text.lower().replace("\u0640", "")
    patterns = [pattern for word, pattern in _forms(language).meetings if word in lower]
    if not patterns:
        return None
    date: PartialDate | None = None
    for found in _dates(text, language.code):
        date = found.last
        text = f"{text[: found.start]} {text[found.end :]}"
    line = fold(_SPACE.sub(" ", text).strip(" ,;.،，*_")).text
    for pattern in patterns:
        match = pattern.fullmatch(line)
        if match is None:
            continue
        digits = DIGITAL.fullmatch(match["ordinal"].strip())
        number = int(digits[1]) if digits else ordinal(match["ordinal"], language.code)
        if number is not None:
            groups = match.groupdict()
            resumed = bool(groups.get("resumed") or groups.get("resumed2"))
            return number, resumed, date
    return None


def _vote_in(lines: Sequence[Line], language: Language) -> Vote | None:
    for index in range(len(lines) - 1, -1, -1):
        if lines[index].text.lstrip(_EMPHASIS)[:1] in ("[", "［"):
            text = " ".join(line.text for line in lines[index : index + 4])
            vote = read_vote(text, language)
            if vote is not None:
                return vote
    return None


def read_vote(text: str, language: Language) -> Vote | None:
    """How a text says that it was adopted: by which vote, or without one."""
    line = fold(_SPACE.sub(" ", text)).text
    for method, pattern in _forms(language).votes:
        match = pattern.search(line)
        if match is None:
            continue
        if method == "without-vote":
            return Vote("without-vote")
        groups = match.groupdict()
        return Vote(
            "recorded" if groups.get("recorded") or groups.get("recorded2") else "non-recorded",
            _count(groups, "for", language),
            _count(groups, "against", language),
            _count(groups, "abstaining", language),
        )
    return None


def _count(groups: Mapping[str, Any], name: str, language: Language) -> int | None:
    printed = groups.get(name)
    if printed is None:
        return None
    if printed in _forms(language).nil:
        return 0
    return cardinal(printed, language.code)
