"""Pages: running heads, notes at the foot, markers printed as plain digits, joined lines."""

from __future__ import annotations

import re
import textwrap
from typing import Any

import pytest
from invented import CODES, WORDS, operative, preamble
from test_resolutions import check_spans, codes, read_text

from seized.model.record import Record
from seized.structure.anchors import find_anchors
from seized.structure.pages import furniture_patterns

NOTES = {
    "en": "See resolution 90/14, para. 3.",
    "fr": "Voir la résolution 90/14, par. 3.",
    "es": "Véase la resolución 90/14, párr. 3.",
    "ru": "См. резолюцию 90/14, пункт 3.",
    "zh": "见第90/14号决议，第3段。",
    "ar": "انظر القرار 90/14، الفقرة 3.",
}


def wrap(text: str, code: str) -> list[str]:
    if code == "zh":
        return [text[i : i + 36] for i in range(0, len(text), 36)]
    return textwrap.wrap(text, 70, break_long_words=False, break_on_hyphens=False)


def pages(code: str, *pages_: tuple[list[str], list[str]]) -> str:
    """Pages of (paragraphs, notes) under running heads, hard-wrapped, without blank lines."""
    words = WORDS[code]
    out: list[str] = []
    for number, (paragraphs, notes) in enumerate(pages_, 1):
        if number == 1:
            out += [*words.head.split("\n"), words.formula]
        else:
            out += ["A/RES/94/211", words.head.split("\n")[-1].partition(" ")[2], ""]
        for paragraph in paragraphs:
            out += wrap(paragraph, code)
        if notes:
            out += ["", *notes]
        out += ["", "39-19877", f"{number}/{len(pages_)}"]
    return "\n".join(out) + "\n"


def long(code: str, index: int) -> str:
    """A preambular paragraph of some lines."""
    words = WORDS[code]
    joint = " " if code != "zh" else ""
    return (
        words.pre[index]
        + words.comma
        + joint
        + words.pre[index][0].lower()
        + words.pre[index][1:]
        + words.comma
    )


def texts(record: Record) -> list[str]:
    return [p.text for p in record.resolution.paragraphs()]


@pytest.mark.parametrize("code", CODES)
def test_running_heads_and_page_numbers_are_no_text(code: str) -> None:
    lines = operative(code)
    record = read_text(pages(code, (preamble(code), []), (lines[:2], []), (lines[2:], [])))
    found = texts(record)
    assert found[:3] == preamble(code)
    assert len(found) == 6
    assert not any("A/RES" in text or "39-19877" in text or "2/3" in text for text in found)
    check_spans(record)


@pytest.mark.parametrize("marker", ["1", "¹", "(1)"])
@pytest.mark.parametrize("code", CODES)
def test_notes_at_the_foot_leave_the_paragraph_and_find_their_anchor(
    code: str, marker: str
) -> None:
    words = WORDS[code]
    marked = [
        words.pre[0] + words.comma,
        words.pre[1] + words.comma + marker,
        words.pre[2] + words.comma,
    ]
    record = read_text(pages(code, (marked, [f"{marker} {NOTES[code]}"]), (operative(code), [])))
    assert texts(record)[:3] == preamble(code)
    assert [(n.marker, n.text, n.anchor) for n in record.resolution.notes] == [
        ("1", NOTES[code], "pp2")
    ]
    assert record.resolution.preamble[1].anchors == (len(preamble(code)[1]),)
    check_spans(record)


@pytest.mark.parametrize("code", CODES)
def test_a_note_in_mid_paragraph_leaves_the_paragraph_whole(code: str) -> None:
    words = WORDS[code]
    lines = wrap(preamble(code)[1], code)
    head = [words.pre[0] + words.comma + "1", lines[0]]
    rest = [
        "".join(lines[1:]) if code == "zh" else " ".join(lines[1:]),
        preamble(code)[2],
        *operative(code),
    ]
    record = read_text(pages(code, (head, [f"1 {NOTES[code]}"]), (rest, [])))
    assert texts(record)[:3] == preamble(code)
    assert [n.anchor for n in record.resolution.notes] == ["pp1"]


@pytest.mark.parametrize("code", CODES)
def test_markers_count_on_from_page_to_page(code: str) -> None:
    words = WORDS[code]
    lines = [text + words.comma + str(n) for n, text in enumerate(words.pre, 1)]
    record = read_text(
        pages(
            code,
            (lines[:2], [f"1 {NOTES[code]}", f"2 {NOTES[code]}"]),
            ([lines[2], *operative(code)], [f"3 {NOTES[code]}"]),
        )
    )
    assert [(n.marker, n.anchor) for n in record.resolution.notes] == [
        ("1", "pp1"),
        ("2", "pp2"),
        ("3", "pp3"),
    ]
    assert texts(record)[:3] == preamble(code)
    assert not {"marker-without-note", "note-without-marker"} & set(codes(record))


def test_a_note_too_long_for_its_page_runs_on_at_the_foot_of_the_next() -> None:
    words = WORDS["en"]
    marked = [words.pre[0] + ",¹", words.pre[1] + ",", words.pre[2] + ",²"]
    first = ["¹ See the catalogue of lamps that the keepers of the Amber Coast drew up in"]
    second = ["the winter of 2031, volume 2.", "² Ibid., volume 3."]
    text = pages("en", (marked[:2], first), ([marked[2], *operative("en")], second))
    assert [(n.text, n.anchor) for n in read_text(text).resolution.notes] == [
        (
            "See the catalogue of lamps that the keepers of the Amber Coast drew up in "
            "the winter of 2031, volume 2.",
            "pp1",
        ),
        ("Ibid., volume 3.", "pp3"),
    ]


@pytest.mark.parametrize(
    ("text", "marker", "before"),
    [
        ("Recalling the Code of Lamps,1 and its rules", "1", "Lamps,"),
        ("Recalling the Code of Lamps1 and its rules", "1", "Lamps"),
        ("the summit of 20006 on lamps", "6", "2000"),
        ("resolution 73/6713 on lamps", "13", "73/67"),
        ("回顾《灯塔守则》，1 并注意到2033年", "1", "，"),
        ("возникшей в 2033 году лампе1, и", "1", "лампе"),
    ],
)
def test_a_marker_is_told_apart_from_the_word_or_number_that_it_is_glued_to(
    text: str, marker: str, before: str
) -> None:
    holes = find_anchors(text, [(0, len(text))], [marker])
    assert [text[: hole.start].endswith(before) for hole in holes] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "on 1 December 2033",
        "paragraph 1 of the lamps",
        "1/3 of the lamps",
        "1.5 lamps",
        "2033年1月2日",
        "第1段",
    ],
)
def test_numbers_of_the_text_are_no_markers(text: str) -> None:
    dates = [(3, 18)] if text.startswith("on") else []
    longer = text + " and of the Code of Lamps,1 too"
    strong = find_anchors(longer, [(0, len(longer))], ["1"], dates)
    assert [hole.start for hole in strong] == [len(text) + 26]


def test_words_broken_by_a_hyphen_at_the_end_of_a_line_keep_it() -> None:
    body = (
        "Recalling that the keepers of the Amber Coast have for years made use of well-\n"
        "known lamps and of a short-\nand long-term supply of oil, which the coastal States gave,"
    )
    text = "\n".join(
        [WORDS["en"].head, WORDS["en"].formula, body, *preamble("en")[1:], *operative("en")]
    )
    first = read_text(text).resolution.preamble[0].text
    assert "well-known" in first
    assert "short- and long-term" in first


def test_no_space_comes_between_han_characters_of_two_lines() -> None:
    record = read_text(
        pages("zh", ([long("zh", 0), long("zh", 1), long("zh", 2)], []), (operative("zh"), []))
    )
    assert not any(" " in text for text in texts(record))


def test_what_a_page_carries_beside_its_text_has_forms_with_examples_that_a_quick_look_finds() -> (
    None
):
    data: dict[str, Any] = furniture_patterns()
    for row in data["pattern"]:
        for example in row["examples"]:
            assert re.fullmatch(row["regex"], example), row["name"]
            assert re.search(data["hint"]["regex"], example), row["name"]
        for example in row["counter_examples"]:
            assert not re.fullmatch(row["regex"], example), row["name"]
