"""The audit trail: one row for each change, each chained to the one before."""

from __future__ import annotations

import hashlib
import json
from typing import ClassVar

from django.db import models

from seized.register.models.people import User

__all__ = ["Event", "digest"]


class Event(models.Model):
    """Who did what to which record, when. Rows are only ever added: the database refuses more.

    ``who`` is a number of a person (``person-12``), or ``seized`` for the register itself.

    ``hash`` is the SHA-256 of ``before`` (the hash of the row before) and of every other column,
    so a row that was changed or taken out breaks the chain from there on.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    who = models.CharField(max_length=254)
    user = models.ForeignKey(User, models.DO_NOTHING, null=True, db_constraint=False)
    action = models.CharField(max_length=60, db_index=True)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    detail = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [models.Index(fields=["kind", "key"])]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.kind} {self.key}"

    @property
    def person(self) -> str:
        """The name of the person as it is now, for those who may read the trail."""
        return str(self.user) if self.user else self.who


def digest(event: Event) -> str:
    """The hash that belongs to an event, from its columns."""
    body = [
        event.before,
        event.number,
        event.at.isoformat(),
        event.who,
        event.action,
        event.kind,
        event.key,
        event.detail,
    ]
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
