"""The phrases of a clause that speak for what it asks: words, neighbours, beginnings, marks.

A phrase is a string. ``assist`` is the beginning of a word, as many letters as the language tells;
``technica assist`` two words side by side; ``provide _ assist`` two with one between; in a
language without spaces two to four characters stand for a word. What stands before the action,
those who are asked, is marked ``<``; the first words of the action ``^``; words that tell what it
is for ("in order to", up to the next comma) ``>``. ``#help`` is a group of the vocabulary
(``deliverables.toml``) found in the clause, ``#help^`` one found where the action begins,
``#help>`` one in what it is for. ``@invite`` is the act, ``@session`` a session of the General
Assembly that is named, and ``=report`` what fixed words tell.

Which points a phrase has for which deliverable is in ``deliverable_points.toml`` of the language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any, Final

import msgspec

from seized.languages import language
from seized.meaning.vocabulary import Hit

__all__ = ["phrases_of"]

_WORD: Final = re.compile(r"[^\W\d_]+|;")
_SPACE: Final = re.compile(r"\s")
# Where a group of the vocabulary counts as found at the beginning of the action, in characters.
_BEFORE, _BEHIND = 4, 30
_LONGEST: Final = 16  # characters to a word, spaces and what is left out as well


class _Shape(msgspec.Struct, frozen=True, gc=False):
    """How a language is cut into words, and how many of them are looked at."""

    spaced: bool
    letters: int
    most: int
    first: int
    prefix: re.Pattern[str] | None
    purpose: re.Pattern[str]
    alike: dict[int, str]


@cache
def _shape(code: str) -> _Shape:
    table: dict[str, Any] = dict(language(code).table("deliverable_points")["words"])
    prefix = table.pop("prefix")
    alike = {ord(odd): plain for plain, odds in table.pop("alike").items() for odd in odds}
    return _Shape(
        prefix=re.compile(prefix) if prefix else None,
        purpose=re.compile(table.pop("purpose")),
        alike=alike,
        **table,
    )


def phrases_of(
    text: str, hits: Sequence[Hit], act: str, code: str, sessions: bool, begin: int, fixed: str
) -> list[str]:
    """Every phrase of one folded clause whose action begins at ``begin``; some come twice.

    ``hits`` are those of the vocabulary, ``sessions`` whether the clause names a session of the
    General Assembly, ``fixed`` the deliverable that fixed words tell, or nothing.
    """
    shape = _shape(code)
    text = text[: begin + shape.most * _LONGEST]
    out = [f"@{act}", f"={fixed}"]
    if sessions:
        out.append("@session")
    purposes = [found.span() for found in shape.purpose.finditer(text, begin)]
    for hit in hits:
        if any(left <= hit.start < right for left, right in purposes):
            out.append(f"#{hit.tag}>")
            continue
        out.append(f"#{hit.tag}")
        if begin - _BEFORE <= hit.start <= begin + _BEHIND:
            out.append(f"#{hit.tag}^")
    asked, action = text[:begin], text[begin:]
    if purposes:
        action = shape.purpose.sub(";", action)
        told = "\n".join(text[left:right] for left, right in purposes)
        out += [f">{word}" for word in _units(told, shape)]
    out += [f"<{word}" for word in _units(asked, shape)]
    if shape.spaced:
        _side_by_side(_words(action, shape)[: shape.most], shape.first, out)
    else:
        _characters(_SPACE.sub("", action)[: shape.most], shape.first, out)
    return out


def _units(text: str, shape: _Shape) -> list[str]:
    """Words, or pairs of characters."""
    if shape.spaced:
        return _words(text, shape)
    return _runs(text, 2)


def _runs(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(len(text) - size + 1)]


def _words(text: str, shape: _Shape) -> list[str]:
    if shape.alike:
        text = text.translate(shape.alike)
    if shape.prefix is not None:
        text = shape.prefix.sub("", text)
    letters = shape.letters
    return [word[:letters] for word in _WORD.findall(text)]


def _side_by_side(words: list[str], first: int, out: list[str]) -> None:
    out += words
    out += [f"{one} {two}" for one, two in pairwise(words)]
    out += [f"{one} _ {two}" for one, two in zip(words, words[2:], strict=False)]
    begin = words[:first]
    out += [f"^{word}" for word in begin]
    out += [f"^{one} {two}" for one, two in pairwise(begin)]


def _characters(text: str, first: int, out: list[str]) -> None:
    for size in (2, 3, 4):
        out += _runs(text, size)
    begin = text[:first]
    for size in (2, 3):
        out += [f"^{run}" for run in _runs(begin, size)]
