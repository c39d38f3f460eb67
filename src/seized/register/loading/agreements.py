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

__all__ = ["Held", "forget_quotes", "load_agreements"]

_MEANT: Final = frozenset(
    {"memorandum-of-understanding", "protocol", "agreement", "declaration", "joint-statement"}
)

Held = dict[tuple[str, frozenset[int]], list[Agreement]]
"""Agreements by kind and parties, as far as they were asked for in one transaction."""


def load_agreements(
    resolution: Resolution, record: Record, known: dict[str, int], held: Held
) -> None:
    """Enter agreements with two known parties and a date; the same one is entered once."""
    for instrument in record.instruments:
        parties = frozenset(known[p] for p in instrument.parties if p in known)
        if instrument.kind not in _MEANT or len(parties) < 2 or instrument.date is None:
            continue
        key = instrument.kind, parties
        if key not in held:
            held[key] = _of(instrument.kind, parties)
        signed = str.__str__(instrument.date)
        same = (one for one in held[key] if str.__str__(one.signed) == signed)
        agreement = next(same, None) or _entered(instrument, parties, known, held[key])
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


def _of(kind: str, parties: frozenset[int]) -> list[Agreement]:
    """The agreements that have these parties and no other; the database finds the few."""
    rows = Agreement.objects.filter(kind=kind)
    for party in sorted(parties):
        rows = rows.filter(parties=party)
    there = rows.prefetch_related("parties")
    return [one for one in there if {p.pk for p in one.parties.all()} == parties]


def _entered(
    instrument: Instrument, parties: frozenset[int], known: dict[str, int], there: list[Agreement]
) -> Agreement:
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
    there.append(agreement)
    ordered = sorted(there, key=lambda a: str.__str__(a.signed))
    for old, new in pairwise(ordered):
        if new.replaces_id != old.pk:
            new.replaces = old
            new.save(update_fields=["replaces"])
    return agreement
