"""Citations: what a sentence names, in six languages. All sentences are invented."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.timing import best_of

from seized.languages import CODES, language
from seized.meaning.citations import find_citations
from seized.model.dates import PartialDate
from seized.model.findings import Citation
from seized.model.resolution import Note, Paragraph, Resolution
from seized.model.text import Piece, Span


def _paragraph(text: str, at: int, address: str = "pp1") -> Paragraph:
    span = Span(at, at + len(text))
    return Paragraph(address, None, None, text, span, pieces=(Piece(0, at, len(text)),))


def cite(
    code: str, text: str, *notes: str, organ: str = "general-assembly"
) -> tuple[Citation, ...]:
    """The citations of one paragraph and its notes."""
    source = "\n".join(["Heading", text, *notes])
    at = 8
    paragraph = _paragraph(text, at)
    made = []
    at += len(text) + 1
    for n, note in enumerate(notes, 1):
        made.append(Note(str(n), note, "pp1", Span(at, at + len(note)),
                         (Piece(0, at, len(note)),)))  # fmt: skip
        at += len(note) + 1
    resolution = Resolution(
        "A/RES/99/1", organ, None, None, preamble=(paragraph,), notes=tuple(made)
    )
    found = find_citations(resolution, source, code)
    for one in found:
        assert one.quote == source[one.span.start : one.span.end]
        assert one.quote
    return found


def symbols(code: str, text: str, *notes: str, organ: str = "general-assembly") -> list[str | None]:
    return [c.symbol for c in cite(code, text, *notes, organ=organ)]


LISTS = {
    "en": "Recalling its resolutions 64/999 of 18 December 2009, 65/998 of 13 December 2010 and "
    "73/997 of 30 August 2019 on the lamps of harbours,",
    "fr": "Rappelant ses résolutions 64/999 du 18 décembre 2009, 65/998 du 13 décembre 2010 et "
    "73/997 du 30 août 2019 sur les lampes des ports,",
    "es": "Recordando sus resoluciones 64/999, de 18 de diciembre de 2009, 65/998, de 13 de "
    "diciembre de 2010, y 73/997, de 30 de agosto de 2019, sobre las lámparas de los puertos,",
    "ru": "ссылаясь на свои резолюции 64/999 от 18 декабря 2009 года, 65/998 от 13 декабря "
    "2010 года и 73/997 от 30 августа 2019 года о портовых лампах,",
    "ar": "إذ تشير إلى قراراتها 64/999 المؤرخ 18 كانون الأول/ديسمبر 2009 و 65/998 المؤرخ "
    "13 كانون الأول/ديسمبر 2010 و 73/997 المؤرخ 30 آب/أغسطس 2019 بشأن مصابيح الموانئ،",
    "zh": "回顾其关于港口灯具的2009年12月18日第64/999号、2010年12月13日第65/998号"
    "和2019年8月30日第73/997号决议，",
}


@pytest.mark.parametrize("code", CODES)
def test_every_number_of_a_list_is_cited_with_its_own_date(code: str) -> None:
    text = LISTS[code].replace("/999", "/99").replace("/998", "/98").replace("/997", "/97")
    found = cite(code, text)
    assert [c.symbol for c in found] == ["A/RES/64/99", "A/RES/65/98", "A/RES/73/97"]
    assert [c.date for c in found] == ["2009-12-18", "2010-12-13", "2019-08-30"]
    assert {c.outcome for c in found} == {"resolved"}


COUNCIL = {
    "en": "Recalling Human Rights Council resolution 41/99 of 11 July 2019 on kites,",
    "fr": "Rappelant la résolution 41/99 du Conseil des droits de l’homme, en date du 11 juillet "
    "2019, sur les cerfs-volants,",
    "es": "Recordando la resolución 41/99 del Consejo de Derechos Humanos, de 11 de julio de 2019,",
    "ru": "ссылаясь на резолюцию 41/99 Совета по правам человека от 11 июля 2019 года,",
    "ar": "وإذ تشير إلى قرار مجلس حقوق الإنسان 41/99 المؤرخ 11 تموز/يوليه 2019،",
    "zh": "回顾人权理事会2019年7月11日关于风筝的第41/99号决议，",
}


@pytest.mark.parametrize("code", CODES)
def test_the_name_of_the_council_makes_the_number_its_own(code: str) -> None:
    (found,) = cite(code, COUNCIL[code])
    assert (found.symbol, found.date) == ("A/HRC/RES/41/99", "2019-07-11")


SECURITY = {
    "en": "Recalling Security Council resolutions 9101 (2020) and 9102 (2021) of 3 May 2021,",
    "fr": "Rappelant les résolutions 9101 (2020) et 9102 (2021) du Conseil de sécurité, en date "
    "du 3 mai 2021,",
    "es": "Recordando las resoluciones del Consejo de Seguridad 9101 (2020) y 9102 (2021), de 3 de "
    "mayo de 2021,",
    "ru": "ссылаясь на резолюции 9101 (2020) и 9102 (2021) Совета Безопасности от 3 мая 2021 года,",
    "ar": "وإذ تشير إلى قراري مجلس الأمن 9101 (2020) و 9102 (2021) المؤرخ 3 أيار/مايو 2021،",
    "zh": "回顾安全理事会第9101(2020)号和2021年5月3日第9102(2021)号决议，",
}


@pytest.mark.parametrize("code", CODES)
def test_a_number_with_a_year_in_brackets_is_the_security_councils(code: str) -> None:
    found = cite(code, SECURITY[code])
    assert [c.symbol for c in found] == ["S/RES/9101 (2020)", "S/RES/9102 (2021)"]
    assert [c.date for c in found] == [None, "2021-05-03"]


ECONOMIC = {
    "en": "Recalling Economic and Social Council resolution 2031/5 and its decision 98/555,",
    "fr": "Rappelant la résolution 2031/5 du Conseil économique et social et sa décision 98/555,",
    "es": "Recordando la resolución 2031/5 del Consejo Económico y Social y su decisión 98/555,",
    "ru": "ссылаясь на резолюцию 2031/5 Экономического и Социального Совета и свое решение 98/555,",
    "ar": "إذ تشير إلى قرار المجلس الاقتصادي والاجتماعي 2031/5 وإلى مقررها 98/555،",
    "zh": "回顾经济及社会理事会第2031/5号决议及其第98/555号决定，",
}


@pytest.mark.parametrize("code", CODES)
def test_years_are_the_economic_and_social_councils_and_high_numbers_are_decisions(
    code: str,
) -> None:
    assert symbols(code, ECONOMIC[code]) == ["E/RES/2031/5", "A/DEC/98/555"]


OLD = {
    "en": "guided by resolutions 2999 A (XXI), 3201 (S-VI), S-10/2, ES-10/99 and 74/92 A and B,",
    "fr": "guidée par les résolutions 2999 A (XXI), 3201 (S-VI), S-10/2, ES‑10/99 et 74/92 A et B,",
    "es": "guiada por las resoluciones 2999 A (XXI), 3201 (S-VI), S-10/2, ES-10/99 y 74/92 A y B,",
    "ru": "руководствуясь резолюциями 2999 А (XXI), 3201 (S-VI), S-10/2, ES-10/99 и 74/92 A и B,",
    "ar": "إذ تسترشد بالقرارات 2999 ألف (د-21) و 3201 (دإ-6) ودإ-10/2 ودإط-10/99 و 74/92 ألف وباء،",
    "zh": "遵循第2999A(XXI)号、第3201(S-VI)号、第S-10/2号、第ES-10/99号和第74/92A和B号决议，",
}


@pytest.mark.parametrize("code", CODES)
def test_old_special_and_lettered_numbers_are_read(code: str) -> None:
    assert symbols(code, OLD[code]) == [
        "A/RES/2999 A (XXI)",
        "A/RES/3201 (S-VI)",
        "A/RES/S-10/2",
        "A/RES/ES-10/99",
        "A/RES/74/92 A-B",
    ]


PINPOINTS = {
    "en": "Recalls paragraphs 5 and 6 of its resolution 98/1 and section II of resolution 98/2;",
    "fr": "Rappelle les paragraphes 5 et 6 de sa résolution 98/1 et la section II de la résolution "
    "98/2 ;",
    "es": "Recuerda los párrafos 5 y 6 de su resolución 98/1 y la sección II de la resolución "
    "98/2;",
    "ru": "ссылается на пункты 5 и 6 своей резолюции 98/1 и раздел II резолюции 98/2;",
    "ar": "تشير إلى الفقرتين 5 و 6 من قرارها 98/1 وإلى الجزء الثاني من القرار 98/2؛",
    "zh": "回顾其第98/1号决议第5和6段和第98/2号决议第二节；",
}


@pytest.mark.parametrize("code", CODES)
def test_pinpoints_are_said_in_no_language(code: str) -> None:
    found = cite(code, PINPOINTS[code])
    assert [c.pinpoint for c in found] == ["paras. 5, 6", "sect. II"]


NOTED = {
    "en": ("Resolution 98/1, annex II.", "Ibid., annex I, para. 3."),
    "fr": ("Résolution 98/1, annexe II.", "Ibid., annexe I, par. 3."),
    "es": ("Resolución 98/1, anexo II.", "Ibid., anexo I, párr. 3."),
    "ru": ("Резолюция 98/1, приложение II.", "Там же, приложение I, п. 3."),
    "ar": ("القرار 98/1، المرفق الثاني.", "المرجع نفسه، المرفق الأول، الفقرة 3."),
    "zh": ("第98/1号决议，附件二。", "同上，附件一，第3段。"),
}


@pytest.mark.parametrize("code", CODES)
def test_ibid_is_the_source_of_the_note_before(code: str) -> None:
    one, two = cite(code, "…", *NOTED[code])
    assert (one.symbol, one.pinpoint, one.at) == ("A/RES/98/1", "annex II", "note1")
    assert (two.symbol, two.pinpoint, two.at) == ("A/RES/98/1", "annex I, para. 3", "note2")


TREATIES = {
    "en": ("United Nations, Treaty Series, vol. 9001, No. 99001.", "Ibid., vol. 9002, No. 99002.",
           "Ibid., vol. 75, Nos. 970–973."),
    "fr": ("Nations Unies, Recueil des Traités, vol. 9001, no 99001.",
           "Ibid., vol. 9002, no 99002.", "Ibid., vol. 75, nos 970 à 973."),
    "es": ("Naciones Unidas, Treaty Series, vol. 9001, núm. 99001.",
           "Ibid., vol. 9002, núm. 99002.", "Ibid., vol. 75, núms. 970 a 973."),
    "ru": ("United Nations, Treaty Series, vol. 9001, No. 99001.", "Ibid., vol. 9002, No. 99002.",
           "Ibid., vol. 75, Nos. 970–973."),
    "ar": ("United Nations, Treaty Series, vol. 9001, No. 99001.",
           "المرجع نفسه، المجلد 9002، الرقم 99002.", "Ibid., vol. 75, Nos. 970-973."),
    "zh": ("联合国，《条约汇编》，第9001卷，第99001号。", "同上，第9002卷，第99002号。",
           "同上，第75卷，第970-973号。"),
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_the_treaty_series_is_cited_by_volume_and_number(code: str) -> None:
    found = cite(code, "…", *TREATIES[code])
    assert [c.symbol for c in found] == ["UNTS/9001/99001", "UNTS/9002/99002", "UNTS/75/970-973"]
    assert {c.kind for c in found} == {"treaty"}


RECORDS = {
    "en": ("Official Records of the General Assembly, Ninety-ninth Session, Supplement No. 53A "
           "(A/99/53/Add.1), chap. III, sect. A, resolution 60/4.",
           "Ibid., Supplement No. 10 (A/99/10), chap. V."),
    "fr": ("Documents officiels de l’Assemblée générale, quatre-vingt-dix-neuvième session, "
           "Supplément no 53A (A/99/53/Add.1), chap. III, sect. A, résolution 60/4.",
           "Ibid., Supplément no 10 (A/99/10), chap. V."),
    "es": ("Documentos Oficiales de la Asamblea General, nonagésimo noveno período de sesiones, "
           "suplemento núm. 53A (A/99/53/Add.1), cap. III, secc. A, resolución 60/4.",
           "Ibid., suplemento núm. 10 (A/99/10), cap. V."),
    "ru": ("Официальные отчеты Генеральной Ассамблеи, девяносто девятая сессия, Дополнение № 53A "
           "(A/99/53/Add.1), гл. III, разд. A, резолюция 60/4.",
           "Там же, Дополнение № 10 (A/99/10), гл. V."),
    "ar": ("الوثائق الرسمية للجمعية العامة، الدورة التاسعة والتسعون، الملحق رقم 53 ألف "
           "(A/99/53/Add.1)، الفصل الثالث، الفرع ألف، القرار 60/4.",
           "المرجع نفسه، الملحق رقم 10 (A/99/10)، الفصل الخامس."),
    "zh": ("《大会正式记录，第九十九届会议，补编第53A号》(A/99/53/Add.1)，第三章，A节，"
           "第60/4号决议。",
           "同上，《补编第10号》(A/99/10)，第五章。"),
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_official_records_have_their_symbol_and_their_resolutions_their_organ(code: str) -> None:
    found = cite(code, "…", *RECORDS[code])
    assert [(c.kind, c.symbol, c.pinpoint) for c in found] == [
        ("official-records", "A/99/53/Add.1", "chap. III, sect. A"),
        ("document", "A/HRC/RES/60/4", None),
        ("official-records", "A/99/10", "chap. V"),
    ]


CHARTER = {
    "en": "Guided by Article 97 of the Charter of the United Nations and Chapter VIII of the "
    "Charter, and desiring to see the present resolution carried out,",
    "fr": "Guidée par l’Article 97 de la Charte des Nations Unies et le Chapitre VIII de la "
    "Charte, et désireuse de voir appliquer la présente résolution,",
    "es": "Guiada por el Artículo 97 de la Carta de las Naciones Unidas y el Capítulo VIII de la "
    "Carta, y deseosa de ver aplicada la presente resolución,",
    "ru": "руководствуясь статьей 97 Устава Организации Объединенных Наций и главой VIII Устава и "
    "желая выполнения настоящей резолюции,",
    "ar": "إذ تسترشد بالمادة 97 من ميثاق الأمم المتحدة والفصل الثامن من الميثاق، ورغبة منها في "
    "تنفيذ هذا القرار،",
    "zh": "遵循《联合国宪章》第九十七条和《宪章》第八章，愿执行本决议，",
}


@pytest.mark.parametrize("code", CODES)
def test_the_charter_is_cited_by_article_and_chapter_and_the_resolution_cites_itself(
    code: str,
) -> None:
    found = cite(code, CHARTER[code])
    assert [(c.kind, c.pinpoint) for c in found] == [
        ("charter", "art. 97"),
        ("charter", "chap. VIII"),
        ("self", None),
    ]


UNSAID = {
    "en": "Takes note of resolution 16/18 and of Conference of the Parties decision 15/4;",
    "fr": "Prend note de la résolution 16/18 et de la décision 15/4 de la Conférence des Parties ;",
    "es": "Toma nota de la resolución 16/18 y de la decisión 15/4 de la Conferencia de las Partes;",
    "ru": "принимает к сведению резолюцию 16/18 и решение 15/4 Конференции Сторон;",
    "ar": "تحيط علما بالقرار 16/18 وبمقرر مؤتمر الأطراف 15/4؛",
    "zh": "注意到第16/18号决议和缔约方会议第15/4号决定；",
}


@pytest.mark.parametrize("code", CODES)
def test_what_the_words_do_not_say_is_left_open_but_never_dropped(code: str) -> None:
    one, two = cite(code, UNSAID[code])
    assert (one.outcome, one.candidates) == ("ambiguous", ("A/HRC/RES/16/18",))
    assert (two.outcome, two.symbol) == ("unknown", None)


@pytest.mark.parametrize("code", CODES)
def test_printed_symbols_are_the_same_in_every_language(code: str) -> None:
    text = "(A/99/302–S/2044/600, A/C.3/99/L.10/Rev.1; A/99/6 (Sect. 26), E/2044/57 )"
    assert symbols(code, text) == [
        "A/99/302",
        "S/2044/600",
        "A/C.3/99/L.10/Rev.1",
        "A/99/6 (Sect. 26)",
        "E/2044/57",
    ]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("text", ["24/7", "1/2 + 3/4", "(2020)", "12/2021", "km/h", "1.2/3.4", ""])
def test_what_only_looks_like_a_number_of_a_document_is_left_alone(code: str, text: str) -> None:
    assert cite(code, f"… {text} …") == ()


NAMED = {
    "en": ("Recalling the 2099 Agenda for Quiet Harbours,@", "the 2099 Agenda for Quiet Harbours",
           "Resolution 98/1."),
    "fr": ("Rappelant le Programme de 2099 pour des ports calmes@,",
           "le Programme de 2099 pour des ports calmes", "Résolution 98/1."),
    "es": ("Recordando la Agenda 2099 para los Puertos Tranquilos@,",
           "la Agenda 2099 para los Puertos Tranquilos", "Resolución 98/1."),
    "ru": ("ссылаясь на Повестку дня тихих гаваней на период до 2099 года@,",
           "Повестку дня тихих гаваней на период до 2099 года", "Резолюция 98/1."),
    "ar": ("إذ تشير إلى خطة الموانئ الهادئة لعام 2099@،", "خطة الموانئ الهادئة لعام 2099",
           "القرار 98/1."),
    "zh": ("回顾《2099年宁静港口议程》@，", "《2099年宁静港口议程》", "第98/1号决议。"),
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_an_instrument_is_known_by_name_once_a_note_has_told_its_number(code: str) -> None:
    marked, name, note = NAMED[code]
    anchor = marked.index("@")
    one, two = marked.replace("@", ""), f"… {name} …"
    if one[anchor - 1] == ",":
        anchor -= 1
    source = f"{one}\n{two}\n{note}"
    first, second = _paragraph(one, 0), _paragraph(two, len(one) + 1, "pp2")
    first = msgspec.structs.replace(first, notes=("1",), anchors=(anchor,))
    at = len(one) + len(two) + 2
    notes = (Note("1", note, "pp1", Span(at, at + len(note)), (Piece(0, at, len(note)),)),)
    resolution = Resolution(None, None, None, None, preamble=(first, second), notes=notes)
    found = find_citations(resolution, source, code)
    assert [(c.at, c.symbol) for c in found] == [
        (at, "A/RES/98/1") for at in ("pp1", "pp2", "note1")
    ]
    assert found[1].quote in name


def test_the_same_resolution_is_the_one_just_named() -> None:
    text = "Recalls resolution 98/1 of 3 May 2044, and in the same resolution its annex;"
    assert symbols("en", text) == ["A/RES/98/1", "A/RES/98/1"]


def test_words_stretched_by_tatweel_are_read_and_quoted_as_printed() -> None:
    found = cite("ar", "وإذ تشير إلــى قراراتـها 98/1 و 98/2 وإلى الميثــاق،")
    assert [c.symbol for c in found] == ["A/RES/98/1", "A/RES/98/2", None]
    assert found[2].quote == "الميثــاق"


@pytest.mark.parametrize("gap", [" ", "\u00a0"])
def test_a_number_with_its_letter_spelt_out_needs_no_other_citation_beside_it(gap: str) -> None:
    words = f"إذ تستند إلى القرار 2931{gap}باء (د-27)"
    assert symbols("ar", words) == ["A/RES/2931 B (XXVII)"]


def test_numbers_turned_around_are_candidates() -> None:
    (found,) = cite("ar", "ترحب بقرارها 264/76 بشأن الموانئ؛")
    assert (found.outcome, found.candidates) == ("ambiguous", ("A/RES/76/264",))


def test_a_date_tells_whose_the_number_is_where_the_words_do_not() -> None:
    assert symbols("en", "Recalling resolution 43/26 of 22 June 2020,") == ["A/HRC/RES/43/26"]
    assert symbols("en", "Recalling resolution 43/26 of 17 November 1988,") == ["A/RES/43/26"]


@pytest.mark.parametrize("code", CODES)
def test_the_old_commission_numbered_by_year_like_the_council(code: str) -> None:
    (example,) = next(
        o["examples"] for o in language(code).table("citations")["organs"] if o["id"] == "E/CN.4"
    )
    assert symbols(code, example) == ["E/CN.4/RES/2031/5"]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("text", ["resolution 64/99,65/98 and", "(A/99/1"])
def test_places_are_those_of_the_source_whatever_the_text(code: str, text: str) -> None:
    assert all(c.quote in text for c in cite(code, text))


@given(
    st.sampled_from(CODES),
    st.text(st.sampled_from("resolution 64/183(X)V,.aA第号决议قرار-–"), max_size=80),
)
def test_no_text_breaks_the_finder(code: str, text: str) -> None:
    cite(code, text, text)


def test_time_grows_with_the_length_and_no_faster() -> None:
    def seconds(times: int) -> float:
        text = "1/2 (3) S-4/5 resolution 64/99, A/75/1 annex II and " * times
        return best_of(3, lambda: cite("en", text, text))[0]

    seconds(10)
    small, large = seconds(100), seconds(800)
    assert large < 30 * max(small, 0.005)


def test_the_organ_that_speaks_is_the_one_whose_resolutions_are_its() -> None:
    text = "Recalling its resolution 41/99 and General Assembly resolution 60/99,"
    assert symbols("en", text, organ="human-rights-council") == ["A/HRC/RES/41/99", "A/RES/60/99"]


def test_an_addendum_after_and_is_a_document_of_its_own() -> None:
    assert symbols("en", "…", "See A/99/88 and Corr.2.") == ["A/99/88", "A/99/88/Corr.2"]


def test_a_volume_after_the_symbol_belongs_to_it() -> None:
    note = (
        "Official Records of the General Assembly, Supplement No. 49 (A/99/49), vol. I, sect. II."
    )
    (found,) = cite("en", "…", note)
    assert (found.symbol, found.pinpoint) == ("A/99/49 (Vol. I)", "sect. II")


def test_ibid_without_anything_before_it_is_unknown() -> None:
    (found,) = cite("en", "…", "Ibid., annex II.")
    assert (found.outcome, found.rule) == ("unknown", "ibid")


def test_a_quote_follows_the_text_back_into_a_source_with_layout() -> None:
    source = "1.\tRecalls resolution 98/\n2 of 3 May 2044"
    text = "Recalls resolution 98/2 of 3 May 2044"
    pieces = (Piece(0, 3, 22), Piece(22, 26, 15))
    paragraph = Paragraph("op1", "1", None, text, Span(0, len(source)), pieces=pieces)
    resolution = Resolution("A/RES/99/1", None, None, None, operative=(paragraph,))
    (found,) = find_citations(resolution, source, "en")
    assert found.quote == "98/\n2"
    assert found.date == PartialDate("2044-05-03")


@pytest.mark.parametrize("code", CODES)
def test_the_data_say_what_they_find_and_what_they_do_not(code: str) -> None:
    table = language(code).table("citations")
    words = [*table["words"].values(), *(table[name] for name in ("ibid", "same", "self"))]
    names = [
        *table["organs"],
        *(table[n] for n in ("official_records", "charter", "statute", "named")),
    ]
    for entry in words + names:
        pattern = re.compile(entry["pattern"], re.IGNORECASE if entry in words else 0)
        for example in entry["examples"]:
            assert pattern.search(example), example
        for example in entry["counter_examples"]:
            assert not pattern.search(example), example
    treaty = table["treaty_series"]
    for example in treaty["examples"]:
        assert re.search(treaty["name"], example), example
        assert re.search(treaty["place"], example), example
    for example in treaty["counter_examples"]:
        assert not re.search(treaty["place"], example), example


def test_the_six_languages_have_the_same_citation_data() -> None:
    def shape(value: object) -> object:
        return {k: shape(v) for k, v in sorted(value.items())} if isinstance(value, dict) else 0

    tables = [dict(language(code).table("citations")) for code in CODES]
    assert len({str(shape(t)) for t in tables}) == 1
    assert len({tuple(o["id"] for o in t["organs"]) for t in tables}) == 1
