"""Contributions to a call: answering, submitting, clearing, returning, and merging."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final, NamedTuple

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from seized.register.actions import calling
from seized.register.actions.base import Action, Conflict, Refused, RuleBroken, edit_counted, held
from seized.register.models import Answer, Call, Invitation, Merged, Question, Role
from seized.register.policy import Person, can, visible
from seized.register.tongue import CODES
from seized.writing.counting import count_words

__all__ = [
    "STEPS",
    "ClearContribution",
    "Merge",
    "ReturnContribution",
    "Said",
    "SaveAnswers",
    "SubmitContribution",
]

_SILENT, _DRAFT, _SUBMITTED, _RETURNED, _CLEARED = (
    Invitation.State.SILENT, Invitation.State.DRAFT, Invitation.State.SUBMITTED,
    Invitation.State.RETURNED, Invitation.State.CLEARED,
)  # fmt: skip
_SOURCES: Final = ("consultation", "programme", "agreement", "answer")


class Said(NamedTuple):
    """What a person wrote to one question, and the edition of the answer that they had seen.

    ``edition`` is 0 where there was no answer yet. ``sources`` is as in `Answer`.
    """

    text: str
    nothing: bool = False
    edition: int = 0
    sources: tuple[str, ...] = ()


class _OnInvitation(Action[Invitation]):
    """A change of a contribution; ``edition`` is the one of the invitation that was seen."""

    def __init__(self, who: Person, invitation: Invitation, edition: int | None = None) -> None:
        super().__init__(who)
        self.invitation = invitation
        self.edition = edition

    def thing(self) -> Invitation:
        """The invitation as it is now. Raises ``Refused`` where it may not even be seen.

        Until the end of the transaction nobody else changes it, nor freezes its call.
        """
        held(Call, self.invitation.call_id)
        held(Invitation, self.invitation.pk)
        rows = Invitation.objects.select_related("call", "entity").filter(pk=self.invitation.pk)
        row = visible(rows, self.who).first()
        if row is None:
            raise Refused("call.read")
        self.invitation = row
        return row

    def check(self) -> None:
        """Raise ``Conflict`` if the person has seen an older edition."""
        if self.edition is not None and self.edition != self.invitation.edition:
            raise Conflict(self.invitation)

    def counted(self, **detail: Any) -> None:
        """Count the edit and keep its detail. Raises ``Conflict`` if someone saved first."""
        row = self.invitation
        edit_counted(row)
        self.detail |= {"id": row.pk, "call": row.call_id, "edition": row.edition, **detail}


class SaveAnswers(_OnInvitation):
    """Save answers as a draft. ``said`` maps the keys of questions to what was written.

    Only what differs from the saved answer is written, so that two people may work on two
    questions; where both changed the same answer, ``Conflict`` has the answers as they are now
    (a mapping of question keys to answers) as ``current``. A change of what was submitted takes
    it back to a draft, unless the person may clear it.
    """

    name = "answer.write"

    def __init__(
        self, who: Person, invitation: Invitation, said: Mapping[int, Said], code: str
    ) -> None:
        super().__init__(who, invitation)
        self.said = dict(said)
        self.code = code

    def check(self) -> None:
        """Raise ``RuleBroken`` for each broken rule, then ``Conflict`` for what was overtaken."""
        row = self.invitation
        asked = set(row.call.questions.values_list("pk", flat=True))
        there = {a.question_id: a for a in row.answers.select_related("question", "changed_by")}
        wrong: dict[str, str] = {}
        overtaken: dict[int, Answer | None] = {}
        self.changed: list[tuple[int, Said, Answer | None]] = []
        for key, said in self.said.items():
            said = said._replace(text=said.text.replace("\r\n", "\n").strip())
            old = there.get(key)
            if key not in asked:
                wrong[str(key)] = _("This question is no longer there.")
            elif said.nothing and said.text:
                wrong[str(key)] = _(
                    "Either write an answer or say that there is nothing to report."
                )
            elif not _same(old, said):
                if said.edition != (old.edition if old else 0):
                    overtaken[key] = old
                self.changed.append((key, said, old))
        if self.code not in CODES:
            wrong[""] = _("Choose from the list.")
        if wrong:
            raise RuleBroken(_("Some fields need another look."), wrong)
        if overtaken:
            raise Conflict(overtaken)

    def apply(self) -> Invitation:
        """Write what changed, and say which questions."""
        row = self.invitation
        self.detail = {"id": row.pk, "call": row.call_id}
        if self.changed:
            self.counted()
        for key, said, old in self.changed:
            self._write(key, said, old)
        before = row.state
        submitted = row.state == _SUBMITTED
        if self.changed and not (submitted and can(self.who, "invitation.clear", row)):
            row.state = _RETURNED if before == _RETURNED else _DRAFT
        row.save(update_fields=["state"])
        self.detail["answers"] = sorted(key for key, _said, _old in self.changed)
        if before != row.state:
            self.detail["changes"] = {"state": [str(before), str(row.state)]}
        return row

    def _write(self, key: int, said: Said, old: Answer | None) -> None:
        values = {
            "text": said.text,
            "nothing": said.nothing,
            "language": self.code,
            "sources": [s for s in said.sources if s.partition(":")[0] in _SOURCES],
            "changed_by": self.who.user,
        }
        if old is None:
            Answer.objects.create(invitation=self.invitation, question_id=key, **values)
            return
        mine = Answer.objects.filter(pk=old.pk, edition=old.edition)
        now = timezone.now()
        if not mine.update(edition=F("edition") + 1, changed_at=now, **values):
            raise Conflict({key: Answer.objects.filter(pk=old.pk).first()})


def _same(old: Answer | None, said: Said) -> bool:
    if old is None:
        return not said.text and not said.nothing
    return (old.text, old.nothing) == (said.text, said.nothing)


class _Step(_OnInvitation):
    before: ClassVar[frozenset[str]]
    after: ClassVar[Invitation.State]

    def check(self) -> None:
        """Raise ``Conflict`` for an old edition, ``RuleBroken`` where the state does not allow."""
        super().check()
        if self.invitation.state not in self.before:
            raise RuleBroken(
                _("This cannot be done while the contribution is: %(state)s")
                % {"state": self.invitation.get_state_display()}
            )

    def apply(self) -> Invitation:
        """Count the edit, set the state."""
        was = self.invitation.state
        self.counted(changes={"state": [str(was), str(self.after)]})
        self.invitation.state = self.after
        self.stamp(self.invitation)
        self.invitation.save()
        return self.invitation

    def stamp(self, row: Invitation) -> None:
        """Keep who did it, when, and tell whom it concerns."""
        raise NotImplementedError


class SubmitContribution(_Step):
    """Hand the answers to the approver: every question is answered, no cap is exceeded."""

    name = "invitation.submit"
    before = frozenset({_SILENT, _DRAFT, _RETURNED})
    after = _SUBMITTED

    def check(self) -> None:
        """Name each question that is open or too long."""
        super().check()
        row = self.invitation
        there = {a.question_id: a for a in row.answers.all()}
        wrong: dict[str, str] = {}
        total = 0
        for question in row.call.questions.all():
            answer = there.get(question.pk)
            if answer is None or not answer.says:
                wrong[str(question.pk)] = _("Answer, or say that there is nothing to report.")
                continue
            words = count_words(answer.text)
            total += words
            if words > question.words:
                wrong[str(question.pk)] = _("%(words)d words; at most %(most)d.") % {
                    "words": words, "most": question.words,
                }  # fmt: skip
        if wrong:
            raise RuleBroken(_("Some questions need another look before you submit."), wrong)
        if total > row.call.words:
            raise RuleBroken(
                _("All answers together have %(words)d words; at most %(most)d.")
                % {"words": total, "most": row.call.words}
            )

    def stamp(self, row: Invitation) -> None:
        """The approvers of the entity get a letter."""
        row.submitted_at, row.submitted_by, row.reason = timezone.now(), self.who.user, ""
        self.detail["late"] = row.submitted_at.date() > row.call.deadline
        self.detail["letters"] = calling.tell_entity(
            row, self.name, Role.APPROVER, by=self.who.user
        )


class ClearContribution(_Step):
    """The entity's approver stands by what was submitted."""

    name = "invitation.clear"
    before = frozenset({_SUBMITTED})
    after = _CLEARED

    def stamp(self, row: Invitation) -> None:
        """Keep who cleared it."""
        row.cleared_at, row.cleared_by = timezone.now(), self.who.user


class ReturnContribution(_Step):
    """Send it back to the focal point, who sees why."""

    name = "invitation.return"
    before = frozenset({_SUBMITTED, _CLEARED})
    after = _RETURNED

    def __init__(
        self, who: Person, invitation: Invitation, edition: int | None = None, reason: str = ""
    ) -> None:
        super().__init__(who, invitation, edition)
        self.reason = reason.strip()

    def check(self) -> None:
        """As for every step; and say why."""
        super().check()
        if not self.reason:
            wrong = _("Say why, so that it can be put right.")
            raise RuleBroken(wrong, {"reason": wrong})

    def stamp(self, row: Invitation) -> None:
        """The focal points of the entity get a letter with the reason."""
        row.reason, row.returned_at, row.returned_by = self.reason, timezone.now(), self.who.user
        row.cleared_at = row.cleared_by = None
        self.detail["reason"] = self.reason
        self.detail["letters"] = calling.tell_entity(
            row, self.name, Role.FOCAL, Role.PARTNER, by=self.who.user
        )


class Merge(Action[Question]):
    """Write the text that stands in the report for all answers to a question, in a language.

    The answers stay. An empty text takes the merged one away. ``edition`` is that of the merged
    text that was seen, 0 where there was none.
    """

    name = "call.merge"
    _mergeable = frozenset({_SUBMITTED, _CLEARED})

    def __init__(
        self, who: Person, question: Question, code: str, text: str, edition: int | None = None
    ) -> None:
        super().__init__(who)
        self.question, self.code, self.edition = question, code, edition
        self.text = text.replace("\r\n", "\n").strip()

    def thing(self) -> Call:
        """The call as it is now. Raises ``Refused`` where the person may not even see it."""
        held(Call, self.question.call_id)
        row = visible(Call.objects.filter(pk=self.question.call_id), self.who).first()
        if row is None:
            raise Refused("call.read")
        self.call = row
        return row

    def check(self) -> None:
        """There is something to merge, and nobody saved a merged text in between."""
        self.old = self.question.merged.filter(language=self.code).first()
        if self.code not in CODES:
            raise RuleBroken(_("Choose from the list."))
        if self.call.state == Call.State.DRAFT:
            raise RuleBroken(_("Nothing has been answered yet."))
        if self.edition is not None and self.edition != (self.old.edition if self.old else 0):
            raise Conflict(self.old)
        rows = self.question.answers.filter(invitation__state__in=self._mergeable)
        said = [a for a in rows.select_related("invitation__entity") if a.text.strip()]
        self.sources = [
            {"answer": a.pk, "edition": a.edition, "entity": a.invitation.entity.key} for a in said
        ]
        if self.text and not self.sources:
            raise RuleBroken(_("No submitted answer to this question has a text."))

    def apply(self) -> Question:
        """Save it with the answers that it was made from."""
        self.detail = {
            "id": self.question.pk,
            "call": self.call.pk,
            "language": self.code,
            "was": self.old.text if self.old else "",
            "sources": self.sources if self.text else [],
        }
        if not self.text:
            if self.old is not None:
                self.old.delete()
            return self.question
        row = self.old or Merged(question=self.question, language=self.code, edition=0)
        row.text, row.sources, row.changed_by = self.text, self.sources, self.who.user
        row.edition += 1
        row.save()
        return self.question


STEPS: Mapping[str, type[_Step]] = {
    "submit": SubmitContribution,
    "clear": ClearContribution,
    "return": ReturnContribution,
}
