"""Keys to the API: made once, shown once, revoked at any time."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Iterable
from typing import ClassVar, Final, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from seized.register.actions.base import Action, RuleBroken
from seized.register.models import Entity, FeedAddress, Role, Token
from seized.register.policy import Person

__all__ = ["PREFIX", "SCOPES", "MakeToken", "Revoke", "RevokeToken", "digest_of"]

R = TypeVar("R", Token, FeedAddress)
"""What a secret opens."""

PREFIX: Final = "seized_"  # lets scanners of leaked secrets tell what they found
SCOPES: Final = ("read", "write", "audit")
_DAYS: Final = 366
_ANY_ENTITY: Final = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


def digest_of(secret: str) -> str:
    """The SHA-256 of a secret, the only trace of it that is kept.

    A secret has 256 bits of chance, so it needs no slow hash as a password does.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


class MakeToken(Action[Token]):
    """A new key for the person. ``secret`` holds it after ``run``, and nothing else ever does.

    ``scopes`` are among ``SCOPES``. With ``entity`` the key works with the roles for that entity
    alone. It ends after ``days`` (1 to 366). ``within`` is the key with which this one is made:
    the new one does no more, and ends no later.
    """

    name: ClassVar[str] = "token.make"

    def __init__(
        self,
        who: Person,
        title: str,
        scopes: Iterable[str],
        entity: Entity | None = None,
        days: int = 90,
        within: Token | None = None,
    ) -> None:
        super().__init__(who)
        self.within = within
        self.title = title.strip()
        self.scopes = sorted(set(scopes))
        self.entity = entity
        self.days = days
        self.secret = ""

    def check(self) -> None:
        """A name, known scopes, an entity of one's own, an end."""
        if not 0 < len(self.title) <= 80:
            raise RuleBroken(_("Fill this in."), {"name": "1-80"})
        if not self.scopes or set(self.scopes) - set(SCOPES):
            raise RuleBroken(", ".join(SCOPES), {"scopes": ", ".join(SCOPES)})
        if not 1 <= self.days <= _DAYS:
            raise RuleBroken(f"1-{_DAYS}", {"days": f"1-{_DAYS}"})
        allowed = self.entity is None or self.entity.pk in self.who.entities
        if not allowed and not self.who.everywhere & _ANY_ENTITY:
            raise RuleBroken(
                _("Your role does not allow this. A coordinator or an administrator can help."),
                {"entity": str(self.entity)},
            )
        if self.within is not None:
            self._check_within(self.within)

    def _check_within(self, made_with: Token) -> None:
        """No scope and no entity that the other key does not reach."""
        told = _("A key made with another key does no more than that one.")
        if set(self.scopes) - set(made_with.scopes):
            raise RuleBroken(told, {"scopes": told})
        if made_with.entity_id is not None and made_with.entity != self.entity:
            raise RuleBroken(told, {"entity": told})

    def _end(self) -> datetime.datetime:
        """When it ends."""
        end = timezone.now() + datetime.timedelta(self.days)
        last = self.within.expires_at if self.within else None
        return min(end, last) if last else end

    def apply(self) -> Token:
        """Keep the digest; the secret stays with the caller."""
        assert self.who.user is not None  # the permission is for people signed in
        self.secret = PREFIX + secrets.token_urlsafe(32)
        self.detail = {
            "scopes": self.scopes,
            "entity": self.entity.key if self.entity else None,
            "days": self.days,
            **({"made_with": self.within.pk} if self.within else {}),
        }
        return Token.objects.create(
            user=self.who.user,
            entity=self.entity,
            name=self.title,
            digest=digest_of(self.secret),
            scopes=self.scopes,
            expires_at=self._end(),
        )


class Revoke(Action[R]):
    """End what a secret opens, at once: one's own, or anyone's for an administrator."""

    def __init__(self, who: Person, row: R) -> None:
        super().__init__(who)
        self.row: R = row

    def thing(self) -> R:
        """The key or address."""
        return self.row

    def apply(self) -> R:
        """Mark it as revoked; one that already is keeps its first time."""
        self.row.revoked_at = self.row.revoked_at or timezone.now()
        self.row.save(update_fields=["revoked_at"])
        return self.row


class RevokeToken(Revoke[Token]):
    """End a key."""

    name: ClassVar[str] = "token.revoke"
