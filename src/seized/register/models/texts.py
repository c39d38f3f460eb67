"""Resolutions and their language versions, as the engine read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from seized.model.record import Record
from seized.register.models.counters import MANDATES, REMOVALS, raised
from seized.register.models.fields import PartialDateField
from seized.register.models.people import Entity, User
from seized.register.texts.prepared import unpack

__all__ = [
    "Citation",
    "ImportFile",
    "ImportRun",
    "Mention",
    "Occasion",
    "Paragraph",
    "Resolution",
    "Version",
]


class _Resolutions(models.QuerySet["Resolution"]):
    """Resolutions: to delete them is counted, since their mandates go with them."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Count and delete."""
        with transaction.atomic():
            raised(REMOVALS)
            return super().delete()


class Resolution(models.Model):
    """One adopted text under one symbol; what its language versions share.

    ``titles`` maps language codes to titles. ``item`` and ``letter`` are the agenda item that
    the masthead prints; the letter of a sub-item is stable over the sessions. ``place`` sorts it
    among the others (see ``seized.register.texts.places``); ``stamp`` tells when its mandates last
    changed (see ``seized.register.stamps``).
    """

    symbol = models.CharField(max_length=80, unique=True)
    organ = models.CharField(max_length=40, blank=True)
    session = models.PositiveIntegerField(null=True, blank=True)
    session_kind = models.CharField(max_length=20, blank=True)
    titles = models.JSONField(default=dict)
    agenda_titles = models.JSONField(default=dict)
    items = models.JSONField(default=list)
    item = models.CharField(max_length=12, blank=True)
    letter = models.CharField(max_length=4, blank=True)
    adopted = PartialDateField()
    issued = PartialDateField()
    meeting = models.PositiveIntegerField(null=True, blank=True)
    committee = models.CharField(max_length=40, blank=True)
    drafts = models.JSONField(default=list)
    vote = models.JSONField(default=dict)
    partner = models.ForeignKey(
        Entity, models.SET_NULL, null=True, blank=True, related_name="resolutions"
    )
    previous = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="following"
    )
    sort_key = models.CharField(max_length=80, db_index=True, default="")
    place = models.BigIntegerField(null=True, unique=True, editable=False)
    stamp = models.BigIntegerField(default=0, db_index=True, editable=False)

    objects = _Resolutions.as_manager()

    class Meta:
        ordering: ClassVar = ["-sort_key"]
        indexes: ClassVar = [
            models.Index(fields=["organ", "session"]),
            models.Index(fields=["item", "letter"]),
        ]

    def __str__(self) -> str:
        return self.symbol

    @staticmethod
    def touch(keys: Iterable[int]) -> int:
        """Stamp resolutions whose mandates change; the stamp."""
        wanted = set(keys)
        with transaction.atomic():
            rows = Resolution.objects.filter(pk__in=wanted)
            list(rows.order_by("symbol").select_for_update().values_list("pk"))
            stamp = raised(MANDATES)
            rows.update(stamp=stamp)
        return stamp

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Take it out with all that belongs to it."""
        with transaction.atomic():
            raised(REMOVALS)
            return super().delete(*args, **kwargs)

    def title(self, code: str) -> str:
        """The title in language ``code``, else in the first language at hand."""
        return str(self.titles.get(code) or next(iter(self.titles.values()), self.symbol))


class ImportRun(models.Model):
    """One import of one or many files: its progress, its result, and the way to undo it."""

    class State(models.TextChoices):
        """Where a run stands."""

        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        CANCELLED = "cancelled", _("Cancelled")
        UNDONE = "undone", _("Undone")

    started_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    cancel = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"import {self.pk}"


class ImportFile(models.Model):
    """One file of an import, and what became of it."""

    class Outcome(models.TextChoices):
        """What a file brought."""

        WAITING = "waiting", _("Waiting")
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        SAME = "same", _("Same as before")
        FAILED = "failed", _("Not read")
        UNDONE = "undone", _("Undone")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    stored = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    symbol = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=2, blank=True)
    message = models.TextField(blank=True)
    seconds = models.FloatField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["run", "outcome"])]

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """A resolution in one language, as one file gave it; ``current`` is the one that is shown.

    ``data`` is the whole record as compressed JSON: everything else here can be made from it.
    ``corrected`` is the same with the corrections of people laid on top; null where there are none.
    ``content`` is the digest of what it says (see ``seized.register.texts.prepared.content_of``).
    """

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="versions")
    language = models.CharField(max_length=2)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255, blank=True)
    data = models.BinaryField()
    corrected = models.BinaryField(null=True)
    engine = models.CharField(max_length=40)
    content = models.CharField(max_length=64, blank=True)
    current = models.BooleanField(default=True)
    file = models.ForeignKey(
        ImportFile, models.SET_NULL, null=True, blank=True, related_name="versions"
    )
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["resolution", "language"],
                condition=models.Q(current=True),
                name="one_current_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.resolution} ({self.language})"

    @property
    def record(self) -> Record:
        """The record with the corrections of people."""
        return unpack(bytes(self.data if self.corrected is None else self.corrected))

    @property
    def reading(self) -> Record:
        """The record as the engine made it."""
        return unpack(bytes(self.data))


class Paragraph(models.Model):
    """A paragraph of a current version, for addresses and search.

    ``words`` is the text folded for search: see ``seized.register.texts.search``. ``language`` is
    that of the version, and ``place`` sorts it among all paragraphs of the language.
    """

    language = models.CharField(max_length=2, editable=False)
    place = models.BigIntegerField(editable=False)
    version = models.ForeignKey(Version, models.CASCADE, related_name="paragraphs")
    address = models.CharField(max_length=60)
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    words = models.TextField()

    class Meta:
        ordering: ClassVar = ["version", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["language", "place"], name="one_paragraph_a_place")
        ]
        indexes: ClassVar = [models.Index(fields=["version", "address"])]

    def __str__(self) -> str:
        return f"{self.version} {self.address}"


class Citation(models.Model):
    """A document that a resolution names at one of its addresses."""

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="citations")
    address = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    outcome = models.CharField(max_length=10)
    symbol = models.CharField(max_length=120, blank=True, db_index=True)
    pinpoint = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.resolution} {self.address}: {self.symbol or self.kind}"


class Mention(models.Model):
    """An entity that a resolution names at one of its addresses."""

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="mentions")
    entity = models.ForeignKey(Entity, models.CASCADE, related_name="mentions")
    address = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.resolution} {self.address}: {self.entity}"


class Occasion(models.Model):
    """A meeting or summit that a resolution speaks of."""

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="occasions")
    address = models.CharField(max_length=60)
    quotes = models.JSONField(default=dict)
    ordinal = models.PositiveIntegerField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)
    first = PartialDateField()
    last = PartialDateField()

    def __str__(self) -> str:
        return f"{self.resolution} {self.address}: {self.place} {self.first}"
