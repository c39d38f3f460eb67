"""A record: everything read from one source. The same bytes give the same record."""

from __future__ import annotations

from typing import Literal

import msgspec

from seized.model.doubts import Doubt
from seized.model.findings import (
    ActorMention,
    Citation,
    Clause,
    Event,
    FieldMention,
    Instrument,
    Mandate,
)
from seized.model.resolution import Resolution

__all__ = ["LanguageCode", "Provenance", "Record", "SourceInfo"]

LanguageCode = Literal["ar", "en", "es", "fr", "ru", "zh"]


class SourceInfo(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a record came from; ``text`` is left out on request."""

    sha256: str
    media_type: str
    characters: int
    name: str | None = None
    text: str | None = None


class Provenance(msgspec.Struct, frozen=True):
    """What read it: version of the engine and digest of the language data."""

    engine: str
    languages: str


class Record(msgspec.Struct, frozen=True, rename={"schema_": "schema"}):
    """The published form of everything Seized knows about one source."""

    source: SourceInfo
    language: LanguageCode
    resolution: Resolution
    provenance: Provenance
    schema_: Literal["seized/record/1"] = "seized/record/1"
    citations: tuple[Citation, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    events: tuple[Event, ...] = ()
    fields: tuple[FieldMention, ...] = ()
    clauses: tuple[Clause, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    doubts: tuple[Doubt, ...] = ()
