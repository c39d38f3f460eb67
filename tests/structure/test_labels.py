"""Printed labels in all scripts, and their language-neutral values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import CODES, letter, roman, section, top

from seized.structure.labels import heading_label, letters, split_label, to_roman


def value_of(text: str) -> tuple[str, str] | None:
    label = split_label(text)
    return None if label is None else (label.kind, label.value)


@pytest.mark.parametrize("code", CODES)
def test_paragraphs_are_numbered_in_digits_in_every_language(code: str) -> None:
    for number in (1, 9, 12, 107):
        label = split_label(top(code, number) + "Lamp")
        assert label is not None
        assert (label.kind, label.value, label.bare) == ("digit", str(number), False)
        assert (top(code, number) + "Lamp")[label.end :] == "Lamp"


@pytest.mark.parametrize("code", CODES)
def test_letters_of_every_script_are_latin_in_a_number(code: str) -> None:
    found = [split_label(letter(code, n) + "Lamp") for n in range(5)]
    assert [label.value for label in found if label is not None] == list("abcde")


@pytest.mark.parametrize("code", CODES)
def test_numerals_of_every_script_are_roman_in_a_number(code: str) -> None:
    found = [split_label(roman(code, n) + "Lamp") for n in range(6)]
    assert [label.value for label in found if label is not None] == [
        "i",
        "ii",
        "iii",
        "iv",
        "v",
        "vi",
    ]


@pytest.mark.parametrize("code", CODES)
def test_section_numbers_of_every_script_are_roman(code: str) -> None:
    found = [heading_label(section(code, n)) for n in range(3)]
    assert [(label.value, label.rank) for label in found if label is not None] == [
        ("I", 1),
        ("II", 1),
        ("III", 1),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Lamp", ("digit", "1")),
        ("1) Lamp", None),
        ("3 bis. Lamp", ("digit", "3")),
        ("4.2 Lamp", ("decimal", "4.2")),
        ("4.2.1. Lamp", ("decimal", "4.2.1")),
        ("(a) Lamp", ("letter", "a")),
        ("(aa) Lamp", ("letter", "aa")),
        ("b) Lamp", ("letter", "b")),
        ("（c）灯", ("letter", "c")),
        ("с) лампа", ("letter", "c")),  # a Cyrillic letter
        ("(i) Lamp", ("either", "i")),
        ("(iv) Lamp", ("either", "iv")),
        ("iv) Lampe", ("either", "iv")),
        ("㈣ 灯", ("roman", "iv")),
        ("(十二) 灯", ("roman", "xii")),
        ("'3' مصباح", ("roman", "iii")),
        ("(3) Lamp", ("paren", "3")),
        ("• Lamp", ("bullet", "•")),
        ("12 Lamp", ("digit", "12")),
        ("(أ) مصباح", ("letter", "a")),
        ("(ج) مصباح", ("letter", "c")),
        ("(د) مصباح", ("letter", "d")),
    ],
)
def test_a_label_has_one_value_however_it_is_printed(
    text: str, expected: tuple[str, str] | None
) -> None:
    assert value_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Recalling its resolution",
        "2039年11月9日",
        "88/19 of 2 December",
        "(see annex)",
        "(the Lamp)",
        "3.5million lamps",
        "lamps) and oil",
        "",
        "A/RES/94/211",
        "«Lamp»",
    ],
)
def test_the_head_of_a_sentence_is_no_label(text: str) -> None:
    label = split_label(text)
    assert label is None or label.bare


def test_a_number_without_a_dot_is_bare() -> None:
    label = split_label("41 lighthouses")
    assert label is not None
    assert label.bare


@given(st.integers(1, 59))
def test_roman_numerals_read_back(number: int) -> None:
    for printed in (f"({to_roman(number)}) Lamp", f"{to_roman(number)}) Lampe"):
        label = split_label(printed)
        assert label is not None
        assert label.value == to_roman(number)


@given(st.integers(0, 51))
def test_letters_read_back(index: int) -> None:
    label = split_label(f"({letters(index)}) Lamp")
    assert label is not None
    assert label.value == letters(index)


@given(st.text(max_size=40))
def test_any_text_has_a_label_within_it_or_none(text: str) -> None:
    label = split_label(text)
    assert label is None or (0 < label.end <= len(text) and text.startswith(label.printed))
    heading = heading_label(text)
    assert heading is None or 0 < heading.end <= len(text)
