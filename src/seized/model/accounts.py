"""Why a deliverable was told: the phrases of a clause that spoke for it, with their points."""

from __future__ import annotations

from typing import Literal

import msgspec

from seized.model.findings import Deliverable
from seized.model.text import Span

__all__ = ["Account", "Place", "Voice"]

Place = Literal["act", "asked", "action", "purpose", "session", "fixed"]


class Voice(msgspec.Struct, frozen=True, gc=False):
    """A phrase that speaks for or against one of the two kinds that an account compares.

    ``phrase`` is written as the data write it, ``points`` gives for each kind what it adds or
    takes away. ``place`` tells where it stands: in the performative words, among those who are
    asked, in the action, in what the action is for; a session that is named; what fixed words
    tell. ``spans`` count in the source and are empty for what stands in no one place, or in a
    sub-paragraph.
    """

    phrase: str
    place: Place
    points: dict[Deliverable, int]
    spans: tuple[Span, ...] = ()


class Account(msgspec.Struct, frozen=True, gc=False):
    """The account of one mandate: the kind told, the next one, and who spoke for either.

    ``certain`` is true where fixed words tell the kind whatever else the clause says: then no
    points are counted and ``voices`` are those words. ``starts`` are the points that each of the
    two kinds has in every clause, ``points`` all of them together.
    """

    told: Deliverable
    next: Deliverable
    certain: bool
    starts: dict[Deliverable, int]
    points: dict[Deliverable, int]
    voices: tuple[Voice, ...]
