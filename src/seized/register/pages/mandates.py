"""The core table: every mandate, narrowed by facets that live in the address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe

from seized.register.mandates.facets import Facets
from seized.register.mandates.listing import FORMS, listed
from seized.register.pages.fragments import fragments
from seized.register.pages.rows import mandate_row

__all__ = ["export", "listing"]


def listing(request: HttpRequest, code: str) -> HttpResponse:
    """Mandates that fit the facets of the address, with the counts of each facet."""
    facets = Facets(request.GET, code)
    page = facets.page()
    rows = fragments(mandate_row, facets.tally, list(page), code, "table")
    template = (
        "register/mandates_table.html"
        if getattr(request, "htmx", False) and not request.htmx.boosted  # type: ignore[attr-defined]
        else "register/mandates.html"
    )
    made = mark_safe("".join(rows.values()))  # noqa: S308 - rows are escaped
    shown = {"facets": facets, "page": page, "made": made, "nav": "mandates"}
    return render(request, template, shown)


def export(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The mandates that fit as a file; what narrowed them is written inside."""
    if form not in FORMS:
        raise Http404(form)
    facets = Facets(request.GET, code)
    query = facets.query()
    page = reverse("mandates", args=[code]) + (f"?{query}" if query else "")
    answer = HttpResponse(
        listed(facets, code, form, request.build_absolute_uri(page)), content_type=FORMS[form]
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="mandates.{code}.{form}"'
    return answer
