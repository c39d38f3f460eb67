"""The API does what the pages do: every action has an operation, every page has its like."""

from __future__ import annotations

import pytest
from django.urls import URLPattern
from tests.register.parity import ALIKE, BY_HAND, actions_of, every_action, operations

from seized.register import urls

pytestmark = pytest.mark.once


def test_every_action_can_be_asked_for() -> None:
    there = {one for found in operations().values() for one in actions_of(found)}
    missing = {one.__name__ for one in every_action() if one not in there}
    assert missing == set(BY_HAND)


def test_an_operation_runs_the_action_that_its_name_says() -> None:
    found = {name: {a.__name__ for a in actions_of(o)} for name, o in operations().items()}
    assert found["uninvite"] == {"Uninvite"}
    assert found["change_agreement"] == {"SaveAgreement"}
    assert found["call_step"] == {"OpenCall", "FreezeCall", "ThawCall", "CloseCall"}
    steps = {"Deactivate", "Reactivate", "ResetFactor", "Forget", "EndSignIns"}
    assert found["person_step"] == steps
    assert found["mandates"] == set()


def test_every_page_has_its_like() -> None:
    pages = {p.name for p in urls.pages if isinstance(p, URLPattern)}
    assert set(ALIKE) == pages
    there = operations().keys()
    alike = {name: set(o) - there for name, o in ALIKE.items() if not isinstance(o, str)}
    assert {name: gone for name, gone in alike.items() if gone} == {}


def test_what_a_page_changes_its_like_changes_too() -> None:
    """An action that a page can run is run by one of the operations beside it in the table."""
    by_operation = {name: actions_of(one) for name, one in operations().items()}
    wrong = {}
    for page in urls.pages:
        alike = ALIKE[page.name]
        if isinstance(alike, str):
            continue
        runs = {a for name in alike for a in by_operation.get(name, ())}
        if gone := {a.__name__ for a in actions_of(page.callback)} - {a.__name__ for a in runs}:
            wrong[page.name] = gone
    assert wrong == {}
