"""People, entities and texts that the tests of the register share."""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache as rates
from django.db import connection
from tests import places

from seized import read
from seized.languages import CODES
from seized.model.record import Record
from seized.register.loading import Loaded, load_record
from seized.register.mandates import tally
from seized.register.models import Entity, Membership, User
from seized.register.pages import fragments
from seized.register.policy import Person, person
from seized.samples import path

# The shell is the same browser without what draws its own windows: a new page costs it a third.
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))),
    None,
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What drives a browser can be left out: ``-m "not browser"``; it takes longest and goes first.

    So none of it is left for the end, when one process would wait for the other.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """Let the tests empty the tables between them, the audit trail among them."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # it empties them with TRUNCATE
            cursor.execute("DROP TRIGGER register_event_is_not_emptied ON register_event")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
                       "AND tbl_name = 'register_event'")  # fmt: skip
        guards = cursor.fetchall()
    operations = type(connection.ops)  # of the class: a browser's tests open other connections
    plain = operations.sql_flush

    # The index of words is no table of a model, and keeps what it held.
    words = [f"register_search_{code}" for code in CODES]

    def unguarded(self, *args, **kwargs):
        off = [f"DROP TRIGGER IF EXISTS {name}" for name, _ in guards]
        emptied = [f"INSERT INTO {name}({name}) VALUES('delete-all')" for name in words]
        return [*off, *emptied, *plain(self, *args, **kwargs), *(sql for _, sql in guards)]

    operations.sql_flush = unguarded


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> places.Empty:
    """An empty register on the database of the tests, to be copied."""
    return places.made(tmp_path_factory.mktemp("empty") / "register", "empty")


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
    rates.clear()


@pytest.fixture(scope="module")
def browser():
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright runs a loop in this thread
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def axe() -> str:
    import axe_playwright_python

    (script,) = Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")
    return script.read_text("utf-8")


_LOOK = """
axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'],
}).then(found => found.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`))
"""


def violations(page, axe: str) -> list[str]:
    """What axe finds on a page against WCAG 2.2 AA, in light and in dark colours."""
    page.evaluate(axe)
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {one}" for one in page.evaluate(_LOOK)]
    return found
