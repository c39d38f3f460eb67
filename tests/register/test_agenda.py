"""The provisional agenda of a session, from what resolutions decided."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile

import pytest
from lxml import etree
from tests.register.conftest import sample

from seized import read
from seized.register.cycle import agenda
from seized.register.following.status import follow_mandates
from seized.register.loading import load_record
from seized.register.models import Listed, Mandate, Resolution, Wording
from seized.register.tongue import CODES
from seized.samples import path
from seized.symbols import ga_session

pytestmark = pytest.mark.django_db
LONG_AFTER = datetime.date(2060, 1, 1)
ITEM = "Cooperation between the United Nations and others"


def _session() -> int:
    return Mandate.objects.filter(deliverable="agenda-item").first().sessions[0]


def asks(
    number: int, session: int, due: int, subject: str, letter: str = "", item: str = ITEM,
    previous: Resolution | None = None,
) -> Resolution:  # fmt: skip
    """A resolution that puts an item on the agenda of session ``due``, with a report for it."""
    whole = f"{item}: {subject[:1].lower()}{subject[1:]}" if letter else subject
    row = Resolution.objects.create(
        symbol=f"A/RES/{session}/{number}", organ="general-assembly", session=session,
        session_kind="regular", titles={"en": f"Text on {subject}"}, agenda_titles={"en": whole},
        item=f"{number}", letter=letter, items=[f"{number} ({letter})" if letter else f"{number}"],
        previous=previous, sort_key=f"{session:06d}/{number:08d}",
    )  # fmt: skip
    for at, deliverable in (("op4", "report"), ("op5", "agenda-item")):
        made = Mandate.objects.create(
            resolution=row, address=at, act="decide", force="decide", deliverable=deliverable,
            sessions=[due],
        )  # fmt: skip
        if deliverable == "agenda-item":
            Wording.objects.create(mandate=made, language="en", quote="q", subject=subject)
    return row


def test_an_item_stands_with_its_source_and_the_report_expected(loaded) -> None:
    entries = agenda.agenda(_session(), "en")
    assert len(entries) == 1
    assert entries[0].resolution.symbol == "A/RES/95/312"
    assert entries[0].report is not None
    assert _session() in entries[0].report.sessions


@pytest.mark.parametrize("code", CODES)
def test_the_title_is_that_of_the_decision_in_the_language_of_the_page(loaded, code) -> None:
    subject = next(
        m.subject for m in sample(code).mandates if m.deliverable == "agenda-item"
    )  # fmt: skip
    assert subject
    assert agenda.agenda(_session(), code)[0].title == subject


def test_sub_items_stand_under_their_item_in_the_order_of_their_letters(db) -> None:
    asks(10, 75, 77, "Tides", "s")
    asks(11, 75, 77, "Nets", "aa")
    asks(12, 75, 77, "Lanterns", "c")
    asks(13, 75, 77, "Bells")
    asks(14, 75, 76, "Nothing of this session")
    items = agenda.grouped(agenda.agenda(77, "en"))
    assert [(i.title, [(e.letter, e.title) for e in i.entries]) for i in items] == [
        (ITEM, [("c", "Lanterns"), ("s", "Tides"), ("aa", "Nets")]),
        ("Bells", [("", "Bells")]),
    ]
    assert all(e.report.address == "op4" for i in items for e in i.entries)


def test_two_resolutions_on_one_item_stand_together_with_both_sources(db) -> None:
    asks(10, 75, 77, "Tides")
    asks(11, 76, 77, "Tides")
    (item,) = agenda.grouped(agenda.agenda(77, "en"))
    assert [e.resolution.symbol for e in item.entries] == ["A/RES/75/10", "A/RES/76/11"]


def test_the_number_of_the_item_comes_from_documents_of_the_session_alone(db) -> None:
    before = asks(130, 75, 77, "Tides", "s")
    assert agenda.agenda(77, "en")[0].number == ""
    Listed.objects.create(symbol="A/77/1", session=77, items=["127 (s)"], about=["A/RES/75/130"])
    assert agenda.agenda(77, "en")[0].number == "127"
    Listed.objects.all().delete()
    asks(126, 77, 79, "Tides", "s", previous=before)
    assert agenda.agenda(77, "en")[0].number == "126"


def whole(session: int) -> None:
    """The other resolutions of a session, so that the register holds it."""
    for number in range(1, 21):
        asks(number, session, session + 1, f"Matter {session} {number}")


@pytest.mark.parametrize("letter", ["s", ""])
def test_what_a_whole_session_did_not_renew_has_lapsed(db, letter) -> None:
    asks(30, 75, 77, "Tides", letter)
    whole(77)
    (entry,) = agenda.lapsed(79, "en", LONG_AFTER)
    assert (entry.title, entry.letter, entry.state) == ("Tides", letter, "lapsed")
    assert agenda.lapsed(77, "en", LONG_AFTER) == []


def test_what_a_session_renewed_has_not_lapsed_whatever_its_number_or_title(db) -> None:
    tides = asks(30, 75, 77, "Tides", "s")
    bells = asks(31, 75, 77, "Bells")
    asks(32, 75, 77, "Nets")
    whole(77)
    asks(40, 77, 79, "The tides", "s")  # under its letter
    asks(41, 77, 80, "Great bells", previous=bells)  # in the series, later than usual
    asks(42, 77, 79, "Nets")  # under its title
    assert tides
    assert agenda.lapsed(79, "en", LONG_AFTER) == []


def test_a_report_that_is_asked_for_without_its_item_is_shown_beside_what_lapsed(db) -> None:
    before = asks(30, 75, 77, "Tides", "s")
    whole(77)
    after = asks(40, 77, 79, "Ebbs", "s", item="Another item", previous=before)
    after.mandates.get(deliverable="agenda-item").delete()
    (entry,) = agenda.lapsed(79, "en", LONG_AFTER)
    assert [(one.resolution.symbol, one.address) for one in entry.reports] == [
        ("A/RES/77/40", "op4")
    ]


def test_as_long_as_the_session_goes_on_the_renewal_is_awaited(db) -> None:
    asks(30, 75, 77, "Tides", "s")
    whole(77)
    before_its_end = ga_session(77).last - datetime.timedelta(3)
    assert [e.state for e in agenda.lapsed(79, "en", before_its_end)] == ["awaited"]


def test_a_gap_in_the_register_is_no_lapse(db) -> None:
    asks(30, 75, 77, "Tides", "s")
    assert agenda.lapsed(79, "en", LONG_AFTER) == []
    asks(200, 77, 78, "One of two hundred")
    assert [e.state for e in agenda.lapsed(79, "en", LONG_AFTER)] == ["not-at-hand"]


def test_the_letter_of_a_sub_item_is_that_of_the_language() -> None:
    assert {code: agenda.letter_in("s", code) for code in CODES} == {
        "ar": "(ق)", "zh": "(s)", "en": "(s)", "fr": "s)", "ru": "s)", "es": "s)",
    }  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_the_agenda_can_be_taken_away_as_word_and_csv(client, loaded, code) -> None:
    session = _session()
    load_record(read(path(code, session=97)))
    follow_mandates()
    base = f"/{code}/agenda/{session}"
    page = client.get(f"{base}/").content.decode()
    assert "A/RES/95/312" in page
    title = agenda.agenda(session, code)[0].title
    assert title in page
    rows = list(csv.reader(io.StringIO(client.get(f"{base}.csv").content.decode("utf-8-sig"))))
    assert rows[1][2:5] == [title, "A/RES/95/312", "s2.op5"]
    word = client.get(f"{base}.docx").content
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        text = "".join(etree.fromstring(package.read("word/document.xml")).itertext())
    assert title in text
    assert "95/312" in text


def test_lapsed_entries_stand_apart_on_the_page_and_in_the_files(client, db) -> None:
    asks(30, 75, 77, "Tides", "s")
    whole(77)
    html = client.get("/en/agenda/79/").content.decode()
    assert "Tides" in html.partition("Not asked for again")[2]
    rows = client.get("/en/agenda/79.csv").content.decode("utf-8-sig")
    assert "(s),Tides,A/RES/75/30,op5,,Lapsed" in rows


@pytest.mark.parametrize("code", CODES)
def test_any_session_has_a_page_that_says_what_to_do(client, db, code) -> None:
    assert client.get(f"/{code}/agenda/83/").status_code == 200
    assert client.get(f"/{code}/agenda/0/").status_code == 404


def test_a_file_form_that_is_not_there_is_refused(client, loaded) -> None:
    assert client.get(f"/en/agenda/{_session()}.exe").status_code == 404
