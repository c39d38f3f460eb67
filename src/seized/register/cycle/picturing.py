"""What the pictures of the register show: a cycle through the years, and counts of mandates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from seized.meaning.fields import field_name, fields
from seized.model.dates import PartialDate
from seized.register.cycle.forms import kind_name
from seized.register.models import (
    Agreement,
    Consultation,
    Entity,
    Mandate,
    Occasion,
    Report,
    Resolution,
    Status,
)
from seized.register.policy import Person, visible
from seized.writing.lanes import Moment

__all__ = ["Grid", "by_entity", "by_field", "lanes", "moments", "of"]

_ROWS: Final = 16  # entities in one picture


def lanes() -> dict[str, str]:
    """The lanes of a cycle from the top, by key."""
    return {
        "resolution": _("Resolutions"),
        "agreement": _("Agreements"),
        "consultation": _("Consultations"),
        "meeting": _("Meetings"),
        "report": _("Reports"),
    }


def of(partner: Entity | None) -> QuerySet[Mandate]:
    """The mandates of the cooperation with a partner, or all."""
    rows: QuerySet[Mandate] = Mandate.objects.filter(gone=False)
    return rows if partner is None else rows.filter(resolution__partner=partner)


def moments(partner: Entity, who: Person, code: str) -> list[Moment]:
    """Everything dated about the cooperation with a partner that the person may see."""
    return [*_texts(partner, code), *_deeds(partner, who, code), *_meetings(partner),
            *_reports(partner, who, code)]  # fmt: skip


def _dated(value: Any) -> PartialDate | None:
    return value if isinstance(value, PartialDate) else None


def _texts(partner: Entity, code: str) -> Iterator[Moment]:
    for row in Resolution.objects.filter(partner=partner):
        if (day := _dated(row.adopted)) is not None:
            yield Moment("resolution", day, None, row.symbol, row.title(code), True)


def _deeds(partner: Entity, who: Person, code: str) -> Iterator[Moment]:
    agreements = Agreement.objects.filter(parties=partner).prefetch_related("parties")
    for row in visible(agreements, who):
        if (day := _dated(row.signed)) is not None:
            others = [e.name(code) for e in row.parties.all() if e.pk != partner.pk]
            kind = row.title or kind_name(row.kind, code)
            yield Moment("agreement", day, None, " · ".join(others) or kind, kind)
    for one in visible(Consultation.objects.filter(participants=partner), who):
        if (day := _dated(one.first)) is not None:
            name = one.forum or one.get_form_display()
            yield Moment("consultation", day, _dated(one.last), str(name), one.place)


def _meetings(partner: Entity) -> Iterator[Moment]:
    """Each meeting once, however many resolutions speak of it."""
    seen: set[tuple[str, str]] = set()
    rows = Occasion.objects.filter(resolution__partner=partner).select_related("resolution")
    for row in rows.order_by("resolution__sort_key"):
        day = _dated(row.first)
        key = (str.__str__(row.first or ""), row.place.casefold())
        if day is None or key in seen:
            continue
        seen.add(key)
        name = row.place or row.resolution.symbol
        yield Moment("meeting", day, _dated(row.last), name, row.resolution.symbol)


def _reports(partner: Entity, who: Person, code: str) -> Iterator[Moment]:
    """When a report is due, and the reports that were assembled."""
    due = of(partner).filter(deliverable="report", due_first__isnull=False)
    for row in due.select_related("resolution"):
        first, last = row.due_first, row.due_last or row.due_first
        if first is None or last is None:
            continue
        name = f"{row.resolution.symbol} {row.place}"
        yield Moment("report", PartialDate(first.isoformat()), PartialDate(last.isoformat()),
                     name, row.get_status_display(), True)  # fmt: skip
    made = Report.objects.filter(call__mandates__resolution__partner=partner)
    for report in visible(made, who).distinct():
        day = PartialDate(report.made_at.date().isoformat())
        yield Moment("report", day, None, report.symbol or _("Report"), report.language)


class Grid(NamedTuple):
    """Counts of mandates by row and column, each with names by key."""

    rows: dict[str, str]
    columns: dict[str, str]
    counts: Mapping[tuple[str, str], int]


def by_entity(mandates: QuerySet[Mandate], code: str) -> Grid:
    """How often each entity is asked, by session; those most often asked, the rest together."""
    rows = mandates.filter(addressees__role="addressee", resolution__session__isnull=False)
    counted = rows.order_by().values_list("addressees__entity__key", "resolution__session")
    found = {(key or "", str(n)): c for key, n, c in counted.annotate(Count("pk", distinct=True))}
    totals: Counter[str] = Counter()
    for (key, _session), count in found.items():
        totals[key] += count
    shown = [key for key, _n in totals.most_common() if key][:_ROWS]
    names = {e.key: e.name(code) for e in Entity.objects.filter(key__in=shown)}
    kept: Counter[tuple[str, str]] = Counter()
    for (key, session), count in found.items():
        kept[key if key in names else "", session] += count
    heads = {key: names[key] for key in shown}
    if any(key == "" for key, _session in kept):
        heads[""] = _("Others")
    sessions = sorted({session for _key, session in kept}, key=int)
    return Grid(heads, {one: one for one in sessions}, kept)


def by_field(mandates: QuerySet[Mandate], code: str) -> Grid:
    """How far mandates have come, by field of cooperation."""
    kept: Counter[tuple[str, str]] = Counter()
    for named, status in mandates.values_list("fields", "status"):
        for field in named or [""]:
            kept[field, status] += 1
    totals: Counter[str] = Counter()
    for (field, _status), count in kept.items():
        totals[field] += count
    known = fields()
    order = sorted(totals, key=lambda field: (field == "", -totals[field], field))
    rows = {f: field_name(f, code) if f in known else f or _("No field named") for f in order}
    return Grid(rows, {key: str(label) for key, label in Status.choices}, kept)
