"""Series: predecessors and successors, names that change, gaps and lapses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.comparing.invented_records import asks, resolution

from seized.comparing.series import find_series
from seized.comparing.titles import Weights, likeness, title_key
from seized.languages import CODES, language
from seized.languages.words import fold
from seized.model.record import Record
from seized.model.series import Link, SeriesSet
from seized.symbols import ga_session
from seized.writing.series import SERIES_COLUMNS, series_json, series_rows


def links(records: list[Record]) -> list[Link]:
    return list(find_series(records).links())


def whole_session(session: int) -> list[Record]:
    """Forty unlike resolutions of a session; the last is adopted on its last day."""
    plants = ["roses", "irises", "lilies", "ferns", "mosses", "reeds", "sedges", "vines"]
    work = ["pruning", "drying", "trade", "counting", "planting"]
    titles = [f"{one} of {two}" for one in work for two in plants]
    days = {40: str(ga_session(session).last)}
    return [
        resolution(
            f"A/RES/{session}/{n}", title, item=f"{n}", adopted=str(days.get(n) or "") or None
        )
        for n, title in enumerate(titles, 1)
    ]


@pytest.mark.parametrize("code", CODES)
def test_titles_that_differ_by_session_and_year_alone_are_one(code: str) -> None:
    for one, two in language(code).table("series")["same"]["titles"]:
        assert title_key(one, code).key == title_key(two, code).key


@pytest.mark.parametrize("code", CODES)
def test_titles_on_different_matters_are_two(code: str) -> None:
    for one, two in language(code).table("series")["different"]["titles"]:
        assert title_key(one, code).key != title_key(two, code).key


@pytest.mark.parametrize("code", CODES)
def test_every_phrase_that_is_dropped_matches_its_examples_alone(
    code: str,
) -> None:
    for row in language(code).table("series")["drop"]:
        pattern = re.compile(row["pattern"])
        assert row["examples"]
        assert row["counter_examples"]
        assert all(pattern.search(fold(text).text) for text in row["examples"])
        assert not any(pattern.search(fold(text).text) for text in row["counter_examples"])


@pytest.mark.parametrize("code", CODES)
def test_the_words_for_series_are_the_same_in_every_language(code: str) -> None:
    for table in ("words", "evidence"):
        ours, english = (language(c).table("series")[table] for c in (code, "en"))
        assert ours.keys() == english.keys()
        gaps = [sorted(re.findall(r"\{\w+\}", text)) for text in english.values()]
        assert [sorted(re.findall(r"\{\w+\}", ours[key])) for key in english] == gaps


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(CODES))
def test_likeness_is_symmetric_and_between_nought_and_one(one: str, two: str, code: str) -> None:
    first, second = title_key(one, code), title_key(two, code)
    weights = Weights.of([first, second])
    assert likeness(first, second, weights) == likeness(second, first, weights)
    assert 0.0 <= likeness(first, second, weights) <= 1.0


def test_the_recalled_resolution_with_the_same_title_is_the_predecessor() -> None:
    [link] = links([
        resolution("A/RES/75/8"), resolution("A/RES/77/9", recalls=["A/RES/75/8"])
    ])  # fmt: skip
    assert (link.before, link.after, link.kind) == ("A/RES/75/8", "A/RES/77/9", "continued")
    assert link.named
    assert link.confidence == 0.99
    recalled = link.evidence[0]
    assert (recalled.rule, recalled.document, recalled.at, recalled.quote) == (
        "recalled", "A/RES/77/9", "pp1", "75/8",
    )  # fmt: skip


def test_a_resolution_that_is_not_at_hand_stands_between() -> None:
    [link] = links([
        resolution("A/RES/75/8"), resolution("A/RES/77/9", recalls=["A/RES/76/5"])
    ])  # fmt: skip
    assert link.between == ("A/RES/76/5",)
    assert not link.named
    assert [one.rule for one in link.evidence][:2] == ["recalled-chain", "title"]


def test_the_latest_of_several_with_the_title_is_the_predecessor() -> None:
    found = links([
        resolution("A/RES/77/9", recalls=["A/RES/73/2", "A/RES/75/8"]),
        resolution("A/RES/75/8", recalls=["A/RES/73/2"]),
        resolution("A/RES/73/2"),
    ])  # fmt: skip
    assert [(one.before, one.after) for one in found] == [
        ("A/RES/73/2", "A/RES/75/8"), ("A/RES/75/8", "A/RES/77/9"),
    ]  # fmt: skip


def test_a_new_title_is_a_renamed_series_where_the_old_one_is_recalled() -> None:
    [link] = links([
        resolution("A/RES/75/8", "Watering of tulips and lilies in northern gardens"),
        resolution("A/RES/77/9", "Watering of tulips and lilies in northern gardens: dry years",
                   recalls=["A/RES/75/8"]),
        resolution("A/RES/77/10", "Trade in bulbs", item="13"),
    ])  # fmt: skip
    assert link.kind == "renamed"


def test_a_recall_alone_makes_no_series() -> None:
    assert not links([
        resolution("A/RES/75/8", "Financing of the rose mission", item="40"),
        resolution("A/RES/77/9", "Declaration of the year of reeds", item="8",
                   recalls=["A/RES/75/8"]),
    ])  # fmt: skip


def test_paragraphs_that_two_alone_have_tell_the_series_under_another_title() -> None:
    words = [f"Notes the state of the {name} beds in the eastern garden;" for name in "abcde"]
    [link] = links([
        resolution("A/RES/75/8", "State of beds", words=words),
        resolution("A/RES/77/9", "Eastern garden", words=words),
    ])  # fmt: skip
    assert link.kind == "renamed"
    assert "wording" in {one.rule for one in link.evidence}


def test_a_split_has_two_successors_and_a_merger_two_predecessors() -> None:
    split = links([
        resolution("A/RES/75/8"),
        resolution("A/RES/77/9", recalls=["A/RES/75/8"]),
        resolution("A/RES/77/10", recalls=["A/RES/75/8"]),
    ])  # fmt: skip
    assert {link.kind for link in split} == {"split"}
    merged = links([
        resolution("A/RES/75/8", "Pruning of roses in winter gardens"),
        resolution("A/RES/75/9", "Lilies grown under glass"),
        resolution("A/RES/77/9", "Pruning of roses in winter gardens; lilies grown under glass",
                   recalls=["A/RES/75/8", "A/RES/75/9"]),
        resolution("A/RES/77/10", "Trade in bulbs", item="13"),
    ])  # fmt: skip
    assert {link.kind for link in merged} == {"merged"}


def test_parts_of_a_number_follow_each_other_within_a_session() -> None:
    found = links([
        resolution("A/RES/75/8", adopted="2020-12-01"),
        resolution("A/RES/75/8 B", adopted="2021-04-01", recalls=["A/RES/75/8"]),
        resolution("A/RES/77/9", recalls=["A/RES/75/8"]),
    ])  # fmt: skip
    assert [(one.before, one.after) for one in found] == [
        ("A/RES/75/8", "A/RES/75/8 B"), ("A/RES/75/8 B", "A/RES/77/9"),
    ]  # fmt: skip


def test_parts_of_one_day_do_not_follow_each_other() -> None:
    assert not links([resolution("A/RES/75/8 A"), resolution("A/RES/75/8 B")])


def test_versions_in_two_languages_are_one_member_and_meet_without_a_common_one() -> None:
    found = find_series([
        resolution("A/RES/75/8", "北方花园与郁金香之家的合作", code="zh"),
        resolution("A/RES/77/9", recalls=["A/RES/75/8"]),
        resolution("A/RES/77/9", "Сотрудничество северных садов", code="ru"),
    ])  # fmt: skip
    [series] = found.series
    assert [member.languages for member in series.members] == [("zh",), ("en", "ru")]
    assert series.links[0].confidence == 0.8


def test_a_series_lapsed_where_the_session_is_there_as_a_whole() -> None:
    old = resolution("A/RES/75/8", mandates=[asks("agenda-item", 77)])
    found = {s.id: s for s in find_series([old, *whole_session(77)]).series}
    series = found["A/RES/75/8"]
    assert (series.state, series.missed, series.rhythm) == ("lapsed", (77,), "biennial")
    assert series.evidence[0].rule == "due"


def test_a_gap_in_the_set_is_no_lapse() -> None:
    old = resolution("A/RES/75/8", mandates=[asks("agenda-item", 77)])
    some = whole_session(77)[-20:]
    found = {s.id: s for s in find_series([old, *some]).series}
    assert found["A/RES/75/8"].state == "not-known"
    assert {s.state for s in find_series([old]).series} == {"running"}


def test_an_even_session_in_a_biennial_series_is_out_of_turn() -> None:
    found = find_series([
        resolution("A/RES/64/183"),
        *(resolution(f"A/RES/{n}/5", recalls=["A/RES/64/183"] if n == 65 else [f"A/RES/{n - 2}/5"],
                     mandates=[asks("report", n + 2)]) for n in (65, 67, 69)),
    ])  # fmt: skip
    [series] = found.series
    assert [m.symbol for m in series.members if m.off_cycle] == ["A/RES/64/183"]
    assert series.rhythm == "biennial"


def test_an_empty_set_and_a_record_without_a_symbol_have_no_series() -> None:
    assert find_series([]) == SeriesSet()
    nameless = resolution("A/RES/75/8")
    import msgspec

    held = msgspec.structs.replace(nameless.resolution, symbol=None)
    assert not find_series([msgspec.structs.replace(nameless, resolution=held)]).series


def test_rows_and_json_tell_links_with_their_evidence() -> None:
    found = find_series([
        resolution("A/RES/75/8"), resolution("A/RES/77/9", recalls=["A/RES/75/8"])
    ])  # fmt: skip
    first, second = series_rows(found)
    assert set(second) <= set(SERIES_COLUMNS)
    assert first.get("before") is None
    assert (second["before"], second["place"], second["quote"]) == (
        "A/RES/75/8",
        ("pp1",),
        ("75/8",),
    )
    assert b'"schema": "seized/series/1"' in series_json(found)
