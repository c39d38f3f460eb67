"""People, entities and texts that the tests of the register share."""

from __future__ import annotations

from functools import cache

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from seized import read
from seized.model.record import Record
from seized.register import tally
from seized.register.loading import Loaded, load_record
from seized.register.models import Entity, Membership, User
from seized.register.pages import fragments
from seized.register.policy import Person, person
from seized.samples import path


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """Let the tests empty the tables between them: PostgreSQL does it with TRUNCATE."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER register_event_is_not_emptied ON register_event")


@cache
def sample(code: str) -> Record:
    """The bundled resolution in one language."""
    return read(path(code))


@pytest.fixture
def loaded(db: None) -> list[Loaded]:
    """The bundled resolution in six languages."""
    return [load_record(sample(code)) for code in ("zh", "ar", "en", "es", "fr", "ru")]


@pytest.fixture
def someone(db: None):
    """Makes a person with a role, for an entity or for the whole register.

    A second factor is set up unless ``factor`` is false.
    """

    def make(role: str | None = None, entity: Entity | None = None, factor: bool = True) -> Person:
        name = f"{role or 'nobody'}-{entity.key if entity else 'all'}@example.org"
        user = User.objects.create_user(name, "correct horse battery")
        if factor:
            Authenticator.objects.create(user=user, type="totp", data={"secret": "0" * 32})
        if role:
            Membership.objects.create(user=user, entity=entity, role=role)
        return person(user)

    return make


@pytest.fixture(autouse=True)
def fresh_memory() -> None:
    """What a process keeps of a database does not outlive the database of a test."""
    tally.forget()
    fragments.forget()
