"""Agreements that a preamble speaks of, entered with what the text says and no more."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

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
        mention, _new = AgreementMention.objects.get_or_create(
            agreement=agreement, resolution=resolution, address=instrument.at
        )
        mention.quotes = {**mention.quotes, record.language: instrument.quote}
        mention.save(update_fields=["quotes"])


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
    candidates = Agreement.objects.filter(kind=instrument.kind, signed=date)
    for agreement in candidates.prefetch_related("parties"):
        if {p.pk for p in agreement.parties.all()} == parties:
            return agreement
    return None


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
    siblings = [
        other
        for other in Agreement.objects.filter(kind=instrument.kind).prefetch_related("parties")
        if {p.pk for p in other.parties.all()} == parties
    ]
    ordered = sorted(siblings, key=lambda a: str(a.signed))
    for old, new in pairwise(ordered):
        if new.replaces_id != old.pk:
            new.replaces = old
            new.save(update_fields=["replaces"])
    return agreement
