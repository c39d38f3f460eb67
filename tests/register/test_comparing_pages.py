"""Versions and predecessors compared in the register."""

from __future__ import annotations

import msgspec
import pytest
from tests.register.conftest import sample

from seized.engine import read
from seized.register.loading import load_record
from seized.register.tongue import CODES
from seized.samples import path

pytestmark = pytest.mark.django_db
BASE = "/en/A/RES/95/312"


def _later(code: str) -> None:
    """The resolution again two sessions later, with one word more and the sessions moved."""
    text = path(code).read_text("utf-8")
    text = text.replace("95/312", "97/240").replace("ninety-seventh", "ninety-ninth")
    load_record(read(text.encode(), name="later.txt"))


@pytest.mark.parametrize("code", CODES)
def test_the_concordance_is_told_in_the_language_of_the_page(client, loaded, code) -> None:
    answer = client.get(f"/{code}/A/RES/95/312/concordance/")
    assert answer.status_code == 200
    assert "heatmap.svg" in answer.content.decode()


def test_a_planted_date_is_a_difference_of_substance(client, db) -> None:
    load_record(sample("en"))
    load_record(sample("fr"))
    text = path("es").read_text("utf-8")
    record = sample("es")
    date = next(c.date for c in record.citations if c.date and len(c.date) == 10)
    year = str(date)[:4]
    wrong = read(text.replace(f"de {year}", f"de {int(year) - 9}").encode(), name="es.txt")
    load_record(msgspec.structs.replace(wrong, resolution=wrong.resolution))
    html = client.get(f"{BASE}/concordance/").content.decode()
    assert "severity-substance" in html


def test_one_version_alone_has_nothing_to_be_held_against(client, db) -> None:
    load_record(sample("en"))
    html = client.get(f"{BASE}/concordance/").content.decode()
    assert "Only one language version" in html
    assert client.get(f"{BASE}/concordance/heatmap.svg").status_code == 404


def test_the_picture_and_the_memory_can_be_taken_away(client, loaded) -> None:
    picture = client.get(f"{BASE}/concordance/heatmap.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert b"<title" in picture.content
    assert b"<tmx" in client.get(f"{BASE}/concordance/memory.tmx").content


def test_a_successor_is_shown_as_a_redline_and_as_tracked_changes(client, loaded) -> None:
    _later("en")
    html = client.get("/en/A/RES/97/240/redline/").content.decode()
    assert "<ins>" in html
    assert "A/RES/95/312" in html
    word = client.get("/en/A/RES/97/240/redline/changes.docx")
    assert word.content[:2] == b"PK"


def test_without_kin_the_redline_says_what_to_import(client, loaded) -> None:
    html = client.get(f"{BASE}/redline/").content.decode()
    assert "Import the one before it or after it" in html
