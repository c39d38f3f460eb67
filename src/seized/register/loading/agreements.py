"""Agreements that a preamble speaks of, entered with what the text says and no more."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

from seized.model.findings import Instrument
from seized.model.record import Record
from seized.register.models import (
    Agreement,
    AgreementMention,
    Resolution,
    State,
    Visibility,
)

__all__ = ["forget_quotes", "load_agreements"]

_MEANT: Final = frozenset(
    {"memorandum-of-understanding", "protocol", "agreement", "declaration", "joint-statement"}
)


def load_agreements(resolution: Resolution, record: Record, known: dict[str, int]) -> None:
    """Enter agreements with two known parties and a date; the same one is entered once."""
    for instrument in record.instruments:
        parties = frozenset(known[p] for p in instrument.parties if p in known)
        if instrument.kind not in _MEANT or len(parties) < 2 or instrument.date is None:
            continue
        agreement = _same(instrument, parties) or _entered(instrument, parties, known)
        where = {"agreement": agreement, "resolution": resolution, "address": instrument.at}
        mention = AgreementMention.objects.filter(**where).first() or AgreementMention(**where)
        mention.quotes = {**mention.quotes, record.language: instrument.quote}
        mention.save()


def forget_quotes(resolution: Resolution, code: str) -> None:
    """Take out the words of one language; an agreement that only they told of goes with them.

    One that a person has worked on stays: it is no longer only what the engine found.
    """
    for mention in resolution.agreements.select_related("agreement"):
        mention.quotes.pop(code, None)
        if mention.quotes:
            mention.save(update_fields=["quotes"])
            continue
        agreement = mention.agreement
        mention.delete()
        if agreement.found and agreement.edition == 1 and not agreement.seen_in.exists():
            agreement.delete()


def _same(instrument: Instrument, parties: frozenset[int]) -> Agreement | None:
    date = str.__str__(instrument.date) if instrument.date else ""
    return next(iter(_of(parties, kind=instrument.kind, signed=date)), None)


def _of(parties: frozenset[int], **wanted: Any) -> list[Agreement]:
    """The agreements that have these parties and no other; the database finds the few."""
    rows = Agreement.objects.filter(**wanted)
    for party in sorted(parties):
        rows = rows.filter(parties=party)
    there = rows.prefetch_related("parties")
    return [one for one in there if {p.pk for p in one.parties.all()} == parties]


def _entered(instrument: Instrument, parties: frozenset[int], known: dict[str, int]) -> Agreement:
    """A later one of the same kind and parties replaces the one before it."""
    agreement = Agreement.objects.create(
        kind=instrument.kind,
        signed=instrument.date or "",
        fields=list(instrument.fields),
        owner_id=known["united-nations"],
        visibility=Visibility.PUBLIC,
        state=State.PUBLISHED,
        found=True,
    )
    agreement.parties.set(parties)
    ordered = sorted(_of(parties, kind=instrument.kind), key=lambda a: str(a.signed))
    for old, new in pairwise(ordered):
        if new.replaces_id != old.pk:
            new.replaces = old
            new.save(update_fields=["replaces"])
    return agreement
