"""Doubts about the words of a text: what stands twice, does not close, or is out of its time."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from invented_texts import resolution

import seized
from seized.languages import CODES, language
from seized.meaning.textdoubts import doubled, text_doubts
from seized.model.dates import PartialDate
from seized.model.resolution import Session

KEYS = {"spaced", "examples", "counter_examples", "twice", "pairs", "agenda"}


def codes(sentence: str, code: str) -> list[str]:
    made, source = resolution(sentence)
    return [doubt.code for doubt in text_doubts(made, source, code)]


@pytest.mark.parametrize("code", CODES)
def test_the_examples_stand_twice_and_the_counter_examples_do_not(code: str) -> None:
    table = language(code).table("textdoubts")
    assert set(table) == KEYS
    for name in ("twice", "pairs", "agenda"):
        assert set(table[name]) == set(language("en").table("textdoubts")[name])
    assert all(doubled(text, code) for text in table["examples"])
    assert not any(doubled(text, code) for text in table["counter_examples"])


def test_a_sign_that_stands_twice_is_told_with_its_place() -> None:
    made, source = resolution("提议秘书长通过现有机机构间论坛进行协商；")
    (doubt,) = text_doubts(made, source, "zh")
    assert (doubt.code, doubt.at) == ("sign-doubled", "op1")
    assert doubt.span is not None
    assert source[doubt.span.start : doubt.span.end] == "机机"


def test_a_bracket_that_never_closes_is_told_and_a_label_is_none() -> None:
    assert codes("Requests the pilots (see annex I to report;", "en") == ["bracket-not-closed"]
    assert codes("Requests the pilots: a) to sound; b) to report;", "en") == []
    assert codes("Toma nota del párrafo 3 a) y de los apartados b) a d);", "es") == []


def test_a_quotation_of_several_paragraphs_is_no_doubt() -> None:
    assert codes("“The Commission shall meet twice a year", "en") == []
    assert codes("The “Lights of Halvard programme is noted;", "en") == ["quotation-not-closed"]


def seated(sentence: str, session: int) -> tuple[list[tuple[str, dict[str, str]]], str]:
    made, source = resolution(sentence)
    operative = tuple(msgspec.structs.replace(p, act="decide") for p in made.operative)
    made = msgspec.structs.replace(
        made, organ="general-assembly", session=Session(session), operative=operative
    )
    return [(d.code, d.values) for d in text_doubts(made, source, "en")], source


def test_an_agenda_of_a_session_that_is_past_is_a_doubt() -> None:
    words = "Decides to include in the provisional agenda of its {} session the item “Straits”."
    found, _ = seated(words.format("seventy-third"), 75)
    assert found == [("session-past", {"session": "73", "own": "75"})]
    found, _ = seated(words.format("ninety-seventh"), 75)
    assert found == [("session-far", {"session": "97", "own": "75"})]
    assert seated(words.format("seventy-seventh"), 75)[0] == []


def test_a_date_of_adoption_outside_the_session_is_a_doubt() -> None:
    made, source = resolution("Requests the pilots to report;")
    made = msgspec.structs.replace(
        made, organ="general-assembly", session=Session(75), adopted=PartialDate("2019-03-25")
    )
    assert [d.code for d in text_doubts(made, source, "en")] == ["adopted-outside-session"]


@pytest.mark.parametrize("code", CODES)
def test_the_sample_has_no_doubtful_words(code: str) -> None:
    record = seized.read(Path(seized.__file__).parent / "samples" / code / f"halvard.{code}.txt")
    assert text_doubts(record.resolution, record.source.text or "", code) == ()


def test_the_first_document_has_one_misprint_that_words_can_tell(shared: Path) -> None:
    record = seized.read(shared / "seed" / "A_RES_75_268.zh.txt")
    text = record.source.text or ""
    (doubt,) = text_doubts(record.resolution, text, "zh")
    assert doubt.span is not None
    assert (doubt.at, text[doubt.span.start : doubt.span.end]) == ("op2", "机机")
