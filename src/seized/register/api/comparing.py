"""A resolution compared and followed: its languages, its predecessor, its series, its mandates."""

# No ``from __future__ import annotations``: Ninja reads the annotations of operations.

import datetime
from collections.abc import Sequence
from typing import Annotated, Any, Final

import msgspec
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema

from seized.register.api.callers import caller
from seized.register.api.forms import corrections_of
from seized.register.api.problems import ProblemError
from seized.register.api.reading import Code, Word, found_resolution, mandate_rows
from seized.register.api.serving import reads
from seized.register.api.shapes import MandateOut, mandate_row
from seized.register.cycle.answered import answered, in_order
from seized.register.models import Agreement, Call, Resolution, StatusChange, Version
from seized.register.pages.citing import citations
from seized.register.pages.comparing import concordance_of, kin_of, redline_of
from seized.register.pages.exporting import columns_of
from seized.register.pages.series import genealogy_of
from seized.register.policy import visible
from seized.writing.docx_redline import redline_to_docx
from seized.writing.json import result_to_json
from seized.writing.tmx import to_tmx

__all__: list[str] = []

_HERE: Final = "/resolutions/{path:symbol}"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TMX: Final = "application/x-tmx+xml"
_JSON: Final = "application/json"
_MOST: Final = 500  # steps in a history
At = Annotated[str, Query(max_length=60, description="Address of a paragraph, such as op4")]
Languages = Annotated[
    str, Query(max_length=17, pattern="^[a-z]{2}(,[a-z]{2})*$|^$", description="Such as en,fr")
]


def _gives(kind: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    schema = schema or {"type": "string", "format": "binary"}
    content = {kind: {"schema": schema}}
    return {"responses": {200: {"description": "OK", "content": content}}}


def _json(result: msgspec.Struct | None, missing: str) -> HttpResponse:
    if result is None:
        raise ProblemError(404, missing)
    return HttpResponse(result_to_json(result), content_type=_JSON)


# ------------------------------------------------------------------ what is asked, what was done


class FollowedOut(Schema):
    """What was done about a mandate, as far as the caller may see it: keys of records and calls.

    ``latest`` is the day of the last action; ``missing`` the deliverable that nothing answers.
    """

    mandate: int
    address: str
    ordinal: int
    status: str
    standing: bool
    latest: str | None
    missing: str
    consultations: list[int]
    programmes: list[int]
    agreements: list[int]
    calls: list[int]


class FollowUpOut(Schema):
    """What was done about each mandate of a resolution; the agreements that its text speaks of."""

    resolution: str
    mandates: list[FollowedOut]
    spoken: list[int]


class CitedOut(Schema):
    """The forms in which a resolution, or one paragraph of it, is cited, by name."""

    resolution: str
    at: str
    forms: dict[str, str]


class SourceOut(Schema):
    """A reading of the text, and whether it is the one that counts."""

    language: str
    sha256: str
    engine: str
    read_at: datetime.datetime
    current: bool


class MovedOut(Schema):
    """A step in the life of one of its mandates."""

    mandate: int
    at: datetime.datetime
    before: str
    after: str
    reason: str


class HistoryOut(Schema):
    """What was read when, how its mandates moved, and the corrections that the caller may see."""

    resolution: str
    versions: list[SourceOut]
    changes: list[MovedOut]
    corrections: list[dict[str, Any]]


@reads(f"{_HERE}/mandates", list[MandateOut], "texts")
def resolution_mandates(request: HttpRequest, symbol: str) -> list[dict[str, Any]]:
    """The mandates of one resolution, as they stand in it."""
    rows = mandate_rows(request).filter(resolution=found_resolution(request, symbol))
    return [mandate_row(row) for row in sorted(rows, key=in_order)]


@reads(f"{_HERE}/follow-up", FollowUpOut, "texts")
def follow_up(request: HttpRequest, symbol: str) -> dict[str, Any]:
    """What was done about each mandate of a resolution."""
    row, person = found_resolution(request, symbol), caller(request).person
    rows = mandate_rows(request).filter(resolution=row).prefetch_related("changes")
    rows = rows.select_related("verdict")
    spoken = visible(Agreement.objects.filter(seen_in__resolution=row), person)
    asked = visible(Call.objects.filter(mandates__resolution=row), person)
    calls = list(asked.prefetch_related("mandates"))
    return {
        "resolution": symbol,
        "spoken": _keys(spoken),
        "mandates": [_followed(one, calls) for one in answered(sorted(rows, key=in_order), person)],
    }


def _keys(rows: QuerySet[Any] | Sequence[Any]) -> list[int]:
    return sorted({row.pk for row in rows})


def _followed(one: Any, calls: list[Call]) -> dict[str, Any]:
    row = one.mandate
    about = [call for call in calls if row.pk in {m.pk for m in call.mandates.all()}]
    return {
        "mandate": row.pk,
        **{name: getattr(row, name) for name in ("address", "ordinal", "status")},
        "standing": one.standing,
        "latest": str(one.latest) if one.latest else None,
        "missing": one.missing,
        **{n: _keys(getattr(one, n)) for n in ("consultations", "programmes", "agreements")},
        "calls": _keys(about),
    }


@reads(f"{_HERE}/citation", CitedOut, "texts")
def cite(request: HttpRequest, symbol: str, at: At = "", language: Code = "en") -> dict[str, Any]:
    """The forms in which a resolution is cited: six languages, BibTeX, RIS, CSL-JSON."""
    row = found_resolution(request, symbol)
    return {"resolution": symbol, "at": at, "forms": dict(citations(row, at, language))}


@reads(f"{_HERE}/history", HistoryOut, "texts")
def history(request: HttpRequest, symbol: str) -> dict[str, Any]:
    """Which versions were read when, who corrected what, and how its mandates moved."""
    row, person = found_resolution(request, symbol), caller(request).person
    versions = visible(Version.objects.filter(resolution=row), person)
    changes = visible(StatusChange.objects.filter(mandate__resolution=row), person)
    told = ("language", "sha256", "engine", "read_at", "current")
    steps = ("at", "before", "after", "reason")
    return {
        "resolution": symbol,
        "versions": [
            {name: getattr(one, name) for name in told}
            for one in versions.defer("data", "corrected").order_by("-pk")
        ],
        "changes": [
            {"mandate": one.mandate_id, **{name: getattr(one, name) for name in steps}}
            for one in changes[:_MOST]
        ],
        "corrections": corrections_of(visible(row.corrections.filter(shared=None), person)),
    }


# ------------------------------------------------------------------ compared


@reads(f"{_HERE}/concordance", None, "texts", openapi_extra=_gives(_JSON, {"type": "object"}))
def concordance(request: HttpRequest, symbol: str) -> HttpResponse:
    """The language versions held against each other: rows and differences."""
    found = concordance_of(found_resolution(request, symbol))
    return _json(found, _alone(symbol))


def _alone(symbol: str) -> str:
    return f"{symbol} is in the register in one language only. Import another version."


@reads(f"{_HERE}/concordance/memory", None, "texts", openapi_extra=_gives(_TMX))
def concordance_memory(request: HttpRequest, symbol: str) -> HttpResponse:
    """The aligned language versions as a translation memory (TMX)."""
    found = concordance_of(found_resolution(request, symbol))
    if found is None:
        raise ProblemError(404, _alone(symbol))
    return HttpResponse(to_tmx(found), content_type=_TMX)


@reads(f"{_HERE}/concordance/columns", None, "texts", openapi_extra=_gives(_WORD))
def concordance_columns(
    request: HttpRequest, symbol: str, languages: Languages = "", language: Code = "en"
) -> HttpResponse:
    """Two or three versions side by side for Word; ``language`` is that of the comments."""
    row = found_resolution(request, symbol)
    if row.versions.filter(current=True).count() < 2:
        raise ProblemError(404, _alone(symbol))
    _chosen, data = columns_of(row, languages.split(","), language)
    return HttpResponse(data, content_type=_WORD)


def _redline(request: HttpRequest, symbol: str, language: str, against: str) -> Any:
    row = found_resolution(request, symbol)
    kin, other = kin_of(row, language, against)
    if against and against not in {one.symbol for one in kin}:
        raise ProblemError(404, f"{against} is no resolution on the matter of {symbol}.")
    found = redline_of(row, other, language)
    if found is None:
        raise ProblemError(404, f"The register has nothing to hold against {symbol} in {language}.")
    return found


@reads(f"{_HERE}/redline", None, "texts", openapi_extra=_gives(_JSON, {"type": "object"}))
def redline(
    request: HttpRequest, symbol: str, language: Code = "en", against: Word = ""
) -> HttpResponse:
    """What leads word by word from the older of two resolutions on a matter to the newer."""
    return _json(_redline(request, symbol, language, against), "")


@reads(f"{_HERE}/redline/document", None, "texts", openapi_extra=_gives(_WORD))
def redline_document(
    request: HttpRequest, symbol: str, language: Code = "en", against: Word = ""
) -> HttpResponse:
    """The same for Word, with tracked changes: accept all is the newer text."""
    found = _redline(request, symbol, language, against)
    data = redline_to_docx(found, "Seized", "1970-01-01T00:00:00Z")
    return HttpResponse(data, content_type=_WORD)


@reads(f"{_HERE}/genealogy", None, "texts", openapi_extra=_gives(_JSON, {"type": "object"}))
def genealogy(request: HttpRequest, symbol: str, language: Code = "en") -> HttpResponse:
    """Every paragraph through the texts of the series around a resolution."""
    row: Resolution = found_resolution(request, symbol)
    found, _series = genealogy_of(row, language)
    return _json(found, f"The register has no series of texts around {symbol} in {language}.")
