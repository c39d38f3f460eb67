"""The API changes what the pages change, by the same rules; once, and not over someone else."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from seized.register.actions.tokens import MakeToken
from seized.register.models import (
    Consultation,
    Entity,
    Event,
    ImportRun,
    Membership,
    Programme,
    Role,
)
from seized.register.policy import person

pytestmark = pytest.mark.django_db
BASE = "/api/v1/"


@pytest.fixture
def bodies(db) -> list[Entity]:
    return [Entity.objects.create(key=key, names={"en": key}) for key in ("halvard", "ostra")]


class Key:
    """A caller with a key."""

    def __init__(self, client, who, scopes=("read", "write"), entity=None) -> None:
        action = MakeToken(who, "For a test", scopes, entity)
        action.run()
        self.client, self.head = client, {"HTTP_AUTHORIZATION": f"Bearer {action.secret}"}

    def ask(self, method: str, path: str, body=None, **head):
        return self.client.generic(
            method, BASE + path, "" if body is None else json.dumps(body), "application/json",
            **self.head, **head,
        )  # fmt: skip


@pytest.fixture
def focal(client, someone, bodies) -> Key:
    return Key(client, someone(Role.FOCAL, bodies[0]))


TALKS = {
    "owner": "halvard", "first": "2041-03", "forum": "Blue hall",
    "participants": ["halvard", "ostra"],
}  # fmt: skip


def test_a_record_is_entered_changed_and_taken_out(client, someone, focal) -> None:
    made = focal.ask("POST", "consultations", TALKS)
    assert made.status_code == 201
    assert made["ETag"] == '"1"'
    path = made["Location"].removeprefix(BASE)
    assert made.json()["said"]["participants"] == ["halvard", "ostra"]
    assert focal.ask("GET", path)["ETag"]
    changed = focal.ask("PATCH", path, {"forum": "Green hall"}, HTTP_IF_MATCH='"1"')
    assert changed.status_code == 200
    assert changed["ETag"] == '"2"'
    assert changed.json()["said"]["first"] == "2041-03"
    assert focal.ask("DELETE", path, HTTP_IF_MATCH='"2"').status_code == 403
    chief = Key(client, someone(Role.COORDINATOR))
    assert chief.ask("DELETE", path, HTTP_IF_MATCH='"2"').status_code == 204
    assert not Consultation.objects.exists()
    told = [event.action for event in Event.objects.exclude(action__startswith="token")]
    assert told == ["record.add", "record.change", "record.delete"]


def test_who_has_seen_an_older_edition_gets_the_record_as_it_is(focal) -> None:
    path = focal.ask("POST", "consultations", TALKS)["Location"].removeprefix(BASE)
    assert focal.ask("PATCH", path, {"forum": "Red"}).status_code == 428
    focal.ask("PATCH", path, {"forum": "Green"}, HTTP_IF_MATCH='"1"')
    late = focal.ask("PATCH", path, {"forum": "Red"}, HTTP_IF_MATCH='"1"')
    assert late.status_code == 412
    assert late["Content-Type"] == "application/problem+json"
    assert late.json()["current"]["edition"] == 2
    assert late.json()["current"]["said"]["forum"] == "Green"


def test_the_way_to_be_public_is_taken_step_by_step(client, someone, bodies, focal) -> None:
    path = focal.ask("POST", "programmes", {"owner": "halvard", "title": "Lamps",
        "lead": "halvard", "partners": ["ostra"], "results": [{"text": "Lit", "target": 4}],
    })["Location"].removeprefix(BASE)  # fmt: skip
    assert focal.ask("POST", f"{path}/submit", {}).json()["state"] == "submitted"
    assert focal.ask("POST", f"{path}/clear", {}).status_code == 403
    approver = Key(client, someone(Role.APPROVER, bodies[0]))
    assert approver.ask("POST", f"{path}/return", {}).status_code == 422
    assert approver.ask("POST", f"{path}/clear", {}).json()["state"] == "cleared"
    assert approver.ask("POST", f"{path}/clear", {}).status_code == 422
    assert Programme.objects.get().results.get().target == 4


def test_a_broken_rule_names_its_field_and_saves_nothing(focal) -> None:
    answer = focal.ask("POST", "consultations", {**TALKS, "participants": ["halvard"]})
    assert answer.status_code == 422
    assert [fault["where"] for fault in answer.json()["errors"]] == ["participants"]
    unknown = focal.ask("POST", "consultations", {**TALKS, "participants": ["nowhere"]})
    assert unknown.json()["errors"] == [{"where": "participants", "what": "nowhere"}]
    assert focal.ask("POST", "consultations", {**TALKS, "colour": "blue"}).status_code == 422
    assert not Consultation.objects.exists()


def test_a_request_sent_again_is_done_once(focal) -> None:
    first = focal.ask("POST", "consultations", TALKS, HTTP_IDEMPOTENCY_KEY="one")
    again = focal.ask("POST", "consultations", TALKS, HTTP_IDEMPOTENCY_KEY="one")
    assert (again.status_code, again.content) == (201, first.content)
    assert again["Location"] == first["Location"]
    assert Consultation.objects.count() == 1
    other = focal.ask("POST", "consultations", {**TALKS, "forum": "X"}, HTTP_IDEMPOTENCY_KEY="one")
    assert other.status_code == 422
    broken = {**TALKS, "participants": []}
    assert focal.ask(
        "POST", "consultations", broken, HTTP_IDEMPOTENCY_KEY="two"
    ).status_code == 422  # fmt: skip
    assert focal.ask(
        "POST", "consultations", TALKS, HTTP_IDEMPOTENCY_KEY="two"
    ).status_code == 201  # fmt: skip


def test_a_change_needs_a_key_that_may_write_for_this_entity(client, someone, bodies) -> None:
    who = someone(Role.FOCAL, bodies[0])
    client.force_login(who.user)
    by_session = client.post(f"{BASE}consultations", "{}", content_type="application/json")
    assert by_session.status_code == 401
    client.logout()
    assert Key(client, who, ["read"]).ask("POST", "consultations", TALKS).status_code == 403
    Membership.objects.create(user=who.user, entity=bodies[1], role=Role.FOCAL)
    both = person(who.user)
    for_ostra = Key(client, both, entity=bodies[1])
    assert for_ostra.ask("POST", "consultations", TALKS).status_code == 403
    mine = {**TALKS, "owner": "ostra"}
    assert for_ostra.ask("POST", "consultations", mine).status_code == 201


def test_more_changes_than_a_person_makes_are_slowed_down(focal, settings, monkeypatch) -> None:
    settings.API_WRITES_A_MINUTE = 2
    monkeypatch.setattr("seized.register.api.writing.time.time", lambda: 9_000_000_000.0)
    answers = [focal.ask("POST", "consultations", TALKS) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert answers[-1]["Content-Type"] == "application/problem+json"
    monkeypatch.setattr("seized.register.api.writing.time.time", lambda: 9_000_000_060.0)
    assert focal.ask("POST", "consultations", TALKS).status_code == 201


def test_an_import_is_sent_watched_called_off_and_undone(client, someone) -> None:
    chief = Key(client, someone(Role.COORDINATOR))
    file = SimpleUploadedFile("given.txt", b"A/RES/1/1")
    sent = client.post(f"{BASE}imports", {"files": file}, **chief.head)
    assert sent.status_code == 202
    path = sent["Location"].removeprefix(BASE)
    assert chief.ask("GET", path).json()["files"] == {"waiting": 1}
    (row,) = chief.ask("GET", f"{path}/files").json()["items"]
    assert (row["name"], row["outcome"]) == ("given.txt", "waiting")
    assert chief.ask("POST", f"{path}/cancel").json()["state"] == "cancelled"
    assert chief.ask("POST", f"{path}/cancel").status_code == 422
    assert chief.ask("POST", f"{path}/undo").json()["state"] == "undone"
    assert ImportRun.objects.count() == 1


@pytest.mark.parametrize("path", ["consultations", "imports", "consultations/1"])
def test_an_unknown_method_is_told_with_those_there_are(client, path) -> None:
    answer = client.put(f"{BASE}{path}", "{}", content_type="application/json")
    assert answer.status_code == 405
    assert answer["Content-Type"] == "application/problem+json"
    assert "GET" in answer["Allow"]
