"""Entities: all of them, what each is asked to do, and the form of one."""

from __future__ import annotations

import json
from functools import partial
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seized.register.actions.base import Conflict
from seized.register.actions.entities import SaveEntity
from seized.register.calls.contributions import waiting
from seized.register.cycle.answered import answered, done_by, spoken_of
from seized.register.mandates import tally
from seized.register.models import Entity, Mandate
from seized.register.pages.context import who
from seized.register.pages.doing import tried
from seized.register.pages.fragments import fragments
from seized.register.pages.lines import Line
from seized.register.pages.rows import asked_row, done, nothing_done
from seized.register.people.forms import EntityForm
from seized.register.policy import Person, can
from seized.register.settings import LANGUAGE_NAMES

__all__ = ["asked", "edit", "listing", "new", "table"]

_ON_A_PAGE: Final = 100
_ASKED: Final = 50
_PRINTED: Final = 1000  # on one page that is to be printed


def listing(request: HttpRequest, code: str) -> HttpResponse:
    """Every entity that some mandate addresses, the most often addressed first."""
    asked_of = dict(tally.current().totals("addressee"))
    rows = sorted(
        Entity.objects.filter(addressed__isnull=False).distinct(),
        key=lambda row: (-asked_of.get(row.key, 0), row.key),
    )
    rows = [row for row in rows if row.key in asked_of]
    for row in rows:
        row.asked = asked_of[row.key]  # type: ignore[attr-defined]
    shown = {"entities": rows, "may_change": can(who(request), "entity.change")}
    return render(request, "register/entities.html", {**shown, "nav": "entities"})


def table(request: HttpRequest, code: str) -> HttpResponse:
    """Every entity that the register knows, by name and kind, whether asked anything or not."""
    rows = Entity.objects.filter(is_class=False).order_by("key")
    if asked := request.GET.get("name", "").strip():
        rows = rows.filter(Q(key__icontains=asked) | Q(**{f"names__{code}__icontains": asked}))
    if (kind := request.GET.get("kind", "")) in Entity.Kind.values:
        rows = rows.filter(kind=kind)
    page = Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    shown = {
        "page": page, "kinds": Entity.Kind.choices, "kind": kind, "sought": asked,
        "query": query.urlencode(), "may_change": can(who(request), "entity.change"),
    }  # fmt: skip
    return render(request, "register/entities_all.html", shown)


def new(request: HttpRequest, code: str) -> HttpResponse:
    """A form for an entity that is not there yet."""
    return _form(request, code, None)


def edit(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """The form of an entity."""
    return _form(request, code, get_object_or_404(Entity, key=key))


def _form(request: HttpRequest, code: str, entity: Entity | None) -> HttpResponse:
    person = who(request)
    if not can(person, "entity.change", entity):
        raise PermissionDenied
    form = EntityForm(entity, request.POST or None)
    differences = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            seen = json.loads(request.POST.get("seen", "null"))
        except ValueError:
            seen = {}
        action = SaveEntity(person, data.get("key", ""), data["kind"], form.names(), entity, seen)
        try:
            saved = tried(form, action)
        except Conflict as conflict:
            entity = conflict.current
            differences = _differences(form, conflict.current)
        else:
            if saved is not None:
                messages.success(request, _("Saved."))
                return redirect("entity", code, saved.key)
    shown = {
        "form": form, "entity": entity, "differences": differences,
        "seen": json.dumps({"kind": str(entity.kind), "names": entity.names}) if entity else "",
    }  # fmt: skip
    status = 409 if differences is not None else 422 if form.errors else 200
    return render(request, "register/entity_form.html", shown, status=status)


def _differences(form: EntityForm, current: Entity) -> list[tuple[Any, str, str]]:
    """Label, mine, theirs, for what is not the same in both."""
    mine, rows = form.names(), list[tuple[Any, str, str]]()
    for code, label in LANGUAGE_NAMES.items():
        pair = mine.get(code, ""), str(current.names.get(code, ""))
        if pair[0] != pair[1]:
            rows.append((label, *pair))
    kinds = dict(Entity.Kind.choices)
    if form.cleaned_data["kind"] != current.kind:
        mine_kind = str(kinds[form.cleaned_data["kind"]])
        rows.append((form.fields["kind"].label, mine_kind, current.get_kind_display()))
    return rows


def asked(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """What an entity is asked to do: exact words, since when, due when, with whom, last action."""
    entity = Entity.objects.filter(key=key).first()
    if entity is None:
        raise Http404(key)
    person = who(request)
    found = tally.current()
    keys: Any = tally.Keys(found, found.of("addressee", entity.key))
    whole = request.GET.get("all") == "1"
    page = Paginator(keys, _PRINTED if whole else _ASKED).get_page(request.GET.get("page"))
    return render(
        request,
        "register/entity.html",
        {
            "nav": "entities",
            "entity": entity,
            "page": page,
            "whole": whole,
            "listed": _asked(entity, found, list(page), person, code),
            "done": done_by(entity, person),
            "waiting": waiting(person, entity),
            "may_change": can(person, "entity.change", entity),
        },
    )


def _asked(
    entity: Entity, found: tally.Tally, keys: list[int], who: Person, code: str
) -> list[SafeString]:
    """The mandates with what was done about each, as far as the person may see it.

    Where no record speaks of a mandate, everyone sees the same, and it is kept.
    """

    def alone(m: Line, code: str) -> SafeString:
        return bare(m, code) + nothing_done(m, code)

    bare = partial(asked_row, entity=entity.pk)
    spoken = spoken_of(keys)
    rows = fragments(alone, found, [k for k in keys if k not in spoken], code, f"a {entity.pk}")
    if spoken:
        heads = fragments(bare, found, [k for k in keys if k in spoken], code, f"b {entity.pk}")
        mandates = Mandate.objects.filter(pk__in=heads).select_related("verdict")
        mandates = mandates.prefetch_related("changes")
        for one in answered(mandates, who):
            rows[one.mandate.pk] = heads[one.mandate.pk] + done(one, code)
    return [rows[key] for key in keys if key in rows]
