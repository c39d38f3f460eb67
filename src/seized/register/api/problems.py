"""What went wrong, as problem details (RFC 9457): one form for every error of the API."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

__all__ = ["MEDIA_TYPE", "Fault", "Problem", "ProblemError", "answer", "handle"]

MEDIA_TYPE: Final = "application/problem+json"
_LOG = logging.getLogger(__name__)


class Fault(Schema):
    """One value that cannot be taken, and where it stood."""

    where: str
    what: str


class Problem(Schema):
    """The body of every error."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[Fault]
    current: dict[str, Any] | None = None


class ProblemError(Exception):
    """Ends a request with a problem; ``faults`` maps names of values to what is wrong.

    ``current`` is the row as it is, where someone else changed it first.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        faults: dict[str, str] | None = None,
        current: Any = None,
    ) -> None:
        self.status = status
        self.current = current
        self.detail = detail
        self.faults = faults or {}
        super().__init__(detail)


def answer(
    request: HttpRequest,
    status: int,
    detail: str,
    faults: dict[str, str] | None = None,
    current: dict[str, Any] | None = None,
) -> HttpResponse:
    """A problem as an answer."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.path,
        "errors": [{"where": where, "what": what} for where, what in (faults or {}).items()],
    }
    if current is not None:
        body["current"] = current
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False, default=str), status=status, content_type=MEDIA_TYPE
    )
    response.headers["Cache-Control"] = "no-store"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = "60"
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="seized"'
    return response


def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults = {
        ".".join(str(part) for part in fault["loc"][1:]) or str(fault["loc"][0]): str(fault["msg"])
        for fault in error.errors
    }
    return answer(request, 422, "A value of the request cannot be taken. See errors.", faults)


def _told(request: HttpRequest, error: Any) -> HttpResponse:
    """The problem that an exception is; one that nobody foresaw is logged and not shown."""
    match error:
        case ProblemError():
            return answer(request, error.status, error.detail, error.faults, error.current)
        case ValidationError():
            return _not_valid(request, error)
        case HttpError():
            return answer(request, error.status_code, str(error))
        case Http404():
            return answer(request, 404, "Nothing is here. Lists say what there is.")
        case PermissionDenied():
            return answer(request, 403, "The key or the role does not allow this.")
    _LOG.error("%s %s", request.method, request.path, exc_info=error)
    return answer(request, 500, "The register has a fault. Nothing was changed. Try again later.")


def handle(api: NinjaAPI) -> None:
    """Answer every exception with a problem."""
    for kind in (Exception, ValidationError, HttpError, Http404):
        api.add_exception_handler(kind, _told)
