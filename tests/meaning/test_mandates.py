"""Clauses, mandates and due dates: the examples of the data, and what no text may change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seized.engine import read
from seized.languages import CODES, language
from seized.languages.acts import act_forces
from seized.languages.words import fold
from seized.meaning.clauses import _further, _places, _rules, act_doubts, find_clauses
from seized.meaning.mandates import find_mandates
from seized.model.dates import PartialDate
from seized.model.findings import ActorMention, Clause, Mandate
from seized.model.resolution import Paragraph, Resolution, Session
from seized.model.text import Piece, Span


def _resolution(*texts: str, organ: str = "general-assembly") -> tuple[Resolution, str]:
    """A resolution of the seventy-seventh session with these operative paragraphs."""
    source = ""
    paragraphs = []
    for number, text in enumerate(texts, 1):
        source += f"{number}. "
        start = len(source)
        source += text + "\n"
        span = Span(start, start + len(text))
        pieces = (Piece(0, start, len(text)),)
        paragraphs.append(Paragraph(f"op{number}", str(number), None, text, span, pieces=pieces))
    resolution = Resolution(
        symbol="A/RES/77/999",
        organ=organ,
        session=Session(77),
        title="Lighthouses",
        adopted=PartialDate("2022-12-15"),
        operative=tuple(paragraphs),
    )
    return resolution, source


def _clauses(text: str, code: str) -> tuple[Clause, ...]:
    return find_clauses(*_resolution(text), code)


def _mandates(text: str, code: str) -> tuple[Mandate, ...]:
    return find_mandates(*_resolution(text), code, ())


def _examples() -> list[tuple[str, dict[str, Any]]]:
    return [(code, row) for code in CODES for row in language(code).table("clauses")["examples"]]


@pytest.mark.parametrize(("code", "row"), _examples())
def test_every_example_has_its_acts_and_mandates(code: str, row: dict[str, Any]) -> None:
    assert [clause.act for clause in _clauses(row["text"], code)] == row["acts"]
    found = _mandates(row["text"], code)
    assert [mandate.deliverable for mandate in found] == row["deliverables"]
    classes = [mandate.addressees[0].class_ for mandate in found]
    assert classes == row["classes"]
    if found:
        last = found[-1]
        assert list(last.due.sessions) == row.get("sessions", [])
        assert last.due.date == row.get("date")
        assert last.due.periodicity == row.get("periodicity")
        assert last.within_existing_resources == row.get("within_existing_resources", False)


def _readings() -> list[tuple[str, dict[str, Any]]]:
    return [(code, row) for code in CODES for row in language(code).table("clauses")["readings"]]


@pytest.mark.parametrize(("code", "row"), _readings())
def test_every_paragraph_is_parted_into_the_acts_of_the_body(
    code: str, row: dict[str, Any]
) -> None:
    assert [clause.act for clause in _clauses(row["text"], code)] == row["acts"]


@pytest.mark.parametrize("code", CODES)
def test_the_same_paragraph_has_acts_of_the_same_force_in_every_language(code: str) -> None:
    def forces(which: str) -> list[list[str | None]]:
        rows = language(which).table("clauses")["readings"]
        return [[act_forces()[act] for act in row["acts"]] for row in rows]

    assert forces(code) == forces("en")


def _asked(table: str) -> list[tuple[str, str, str]]:
    return [
        (code, kind, text)
        for code in CODES
        for kind, texts in language(code).table("deliverables")[table].items()
        for text in texts
    ]


@pytest.mark.parametrize(("code", "kind", "text"), _asked("examples"))
def test_every_example_of_a_deliverable_asks_for_it(code: str, kind: str, text: str) -> None:
    assert [mandate.deliverable for mandate in _mandates(text, code)] == [kind]


ADOPTED = {
    "ar": "يوصي بأن يقر مؤتمر المرشدين جدول الأعمال المؤقت المرفق بهذا القرار؛",
    "en": "Recommends that the pilots adopt the provisional agenda annexed to the resolution;",
    "es": "Recomienda a los prácticos aprobar el programa provisional anexo a la resolución;",
    "fr": "Recommande aux pilotes d’adopter l’ordre du jour provisoire annexé à la résolution ;",
    "ru": "рекомендует лоцманам утвердить предварительную повестку дня, приложенную к резолюции;",
    "zh": "建议引水员通过附件所载临时议程；",
}


@pytest.mark.parametrize("code", CODES)
def test_who_recommends_that_an_agenda_be_adopted_puts_no_item_on_it(code: str) -> None:
    found = [mandate.deliverable for mandate in _mandates(ADOPTED[code], code)]
    assert found
    assert "agenda-item" not in found


@pytest.mark.parametrize(("code", "kind", "text"), _asked("counter_examples"))
def test_no_counter_example_of_a_deliverable_asks_for_it(code: str, kind: str, text: str) -> None:
    found = [mandate.deliverable for mandate in _mandates(text, code)]
    assert found
    assert kind not in found


@pytest.mark.parametrize("code", CODES)
def test_a_repeated_request_is_a_request_and_repeated(code: str) -> None:
    row = next(r for r in language(code).table("clauses")["examples"] if r.get("repeated"))
    (clause,) = _clauses(row["text"], code)
    assert clause.act == "request"
    assert clause.force == "request"


@pytest.mark.parametrize(("code", "row"), _examples())
def test_quotes_are_slices_of_the_source(code: str, row: dict[str, Any]) -> None:
    resolution, source = _resolution(row["text"])
    for clause in find_clauses(resolution, source, code):
        assert source[clause.span.start : clause.span.end] == clause.quote
    for mandate in find_mandates(resolution, source, code, ()):
        assert mandate.span is not None
        assert source[mandate.span.start : mandate.span.end] == mandate.quote
        assert mandate.action in mandate.quote
        for addressee in mandate.addressees:
            assert addressee.quote in mandate.quote


@pytest.mark.parametrize(("code", "row"), _examples())
def test_the_prefilter_finds_what_a_look_at_every_place_finds(
    code: str, row: dict[str, Any]
) -> None:
    text = " ".join(r["text"] for r in language(code).table("clauses")["examples"])
    for words in (row["text"], text):
        folded = fold(words)
        quick = _places([folded.text], _rules(code), code)[0]
        every = range(len(folded.text))
        assert _further(folded, None, code, quick) == _further(folded, None, code, every)


@pytest.mark.parametrize("code", CODES)
def test_all_six_versions_of_the_examples_give_the_same_mandates(code: str) -> None:
    def table(which: str) -> list[Any]:
        rows = language(which).table("clauses")["examples"]
        return [
            [
                (m.deliverable, m.due.sessions, m.due.date, m.force)
                for m in _mandates(r["text"], which)
            ]
            for r in rows
        ]

    assert table(code) == table("en")


@pytest.mark.parametrize("code", CODES)
def test_the_window_of_a_session_is_computed_with_its_rule(code: str) -> None:
    row = next(r for r in language(code).table("clauses")["examples"] if r.get("sessions") == [79])
    due = _mandates(row["text"], code)[0].due
    assert due.from_ == "2024-09-10"
    assert due.to == "2025-09-08"
    assert due.rule == "session-second-week"


def test_a_sub_paragraph_belongs_to_its_head() -> None:
    resolution, source = _resolution(
        "Requests the Secretary-General:",
        "To light the lamps;",
        "To submit a report to the General Assembly at its seventy-eighth session;",
    )
    head, one, two = resolution.operative
    operative = (
        head,
        Paragraph("op1.a", "1 (a)", None, one.text, one.span, 2, pieces=one.pieces),
        Paragraph("op1.b", "1 (b)", None, two.text, two.span, 2, pieces=two.pieces),
    )
    whole = Resolution(
        symbol=None, organ="general-assembly", session=Session(77), title=None, operative=operative
    )
    (mandate,) = find_mandates(whole, source, "en", ())
    assert mandate.at == "op1"
    assert mandate.deliverable == "report"
    assert mandate.due.sessions == (78,)


def test_the_secretary_general_of_another_organization_is_not_the_secretary_general() -> None:
    text = "Invites the Secretary-General of the League of Pilots to wait;"
    (mandate,) = _mandates(text, "en")
    assert [a.class_ for a in mandate.addressees] == ["organizations"]


def test_an_addressee_takes_its_identity_from_the_actor_found_there() -> None:
    resolution, source = _resolution("Requests the Secretary-General to light the lamps;")
    start = source.index("Secretary")
    actor = ActorMention("op1", Span(start, start + 17), "Secretary-General", "secretary-general")
    (mandate,) = find_mandates(resolution, source, "en", (actor,))
    assert mandate.addressees[0].actor == "secretary-general"


def test_a_session_of_another_organ_is_no_due_session() -> None:
    text = (
        "Requests the Commission on Buoys at its seventy-eighth session to light the lamps, and "
        "encourages pilots to wait;"
    )
    assert _mandates(text, "en")[0].due.sessions == ()


def test_past_sessions_and_dates_of_documents_are_not_due() -> None:
    text = (
        "Requests the pilots to apply the resolution of 3 May 2019 that was adopted at the "
        "seventy-third session;"
    )
    due = _mandates(text, "en")[0].due
    assert due.sessions == ()
    assert due.date is None


def test_another_organ_names_sessions_of_the_assembly_only_by_its_name() -> None:
    text = "Requests the pilots to report to the Council at its seventy-eighth session;"
    resolution, source = _resolution(text, organ="human-rights-council")
    assert find_mandates(resolution, source, "en", ())[0].due.sessions == ()
    text = "Requests the pilots to report to the General Assembly at its seventy-eighth session;"
    resolution, source = _resolution(text, organ="human-rights-council")
    assert find_mandates(resolution, source, "en", ())[0].due.sessions == (78,)


@pytest.mark.parametrize("code", CODES)
@given(text=st.text(max_size=160))
def test_any_text_is_read_without_failing(code: str, text: str) -> None:
    words = language(code).table("clauses")["examples"][0]["text"] + text
    for clause in _clauses(words, code):
        assert clause.force == act_forces()[clause.act]
    assert all(mandate.force for mandate in _mandates(words, code))


def test_a_verb_with_two_forces_carries_a_doubt_with_both_readings() -> None:
    clauses = _clauses("Invite les ports à garder les lampes allumées ;", "fr")
    (doubt,) = act_doubts(clauses, "fr")
    assert doubt.code == "act-ambiguous"
    assert doubt.values == {"act": "invite", "readings": "call-upon"}
    assert act_doubts(_clauses("Invites the ports to wait;", "en"), "en") == ()


def test_what_follows_settles_a_verb_with_several_readings() -> None:
    assert (
        _clauses("Demande au Secrétaire général de publier les cartes ;", "fr")[0].act == "request"
    )
    assert _clauses("Demande aux États Membres de publier les cartes ;", "fr")[0].act == "call-upon"
    assert _clauses("призывает к сохранению маяков;", "ru")[0].act == "call-for"
    assert _clauses("تدعو إلى الحفاظ على المنارات؛", "ar")[0].act == "call-for"
    assert _clauses("要求秘书长公布潮汐表；", "zh")[0].act == "request"


@pytest.mark.shared
def test_the_first_document_holds_exactly_its_five_mandates(shared: Path) -> None:
    data = (shared / "seed" / "A_RES_75_268.zh.txt").read_bytes()
    record = read(data, name="A_RES_75_268.zh.txt")
    assert [(m.at, m.act, m.deliverable, m.due.sessions) for m in record.mandates] == [
        ("op2", "propose", "consultation", ()),
        ("op3", "propose", "programme", ()),
        ("op3", "recommend", "consultation", ()),
        ("op4", "request", "report", (77,)),
        ("op5", "decide", "agenda-item", (77,)),
    ]
    report = record.mandates[3].due
    assert (report.from_, report.to, report.rule) == (
        "2022-09-13",
        "2023-09-04",
        "session-third-week",
    )


SEIZED = {
    "en": "Decides to remain actively seized of the matter",
    "fr": "Décide de rester activement saisie de la question",
    "es": "Decide seguir ocupándose activamente de la cuestión",
    "ru": "постановляет продолжать активно заниматься этим вопросом",
    "ar": "تقرر أن تبقي المسألة قيد نظرها",
    "zh": "决定继续积极处理此案",
}


@pytest.mark.parametrize("code", SEIZED)
def test_a_decision_to_remain_seized_is_no_mandate(code: str) -> None:
    assert [clause.act for clause in _clauses(SEIZED[code], code)] == ["remain-seized"]
    assert _mandates(SEIZED[code], code) == ()
