"""People: who they are, how they come in, which roles they have, how they leave."""

# No ``from __future__ import annotations``: Ninja reads the annotations of operations.

import datetime
from collections.abc import Iterable
from typing import Annotated, Any, Final, Literal

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Schema
from pydantic import ConfigDict, Field

from seized.register.actions import people as actions
from seized.register.actions.base import Conflict
from seized.register.actions.signins import EndSignIns
from seized.register.api.callers import caller, known, myself, one_of, reader
from seized.register.api.cycle_shapes import Code, Nothing, Number
from seized.register.api.forms import profile_row
from seized.register.api.paging import page
from seized.register.api.reading import Cursor, Limit, Word
from seized.register.api.serving import reads
from seized.register.api.shapes import Page
from seized.register.api.writing import edition_asked, tag_of, writes
from seized.register.models import Entity, Membership, User
from seized.register.people.kept import kept
from seized.register.policy import Person, visible
from seized.register.post import mail

__all__: list[str] = []

RoleName = Literal[
    "reader", "focal", "approver", "partner", "coordinator", "auditor", "administrator"
]
Step = Literal["deactivate", "reactivate", "factor", "forget", "signout"]
Key = Annotated[str, Field(max_length=160, description="Key of an entity")]
_STEPS: Final[dict[str, type[actions.OfUser]]] = {
    "deactivate": actions.Deactivate,
    "reactivate": actions.Reactivate,
    "factor": actions.ResetFactor,
    "forget": actions.Forget,
    "signout": EndSignIns,
}


class _In(Schema):
    model_config = ConfigDict(extra="forbid")


class RoleIn(_In):
    """A role to give; for an entity, unless it is one for the whole register."""

    role: RoleName
    entity: Key | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None


class PersonIn(RoleIn):
    """Someone to invite with a first role; ``language`` is that of the mail."""

    email: Annotated[str, Field(min_length=3, max_length=254)]
    language: Code = "en"


class ProfileIn(_In):
    """What changes of one's own name and language; what is left out stays as it is."""

    name: Annotated[str, Field(min_length=1, max_length=160)] | None = None
    language: Code | None = None


class RoleOut(Schema):
    """A role of a person; it was held until the day before ``until`` is past."""

    id: int
    person: int
    role: str
    entity: str | None
    since: datetime.date | None
    until: datetime.date | None


class PersonOut(Schema):
    """A person, and those of the roles that the caller may see."""

    id: int
    email: str
    name: str
    language: str
    active: bool
    joined_at: datetime.datetime
    invited_at: datetime.datetime | None
    left_at: datetime.datetime | None
    roles: list[RoleOut]


class InvitedOut(PersonOut):
    """A person invited; ``mailed`` tells whether the mail server took the mail with the link.

    It is null where an answer that was kept was written down before the mail was sent.
    """

    mailed: bool | None


class ProfileOut(Schema):
    """One's own name and language."""

    edition: int
    email: str
    name: str
    language: str


class KeptOut(Schema):
    """All that is kept about oneself."""

    person: dict[str, Any]
    roles: list[dict[str, Any]]
    keys: list[dict[str, Any]]
    feeds: list[dict[str, Any]]
    sign_ins: list[dict[str, Any]]
    deeds: list[dict[str, Any]]


def _role(row: Membership) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("role", "since", "until")}
    key = row.entity.key if row.entity else None
    return {"id": row.pk, "person": row.user_id, "entity": key, **told}


def _told(user: User, roles: Iterable[Membership]) -> dict[str, Any]:
    return {
        "id": user.pk,
        "active": user.is_active,
        "joined_at": user.date_joined,
        **{n: getattr(user, n) for n in ("email", "name", "language", "invited_at", "left_at")},
        "roles": [_role(one) for one in roles],
    }


def _held(who: Person, users: Iterable[int]) -> dict[int, list[Membership]]:
    """The roles that the person may see, by the one who has them."""
    held: dict[int, list[Membership]] = {}
    rows = visible(Membership.objects.filter(user__in=users), who)
    for role in rows.select_related("entity").order_by("role", "pk"):
        held.setdefault(role.user_id, []).append(role)
    return held


def _person(request: HttpRequest, number: int) -> User:
    return one_of(User.objects.all(), reader(request, "people.read"), number, "person")


def _whole(request: HttpRequest, user: User) -> dict[str, Any]:
    return _told(user, _held(caller(request).person, [user.pk]).get(user.pk, ()))


@reads("/people", Page[PersonOut], "people")
def people(
    request: HttpRequest, who: Word = "", cursor: Cursor = "", limit: Limit = 50
) -> dict[str, Any]:
    """People whom the caller may see, by name or address."""
    person = reader(request, "people.read")
    rows: QuerySet[User] = visible(User.objects.all(), person)
    if who:
        rows = rows.filter(Q(name__icontains=who) | Q(email__icontains=who))
    found = page(rows, ("pk",), cursor, limit, lambda user: {"user": user})
    users = [one["user"] for one in found["items"]]
    held = _held(person, [user.pk for user in users])
    return {**found, "items": [_told(user, held.get(user.pk, ())) for user in users]}


@reads("/people/{number}", PersonOut, "people")
def one_person(request: HttpRequest, number: Number) -> Any:
    """One person, and the roles."""
    return _whole(request, _person(request, number))


def _entity(key: str | None) -> Entity | None:
    found: list[Entity] = known(Entity, "key", [key], "entity") if key is not None else []
    return found[0] if found else None


@writes("POST", "/people", InvitedOut, "people", status=201)
def invite_person(request: HttpRequest, given: PersonIn) -> Any:
    """Invite a person with a first role; the link goes by mail."""
    reader(request, "people.invite")
    user = actions.Invite(
        caller(request).person, given.email, given.role, _entity(given.entity), given.since,
        given.until, language=given.language,
    ).run()  # fmt: skip
    location = {"Location": f"{request.path}/{user.pk}"}
    return _mailed(_whole(request, user), user), location


def _mailed(told: dict[str, Any], user: User) -> dict[str, Any]:
    """Send the link once the invitation is sure to stay; ``told`` learns then how it went."""
    told["mailed"] = None
    transaction.on_commit(lambda: told.update(mailed=mail.send_invitation(user)))
    return told


@writes("POST", "/people/{number}/invitation", InvitedOut, "people")
def invite_again(request: HttpRequest, number: Number, given: Nothing) -> Any:
    """Send the link of an invitation anew; the one before is void."""
    user = actions.InviteAgain(caller(request).person, _person(request, number)).run()
    return _mailed(_whole(request, user), user)


@writes("POST", "/people/{number}/roles", RoleOut, "people", status=201)
def give_role(request: HttpRequest, number: Number, given: RoleIn) -> Any:
    """Give a person one more role, from a day to a day."""
    user, person = _person(request, number), caller(request).person
    return _role(
        actions.GiveRole(
            person, user, given.role, _entity(given.entity), given.since, given.until
        ).run()
    )


@writes("POST", "/roles/{number}/end", RoleOut, "people")
def end_role(request: HttpRequest, number: Number, given: Nothing) -> Any:
    """End a role at once."""
    rows = Membership.objects.select_related("user", "entity")
    row = one_of(rows, reader(request, "people.read"), number, "role")
    return _role(actions.EndRole(caller(request).person, row).run())


@reads("/me/profile", ProfileOut, "people")
def profile(request: HttpRequest) -> Any:
    """One's own name and language."""
    return profile_row(myself(request))


@writes("PATCH", "/me/profile", ProfileOut, "people")
def change_profile(request: HttpRequest, given: ProfileIn) -> Any:
    """Change one's own name or language; If-Match is needed."""
    user, seen = myself(request), edition_asked(request)
    if profile_row(user)["edition"] != seen:
        raise Conflict(user)
    name, language = given.name or user.name, given.language or user.language
    told = profile_row(actions.ChangeProfile(caller(request).person, user, name, language).run())
    return told, {"ETag": tag_of(told["edition"])}


@reads("/me/data", KeptOut, "people")
def own_data(request: HttpRequest) -> Any:
    """All that is kept about oneself."""
    return kept(myself(request, whole=True))


@writes("POST", "/people/{number}/{step}", PersonOut, "people")
def person_step(request: HttpRequest, number: Number, step: Step, given: Nothing) -> Any:
    """Someone leaves, comes back, lost the second factor, is forgotten, or is signed out."""
    user = _STEPS[step](caller(request).person, _person(request, number)).run()
    return _whole(request, user)
