"""The audit trail only grows, and tells when it was touched."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from seized.register import audit
from seized.register.models import Entity, Event

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
