"""One's own page: name, language, keys to the API, and all that is kept about oneself."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seized.register.actions.people import ChangeProfile
from seized.register.actions.tokens import MakeToken, RevokeToken
from seized.register.models import Token, User
from seized.register.pages.context import me
from seized.register.pages.doing import done, seen, tried
from seized.register.people.forms import ProfileForm, TokenForm
from seized.register.people.kept import kept
from seized.register.people.signin import needs_second_factor
from seized.register.policy import Person

__all__ = ["export", "key_end", "key_new", "page"]


def page(request: HttpRequest, code: str) -> HttpResponse:
    """Name and language, the roles, and the keys in force."""
    person, user = me(request)
    initial = {"name": user.name, "language": user.language}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        changed = tried(form, ChangeProfile(person, user, **form.cleaned_data))
        if changed is not None:
            messages.success(request, _("Saved."))
            return redirect("profile", changed.language)
    return _page(request, person, user, form=form)


def _page(request: HttpRequest, person: Person, user: User, **more: Any) -> HttpResponse:
    code = request.code  # type: ignore[attr-defined]
    initial = {"name": user.name, "language": user.language}
    shown = {
        "form": ProfileForm(initial=initial),
        "key_form": TokenForm(person, code),
        "roles": user.memberships.select_related("entity").order_by("role", "pk"),
        "keys": Token.objects.filter(user=user, revoked_at=None).select_related("entity"),
        "must": needs_second_factor(person),
        "nav": "profile",
        **more,
    }
    wrong = any(f.is_bound and f.errors for f in (shown["form"], shown["key_form"]))
    response = render(request, "register/profile.html", shown, status=422 if wrong else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
def key_new(request: HttpRequest, code: str) -> HttpResponse:
    """Make a key to the API, and show it this once."""
    person, user = me(request)
    form = TokenForm(person, code, request.POST)
    if form.is_valid():
        action = MakeToken(person, **form.cleaned_data)
        if tried(form, action) is not None:
            return _page(request, person, user, fresh=action.secret)
    return _page(request, person, user, key_form=form)


@require_POST
def key_end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """End one of one's own keys."""
    person, user = me(request)
    token = seen(Token.objects.filter(user=user), person, pk=pk)
    done(request, RevokeToken(person, token), _("The key is revoked."))
    return redirect("profile", code)


def export(request: HttpRequest, code: str) -> HttpResponse:
    """All that is kept about oneself, as JSON to save."""
    _person, user = me(request)
    response = HttpResponse(
        json.dumps(kept(user), ensure_ascii=False, indent=1), content_type="application/json"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="seized-my-data.json"'
    response.headers["Cache-Control"] = "no-store"
    return response
