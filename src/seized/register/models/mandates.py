"""Mandates as rows: what the language versions of a resolution share, and their words."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from seized.register.models.fields import PartialDateField
from seized.register.models.people import Entity, User
from seized.register.models.texts import Resolution

__all__ = ["Addressee", "Mandate", "Status", "StatusChange", "Verdict", "Wording"]


class Status(models.TextChoices):
    """How far a mandate has come; the words of closure."""

    OPEN = "open", _("Open")
    PARTLY = "partly", _("Partly met")
    MET = "met", _("Met")
    OVERDUE = "overdue", _("Overdue")
    SUPERSEDED = "superseded", _("Superseded")
    LAPSED = "lapsed", _("Lapsed")
    NOT_KNOWN = "not-known", _("Not known")


M = TypeVar("M", bound=models.Model)


class Stamped(models.QuerySet[M]):
    """Rows about mandates: whatever changes them touches their resolutions first."""

    def _touch(self) -> None:
        path = "resolution_id" if self.model is Mandate else "mandate__resolution_id"
        keys = set(self.order_by().values_list(path, flat=True))
        if keys:
            Resolution.touch(keys)

    def update(self, **values: Any) -> int:
        """Touch and update."""
        with transaction.atomic():
            self._touch()
            return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Touch and delete."""
        with transaction.atomic():
            self._touch()
            return super().delete()


class _Stamps(models.Model):
    """A row about a mandate: to save or delete it touches the resolution."""

    objects = Stamped.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Touch and save."""
        with transaction.atomic():
            Resolution.touch([self.of_resolution])
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Touch and delete."""
        with transaction.atomic():
            Resolution.touch([self.of_resolution])
            return super().delete(*args, **kwargs)

    @property
    def of_resolution(self) -> int:
        """The key of the resolution."""
        mandate: Mandate = self if isinstance(self, Mandate) else self.mandate  # type: ignore[attr-defined]
        return mandate.resolution_id


class Mandate(_Stamps):
    """A clause whose force is not none. ``ordinal`` counts the mandates at one address from 1.

    Force, deliverable and due are those of the lead version (English where it is at hand); where
    another version differs, ``needs_review`` is set and a review item tells how. ``status`` is
    what evidence shows (its ``verdict``), or where ``settled`` is set the word of a person.
    """

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="mandates")
    address = models.CharField(max_length=60)
    ordinal = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(max_length=20, blank=True)
    act = models.CharField(max_length=40)
    force = models.CharField(max_length=10)
    deliverable = models.CharField(max_length=20)
    recipient = models.CharField(max_length=160, blank=True)
    sessions = models.JSONField(default=list)
    due_date = PartialDateField()
    due_first = models.DateField(null=True, blank=True)
    due_last = models.DateField(null=True, blank=True)
    due_rule = models.CharField(max_length=60, blank=True)
    due_event = models.CharField(max_length=200, blank=True)
    periodicity = models.CharField(max_length=20, blank=True)
    inferred = models.BooleanField(default=False)
    within_resources = models.BooleanField(default=False)
    fields = models.JSONField(default=list)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.OPEN)
    settled = models.BooleanField(default=False)
    needs_review = models.BooleanField(default=False)
    gone = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["resolution", "address", "ordinal"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["resolution", "address", "ordinal"], name="one_mandate_per_place"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["status", "due_last"]),
            models.Index(fields=["force", "deliverable"]),
            models.Index(fields=["due_first", "due_last"]),
        ]

    def __str__(self) -> str:
        return f"{self.resolution}#{self.place}"

    @property
    def place(self) -> str:
        """The address, with the ordinal where it is not the first there."""
        return self.address if self.ordinal == 1 else f"{self.address}-{self.ordinal}"

    def wording(self, code: str) -> Wording | None:
        """Its words in language ``code``, else in the first language at hand."""
        words = sorted(self.wordings.all(), key=lambda w: (w.language != code, w.language != "en"))
        return words[0] if words else None


class Addressee(_Stamps):
    """Who a mandate addresses; ``entity`` is null where the words name a class alone."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="addressees")
    entity = models.ForeignKey(
        Entity, models.CASCADE, null=True, blank=True, related_name="addressed"
    )
    class_name = models.CharField(max_length=20)
    role = models.CharField(max_length=12, default="addressee")

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["class_name", "role"])]

    def __str__(self) -> str:
        return str(self.entity or self.class_name)


class Wording(_Stamps):
    """The exact words of a mandate in one language, with their place in the source text.

    ``reading`` is what this version says of force, deliverable and sessions, so that it can be
    held against the others without reading it again. ``subject`` is the title of what is asked
    for, such as the agenda item, where the words give one.
    """

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=2)
    quote = models.TextField()
    action = models.TextField(blank=True)
    subject = models.TextField(blank=True)
    addressees = models.JSONField(default=list)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    reading = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mandate", "language"], name="one_wording_a_language")
        ]

    def __str__(self) -> str:
        return self.quote[:80]


class Verdict(models.Model):
    """What the documents at hand show about a mandate, as it was last worked out.

    ``rule`` is the rule of closure that gave the status and ``evidence`` what it stands on, the
    decisive piece first, each as a mapping with ``rule``, ``document``, ``at``, ``quote`` and
    ``other``. ``successor`` is the next resolution of the series, ``change`` what it does with the
    mandate (``repeated``, ``changed``, ``dropped``) and ``repeated_at`` where. ``at`` is when it
    last became another.
    """

    mandate = models.OneToOneField(
        Mandate, models.CASCADE, primary_key=True, related_name="verdict"
    )
    status = models.CharField(max_length=12, choices=Status.choices)
    rule = models.CharField(max_length=30)
    evidence = models.JSONField(default=list)
    successor = models.CharField(max_length=80, blank=True)
    change = models.CharField(max_length=10, blank=True)
    repeated_at = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["rule"])]

    def __str__(self) -> str:
        return f"{self.mandate}: {self.status} ({self.rule})"


class StatusChange(_Stamps):
    """A step in the life of a mandate, by evidence or by a person, with the reason."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="changes")
    at = models.DateTimeField(auto_now_add=True)
    before = models.CharField(max_length=12, choices=Status.choices)
    after = models.CharField(max_length=12, choices=Status.choices)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True)
    reason = models.TextField(blank=True)
    evidence = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.mandate}: {self.before} > {self.after}"
