"""The report, the status of a mandate and the agenda in a browser, in all languages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.register.conftest import CHROMIUM, sample, violations
from tests.register.test_browser_calls import People

from seized import read
from seized.reading import read_source
from seized.register.actions.reports import AssembleReport
from seized.register.actions.status import SetStatus
from seized.register.calls.questions import mandate_question
from seized.register.following.status import follow_mandates
from seized.register.loading import load_record
from seized.register.models import (
    Answer,
    Call,
    Entity,
    Invitation,
    Mandate,
    Question,
    Report,
    Resolution,
    Role,
)
from seized.register.tongue import CODES
from seized.samples import path

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium"),
    pytest.mark.django_db(transaction=True),
]
NAMES = ("Halvard Office", "Ostra Organization", "Velm Fund", "Ash Programme", "Elm Agency")
SHOTS = os.environ.get("SEIZED_SCREENSHOTS")


@pytest.fixture
def people(browser, live_server):
    made = People(browser, live_server.url)
    yield made
    for context in made.contexts:
        context.close()


@pytest.fixture
def call(live_server, someone) -> Call:
    """Four entities have answered, one is silent; the successor is in; a status was set."""
    for code in CODES:
        load_record(sample(code))
        load_record(read(path(code, session=97)))
    follow_mandates()
    rows = Mandate.objects.filter(resolution__symbol="A/RES/95/312")
    row = Call.objects.create(title="Inputs for session 97", session=97, deadline="2042-05-01")
    row.mandates.add(rows.get(deliverable="report"))
    about = rows.get(deliverable="consultation")
    texts = mandate_question(about)
    question = Question.objects.create(call=row, position=1, mandate=about, texts=texts)
    for number, name in enumerate(NAMES):
        entity = Entity.objects.create(key=f"entity-{number}", names={"en": name}, kind="un")
        silent = number == 4
        state = Invitation.State.SILENT if silent else Invitation.State.CLEARED
        invited = Invitation.objects.create(call=row, entity=entity, state=state)
        if not silent:
            text = f"{name} met the secretariat of the organization twice, in Kaldemark."
            Answer.objects.create(invitation=invited, question=question, text=text)
    chief = someone(Role.COORDINATOR)
    AssembleReport(chief, row, "en", {"organs": ["general-assembly"]}).run()
    SetStatus(chief, about, "partly", "One round of two was held.").run()
    row.chief = chief
    row.refresh_from_db()
    return row


def _pages(call: Call) -> tuple[str, ...]:
    about = Question.objects.get().mandate
    return (
        f"calls/{call.pk}/report/",
        f"calls/{call.pk}/report/?in=ar",
        f"A/RES/95/312/mandates/{about.place}/",
        "A/RES/95/312/follow-up/",
        "agenda/97/",
        "mandates/?status=met",
    )


@pytest.mark.parametrize("code", CODES)
def test_report_status_and_agenda_are_accessible(people, axe, call, code) -> None:
    page = people.page(call.chief)
    for number, one in enumerate(_pages(call)):
        page.goto(f"{people.origin}/{code}/{one}")
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        assert violations(page, axe) == [], one
        if SHOTS:
            page.emulate_media(color_scheme="light")
            page.screenshot(path=Path(SHOTS) / f"{code}-{number}.png", full_page=True)
    assert people.errors == []


@pytest.mark.parametrize("code", ["en", "ar", "zh"])
def test_they_fit_a_screen_of_320_pixels(people, call, code) -> None:
    page = people.page(call.chief, width=320)
    for one in _pages(call):
        page.goto(f"{people.origin}/{code}/{one}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, one


@pytest.mark.parametrize("code", ["en", "ar", "zh"])
def test_a_coordinator_writes_the_texts_and_assembles_the_report(people, call, code) -> None:
    page = people.page(call.chief)
    page.goto(f"{people.origin}/{code}/calls/{call.pk}/report/?in={code}")
    page.fill("[name=symbols]", "A/97/277")
    page.fill("[name=items]", "131 (s)")
    page.fill("[name=issued]", "2042-08-17")
    page.fill("[name=summary]", "One. Two.")
    page.click("button[value=count]")
    assert page.input_value("[name=summary]") == "One. Two."
    assert Report.objects.count() == 1
    page.click("button[value=assemble]")
    row = Report.objects.latest("pk")
    with page.expect_download() as waiting:
        page.click(f'a[href$="/report/{row.pk}.docx"]')
    text = read_source(Path(waiting.value.path()).read_bytes(), name="report.docx").text
    for words in ("A/97/277", "One. Two.", "Halvard Office met", "Elm Agency"):
        assert words in text
    assert people.errors == []


def test_a_status_is_set_and_left_to_the_evidence_again(people, call) -> None:
    page = people.page(call.chief)
    row = Mandate.objects.get(deliverable="report", resolution__symbol="A/RES/95/312")
    page.goto(f"{people.origin}/en/A/RES/95/312/mandates/{row.place}/")
    assert "status-met" in page.content()
    page.click("#set-status summary")
    page.select_option("[name=status]", "overdue")
    page.fill("[name=reason]", "The report is not out.")
    page.click("button[value=set]")
    assert page.get_by_text("evidence says: met").count()
    page.click("#set-status summary")
    page.fill("#set-status [name=reason]", "It is out now.")
    page.click("button[value=release]")
    row.refresh_from_db()
    assert (row.status, row.settled) == ("met", False)
    assert Resolution.objects.count() == 2
    assert people.errors == []
