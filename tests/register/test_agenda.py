"""The provisional agenda of a session, from what resolutions decided."""

from __future__ import annotations

import csv
import io

import pytest

from seized.register import agenda
from seized.register.models import Mandate
from seized.register.tongue import CODES

pytestmark = pytest.mark.django_db


def _session() -> int:
    return Mandate.objects.filter(deliverable="agenda-item").first().sessions[0]


def test_an_item_stands_with_its_source_and_the_report_expected(loaded) -> None:
    entries = agenda.agenda(_session(), "en")
    assert len(entries) == 1
    assert entries[0].resolution.symbol == "A/RES/95/312"
    assert entries[0].report is not None
    assert _session() in entries[0].report.sessions


def test_a_sub_item_that_no_later_resolution_asks_for_has_lapsed(loaded) -> None:
    row = Mandate.objects.filter(deliverable="agenda-item").first()
    row.resolution.session, row.resolution.letter = _session(), "x"
    row.resolution.save()
    assert [e.letter for e in agenda.lapsed(_session() + 2, "en")] == ["x"]


def test_a_session_of_which_nothing_is_at_hand_has_no_lapsed_items(loaded) -> None:
    assert agenda.lapsed(_session() + 2, "en") == []


@pytest.mark.parametrize("code", CODES)
def test_the_agenda_can_be_taken_away_as_word_and_csv(client, loaded, code) -> None:
    base = f"/{code}/agenda/{_session()}"
    page = client.get(f"{base}/")
    assert "A/RES/95/312" in page.content.decode()
    text = client.get(f"{base}.csv").content.decode("utf-8-sig")
    assert "A/RES/95/312" in list(csv.reader(io.StringIO(text)))[1][2]
    word = client.get(f"{base}.docx")
    assert word.content[:2] == b"PK"


def test_a_file_form_that_is_not_there_is_refused(client, loaded) -> None:
    assert client.get(f"/en/agenda/{_session()}.exe").status_code == 404
