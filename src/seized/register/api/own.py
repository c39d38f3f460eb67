"""What is one's own: keys to the API and secret addresses, made, listed and ended."""

# No ``from __future__ import annotations``: Ninja reads the annotations of operations.

import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from ninja import Schema
from pydantic import ConfigDict, Field

from seized.register.actions.feeds import MakeFeed, RevokeFeed
from seized.register.actions.tokens import MakeToken, RevokeToken
from seized.register.api.callers import caller, known, one_of, reader
from seized.register.api.cycle_shapes import Code, Nothing, Number
from seized.register.api.paging import page
from seized.register.api.reading import Cursor, Limit
from seized.register.api.serving import reads
from seized.register.api.shapes import Page
from seized.register.api.writing import writes
from seized.register.models import Entity, FeedAddress, Token
from seized.register.policy import visible

__all__: list[str] = []

Key = Annotated[str, Field(max_length=160, description="Key of an entity")]
_SECRET = {"Cache-Control": "no-store"}


class KeyIn(Schema):
    """A key to make; with ``entity`` it has one's roles for that entity alone.

    It does no more than the key with which it is asked for, and ends no later.
    """

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=80)]
    scopes: Annotated[list[Literal["read", "write", "audit"]], Field(min_length=1, max_length=3)]
    entity: Key | None = None
    days: Annotated[int, Field(ge=1, le=366)] = 90


class FeedIn(Schema):
    """A secret address to make: for an entity, or for a filter of the table of mandates.

    ``query`` is the part of an address of the table behind the question mark; ``language`` is
    the one in which the feed and the calendar are told.
    """

    model_config = ConfigDict(extra="forbid")

    entity: Key | None = None
    query: Annotated[str, Field(max_length=500)] = ""
    language: Code = "en"


class KeyOut(Schema):
    """A key to the API; its secret was shown once, when it was made."""

    id: int
    name: str
    scopes: list[str]
    entity: str | None
    made_at: datetime.datetime
    expires_at: datetime.datetime | None
    revoked_at: datetime.datetime | None


class KeyMade(KeyOut):
    """A key just made. ``secret`` is told this once."""

    secret: str


class FeedOut(Schema):
    """A secret address of a calendar or feed, for an entity or a filter of the mandates."""

    id: int
    entity: str | None
    query: str
    made_at: datetime.datetime
    revoked_at: datetime.datetime | None


class FeedMade(FeedOut):
    """A secret address just made. Where it can be read is told this once."""

    atom: str
    calendar: str


def _own(model: type[Token | FeedAddress], request: HttpRequest) -> Any:
    person = reader(request)
    return visible(model.objects.select_related("entity"), person).filter(user=person.user)


def _told(row: Token | FeedAddress, *names: str) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in names}
    return {"id": row.pk, "entity": row.entity.key if row.entity else None, **told}


def _key(row: Token) -> dict[str, Any]:
    return _told(row, "name", "scopes", "made_at", "expires_at", "revoked_at")


def _feed(row: FeedAddress) -> dict[str, Any]:
    return _told(row, "query", "made_at", "revoked_at")


@reads("/keys", Page[KeyOut], "people")
def keys(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """One's own keys, newest first."""
    return page(_own(Token, request), ("-pk",), cursor, limit, _key)


@writes("POST", "/keys", KeyMade, "people", status=201, secret=True)
def make_key(request: HttpRequest, given: KeyIn) -> Any:
    """Make a key to the API; its secret is told this once."""
    entity = _entity(given.entity)
    found = caller(request)
    action = MakeToken(found.person, given.name, given.scopes, entity, given.days, within=found.key)
    return {**_key(action.run()), "secret": action.secret}, _SECRET


def _entity(key: str | None) -> Entity | None:
    found: list[Entity] = known(Entity, "key", [key], "entity") if key is not None else []
    return found[0] if found else None


@writes("POST", "/keys/{number}/revoke", KeyOut, "people")
def revoke_key(request: HttpRequest, number: Number, given: Nothing) -> Any:
    """End a key at once; the one with which it is asked too."""
    row = one_of(Token.objects.select_related("entity"), reader(request), number, "key")
    return _key(RevokeToken(caller(request).person, row).run())


@reads("/feeds", Page[FeedOut], "people")
def feeds(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """One's own secret addresses, newest first."""
    return page(_own(FeedAddress, request), ("-pk",), cursor, limit, _feed)


@writes("POST", "/feeds", FeedMade, "people", status=201, secret=True)
def make_feed(request: HttpRequest, given: FeedIn) -> Any:
    """Make a secret address of a calendar and feed; it is told this once."""
    entity = _entity(given.entity)
    found = caller(request)
    action = MakeFeed(found.person, entity, given.query, within=found.key)
    row = action.run()
    here = {
        name: request.build_absolute_uri(
            reverse("feed-secret", args=[given.language, action.secret, form])
        )
        for name, form in (("atom", "atom"), ("calendar", "ics"))
    }
    return {**_feed(row), **here}, _SECRET


@writes("POST", "/feeds/{number}/revoke", FeedOut, "people")
def revoke_feed(request: HttpRequest, number: Number, given: Nothing) -> Any:
    """End a secret address at once."""
    row = one_of(FeedAddress.objects.select_related("entity"), reader(request), number, "address")
    return _feed(RevokeFeed(caller(request).person, row).run())
