"""Who calls the API: nobody in particular, a person signed in, or a key."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from seized.register.actions.tokens import SCOPES, digest_of
from seized.register.api.problems import ProblemError
from seized.register.models import Token, User
from seized.register.pages.context import who
from seized.register.people.signin import needs_second_factor
from seized.register.policy import Person, can, person, visible

__all__ = ["Bearer", "Caller", "caller", "known", "myself", "narrowed", "one_of", "reader"]

M = TypeVar("M", bound=Model)


class Caller(NamedTuple):
    """The person for whom a request is made, the scopes that it may use, and the key if any."""

    person: Person
    scopes: frozenset[str]
    key: Token | None = None

    @property
    def narrow(self) -> bool:
        """Whether the key is for one entity alone."""
        return self.key is not None and self.key.entity_id is not None


def narrowed(whole: Person, entity: int | None) -> Person:
    """The person with the roles for one entity alone; with all of them where it is ``None``."""
    if entity is None:
        return whole
    roles = {role: found & {entity} for role, found in whole.roles.items() if entity in found}
    return Person(whole.user, frozenset(), roles)


class Bearer(HttpBearer):
    """Keys as bearer tokens (RFC 6750); requests without one are answered with what is public."""

    def __call__(self, request: HttpRequest) -> Caller:
        """The caller. Raises ``ProblemError``: 401 for a bad key, 403 for one without read."""
        given = request.headers.get("Authorization")
        found = self._signed_in(request) if given is None else self._key(given)
        if "read" not in found.scopes:
            raise ProblemError(403, "The key has no scope 'read'.")
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """The caller behind a secret."""
        return self._key(f"Bearer {token}")

    def _signed_in(self, request: HttpRequest) -> Caller:
        return Caller(who(request), frozenset(SCOPES))

    def _key(self, given: str) -> Caller:
        scheme, _, secret = given.partition(" ")
        now = timezone.now()
        token = (
            Token.objects.filter(digest=digest_of(secret.strip()), revoked_at=None)
            .select_related("user")
            .first()
            if scheme.lower() == "bearer"
            else None
        )
        if token is None or (token.expires_at is not None and token.expires_at <= now):
            raise ProblemError(401, "The key is unknown, expired or revoked. Make a new one.")
        whole = person(token.user)
        if not whole.signed_in:
            raise ProblemError(401, "The person behind the key is no longer active.")
        found = narrowed(whole, token.entity_id)
        if needs_second_factor(found):  # a role given since, or a factor taken out
            raise ProblemError(403, "Your role needs a second factor. Set it up in the browser.")
        return Caller(found, frozenset(token.scopes), token)


def caller(request: HttpRequest) -> Caller:
    """The caller of a request, worked out before the operation began."""
    return request.auth  # type: ignore[attr-defined, no-any-return]


def reader(request: HttpRequest, action: str | None = None) -> Person:
    """The person, someone in particular who may do ``action``; else ``ProblemError`` 401, 403."""
    found = caller(request).person
    if not found.signed_in:
        raise ProblemError(401, "Sign in, or send a key.")
    if action is not None and not can(found, action):
        raise ProblemError(403, "The key or the role does not allow this.")
    return found


def myself(request: HttpRequest, whole: bool = False) -> User:
    """The user who calls. Raises ``ProblemError`` 401 where that is nobody.

    With ``whole`` a key for one entity is not enough (403): it is about all that one is.
    """
    user = reader(request).user
    assert user is not None  # a reader is someone
    if whole and caller(request).narrow:
        raise ProblemError(403, "The key is for one entity alone; this is about all your roles.")
    return user


def one_of(rows: QuerySet[M], who: Person, number: int, name: str) -> M:
    """The row with this key, as far as the person may see it. Raises ``ProblemError`` 404."""
    row = visible(rows, who).filter(pk=number).first()
    if row is None:
        raise ProblemError(404, f"The register has no such {name}, or not for you.")
    return row


def known(model: type[Model], column: str, wanted: list[Any], name: str) -> list[Any]:
    """Rows by a column, in the order of ``wanted``. Raises ``ProblemError`` 422 for one missing."""
    found = {
        getattr(r, column): r for r in model._default_manager.filter(**{f"{column}__in": wanted})
    }
    if missing := [str(value) for value in wanted if value not in found]:
        raise ProblemError(422, "Something named here is not known.", {name: ", ".join(missing)})
    return [found[value] for value in wanted]
