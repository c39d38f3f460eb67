"""A resolution as read: masthead, preamble, operative part, annexes, notes."""

from __future__ import annotations

from typing import Literal

import msgspec

from seized.model.dates import PartialDate
from seized.model.text import Piece, Span

__all__ = [
    "Annex",
    "Heading",
    "Note",
    "Paragraph",
    "Part",
    "Resolution",
    "Session",
    "Table",
    "Vote",
]


class Session(msgspec.Struct, frozen=True, gc=False):
    """A session of an organ: number and kind."""

    number: int
    kind: Literal["regular", "special", "emergency-special"] = "regular"


class Vote(msgspec.Struct, frozen=True, gc=False):
    """How a resolution was adopted, as far as its own text says."""

    method: Literal["without-vote", "recorded", "non-recorded"]
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """A preambular or operative paragraph.

    ``text`` is its own words: no number, no note marker, no layout, single spaces. ``span`` is
    the stretch of the source it came from, label included; ``pieces`` lead from the text back
    into that stretch, character by character. ``anchors`` are the offsets in ``text`` where the
    markers in ``notes`` stood.
    """

    address: str
    number: str | None
    opening: str | None
    text: str
    span: Span
    level: int = 1
    act: str | None = None
    notes: tuple[str, ...] = ()
    anchors: tuple[int, ...] = ()
    pieces: tuple[Piece, ...] = ()
    label: str | None = None


class Heading(msgspec.Struct, frozen=True, gc=False):
    """A heading in the body, and the address of the first paragraph under it."""

    text: str
    before: str
    level: int = 1
    label: str | None = None
    span: Span | None = None


class Part(msgspec.Struct, frozen=True, gc=False):
    """Part A, B, ... of a composite resolution: an own text with its own numbering."""

    label: str
    title: str | None
    before: str


class Table(msgspec.Struct, frozen=True, gc=False):
    """A table, as rows of cells, and the address of the paragraph that it follows."""

    rows: tuple[tuple[str, ...], ...]
    after: str | None
    span: Span


class Annex(msgspec.Struct, frozen=True, gc=False):
    """An annex: ``address`` is ``annex1`` for the first, numbered or not."""

    address: str
    title: str | None
    paragraphs: tuple[Paragraph, ...]
    label: str | None = None
    headings: tuple[Heading, ...] = ()
    span: Span | None = None


class Note(msgspec.Struct, frozen=True, gc=False):
    """A footnote; its address is ``note`` + marker."""

    marker: str
    text: str
    anchor: str | None
    span: Span | None = None
    pieces: tuple[Piece, ...] = ()


class Resolution(msgspec.Struct, frozen=True, gc=False):
    """Everything that was adopted, and its masthead. Names are those of the contract."""

    symbol: str | None
    organ: str | None
    session: Session | None
    title: str | None
    agenda_items: tuple[str, ...] = ()
    agenda_title: str | None = None
    adopted: PartialDate | None = None
    issued: PartialDate | None = None
    meeting: int | None = None
    committee: str | None = None
    drafts: tuple[str, ...] = ()
    vote: Vote | None = None
    enacting: str | None = None
    preamble: tuple[Paragraph, ...] = ()
    operative: tuple[Paragraph, ...] = ()
    headings: tuple[Heading, ...] = ()
    parts: tuple[Part, ...] = ()
    tables: tuple[Table, ...] = ()
    annexes: tuple[Annex, ...] = ()
    notes: tuple[Note, ...] = ()

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Preamble, operative part and annexes, in reading order."""
        annexed = tuple(p for annex in self.annexes for p in annex.paragraphs)
        return self.preamble + self.operative + annexed
