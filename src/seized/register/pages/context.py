"""What every template knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from seized._version import __version__
from seized.register.models import User
from seized.register.policy import Person, can, person
from seized.register.settings import LANGUAGE_NAMES
from seized.register.tongue import CODES, direction

__all__ = ["me", "page", "who"]


def who(request: HttpRequest) -> Person:
    """The person behind a request, worked out once."""
    if not hasattr(request, "person"):
        request.person = person(request.user)  # type: ignore[attr-defined]
    return request.person  # type: ignore[attr-defined, no-any-return]


def me(request: HttpRequest) -> tuple[Person, User]:
    """The person who has signed in. Raises ``PermissionDenied`` where nobody has."""
    found = who(request)
    if found.user is None:
        raise PermissionDenied
    return found, found.user


def _others(request: HttpRequest, code: str) -> list[tuple[str, str, str]]:
    """The same page in every language: code, name in that language, address."""
    rest = request.get_full_path().removeprefix(f"/{code}/")
    same = request.path.startswith(f"/{code}/")
    return [(c, LANGUAGE_NAMES[c], f"/{c}/{rest}" if same else f"/{c}/") for c in CODES]


def page(request: HttpRequest) -> dict[str, Any]:
    """Language and direction, the same page in the other five, the person, the version."""
    code = getattr(request, "code", "en")
    person_ = who(request) if hasattr(request, "user") else person(None)
    return {
        "code": code,
        "lang": "zh-Hans" if code == "zh" else code,
        "dir": direction(code),
        "languages": _others(request, code),
        "who": person_,
        "may_import": can(person_, "texts.import"),
        "may_review": can(person_, "review.read"),
        "may_audit": can(person_, "audit.read"),
        "may_people": can(person_, "people.read"),
        "demo": settings.CONFIG.demo,
        "version": __version__,
    }
