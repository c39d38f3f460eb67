"""What falls when, and what the pictures show as numbers."""

# No ``from __future__ import annotations``: Ninja reads the annotations of operations.

import datetime
from typing import Annotated, Any, Final, Literal

from django.http import HttpRequest
from django.utils import translation
from ninja import Query, Schema

from seized.register.api.callers import caller
from seized.register.api.problems import ProblemError
from seized.register.api.reading import Code, Session, Word, found_entity
from seized.register.api.serving import reads
from seized.register.cycle import diary, picturing
from seized.register.models import Entity
from seized.register.tongue import django_code

__all__: list[str] = []

Day = Annotated[datetime.date | None, Query()]
_YEARS: Final = 10  # in one answer
_YEAR: Final = datetime.timedelta(365)


class SpanOut(Schema):
    """From a first day to a last."""

    first: datetime.date
    last: datetime.date


class DayOut(SpanOut):
    """One thing with its days; ``place`` is the paragraph or record that it comes from.

    ``kind`` is ``due``, ``step``, ``call``, ``expires`` or ``meeting``.
    """

    uid: str
    kind: str
    title: str
    place: str
    told: str
    path: str
    edition: int
    changed: datetime.datetime | None
    done: bool


class CalendarOut(SpanOut):
    """What falls between two days, the earliest end first."""

    entries: list[DayOut]


class CountOut(Schema):
    """How many mandates a row has in a column; both by key."""

    row: str
    column: str
    mandates: int


class CountsOut(Schema):
    """Counts of mandates by row and column, with the names of both."""

    rows: dict[str, str]
    columns: dict[str, str]
    counts: list[CountOut]


class MomentOut(Schema):
    """Something that happened or is due; ``lane`` is its kind. Dates are as exact as known."""

    lane: str
    first: str
    last: str | None
    name: str
    told: str


@reads("/calendar", CalendarOut, "calendar")
def calendar(
    request: HttpRequest,
    first: Day = None,
    last: Day = None,
    entity: Word = "",
    session: Session = None,
    language: Code = "en",
) -> dict[str, Any]:
    """Due windows, deadlines, ends of agreements, next meetings; a year from today by default."""
    first = first or datetime.datetime.now(datetime.UTC).date()
    last = last or min(first, datetime.date.max - _YEAR) + _YEAR
    if last < first or (last - first) > _YEARS * (_YEAR + datetime.timedelta(1)):
        raise ProblemError(
            422, f"The days are at most {_YEARS} years apart.", {"last": "not after first"}
        )
    found = found_entity(request, entity) if entity else None
    with translation.override(django_code(language)):
        entries = diary.diary(caller(request).person, language, first, last, found, session)
    return {"first": first, "last": last, "entries": [one._asdict() for one in entries]}


def _partner(request: HttpRequest, key: str) -> Entity:
    row = found_entity(request, key)
    if not row.resolutions.exists():
        raise ProblemError(404, f"No resolution is about cooperation with {key}.")
    return row


@reads("/counts/{kind}", CountsOut, "pictures")
def counts(
    request: HttpRequest, kind: Literal["entities", "fields"], partner: Word = "",
    language: Code = "en",
) -> dict[str, Any]:  # fmt: skip
    """Mandates by entity and session, or by field and status; all, or those about a partner."""
    mandates = picturing.of(_partner(request, partner) if partner else None)
    make = picturing.by_entity if kind == "entities" else picturing.by_field
    with translation.override(django_code(language)):
        grid = make(mandates, language)
        return {
            "rows": {key: str(name) for key, name in grid.rows.items()},
            "columns": {key: str(name) for key, name in grid.columns.items()},
            "counts": [
                {"row": row, "column": column, "mandates": number}
                for (row, column), number in sorted(grid.counts.items())
            ],
        }


@reads("/moments/{path:partner}", list[MomentOut], "pictures")
def moments(request: HttpRequest, partner: str, language: Code = "en") -> list[dict[str, Any]]:
    """Everything dated about the cooperation with a partner that the caller may see."""
    row = _partner(request, partner)
    with translation.override(django_code(language)):
        found = picturing.moments(row, caller(request).person, language)
        return [
            {
                "lane": one.lane, "first": str.__str__(one.first),
                "last": str.__str__(one.last) if one.last else None,
                "name": str(one.name), "told": str(one.told),
            }
            for one in found
        ]  # fmt: skip
