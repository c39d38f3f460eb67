"""The second bundled resolution continues the first, alike in six languages."""

from __future__ import annotations

from functools import cache

import pytest

from seized import samples
from seized.comparing.series import find_series
from seized.engine import read
from seized.model.errors import NotFound
from seized.model.record import Record


@cache
def sample(code: str, session: int) -> Record:
    return read(samples.path(code, session=session).read_bytes())


@pytest.mark.parametrize("code", samples.CODES)
def test_the_next_resolution_has_the_addresses_and_dues_of_the_english_one(code: str) -> None:
    here, english = sample(code, 97), sample("en", 97)
    places = [p.address for p in here.resolution.paragraphs()]
    assert places == [p.address for p in english.resolution.paragraphs()]
    assert here.resolution.symbol == "A/RES/97/284"
    assert here.doubts == ()
    asked = [(m.at, m.force, m.due.sessions) for m in here.mandates]
    assert asked == [(m.at, m.force, m.due.sessions) for m in english.mandates]


@pytest.mark.parametrize("code", samples.CODES)
def test_the_next_resolution_continues_the_first(code: str) -> None:
    found = find_series([sample(code, 95), sample(code, 97)])
    assert [(link.before, link.after) for one in found.series for link in one.links] == [
        ("A/RES/95/312", "A/RES/97/284")
    ]


@pytest.mark.parametrize(
    ("code", "slips"),
    [
        ("ar", {("number-jumps", "op7"), ("citation-date-outside-session", "pp1")}),
        ("en", {("word-doubled", "pp3")}),
        ("es", set()),  # its slip shows beside the other versions alone: another session
        ("fr", {("act-ambiguous", "op2"), ("quotation-not-closed", "pp2")}),
        ("ru", {("act-ambiguous", "op2"), ("note-without-marker", "note2")}),
        ("zh", {("sign-doubled", "pp3")}),
    ],
)
def test_the_resolution_with_slips_holds_these_and_no_others(code: str, slips: set) -> None:
    record = sample(code, 96)
    assert record.resolution.symbol == "A/RES/96/118"
    assert {(doubt.code, doubt.at) for doubt in record.doubts} == slips
    dues = {m.at: m.due.sessions for m in record.mandates if m.due.sessions}
    assert dues == {"op4": (97,) if code == "es" else (98,), "op5": (98,)}


def test_a_sample_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotFound, match="session 98"):
        samples.path("en", session=98)
    with pytest.raises(NotFound, match="docx"):
        samples.path("en", "docx", session=97)
