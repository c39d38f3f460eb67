"""Numbers that rise with changes, for what is worked out once and kept.

Whoever changes a mandate, its words or its addressees touches the resolution, in the transaction
of the change. A reader compares one number and reads again what has a later stamp. Stamps are
given under the lock of the counter, which is kept until the transaction ends: whoever sees a
number sees all that was stamped up to it.

Locks are taken in one order: resolutions, counter, audit trail.
"""

from __future__ import annotations

from typing import Final

from django.db import models, transaction
from django.db.models import F

__all__ = ["MANDATES", "NAMES", "REMOVALS", "Counter", "counters", "raised"]

MANDATES: Final = "mandates"
"""Raised with the stamp of each resolution whose mandates change."""
REMOVALS: Final = "removals"
"""Raised when a resolution is taken out, and its mandates with it."""
NAMES: Final = "names"
"""Raised when an entity is new or has another name or kind."""


class Counter(models.Model):
    """``name`` tells what changed, ``value`` how often."""

    name = models.CharField(max_length=20, primary_key=True)
    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.value}"


def counters() -> dict[str, int]:
    """The counters as they are; one that nothing has raised is 0."""
    found = dict(Counter.objects.values_list("name", "value"))
    return {name: found.get(name, 0) for name in (MANDATES, REMOVALS, NAMES)}


def raised(name: str) -> int:
    """Raise a counter by one; its new value."""
    with transaction.atomic():
        rows = Counter.objects.filter(name=name)
        if not rows.update(value=F("value") + 1):
            Counter.objects.bulk_create([Counter(name=name)], ignore_conflicts=True)
            rows.update(value=F("value") + 1)
        return rows.values_list("value", flat=True).get()
