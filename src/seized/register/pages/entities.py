"""Entities, and what each of them is asked to do."""

from __future__ import annotations

from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from seized.register.cycle import answered, done_by
from seized.register.models import Entity, Mandate
from seized.register.pages.context import who

__all__ = ["asked", "listing"]


def listing(request: HttpRequest, code: str) -> HttpResponse:
    """Every entity that some mandate addresses, the most often addressed first."""
    rows = (
        Entity.objects.annotate(
            asked=Count(
                "addressed__mandate", filter=Q(addressed__mandate__gone=False), distinct=True
            )
        )
        .filter(asked__gt=0)
        .order_by("-asked", "key")
    )
    return render(request, "register/entities.html", {"entities": rows})


def asked(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """What an entity is asked to do: exact words, since when, due when, with whom, last action."""
    entity = Entity.objects.filter(key=key).first()
    if entity is None:
        raise Http404(key)
    rows = (
        Mandate.objects.filter(addressees__entity=entity, gone=False)
        .select_related("resolution")
        .prefetch_related("wordings", "addressees__entity", "changes")
        .annotate(last_change=Max("changes__at"))
        .order_by("due_first", "-resolution__sort_key", "address")
        .distinct()
    )
    shown, person = list(rows[:400]), who(request)
    return render(
        request,
        "register/entity.html",
        {
            "entity": entity,
            "mandates": shown,
            "answered": {a.mandate.pk: a for a in answered(shown, person)},
            "done": done_by(entity, person),
        },
    )
