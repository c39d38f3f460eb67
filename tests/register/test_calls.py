"""Calls for inputs: who may do what, and how a call goes from its preparation to its end."""

from __future__ import annotations

import datetime
from itertools import product

import pytest

from seized.languages import language
from seized.register import audit
from seized.register.actions import answers, calling, calls
from seized.register.actions.answers import Said
from seized.register.actions.base import Conflict, Refused, RuleBroken
from seized.register.calls.contributions import (
    invited,
    is_late,
    matrix,
    previous_call,
    sheet,
    waiting,
)
from seized.register.calls.questions import fields_of
from seized.register.cycle import planning
from seized.register.models import (
    Answer,
    Call,
    Consultation,
    Entity,
    Event,
    Invitation,
    Letter,
    Mandate,
    Membership,
    Merged,
    Programme,
    Question,
    Role,
    State,
    User,
    Visibility,
)
from seized.register.policy import Person, can, person, visible
from seized.register.running.configuration import ConfigurationError, configuration
from seized.register.tongue import CODES

pytestmark = pytest.mark.django_db
TODAY = datetime.datetime.now(datetime.UTC).date()
SOON = TODAY + datetime.timedelta(30)


@pytest.fixture
def halvard(db) -> Entity:
    return Entity.objects.create(key="halvard", names={"en": "Halvard Office"}, kind="un")


@pytest.fixture
def ostra(db) -> Entity:
    return Entity.objects.create(key="ostra", names={"en": "Ostra Organization"}, kind="partner")


@pytest.fixture
def report(loaded) -> Mandate:
    """The mandate that asks for a report."""
    return Mandate.objects.get(deliverable="report")


@pytest.fixture
def chief(someone) -> Person:
    return someone(Role.COORDINATOR)


@pytest.fixture
def values(report, halvard, ostra) -> dict:
    """A call about the bundled resolution, put to two invented entities."""
    return {
        "title": "Inputs for the ninety-seventh session", "session": 97, "deadline": SOON,
        "considered": report.due_first, "words": 500, "message": "Please be brief.",
        "mandates": list(report.resolution.mandates.all()), "fields": ["energy", "transport"],
        "entities": [halvard, ostra], "question_words": 60,
    }  # fmt: skip


@pytest.fixture
def call(chief, values) -> Call:
    """An open call."""
    return calls.OpenCall(chief, calls.PrepareCall(chief, values).run()).run()


@pytest.fixture
def mine(call, halvard) -> Invitation:
    return call.invitations.get(entity=halvard)


@pytest.fixture
def focal(someone, halvard) -> Person:
    return someone(Role.FOCAL, halvard)


def _all(row: Invitation, text: str = "Seven workshops were held.") -> dict[int, Said]:
    first, *rest = row.call.questions.all()
    return {first.pk: Said(text), **{q.pk: Said("", nothing=True) for q in rest}}


def _submitted(who: Person, row: Invitation) -> Invitation:
    row = answers.SaveAnswers(who, row, _all(row), "en").run()
    return answers.SubmitContribution(who, row).run()


def _cast(someone, halvard, ostra, third) -> dict[str, Person]:
    cast = {"nobody": person(None), "signed-in": someone()}
    for role in (Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR):
        cast[role] = someone(role)
    for role, entity in product(
        (Role.READER, Role.FOCAL, Role.APPROVER, Role.PARTNER), (halvard, ostra, third)
    ):
        cast[f"{role} {entity.key}"] = someone(role, entity)
    return cast


def _should(action: str, name: str, state: str, stage: str) -> bool:
    """What each role may do about the invitation of Halvard, by call state and its own stage."""
    runs = name in ("coordinator", "administrator")
    role, _gap, entity = name.partition(" ")
    if action.startswith("call.") and action != "call.read":
        return runs
    if action == "call.read":
        staff = runs or name == "auditor"
        return staff or (entity in ("halvard", "ostra") and state != Call.State.DRAFT)
    if state != Call.State.OPEN:
        return False
    if action in ("answer.write", "invitation.submit"):
        works = entity == "halvard" and role in ("focal", "approver", "partner")
        return works and stage != Invitation.State.CLEARED
    if action == "invitation.clear":
        return name == "approver halvard"
    return runs or name == "approver halvard"  # invitation.return


@pytest.mark.parametrize("state", Call.State.values)
def test_every_role_sees_and_may_do_exactly_what_the_matrix_says(
    someone, chief, values, halvard, ostra, state
) -> None:
    third = Entity.objects.create(key="third", names={"en": "Third Body"})
    call = calls.PrepareCall(chief, values).run()
    Call.objects.update(state=state)
    call.refresh_from_db()
    row = call.invitations.select_related("call").get(entity=halvard)
    question = call.questions.first()
    Answer.objects.create(invitation=row, question=question, text="Ours alone")
    Merged.objects.create(question=question, language="en", text="All of it")
    chief.user.delete()
    names = ("call.read", "call.open", "call.change", "call.freeze", "call.remind", "call.merge",
             "call.close", "answer.write", "invitation.submit", "invitation.clear",
             "invitation.return")  # fmt: skip
    cast = _cast(someone, halvard, ostra, third)
    for stage, (name, who) in product(Invitation.State.values, cast.items()):
        row.state = stage
        for action in names:
            thing = call if action.startswith("call.") else row
            assert can(who, action, thing) == _should(action, name, state, stage), (name, action)
        staff = name in ("coordinator", "administrator", "auditor")
        draft = state == Call.State.DRAFT
        sees = _should("call.read", name, state, stage)
        own = staff or (name.endswith("halvard") and not draft)
        assert visible(Call.objects.all(), who).exists() == sees, name
        assert visible(Question.objects.all(), who).exists() == sees, name
        assert visible(Invitation.objects.filter(pk=row.pk), who).exists() == own, name
        assert visible(Answer.objects.all(), who).exists() == own, name
        assert visible(Merged.objects.all(), who).exists() == staff, name


def test_every_action_refuses_whom_the_policy_refuses_and_changes_nothing(
    someone, call, mine, halvard, ostra
) -> None:
    third = Entity.objects.create(key="third", names={"en": "Third Body"})
    Invitation.objects.filter(pk=mine.pk).update(state="submitted")
    mine.refresh_from_db()
    question = call.questions.first()
    tries = {
        "call.open": lambda w: calls.DiscardCall(w, call),
        "call.change": lambda w: calls.ChangeCall(w, call, {"title": "No"}),
        "call.freeze": lambda w: calls.FreezeCall(w, call),
        "call.close": lambda w: calls.CloseCall(w, call),
        "call.remind": lambda w: calling.Remind(w, call),
        "call.merge": lambda w: answers.Merge(w, question, "en", "No"),
        "answer.write": lambda w: answers.SaveAnswers(w, mine, {question.pk: Said("No")}, "en"),
        "invitation.submit": lambda w: answers.SubmitContribution(w, mine),
        "invitation.clear": lambda w: answers.ClearContribution(w, mine),
        "invitation.return": lambda w: answers.ReturnContribution(w, mine, None, "No"),
    }
    also = [lambda w: calls.SaveQuestions(w, call, []), lambda w: calls.Invite(w, call, [third]),
            lambda w: calls.Uninvite(w, call, mine), lambda w: calls.OpenCall(w, call),
            lambda w: calls.ThawCall(w, call)]  # fmt: skip
    before = Event.objects.count()
    chief = Role.COORDINATOR
    for name, who in _cast_without(chief, someone, halvard, ostra, third).items():
        for action, make in tries.items():
            if not _should(action, name, Call.State.OPEN, "submitted"):
                with pytest.raises(Refused):
                    make(who).run()
        if name != "administrator":
            for make in also:
                with pytest.raises(Refused):
                    make(who).run()
            with pytest.raises(Refused):
                calls.PrepareCall(who, {}).run()
    assert Event.objects.count() == before
    assert call.questions.count() == 8


def _cast_without(left_out: str, someone, halvard, ostra, third) -> dict[str, Person]:
    cast = {"nobody": person(None), "signed-in": someone()}
    for role in (Role.AUDITOR, Role.ADMINISTRATOR):
        cast[role] = someone(role)
    for role, entity in product((Role.READER, Role.FOCAL, Role.APPROVER), (halvard, ostra, third)):
        cast[f"{role} {entity.key}"] = someone(role, entity)
    return cast


def test_the_deadline_is_counted_back_from_the_due_window(report) -> None:
    day = planning.considered_on([report])
    assert day == report.due_first
    plan = planning.plan_of(day, today=datetime.date(2042, 1, 1))
    assert [(s.key, s.weeks) for s in plan.steps] == [
        ("inputs", 16), ("forecast", 14), ("submit", 10), ("issue", 6),
    ]  # fmt: skip
    assert plan.deadline == plan.rule == day - datetime.timedelta(weeks=16)
    assert not plan.late


def test_a_deadline_that_the_rule_puts_too_near_is_three_weeks_away_and_said_so(report) -> None:
    today = report.due_first - datetime.timedelta(weeks=15)
    plan = planning.plan_of(report.due_first, today=today)
    assert plan.late
    assert plan.deadline == today + datetime.timedelta(21)
    assert plan.rule < today


@pytest.mark.parametrize("given", ["16,14,10", "6,10,14,16", "a,b,c,d", "16,14,10,-1"])
def test_weeks_that_are_no_plan_are_refused_with_the_name_of_the_setting(given) -> None:
    with pytest.raises(ConfigurationError) as error:
        configuration({"SEIZED_SLOTTING": given})
    assert "SEIZED_SLOTTING" in str(error.value)


@pytest.mark.parametrize("code", CODES)
def test_questions_have_the_same_keys_and_gaps_in_every_language(code) -> None:
    ours, english = language(code).table("calls"), language("en").table("calls")
    assert ours["mandate"].keys() == english["mandate"].keys()
    assert all(text.strip() for text in ours["mandate"].values())
    assert "{field}" in ours["field"]["text"]
    assert "{session}" in ours["title"]
    assert "{symbol}" in ours["title"]


def test_a_call_asks_about_each_mandate_but_the_report_and_about_each_field(call) -> None:
    asked = list(call.questions.all())
    assert [q.position for q in asked] == list(range(1, 9))
    about = [q.mandate.deliverable for q in asked if q.mandate]
    assert "report" not in about
    assert "agenda-item" not in about
    assert [q.field for q in asked if q.field] == ["energy", "transport"]
    assert all(set(q.texts) == set(CODES) and len(set(q.texts.values())) == 6 for q in asked)
    assert asked[-1].texts["fr"].startswith("Transport : ")


def test_fields_come_from_the_operative_paragraphs(report) -> None:
    assert fields_of([report.resolution])[:4] == [
        "agriculture", "energy", "transport", "disaster-risk-reduction",
    ]  # fmt: skip


def test_who_is_proposed_comes_from_addressees_the_last_round_and_focal_points(
    someone, call, report, halvard, ostra
) -> None:
    able = Entity.objects.create(key="able", names={"en": "Able Fund"}, kind="un")
    someone(Role.FOCAL, able)
    rows = list(report.resolution.mandates.prefetch_related("addressees"))
    found = invited(rows, previous_call([report.resolution]))
    assert found[Entity.objects.get(key="imo").pk] == "addressee"
    assert found[halvard.pk] == found[ostra.pk] == "last-round"
    assert found[able.pk] == "class"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"session": 999}, "session"),
        ({"words": 0}, "words"),
        ({"mandates": []}, "mandates"),
        ({"fields": ["juggling"]}, "fields"),
        ({"considered": SOON - datetime.timedelta(1)}, "deadline"),
    ],
)
def test_a_broken_rule_names_its_field_and_saves_nothing(chief, values, change, field) -> None:
    with pytest.raises(RuleBroken) as broken:
        calls.PrepareCall(chief, {**values, **change}).run()
    assert field in broken.value.fields
    assert Call.objects.count() == Event.objects.count() == 0


def test_a_call_in_preparation_writes_to_nobody_and_opening_it_writes_to_focal_points(
    someone, chief, values, halvard, focal
) -> None:
    focal.user.language = "fr"
    focal.user.save()
    someone(Role.APPROVER, halvard)
    call = calls.PrepareCall(chief, values).run()
    assert Letter.objects.count() == 0
    calls.OpenCall(chief, call, call.edition).run()
    (letter,) = Letter.objects.all()
    row = call.invitations.get(entity=halvard)
    assert letter.to == focal.user
    assert letter.language == "fr"
    assert f"/fr/contributions/{row.pk}/" in letter.body
    assert "Please be brief." in letter.body
    assert Event.objects.last().detail["letters"] == 1


def test_a_call_without_anyone_asked_or_past_its_deadline_is_not_opened(chief, values) -> None:
    alone = calls.PrepareCall(chief, {**values, "entities": []}).run()
    with pytest.raises(RuleBroken):
        calls.OpenCall(chief, alone).run()
    past = {**values, "deadline": TODAY - datetime.timedelta(1)}
    late = calls.PrepareCall(chief, past).run()
    with pytest.raises(RuleBroken):
        calls.OpenCall(chief, late).run()


def test_a_contribution_goes_step_by_step_and_each_is_an_event(
    someone, call, mine, halvard, focal
) -> None:
    approver, chief = someone(Role.APPROVER, halvard), someone(Role.ADMINISTRATOR)
    assert mine.state == "silent"
    row = answers.SaveAnswers(focal, mine, {call.questions.first().pk: Said("Begun")}, "ru").run()
    assert (row.state, row.answers.get().language) == ("draft", "ru")
    with pytest.raises(RuleBroken) as broken:
        answers.SubmitContribution(focal, row).run()
    assert len(broken.value.fields) == 7
    first = row.answers.get()
    said = _all(row)
    said[first.question_id] = said[first.question_id]._replace(edition=first.edition)
    row = answers.SaveAnswers(focal, row, said, "en").run()
    with pytest.raises(RuleBroken):
        answers.ClearContribution(approver, row).run()
    row = answers.SubmitContribution(focal, row).run()
    assert row.submitted_by == focal.user
    with pytest.raises(RuleBroken):
        answers.ReturnContribution(approver, row, None, " ").run()
    row = answers.ReturnContribution(approver, row, None, "Where were they held?").run()
    assert (row.state, row.reason) == ("returned", "Where were they held?")
    row = answers.SubmitContribution(focal, row).run()
    row = answers.ClearContribution(approver, row, row.edition).run()
    assert (row.state, row.cleared_by, row.reason) == ("cleared", approver.user, "")
    with pytest.raises(Refused):
        answers.SaveAnswers(focal, row, _all(row, "Later"), "en").run()
    row = answers.ReturnContribution(chief, row, None, "Too long").run()
    assert (row.state, row.cleared_at, row.cleared_by) == ("returned", None, None)
    assert [e.action for e in Event.objects.filter(kind="invitation")] == [
        "answer.write", "answer.write", "invitation.submit", "invitation.return",
        "invitation.submit", "invitation.clear", "invitation.return",
    ]  # fmt: skip
    assert audit.verify() is None
    told = Letter.objects.filter(about="invitation.return").values_list("to", "body")
    assert [(to, "Where" in body) for to, body in told] == [
        (focal.user.pk, True), (focal.user.pk, False),
    ]  # fmt: skip


def test_who_submits_what_the_same_person_clears_gets_no_letter_about_it(
    someone, mine, halvard, focal
) -> None:
    Membership.objects.create(user=focal.user, entity=halvard, role=Role.APPROVER)
    other = someone(Role.APPROVER, halvard)
    Letter.objects.all().delete()
    _submitted(person(User.objects.get(pk=focal.user.pk)), mine)
    assert [letter.to for letter in Letter.objects.all()] == [other.user]


def test_nothing_to_report_is_an_answer_and_silence_is_none(call, mine, ostra, focal) -> None:
    said = {q.pk: Said("", nothing=True) for q in call.questions.all()}
    row = answers.SaveAnswers(focal, mine, said, "en").run()
    assert answers.SubmitContribution(focal, row).run().state == "submitted"
    (first, _late, cells), (second, _too, none) = matrix(call, person(call.opened_by))
    assert first.entity.key == "halvard"
    assert {c.kind for c in cells} == {"nothing"}
    assert (second.entity, second.state) == (ostra, "silent")
    assert {c.kind for c in none} == {"open"}


def test_an_answer_cannot_be_a_text_and_nothing(mine, focal) -> None:
    key = mine.call.questions.first().pk
    with pytest.raises(RuleBroken) as broken:
        answers.SaveAnswers(focal, mine, {key: Said("Something", nothing=True)}, "en").run()
    assert str(key) in broken.value.fields
    assert Answer.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "words"), [("word " * 61, 61), ("词" * 61, 61), ("كلمة " * 61, 61)]
)
def test_an_answer_that_is_too_long_is_kept_but_not_submitted(mine, focal, text, words) -> None:
    row = answers.SaveAnswers(focal, mine, _all(mine, text), "en").run()
    with pytest.raises(RuleBroken) as broken:
        answers.SubmitContribution(focal, row).run()
    (told,) = broken.value.fields.values()
    assert str(words) in told
    assert "60" in told
    assert row.answers.filter(text=text.strip()).exists()


def test_all_answers_together_have_a_cap_too(call, mine, focal) -> None:
    Call.objects.update(words=100)
    said = {q.pk: Said("word " * 50) for q in call.questions.all()}
    row = answers.SaveAnswers(focal, mine, said, "en").run()
    with pytest.raises(RuleBroken) as broken:
        answers.SubmitContribution(focal, row).run()
    assert "400" in broken.value.message


def test_two_people_on_two_questions_do_not_meet_on_the_same_they_compare(
    someone, call, mine, halvard, focal
) -> None:
    second = someone(Role.APPROVER, halvard)
    one, two, *_rest = call.questions.all()
    answers.SaveAnswers(focal, mine, {one.pk: Said("Mine"), two.pk: Said("")}, "en").run()
    answers.SaveAnswers(second, mine, {one.pk: Said("Mine"), two.pk: Said("Theirs")}, "en").run()
    assert sorted(mine.answers.values_list("text", flat=True)) == ["Mine", "Theirs"]
    with pytest.raises(Conflict) as conflict:
        answers.SaveAnswers(second, mine, {one.pk: Said("Other")}, "en").run()
    assert {k: a.text for k, a in conflict.value.current.items()} == {one.pk: "Mine"}
    answers.SaveAnswers(second, mine, {one.pk: Said("Other", edition=1)}, "en").run()
    assert mine.answers.get(question=one).edition == 2


def test_what_changed_after_it_was_read_is_not_cleared(
    someone, mine, halvard, ostra, focal
) -> None:
    approver = someone(Role.APPROVER, halvard)
    row = _submitted(focal, mine)
    read = row.edition
    first = row.answers.exclude(text="").get()
    said = {first.question_id: Said("Eight workshops", edition=first.edition)}
    row = answers.SaveAnswers(focal, row, said, "en").run()
    assert row.state == "draft"
    with pytest.raises(Conflict):
        answers.ClearContribution(approver, row, read).run()
    row = answers.SubmitContribution(focal, row).run()
    said = {first.question_id: Said("Nine workshops", edition=2)}
    row = answers.SaveAnswers(approver, row, said, "en").run()
    assert row.state == "submitted"
    assert answers.ClearContribution(approver, row).run().state == "cleared"


def test_late_is_shown_and_not_refused(call, mine, focal) -> None:
    Call.objects.update(deadline=TODAY - datetime.timedelta(2))
    mine.refresh_from_db()
    assert is_late(Invitation.objects.select_related("call").get(pk=mine.pk))
    row = _submitted(focal, mine)
    assert row.state == "submitted"
    assert is_late(row)
    assert Event.objects.get(action="invitation.submit").detail["late"] is True


def test_a_frozen_call_holds_every_answer(chief, call, mine, focal) -> None:
    frozen = calls.FreezeCall(chief, call, call.edition).run()
    for action in (
        answers.SaveAnswers(focal, mine, {}, "en"), answers.SubmitContribution(focal, mine),
    ):  # fmt: skip
        with pytest.raises(Refused):
            action.run()
    with pytest.raises(RuleBroken):
        calling.Remind(chief, frozen).run()
    thawed = calls.ThawCall(chief, frozen).run()
    answers.SaveAnswers(focal, mine, _all(mine), "en").run()
    closed = calls.CloseCall(chief, thawed).run()
    assert closed.state == "closed"
    with pytest.raises(RuleBroken):
        calls.FreezeCall(chief, closed).run()
    last = list(Event.objects.filter(kind="call").values_list("action", flat=True))
    assert last[-3:] == ["call.freeze", "call.thaw", "call.close"]


def test_two_coordinators_do_not_overwrite_each_other(chief, call) -> None:
    calls.ChangeCall(chief, call, {"title": "One"}, call.edition).run()
    with pytest.raises(Conflict) as conflict:
        calls.ChangeCall(chief, call, {"title": "Two"}, call.edition - 1).run()
    assert conflict.value.current.title == "One"


def test_a_later_deadline_is_told_to_those_who_have_not_submitted(
    someone, chief, call, mine, ostra, focal
) -> None:
    someone(Role.PARTNER, ostra)
    _submitted(focal, mine)
    Letter.objects.all().delete()
    later = SOON + datetime.timedelta(7)
    calls.ChangeCall(chief, call, {"deadline": later}, None).run()
    (letter,) = Letter.objects.all()
    assert letter.to.memberships.get().entity == ostra
    changes = Event.objects.filter(action="call.change").last().detail["changes"]
    assert changes == {"deadline": [str(SOON), str(later)]}


def test_a_question_can_be_reworded_added_and_taken_out_until_it_is_answered(
    chief, call, mine, focal
) -> None:
    rows = [{"id": q.pk, "texts": q.texts, "words": q.words} for q in call.questions.all()]
    answers.SaveAnswers(focal, mine, {rows[0]["id"]: Said("Done")}, "en").run()
    with pytest.raises(RuleBroken):
        calls.SaveQuestions(chief, call, rows[1:]).run()
    fresh = {"texts": {"en": "And what next?"}, "words": 50}
    order = [fresh, {**rows[0], "texts": {**rows[0]["texts"], "es": "¿Qué?"}}, *rows[2:]]
    calls.SaveQuestions(chief, call, order, call.edition).run()
    asked = list(call.questions.all())
    assert asked[0].texts == dict.fromkeys(CODES, "And what next?")
    assert asked[1].texts["es"] == "¿Qué?"
    assert asked[1].answers.get().text == "Done"
    assert rows[1]["id"] not in [q.pk for q in asked]
    with pytest.raises(RuleBroken):
        calls.SaveQuestions(chief, call, []).run()
    with pytest.raises(RuleBroken):
        calls.SaveQuestions(chief, call, [{"texts": {}, "words": 9}]).run()


def test_an_invitation_that_was_answered_stays(chief, call, mine, ostra, focal) -> None:
    third = Entity.objects.create(key="third", names={"en": "Third Body"})
    calls.Invite(chief, call, [third, ostra]).run()
    assert call.invitations.count() == 3
    with pytest.raises(RuleBroken):
        calls.Invite(chief, call, [third]).run()
    calls.Uninvite(chief, call, call.invitations.get(entity=third)).run()
    answers.SaveAnswers(focal, mine, {call.questions.first().pk: Said("Begun")}, "en").run()
    with pytest.raises(RuleBroken):
        calls.Uninvite(chief, call, mine).run()
    assert call.invitations.count() == 2


def test_answers_of_the_last_round_and_records_of_the_period_are_offered(
    chief, call, mine, halvard, ostra, focal, values
) -> None:
    first = call.questions.first()
    _submitted(focal, mine)
    assert first.mandate.deliverable == "consultation"
    told = {"state": State.DRAFT, "visibility": Visibility.PRIVATE}
    new = Consultation.objects.create(owner=halvard, first=str(TODAY), forum="Blue hall", **told)
    old = Consultation.objects.create(owner=halvard, first="2001-03", forum="Old hall", **told)
    other = Consultation.objects.create(owner=ostra, first=str(TODAY), forum="Far hall", **told)
    for row in (new, old, other):
        row.mandates.add(first.mandate)
        row.participants.add(halvard, ostra)
    joint = Programme.objects.create(
        owner=halvard, title="Green boats", lead=halvard, fields=["energy"], **told
    )
    Call.objects.update(deadline=TODAY - datetime.timedelta(10))
    again = calls.PrepareCall(chief, {**values, "previous": call}).run()
    again = calls.OpenCall(chief, again).run()
    whole = sheet(again.invitations.get(entity=halvard), focal, "en")
    line = whole.lines[0]
    assert line.last.text == "Seven workshops were held."
    assert [s.key for s in line.suggestions] == [f"consultation:{new.pk}"]
    assert line.suggestions[0].text.startswith(f"{TODAY.day} ")
    assert "Halvard Office, Ostra Organization" in line.suggestions[0].text
    (energy,) = [x for x in whole.lines if x.question.field == "energy"]
    assert [s.record for s in energy.suggestions] == [joint]
    said = {line.question.pk: Said(line.last.text, sources=(f"answer:{line.last.pk}", "x:1"))}
    row = answers.SaveAnswers(focal, whole.invitation, said, "en").run()
    assert row.answers.get().sources == [f"answer:{line.last.pk}"]
    assert sheet(row, focal, "en").lines[0].unchanged
    assert matrix(again, chief)[0][2][0].unchanged


def test_a_merged_text_keeps_the_answers_and_tells_which_it_was_made_from(
    chief, call, mine, focal
) -> None:
    question = call.questions.first()
    with pytest.raises(RuleBroken):
        answers.Merge(chief, question, "en", "All together").run()
    row = _submitted(focal, mine)
    answers.Merge(chief, question, "en", "All together", 0).run()
    merged = question.merged.get()
    answer = row.answers.get(question=question)
    assert merged.sources == [{"answer": answer.pk, "edition": 1, "entity": "halvard"}]
    assert answer.text == "Seven workshops were held."
    with pytest.raises(Conflict):
        answers.Merge(chief, question, "en", "Other", 0).run()
    answers.Merge(chief, question, "en", "", 1).run()
    assert not question.merged.exists()
    assert Event.objects.last().detail["was"] == "All together"


def test_home_tells_each_what_waits_for_them(someone, chief, call, mine, halvard, focal) -> None:
    approver, reader = someone(Role.APPROVER, halvard), someone(Role.READER, halvard)
    assert waiting(focal) == {"to_answer": [mine]}
    assert waiting(chief) == waiting(reader) == waiting(person(None)) == {}
    _submitted(focal, mine)
    assert waiting(focal) == {}
    assert waiting(approver) == {"to_clear": [mine]}
    Call.objects.update(deadline=TODAY - datetime.timedelta(1))
    assert [r.entity.key for r in waiting(chief)["late"]] == ["ostra"]
