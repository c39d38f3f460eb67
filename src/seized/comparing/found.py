"""A difference between the versions of one place, before it is told to the outside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from seized.comparing.marks import Mark
from seized.comparing.units import Unit
from seized.comparing.votes import Apart
from seized.model.concordance import DifferenceKind, Severity
from seized.model.text import Span

__all__ = ["Found", "Words", "both", "marked_words", "odd_one", "swapped"]


class Words(NamedTuple):
    """What one version says: values, and the words for them with their places."""

    values: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    quotes: tuple[str, ...] = ()


class Found(NamedTuple):
    """A difference between the versions of one place, by their indices in the row."""

    kind: DifferenceKind
    severity: Severity
    value: str
    odd: tuple[int, ...]
    words: tuple[Words, ...]
    rule: str


def marked_words(cell: Unit, marks: Sequence[Mark]) -> Words:
    """The words of marks; each value and place once."""
    places = dict.fromkeys((mark.start, mark.end) for mark in marks)
    spans = (cell.source(*place) for place in places)
    return Words(
        tuple(dict.fromkeys(mark.value for mark in marks)),
        tuple(span for span in spans if span is not None),
        tuple(cell.text[start:end] for start, end in places),
    )


def swapped(
    cells: Sequence[Unit],
    one: Apart,
    holds: Callable[[Unit, frozenset[str]], list[Mark]],
) -> tuple[Words, ...]:
    """The words on all sides: what only one version has, and what the others have instead."""
    return tuple(
        marked_words(cell, holds(cell, frozenset(one.extra if n == one.version else one.missing)))
        for n, cell in enumerate(cells)
    )


def both(found: list[Apart], versions: int) -> list[Apart]:
    """With two versions what one has more is what the other lacks: one difference, not two."""
    whole = [one for one in found if one.extra and one.missing]
    return whole[:1] if versions == 2 else whole


def odd_one(one: Apart, versions: int) -> tuple[int, ...]:
    """The version that stands apart; of two none does."""
    return () if versions == 2 else (one.version,)
