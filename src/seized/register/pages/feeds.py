"""Atom feeds: of a filter, a search, an entity, a resolution; and those of secret addresses."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seized.register.actions.base import Refused, RuleBroken
from seized.register.actions.feeds import MakeFeed, RevokeFeed
from seized.register.actions.tokens import digest_of
from seized.register.loading.entities import organ_name
from seized.register.mandates.facets import Facets
from seized.register.models import (
    Agreement,
    Consultation,
    Entity,
    FeedAddress,
    Mandate,
    Programme,
    Resolution,
    Shared,
    StatusChange,
)
from seized.register.pages import calendar
from seized.register.pages.context import who
from seized.register.policy import Person, can, person, visible
from seized.register.texts import search
from seized.register.tongue import CODES

__all__ = ["entity", "make", "mandates", "own", "resolution", "revoke", "searched", "secret"]

_MOST: Final = 60  # entries in a feed
_NOBODY: Final = Person(None, frozenset(), {})
_SIDES: Final[tuple[tuple[type[Shared], str], ...]] = (
    (Consultation, "participants"),
    (Programme, "partners"),
    (Agreement, "parties"),
)


class _Item(NamedTuple):
    uid: str
    title: str
    text: str
    path: str
    at: datetime.datetime


def mandates(request: HttpRequest, code: str) -> HttpResponse:
    """The mandates that fit the facets of the address."""
    facets = Facets(request.GET, code)
    chosen = " · ".join(f"{title}: {value}" for title, value, _query in facets.chips())
    title = " · ".join(filter(None, (_("Mandates"), facets.given.get("q", ""), chosen)))
    there = f"{reverse('mandates', args=[code])}?{facets.query()}"
    return _atom(request, code, title, there, _asked(facets.rows(), code))


def searched(request: HttpRequest, code: str) -> HttpResponse:
    """The paragraphs that have every word asked for."""
    asked = request.GET.get("q", "").strip()
    inside = request.GET.get("in", code)
    inside = inside if inside in CODES else code
    places = search.find(asked, inside, _MOST)
    items = [
        _Item(
            f"paragraph-{p.version.resolution.symbol}-{inside}-{p.address}",
            f"{p.version.resolution.symbol}, {p.address}",
            p.text,
            reverse("resolution", args=[code, p.version.resolution.symbol])
            + f"?text={inside}#{p.address}",
            p.version.read_at,
        )
        for p in search.paragraphs(places, inside)
    ]
    query = QueryDict(mutable=True)
    query.update({"q": asked, "in": inside})
    there = f"{reverse('search', args=[code])}?{query.urlencode()}"
    return _atom(request, code, f"{_('Search')}: {asked}", there, items)


def entity(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """What an entity is asked, and the public records about it."""
    row = get_object_or_404(Entity, key=key)
    return _of_entity(request, code, row, _NOBODY)


def resolution(request: HttpRequest, code: str, symbol: str) -> HttpResponse:
    """What happens to the mandates of a resolution: read, moved, answered in public."""
    row = get_object_or_404(Resolution, symbol=symbol)
    mine = Mandate.objects.filter(resolution=row, gone=False)
    items = [*_asked(mine, code), *_moves(mine, code), *_answers(mine, _NOBODY, code)]
    there = reverse("resolution", args=[code, symbol])
    return _atom(request, code, f"{symbol} · {row.title(code)}", there, items)


def secret(request: HttpRequest, code: str, key: str, form: str) -> HttpResponse:
    """The feed or calendar behind a secret address, with the rights that its owner has now.

    An address that is unknown, revoked, or of a person without the right is answered alike.
    """
    if form not in {"atom", "ics"}:
        raise Http404
    found = FeedAddress.objects.filter(digest=digest_of(key), revoked_at=None)
    row = found.select_related("user", "entity").first()
    reader = person(row.user) if row is not None else _NOBODY
    if row is None or not can(reader, "feed.read", row):
        raise Http404
    facets = Facets(QueryDict(row.query), code)
    if form == "ics":
        within = facets.rows() if row.query else None
        response = calendar.as_ical(request, code, reader, row.entity, within=within)
    elif row.entity is not None:
        response = _of_entity(request, code, row.entity, reader)
    else:
        rows = facets.rows()
        items = [*_asked(rows, code), *_answers(rows, reader, code)]
        there = f"{reverse('mandates', args=[code])}?{facets.query()}"
        response = _atom(request, code, _("Mandates"), there, items)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def own(request: HttpRequest, code: str, fresh: dict[str, str] | None = None) -> HttpResponse:
    """One's own secret addresses; ``fresh`` are those just made, shown this once."""
    reader = who(request)
    if not can(reader, "feed.make"):
        raise PermissionDenied
    rows = Entity.objects.filter(is_class=False)
    if not reader.everywhere:
        rows = rows.filter(pk__in=reader.entities)
    return render(
        request,
        "register/feeds.html",
        {
            "feeds": FeedAddress.objects.filter(user=reader.user, revoked_at=None)
            .select_related("entity")
            .order_by("-pk"),
            "entities": rows,
            "asked": request.GET.get("entity", ""),
            "query": request.GET.get("filter", ""),
            "fresh": fresh,
        },
    )


@require_POST
def make(request: HttpRequest, code: str) -> HttpResponse:
    """Make an address, and show it."""
    key = request.POST.get("entity", "")
    row = get_object_or_404(Entity, key=key) if key else None
    action = MakeFeed(who(request), row, request.POST.get("filter", ""))
    try:
        action.run()
    except Refused:
        raise PermissionDenied from None
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return redirect("feeds-own", code)
    here = {
        form: request.build_absolute_uri(reverse("feed-secret", args=[code, action.secret, form]))
        for form in ("ics", "atom")
    }
    response = own(request, code, here)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
def revoke(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """End one of one's own addresses."""
    row = get_object_or_404(FeedAddress, pk=pk)
    try:
        RevokeFeed(who(request), row).run()
    except Refused:
        raise Http404 from None
    messages.success(request, _("The address is revoked: nothing can be read there any more."))
    return redirect("feeds-own", code)


def _of_entity(request: HttpRequest, code: str, row: Entity, reader: Person) -> HttpResponse:
    rows = Mandate.objects.filter(addressees__entity=row, gone=False)
    items = [*_asked(rows, code), *_moves(rows, code), *_about(row, reader, code)]
    there = reverse("entity", args=[code, row.key])
    return _atom(request, code, row.name(code), there, items)


def _asked(rows: QuerySet[Mandate], code: str) -> Iterator[_Item]:
    """Mandates as they came into the register, the latest first."""
    latest = (
        Mandate.objects.filter(pk__in=rows.order_by().values("pk"))
        .select_related("resolution")
        .prefetch_related("wordings")
        .annotate(read_at=Max("resolution__versions__read_at"))
        .order_by("-read_at", "-resolution__sort_key", "address", "ordinal")
    )
    for row in latest[:_MOST]:
        words = row.wording(code)
        issued = organ_name(row.resolution.organ, code) if row.resolution.organ else ""
        yield _Item(
            f"mandate-{row}",
            " · ".join(filter(None, (str(row), issued))),
            words.quote if words else "",
            _place(row, code),
            row.read_at or datetime.datetime.now(datetime.UTC),
        )


def _place(row: Mandate, code: str) -> str:
    return f"{reverse('resolution', args=[code, row.resolution.symbol])}#{row.address}"


def _moves(rows: QuerySet[Mandate], code: str) -> Iterator[_Item]:
    """Changes of status, which are as public as the mandate; not who made them."""
    found = StatusChange.objects.filter(mandate__in=rows.order_by().values("pk"))
    for row in found.select_related("mandate__resolution")[:_MOST]:
        yield _Item(
            f"status-{row.pk}",
            f"{row.mandate}: {row.get_before_display()} > {row.get_after_display()}",
            "",
            _place(row.mandate, code),
            row.at,
        )


def _about(row: Entity, reader: Person, code: str) -> Iterator[_Item]:
    for model, many in _SIDES:
        concerned = Q(owner=row) | Q(**{many: row})
        if model is Programme:
            concerned |= Q(lead=row) | Q(contributing=row)
        yield from _records(model, concerned, reader, code)


def _answers(rows: QuerySet[Mandate], reader: Person, code: str) -> Iterator[_Item]:
    inside = Q(mandates__in=rows.order_by().values("pk"))
    for model, _many in _SIDES:
        yield from _records(model, inside, reader, code)


def _records(model: type[Shared], wanted: Q, reader: Person, code: str) -> Iterator[_Item]:
    rows = visible(model._default_manager.filter(wanted), reader).order_by("-changed_at")
    name = str(model._meta.model_name)
    for row in rows[:_MOST]:
        here = reverse(name, args=[code, row.pk])
        yield _Item(f"{name}-{row.pk}", str(row), "", here, row.changed_at)


def _atom(
    request: HttpRequest, code: str, title: str, there: str, items: Iterable[_Item]
) -> HttpResponse:
    """The items as Atom (RFC 4287), the latest first."""
    latest = sorted(items, key=lambda item: item.at, reverse=True)[:_MOST]
    host = request.get_host().partition(":")[0]
    feed = Atom1Feed(
        title=f"{title} · Seized",
        link=request.build_absolute_uri(there),
        description="",
        language="zh-Hans" if code == "zh" else code,
        author_name="Seized",
        feed_url=request.build_absolute_uri(),
        feed_guid=f"tag:{host},2026:{code}:{there}",
    )
    for item in latest:
        feed.add_item(
            title=item.title,
            link=request.build_absolute_uri(item.path),
            description=item.text,
            unique_id=f"tag:{host},2026:{item.uid}",
            updateddate=item.at,
        )
    body = feed.writeString("utf-8")
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
