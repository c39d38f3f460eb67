"""Two people at the same moment: nobody's answer is lost, and a frozen call stays as it is."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections
from tests.register.conftest import sample

from seized.register.actions import answers, calls
from seized.register.actions.answers import Said
from seized.register.actions.base import Conflict, Refused
from seized.register.loading import load_record
from seized.register.models import Call, Entity, Invitation, Mandate, Role

pytestmark = pytest.mark.django_db(transaction=True)


def _at_once(*actions) -> list[str]:
    """Run actions at the same moment, each on its own connection; what came of each."""
    start, told = threading.Barrier(len(actions)), [""] * len(actions)

    def run(number: int) -> None:
        try:
            start.wait(30)
            actions[number].run()
            told[number] = "done"
        except (Conflict, Refused) as error:
            told[number] = type(error).__name__
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[n]) for n in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return told


@pytest.fixture
def opened(someone):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite writes one after the other; in memory it does not even wait")
    load_record(sample("en"))
    entity = Entity.objects.create(key="halvard", names={"en": "Halvard Office"}, kind="un")
    chief = someone(Role.COORDINATOR)
    mandate = Mandate.objects.get(deliverable="report")
    values = {
        "title": "Round", "session": 97, "words": 500, "considered": mandate.due_first,
        "deadline": mandate.due_first, "fields": ["energy", "transport"], "message": "",
        "mandates": [mandate], "entities": [entity],
    }  # fmt: skip
    call = calls.OpenCall(chief, calls.PrepareCall(chief, values).run()).run()
    people = [someone(Role.FOCAL, entity), someone(Role.PARTNER, entity)]
    return chief, call, call.invitations.get(), people


def test_the_same_answer_is_kept_once_and_the_other_person_compares(opened) -> None:
    _chief, call, row, (one, two) = opened
    key = call.questions.first().pk
    told = _at_once(
        answers.SaveAnswers(one, row, {key: Said("One")}, "en"),
        answers.SaveAnswers(two, row, {key: Said("Two")}, "en"),
    )
    assert sorted(told) == ["Conflict", "done"]
    assert row.answers.count() == 1


def test_two_answers_at_once_are_both_kept(opened) -> None:
    _chief, call, row, (one, two) = opened
    first, second = call.questions.values_list("pk", flat=True)
    told = _at_once(
        answers.SaveAnswers(one, row, {first: Said("One")}, "en"),
        answers.SaveAnswers(two, row, {second: Said("Two")}, "en"),
    )
    assert told == ["done", "done"]
    assert sorted(row.answers.values_list("text", flat=True)) == ["One", "Two"]
    assert Invitation.objects.get().edition == row.edition + 2


def test_an_answer_comes_before_the_freeze_or_not_at_all(opened) -> None:
    chief, call, row, (one, _two) = opened
    key = call.questions.first().pk
    told = _at_once(
        calls.FreezeCall(chief, call),
        answers.SaveAnswers(one, row, {key: Said("One")}, "en"),
    )
    assert told[0] == "done"
    assert Call.objects.get().state == "frozen"
    assert row.answers.exists() == (told[1] == "done")
