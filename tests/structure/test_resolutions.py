"""Whole resolutions, invented, in six languages: paragraphs, addresses, headings, annexes."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from invented import (
    CODES,
    WORDS,
    document,
    letter,
    operative,
    preamble,
    roman,
    section,
    top,
    whole,
)

from seized.engine import read
from seized.model.errors import SeizedError
from seized.model.record import Record
from seized.model.text import pieces_text


def read_text(text: str, code: str | None = None) -> Record:
    return read(text.encode(), code=code)


def addresses(record: Record) -> list[str]:
    return [p.address for p in record.resolution.paragraphs()]


def codes(record: Record) -> list[str]:
    return [doubt.code for doubt in record.doubts]


@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["blank lines", "no blank lines"])
@pytest.mark.parametrize("code", CODES)
def test_a_plain_resolution_is_read_in_every_language(code: str, between: str) -> None:
    record = read_text(whole(code, between))
    words = WORDS[code]
    found = record.resolution
    assert record.language == code
    assert found.enacting == words.formula.rstrip(",،，")
    assert [p.text for p in found.preamble] == preamble(code)
    assert [p.number for p in found.operative] == ["1", "2", "3"]
    assert [p.text for p in found.operative] == [
        line[len(top(code, 1)) :] for line in operative(code)
    ]
    assert addresses(record) == ["pp1", "pp2", "pp3", "op1", "op2", "op3"]
    assert all(p.opening and p.act for p in found.paragraphs())
    assert (found.symbol, found.meeting) == ("A/RES/94/211", 58)
    assert found.adopted == "2039-11-09"


@pytest.mark.parametrize("code", CODES)
def test_openings_perform_the_same_acts_in_every_language(code: str) -> None:
    found = read_text(whole(code)).resolution
    assert [p.act for p in found.paragraphs()] == [
        p.act for p in read_text(whole("en")).resolution.paragraphs()
    ]


def nested(code: str) -> str:
    words = WORDS[code]
    one, two = words.items
    lines = [
        top(code, 1) + words.op[1] + words.colon,
        letter(code, 0) + one + words.colon,
        roman(code, 0) + one + words.semicolon,
        roman(code, 1) + two + words.semicolon,
        letter(code, 1) + two + words.semicolon,
        top(code, 2) + words.op[2] + words.stop,
    ]
    return document(code, *preamble(code), *lines)


@pytest.mark.parametrize("code", CODES)
def test_lists_are_nested_alike_in_every_language(code: str) -> None:
    found = read_text(nested(code)).resolution.operative
    assert [p.address for p in found] == ["op1", "op1.a", "op1.a.i", "op1.a.ii", "op1.b", "op2"]
    assert [p.level for p in found] == [1, 2, 3, 3, 2, 1]
    assert found[2].number == "1(a)(i)"
    assert found[2].text == WORDS[code].items[0] + WORDS[code].semicolon


@pytest.mark.parametrize("code", CODES)
def test_numbers_that_restart_under_sections_name_their_section(code: str) -> None:
    words = WORDS[code]
    lines = operative(code)
    body = [
        section(code, 0), words.heading, *lines[:2],
        section(code, 1), words.annex_title, *lines,
    ]  # fmt: skip
    found = read_text(document(code, *preamble(code), *body)).resolution
    assert [p.address for p in found.operative] == [
        "s1.op1",
        "s1.op2",
        "s2.op1",
        "s2.op2",
        "s2.op3",
    ]
    assert [(h.label, h.text, h.before) for h in found.headings] == [
        ("I", words.heading, "s1.op1"),
        ("II", words.annex_title, "s2.op1"),
    ]


@pytest.mark.parametrize("code", CODES)
def test_numbers_that_run_on_under_sections_do_not_name_them(code: str) -> None:
    lines = operative(code)
    body = [section(code, 0), *lines[:2], section(code, 1), lines[2]]
    record = read_text(document(code, *preamble(code), *body))
    assert addresses(record)[3:] == ["op1", "op2", "op3"]


@pytest.mark.parametrize("code", CODES)
def test_a_misprinted_number_begins_no_section(code: str) -> None:
    first, second, third = operative(code)
    far = second.replace(top(code, 2), top(code, 154), 1)
    record = read_text(document(code, *preamble(code), first, far, third))
    assert addresses(record)[3:] == ["op1", "op154", "op3"]
    assert "number-jumps" in codes(record)
    again = third.replace(top(code, 3), top(code, 2), 1)
    record = read_text(document(code, *preamble(code), first, second, again))
    assert addresses(record)[3:] == ["op1", "op2", "op2~2"]
    assert "number-repeated" in codes(record)


@pytest.mark.parametrize("code", CODES)
def test_a_sole_operative_paragraph_needs_no_number(code: str) -> None:
    words = WORDS[code]
    record = read_text(document(code, *preamble(code), words.op[0] + words.stop, words.meeting))
    assert addresses(record) == ["pp1", "pp2", "pp3", "op1"]
    assert record.resolution.operative[0].number is None
    assert record.resolution.operative[0].text == words.op[0] + words.stop


@pytest.mark.parametrize("code", CODES)
def test_preambular_paragraphs_may_have_sub_items(code: str) -> None:
    words = WORDS[code]
    lines = preamble(code)
    inside = [
        words.pre[1] + words.colon,
        letter(code, 0) + words.items[0] + words.semicolon,
        letter(code, 1) + words.items[1] + words.comma,
    ]
    record = read_text(document(code, lines[0], *inside, lines[2], *operative(code)))
    assert addresses(record)[:5] == ["pp1", "pp2", "pp2.a", "pp2.b", "pp3"]


@pytest.mark.parametrize("code", CODES)
def test_an_annex_has_its_own_paragraphs(code: str) -> None:
    words = WORDS[code]
    annex = [
        words.annex,
        words.annex_title,
        top(code, 1) + words.annexed,
        top(code, 2) + words.annexed,
    ]
    text = document(code, *preamble(code), *operative(code), words.meeting, *annex)
    found = read_text(text).resolution
    assert [p.address for p in found.annexes[0].paragraphs] == ["annex1.op1", "annex1.op2"]
    assert (found.annexes[0].address, found.annexes[0].title) == ("annex1", words.annex_title)
    assert found.annexes[0].paragraphs[0].text == words.annexed
    assert [p.address for p in found.operative] == ["op1", "op2", "op3"]


@pytest.mark.parametrize("code", CODES)
def test_a_second_formula_under_a_letter_opens_a_part(code: str) -> None:
    words = WORDS[code]
    one = ["A", words.heading, words.formula, *preamble(code), *operative(code), words.meeting]
    two = ["B", words.annex_title, words.formula, *preamble(code), *operative(code)]
    found = read_text("\n\n".join([words.head, *one, *two])).resolution
    assert [part.label for part in found.parts] == ["A", "B"]
    assert [p.address for p in found.operative] == [
        f"part{part}.op{n}" for part in "AB" for n in (1, 2, 3)
    ]
    assert found.preamble[3].address == "partB.pp1"


def test_a_number_that_jumps_and_one_that_comes_twice_are_doubts() -> None:
    lines = operative("en")
    jump = document("en", *preamble("en"), lines[0], lines[2])
    assert "number-jumps" in codes(read_text(jump))
    twice = document("en", *preamble("en"), lines[0], lines[1], lines[1])
    record = read_text(twice)
    assert "number-repeated" in codes(record)
    assert len(set(addresses(record))) == len(addresses(record))


@pytest.mark.parametrize("code", CODES)
def test_a_text_that_is_no_resolution_is_a_record_with_doubts(code: str) -> None:
    words = WORDS[code]
    record = read_text("\n\n".join([words.annexed] * 6), code)
    assert {"no-enacting-formula", "no-symbol"} <= set(codes(record))


def check_spans(record: Record) -> None:
    source = record.source.text or ""
    found = record.resolution
    for paragraph in found.paragraphs():
        start, end = paragraph.span
        assert 0 <= start <= end <= len(source)
        assert pieces_text(paragraph.pieces, source) == paragraph.text
        for piece in paragraph.pieces:
            assert start <= piece.source
            assert piece.source + piece.length <= end
        assert all(0 <= at <= len(paragraph.text) for at in paragraph.anchors)
    for note in found.notes:
        if note.span is not None:
            assert note.text[:1] in source[note.span.start : note.span.end]


@pytest.mark.parametrize("make", [whole, nested], ids=["plain", "nested"])
@pytest.mark.parametrize("code", CODES)
def test_spans_and_pieces_lead_back_to_the_source(code: str, make: object) -> None:
    check_spans(read_text(make(code)))  # type: ignore[operator]


LINES = st.sampled_from(
    [
        *("The General Assembly,", "Recalling the lamps,", "1. Decides to keep the lamps;", "2."),
        *("(a) Oil;", "(i) Wicks;", "I", "Annex", "A", "1 See lamp.", "¹ See lamp.", "", "\f"),
        *("A/RES/94/211", "2/3", "94/211. Lamps", "Lamps,1 and oil", "58th plenary meeting"),
        *("**Notes** the *lamps*,", "* * *", "_______", "回顾灯塔，", "1. 决定点灯。", "大会，"),
        *("وإذ تشير إلى المصابيح،", "ссылаясь на лампы,", "\u200f\u00ad", "a\tb"),
    ]
)


def read_or_refuse(data: bytes) -> None:
    """A record in order, or an error that says what and what next; nothing else."""
    try:
        record = read(data)
    except SeizedError:
        return
    check_spans(record)


@settings(max_examples=150, deadline=None)
@example(["The General Assembly,", "Recalling the lamps,", "A"] * 2)
@given(st.lists(LINES, max_size=25))
def test_any_lines_give_a_record_whose_addresses_are_unique(lines: list[str]) -> None:
    record = read_text("\n".join(["The lamps of the coast are kept by the States", *lines]), "en")
    found = addresses(record)
    assert len(set(found)) == len(found)
    check_spans(record)


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_a_record_or_an_error_of_ours(text: str) -> None:
    read_or_refuse(text.encode())


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_record_or_an_error_of_ours(data: bytes) -> None:
    read_or_refuse(data)


def test_the_same_bytes_give_the_same_record() -> None:
    data = whole("fr").encode()
    assert read(data) == read(data)
