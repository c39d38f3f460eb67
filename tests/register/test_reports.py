"""Reports assembled from a call: who may, what they hold, what is missing, nothing half done."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import product

import pytest
from django.db import connection
from lxml import etree
from tests.register.conftest import sample

from seized.register import audit
from seized.register.actions.base import Refused, RuleBroken
from seized.register.actions.reports import AssembleReport
from seized.register.calls.reporting import frame_of as frame
from seized.register.calls.reporting import gaps, mandates_of, material, usual
from seized.register.loading import load_record
from seized.register.models import (
    Answer,
    Call,
    Consultation,
    Entity,
    Event,
    Invitation,
    Mandate,
    Merged,
    Question,
    Report,
    Role,
)
from seized.register.models.people import WHOLE_REGISTER
from seized.register.policy import ACTIONS, Person, can, person, visible
from seized.register.tongue import CODES

pytestmark = pytest.mark.django_db
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = ("Alder", "Birch", "Cedar", "Dogwood", "Elm")


@pytest.fixture
def call(loaded) -> Call:
    """A call from the report mandate: two told, one had nothing, one waits, one is silent."""
    asks = Mandate.objects.filter(deliverable="report").order_by("pk").first()
    row = Call.objects.create(
        title="Inputs", session=asks.sessions[0], deadline="2042-05-01", state=Call.State.OPEN
    )
    row.mandates.add(asks)
    about = Mandate.objects.filter(deliverable="consultation").order_by("pk").first()
    texts = {code: f"What was done? {code}" for code in CODES}
    first = Question.objects.create(call=row, position=1, mandate=about, texts=texts)
    second = Question.objects.create(call=row, position=2, field="education", texts=texts)
    states = ("cleared", "cleared", "cleared", "submitted", "silent")
    for name, state in zip(NAMES, states, strict=True):
        entity = Entity.objects.create(key=name.lower(), kind="un", names={"en": name})
        invited = Invitation.objects.create(call=row, entity=entity, state=state)
        if name == "Cedar":
            for question in (first, second):
                Answer.objects.create(invitation=invited, question=question, nothing=True)
        elif state != "silent":
            text = f"{name} met the secretariat twice in the harbour office."
            Answer.objects.create(invitation=invited, question=first, text=text)
            Answer.objects.create(invitation=invited, question=second, text=f"{name} taught.")
    row.refresh_from_db()
    return row


@pytest.fixture
def chief(someone) -> Person:
    return someone(Role.COORDINATOR)


def text_of(document: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(bytes(document))) as package:
        parts = ("word/document.xml", "word/footnotes.xml")
        return "\n".join(
            "".join(one.itertext())
            for part in parts
            for one in etree.fromstring(package.read(part)).iter(W + "p")
        )


@pytest.mark.parametrize("code", CODES)
def test_a_report_is_assembled_in_each_language(call, chief, code) -> None:
    row = AssembleReport(chief, call, code, {"organs": ["general-assembly"]}).run()
    words = text_of(row.document)
    for name in ("Alder met", "Birch met", "Alder taught"):
        assert name in words
    assert "Dogwood met" not in words
    assert "Dogwood" in words
    assert "Elm" in words
    assert re.search(r"95/312.*4", words)
    assert row.words == row.meter["total"] > 0


def test_equal_contributions_give_equal_documents(call, chief) -> None:
    values = {"organs": ["general-assembly"], "issued": "2042-08-17"}
    one = AssembleReport(chief, call, "en", values).run()
    other = AssembleReport(chief, call, "en", values).run()
    assert one.pk != other.pk
    assert one.sha256 == other.sha256
    assert bytes(one.document) == bytes(other.document)


def test_every_mandate_stands_in_the_coverage_and_every_entity_in_each(call) -> None:
    found = gaps(call, material(call, frame(call, "en", usual(call, "en"))))
    own = {"report", "agenda-item"}
    asked = [m.pk for m in mandates_of(call) if m.deliverable not in own]
    assert [gap.mandate.pk for gap in found] == asked
    one = next(gap.covered for gap in found if gap.covered.asked)
    assert one.told == ("alder", "birch")
    assert one.nothing == ("cedar",)
    assert one.pending == ("dogwood",)
    assert one.silent == ("elm",)
    assert any(not gap.covered.asked and gap.covered.gap for gap in found)


def test_the_matrix_has_every_mandate_with_public_records_alone(call, chief) -> None:
    about = Question.objects.get(position=1).mandate
    alder, birch = Entity.objects.filter(key__in=["alder", "birch"])
    for outcome, state, seen in (
        ("An open outcome", "published", "public"),
        ("A secret outcome", "published", "concerned"),
        ("A drafted outcome", "draft", "public"),
    ):
        row = Consultation.objects.create(
            owner=alder, first="2041-03", outcome=outcome, state=state, visibility=seen
        )
        row.participants.set([alder, birch])
        row.mandates.add(about)
    matrix = material(call, frame(call, "en", usual(call, "en"))).matrix
    assert {one.mandate.at for one in matrix} == {m.address for m in mandates_of(call)}
    actions = [one.action for one in matrix]
    assert "An open outcome" in actions
    assert not {"A secret outcome", "A drafted outcome"} & set(actions)
    assert "The present report" in actions


def test_a_merged_text_takes_the_place_of_the_answers(call, chief) -> None:
    question = Question.objects.get(position=1)
    Merged.objects.create(
        question=question, language="en", text="The two offices met four times.",
        sources=[{"answer": 1, "edition": 1, "entity": "alder"}],
    )  # fmt: skip
    words = text_of(
        AssembleReport(chief, call, "en", {"organs": ["general-assembly"]}).run().document
    )
    body = words.partition("Implementation of mandates")[0]
    assert "met four times" in words
    assert "Alder met" not in body
    assert "Based on the contributions of: Alder." in words


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("symbols", "seventy-seven"),
        ("items", "127 (s); no item"),
        ("issued", "17 August 2042"),
        ("organs", []),
        ("arrangement", "by length"),
        ("original", "de"),
        ("agenda", "the agenda"),
        ("summary", "x" * 100_001),
    ],
)
def test_a_value_that_is_none_names_its_field_and_writes_nothing(call, chief, field, value) -> None:
    values = {"organs": ["general-assembly"], field: value}
    with pytest.raises(RuleBroken) as broken:
        AssembleReport(chief, call, "en", values).run()
    assert list(broken.value.fields) == [field]
    assert Report.objects.count() == Event.objects.count() == 0


def test_a_call_without_questions_gives_no_report(call, chief) -> None:
    call.questions.all().delete()
    with pytest.raises(RuleBroken):
        AssembleReport(chief, call, "en", {"organs": ["general-assembly"]}).run()


def test_an_assembly_that_is_killed_leaves_nothing(call, chief, monkeypatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(audit, "record", killed)
    with pytest.raises(KeyboardInterrupt):
        AssembleReport(chief, call, "en", {"organs": ["general-assembly"]}).run()
    assert not connection.needs_rollback
    assert Report.objects.count() == Event.objects.count() == 0


def test_each_version_is_in_the_audit_trail(call, chief) -> None:
    row = AssembleReport(chief, call, "en", {"organs": ["general-assembly"]}).run()
    event = Event.objects.get()
    assert event.action == "report.assemble"
    assert event.detail["sha256"] == row.sha256
    assert event.detail["call"] == call.pk
    assert audit.verify() is None


ROLES = (None, *Role.values)


def test_every_role_may_do_with_reports_exactly_what_the_matrix_says(call, chief, someone) -> None:
    row = AssembleReport(chief, call, "en", {"organs": ["general-assembly"]}).run()
    alder = Entity.objects.get(key="alder")
    assert {name for name in ACTIONS if name.startswith("report.")} == {
        "report.read", "report.assemble",
    }  # fmt: skip
    for role, entity in product(ROLES, (None, alder)):
        everywhere = entity is None
        if not everywhere and role in WHOLE_REGISTER:
            continue
        if everywhere and role not in (*WHOLE_REGISTER, "reader", None):
            continue
        if role == "coordinator":
            who = chief
        else:
            who = someone(role, entity) if role or everywhere else person(None)
        reads = everywhere and role in ("coordinator", "administrator", "auditor")
        writes = everywhere and role in ("coordinator", "administrator")
        case = (role, entity)
        assert can(who, "report.read", call) == reads, case
        assert can(who, "report.assemble", call) == writes, case
        assert visible(Report.objects.all(), who).filter(pk=row.pk).exists() == reads, case
        if not writes:
            with pytest.raises(Refused):
                AssembleReport(who, call, "en", {"organs": ["general-assembly"]}).run()
    assert Report.objects.count() == 1


def test_no_page_shows_a_report_to_those_who_may_not_read_it(client, call, chief, someone) -> None:
    row = AssembleReport(chief, call, "en", {"organs": ["general-assembly"]}).run()
    alder = Entity.objects.get(key="alder")
    pages = (f"/en/calls/{call.pk}/report/", f"/en/calls/{call.pk}/report/{row.pk}.docx")
    strangers = [person(None), someone(), someone(Role.APPROVER, alder), someone(Role.READER)]
    for who in strangers:
        client.logout()
        if who.user:
            client.force_login(who.user)
        for page in pages:
            assert client.get(page).status_code in (403, 404), (page, who.roles)
        assert client.post(pages[0], {"organs": ["general-assembly"]}).status_code in (403, 404)
    client.force_login(someone(Role.AUDITOR).user)
    assert client.get(pages[0]).status_code == 200
    assert client.get(pages[1]).content == bytes(row.document)
    assert client.post(pages[0], {"organs": ["general-assembly"]}).status_code == 403


@pytest.mark.parametrize("code", CODES)
def test_the_page_shows_gaps_words_and_versions_in_each_language(client, call, chief, code) -> None:
    client.force_login(chief.user)
    page = f"/{code}/calls/{call.pk}/report/"
    before = client.get(page).content.decode()
    assert "Elm" in before
    assert "<meter" in before
    sent = client.post(f"{page}?in=ru", {
        "organs": ["general-assembly", "security-council"], "symbols": "A/97/277; S/2042/606",
        "items": "127 (s)", "agenda": "A/97/150", "original": "en", "arrangement": "fields",
        "issued": "2042-08-17", "summary": "Одно резюме.", "contents": "on",
    })  # fmt: skip
    assert sent.status_code == 302, sent.content.decode()[:3000]
    row = Report.objects.get()
    assert (row.language, row.symbol) == ("ru", "A/97/277–S/2042/606")
    after = client.get(f"{page}?in=ru").content.decode()
    assert f"/{code}/calls/{call.pk}/report/{row.pk}.docx" in after
    assert "Одно резюме." in after


def test_a_wrong_value_keeps_what_was_typed(client, call, chief) -> None:
    client.force_login(chief.user)
    sent = client.post(f"/en/calls/{call.pk}/report/", {
        "organs": ["general-assembly"], "original": "en", "arrangement": "entities",
        "items": "no item", "summary": "Long and careful words.",
    })  # fmt: skip
    assert sent.status_code == 400
    html = sent.content.decode()
    assert "Long and careful words." in html
    assert "no item is not an agenda item" in html


def test_words_are_counted_without_assembling(client, call, chief) -> None:
    client.force_login(chief.user)
    sent = client.post(f"/en/calls/{call.pk}/report/", {
        "organs": ["general-assembly"], "original": "en", "arrangement": "entities",
        "summary": "one two three " * 4000, "do": "count",
    })  # fmt: skip
    assert sent.status_code == 200
    assert "Over the limit" in sent.content.decode()
    assert Report.objects.count() == 0


def test_a_version_says_when_contributions_have_changed_since(client, call, chief) -> None:
    client.force_login(chief.user)
    AssembleReport(chief, call, "en", {"organs": ["general-assembly"]}).run()
    page = f"/en/calls/{call.pk}/report/"
    assert "As the contributions stand" in client.get(page).content.decode()
    answer = Answer.objects.filter(nothing=False).first()
    answer.text += " Again."
    answer.save()
    assert "Contributions have changed since" in client.get(page).content.decode()


def test_a_new_version_can_start_from_an_old_one(client, call, chief) -> None:
    client.force_login(chief.user)
    values = {"organs": ["general-assembly"], "summary": "The first summary."}
    old = AssembleReport(chief, call, "en", values).run()
    AssembleReport(chief, call, "en", {**values, "summary": "The second summary."}).run()
    page = f"/en/calls/{call.pk}/report/"
    assert "The second summary." in client.get(page).content.decode()
    assert "The first summary." in client.get(f"{page}?from={old.pk}").content.decode()


def test_a_resolution_of_another_organ_names_its_own(loaded, chief) -> None:
    load_record(sample("en"))
    asks = Mandate.objects.filter(deliverable="report").first()
    asks.resolution.organ = "security-council"
    asks.resolution.save()
    row = Call.objects.create(title="t", session=97, deadline="2042-05-01")
    row.mandates.add(asks)
    assert usual(row, "en")["organs"] == ["security-council"]
