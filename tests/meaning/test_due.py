"""When a mandate falls due: invented clauses, the same in six languages."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seized.languages import CODES, language
from seized.meaning.due import DueContext, sessions_in
from seized.meaning.mandates import find_mandates
from seized.model.dates import PartialDate
from seized.model.findings import Due
from seized.model.resolution import Paragraph, Resolution, Session
from seized.model.text import Piece, Span


def _due(
    text: str,
    code: str,
    organ: str = "general-assembly",
    session: int = 77,
    adopted: str = "2022-12-15",
) -> list[Due]:
    """Due of every mandate in one paragraph of a resolution."""
    span = Span(0, len(text))
    paragraph = Paragraph("op1", "1", None, text, span, pieces=(Piece(0, 0, len(text)),))
    resolution = Resolution(
        symbol=None,
        organ=organ,
        session=Session(session) if organ == "general-assembly" else None,
        title=None,
        adopted=PartialDate(adopted),
        operative=(paragraph,),
    )
    return [mandate.due for mandate in find_mandates(resolution, text, code, ())]


def _examples() -> list[Any]:
    return [
        pytest.param(code, row, id=f"{code}-{row['name']}")
        for code in CODES
        for row in language(code).table("due")["examples"]
    ]


def _clauses() -> list[Any]:
    path = Path(__file__).with_name("due_clauses.toml")
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["clause"]
    return [pytest.param(row, id=row["name"]) for row in rows]


def _row(code: str, name: str) -> dict[str, Any]:
    return next(r for r in language(code).table("due")["examples"] if r["name"] == name)


@pytest.mark.parametrize(("code", "row"), _examples())
def test_every_example_is_due_when_it_says(code: str, row: dict[str, Any]) -> None:
    (due,) = _due(row["text"], code)
    assert list(due.sessions) == row["sessions"]
    assert due.date == row.get("date")
    assert due.periodicity == row.get("periodicity")
    assert (due.event is not None) == row.get("event", False)
    assert not due.inferred


@pytest.mark.parametrize("code", CODES)
def test_the_examples_of_all_languages_are_due_at_the_same_time(code: str) -> None:
    def told(which: str) -> list[Any]:
        rows = language(which).table("due")["examples"]
        return [{k: v for k, v in row.items() if k != "text"} for row in rows]

    assert told(code) == told("en")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("row", _clauses())
def test_a_clause_is_due_at_the_same_time_in_every_language(row: dict[str, Any], code: str) -> None:
    (due,) = _due(row[code], code)
    told = (list(due.sessions), due.date, due.periodicity, due.event is not None)
    asked = (row["sessions"], row.get("date"), row.get("periodicity"), row.get("event", False))
    assert told == asked


@pytest.mark.parametrize("code", CODES)
def test_the_window_of_several_sessions_spans_them_all(code: str) -> None:
    (due,) = _due(_row(code, "range")["text"], code)
    assert (due.from_, due.to) == ("2023-09-05", "2026-09-07")


@pytest.mark.parametrize("code", CODES)
def test_the_year_of_adoption_is_due_only_while_most_of_it_is_to_come(code: str) -> None:
    text = _row(code, "in-a-year")["text"]
    (resumed,) = _due(text, code, session=79, adopted="2025-03-04")
    (past,) = _due(text, code, session=80, adopted="2025-12-18")
    assert (resumed.date, past.date) == ("2025", None)


@pytest.mark.parametrize("code", CODES)
def test_a_deadline_opens_no_session_window(code: str) -> None:
    (due,) = _due(_row(code, "feed")["text"], code)
    assert (due.from_, due.to, due.rule) == ("2024-01-01", "2024-01-31", "explicit-date")


@pytest.mark.parametrize("code", CODES)
def test_a_council_s_own_session_is_named_and_not_taken_for_one_of_the_assembly(code: str) -> None:
    (due,) = _due(_row(code, "council-year")["text"], code)
    assert due.event is not None
    assert "2024" in due.event
    assert due.from_ is None


@pytest.mark.parametrize("code", CODES)
def test_of_a_council_s_resolution_only_sessions_of_the_assembly_count(code: str) -> None:
    (due,) = _due(_row(code, "council-and-assembly")["text"], code, organ="human-rights-council")
    assert due.sessions == (79,)
    (due,) = _due(_row(code, "rights-council")["text"], code, organ="human-rights-council")
    assert due.sessions == ()


@pytest.mark.parametrize(
    ("code", "text", "event"),
    [
        ("zh", "请秘书长在灯具会议开幕前三个月内提交报告；", "灯具会议开幕前三个月内"),
        ("zh", "请秘书长提交报告，灯具会议召开之前两周内；", "灯具会议召开之前两周内"),
        (
            "en",
            "Requests the Secretary-General to report before the opening of the fair, by boat;",
            "before the opening of the fair",
        ),
    ],
)
def test_an_event_is_told_with_what_its_language_puts_before_or_behind_the_word(
    code: str, text: str, event: str
) -> None:
    (due,) = _due(text, code)
    assert due.event == event


@pytest.mark.parametrize("code", CODES)
@given(session=st.integers(60, 95), text=st.text(max_size=60))
def test_no_session_before_that_of_the_resolution_is_due(
    code: str, session: int, text: str
) -> None:
    words = "; ".join(row["text"] for row in language(code).table("due")["examples"][:8]).lower()
    found = sessions_in(words + text.lower(), code, DueContext(True, session, None))
    assert all(session <= one <= session + 15 for one in found)
    assert list(found) == sorted(set(found))
