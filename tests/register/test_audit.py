"""The audit trail only grows, and tells when it was touched."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_type_hints

import pytest
from django.db import DatabaseError, connection, transaction
from tests.register.parity import every_action

from seized import register
from seized.register import audit
from seized.register.actions.base import Action
from seized.register.actions.names import KINDS, NAMES
from seized.register.models import Entity, Event, FollowUp, Role, Shared

pytestmark = pytest.mark.django_db


def _two_events() -> None:
    entity = Entity.objects.create(key="halvard")
    with transaction.atomic():
        audit.record("entity.change", entity, None, {"name": "one"})
        audit.record("entity.change", entity, None, {"name": "two"})


def test_each_event_follows_from_the_one_before(db) -> None:
    _two_events()
    assert audit.verify() is None
    first, second = Event.objects.all()
    assert second.before == first.hash


@pytest.mark.parametrize(
    "statement", ["UPDATE register_event SET who = 'x'", "DELETE FROM register_event"]
)
def test_the_database_refuses_to_change_an_event(db, statement) -> None:
    _two_events()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="in the transaction"):
        audit.record("entity.change", Entity(key="halvard"), None)


def _made_by(action: type[Action]) -> set[str]:
    """The keys of the events that an action can write, read from its code."""
    for name in ("event", "permission"):
        method = getattr(action, name)
        if method is not getattr(Action, name):
            return {c for c in method.__code__.co_consts if re.fullmatch(r"[a-z]+\.[a-z]+", str(c))}
    return {action.name}


def _made_beside() -> set[str]:
    """The keys of the events that no action writes: of the worker and of reminders that are due."""
    code = "\n".join(
        path.read_text("utf-8") for path in Path(register.__file__).parent.rglob("*.py")
    )
    return set(re.findall(r'audit\.record\(\s*"([a-z.]+)"', code))


def test_every_event_has_a_name_on_pages() -> None:
    made = set[str]().union(*map(_made_by, every_action())) | _made_beside()
    assert made == set(NAMES)


def test_every_kind_of_row_that_is_changed_has_a_name_on_pages() -> None:
    changed = {get_type_hints(action.apply).get("return") for action in every_action()}
    plain = {one for one in changed if isinstance(one, type)} - {Shared}
    made = {one._meta.model_name for one in {*plain, *Shared.__subclasses__(), FollowUp}}
    assert made == set(KINDS)


def test_the_trail_is_read_in_words(client, someone) -> None:
    _two_events()
    client.force_login(someone(Role.AUDITOR).user)
    assert "Entity entered or changed" in client.get("/en/audit/").content.decode()
    assert "entity.change" in client.get("/en/audit/").content.decode()
