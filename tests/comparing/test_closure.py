"""Closure: what later documents, catalogues and the calendar tell of a mandate."""

from __future__ import annotations

import datetime
import re

import msgspec
import pytest
from tests.comparing.invented_records import TITLE, asks, cites, resolution

from seized.comparing.closure import follow
from seized.languages import CODES, language
from seized.languages.words import fold
from seized.model.closure import Followed, LightRecord
from seized.model.dates import PartialDate
from seized.model.record import Record
from seized.writing.closure import CLOSURE_COLUMNS, closure_json, closure_rows, why_words

LONG_AFTER = datetime.date(2026, 1, 1)
REPORT = LightRecord("A/77/91", f"{TITLE}: report", PartialDate("2022-08-02"), ("12 (c)",), 77)


def status(
    records: list[Record], *light: LightRecord, today: datetime.date = LONG_AFTER
) -> Followed:
    """The first mandate of the first resolution, followed."""
    return follow(records, today, light).followed[0]


def pair(kind: str = "report", *, cited: str | None = None, words: str = "") -> list[Record]:
    """A resolution that asks something at session 77, and its successor there."""
    old = resolution("A/RES/75/8", mandates=[asks(kind, 77)])
    new = resolution(
        "A/RES/77/9", recalls=["A/RES/75/8"], words=[words or "Notes gardens;"],
        cited=[cites(cited, "op1")] if cited else [],
        mandates=[asks(kind, 79)],
    )  # fmt: skip
    return [old, new]


def test_a_report_that_the_successor_cites_is_met() -> None:
    found = status(pair(cited="A/77/91", words="Takes note of the report on gardens;"))
    assert (found.status, found.rule) == ("met", "report-cited")
    assert (found.evidence[0].document, found.evidence[0].at) == ("A/RES/77/9", "op1")
    assert found.evidence[0].other == "A/77/91"


def test_a_document_of_another_session_or_no_report_is_no_proof() -> None:
    stale = status(pair(cited="A/75/91", words="Takes note of the report on gardens;"))
    other = status(pair(cited="A/77/91", words="Takes note of the letter on gardens;"))
    agenda = status(pair(cited="A/77/251", words="Takes note of the report on gardens;"))
    assert [one.status for one in (stale, other, agenda)] == ["overdue"] * 3


def test_a_report_in_the_catalogue_is_met_and_without_it_overdue() -> None:
    assert status(pair()).status == "overdue"
    found = status(pair(), REPORT)
    assert (found.status, found.rule, found.evidence[0].document) == (
        "met", "report-listed", "A/77/91",
    )  # fmt: skip


def test_a_report_is_known_by_title_by_item_or_by_the_resolution_it_names() -> None:
    bare = LightRecord("A/77/91", "Gardens of the south", session=77)
    assert status(pair(), bare).status == "overdue"
    for change in ({"title": TITLE}, {"items": ("12 (c)",)}, {"about": ("A/RES/75/8",)}):
        assert status(pair(), msgspec.structs.replace(bare, **change)).status == "met"


def test_a_meeting_record_or_an_agenda_is_no_report() -> None:
    for symbol in ("A/77/PV.3", "A/77/251", "A/75/91", "E/2022/91"):
        light = msgspec.structs.replace(REPORT, symbol=symbol)
        assert status(pair(), light).status == "overdue", symbol


def test_an_agenda_item_is_met_by_the_successor_adopted_under_it() -> None:
    found = status(pair("agenda-item"))
    assert (found.status, found.rule, found.successor) == (
        "met", "adopted-under-item", "A/RES/77/9",
    )  # fmt: skip
    assert found.evidence[0].quote == "12 (c)"


def test_an_agenda_item_is_met_by_a_resolution_between_that_the_successor_recalls() -> None:
    found = status([
        resolution("A/RES/75/8", mandates=[asks("agenda-item", 76)]),
        resolution("A/RES/77/9", recalls=["A/RES/76/5"]),
    ])  # fmt: skip
    assert (found.status, found.rule) == ("met", "successor-recalled")


def test_one_of_two_sessions_is_partly_met() -> None:
    old = resolution("A/RES/75/8", mandates=[asks("agenda-item", 77, 79)])
    assert status([old, resolution("A/RES/77/9", recalls=["A/RES/75/8"])]).status == "partly"


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2022-09-12", ("open", "not-yet-due")),
        ("2022-09-13", ("open", "in-window")),
        ("2023-09-04", ("open", "in-window")),
        ("2023-09-05", ("overdue", "window-passed")),
    ],
)
def test_the_calendar_of_the_session_parts_open_from_overdue(
    day: str, told: tuple[str, str]
) -> None:
    found = status(pair(), today=datetime.date.fromisoformat(day))
    assert (found.status, found.rule) == told


def test_without_a_document_of_that_time_nothing_is_known() -> None:
    found = status(pair()[:1])
    assert (found.status, found.rule) == ("not-known", "nothing-at-hand")


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("requests that gardens be watered", ("open", "repeated")),
        ("requests that gardens be weeded and cut by hand", ("open", "changed")),
        ("requests a census of ferns", ("lapsed", "dropped")),
    ],
)
def test_a_standing_mandate_lives_as_its_successor_has_it(
    quote: str, told: tuple[str, str]
) -> None:
    found = status([
        resolution("A/RES/75/8", mandates=[asks("action")]),
        resolution("A/RES/77/9", recalls=["A/RES/75/8"], mandates=[asks("action", quote=quote)]),
    ])  # fmt: skip
    assert (found.status, found.change) == told


def test_another_force_supersedes() -> None:
    weaker = msgspec.structs.replace(asks("action"), force="invite")
    found = status([
        resolution("A/RES/75/8", mandates=[asks("action")]),
        resolution("A/RES/77/9", recalls=["A/RES/75/8"], mandates=[weaker]),
    ])  # fmt: skip
    assert found.status == "superseded"


def test_what_is_asked_anew_before_it_was_due_is_superseded() -> None:
    found = status([
        resolution("A/RES/75/8", mandates=[asks("report", 80)]),
        resolution("A/RES/77/9", recalls=["A/RES/75/8"], mandates=[asks("report", 81)]),
    ])  # fmt: skip
    assert (found.status, found.rule) == ("superseded", "asked-anew")


def test_the_same_asked_again_for_the_same_time_is_still_open() -> None:
    found = status([
        resolution("A/RES/75/8", mandates=[asks("action", 83)]),
        resolution("A/RES/77/9", recalls=["A/RES/75/8"], mandates=[asks("action", 83)]),
    ])  # fmt: skip
    assert (found.status, found.rule, found.change) == ("open", "not-yet-due", "repeated")


def test_a_report_without_a_date_that_is_not_asked_again_may_have_been_made() -> None:
    found = status([
        resolution("A/RES/75/8", mandates=[asks("report")]),
        resolution("A/RES/77/9", recalls=["A/RES/75/8"]),
    ])  # fmt: skip
    assert (found.status, found.rule) == ("not-known", "dropped")


def test_a_mandate_of_a_lapsed_series_has_lapsed() -> None:
    rest = [resolution(f"A/RES/77/{n}", f"{'fern' * n}", item=f"{n}") for n in range(1, 41)]
    last = resolution("A/RES/77/41", "Closing of gardens", item="99", adopted="2023-09-01")
    found = status([resolution("A/RES/75/8", mandates=[asks("agenda-item", 77)]), *rest, last])
    assert (found.status, found.rule) == ("lapsed", "series-lapsed")


def test_a_standing_mandate_without_a_successor_is_not_known() -> None:
    assert status([resolution("A/RES/75/8", mandates=[asks("action")])]).status == "not-known"
    assert follow([], LONG_AFTER).followed == ()


@pytest.mark.parametrize("code", CODES)
def test_a_text_speaks_of_reports_as_the_examples_say(code: str) -> None:
    row = language(code).table("closure")["report"]
    pattern = re.compile(row["pattern"])
    assert all(pattern.search(fold(text).text) for text in row["examples"])
    assert not any(pattern.search(fold(text).text) for text in row["counter_examples"])


@pytest.mark.parametrize("code", CODES)
def test_every_state_and_reason_has_words_in_every_language(code: str) -> None:
    ours, english = (language(c).table("closure") for c in (code, "en"))
    for table in ("status", "change", "rule", "words"):
        assert ours[table].keys() == english[table].keys()
        assert all(ours[table].values())
    for found in follow(pair(), LONG_AFTER, [REPORT]).followed:
        assert why_words(found, code).startswith(ours["rule"][found.rule])


def test_rows_and_json_tell_the_state_with_its_evidence() -> None:
    closure = follow(pair(), LONG_AFTER, [REPORT])
    row = closure_rows(closure)[0]
    assert set(row) == set(CLOSURE_COLUMNS)
    assert (row["status"], row["documents"][0]) == ("met", "A/77/91")
    assert b'"schema": "seized/closure/1"' in closure_json(closure)
