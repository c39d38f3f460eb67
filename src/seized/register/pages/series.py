"""A resolution in its series: the genealogy of its paragraphs, and its history in the register."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from seized.comparing.genealogy import genealogy as trace
from seized.model.genealogy import Genealogy
from seized.register.following.linking import chain
from seized.register.models import Event, Resolution, StatusChange
from seized.register.pages.comparing import picture
from seized.register.pages.context import who
from seized.register.pages.resolutions import found, frame
from seized.register.policy import can, visible
from seized.writing.strips import strips_svg, strips_table

__all__ = ["genealogy", "genealogy_of", "history", "strips"]

_TEXTS: Final = 5  # texts in one picture: more are not readable beside each other
_EVENTS: Final = 100


def genealogy_of(resolution: Resolution, code: str) -> tuple[Genealogy | None, list[Resolution]]:
    """The paragraphs of the texts around a resolution, in a language that most of them have."""
    series = chain(resolution)
    place = series.index(resolution)
    first = max(0, min(place - _TEXTS + 2, len(series) - _TEXTS))
    near = series[first : first + _TEXTS]
    rows = [(row, v) for row in near for v in row.versions.filter(current=True, language=code)]
    if len(rows) < 2:
        return None, series
    return trace([version.record for _, version in rows]), series


def genealogy(request: HttpRequest, code: str, symbol: str) -> HttpResponse:
    """Every paragraph through the texts of the series, as a picture and as a table."""
    resolution = found(symbol)
    result, series = genealogy_of(resolution, code)
    table = mark_safe(strips_table(result, code)) if result else ""  # noqa: S308 - escaped there
    shown = {
        **frame(resolution, "genealogy"), "compared": result is not None, "table": table,
        "series": series,
    }  # fmt: skip
    return render(request, "register/resolution_genealogy.html", shown)


def strips(request: HttpRequest, code: str, symbol: str) -> HttpResponse:
    """The picture alone, as an image."""
    result, _series = genealogy_of(found(symbol), code)
    if result is None:
        raise Http404(symbol)
    return picture(strips_svg(result, code))


def history(request: HttpRequest, code: str, symbol: str) -> HttpResponse:
    """Which files its versions came from, who corrected what, and what happened to its mandates."""
    resolution, person = found(symbol), who(request)
    versions = resolution.versions.select_related("file__run").defer("data", "corrected")
    changes = StatusChange.objects.filter(mandate__resolution=resolution)
    events: Any = ()
    if can(person, "audit.read"):
        near = Event.objects.filter(key__startswith=symbol).order_by("-number")
        own = [e for e in visible(near, person)[:_EVENTS] if _about(e.key, symbol)]
        events = own
    shown = {
        **frame(resolution, "history"),
        "every": versions.order_by("-pk"),
        "corrections": visible(resolution.corrections.filter(shared=None), person),
        "corrected": sorted(
            set(resolution.corrections.exclude(language="").values_list("language", flat=True))
        ),
        "changes": visible(changes, person).select_related("mandate__resolution", "by")[:_EVENTS],
        "events": events,
        "may_imports": can(person, "review.read"),
    }
    return render(request, "register/resolution_history.html", shown)


def _about(key: str, symbol: str) -> bool:
    """Whether the words of an event begin with this symbol, and not with a longer one."""
    return not key[len(symbol) : len(symbol) + 1].isalnum()
