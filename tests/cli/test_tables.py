"""Tables in a terminal cut no word, symbol or date, however narrow it is."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from tests.cli.commands import call

from seized import samples
from seized.cli.tables import show_table

Capture = pytest.CaptureFixture[str]
SYMBOLS = ("A/RES/95/312", "2042-09-09", "2043-09-07")


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


@pytest.mark.parametrize("code", samples.CODES)
@pytest.mark.parametrize("width", [60, 80, 100, 120, 160])
def test_no_symbol_and_no_date_is_cut(capsys: Capture, code: str, width: int) -> None:
    out = call(capsys, "mandates", "--width", str(width), samples.path(code)).out
    assert max(map(cell_len, out.splitlines())) <= width
    for whole in SYMBOLS:
        assert whole in out
    cited = call(capsys, "cite", "--width", str(width), samples.path(code)).out
    assert max(map(cell_len, cited.splitlines())) <= width
    for whole in ("A/RES/85/61", "UNTS/3412/61077", "2030-12-06"):
        assert whole in cited


def test_where_there_is_room_every_row_has_its_resolution(capsys: Capture) -> None:
    out = call(capsys, "cite", "--width", "120", samples.path("en")).out
    assert out.count("A/RES/95/312") == int(out.rpartition(": ")[2])


def test_with_less_room_the_resolution_stands_above_its_rows(capsys: Capture) -> None:
    paths = [samples.path("en"), samples.path("en", session=97)]
    lines = _lines(call(capsys, "cite", "--width", "80", *paths).out)
    assert lines.count(" A/RES/95/312") == lines.count(" A/RES/97/284") == 1
    headings = [n for n, line in enumerate(lines) if line.startswith(" Place")]
    assert len(headings) == 1
    assert lines.index(" A/RES/95/312") < headings[0] < lines.index(" A/RES/97/284")


@pytest.mark.parametrize(
    ("code", "heading"), [("en", " Paragraph    s1.op4"), ("zh", " 段落  s1.op4")]
)
def test_with_little_room_each_row_is_a_list(capsys: Capture, code: str, heading: str) -> None:
    lines = _lines(call(capsys, "mandates", "--width", "60", samples.path(code)).out)
    assert heading in lines
    start = lines.index(heading)
    assert lines[start - 1].endswith("A/RES/95/312")
    assert lines[start - 2] == ""


def test_in_arabic_a_list_begins_at_the_right(capsys: Capture) -> None:
    out = call(capsys, "mandates", "--width", "60", samples.path("ar")).out
    lines = [line for line in out.splitlines() if "s1.op4" in line]
    assert lines
    assert all(cell_len(line) == 60 and line.endswith("الفقرة ") for line in lines)


def test_several_languages_are_told_apart(capsys: Capture) -> None:
    paths = [samples.path(code) for code in ("ar", "en", "zh")]
    out = call(capsys, "mandates", "--session", "97", "--width", "160", *paths).out
    assert "Language" in out
    assert [out.count(name) for name in ("Arabic ", "English ", "Chinese ")] == [2, 2, 2]
    assert "Language" not in call(capsys, "mandates", samples.path("en")).out
    cited = call(capsys, "cite", "--in", "fr", "--width", "160", *paths).out
    assert "Langue" in cited
    assert "chinois" in cited


def test_a_word_that_is_too_long_for_any_column_is_cut(capsys: Capture) -> None:
    show_table(["a", "b"], [["x" * 90, "y" * 90]], widths=(10, None), width=40, rtl=False)
    out = capsys.readouterr().out
    assert max(map(cell_len, out.splitlines())) <= 40
    assert (out.count("x"), out.count("y")) == (90, 90)


def test_what_could_steer_a_terminal_is_not_printed(capsys: Capture) -> None:
    for width in (40, 120):
        show_table(["a", "b"], [["1\x1b[2J", "2\u202e"]], widths=(10, None), width=width, rtl=False)
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
