"""Catalogue entries become rows; an entry that says the same as before is not kept twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from seized.model.closure import LightRecord
from seized.register.models import ImportFile, Listed

__all__ = ["Entered", "load_listed"]

_FIELDS = ("title", "date", "items", "session", "about")


class Entered(NamedTuple):
    """How many entries were new, other than before, and the same."""

    new: int
    changed: int
    same: int


def load_listed(entries: Sequence[LightRecord], file: ImportFile | None = None) -> Entered:
    """Enter what a catalogue knows. Of entries with one symbol in a file the last holds."""
    wanted = {one.symbol: _row(one, file) for one in entries}
    with transaction.atomic():
        known: dict[str, Listed] = {}
        for start in range(0, len(wanted), 500):
            keys = list(wanted)[start : start + 500]
            for row in Listed.objects.filter(symbol__in=keys).order_by("pk"):
                known[row.symbol] = row
        changed = [r for s, r in wanted.items() if s in known and not _same(known[s], r)]
        new = [row for symbol, row in wanted.items() if symbol not in known]
        if file is None:  # without a file there is one row a symbol
            names = [row.symbol for row in changed]
            Listed.objects.filter(file=None, symbol__in=names).delete()
        Listed.objects.bulk_create([*new, *changed], batch_size=500)
    return Entered(len(new), len(changed), len(wanted) - len(new) - len(changed))


def _row(one: LightRecord, file: ImportFile | None) -> Listed:
    return Listed(
        symbol=one.symbol[:200],
        title=one.title or "",
        date=str.__str__(one.date) if one.date else "",
        items=list(one.items),
        session=one.session,
        about=list(one.about),
        source=(one.source or "")[-255:],
        file=file,
    )


def _same(one: Listed, other: Listed) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _FIELDS)
