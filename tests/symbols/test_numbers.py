"""Numbers as prose prints them, in six languages, and letters of three scripts."""

import pytest

from seized.languages import language
from seized.model.errors import SymbolError
from seized.symbols import (
    abjad_from_latin,
    agenda_item,
    agenda_item_printed,
    latin_letter,
    number_of,
    parse,
    parse_number,
    printed,
    roman,
    unroman,
)

SIX = ("ar", "en", "es", "fr", "ru", "zh")


@pytest.mark.parametrize(
    ("number", "body", "symbol"),
    [
        ("75/268", "A", "A/RES/75/268"),
        ("74/92 A и B", "A", "A/RES/74/92 A-B"),
        ("74/92 ألف وباء", "A", "A/RES/74/92 A-B"),
        ("51/211 ألف إلى هاء", "A", "A/RES/51/211 A-E"),
        ("2200 A (XXI)", "A", "A/RES/2200 A (XXI)"),
        ("2200 ألف (د-21)", "A", "A/RES/2200 A (XXI)"),
        ("217 ألف (د - 3)", "A", "A/RES/217 A (III)"),
        ("3201 (دإ-6)", "A", "A/RES/3201 (S-VI)"),
        ("2252 (دإط-5)", "A", "A/RES/2252 (ES-V)"),
        ("دإ-10/2", "A", "A/RES/S-10/2"),
        ("دإط-10/15", "A", "A/RES/ES-10/15"),
        ("د إ ط - 10/15", "A", "A/RES/ES-10/15"),
        ("ES‑10/15", "A", "A/RES/ES-10/15"),
        ("73/555", "A", "A/DEC/73/555"),
        ("1325 (2000)", "S", "S/RES/1325 (2000)"),
        ("1325(2000)", "S", "S/RES/1325 (2000)"),
        ("2021/5", "E", "E/RES/2021/5"),
        ("1296 (XLIV)", "E", "E/RES/1296 (XLIV)"),
        ("1296 (د-44)", "E", "E/RES/1296 (XLIV)"),
        ("41/8", "A/HRC", "A/HRC/RES/41/8"),
        ("٧٥/٢٦٨", "A", "A/RES/75/268"),
    ],
)
def test_printed_numbers_become_symbols(number: str, body: str, symbol: str) -> None:
    assert parse_number(number, body).canonical == symbol


def test_a_number_that_cannot_be_is_an_error() -> None:
    with pytest.raises(SymbolError):
        parse_number("12 (2000", "S")


@pytest.mark.parametrize("code", SIX)
def test_each_language_prints_its_own_form(code: str) -> None:
    table = language(code).table("symbols")
    arabic = table["letters"]["arabic"]
    for symbol, form in table["examples"].items():
        assert printed(parse(symbol), table["forms"], arabic=arabic) == form


def test_the_six_languages_have_the_same_forms() -> None:
    tables = [language(code).table("symbols") for code in SIX]
    for key in ("forms", "examples"):
        assert len({tuple(t[key]) for t in tables}) == 1


def test_arabic_numbers_are_printed_and_read_back() -> None:
    for symbol in ("A/RES/2200 A (XXI)", "A/RES/S-10/2", "A/RES/ES-10/15", "A/RES/74/92 A-B",
                   "A/RES/51/211 A-E", "A/RES/3201 (S-VI)"):  # fmt: skip
        assert parse_number(number_of(parse(symbol), arabic=True)).canonical == symbol


def test_a_missing_form_is_an_error() -> None:
    with pytest.raises(SymbolError):
        printed(parse("A/75/1"), {})


@pytest.mark.parametrize(
    ("text", "item"),
    [("130 (s)", "130 (s)"), ("130 s)", "130 (s)"), ("130(s)", "130 (s)"), ("130 (ق)", "130 (s)"),
     ("74 (أ)", "74 (a)"), ("74 (с)", "74 (c)"), ("5", "5"), ("130 (أ أ)", "130 (aa)")],
)  # fmt: skip
def test_agenda_items_are_language_neutral(text: str, item: str) -> None:
    assert agenda_item(text) == item


def test_agenda_items_are_printed_with_abjad_letters() -> None:
    assert agenda_item_printed("130 (s)", abjad=True) == "130 (ق)"
    assert agenda_item_printed("130 s)") == "130 (s)"
    assert agenda_item_printed("130", abjad=True) == "130"
    for text in ("s", "130 (?)", ""):
        with pytest.raises(ValueError, match="agenda"):
            agenda_item(text)


def test_every_letter_of_the_abjad_has_its_latin_one() -> None:
    for n in range(26):
        assert latin_letter(abjad_from_latin(chr(97 + n))) == chr(97 + n)
    assert latin_letter("هـ") == "e"
    for wrong in ("", "ab", "7"):
        with pytest.raises(KeyError):
            abjad_from_latin(wrong)
    with pytest.raises(KeyError):
        latin_letter("؟")


def test_roman_numbers_go_both_ways() -> None:
    assert all(unroman(roman(n)) == n for n in range(1, 90))
    for wrong in ("IIX", "", "VX", "XXXXI"):
        with pytest.raises(ValueError, match="Roman"):
            unroman(wrong)
    with pytest.raises(ValueError, match="Roman"):
        roman(0)
