"""Secret addresses of calendars and feeds: made once, shown once, revoked at any time."""

from __future__ import annotations

import secrets
from typing import ClassVar, Final

from django.utils.translation import gettext as _

from seized.register.actions.base import Action, RuleBroken
from seized.register.actions.tokens import Revoke, digest_of
from seized.register.models import Entity, FeedAddress, Token
from seized.register.policy import Person, can

__all__ = ["MakeFeed", "RevokeFeed"]

_MOST: Final = 50  # addresses in force for one person


class MakeFeed(Action[FeedAddress]):
    """A secret address for what concerns an entity, or for a filter of the table of mandates.

    ``secret`` holds it after ``run``, and nothing else ever does. What it shows is decided anew
    at each reading, by the roles that the person has then: so a key for one entity alone, given
    as ``within``, makes none.
    """

    name: ClassVar[str] = "feed.make"

    def __init__(
        self,
        who: Person,
        entity: Entity | None = None,
        query: str = "",
        within: Token | None = None,
    ) -> None:
        super().__init__(who)
        self.within = within
        self.entity = entity
        self.query = query.strip().removeprefix("?")
        self.secret = ""

    def check(self) -> None:
        """An entity of one's own or a filter, and not more addresses than can be looked after."""
        assert self.who.user is not None  # the permission is for people signed in
        if self.within is not None and self.within.entity_id is not None:
            raise RuleBroken(
                _("A secret address shows what all your roles may see; use a key for all of them.")
            )
        if len(self.query) > 500:
            raise RuleBroken(_("Choose fewer facets."), {"query": "500"})
        made = FeedAddress(user=self.who.user, entity=self.entity, query=self.query)
        if not can(self.who, "feed.read", made):
            raise RuleBroken(
                _("Your role does not allow this. A coordinator or an administrator can help."),
                {"entity": str(self.entity)},
            )
        if FeedAddress.objects.filter(user=self.who.user, revoked_at=None).count() >= _MOST:
            raise RuleBroken(_("Revoke an address that is no longer used first."))

    def apply(self) -> FeedAddress:
        """Keep the digest; the secret stays with the caller."""
        assert self.who.user is not None  # the permission is for people signed in
        self.secret = secrets.token_urlsafe(32)
        self.detail = {"entity": self.entity.key if self.entity else None, "query": self.query}
        return FeedAddress.objects.create(
            user=self.who.user,
            entity=self.entity,
            query=self.query,
            digest=digest_of(self.secret),
        )


class RevokeFeed(Revoke[FeedAddress]):
    """End an address."""

    name: ClassVar[str] = "feed.revoke"
