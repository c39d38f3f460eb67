"""The core table: every mandate, narrowed by facets that live in the address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from seized.register.facets import Facets
from seized.register.pages.fragments import fragments

__all__ = ["listing"]


def listing(request: HttpRequest, code: str) -> HttpResponse:
    """Mandates that fit the facets of the address, with the counts of each facet."""
    facets = Facets(request.GET, code)
    page = facets.page()
    rows = fragments("register/mandate_row.html", facets.tally, list(page), code)
    template = (
        "register/mandates_table.html"
        if getattr(request, "htmx", False) and not request.htmx.boosted  # type: ignore[attr-defined]
        else "register/mandates.html"
    )
    return render(request, template, {"facets": facets, "page": page, "made": rows.values()})
