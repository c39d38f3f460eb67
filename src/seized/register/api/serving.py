"""The API itself: its document, its addresses, and what holds for every answer."""

from __future__ import annotations

import functools
import hashlib
import inspect
import json
import re
from collections.abc import Callable
from typing import Any, Final, TypeVar
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, re_path
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from seized._version import __version__
from seized.register.api.callers import Bearer
from seized.register.api.problems import MEDIA_TYPE, Problem, ProblemError, answer, handle
from seized.writing.json import schema

__all__ = ["ERRORS", "SeizedAPI", "api", "names_in", "reads"]

ERRORS: Final = (400, 401, 403, 404, 405, 422, 500)
_IN_PATH: Final = re.compile(r"{(?:\w+:)?(\w+)}")
_METHODS: Final = "GET, HEAD"
_DESCRIPTION: Final = (
    "Resolutions, what they ask of whom, and by when. Lists come in pages: `next` is the cursor "
    "of the page after, null on the last. Every error is a problem (RFC 9457). Answers carry an "
    "ETag; send it back as If-None-Match, and to change what has editions as If-Match. "
    "Write the slashes of a symbol as they are, or as %2F."
)

View = Callable[..., HttpResponseBase]
Operation = TypeVar("Operation", bound=Callable[..., Any])


def _not_found(request: HttpRequest, **_: Any) -> HttpResponse:
    if request.method not in {"GET", "HEAD"}:
        return _not_here(request, HttpResponse(status=405, headers={"Allow": "GET"}))
    return answer(request, 404, "Nothing is at this address. See openapi.json for what there is.")


def _conditional(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """An ETag of the content, and 304 where the caller has that already."""
    patch_vary_headers(response, ["Authorization", "Cookie"])
    if not isinstance(response, HttpResponse) or response.status_code != 200:
        return response
    response.headers.setdefault("Cache-Control", "private, no-cache")
    if request.method != "GET":
        return response
    if "ETag" not in response.headers:
        digest = hashlib.sha256(response.content).hexdigest()
        edition = getattr(request, "edition", None)
        response.headers["ETag"] = f'"{digest}"' if edition is None else f'"{edition}.{digest}"'
    return get_conditional_response(request, response.headers["ETag"], None, response) or response


def _not_here(request: HttpRequest, refused: HttpResponseBase) -> HttpResponse:
    allowed = refused.headers.get("Allow", "GET").replace("GET", _METHODS)
    answered = answer(request, 405, f"Only {allowed} are answered here.")
    answered.headers["Allow"] = allowed
    return answered


def names_in(path: str) -> list[str]:
    """The names of the values in a path."""
    return _IN_PATH.findall(path)


def _served(view: View) -> View:
    """What holds for every address: methods, clean text, problems, ETag."""

    @csrf_exempt
    @functools.wraps(view)
    def served(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "\0" in request.path_info or "\0" in unquote(request.META.get("QUERY_STRING", "")):
            return answer(request, 400, "The address has a NUL character, which no text here has.")
        head = request.method == "HEAD"
        request.method = "GET" if head else request.method
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            return _not_here(request, response)
        response = _conditional(request, response)
        if head and isinstance(response, HttpResponse):
            response.headers["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    return served


def _order(url: URLPattern) -> list[int]:
    """A key that puts ``calls/7/questions`` before ``calls/7/{step}``, and ``a/{path}`` last.

    The first pattern that fits is asked: one with a word must come before one for any word.
    """
    parts = str(url.pattern).strip("/").split("/")
    kinds = [2 if p.startswith("<path:") else 1 if p.startswith("<") else 0 for p in parts]
    return [*kinds, 3]


class SeizedAPI(NinjaAPI):
    """Django Ninja, where no answer escapes the rules above."""

    def _get_urls(self) -> list[Any]:
        found = [
            URLPattern(url.pattern, _served(url.callback), url.default_args, url.name)
            for url in super()._get_urls()
            if isinstance(url, URLPattern) and url.name != "api-root"
        ]
        found.sort(key=_order)
        root = re_path(r"^$", _served(_not_found), name="api-root")
        return [*found, root, re_path(r"\A[\s\S]*\Z", _served(_not_found))]

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """The document, with the contract of the record and the headers of every answer."""
        document = super().get_openapi_schema(**kwargs)
        document["components"]["schemas"].update(_record_schemas())
        for operations in document["paths"].values():
            for method, operation in operations.items():
                _complete(method, operation)
        return document


def _complete(method: str, operation: dict[str, Any]) -> None:
    operation["security"] = [{}, {"Bearer": []}] if method == "get" else [{"Bearer": []}]
    for status, response in operation["responses"].items():
        content = response.get("content", {})
        if int(status) >= 400 and "application/json" in content:
            response["content"] = {MEDIA_TYPE: content.pop("application/json")}
    if method != "get":
        return
    operation["responses"][304] = {"description": "Not Modified"}
    operation["responses"][429] = {
        "description": "Too Many Requests",
        "headers": {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds"}},
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    operation["responses"][200]["headers"] = {
        "ETag": {"schema": {"type": "string"}, "description": "For If-None-Match, and for If-Match"}
    }


def _record_schemas() -> dict[str, Any]:
    """The published contract of the record, its definitions under names of their own."""
    text = schema().decode().replace('"#/$defs/', '"#/components/schemas/Record.')
    whole = json.loads(text)
    parts = {f"Record.{name}": part for name, part in whole.pop("$defs").items()}
    whole.pop("$schema", None)
    return {"Record": whole, **parts}


api = SeizedAPI(
    title="Seized",
    version=__version__,
    description=_DESCRIPTION,
    urls_namespace="api-1",
    docs_url=None,
    auth=Bearer(),
)
handle(api)


def reads(path: str, shape: Any, tag: str, **more: Any) -> Callable[[Operation], Operation]:
    """Declare a reading operation; a value of the query that it does not know is an error."""

    def declared(function: Operation) -> Operation:
        known = set(inspect.signature(function).parameters) - {"request", *_IN_PATH.findall(path)}

        @functools.wraps(function)
        def checked(request: HttpRequest, **values: Any) -> Any:
            faults = {name: "not known here" for name in request.GET if name not in known}
            faults |= {n: "given twice" for n, v in request.GET.lists() if len(v) > 1}
            if faults:
                raise ProblemError(422, "A value of the query cannot be taken.", faults)
            made = function(request, **values)
            if isinstance(made, dict) and type(made.get("edition")) is int:
                request.edition = made["edition"]  # type: ignore[attr-defined]
            return made

        declare: Callable[[Any], Any] = api.get(
            path,
            response={200: shape, **dict.fromkeys(ERRORS, Problem)},
            tags=[tag],
            operation_id=function.__name__,
            summary=(function.__doc__ or "").partition("\n")[0].rstrip("."),
            **more,
        )
        declare(checked)
        return function

    return declared
