"""What is done about mandates: consultations, programmes, agreements, calls and reports."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from seized.register.models.fields import PartialDateField
from seized.register.models.mandates import Mandate
from seized.register.models.people import Entity, User
from seized.register.models.texts import Resolution

__all__ = [
    "Agreement",
    "AgreementMention",
    "Answer",
    "Call",
    "Consultation",
    "Invitation",
    "Merged",
    "Programme",
    "Question",
    "Report",
    "Result",
    "Shared",
    "State",
    "Visibility",
]


class Visibility(models.TextChoices):
    """Who may see a record, from the fewest to all."""

    PRIVATE = "private", _("Owning entity only")
    CONCERNED = "concerned", _("Entities concerned")
    SIGNED_IN = "signed-in", _("Everyone who signs in")
    PUBLIC = "public", _("Public")


class State(models.TextChoices):
    """How far a record has come on its way to be public."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    CLEARED = "cleared", _("Cleared")
    PUBLISHED = "published", _("Published")


class Shared(models.Model):
    """What every record of the register has: owner, visibility, state, and a number of its edits.

    ``edition`` rises with every change; a form that was filled against an older one is not
    saved over the newer. A partner organization confirms what both sides did.
    """

    owner = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    visibility = models.CharField(
        max_length=10, choices=Visibility.choices, default=Visibility.CONCERNED
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    edition = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    confirmed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    mandates = models.ManyToManyField(Mandate, blank=True, related_name="%(class)ss")
    note = models.TextField(blank=True)

    class Meta:
        abstract = True


class Consultation(Shared):
    """Talks between heads or secretariats: when, where, about what, and what came of them."""

    class Level(models.TextChoices):
        """Who consulted."""

        HEADS = "heads", _("Between heads")
        SECRETARIATS = "secretariats", _("Between secretariats")
        OTHER = "other", _("Other")

    class Form(models.TextChoices):
        """How they met."""

        MEETING = "meeting", _("Meeting")
        VIDEO = "video", _("By video link")
        CALL = "call", _("Telephone call")
        LETTERS = "letters", _("Exchange of letters")
        MARGINS = "margins", _("In the margins of another meeting")

    first = PartialDateField()
    last = PartialDateField()
    level = models.CharField(max_length=12, choices=Level.choices, default=Level.SECRETARIATS)
    form = models.CharField(max_length=10, choices=Form.choices, default=Form.MEETING)
    forum = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=160, blank=True)
    participants = models.ManyToManyField(Entity, related_name="consultations")
    fields = models.JSONField(default=list, blank=True)
    topics = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    next_date = PartialDateField()

    class Meta:
        ordering: ClassVar = ["-first", "-id"]

    def __str__(self) -> str:
        return f"{self.first} {self.forum or self.get_form_display()}"


class Programme(Shared):
    """What entities carry out together: who, where, with what money, and with what result."""

    title = models.CharField(max_length=250)
    partners = models.ManyToManyField(Entity, related_name="programmes_as_partner", blank=True)
    lead = models.ForeignKey(Entity, models.PROTECT, related_name="programmes_led")
    contributing = models.ManyToManyField(Entity, related_name="programmes_joined", blank=True)
    fields = models.JSONField(default=list, blank=True)
    countries = models.JSONField(default=list, blank=True)
    first = PartialDateField()
    last = PartialDateField()
    budget = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, default="USD")
    source = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-first", "title"]

    def __str__(self) -> str:
        return self.title


class Result(models.Model):
    """A target of a programme and what was reached."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="results")
    text = models.CharField(max_length=250)
    unit = models.CharField(max_length=60, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    reached = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    on = PartialDateField()

    def __str__(self) -> str:
        return self.text


class Agreement(Shared):
    """A memorandum, protocol, declaration or treaty between entities.

    ``found`` marks one that the engine read in a preamble and no person has looked at yet.
    """

    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=250, blank=True)
    parties = models.ManyToManyField(Entity, related_name="agreements")
    signed = PartialDateField()
    in_force = PartialDateField()
    expires = PartialDateField()
    fields = models.JSONField(default=list, blank=True)
    text = models.FileField(upload_to="agreements/", blank=True)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )
    found = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-signed", "id"]

    def __str__(self) -> str:
        return self.title or f"{self.kind} {self.signed}"


class AgreementMention(models.Model):
    """Where a resolution speaks of an agreement, and in which words."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="seen_in")
    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="agreements")
    address = models.CharField(max_length=60)
    quotes = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement", "resolution", "address"], name="one_mention_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.resolution} {self.address}"


class Call(models.Model):
    """A call for inputs: the questions put to entities before a report is due.

    ``considered`` is the day from which the steps are counted back, by the weeks in ``slotting``
    (see ``seized.register.cycle.planning``). ``message`` is what the invited read in the letter.
    """

    class State(models.TextChoices):
        """Where a call stands."""

        DRAFT = "draft", _("In preparation")
        OPEN = "open", _("Open")
        FROZEN = "frozen", _("Frozen")
        CLOSED = "closed", _("Closed")

    mandates = models.ManyToManyField(Mandate, related_name="calls")
    title = models.CharField(max_length=250)
    session = models.PositiveIntegerField()
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True)
    considered = models.DateField(null=True, blank=True)
    slotting = models.JSONField(default=dict)
    deadline = models.DateField()
    words = models.PositiveIntegerField(default=500)
    message = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    previous = models.ForeignKey("self", models.SET_NULL, null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """One question of a call, about a mandate or a field. ``texts`` is by language code."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    mandate = models.ForeignKey(Mandate, models.SET_NULL, null=True, blank=True)
    field = models.CharField(max_length=40, blank=True)
    texts = models.JSONField(default=dict)
    words = models.PositiveIntegerField(default=300)

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return str(self.texts.get("en") or next(iter(self.texts.values()), ""))


class Invitation(models.Model):
    """An entity that is asked, and how far its contribution has come.

    ``edition`` rises with every save of an answer and with every step, so that nobody clears
    what has changed since it was read. ``reason`` says why it was sent back, by whom and when.
    """

    class State(models.TextChoices):
        """From silence to a cleared text."""

        SILENT = "silent", _("Silent")
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        RETURNED = "returned", _("Returned")
        CLEARED = "cleared", _("Cleared")

    call = models.ForeignKey(Call, models.CASCADE, related_name="invitations")
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="invitations")
    state = models.CharField(max_length=10, choices=State.choices, default=State.SILENT)
    edition = models.PositiveIntegerField(default=1)
    invited_at = models.DateTimeField(default=timezone.now, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["entity__key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "entity"], name="invited_once")
        ]

    def __str__(self) -> str:
        return f"{self.call}: {self.entity}"


class Answer(models.Model):
    """What an entity says to one question; "nothing to report" is an answer, silence is none.

    ``language`` is that of the page on which it was written. ``sources`` names what it was made
    from, as ``consultation:3``, ``programme:7``, ``agreement:2`` or ``answer:12`` (last round).
    """

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    text = models.TextField(blank=True)
    nothing = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default="en")
    sources = models.JSONField(default=list)
    edition = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["invitation", "question"], name="answered_once")
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def says(self) -> bool:
        """Whether it is an answer: a text, or that there is nothing to report."""
        return self.nothing or bool(self.text.strip())


class Merged(models.Model):
    """The text that a coordinator made of the answers to one question, in one language.

    The answers stay as they are. ``sources`` lists those it was made from, each as a mapping
    with ``answer``, ``edition`` and ``entity`` (its key), so that a later change shows.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="merged")
    language = models.CharField(max_length=2)
    text = models.TextField()
    sources = models.JSONField(default=list)
    edition = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "language"], name="merged_once_a_language")
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Report(models.Model):
    """A report as it was assembled from a call, in one language.

    ``frame`` holds what the coordinator wrote round the contributions, by the names of the form;
    ``coverage`` is a list with what came in on each mandate, ``meter`` the words by section.
    """

    call = models.ForeignKey(Call, models.CASCADE, related_name="reports")
    language = models.CharField(max_length=2)
    symbol = models.CharField(max_length=80, blank=True)
    words = models.PositiveIntegerField(default=0)
    coverage = models.JSONField(default=list)
    frame = models.JSONField(default=dict)
    meter = models.JSONField(default=dict)
    document = models.BinaryField()
    sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.call} ({self.language})"
