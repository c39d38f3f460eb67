"""What a report is made of: its frame, what was asked, what came in, and the matrix."""

from __future__ import annotations

from typing import Literal, NamedTuple

from seized.model.dates import PartialDate
from seized.writing.citing import Cited

__all__ = ["Arrangement", "Body", "Cited", "Frame", "Input", "Matter", "Merged", "Report", "Taken"]

Arrangement = Literal["entities", "fields"]
"""Sections for each organization, or for each field of cooperation and each other matter."""


class Frame(NamedTuple):
    """What stands round the contributions, and how they are arranged.

    ``language`` is that of the fixed words. ``symbols`` are those of the document; where none is
    given yet, a gap is left. ``organs`` are actor ids (``general-assembly``). ``items`` are agenda
    items in Latin letters (``127 (s)``), on the provisional agenda if ``agenda`` names its
    symbol. Empty texts are left out; ``title`` and ``by`` have a usual form.
    """

    language: str
    session: int | None = None
    session_kind: str = "regular"
    organs: tuple[str, ...] = ("general-assembly",)
    symbols: tuple[str, ...] = ()
    issued: PartialDate | None = None
    original: str | None = None
    items: tuple[str, ...] = ()
    agenda: str = ""
    agenda_title: str = ""
    title: str = ""
    by: str = ""
    summary: str = ""
    introduction: str = ""
    observations: str = ""
    arrangement: Arrangement = "entities"
    contents: bool = False


class Body(NamedTuple):
    """An entity that was asked, by its name in the language of the report.

    ``state`` is how far its contribution has come: only ``cleared`` ones enter the report.
    """

    key: str
    name: str
    state: Literal["cleared", "pending", "silent"] = "cleared"


class Matter(NamedTuple):
    """One question: about mandates, a field of cooperation, or both.

    ``field`` is the name of the field in the language of the report; matters of one field stand
    in one section.
    """

    key: str
    title: str
    cites: tuple[Cited, ...] = ()
    field: str = ""


class Input(NamedTuple):
    """What an entity says on a matter; ``nothing`` is that it has nothing to report.

    ``language`` is that of the words, where it is not the report's.
    """

    entity: str
    matter: str
    text: str = ""
    nothing: bool = False
    language: str | None = None


class Merged(NamedTuple):
    """The text that stands in place of the contributions to a matter, made of them by hand."""

    matter: str
    text: str
    entities: tuple[str, ...] = ()
    language: str | None = None


class Taken(NamedTuple):
    """One row of the implementation matrix: what was done about a mandate.

    ``words`` are those of the mandate, in ``language`` if that is not the report's. All are
    printed as they are given.
    """

    mandate: Cited
    words: str
    addressee: str
    action: str
    date: str
    source: str
    status: str
    language: str | None = None


class Report(NamedTuple):
    """A report before it is written.

    ``pursuant`` are the mandates that ask for it. ``matters`` and ``bodies`` stand in the order
    in which the report has them.
    """

    frame: Frame
    pursuant: tuple[Cited, ...]
    bodies: tuple[Body, ...]
    matters: tuple[Matter, ...]
    inputs: tuple[Input, ...]
    merged: tuple[Merged, ...] = ()
    matrix: tuple[Taken, ...] = ()
    deadline: PartialDate | None = None
