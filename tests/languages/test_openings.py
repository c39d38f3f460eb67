"""Opening words: the data say what they claim, in six languages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seized.languages import CODES, language
from seized.languages.acts import act_forces
from seized.languages.openings import (
    expression,
    first_words,
    looks_like_opening,
    match,
    stems,
)
from seized.model.errors import DataError, UnsupportedLanguage

# Without those whose word some language shares with another act (рекомендует, предлагает, تدعو).
ACTS_EVERYWHERE = {
    "recall", "note", "take-note", "welcome", "recognize", "reaffirm", "emphasize", "stress",
    "express-concern", "express-appreciation", "condemn", "endorse", "decide", "request", "urge",
    "call-upon", "appeal", "invite", "encourage", "demand",
    "authorize", "instruct", "designate", "establish", "extend", "elect", "convene",
    "having-considered", "convinced", "guided-by", "bearing-in-mind",
}  # fmt: skip


def _simplest(words: str, classes: dict[str, list[str]], code: str) -> str:
    """The shortest text an expression stands for."""
    out = []
    for item in words.split():
        if item[-1] in "?*":
            continue
        body = item.split("/")[0]
        if body.startswith("{"):
            body = _simplest(classes[body[1:-1]][0], classes, code)
        out.append(body)
    return ("" if code == "zh" else " ").join(out)


@pytest.mark.parametrize("code", CODES)
def test_every_example_gives_its_opening_and_act(code: str) -> None:
    rows = language(code).table("openings")["examples"]
    assert len(rows) >= 8
    for row in rows:
        found = match(row["text"], code, row["preambular"])
        assert found is not None, row["text"]
        assert row["text"][found.start : found.end] == row["opening"]
        assert found.act == row["act"]


@pytest.mark.parametrize("code", CODES)
def test_no_counter_example_opens_with_an_act(code: str) -> None:
    for row in language(code).table("openings")["counter_examples"]:
        assert match(row["text"], code, row["preambular"]) is None, row["text"]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("preambular", [True, False])
def test_every_stem_is_found_by_its_own_words(code: str, preambular: bool) -> None:
    classes = language(code).table("openings")["classes"]
    for stem in stems(code, preambular):
        words = _simplest(stem.words, classes, code)
        found = match(words + ("，" if code == "zh" else " ,"), code, preambular)
        assert found is not None, words
        assert (found.start, found.end) == (0, len(words)), words
        assert found.force == stem.force, (words, found)


@pytest.mark.parametrize("code", CODES)
def test_every_language_says_the_acts_that_all_organs_use(code: str) -> None:
    known = {stem.act for half in (True, False) for stem in stems(code, half)}
    assert not ACTS_EVERYWHERE - known


@pytest.mark.parametrize("code", CODES)
def test_acts_of_the_data_stand_in_the_catalogue(code: str) -> None:
    assert {s.act for half in (True, False) for s in stems(code, half)} <= set(act_forces())


@pytest.mark.parametrize("code", CODES)
def test_the_tables_have_the_same_keys(code: str) -> None:
    assert set(language(code).table("openings")) == set(language("en").table("openings"))


@pytest.mark.parametrize("code", CODES)
@given(text=st.text(max_size=200))
def test_any_text_is_read_without_failing(code: str, text: str) -> None:
    for preambular in (True, False):
        found = match(text, code, preambular)
        assert found is None or 0 <= found.start < found.end <= len(text)
        assert looks_like_opening(text, code, preambular) in (0, 1, 2)


def test_a_line_within_a_sentence_does_not_look_like_an_opening() -> None:
    assert looks_like_opening("requests of the pilots were heard", "en", False) == 0
    assert looks_like_opening("Requests the pilots to report", "en", False) == 2
    assert looks_like_opening("отмечая работу лоцманов", "ru", True) == 1
    assert looks_like_opening("ссылаясь на свою резолюцию", "ru", True) == 2
    assert looks_like_opening("وإذ تشير إلى قرارها", "ar", True) == 2
    assert looks_like_opening("回顾其关于灯塔的决议，", "zh", True) == 2


@pytest.mark.parametrize("code", CODES)
def test_first_words_are_lower_case_and_many(code: str) -> None:
    words = first_words(code, preambular=False)
    assert len(words) > 40
    assert all(word == word.lower() for word in words)


def test_an_unknown_language_is_an_error_and_never_english() -> None:
    with pytest.raises(UnsupportedLanguage):
        match("Recalls", "de", preambular=False)


def test_an_unknown_class_in_the_data_is_an_error() -> None:
    with pytest.raises(DataError):
        expression("{nowhere}", {}, "en")
    with pytest.raises(DataError):
        expression("{broken", {}, "en")


def test_an_expression_reads_as_its_language_describes() -> None:
    pattern = re.compile(expression("{how}? calls upon/on", {"how": ["strongly"]}, "en") + r"\Z")
    assert pattern.match("calls on")
    assert pattern.match("strongly  calls upon")
    assert not pattern.match("stronglycalls upon")
