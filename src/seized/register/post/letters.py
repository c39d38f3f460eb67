"""Letters: written with the change they tell of, sent when the mail server takes them.

Whoever is killed in between leaves a letter that waits. A letter is tried anew after ten minutes,
then after an hour and more, up to a day; what went wrong stays with it.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from seized.register.models import Entity, Letter, Membership, User
from seized.register.policy import person
from seized.register.post.mail import address, post
from seized.register.tongue import CODES, django_code

__all__ = ["Words", "deliver", "people_of", "write"]

_LOG: Final = logging.getLogger(__name__)
_TRIES: Final = 6
_TAKEN: Final = datetime.timedelta(minutes=10)  # after this, whoever took a letter was killed
_AT_ONCE: Final = 50


class Words(NamedTuple):
    """What a letter says, in the language in force when it is made."""

    subject: str
    body: str


def people_of(entity: Entity, *roles: str) -> list[User]:
    """The active people who have one of ``roles`` for an entity today."""
    rows = Membership.objects.filter(entity=entity, role__in=roles, user__is_active=True)
    users = {row.user_id: row.user for row in rows.select_related("user").order_by("user_id")}
    return [user for user in users.values() if person(user).works_for(entity.pk, *roles)]


def write(about: str, people: Iterable[User], path: str, words: Callable[[str], Words]) -> int:
    """A letter to each of ``people`` in their language; how many were written.

    ``path`` is the page it leads to, without the language in front. Call it inside the
    transaction of the change: the letter is there if and only if the change is.
    """
    made = []
    for user in people:
        code = user.language if user.language in CODES else "en"
        with translation.override(django_code(code)):
            said = words(code)
            link = address(f"/{code}/{path}")
            foot = _("You sign in with your e-mail address; a code is sent to you if you ask.")
        subject = " ".join(said.subject.split())[:250]
        body = f"{said.body.strip()}\n\n{link}\n\n{foot}\n"
        made.append(Letter(to=user, about=about, subject=subject, body=body, path=path,
                           language=code))  # fmt: skip
    Letter.objects.bulk_create(made)
    return len(made)


def _waiting(now: datetime.datetime) -> Iterable[Letter]:
    rows = Letter.objects.filter(sent_at=None, tries__lt=_TRIES).filter(
        Q(taken_at=None) | Q(taken_at__lt=now - _TAKEN)
    )
    for row in rows.select_related("to").order_by("pk")[:_AT_ONCE]:
        waits = min(_TAKEN * 6 ** max(row.tries - 1, 0), datetime.timedelta(1))
        if row.taken_at is None or now - row.taken_at >= waits:
            yield row


def deliver(now: datetime.datetime | None = None) -> int:
    """Send what waits; how many letters the server took.

    Each letter is claimed before it is sent, so that two workers never send the same one.
    """
    now = now or timezone.now()
    sent = 0
    for row in list(_waiting(now)):
        mine = Letter.objects.filter(pk=row.pk, sent_at=None, taken_at=row.taken_at)
        if not mine.update(taken_at=now, tries=row.tries + 1):
            continue
        error = _send(row)
        done = {"error": error} if error else {"error": "", "sent_at": timezone.now()}
        Letter.objects.filter(pk=row.pk).update(**done)
        sent += not error
    return sent


def _send(row: Letter) -> str:
    """Nothing if the server took it, else why not."""
    key = f"seized-{row.pk}-{int(row.made_at.timestamp())}"
    error = post(row.to, row.subject, row.body, row.language, key)
    if error:
        _LOG.warning("letter %s was not taken: %s", row.pk, error)
    return error
