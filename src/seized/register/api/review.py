"""What people decide: the status of mandates, and the doubts of the engine."""

# No ``from __future__ import annotations``: Ninja reads the annotations of operations.

from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest

from seized.register.actions.review import Decide, ReportMandate, Undecide
from seized.register.actions.status import LeaveToEvidence, SetStatus
from seized.register.api.callers import caller, one_of, reader
from seized.register.api.cycle_shapes import (
    Decision,
    ItemOut,
    ItemWhole,
    Nothing,
    Number,
    ReasonIn,
    StatusIn,
    StatusOut,
    WordsIn,
)
from seized.register.api.forms import item_row, status_row
from seized.register.api.paging import page
from seized.register.api.reading import Code, Cursor, Limit, Word
from seized.register.api.serving import reads
from seized.register.api.shapes import Page
from seized.register.api.writing import IF_MATCH, edition_asked, edition_seen, tag_of, writes
from seized.register.models import Mandate, ReviewItem
from seized.register.policy import visible
from seized.register.texts.reviewing import readings

__all__ = ["found_mandate"]

State = Literal["open", "accepted", "corrected", "rejected"]


def found_mandate(request: HttpRequest, number: int) -> Mandate:
    """A mandate that stands. Raises ``ProblemError`` 404."""
    rows = Mandate.objects.filter(gone=False).select_related("resolution", "verdict")
    return one_of(rows, caller(request).person, number, "mandate")


def _status(row: Mandate) -> tuple[dict[str, Any], dict[str, str]]:
    told = status_row(row)
    return told, {"ETag": tag_of(told["edition"])}


@reads("/mandates/{number}/status", StatusOut, "mandates")
def mandate_status(request: HttpRequest, number: Number) -> Any:
    """How far a mandate has come, and the steps; the edition is the last of them."""
    return status_row(found_mandate(request, number))


@writes("PATCH", "/mandates/{number}/status", StatusOut, "mandates")
def set_status(request: HttpRequest, number: Number, given: StatusIn) -> Any:
    """Say how far a mandate has come, and why; If-Match is needed."""
    row, seen = found_mandate(request, number), edition_asked(request)
    person = caller(request).person
    return _status(SetStatus(person, row, given.status, given.reason, seen).run())


@writes("POST", "/mandates/{number}/status/release", StatusOut, "mandates", headers=[IF_MATCH])
def leave_status(request: HttpRequest, number: Number, given: ReasonIn) -> Any:
    """Leave the status of a mandate to the evidence again."""
    row, seen = found_mandate(request, number), edition_seen(request)
    return _status(LeaveToEvidence(caller(request).person, row, given.reason, seen).run())


@writes("POST", "/mandates/{number}/report", ItemOut, "review", status=201)
def report_mandate(request: HttpRequest, number: Number, given: WordsIn) -> Any:
    """Tell the coordinators that something is wrong about a mandate."""
    row = ReportMandate(caller(request).person, found_mandate(request, number), given.words).run()
    return item_row(row)


def _items() -> QuerySet[ReviewItem]:
    rows = ReviewItem.objects.select_related("version__resolution", "mandate__resolution")
    return rows.defer("version__data", "version__corrected")


def _item(request: HttpRequest, number: int) -> ReviewItem:
    return one_of(_items(), reader(request, "review.read"), number, "doubt")


@reads("/review", Page[ItemOut], "review")
def review(
    request: HttpRequest,
    state: State | None = None,
    code: Word = "",
    language: Code | None = None,
    symbol: Word = "",
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """Doubts of the versions that count, decided or not."""
    rows = visible(_items(), reader(request, "review.read"))
    rows = rows.filter(version__current=True).exclude(state=ReviewItem.State.GONE)
    wanted = {
        "state": state, "code": code, "version__language": language,
        "version__resolution__symbol": symbol,
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return page(rows, ("pk",), cursor, limit, item_row)


@reads("/review/{number}", ItemWhole, "review")
def review_item(request: HttpRequest, number: Number) -> Any:
    """One doubt, with the readings between which one may choose."""
    row = _item(request, number)
    told = [{"name": one.name, "assignments": list(one.assignments)} for one in readings(row)]
    return {**item_row(row), "readings": told}


@writes("POST", "/review/{number}/decide", ItemOut, "review")
def decide(request: HttpRequest, number: Number, given: Decision) -> Any:
    """Accept, correct or reject what was doubted; 412 where someone has decided before."""
    row = _item(request, number)
    action = Decide(caller(request).person, row, given.decision, given.assignments, given.reason)
    return item_row(action.run())


@writes("POST", "/review/{number}/undo", ItemOut, "review")
def undecide(request: HttpRequest, number: Number, given: Nothing) -> Any:
    """Take a decision back, with the corrections that it brought."""
    return item_row(Undecide(caller(request).person, _item(request, number)).run())
