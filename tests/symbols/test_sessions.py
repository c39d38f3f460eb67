"""Sessions and the calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seized.model.errors import SymbolError
from seized.model.resolution import Session
from seized.symbols import (
    council_session,
    ga_session,
    human_rights_council_session,
    opening_by_rule,
    session_on,
    sessions_begun,
    sessions_on,
)
from seized.symbols.tables import table


def test_the_seventy_seventh_session_sat_from_september_to_september() -> None:
    window = ga_session(77)
    assert window == (date(2022, 9, 13), date(2023, 9, 4), "third-week")


@pytest.mark.parametrize(
    ("number", "first", "rule"),
    [
        (70, date(2015, 9, 15), "third-week"),
        (75, date(2020, 9, 15), "third-week"),
        (78, date(2023, 9, 5), "second-week"),
        (79, date(2024, 9, 10), "second-week"),
        (80, date(2025, 9, 9), "second-week"),
        (81, date(2026, 9, 8), "second-week"),
        (82, date(2027, 9, 7), "second-week"),
        (83, date(2028, 9, 5), "second-week"),
        (29, date(1974, 9, 17), "opening-table"),
    ],
)
def test_sessions_open_by_the_rule_of_their_time(number: int, first: date, rule: str) -> None:
    assert (ga_session(number).first, ga_session(number).rule) == (first, rule)


def test_the_rules_give_the_days_on_which_sessions_did_open() -> None:
    openings = table("sessions")["assembly"]["openings"]
    for number in range(58, 81):
        assert opening_by_rule(number)[0] == date.fromisoformat(openings[number - 1])


def test_the_old_rule_would_have_opened_the_seventy_eighth_a_week_later() -> None:
    assert opening_by_rule(78, "third-week") == (date(2023, 9, 12), "third-week")


def test_sessions_follow_each_other_without_a_gap_to_the_hundredth() -> None:
    for number in range(1, 100):
        last = ga_session(number).last
        assert last is not None
        assert (ga_session(number + 1).first - last).days == 1
    assert ga_session(100).first.year == 2045


@pytest.mark.parametrize("number", [0, -1, 101])
def test_a_session_that_there_is_not_is_an_error(number: int) -> None:
    with pytest.raises(SymbolError):
        ga_session(number)


def test_special_sessions_have_their_days() -> None:
    assert ga_session(30, "special")[:2] == (date(2016, 4, 19), date(2016, 4, 21))
    assert ga_session(11, "emergency-special").last is None
    assert date(2030, 1, 1) in ga_session(11, "emergency-special")
    for number, kind in ((33, "special"), (12, "emergency-special")):
        with pytest.raises(SymbolError):
            ga_session(number, kind)  # type: ignore[arg-type]


@given(st.dates(date(1946, 1, 10), date(2046, 9, 1)))
def test_the_session_of_a_day_contains_the_day(day: date) -> None:
    found = session_on(day)
    assert day in ga_session(found.number)
    assert sessions_on(day)[0] == found


def test_a_day_can_lie_in_several_sessions() -> None:
    kinds = {s.kind: s.number for s in sessions_on(date(2016, 4, 20))}
    assert kinds == {"regular": 70, "special": 30, "emergency-special": 10}
    assert session_on(date(2021, 3, 25)) == Session(75)
    for outside in (date(1945, 10, 24), date(2050, 1, 1)):
        with pytest.raises(SymbolError):
            session_on(outside)


def test_the_councils_count_in_their_own_way() -> None:
    assert council_session("XLIV").first.year == 1968
    assert council_session("LXIII").last == date(1977, 12, 31)
    assert council_session("2010")[:2] == (date(2010, 1, 1), date(2010, 12, 31))
    assert council_session("2021").rule == "july-to-july"
    assert human_rights_council_session(41).first.year == 2019
    assert human_rights_council_session(51).first.year == 2022
    with pytest.raises(SymbolError):
        council_session("LXIV")
    with pytest.raises(SymbolError):
        human_rights_council_session(0)


@pytest.mark.parametrize(
    ("body", "day", "number"),
    [
        ("human-rights-council", "2023-02-15", 52),
        ("human-rights-council", "2022-12-01", 51),
        ("human-rights-council", "2023-07-14", 53),
        ("human-rights-council", "2024-10-11", 57),
        ("status-of-women-commission", "2024-03-22", 68),
        ("commission-on-the-status-of-women", "2024-02-01", 67),
        ("commission-on-narcotic-drugs", "2024-03-22", 67),
        ("crime-commission", "2024-05-17", 33),
        ("statistical-commission", "2024-03-01", 55),
        ("escap", "2024-04-26", 80),
        ("un-forum-on-forests", "2024-05-10", 19),
    ],
)
def test_bodies_count_their_sessions(body: str, day: str, number: int) -> None:
    assert sessions_begun(body, date.fromisoformat(day)) == number


def test_a_council_that_names_its_sessions_after_years_counts_none() -> None:
    assert sessions_begun("economic-and-social-council", date(2024, 7, 24)) is None
