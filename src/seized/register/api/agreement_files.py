"""The text of an agreement: attached, read, taken away."""

# No ``from __future__ import annotations``: Ninja reads the annotations of operations.

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import File
from ninja.files import UploadedFile

from seized.register.actions.records import SaveAgreement
from seized.register.api.callers import caller, one_of
from seized.register.api.cycle_shapes import Number
from seized.register.api.forms import record_row
from seized.register.api.problems import ProblemError
from seized.register.api.serving import reads
from seized.register.api.shapes import RecordOut
from seized.register.api.writing import IF_MATCH, edition_asked, edition_seen, tag_of, writes
from seized.register.models import Agreement

__all__: list[str] = []

_ANY: Final = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


def _agreement(request: HttpRequest, number: int) -> Agreement:
    return one_of(Agreement.objects.all(), caller(request).person, number, "record")


def _saved(request: HttpRequest, row: Agreement, file: Any, seen: int | None) -> Agreement:
    return SaveAgreement(caller(request).person, {"text": file}, row, seen).run()


@reads(
    "/agreements/{number}/file",
    None,
    "records",
    openapi_extra={"responses": {200: {"description": "OK", "content": _ANY}}},
)
def agreement_file(request: HttpRequest, number: Number) -> HttpResponse:
    """The text of an agreement, as it was attached."""
    row = _agreement(request, number)
    if not row.text:
        raise ProblemError(404, "No text is attached to this agreement.")
    with row.text.open("rb") as held:
        answer = HttpResponse(held.read(), content_type="application/octet-stream")
    name = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in _name(row))
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _name(row: Agreement) -> str:
    return str(row.text.name).rpartition("/")[2]


@writes("POST", "/agreements/{number}/file", RecordOut, "records", headers=[IF_MATCH])
def attach_file(request: HttpRequest, number: Number, file: File[UploadedFile]) -> Any:
    """Attach the text of an agreement: PDF, Word, ODT or plain text, up to 20 MB."""
    row = _saved(request, _agreement(request, number), file, edition_seen(request))
    return record_row(row), {"ETag": tag_of(row.edition)}


@writes("DELETE", "/agreements/{number}/file", None, "records", status=204)
def remove_file(request: HttpRequest, number: Number) -> Any:
    """Take the text of an agreement away; If-Match is needed."""
    _saved(request, _agreement(request, number), "", edition_asked(request))
