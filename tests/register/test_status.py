"""The status of mandates: from documents, from people, from day to day, and until the next text."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.register.conftest import sample

from seized import read
from seized.languages import language
from seized.reading.light import read_light
from seized.register import audit
from seized.register.actions.base import Conflict, Refused, RuleBroken
from seized.register.actions.imports import ImportFiles, UndoImport
from seized.register.actions.status import LeaveToEvidence, SetStatus
from seized.register.following.closing import closed, closed_apart
from seized.register.following.status import follow_mandates, light_records, needed
from seized.register.loading import load_record, unload
from seized.register.loading.listed import load_listed
from seized.register.models import (
    Consultation,
    Entity,
    Event,
    FollowUp,
    ImportFile,
    ImportRun,
    Listed,
    Mandate,
    Resolution,
    Role,
    StatusChange,
    Verdict,
)
from seized.register.running.worker import Worker, work
from seized.register.texts.prepared import pack
from seized.register.tongue import CODES
from seized.samples import path
from seized.symbols import ga_session

pytestmark = pytest.mark.django_db
BEFORE = datetime.date(2042, 1, 15)  # before the window of session 97
WITHIN = datetime.date(2042, 11, 15)
AFTER = datetime.date(2044, 6, 1)


def later(code: str):
    """The successor of the bundled resolution."""
    return read(path(code, session=97))


def the(deliverable: str) -> Mandate:
    rows = Mandate.objects.filter(deliverable=deliverable, resolution__symbol="A/RES/95/312")
    return rows.select_related("resolution").first()


def test_before_its_window_a_report_is_open_and_the_rule_says_why(loaded) -> None:
    follow_mandates(BEFORE)
    row = the("report")
    assert (row.status, row.verdict.rule) == ("open", "not-yet-due")
    assert needed(BEFORE) is False


def test_as_days_pass_an_open_mandate_comes_into_its_window_and_out_of_it(loaded) -> None:
    follow_mandates(BEFORE)
    assert needed(WITHIN)
    follow_mandates(WITHIN)
    assert the("report").verdict.rule == "in-window"
    assert not needed(WITHIN + datetime.timedelta(1))
    assert needed(AFTER)
    follow_mandates(AFTER)
    assert the("report").status == "not-known"  # nothing of that session is at hand
    assert StatusChange.objects.filter(mandate=the("report")).get().reason == "nothing-at-hand"


def test_a_report_that_a_catalogue_lists_is_met_with_its_evidence(loaded) -> None:
    row = the("report")
    item = f"131 ({row.resolution.letter})" if row.resolution.letter else "131"
    Listed.objects.create(
        symbol="A/97/277", title=row.resolution.title("en"), session=97, items=[item],
        about=["A/RES/95/312"], source="library.xml#3",
    )  # fmt: skip
    follow_mandates(AFTER)
    row = the("report")
    assert row.status == "met"
    step = row.changes.get()
    assert (step.before, step.after, step.by) == ("open", "met", None)
    assert step.evidence[0]["document"] == "A/97/277"


@pytest.mark.parametrize("spoken", [False, True], ids=["no record", "a record"])
def test_who_was_asked_sees_what_showed_that_it_was_done_and_when(client, loaded, spoken) -> None:
    row = the("report")
    body = row.addressees.filter(role="addressee").first().entity
    page = f"/en/entities/{body.key}/"
    assert "A/97/277" not in client.get(page).content.decode()
    item = f"131 ({row.resolution.letter})" if row.resolution.letter else "131"
    Listed.objects.create(symbol="A/97/277", title=row.resolution.title("en"), session=97,
                          date="2042-08", items=[item], about=["A/RES/95/312"])  # fmt: skip
    if spoken:  # and is not public
        owner = Entity.objects.create(key="halvard", names={"en": "Halvard"})
        Consultation.objects.create(first="2044-01", owner=owner).mandates.add(row)
    follow_mandates(AFTER)
    (told,) = re.findall(r"<dt>Last action</dt><dd>(.*?A/97/277.*?)</dd>",
                         client.get(page).content.decode())  # fmt: skip
    assert re.sub("<[^>]*>", "", told) == "August 2042 · A/97/277"
    assert the("report").verdict.evidence[0]["date"] == "2042-08"


def test_the_successor_closes_the_loop(loaded) -> None:
    follow_mandates(AFTER)
    assert the("agenda-item").status == "not-known"
    for code in ("zh", "en"):
        load_record(later(code))
    assert needed(AFTER)
    follow_mandates(AFTER)
    assert the("agenda-item").status == "met"
    assert the("report").status == "met"
    for row in Mandate.objects.filter(resolution__symbol="A/RES/95/312").select_related("verdict"):
        assert row.verdict.successor == "A/RES/97/284"
        assert row.verdict.change in ("repeated", "changed", "dropped")
    assert the("consultation").verdict.repeated_at
    assert not needed(AFTER)


def test_without_the_successor_again_the_loop_is_open_again(loaded) -> None:
    version = load_record(later("en")).version
    follow_mandates(AFTER)
    assert the("report").status == "met"
    unload(version)
    assert needed(AFTER)
    follow_mandates(AFTER)
    assert the("report").status == "not-known"
    assert [c.after for c in the("report").changes.all()] == ["not-known", "met"]


def test_a_second_pass_over_the_same_changes_nothing(loaded) -> None:
    load_record(later("en"))
    assert follow_mandates(AFTER)
    before = (StatusChange.objects.count(), Event.objects.count())
    assert follow_mandates(AFTER) == 0
    assert (StatusChange.objects.count(), Event.objects.count()) == before
    assert audit.verify() is None


def test_undoing_an_import_takes_its_mandates_out_whatever_evidence_said(loaded) -> None:
    version = load_record(later("en")).version
    follow_mandates(AFTER)
    unload(version)
    assert not Mandate.objects.filter(resolution__symbol="A/RES/97/284").exists()


def test_a_persons_word_wins_and_evidence_against_it_is_kept(loaded, someone) -> None:
    chief = someone(Role.COORDINATOR)
    follow_mandates(AFTER)
    SetStatus(chief, the("report"), "overdue", "The library has no report.").run()
    assert the("report").status == "overdue"
    load_record(later("en"))
    follow_mandates(AFTER)
    row = the("report")
    assert (row.status, row.settled) == ("overdue", True)
    assert row.verdict.status == "met"
    assert row.verdict.at > row.changes.first().at
    LeaveToEvidence(chief, row, "The successor cites it.").run()
    row = the("report")
    assert (row.status, row.settled) == ("met", False)
    assert row.changes.first().evidence
    actions = list(Event.objects.order_by("number").values_list("action", flat=True))
    assert [one for one in actions if one != "mandate.follow"] == [
        "mandate.status", "mandate.release",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "reason", "field"),
    [("done", "why", "status"), ("met", "  ", "reason"), ("met", "x" * 4001, "reason")],
)
def test_a_status_needs_a_state_and_a_reason(loaded, someone, status, reason, field) -> None:
    with pytest.raises(RuleBroken) as broken:
        SetStatus(someone(Role.COORDINATOR), the("report"), status, reason).run()
    assert field in broken.value.fields
    assert not StatusChange.objects.exists()


def test_two_people_do_not_overwrite_each_other(loaded, someone) -> None:
    chief = someone(Role.COORDINATOR)
    SetStatus(chief, the("report"), "met", "It is out.", seen=0).run()
    with pytest.raises(Conflict):
        SetStatus(chief, the("report"), "open", "Not yet.", seen=0).run()
    assert the("report").status == "met"


def test_only_coordinators_and_the_approvers_of_an_addressee_may_set_it(loaded, someone) -> None:
    row = Mandate.objects.filter(addressees__entity__key="imo").first()
    mine = row.addressees.filter(entity__key="imo").first().entity
    other = Resolution.objects.get().mentions.exclude(entity=mine).first().entity
    may = {
        ("coordinator", None): True, ("administrator", None): True, ("auditor", None): False,
        ("reader", None): False, (None, None): False, ("approver", mine): True,
        ("focal", mine): False, ("partner", mine): False, ("reader", mine): False,
        ("approver", other): False, ("focal", other): False,
    }  # fmt: skip
    for (role, entity), allowed in may.items():
        who = someone(role, entity)
        if allowed:
            SetStatus(who, row, "met", "It was done.").run()
            LeaveToEvidence(who, row, "Let it be.").run()
        else:
            with pytest.raises(Refused):
                SetStatus(who, row, "met", "It was done.").run()
            with pytest.raises(Refused):
                LeaveToEvidence(who, row, "Let it be.").run()


def test_a_pass_that_is_killed_is_done_again(loaded, monkeypatch) -> None:
    load_record(later("en"))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(audit, "record", killed)
        with pytest.raises(KeyboardInterrupt):
            follow_mandates(AFTER)
    assert not Verdict.objects.exists()
    assert needed(AFTER)
    assert follow_mandates(AFTER)
    assert the("report").status == "met"


def test_two_workers_do_not_follow_at_the_same_time(loaded) -> None:
    follow_mandates(AFTER)
    FollowUp.objects.update(claimed_at=datetime.datetime.now(datetime.UTC))
    assert follow_mandates(AFTER) is None


def test_another_process_comes_to_the_same_verdicts(loaded) -> None:
    packed = [pack(sample("en")), pack(later("en")), pack(later("ru"))]
    Listed.objects.create(symbol="A/97/277", session=97, date="2042-08", items=["131 (x)"])
    given = (light_records(), AFTER, "en")
    assert list(closed_apart(packed, *given)) == list(closed(packed, *given))


def test_a_register_without_texts_needs_no_pass(db) -> None:
    assert needed(AFTER) is False
    assert follow_mandates(AFTER) == 0


# --- what catalogues know --------------------------------------------------------------------

CSV = b"symbol,title,session,item,about\nA/97/277,Tides,97,131,A/RES/95/312\nA/97/15,Nets,,,\n"


def test_catalogue_entries_come_in_as_other_files_do_and_are_undone_with_them(
    loaded, someone
) -> None:
    chief = someone(Role.COORDINATOR)
    upload = SimpleUploadedFile("library.csv", CSV)
    run = ImportFiles(chief, [upload, SimpleUploadedFile("bad.csv", b"symbol\nno symbol\n")]).run()
    assert work()
    found = {file.name: file for file in run.files.all()}
    assert (found["library.csv"].outcome, found["library.csv"].listed.count()) == ("new", 2)
    assert found["bad.csv"].outcome == "failed"
    assert "bad.csv:2" in found["bad.csv"].message
    follow_mandates(AFTER)
    assert the("report").status == "met"
    UndoImport(chief, run.pk).run()
    assert not Listed.objects.exists()
    assert needed(AFTER)
    follow_mandates(AFTER)
    assert the("report").status == "not-known"


def test_an_entry_that_comes_again_is_kept_once_and_undone_to_the_one_before(db) -> None:
    entries = read_light(CSV, "library.csv")
    assert load_listed(entries) == (2, 0, 0)
    assert load_listed(entries) == (0, 0, 2)
    changed = read_light(CSV.replace(b"Tides", b"Ebbs"), "library.csv")
    file = ImportFile.objects.create(run=ImportRun.objects.create(), name="again.csv")
    assert load_listed(changed, file) == (0, 1, 1)
    assert {one.title for one in light_records()} == {"Ebbs", "Nets"}
    file.delete()
    assert {one.title for one in light_records()} == {"Tides", "Nets"}
    assert load_listed(changed) == (0, 1, 1)
    assert Listed.objects.count() == 2


@pytest.mark.parametrize("code", CODES)
def test_the_page_of_an_import_counts_the_entries_in_each_language(client, someone, code) -> None:
    chief = someone(Role.COORDINATOR)
    run = ImportFiles(chief, [SimpleUploadedFile("library.csv", CSV)]).run()
    work()
    client.force_login(chief.user)
    html = client.get(f"/{code}/imports/{run.pk}/").content.decode()
    assert "library.csv" in html
    told = html.partition("library.csv")[2].partition("</tr>")[0]
    assert "قيدان" in told if code == "ar" else "2" in told  # Arabic has a form for two


# --- resolutions without a text --------------------------------------------------------------


def _fact(symbol: str, session: int, due: int, previous: Resolution | None = None) -> Resolution:
    row = Resolution.objects.create(
        symbol=symbol, organ="general-assembly", session=session, session_kind="regular",
        titles={"en": "Cooperation on the lanterns of the strait"},
        adopted=f"{1946 + session}-12-01",
        items=["131 (q)"], previous=previous,
    )  # fmt: skip
    window = ga_session(due)
    for at, deliverable, sessions in (
        ("op2", "consultation", []), ("op4", "report", [due]), ("op5", "agenda-item", [due]),
    ):  # fmt: skip
        first, last = (window.first, window.last) if sessions else (None, None)
        Mandate.objects.create(
            resolution=row, address=at, act="request", force="request", deliverable=deliverable,
            sessions=sessions, due_first=first, due_last=last,
        )  # fmt: skip
    return row


def test_resolutions_known_by_their_facts_alone_are_followed_as_well(db) -> None:
    one = _fact("A/RES/85/7", 85, 87)
    two = _fact("A/RES/87/9", 87, 89, one)
    Listed.objects.create(symbol="A/87/277", session=87, about=["A/RES/85/7"], source="facts")
    assert needed(AFTER)
    follow_mandates(datetime.date(2034, 6, 1))
    status = dict(one.mandates.values_list("deliverable", "status"))
    assert status == {"consultation": "open", "report": "met", "agenda-item": "met"}
    assert one.mandates.get(address="op2").verdict.repeated_at == "op2"
    assert set(two.mandates.values_list("status", flat=True)) == {"open"}


# --- pages -----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_every_page_of_a_mandate_says_its_status_and_why(client, loaded, code) -> None:
    load_record(later("en"))
    Listed.objects.create(symbol="A/97/277", session=97, about=["A/RES/95/312"], source="a.csv#1")
    follow_mandates(AFTER)
    row = the("report")
    rule = language(code).table("closure")["rule"][row.verdict.rule]
    for page in (
        "mandates/", "A/RES/95/312/mandates/", "A/RES/95/312/follow-up/",
        f"A/RES/95/312/mandates/{row.place}/", "entities/secretary-general/",
    ):  # fmt: skip
        html = client.get(f"/{code}/{page}").content.decode()
        assert "status-met" in html, page
        assert rule in html, page
    html = client.get(f"/{code}/A/RES/95/312/follow-up/").content.decode()
    assert f'href="/{code}/A/RES/97/284/#' in html


def test_the_facet_of_the_status_finds_what_evidence_shows(client, loaded) -> None:
    load_record(later("en"))
    follow_mandates(AFTER)
    shown = client.get("/en/mandates/", {"status": "met"}).content.decode()
    assert "A/RES/95/312" in shown
    wanted = Mandate.objects.filter(status="met").count()
    assert f"Mandates: {wanted}" in shown
    lapsed = client.get("/en/mandates/", {"status": "superseded"}).content.decode()
    assert "A/RES/95/312 s2.op4" not in lapsed


def test_a_person_sets_the_status_on_the_page_and_leaves_it_again(client, loaded, someone) -> None:
    follow_mandates(AFTER)
    row = the("report")
    client.force_login(someone(Role.COORDINATOR).user)
    page = f"/en/A/RES/95/312/mandates/{row.place}/"
    last = row.changes.first().pk
    sent = client.post(f"{page}status/", {
        "status": "met", "reason": "It was circulated <on paper>.", "seen": str(last), "do": "set",
    })  # fmt: skip
    assert sent.status_code == 302
    html = client.get(page).content.decode()
    assert "It was circulated &lt;on paper&gt;." in html
    assert "evidence says: not known" in html
    again = client.post(f"{page}status/", {"status": "open", "reason": "Mine.", "seen": str(last)})
    assert again.status_code == 409
    assert "Mine." in again.content.decode()
    empty = client.post(f"{page}status/", {"status": "lapsed", "reason": " "})
    assert empty.status_code == 422
    assert 'value="lapsed" selected' in empty.content.decode()
    assert (
        client.post(f"{page}status/", {"do": "release", "reason": "So be it."}).status_code == 302
    )
    row = the("report")
    assert (row.status, row.settled) == ("not-known", False)


def test_who_may_not_set_the_status_sees_no_form_and_is_refused(client, loaded, someone) -> None:
    page = f"/en/A/RES/95/312/mandates/{the('report').place}/"
    for who in (None, someone(), someone(Role.AUDITOR)):
        client.logout()
        if who:
            client.force_login(who.user)
        assert "set-status" not in client.get(page).content.decode()
        sent = client.post(f"{page}status/", {"status": "met", "reason": "x"})
        assert sent.status_code == 403
    assert not StatusChange.objects.exists()


def test_a_worker_alone_takes_up_at_once_what_a_killed_one_left(loaded) -> None:
    FollowUp.objects.create(pk=1, claimed_at=timezone.now())
    beside, alone = Worker(), Worker()
    alone._alone = True
    assert not beside._followed()
    assert alone._followed()
    assert FollowUp.objects.get().claimed_at is None
    assert not needed()
