"""What a clause asks to be delivered: phrases, their points, and the marks they were weighed on."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import hand_reading
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seized.languages import CODES, language
from seized.languages.words import fold
from seized.meaning.deliverables import KINDS, deliverable_of, told_by_fixed_words
from seized.meaning.phrases import findable, form_of, forms_of, phrases_of, ways
from seized.meaning.points import points_of
from seized.meaning.vocabulary import Hit, vocabulary
from seized.model.errors import DataError

MARKS = Path(__file__).resolve().parents[2] / "scripts" / "deliverable_marks.toml"


def _phrases(text: str, code: str = "en", begin: int = 0) -> set[str]:
    return set(phrases_of(text, (), "request", code, False, begin, ""))


def test_words_and_their_neighbours_speak() -> None:
    found = _phrases("to assist the small harbours")
    assert {"assist", "assist the", "the small", "^assist", "^to assist"} <= found


def test_words_are_cut_to_the_letters_that_the_language_tells() -> None:
    assert "technica" in _phrases("technical assistance")
    assert "technical" not in _phrases("technical assistance")


def test_those_who_are_asked_speak_apart_from_what_they_are_asked() -> None:
    text = "the pilots to paint the buoys"
    found = _phrases(text, begin=text.index("to "))
    assert "<pilots" in found
    assert "pilots" not in found
    assert "paint" in found


@pytest.mark.parametrize(
    ("code", "text", "word", "inside"),
    [
        ("en", "to paint buoys in order to support ports, and to sing", "sing", "support"),
        (
            "fr",
            "de peindre les bouées afin d’aider les ports, et de sonder",
            "sonder",
            "aider",
        ),
        (
            "es",
            "pintar boyas a fin de apoyar a los puertos, y sondeen",
            "sondeen",
            "apoyar",
        ),
        ("ru", "красить буи, с тем чтобы помочь портам, и петь", "петь", "помочь"),
        ("ar", "أن تطلي العوامات من أجل دعم الموانئ، وتعمل", "تعمل", "دعم"),
        ("zh", "油漆浮标，以期支持港口，并歌唱", "歌唱", "支持"),
    ],
)
def test_what_something_is_for_speaks_apart_up_to_the_comma(
    code: str, text: str, word: str, inside: str
) -> None:
    found = _phrases(fold(text).text, code)
    assert word in found
    assert f">{inside}" in found
    assert inside not in found


def test_arabic_words_speak_without_what_is_written_together_with_them() -> None:
    assert _phrases("والمساعدة", "ar") & _phrases("مساعدة", "ar") >= {"مساعدة"}


def test_groups_of_the_vocabulary_tell_where_they_stand() -> None:
    text = fold("to support the ports and, when the tide is high and the wind is low, invest").text
    hits = vocabulary("en").find(text)
    found = set(phrases_of(text, hits, "request", "en", False, 0, ""))
    assert {"#support", "#support^", "#invest"} <= found
    assert "#invest^" not in found


@given(st.text(max_size=200), st.sampled_from(CODES), st.integers(0, 200))
def test_every_text_asks_for_one_of_the_kinds(text: str, code: str, begin: int) -> None:
    folded = fold(text).text
    begin = min(begin, len(folded))
    hits = vocabulary(code).find(folded)
    first = deliverable_of(folded, hits, "request", code, False, begin)
    assert first in KINDS
    assert deliverable_of(folded, hits, "request", code, False, begin) == first


@pytest.mark.parametrize("code", CODES)
def test_words_that_say_nothing_known_ask_for_an_action(code: str) -> None:
    assert deliverable_of("", (), "request", code, False, 0) == "action"


def _added_up(found: set[str], code: str) -> str:
    """The kind for which the phrases speak most, each looked up as it is written in the data."""
    start, points = points_of(code)
    rows = [start, *(points[phrase] for phrase in found if phrase in points)]
    sums = [sum(column) for column in zip(*rows, strict=True)]
    return KINDS[sums.index(max(sums))]


def _invented(code: str) -> list[str]:
    table = language(code).table("deliverables")
    return [
        fold(text).text
        for name in ("examples", "counter_examples")
        for texts in table[name].values()
        for text in texts
    ]


@pytest.mark.parametrize("code", CODES)
def test_the_kind_told_is_that_of_the_most_points(code: str) -> None:
    for text in _invented(code):
        for begin in (0, len(text) // 3):
            found = set(phrases_of(text, (), "request", code, True, begin, ""))
            told = deliverable_of(text, (), "request", code, True, begin)
            assert told == _added_up(found, code), text


@given(st.text(max_size=200), st.sampled_from(CODES), st.integers(0, 200))
def test_the_form_and_the_words_of_a_phrase_tell_how_it_is_written(
    text: str, code: str, begin: int
) -> None:
    folded = fold(text + _invented(code)[0]).text
    begin = min(begin, len(folded))
    asked = (folded, vocabulary(code).find(folded), "request", code, True, begin, "report")
    forms = {(form, key) for form, keys in enumerate(forms_of(*asked)) for key in keys}
    assert forms == {form_of(phrase, code) for phrase in phrases_of(*asked)}


@pytest.mark.parametrize("code", CODES)
def test_every_kind_has_points_in_every_language(code: str) -> None:
    _, points = points_of(code)
    assert all(any(row) for row in points.values())
    for place, kind in enumerate(KINDS):
        assert any(row[place] > 0 for row in points.values()), kind


@pytest.mark.parametrize("code", CODES)
def test_points_are_of_phrases_that_a_clause_can_have(code: str) -> None:
    """A phrase of a form that is never looked for would stand there in vain."""
    for phrase in points_of(code)[1]:
        form, key = form_of(phrase, code)
        assert ways(code)[form] % key == phrase


def _refused(rows: list[list[str]], code: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is said of a sheet with these rows."""
    monkeypatch.setattr(type(language(code)), "sheet", lambda *_: rows)
    points_of.cache_clear()
    try:
        with pytest.raises(DataError) as error:
            points_of(code)
    finally:
        points_of.cache_clear()
    return str(error.value)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["phrase", "report"], ["assist", "1"]], "the columns are not report, agenda-item"),
        ([["phrase", *KINDS], ["assist", *"1" * 11, "x"]], "'assist' are not whole numbers"),
        ([["phrase", *KINDS], ["assist", *"1" * 12]], "what the kinds start with"),
    ],
)
def test_a_sheet_of_points_that_cannot_be_used_tells_why(
    rows: list[list[str]], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told in _refused(rows, "en", monkeypatch)


@pytest.mark.parametrize(
    ("code", "phrase", "told"),
    [
        ("en", "submit a report", "it has 3 words. Write one word or two neighbours"),
        ("ru", "^о мерах по", "it has 3 words behind '^'. Write one word or two"),
        ("ar", "<الأمين العام", "it has 2 words behind '<'. Write one word,"),
        ("fr", "présentation", "none of 1 to"),
        ("es", "Informe", "small letters"),
        ("en", "assist  port", "one space between"),
        ("zh", "提交年度报告", "it has 6 characters. Write two to four"),
        ("zh", "<秘书长", "it has 3 characters behind '<'. Write two,"),
        ("zh", "提 交", "without a space"),
        ("en", "#lighthouse", "no such mark is known"),
        ("zh", "@steer", "no such mark is known"),
        ("en", "=lamp", "no such mark is known"),
    ],
)
def test_a_phrase_that_no_clause_can_have_is_an_error_with_its_row_and_what_to_write(
    code: str, phrase: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [["phrase", *KINDS], ["", *"1" * 12], [phrase, *"1" * 12]]
    said = _refused(rows, code, monkeypatch)
    assert f"{code}/deliverable_points.tsv: row 3: no clause can have" in said
    assert told in said


@given(st.text(max_size=200), st.sampled_from(CODES), st.integers(0, 200))
def test_every_phrase_that_a_clause_has_may_stand_in_the_sheet(
    text: str, code: str, begin: int
) -> None:
    folded = fold(text + _invented(code)[0]).text
    found = phrases_of(folded, (), "request", code, True, min(begin, len(folded)), "report")
    for phrase in found:
        assert phrase[0] in "@=" or findable(phrase, code), phrase


@pytest.mark.parametrize(
    ("act", "tag", "kind"),
    [
        ("decide", "extend", "extension"),
        ("request", "appoint", "appointment"),
        ("decide", "agenda", "agenda-item"),
    ],
)
def test_fixed_words_tell_what_is_said_with_few_words(act: str, tag: str, kind: str) -> None:
    hits = [Hit(3, 9, tag)]
    assert told_by_fixed_words(hits, act, "en", False, 0) == kind
    assert deliverable_of("to extend it", hits, act, "en", False, 0) == kind


def test_marks_are_of_known_kinds_and_none_is_of_a_paragraph_of_the_hand_readings() -> None:
    marks = tomllib.loads(MARKS.read_text(encoding="utf-8"))
    assert len(marks) > 600
    kept_apart = set()
    for key in (*hand_reading.labels(), *hand_reading.labels(hand_reading.SECOND)):
        symbol, *part, number = key.split()
        kept_apart.add((symbol, "".join(f"part{letter}." for letter in part) + f"op{number}"))
    for symbol, line in marks.items():
        for entry in line.split("; "):
            at, *kinds = entry.split()
            assert kinds
            assert (symbol, at) not in kept_apart
            assert re.search(r"op\d|^annex\d+\.p\d", at)
            for kind in kinds:
                assert kind == "-" or kind.rstrip("?~") in KINDS, (symbol, entry)
