"""Letters about a call, and reminders to those who have not answered yet."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seized.register import audit, dates
from seized.register.actions.base import Action, Refused, RuleBroken, held
from seized.register.models import Call, Invitation, Role, User
from seized.register.policy import Person, visible
from seized.register.post.letters import Words, people_of, write

__all__ = ["Remind", "outstanding", "path_of", "remind_due", "tell", "tell_entity"]

_WAITING = (Invitation.State.SILENT, Invitation.State.DRAFT, Invitation.State.RETURNED)


def path_of(invitation: Invitation) -> str:
    """The page of a contribution, without the language in front."""
    return f"contributions/{invitation.pk}/"


def outstanding(call: Call) -> list[Invitation]:
    """The invitations of a call that have not been answered to the end, by entity."""
    return list(call.invitations.filter(state__in=_WAITING).select_related("entity", "call"))


def _words(about: str, row: Invitation) -> Callable[[str], Words]:
    """What a letter about an invitation says; made anew in the language of each person."""
    call = row.call

    def said(code: str) -> Words:
        gaps = {
            "title": call.title,
            "entity": row.entity.name(code),
            "day": dates.shown(call.deadline, code),
            "reason": row.reason,
        }
        subject = {
            "call.invite": _("Inputs asked for by %(day)s: %(title)s"),
            "call.remind": _("Reminder, inputs due on %(day)s: %(title)s"),
            "call.deadline": _("New deadline, %(day)s: %(title)s"),
            "invitation.submit": _("To be cleared: %(title)s"),
            "invitation.return": _("Returned with a reason: %(title)s"),
        }[about]
        text = {
            "call.invite": _("%(entity)s is asked for its inputs to: %(title)s. They are due on "
                             "%(day)s. “Nothing to report” is an answer as well."),
            "call.remind": _("The inputs of %(entity)s to: %(title)s, due on %(day)s, have not "
                             "been submitted yet. “Nothing to report” is an answer as well."),
            "call.deadline": _("The inputs of %(entity)s to: %(title)s are now due on %(day)s."),
            "invitation.submit": _("The inputs of %(entity)s to: %(title)s have been submitted and "
                                   "wait to be cleared."),
            "invitation.return": _("The inputs of %(entity)s to: %(title)s have been returned for "
                                   "this reason: %(reason)s"),
        }[about]  # fmt: skip
        parts = [text % gaps]
        if about == "call.invite" and call.message.strip():
            parts.append(call.message.strip())
        if about in ("call.invite", "call.remind"):
            count = call.questions.count()
            asked = ngettext("%(count)d question", "%(count)d questions", count) % {"count": count}
            cap = _("at most %(words)d words") % {"words": call.words}
            parts.append(f"{asked} · {cap}")
        return Words(subject % gaps, "\n\n".join(parts))

    return said


def tell_entity(row: Invitation, about: str, *roles: str, by: User | None = None) -> int:
    """Write to the people who have one of ``roles`` for the entity; how many letters.

    ``by`` did what the letter tells of, and needs none.
    """
    people = [user for user in people_of(row.entity, *roles) if user != by]
    return write(about, people, path_of(row), _words(about, row))


def tell(call: Call, about: str, rows: Iterable[Invitation]) -> int:
    """Write to the focal points of the invited entities; how many letters."""
    written = 0
    for row in rows:
        row.call = call
        written += tell_entity(row, about, Role.FOCAL, Role.PARTNER)
    return written


def _remind(call: Call, rows: Sequence[Invitation], now: datetime.datetime) -> dict[str, int]:
    """Write reminders, and keep when; letters by entity. Inside a transaction."""
    since = now.replace(hour=0, minute=0, second=0, microsecond=0)
    letters = {}
    for row in rows:
        free = Invitation.objects.filter(pk=row.pk).exclude(reminded_at__gte=since)
        if free.update(reminded_at=now):
            letters[row.entity.key] = tell(call, "call.remind", [row])
    return letters


class Remind(Action[Call]):
    """Remind the entities that have not submitted, each at most once a day.

    ``only`` limits it to one invitation. ``letters`` tells afterwards how many were written for
    which entity: none means that no focal point is known.
    """

    name = "call.remind"

    def __init__(self, who: Person, call: Call, only: Invitation | None = None) -> None:
        super().__init__(who)
        self.call, self.only = call, only
        self.letters: dict[str, int] = {}

    def thing(self) -> Call:
        """The call as it is now. Raises ``Refused`` where the person may not even see it."""
        held(Call, self.call.pk)
        row = visible(Call.objects.filter(pk=self.call.pk), self.who).first()
        if row is None:
            raise Refused("call.read")
        self.call = row
        return row

    def check(self) -> None:
        """Only while it is open, and only those who have not been reminded today."""
        if self.call.state != Call.State.OPEN:
            raise RuleBroken(
                _("This cannot be done while the call is: %(state)s")
                % {"state": self.call.get_state_display()}
            )
        rows = outstanding(self.call)
        if self.only is not None:
            rows = [row for row in rows if row.pk == self.only.pk]
        if not rows:
            raise RuleBroken(_("There is nobody to remind: all have submitted."))
        self.rows = [row for row in rows if not _reminded_on(row, timezone.now())]
        if not self.rows:
            raise RuleBroken(_("They have been reminded today; once a day is enough."))

    def apply(self) -> Call:
        """Write the letters."""
        self.letters = _remind(self.call, self.rows, timezone.now())
        self.detail = {"id": self.call.pk, "entities": self.letters}
        return self.call


def _reminded_on(row: Invitation, now: datetime.datetime) -> bool:
    return row.reminded_at is not None and row.reminded_at.date() == now.date()


def _due_since(call: Call, today: datetime.date) -> datetime.date | None:
    """The latest day until ``today`` on which reminders of the call fall, if any."""
    days = (call.deadline - datetime.timedelta(n) for n in settings.CONFIG.reminders)
    return max((day for day in days if day <= today), default=None)


def remind_due(now: datetime.datetime | None = None) -> int:
    """Write the reminders that fall until now and were not written; how many letters.

    The worker calls it again and again. A day that was missed (the register was off) is made up
    for once; who was invited or reminded since that day is left alone.
    """
    now = now or timezone.now()
    written = 0
    for call in Call.objects.filter(state=Call.State.OPEN):
        day = _due_since(call, now.date())
        if day is None:
            continue
        with transaction.atomic():
            rows = [row for row in outstanding(call) if _untold_since(row, day)]
            letters = _remind(call, rows, now)
            if letters:
                audit.record("call.remind", call, None, {"id": call.pk, "entities": letters})
                written += sum(letters.values())
    return written


def _untold_since(row: Invitation, day: datetime.date) -> bool:
    told = max(filter(None, (row.reminded_at, row.invited_at, row.call.opened_at)))
    return told.date() < day
