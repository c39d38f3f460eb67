"""The API writes what belongs to calls, mandates and agreements, and gives everything at once."""

# ruff: noqa: F811  (the fixtures are those of the tests beside these)

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.register.test_api_cycle import (  # noqa: F401  (fixtures)
    answered,
    approver,
    bodies,
    call,
    chief,
    focal,
    mandate,
    mine,
    prepared,
    refused,
    stranger,
)
from tests.register.test_api_writing import BASE, Key

from seized import read
from seized.register.loading import load_record
from seized.register.models import (
    Call,
    Citation,
    Entity,
    Mandate,
    Paragraph,
    Resolution,
)
from seized.samples import path as sample_path

pytestmark = pytest.mark.django_db


# ------------------------------------------------------------------ questions of a call


def test_questions_are_reworded_ordered_added_and_taken_out(chief, call, mandate) -> None:
    seen = chief.ask("GET", call)
    first = seen.json()["questions"][0]
    new = [
        {"texts": {"en": "What comes next?"}, "field": "energy", "words": 40},
        {"id": first["id"], "texts": {"en": "What was done?"}, "words": 50},
    ]
    saved = chief.ask("PUT", f"{call}/questions", {"questions": new}, HTTP_IF_MATCH=seen["ETag"])
    assert saved.status_code == 200, saved.content
    told = saved.json()["questions"]
    assert [one["texts"]["fr"] for one in told] == ["What comes next?", "What was done?"]
    assert told[1]["id"] == first["id"]
    assert saved.json()["edition"] > seen.json()["edition"]
    fewer = {"questions": new[1:]}
    kept = chief.ask("PUT", f"{call}/questions", fewer, HTTP_IF_MATCH=saved["ETag"])
    assert [one["id"] for one in kept.json()["questions"]] == [first["id"]]
    late = chief.ask("PUT", f"{call}/questions", {"questions": new}, HTTP_IF_MATCH=seen["ETag"])
    assert refused(late, 412)["current"]["edition"] == kept.json()["edition"]
    refused(chief.ask("PUT", f"{call}/questions", {"questions": new}), 428)


def test_a_question_that_breaks_a_rule_is_named(chief, call, mandate) -> None:
    etag = chief.ask("GET", call)["ETag"]
    other = Mandate.objects.exclude(pk=mandate.pk).first()

    def asked(*questions):
        return chief.ask("PUT", f"{call}/questions", {"questions": questions}, HTTP_IF_MATCH=etag)

    refused(asked({"texts": {"en": " "}}), 422, "0")
    refused(asked({"texts": {"en": "What?"}, "field": "lamps"}), 422, "0")
    refused(asked({"texts": {"en": "What?"}, "mandate": other.pk}), 422, "0")
    refused(asked(), 422, "")
    twice = {"id": chief.ask("GET", call).json()["questions"][0]["id"], "texts": {"en": "What?"}}
    refused(asked(twice, twice), 422, "questions")
    assert chief.ask("GET", call)["ETag"] == etag


def test_whom_a_call_asks_no_more(chief, call, mine, focal) -> None:
    etag = chief.ask("GET", call)["ETag"]
    number = mine.rpartition("/")[2]
    refused(focal.ask("DELETE", f"{call}/contributions/{number}", HTTP_IF_MATCH=etag), 403)
    gone = chief.ask("DELETE", f"{call}/contributions/{number}", HTTP_IF_MATCH=etag)
    assert gone.status_code == 204
    assert chief.ask("GET", call).json()["contributions"] == []
    refused(focal.ask("GET", mine), 404)


def test_what_was_answered_is_not_thrown_away(chief, call, mine, focal) -> None:
    answered(focal, mine)
    etag = chief.ask("GET", call)["ETag"]
    number = mine.rpartition("/")[2]
    refused(chief.ask("DELETE", f"{call}/contributions/{number}", HTTP_IF_MATCH=etag), 422)


def test_many_answers_are_merged_into_one_text(chief, call, mine, focal) -> None:
    answered(focal, mine)
    focal.ask("POST", f"{mine}/submit", {})
    question = chief.ask("GET", call).json()["questions"][0]["id"]
    path = f"questions/{question}/merged/en"
    seen = chief.ask("GET", path)
    assert (seen.json()["edition"], seen.json()["text"]) == (0, "")
    assert [(a["entity"], a["text"]) for a in seen.json()["answers"]] == [
        ("halvard", "Lamps were lit.")
    ]
    made = chief.ask("PUT", path, {"text": "All lit lamps."}, HTTP_IF_MATCH='"0"')
    assert (made.json()["edition"], made["ETag"]) == (1, '"1"')
    assert [one["entity"] for one in made.json()["sources"]] == ["halvard"]
    late = chief.ask("PUT", path, {"text": "Others."}, HTTP_IF_MATCH='"0"')
    assert refused(late, 412)["current"]["text"] == "All lit lamps."
    refused(focal.ask("GET", path), 403)
    gone = chief.ask("PUT", path, {"text": ""}, HTTP_IF_MATCH='"1"')
    assert gone.json()["edition"] == 0


# ------------------------------------------------------------------ corrections


def test_a_mandate_is_corrected_in_every_language_and_back(chief, mandate) -> None:
    path = f"mandates/{mandate.pk}/corrections"
    seen = chief.ask("GET", path)
    assert seen.json()["corrections"] == []
    said = {"assignments": ["force=urge"], "reason": "Read again."}
    made = chief.ask("POST", path, said, HTTP_IF_MATCH=seen["ETag"])
    assert made.status_code == 200, made.content
    (one,) = made.json()["corrections"]
    assert (one["values"], one["reason"]) == ({"force": "urge"}, "Read again.")
    assert chief.ask("GET", f"mandates/{mandate.pk}").json()["force"] == "urge"
    late = chief.ask("POST", path, {"assignments": ["force=invite"]}, HTTP_IF_MATCH=seen["ETag"])
    assert refused(late, 412)["current"]["edition"] == made.json()["edition"]
    text = chief.ask("GET", f"resolutions/{mandate.resolution.symbol}/corrections/fr")
    (laid,) = text.json()["corrections"]
    assert laid["values"] == {"force": "urge"}
    dropped = chief.ask("DELETE", f"{path}/{one['id']}", HTTP_IF_MATCH=made["ETag"])
    assert dropped.status_code == 204
    assert chief.ask("GET", f"mandates/{mandate.pk}").json()["force"] == mandate.force


def test_a_correction_that_says_nothing_new_is_refused(chief, focal, mandate) -> None:
    path = f"mandates/{mandate.pk}/corrections"
    refused(chief.ask("POST", path, {}), 422)
    refused(chief.ask("POST", path, {"assignments": [f"force={mandate.force}"]}), 422)
    refused(chief.ask("POST", path, {"assignments": ["colour=blue"]}), 422)
    refused(focal.ask("POST", path, {"assignments": ["force=urge"]}), 403)
    refused(focal.ask("GET", path), 403)
    assert chief.ask("POST", path, {"remove": True}).status_code == 200
    refused(chief.ask("GET", f"mandates/{mandate.pk}"), 404)


# ------------------------------------------------------------------ the text of an agreement


def sent(key: Key, path: str, name: str, data: bytes, **head):
    file = SimpleUploadedFile(name, data)
    return key.client.post(BASE + path, {"file": file}, **key.head, **head)


def test_the_text_of_an_agreement_is_attached_read_and_taken_away(focal, stranger) -> None:
    new = {"owner": "halvard", "kind": "protocol", "title": "On lamps", "signed": "2040",
           "parties": ["halvard", "ostra"]}  # fmt: skip
    made = focal.ask("POST", "agreements", new)
    path = made["Location"].removeprefix(BASE)
    refused(focal.ask("GET", f"{path}/file"), 404)
    refused(sent(focal, f"{path}/file", "lamps.exe", b"MZ"), 422, "text")
    given = sent(focal, f"{path}/file", "lamps.txt", b"Lamps are lit.", HTTP_IF_MATCH=made["ETag"])
    assert given.status_code == 200, given.content
    late = sent(focal, f"{path}/file", "lamps.txt", b"Other", HTTP_IF_MATCH=made["ETag"])
    refused(late, 412)
    held = focal.ask("GET", f"{path}/file")
    assert (held.content, held["Content-Type"]) == (b"Lamps are lit.", "application/octet-stream")
    assert "attachment" in held["Content-Disposition"]
    again = focal.ask("GET", f"{path}/file", HTTP_IF_NONE_MATCH=held["ETag"])
    assert again.status_code == 304
    refused(stranger.ask("GET", f"{path}/file"), 404)
    taken = focal.ask("DELETE", f"{path}/file", HTTP_IF_MATCH=given["ETag"])
    assert taken.status_code == 204
    refused(focal.ask("GET", f"{path}/file"), 404)


# ------------------------------------------------------------------ everything at once


def lines(answer) -> list[dict]:
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/x-ndjson"
    return [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]


def test_everything_of_a_kind_comes_line_by_line(client, loaded) -> None:
    def ask(path: str) -> list[dict]:
        return lines(client.get(f"{BASE}{path}"))

    (whole,) = ask("resolutions.ndjson")
    symbol = Resolution.objects.get().symbol
    assert whole["symbol"] == symbol
    assert len(ask("paragraphs.ndjson")) == Paragraph.objects.count()
    english = ask("paragraphs.ndjson?language=en")
    assert len(english) == Paragraph.objects.filter(language="en").count()
    assert {one["resolution"] for one in english} == {symbol}
    assert len(ask(f"citations.ndjson?resolution={symbol}")) == Citation.objects.count() > 0
    assert ask("citations.ndjson?resolution=A/RES/1/1") == []
    keys = {one["key"] for one in ask("entities.ndjson")}
    assert {one["entity"] for one in ask("mentions.ndjson")} <= keys
    assert client.get(f"{BASE}contributions.ndjson").status_code == 401


def test_more_rows_than_are_fetched_at_once_come_once_each(client, db, monkeypatch) -> None:
    monkeypatch.setattr("seized.register.api.lines._TOGETHER", 3)
    for number in range(7):
        Entity.objects.create(key=f"body-{number}", names={"en": "A body"})
    found = lines(client.get(f"{BASE}entities.ndjson"))
    assert [one["key"] for one in found] == [f"body-{number}" for number in range(7)]


def test_lines_hold_only_what_the_caller_may_see(focal, stranger, call, mine) -> None:
    answered(focal, mine)
    new = {"owner": "halvard", "first": "2041", "participants": ["halvard", "ostra"]}
    focal.ask("POST", "consultations", new)
    assert [one["owner"] for one in lines(focal.ask("GET", "consultations.ndjson"))] == ["halvard"]
    assert lines(stranger.ask("GET", "consultations.ndjson")) == []
    (whole,) = lines(focal.ask("GET", "contributions.ndjson"))
    assert whole["answers"][0]["text"] == "Lamps were lit."
    assert lines(stranger.ask("GET", "contributions.ndjson")) == []


# ------------------------------------------------------------------ compared and followed


@pytest.fixture
def series(loaded) -> list[Resolution]:
    later = load_record(read(sample_path("en", session=97))).resolution
    first = Resolution.objects.exclude(pk=later.pk).get()
    Resolution.objects.filter(pk=later.pk).update(previous=first)
    return [first, later]


def test_a_resolution_is_compared_and_followed(client, series) -> None:
    first, later = series

    def ask(path: str):
        answer = client.get(f"{BASE}resolutions/{path}")
        assert answer.status_code == 200, answer.content
        return answer

    held = ask(f"{first.symbol}/concordance").json()
    assert [one["code"] for one in held["versions"]] == ["ar", "zh", "en", "fr", "ru", "es"]
    assert ask(f"{first.symbol}/concordance/memory").content.startswith(b"<?xml")
    columns = ask(f"{first.symbol}/concordance/columns?languages=en,ar")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(columns.content)).namelist()
    changed = ask(f"{later.symbol}/redline?against={first.symbol}").json()
    assert changed["passages"]
    assert ask(f"{later.symbol}/redline/document").content[:2] == b"PK"
    assert ask(f"{later.symbol}/genealogy").json()["strands"]
    forms = ask(f"{first.symbol}/citation?at=op4").json()["forms"]
    assert forms["en"].endswith("para. 4")
    assert {"ar", "zh", "BibTeX", "RIS", "CSL-JSON"} < forms.keys()
    assert len(ask(f"{first.symbol}/mandates").json()) == first.mandates.filter(gone=False).count()
    versions = ask(f"{first.symbol}/history").json()["versions"]
    assert {one["language"] for one in versions} == {"ar", "zh", "en", "es", "fr", "ru"}


def test_what_cannot_be_compared_is_told(client, series) -> None:
    _first, later = series
    here = f"{BASE}resolutions/{later.symbol}"
    refused(client.get(f"{here}/concordance"), 404)
    refused(client.get(f"{here}/concordance/columns"), 404)
    refused(client.get(f"{here}/redline?language=fr"), 404)
    refused(client.get(f"{here}/redline?against=A/RES/1/1"), 404)
    refused(client.get(f"{here}/genealogy?language=ru"), 404)


def test_what_was_done_about_each_mandate_is_told_to_those_who_may_see_it(
    client, focal, stranger, call, mandate
) -> None:
    new = {"owner": "halvard", "first": "2041-03", "participants": ["halvard", "ostra"],
           "mandates": [mandate.pk]}  # fmt: skip
    number = focal.ask("POST", "consultations", new).json()["id"]

    def told(key: Key) -> dict:
        rows = key.ask("GET", f"resolutions/{mandate.resolution.symbol}/follow-up").json()
        return next(one for one in rows["mandates"] if one["mandate"] == mandate.pk)

    mine = told(focal)
    assert (mine["consultations"], mine["latest"], mine["missing"]) == ([number], "2041-03", "")
    assert mine["calls"] == [Call.objects.get().pk]
    theirs = told(stranger)
    assert (theirs["consultations"], theirs["latest"], theirs["calls"]) == ([], None, [])


def test_the_calendar_tells_what_falls_between_two_days(client, mandate) -> None:
    day = mandate.due_first.isoformat()
    asked = f"{BASE}calendar?first={day}&last={mandate.due_last.isoformat()}&language=fr"
    entries = client.get(asked).json()["entries"]
    assert f"mandate-{mandate.resolution.symbol}-{mandate.place}" in {e["uid"] for e in entries}
    refused(client.get(f"{BASE}calendar?first=2041-02-01&last=2041-01-01"), 422, "last")
    refused(client.get(f"{BASE}calendar?first=2041-01-01&last=2060-01-01"), 422, "last")
    refused(client.get(f"{BASE}calendar?entity=nobody"), 404)


def test_what_the_pictures_show_is_given_as_numbers(client, series) -> None:
    ostra = Entity.objects.create(key="ostra", names={"en": "Ostra"}, kind="partner")
    Resolution.objects.update(partner=ostra)
    grid = client.get(f"{BASE}counts/entities?partner=ostra&language=ru").json()
    assert grid["counts"]
    assert {one["row"] for one in grid["counts"]} <= grid["rows"].keys()
    found = client.get(f"{BASE}moments/ostra").json()
    lit = [one["name"] for one in found if one["lane"] == "resolution"]
    assert sorted(lit) == sorted(Resolution.objects.values_list("symbol", flat=True))
    refused(client.get(f"{BASE}counts/fields?partner=nobody"), 404)
