"""What falls when: due windows, deadlines of calls, ends of agreements, next meetings."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from django.db.models import Count, Max, Model, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from seized.languages import language
from seized.model.dates import PartialDate
from seized.register.cycle import planning
from seized.register.models import (
    Agreement,
    Call,
    Consultation,
    Entity,
    Mandate,
    Shared,
    Status,
)
from seized.register.policy import Person, can, visible
from seized.writing.ical import Event

__all__ = ["Entry", "diary", "event_of", "kind_of", "mandates_between"]

_MOST: Final = 3000
_LONGEST: Final = 104  # weeks between a step and the day from which it is counted
_DONE: Final = frozenset({Status.MET, Status.SUPERSEDED, Status.LAPSED})


class Entry(NamedTuple):
    """One thing with its days. ``kind`` is ``due``, ``step``, ``call``, ``expires`` or ``meeting``.

    ``uid`` names it for good; ``path`` is the page about it without the language in front;
    ``place`` is the paragraph or record that it comes from; ``edition`` grows with each change.
    """

    uid: str
    kind: str
    first: datetime.date
    last: datetime.date
    title: str
    place: str
    told: str
    path: str
    edition: int
    changed: datetime.datetime | None = None
    done: bool = False


def kind_of(kind: str) -> str:
    """What a kind of entry is called."""
    return {
        "due": _("Due window"),
        "step": _("Step of preparation"),
        "call": _("Inputs due"),
        "expires": _("Agreement ends"),
        "meeting": _("Next meeting"),
    }[kind]


def diary(
    who: Person,
    code: str,
    first: datetime.date,
    last: datetime.date,
    entity: Entity | None = None,
    session: int | None = None,
    within: QuerySet[Mandate] | None = None,
) -> list[Entry]:
    """What the person may see between two days, earliest end first.

    With ``entity`` only what concerns it; with ``session`` only mandates due at that session;
    with ``within`` only mandates among those.
    """
    asked = mandates_between(first, last, entity)
    if within is not None:
        asked = asked.filter(pk__in=within.order_by().values("pk"))
    found = [*_dues(code, asked, session)]
    if session is None and within is None:
        found += [*_calls(who, code, first, last, entity)]
        found += [*_steps(who, code, first, last, entity)]
        found += [*_ends(who, code, first, last, entity)]
        found += [*_meetings(who, code, first, last, entity)]
    return sorted(found, key=lambda e: (e.last, e.first, e.place))[:_MOST]


def mandates_between(
    first: datetime.date, last: datetime.date, entity: Entity | None = None
) -> QuerySet[Mandate]:
    """The mandates whose due window touches the days between ``first`` and ``last``."""
    rows = Mandate.objects.filter(gone=False).annotate(
        begins=Coalesce("due_first", "due_last"), ends=Coalesce("due_last", "due_first")
    )
    rows = rows.filter(ends__gte=first, begins__lte=last)
    if entity is not None:
        rows = rows.filter(addressees__entity=entity)
    return (
        rows.select_related("resolution")
        .prefetch_related("wordings", "addressees__entity")
        .annotate(
            steps_taken=Count("changes", distinct=True),
            editions=Count("resolution__versions", distinct=True),
            read_at=Max("resolution__versions__read_at"),
            moved_at=Max("changes__at"),
        )
        .order_by("ends", "pk")
    )


def _dues(code: str, rows: QuerySet[Any], session: int | None) -> Iterator[Entry]:
    names = language(code).table("tables")["deliverable"]
    for row in rows[:_MOST]:
        if session is not None and session not in row.sessions:
            continue
        words = row.wording(code)
        begins = row.due_first or row.due_last
        assert begins is not None  # the query asked for one of the two
        at = [stamp for stamp in (row.read_at, row.moved_at) if stamp is not None]
        yield Entry(
            uid=f"mandate-{row.resolution.symbol}-{row.place}",
            kind="due",
            first=begins,
            last=row.due_last or begins,
            title=str(names.get(row.deliverable, row.deliverable)),
            place=str(row),
            told=(words.action or words.quote) if words else "",
            path=_page("resolution", row.resolution.symbol) + f"#{row.address}",
            edition=row.steps_taken + row.editions,
            changed=max(at, default=None),
            done=row.status in _DONE,
        )


def _page(name: str, *args: Any) -> str:
    """The address of a page without the language in front."""
    return reverse(name, args=["en", *args]).removeprefix("/en/")


def _calls(
    who: Person, code: str, first: datetime.date, last: datetime.date, entity: Entity | None
) -> Iterator[Entry]:
    rows = visible(Call.objects.filter(deadline__range=(first, last)), who)
    if entity is not None:
        rows = rows.filter(invitations__entity=entity).distinct()
    for row in rows:
        yield Entry(
            uid=f"call-{row.pk}",
            kind="call",
            first=row.deadline,
            last=row.deadline,
            title=row.title,
            place=_("session %(number)s") % {"number": row.session},
            told="",
            path=_page("call", row.pk),
            edition=row.edition,
            changed=row.opened_at,
            done=row.state in (Call.State.FROZEN, Call.State.CLOSED),
        )


def _steps(
    who: Person, code: str, first: datetime.date, last: datetime.date, entity: Entity | None
) -> Iterator[Entry]:
    """The steps towards a report, but the inputs: those have a deadline of their own.

    They are for those who write the report, not for the entities that are asked.
    """
    if entity is not None or not can(who, "report.read"):
        return
    until = last + datetime.timedelta(weeks=_LONGEST)
    for row in visible(Call.objects.filter(considered__range=(first, until)), who):
        assert row.considered is not None  # the query asked for it
        for step in planning.steps(row.considered, row.slotting or planning.slotting()):
            if step.key == "inputs" or not first <= step.day <= last:
                continue
            yield Entry(
                uid=f"call-{row.pk}-{step.key}",
                kind="step",
                first=step.day,
                last=step.day,
                title=planning.step_name(step.key),
                place=row.title,
                told="",
                path=_page("call", row.pk),
                edition=row.edition,
                changed=row.opened_at,
                done=row.state == Call.State.CLOSED,
            )


def _span(value: Any) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of a partial date: a month is shown as a month, not as a guessed day."""
    if not value:
        return None
    partial = PartialDate(str.__str__(value))
    return partial.first, partial.last


def _concerns(entity: Entity | None, many: str) -> Q:
    return Q() if entity is None else Q(owner=entity) | Q(**{many: entity})


def _record(
    row: Shared, kind: str, days: tuple[datetime.date, datetime.date], title: str, told: str
) -> Entry:
    name = str(row._meta.model_name)
    return Entry(
        uid=f"{name}-{row.pk}-{kind}",
        kind=kind,
        first=days[0],
        last=days[1],
        title=title,
        place=str(row),
        told=told,
        path=_page(name, row.pk),
        edition=row.edition,
        changed=row.changed_at,
    )


def _within(
    days: tuple[datetime.date, datetime.date] | None, first: datetime.date, last: datetime.date
) -> bool:
    return days is not None and days[1] >= first and days[0] <= last


def _ends(
    who: Person, code: str, first: datetime.date, last: datetime.date, entity: Entity | None
) -> Iterator[Entry]:
    for row in _dated(Agreement, "expires", who, first, last, _concerns(entity, "parties")):
        days = _span(row.expires)
        if days is not None and _within(days, first, last):
            yield _record(row, "expires", days, row.title or str(row), row.note)


def _meetings(
    who: Person, code: str, first: datetime.date, last: datetime.date, entity: Entity | None
) -> Iterator[Entry]:
    rows = _dated(Consultation, "next_date", who, first, last, _concerns(entity, "participants"))
    for row in rows:
        days = _span(row.next_date)
        if days is not None and _within(days, first, last):
            yield _record(row, "meeting", days, row.next_step or row.forum, row.topics)


def _dated(
    model: type[Any],
    column: str,
    who: Person,
    first: datetime.date,
    last: datetime.date,
    concerned: Q,
) -> QuerySet[Any]:
    """Visible records whose partial date can lie between the days; text sorts as dates do."""
    between = Q(**{f"{column}__gte": f"{first.year:04}", f"{column}__lt": f"{last.year + 1:04}"})
    rows: QuerySet[Any] = model._default_manager.filter(between).filter(concerned)
    return _seen(rows, who)


def _seen(rows: QuerySet[Any], who: Person) -> QuerySet[Any]:
    found: QuerySet[Model] = visible(rows, who)
    return found


def event_of(entry: Entry, code: str, origin: str) -> Event:
    """The entry as an event of a calendar; ``origin`` is the address of the register."""
    stamp = entry.changed or datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    kind = kind_of(entry.kind)
    plain = "".join(c if c.isascii() and (c.isalnum() or c in ".-") else "-" for c in entry.uid)
    return Event(
        uid=f"{plain.lower()}@seized",
        stamp=f"{stamp.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}",
        first=entry.first,
        last=entry.last,
        summary=" · ".join(filter(None, (kind, entry.title, entry.place))),
        code=code,
        description=entry.told,
        told_in=code,
        category=kind,
        url=f"{origin}/{code}/{entry.path}" if entry.path else None,
        sequence=entry.edition,
    )
