"""Pictures: the cycle with a partner through the years, mandates by entity, status by field."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from seized.register.cycle import picturing
from seized.register.models import Entity, Resolution
from seized.register.pages.comparing import picture
from seized.register.pages.context import who
from seized.writing.counts import bars_svg, counts_table, grid_svg
from seized.writing.lanes import lanes_svg, lanes_table

__all__ = ["drawn", "page"]


def _partner(key: str) -> Entity | None:
    if not key:
        return None
    found = Entity.objects.filter(key=key, resolutions__isnull=False).first()
    if found is None:
        raise Http404(key)
    return found


def _title(kind: str) -> str:
    return {
        "cycle": _("The cycle through the years"),
        "entities": _("Mandates by entity and session"),
        "fields": _("Status of mandates by field"),
    }[kind]


def page(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """The pictures about a partner, or about the whole register, each with its table."""
    partner = _partner(key)
    shown: list[dict[str, Any]] = []
    for kind in ("cycle", "entities", "fields") if partner else ("entities", "fields"):
        table = _table(request, code, partner, kind)
        if table:
            shown.append({"kind": kind, "title": _title(kind), "table": table})
    partners = Entity.objects.filter(resolutions__isnull=False).distinct().order_by("key")
    latest = None
    if partner is not None:
        rows = Resolution.objects.filter(partner=partner, previous__isnull=False)
        latest = rows.order_by("-sort_key").first()
    return render(
        request,
        "register/pictures.html",
        {"partner": partner, "pictures": shown, "partners": partners, "latest": latest,
         "nav": "pictures"},
    )  # fmt: skip


def _table(request: HttpRequest, code: str, partner: Entity | None, kind: str) -> Any:
    if kind == "cycle" and partner is not None:
        moments = picturing.moments(partner, who(request), code)
        heads = (_("Date"), _("Kind"), _("What"), _("More"))
        html = lanes_table(moments, picturing.lanes(), code, _title(kind), heads)
        return mark_safe(html) if moments else ""  # noqa: S308 - escaped there
    grid = _grid(partner, kind, code)
    head = _("Entity") if kind == "entities" else _("Field")
    html = counts_table(
        grid.rows, grid.columns, grid.counts, code, _title(kind), head, _("Together")
    )
    return mark_safe(html) if grid.rows else ""  # noqa: S308 - escaped there


def _grid(partner: Entity | None, kind: str, code: str) -> picturing.Grid:
    mandates = picturing.of(partner)
    make = picturing.by_entity if kind == "entities" else picturing.by_field
    return make(mandates, code)


def drawn(request: HttpRequest, code: str, kind: str, key: str = "") -> HttpResponse:
    """One picture alone, as an image."""
    partner = _partner(key)
    title = f"{_title(kind)}: {partner.name(code)}" if partner else _title(kind)
    if kind == "cycle":
        if partner is None:
            raise Http404(kind)
        moments = picturing.moments(partner, who(request), code)
        desc = _("A lane for each kind, a mark for each that is dated: %(n)s.") % {
            "n": len(moments)
        }
        answer = picture(lanes_svg(moments, picturing.lanes(), code, title, desc))
    else:
        grid = _grid(partner, kind, code)
        desc = _("Rows: %(rows)s. Mandates: %(n)s.") % {
            "rows": len(grid.rows), "n": sum(grid.counts.values())
        }  # fmt: skip
        if kind == "entities":
            svg = grid_svg(grid.rows, list(grid.columns), grid.counts, code, title, desc)
        else:
            svg = bars_svg(grid.rows, grid.columns, grid.counts, code, title, desc)
        answer = picture(svg)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
