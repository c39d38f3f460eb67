"""The phrases of a clause that speak for what it asks: words, neighbours, beginnings, marks.

A phrase is a string. ``assist`` is the beginning of a word, as many letters as the language tells;
``technica assist`` two words side by side; in a language without spaces two to four characters
stand for a word. What stands before the action, those who are asked, is marked ``<``; the first
words of the action ``^``; words that tell what it is for ("in order to", up to the next comma)
``>``. ``#help`` is a group of the vocabulary (``deliverables.toml``) found in the clause,
``#help^`` one found where the action begins, ``#help>`` one in what it is for. ``@invite`` is the
act, ``@session`` a session of the General Assembly that is named, and ``=report`` what fixed words
tell.

Which points a phrase has for which deliverable is in ``deliverable_points.tsv`` of the language.
A clause has some hundred phrases, of which few have points: ``forms_of`` gives the words of each
form of phrase and builds none of them, ``phrases_of`` writes them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, Final

import msgspec

from seized.languages import language
from seized.languages.words import holds_one
from seized.meaning.vocabulary import Hit

__all__ = [
    "Key",
    "findable",
    "form_of",
    "forms_of",
    "phrases_of",
    "purposes_in",
    "ways",
    "why_never_found",
    "words_in",
]

# The letters of the alphabets, one by one: a class of ranges is looked up twice as fast as \w.
_LETTERS: Final = "".join(filter(str.isalpha, map(chr, range(0x0800))))
# What no phrase of characters holds: white space, and the signs that mark a phrase.
_SPACE: Final = re.compile(r"[\s@#=<>^]")
# Where a group of the vocabulary counts as found at the beginning of the action, in characters.
_BEFORE, _BEHIND = 4, 30
_LONGEST: Final = 16  # characters to a word, spaces and what is left out as well
_USUAL: Final = 8

Key = str | tuple[str, ...]
"""The words or characters of a phrase, without what its form writes around them."""

_SPACED: Final = ("%s", "<%s", ">%s", "%s", "%s %s", "^%s", "^%s %s")
_WHOLE: Final = ("%s", "<%s%s", ">%s%s", "%s%s", "%s%s%s", "%s%s%s%s", "^%s%s", "^%s%s%s")
_MARKS: Final = "@#="


class _Shape(msgspec.Struct, frozen=True, gc=False):
    """How a language is cut into words, and how many of them are looked at."""

    spaced: bool
    letters: int
    word: re.Pattern[str]
    most: int
    first: int
    purpose: re.Pattern[str]
    for_purpose: tuple[str, ...]
    alike: tuple[tuple[str, str], ...]


@cache
def _shape(code: str) -> _Shape:
    table: dict[str, Any] = language(code).table("deliverable_points")["words"]
    before = f"(?:{table['prefix']})?" if table["prefix"] else ""
    return _Shape(
        table["spaced"],
        table["letters"],
        re.compile(f"{before}(;|[{_LETTERS}]{{1,{table['letters'] or 1}}})[{_LETTERS}]*"),
        table["most"],
        table["first"],
        re.compile(table["purpose"]),
        tuple(table["purpose_holds"]),
        tuple((odd, plain) for plain, odds in table["alike"].items() for odd in odds),
    )


def phrases_of(
    text: str, hits: Sequence[Hit], act: str, code: str, sessions: bool, begin: int, fixed: str
) -> list[str]:
    """Every phrase of one folded clause whose action begins at ``begin``; some come twice.

    ``hits`` are those of the vocabulary, ``sessions`` whether the clause names a session of the
    General Assembly, ``fixed`` the deliverable that fixed words tell, or nothing.
    """
    written = ways(code)
    found = forms_of(text, hits, act, code, sessions, begin, fixed)
    return [form % key for form, keys in zip(written, found, strict=True) for key in keys]


def ways(code: str) -> tuple[str, ...]:
    """How the forms of phrases are written in a language: ``%s`` for each word.

    Marks, those asked, what it is for, then the forms of the action and of its beginning.
    """
    return _SPACED if _shape(code).spaced else _WHOLE


@cache
def _written(code: str) -> re.Pattern[str]:
    """What a phrase looks like that has no mark."""
    shape = _shape(code)
    if not shape.spaced:
        one = r"[^\s@#=<>^]"
        return re.compile(rf"[<>]{one}{{2}}|\^{one}{{2,3}}|{one}{{2,4}}")
    odd = "".join(re.escape(letter) for letter, _ in shape.alike)
    word = rf"(?:;|[^\W\d_\u0800-\U0010ffff{odd}]{{1,{shape.letters}}})"  # as in _LETTERS
    return re.compile(rf"[<>]?{word}|\^?{word}(?: {word})?")


def findable(phrase: str, code: str) -> bool:
    """Whether a folded clause of the language can have a phrase that has no mark."""
    return _written(code).fullmatch(phrase) is not None and phrase == phrase.lower()


def why_never_found(phrase: str, code: str) -> tuple[str, str]:
    """What is wrong with a phrase that is not ``findable``, and what to write instead."""
    shape = _shape(code)
    side = phrase[0] if phrase[0] in "<>^" else ""
    bare = phrase.removeprefix(side)
    behind = f" behind {side!r}" if side else ""
    if not shape.spaced:
        most = {"<": "two", ">": "two", "^": "two or three"}.get(side, "two to four")
        return (
            f"it has {len(bare)} characters{behind}",
            f"Write {most}, without a space, or take the row out",
        )
    most = "one word" if side in ("<", ">") else "one word or two neighbours"
    count = len(bare.split())
    if count > (1 if side in ("<", ">") else 2):
        return f"it has {count} words{behind}", f"Write {most}, or take the row out"
    return (
        f"a word of it is none of 1 to {shape.letters} small letters, with one space between",
        f"Write {most} cut to so many letters as they stand in a clause, or take the row out",
    )


def form_of(phrase: str, code: str) -> tuple[int, Key]:
    """Which of the forms a written phrase has, and its words."""
    if phrase[0] in _MARKS:
        return 0, phrase
    side = "<>^".find(phrase[0]) + 1
    bare = phrase[1:] if side else phrase
    if _shape(code).spaced:
        words = bare.split(" ")
        if side in (1, 2):
            return side, bare
        place = 5 if side else 3
        if len(words) == 1:
            return place, bare
        return place + len(words) - 1, (words[0], words[-1])
    if side in (1, 2):
        return side, tuple(bare)
    return (6 if side else 3) + len(bare) - 2, tuple(bare)


def forms_of(
    text: str, hits: Sequence[Hit], act: str, code: str, sessions: bool, begin: int, fixed: str
) -> tuple[Iterable[Key], ...]:
    """The words of all phrases of a clause, form by form; asked like ``phrases_of``."""
    shape = _shape(code)
    text = text[: begin + shape.most * _LONGEST]
    purposes: list[tuple[int, int]] = []
    if holds_one(text, shape.for_purpose):
        purposes = [found.span() for found in shape.purpose.finditer(text, begin)]
    marks = _marks(hits, purposes, begin)
    marks += (f"@{act}", f"={fixed}")
    if sessions:
        marks.append("@session")
    action, told = text[begin:], ""
    if purposes:
        action = shape.purpose.sub(";", action)
        told = "\n".join(text[left:right] for left, right in purposes)
    asked = text[:begin]
    if shape.spaced:
        words = _first_words(action, shape)
        first = words[: shape.first]
        return (
            marks,
            _words(asked, shape),
            _words(told, shape) if told else (),
            words,
            pairwise(words),
            first,
            pairwise(first),
        )
    run = _SPACE.sub("", action)[: shape.most]
    begins = run[: shape.first]
    return (
        marks,
        pairwise(_SPACE.sub(";", asked)),
        pairwise(_SPACE.sub(";", told)),
        pairwise(run),
        zip(run, run[1:], run[2:], strict=False),
        zip(run, run[1:], run[2:], run[3:], strict=False),
        pairwise(begins),
        zip(begins, begins[1:], begins[2:], strict=False),
    )


def purposes_in(text: str, code: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a folded text that tell what an action is for, as offsets in it."""
    found = _shape(code).purpose.finditer(text[begin:end])
    return [(begin + one.start(), begin + one.end()) for one in found]


def words_in(text: str, code: str, begin: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Each word of a stretch as phrases have it, or each character, and where it stands."""
    shape = _shape(code)
    if not shape.spaced:
        yield from ((text[at], at, at + 1) for at in range(begin, end) if not text[at].isspace())
        return
    for found in shape.word.finditer(_alike(text, shape), begin, end):
        yield found[1], found.start(), found.end()


def _marks(hits: Sequence[Hit], purposes: list[tuple[int, int]], begin: int) -> list[str]:
    out: list[str] = []
    for hit in hits:
        if purposes and any(left <= hit.start < right for left, right in purposes):
            out.append(f"#{hit.tag}>")
            continue
        out.append(f"#{hit.tag}")
        if begin - _BEFORE <= hit.start <= begin + _BEHIND:
            out.append(f"#{hit.tag}^")
    return out


def _first_words(text: str, shape: _Shape) -> list[str]:
    """As many words as are looked at; seldom are they so long that all of the text is needed."""
    most = shape.most
    words = _words(text[: most * _USUAL], shape)
    if len(words) <= most and len(text) > most * _USUAL:
        words = _words(text, shape)
    return words[:most]


def _words(text: str, shape: _Shape) -> list[str]:
    return shape.word.findall(_alike(text, shape))


def _alike(text: str, shape: _Shape) -> str:
    """The text with one letter for those that are taken for the same; all offsets stay."""
    for odd, plain in shape.alike:
        text = text.replace(odd, plain)
    return text
