"""Mandates in the manner of other organs than the plenary Assembly, in six languages."""

from __future__ import annotations

import tomllib
from typing import Any, get_args

import organs_reading
import pytest
from organs_reading import FOLDER, LEARNED, floors, load, measured, names

from seized.languages import CODES
from seized.meaning.deliverables import KINDS
from seized.model.findings import AddresseeClass, Periodicity

WORDS = {"force", "to", "deliverable", "sessions", "date", "periodicity", "event"}


def _learned(name: str) -> list[dict[str, Any]]:
    path = LEARNED / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))["clause"] if path.exists() else []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", names())
def test_an_organ_s_mandates_are_read_as_they_were_marked(name: str, code: str) -> None:
    reached, different = measured(name, code)
    print(*different, sep="\n")
    held = floors(name)[code]
    assert set(held) == set(reached)
    assert {kind: value for kind, value in reached.items() if value < held[kind]} == {}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    ("name", "row", "recipient"),
    [
        (
            "economic_and_social_council",
            "a report at a session named by its year",
            "economic-and-social-council",
        ),
        (
            "economic_and_social_council",
            "an executive director reports to a commission",
            "crime-commission",
        ),
        (
            "economic_and_social_council",
            "a commission's own session",
            "commission-on-narcotic-drugs",
        ),
        ("human_rights_council", "a summary report of the discussion", "human-rights-council"),
        (
            "human_rights_council",
            "a fact-finding mission updates and reports",
            "human-rights-council",
        ),
    ],
)
def test_a_report_goes_to_the_body_that_asks_unless_another_is_named(
    name: str, row: str, recipient: str, code: str
) -> None:
    data = load(name)
    found = next(one for one in data["clause"] if one["name"] == row)
    first, *_ = organs_reading.mandates_of(data, found, code)
    told = first.recipient if first.deliverable == "report" else recipient
    assert told == recipient


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", ["economic_and_social_council", "human_rights_council"])
def test_a_session_to_come_of_a_council_or_commission_is_told_as_the_event(
    name: str, code: str
) -> None:
    marked, told = organs_reading.events(name, code)
    assert told <= marked
    assert len(told) >= 0.8 * len(marked)  # not of a commission that no word names


@pytest.mark.parametrize("name", names())
def test_every_paragraph_is_marked_with_the_published_words(name: str) -> None:
    data = load(name)
    assert {"organ", "symbol", "adopted", "clause"} <= set(data)
    rows = data["clause"]
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        assert set(CODES) <= set(row), row["name"]
        for one in row["mandates"]:
            assert one["force"] in {"decide", "request", "urge", "invite"}, row["name"]
            assert set(one["to"]) <= set(get_args(AddresseeClass)), row["name"]
            assert one["deliverable"] in KINDS, row["name"]
            assert one.get("periodicity") in {None, *get_args(Periodicity)}, row["name"]
            assert set(one) <= WORDS, row["name"]


@pytest.mark.parametrize("path", sorted(LEARNED.glob("*.toml")), ids=lambda path: path.stem)
def test_what_is_learned_from_is_in_six_languages_and_of_a_known_kind(path: Any) -> None:
    rows = _learned(path.stem)
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        assert set(row) == {"name", "deliverable", *CODES}, row["name"]
        assert row["deliverable"] in KINDS, row["name"]


@pytest.mark.parametrize("code", CODES)
def test_no_wording_is_learned_from_and_tried_as_well(code: str) -> None:
    tried = {" ".join(row[code].split()) for name in names() for row in load(name)["clause"]}
    paths = LEARNED.glob("*.toml")
    learned = {" ".join(row[code].split()) for path in paths for row in _learned(path.stem)}
    assert tried & learned == set()


def test_every_set_has_floors_and_every_floor_a_set() -> None:
    assert sorted(path.stem for path in (FOLDER / "floors").glob("*.toml")) == names()


def test_what_differs_is_told_in_words() -> None:
    row = {
        "name": "two clauses of which one is marked",
        "en": "Requests the Secretary-General to report to the General Assembly, and urges all "
        "States to repair their lamps;",
        "mandates": [{"force": "request", "to": ["organ"], "deliverable": "report"}],
    }
    data = {"organ": "security-council", "symbol": "S/RES/2901 (2031)", "adopted": "2031-12-19"}
    (first, second) = organs_reading.pairs_of(data, row, "en")
    assert organs_reading.difference(*first) == "to marked organ, read secretary-general"
    assert "urge / member-states" in organs_reading.difference(*second)
