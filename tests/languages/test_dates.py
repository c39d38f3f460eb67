"""Dates, partial dates and ranges in six languages."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.timing import best_of

from seized.languages import CODES, language
from seized.languages.dates import find_dates

MONTHS = {
    code: {int(n): names[0] for n, names in language(code).table("dates")["months"].items()}
    for code in CODES
}


def printed(day: datetime.date, code: str) -> str:
    if code == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    month = MONTHS[code][day.month]
    if code == "en":
        return f"{day.day} {month.capitalize()} {day.year}"
    if code == "es":
        return f"{day.day} de {month} de {day.year}"
    return f"{day.day} {month} {day.year}"


@pytest.mark.parametrize("code", CODES)
def test_the_examples_of_the_data_hold(code: str) -> None:
    table = language(code).table("dates")
    for example in table["examples"]:
        found = find_dates(example["text"], code)
        assert [(date.first, date.last) for date in found] == [(example["first"], example["last"])]


@pytest.mark.parametrize("code", CODES)
def test_the_counter_examples_of_the_data_hold(code: str) -> None:
    for text in language(code).table("dates")["counter"]["examples"]:
        assert find_dates(text, code) == [], text


@pytest.mark.parametrize("code", CODES)
@given(day=st.dates(datetime.date(1900, 1, 1), datetime.date(2150, 12, 31)))
def test_every_day_is_read_back_from_its_print(code: str, day: datetime.date) -> None:
    text = f"({printed(day, code)})"
    (found,) = find_dates(text, code)
    assert found.first == found.last == day.isoformat()
    assert text[found.start : found.end].endswith(printed(day, code)[-4:])


@pytest.mark.parametrize("code", CODES)
@given(day=st.integers(1, 31), month=st.integers(1, 12), year=st.integers(1945, 2099))
def test_no_date_is_read_that_the_calendar_lacks(
    code: str, day: int, month: int, year: int
) -> None:
    try:
        real = datetime.date(year, month, day)
    except ValueError:
        real = None
    shown = real or datetime.date(year, month, 1)
    text = printed(shown, code)
    if real is None:
        text = text.replace(f"{month}月1日", f"{month}月{day}日")
        text = f"{day}{text[1:]}" if code != "zh" else text
    found = find_dates(text, code)
    assert bool(found) == (real is not None)


def test_the_levantine_and_the_gregorian_month_and_both_are_one_date() -> None:
    for month in ("كانون الأول", "ديسمبر", "كانون الأول/ديسمبر", "كانون الأول / ديسمبر"):
        (found,) = find_dates(f"في 7 {month} 2031", "ar")
        assert found.first == "2031-12-07"


def test_two_names_that_contradict_each_other_are_no_month() -> None:
    assert find_dates("في 7 تموز/ديسمبر 2031", "ar") == []


@pytest.mark.parametrize(
    "text",
    ["2031 年 3 月 25 日", "2031\u00a0年\u00a03\u00a0月\u00a025\u00a0日", "２０３１年３月２５日"],
)
def test_digits_may_be_spaced_or_wide(text: str) -> None:
    (found,) = find_dates(text, "zh")
    assert found.first == "2031-03-25"


def test_two_full_dates_joined_by_and_stay_two() -> None:
    found = find_dates("resolutions of 3 March 2031 and 5 May 2032", "en")
    assert [date.first for date in found] == ["2031-03-03", "2032-05-05"]


def test_a_year_is_lent_to_the_date_before_it_but_to_no_farther_one() -> None:
    found = find_dates("on 28 May and 1 June 2031, and every 3 March", "en")
    assert [(date.first, date.last) for date in found] == [
        ("2031-05-28", "2031-05-28"),
        ("2031-06-01", "2031-06-01"),
    ]


def test_between_and_make_a_range() -> None:
    (found,) = find_dates("entre el 1 de julio de 2031 y el 30 de junio de 2032", "es")
    assert (found.first, found.last) == ("2031-07-01", "2032-06-30")


def test_a_bare_year_is_a_date_only_on_request() -> None:
    assert find_dates("by 2031", "en") == []
    assert [date.first for date in find_dates("by 2031", "en", years=True)] == ["2031"]
    assert find_dates("resolution 2031/5 and A/2031", "en", years=True) == []


def test_a_verb_is_not_taken_for_the_month_of_may() -> None:
    assert find_dates("the steps that they may 2031 times repeat", "en") == []


@pytest.mark.parametrize("code", CODES)
@given(text=st.text(max_size=200))
def test_dates_of_any_text_lie_within_it(code: str, text: str) -> None:
    for date in find_dates(text, code, years=True):
        assert 0 <= date.start < date.end <= len(text)


@pytest.mark.parametrize("code", CODES)
def test_time_is_linear_even_in_hostile_lists(code: str) -> None:
    def seconds(count: int) -> float:
        text = "1, " * count + "2031 " + "1 and " * count
        return best_of(3, lambda: find_dates(text, code))[0]

    seconds(10)
    assert seconds(8_000) < 40 * max(seconds(1_000), 0.002)
