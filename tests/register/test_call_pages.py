"""The pages of calls and contributions: six languages, what was typed is kept, nothing leaks."""

from __future__ import annotations

import datetime
import re
from urllib.parse import unquote

import pytest
from allauth.account.models import EmailAddress

from seized.register.actions import answers, calls
from seized.register.actions.answers import Said
from seized.register.actions.feeds import MakeFeed
from seized.register.cycle.diary import diary
from seized.register.models import (
    Call,
    Consultation,
    Entity,
    Invitation,
    Letter,
    Mandate,
    Merged,
    Question,
    Role,
)
from seized.register.policy import Person
from seized.register.tongue import CODES

pytestmark = pytest.mark.django_db
TODAY = datetime.datetime.now(datetime.UTC).date()
SOON = TODAY + datetime.timedelta(30)


@pytest.fixture
def halvard(db) -> Entity:
    names = {"en": "Halvard Office", "ru": "Халвардское управление", "zh": "哈尔瓦德办事处"}
    return Entity.objects.create(key="halvard", names=names, kind="un")


@pytest.fixture
def ostra(db) -> Entity:
    return Entity.objects.create(key="ostra", names={"en": "Ostra Organization"}, kind="partner")


@pytest.fixture
def report(loaded) -> Mandate:
    return Mandate.objects.get(deliverable="report")


@pytest.fixture
def chief(someone) -> Person:
    return someone(Role.COORDINATOR)


@pytest.fixture
def focal(someone, halvard) -> Person:
    return someone(Role.FOCAL, halvard)


@pytest.fixture
def call(chief, report, halvard, ostra) -> Call:
    """An open call with one question, put to two entities."""
    mandate = report.resolution.mandates.get(deliverable="consultation")
    values = {
        "title": "Ninety-seventh round", "session": 97, "deadline": SOON, "words": 500,
        "considered": report.due_first, "mandates": [report, mandate], "fields": ["energy"],
        "entities": [halvard, ostra], "message": "",
    }  # fmt: skip
    return calls.OpenCall(chief, calls.PrepareCall(chief, values).run()).run()


@pytest.fixture
def mine(call, halvard) -> Invitation:
    return call.invitations.get(entity=halvard)


def _typed(row: Invitation, **texts: str) -> dict[str, str]:
    """What the form of a contribution sends; ``q1`` is the text of the first question."""
    there = {a.question_id: a.edition for a in row.answers.all()}
    sent = {}
    for question in row.call.questions.all():
        sent[f"text-{question.pk}"] = texts.get(f"q{question.position}", "")
        sent[f"edition-{question.pk}"] = str(there.get(question.pk, 0))
        sent[f"sources-{question.pk}"] = ""
    return sent


@pytest.mark.parametrize("code", CODES)
def test_every_page_of_a_call_answers_in_every_language(client, call, mine, chief, code) -> None:
    client.force_login(chief.user)
    report = call.mandates.get(deliverable="report")
    question = call.questions.first()
    for path in (
        "calls/", f"calls/{call.pk}/", f"calls/{call.pk}/edit/", f"calls/{call.pk}/questions/",
        f"calls/new/?mandate={report.pk}", f"contributions/{mine.pk}/",
        f"questions/{question.pk}/merge/", f"{report.resolution.symbol}/follow-up/", "",
    ):  # fmt: skip
        answer = client.get(f"/{code}/{path}")
        assert answer.status_code == 200, path
        assert ("Ninety-seventh round" in answer.content.decode()) == (path != ""), path
    html = client.get(f"/{code}/contributions/{mine.pk}/").content.decode()
    assert question.texts[code] in html


@pytest.mark.parametrize("code", CODES)
def test_the_focal_point_finds_the_form_in_the_own_language(client, mine, focal, code) -> None:
    client.force_login(focal.user)
    home = client.get(f"/{code}/").content.decode()
    assert f"/{code}/contributions/{mine.pk}/" in home
    assert f"/{code}/contributions/{mine.pk}/" in client.get(
        f"/{code}/entities/halvard/"
    ).content.decode()  # fmt: skip
    html = client.get(f"/{code}/contributions/{mine.pk}/").content.decode()
    assert html.count("<textarea") == 2
    assert html.count(f'lang="{"zh-Hans" if code == "zh" else code}"') >= 1


def test_who_is_not_signed_in_is_led_to_the_form_by_signing_in(client, mine) -> None:
    for path in ("/en/calls/", f"/en/calls/{mine.call_id}/", f"/en/contributions/{mine.pk}/",
                 "/en/contributions/987654/"):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 302
        assert answer.headers["Location"].endswith(f"?next={path}")


def test_another_entity_finds_nothing_of_a_contribution(
    client, someone, call, mine, focal, ostra
) -> None:
    first = call.questions.first()
    answers.SaveAnswers(focal, mine, {first.pk: Said("Seven workshops")}, "en").run()
    other, third = someone(Role.PARTNER, ostra), someone(Role.FOCAL, Entity.objects.get(key="imo"))
    client.force_login(other.user)
    html = client.get(f"/en/calls/{call.pk}/").content.decode()
    assert "Ostra" in html
    assert "Halvard" not in html
    assert client.get(f"/en/contributions/{mine.pk}/").status_code == 404
    assert client.post(f"/en/contributions/{mine.pk}/submit/").status_code == 404
    assert client.get(f"/en/questions/{first.pk}/merge/").status_code == 403
    assert client.get(f"/en/calls/{call.pk}/edit/").status_code == 403
    assert client.post(f"/en/calls/{call.pk}/freeze/").status_code == 403
    assert client.post(f"/en/calls/{call.pk}/remind/").status_code == 403
    client.force_login(third.user)
    assert client.get(f"/en/calls/{call.pk}/").status_code == 404
    assert "Ninety-seventh" not in client.get("/en/calls/").content.decode()
    assert client.get(f"/en/questions/{first.pk}/merge/").status_code == 404


def test_a_call_is_prepared_from_the_follow_up_page_and_then_opened(
    client, chief, report, halvard, focal
) -> None:
    client.force_login(chief.user)
    follow = client.get(f"/en/{report.resolution.symbol}/follow-up/").content.decode()
    assert f"/en/calls/new/?mandate={report.pk}" in follow
    page = client.get(f"/en/calls/new/?mandate={report.pk}")
    html = page.content.decode()
    assert "Inputs to the report to session 97: A/RES/95/312" in html
    assert "Slot confirmed" in html
    form = page.context["form"]
    sent = {
        "title": "From the page", "session": "97", "considered": report.due_first.isoformat(),
        "deadline": form.initial["deadline"].isoformat(), "words": "400", "question_words": "80",
        "mandates": form.initial["mandates"], "fields_asked": ["energy"], "entities": [halvard.pk],
    }  # fmt: skip
    answer = client.post(f"/en/calls/new/?mandate={report.pk}", sent)
    call = Call.objects.get()
    assert answer.headers["Location"] == f"/en/calls/{call.pk}/questions/"
    assert call.state == "draft"
    assert call.deadline == report.due_first - datetime.timedelta(weeks=16)
    assert {q.words for q in call.questions.all()} == {80}
    client.post(f"/en/calls/{call.pk}/open/", {"edition": call.edition})
    call.refresh_from_db()
    assert call.state == "open"
    assert Letter.objects.get().to == focal.user


def test_the_steps_are_counted_back_again_without_saving(client, chief, report) -> None:
    client.force_login(chief.user)
    day = datetime.date(2041, 12, 2)
    sent = {"title": "Kept title", "considered": day.isoformat(), "plan": "1", "deadline": ""}
    answer = client.post(f"/en/calls/new/?mandate={report.pk}", sent)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Kept title" in html
    assert (day - datetime.timedelta(weeks=16)).isoformat() in html
    assert Call.objects.count() == 0


def test_a_mandate_that_is_not_there_is_a_page_that_says_so(client, chief, report) -> None:
    client.force_login(chief.user)
    for asked in ("", "x", "0", "²"):
        assert client.get(f"/en/calls/new/?mandate={asked}").status_code == 404


def test_a_form_with_an_error_keeps_what_was_typed(client, focal, mine) -> None:
    client.force_login(focal.user)
    first = mine.call.questions.first()
    sent = {**_typed(mine, q1="Boats and bells"), f"nothing-{first.pk}": "on", "save": "1"}
    answer = client.post(f"/en/contributions/{mine.pk}/", sent)
    assert answer.status_code == 422
    assert "Boats and bells" in answer.content.decode()
    assert mine.answers.count() == 0


def test_who_saves_the_same_answer_second_compares_and_keeps_what_was_typed(
    client, someone, focal, mine, halvard
) -> None:
    client.force_login(focal.user)
    sent = {**_typed(mine, q1="Red hall"), "save": "1"}
    key = mine.call.questions.first().pk
    answers.SaveAnswers(someone(Role.APPROVER, halvard), mine, {key: Said("Blue hall")}, "en").run()
    answer = client.post(f"/en/contributions/{mine.pk}/", sent)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Red hall" in html
    assert "Blue hall" in html
    assert mine.answers.get().text == "Blue hall"
    assert f'name="edition-{key}" value="1"' in html
    again = client.post(f"/en/contributions/{mine.pk}/", {**sent, f"edition-{key}": "1"})
    assert again.status_code == 302
    assert mine.answers.get().text == "Red hall"


def test_a_record_is_inserted_below_what_was_typed_and_kept_as_a_source(
    client, focal, mine, halvard, ostra
) -> None:
    question = mine.call.questions.first()
    day = question.mandate.resolution.adopted.first + datetime.timedelta(90)
    row = Consultation.objects.create(owner=halvard, first=str(day), forum="Blue hall")
    row.participants.add(halvard, ostra)
    row.mandates.add(question.mandate)
    client.force_login(focal.user)
    page = client.get(f"/en/contributions/{mine.pk}/").content.decode()
    assert f'value="{question.pk} consultation:{row.pk}"' in page
    sent = {**_typed(mine, q1="First of all:"), "insert": f"{question.pk} consultation:{row.pk}"}
    answer = client.post(f"/en/contributions/{mine.pk}/", sent)
    text = answer.context["form"][f"text-{question.pk}"].value()
    assert text.startswith("First of all:\n")
    assert "Blue hall" in text
    assert mine.answers.count() == 0
    kept = {
        **_typed(mine, q1=text),
        f"sources-{question.pk}": f"consultation:{row.pk}",
        "save": "1",
    }
    client.post(f"/en/contributions/{mine.pk}/", kept)
    assert mine.answers.get().sources == [f"consultation:{row.pk}"]
    bad = {**_typed(mine), "insert": f"{question.pk} consultation:999"}
    assert client.post(f"/en/contributions/{mine.pk}/", bad).status_code == 404


def test_save_and_submit_says_what_is_missing_and_keeps_the_draft(client, focal, mine) -> None:
    client.force_login(focal.user)
    answer = client.post(
        f"/en/contributions/{mine.pk}/", {**_typed(mine, q1="Done"), "submit": "1"}
    )
    assert answer.status_code == 422
    assert "Your answers are saved as a draft." in answer.content.decode()
    mine.refresh_from_db()
    assert mine.state == "draft"
    sent = {**_typed(mine, q1="Done"), "nothing": "1"}
    assert client.post(f"/en/contributions/{mine.pk}/", sent).status_code == 302
    assert mine.answers.filter(nothing=True).count() == 1
    row = {**_typed(mine, q1="Done"), "submit": "1"}
    row[f"nothing-{mine.call.questions.last().pk}"] = "on"
    assert client.post(f"/en/contributions/{mine.pk}/", row).status_code == 302
    mine.refresh_from_db()
    assert mine.state == "submitted"


def test_a_returned_contribution_shows_the_reason_to_the_focal_point(
    client, someone, focal, mine, halvard
) -> None:
    said = {q.pk: Said("", nothing=True) for q in mine.call.questions.all()}
    row = answers.SaveAnswers(focal, mine, said, "en").run()
    row = answers.SubmitContribution(focal, row).run()
    client.force_login(someone(Role.APPROVER, halvard).user)
    url = f"/en/contributions/{mine.pk}/return/"
    empty = client.post(url, {"edition": row.edition, "reason": " "})
    assert empty.status_code == 422
    stale = client.post(url, {"edition": row.edition - 1, "reason": "Name the hall"})
    assert stale.status_code == 409
    assert "Name the hall" in stale.content.decode()
    assert client.post(url, {"edition": row.edition, "reason": "Name the hall"}).status_code == 302
    client.force_login(focal.user)
    assert "Name the hall" in client.get(f"/en/contributions/{mine.pk}/").content.decode()


def test_questions_are_reworded_in_the_page_and_a_second_editor_compares(
    client, chief, call
) -> None:
    client.force_login(chief.user)
    first, second = call.questions.all()
    sent = {"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "2", "edition": call.edition}
    for n, q in enumerate((first, second)):
        sent |= {f"form-{n}-id": q.pk, f"form-{n}-words": 90, f"form-{n}-ORDER": 2 - n}
        sent |= {f"form-{n}-text_{c}": q.texts[c] for c in CODES}
    sent["form-0-text_ru"] = "Что еще?"
    sent["form-2-words"] = "300"
    assert client.post(f"/en/calls/{call.pk}/questions/", sent).status_code == 302
    assert list(call.questions.all()) == [second, first]
    assert Question.objects.get(pk=first.pk).texts["ru"] == "Что еще?"
    sent["form-0-text_ru"] = "Что потом?"
    answer = client.post(f"/en/calls/{call.pk}/questions/", sent)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Что еще?" in html
    assert "Что потом?" in html


def test_the_table_shows_who_is_silent_and_late_and_reminds_them(
    client, chief, call, mine, focal
) -> None:
    answers.SaveAnswers(focal, mine, {call.questions.first().pk: Said("Two words")}, "en").run()
    Call.objects.update(deadline=TODAY - datetime.timedelta(1))
    client.force_login(chief.user)
    html = client.get(f"/en/calls/{call.pk}/").content.decode()
    assert "2 words" in html
    assert html.count('class="tag late"') == 2
    assert html.count("no focal point") == 1
    Letter.objects.all().delete()
    answer = client.post(f"/en/calls/{call.pk}/remind/", follow=True)
    assert "1 letter written." in answer.content.decode()
    assert "No focal point is known for: Ostra Organization" in answer.content.decode()
    again = client.post(f"/en/calls/{call.pk}/remind/", {"invitation": mine.pk})
    assert again.status_code == 422
    assert Letter.objects.count() == 1


def test_a_merged_text_is_written_beside_the_answers(client, chief, call, mine, focal) -> None:
    said = {q.pk: Said("Seven workshops") for q in call.questions.all()}
    answers.SubmitContribution(focal, answers.SaveAnswers(focal, mine, said, "en").run()).run()
    question = call.questions.first()
    url = f"/en/questions/{question.pk}/merge/"
    client.force_login(chief.user)
    assert "Halvard Office: Seven workshops" in client.get(url).content.decode()
    client.post(url, {"text": "Семь семинаров", "language": "ru", "edition": "0"})
    assert Merged.objects.get().language == "ru"
    second = client.post(url, {"text": "Восемь", "language": "ru", "edition": "0"})
    assert second.status_code == 409
    assert "Восемь" in second.content.decode()
    assert "Семь" in second.content.decode()
    ans = mine.answers.get(question=question)
    ans.edition += 1
    ans.save()
    assert "halvard" in client.get(url + "?text=ru").content.decode()


def test_the_calendar_of_an_entity_shows_the_deadline_to_its_own_people(
    client, someone, call, halvard, focal
) -> None:
    window = (TODAY, TODAY + datetime.timedelta(60))
    (entry,) = [e for e in diary(focal, "en", *window, entity=halvard) if e.kind == "call"]
    assert entry.last == SOON
    assert entry.path == f"calls/{call.pk}/"
    assert not [e for e in diary(Person(None, frozenset(), {}), "en", *window) if e.kind == "call"]
    other = someone(Role.FOCAL, Entity.objects.get(key="imo"))
    assert not [e for e in diary(other, "en", *window) if e.kind == "call"]
    made = MakeFeed(focal, halvard)
    made.run()
    body = client.get(f"/fr/feeds/{made.secret}.ics").content.decode().replace("\r\n ", "")
    (event,) = [e for e in body.split("BEGIN:VEVENT") if f"/fr/calls/{call.pk}/" in e]
    assert f"DTSTART;VALUE=DATE:{SOON:%Y%m%d}" in event


def test_the_steps_towards_the_report_are_in_the_calendar_of_those_who_coordinate(
    call, chief, focal
) -> None:
    first = call.considered - datetime.timedelta(weeks=20)
    found = [e for e in diary(chief, "en", first, call.considered) if e.kind == "step"]
    assert [(e.title, (call.considered - e.last).days // 7) for e in found] == [
        ("Slot confirmed", 14), ("Report submitted", 10), ("Report issued", 6),
    ]  # fmt: skip
    assert not [e for e in diary(focal, "en", first, call.considered) if e.kind == "step"]


def test_the_link_of_the_letter_leads_through_a_code_by_mail_to_the_form(
    client, someone, mine, halvard, mailoutbox
) -> None:
    focal = someone(Role.FOCAL, halvard, factor=False)
    EmailAddress.objects.create(user=focal.user, email=focal.user.email, primary=True)
    path = f"/fr/contributions/{mine.pk}/"
    login = client.get(path).headers["Location"]
    html = client.get(login).content.decode()
    assert '<html lang="fr"' in html
    (by_code,) = set(re.findall(r'href="(/account/login/code/[^"]*)"', html))
    assert f"next={path}" in unquote(by_code)
    page = client.get(by_code).content.decode()
    assert f'name="next" value="{path}"' in page
    client.post("/account/login/code/", {"email": focal.user.email, "next": path})
    code = re.search(r"^([A-Z0-9-]{6,9})$", mailoutbox[0].body, re.MULTILINE)[1]
    answer = client.post("/account/login/code/confirm/", {"code": code, "next": path})
    assert answer.headers["Location"] == path
    assert client.get(path).status_code == 200


_PAGES = ("calls/{call}/edit/", "calls/{call}/questions/", "calls/new/?mandate={report}",
          "questions/{question}/merge/")  # fmt: skip
_STEPS = ("calls/{call}/open/", "calls/{call}/freeze/", "calls/{call}/thaw/", "calls/{call}/close/",
          "calls/{call}/discard/", "calls/{call}/remind/", "calls/{call}/invite/",
          "calls/{call}/uninvite/{mine}/", "calls/{call}/edit/", "calls/{call}/questions/",
          "questions/{question}/merge/")  # fmt: skip


def test_every_address_answers_every_role_as_the_policy_says(
    client, someone, call, mine, halvard
) -> None:
    imo = Entity.objects.get(key="imo")
    names = {
        "call": call.pk, "mine": mine.pk, "question": call.questions.first().pk,
        "report": call.mandates.get(deliverable="report").pk,
    }  # fmt: skip
    cast = {Role.AUDITOR: someone(Role.AUDITOR), "signed-in": someone()}
    for entity in (halvard, imo):
        for role in (Role.READER, Role.FOCAL, Role.APPROVER, Role.PARTNER):
            cast[f"{role} {entity.key}"] = someone(role, entity)
    before = Call.objects.values_list("edition", "state").get()
    for name, who in cast.items():
        client.force_login(who.user)
        sees = name == Role.AUDITOR or name.endswith("halvard")
        hidden = 403 if sees else 404
        for path in ("calls/{call}/", "contributions/{mine}/"):
            answer = client.get(f"/en/{path.format(**names)}")
            assert answer.status_code == (200 if sees else 404), (name, path)
        for path in _PAGES:
            wanted = 403 if "new" in path else hidden
            answer = client.get(f"/en/{path.format(**names)}")
            assert answer.status_code == wanted, (name, path)
            assert "Traceback" not in answer.content.decode()
        for path in _STEPS:
            posted = client.post(f"/en/{path.format(**names)}", {"edition": call.edition})
            assert posted.status_code == hidden, (name, path)
        writes = name in ("focal halvard", "approver halvard", "partner halvard")
        sent = {**_typed(mine), "save": "1"}
        wanted = 302 if writes else hidden
        assert client.post(f"/en/contributions/{mine.pk}/", sent).status_code == wanted, name
        clears = name == "approver halvard"
        for step in ("clear", "return"):
            wanted = 422 if clears else hidden
            answer = client.post(f"/en/contributions/{mine.pk}/{step}/", {"reason": "x"})
            assert answer.status_code == wanted, (name, step)
    client.logout()
    for path in _STEPS:
        assert client.post(f"/en/{path.format(**names)}").status_code in (403, 404), path
    assert client.post(f"/en/contributions/{mine.pk}/", {}).status_code == 302
    assert Call.objects.values_list("edition", "state").get() == before
    assert client.get(f"/en/calls/{call.pk}/freeze/").status_code == 405
