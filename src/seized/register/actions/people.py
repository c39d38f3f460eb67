"""People: invited, joined, given roles, gone; and what they say of themselves."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from seized.register.actions.base import Action, RuleBroken
from seized.register.models import (
    Correction,
    Entity,
    FeedAddress,
    Letter,
    Membership,
    Reply,
    Role,
    Token,
    User,
)
from seized.register.models.people import WHOLE_REGISTER
from seized.register.people import signins
from seized.register.policy import Person
from seized.register.tongue import CODES

__all__ = [
    "ChangeProfile",
    "Deactivate",
    "EndRole",
    "Forget",
    "GiveRole",
    "Invite",
    "InviteAgain",
    "Join",
    "OfUser",
    "Reactivate",
    "ResetFactor",
]

_NAME: Final = 160


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


def _role_rules(role: Membership) -> dict[str, str]:
    """What a role must be: known, for an entity unless it is for the whole register, in order."""
    wrong: dict[str, str] = {}
    if role.role not in Role.values:
        wrong["role"] = _("Choose from the list.")
    elif role.role in WHOLE_REGISTER and role.entity_id is not None:
        wrong["entity"] = _("This role is for the whole register; choose no entity.")
    elif role.role not in {*WHOLE_REGISTER, Role.READER} and role.entity_id is None:
        wrong["entity"] = _("Choose the entity for which the person works.")
    if role.since and role.until and role.until < role.since:
        wrong["until"] = _("The last day is before the first.")
    return wrong


def _told(role: Membership) -> dict[str, Any]:
    """A role as the audit trail keeps it."""
    return {
        "role": str(role.role),
        "entity": role.entity.key if role.entity else None,
        "since": role.since.isoformat() if role.since else None,
        "until": role.until.isoformat() if role.until else None,
    }


def _other_administrators(user: User, day: datetime.date) -> bool:
    rows = Membership.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    rows = rows.filter(Q(until=None) | Q(until__gte=day), Q(since=None) | Q(since__lte=day))
    return rows.exclude(user=user).exists()


class _WithRole(Action[Any]):
    """An action about a role that is not there yet.

    A role that has ended is given anew in its own row: it is held once or not at all.
    """

    def __init__(
        self,
        who: Person,
        role: str,
        entity: Entity | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> None:
        super().__init__(who)
        self.role = Membership(role=role, entity=entity, since=since, until=until)

    def thing(self) -> Membership:
        """The role: who may give it depends on it."""
        return self.role

    def give(self, user: User) -> None:
        """Save the role for ``user``. Raises ``RuleBroken`` where it is held already."""
        rows = Membership.objects.select_for_update()
        old = rows.filter(user=user, role=self.role.role, entity=self.role.entity).first()
        if old is not None and (old.until is None or old.until >= _today()):
            held = _("The person has this role already.")
            raise RuleBroken(held, {"role": held})
        self.role.user = user
        if old is not None:
            self.role.pk = old.pk
        self.role.save(force_update=old is not None)
        self.detail = _told(self.role)


class Invite(_WithRole):
    """Add a person with one role, who joins by a link that is sent to the address.

    Someone who is here already gets the role: whoever invites need not know, and does not learn,
    who else is in the register. The caller sends the mail once this has run: what is told to
    people must have happened.
    """

    name: ClassVar[str] = "people.invite"

    def __init__(
        self, who: Person, email: str, role: str, *args: Any, language: str = "en", **kw: Any
    ) -> None:
        super().__init__(who, role, *args, **kw)
        self.email = email.strip().lower()
        self.language = language

    def check(self) -> None:
        """An address, and a role that fits."""
        wrong = _role_rules(self.role)
        try:
            validate_email(self.email)
        except ValidationError:
            wrong["email"] = _("Write an address such as name@example.org.")
        if self.language not in CODES:
            wrong["language"] = _("Choose from the list.")
        self.known = User.objects.filter(email=self.email).first()
        if self.known is not None and not self.known.is_active:
            wrong["email"] = _("Ask an administrator to add this address.")
        if wrong:
            raise RuleBroken(_("Some fields need another look."), wrong)

    def apply(self) -> User:
        """The person, without a password, and the role."""
        user = self.known
        if user is None:
            user = User.objects.create_user(
                self.email, language=self.language, invited_at=timezone.now()
            )
            EmailAddress.objects.create(user=user, email=self.email, primary=True, verified=False)
        self.give(user)
        return user


class OfUser(Action[User]):
    """What is done to a person; ``user`` is locked until the end."""

    def __init__(self, who: Person, user: User) -> None:
        super().__init__(who)
        self.user = user

    def thing(self) -> Any:
        """The person as the database has it."""
        self.user = User.objects.select_for_update().get(pk=self.user.pk)
        return self.user


class InviteAgain(OfUser):
    """Make the link of an invitation anew; the one before is void."""

    name: ClassVar[str] = "people.invite"

    def thing(self) -> Any:
        """A role of the person: who gave it may send the link again."""
        super().thing()
        roles = self.user.memberships.order_by("pk")
        return next((r for r in roles if r.entity_id in self.who.entities), roles.first())

    def check(self) -> None:
        """Only someone who has not joined yet."""
        if self.user.invited_at is None or not self.user.is_active:
            raise RuleBroken(_("This person has joined already."))

    def apply(self) -> User:
        """The time of the invitation is part of its link."""
        self.user.invited_at = timezone.now()
        self.user.save(update_fields=["invited_at"])
        self.detail = {"again": True}
        return self.user


class Join(OfUser):
    """Take up an invitation: the address has been read, the name is given."""

    name: ClassVar[str] = "profile.join"

    def __init__(self, user: User, name: str, language: str) -> None:
        super().__init__(Person(user, frozenset(), {}), user)
        self.values = {"name": name.strip(), "language": language}

    def check(self) -> None:
        """The invitation must be open, and the person must have a name."""
        if self.user.invited_at is None or not self.user.is_active:
            raise RuleBroken(
                _("This invitation was taken up or replaced. Sign in, or ask for one.")
            )
        _check_profile(self.values)

    def apply(self) -> User:
        """The person is no longer invited, but here."""
        self.user.name, self.user.language = self.values["name"], self.values["language"]
        self.user.invited_at = None
        self.user.save(update_fields=["name", "language", "invited_at"])
        EmailAddress.objects.filter(user=self.user, email=self.user.email).update(verified=True)
        return self.user


def _check_profile(values: dict[str, str]) -> None:
    wrong: dict[str, str] = {}
    if not 0 < len(values["name"]) <= _NAME:
        wrong["name"] = _("Fill this in.")
    if values["language"] not in CODES:
        wrong["language"] = _("Choose from the list.")
    if wrong:
        raise RuleBroken(_("Some fields need another look."), wrong)


class ChangeProfile(OfUser):
    """One's own name and language."""

    name: ClassVar[str] = "profile.change"

    def __init__(self, who: Person, user: User, name: str, language: str) -> None:
        super().__init__(who, user)
        self.values = {"name": name.strip(), "language": language}

    def check(self) -> None:
        """A name and one of the six languages."""
        _check_profile(self.values)

    def apply(self) -> User:
        """Keep both; the trail tells which of them changed, not what they are."""
        changed = [n for n, v in self.values.items() if getattr(self.user, n) != v]
        self.user.name, self.user.language = self.values["name"], self.values["language"]
        self.user.save(update_fields=["name", "language"])
        self.detail = {"changed": changed}
        return self.user


class GiveRole(_WithRole):
    """One more role for a person, from a day to a day."""

    name: ClassVar[str] = "role.give"

    def __init__(self, who: Person, user: User, role: str, *args: Any, **kw: Any) -> None:
        super().__init__(who, role, *args, **kw)
        self.role.user = user

    def check(self) -> None:
        """A role that fits, for someone who is here."""
        wrong = _role_rules(self.role)
        if not self.role.user.is_active:
            wrong[""] = _("This person has left. Let them come back first.")
        if wrong:
            raise RuleBroken(wrong.get("") or _("Some fields need another look."), wrong)

    def apply(self) -> Membership:
        """The role is the person's from its first day on."""
        self.give(self.role.user)
        return self.role


class EndRole(Action[Membership]):
    """The last day of a role: yesterday where none is given, so that it ends at once."""

    name: ClassVar[str] = "role.end"

    def __init__(self, who: Person, role: Membership, until: datetime.date | None = None) -> None:
        super().__init__(who)
        self.role = role
        self.until = until or _today() - datetime.timedelta(1)

    def thing(self) -> Membership:
        """The role as the database has it."""
        self.role = Membership.objects.select_for_update().get(pk=self.role.pk)
        return self.role

    def check(self) -> None:
        """One administrator must stay."""
        last = self.role.role == Role.ADMINISTRATOR and self.until < _today()
        if last and not _other_administrators(self.role.user, _today()):
            raise RuleBroken(_("This is the last administrator. Name another one first."))

    def apply(self) -> Membership:
        """The row stays: it tells who had which role when."""
        self.role.until = self.until
        if self.role.since and self.role.since > self.until:
            self.role.since = self.until
        self.role.save(update_fields=["since", "until"])
        self.detail = _told(self.role)
        return self.role


class Deactivate(OfUser):
    """Someone leaves: no sign-in, no role, no key. What the person did stays under the name."""

    name: ClassVar[str] = "people.deactivate"

    def check(self) -> None:
        """Once, and never the last administrator."""
        if not self.user.is_active:
            raise RuleBroken(_("This person has left already."))
        if not _other_administrators(self.user, _today()):
            raise RuleBroken(_("This is the last administrator. Name another one first."))

    def apply(self) -> User:
        """End everything by which the person could come in."""
        now, yesterday = timezone.now(), _today() - datetime.timedelta(1)
        self.user.is_active, self.user.left_at, self.user.invited_at = False, now, None
        self.user.save(update_fields=["is_active", "left_at", "invited_at"])
        held = self.user.memberships.filter(Q(until=None) | Q(until__gt=yesterday))
        ended = [_told(m) for m in held.select_related("entity")]
        held.filter(since__gt=yesterday).update(since=yesterday)
        held.update(until=yesterday)
        Token.objects.filter(user=self.user, revoked_at=None).update(revoked_at=now)
        FeedAddress.objects.filter(user=self.user, revoked_at=None).update(revoked_at=now)
        signins.end(self.user)
        self.detail = {"roles": ended}
        return self.user


class Reactivate(OfUser):
    """Someone comes back; roles are given anew."""

    name: ClassVar[str] = "people.reactivate"

    def check(self) -> None:
        """Only who left, and is still known by name."""
        if self.user.is_active or self.user.email.endswith("@invalid"):
            raise RuleBroken(_("This person cannot come back. Invite them anew."))

    def apply(self) -> User:
        """The person may sign in again."""
        self.user.is_active, self.user.left_at = True, None
        self.user.save(update_fields=["is_active", "left_at"])
        return self.user


class ResetFactor(OfUser):
    """Take out a lost second factor; a new one is set up at the next sign-in."""

    name: ClassVar[str] = "people.factor"

    def check(self) -> None:
        """There must be one."""
        if not Authenticator.objects.filter(user=self.user).exists():
            raise RuleBroken(_("This person has no second factor."))

    def apply(self) -> User:
        """Recovery codes go with it, and the person signs in anew."""
        Authenticator.objects.filter(user=self.user).delete()
        signins.end(self.user)
        return self.user


class Forget(OfUser):
    """Take name and address of someone who left out of the register; the deeds stay.

    This cannot be taken back. Where records or documents name the person in their own words,
    those words are theirs and are not changed.
    """

    name: ClassVar[str] = "people.forget"

    def check(self) -> None:
        """Only someone who has left."""
        if self.user.is_active:
            raise RuleBroken(_("Deactivate the person first."))

    def apply(self) -> User:
        """What is left is a number."""
        Reply.forget(self.user.email)
        self.user.name = self.user.audit_key
        self.user.email = f"{self.user.audit_key}@invalid"
        self.user.set_unusable_password()
        self.user.last_login = None
        self.user.save()
        for model in (EmailAddress, Authenticator, SocialAccount, Token, FeedAddress, Reply):
            model.objects.filter(user=self.user).delete()
        Letter.objects.filter(to=self.user).delete()
        Correction.objects.filter(by=self.user).update(name=self.user.audit_key)
        return self.user
