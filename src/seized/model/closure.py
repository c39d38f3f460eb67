"""Closure: what later documents show about a mandate."""

from __future__ import annotations

from typing import Literal

import msgspec

from seized.model.dates import PartialDate
from seized.model.evidence import Evidence
from seized.model.findings import Addressee, Deliverable, Due, Force

__all__ = ["Change", "Closure", "Followed", "LightRecord", "Status"]

Status = Literal[
    "met",  # a later document shows that it was done
    "partly",  # shown for some of what was asked (one of two sessions, one of two reports)
    "open",  # not yet due, or a standing mandate that the successor repeats
    "overdue",  # the window has passed and nothing known shows that it was done
    "superseded",  # the successor asks for something else in its place, before it was due
    "lapsed",  # the series did not go on where it was due, or its successor drops the mandate
    "not-known",  # nothing tells: no window, or the documents of that time are not at hand
]
Change = Literal["repeated", "changed", "dropped"]


class LightRecord(msgspec.Struct, frozen=True):
    """What a catalogue knows about a document: enough to close a mandate without its text.

    ``symbol`` is canonical. ``items`` are agenda items in Latin letters (``127 (s)``), each with
    its session where the catalogue tells it in ``session``. ``source`` names the file and the
    line or record that it stands in. ``about`` are resolutions that the title or a note of the
    catalogue names.
    """

    symbol: str
    title: str | None = None
    date: PartialDate | None = None
    items: tuple[str, ...] = ()
    session: int | None = None
    about: tuple[str, ...] = ()
    source: str | None = None


class Followed(msgspec.Struct, frozen=True):
    """One mandate and what became of it.

    ``resolution`` is the symbol and ``mandate`` the id within it; both name the mandate in all
    languages. ``successor`` is the next resolution of the series that is at hand, ``change`` what
    it does with the mandate and ``repeated_at`` where. ``rule`` is the rule that gave the status;
    ``evidence`` what it stands on, the decisive piece first.
    """

    resolution: str
    mandate: str
    at: str
    force: Force
    deliverable: Deliverable
    due: Due
    status: Status
    rule: str
    evidence: tuple[Evidence, ...] = ()
    successor: str | None = None
    change: Change | None = None
    repeated_at: str | None = None
    addressees: tuple[Addressee, ...] = ()
    quote: str = ""
    language: str | None = None


class Closure(msgspec.Struct, frozen=True):
    """The mandates of a set of records and what became of them, as of ``today``."""

    today: PartialDate
    followed: tuple[Followed, ...] = ()
