"""Consultations, programmes, agreements: who sees them, who changes them, and what is refused."""

from __future__ import annotations

import datetime
import re
from itertools import product

import pytest
from tests.register.conftest import sample

from seized.register import audit
from seized.register.actions import records as actions
from seized.register.actions.base import Conflict, Refused, RuleBroken
from seized.register.cycle.answered import answered, standing
from seized.register.cycle.forms import kind_name
from seized.register.loading import load_record
from seized.register.models import (
    Agreement,
    AgreementMention,
    Consultation,
    Entity,
    Event,
    Mandate,
    Programme,
    Resolution,
    Role,
    State,
    Visibility,
)
from seized.register.policy import Person, can, person, visible

pytestmark = pytest.mark.django_db
KINDS = ("consultations", "programmes", "agreements")
OPEN = (State.CLEARED, State.PUBLISHED)


@pytest.fixture
def halvard() -> Entity:
    return Entity.objects.create(key="halvard", names={"en": "Halvard Office"})


@pytest.fixture
def ostra() -> Entity:
    return Entity.objects.create(key="ostra", names={"en": "Ostra Organization"}, kind="partner")


@pytest.fixture
def stranger() -> Entity:
    return Entity.objects.create(key="stranger", names={"en": "Third Body"})


def _values(kind: str, owner: Entity, other: Entity) -> dict:
    if kind == "consultations":
        return {"owner": owner, "first": "2026-03-04", "forum": "Blue hall",
                "participants": [owner, other]}  # fmt: skip
    if kind == "programmes":
        return {"owner": owner, "title": "Blue hall", "lead": owner, "partners": [other],
                "first": "2025", "last": "2026-06"}  # fmt: skip
    return {"owner": owner, "kind": "protocol", "title": "Blue hall", "parties": [owner, other],
            "signed": "2018-06"}  # fmt: skip


SAVE = {
    "consultations": actions.SaveConsultation,
    "programmes": actions.SaveProgramme,
    "agreements": actions.SaveAgreement,
}
MODEL = {"consultations": Consultation, "programmes": Programme, "agreements": Agreement}


@pytest.fixture
def focal(someone, halvard) -> Person:
    return someone(Role.FOCAL, halvard)


def _held(row, state: str, visibility: str):
    type(row).objects.filter(pk=row.pk).update(state=state, visibility=visibility)
    row.refresh_from_db()
    return row


def _cast(someone, halvard, ostra, stranger) -> dict[str, Person]:
    """Every role, for the owner, for the other side, and for an entity that is not concerned."""
    cast = {"nobody": person(None), "signed-in": someone()}
    for role in (Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR):
        cast[role] = someone(role)
    for role, entity in product(
        (Role.READER, Role.FOCAL, Role.APPROVER, Role.PARTNER), (halvard, ostra, stranger)
    ):
        cast[f"{role} {entity.key}"] = someone(role, entity)
    return cast


def _should_see(name: str, state: str, visibility: str) -> bool:
    if name in ("coordinator", "auditor", "administrator") or name.endswith("halvard"):
        return True
    if state == State.PUBLISHED and visibility == Visibility.PUBLIC:
        return True
    if state == State.PUBLISHED and visibility == Visibility.SIGNED_IN and name != "nobody":
        return True
    return name.endswith("ostra") and state in OPEN and visibility != Visibility.PRIVATE


def _should(action: str, name: str, state: str, visibility: str) -> bool:
    runs_all = name in ("coordinator", "administrator")
    role, _, entity = name.partition(" ")
    works = entity == "halvard" and role in ("focal", "approver", "partner")
    if action in ("record.change", "record.submit"):
        settled = state in OPEN
        return runs_all or (works and (not settled or role == "approver"))
    if action in ("record.clear", "record.return"):
        return runs_all or name == "approver halvard"
    if action in ("record.publish", "record.delete"):
        return runs_all
    if action == "record.history":
        return runs_all or works or name == "auditor"
    return name == "partner ostra" and state in OPEN and visibility != Visibility.PRIVATE


@pytest.mark.parametrize("kind", KINDS)
def test_every_role_sees_and_may_do_exactly_what_the_matrix_says(
    someone, halvard, ostra, stranger, kind
) -> None:
    cast = _cast(someone, halvard, ostra, stranger)
    row = SAVE[kind](cast["focal halvard"], _values(kind, halvard, ostra)).run()
    names = ("change", "submit", "clear", "return", "publish", "delete", "history", "confirm")
    for state, visibility in product(State.values, Visibility.values):
        _held(row, state, visibility)
        for name, who in cast.items():
            case = (name, state, visibility)
            seen = visible(MODEL[kind].objects.all(), who)
            assert seen.exists() == _should_see(*case), case
            for action in (f"record.{n}" for n in names):
                assert can(who, action, row) == _should(action, *case), (action, *case)
                assert seen.exists() or not can(who, action, row), (action, *case)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_person_may_not_see_is_in_no_list_count_page_or_step(
    client, someone, focal, halvard, ostra, stranger, kind
) -> None:
    load_record(sample("en"))
    mandate = Mandate.objects.filter(deliverable="consultation").first()
    row = SAVE[kind](focal, {**_values(kind, halvard, ostra), "mandates": [mandate]}).run()
    cast = _cast_few(someone, ostra, stranger)
    symbol = mandate.resolution.symbol
    for state, visibility in product((State.SUBMITTED, *OPEN), Visibility.values):
        _held(row, state, visibility)
        for name, who in cast.items():
            client.logout()
            if who.user:
                client.force_login(who.user)
            sees = _should_see(name, state, visibility)
            case = (name, state, visibility)
            for page in (f"{kind}/", f"{symbol}/follow-up/", "entities/halvard/"):
                text = client.get(f"/en/{page}").content.decode()
                assert ("Blue hall" in text) == sees, (page, *case)
            assert client.get(f"/en/{kind}/{row.pk}/").status_code == (200 if sees else 404), case
            if not sees:
                assert client.get(f"/en/{kind}/{row.pk}/edit/").status_code == 404
                assert client.post(f"/en/{kind}/{row.pk}/delete/").status_code == 404
    assert MODEL[kind].objects.count() == 1


def _cast_few(someone, ostra, stranger) -> dict[str, Person]:
    return {
        "nobody": person(None),
        "signed-in": someone(),
        "focal stranger": someone(Role.FOCAL, stranger),
        "partner ostra": someone(Role.PARTNER, ostra),
    }


@pytest.mark.parametrize(
    ("kind", "change", "field"),
    [
        ("consultations", {"last": "2026-03-03"}, "last"),
        ("consultations", {"first": ""}, "first"),
        ("consultations", {"first": "4 March"}, "first"),
        ("consultations", {"participants": []}, "participants"),
        ("consultations", {"next_date": "2025"}, "next_date"),
        ("consultations", {"fields": ["juggling"]}, "fields"),
        ("programmes", {"partners": []}, "partners"),
        ("programmes", {"last": "2024-12"}, "last"),
        ("programmes", {"title": ""}, "title"),
        ("programmes", {"budget": -1}, "budget"),
        ("programmes", {"currency": "euro"}, "currency"),
        ("programmes", {"results": [{"text": "", "target": 3}]}, "results"),
        ("agreements", {"kind": "handshake"}, "kind"),
        ("agreements", {"in_force": "2017"}, "in_force"),
        ("agreements", {"expires": "2018-05-31"}, "expires"),
    ],
)
def test_a_broken_rule_names_its_field_and_saves_nothing(
    focal, halvard, ostra, kind, change, field
) -> None:
    with pytest.raises(RuleBroken) as broken:
        SAVE[kind](focal, {**_values(kind, halvard, ostra), **change}).run()
    assert field in broken.value.fields
    assert MODEL[kind].objects.count() == Event.objects.count() == 0


def test_an_agreement_needs_two_parties_and_cannot_replace_itself(focal, halvard, ostra) -> None:
    values = _values("agreements", halvard, ostra)
    with pytest.raises(RuleBroken):
        actions.SaveAgreement(focal, {**values, "parties": [halvard, halvard]}).run()
    row = actions.SaveAgreement(focal, values).run()
    with pytest.raises(RuleBroken) as broken:
        actions.SaveAgreement(focal, {"replaces": row}, row, 1).run()
    assert "replaces" in broken.value.fields


def test_a_record_cannot_be_given_to_an_entity_one_does_not_work_for(focal, halvard, ostra) -> None:
    with pytest.raises(Refused):
        actions.SaveConsultation(focal, _values("consultations", ostra, halvard)).run()
    row = actions.SaveConsultation(focal, _values("consultations", halvard, ostra)).run()
    with pytest.raises(RuleBroken):
        actions.SaveConsultation(focal, {"owner": ostra}, row, 1).run()


def test_who_saves_second_gets_a_comparison_and_keeps_what_was_typed(
    client, focal, halvard, ostra
) -> None:
    row = actions.SaveConsultation(focal, _values("consultations", halvard, ostra)).run()
    actions.SaveConsultation(focal, {"forum": "Green hall"}, row, 1).run()
    with pytest.raises(Conflict):
        actions.SaveConsultation(focal, {"forum": "Red hall"}, row, 1).run()
    client.force_login(focal.user)
    sent = {
        "first": "2026-03-04", "level": "heads", "form": "meeting", "forum": "Red hall",
        "participants": [halvard.pk, ostra.pk], "owner": halvard.pk, "visibility": "concerned",
        "edition": "1",
    }  # fmt: skip
    answer = client.post(f"/en/consultations/{row.pk}/edit/", sent)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Red hall" in html
    assert "Green hall" in html
    assert Consultation.objects.get().forum == "Green hall"
    assert 'name="edition" value="2"' in html
    again = client.post(f"/en/consultations/{row.pk}/edit/", {**sent, "edition": "2"})
    assert again.status_code == 302
    assert Consultation.objects.get().forum == "Red hall"


def test_a_form_with_an_error_keeps_what_was_typed(client, focal, halvard, ostra) -> None:
    client.force_login(focal.user)
    sent = {"first": "tomorrow", "topics": "Boats and bells", "participants": [halvard.pk]}
    answer = client.post("/en/consultations/new/", sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Boats and bells" in html
    assert 'value="tomorrow"' in html
    assert Consultation.objects.count() == 0


def test_the_way_to_be_public_goes_step_by_step_and_each_is_an_event(
    someone, focal, halvard, ostra
) -> None:
    approver, coordinator = someone(Role.APPROVER, halvard), someone(Role.COORDINATOR)
    row = actions.SaveProgramme(focal, _values("programmes", halvard, ostra)).run()
    with pytest.raises(RuleBroken):
        actions.Clear(approver, row).run()
    row = actions.Submit(focal, row, 1).run()
    with pytest.raises(RuleBroken):
        actions.Return(approver, row, 2, " ").run()
    row = actions.Return(approver, row, 2, "Which hall?").run()
    row = actions.Submit(focal, row).run()
    with pytest.raises(Conflict):
        actions.Clear(approver, row, 2).run()
    row = actions.Clear(approver, row).run()
    with pytest.raises(Refused):
        actions.Publish(approver, row).run()
    row = actions.Publish(coordinator, row).run()
    row = actions.SaveProgramme(approver, {"note": "more"}, row).run()
    assert row.state == State.CLEARED
    assert [e.action.removeprefix("record.") for e in Event.objects.all()] == [
        "add", "submit", "return", "submit", "clear", "publish", "change",
    ]  # fmt: skip
    last = Event.objects.last()
    assert last.detail["changes"] == {"note": [None, "more"], "state": ["published", "cleared"]}
    assert Event.objects.get(action="record.return").detail["reason"] == "Which hall?"
    assert row.edition == Event.objects.count()
    assert audit.verify() is None


def test_only_the_other_side_confirms_and_a_change_takes_it_back(
    someone, focal, halvard, ostra, stranger
) -> None:
    row = actions.SaveConsultation(focal, _values("consultations", halvard, ostra)).run()
    partner = someone(Role.PARTNER, ostra)
    with pytest.raises(Refused):
        actions.Confirm(partner, row).run()
    _held(row, State.CLEARED, Visibility.CONCERNED)
    others = (focal, someone(Role.COORDINATOR), someone(Role.PARTNER, stranger),
              someone(Role.PARTNER, halvard))  # fmt: skip
    for other in others:
        with pytest.raises(Refused):
            actions.Confirm(other, row).run()
    row = actions.Confirm(partner, row).run()
    assert row.confirmed_by == partner.user
    with pytest.raises(RuleBroken):
        actions.Confirm(partner, row).run()
    approver = someone(Role.APPROVER, halvard)
    assert actions.SaveConsultation(approver, {"place": "Elm"}, row).run().confirmed_at is None


def test_the_event_of_a_deletion_keeps_what_the_record_said(someone, focal, halvard, ostra) -> None:
    row = actions.SaveAgreement(focal, _values("agreements", halvard, ostra)).run()
    actions.Delete(someone(Role.COORDINATOR), row, 1).run()
    assert Agreement.objects.count() == 0
    was = Event.objects.last().detail["was"]
    assert (was["title"], was["signed"]) == ("Blue hall", "2018-06")
    assert was["parties"] == ["halvard", "ostra"]


def test_a_programme_shows_its_results_against_targets(client, focal, halvard, ostra) -> None:
    client.force_login(focal.user)
    sent = {
        "title": "Harbour lights", "lead": halvard.pk, "partners": [ostra.pk], "currency": "USD",
        "owner": halvard.pk, "visibility": "concerned", "results-TOTAL_FORMS": "2",
        "results-INITIAL_FORMS": "0", "results-0-text": "Lamps lit", "results-0-target": "40",
        "results-0-reached": "41", "results-1-text": "",
    }  # fmt: skip
    answer = client.post("/en/programmes/new/", sent, follow=True)
    html = answer.content.decode()
    assert "Lamps lit" in html
    assert "status-met" in html
    assert Programme.objects.get().results.count() == 1
    edit = client.get(f"/en/programmes/{Programme.objects.get().pk}/edit/").content.decode()
    assert 'value="Lamps lit"' in edit


def test_records_are_called_in_the_language_of_the_page(client, focal, halvard, ostra) -> None:
    old = Agreement.objects.create(owner=halvard, kind="protocol", signed="2040-06")
    old.parties.set([halvard, ostra])
    talks = Consultation.objects.create(owner=halvard, first="2041-03", forum="Blue hall")
    client.force_login(focal.user)
    html = client.get("/fr/agreements/new/").content.decode()
    option = re.search(rf'<option value="{old.pk}">(.*?)</option>', html)
    told = f"{kind_name('protocol', 'fr')}, juin 2040 (Halvard Office · Ostra Organization)"
    assert option[1] == told
    assert (
        "Blue hall, mars 2041" in client.get(f"/fr/consultations/{talks.pk}/edit/").content.decode()
    )


def test_an_agreement_found_in_a_preamble_says_so_and_where(client, loaded, halvard, ostra) -> None:
    row = Agreement.objects.create(
        kind="protocol", signed="2018-06", owner=halvard, visibility="public", state="published",
        found=True,
    )  # fmt: skip
    row.parties.set([halvard, ostra])
    resolution = Resolution.objects.get()
    AgreementMention.objects.create(
        agreement=row, resolution=resolution, address="pp2", quotes={"ar": "بروتوكول"}
    )
    html = client.get(f"/en/agreements/{row.pk}/").content.decode()
    assert "found in the preamble" in html
    assert f"/en/{resolution.symbol}/#pp2" in html
    assert '<blockquote lang="ar" dir="rtl">بروتوكول' in html
    assert "June 2018" in html


@pytest.mark.parametrize(
    ("expires", "replaced", "said"),
    [
        ("2026-12", False, "expiring"),
        ("2025", False, "expired"),
        ("2026", False, "expiring"),
        ("2031", False, ""),
        ("", False, ""),
        ("2031", True, "superseded"),
    ],
)
def test_an_agreement_expires_when_all_of_its_date_is_past(expires, replaced, said) -> None:
    row = Agreement(expires=expires)
    row.clean_fields(exclude=["owner", "kind"])
    assert standing(row, replaced, datetime.date(2026, 11, 23)) == said


def test_a_replacement_that_may_not_be_seen_is_not_told(client, someone, focal, halvard, ostra):
    old = actions.SaveAgreement(focal, _values("agreements", halvard, ostra)).run()
    _held(old, State.PUBLISHED, Visibility.PUBLIC)
    actions.SaveAgreement(
        focal, {**_values("agreements", halvard, ostra), "title": "Hidden one", "replaces": old}
    ).run()
    assert "Superseded" not in client.get(f"/en/agreements/{old.pk}/").content.decode()
    client.force_login(focal.user)
    assert "Hidden one" in client.get(f"/en/agreements/{old.pk}/").content.decode()


def test_a_standing_mandate_tells_its_last_consultation(focal, loaded, halvard, ostra) -> None:
    mandate = Mandate.objects.filter(deliverable="consultation").first()
    for first in ("2025-05", "2026-03-04", "2024"):
        values = {**_values("consultations", halvard, ostra), "first": first, "mandates": [mandate]}
        actions.SaveConsultation(focal, values).run()
    (told,) = answered([mandate], focal)
    assert told.standing
    assert told.last.first == "2026-03-04"
    (unseen,) = answered([mandate], person(None))
    assert unseen.last is None


@pytest.mark.parametrize("code", ["ar", "zh", "fr"])
@pytest.mark.parametrize("kind", KINDS)
def test_lists_and_forms_answer_in_other_languages(client, focal, loaded, code, kind) -> None:
    client.force_login(focal.user)
    assert client.get(f"/{code}/{kind}/").status_code == 200
    mandate = Mandate.objects.first()
    html = client.get(f"/{code}/{kind}/new/?mandate={mandate.pk}").content.decode()
    assert str(mandate) in html
