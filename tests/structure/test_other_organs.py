"""Resolutions of other organs, and what a printed page does to a text."""

# ruff: noqa: E501  (letters and signs of six languages; a sentence on its line)

from __future__ import annotations

import pytest

from seized.engine import read
from seized.model.resolution import Resolution, Vote

COUNCIL = {
    "en": (
        "S/RES/9412 (2031)",
        "Resolution 9412 (2031)",
        "Adopted by the Security Council at its 9999th meeting, on 9 December 2031",
        "The Security Council,",
        "Acting under Chapter VII of the Charter of the United Nations,",
        "1. Decides to remain seized of the matter.",
    ),
    "fr": (
        "S/RES/9412 (2031)",
        "Résolution 9412 (2031)",
        "Adoptée par le Conseil de sécurité à sa 9999e séance, le 9 décembre 2031",
        "Le Conseil de sécurité,",
        "Agissant en vertu du Chapitre VII de la Charte des Nations Unies,",
        "1. Décide de rester saisi de la question des phares.",
    ),
    "ru": (
        "S/RES/9412 (2031)",
        "Резолюция 9412 (2031),",
        "принятая Советом Безопасности на его 9999-м заседании 9 декабря 2031 года",
        "Совет Безопасности,",
        "действуя на основании главы VII Устава Организации Объединенных Наций,",
        "1. постановляет продолжать заниматься вопросом о маяках.",
    ),
    "zh": (
        "S/RES/9412(2031)",
        "第9412(2031)号决议",
        "安全理事会2031年12月9日第9999次会议通过",
        "安全理事会，",
        "根据《联合国宪章》第七章采取行动，",
        "1. 决定继续处理灯塔问题。",
    ),
    "ar": (
        "S/RES/9412 (2031)",
        "القرار 9412 (2031)",
        "الذي اتخذه مجلس الأمن في جلسته 9999، المعقودة في 9 كانون الأول/ديسمبر 2031",
        "إن مجلس الأمن،",
        "وإذ يتصرف بموجب الفصل السابع من ميثاق الأمم المتحدة،",
        "1 - يقرر أن يبقي مسألة المنارات قيد نظره.",
    ),
}


def resolution(text: str) -> Resolution:
    return read(text.encode()).resolution


@pytest.mark.parametrize("code", sorted(COUNCIL))
def test_the_security_council_gives_number_meeting_and_day_but_no_title(code: str) -> None:
    found = resolution("\n\n".join(COUNCIL[code]))
    assert found.symbol == "S/RES/9412 (2031)"
    assert (found.organ, found.meeting, found.title) == ("security-council", 9999, None)
    assert found.adopted == "2031-12-09"
    assert [p.address for p in found.paragraphs()] == ["pp1", "op1"]


def test_a_vote_that_runs_over_several_paragraphs_is_no_annex() -> None:
    found = resolution(
        "A/HRC/RES/95/8\n\n95/8. Right to light\n\nThe Human Rights Council,\n\n"
        "Guided by the Charter of the United Nations,\n\n1. Reaffirms the right to light.\n\n"
        "56th meeting\n3 April 2031\n\n"
        "[Adopted by a recorded vote of 29 to 13, with 5 abstentions. The voting was as follows:\n\n"
        "In favour: Halvard, Ostmark\n\nAgainst: Vestland\n\nAbstaining: Sydhavn]\n"
    )
    assert found.vote == Vote("recorded", 29, 13, 5)
    assert [p.address for p in found.paragraphs()] == ["pp1", "op1"]
    assert found.annexes == ()


PRINTED = """A/RES/94/211

94/211. Lamps of the coast of Halvard

The General Assembly,
Recalling its resolution 93/7 of 4 October 2039 on the keeping of the lamps of
the coast and of the harbours, 1 which was adopted after the great darkness that lay
over Halvard and its islands for the whole of that winter and far into the spring,
Noting that many illuminated municipal lamps will still fill all mill hill walls, while
wood burned down among common women whose homes command warm downtown rooms,
1.
Decides that the lamps shall be lit in the evening, whatever the weather may be,
and that they shall be kept until morning by those whom the harbours name;

__________________
1

40-12345 (E)

Official Records of Halvard, vol. 3.

\fA/RES/94/211 Lamps of the coast of Halvard
2.
Requests the keepers to write down every evening how much oil all of the lamps took,
and to send what they wrote to the harbours at the end of each winter; 1
3.
Decides to return to the lamps at its ninety-sixth session.
58th plenary meeting
9 December 2039

2/2

40-12345
"""


def test_pages_extracted_without_indents_give_whole_paragraphs() -> None:
    found = resolution(PRINTED)
    addresses = [p.address for p in found.paragraphs()]
    assert addresses == ["pp1", "pp2", "op1", "op2", "op3"]
    assert found.operative[1].text.endswith("at the end of each winter;")
    assert [(n.marker, n.text, n.anchor) for n in found.notes] == [
        ("1", "Official Records of Halvard, vol. 3.", "pp1")
    ]


@pytest.mark.parametrize("label", ["52/91-", "52/91 -", "52/91 –", "52/91."])
def test_a_dash_behind_an_arabic_number_is_no_part_of_the_title(label: str) -> None:
    found = resolution(
        "A/HRC/RES/52/91\n\nقرار اعتمده مجلس حقوق الإنسان في 4 نيسان/أبريل 2031\n\n"
        f"{label} حقوق حراس المنارات\n\nإن مجلس حقوق الإنسان،\n\n"
        "1- يقرر أن يبقي المسألة قيد نظره.\n"
    )
    assert found.title == "حقوق حراس المنارات"


@pytest.mark.parametrize("symbol", ["A/HRC/DEC/52/101", "E/DEC/2031/301", "E/CN.7/RES/74/3"])
def test_the_printed_symbol_of_a_decision_or_of_a_commission_is_read(symbol: str) -> None:
    found = resolution(
        f"United Nations\n{symbol}\n\nThe Commission,\n\nRecalling its earlier work,\n\n"
        "1. Decides to postpone the panel discussion.\n"
    )
    assert found.symbol == symbol
