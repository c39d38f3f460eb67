"""What annexes ask for in the passive: "Member States are invited to ...", in six languages."""

from __future__ import annotations

from typing import Any

import pytest
from declared_texts import ANNEXED
from hypothesis import given
from hypothesis import strategies as st

from seized.engine import read
from seized.languages import CODES, language
from seized.languages.acts import act_forces
from seized.languages.words import fold
from seized.meaning.passives import passive_acts
from seized.model.record import Record
from seized.model.resolution import Paragraph
from seized.model.text import Span


def _paragraph(text: str) -> Paragraph:
    return Paragraph("annex1.op1", "1", None, text, Span(0, len(text)))


def _examples(code: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = language(code).table("passives")["examples"]
    return rows


def _annexed(code: str, sentences: list[str]) -> Record:
    """A resolution whose annex is no declaration but holds these sentences as its paragraphs."""
    head = ANNEXED[code].split("\n\n1")[0]
    dash = " -" if code == "ar" else "."
    rows = (f"{number}{dash} {text}" for number, text in enumerate(sentences, 1))
    return read("\n\n".join((head, *rows, "")).encode(), code=code)


@pytest.mark.parametrize("code", CODES)
def test_every_example_asks_for_what_it_is_marked_with(code: str) -> None:
    for row in _examples(code):
        found = passive_acts(_paragraph(row["text"]), fold(row["text"]), code)
        assert [act.act for act in found] == row["acts"], row["text"]
        for act in found:
            assert act.force == act_forces()[act.act] is not None
            assert 0 <= act.begin <= act.start < act.end <= act.stop <= len(row["text"])


def test_examples_are_row_by_row_the_same_in_every_language() -> None:
    told = [[(row["acts"], row["to"]) for row in _examples(code)] for code in CODES]
    assert all(rows == told[0] for rows in told)
    assert sum(not acts for acts, _ in told[0]) >= 4


@pytest.mark.parametrize("code", CODES)
def test_an_annex_that_is_no_declaration_directs_whom_it_names(code: str) -> None:
    rows = _examples(code)
    record = _annexed(code, [row["text"] for row in rows])
    found = [m for m in record.mandates if m.at.startswith("annex")]
    assert [(m.at, m.act) for m in found] == [
        (f"annex1.op{number}", act) for number, row in enumerate(rows, 1) for act in row["acts"]
    ]
    asked = [[a.class_ for a in m.addressees if a.role == "addressee"] for m in found]
    assert asked == [[one] for row in rows for one in row["to"]]
    text = record.source.text or ""
    for mandate in found:
        assert mandate.rule == "passive"
        assert mandate.span is not None
        assert text[mandate.span.start : mandate.span.end] == mandate.quote
        assert mandate.action in mandate.quote


@pytest.mark.parametrize("code", CODES)
def test_an_annex_that_asks_for_nothing_adds_no_clause(code: str) -> None:
    none = [row["text"] for row in _examples(code) if not row["acts"]]
    record = _annexed(code, none)
    assert not [c for c in record.clauses if c.at.startswith("annex")]
    assert not [m for m in record.mandates if m.at.startswith("annex")]


@pytest.mark.parametrize("code", CODES)
def test_clauses_of_a_resolution_that_is_annexed_are_those_of_who_adopted_it(code: str) -> None:
    texts = [row["text"] for row in _examples(code) if row["acts"]]
    semicolon = language(code).table("language")["punctuation"]["semicolon"]
    record = _annexed(code, [texts[0].rstrip(".。") + semicolon, *texts[1:]])
    assert not [c for c in record.clauses if c.at.startswith("annex")]


HEAD = {
    "en": "The Secretary-General is requested to:\n\n(a) Invite the pilots to wait;\n\n"
    "(b) Mend the lamps.",
    "fr": "Le Secrétaire général est prié de :\n\na) Inviter les pilotes à attendre ;\n\n"
    "b) Réparer les lampes.",
    "es": "Se solicita al Secretario General que:\n\na) Invite a los prácticos a esperar;\n\n"
    "b) Repare las lámparas.",
    "ru": "К Генеральному секретарю обращается просьба:\n\na) предложить лоцманам подождать;\n\n"
    "b) чинить лампы.",
    "ar": "يُطلب إلى الأمين العام القيام بما يلي:\n\n(أ) دعوة المرشدين إلى الانتظار؛\n\n"
    "(ب) إصلاح المصابيح.",
    "zh": "请秘书长：\n\n(a) 邀请引水员等候；\n\n(b) 修理灯。",
}


@pytest.mark.parametrize("code", CODES)
def test_what_stands_below_a_request_belongs_to_it(code: str) -> None:
    (found,) = [m for m in _annexed(code, [HEAD[code]]).mandates if m.at.startswith("annex")]
    assert (found.at, found.act) == ("annex1.op1", "request")
    assert [one.actor for one in found.addressees] == ["secretary-general"]


@pytest.mark.parametrize("code", CODES)
def test_a_request_in_a_quotation_asks_for_nothing(code: str) -> None:
    clauses = language(code).table("clauses")
    text = _examples(code)[0]["text"].rstrip(".。")
    quoted = f"{clauses['opens'][0]}{text}{clauses['closes'][0]}"
    assert passive_acts(_paragraph(quoted), fold(quoted), code) == ()


@given(st.text(max_size=120), st.sampled_from(CODES), st.data())
def test_requests_stand_in_order_and_within_the_text(
    text: str, code: str, data: st.DataObject
) -> None:
    row = data.draw(st.sampled_from(_examples(code)))
    text = f"{text} {row['text']} {text}"
    found = passive_acts(_paragraph(text), fold(text), code)
    places = [place for act in found for place in (act.begin, act.stop)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


@pytest.mark.parametrize("code", CODES)
def test_a_number_that_stands_alone_is_that_of_the_words_behind_it(code: str) -> None:
    head = ANNEXED[code].split("\n\n1")[0]
    text = next(row["text"] for row in _examples(code) if row["acts"])
    apart = read("\n\n".join((head, "1.", text, "2.", text, "")).encode(), code=code)
    assert [mandate.number for mandate in apart.mandates] == ["1", "2"]
    assert [mandate.at for mandate in apart.mandates] == ["annex1.p1", "annex1.p2"]
