"""Calls for inputs: preparing, opening, changing, freezing and closing them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _

from seized.meaning.fields import fields
from seized.model.errors import SeizedError
from seized.register.actions import calling
from seized.register.actions.base import (
    Action,
    Conflict,
    Refused,
    RuleBroken,
    edit_counted,
    filled,
    held,
)
from seized.register.calls.questions import questions
from seized.register.cycle import planning
from seized.register.cycle.answered import in_order
from seized.register.models import Call, Entity, Invitation, Mandate, Question
from seized.register.policy import Person, visible
from seized.register.tongue import CODES
from seized.symbols import ga_session

__all__ = [
    "STEPS",
    "ChangeCall",
    "CloseCall",
    "DiscardCall",
    "FreezeCall",
    "Invite",
    "OnCall",
    "OpenCall",
    "PrepareCall",
    "SaveQuestions",
    "ThawCall",
    "Uninvite",
]

_PLAIN = ("title", "session", "considered", "deadline", "words", "message")
_DRAFT, _OPEN, _FROZEN, _CLOSED = (
    Call.State.DRAFT, Call.State.OPEN, Call.State.FROZEN, Call.State.CLOSED,
)  # fmt: skip


def today() -> datetime.date:
    """The day it is, in UTC."""
    return datetime.datetime.now(datetime.UTC).date()


def _fill(row: Call, values: Mapping[str, Any]) -> dict[str, str]:
    """Set the columns that ``values`` names; messages by field for what breaks a rule."""
    given = {name: values[name] for name in _PLAIN if name in values}
    if isinstance(given.get("title"), str):
        given["title"] = given["title"].strip()
    wrong = filled(row, given, ("state", "edition", "opened_by", "previous", "slotting"))
    if wrong:
        return wrong
    try:
        ga_session(row.session)
    except SeizedError:
        wrong["session"] = _("Write the number of a session, such as 77.")
    if row.words < 1:
        wrong["words"] = _("Allow at least one word.")
    if row.considered is not None and row.deadline > row.considered:
        wrong["deadline"] = _("The deadline is after the day the report is considered.")
    return wrong


class PrepareCall(Action[Call]):
    """Begin a call that nobody else sees yet.

    ``values`` holds the columns, ``mandates``, ``fields`` and ``entities`` (rows or keys as
    listed), ``question_words`` for each answer, and ``previous``, the call of the last round.
    """

    name = "call.open"

    def __init__(self, who: Person, values: Mapping[str, Any]) -> None:
        super().__init__(who)
        self.values = dict(values)

    def check(self) -> None:
        """Raise ``RuleBroken`` with every broken rule."""
        row = Call(state=_DRAFT, opened_by=self.who.user, slotting=planning.slotting())
        wrong = _fill(row, self.values)
        self.mandates: list[Mandate] = sorted(self.values.get("mandates") or (), key=in_order)
        self.about = list(self.values.get("fields") or ())
        if not self.mandates:
            wrong["mandates"] = _("Choose the mandates that the report answers.")
        if not set(self.about) <= set(fields()):
            wrong["fields"] = _("Choose from the list.")
        if wrong:
            raise RuleBroken(_("Some fields need another look."), wrong)
        row.previous = self.values.get("previous")
        self.row = row

    def apply(self) -> Call:
        """The call, what it asks, and whom."""
        row = self.row
        row.save()
        row.mandates.set(self.mandates)
        asked = questions(row, self.mandates, self.about)
        for question in asked:
            question.words = self.values.get("question_words") or question.words
        Question.objects.bulk_create(asked)
        invited = list(self.values.get("entities") or ())
        Invitation.objects.bulk_create(Invitation(call=row, entity=e) for e in invited)
        self.detail = {
            "id": row.pk,
            "deadline": str(row.deadline),
            "mandates": [str(m) for m in self.mandates],
            "entities": sorted(e.key for e in invited),
        }
        return row

    def event(self) -> str:
        """It is not open yet."""
        return "call.prepare"


class OnCall(Action[Any]):
    """A change of a call that is there; ``edition`` is the one that the person has seen."""

    before: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, who: Person, call: Call, edition: int | None = None) -> None:
        super().__init__(who)
        self.call = call
        self.edition = edition

    def thing(self) -> Call:
        """The call as it is now. Raises ``Refused`` where the person may not even see it."""
        held(Call, self.call.pk)
        row = visible(Call.objects.filter(pk=self.call.pk), self.who).first()
        if row is None:
            raise Refused("call.read")
        self.call = row
        return row

    def check(self) -> None:
        """Raise ``Conflict`` for an old edition, ``RuleBroken`` where the state does not allow."""
        if self.edition is not None and self.edition != self.call.edition:
            raise Conflict(self.call)
        if self.before and self.call.state not in self.before:
            raise RuleBroken(
                _("This cannot be done while the call is: %(state)s")
                % {"state": self.call.get_state_display()}
            )

    def counted(self, **detail: Any) -> None:
        """Count the edit and keep its detail. Raises ``Conflict`` if someone saved first."""
        edit_counted(self.call)
        self.detail |= {"id": self.call.pk, "edition": self.call.edition, **detail}


class ChangeCall(OnCall):
    """Another title, session, deadline, cap or message; a later deadline is told to the late."""

    name = "call.change"
    before = frozenset({_DRAFT, _OPEN, _FROZEN})

    def __init__(
        self, who: Person, call: Call, values: Mapping[str, Any], edition: int | None = None
    ) -> None:
        super().__init__(who, call, edition)
        self.values = {name: values[name] for name in _PLAIN if name in values}

    def check(self) -> None:
        """As `_fill` says."""
        super().check()
        self.was = {name: getattr(self.call, name) for name in self.values}
        if wrong := _fill(self.call, self.values):
            raise RuleBroken(_("Some fields need another look."), wrong)

    def apply(self) -> Call:
        """Save, and write to those whose deadline has moved."""
        row = self.call
        changes = {
            name: [str(old), str(getattr(row, name))]
            for name, old in self.was.items()
            if old != getattr(row, name)
        }
        self.counted(changes=changes)
        row.save()
        if "deadline" in changes and row.state == _OPEN:
            self.detail["letters"] = calling.tell(row, "call.deadline", calling.outstanding(row))
        return row


class SaveQuestions(OnCall):
    """All questions of a call in their order; a question that was answered stays.

    ``rows`` are mappings with ``id`` (none for a new one), ``texts`` by language, ``words`` and,
    for a new one, ``mandate`` or ``field``.
    """

    name = "call.change"
    before = frozenset({_DRAFT, _OPEN, _FROZEN})

    def __init__(
        self, who: Person, call: Call, rows: Iterable[Mapping[str, Any]], edition: int | None = None
    ) -> None:
        super().__init__(who, call, edition)
        self.rows = [dict(row) for row in rows]

    def check(self) -> None:
        """Every question says something in all six languages, and its cap is above zero.

        A new one is about a mandate that the call covers, or a field of cooperation.
        """
        super().check()
        self.there = {q.pk: q for q in self.call.questions.all()}
        covered = set(self.call.mandates.all())
        wrong: dict[str, str] = {}
        for number, row in enumerate(self.rows):
            texts = {c: str(row["texts"].get(c) or "").strip() for c in CODES}
            row["texts"] = texts
            if not any(texts.values()):
                wrong[f"{number}"] = _("Write the question.")
            lead = texts["en"] or next(filter(None, texts.values()), "")
            row["texts"] = {c: text or lead for c, text in texts.items()}
            if int(row.get("words") or 0) < 1:
                wrong[f"{number}"] = _("Allow at least one word.")
            if row.get("id") and int(row["id"]) not in self.there:
                wrong[f"{number}"] = _("This question is no longer there.")
            mandate, field = row.get("mandate"), row.get("field")
            if (mandate and mandate not in covered) or (field and field not in fields()):
                wrong[f"{number}"] = _("Choose from the list.")
        kept = {int(row["id"]) for row in self.rows if row.get("id")}
        self.dropped = [q for pk, q in self.there.items() if pk not in kept]
        if any(q.answers.exclude(text="", nothing=False).exists() for q in self.dropped):
            wrong[""] = _("A question that has been answered cannot be taken out.")
        if not self.rows:
            wrong[""] = _("A call asks at least one question.")
        if wrong:
            raise RuleBroken(wrong.get("") or next(iter(wrong.values())), wrong)

    def apply(self) -> Call:
        """Save them in the order given."""
        self.counted(
            taken_out=[str(q)[:120] for q in self.dropped],
            changed=[
                q.position for row in self.rows
                if (q := self.there.get(int(row.get("id") or 0))) and q.texts != row["texts"]
            ],
            added=sum(not row.get("id") for row in self.rows),
        )  # fmt: skip
        Question.objects.filter(pk__in=[q.pk for q in self.dropped]).delete()
        for position, row in enumerate(self.rows, 1):
            question = self.there.get(int(row.get("id") or 0)) or Question(
                call=self.call, mandate=row.get("mandate"), field=row.get("field") or ""
            )
            question.position, question.texts = position, row["texts"]
            question.words = int(row["words"])
            question.save()
        return self.call


class Invite(OnCall):
    """Ask more entities; those of an open call are written to."""

    name = "call.change"
    before = frozenset({_DRAFT, _OPEN})

    def __init__(
        self, who: Person, call: Call, entities: Iterable[Entity], edition: int | None = None
    ) -> None:
        super().__init__(who, call, edition)
        self.entities = list(entities)

    def check(self) -> None:
        """Someone is to be invited who is not yet."""
        super().check()
        there = set(self.call.invitations.values_list("entity", flat=True))
        self.new = [e for e in self.entities if e.pk not in there]
        if not self.new:
            raise RuleBroken(_("Choose at least one entity that is not invited yet."))

    def apply(self) -> Call:
        """One invitation each."""
        self.counted(invited=sorted(e.key for e in self.new))
        made = [Invitation.objects.create(call=self.call, entity=e) for e in self.new]
        if self.call.state == _OPEN:
            self.detail["letters"] = calling.tell(self.call, "call.invite", made)
        return self.call


class Uninvite(OnCall):
    """Take an invitation back, as long as nothing has been answered to it."""

    name = "call.change"
    before = frozenset({_DRAFT, _OPEN})

    def __init__(
        self, who: Person, call: Call, invitation: Invitation, edition: int | None = None
    ) -> None:
        super().__init__(who, call, edition)
        self.invitation = invitation

    def check(self) -> None:
        """What someone wrote is not thrown away."""
        super().check()
        row = self.call.invitations.filter(pk=self.invitation.pk).first()
        if row is None:
            raise RuleBroken(_("This entity is not invited."))
        if row.state != Invitation.State.SILENT or row.answers.exists():
            raise RuleBroken(_("This entity has begun to answer; its invitation stays."))
        self.invitation = row

    def apply(self) -> Call:
        """Delete the row."""
        self.counted(uninvited=self.invitation.entity.key)
        self.invitation.delete()
        return self.call


class _Step(OnCall):
    after: ClassVar[Call.State]

    def apply(self) -> Call:
        """Set the state."""
        was = self.call.state
        self.counted(changes={"state": [str(was), str(self.after)]})
        self.call.state = self.after
        self.call.save()
        return self.call


class OpenCall(_Step):
    """Send it: from now on the invited see it and may answer."""

    name = "call.open"
    before = frozenset({_DRAFT})
    after = _OPEN

    def check(self) -> None:
        """It asks something of someone, and there is time left to answer."""
        super().check()
        if not self.call.questions.exists():
            raise RuleBroken(_("A call asks at least one question."))
        if not self.call.invitations.exists():
            raise RuleBroken(_("Invite at least one entity first."))
        if self.call.deadline < today():
            raise RuleBroken(_("The deadline has passed; choose a later one first."))

    def apply(self) -> Call:
        """Open it and write to the focal points."""
        super().apply()
        self.call.opened_at, self.call.opened_by = timezone.now(), self.who.user
        self.call.save()
        asked = list(self.call.invitations.select_related("entity"))
        self.detail["letters"] = calling.tell(self.call, "call.invite", asked)
        return self.call


class FreezeCall(_Step):
    """Hold every answer as it is while the report is written."""

    name = "call.freeze"
    before = frozenset({_OPEN})
    after = _FROZEN


class ThawCall(_Step):
    """Let answers change again."""

    name = "call.freeze"
    before = frozenset({_FROZEN, _CLOSED})
    after = _OPEN

    def event(self) -> str:
        """The opposite of freezing."""
        return "call.thaw"


class CloseCall(_Step):
    """End it: the report is out."""

    name = "call.close"
    before = frozenset({_OPEN, _FROZEN})
    after = _CLOSED


class DiscardCall(OnCall):
    """Throw away a call that was never opened."""

    name = "call.open"
    before = frozenset({_DRAFT})

    def event(self) -> str:
        """It was not opened."""
        return "call.discard"

    def apply(self) -> Call:
        """Delete the row. The returned one has no key any more."""
        self.counted(title=self.call.title)
        self.call.delete()
        return self.call


STEPS: Mapping[str, type[OnCall]] = {
    "open": OpenCall,
    "freeze": FreezeCall,
    "thaw": ThawCall,
    "close": CloseCall,
    "discard": DiscardCall,
}
