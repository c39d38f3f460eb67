"""Everything of one kind at once, one JSON object a line (NDJSON), as far as the caller sees it."""

# No ``from __future__ import annotations``: Ninja reads the annotations of operations.

from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse

from seized.register.api import shapes
from seized.register.api.callers import caller, reader
from seized.register.api.calls import contribution_whole, contributions_of
from seized.register.api.forms import record_row
from seized.register.api.reading import Code, Word, entities_of
from seized.register.api.serving import reads
from seized.register.models import (
    Agreement,
    Citation,
    Consultation,
    Mention,
    Paragraph,
    Programme,
    Resolution,
    Shared,
)
from seized.register.policy import visible

__all__: list[str] = []

_TOGETHER: Final = 200  # rows fetched at once while lines are written
_KIND: Final = "application/x-ndjson"


def _says(shape: str) -> dict[str, Any]:
    schema = {"type": "string", "description": f"One {shape} a line"}
    return {"responses": {200: {"description": "OK", "content": {_KIND: {"schema": schema}}}}}


def _answer(rows: Iterator[dict[str, Any]]) -> StreamingHttpResponse:
    lines = (msgspec.json.encode(row) + b"\n" for row in rows)
    return StreamingHttpResponse(lines, content_type=_KIND)


def _each(rows: QuerySet[Any], shape: Callable[[Any], dict[str, Any]]) -> StreamingHttpResponse:
    """Rows by key. Each part of them is asked for anew, so that none is held for long."""

    def walked() -> Iterator[dict[str, Any]]:
        last = 0
        while found := list(rows.filter(pk__gt=last).order_by("pk")[:_TOGETHER]):
            yield from map(shape, found)
            last = found[-1].pk

    return _answer(walked())


@reads("/resolutions.ndjson", None, "texts", openapi_extra=_says("ResolutionOut"))
def resolution_lines(request: HttpRequest, organ: Word = "") -> StreamingHttpResponse:
    """Every resolution, one JSON object a line."""
    rows = visible(Resolution.objects.all(), caller(request).person)
    return _each(rows.filter(organ=organ) if organ else rows, shapes.resolution_row)


@reads("/paragraphs.ndjson", None, "texts", openapi_extra=_says("FoundOut"))
def paragraph_lines(
    request: HttpRequest, language: Code | None = None, resolution: Word = ""
) -> StreamingHttpResponse:
    """Every paragraph of every version, one JSON object a line."""
    rows = Paragraph.objects.select_related("version__resolution")
    rows = rows.defer("version__data", "version__corrected", "words")
    found = visible(rows, caller(request).person)
    if language:
        found = found.filter(language=language)
    if resolution:
        found = found.filter(version__resolution__symbol=resolution)
    return _each(found, shapes.found_row)


@reads("/citations.ndjson", None, "texts", openapi_extra=_says("CitationOut"))
def citation_lines(request: HttpRequest, resolution: Word = "") -> StreamingHttpResponse:
    """Every document that a resolution names, one JSON object a line."""
    rows = visible(Citation.objects.select_related("resolution"), caller(request).person)
    rows = rows.filter(resolution__symbol=resolution) if resolution else rows
    return _each(rows, shapes.citation_row)


@reads("/mentions.ndjson", None, "entities", openapi_extra=_says("MentionOut"))
def mention_lines(request: HttpRequest, resolution: Word = "") -> StreamingHttpResponse:
    """Every place where a resolution names an entity, one JSON object a line."""
    rows = visible(Mention.objects.select_related("resolution", "entity"), caller(request).person)
    rows = rows.filter(resolution__symbol=resolution) if resolution else rows
    return _each(rows, shapes.mention_row)


@reads("/entities.ndjson", None, "entities", openapi_extra=_says("EntityOut"))
def entity_lines(request: HttpRequest) -> StreamingHttpResponse:
    """Every entity and how many mandates address it, one JSON object a line."""
    return _each(entities_of(request), shapes.entity_row)


@reads("/contributions.ndjson", None, "calls", openapi_extra=_says("ContributionWhole"))
def contribution_lines(request: HttpRequest) -> StreamingHttpResponse:
    """Every contribution with its answers, one JSON object a line."""
    rows = visible(contributions_of(), reader(request))
    return _each(rows, lambda row: contribution_whole(request, row))


def _declare(many: str, model: type[Shared]) -> None:
    def listed(request: HttpRequest) -> StreamingHttpResponse:
        rows = visible(model._default_manager.select_related("owner"), caller(request).person)
        return _each(rows, record_row)

    listed.__name__ = f"{many.removesuffix('s')}_lines"
    listed.__doc__ = f"The {many} that the caller may see, one JSON object a line."
    reads(f"/{many}.ndjson", None, "records", openapi_extra=_says("RecordOut"))(listed)


_declare("consultations", Consultation)
_declare("programmes", Programme)
_declare("agreements", Agreement)
