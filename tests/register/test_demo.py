"""The demonstration: everything in it was done by people through the actions of the register."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request

import pytest

from seized import read
from seized.model.errors import SeizedError
from seized.register import audit
from seized.register.actions.review import Decide
from seized.register.calls.contributions import sheet
from seized.register.demo import build, load_facts
from seized.register.demo.facts import facts
from seized.register.loading import load_record
from seized.register.models import (
    Agreement,
    Call,
    Consultation,
    Entity,
    Event,
    Invitation,
    Mandate,
    Occasion,
    Programme,
    Report,
    Resolution,
    ReviewItem,
    Role,
    State,
    User,
    Version,
)
from seized.register.policy import person
from seized.register.texts.reviewing import readings
from seized.register.tongue import CODES
from seized.samples import path

pytestmark = pytest.mark.django_db


SLIPS = {
    ("ar", "citation-date-outside-session"), ("ar", "number-jumps"), ("en", "word-doubled"),
    ("es", "versions-differ"), ("fr", "act-ambiguous"), ("fr", "quotation-not-closed"),
    ("ru", "act-ambiguous"), ("ru", "note-without-marker"), ("zh", "sign-doubled"),
}  # fmt: skip


@pytest.fixture
def built(db: None) -> None:
    build()


@pytest.fixture
def agreeing(monkeypatch) -> None:
    """A reader to whom every clause asks for the same, whatever its language."""
    monkeypatch.setattr("seized.meaning.mandates.deliverable_of", lambda *_: "action")


def test_a_demonstration_holds_a_full_cycle_and_its_trail_holds(built) -> None:
    roles = set(User.objects.values_list("memberships__role", flat=True))
    assert roles == set(Role.values)
    for model in (Consultation, Programme, Agreement):
        states = set(model.objects.values_list("state", flat=True))
        assert State.PUBLISHED in states, model
        assert model.objects.filter(mandates=None).count() < model.objects.count() or (
            model is Agreement
        )
    partner = Entity.objects.get(key="halvard-straits-cooperation-organization")
    assert set(partner.names) == set(CODES)
    assert Resolution.objects.filter(partner=partner).count() == 2
    assert Programme.objects.filter(results__reached__gt=0).exists()
    assert Agreement.objects.exclude(replaces=None).filter(owner__key="unodc").exists()
    finished, current = Call.objects.order_by("pk")
    assert (finished.state, current.state) == ("closed", "open")
    assert current.previous == finished
    assert set(finished.invitations.values_list("state", flat=True)) == {"cleared"}
    assert current.invitations.filter(state="silent").exists()
    assert set(Report.objects.values_list("language", flat=True)) == {"en", "zh", "ar"}
    slips = ReviewItem.objects.filter(version__resolution__symbol="A/RES/96/118")
    assert len(set(slips.filter(state="open").values_list("code", flat=True))) >= 5
    assert set(slips.values_list("state", flat=True)) == {"open", "accepted", "rejected"}
    assert set(slips.values_list("version__language", "code")) >= SLIPS
    assert set(Mandate.objects.values_list("status", flat=True)) >= {"open", "met", "partly"}
    assert audit.verify() is None
    done = set(Event.objects.values_list("action", flat=True))
    assert {"people.invite", "profile.join", "record.add", "record.confirm"} <= done


def test_a_demonstration_has_one_round_that_is_over_and_one_in_which_one_is_silent(built) -> None:
    second, first = Call.objects.all()
    assert (first.state, second.state, second.previous) == ("closed", "open", first)
    assert set(first.invitations.values_list("state", flat=True)) == {"cleared"}
    states = set(second.invitations.values_list("state", flat=True))
    assert states == set(Invitation.State.values)
    who = person(User.objects.get(email="wmo-focal@example.org"))
    whole = sheet(second.invitations.get(entity__key="wmo"), who, "ar")
    assert [line.last.text[:9] for line in whole.lines if line.last and line.last.text] == [
        "بدأ قياس ", "أُعدت خطة"
    ]  # fmt: skip
    (tables,) = [x for x in whole.lines if x.question.mandate and "op2" in str(x.question.mandate)
                 and x.question.mandate.deliverable == "information"]  # fmt: skip
    assert [s.record.title for s in tables.suggestions] == ["Tide tables of the Halvard Straits"]


def test_the_doubts_of_a_demonstration_come_from_its_text_and_not_from_the_reader(
    agreeing, db
) -> None:
    for code in CODES:
        load_record(read(path(code, session=96)))
    items = ReviewItem.objects.filter(state="open")
    assert set(items.values_list("version__language", "code")) >= SLIPS
    differing = items.filter(code="versions-differ", version__language="es").get()
    assert differing.values == {"sessions": "98", "other_sessions": "97"}


def test_to_correct_its_doubts_brings_the_versions_together(agreeing, someone) -> None:
    for code in CODES:
        load_record(read(path(code, session=96)))
    coordinator = someone(Role.COORDINATOR)
    while (item := ReviewItem.objects.filter(state="open").first()) is not None:
        found = readings(item)
        wanted = found[0].assignments if item.code in ("act-ambiguous", "number-jumps") else ()
        if item.version.language == "ru" or not wanted:
            Decide(coordinator, item, "accept").run()
        else:
            Decide(coordinator, item, "correct", wanted).run()
    assert not Mandate.objects.filter(needs_review=True).exists()
    assert set(Mandate.objects.values_list("address", "force", "gone")) == {
        ("op2", "urge", False), ("op3", "invite", False), ("op4", "request", False),
        ("op5", "decide", False),
    }  # fmt: skip
    numbers = {
        tuple(p.number for p in version.record.resolution.operative)
        for version in Version.objects.all()
    }
    assert numbers == {("1", "2", "3", "4", "5", "6")}


def test_a_demonstration_is_never_put_into_a_register_that_is_used(built) -> None:
    with pytest.raises(SeizedError, match="not empty"):
        build()


def test_facts_come_without_words_and_agree_with_the_calendar(db) -> None:
    load_facts()
    rows = {r.symbol: r for r in Resolution.objects.all()}
    assert rows["A/RES/75/268"].following.get() == rows["A/RES/77/338"]
    assert rows["A/RES/79/332"].vote["in_favour"] == 120
    assert not any(r.versions.exists() for r in rows.values())
    report = Mandate.objects.get(resolution=rows["A/RES/75/268"], address="op4")
    assert report.sessions == [77]
    assert (str(report.due_first), str(report.due_last)) == ("2022-09-13", "2023-09-04")
    assert not report.wordings.exists()
    assert Occasion.objects.filter(place="Bishkek").exists()
    renewed = Agreement.objects.get(signed="2022-09", parties__key="escap")
    assert renewed.replaces.signed == "2015-12"
    before = Mandate.objects.count(), Agreement.objects.count()
    load_facts()
    assert (Mandate.objects.count(), Agreement.objects.count()) == before


@pytest.mark.once
def test_the_file_of_facts_holds_no_sentences() -> None:
    def texts(value):
        if isinstance(value, dict):
            for inner in value.values():
                yield from texts(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from texts(inner)
        elif isinstance(value, str):
            yield value

    data = facts()
    titles = [t for r in (data, *data["resolution"]) for t in r.get("titles", {}).values()]
    rest = set(texts(data)) - set(titles)
    assert [t for t in rest if len(t) > 40 or re.search(r"[.;,] ", t)] == []
    assert all(set(r["titles"]) == set(CODES) for r in (data, *data["resolution"]) if "titles" in r)


@pytest.mark.shared
def test_a_text_that_is_imported_takes_the_place_of_the_facts(shared, db, client) -> None:
    load_facts()
    there = "Only facts about this resolution"
    assert there in client.get("/en/A/RES/75/268/").content.decode()
    load_record(read(shared / "seed" / "A_RES_75_268.zh.txt"))
    row = Resolution.objects.get(symbol="A/RES/75/268")
    assert row.titles["en"]
    assert row.mandates.filter(gone=False, deliverable="report").get().sessions == [77]
    assert all(m.wordings.exists() for m in row.mandates.filter(gone=False))
    html = client.get("/en/A/RES/75/268/").content.decode()
    assert there not in html
    assert 'id="op4"' in html


def test_one_click_signs_in_where_the_settings_say_so(client, built, settings) -> None:
    settings.CONFIG = settings.CONFIG._replace(demo=True)
    html = client.get("/ar/demo/").content.decode()
    user = User.objects.get(email="coordinator@example.org")
    assert "Tomás Ekdal" in html
    assert client.post("/ar/demo/", {"person": user.pk}).headers["Location"] == "/ar/"
    assert client.session["_auth_user_id"] == str(user.pk)
    for wrong in ("", "x", "0", "99999"):
        assert client.post("/ar/demo/", {"person": wrong}).status_code == 404


@pytest.mark.once
def test_the_command_serves_it_and_leaves_nothing_behind(tmp_path) -> None:
    env = {k: v for k, v in os.environ.items() if not k.startswith("SEIZED_")}
    env |= {
        "TMPDIR": str(tmp_path),
        "SEIZED_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    run = [sys.executable, "-c", "import sys; from seized.cli.app import run; "
           "sys.exit(run(['demo', '--port', '0']))"]  # fmt: skip
    process = subprocess.Popen(
        run, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        address = process.stdout.readline().strip()
        assert address.endswith("/en/demo/")
        with urllib.request.urlopen(address, timeout=60) as answer:
            assert "Signe Halvorsen" in answer.read().decode()
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert list(tmp_path.iterdir()) == []
