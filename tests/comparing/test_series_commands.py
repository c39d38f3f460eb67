"""The commands ``series`` and ``follow`` on two texts of an invented series."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.commands import call

from seized.samples import path

# What differs in the resolution two sessions earlier: day of adoption and session due.
EARLIER = {
    "en": [("14 March 2041", "20 March 2039"), ("ninety-seventh", "ninety-fifth")],
    "zh": [("2041年3月14日", "2039年3月20日"), ("九十七", "九十五")],
}


@pytest.fixture(params=sorted(EARLIER))
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The sample of one language and its predecessor."""
    text = path(request.param).read_text("utf-8")
    (tmp_path / "later.txt").write_text(text, "utf-8")
    lines = text.splitlines()
    for place in (2, 20):
        lines[place] = lines[place].replace("95/312", "93/276")
    del lines[8]  # the session; the symbol tells it as well
    earlier = "\n".join(lines)
    for new, old in EARLIER[request.param]:
        assert new in earlier
        earlier = earlier.replace(new, old)
    (tmp_path / "earlier.txt").write_text(earlier, "utf-8")
    return tmp_path


def test_series_finds_the_predecessor_that_the_preamble_recalls(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = call(capsys, "series", "--json", "-j", "1", "-q", folder)
    [series] = json.loads(said.out)["series"]
    [link] = series["links"]
    assert (link["before"], link["after"], link["named"]) == ("A/RES/93/276", "A/RES/95/312", True)
    assert link["evidence"][0]["quote"] == "93/276"
    assert (series["rhythm"], series["due"]) == ("biennial", [97])


def test_series_shows_a_table_a_picture_and_csv(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = call(capsys, "series", "-j", "1", "--in", "fr", "--width", "160", folder)
    assert "Séries : 1" in table.out
    picture = call(capsys, "series", "-j", "1", "--svg", folder)
    assert picture.out.startswith("<svg")
    rows = list(csv.DictReader(io.StringIO(call(capsys, "series", "--csv", folder).out)))
    assert [row["before"] for row in rows] == ["", "A/RES/93/276"]
    nothing = call(capsys, "series", "-j", "1", "--lapsed", "--in", "en", folder)
    assert "No series is left" in nothing.err
    assert nothing.code == 0


def test_series_of_one_resolution_and_of_an_unknown_symbol(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = call(capsys, "series", "--csv", "--of", "A/RES/95/312", folder)
    other = call(capsys, "series", "--csv", "--of", "A/RES/95/1", folder)
    assert (held.out.count("A/RES/95/312"), other.out.count("A/RES/95/312")) == (1, 0)
    assert "no series of documents" in call(capsys, "series", "--of", "X/1", folder).err


def test_follow_tells_states_with_their_evidence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = call(
        capsys, "follow", "--json", "-q", "-j", "1", "--of", "A/RES/93/276", "--today",
        "2042-01-01", folder,
    )  # fmt: skip
    found = {one["deliverable"]: one for one in json.loads(said.out)["followed"]}
    assert found["agenda-item"]["status"] == "met"
    assert found["agenda-item"]["evidence"][0]["quote"] == "128 (s)"
    assert found["report"]["successor"] == "A/RES/95/312"
    assert found["report"]["change"] == "repeated"


def test_follow_takes_reports_from_a_catalogue_and_the_day_from_the_reader(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = tmp_path / "library"
    library.mkdir()
    entries = library / "reports.csv"
    entries.write_text("symbol,title,item\nA/97/55,Report on A/RES/95/312,\n", "utf-8")
    common = ("follow", "-q", "--csv", "--deliverable", "report", "--of", "A/RES/95/312")
    early = call(capsys, *common, "--today", "2041-05-01", folder / "later.txt")
    late = call(
        capsys, *common, "--today", "2050-01-01", "--documents", entries, folder / "later.txt"
    )
    states = [
        {row["status"] for row in csv.DictReader(io.StringIO(said.out))} for said in (early, late)
    ]
    assert states == [{"open"}, {"met"}]


def test_follow_shows_a_table_and_says_where_nothing_is_left(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = call(capsys, "follow", "-j", "1", "--in", "es", "--width", "160", folder)
    assert "Mandatos: " in table.out
    nothing = call(
        capsys, "follow", "-j", "1", "--in", "en", "--status", "partly", "--today",
        "2042-01-01", folder,
    )  # fmt: skip
    assert "No mandate" in nothing.err
