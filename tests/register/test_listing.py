"""The table of mandates: found in any of the languages, taken along as a file, printed."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from xml.etree import ElementTree

import pytest

from seized.register.models import Consultation, Entity, Mandate, State, Visibility, Wording

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("zh", "报告"),
        ("zh", "秘书长"),
        ("ar", "تقرير"),
        ("ar", "تَقْرِير"),
        ("ar", "تقريرا"),
        ("ru", "доклад"),
        ("ru", "докладов"),
        ("ru", "докладе"),
        ("en", "report"),
        ("en", "reports"),
        ("fr", "rapports"),
        ("es", "informes"),
    ],
)
def test_a_word_finds_the_report_however_it_is_written(client, loaded, code, asked) -> None:
    answer = client.get(f"/{code}/mandates/mandates.json", {"q": asked, "deliverable": "report"})
    found = json.loads(answer.content)["mandates"]
    assert [one["at"] for one in found] == ["s2.op4"]


@pytest.mark.parametrize(("code", "asked"), [("zh", "报告"), ("ar", "تَقْرِير"), ("ru", "докладе")])
def test_the_page_of_search_finds_it_too(client, loaded, code, asked) -> None:
    html = client.get(f"/{code}/search/", {"q": asked}).content.decode()
    assert "#s2.op4" in html


def test_every_facet_narrows_and_stays_in_the_address(client, loaded) -> None:
    facets = {
        "organ": "general-assembly", "session": "95", "addressee": "secretary-general",
        "force": "request", "deliverable": "report", "status": "open", "language": "zh",
    }  # fmt: skip
    row = Mandate.objects.get(deliverable="report")
    facets["organ"] = row.resolution.organ
    facets["status"] = row.status
    answer = client.get("/en/mandates/mandates.json", facets)
    body = json.loads(answer.content)
    assert [one["at"] for one in body["mandates"]] == ["s2.op4"]
    assert body["filter"] == facets
    for key in facets:
        other = {**facets, key: "96" if key == "session" else "no-such"}
        assert json.loads(client.get("/en/mandates/mandates.json", other).content)["mandates"] == []


@pytest.mark.parametrize("code", ["en", "ar", "zh", "fr", "ru", "es"])
def test_the_filter_is_written_inside_the_file(client, loaded, code) -> None:
    answer = client.get(f"/{code}/mandates/mandates.csv?deliverable=report")
    text = answer.content.decode("utf-8-sig")
    remarks = [line for line in text.splitlines() if line.lstrip('"').startswith("# ")]
    assert any("deliverable=report" in line for line in remarks)
    rows = list(csv.reader(io.StringIO("\n".join(text.splitlines()[len(remarks) :]))))
    assert len(rows) == 2
    assert rows[1][0] == "A/RES/95/312"
    assert len(rows[0]) == len(rows[1])


def test_the_spreadsheet_tells_its_filter_on_a_second_sheet(client, loaded) -> None:
    answer = client.get("/ar/mandates/mandates.xlsx?deliverable=report")
    package = zipfile.ZipFile(io.BytesIO(answer.content))
    told = package.read("xl/worksheets/sheet2.xml").decode()
    assert "deliverable=report" in told
    for name in package.namelist():
        ElementTree.fromstring(package.read(name))
    assert 'rightToLeft="1"' in package.read("xl/worksheets/sheet1.xml").decode()


def test_a_cell_is_never_a_formula(client, loaded) -> None:
    Wording.objects.filter(language="en").update(quote='=HYPERLINK("http://x.example","x")')
    text = client.get("/en/mandates/mandates.csv").content.decode("utf-8-sig")
    assert "\"'=HYPERLINK" in text
    package = client.get("/en/mandates/mandates.xlsx").content
    sheet = zipfile.ZipFile(io.BytesIO(package)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet


def test_an_unknown_form_is_not_there(client, loaded) -> None:
    assert client.get("/en/mandates/mandates.exe").status_code == 404


def test_an_entity_is_told_what_is_missing_and_what_was_done_last(client, loaded) -> None:
    mandate = Mandate.objects.get(address="s1.op2")
    html = client.get("/en/entities/secretary-general/").content.decode()
    assert "Missing" in html
    first, second = Entity.objects.order_by("key")[:2]
    made = Consultation.objects.create(
        first="2041-05-02", owner=first, state=State.PUBLISHED, visibility=Visibility.PUBLIC
    )
    made.participants.set([first, second])
    made.mandates.set([mandate])
    html = client.get("/en/entities/secretary-general/").content.decode()
    assert "2 May 2041" in html
    assert mandate.wording("en").quote[:40] in html
