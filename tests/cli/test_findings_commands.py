"""``seized mandates``, ``cite``, ``explain`` and ``correct`` on the bundled samples."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from commands import call, spawn
from lxml import etree

from seized import samples
from seized.languages import CODES, language

Capture = pytest.CaptureFixture[str]


def listed(capsys: Capture, *arguments: str | Path) -> list[dict[str, object]]:
    done = call(capsys, "mandates", "--json", *arguments)
    assert done.code == 0, done.err
    rows = json.loads(done.out)
    assert isinstance(rows, list)
    return rows


@pytest.mark.parametrize("code", CODES)
def test_the_report_and_the_item_of_the_sample_are_due_at_session_97(
    capsys: Capture, code: str
) -> None:
    rows = listed(capsys, "--session", "97", samples.path(code))
    assert [row["deliverable"] for row in rows] == ["report", "agenda-item"]
    assert {(row["from"], row["to"]) for row in rows} == {("2042-09-09", "2043-09-07")}
    assert {row["resolution"] for row in rows} == {"A/RES/95/312"}


@pytest.mark.parametrize("code", CODES)
def test_a_table_for_people_is_in_the_language_of_the_text(capsys: Capture, code: str) -> None:
    done = call(capsys, "mandates", "--width", "160", samples.path(code))
    assert done.code == 0
    assert "A/RES/95/312" in done.out
    assert "s2.op4" in done.out
    assert done.err == ""
    english = call(capsys, "mandates", "--width", "160", "--in", "en", samples.path(code))
    assert "Secretary-General" in english.out


def test_filters_are_alternatives_within_and_conditions_between(capsys: Capture) -> None:
    path = samples.path("en")
    everything = listed(capsys, path)
    asked = listed(capsys, "--class", "secretary-general", path)
    assert 0 < len(asked) < len(everything)
    assert listed(capsys, "--addressee", "secretary-general", path) == asked
    assert listed(capsys, "--addressee", "Secretary-G", path) == asked
    both = listed(capsys, "--force", "urge", "--force", "request", path)
    assert {row["force"] for row in both} == {"urge", "request"}
    assert listed(capsys, "--force", "urge", "--deliverable", "report", path) == []


def test_windows_are_compared_with_dates(capsys: Capture) -> None:
    path = samples.path("en")
    early = listed(capsys, "--due-before", "2042-06", path)
    assert {row["to"] for row in early} == {"2041-12-31"}
    late = listed(capsys, "--due-after", "2043-07-01", path)
    assert {row["to"] for row in late} == {"2043-09-07"}
    done = call(capsys, "mandates", "--due-after", "tomorrow", path)
    assert done.code == 2
    assert "Write 2027" in done.err


def test_nothing_wanted_is_no_error_and_is_said(capsys: Capture) -> None:
    done = call(capsys, "mandates", "--session", "99", samples.path("fr"))
    assert (done.code, done.out) == (0, "")
    assert "Aucun mandat" in done.err


def test_csv_is_read_back(capsys: Capture) -> None:
    done = call(capsys, "mandates", "--csv", samples.path("zh"))
    rows = list(csv.DictReader(io.StringIO(done.out, newline="")))
    assert len(rows) == len(listed(capsys, samples.path("zh")))
    assert call(capsys, "mandates", "--csv", "--bom", samples.path("zh")).out[0] == "\ufeff"
    lines = call(capsys, "mandates", "--jsonl", samples.path("zh")).out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [row["id"] for row in rows]


def test_spreadsheet_and_calendar_are_written_to_files(capsys: Capture, tmp_path: Path) -> None:
    book, calendar = tmp_path / "m.xlsx", tmp_path / "m.ics"
    assert call(capsys, "mandates", "--xlsx", "-o", book, samples.path("ar")).code == 0
    with zipfile.ZipFile(book) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    assert b'rightToLeft="1"' in sheet
    assert call(capsys, "mandates", "--ics", "-o", calendar, samples.path("ar")).code == 0
    assert calendar.read_bytes().count(b"BEGIN:VEVENT") == 4
    done = call(capsys, "mandates", "--csv", "-o", tmp_path / "no" / "m.csv", samples.path("en"))
    assert done.code == 1
    assert "cannot be written" in done.err


def test_a_bad_file_never_stops_the_rest(capsys: Capture, tmp_path: Path) -> None:
    shutil.copy(samples.path("en"), tmp_path / "a.txt")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")
    for command in ("mandates", "cite"):
        done = call(capsys, command, "--json", tmp_path)
        assert done.code == 5
        assert "b.pdf" in done.err
        assert json.loads(done.out)


# ------------------------------------------------------------------ cite


@pytest.mark.parametrize("code", CODES)
def test_citations_are_listed_with_what_they_name(capsys: Capture, code: str) -> None:
    done = call(capsys, "cite", "--of", "85/61", "--json", samples.path(code))
    (row,) = json.loads(done.out)
    assert (row["place"], row["cited"], row["date"]) == ("pp2", "A/RES/85/61", "2030-12-06")
    table = call(capsys, "cite", "--width", "160", samples.path(code)).out
    assert "A/RES/93/276" in table


def test_a_graph_is_written_as_data_and_as_a_picture(capsys: Capture, tmp_path: Path) -> None:
    names = [tmp_path / "g.graphml", tmp_path / "g.svg"]
    options = [part for name in names for part in ("--graph", name)]
    done = call(capsys, "cite", *options, samples.path("en"), samples.path("fr"))
    assert (done.code, done.out) == (0, "")
    for name in names:
        assert etree.fromstring(name.read_bytes()) is not None
    assert b"A/RES/85/61" in names[0].read_bytes()
    assert call(capsys, "cite", "--graph", "g.png", samples.path("en")).code == 2


# ------------------------------------------------------------------ explain


@pytest.mark.parametrize("code", CODES)
def test_a_paragraph_is_shown_with_rules_and_places(capsys: Capture, code: str) -> None:
    done = call(capsys, "explain", samples.path(code), "s2.op4")
    assert done.code == 0
    assert "⟦" in done.out
    assert "[opening + session-" in done.out
    rows = [
        json.loads(line)
        for line in call(capsys, "explain", "--json", samples.path(code), "s2.op4").out.splitlines()
    ]
    text = samples.path(code).read_text("utf-8")
    for row in rows:
        if row["span"] and row["kind"] != "doubt":
            begin, end = row["span"]
            assert text[begin:end] == row["quote"]


@pytest.mark.parametrize("code", CODES)
def test_a_clause_is_told_by_what_the_body_does_and_no_identifier(
    capsys: Capture, code: str
) -> None:
    told = language(code).table("tables")
    done = call(capsys, "explain", "--lang", code, samples.path(code), "s2.op4")
    said = "; ".join(dict.fromkeys((told["act"]["request"], told["force"]["request"])))
    assert f" {said} [opening]" in done.out
    assert "request;" not in done.out


@pytest.mark.parametrize("code", CODES)
def test_a_mandate_is_shown_with_what_spoke_for_it(capsys: Capture, code: str) -> None:
    words = language(code).table("tables")
    done = call(capsys, "explain", samples.path(code), "s2.op4")
    report = words["deliverable"]["report"]
    assert words["account"]["sum"].partition("{")[0] + report in done.out
    assert words["account"]["for"].partition("{n}")[0].format(kind=report) in done.out
    assert "‹" in done.out
    lines = call(capsys, "explain", "--json", samples.path(code), "s2.op4").out.splitlines()
    (mandate,) = [row for row in map(json.loads, lines) if row["kind"] == "mandate"]
    why = mandate["why"]
    assert why["told"] == "report"
    spoken = sum(phrase["points"].get("report", 0) for phrase in why["phrases"])
    assert why["points"]["report"] == why["starts"]["report"] + spoken
    assert any(phrase["words"] in mandate["quote"] for phrase in why["phrases"] if phrase["words"])


def test_colours_are_for_terminals_alone() -> None:
    assert "\x1b" not in spawn(["explain", samples.path("en"), "s1.op2"]).out


def test_an_unknown_address_says_which_there_are(capsys: Capture) -> None:
    done = call(capsys, "explain", samples.path("en"), "op77")
    assert done.code == 1
    assert "pp1" in done.err


# ------------------------------------------------------------------ correct


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.en.txt"
    shutil.copy(samples.path("en"), path)
    return path


def test_a_correction_is_kept_and_laid_on_top(capsys: Capture, own: Path) -> None:
    done = call(
        capsys, "correct", own, "--at", "s2.op4", "--set", "deliverable=information",
        "--set", "session=99", "--set", "addressee=secretary-general,member-states",
        "--by", "Ana", "--date", "2041-05-01", "--reason", "an oral update",
    )  # fmt: skip
    assert done.code == 0, done.err
    (row,) = listed(capsys, "--session", "99", own)
    assert row["deliverable"] == "information"
    assert row["addressees"] == ["secretary-general", "member-states"]
    assert (row["from"], row["rule"]) == ("2044-09-06", "corrected")
    shown = call(capsys, "correct", own, "--list")
    assert shown.code == 0
    assert "Ana, 2041-05-01 (an oral update)" in shown.out
    record = json.loads(call(capsys, "read", "--json", own).out)
    assert "corrected" in {one["rule"] for one in record["mandates"]}


def test_a_finding_is_removed_and_the_correction_taken_back(capsys: Capture, own: Path) -> None:
    arguments = ("--at", "pp2", "--kind", "citation", "--quote", "85/61", "--remove")
    assert call(capsys, "correct", own, *arguments).code == 0
    assert json.loads(call(capsys, "cite", "--json", "--of", "85/61", own).out) == []
    assert call(capsys, "correct", own, "--undo", "1").code == 0
    assert len(json.loads(call(capsys, "cite", "--json", "--of", "85/61", own).out)) == 1
    assert not own.with_name("own.en.txt.seized.json").exists()


def test_a_correction_that_no_longer_fits_is_a_doubt(capsys: Capture, own: Path) -> None:
    arguments = ("--at", "pp2", "--kind", "citation", "--remove")
    assert call(capsys, "correct", own, *arguments).code == 0
    own.write_text(own.read_text("utf-8").replace("85/61", "85/62"), encoding="utf-8")
    assert call(capsys, "correct", own, "--list").code == 4
    done = call(capsys, "check", own)
    assert done.code == 4
    assert "[correction-does-not-fit]" in done.out


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("--at", "s2.op4"), 2, "--set"),
        (("--at", "s2.op4", "--add"), 2, "--quote"),
        (("--at", "s2.op4", "--set", "deliverable"), 1, "field=value"),
        (("--at", "s2.op4", "--set", "deliverable=poem"), 1, "does not fit"),
        (("--at", "s2.op4", "--set", "session=soon"), 1, "no session"),
        (("--at", "s2.op4", "--set", "due.date=soon"), 1, "not a date"),
        (("--at", "s2.op4", "--set", "addressee=nobody"), 1, "no actor"),
        (("--at", "s2.op1", "--remove"), 1, "--quote"),
        (("--at", "pp1", "--remove"), 1, "there is no such mandate"),
        (("--undo", "1"), 1, "no file of corrections"),
        (("--at", "s2.op4", "--remove", "--date", "soon"), 2, "Write 2027"),
    ],
)
def test_what_cannot_be_corrected_says_why(
    capsys: Capture, own: Path, arguments: tuple[str, ...], code: int, why: str
) -> None:
    done = call(capsys, "correct", own, *arguments)
    assert done.code == code
    assert why in done.err
    assert not own.with_name("own.en.txt.seized.json").exists()
