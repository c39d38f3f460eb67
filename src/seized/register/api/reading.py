"""What can be read: resolutions, records, mandates, entities, agendas, search, the audit trail."""

# No ``from __future__ import annotations``: Ninja reads the annotations of operations.

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Final, Literal

import msgspec
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Path, Query

from seized.model.errors import SymbolError
from seized.register.api import shapes
from seized.register.api.callers import caller
from seized.register.api.paging import cursor_of, last_of, page
from seized.register.api.problems import ProblemError
from seized.register.api.serving import reads
from seized.register.cycle import agenda
from seized.register.mandates.facets import Facets
from seized.register.models import Entity, Event, Mandate, Paragraph, Resolution, Version
from seized.register.policy import can, visible
from seized.register.texts import search
from seized.symbols import ga_session
from seized.writing.json import to_json

__all__ = [
    "Code",
    "Cursor",
    "Limit",
    "Session",
    "Word",
    "current_version",
    "entities_of",
    "entity",
    "found_entity",
    "found_resolution",
    "mandate_rows",
]

Code = Literal["ar", "zh", "en", "fr", "ru", "es"]
Due = Literal["90", "365", "past", "none"]
State = Literal["open", "partly", "met", "overdue", "superseded", "lapsed", "not-known"]
Cursor = Annotated[str, Query(max_length=1000, description="`next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=200)]
Word = Annotated[str, Query(max_length=160)]
Session = Annotated[int | None, Query(ge=1, le=9999)]
_TOGETHER: Final = 200  # rows fetched at once while lines are written
_NDJSON: Final = "application/x-ndjson"
_RECORD: Final = {"application/json": {"schema": {"$ref": "#/components/schemas/Record"}}}
_LINES: Final = {
    _NDJSON: {"schema": {"type": "string", "description": "One MandateOut a line"}}
}  # fmt: skip


def found_resolution(request: HttpRequest, symbol: str) -> Resolution:
    """The resolution under a symbol. Raises ``ProblemError`` 404 for none."""
    rows = visible(Resolution.objects.all(), caller(request).person)
    row = rows.filter(symbol=symbol).select_related("partner", "previous").first()
    if row is None:
        raise ProblemError(404, f"The register has no resolution {symbol}. Import it, or search.")
    return row


@reads("/resolutions", shapes.Page[shapes.ResolutionOut], "texts")
def resolutions(
    request: HttpRequest,
    organ: Word = "",
    session: Session = None,
    item: Word = "",
    letter: Word = "",
    title: Word = "",
    language: Code | None = None,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """Resolutions, newest first; ``title`` is looked for in ``language``."""
    rows = visible(Resolution.objects.all(), caller(request).person)
    for name, value in {"organ": organ, "session": session, "item": item, "letter": letter}.items():
        if value:
            rows = rows.filter(**{name: value})
    if title:
        _wants_language(language, "title")
        rows = rows.filter(**{f"titles__{language}__icontains": title})
    elif language:
        rows = rows.filter(versions__language=language, versions__current=True)
    return page(rows, ("-sort_key", "pk"), cursor, limit, shapes.resolution_row)


@reads(
    "/resolutions/{path:symbol}/versions/{language}",
    None,
    "texts",
    openapi_extra={"responses": {200: {"description": "OK", "content": _RECORD}}},
)
def record(request: HttpRequest, symbol: str, language: Code, text: bool = True) -> HttpResponse:
    """The record of one language version; ``text=false`` leaves the source text out."""
    version = current_version(request, symbol, language)
    return HttpResponse(to_json(version.record, text=text), content_type="application/json")


def current_version(request: HttpRequest, symbol: str, language: str) -> Version:
    """The version that counts. Raises ``ProblemError`` 404 for none in the language."""
    versions = visible(Version.objects.all(), caller(request).person)
    found = versions.filter(resolution=found_resolution(request, symbol), language=language)
    version = found.filter(current=True).select_related("resolution").first()
    if version is None:
        raise ProblemError(404, f"{symbol} is not in the register in this language.")
    return version


@reads("/resolutions/{path:symbol}", shapes.ResolutionWhole, "texts")
def resolution(request: HttpRequest, symbol: str) -> dict[str, Any]:
    """One resolution, with the language versions that the register has."""
    return shapes.resolution_whole(found_resolution(request, symbol))


def _wants_language(language: str | None, name: str) -> str:
    if language is None:
        raise ProblemError(
            422, f"Say in which language {name} is.", {"language": f"needed with {name}"}
        )
    return language


def _narrowed(request: HttpRequest, **given: Any) -> list[int]:
    """Keys of the mandates by the facets of the table, as they entered the register."""
    code = _wants_language(given["language"], "q") if given["q"] else given["language"] or "en"
    texts = {k: str(v) for k, v in given.items() if v not in (None, "", False)}
    return sorted(Facets(texts, code).keys())


def mandate_rows(request: HttpRequest) -> QuerySet[Mandate]:
    """The mandates that stand, with what ``mandate_row`` wants."""
    rows = visible(Mandate.objects.filter(gone=False), caller(request).person)
    rows = rows.select_related("resolution")
    return rows.prefetch_related("wordings", "addressees__entity")


def _mandates(request: HttpRequest, keys: Sequence[int]) -> Iterator[dict[str, Any]]:
    rows = mandate_rows(request).filter(pk__in=keys)
    return map(shapes.mandate_row, rows.order_by("pk"))


def _mandate_page(
    request: HttpRequest, keys: Sequence[int], cursor: str, limit: int
) -> dict[str, Any]:
    rest = keys[bisect_right(keys, last_of(cursor)) :] if cursor else keys
    return {
        "items": list(_mandates(request, rest[:limit])),
        "next": cursor_of([rest[limit - 1]]) if len(rest) > limit else None,
    }


@reads("/mandates", shapes.Page[shapes.MandateOut], "mandates")
def mandates(
    request: HttpRequest,
    organ: Word = "",
    session: Session = None,
    item: Word = "",
    addressee: Word = "",
    force: Word = "",
    deliverable: Word = "",
    due: Due | None = None,
    status: State | None = None,
    language: Code | None = None,
    review: bool = False,
    q: Word = "",
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """Mandates by the facets of the table, in the order in which they entered the register."""
    keys = _narrowed(
        request, organ=organ, session=session, item=item, addressee=addressee, force=force,
        deliverable=deliverable, due=due, status=status, language=language, review=review, q=q,
    )  # fmt: skip
    return _mandate_page(request, keys, cursor, limit)


@reads(
    "/mandates.ndjson",
    None,
    "mandates",
    openapi_extra={"responses": {200: {"description": "OK", "content": _LINES}}},
)
def mandate_lines(
    request: HttpRequest,
    organ: Word = "",
    session: Session = None,
    item: Word = "",
    addressee: Word = "",
    force: Word = "",
    deliverable: Word = "",
    due: Due | None = None,
    status: State | None = None,
    language: Code | None = None,
    review: bool = False,
    q: Word = "",
) -> StreamingHttpResponse:
    """Every mandate by the same facets, one JSON object a line."""
    keys = _narrowed(
        request, organ=organ, session=session, item=item, addressee=addressee, force=force,
        deliverable=deliverable, due=due, status=status, language=language, review=review, q=q,
    )  # fmt: skip
    return StreamingHttpResponse(_lines(request, keys), content_type=_NDJSON)


def _lines(request: HttpRequest, keys: Sequence[int]) -> Iterator[bytes]:
    for start in range(0, len(keys), _TOGETHER):
        for row in _mandates(request, keys[start : start + _TOGETHER]):
            yield msgspec.json.encode(row) + b"\n"


@reads("/mandates/{number}", shapes.MandateOut, "mandates")
def mandate(request: HttpRequest, number: Annotated[int, Path(ge=1, le=2**63 - 1)]) -> Any:
    """One mandate by its id."""
    rows = visible(Mandate.objects.filter(gone=False), caller(request).person)
    row = rows.filter(pk=number).select_related("resolution").first()
    if row is None:
        raise ProblemError(404, "The register has no such mandate, or its text has changed.")
    return shapes.mandate_row(row)


def entities_of(request: HttpRequest) -> QuerySet[Entity]:
    """Entities, each with how many mandates address it as ``asked``."""
    standing = Q(addressed__mandate__gone=False)
    rows = Entity.objects.annotate(
        asked=Count("addressed__mandate", filter=standing, distinct=True)
    )
    return visible(rows, caller(request).person)


@reads("/entities", shapes.Page[shapes.EntityOut], "entities")
def entities(
    request: HttpRequest,
    kind: Literal["un", "partner", "state", "other"] | None = None,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """Entities by key, with how many mandates address each."""
    rows = entities_of(request)
    rows = rows.filter(kind=kind) if kind else rows
    return page(rows, ("key", "pk"), cursor, limit, shapes.entity_row)


@reads("/entities/{path:key}/mandates", shapes.Page[shapes.MandateOut], "entities")
def asked(
    request: HttpRequest,
    key: str,
    due: Due | None = None,
    status: State | None = None,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """What an entity is asked to do."""
    entity(request, key)
    keys = _narrowed(request, addressee=key, due=due, status=status, language=None, q="")
    return _mandate_page(request, keys, cursor, limit)


@reads("/entities/{path:key}", shapes.EntityOut, "entities")
def entity(request: HttpRequest, key: str) -> dict[str, Any]:
    """One entity."""
    return shapes.entity_row(found_entity(request, key))


def found_entity(request: HttpRequest, key: str) -> Entity:
    """The entity with this key. Raises ``ProblemError`` 404 for none."""
    row = entities_of(request).filter(key=key).first()
    if row is None:
        raise ProblemError(404, f"The register has no entity {key}. The list has those it has.")
    return row


@reads("/agenda/{session}", shapes.AgendaOut, "agenda")
def agenda_of(request: HttpRequest, session: Annotated[int, Path(ge=1, le=9999)]) -> dict[str, Any]:
    """The provisional agenda of a session of the General Assembly."""
    try:
        ga_session(session)
    except SymbolError as error:
        raise ProblemError(404, str(error)) from error
    return {
        "session": session,
        "entries": [shapes.entry_row(entry) for entry in agenda.agenda(session, "en")],
        "lapsed": [shapes.entry_row(entry) for entry in agenda.lapsed(session, "en")],
    }


@reads("/search", shapes.Page[shapes.FoundOut], "texts")
def find(
    request: HttpRequest,
    q: Annotated[str, Query(min_length=1, max_length=200)],
    language: Code,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """Paragraphs that have every word of ``q``, those of the newest resolutions first."""
    visible(Paragraph.objects.all(), caller(request).person)  # texts are public
    before = last_of(cursor) if cursor else None
    places = search.find(q, language, limit + 1, before=before)
    found = search.paragraphs(places[:limit], language)
    return {
        "items": [shapes.found_row(row) for row in found],
        "next": cursor_of([places[limit - 1]]) if len(places) > limit else None,
    }


@reads("/audit", shapes.Page[shapes.EventOut], "people")
def audit_trail(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """The audit trail in its order, for auditors; a key needs the scope ``audit``."""
    found = caller(request)
    if not found.person.signed_in:
        raise ProblemError(401, "Sign in, or send a key.")
    if "audit" not in found.scopes or not can(found.person, "audit.read"):
        raise ProblemError(403, "The key or the role does not allow this.")
    rows = visible(Event.objects.all(), found.person)
    return page(rows, ("pk",), cursor, limit, shapes.event_row)


@reads("/me", shapes.MeOut, "people")
def me(request: HttpRequest) -> dict[str, Any]:
    """For whom requests with this key are made."""
    person, scopes, _key = caller(request)
    if person.user is None:
        raise ProblemError(401, "Sign in, or send a key.")
    keys = dict(Entity.objects.filter(pk__in=person.entities).values_list("pk", "key"))
    return {
        "email": person.user.email,
        "scopes": sorted(scopes),
        "everywhere": sorted(person.everywhere),
        "roles": {role: sorted(keys[pk] for pk in found) for role, found in person.roles.items()},
    }
