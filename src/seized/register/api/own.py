"""What is one's own: keys to the API and secret addresses, listed and ended."""

# No ``from __future__ import annotations``: Ninja reads the annotations of operations.

import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Schema

from seized.register.actions.feeds import RevokeFeed
from seized.register.actions.tokens import RevokeToken
from seized.register.api.callers import caller, one_of, reader
from seized.register.api.cycle_shapes import Nothing, Number
from seized.register.api.paging import page
from seized.register.api.reading import Cursor, Limit
from seized.register.api.serving import reads
from seized.register.api.shapes import Page
from seized.register.api.writing import writes
from seized.register.models import FeedAddress, Token
from seized.register.policy import visible

__all__: list[str] = []


class KeyOut(Schema):
    """A key to the API; its secret was shown once, when it was made."""

    id: int
    name: str
    scopes: list[str]
    entity: str | None
    made_at: datetime.datetime
    expires_at: datetime.datetime | None
    revoked_at: datetime.datetime | None


class FeedOut(Schema):
    """A secret address of a calendar or feed, for an entity or a filter of the mandates."""

    id: int
    entity: str | None
    query: str
    made_at: datetime.datetime
    revoked_at: datetime.datetime | None


def _key(row: Token) -> dict[str, Any]:
    names = ("name", "scopes", "made_at", "expires_at", "revoked_at")
    told = {name: getattr(row, name) for name in names}
    return {"id": row.pk, "entity": row.entity.key if row.entity else None, **told}


def _feed(row: FeedAddress) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("query", "made_at", "revoked_at")}
    return {"id": row.pk, "entity": row.entity.key if row.entity else None, **told}


@reads("/keys", Page[KeyOut], "people")
def keys(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """One's own keys, newest first."""
    person = reader(request)
    rows = visible(Token.objects.select_related("entity"), person).filter(user=person.user)
    return page(rows, ("-pk",), cursor, limit, _key)


@writes("POST", "/keys/{number}/revoke", KeyOut, "people")
def revoke_key(request: HttpRequest, number: Number, given: Nothing) -> Any:
    """End a key at once; the one with which it is asked too."""
    row = one_of(Token.objects.select_related("entity"), reader(request), number, "key")
    return _key(RevokeToken(caller(request).person, row).run())


@reads("/feeds", Page[FeedOut], "people")
def feeds(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """One's own secret addresses, newest first."""
    person = reader(request)
    rows = visible(FeedAddress.objects.select_related("entity"), person).filter(user=person.user)
    return page(rows, ("-pk",), cursor, limit, _feed)


@writes("POST", "/feeds/{number}/revoke", FeedOut, "people")
def revoke_feed(request: HttpRequest, number: Number, given: Nothing) -> Any:
    """End a secret address at once."""
    row = one_of(FeedAddress.objects.select_related("entity"), reader(request), number, "address")
    return _feed(RevokeFeed(caller(request).person, row).run())
