"""Where mandates stand, and who receives what a pronoun only points at."""

from __future__ import annotations

import msgspec
import pytest

from seized.languages import CODES, language
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
