"""Corrections laid on what is loaded, and carried from one language version to the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import msgspec

from seized.corrections import apply
from seized.model.corrections import Corrections
from seized.model.doubts import Doubt
from seized.model.findings import Mandate as Read
from seized.model.record import Record
from seized.register.models import Correction, Mandate

__all__ = ["SHARED", "Kept", "carry", "kept", "lay", "plain"]

SHARED: Final = frozenset(
    {"act", "force", "deliverable", "addressees", "due", "recipient", "within_existing_resources"}
)
"""What the language versions of a mandate share; the rest are words of one language."""


class Kept(NamedTuple):
    """The corrections of a resolution: by language, and those that all share by mandate."""

    laid: dict[str, list[Correction]]
    shared: dict[int, list[Correction]]

    def some(self) -> bool:
        """Whether there is any."""
        return any(self.laid.values()) or any(self.shared.values())


def kept(resolutions: Iterable[int]) -> dict[int, Kept]:
    """The corrections of resolutions by primary key, in one query."""
    out: dict[int, Kept] = defaultdict(lambda: Kept(defaultdict(list), defaultdict(list)))
    for row in Correction.objects.filter(resolution__in=list(resolutions)):
        if row.language:
            out[row.resolution_id].laid[row.language].append(row)
        elif row.mandate_id is not None:
            out[row.resolution_id].shared[row.mandate_id].append(row)
    return out


def lay(record: Record, corrections: Sequence[Correction]) -> tuple[Record, list[Doubt]]:
    """The record with corrections on top, and a doubt for each that no longer fits.

    Sets ``fits`` of the rows, and saves those where it has changed.
    """
    doubts: list[Doubt] = []
    for row in corrections:
        record, misfits = apply(record, Corrections(corrections=(row.laid,)))
        doubts.extend(misfits)
        if row.fits == bool(misfits):
            row.fits = not misfits
            if row.pk is not None:
                row.save(update_fields=["fits"])
    return record, doubts


def plain(mandate: Read) -> dict[str, Any]:
    """A mandate in the form of the published record."""
    values = msgspec.to_builtins(mandate, enc_hook=str.__str__)
    assert isinstance(values, dict)
    return values


def carry(shared: Correction, row: Mandate, read: Read, language: str) -> Correction | None:
    """What ``shared`` says, in the words of the version that was read; nothing if it says so."""
    values: dict[str, Any] = {}
    if shared.what == "set":
        said = plain(read)
        values = {n: _meant(n, v, shared.was.get(n), said[n]) for n, v in shared.values.items()}
        values = {n: v for n, v in values.items() if v != said[n]}
        if not values:
            return None
    return Correction(
        resolution_id=shared.resolution_id,
        language=language,
        kind="mandate",
        what=shared.what,
        at=read.at,
        quote=read.quote,
        values=values,
        reason=shared.reason,
        by_id=shared.by_id,
        name=shared.name,
        on=shared.on,
        item_id=shared.item_id,
        mandate=row,
        shared=shared,
    )


def _meant(name: str, value: Any, was: Any, said: Any) -> Any:
    """A value as another version would have it: with its own words, and what was not changed."""
    if name == "due":
        was = was or {}
        return {**said, **{k: v for k, v in value.items() if v != was.get(k)}}
    if name == "addressees":
        if [_who(one) for one in value] == [_who(one) for one in said]:
            return said
        words = {_who(one): one.get("quote", "") for one in said}
        return [{**one, "quote": words.get(_who(one), "")} for one in value]
    return value


def _who(addressee: dict[str, Any]) -> tuple[Any, ...]:
    return addressee["actor"], addressee["class"], addressee.get("role", "addressee")
