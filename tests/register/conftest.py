"""People, entities and texts that the tests of the register share."""

from __future__ import annotations

from functools import cache

import pytest

from seized import read
from seized.model.record import Record
from seized.register.loading import Loaded, load_record
from seized.register.models import Entity, Membership, User
from seized.register.policy import Person, person
from seized.samples import path


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
    """Makes a person with a role, for an entity or for the whole register."""

    def make(role: str | None = None, entity: Entity | None = None) -> Person:
        name = f"{role or 'nobody'}-{entity.key if entity else 'all'}@example.org"
        user = User.objects.create_user(name, "correct horse battery")
        if role:
            Membership.objects.create(user=user, entity=entity, role=role)
        return person(user)

    return make
