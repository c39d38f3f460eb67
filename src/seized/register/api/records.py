"""Consultations, programmes and agreements: read, enter, change, take the steps to be public."""

# No ``from __future__ import annotations``: Ninja reads the annotations of operations.

from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Path, Schema
from pydantic import ConfigDict, Field

from seized.register.actions import records as actions
from seized.register.api.callers import caller, known
from seized.register.api.forms import record_row
from seized.register.api.paging import page
from seized.register.api.problems import ProblemError
from seized.register.api.reading import Cursor, Limit
from seized.register.api.serving import reads
from seized.register.api.shapes import Page, RecordOut
from seized.register.api.writing import IF_MATCH, edition_asked, edition_seen, tag_of, writes
from seized.register.models import Agreement, Consultation, Entity, Mandate, Programme, Shared
from seized.register.policy import visible

__all__: list[str] = []

Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
Text = Annotated[str, Field(max_length=20_000)]
Line = Annotated[str, Field(max_length=250)]
Key = Annotated[str, Field(max_length=160, description="Key of an entity")]
Keys = Annotated[list[Key], Field(max_length=200)]
Numbers = Annotated[list[Annotated[int, Field(ge=1, le=2**63 - 1)]], Field(max_length=200)]
Date = Annotated[str, Field(max_length=10, description="2026, 2026-03 or 2026-03-25; or nothing")]
Amount = Annotated[float, Field(ge=-1e11, le=1e11)]
Step = Literal["submit", "return", "clear", "publish", "confirm"]
Visible = Literal["private", "concerned", "signed-in", "public"]


class _In(Schema):
    """What every record takes; what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    owner: Key | None = None
    visibility: Visible | None = None
    note: Text | None = None
    mandates: Numbers | None = None
    fields: Keys | None = None


class ConsultationIn(_In):
    """A consultation to enter, or what changes of one."""

    first: Date | None = None
    last: Date | None = None
    level: Literal["heads", "secretariats", "other"] | None = None
    form: Literal["meeting", "video", "call", "letters", "margins"] | None = None
    forum: Annotated[str, Field(max_length=200)] | None = None
    place: Annotated[str, Field(max_length=160)] | None = None
    topics: Text | None = None
    outcome: Text | None = None
    next_step: Text | None = None
    next_date: Date | None = None
    participants: Keys | None = None


class ResultIn(Schema):
    """A target of a programme and what was reached."""

    model_config = ConfigDict(extra="forbid")

    text: Line
    unit: Annotated[str, Field(max_length=60)] = ""
    target: Amount | None = None
    reached: Amount | None = None
    on: Date = ""


class ProgrammeIn(_In):
    """A joint programme to enter, or what changes of one."""

    title: Line | None = None
    lead: Key | None = None
    partners: Keys | None = None
    contributing: Keys | None = None
    countries: Keys | None = None
    first: Date | None = None
    last: Date | None = None
    budget: Amount | None = None
    currency: Annotated[str, Field(max_length=3)] | None = None
    source: Annotated[str, Field(max_length=200)] | None = None
    summary: Text | None = None
    results: Annotated[list[ResultIn], Field(max_length=200)] | None = None


class AgreementIn(_In):
    """An agreement to enter, or what changes of one."""

    kind: Annotated[str, Field(max_length=30)] | None = None
    title: Line | None = None
    parties: Keys | None = None
    signed: Date | None = None
    in_force: Date | None = None
    expires: Date | None = None
    replaces: Annotated[int, Field(ge=1, le=2**63 - 1)] | None = None


class StepIn(Schema):
    """Why a record is returned; other steps need nothing."""

    model_config = ConfigDict(extra="forbid")

    reason: Text = ""


_ENTITIES = ("participants", "partners", "contributing", "parties")


def _rows(request: HttpRequest, model: type[Shared]) -> QuerySet[Any]:
    return visible(model._default_manager.all(), caller(request).person)


def _one(request: HttpRequest, model: type[Shared], number: int) -> Any:
    row = _rows(request, model).filter(pk=number).first()
    if row is None:
        raise ProblemError(404, "The register has no such record, or not for you.")
    return row


def _values(request: HttpRequest, given: _In) -> dict[str, Any]:
    """What an action takes, from what was sent: rows in place of keys."""
    values = given.model_dump(exclude_unset=True)
    for name in ("owner", "lead"):
        if values.get(name) is not None:
            (values[name],) = known(Entity, "key", [values[name]], name)
    for name in _ENTITIES:
        if name in values:
            values[name] = known(Entity, "key", values[name] or [], name)
    if "mandates" in values:
        values["mandates"] = known(Mandate, "pk", values["mandates"] or [], "mandates")
    if values.get("replaces") is not None:
        values["replaces"] = _rows(request, Agreement).filter(pk=values["replaces"]).first()
        if values["replaces"] is None:
            raise ProblemError(422, "Something named here is not known.", {"replaces": "unknown"})
    for name in ("fields", "countries"):
        if name in values:
            values[name] = values[name] or []
    return {n: v for n, v in values.items() if v is not None or n in {"budget", "replaces"}}


def _told(row: Any, **headers: str) -> tuple[dict[str, Any], dict[str, str]]:
    return record_row(row), {"ETag": tag_of(row.edition), **headers}


def _declare(many: str, model: type[Shared], save: Any, shape: type[_In]) -> None:
    one = many.removesuffix("s")

    def listed(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
        return page(_rows(request, model), ("pk",), cursor, limit, record_row)

    listed.__name__, listed.__doc__ = many, f"The {many} that the caller may see."
    reads(f"/{many}", Page[RecordOut], "records")(listed)

    def single(request: HttpRequest, number: Number) -> Any:
        return record_row(_one(request, model, number))

    single.__name__, single.__doc__ = one, f"One {one}; its ETag is that of its edition."
    reads(f"/{many}/{{number}}", RecordOut, "records")(single)

    def added(request: HttpRequest, given: shape) -> Any:  # type: ignore[valid-type]
        row = save(caller(request).person, _values(request, given)).run()
        return _told(row, Location=f"{request.path}/{row.pk}")

    added.__name__, added.__doc__ = f"add_{one}", f"Enter a {one}."
    writes("POST", f"/{many}", RecordOut, "records", status=201)(added)

    def changed(request: HttpRequest, number: Number, given: shape) -> Any:  # type: ignore[valid-type]
        row = _one(request, model, number)
        values, seen = _values(request, given), edition_asked(request)
        return _told(save(caller(request).person, values, row, seen).run())

    changed.__name__, changed.__doc__ = f"change_{one}", f"Change a {one}; If-Match is needed."
    writes("PATCH", f"/{many}/{{number}}", RecordOut, "records")(changed)

    def deleted(request: HttpRequest, number: Number) -> Any:
        row = _one(request, model, number)
        actions.Delete(caller(request).person, row, edition_asked(request)).run()

    deleted.__name__, deleted.__doc__ = f"delete_{one}", f"Take a {one} out; If-Match is needed."
    writes("DELETE", f"/{many}/{{number}}", None, "records", status=204)(deleted)

    def stepped(request: HttpRequest, number: Number, step: Step, given: StepIn) -> Any:
        row = _one(request, model, number)
        more = {"reason": given.reason} if step == "return" else {}
        row = actions.STEPS[step](caller(request).person, row, edition_seen(request), **more).run()
        return _told(row)

    stepped.__name__, stepped.__doc__ = f"{one}_step", f"Take a {one} a step on, or return it."
    path = f"/{many}/{{number}}/{{step}}"
    writes("POST", path, RecordOut, "records", headers=[IF_MATCH])(stepped)


_declare("consultations", Consultation, actions.SaveConsultation, ConsultationIn)
_declare("programmes", Programme, actions.SaveProgramme, ProgrammeIn)
_declare("agreements", Agreement, actions.SaveAgreement, AgreementIn)
