"""Numbers and levels from labels: what the neighbours of a label tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import CODES, letter, roman, top

from seized.structure.labels import split_label
from seized.structure.numbering import address_tail, number_labels


def numbers(*labels: str, fresh: tuple[int, ...] = ()) -> list[str | None]:
    found = [split_label(label + " Lamp") if label else None for label in labels]
    return [n.number for n in number_labels(found, [i in fresh for i in range(len(found))])]


def levels(*labels: str) -> list[int]:
    found = [split_label(label + " Lamp") for label in labels]
    return [n.level for n in number_labels(found, [False] * len(found))]


def test_roman_i_after_a_head_is_a_numeral() -> None:
    assert numbers("1.", "(i)", "(ii)", "2.") == ["1", "1(i)", "1(ii)", "2"]


def test_roman_i_after_h_is_a_letter() -> None:
    labels = [f"({sign})" for sign in "abcdefghij"]
    assert numbers("1.", *labels)[-3:] == ["1(h)", "1(i)", "1(j)"]


def test_roman_i_after_h_that_goes_on_with_ii_is_a_numeral() -> None:
    labels = [f"({sign})" for sign in "abcdefgh"]
    found = numbers("1.", *labels, "(i)", "(ii)", "(i)", "(j)")
    assert found[8:11] == ["1(h)", "1(h)(i)", "1(h)(ii)"]


def test_v_after_u_and_x_after_w_are_letters() -> None:
    labels = [f"({sign})" for sign in "abcdefghijklmnopqrstuvwxyz"]
    assert numbers("1.", *labels)[1:] == [f"1({sign})" for sign in "abcdefghijklmnopqrstuvwxyz"]
    assert numbers("1.", *labels, "(aa)", "(bb)")[-2:] == ["1(aa)", "1(bb)"]


def test_c_after_iii_goes_on_with_the_letters() -> None:
    found = numbers("3.", "(a)", "(b)", "(i)", "(ii)", "(iii)", "(c)", "4.")
    assert found == ["3", "3(a)", "3(b)", "3(b)(i)", "3(b)(ii)", "3(b)(iii)", "3(c)", "4"]


def test_a_list_of_numerals_may_begin_in_each_letter_anew() -> None:
    found = numbers("1.", "(a)", "(i)", "(ii)", "(b)", "(i)", "(ii)")
    assert found[-3:] == ["1(b)", "1(b)(i)", "1(b)(ii)"]


def test_letters_begin_anew_under_each_number() -> None:
    assert numbers("1.", "(a)", "(b)", "2.", "(a)") == ["1", "1(a)", "1(b)", "2", "2(a)"]


def test_letters_below_a_numeral_are_the_fourth_level() -> None:
    labels = ("1.", "(a)", "(i)", "(a)")
    assert levels(*labels) == [1, 2, 3, 4]
    assert numbers(*labels)[-1] == "1(a)(i)(a)"


def test_a_one_within_a_paragraph_begins_a_list_and_does_not_restart_the_count() -> None:
    assert numbers("7.", "1.", "2.", "8.") == ["7", "7(1)", "7(2)", "8"]


def test_a_one_after_a_heading_restarts_the_count() -> None:
    assert numbers("1.", "2.", "1.", "2.", fresh=(2,)) == ["1", "2", "1", "2"]


def test_decimal_numbers_keep_their_form() -> None:
    assert numbers("4.", "4.1", "4.2.") == ["4", "4.1", "4.2"]


def test_unlabelled_paragraphs_have_no_number_and_change_nothing() -> None:
    assert numbers("1.", "", "2.") == ["1", None, "2"]


def test_bullets_have_a_level_and_no_number() -> None:
    assert levels("1.", "•") == [1, 2]
    assert levels("1.", "(a)", "•") == [1, 2, 3]
    assert numbers("1.", "•") == ["1", None]


@pytest.mark.parametrize("code", CODES)
def test_six_languages_number_the_same_list_alike(code: str) -> None:
    labels = [
        top(code, 1),
        letter(code, 0),
        roman(code, 0),
        roman(code, 1),
        letter(code, 1),
        top(code, 2),
    ]
    assert numbers(*labels) == ["1", "1(a)", "1(a)(i)", "1(a)(ii)", "1(b)", "2"]


@pytest.mark.parametrize(
    ("number", "tail"),
    [("3", "3"), ("3(a)", "3.a"), ("3(a)(ii)", "3.a.ii"), ("4.2", "4-2"), ("(b)", "b")],
)
def test_an_address_is_the_number_with_dots(number: str, tail: str) -> None:
    assert address_tail(number) == tail


LABELS = st.sampled_from(
    ["1.", "2.", "3.", "(a)", "(b)", "(h)", "(i)", "(ii)", "(v)", "(1)", "•", "4.1", ""]
)


@given(st.lists(st.tuples(LABELS, st.booleans()), max_size=30))
def test_every_list_of_labels_can_be_numbered(items: list[tuple[str, bool]]) -> None:
    labels = [split_label(text + " Lamp") if text else None for text, _ in items]
    found = number_labels(labels, [fresh for _, fresh in items])
    assert len(found) == len(items)
    assert all(1 <= numbered.level <= 4 for numbered in found)
