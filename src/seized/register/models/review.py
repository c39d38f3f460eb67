"""What people decide about readings: doubts to review, and corrections."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from seized.model.corrections import Correction as Laid
from seized.register.models.mandates import Mandate
from seized.register.models.people import User
from seized.register.models.texts import Resolution, Version

__all__ = ["Correction", "ReviewItem"]


class ReviewItem(models.Model):
    """Something that the engine doubted, for a person to accept, correct or reject.

    ``start`` and ``end`` are offsets in the text of the source. ``key`` tells the same doubt
    again when the file is read again, so that a decision is kept. ``mandate`` is the mandate
    that is doubted, where it is one.
    """

    class State(models.TextChoices):
        """What a person decided."""

        OPEN = "open", _("To review")
        ACCEPTED = "accepted", _("Accepted")
        CORRECTED = "corrected", _("Corrected")
        REJECTED = "rejected", _("Rejected")
        GONE = "gone", _("No longer there")

    version = models.ForeignKey(Version, models.CASCADE, related_name="review_items")
    mandate = models.ForeignKey(
        Mandate, models.SET_NULL, null=True, blank=True, related_name="review_items"
    )
    key = models.CharField(max_length=64)
    code = models.CharField(max_length=60)
    address = models.CharField(max_length=60, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    values = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["version", "start", "id"]
        indexes: ClassVar = [models.Index(fields=["state", "code"])]

    def __str__(self) -> str:
        return f"{self.version} {self.address}: {self.code}"


class Correction(models.Model):
    """A correction of one finding, anchored by address and quote, as ``seized correct`` keeps it.

    It belongs to a resolution in a language and outlives every reading of it. A correction of a
    mandate without ``language`` says what the language versions share: ``values`` are what it
    says, ``was`` what was read. Those with ``shared`` carry it into one version each, in the
    words of that version. ``fits`` is false where the text no longer has the words.
    """

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="corrections")
    language = models.CharField(max_length=2, blank=True)
    kind = models.CharField(max_length=12)
    what = models.CharField(max_length=6)
    at = models.CharField(max_length=60)
    quote = models.TextField()
    values = models.JSONField(default=dict)
    was = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True)
    name = models.CharField(max_length=254)
    on = models.DateField()
    item = models.ForeignKey(
        ReviewItem, models.SET_NULL, null=True, blank=True, related_name="corrections"
    )
    mandate = models.ForeignKey(
        Mandate, models.SET_NULL, null=True, blank=True, related_name="corrections"
    )
    shared = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="carried"
    )
    fits = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["resolution", "language"])]

    def __str__(self) -> str:
        return f"{self.resolution} {self.at}: {self.what} {self.kind}"

    @property
    def laid(self) -> Laid:
        """The form in which it is laid on a record, and written to a file."""
        return Laid(
            kind=self.kind,  # type: ignore[arg-type]
            what=self.what,  # type: ignore[arg-type]
            at=self.at,
            quote=self.quote,
            by=self.name,
            date=self.on.isoformat(),
            reason=self.reason,
            values=self.values,
        )
