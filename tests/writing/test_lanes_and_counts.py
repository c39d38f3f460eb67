"""Pictures of a cycle and of counts: accessible, mirrored for Arabic, exact as the dates are."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from seized.model.dates import PartialDate
from seized.writing.counts import bars_svg, counts_table, grid_svg
from seized.writing.lanes import Moment, lanes_svg, lanes_table

SVG = "{http://www.w3.org/2000/svg}"
LANES = {"text": "Resolutions", "deed": "Agreements", "none": "Nothing"}
MOMENTS = [
    Moment("text", PartialDate("2041-03-14"), None, "A/RES/95/312", "Cooperation", True),
    Moment("deed", PartialDate("2036"), None, "Memorandum"),
    Moment("deed", PartialDate("2036-05"), None, "Protocol"),
]
CODES = ["ar", "zh", "en", "fr", "ru", "es"]


def _drawn(svg: str) -> ElementTree.Element:
    root = ElementTree.fromstring(svg)
    assert root.attrib["role"] == "img"
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc") is not None
    return root


@pytest.mark.parametrize("code", CODES)
def test_a_date_is_drawn_as_exact_as_it_is_known(code) -> None:
    root = _drawn(lanes_svg(MOMENTS, LANES, code, "Cycle", "All of it"))
    tips = {g.findtext(f"{SVG}title", "").split(". ")[1]: g for g in root.iter(f"{SVG}g")}
    year = tips["Memorandum"].find(f"{SVG}rect")
    month = tips["Protocol"].find(f"{SVG}rect")
    assert year is not None
    assert month is not None
    assert 10 < float(year.attrib["width"]) / float(month.attrib["width"]) < 14
    assert tips["A/RES/95/312"].find(f"{SVG}circle") is not None


def test_time_runs_from_the_right_in_arabic() -> None:
    def x(code: str, name: str) -> float:
        root = _drawn(lanes_svg(MOMENTS, LANES, code, "Cycle", "All of it"))
        mark = next(g for g in root.iter(f"{SVG}g") if name in g.findtext(f"{SVG}title", ""))
        return float(mark.find(f"{SVG}text").attrib["x"])  # type: ignore[union-attr]

    assert x("en", "Memorandum") < x("en", "A/RES/95/312")
    assert x("ar", "Memorandum") > x("ar", "A/RES/95/312")


def test_marks_that_would_lie_over_each_other_stand_below_each_other() -> None:
    root = _drawn(lanes_svg(MOMENTS, LANES, "en", "Cycle", "All of it"))
    rows = [g.find(f"{SVG}text") for g in root.iter(f"{SVG}g")]
    assert len({row.attrib["y"] for row in rows if row is not None}) == 3


def test_a_lane_without_anything_is_left_out() -> None:
    assert "Nothing" not in lanes_svg(MOMENTS, LANES, "en", "Cycle", "All of it")
    assert _drawn(lanes_svg([], LANES, "en", "Cycle", "Nothing")) is not None


@pytest.mark.parametrize("code", CODES)
def test_the_table_says_all_that_the_picture_shows(code) -> None:
    table = lanes_table(MOMENTS, LANES, code, "Cycle", ("When", "Kind", "What", "More"))
    assert table.count("<tr>") == 1 + len(MOMENTS)
    assert table.index("Memorandum") < table.index("A/RES/95/312")


def test_every_count_is_printed_in_its_place() -> None:
    counts = {("a", "95"): 3, ("b", "97"): 12}
    root = _drawn(grid_svg({"a": "One", "b": "Two"}, ["95", "97"], counts, "en", "T", "D"))
    assert {t.text for t in root.iter(f"{SVG}text")} == {"One", "Two", "95", "97", "3", "12"}
    kinds = {"95": "Open", "97": "Met"}
    bars = _drawn(bars_svg({"a": "One", "b": "Two"}, kinds, counts, "en", "T", "D"))
    assert {"3", "12", "Open", "Met"} <= {t.text for t in bars.iter(f"{SVG}text")}
    table = counts_table({"a": "One", "b": "Two"}, kinds, counts, "en", "T", "Who", "All")
    assert ">12<" in table.replace("</bdi>", "").replace("<bdi>", "")


def test_words_of_others_cannot_break_a_picture() -> None:
    name = '<script>"&'
    _drawn(grid_svg({"a": name}, ["95"], {("a", "95"): 1}, "en", name, name))
    _drawn(lanes_svg([MOMENTS[0]._replace(name=name, told=name)], LANES, "en", name, name))
