"""Mastheads, enacting formulas and conclusions, in six languages and of four organs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from tests.timing import best_of

from seized.languages import CODES, language
from seized.model.resolution import Session, Vote
from seized.structure.lines import Line
from seized.structure.masthead import (
    Masthead,
    find_formula,
    is_conclusion,
    is_meeting,
    read_conclusions,
    read_masthead,
)
from seized.structure.masthead_fields import agenda_items


def lines_of(text: str) -> list[Line]:
    out: list[Line] = []
    at, blank = 0, True
    for row in text.split("\n"):
        if row.strip():
            start = at + len(row) - len(row.lstrip())
            out.append(Line(row.strip(), start, start + len(row.strip()), blank))
        blank = not row.strip()
        at += len(row) + 1
    return out


def masthead(text: str, code: str) -> Masthead:
    return read_masthead(lines_of(text), language(code))


ASSEMBLY = {
    "ar": """الأمــم المتحـدة          A/RES/95/312
الجمعية العامة
                    Distr.: General
                    18 March 2041

الدورة الخامسة والتسعون

البند 128 (ق) من جدول الأعمال

العبارات في مدن النهر: العبارات

قرار اتخذته الجمعية العامة في 14 آذار/مارس 2041

[بناء على تقرير اللجنة الثانية (A/95/457/Add.1، الفقرة 14)]

95/312. العبارات في مدن النهر

إن الجمعية العامة،""",
    "en": """United Nations          A/RES/95/312
General Assembly
                    Distr.: General
                    18 March 2041

Ninety-fifth session

Agenda item 128 (s)

Ferries of river towns: ferries

Resolution adopted by the General Assembly on 14 March 2041

[on the report of the Second Committee (A/95/457/Add.1, para. 14)]

95/312. Ferries of river towns

The General Assembly,""",
    "es": """Naciones Unidas          A/RES/95/312
Asamblea General
                    Distr. general
                    18 de marzo de 2041

Nonagésimo quinto período de sesiones

Tema 128 s) del programa

Transbordadores: ciudades del río

Resolución aprobada por la Asamblea General el 14 de marzo de 2041

[sobre la base del informe de la Segunda Comisión (A/95/457/Add.1, párr. 14)]

95/312. Transbordadores de las ciudades del río

La Asamblea General,""",
    "fr": """Nations Unies          A/RES/95/312
Assemblée générale
                    Distr. générale
                    18 mars 2041

Quatre-vingt-quinzième session

Point 128 s) de l’ordre du jour

Bacs : villes du fleuve

Résolution adoptée par l’Assemblée générale le 14 mars 2041

[sur la base du rapport de la Deuxième Commission (A/95/457/Add.1, par. 14)]

95/312. Bacs des villes du fleuve

L’Assemblée générale,""",
    "ru": """Организация Объединенных Наций          A/RES/95/312
Генеральная Ассамблея
                    Distr.: General
                    18 March 2041

Девяносто пятая сессия

Пункт 128 s) повестки дня

Паромы: речные города

Резолюция, принятая Генеральной Ассамблеей 14 марта 2041 года

[по докладу Второго комитета (A/95/457/Add.1, пункт 14)]

95/312. Паромы речных городов

Генеральная Ассамблея,""",
    "zh": """联合国          A/RES/95/312
大会
                    Distr.: General
                    18 March 2041

第九十五届会议

议程项目 128(s)

渡船：河边城镇

2041 年 3 月 14 日大会决议

[根据第二委员会的报告 (A/95/457/Add.1，第 14 段)]

95/312. 河边城镇的渡船

大会，""",
}


def head_of(code: str) -> str:
    return ASSEMBLY[code].rpartition("\n\n")[0]


def check_assembly(found: Masthead, code: str) -> None:
    title = head_of(code).rpartition("95/312. ")[2]
    assert (found.symbol, found.organ) == ("A/RES/95/312", "general-assembly")
    assert found.session == Session(95)
    assert found.agenda_items == ("128 (s)",)
    assert found.agenda_title
    assert found.title == title
    assert (found.adopted, found.issued) == ("2041-03-14", "2041-03-18")
    assert (found.committee, found.drafts) == ("second-committee", ("A/95/457/Add.1",))
    assert found.report_paragraph == "14"
    assert found.doubts == ()


@pytest.mark.parametrize("code", CODES)
def test_every_field_of_a_masthead_of_the_assembly_is_read(code: str) -> None:
    found = masthead(head_of(code), code)
    check_assembly(found, code)
    assert found.title_span is not None
    assert ASSEMBLY[code][slice(*found.title_span)].endswith(found.title or "-")


@pytest.mark.parametrize("code", CODES)
def test_a_masthead_without_blank_lines_reads_the_same(code: str) -> None:
    check_assembly(masthead(head_of(code).replace("\n\n", "\n"), code), code)


@pytest.mark.parametrize("code", CODES)
def test_a_masthead_in_markdown_reads_the_same(code: str) -> None:
    title = head_of(code).rpartition("\n")[2]
    check_assembly(masthead(head_of(code).replace(title, f"**{title}**"), code), code)


@pytest.mark.parametrize("code", CODES)
def test_the_symbol_is_put_together_where_it_is_not_printed(code: str) -> None:
    found = masthead(head_of(code).replace("A/RES/95/312", ""), code)
    assert found.symbol == "A/RES/95/312"


@st.composite
def shuffled(draw: DrawFn) -> Sequence[int]:
    return draw(st.permutations(range(6)))


@pytest.mark.parametrize("code", CODES)
@given(order=shuffled())
def test_cells_of_a_table_may_come_in_any_order(code: str, order: Sequence[int]) -> None:
    rows = [row for row in head_of(code).split("\n") if row.strip()]
    cover = [cell for row in rows[:4] for cell in row.split("   ") if cell.strip()]
    cover.append(rows[4])
    text = "\n\n".join([*(cover[n] for n in order), *rows[5:]])
    check_assembly(masthead(text, code), code)


OTHERS = [
    ("en", "Resolution 9876 (2041)\nAdopted by the Security Council at its 19573rd meeting, on\n"
     "9 December 2041", "S/RES/9876 (2041)", "security-council", None, 19573),
    ("fr", "Résolution 9876 (2041)\nAdoptée par le Conseil de sécurité à sa 19573e séance,\n"
     "le 9 décembre 2041", "S/RES/9876 (2041)", "security-council", None, 19573),
    ("es", "Resolución 9876 (2041)\nAprobada por el Consejo de Seguridad en su 19573ª sesión,\n"
     "celebrada el 9 de diciembre de 2041", "S/RES/9876 (2041)", "security-council", None, 19573),
    ("ru", "Резолюция 9876 (2041),\nпринятая Советом Безопасности на его 19573-м заседании\n"
     "9 декабря 2041 года", "S/RES/9876 (2041)", "security-council", None, 19573),
    ("ar", "القرار 9876 (2041)\nالذي اتخذه مجلس الأمن في جلسته 19573، المعقودة في\n"
     "9 كانون الأول/ديسمبر 2041", "S/RES/9876 (2041)", "security-council", None, 19573),
    ("zh", "第9876(2041)号决议\n2041年12月9日安全理事会第19573次会议通过",
     "S/RES/9876 (2041)", "security-council", None, 19573),
    ("en", "Human Rights Council\nNinety-first session\n24 June–12 July 2041\nAgenda item 3\n"
     "Resolution adopted by the Human Rights Council on 9 December 2041\n91/8. Towns",
     "A/HRC/RES/91/8", "human-rights-council", "Towns", None),
    ("fr", "Conseil des droits de l’homme\nQuatre-vingt-onzième session\n"
     "Point 3 de l’ordre du jour\nRésolution adoptée par le Conseil des droits de l’homme\n"
     "le 9 décembre 2041\n91/8. Villes", "A/HRC/RES/91/8", "human-rights-council", "Villes", None),
    ("es", "Consejo de Derechos Humanos\n91er período de sesiones\nTema 3 de la agenda\n"
     "Resolución aprobada por el Consejo de Derechos Humanos el 9 de diciembre de 2041\n"
     "91/8. Ciudades", "A/HRC/RES/91/8", "human-rights-council", "Ciudades", None),
    ("ru", "Совет по правам человека\nДевяносто первая сессия\nПункт 3 повестки дня\n"
     "Резолюция, принятая Советом по правам человека 9 декабря 2041 года\n91/8. Города",
     "A/HRC/RES/91/8", "human-rights-council", "Города", None),
    ("ar", "مجلس حقوق الإنسان\nالدورة الحادية والتسعون\nالبند 3 من جدول الأعمال\n"
     "قرار اعتمده مجلس حقوق الإنسان في 9 كانون الأول/ديسمبر 2041\n91/8 المدن",
     "A/HRC/RES/91/8", "human-rights-council", "المدن", None),
    ("zh", "人权理事会\n第九十一届会议\n议程项目3\n2041年12月9日人权理事会通过的决议\n91/8. 城镇",
     "A/HRC/RES/91/8", "human-rights-council", "城镇", None),
    ("en", "2041 session\nAgenda item 12 (g)\nResolution adopted by the Economic and Social "
     "Council on 9 December 2041\n2041/5.\tFerries", "E/RES/2041/5",
     "economic-and-social-council", "Ferries", None),
    ("fr", "Session de 2041\nRésolution adoptée par le Conseil économique et social le "
     "9 décembre 2041\n2041/5. Bacs", "E/RES/2041/5", "economic-and-social-council", "Bacs", None),
    ("es", "Período de sesiones de 2041\nResolución aprobada por el Consejo Económico y Social "
     "el 9 de diciembre de 2041\n2041/5. Barcos", "E/RES/2041/5", "economic-and-social-council",
     "Barcos", None),
    ("ru", "Сессия 2041 года\nРезолюция, принятая Экономическим и Социальным Советом "
     "9 декабря 2041 года\n2041/5. Паромы", "E/RES/2041/5", "economic-and-social-council",
     "Паромы", None),
    ("ar", "دورة عام 2041\nقرار اتخذه المجلس الاقتصادي والاجتماعي في 9 كانون الأول/ديسمبر 2041\n"
     "2041/5. العبارات", "E/RES/2041/5", "economic-and-social-council", "العبارات", None),
    ("zh", "2041年届会\n2041年12月9日经济及社会理事会决议\n2041/5. 渡船", "E/RES/2041/5",
     "economic-and-social-council", "渡船", None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "symbol", "organ", "title", "meeting"), OTHERS)
def test_mastheads_of_the_councils_are_read_in_six_languages(
    code: str, text: str, symbol: str, organ: str, title: str | None, meeting: int | None
) -> None:
    found = masthead(text, code)
    assert (found.symbol, found.organ, found.title) == (symbol, organ, title)
    assert (found.adopted, found.meeting) == ("2041-12-09", meeting)


@pytest.mark.parametrize(
    ("printed", "title", "markers"),
    [
        ("95/30. Ferries¹", "Ferries", ("1",)),
        ("95/30. Ferries1", "Ferries", ("1",)),
        ("95/30. Ferries 1", "Ferries", ("1",)),
        ("95/30. Ferries (“Ropes”)²", "Ferries (“Ropes”)", ("2",)),
        ("**95/30. Ferries***", "Ferries", ("*",)),
        ("95/30. Agenda 21", "Agenda 21", ()),
        ("95/30. Ferries, 2018–2028", "Ferries, 2018–2028", ()),
    ],
)
def test_note_markers_are_cut_from_titles_and_numbers_are_not(
    printed: str, title: str, markers: tuple[str, ...]
) -> None:
    found = masthead(printed, "en")
    assert (found.title, found.title_notes) == (title, markers)
    assert all(at == len(title) for at in found.title_anchors)


def test_a_title_wrapped_by_the_page_is_one_line() -> None:
    found = masthead("95/30.\nFerries of the towns on\n8 and 9 December 2041\nand of others", "en")
    assert found.title == "Ferries of the towns on 8 and 9 December 2041 and of others"
    assert masthead("95/30. 河边城镇的\n渡船", "zh").title == "河边城镇的渡船"
    assert masthead("95/30. Bacs d’\naction", "fr").title == "Bacs d’action"


@pytest.mark.parametrize(
    ("code", "line", "items"),
    [
        ("en", "Agenda items 20 (a) and (b), 22 and 25", ("20 (a)", "20 (b)", "22", "25")),
        ("en", "Agenda item 99 (kk)", ("99 (kk)",)),
        ("fr", "Points 14 et 122 b) de l’ordre du jour", ("14", "122 (b)")),
        ("ru", "Пункт 19 а) повестки дня", ("19 (a)",)),
        ("ar", "البند 99 (أ أ) من جدول الأعمال", ("99 (aa)",)),
        ("ar", "البندان 14 و 122 من جدول الأعمال", ("14", "122")),
        ("zh", "议程项目 14 和 122", ("14", "122")),
    ],
)
def test_agenda_items_are_language_neutral(code: str, line: str, items: tuple[str, ...]) -> None:
    assert masthead(line, code).agenda_items == items


@pytest.mark.parametrize("code", CODES)
def test_agenda_items_are_listed_as_the_language_lists_them(code: str) -> None:
    examples = language(code).table("masthead")["items"]["examples"]
    assert [agenda_items(f"{row['text']}: x", language(code)) for row in examples] == [
        (row["items"], ": x") for row in examples
    ]
    assert [row["items"] for row in examples] == [
        row["items"] for row in language("en").table("masthead")["items"]["examples"]
    ]


def test_a_line_without_a_number_lists_no_agenda_item() -> None:
    assert agenda_items("(a) and (b)", language("en")) is None


def test_a_lettered_part_belongs_to_the_symbol() -> None:
    adopted = "Resolution adopted by the General Assembly on 3 March 2041"
    text = f"{adopted}\n\n95/30. Ferries\n\nB\n\nRopes"
    found = masthead(text, "en")
    assert (found.symbol, found.part, found.part_title) == ("A/RES/95/30 B", "B", "Ropes")


def test_a_session_that_contradicts_the_symbol_is_a_doubt() -> None:
    found = masthead("A/RES/95/30\n\nNinety-fourth session", "en")
    assert found.session == Session(95)
    assert [doubt.code for doubt in found.doubts] == ["session-differs"]


def test_special_sessions_have_their_kind() -> None:
    assert masthead("Thirtieth special session", "en").session == Session(30, "special")
    found = masthead("الدورة الاستثنائية الطارئة الحادية عشرة", "ar")
    assert found.session == Session(11, "emergency-special")


@pytest.mark.parametrize("code", CODES)
def test_the_formula_is_found_alone_and_before_the_preamble(code: str) -> None:
    text = ASSEMBLY[code].rpartition("\n")[2]
    found = find_formula(text, language(code))
    assert found is not None
    assert (found.organ, found.end, found.alone) == ("general-assembly", len(text), True)
    assert find_formula(text[:-1], language(code)) is None or code in ("ar", "en", "es", "fr")


@pytest.mark.parametrize("code", CODES)
def test_every_formula_of_the_data_is_found(code: str) -> None:
    comma = {"ar": "،", "zh": "，"}.get(code, ",")
    for organ, forms in language(code).table("formulas")["enacting"].items():
        for form in forms:
            found = find_formula(form + comma, language(code))
            assert found is not None
            assert found.organ == organ


def test_a_sentence_about_the_assembly_is_no_formula() -> None:
    english = language("en")
    assert find_formula("The General Assembly, at its ninth session, met twice", english) is None
    assert find_formula("the General Assembly", english) is None
    assert find_formula("The General Assembly may meet.", english) is None
    found = find_formula("The General Assembly, Recalling its resolution 95/1,", english)
    assert found is not None
    assert not found.alone


CONCLUSIONS = {
    "ar": ("الجلسة العامة 58", "25 آذار/مارس 2041"),
    "en": ("58th plenary meeting", "25 March 2041"),
    "es": ("58ª sesión plenaria", "25 de marzo de 2041"),
    "fr": ("58e séance plénière", "25 mars 2041"),
    "ru": ("58-е пленарное заседание", "25 марта 2041 года"),
    "zh": ("第 58 次全体会议", "2041 年 3 月 25 日"),
}


@pytest.mark.parametrize("code", CODES)
def test_meeting_and_date_are_read_in_either_order_and_on_one_line(code: str) -> None:
    meeting, date = CONCLUSIONS[code]
    for text in (f"{meeting}\n{date}", f"{date}\n{meeting}", f"{meeting}, {date}"):
        found = read_conclusions(lines_of(text), language(code))
        assert (found.meeting, found.adopted, found.resumed) == (58, "2041-03-25", False)
    assert is_conclusion(meeting, language(code))
    assert is_conclusion(date, language(code))
    assert is_meeting(meeting, language(code))
    assert not is_meeting(date, language(code))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "[Adopted by a recorded vote of 28 to 14, with 5 abstentions. The voting"),
        ("fr", "[Adoptée à l’issue d’un vote enregistré par 28 voix contre 14, "
         "avec 5 abstentions."),
        ("es", "[Aprobada en votación registrada por 28 votos contra 14 y 5 abstenciones."),
        ("ru", "[Принята заносимым в отчет о заседании голосованием 28 голосами против 14 при "
         "5 воздержавшихся."),
        ("ar", "[اعتمد بتصويت مسجل بأغلبية 28 صوتا مقابل 14 صوتا، وامتناع 5 أعضاء عن التصويت."),
        ("zh", "[经记录表决，以28票对14票、5票弃权获得通过。"),
    ],
)  # fmt: skip
def test_a_recorded_vote_is_read_in_six_languages(code: str, text: str) -> None:
    found = read_conclusions(lines_of(text), language(code))
    assert found.vote == Vote("recorded", 28, 14, 5)


def test_a_resumed_meeting_is_told_even_where_the_line_wraps() -> None:
    text = "56-е (возобновленное)\nпленарное заседание\n\n30 декабря 2041 года"
    found = read_conclusions(lines_of(text), language("ru"))
    assert found == (56, "2041-12-30", True, None)


@pytest.mark.parametrize("code", CODES)
@given(rows=st.lists(st.text(min_size=1, max_size=60), max_size=12))
def test_no_text_makes_the_reading_fail(code: str, rows: list[str]) -> None:
    lines = lines_of("\n".join(rows))
    assert isinstance(read_masthead(lines, language(code)), Masthead)
    read_conclusions(lines, language(code))
    for line in lines:
        find_formula(line.text, language(code))


@pytest.mark.parametrize("code", CODES)
def test_time_grows_with_the_number_of_lines_and_no_faster(code: str) -> None:
    def seconds(count: int) -> float:
        lines = lines_of("\n".join([*head_of(code).split("\n")[:8], *["[ 95/1 (a), 14 ("] * count]))
        return best_of(3, lambda: read_masthead(lines, language(code)))[0]

    seconds(10)
    assert seconds(4_000) < 40 * max(seconds(500), 0.002)
