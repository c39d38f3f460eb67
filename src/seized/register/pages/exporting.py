"""A language version as a file, in the forms of the writers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse

from seized.comparing.concordance import concord
from seized.meaning.actors import actor_name
from seized.model.errors import SeizedError
from seized.model.record import Record
from seized.register.models import Resolution
from seized.register.pages.resolutions import found
from seized.register.tongue import CODES
from seized.writing.akn import to_akn
from seized.writing.bilingual import to_bilingual_docx
from seized.writing.html import to_html
from seized.writing.json import to_json

__all__ = ["FORMS", "columns", "columns_of", "version"]

_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST: Final = 3  # columns of a page of text

FORMS: Final[dict[str, tuple[str, Callable[[Record], bytes | str]]]] = {
    "json": ("application/json", lambda record: to_json(record, indent=2)),
    "xml": ("application/akn+xml", to_akn),
    "html": ("text/html; charset=utf-8", to_html),
}
"""Form to media type and writer: the record, Akoma Ntoso, a page to read offline."""


def _file(data: bytes | str, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    plain = name.replace("/", "-").replace(" ", "-")
    answer.headers["Content-Disposition"] = f'attachment; filename="{plain}"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _record(resolution: Resolution, tongue: str) -> Record:
    row = resolution.versions.filter(current=True, language=tongue).first()
    if row is None:
        raise Http404(f"{resolution.symbol} {tongue}")
    return row.record


def version(request: HttpRequest, code: str, symbol: str, tongue: str, form: str) -> HttpResponse:
    """One version, with the corrections of people, in one of ``FORMS``."""
    if form not in FORMS:
        raise Http404(form)
    kind, write = FORMS[form]
    return _file(write(_record(found(symbol), tongue)), kind, f"{symbol}.{tongue}.{form}")


def columns(request: HttpRequest, code: str, symbol: str) -> HttpResponse:
    """Two or three versions side by side for Word, with comments where they differ."""
    resolution = found(symbol)
    chosen, data = columns_of(resolution, request.GET.getlist("text"), code)
    return _file(data, _DOCX, f"{symbol}.{'-'.join(chosen)}.docx")


def columns_of(resolution: Resolution, wanted: Sequence[str], code: str) -> tuple[list[str], bytes]:
    """The languages side by side, and the document; two where not two of ``wanted`` are at hand.

    Raises ``Http404`` where only one is at hand.
    """
    there = set(resolution.versions.filter(current=True).values_list("language", flat=True))
    asked = [c for c in dict.fromkeys(wanted) if c in there][:_MOST]
    chosen = asked if len(asked) > 1 else [c for c in (code, *CODES) if c in there]
    chosen = list(dict.fromkeys(chosen))[: _MOST if len(asked) > 1 else 2]
    if len(chosen) < 2:
        raise Http404(resolution.symbol)
    records = [_record(resolution, one) for one in chosen]
    return chosen, to_bilingual_docx(concord(records), records, chosen, reader=code, names=_name)


def _name(actor: str, code: str) -> str:
    try:
        return actor_name(actor, code)
    except SeizedError:
        return actor
