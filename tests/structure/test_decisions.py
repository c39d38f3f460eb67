"""Decisions: no formula and no numbers, "At its 54th plenary meeting, ... decided"."""

from __future__ import annotations

import textwrap

import pytest
from decided_texts import LETTERED, MEETINGS, ONE_SENTENCE

from seized.engine import read
from seized.languages import CODES, language
from seized.languages.words import fold
from seized.meaning.declarations import declared_acts, declares
from seized.model.record import Record
from seized.model.resolution import Paragraph
from seized.model.text import Span
from seized.structure.narrative import find_narrative


def _read(texts: dict[str, str], code: str) -> Record:
    return read(texts[code].encode(), code=code)


def _paragraph(text: str) -> Paragraph:
    return Paragraph("op1", None, None, text, Span(0, len(text)))


@pytest.mark.parametrize("code", CODES)
def test_a_decision_is_read_whole(code: str) -> None:
    record = _read(ONE_SENTENCE, code)
    found = record.resolution
    assert found.symbol == "A/DEC/77/940"
    assert (found.organ, found.meeting, str(found.adopted)) == (
        "general-assembly", 54, "2022-12-15",
    )  # fmt: skip
    assert found.committee == "third-committee"
    assert [(p.address, p.number) for p in found.operative] == [("op1", None)]
    assert [(note.marker, note.anchor) for note in found.notes] == [("1", "op1"), ("2", "op1")]
    assert found.title
    assert not found.title.startswith("-")
    assert not record.doubts


@pytest.mark.parametrize("code", CODES)
def test_what_an_organ_decided_and_requested_are_its_mandates(code: str) -> None:
    record = _read(ONE_SENTENCE, code)
    assert [clause.act for clause in record.clauses] == ["take-note", "decide", "request"]
    assert [
        (m.id, m.force, m.deliverable, m.due.sessions, [a.class_ for a in m.addressees])
        for m in record.mandates
    ] == [
        ("op1#1", "decide", "agenda-item", (79,), ["assembly"]),
        ("op1#2", "request", "report", (78,), ["secretary-general"]),
    ]
    text = record.source.text or ""
    for clause in record.clauses:
        assert text[clause.span.start : clause.span.end] == clause.quote


@pytest.mark.parametrize("code", CODES)
def test_lettered_parts_of_a_decision_stand_for_themselves(code: str) -> None:
    record = _read(LETTERED, code)
    found = record.resolution
    assert found.symbol == "E/DEC/2022/940"
    assert (found.organ, found.meeting, str(found.adopted)) == (
        "economic-and-social-council", 24, "2022-07-22",
    )  # fmt: skip
    assert [p.address for p in found.operative] == ["op1", "op1.a", "op1.b", "op1.c", "op1.u1"]
    assert [(m.at, m.force) for m in record.mandates] == [
        ("op1.b", "request"), ("op1.c", "decide"), ("op1.u1", "decide"),
    ]  # fmt: skip
    assert [m.deliverable for m in record.mandates][::2] == ["meeting", "appointment"]


@pytest.mark.parametrize("code", [code for code in CODES if code != "zh"])
def test_a_decision_on_a_page_begins_in_a_wrapped_line(code: str) -> None:
    text = "\n".join(textwrap.fill(line, 62) for line in ONE_SENTENCE[code].split("\n"))
    record = read(text.encode(), code=code)
    assert record.resolution.symbol == "A/DEC/77/940"
    assert record.resolution.meeting == 54
    assert [(m.deliverable, m.due.sessions) for m in record.mandates] == [
        ("agenda-item", (79,)), ("report", (78,)),
    ]  # fmt: skip


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("row", range(4))
def test_every_example_of_a_decision_has_its_acts(code: str, row: int) -> None:
    example = language(code).table("decisions")["examples"][row]
    paragraph = _paragraph(example["text"])
    acts = declared_acts(paragraph, fold(paragraph.text), code, "decisions")
    assert [act.act for act in acts] == example["acts"]
    english = language("en").table("decisions")["examples"][row]
    assert example["acts"] == english["acts"]


@pytest.mark.parametrize("code", CODES)
def test_the_beginning_tells_meeting_day_and_organ(code: str) -> None:
    example = language(code).table("decisions")["examples"][1]["text"]
    told = find_narrative(example, language(code))
    assert told is not None
    assert (told.organ, told.meeting, str(told.adopted)) == (
        "economic-and-social-council", 3, "2022-05-05",
    )  # fmt: skip


TOLD = [
    (56, "2022-12-30", "fifth-committee", "decide", "agenda-item", (78,)),
    (1, "2022-09-13", None, "appoint", "appointment", ()),
    (None, "2022-11-21", None, "elect", "appointment", ()),
    (93, "2023-09-01", None, "decide", "agenda-item", (78,)),
]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("row", range(4))
def test_what_was_done_at_one_or_two_meetings_is_the_same_in_every_language(
    code: str, row: int
) -> None:
    record = read(f"77/9{row}0\n\n{MEETINGS[code][row]}\n".encode(), code=code)
    found = record.resolution
    assert found.symbol == f"A/DEC/77/9{row}0"
    (mandate,) = record.mandates
    assert (
        found.meeting,
        str(found.adopted),
        found.committee,
        mandate.act,
        mandate.deliverable,
        mandate.due.sessions,
    ) == TOLD[row]


WITHOUT_MEETING = {
    "en": "On 11 May 2020, the General Assembly decided to light the lamps.",
    "fr": "Le 11 mai 2020, l’Assemblée générale a décidé d’allumer les lampes.",
    "es": "El 11 de mayo de 2020, la Asamblea General decidió encender las lámparas.",
    "ru": "11 мая 2020 года Генеральная Ассамблея постановила зажечь лампы.",
    "ar": "في 11 أيار/مايو 2020، قررت الجمعية العامة إضاءة المصابيح.",
    "zh": "2020年5月11日，大会决定点灯。",
}


@pytest.mark.parametrize("code", CODES)
def test_a_decision_without_a_meeting_has_its_day(code: str) -> None:
    text = WITHOUT_MEETING[code]
    told = find_narrative(text, language(code))
    assert told is not None
    assert (told.organ, told.meeting, str(told.adopted)) == ("general-assembly", None, "2020-05-11")
    record = read(f"74/940\n\n{text}\n".encode(), code=code)
    assert [m.act for m in record.mandates] == ["decide"]


@pytest.mark.parametrize("code", CODES)
def test_an_enacting_formula_or_a_report_is_no_decision(code: str) -> None:
    formula = language(code).table("formulas")["enacting"]["general-assembly"][0]
    assert find_narrative(f"{formula}, {formula}, {formula}", language(code)) is None
    first = ONE_SENTENCE[code].split("\n\n")[3][:12]
    assert find_narrative(first, language(code)) is None
    assert not declares([_paragraph(f"{formula}, {formula}")], code, "decisions")
