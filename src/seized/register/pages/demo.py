"""The people of a demonstration, and sign-in as any of them by one click."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from seized.register.models import User
from seized.register.pages.doing import seen
from seized.register.policy import Person

__all__ = ["cast"]

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_ALL = Person(None, frozenset({"administrator"}), {})


def cast(request: HttpRequest, code: str) -> HttpResponse:
    """Everyone in the register with their roles; only where the settings say that it is a demo."""
    if not settings.CONFIG.demo:
        raise Http404("demo")
    rows = User.objects.filter(is_active=True, invited_at=None)
    if request.method == "POST":
        chosen = request.POST.get("person", "")
        user = seen(rows, _ALL, pk=int(chosen) if chosen.isascii() and chosen.isdigit() else 0)
        login(request, user, backend=_BACKEND)
        return redirect("home", code)
    people = rows.prefetch_related("memberships__entity").order_by("pk")
    return render(request, "register/demo.html", {"people": people})
