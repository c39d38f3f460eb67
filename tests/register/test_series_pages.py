"""A resolution in its series; citing it; taking it along as a file."""

from __future__ import annotations

import io
import json
import zipfile
from xml.etree import ElementTree

import pytest

from seized import read
from seized.register.following.linking import chain
from seized.register.following.status import follow_mandates
from seized.register.loading import load_record
from seized.register.models import Resolution, Role
from seized.register.pages.citing import cited
from seized.register.tongue import CODES
from seized.samples import path
from seized.writing.json import from_json

pytestmark = pytest.mark.django_db
FIRST, NEXT = "A/RES/95/312", "A/RES/97/288"


@pytest.fixture
def series(loaded) -> None:
    for code in CODES:
        load_record(read(path(code, session=97)))
    follow_mandates()


def test_a_resolution_knows_the_one_it_continues(series) -> None:
    rows = list(Resolution.objects.order_by("sort_key"))
    assert rows[1].previous == rows[0]
    assert chain(rows[0]) == chain(rows[1]) == rows


def test_a_link_goes_with_the_resolution_that_it_led_to(series) -> None:
    Resolution.objects.order_by("sort_key").first().delete()
    follow_mandates()
    assert Resolution.objects.get().previous is None


@pytest.mark.parametrize("code", CODES)
def test_both_are_shown_at_the_top_of_each_other(client, series, code) -> None:
    first, second = Resolution.objects.order_by("sort_key")
    html = client.get(f"/{code}/{first.symbol}/").content.decode()
    assert f'<a rel="next" href="/{code}/{second.symbol}/">' in html
    html = client.get(f"/{code}/{second.symbol}/history/").content.decode()
    assert f'<a rel="prev" href="/{code}/{first.symbol}/">' in html


@pytest.mark.parametrize("code", ["en", "ar", "zh"])
def test_the_genealogy_is_a_picture_with_the_same_as_a_table(client, series, code) -> None:
    second = Resolution.objects.order_by("sort_key").last()
    html = client.get(f"/{code}/{second.symbol}/genealogy/").content.decode()
    assert "strips.svg" in html
    assert html.count("<tr") > 20
    picture = client.get(f"/{code}/{second.symbol}/genealogy/strips.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    root = ElementTree.fromstring(picture.content)
    assert root.attrib["role"] == "img"


def test_without_a_series_the_page_says_what_to_import(client, loaded) -> None:
    html = client.get(f"/en/{Resolution.objects.get().symbol}/genealogy/").content.decode()
    assert 'class="empty"' in html


def test_the_history_tells_the_files_and_their_engine(client, loaded, someone) -> None:
    symbol = Resolution.objects.get().symbol
    html = client.get(f"/ru/{symbol}/history/").content.decode()
    assert html.count("<tr") == 7
    assert "import" not in html.split("<main")[1].lower().split("href")[0]
    client.force_login(someone(Role.AUDITOR).user)
    assert client.get(f"/ru/{symbol}/history/").status_code == 200


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "resolution 75/268, para. 4"),
        ("fr", "résolution 75/268, par. 4"),
        ("es", "resolución 75/268, párr. 4"),
        ("ru", "резолюция 75/268, пункт 4"),
        ("ar", "القرار 75/268، الفقرة 4"),
        ("zh", "第75/268号决议，第4段"),
    ],
)
def test_a_paragraph_is_cited_as_the_united_nations_does(code, words) -> None:
    assert cited("A/RES/75/268", "op4", code) == words


def test_a_paragraph_of_a_section_and_a_subparagraph_are_told() -> None:
    assert cited("A/RES/95/312", "s2.op4", "en") == "resolution 95/312, sect. II, para. 4"
    assert cited("A/RES/95/312", "s2.op4", "zh") == "第95/312号决议，第二节，第4段"
    assert cited("A/RES/95/312", "op3.a.ii", "fr") == "résolution 95/312, par. 3 (a) (ii)"
    assert cited("A/RES/95/312", "pp4", "en") == "resolution 95/312"


def test_a_version_is_taken_along_in_three_forms(client, loaded) -> None:
    symbol = Resolution.objects.get().symbol
    answer = client.get(f"/en/{symbol}/version.ar.json")
    assert from_json(answer.content).language == "ar"
    assert json.loads(answer.content)["schema"] == "seized/record/1"
    answer = client.get(f"/en/{symbol}/version.zh.xml")
    assert ElementTree.fromstring(answer.content).tag.endswith("akomaNtoso")
    answer = client.get(f"/en/{symbol}/version.fr.html")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert client.get(f"/en/{symbol}/version.fr.exe").status_code == 404


def test_two_versions_side_by_side_are_a_document_for_word(client, loaded) -> None:
    symbol = Resolution.objects.get().symbol
    answer = client.get(f"/ar/{symbol}/columns.docx?text=ar&text=zh")
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert "word/document.xml" in names


@pytest.mark.parametrize("code", CODES)
def test_every_paragraph_has_its_link_and_its_citation(client, loaded, code) -> None:
    symbol = Resolution.objects.get().symbol
    html = client.get(f"/{code}/{symbol}/").content.decode()
    assert 'data-copy-link="s2.op4"' in html
    assert f'data-copy-text="{cited(symbol, "s2.op4", code)}"' in html
    assert f'href="/{code}/{symbol}/cite/?at=s2.op4"' in html
