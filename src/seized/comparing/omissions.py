"""What all versions but one say: actors named, titles quoted, sessions and dates due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from seized.comparing.addressees import generic_actors
from seized.comparing.found import Found, Words, both, marked_words, odd_one
from seized.comparing.marks import Mark
from seized.comparing.units import Unit
from seized.comparing.votes import agreeing, apart
from seized.languages import language
from seized.model.concordance import DifferenceKind

__all__ = ["actors", "dues", "quotations"]

_APOSTROPHES: Final = frozenset("'’‘")
# The organ that speaks, which some languages call by its name and others "it".
_OWN: Final = frozenset({"general-assembly", "security-council"})


def actors(cells: Sequence[Unit]) -> Iterator[Found]:
    """Entities that one version names in the place of others.

    Classes of actors (States, Governments) have many names, and a pronoun may stand for any
    entity: one that is not named is no difference, and one that is named otherwise is one of
    form. Whom a version asks is compared apart.
    """
    generic = generic_actors()
    pools = [Counter(dict.fromkeys((_body(one.actor) for one in cell.actors), 1)) for cell in cells]
    for pool in pools:
        for name in generic & pool.keys():
            del pool[name]
    for one in both(apart(pools), len(cells)):
        if all(name in _OWN for name in one.missing):
            continue
        words = tuple(
            _named(cell, frozenset(one.extra if n == one.version else one.missing))
            for n, cell in enumerate(cells)
        )
        value = next(name for name in one.missing if name not in _OWN)
        yield Found("actor", "form", value, odd_one(one, len(cells)), words, "actor.other")


def _body(actor: str) -> str:
    """An organization, where its members or its secretariat are meant."""
    return actor.removesuffix(".member-states").removesuffix(".secretariat")


def _named(cell: Unit, chosen: frozenset[str]) -> Words:
    named = [one for one in cell.actors if _body(one.actor) in chosen]
    return Words(
        tuple(dict.fromkeys(one.actor for one in named)),
        tuple(one.span for one in named),
        tuple(one.quote for one in named),
    )


@cache
def _marks(code: str) -> dict[str, str]:
    """Signs that open a quotation, each with the one that closes it."""
    seen = language(code).table("language")["quotation"]["seen"]
    return {first: last for first, last in seen if not {first, last} & _APOSTROPHES}


def quoted(text: str, code: str) -> list[tuple[int, int]]:
    """The places of quotations in a text, outermost only, without their marks.

    >>> quoted("the item entitled “Lights of the “old” harbour”", "en")
    [(19, 47)]
    """
    marks = _marks(code)
    out: list[tuple[int, int]] = []
    closing, depth, begin = "", 0, 0
    for at, sign in enumerate(text):
        if depth:
            if sign == closing:
                depth -= 1
                if not depth:
                    out.append((begin, at))
            elif marks.get(sign) == closing:
                depth += 1
        elif sign in marks:
            closing, depth, begin = marks[sign], 1, at + 1
    return out


def quotations(cells: Sequence[Unit]) -> Iterator[Found]:
    """A version with fewer titles in quotation marks than all others, which have as many."""
    if len(cells) < 3 or cells[0].kind in ("note", "heading"):
        return
    places = [quoted(cell.text, cell.code) for cell in cells]
    counts = [len(one) for one in places]
    usual, most = Counter(counts).most_common(1)[0]
    odd = [n for n, count in enumerate(counts) if count < usual]
    if len(odd) != 1 or most < agreeing(len(cells) - 1):
        return
    words = tuple(
        Words(
            (str(len(row)),),
            tuple(span for place in row if (span := cell.source(*place)) is not None),
            tuple(cell.text[slice(*place)].strip() for place in row),
        )
        for cell, row in zip(cells, places, strict=True)
    )
    yield Found("quotation", "form", str(usual), tuple(odd), words, "quotation.missing")


def dues(cells: Sequence[Unit]) -> Iterator[Found]:
    """Sessions and dates at which all others are asked for something, and one version is not.

    The version must have a mandate there, and say nothing of the session or date in any words.
    """
    if len(cells) < 3:
        return
    sessions = [[str(s) for one in cell.mandates for s in one.due.sessions] for cell in cells]
    for n, value in _lacking(sessions, cells):
        if all(mark.value != value for mark in cells[n].numbers):
            marks = [[m for m in cell.numbers if m.value == value] for cell in cells]
            yield from _due("session", value, n, cells, marks)
    dates = [[str(one.due.date) for one in cell.mandates if one.due.date] for cell in cells]
    for n, value in _lacking(dates, cells):
        if not any(mark.value.startswith(value[:7]) for mark in cells[n].dates):
            marks = [[m for m in cell.dates if m.value == value] for cell in cells]
            yield from _due("deadline", value, n, cells, marks)


def _due(
    kind: DifferenceKind, value: str, n: int, cells: Sequence[Unit], marks: Sequence[list[Mark]]
) -> Iterator[Found]:
    """The difference, where the words for the session or date stand in this very place."""
    if sum(map(bool, marks)) >= agreeing(len(cells) - 1):
        words = tuple(map(marked_words, cells, marks))
        yield Found(kind, "substance", value, (n,), words, "due.missing")


def _lacking(values: Sequence[list[str]], cells: Sequence[Unit]) -> Iterator[tuple[int, str]]:
    """Versions with mandates and without a value that all others have."""
    for one in apart([Counter(dict.fromkeys(row, 1)) for row in values]):
        if not one.extra and cells[one.version].mandates and not values[one.version]:
            yield from ((one.version, value) for value in one.missing)
