"""Documents that catalogues know, and how far mandates were followed through them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from seized.register.models.fields import PartialDateField
from seized.register.models.texts import ImportFile

__all__ = ["FollowUp", "Listed"]


class Listed(models.Model):
    """A report or an agenda document, known by its catalogue entry alone: a light record.

    ``symbol`` is canonical, ``items`` are agenda items in Latin letters, ``about`` the resolutions
    that the entry names, ``source`` the file and the line. An entry that comes again in another
    file is another row, so that an import is undone as a whole; the latest holds.
    """

    symbol = models.CharField(max_length=200, db_index=True)
    title = models.TextField(blank=True)
    date = PartialDateField()
    items = models.JSONField(default=list)
    session = models.PositiveIntegerField(null=True, blank=True)
    about = models.JSONField(default=list)
    source = models.CharField(max_length=255, blank=True)
    file = models.ForeignKey(
        ImportFile, models.CASCADE, null=True, blank=True, related_name="listed"
    )

    class Meta:
        ordering: ClassVar = ["-session", "symbol"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["symbol", "file"], name="listed_once_a_file"),
            models.UniqueConstraint(
                fields=["symbol"], condition=models.Q(file=None), name="listed_once_without_a_file"
            ),
        ]

    def __str__(self) -> str:
        return self.symbol


class FollowUp(models.Model):
    """The one row that tells what the verdicts were worked out from, and of which day they are.

    ``seen`` describes the texts and entries that were followed; ``claimed_at`` is set while a
    worker is at it.
    """

    seen = models.JSONField(default=dict)
    day = models.DateField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"followed on {self.day}"
