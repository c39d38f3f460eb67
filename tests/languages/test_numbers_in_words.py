"""Ordinals and cardinals in the words of six languages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spelled_numbers import CARDINALS, ORDINALS

from seized.languages import CODES, language
from seized.languages.numbers import cardinal, find_cardinals, find_ordinals, ordinal
from seized.languages.words import fold


@pytest.mark.parametrize("code", CODES)
def test_every_ordinal_up_to_199_is_read_in_every_form(code: str) -> None:
    for number in range(1, 200):
        for form in ORDINALS[code](number):
            assert ordinal(form, code) == number, form


@pytest.mark.parametrize("code", sorted(CARDINALS))
def test_every_cardinal_up_to_999_is_read(code: str) -> None:
    for number in range(1, 1000):
        form = CARDINALS[code](number)
        assert cardinal(form, code) == number, form


@pytest.mark.parametrize("code", CODES)
@given(numbers=st.lists(st.integers(1, 199), min_size=1, max_size=4), pick=st.integers(0, 9))
def test_ordinals_of_a_text_are_found_at_their_places(
    code: str, numbers: list[int], pick: int
) -> None:
    forms = [ORDINALS[code](n)[pick % len(ORDINALS[code](n))] for n in numbers]
    text = " | ".join(forms)
    found = find_ordinals(text, code)
    assert [number.value for number in found] == numbers
    assert [text[number.start : number.end] for number in found] == forms


@pytest.mark.parametrize("code", CODES)
def test_ordinals_in_digits_have_examples_that_hold(code: str) -> None:
    digits = language(code).table("numbers")["digits"]
    pattern = re.compile(digits["pattern"])
    for example in digits["examples"]:
        assert pattern.search(fold(example).text), example
    for example in digits["counter_examples"]:
        assert not pattern.search(fold(example).text), example


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        ("en", "at its ninety-first and ninety-third sessions", [91, 93]),
        ("fr", "à ses quatre-vingt-onzième et quatre-vingt-treizième sessions", [91, 93]),
        ("es", "en sus períodos de sesiones nonagésimo primero y nonagésimo tercero", [91, 93]),
        ("ru", "на ее девяносто первой и девяносто третьей сессиях", [91, 93]),
        ("ar", "في دورتيها الحادية والتسعين والثالثة والتسعين", [91, 93]),
        ("zh", "在第九十一届和第九十三届会议上", [91, 93]),
    ],
)
def test_two_sessions_in_one_phrase_are_two_numbers(
    code: str, text: str, values: list[int]
) -> None:
    assert [number.value for number in find_ordinals(text, code)] == values


@pytest.mark.parametrize(
    ("code", "misprint", "value"),
    [
        ("fr", "quatre-vingt-et-unième", 81),
        ("fr", "quatre-vingtième-deuxième", 82),
        ("ru", "семьдесят третей", 73),
        ("en", "seventy seventh", 77),
        ("es", "septuagesimo septimo", 77),
        ("ar", "السابعــة والسبعيــن", 77),
    ],
)
def test_ordinals_are_read_through_common_misprints(code: str, misprint: str, value: int) -> None:
    assert ordinal(misprint, code) == value


def test_a_cardinal_is_not_an_ordinal_and_the_other_way_round() -> None:
    assert ordinal("seventy-seven", "en") is None
    assert cardinal("seventy-seventh", "en") is None
    assert [n.value for n in find_cardinals("every two years; the twenty-fifth", "en")] == [2]


def test_a_wide_number_of_things_is_no_ordinal() -> None:
    assert find_ordinals("عشرة أيام", "ar") == []
    assert find_ordinals("七十七个国家", "zh") == []
    assert find_ordinals("第95/338号决议", "zh") == []


@pytest.mark.parametrize("code", CODES)
@given(text=st.text(max_size=200))
def test_numbers_of_any_text_lie_within_it(code: str, text: str) -> None:
    for number in [*find_ordinals(text, code), *find_cardinals(text, code)]:
        assert 0 <= number.start < number.end <= len(text)
