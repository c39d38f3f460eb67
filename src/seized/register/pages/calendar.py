"""The calendar: a list by month, and the same as iCalendar."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from seized.register.cycle.diary import Entry, diary, event_of, kind_of
from seized.register.models import Entity, Mandate
from seized.register.pages.context import who
from seized.register.policy import Person, can
from seized.writing.ical import to_calendar

__all__ = ["as_ical", "ical", "page"]

_MONTHS: Final = 12  # on one page
_BACK: Final = datetime.timedelta(366)  # how far back a calendar that is subscribed to goes
_AHEAD: Final = datetime.timedelta(5 * 366)


def page(request: HttpRequest, code: str) -> HttpResponse:
    """What falls in the twelve months from the one of the address."""
    first = _month(request.GET.get("from", ""))
    last = _later(first, _MONTHS) - datetime.timedelta(1)
    entity, session = _asked(request)
    person = who(request)
    entries = diary(person, code, first, last, entity, session)
    return render(
        request,
        "register/calendar.html",
        {
            "months": _by_month(entries, first),
            "first": first,
            "last": last,
            "before": f"{_later(first, -_MONTHS):%Y-%m}",
            "after": f"{_later(first, _MONTHS):%Y-%m}",
            "start": f"{first:%Y-%m}",
            "entity": entity,
            "session": session,
            "entities": _entities(),
            "may_subscribe": can(person, "feed.make"),
            "nav": "calendar",
        },
    )


def ical(request: HttpRequest, code: str) -> HttpResponse:
    """What everyone may see, for an entity or a session, as a calendar file."""
    entity, session = _asked(request)
    return as_ical(request, code, Person(None, frozenset(), {}), entity, session)


def as_ical(
    request: HttpRequest,
    code: str,
    person: Person,
    entity: Entity | None,
    session: int | None = None,
    within: QuerySet[Mandate] | None = None,
) -> HttpResponse:
    """The diary of a person, from a year ago to five years ahead, as iCalendar."""
    today = datetime.datetime.now(datetime.UTC).date()
    entries = diary(person, code, today - _BACK, today + _AHEAD, entity, session, within)
    origin = request.build_absolute_uri("/").rstrip("/")
    title = f"Seized · {entity.name(code) if entity else _('Calendar')}"
    body = to_calendar((event_of(e, code, origin) for e in entries), title, code)
    return HttpResponse(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="seized.ics"'},
    )


def _asked(request: HttpRequest) -> tuple[Entity | None, int | None]:
    """The entity and the session of the address. Raises ``Http404`` for an unknown entity."""
    key, number = request.GET.get("entity", ""), request.GET.get("session", "")
    entity = Entity.objects.filter(key=key).first() if key and "\0" not in key else None
    if key and entity is None:
        raise Http404(key)
    known = number.isascii() and number.isdigit() and len(number) < 5
    return entity, int(number) if known else None


def _month(asked: str) -> datetime.date:
    """The first day of the month asked for; of this one where that is none."""
    try:
        found = datetime.date.fromisoformat(f"{asked}-01")
    except ValueError:
        found = datetime.datetime.now(datetime.UTC).date().replace(day=1)
    return found if 1946 <= found.year <= 2200 else datetime.date(2200, 1, 1)


def _later(first: datetime.date, months: int) -> datetime.date:
    count = first.year * 12 + first.month - 1 + months
    return datetime.date(count // 12, count % 12 + 1, 1)


def _by_month(entries: list[Entry], first: datetime.date) -> list[tuple[str, list[Any]]]:
    """Entries under the month in which they end; what ends after the page stands in its last."""
    months: dict[str, list[Any]] = {}
    for entry in entries:
        month = f"{max(entry.last, first):%Y-%m}"
        months.setdefault(month, []).append((kind_of(entry.kind), entry))
    return list(months.items())


def _entities() -> list[Entity]:
    """Those that some mandate with a due window addresses."""
    return list(
        Entity.objects.filter(addressed__mandate__gone=False)
        .exclude(addressed__mandate__due_last=None)
        .distinct()[:200]
    )
