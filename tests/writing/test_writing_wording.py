"""Printed mastheads and dates: six tables with the same keys, in the manner of the documents."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from halvard import CODES, record

from seized.languages import language
from seized.model.dates import PartialDate
from seized.model.doubts import Doubt
from seized.model.errors import UnsupportedLanguage
from seized.model.resolution import Session, Vote
from seized.writing.wording import wording


def shape(table: Any) -> Any:
    """The keys of a table, all the way down."""
    if isinstance(table, dict):
        return {key: shape(value) for key, value in table.items() if key != "endings"}
    return type(table).__name__


@pytest.mark.parametrize("code", CODES)
def test_all_languages_print_with_the_same_keys(code: str) -> None:
    ours, english = (language(c).table("printing") for c in (code, "en"))
    assert shape(ours) == shape(english)
    assert len(ours["dates"]["months"]) == len(ours["dates"]["alone"]) == 12


@pytest.mark.parametrize("code", CODES)
def test_templates_have_the_same_gaps_in_all_languages(code: str) -> None:
    def gaps(text: str) -> set[str]:
        from string import Formatter

        return {name for _, name, _, _ in Formatter().parse(text) if name} - {"th"}

    ours, english = (language(c).table("printing") for c in (code, "en"))
    for section in ("masthead", "session", "adopted", "dates", "words"):
        for key, value in english[section].items():
            if isinstance(value, str):
                assert gaps(ours[section][key]) == gaps(value), (section, key)


@pytest.mark.parametrize(
    ("code", "day", "month"),
    [
        ("ar", "1 تموز/يوليه 2040", "تموز/يوليه 2040"),
        ("en", "1 July 2040", "July 2040"),
        ("es", "1 de julio de 2040", "julio de 2040"),
        ("fr", "1er juillet 2040", "juillet 2040"),
        ("ru", "1 июля 2040 года", "июль 2040 года"),
        ("zh", "2040年7月1日", "2040年7月"),
    ],
)
def test_dates_are_printed_as_exact_as_they_are(code: str, day: str, month: str) -> None:
    assert wording(code).date(PartialDate("2040-07-01")) == day
    assert wording(code).date(PartialDate("2040-07")) == month
    assert "7" not in wording(code).date(PartialDate("2040"))


@pytest.mark.parametrize(
    ("number", "printed"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (13, "13th"), (21, "21st"), (75, "75th")],
)
def test_english_ordinals_have_their_endings(number: int, printed: str) -> None:
    resolution = msgspec.structs.replace(record("en").resolution, session=Session(number))
    assert wording("en").session(resolution) == f"{printed} session"
    assert (
        wording("fr").session(msgspec.structs.replace(resolution, session=Session(1, "special")))
        == "1re session extraordinaire"
    )


@pytest.mark.parametrize("code", CODES)
def test_a_masthead_names_symbol_session_item_dates_and_drafts(code: str) -> None:
    lines = {line.role: line.text for line in wording(code).masthead(record(code).resolution)}
    assert lines["symbol"] == "A/RES/95/312"
    assert "95" in lines["session"]
    assert "128" in lines["agenda-item"]
    assert "A/95/L.57/Add.1" in lines["drafts"]
    assert "2041" in lines["adopted"]
    assert "61" in (wording(code).meeting(record(code).resolution) or "")


def test_arabic_agenda_letters_and_part_names_are_those_of_the_documents() -> None:
    resolution = msgspec.structs.replace(record("ar").resolution, symbol="A/RES/95/312 B")
    assert wording("ar").agenda_items(resolution) == "البند 128 (ق) من جدول الأعمال"
    assert wording("ar").number(resolution) == "95/312 باء"
    assert wording("ar").heading_label("B") == "باء"
    assert wording("ar").heading_label("III", 1) == "ثالثا"
    assert wording("zh").heading_label("XII", 1) == "十二"
    assert wording("fr").heading_label("XII", 1) == "XII"


def test_a_committee_report_is_told_from_a_draft_without_committee() -> None:
    resolution = msgspec.structs.replace(record("en").resolution, committee="third-committee")
    assert wording("en").drafts(resolution) == (
        "[on the report of the Third Committee (A/95/L.57 and A/95/L.57/Add.1)]"
    )


def test_votes_are_told_in_words() -> None:
    words = wording("en")
    assert words.vote(Vote("without-vote")) == "Adopted without a vote"
    assert words.vote(Vote("recorded", 80, 2, 47)).endswith(
        "80 in favour, 2 against, 47 abstaining"
    )
    assert words.vote(Vote("recorded")) == "Adopted by vote"


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(UnsupportedLanguage):
        wording("de")


@pytest.mark.parametrize("code", CODES)
def test_doubts_are_told_in_the_language_of_the_record(code: str) -> None:
    doubt = Doubt("number-jumps", values={"number": "7", "expected": "5"})
    told = wording(code).doubt(doubt)
    assert "7" in told
    assert "5" in told
    assert told != wording("ar" if code != "ar" else "zh").doubt(doubt)
    assert wording(code).doubt(Doubt("number-jumps", values={})) == "number-jumps"
    assert wording(code).doubt(Doubt("unheard-of")) == "unheard-of"
