"""Series: successive resolutions on one matter, and the links between them."""

from __future__ import annotations

from typing import Literal

import msgspec

from seized.model.dates import PartialDate
from seized.model.doubts import Doubt
from seized.model.evidence import Evidence
from seized.model.resolution import Session

__all__ = [
    "Coverage",
    "Link",
    "LinkKind",
    "Member",
    "Rhythm",
    "Series",
    "SeriesSet",
    "SeriesState",
]

LinkKind = Literal[
    "continued",  # one predecessor, one successor, the same title after normalisation
    "renamed",  # one predecessor, one successor, another title
    "merged",  # the successor has several predecessors
    "split",  # the predecessor has several successors
]
Rhythm = Literal["annual", "biennial", "triennial", "quadrennial", "other"]
SeriesState = Literal[
    "running",  # the next is due at a session that the set does not hold, or that is not over
    "lapsed",  # a successor was due at a session that the set holds whole, and there is none
    "not-known",  # nothing tells when a successor is due, or the set does not hold that session
]


class Member(msgspec.Struct, frozen=True):
    """One resolution of a series.

    ``title`` is as printed, in the language that the series was asked for where the set has it.
    ``records`` are the places of its language versions in the records that were given, and
    ``languages`` their languages in the same order. ``due`` are the sessions of the General
    Assembly at which it asks to be taken up again.
    """

    symbol: str
    title: str | None = None
    session: Session | None = None
    adopted: PartialDate | None = None
    items: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    records: tuple[int, ...] = ()
    due: tuple[int, ...] = ()
    off_cycle: bool = False


class Link(msgspec.Struct, frozen=True):
    """From a resolution to the one that takes its matter up again.

    ``before`` and ``after`` are symbols. ``between`` are resolutions of the series that the later
    one recalls and the set does not hold, oldest first: they stand between the two (a series of
    every year in a set of odd sessions). ``confidence`` is from 0 to 1. ``named`` says whether the
    later resolution recalls the earlier one by its symbol.
    """

    before: str
    after: str
    kind: LinkKind
    confidence: float
    named: bool = False
    between: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Series(msgspec.Struct, frozen=True):
    """Successive resolutions on one matter, oldest first.

    ``id`` is the symbol of the oldest that the set holds. ``title`` and ``titles`` (by language)
    are those of the newest. ``step`` is the usual distance in sessions and ``rhythm`` its name.
    ``due`` are the sessions at which the next is due, ``missed`` those of them that the set holds
    whole without it.
    """

    id: str
    title: str | None
    members: tuple[Member, ...]
    links: tuple[Link, ...] = ()
    titles: dict[str, str] = {}
    step: int | None = None
    rhythm: Rhythm | None = None
    state: SeriesState = "not-known"
    due: tuple[int, ...] = ()
    missed: tuple[int, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Coverage(msgspec.Struct, frozen=True):
    """How much of a session a set of records holds.

    ``held`` is the number of resolutions at hand, ``known`` the highest number among them.
    ``whole`` says that nearly all numbers are there; ``over``, that the set reaches the end of
    the session. Only a session that is both tells what was not adopted in it.
    """

    session: int
    held: int
    known: int
    whole: bool
    over: bool


class SeriesSet(msgspec.Struct, frozen=True):
    """All series of a set of records; a resolution without links is a series of one.

    A resolution that split or merged stands in one series with all that it is linked to.
    """

    series: tuple[Series, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def links(self) -> tuple[Link, ...]:
        """The links of all series, in the order of the series."""
        return tuple(link for series in self.series for link in series.links)
