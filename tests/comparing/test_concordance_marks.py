"""Numbers, dates and periods that are compared, whatever the language writes them in."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seized.comparing.marks import date_marks, groups, number_marks, period_marks
from seized.comparing.units import symbol_key
from seized.comparing.votes import apart
from seized.languages import CODES, language
from seized.languages.acts import act_forces
from seized.languages.words import fold


def numbers(text: str, code: str) -> list[str]:
    return [mark.value for mark in number_marks(date_marks(text, code)[1], code) if not mark.weak]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "2.5 million buoys"),
        ("es", "2,5 millones de boyas"),
        ("fr", "2,5 millions de bouées"),
        ("ru", "2,5 миллиона буев"),
        ("zh", "250万个浮标"),
        ("ar", "2,5 مليون عوامة"),
    ],
)
def test_millions_are_one_number_in_six_languages(code: str, text: str) -> None:
    assert numbers(text, code) == ["2500000"]


def test_groups_of_digits_are_the_same_in_either_order() -> None:
    there, here = numbers("649 900 دولار", "ar"), numbers("900 649 دولار", "ar")
    assert sorted(g for n in there for g in groups(n)) == ["649", "900"]
    assert sorted(g for n in there for g in groups(n)) == sorted(g for n in here for g in groups(n))


def test_digits_of_symbols_are_no_numbers() -> None:
    assert numbers("resolutions 93/12 and 2231 (2015), A/94/L.3 and 12 others", "en") == ["12"]
    assert numbers("第93/12号决议和12个其他决议", "zh") == ["12"]


def test_digits_of_a_month_are_no_number() -> None:
    assert numbers("每年3月12日举行会议", "zh") == ["12"]


def test_a_time_of_day_is_no_number() -> None:
    assert numbers("from 3 p.m. to 6 p.m. on three days", "en") == ["3"]
    assert numbers("de 15 heures à 18 heures, pendant trois jours", "fr") == ["3"]


def test_chinese_digits_in_a_row_are_one_number() -> None:
    assert numbers("议事规则第一五三条", "zh") == ["153"]


def test_a_stretch_of_days_gives_its_ends_and_a_lone_year_itself() -> None:
    marks, left = date_marks("from 3 to 5 May 2031, and in 2033", "en")
    assert [mark.value for mark in marks] == ["2031-05-03", "2031-05-05", "2033"]
    assert not re.search(r"\d", left)


@given(st.integers(min_value=0, max_value=10**12))
def test_groups_of_a_number_are_its_digits_by_thousands(value: int) -> None:
    kept = [group for group in f"{value:,}".split(",") if int(group)]
    assert list(groups(str(value))) == [str(int(group)) for group in kept]


def test_the_number_of_a_document_stands_for_it_without_body_and_letter() -> None:
    assert symbol_key("A/RES/93/12 B") == "93/12"
    assert symbol_key("S/RES/2231 (2015)") == "2231"


@given(st.lists(st.integers(min_value=1, max_value=50), min_size=1, max_size=5, unique=True))
def test_one_changed_value_among_six_is_found_whatever_the_others_are(values: list[int]) -> None:
    pool = Counter(map(str, values))
    other = Counter(map(str, [*values[1:], 99]))
    found = apart([pool, pool, other, pool, pool, pool])
    assert [(one.version, one.extra, one.missing) for one in found] == [
        (2, ("99",), (str(values[0]),))
    ]


def test_a_value_that_one_version_merely_lacks_has_nothing_in_its_place() -> None:
    pool = Counter(["7", "9"])
    (one,) = apart([pool, pool, Counter(["7"])])
    assert (one.version, one.extra, one.missing) == (2, (), ("9",))


def test_what_is_weak_in_all_versions_makes_no_difference() -> None:
    ones, two = Counter(["1"]), Counter(["2"])
    weak = [frozenset({"1"})] * 2 + [frozenset[str]()]
    assert all(not one.missing for one in apart([ones, ones, two], weak) if one.version == 2)


@pytest.mark.parametrize("code", CODES)
def test_all_languages_have_the_same_sections(code: str) -> None:
    ours, english = language(code).table("concordance"), language("en").table("concordance")
    assert set(ours) == set(english)
    assert set(ours["periods"]) == set(english["periods"])


@pytest.mark.parametrize("code", CODES)
def test_patterns_match_their_examples_and_no_counter_example(code: str) -> None:
    table = language(code).table("concordance")
    for row in (table["names"], table["aside"], table["loose"], *table["periods"].values()):
        assert row["counter_examples"]
        if not row["pattern"]:
            continue
        for example in row["examples"]:
            assert re.search(row["pattern"], fold(example).text), example
        for example in row["counter_examples"]:
            assert not re.search(row["pattern"], fold(example).text), example


@pytest.mark.parametrize("code", CODES)
def test_periods_are_found_in_their_examples(code: str) -> None:
    for name, row in language(code).table("concordance")["periods"].items():
        for example in row["examples"]:
            assert name in {mark.value for mark in period_marks(example, code)}


@pytest.mark.parametrize("code", CODES)
def test_acts_that_stand_for_each_other_are_acts_of_the_catalogue(code: str) -> None:
    for act, also in language(code).table("concordance")["renders"].items():
        assert {act, *also} <= set(act_forces())


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        ("ru", "там 122 человека и 465 членов", ["122", "465"]),
        ("en", "three Decades of Buoys", ["3"]),
        ("zh", "一个P-4职位", ["4"]),
        ("fr", "sa soixante- seizième session", ["76"]),
        ("ar", "في دورتيها الثامنة والتاسعة والعاشرة بنسبة 5 في المائة", ["8", "9", "5"]),
        ("zh", "第一部分(Part I和II)，星期五", ["1", "2"]),
        ("en", "regulation 4.10 and 0.20 per cent", ["4.10", "0.2"]),
    ],
)
def test_a_number_is_read_as_it_is_meant(code: str, text: str, values: list[str]) -> None:
    assert numbers(text, code) == values


def test_what_tells_how_often_is_no_number_of_its_own() -> None:
    from seized.comparing.units import Unit

    unit = Unit("ru", "op1", "operative", "проводить раз в два года три совещания")
    assert [(mark.value, mark.weak) for mark in unit.numbers] == [("2", True), ("3", False)]


@pytest.mark.parametrize("code", CODES)
def test_twice_a_year_is_not_every_year(code: str) -> None:
    row = language(code).table("concordance")["periods"]["semiannual"]
    for example in row["examples"]:
        assert {mark.value for mark in period_marks(example, code)} == {"semiannual"}


def test_decades_are_tens_of_years_that_prove_nothing() -> None:
    marks = number_marks("over four decades", "en")
    assert [(mark.value, mark.weak) for mark in marks] == [("40", True)]
