"""Where one is signed in with a browser, and the end of any of it."""

# No ``from __future__ import annotations``: Ninja reads the annotations of operations.

import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from ninja import Schema

from seized.register.actions.signins import EndSignIn, EndSignIns
from seized.register.api.callers import caller, myself, one_of, reader
from seized.register.api.cycle_shapes import Nothing, Number
from seized.register.api.paging import page
from seized.register.api.reading import Cursor, Limit
from seized.register.api.serving import reads
from seized.register.api.shapes import Page
from seized.register.api.writing import writes
from seized.register.people import signins
from seized.register.policy import visible

__all__: list[str] = []


class SignInOut(Schema):
    """A browser in which one is signed in; the use is known to within five minutes."""

    id: int
    browser: str
    address: str
    signed_in_at: datetime.datetime
    last_used_at: datetime.datetime


class EndedOut(Schema):
    """How many sign-ins have ended."""

    ended: int


def _told(row: UserSession) -> dict[str, Any]:
    return {
        "id": row.pk,
        "browser": row.user_agent,
        "address": row.ip,
        "signed_in_at": row.created_at,
        "last_used_at": row.last_seen_at,
    }


@reads("/sign-ins", Page[SignInOut], "people")
def sign_ins(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """Where one is signed in with a browser, latest first."""
    held = [row.pk for row in signins.live(myself(request, whole=True))]
    rows = visible(UserSession.objects.filter(pk__in=held), reader(request))
    return page(rows, ("-pk",), cursor, limit, _told)


@writes("POST", "/sign-ins/end", EndedOut, "people")
def end_sign_ins(request: HttpRequest, given: Nothing) -> Any:
    """End all of one's own sign-ins; keys stay."""
    action = EndSignIns(caller(request).person, myself(request, whole=True))
    action.run()
    return {"ended": action.ended}


@writes("POST", "/sign-ins/{number}/end", SignInOut, "people")
def end_sign_in(request: HttpRequest, number: Number, given: Nothing) -> Any:
    """End one sign-in at once."""
    myself(request, whole=True)
    row = one_of(UserSession.objects.select_related("user"), reader(request), number, "sign-in")
    told = _told(row)
    EndSignIn(caller(request).person, row).run()
    return told
