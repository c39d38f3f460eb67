"""The API decides, asks, answers and assembles as the pages do: by the same rules, in time."""

from __future__ import annotations

import datetime
import io
import zipfile

import pytest
from tests.register.test_api_writing import BASE, Key

from seized.register.actions.feeds import MakeFeed
from seized.register.models import (
    Call,
    Entity,
    Event,
    Letter,
    Mandate,
    ReviewItem,
    Role,
    Version,
)

pytestmark = pytest.mark.django_db
SOON = (datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(20)).isoformat()


@pytest.fixture
def bodies(loaded) -> list[Entity]:
    return [
        Entity.objects.create(key=key, names={"en": key.title()}, kind="un")
        for key in ("halvard", "ostra")
    ]


@pytest.fixture
def chief(client, someone) -> Key:
    return Key(client, someone(Role.COORDINATOR))


@pytest.fixture
def focal(client, someone, bodies) -> Key:
    return Key(client, someone(Role.FOCAL, bodies[0]))


@pytest.fixture
def approver(client, someone, bodies) -> Key:
    return Key(client, someone(Role.APPROVER, bodies[0]))


@pytest.fixture
def stranger(client, someone, bodies) -> Key:
    return Key(client, someone(Role.FOCAL, bodies[1]))


@pytest.fixture
def mandate(loaded) -> Mandate:
    """The mandate that asks for a report."""
    return Mandate.objects.get(deliverable="report")


@pytest.fixture
def prepared(mandate, bodies) -> dict:
    return {
        "title": "Inputs", "session": 97, "deadline": SOON, "mandates": [mandate.pk],
        "fields": ["energy"], "entities": ["halvard"], "question_words": 6,
    }  # fmt: skip


@pytest.fixture
def call(chief, prepared) -> str:
    """The path of an open call."""
    path = chief.ask("POST", "calls", prepared)["Location"].removeprefix(BASE)
    assert chief.ask("POST", f"{path}/open", {}).status_code == 200
    return path


@pytest.fixture
def mine(call, focal) -> str:
    """The path of Halvard's contribution."""
    (row,) = focal.ask("GET", call).json()["contributions"]
    return f"contributions/{row['id']}"


@pytest.fixture
def doubt(loaded, mandate) -> ReviewItem:
    version = Version.objects.get(resolution=mandate.resolution, language="en")
    return ReviewItem.objects.create(
        version=version, key="k" * 64, code="number-missing", address=mandate.address
    )


def refused(answer, status: int, *where: str) -> dict:
    """A problem that names what is wrong; its body."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["detail"]
    assert [fault["where"] for fault in body["errors"]] == list(where)
    return body


def answered(key: Key, path: str, text: str = "Lamps were lit.", **more):
    """Save one text for all questions."""
    whole = key.ask("GET", path).json()
    said = [{"question": one["id"], "text": text, **more} for one in whole["questions"]]
    return key.ask("PATCH", path, {"language": "en", "answers": said})


# ------------------------------------------------------------------ the status of a mandate


def test_a_status_is_set_with_a_reason_and_left_to_the_evidence_again(chief, mandate) -> None:
    path = f"mandates/{mandate.pk}/status"
    seen = chief.ask("GET", path)
    was = seen.json()["status"]
    met = {"status": "met", "reason": "The report was read."}
    said = chief.ask("PATCH", path, met, HTTP_IF_MATCH=seen["ETag"])
    assert (said.json()["status"], said.json()["settled"]) == ("met", True)
    assert said.json()["changes"][0]["reason"] == met["reason"]
    assert said["ETag"] == f'"{said.json()["edition"]}"'
    left = chief.ask(
        "POST", f"{path}/release", {"reason": "A mistake."}, HTTP_IF_MATCH=said["ETag"]
    )
    assert (left.json()["status"], left.json()["settled"]) == (was, False)
    refused(chief.ask("POST", f"{path}/release", {"reason": "Again."}), 422)


def test_a_status_is_not_set_over_that_of_someone_else(chief, mandate) -> None:
    path = f"mandates/{mandate.pk}/status"
    seen = chief.ask("GET", path)["ETag"]
    met = {"status": "met", "reason": "Read."}
    refused(chief.ask("PATCH", path, met), 428)
    assert chief.ask("PATCH", path, met, HTTP_IF_MATCH=seen).status_code == 200
    late = chief.ask("PATCH", path, {"status": "open", "reason": "No."}, HTTP_IF_MATCH=seen)
    assert refused(late, 412)["current"]["status"] == "met"


def test_a_status_needs_a_reason_and_someone_who_may_say_it(chief, focal, mandate) -> None:
    path = f"mandates/{mandate.pk}/status"
    met = {"status": "met", "reason": " "}
    refused(chief.ask("PATCH", path, met, HTTP_IF_MATCH='"0"'), 422, "reason")
    refused(focal.ask("PATCH", path, {**met, "reason": "So."}, HTTP_IF_MATCH='"0"'), 403)
    mandate.refresh_from_db()
    assert not mandate.settled


# ------------------------------------------------------------------ review


def test_a_doubt_is_found_decided_once_and_open_again(chief, focal, doubt) -> None:
    path = f"review/{doubt.pk}"
    listed = chief.ask("GET", "review?state=open&code=number-missing").json()["items"]
    assert [row["id"] for row in listed] == [doubt.pk]
    assert chief.ask("GET", path).json()["readings"] == []
    decision = {"decision": "accept", "reason": "So it stands there."}
    refused(focal.ask("GET", path), 403)
    refused(focal.ask("POST", f"{path}/decide", decision), 403)
    decided = chief.ask("POST", f"{path}/decide", decision).json()
    assert (decided["state"], decided["reason"]) == ("accepted", decision["reason"])
    late = chief.ask("POST", f"{path}/decide", {"decision": "reject"})
    assert refused(late, 412)["current"]["state"] == "accepted"
    assert chief.ask("POST", f"{path}/undo", {}).json()["state"] == "open"
    refused(chief.ask("POST", f"{path}/undo", {}), 422)
    told = [event.action for event in Event.objects.exclude(action__startswith="token")]
    assert told == ["review.decide", "review.undo"]


def test_what_is_wrong_about_a_mandate_is_told_and_corrected(chief, focal, mandate) -> None:
    refused(focal.ask("POST", f"mandates/{mandate.pk}/report", {"words": " "}), 422, "words")
    told = focal.ask("POST", f"mandates/{mandate.pk}/report", {"words": "It is an update."})
    assert told.status_code == 201
    assert told.json()["mandate"] == mandate.pk
    path = f"review/{told.json()['id']}/decide"
    wrong = {"decision": "correct", "assignments": ["deliverable=nonsense"]}
    refused(chief.ask("POST", path, wrong), 422)
    right = {"decision": "correct", "assignments": ["deliverable=action"]}
    assert chief.ask("POST", path, right).json()["state"] == "corrected"
    mandate.refresh_from_db()
    assert mandate.deliverable == "action"


# ------------------------------------------------------------------ calls


def test_a_call_is_prepared_opened_frozen_and_closed(chief, focal, stranger, prepared) -> None:
    made = chief.ask("POST", "calls", prepared)
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    path = made["Location"].removeprefix(BASE)
    refused(focal.ask("GET", path), 404)
    changed = chief.ask("PATCH", path, {"title": "Inputs to it"}, HTTP_IF_MATCH=made["ETag"])
    assert (changed.json()["title"], changed.json()["deadline"]) == ("Inputs to it", SOON)
    opened = chief.ask("POST", f"{path}/open", {}, HTTP_IF_MATCH=changed["ETag"])
    assert opened.json()["state"] == "open"
    assert [row["id"] for row in focal.ask("GET", "calls").json()["items"]] == [made.json()["id"]]
    assert chief.ask("GET", "calls?state=draft").json()["items"] == []
    assert stranger.ask("GET", "calls").json()["items"] == []
    refused(stranger.ask("GET", path), 404)
    refused(focal.ask("POST", f"{path}/freeze", {}), 403)
    for step, state in (("freeze", "frozen"), ("thaw", "open"), ("close", "closed")):
        assert chief.ask("POST", f"{path}/{step}", {}).json()["state"] == state
    refused(chief.ask("POST", f"{path}/freeze", {}), 422)


def test_a_call_that_has_changed_since_is_shown_instead(chief, call) -> None:
    first = chief.ask("GET", call)["ETag"]
    refused(chief.ask("PATCH", call, {"title": "Other"}), 428)
    assert chief.ask("PATCH", call, {"title": "Other"}, HTTP_IF_MATCH=first).status_code == 200
    late = chief.ask("PATCH", call, {"title": "Mine"}, HTTP_IF_MATCH=first)
    assert refused(late, 412)["current"]["title"] == "Other"
    assert refused(chief.ask("POST", f"{call}/close", {}, HTTP_IF_MATCH=first), 412)["current"]
    assert Call.objects.get().state == "open"


def test_a_call_that_breaks_a_rule_is_not_prepared(chief, focal, prepared) -> None:
    refused(focal.ask("POST", "calls", prepared), 403)
    refused(chief.ask("POST", "calls", {**prepared, "mandates": []}), 422, "mandates")
    refused(chief.ask("POST", "calls", {**prepared, "entities": ["nowhere"]}), 422, "entities")
    refused(chief.ask("POST", "calls", {**prepared, "title": "N\0L"}), 422, "given")
    assert not Call.objects.exists()


def test_only_a_call_that_was_never_opened_is_thrown_away(chief, prepared, call) -> None:
    etag = chief.ask("GET", call)["ETag"]
    refused(chief.ask("DELETE", call, HTTP_IF_MATCH=etag), 422)
    draft = chief.ask("POST", "calls", prepared)
    path = draft["Location"].removeprefix(BASE)
    assert chief.ask("DELETE", path, HTTP_IF_MATCH=draft["ETag"]).status_code == 204
    refused(chief.ask("GET", path), 404)


def test_more_are_asked_and_the_silent_reminded_once_a_day(chief, focal, stranger, call) -> None:
    more = chief.ask("POST", f"{call}/contributions", {"entities": ["ostra"]})
    assert more.status_code == 200
    again = chief.ask("POST", f"{call}/contributions", {"entities": ["ostra"]})
    refused(again, 422)
    assert len(chief.ask("GET", call).json()["contributions"]) == 2
    (own,) = stranger.ask("GET", call).json()["contributions"]
    assert own["entity"] == "ostra"
    refused(focal.ask("POST", f"{call}/remind", {}), 403)
    before = Letter.objects.count()
    one = chief.ask("POST", f"{call}/remind", {"contribution": own["id"]})
    assert one.json()["letters"] == {"ostra": 1}
    assert chief.ask("POST", f"{call}/remind", {}).json()["letters"] == {"halvard": 1}
    refused(chief.ask("POST", f"{call}/remind", {}), 422)
    assert Letter.objects.count() == before + 2


# ------------------------------------------------------------------ contributions


def test_a_contribution_is_written_submitted_returned_and_cleared(focal, approver, mine) -> None:
    saved = answered(focal, mine)
    assert (saved.json()["state"], saved["ETag"]) == ("draft", '"2"')
    assert {one["text"] for one in saved.json()["answers"]} == {"Lamps were lit."}
    sent = focal.ask("POST", f"{mine}/submit", {}, HTTP_IF_MATCH=saved["ETag"])
    assert sent.json()["state"] == "submitted"
    refused(focal.ask("POST", f"{mine}/clear", {}), 403)
    refused(approver.ask("POST", f"{mine}/return", {}), 422, "reason")
    back = approver.ask("POST", f"{mine}/return", {"reason": "Which lamps?"})
    assert (back.json()["state"], back.json()["reason"]) == ("returned", "Which lamps?")
    assert focal.ask("POST", f"{mine}/submit", {}).json()["state"] == "submitted"
    stale = approver.ask("POST", f"{mine}/clear", {}, HTTP_IF_MATCH=sent["ETag"])
    assert refused(stale, 412)["current"]["state"] == "submitted"
    assert approver.ask("POST", f"{mine}/clear", {}).json()["state"] == "cleared"
    assert len(focal.ask("GET", "contributions?state=cleared").json()["items"]) == 1


def test_an_answer_is_not_written_over_that_of_someone_else(focal, approver, mine) -> None:
    answered(focal, mine)
    late = refused(answered(approver, mine, "Other lamps."), 412)
    assert late["current"]["answers"][0]["text"] == "Lamps were lit."
    assert answered(approver, mine, "Other lamps.", edition=1).status_code == 200
    old = focal.ask("PATCH", mine, {"language": "en", "answers": []}, HTTP_IF_MATCH='"1"')
    assert refused(old, 412)["current"]["edition"] == 3


def test_answers_that_break_a_rule_are_named_by_their_question(focal, stranger, mine) -> None:
    refused(answered(focal, mine, "Both", nothing=True), 422, *_asked(focal, mine))
    answered(focal, mine, "More words than the six that it may have.")
    refused(focal.ask("POST", f"{mine}/submit", {}), 422, *_asked(focal, mine))
    twice = [{"question": 1, "text": "A"}, {"question": 1, "text": "B"}]
    refused(focal.ask("PATCH", mine, {"language": "en", "answers": twice}), 422, "answers")
    refused(stranger.ask("GET", mine), 404)
    refused(stranger.ask("PATCH", mine, {"language": "en", "answers": []}), 404)


def _asked(key: Key, path: str) -> list[str]:
    return [str(one["id"]) for one in key.ask("GET", path).json()["questions"]]


# ------------------------------------------------------------------ reports


def test_a_report_is_assembled_listed_and_fetched(chief, focal, approver, call, mine) -> None:
    answered(focal, mine)
    focal.ask("POST", f"{mine}/submit", {})
    approver.ask("POST", f"{mine}/clear", {})
    made = chief.ask("POST", f"{call}/reports", {"language": "en", "title": "Lamps", "by": "Us"})
    assert made.status_code == 201
    path = made["Location"].removeprefix(BASE)
    assert chief.ask("GET", path).json() == made.json()
    assert made.json()["words"] > 10
    assert [r["id"] for r in chief.ask("GET", f"{call}/reports").json()["items"]] == [
        made.json()["id"]
    ]
    fetched = chief.ask("GET", f"{path}/document")
    assert "attachment" in fetched["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(fetched.content)) as file:
        assert "Lamps were lit." in file.read("word/document.xml").decode()
    again = chief.ask("POST", f"{call}/reports", {"language": "fr"})
    assert again.json()["id"] != made.json()["id"]


def test_a_report_with_a_wrong_value_is_not_assembled(chief, focal, call) -> None:
    wrong = {"language": "en", "symbols": ["no symbol"], "issued": "soon"}
    refused(chief.ask("POST", f"{call}/reports", wrong), 422, "symbols", "issued")
    refused(focal.ask("POST", f"{call}/reports", {"language": "en"}), 403)
    refused(focal.ask("GET", f"{call}/reports"), 403)
    refused(chief.ask("GET", f"{call}/reports/1"), 404)
    assert chief.ask("GET", f"{call}/reports").json()["items"] == []


# ------------------------------------------------------------------ one's own


def test_own_keys_and_addresses_are_listed_without_secrets_and_ended(
    client, someone, bodies, chief
) -> None:
    who = someone(Role.FOCAL, bodies[0])
    key = Key(client, who)
    MakeFeed(who, bodies[0]).run()
    (feed,) = key.ask("GET", "feeds").json()["items"]
    (told,) = key.ask("GET", "keys").json()["items"]
    assert (feed["entity"], told["scopes"]) == ("halvard", ["read", "write"])
    assert key.head["HTTP_AUTHORIZATION"].removeprefix("Bearer ") not in str(told)
    assert chief.ask("GET", "feeds").json()["items"] == []
    refused(chief.ask("POST", f"feeds/{feed['id']}/revoke", {}), 404)
    refused(chief.ask("POST", f"keys/{told['id']}/revoke", {}), 404)
    refused(client.get(f"{BASE}keys"), 401)
    assert key.ask("POST", f"feeds/{feed['id']}/revoke", {}).json()["revoked_at"]
    assert key.ask("POST", f"keys/{told['id']}/revoke", {}).json()["revoked_at"]
    refused(key.ask("GET", "keys"), 401)


# ------------------------------------------------------------------ as everywhere


def test_a_step_sent_again_under_its_key_is_taken_once(chief, call) -> None:
    first = chief.ask("POST", f"{call}/freeze", {}, HTTP_IDEMPOTENCY_KEY="one")
    again = chief.ask("POST", f"{call}/freeze", {}, HTTP_IDEMPOTENCY_KEY="one")
    assert (again.status_code, again.content) == (200, first.content)
    assert again["Idempotent-Replayed"] == "true"
    refused(chief.ask("POST", f"{call}/freeze", {}), 422)


def test_the_etag_of_a_record_that_was_read_is_taken_as_what_was_seen(focal) -> None:
    talks = {"owner": "halvard", "first": "2041-03", "participants": ["halvard", "ostra"]}
    path = focal.ask("POST", "consultations", talks)["Location"].removeprefix(BASE)
    seen = focal.ask("GET", path)["ETag"]
    assert focal.ask("GET", path, HTTP_IF_NONE_MATCH=seen).status_code == 304
    changed = focal.ask("PATCH", path, {"forum": "Blue hall"}, HTTP_IF_MATCH=seen)
    assert changed.status_code == 200
    refused(focal.ask("PATCH", path, {"forum": "Red hall"}, HTTP_IF_MATCH=seen), 412)
