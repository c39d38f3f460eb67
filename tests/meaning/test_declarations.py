"""Declarations that a body adopts direct as the body itself does: "We request ..."."""

from __future__ import annotations

import re
from typing import Any

import pytest
from declared_texts import ANNEXED, DECLARATION
from hypothesis import given
from hypothesis import strategies as st

from seized.engine import read
from seized.languages import CODES, language
from seized.languages.acts import act_forces
from seized.languages.words import fold
from seized.meaning.declarations import declared_acts, declares
from seized.model.record import Record
from seized.model.resolution import Paragraph
from seized.model.text import Piece, Span


def _paragraph(text: str, level: int = 1) -> Paragraph:
    size = len(text)
    return Paragraph(
        "annex1.op1", "1", None, text, Span(0, size), level, pieces=(Piece(0, 0, size),)
    )


def _acts(text: str, code: str, level: int = 1) -> list[str]:
    paragraph = _paragraph(text, level)
    return [act.act for act in declared_acts(paragraph, fold(text), code)]


def _examples() -> list[tuple[str, dict[str, Any]]]:
    return [
        (code, row) for code in CODES for row in language(code).table("declarations")["examples"]
    ]


@pytest.mark.parametrize(("code", "row"), _examples())
def test_every_example_has_its_acts(code: str, row: dict[str, Any]) -> None:
    assert _acts(row["text"], code) == row["acts"]


def test_the_examples_are_the_same_in_every_language() -> None:
    forces = {
        code: [
            [act_forces()[act] for act in row["acts"]]
            for row in language(code).table("declarations")["examples"]
        ]
        for code in CODES
    }
    assert all(forces[code] == forces["en"] for code in CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_act_of_a_declaration_directs(code: str) -> None:
    for name in language(code).table("declarations")["acts"]:
        assert act_forces()[name.rstrip("!")] is not None


def _mandates(record: Record) -> list[tuple[object, ...]]:
    return [
        (m.id, m.number, m.deliverable, m.due.sessions, tuple(a.class_ for a in m.addressees))
        for m in record.mandates
    ]


@pytest.mark.parametrize("code", CODES)
def test_an_annexed_declaration_holds_the_same_mandates_in_every_language(code: str) -> None:
    record = read(ANNEXED[code].encode(), code=code)
    assert _mandates(record) == [
        ("annex1.op3#1", "3", "report", (79,), ("secretary-general",)),
        ("annex1.op4#1", "4", "adherence", (), ("member-states",)),
        ("annex1.op4#2", "4", "programme", (), ("un-system",)),
        ("annex1.op5#1", "5", "adherence", (), ("member-states",)),
    ]


@pytest.mark.parametrize("code", CODES)
def test_their_words_are_slices_of_the_source(code: str) -> None:
    record = read(ANNEXED[code].encode(), code=code)
    text = record.source.text or ""
    clauses = [clause for clause in record.clauses if clause.at.startswith("annex")]
    assert [clause.at for clause in clauses] == [m.at for m in record.mandates]
    for clause in clauses:
        assert text[clause.span.start : clause.span.end] == clause.quote
    for mandate in record.mandates:
        assert mandate.span is not None
        assert text[mandate.span.start : mandate.span.end] == mandate.quote
        assert mandate.action in " ".join(mandate.quote.split())


@pytest.mark.parametrize("code", CODES)
def test_a_clause_ends_with_its_sentence(code: str) -> None:
    record = read(ANNEXED[code].encode(), code=code)
    ratify, assist = (m for m in record.mandates if m.at == "annex1.op4")
    high = {
        "en": "tides", "fr": "marées", "es": "mareas", "ru": "Приливы", "ar": "والمد", "zh": "潮水",
    }  # fmt: skip
    assert high[code] in DECLARATION[code][3]
    assert high[code] not in ratify.quote + assist.quote
    assert ratify.quote not in assist.quote


def test_sub_paragraphs_of_a_declaration_may_be_infinitives() -> None:
    assert _acts("Request the Keeper to wait;", "en") == ["request"]
    assert _acts("Request the Keeper to wait;", "en", level=2) == []
    assert _acts("We request the Keeper to wait;", "en", level=2) == ["request"]


@pytest.mark.parametrize("code", CODES)
def test_who_does_not_name_himself_declares_nothing(code: str) -> None:
    first, *rest = (_paragraph(re.sub(r"^\d\W+", "", one)) for one in DECLARATION[code])
    assert declares([first, *rest], code)
    assert not declares(rest, code)


def test_what_an_annex_of_rules_says_is_no_act_of_the_body() -> None:
    text = ANNEXED["en"].replace("We, Heads of State and Government, are", "The Commission is")
    assert not read(text.encode(), code="en").mandates


def test_a_declaration_may_be_the_operative_part_itself() -> None:
    head, _, tail = ANNEXED["en"].partition("Adopts the declaration")
    _, _, declaration = tail.partition("Declaration on lamps\n\n")
    text = f"{head}Adopts the following declaration:\n\n{declaration}"
    record = read(text.encode(), code="en")
    assert [m.id for m in record.mandates] == ["op3#1", "op4#1", "op4#2", "op5#1"]


def test_those_who_declare_may_name_themselves_behind_a_prologue() -> None:
    head, _, tail = ANNEXED["en"].partition("Adopts the declaration")
    _, _, declaration = tail.partition("Declaration on lamps\n\n")
    prologue = "\n\n".join(f"The lamp of the {name} harbour is out." for name in "ABCDEFGH")
    text = f"{head}Adopts the following declaration:\n\n{prologue}\n\n{declaration}"
    assert len(read(text.encode(), code="en").mandates) == 4


@pytest.mark.parametrize("code", CODES)
@given(text=st.text(max_size=200))
def test_any_text_of_a_declaration_is_read_without_failing(code: str, text: str) -> None:
    for act in declared_acts(_paragraph(text), fold(text), code):
        assert 0 <= act.start < act.end <= act.stop <= len(text)
