"""The first page, search over everything, and what this is."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from seized.model.errors import SeizedError
from seized.register.calls.contributions import waiting
from seized.register.mandates import tally
from seized.register.models import Mandate, Resolution, Status
from seized.register.pages.context import who
from seized.register.texts import search
from seized.register.tongue import CODES
from seized.symbols import parse

__all__ = ["about", "home", "root", "search_page"]

_SOON: Final = datetime.timedelta(90)
_ON_A_PAGE: Final = 25


def root(request: HttpRequest) -> HttpResponseRedirect:
    """To the first page in the language of the reader."""
    return HttpResponseRedirect(reverse("home", args=[getattr(request, "code", "en")]))


def home(request: HttpRequest, code: str) -> HttpResponse:
    """What is due in ninety days, what came last, whom it concerns."""
    found = tally.current()
    today = datetime.datetime.now(datetime.UTC).date()
    standing = Mandate.objects.filter(gone=False, status__in=[Status.OPEN, Status.OVERDUE])
    due = (
        standing.filter(due_last__gte=today, due_first__lte=today + _SOON)
        .select_related("resolution")
        .prefetch_related("wordings", "addressees__entity")
        .order_by("due_first", "due_last")[:12]
    )
    return render(
        request,
        "register/home.html",
        {
            "due": due,
            "waiting": waiting(who(request)),
            "latest": Resolution.objects.order_by("-pk")[:8],
            "counts": {
                "resolutions": Resolution.objects.count(),
                "mandates": len(found.keys),
                "entities": len(found.totals("addressee")),
            },
        },
    )


def search_page(request: HttpRequest, code: str) -> HttpResponse:
    """Paragraphs with every word asked for; a symbol leads straight to its resolution."""
    asked = request.GET.get("q", "").strip()
    if (found := _by_symbol(asked)) is not None:
        return redirect("resolution", code, found)
    inside = request.GET.get("in") or code
    inside = inside if inside in CODES else code
    matches: Any = search.Matches(asked, inside)
    page: Page[Any] = Paginator(matches, _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "register/search.html",
        {"asked": asked, "inside": inside, "page": page, "codes": CODES},
    )


def _by_symbol(asked: str) -> str | None:
    """The symbol of a resolution in the register that ``asked`` names, if it names one."""
    if "/" not in asked or len(asked) > 80:
        return None
    for form in (asked, f"A/RES/{asked}"):
        try:
            symbol = str(parse(form))
        except SeizedError:
            continue
        row = Resolution.objects.filter(symbol=symbol).first()
        if row is not None:
            return row.symbol
        row = Resolution.objects.filter(drafts__contains=[symbol]).first() if _contains() else None
        if row is not None:
            return row.symbol
    return None


def _contains() -> bool:
    from django.db import connection

    return connection.features.supports_json_field_contains


def about(request: HttpRequest, code: str) -> HttpResponse:
    """What this software is, and what it is not."""
    return render(request, "register/about.html")
