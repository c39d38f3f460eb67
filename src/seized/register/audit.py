"""Writing and checking the audit trail."""

from __future__ import annotations

import datetime
from typing import Any, Final, NamedTuple

from django.db import connection, transaction

from seized.register.models import Event, User
from seized.register.models.audit import digest

__all__ = ["Break", "record", "verify"]

_START: Final = "0" * 64
_LOCK: Final = 0x5E12ED  # any number that no one else locks


class Break(NamedTuple):
    """The first event at which the chain does not hold, and why."""

    number: int
    reason: str


def record(
    action: str, thing: Any, user: User | None, detail: dict[str, Any] | None = None
) -> Event:
    """Add an event about ``thing`` (a row). Must be called inside the transaction of the change.

    People stand in it as ``person-12``: the trail never forgets, a register must be able to.

    Raises ``RuntimeError`` outside a transaction: an event without its change, or a change
    without its event, must not be possible.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an audit event is written in the transaction of its change")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = Event.objects.order_by("-number").values_list("number", "hash").first() or (0, _START)
    event = Event(
        number=last[0] + 1,
        at=datetime.datetime.now(datetime.UTC),
        who=user.audit_key if user else "seized",
        user=user,
        action=action,
        kind=thing._meta.model_name,
        key=str(getattr(thing, "audit_key", thing))[:120],
        detail=detail or {},
        before=last[1],
        hash="",
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    return event


def verify() -> Break | None:
    """Walk the whole chain; ``None`` if it holds."""
    before, number = _START, 0
    with transaction.atomic():
        for event in Event.objects.order_by("number").iterator(chunk_size=2000):
            number += 1
            if event.number != number:
                return Break(number, "an event is missing")
            if event.before != before:
                return Break(number, "it does not follow from the event before")
            if digest(event) != event.hash:
                return Break(number, "it was changed")
            before = event.hash
    return None
