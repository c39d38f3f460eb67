"""The audit trail, for those who may read it."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from seized.register.models import Event
from seized.register.pages.context import who
from seized.register.policy import can, visible

__all__ = ["trail"]

_ON_A_PAGE: Final = 100


def trail(request: HttpRequest, code: str) -> HttpResponse:
    """Who did what when, latest first."""
    person = who(request)
    if not can(person, "audit.read"):
        raise PermissionDenied
    rows = visible(Event.objects.select_related("user").order_by("-number"), person)
    page = Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "register/audit.html", {"page": page, "nav": "audit"})
