"""What holds for every operation that changes something: who, once, in time, and how it fails.

A change needs a key with the scope ``write``: a session of the browser is not enough, since no
form of these pages stands behind it. A request that is sent again under the same Idempotency-Key
gets the first answer again; the answer is kept in the transaction of the change, and what goes out
of the register (a mail) waits for its end.
"""

from __future__ import annotations

import functools
import hashlib
import inspect
import re
import time
from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from ninja import Schema
from ninja.responses import Response

from seized.register.actions.base import Conflict, Refused, RuleBroken
from seized.register.api.callers import Caller, caller
from seized.register.api.forms import current_row
from seized.register.api.problems import Problem, ProblemError
from seized.register.api.serving import ERRORS, api, names_in
from seized.register.models import Reply

__all__ = ["IF_MATCH", "edition_asked", "edition_seen", "tag_of", "writes"]

_MORE: Final = (409, 412, 413, 428, 429)
_KEY: Final = re.compile(r"[\x21-\x7e]{1,100}\Z")
_TAG: Final = re.compile(r'"(\d{1,9})(?:\.[0-9a-f]{64})?"\Z', re.ASCII)
_KEPT: Final = ("ETag", "Location", "Content-Type")
Operation = TypeVar("Operation", bound=Callable[..., Any])


def tag_of(edition: int) -> str:
    """The ETag of an edition."""
    return f'"{edition}"'


def edition_asked(request: HttpRequest) -> int:
    """The edition that the caller has seen, from If-Match. Raises ``ProblemError`` 428 or 422."""
    given = request.headers.get("If-Match")
    if given is None:
        raise ProblemError(428, "Say which edition you have seen: its ETag as If-Match.")
    found = _TAG.match(given.strip())
    if found is None:
        told = "not the ETag of one edition"
        raise ProblemError(422, "If-Match holds no ETag that was given out.", {"If-Match": told})
    return int(found[1])


def edition_seen(request: HttpRequest) -> int | None:
    """As ``edition_asked`` where the caller says one: ``None`` without If-Match."""
    return edition_asked(request) if "If-Match" in request.headers else None


def writes(
    method: str,
    path: str,
    shape: Any,
    tag: str,
    *,
    status: int = 200,
    secret: bool = False,
    **more: Any,
) -> Callable[[Operation], Operation]:
    """Declare an operation that changes something; it returns a shape and may set headers.

    The answer of one that is ``secret`` is shown once and kept nowhere, so it cannot be sent
    again under an Idempotency-Key.
    """

    def declared(function: Operation) -> Operation:
        known = set(inspect.signature(function).parameters) - {"request", *names_in(path)}

        @functools.wraps(function)
        def checked(request: HttpRequest, **values: Any) -> Any:
            found = _writer(request)
            if faults := {name: "not known here" for name in request.GET if name not in known}:
                raise ProblemError(422, "A value of the query cannot be taken.", faults)
            if faults := dict.fromkeys(_with_nul(values), "has a NUL character"):
                raise ProblemError(422, "No text here has a NUL character.", faults)
            if secret and "Idempotency-Key" in request.headers:
                raise ProblemError(422, "An answer with a secret is not kept: ask without the key.")
            return _once(request, found, lambda: _tried(function, request, values), status)

        api.api_operation(
            [method],
            path,
            response={status: shape, **dict.fromkeys((*ERRORS, *_MORE), Problem)},
            tags=[tag],
            operation_id=function.__name__,
            summary=(function.__doc__ or "").partition("\n")[0].rstrip("."),
            openapi_extra={"parameters": [*_headers(method, secret), *more.pop("headers", [])]},
            **more,
        )(checked)
        return function

    return declared


def _with_nul(values: dict[str, Any]) -> list[str]:
    """The names of values with a NUL character in them, which no database takes as text."""

    def has(value: Any) -> bool:
        match value:
            case str():
                return "\0" in value
            case Schema():
                return has(value.model_dump())
            case dict():
                return any(has(one) for pair in value.items() for one in pair)
            case list():
                return any(map(has, value))
        return False

    return [name for name, value in values.items() if has(value)]


def _header(name: str, told: str, pattern: str) -> dict[str, Any]:
    return {
        "name": name, "in": "header", "required": False, "description": told,
        "schema": {"type": "string", "pattern": pattern},
    }  # fmt: skip


IF_MATCH: Final = _header(
    "If-Match",
    "The ETag of the edition that you have seen",
    r'^"[0-9]{1,9}(\.[0-9a-f]{64})?"$',
)
_ONCE: Final = _header("Idempotency-Key", "Makes it safe to send again", "^[!-~]{1,100}$")


def _headers(method: str, secret: bool) -> list[dict[str, Any]]:
    if method == "POST":
        return [] if secret else [_ONCE]
    return [IF_MATCH]


def _writer(request: HttpRequest) -> Caller:
    found = caller(request)
    if request.headers.get("Authorization") is None or found.person.user is None:
        raise ProblemError(401, "To change something, send a key with the scope 'write'.")
    if "write" not in found.scopes:
        raise ProblemError(403, "The key has no scope 'write'.")
    _count(f"write {found.person.user.pk}", settings.API_WRITES_A_MINUTE)
    return found


def _count(name: str, most: int) -> None:
    """Count a request of this minute. Raises ``ProblemError`` 429 past ``most``."""
    minute = int(time.time() // 60)
    key = hashlib.sha256(f"{name} {minute}".encode()).hexdigest()
    cache.add(key, 0, 120)
    if cache.incr(key) > most:
        raise ProblemError(429, f"More than {most} changes in a minute. Wait a minute.")


def _tried(function: Callable[..., Any], request: HttpRequest, values: dict[str, Any]) -> Any:
    """Run an action; what stands against it becomes a problem."""
    try:
        return function(request, **values)
    except Refused:
        raise ProblemError(403, "The key or the role does not allow this.") from None
    except RuleBroken as broken:
        raise ProblemError(422, broken.message, broken.fields) from None
    except Conflict as conflict:
        raise ProblemError(412, str(conflict), current=current_row(conflict.current)) from None


def _once(
    request: HttpRequest, found: Caller, work: Callable[[], Any], status: int
) -> HttpResponse:
    """Do the work and keep the answer under the key of the request, or give the one kept."""
    key = request.headers.get("Idempotency-Key") if request.method == "POST" else None
    if key is None:
        return _answer(work(), status)
    if not _KEY.match(key):
        raise ProblemError(422, "The Idempotency-Key has 1 to 100 signs without spaces.")
    print_ = _print(request)
    if (kept := _kept(found, key, print_)) is not None:
        return kept
    assert found.person.user is not None  # a writer is someone
    try:
        with transaction.atomic():
            reply = Reply.objects.create(
                user=found.person.user, key=key, request=print_, status=status, body=b""
            )
            told = work()
            _keep(reply, _answer(told, status))
    except IntegrityError:  # the same request came at the same time and was first
        if (kept := _kept(found, key, print_)) is None:
            raise
        return kept
    made = _answer(told, status)  # with what was learnt once the change was sure to stay
    if made.content != reply.body:
        _keep(reply, made)
    return made


def _keep(reply: Reply, made: HttpResponse) -> None:
    reply.body = made.content
    reply.headers = {name: made.headers[name] for name in _KEPT if name in made.headers}
    reply.save()


def _kept(found: Caller, key: str, print_: str) -> HttpResponse | None:
    reply = Reply.objects.filter(user=found.person.user, key=key).first()
    if reply is None:
        return None
    if reply.request != print_:
        raise ProblemError(422, "This Idempotency-Key was used for another request.")
    answer = HttpResponse(bytes(reply.body), status=reply.status, headers=reply.headers)
    answer.headers["Idempotent-Replayed"] = "true"
    return answer


def _print(request: HttpRequest) -> str:
    """What tells a request from another one."""
    parts = [str(request.method), request.get_full_path()]
    digest = hashlib.sha256("\n".join(parts).encode())
    if request.FILES:
        for name, files in sorted(request.FILES.lists()):
            for file in files:
                digest.update(f"\n{name} {file.name} {file.size}\n".encode())
                for chunk in file.chunks():
                    digest.update(chunk)
                file.seek(0)
    else:
        digest.update(request.body)
    return digest.hexdigest()


def _answer(made: Any, status: int) -> HttpResponse:
    """``(body, headers)`` or a body as an answer; nothing for 204."""
    body, headers = made if isinstance(made, tuple) else (made, {})
    if status == 204:
        return HttpResponse(status=204)
    return Response(body, status=status, headers=headers)
