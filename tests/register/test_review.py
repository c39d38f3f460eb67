"""What the engine doubted is decided by people, and their corrections outlive every reading."""

from __future__ import annotations

import json

import msgspec
import pytest
from django.utils.html import escape
from tests.register.conftest import sample

from seized import read
from seized.corrections import apply
from seized.languages import CODES, language
from seized.model.corrections import Corrections
from seized.model.doubts import Doubt
from seized.model.record import Record
from seized.register.actions.base import Conflict, Refused, RuleBroken
from seized.register.actions.review import (
    CorrectMandate,
    Decide,
    DropCorrection,
    ReportMandate,
    Undecide,
    seen,
)
from seized.register.loading import load_record, unload
from seized.register.models import (
    Event,
    Mandate,
    Resolution,
    ReviewItem,
    Role,
    Version,
    Wording,
)
from seized.register.texts.reviewing import readings
from seized.samples import path

pytestmark = pytest.mark.django_db
REPORT = "s2.op4"


def _otherwise(code: str, number: int = 1, **values: object) -> Record:
    """The sample as another file of it, with the report read otherwise."""
    record = sample(code)
    mandates = tuple(
        msgspec.structs.replace(one, **values) if one.at == REPORT else one
        for one in record.mandates
    )
    source = msgspec.structs.replace(record.source, sha256=f"{number:064x}")
    return msgspec.structs.replace(record, mandates=mandates, source=source)


def _alone(code: str, number: int = 1, **values: object) -> Record:
    """The same with the report as its only mandate."""
    record = _otherwise(code, number, **values)
    mandates = tuple(one for one in record.mandates if one.at == REPORT)
    return msgspec.structs.replace(record, mandates=mandates)


def _doubting(code: str, doubt: Doubt, number: int = 1) -> Record:
    record = _otherwise(code, number)
    return msgspec.structs.replace(record, doubts=(*record.doubts, doubt))


def _row() -> Mandate:
    return Mandate.objects.get(address=REPORT)


def _said(code: str) -> object:
    """The report in the record of a version."""
    version = Version.objects.get(language=code, current=True)
    return next(m for m in version.record.mandates if m.at == REPORT)


@pytest.fixture
def coordinator(someone):
    return someone(Role.COORDINATOR)


@pytest.fixture
def differing(db) -> ReviewItem:
    """English reads a report, Chinese an action."""
    load_record(_alone("en"))
    load_record(_alone("zh", deliverable="action"))
    return ReviewItem.objects.get(code="versions-differ")


# ------------------------------------------------------------------ between the versions


def test_a_difference_is_found_whichever_version_comes_first(db) -> None:
    load_record(_alone("zh", deliverable="action"))
    load_record(_alone("en"))
    item = ReviewItem.objects.get(code="versions-differ")
    assert item.version.language == "zh"
    assert item.values["deliverable"] == "report"
    assert item.values["other_deliverable"] == "action"
    assert _row().needs_review


def test_to_accept_a_difference_corrects_the_other_version(differing, coordinator) -> None:
    Decide(coordinator, differing, "accept").run()
    assert _said("zh").deliverable == "report"
    assert _said("zh").rule == "corrected"
    assert _said("en").rule != "corrected"
    assert not _row().needs_review


def test_to_take_the_other_reading_changes_the_mandate_in_every_version(
    differing, coordinator
) -> None:
    Decide(coordinator, differing, "correct", ["deliverable=action"]).run()
    assert {_said("en").deliverable, _said("zh").deliverable, _row().deliverable} == {"action"}


def test_to_reject_a_difference_leaves_both_and_asks_no_more(differing, coordinator) -> None:
    Decide(coordinator, differing, "reject", reason="The text differs.").run()
    assert _said("zh").deliverable == "action"
    assert not _row().needs_review
    load_record(_alone("fr"))
    assert not _row().needs_review


def test_a_difference_that_is_gone_waits_no_longer(differing) -> None:
    load_record(_alone("zh", 2))
    assert not _row().needs_review
    assert not ReviewItem.objects.filter(code="versions-differ", state="open").exists()


def test_a_mandate_that_the_lead_does_not_have_is_doubted(db) -> None:
    english = sample("en")
    load_record(msgspec.structs.replace(english, mandates=english.mandates[:-1]))
    load_record(sample("zh"))
    item = ReviewItem.objects.get(code="mandate-in-some-versions")
    assert item.values == {"without": "en"}
    assert item.mandate.needs_review


def test_to_choose_what_the_leading_version_says_corrects_the_version_that_is_doubted(
    db, coordinator
) -> None:
    for code in ("en", "fr"):
        load_record(read(path(code, session=96)))
    item = ReviewItem.objects.get(code="act-ambiguous")
    force = {m.language: m.reading["force"] for m in Wording.objects.filter(mandate__address="op2")}
    assert force == {"en": "urge", "fr": "invite"}
    Decide(coordinator, item, "correct", readings(item)[0].assignments).run()
    said = {v.language: v.record.mandates[0] for v in Version.objects.all()}
    assert {code: (m.act, m.force) for code, m in said.items()} == {
        "en": ("call-upon", "urge"), "fr": ("call-upon", "urge"),
    }  # fmt: skip
    assert said["en"].rule != "corrected"
    assert not Mandate.objects.get(address="op2").needs_review
    Undecide(coordinator, item).run()
    assert Version.objects.get(language="fr").record.mandates[0].force == "invite"
    row = Mandate.objects.get(address="op2")
    assert (row.act, row.force, row.needs_review) == ("call-upon", "urge", True)


# ------------------------------------------------------------------ people's work is kept


def test_a_decision_is_kept_when_the_text_is_read_again(db, coordinator) -> None:
    doubt = Doubt("word-doubled", at=REPORT, span=sample("zh").mandates[6].span)
    load_record(_doubting("zh", doubt, 1))
    Decide(coordinator, ReviewItem.objects.get(code="word-doubled"), "accept").run()
    load_record(_doubting("zh", doubt, 2))
    current = ReviewItem.objects.get(code="word-doubled", version__current=True)
    assert current.state == "accepted"
    assert current.decided_by == coordinator.user


def test_a_decision_goes_back_to_the_version_before_when_an_import_is_undone(
    db, coordinator
) -> None:
    doubt = Doubt("word-doubled", at=REPORT, span=sample("zh").mandates[6].span)
    load_record(_doubting("zh", doubt, 1))
    later = load_record(_doubting("zh", doubt, 2)).version
    item = ReviewItem.objects.get(code="word-doubled", version=later)
    Decide(coordinator, item, "accept").run()
    unload(later)
    assert ReviewItem.objects.get(code="word-doubled").state == "accepted"


def test_a_correction_is_laid_on_every_new_reading(loaded, coordinator) -> None:
    CorrectMandate(coordinator, _row(), ["deliverable=information", "session=99"]).run()
    load_record(_otherwise("en", 2))
    assert _said("en").deliverable == "information"
    assert (_row().deliverable, _row().sessions) == ("information", [99])


def test_a_correction_reaches_a_version_that_comes_later(db, coordinator) -> None:
    load_record(sample("zh"))
    CorrectMandate(coordinator, _row(), ["force=urge"]).run()
    load_record(sample("en"))
    load_record(sample("ar"))
    assert {_said(code).force for code in ("zh", "en", "ar")} == {"urge"}
    assert _row().force == "urge"
    assert not _row().needs_review


def test_each_version_keeps_its_own_words_for_whom_is_addressed(loaded, coordinator) -> None:
    CorrectMandate(coordinator, _row(), ["addressee=secretary-general,member-states"]).run()
    for code in ("en", "ar", "zh"):
        first, second = _said(code).addressees
        assert first.actor == "secretary-general"
        assert (
            first.quote
            == next(m for m in sample(code).mandates if m.at == REPORT).addressees[0].quote
        )
        assert second.actor == "member-states" or second.class_ == "member-states"
    assert _row().addressees.count() == 2


def test_what_is_no_mandate_stays_none_in_every_version(loaded, coordinator) -> None:
    CorrectMandate(coordinator, _row(), remove=True).run()
    assert _row().gone
    load_record(_otherwise("fr", 2))
    load_record(_otherwise("en", 3))
    assert _row().gone
    for version in Version.objects.filter(current=True):
        assert all(m.at != REPORT for m in version.record.mandates)


def test_a_correction_that_no_longer_fits_goes_to_review(db, coordinator) -> None:
    load_record(sample("zh"))
    CorrectMandate(coordinator, _row(), ["deliverable=information"]).run()
    bare = msgspec.structs.replace(
        _otherwise("zh", 2), mandates=tuple(m for m in sample("zh").mandates if m.at != REPORT)
    )
    load_record(bare)
    item = ReviewItem.objects.get(code="correction-does-not-fit")
    assert item.state == "open"
    assert _row().gone, "the work of people is kept"
    load_record(_otherwise("zh", 3))
    assert _said("zh").deliverable == "information"
    assert not ReviewItem.objects.filter(
        code="correction-does-not-fit", version__current=True, state="open"
    ).exists()


def test_a_correction_outlives_the_import_that_brought_the_text(db, coordinator) -> None:
    version = load_record(sample("zh")).version
    CorrectMandate(coordinator, _row(), ["deliverable=information"]).run()
    unload(version)
    assert Resolution.objects.exists()
    load_record(sample("zh"))
    assert _said("zh").deliverable == "information"


# ------------------------------------------------------------------ taking back


def test_a_decision_can_be_taken_back_with_what_it_changed(differing, coordinator) -> None:
    Decide(coordinator, differing, "correct", ["deliverable=action"]).run()
    Undecide(coordinator, differing).run()
    differing.refresh_from_db()
    assert differing.state == "open"
    assert (_said("en").deliverable, _row().deliverable) == ("report", "report")
    assert not Resolution.objects.get().corrections.exists()
    assert Version.objects.get(language="en").corrected is None


def test_a_correction_can_be_taken_back(loaded, coordinator) -> None:
    row = CorrectMandate(coordinator, _row(), ["force=urge"]).run()
    DropCorrection(coordinator, row.corrections.filter(shared=None).get()).run()
    assert {_said(code).force for code in ("zh", "en", "ar")} == {"request"}
    assert not row.corrections.exists()


def test_two_mandates_of_one_paragraph_are_not_mistaken_for_each_other(loaded, coordinator) -> None:
    first, second = Mandate.objects.filter(address="s2.op1").order_by("ordinal")
    words = second.wording("en").quote
    CorrectMandate(
        coordinator, first, [f"act={second.act}", f"deliverable={second.deliverable}"]
    ).run()
    load_record(_otherwise("en", 2))
    load_record(_otherwise("fr", 3))
    second.refresh_from_db()
    assert second.wording("en").quote == words
    assert first.wording("en").quote != words


# ------------------------------------------------------------------ rules


def test_only_coordinators_decide(differing, someone) -> None:
    for role in (None, Role.AUDITOR):
        with pytest.raises(Refused):
            Decide(someone(role), differing, "accept").run()


def test_who_decides_second_is_told_so(differing, coordinator) -> None:
    Decide(coordinator, differing, "reject").run()
    with pytest.raises(Conflict):
        Decide(coordinator, differing, "accept").run()


def test_who_corrects_second_is_told_so(loaded, coordinator) -> None:
    before = seen(_row())
    CorrectMandate(coordinator, _row(), ["force=urge"], seen=before).run()
    with pytest.raises(Conflict):
        CorrectMandate(coordinator, _row(), ["force=invite"], seen=before).run()


@pytest.mark.parametrize(
    "said", [["force=beg"], ["no=such"], ["session=x"], ["deliverable=report"]]
)
def test_what_does_not_fit_is_refused_and_changes_nothing(loaded, coordinator, said) -> None:
    with pytest.raises(RuleBroken):
        CorrectMandate(coordinator, _row(), said).run()
    assert not Resolution.objects.get().corrections.exists()


def test_every_decision_is_in_the_audit_trail(differing, coordinator) -> None:
    Decide(coordinator, differing, "correct", ["deliverable=action"], "It is no report.").run()
    Undecide(coordinator, differing).run()
    actions = list(Event.objects.values_list("action", flat=True))
    assert actions[-2:] == ["review.decide", "review.undo"]
    assert Event.objects.get(action="review.decide").detail["was"] == {"deliverable": "report"}


def test_anyone_signed_in_can_say_that_something_is_wrong(loaded, someone, coordinator) -> None:
    item = ReportMandate(someone(), _row(), "The session is wrong.").run()
    assert (item.code, item.state) == ("reported", "open")
    Decide(coordinator, item, "correct", ["session=98"]).run()
    assert _row().sessions == [98]


# ------------------------------------------------------------------ pages


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator.user)
    return client


def test_the_queue_leads_from_one_doubt_to_the_next(db, desk) -> None:
    load_record(_alone("en"))
    load_record(_alone("zh", deliverable="action"))
    load_record(_alone("ar", force="urge"))
    html = desk.get("/en/review/?language=zh").content.decode()
    assert "A/RES/95/312" in html
    first = ReviewItem.objects.get(version__language="zh")
    page = desk.get(f"/en/review/{first.pk}/").content.decode()
    assert page.count("<mark>") == 2, "both readings are shown, and the words marked"
    answer = desk.post(f"/en/review/{first.pk}/decide/", {"decision": "correct 1"}, follow=True)
    second = ReviewItem.objects.get(version__language="ar")
    assert answer.redirect_chain[-1][0] == f"/en/review/{second.pk}/"
    assert f'action="/en/review/{first.pk}/undo/"' in answer.content.decode()
    assert _said("zh").deliverable == "action"
    desk.post(f"/en/review/{first.pk}/undo/")
    assert ReviewItem.objects.get(pk=first.pk).state == "open"


def test_what_is_typed_stays_when_a_decision_is_refused(differing, desk) -> None:
    url = f"/fr/review/{differing.pk}/decide/"
    answer = desk.post(url, {"decision": "shrug", "reason": "Because."})
    assert answer.status_code == 422
    desk.post(url, {"decision": "accept"})
    answer = desk.post(url, {"decision": "reject", "reason": "Because."})
    assert answer.status_code == 409


@pytest.mark.parametrize("code", ["en", "ar", "zh"])
def test_a_difference_about_what_is_asked_shows_what_spoke_for_it(differing, desk, code) -> None:
    html = desk.get(f"/{code}/review/{differing.pk}/").content.decode()
    words = language(code).table("tables")
    report = words["deliverable"]["report"]
    spoken = words["account"]["for"].partition("{n}")[0].format(kind=report)
    assert html.count(escape(spoken)) >= 2
    assert html.count("<details>") == 2


@pytest.mark.parametrize("code", CODES)
def test_the_other_reading_of_a_verb_is_offered_in_the_words_of_the_page(db, desk, code) -> None:
    load_record(read(path("fr", session=96)))
    item = ReviewItem.objects.get(code="act-ambiguous")
    acts = language(code).table("tables")["act"]
    html = desk.get(f"/{code}/review/{item.pk}/").content.decode()
    assert f"<bdi>{escape(acts['call-upon'])}</bdi>" in html
    assert "call-upon" not in html
    data = desk.get(f"/api/v1/review/{item.pk}").json()
    assert data["readings"][0]["name"] == "call-upon"
    desk.post(f"/{code}/review/{item.pk}/decide/", {"decision": "correct 1"})
    page = desk.get(f"/{code}/review/{item.pk}/").content.decode()
    assert f"<bdi>{escape(acts['call-upon'])}</bdi>" in page
    assert "call-upon" not in page


def test_another_difference_shows_no_points(db, desk) -> None:
    load_record(_alone("en"))
    load_record(_alone("zh", force="urge"))
    item = ReviewItem.objects.get(code="versions-differ")
    html = desk.get(f"/en/review/{item.pk}/").content.decode()
    assert "Points:" not in html


def test_the_queue_is_not_for_everyone(differing, client, someone) -> None:
    assert client.get("/en/review/").status_code == 403
    client.force_login(someone().user)
    assert client.get(f"/en/review/{differing.pk}/").status_code == 403


def test_a_mandate_is_corrected_from_its_own_page(loaded, desk) -> None:
    page = f"/ru/A/RES/95/312/mandates/{REPORT}/"
    assert desk.get(page).status_code == 200
    row = _row()
    asked = row.addressees.get().entity
    form = {"force": "urge", "deliverable": "report", "addressees": [asked.pk], "sessions": "97",
            "seen": seen(row)}  # fmt: skip
    answer = desk.post(f"{page}correct/", form)
    assert answer.status_code == 302
    assert (_row().force, _row().deliverable, _row().sessions) == ("urge", "report", [97])
    answer = desk.post(f"{page}correct/", {**form, "force": "invite"})
    assert answer.status_code == 409
    assert 'value="invite" selected' in answer.content.decode()


def test_a_stranger_sees_the_mandate_and_no_form(loaded, client) -> None:
    html = client.get(f"/ar/A/RES/95/312/mandates/{REPORT}/").content.decode()
    assert 'lang="zh"' in html
    assert '<form class="entry"' not in html
    assert client.post(f"/ar/A/RES/95/312/mandates/{REPORT}/correct/", {}).status_code == 403


def test_the_file_of_corrections_is_the_one_that_the_command_reads(loaded, desk) -> None:
    row = _row()
    form = {"force": "urge", "deliverable": row.deliverable, "sessions": "97", "seen": seen(row),
            "addressees": [row.addressees.get().entity_id]}  # fmt: skip
    desk.post(f"/en/A/RES/95/312/mandates/{REPORT}/correct/", form)
    answer = desk.get("/en/A/RES/95/312/corrections.zh.json")
    held = msgspec.json.decode(answer.content, type=Corrections)
    corrected, misfits = apply(sample("zh"), held)
    assert not misfits
    assert next(m for m in corrected.mandates if m.at == REPORT).force == "urge"
    assert json.loads(answer.content)["symbol"] == "A/RES/95/312"
