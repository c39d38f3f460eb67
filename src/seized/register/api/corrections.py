"""Corrections of what was read: laid on a mandate, listed, taken back."""

# No ``from __future__ import annotations``: Ninja reads the annotations of operations.

import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import ConfigDict, Field

from seized.corrections import dump
from seized.register.actions.review import CorrectMandate, DropCorrection, seen
from seized.register.api.callers import caller, one_of, reader
from seized.register.api.cycle_shapes import Number, Text
from seized.register.api.forms import corrections_row
from seized.register.api.problems import ProblemError
from seized.register.api.reading import Code, current_version
from seized.register.api.review import found_mandate
from seized.register.api.serving import reads
from seized.register.api.writing import IF_MATCH, edition_asked, edition_seen, tag_of, writes
from seized.register.models import Correction, Mandate
from seized.register.policy import can
from seized.register.texts.reviewing import held_corrections

__all__: list[str] = []

_FILE = {"application/json": {"schema": {"type": "object"}}}


class CorrectionIn(Schema):
    """What is right, as assignments such as ``force=request``; or that it is no mandate."""

    model_config = ConfigDict(extra="forbid")

    assignments: list[Annotated[str, Field(max_length=2000)]] = Field([], max_length=50)
    remove: bool = False
    reason: Text = ""


class CorrectionOut(Schema):
    """A correction: anchored by address and quote; ``was`` is what was read."""

    id: int
    by: str
    on: datetime.date
    language: str
    kind: str
    what: str
    at: str
    quote: str
    values: dict[str, Any]
    was: dict[str, Any]
    reason: str
    fits: bool


class CorrectionsOut(Schema):
    """The corrections of a mandate."""

    mandate: int
    edition: int
    corrections: list[CorrectionOut]


def _as_seen(row: Mandate, edition: int | None) -> None:
    """Raise ``ProblemError`` 412 where the corrections are others than those of ``edition``."""
    now = corrections_row(row)
    if edition is not None and edition != now["edition"]:
        raise ProblemError(412, "Someone else has corrected this mandate.", current=now)


@reads("/mandates/{number}/corrections", CorrectionsOut, "review")
def corrections(request: HttpRequest, number: Number) -> Any:
    """The corrections of a mandate; their edition is the last of them."""
    reader(request, "review.read")
    return corrections_row(found_mandate(request, number))


@writes("POST", "/mandates/{number}/corrections", CorrectionsOut, "review", headers=[IF_MATCH])
def correct_mandate(request: HttpRequest, number: Number, given: CorrectionIn) -> Any:
    """Say otherwise what a mandate is, in every language version; or that it is none."""
    row, person = found_mandate(request, number), reader(request, "review.decide")
    _as_seen(row, edition_seen(request))
    action = CorrectMandate(
        person, row, given.assignments, given.reason, remove=given.remove, seen=seen(row)
    )
    told = corrections_row(action.run())
    return told, {"ETag": tag_of(told["edition"])}


@writes("DELETE", "/mandates/{number}/corrections/{key}", None, "review", status=204)
def drop_correction(request: HttpRequest, number: Number, key: Number) -> Any:
    """Take a correction back; the doubt that it decided is open again. If-Match is needed."""
    person = reader(request, "review.decide")
    row = one_of(Mandate.objects.all(), person, number, "mandate")
    _as_seen(row, edition_asked(request))
    one = one_of(Correction.objects.filter(mandate=row), person, key, "correction")
    DropCorrection(person, one).run()


@reads(
    "/resolutions/{path:symbol}/corrections/{language}",
    None,
    "texts",
    openapi_extra={"responses": {200: {"description": "OK", "content": _FILE}}},
)
def corrections_file(request: HttpRequest, symbol: str, language: Code) -> HttpResponse:
    """The corrections of one version, as the file beside a document that ``seized`` reads."""
    version = current_version(request, symbol, language)
    named = can(caller(request).person, "review.read")
    return HttpResponse(dump(held_corrections(version, named)), content_type="application/json")
