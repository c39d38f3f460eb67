"""A citation in a text, before it is placed in the source."""

from __future__ import annotations

import msgspec

from seized.model.dates import PartialDate
from seized.model.findings import CitationKind, Outcome

__all__ = ["Found"]


class Found(msgspec.Struct, frozen=True, gc=False):
    """A citation in the text of one paragraph or note, before it is placed in the source."""

    start: int
    end: int
    kind: CitationKind
    outcome: Outcome
    symbol: str | None = None
    candidates: tuple[str, ...] = ()
    pinpoint: str | None = None
    date: PartialDate | None = None
    rule: str | None = None
