"""The forms in which the API gives rows, and how they are made from them."""

from __future__ import annotations

import datetime
from typing import Any, Generic, TypeVar

from ninja import Schema

from seized.register.api.forms import entity_said
from seized.register.cycle.agenda import Entry
from seized.register.models import (
    Citation,
    Entity,
    Event,
    Mandate,
    Mention,
    Paragraph,
    Resolution,
    Version,
)

__all__ = [
    "AgendaOut",
    "EntityOut",
    "EventOut",
    "FoundOut",
    "ImportFileOut",
    "ImportOut",
    "MandateOut",
    "MeOut",
    "Page",
    "RecordOut",
    "ResolutionOut",
    "ResolutionWhole",
    "citation_row",
    "entity_row",
    "entry_row",
    "event_row",
    "found_row",
    "mandate_row",
    "mention_row",
    "resolution_row",
    "resolution_whole",
]

T = TypeVar("T")
Names = dict[str, str]


class Page(Schema, Generic[T]):
    """Some rows, and the cursor of the next page; ``null`` on the last one."""

    items: list[T]
    next: str | None


class ResolutionOut(Schema):
    """A resolution in a list. Dates are as exact as their source: year, month or day."""

    symbol: str
    organ: str
    session: int | None
    titles: Names
    item: str
    letter: str
    adopted: str | None
    issued: str | None


class VersionOut(Schema):
    """A language version that the register has."""

    language: str
    sha256: str
    engine: str
    read_at: datetime.datetime


class ResolutionWhole(ResolutionOut):
    """One resolution with what its language versions share."""

    agenda_titles: dict[str, Any]
    items: list[Any]
    meeting: int | None
    committee: str
    drafts: list[str]
    vote: dict[str, Any]
    partner: str | None
    previous: str | None
    following: list[str]
    versions: list[VersionOut]


class DueOut(Schema):
    """When a mandate is due: a date or event of the text, and the window it opens."""

    date: str | None
    first: datetime.date | None
    last: datetime.date | None
    rule: str
    event: str


class AddresseeOut(Schema):
    """Who is addressed; ``entity`` is null where the words name a class alone."""

    entity: str | None
    class_name: str
    role: str


class WordingOut(Schema):
    """The exact words in one language."""

    quote: str
    action: str


class MandateOut(Schema):
    """A mandate with its words in every language at hand."""

    id: int
    resolution: str
    address: str
    ordinal: int
    number: str
    act: str
    force: str
    deliverable: str
    recipient: str
    sessions: list[int]
    due: DueOut
    periodicity: str
    inferred: bool
    within_resources: bool
    fields: list[str]
    status: str
    needs_review: bool
    addressees: list[AddresseeOut]
    wordings: dict[str, WordingOut]


class EntityOut(Schema):
    """An entity and how many mandates address it; the edition is that of its kind and names."""

    key: str
    edition: int
    kind: str
    names: Names
    is_class: bool
    asked: int


class FoundOut(Schema):
    """A paragraph that has every word of a search."""

    resolution: str
    language: str
    address: str
    number: str
    text: str


class EntryOut(Schema):
    """An item or sub-item that a resolution put on an agenda.

    ``item`` is the title of the item of which it is a sub-item, in English; ``number`` is that of
    the item at the session, where it is known. ``state`` is empty, or tells of an entry that is
    asked for no more: ``lapsed``, ``awaited`` or ``not-at-hand``.
    """

    resolution: str
    place: str
    item: str
    number: str
    letter: str
    title: str
    titles: Names
    report: str | None
    reports: list[str]
    state: str


class AgendaOut(Schema):
    """The provisional agenda of a session, and what could be expected and is not asked for."""

    session: int
    entries: list[EntryOut]
    lapsed: list[EntryOut]


class RecordOut(Schema):
    """A consultation, programme or agreement; ``said`` has what its kind has, by name."""

    id: int
    kind: str
    edition: int
    owner: str
    visibility: str
    state: str
    confirmed_at: datetime.datetime | None
    changed_at: datetime.datetime
    mandates: list[int]
    said: dict[str, Any]


class ImportOut(Schema):
    """An import and how many of its files came to what."""

    id: int
    state: str
    made_at: datetime.datetime
    finished_at: datetime.datetime | None
    files: dict[str, int]


class ImportFileOut(Schema):
    """A file of an import and what became of it."""

    id: int
    name: str
    outcome: str
    symbol: str
    language: str
    message: str
    sha256: str


class EventOut(Schema):
    """A row of the audit trail."""

    number: int
    at: datetime.datetime
    who: str
    action: str
    kind: str
    key: str
    detail: dict[str, Any]
    hash: str


class MeOut(Schema):
    """For whom the request was made, and what the key may do."""

    email: str
    scopes: list[str]
    everywhere: list[str]
    roles: dict[str, list[str]]


def _date(value: Any) -> str | None:
    return str.__str__(value) or None


def resolution_row(row: Resolution) -> dict[str, Any]:
    """As ``ResolutionOut``."""
    return {
        "symbol": row.symbol,
        "organ": row.organ,
        "session": row.session,
        "titles": row.titles,
        "item": row.item,
        "letter": row.letter,
        "adopted": _date(row.adopted),
        "issued": _date(row.issued),
    }


def _version_row(row: Version) -> dict[str, Any]:
    return {
        "language": row.language,
        "sha256": row.sha256,
        "engine": row.engine,
        "read_at": row.read_at,
    }


def resolution_whole(row: Resolution) -> dict[str, Any]:
    """As ``ResolutionWhole``."""
    versions = row.versions.filter(current=True).defer("data", "corrected").order_by("language")
    following = row.following.order_by("sort_key", "pk").values_list("symbol", flat=True)
    return {
        **resolution_row(row),
        "agenda_titles": row.agenda_titles,
        "items": row.items,
        "meeting": row.meeting,
        "committee": row.committee,
        "drafts": row.drafts,
        "vote": row.vote,
        "partner": row.partner.key if row.partner else None,
        "previous": row.previous.symbol if row.previous else None,
        "following": list(following),
        "versions": [_version_row(version) for version in versions],
    }


def mandate_row(row: Mandate) -> dict[str, Any]:
    """As ``MandateOut``."""
    return {
        "id": row.pk,
        "resolution": row.resolution.symbol,
        "address": row.address,
        "ordinal": row.ordinal,
        "number": row.number,
        "act": row.act,
        "force": row.force,
        "deliverable": row.deliverable,
        "recipient": row.recipient,
        "sessions": row.sessions,
        "due": {
            "date": _date(row.due_date),
            "first": row.due_first,
            "last": row.due_last,
            "rule": row.due_rule,
            "event": row.due_event,
        },
        "periodicity": row.periodicity,
        "inferred": row.inferred,
        "within_resources": row.within_resources,
        "fields": row.fields,
        "status": row.status,
        "needs_review": row.needs_review,
        "addressees": [
            {
                "entity": found.entity.key if found.entity else None,
                "class_name": found.class_name,
                "role": found.role,
            }
            for found in row.addressees.all()
        ],
        "wordings": {
            words.language: {"quote": words.quote, "action": words.action}
            for words in sorted(row.wordings.all(), key=lambda words: words.language)
        },
    }


def entity_row(row: Entity) -> dict[str, Any]:
    """As ``EntityOut``; the row carries ``asked``."""
    return {**entity_said(row), "asked": row.asked}  # type: ignore[attr-defined]


def found_row(row: Paragraph) -> dict[str, Any]:
    """As ``FoundOut``."""
    return {
        "resolution": row.version.resolution.symbol,
        "language": row.version.language,
        "address": row.address,
        "number": row.number,
        "text": row.text,
    }


def citation_row(row: Citation) -> dict[str, Any]:
    """A document that a resolution names, and where."""
    names = ("address", "kind", "outcome", "symbol", "pinpoint")
    return {"resolution": row.resolution.symbol, **{name: getattr(row, name) for name in names}}


def mention_row(row: Mention) -> dict[str, Any]:
    """An entity that a resolution names, and where."""
    return {
        "resolution": row.resolution.symbol, "address": row.address, "entity": row.entity.key,
    }  # fmt: skip


def entry_row(entry: Entry) -> dict[str, Any]:
    """As ``EntryOut``."""
    return {
        "resolution": entry.resolution.symbol,
        "place": entry.mandate.place,
        "item": entry.parent,
        "number": entry.number,
        "letter": entry.letter,
        "title": entry.title,
        "titles": entry.resolution.titles,
        "report": entry.report.place if entry.report else None,
        "reports": [report.place for report in entry.reports],
        "state": entry.state,
    }


def event_row(row: Event) -> dict[str, Any]:
    """As ``EventOut``."""
    names = ("number", "at", "who", "action", "kind", "key", "detail", "hash")
    return {name: getattr(row, name) for name in names}
