"""Who may do what, and who may see what: the one place that decides.

Pages, API, exports, feeds, search and counts ask ``can`` for an action and ``visible`` for a
list. An action that is not listed is refused to everyone.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple, TypeVar

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet

from seized.register.models import (
    Agreement,
    Answer,
    Call,
    Consultation,
    Correction,
    Event,
    FeedAddress,
    ImportFile,
    ImportRun,
    Invitation,
    Letter,
    Membership,
    Merged,
    Programme,
    Question,
    Report,
    ReviewItem,
    Role,
    Shared,
    State,
    Token,
    User,
    Visibility,
)

__all__ = ["ACTIONS", "DELEGATED", "Person", "can", "person", "visible"]

M = TypeVar("M", bound=Model)

_SEEN_BY_ALL: Final = Q(visibility=Visibility.PUBLIC, state=State.PUBLISHED)
_SEEN_SIGNED_IN: Final = Q(
    visibility__in=[Visibility.PUBLIC, Visibility.SIGNED_IN], state=State.PUBLISHED
)
_SETTLED: Final = [State.CLEARED, State.PUBLISHED]


class Person(NamedTuple):
    """A user and the roles in force today. ``roles`` maps a role to entity ids."""

    user: User | None
    everywhere: frozenset[str]
    roles: Mapping[str, frozenset[int]]

    @property
    def signed_in(self) -> bool:
        """Whether this is someone in particular."""
        return self.user is not None

    @property
    def entities(self) -> frozenset[int]:
        """Every entity for which the person has a role."""
        return frozenset().union(*self.roles.values()) if self.roles else frozenset()

    def works_for(self, entity: int | None, *roles: str) -> bool:
        """Whether the person has one of ``roles`` for the entity."""
        return entity is not None and any(entity in self.roles.get(r, ()) for r in roles)


def person(user: User | AnonymousUser | None, day: datetime.date | None = None) -> Person:
    """The roles of a user on ``day`` (today); an inactive or anonymous one has none."""
    if not isinstance(user, User) or not user.is_active:
        return Person(None, frozenset(), {})
    day = day or datetime.datetime.now(datetime.UTC).date()
    held = [m for m in user.memberships.all() if m.holds_on(day)]
    roles: dict[str, frozenset[int]] = {}
    for member in held:
        if member.entity_id is not None:
            roles[member.role] = roles.get(member.role, frozenset()) | {member.entity_id}
    return Person(user, frozenset(m.role for m in held if m.entity_id is None), roles)


Rule = Callable[[Person, Any], bool]


def _anyone(_: Person, __: Any) -> bool:
    return True


def _signed_in(who: Person, _: Any) -> bool:
    return who.signed_in


def _has(*roles: str) -> Rule:
    return lambda who, _: any(role in who.everywhere for role in roles)


_COORDINATES: Final = _has(Role.COORDINATOR, Role.ADMINISTRATOR)


def _adds(who: Person, entity: Any) -> bool:
    """A record belongs to an entity that the person works for; a coordinator adds for any."""
    if _COORDINATES(who, None):
        return True
    key = getattr(entity, "pk", None)
    writers = (Role.FOCAL, Role.APPROVER, Role.PARTNER)
    return any(who.roles.get(r) for r in writers) if key is None else who.works_for(key, *writers)


def _changes(who: Person, record: Shared) -> bool:
    if _COORDINATES(who, record):
        return True
    if record.state in _SETTLED:
        return who.works_for(record.owner_id, Role.APPROVER)
    return who.works_for(record.owner_id, Role.FOCAL, Role.APPROVER, Role.PARTNER)


def _follows(who: Person, record: Shared) -> bool:
    """Who did what to a record is for those who work on it and for those who watch over it."""
    return _has(Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR)(who, record) or who.works_for(
        record.owner_id, Role.FOCAL, Role.APPROVER, Role.PARTNER
    )


def _clears(who: Person, record: Shared) -> bool:
    return _COORDINATES(who, record) or who.works_for(record.owner_id, Role.APPROVER)


def _confirms(who: Person, record: Shared) -> bool:
    """The other side confirms: not the owner, but a partner that the record concerns."""
    partners = who.roles.get(Role.PARTNER, frozenset()) - {record.owner_id}
    settled = record.state in _SETTLED and record.visibility != Visibility.PRIVATE
    return settled and bool(partners & concerned(record))


def _answers(who: Person, invitation: Invitation) -> bool:
    return (
        invitation.call.state == Call.State.OPEN
        and invitation.state != Invitation.State.CLEARED
        and who.works_for(invitation.entity_id, Role.FOCAL, Role.APPROVER, Role.PARTNER)
    )


def _approves(who: Person, invitation: Invitation) -> bool:
    return invitation.call.state == Call.State.OPEN and who.works_for(
        invitation.entity_id, Role.APPROVER
    )


def _returns(who: Person, invitation: Invitation) -> bool:
    return invitation.call.state == Call.State.OPEN and (
        _COORDINATES(who, invitation) or _approves(who, invitation)
    )


def _reads_call(who: Person, call: Any) -> bool:
    if _has(Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR)(who, call):
        return True
    if call.state == Call.State.DRAFT:
        return False
    invited = set(call.invitations.values_list("entity_id", flat=True))
    return bool(invited & who.entities)


def _sets_status(who: Person, mandate: Any) -> bool:
    if _COORDINATES(who, mandate):
        return True
    mine = who.roles.get(Role.APPROVER, frozenset())
    return bool(mine) and any(a.entity_id in mine for a in mandate.addressees.all())


DELEGATED: Final = frozenset({Role.READER, Role.FOCAL})


def _gives(who: Person, role: Any) -> bool:
    """Give a role, or end it: an administrator any, an approver within the own entity."""
    if Role.ADMINISTRATOR in who.everywhere:
        return True
    mine = (
        bool(who.roles.get(Role.APPROVER))
        if role is None
        else who.works_for(role.entity_id, Role.APPROVER)
    )
    return mine and (role is None or role.role in DELEGATED)


def _is(who: Person, user: Any) -> bool:
    return who.user is not None and isinstance(user, User) and user.pk == who.user.pk


def _revokes(who: Person, token: Any) -> bool:
    return Role.ADMINISTRATOR in who.everywhere or (
        who.user is not None and token.user_id == who.user.pk
    )


def _signs_out(who: Person, user: Any) -> bool:
    """Everyone ends all of one's own sign-ins, an administrator those of anyone."""
    return Role.ADMINISTRATOR in who.everywhere or _is(who, user)


def _reads_feed(who: Person, feed: Any) -> bool:
    """A secret address shows something as long as its owner has a role for what it is about."""
    if who.user is None or feed.user_id != who.user.pk or feed.revoked_at is not None:
        return False
    if who.everywhere:
        return True
    return bool(who.entities) if feed.entity_id is None else feed.entity_id in who.entities


ACTIONS: Final[Mapping[str, Rule]] = {
    "texts.read": _anyone,
    "texts.import": _COORDINATES,
    "texts.undo": _COORDINATES,
    "review.read": _has(Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR),
    "review.decide": _COORDINATES,
    "review.report": _signed_in,
    "mandate.status": _sets_status,
    "record.add": _adds,
    "record.change": _changes,
    "record.history": _follows,
    "record.submit": _changes,
    "record.return": _clears,
    "record.clear": _clears,
    "record.publish": _COORDINATES,
    "record.delete": _COORDINATES,
    "record.confirm": _confirms,
    "call.read": _reads_call,
    "call.open": _COORDINATES,
    "call.change": _COORDINATES,
    "call.freeze": _COORDINATES,
    "call.remind": _COORDINATES,
    "call.merge": _COORDINATES,
    "call.close": _COORDINATES,
    "answer.write": _answers,
    "invitation.submit": _answers,
    "invitation.clear": _approves,
    "invitation.return": _returns,
    "report.assemble": _COORDINATES,
    "report.read": _has(Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR),
    "entity.change": _COORDINATES,
    "people.read": lambda who, _: _gives(who, None) or Role.AUDITOR in who.everywhere,
    "people.invite": _gives,
    "role.give": _gives,
    "role.end": _gives,
    "people.deactivate": _has(Role.ADMINISTRATOR),
    "people.reactivate": _has(Role.ADMINISTRATOR),
    "people.factor": _has(Role.ADMINISTRATOR),
    "people.forget": _has(Role.ADMINISTRATOR),
    "people.signout": _signs_out,
    "signin.end": _revokes,
    "profile.change": _is,
    "profile.join": _is,
    "audit.read": _has(Role.AUDITOR, Role.ADMINISTRATOR),
    "token.make": _signed_in,
    "token.revoke": _revokes,
    "feed.make": _signed_in,
    "feed.read": _reads_feed,
    "feed.revoke": _revokes,
}


def can(who: Person, action: str, thing: Any = None) -> bool:
    """Whether the person may do ``action`` to ``thing``."""
    rule = ACTIONS.get(action)
    return rule is not None and rule(who, thing)


def concerned(record: Shared) -> frozenset[int]:
    """The entities that took part in what a record tells, its owner among them."""
    found = {record.owner_id}
    for name in _CONCERNS[type(record)]:
        found.update(getattr(record, name).values_list("pk", flat=True))
    if isinstance(record, Programme):
        found.add(record.lead_id)
    return frozenset(found)


_CONCERNS: Final[Mapping[type[Shared], tuple[str, ...]]] = {
    Consultation: ("participants",),
    Programme: ("partners", "contributing"),
    Agreement: ("parties",),
}


def _shared(who: Person, model: type[Shared]) -> Q:
    if who.everywhere & {Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR}:
        return Q()
    seen = _SEEN_SIGNED_IN if who.signed_in else _SEEN_BY_ALL
    if not who.entities:
        return seen
    mine = Q()
    for name in _CONCERNS[model]:
        mine |= Q(**{f"{name}__in": who.entities})
    if model is Programme:
        mine |= Q(lead__in=who.entities)
    open_to_them = ~Q(visibility=Visibility.PRIVATE) & Q(state__in=_SETTLED)
    return seen | Q(owner__in=who.entities) | (mine & open_to_them)


def _inputs(path: str, call: str) -> Callable[[Person], Q]:
    """Contributions are their entity's; a call in preparation is not there for the invited."""

    def rule(who: Person) -> Q:
        if who.everywhere & {Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR}:
            return Q()
        return Q(**{f"{path}__in": who.entities}) & ~Q(**{f"{call}state": Call.State.DRAFT})

    return rule


def _staff(*roles: str) -> Callable[[Person], Q]:
    return lambda who: Q() if who.everywhere & set(roles) else Q(pk__in=[])


def _people(who: Person) -> Q:
    """Everyone for those who run the register, the own entity's for its approver, oneself."""
    if who.everywhere & {Role.ADMINISTRATOR, Role.AUDITOR}:
        return Q()
    found = Q(pk=who.user.pk) if who.user else Q(pk__in=[])
    if mine := who.roles.get(Role.APPROVER):
        found |= Q(memberships__entity__in=mine)
    return found


def _roles(who: Person) -> Q:
    """Roles as far as their people are seen; of those of other entities an approver sees none."""
    if who.everywhere & {Role.ADMINISTRATOR, Role.AUDITOR}:
        return Q()
    found = Q(user=who.user) if who.user else Q(pk__in=[])
    if mine := who.roles.get(Role.APPROVER):
        found |= Q(entity__in=mine)
    return found


def _own(who: Person) -> Q:
    if Role.ADMINISTRATOR in who.everywhere:
        return Q()
    return Q(user=who.user) if who.user else Q(pk__in=[])


_LISTS: Final[Mapping[type[Model], Callable[[Person], Q]]] = {
    Invitation: _inputs("entity", "call__"),
    Answer: _inputs("invitation__entity", "invitation__call__"),
    Call: _inputs("invitations__entity", ""),
    Question: _inputs("call__invitations__entity", "call__"),
    Merged: _staff(Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR),
    Letter: _staff(Role.AUDITOR, Role.ADMINISTRATOR),
    Report: _staff(Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR),
    ReviewItem: _staff(Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR),
    Correction: _staff(Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR),
    ImportRun: _staff(Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR),
    ImportFile: _staff(Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR),
    Event: _staff(Role.AUDITOR, Role.ADMINISTRATOR),
    User: _people,
    Membership: _roles,
    Token: _own,
    FeedAddress: _own,
    UserSession: _own,
}


def visible(rows: QuerySet[M], who: Person) -> QuerySet[M]:
    """Those of ``rows`` that the person may see; texts, mandates and entities are public.

    Raises ``LookupError`` for rows of a kind that this policy does not know.
    """
    model = rows.model
    if issubclass(model, Shared):
        return rows.filter(_shared(who, model)).distinct()
    if model in _LISTS:
        return rows.filter(_LISTS[model](who)).distinct()
    if model._meta.model_name in _PUBLIC:
        return rows
    raise LookupError(f"the policy does not say who may see {model.__name__}")


_PUBLIC: Final = frozenset(
    {
        "resolution",
        "version",
        "paragraph",
        "citation",
        "mention",
        "occasion",
        "mandate",
        "addressee",
        "wording",
        "statuschange",
        "verdict",
        "listed",
        "entity",
    }
)
