"""The reading view for a terminal: within its width, in any script, and nothing dangerous."""

from __future__ import annotations

import re

import made
import pytest
from halvard import CODES, record
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.timing import best_of

from seized.model.resolution import Resolution
from seized.writing.terminal import cells, to_terminal


def squeezed(text: str) -> str:
    """A text without white space and direction signs."""
    return re.sub(r"[\s\u2066-\u2069]", "", text)


@pytest.mark.parametrize("width", [32, 60, 80, 132])
@pytest.mark.parametrize("code", CODES)
def test_no_line_is_wider_than_the_terminal(code: str, width: int) -> None:
    for line in to_terminal(record(code), width).splitlines():
        assert cells(line) <= width


@pytest.mark.parametrize("code", CODES)
def test_all_words_are_there_at_any_width(code: str) -> None:
    resolution = record(code).resolution
    for width in (40, 100):
        page = squeezed(to_terminal(record(code), width))
        page = re.sub("⁽?[⁰¹²³⁴⁵⁶⁷⁸⁹]+⁾?", "", page)
        for paragraph in resolution.paragraphs():
            assert squeezed(paragraph.text) in page
        for note in resolution.notes:
            assert squeezed(note.text) in page
        assert squeezed(resolution.title or "") in page


def test_numbers_hang_in_front_of_the_text() -> None:
    lines = to_terminal(record("en"), 60).splitlines()
    first = lines.index("2.   Emphasizes the value of regular dialogue between the")
    assert lines[first + 1].startswith("     United Nations system")
    assert "     (a)  By lending survey vessels and their crews;" in lines
    assert "          (i)  Pilots and harbour masters;" in lines


def test_a_line_of_chinese_never_begins_with_a_comma() -> None:
    for width in range(24, 90):
        for line in to_terminal(record("zh"), width).splitlines():
            assert line.strip()[:1] not in tuple("，。；：、）》”")


def test_arabic_lines_stand_at_the_right_in_an_isolate_of_their_own() -> None:
    lines = [line for line in to_terminal(record("ar"), 70).splitlines() if line]
    assert all(line.count("\u2067") == line.count("\u2069") == 1 for line in lines)
    body = [line for line in lines if "إذ" in line]
    assert {cells(line) for line in body} == {70}


def test_markers_are_raised_and_notes_come_last() -> None:
    page = to_terminal(record("en"))
    assert "Straits,¹ and" in page
    assert page.rstrip().splitlines()[-1] == "⁶    See resolution 88/240, para. 12 (b)."


def test_without_colour_there_is_no_escape_and_with_it_only_looks() -> None:
    plain = to_terminal(record("en"), colour=False)
    coloured = to_terminal(record("en"), colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-3]m", "", coloured) == plain
    assert "\x1b[3mMindful\x1b[0m of" in coloured


@pytest.mark.parametrize("colour", [False, True])
def test_a_source_cannot_send_codes_to_the_terminal(colour: bool) -> None:
    page = to_terminal(made.full(made.EVIL), colour=colour)
    assert "\u202e" not in page
    assert "\x00" not in page
    assert "\x1b[31m" not in page


@settings(max_examples=60, deadline=None)
@given(made.resolutions(), st.integers(0, 120), st.sampled_from(CODES))
def test_any_resolution_fits_any_width(resolution: Resolution, width: int, code: str) -> None:
    for line in to_terminal(made.record(resolution, code), width).splitlines():
        assert cells(line) <= max(width, 24)


def test_a_long_paragraph_takes_linear_time() -> None:
    def spent(count: int) -> float:
        text = "word " * count
        resolution = Resolution(None, None, None, None, operative=(made.paragraph("op1", text),))
        return best_of(3, lambda: to_terminal(made.record(resolution)))[0]

    spent(1000)
    assert spent(64_000) < 40 * max(spent(8_000), 0.001)
