"""Where mandates stand, and who receives what a pronoun only points at."""

from __future__ import annotations

import msgspec
import pytest

from seized.languages import CODES, language
from seized.meaning.actors import find_actors
from seized.meaning.clauses import find_clauses
from seized.meaning.mandates import find_mandates
from seized.model.resolution import Annex, Paragraph, Resolution, Session
from seized.model.text import Piece, Span


def _paragraph(text: str, address: str) -> Paragraph:
    span = Span(0, len(text))
    return Paragraph(address, "1", None, text, span, pieces=(Piece(0, 0, len(text)),))


def _resolution(text: str) -> Resolution:
    return Resolution(
        symbol=None,
        organ="general-assembly",
        session=Session(77),
        title=None,
        operative=(_paragraph(text, "op1"),),
    )


def _feed(code: str) -> str:
    rows = language(code).table("due")["examples"]
    return str(next(row["text"] for row in rows if row["name"] == "feed"))


@pytest.mark.parametrize("code", CODES)
def test_an_annexed_text_directs_nobody_and_a_preamble_neither(code: str) -> None:
    text = _feed(code)
    asked = _resolution(text)
    assert len(find_mandates(asked, text, code, ())) == 1
    annex = Annex("annex1", None, (_paragraph(text, "annex1.op1"),))
    annexed = msgspec.structs.replace(asked, operative=(), annexes=(annex,))
    assert find_mandates(annexed, text, code, ()) == ()
    assert find_clauses(annexed, text, code) == ()
    before = msgspec.structs.replace(asked, operative=(), preamble=(_paragraph(text, "pp1"),))
    assert find_mandates(before, text, code, ()) == ()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Prie le Secrétaire général de lui présenter un rapport sur les phares ;"),
        ("es", "Solicita al Secretario General que le presente un informe sobre los faros;"),
        ("en", "Requests the Secretary-General to report on lamps at its seventy-ninth session;"),
        ("ru", "просит Генерального секретаря представить ей доклад о маяках;"),
        ("ar", "تطلب إلى الأمين العام أن يقدم إليها تقريرا عن المنارات؛"),
        ("zh", "请秘书长向其提交关于灯塔的报告；"),
    ],
)
def test_a_pronoun_stands_for_the_organ_that_speaks(code: str, text: str) -> None:
    (mandate,) = find_mandates(_resolution(text), text, code, ())
    assert mandate.deliverable == "report"
    assert mandate.recipient == "general-assembly"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Requests the Secretary-General to count the lamps, and invites him to paint them;"),
        (
            "fr",
            "Prie le Secrétaire général de compter les lampes, et invite celui-ci à les peindre ;",
        ),
        (
            "es",
            "Solicita al Secretario General que cuente las lámparas, "
            "e invita a este a que las pinte;",
        ),
        ("ru", "просит Генерального секретаря сосчитать лампы и предлагает ему покрасить их;"),
        ("ar", "تطلب إلى الأمين العام أن يحصي المصابيح، وتطلب إليه أن يدهنها؛"),
        ("zh", "请秘书长清点灯具，并请其为灯具上漆；"),
    ],
)
def test_a_pronoun_stands_for_those_who_were_asked_before(code: str, text: str) -> None:
    first, second = find_mandates(_resolution(text), text, code, ())
    assert [one.class_ for one in first.addressees] == ["secretary-general"]
    assert [one.class_ for one in second.addressees] == ["secretary-general"]


def test_a_named_state_and_an_agency_are_addressed_by_their_catalogue_entries() -> None:
    text = "Calls upon Kenya and UN-Habitat to count the lamps;"
    resolution = _resolution(text)
    (mandate,) = find_mandates(resolution, text, "en", find_actors(resolution, text, "en"))
    assert [one.class_ for one in mandate.addressees] == ["member-states", "un-system"]
    assert mandate.addressees[0].actor == "kenya"


def test_who_is_named_in_what_shall_be_done_is_not_addressed() -> None:
    text = "Calls upon the lamplighters to cooperate with Member States;"
    (mandate,) = find_mandates(_resolution(text), text, "en", ())
    assert mandate.addressees == ()
    assert mandate.deliverable == "programme"


def test_what_a_council_decides_by_its_own_force_is_its_own_and_not_the_assembly_s() -> None:
    text = "Decides to extend until 15 November 2026 the mandate of the Panel;"
    council = msgspec.structs.replace(_resolution(text), organ="security-council")
    (mandate,) = find_mandates(council, text, "en", ())
    assert [(one.actor, one.class_) for one in mandate.addressees] == [
        ("security-council", "organ")
    ]
    assert mandate.deliverable == "extension"
