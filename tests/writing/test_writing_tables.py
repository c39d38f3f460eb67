"""Tables, spreadsheets, calendars and graphs of findings, and data frames."""

from __future__ import annotations

import csv
import importlib.util
import io
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import etree
from made import paragraph, record

import seized
from seized import samples
from seized.frames import citations_frame, mandates_frame, rows
from seized.languages import CODES, language
from seized.languages.acts import act_forces
from seized.model.dates import PartialDate
from seized.model.doubts import Doubt
from seized.model.errors import NotFound, SeizedError
from seized.model.findings import Addressee, Citation, Due, Mandate
from seized.model.record import Record
from seized.model.resolution import Resolution
from seized.model.text import Span
from seized.writing.explain import explain, explained_text, to_rows
from seized.writing.graph import citation_graph, to_graphml, to_svg
from seized.writing.ical import to_ical
from seized.writing.json import rows_to_json
from seized.writing.tables import (
    CITATION_COLUMNS,
    MANDATE_COLUMNS,
    due_words,
    headings,
    mandate_rows,
    no_names,
    to_csv,
    who,
)
from seized.writing.wording import wording
from seized.writing.xlsx import to_xlsx

EVIL = '=1+1, "quoted"\n<b>&amp;\x07</b>;'
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def mandate(**more: Any) -> Mandate:
    due = Due(sessions=(97,), from_=PartialDate("2042-09-09"), to=PartialDate("2043-09-07"))
    made = Mandate(
        id="op1#1", at="op1", number="1", act="request", force="request",
        addressees=(
            Addressee("secretary-general", "secretary-general", "the Secretary-General"),
            Addressee(None, "member-states", "coastal States", "co-actor"),
        ),
        deliverable="report", due=due, action="to report", quote="Requests", span=Span(0, 8),
    )  # fmt: skip
    return msgspec.structs.replace(made, **more)


def holding(*mandates: Mandate, code: str = "en", symbol: str | None = "A/RES/95/7") -> Record:
    resolution = Resolution(
        symbol, "general-assembly", None, EVIL, adopted=PartialDate("2041-03-14"),
        operative=(paragraph("op1", "Requests the Secretary-General to report;"),),
    )  # fmt: skip
    return record(resolution, code, mandates=mandates)


@cache
def sample(code: str) -> Record:
    return seized.read(samples.path(code))


@pytest.mark.parametrize("code", CODES)
def test_words_of_tables_are_there_in_every_language(code: str) -> None:
    ours, english = language(code).table("tables"), language("en").table("tables")
    assert {name: set(section) for name, section in ours.items()} == {
        name: set(section) for name, section in english.items()
    }
    for columns in (MANDATE_COLUMNS, CITATION_COLUMNS):
        assert all(headings(columns, code))


@pytest.mark.parametrize("code", CODES)
def test_every_act_is_told_as_a_drafter_says_it_and_no_two_alike(code: str) -> None:
    told = language(code).table("tables")["act"]
    assert set(told) == set(act_forces())
    assert len(set(told.values())) == len(told)


@pytest.mark.parametrize("code", CODES)
def test_a_doubt_between_two_acts_names_both_in_the_words_of_the_reader(code: str) -> None:
    values = {"act": "invite", "readings": "call-upon, take-note"}
    told = wording(code).doubt(Doubt("act-ambiguous", values=values))
    for act in ("invite", "call-upon", "take-note"):
        assert language(code).table("tables")["act"][act] in told
    assert "call-upon" not in told


def test_csv_is_quoted_and_no_cell_is_a_formula() -> None:
    row = {"a": EVIL, "b": ("x", "y"), "c": None, "d": True, "e": "-5", "f": "@x"}
    data = to_csv([row], tuple("abcdef"))
    ((*names,), (*values,)) = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
    assert names == list("abcdef")
    assert values == [f"'{EVIL}", "x; y", "", "true", "'-5", "'@x"]
    assert to_csv([], ("a",), bom=True) == b"\xef\xbb\xbfa\r\n"


def test_a_row_has_every_column() -> None:
    (row,) = mandate_rows(holding(mandate()))
    assert set(row) == set(MANDATE_COLUMNS)
    assert (row["addressees"], row["with"]) == (("secretary-general",), ("member-states",))
    assert b'"from": "2042-09-09"' in rows_to_json([row])
    assert rows_to_json([row, row], lines=True).count(b"\n") == 2


def test_who_is_told_by_name_by_words_or_by_class() -> None:
    made = holding(mandate())
    assert who(made, made.mandates[0], "en", no_names, "co-actor") == ["coastal States"]
    assert who(made, made.mandates[0], "fr", no_names, "co-actor") == ["États Membres"]


@pytest.mark.parametrize("code", CODES)
def test_when_is_told_in_words(code: str) -> None:
    told = due_words(Due(sessions=(77, 79), periodicity="biennial"), code)
    assert "77" in told
    assert "79" in told
    assert due_words(Due(), code) == ""


# ------------------------------------------------------------------ spreadsheets


def part(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for entry in package.namelist():
            etree.fromstring(package.read(entry))
        return etree.fromstring(package.read(name))


def test_a_spreadsheet_keeps_its_headings_and_filters() -> None:
    data = to_xlsx(
        ["A", "B"], [[EVIL, 5], [PartialDate("2041-03-14"), True]], sheet="a/b", rtl=True
    )
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert sheet.find(f".//{SHEET}pane").get("state") == "frozen"
    assert sheet.find(f".//{SHEET}sheetView").get("rightToLeft") == "1"
    assert sheet.find(f"{SHEET}autoFilter").get("ref") == "A1:B3"
    assert sheet.find(f".//{SHEET}c[@r='A2']/{SHEET}is/{SHEET}t").text == EVIL.replace("\x07", "")
    assert sheet.find(f".//{SHEET}c[@r='A3']/{SHEET}v").text == "51574"
    assert not sheet.findall(f".//{SHEET}f")
    assert part(data, "xl/workbook.xml").find(f".//{SHEET}sheet").get("name") == "a b"
    again = to_xlsx(
        ["A", "B"], [[EVIL, 5], [PartialDate("2041-03-14"), True]], sheet="a/b", rtl=True
    )
    assert data == again


def test_many_columns_have_letters() -> None:
    sheet = part(to_xlsx(["x"] * 28, [["y"] * 28]), "xl/worksheets/sheet1.xml")
    assert sheet.find(f"{SHEET}autoFilter").get("ref") == "A1:AB2"


def test_a_spreadsheet_opens_in_an_office(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None or not Path(office).resolve().with_name("libsclo.so").exists():
        pytest.skip("needs the spreadsheets of LibreOffice")
    (tmp_path / "t.xlsx").write_bytes(to_xlsx(["Ort", "Tag"], [["段", PartialDate("2041-03-14")]]))
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "t.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "t.csv").read_text("utf-8").splitlines() == ["Ort,Tag", "段,2041-03-14"]


# ------------------------------------------------------------------ calendars


def unfolded(data: bytes) -> list[str]:
    return data.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")


@pytest.mark.parametrize("code", CODES)
def test_a_calendar_has_whole_days_and_short_lines(code: str) -> None:
    made = holding(mandate(action=EVIL * 20), code=code)
    data = to_ical([(made, one) for one in made.mandates], code)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    lines = unfolded(data)
    assert "DTSTART;VALUE=DATE:20420909" in lines
    assert "DTEND;VALUE=DATE:20430908" in lines, "the end is the day after the last"
    assert "DTSTAMP:20410314T000000Z" in lines
    assert "UID:a-res-95-7-op1-1@seized" in lines
    (told,) = (line for line in lines if line.startswith("DESCRIPTION"))
    assert "\x07" not in told
    assert "\\," in told
    assert "\\n" in told


def test_identifiers_are_the_same_in_every_language_and_reading() -> None:
    def identifiers(code: str) -> list[str]:
        made = holding(mandate(), mandate(id="op2#1", at="op2"), code=code)
        data = to_ical([(made, one) for one in made.mandates], code)
        return [line for line in unfolded(data) if line.startswith("UID:")]

    assert len(set(identifiers("en"))) == 2
    assert identifiers("en") == identifiers("ar") == identifiers("zh")


def test_two_sessions_are_two_events_and_no_date_is_none() -> None:
    two = Due(sessions=(75, 77), from_=PartialDate("2020-09-15"), to=PartialDate("2023-09-04"))
    made = holding(mandate(due=two), mandate(id="op2#1", due=Due(periodicity="annual")))
    lines = unfolded(to_ical([(made, one) for one in made.mandates], "en"))
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20200915",
        "DTSTART;VALUE=DATE:20220913",
    ]


# ------------------------------------------------------------------ graphs


def citing(symbol: str | None, *cited: str) -> Record:
    found = tuple(
        Citation(f"pp{n}", Span(0, 1), "x", "document", "resolved", one)
        for n, one in enumerate(cited, 1)
    )
    return msgspec.structs.replace(holding(symbol=symbol), citations=found)


def test_a_graph_joins_citations_and_language_versions() -> None:
    first = citing("A/RES/75/268", "A/RES/59/48", "A/RES/59/48", "S/2005/10", "UNTS/1/2")
    graph = citation_graph([first, first, citing(None, "A/RES/75/268", "A/RES/2200 A (XXI)")])
    sessions = {node.symbol: node.session for node in graph.nodes}
    assert sessions["S/2005/10"] == 60
    assert sessions["A/RES/2200 A (XXI)"] == 21
    assert sessions["UNTS/1/2"] is None
    assert ("A/RES/75/268", "A/RES/59/48", ("pp1", "pp2")) in graph.edges
    assert len(graph.nodes) == 6


def test_graphml_is_sound_xml_with_every_node_and_edge() -> None:
    graph = citation_graph([citing("A/RES/75/268", "A/RES/59/48", "A/RES/61/2")])
    root = etree.fromstring(to_graphml(graph))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert len(root.findall(f".//{space}node")) == 3
    assert len(root.findall(f".//{space}edge")) == 2


@pytest.mark.parametrize("code", CODES)
def test_a_picture_has_a_title_and_a_description(code: str) -> None:
    graph = citation_graph([citing("A/RES/75/268", "A/RES/59/48", "A/RES/75/1")])
    root = etree.fromstring(to_svg(graph, code))
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert root.find(f"{space}title").text
    assert "3" in root.find(f"{space}desc").text
    assert len(root.findall(f".//{space}g/{space}rect")) == 3
    assert len(root.findall(f"{space}path/{space}title")) == 2


# ------------------------------------------------------------------ explaining


@pytest.mark.parametrize("code", CODES)
def test_every_finding_of_the_sample_is_explained(code: str) -> None:
    made = sample(code)
    seen = 0
    for one in made.resolution.paragraphs():
        told = explain(made, one.address)
        for found in told.findings:
            seen += 1
            assert found.meaning
            if found.start >= 0:
                assert found.end <= len(one.text)
        shown = explained_text(told, code)
        assert shown.count("⟦") == shown.count("⟧")
        assert "\x1b" not in shown
        assert "\x1b[" in explained_text(told, code, colour=True) or not told.findings
    assert seen > 30


def test_the_words_in_brackets_are_those_of_the_finding() -> None:
    made = sample("en")
    told = explain(made, "pp3")
    cited = [one for one in told.findings if one.kind == "citation"]
    assert [told.text[one.start : one.end] for one in cited] == [
        "87/214", "89/178", "91/305", "93/276",
    ]  # fmt: skip
    assert {row["kind"] for row in to_rows(told)} >= {"citation", "clause"}


def test_an_address_that_is_not_there_is_an_error() -> None:
    with pytest.raises(NotFound, match="op99"):
        explain(sample("en"), "op99")


# ------------------------------------------------------------------ frames


def test_rows_of_one_record_and_of_many() -> None:
    made = sample("en")
    assert len(rows([made, made])) == 2 * len(rows(made)) > 0
    assert set(rows(made, "citations")[0]) == set(CITATION_COLUMNS)


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_frames_are_made_by_the_library_that_is_installed(kind: Any) -> None:
    if importlib.util.find_spec(kind) is None:
        with pytest.raises(SeizedError, match=f"pip install {kind}"):
            mandates_frame(sample("en"), kind=kind)
        return
    frame = mandates_frame(sample("en"), kind=kind)
    assert list(frame.columns) == list(MANDATE_COLUMNS)
    assert len(citations_frame([], kind=kind)) == 0


def test_a_record_becomes_a_frame_by_itself() -> None:
    made = sample("en")
    assert callable(getattr(made, "to_pandas", None))
    assert callable(getattr(made, "to_polars", None))
    assert "iframe" in made._repr_html_()  # type: ignore[attr-defined]
