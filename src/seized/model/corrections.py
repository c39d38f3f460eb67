"""A person's corrections of what was found, anchored by address and quote."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

__all__ = ["KINDS", "Correction", "Corrections", "Kind", "What"]

Kind = Literal[
    "citation", "actor", "instrument", "event", "field", "clause", "mandate", "paragraph"
]
What = Literal["set", "remove", "add"]

KINDS: tuple[Kind, ...] = (
    "citation",
    "actor",
    "instrument",
    "event",
    "field",
    "clause",
    "mandate",
    "paragraph",
)


class Correction(msgspec.Struct, frozen=True, omit_defaults=True):
    """One correction of one finding.

    ``at`` and ``quote`` are the address and the words of the finding, as the record had them when
    it was corrected; for an addition, the words that bear the new finding. ``values`` are fields
    of the finding in the form of the published record. ``by`` and ``date`` (ISO 8601) say who
    corrected it and when; both come from the caller.
    """

    kind: Kind
    what: What
    at: str
    quote: str
    by: str
    date: str
    reason: str = ""
    values: dict[str, Any] = {}


class Corrections(msgspec.Struct, frozen=True, rename={"schema_": "schema"}):
    """The corrections of one record, in the order in which they are applied.

    ``symbol`` and ``sha256`` tell a reader which resolution and which bytes they were made for;
    they do not bind: the same words in another file of the resolution are corrected as well.
    """

    schema_: Literal["seized/corrections/1"] = "seized/corrections/1"
    symbol: str | None = None
    sha256: str | None = None
    corrections: tuple[Correction, ...] = ()
