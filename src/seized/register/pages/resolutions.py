"""Resolutions: the list, and the tabs of one."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from seized.corrections import SUFFIX, dump
from seized.register.cycle.answered import answered
from seized.register.models import Agreement, Call, Resolution, Version
from seized.register.pages import marking
from seized.register.pages.citing import citations, cited
from seized.register.pages.context import who
from seized.register.policy import Person, can, visible
from seized.register.texts.reviewing import held_corrections
from seized.register.tongue import CODES

__all__ = ["cite", "corrections", "followup", "found", "frame", "listing", "mandates", "text"]

_ON_A_PAGE: Final = 50


def listing(request: HttpRequest, code: str) -> HttpResponse:
    """Every resolution, newest first; narrowed by organ, session, item and title."""
    rows = Resolution.objects.all()
    for name in ("organ", "session", "item", "letter"):
        value = request.GET.get(name, "")
        if value and (name != "session" or value.isdigit()):
            rows = rows.filter(**{name: value})
    if asked := request.GET.get("title", "").strip():
        rows = rows.filter(**{f"titles__{code}__icontains": asked})
    page = Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page"))
    sessions = Resolution.objects.order_by("-session").values_list("session", flat=True).distinct()
    return render(
        request,
        "register/resolutions.html",
        {
            "page": page,
            "nav": "resolutions",
            "sessions": [s for s in sessions if s],
            "chosen": request.GET.dict(),
        },
    )


def found(symbol: str) -> Resolution:
    """The resolution under a symbol; a page that says so if there is none."""
    row = Resolution.objects.filter(symbol=symbol).select_related("partner", "previous").first()
    if row is None:
        raise Http404(symbol)
    return row


def frame(resolution: Resolution, tab: str) -> dict[str, Any]:
    """What every tab of a resolution shows above its own part."""
    versions = {
        v.language: v for v in resolution.versions.filter(current=True).defer("data", "corrected")
    }
    return {
        "resolution": resolution, "tab": tab, "versions": versions, "nav": "resolutions",
        "continues": resolution.previous, "continued": resolution.following.order_by("sort_key"),
    }  # fmt: skip


def text(request: HttpRequest, code: str, symbol: str) -> HttpResponse:
    """The text in one to three languages side by side, with what was found in it marked."""
    resolution = found(symbol)
    shared = frame(resolution, "text")
    there = [c for c in CODES if c in shared["versions"]]
    asked = [c for c in request.GET.getlist("text") if c in there][:3]
    shown = asked or ([code] if code in there else there[:1])
    columns = [_column(shared["versions"][c]) for c in shown]
    return render(
        request,
        "register/resolution_text.html",
        {**shared, "there": there, "shown": shown, "rows": _cited(columns, symbol, code)},
    )


def _cited(columns: list[marking.Column], symbol: str, code: str) -> list[tuple[Any, str]]:
    """Each row with the words that cite it; nothing for what has no number of its own."""
    out = []
    for row in marking.rows(columns):
        own = row.kind in ("preamble", "operative")
        out.append((row, cited(symbol, row.address, code) if own else ""))
    return out


def _column(version: Version) -> marking.Column:
    return marking.column(Version.objects.get(pk=version.pk).record)


def mandates(request: HttpRequest, code: str, symbol: str) -> HttpResponse:
    """The mandates of one resolution."""
    resolution = found(symbol)
    rows = resolution.mandates.filter(gone=False).select_related("verdict", "resolution")
    rows = rows.prefetch_related("wordings", "addressees__entity")
    return render(
        request,
        "register/resolution_mandates.html",
        {**frame(resolution, "mandates"), "mandates": sorted(rows, key=marking.in_order)},
    )


def followup(request: HttpRequest, code: str, symbol: str) -> HttpResponse:
    """What was done about each mandate, and the agreements that the text speaks of."""
    resolution, person = found(symbol), who(request)
    rows = resolution.mandates.filter(gone=False).prefetch_related("wordings")
    rows = rows.select_related("verdict", "resolution")
    spoken = Agreement.objects.filter(seen_in__resolution=resolution)
    return render(
        request,
        "register/resolution_followup.html",
        {
            **frame(resolution, "followup"),
            "answered": answered(sorted(rows, key=marking.in_order), person),
            "spoken": visible(spoken, person),
            "may_add": can(person, "record.add"),
            "may_open": can(person, "call.open"),
            "calls": _calls(resolution, person),
        },
    )


def _calls(resolution: Resolution, person: Person) -> dict[int, list[Call]]:
    """The calls that the person may see, by the mandate that they cover."""
    rows = visible(Call.objects.filter(mandates__resolution=resolution), person)
    found: dict[int, list[Call]] = {}
    for call in rows.prefetch_related("mandates"):
        for mandate in call.mandates.all():
            found.setdefault(mandate.pk, []).append(call)
    return found


def cite(request: HttpRequest, code: str, symbol: str) -> HttpResponse:
    """The forms in which the resolution, or one paragraph of it, is cited."""
    resolution = found(symbol)
    at = request.GET.get("at", "")
    return render(
        request,
        "register/resolution_cite.html",
        {
            **frame(resolution, "cite"),
            "at": at,
            "forms": citations(resolution, at, code),
            "exports": ("json", "xml", "html"),
        },
    )


def corrections(request: HttpRequest, code: str, symbol: str, tongue: str) -> HttpResponse:
    """The corrections of one version, as the file beside a document that ``seized`` reads.

    Who made them is told only to those who may read the queue.
    """
    resolution = found(symbol)
    version = resolution.versions.filter(current=True, language=tongue).first()
    if version is None:
        raise Http404(f"{symbol} {tongue}")
    held = held_corrections(version, can(who(request), "review.read"))
    answer = HttpResponse(dump(held), content_type="application/json")
    name = (version.name or f"{symbol.replace('/', '-')}.{tongue}").replace('"', "") + SUFFIX
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
