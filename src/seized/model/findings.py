"""What was found in a resolution. Every finding has an address, a span, a quote and a rule."""

from __future__ import annotations

from typing import Literal

import msgspec

from seized.model.dates import PartialDate
from seized.model.text import Span

__all__ = [
    "ActorMention",
    "Addressee",
    "AddresseeClass",
    "Citation",
    "CitationKind",
    "Clause",
    "Deliverable",
    "Due",
    "Event",
    "FieldMention",
    "Findings",
    "Force",
    "Instrument",
    "InstrumentKind",
    "Mandate",
    "Outcome",
]

Outcome = Literal["resolved", "ambiguous", "unknown"]
CitationKind = Literal[
    "document", "treaty", "charter", "statute", "official-records", "self", "other"
]
Force = Literal["decide", "request", "urge", "invite"]
AddresseeClass = Literal[
    "secretary-general",
    "secretariat",
    "un-system",
    "organ",
    "assembly",
    "member-states",
    "organizations",
    "others",
]
Deliverable = Literal[
    "report",
    "agenda-item",
    "meeting",
    "consultation",
    "programme",
    "resources",
    "appointment",
    "observance",
    "extension",
    "adherence",
    "information",
    "action",
]
InstrumentKind = Literal[
    "memorandum-of-understanding",
    "protocol",
    "agreement",
    "treaty",
    "declaration",
    "joint-statement",
    "plan",
    "strategy",
    "other",
]
Periodicity = Literal["annual", "biennial", "triennial", "quadrennial", "other"]


class Citation(msgspec.Struct, frozen=True, gc=False):
    """A place in the text that names another document; never dropped, resolved or not."""

    at: str
    span: Span
    quote: str
    kind: CitationKind
    outcome: Outcome
    symbol: str | None = None
    candidates: tuple[str, ...] = ()
    pinpoint: str | None = None
    date: PartialDate | None = None
    rule: str | None = None


class ActorMention(msgspec.Struct, frozen=True, gc=False):
    """A place that names an entity of the actor catalogue."""

    at: str
    span: Span
    quote: str
    actor: str
    rule: str | None = None


class Instrument(msgspec.Struct, frozen=True, gc=False):
    """A memorandum, protocol, agreement, declaration or treaty that the text speaks of."""

    at: str
    span: Span
    quote: str
    kind: InstrumentKind
    parties: tuple[str, ...]
    date: PartialDate | None
    fields: tuple[str, ...] = ()
    rule: str | None = None


class Event(msgspec.Struct, frozen=True, gc=False):
    """A meeting or summit with ordinal, place and dates, as far as the text gives them."""

    at: str
    span: Span
    quote: str
    ordinal: int | None = None
    place: str | None = None
    from_: PartialDate | None = msgspec.field(name="from", default=None)
    to: PartialDate | None = None
    rule: str | None = None


class FieldMention(msgspec.Struct, frozen=True, gc=False):
    """A field of cooperation that a paragraph names."""

    at: str
    span: Span
    quote: str
    field: str


class Clause(msgspec.Struct, frozen=True, gc=False):
    """One act within a paragraph: the performative words, their act and its force."""

    at: str
    act: str
    force: Force | None
    quote: str
    span: Span
    repeated: bool = False
    rule: str | None = None


class Addressee(msgspec.Struct, frozen=True, gc=False, rename={"class_": "class"}):
    """Who is asked. ``actor`` is null where the words name a class and no catalogue entry."""

    actor: str | None
    class_: AddresseeClass
    quote: str = ""
    role: Literal["addressee", "co-actor"] = "addressee"


class Due(msgspec.Struct, frozen=True, gc=False, rename={"from_": "from"}):
    """When: sessions of the Assembly, an explicit date, a period, and the computed window."""

    sessions: tuple[int, ...] = ()
    date: PartialDate | None = None
    periodicity: Periodicity | None = None
    from_: PartialDate | None = None
    to: PartialDate | None = None
    rule: str | None = None
    event: str | None = None
    inferred: bool = False


class Mandate(msgspec.Struct, frozen=True, gc=False):
    """A clause whose force is not none: who is asked to do what by when."""

    id: str
    at: str
    number: str | None
    act: str
    force: Force
    addressees: tuple[Addressee, ...]
    deliverable: Deliverable
    due: Due
    action: str = ""
    recipient: str | None = None
    subject: str | None = None
    within_existing_resources: bool = False
    quote: str = ""
    span: Span | None = None
    rule: str | None = None


class Findings(msgspec.Struct, frozen=True, gc=False):
    """All findings of one record; empty until a reader of meaning fills it."""

    citations: tuple[Citation, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    events: tuple[Event, ...] = ()
    clauses: tuple[Clause, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    fields: tuple[FieldMention, ...] = ()
