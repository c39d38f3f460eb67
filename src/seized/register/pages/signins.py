"""Where one is signed in, and the end of any of it."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seized.register.actions.signins import EndSignIn, EndSignIns
from seized.register.pages.context import me
from seized.register.pages.doing import done, seen
from seized.register.people import signins

__all__ = ["end", "end_others", "listing", "moved"]


def _shown(row: UserSession, here: str | None) -> dict[str, Any]:
    browser = signins.browser_of(row.user_agent)
    return {"row": row, "browser": browser, "here": row.session_key == here}


def listing(request: HttpRequest, code: str) -> HttpResponse:
    """Each browser in which one is signed in: since when, last used when, from where."""
    _person, user = me(request)
    rows = [_shown(row, request.session.session_key) for row in signins.live(user)]
    others = any(not row["here"] for row in rows)
    shown = {"rows": rows, "others": others, "nav": "profile"}
    response = render(request, "register/signins.html", shown)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
def end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """End one of one's own sign-ins; the one of this browser leads to the first page."""
    person, user = me(request)
    row = seen(UserSession.objects.filter(user=user), person, pk=pk)
    here = row.session_key == request.session.session_key
    if here:
        EndSignIn(person, row).run()
        request.session.flush()
        return redirect("home", code)
    done(request, EndSignIn(person, row), _("The sign-in has ended."))
    return redirect("signins", code)


@require_POST
def end_others(request: HttpRequest, code: str) -> HttpResponse:
    """End all of one's own sign-ins but this one."""
    person, user = me(request)
    action = EndSignIns(person, user, but=request.session.session_key or "")
    done(request, action, _("All other sign-ins have ended."))
    return redirect("signins", code)


def moved(request: HttpRequest) -> HttpResponse:
    """The page that the account pages would have for it is this one."""
    return redirect("signins", request.code)  # type: ignore[attr-defined]
