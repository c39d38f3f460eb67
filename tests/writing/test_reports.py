"""Reports in the form of United Nations documents: sections, notes, words, gaps, and Word."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from reported import CODES, RESOLUTION, report
from tracked import W, part

from seized.languages import language
from seized.model.dates import PartialDate
from seized.model.errors import UnsupportedLanguage
from seized.reading import read_source
from seized.writing.citing import Cited, Notes, citation, named
from seized.writing.counting import count_words
from seized.writing.report import to_report_docx
from seized.writing.report_outline import coverage, default_title, meter, outline, split
from seized.writing.report_types import Body, Frame, Input, Matter, Report

ARRANGED = ("entities", "fields")


def lines(data: bytes, name: str = "document") -> list[str]:
    return ["".join(p.itertext()).strip() for p in part(data, name).iter(W + "p")]


# --- citations -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "General Assembly resolution 97/284, para. 3 (a) (ii)"),
        ("fr", "Résolution 97/284 de l’Assemblée générale, par. 3 a) ii)"),
        ("es", "Resolución 97/284 de la Asamblea General, párr. 3 a) ii)"),
        ("ru", "Резолюция 97/284 Генеральной Ассамблеи, пункт 3 a) ii)"),
        ("ar", "قرار الجمعية العامة 97/284، الفقرة 3 (أ) ’2‘"),
        ("zh", "大会第97/284号决议，第3(a)(ii)段"),
    ],
)
def test_a_sub_paragraph_is_cited_as_the_language_does(code: str, words: str) -> None:
    assert citation(Cited(RESOLUTION, "op3.a.ii"), code) == words


@pytest.mark.parametrize(
    ("cited", "words"),
    [
        (Cited("A/RES/97/284"), "General Assembly resolution 97/284"),
        (Cited("S/RES/1540(2004)", "op5"), "Security Council resolution 1540 (2004), para. 5"),
        (Cited("A/HRC/RES/45/1", "op1"), "Human Rights Council resolution 45/1, para. 1"),
        (Cited("E/RES/2020/1", "op2"), "Economic and Social Council resolution 2020/1, para. 2"),
        (Cited("A/RES/75/101 A-B", "partB.op2"),
         "General Assembly resolution 75/101 B, para. 2"),
        (Cited("A/RES/97/284", "pp4"),
         "General Assembly resolution 97/284, preambular para. 4"),
        (Cited("A/RES/97/284", "annex1.op3"),
         "General Assembly resolution 97/284, annex, para. 3"),
        (Cited("A/RES/95/312", "s2.op4"),
         "General Assembly resolution 95/312, sect. II, para. 4"),
        (Cited("A/99/277", "op8"), "A/99/277, para. 8"),
        (Cited("a letter"), "a letter"),
    ],
)  # fmt: skip
def test_each_kind_of_document_and_place_is_cited(cited: Cited, words: str) -> None:
    assert citation(cited, "en") == words


def test_places_of_one_document_are_joined_in_a_note() -> None:
    row = (Cited(RESOLUTION, "s1.op2"), Cited(RESOLUTION, "s2.op4"), Cited("A/99/277"))
    assert Notes("en").cite(*row) == (
        "General Assembly resolution 97/284, sect. I, para. 2; sect. II, para. 4; A/99/277."
    )


def test_the_document_just_cited_is_ibid_and_no_other_is() -> None:
    notes = Notes("en")
    assert notes.cite(Cited(RESOLUTION, "op2")).endswith("97/284, para. 2.")
    assert notes.cite(Cited(RESOLUTION, "op3")) == "Ibid., para. 3."
    assert notes.cite(Cited(RESOLUTION)) == "Ibid."
    assert notes.cite(Cited("A/RES/95/312", "op3")).startswith("General Assembly")
    assert notes.cite(Cited(RESOLUTION, "op3")).startswith("General Assembly")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("form", ["cite", "pursuant", "implementing"])
def test_an_organ_has_its_name_in_each_case(code: str, form: str) -> None:
    forms = language(code).table("report")[form]
    for symbol, organ in (
        (RESOLUTION, "general-assembly"),
        ("S/RES/1540 (2004)", "security-council"),
        ("E/RES/2020/1", "economic-and-social-council"),
        ("A/HRC/RES/45/1", "human-rights-council"),
    ):
        stem = forms[organ].partition("{number}")[0]
        assert named(symbol, code, form).startswith(stem)


# --- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Two words — no more.", 4),
        ("resolution 75/268, para. 3", 4),
        ("第75/268号决议", 5),
        ("联合国，大会。", 5),
        ("الجمعية العامة", 2),
        ("de l’ordre du jour", 4),
    ],
)
def test_words_are_counted_as_a_word_processor_counts_them(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text(), st.text())
def test_the_words_of_two_lines_are_those_of_each(one: str, other: str) -> None:
    assert count_words(f"{one}\n{other}") == count_words(one) + count_words(other)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("arranged", ARRANGED)
def test_the_meter_counts_what_is_printed_and_nothing_else(code: str, arranged: str) -> None:
    made = report(code, arrangement=arranged, contents=False)
    told = meter(made)
    data = to_report_docx(made)
    printed = [line for line in lines(data) if line]
    first = next(n for n, one in enumerate(printed) if one == made.frame.summary) - 1
    last = next(n for n, one in enumerate(printed) if one.startswith("____"))
    body = [re.sub(r"^\S+( -)?\t", "", one) for one in _typed(data)[first:last]]
    notes = [one for one in lines(data, "footnotes")[2:] if one != _agenda_note(made)]
    assert told.total == sum(map(count_words, body + notes))
    assert told.left == 8500 - told.total
    assert told.total == told.summary + sum(c.whole for c in told.sections if c.level == 1)


def _agenda_note(made: Report) -> str:
    stop = language(made.frame.language).table("report")["cite"]["stop"]
    return f"*{made.frame.agenda}{stop}".replace("*", "* ")


def _typed(data: bytes) -> list[str]:
    """The paragraphs with their tabs, without notes."""
    out = []
    for one in part(data, "document").iter(W + "p"):
        bits = [
            "\t" if bit.tag == W + "tab" else bit.text or ""
            for bit in one.iter(W + "t", W + "tab")
            if bit.getparent().tag == W + "r"
        ]
        out.append("".join(bits))
    return [one for one in out if one]


# --- sections --------------------------------------------------------------------------------


def test_each_organization_has_a_section_with_its_matters_in_order() -> None:
    found = [(s.level, s.label, s.heading) for s in outline(report("en"))]
    assert found == [
        (1, "I.", "Introduction"),
        (1, "II.", "Contributions by organization"),
        (2, "A.", "Charts of the strait"),
        (2, "B.", "Pilotage Office"),
        (3, "1.", "Consultations between the secretariats"),
        (3, "2.", "Joint programmes"),
        (2, "C.", "Centre for Tides"),
        (2, "D.", "Lantern Fund"),
        (1, "III.", "Replies to the call for inputs"),
        (1, "IV.", "Observations and recommendations"),
    ]


def test_each_field_has_a_section_with_its_organizations() -> None:
    found = [(s.level, s.label, s.heading) for s in outline(report("en", arrangement="fields"))]
    assert found[2:8] == [
        (2, "A.", "Consultations between the secretariats"),
        (3, "1.", "Pilotage Office"),
        (2, "B.", "Education"),
        (3, "1.", "Pilotage Office"),
        (3, "2.", "Centre for Tides"),
        (2, "C.", "Science and technology"),
    ]


@pytest.mark.parametrize(
    ("code", "labels"),
    [
        ("ar", ["أولا -", "ثانيا -", "ألف -", "باء -", "1 -"]),
        ("zh", ["一.", "二.", "A.", "B.", "1."]),
    ],
)
def test_sections_are_numbered_as_the_language_does(code: str, labels: list[str]) -> None:
    assert [section.label for section in outline(report(code))[:5]] == labels


def test_what_an_entity_has_nothing_on_is_one_paragraph_and_no_section() -> None:
    made = report("en")
    inputs = [*made.inputs[:1], made.inputs[1]._replace(nothing=True, text=""), *made.inputs[2:]]
    found = list(outline(made._replace(inputs=tuple(inputs))))
    at = next(n for n, s in enumerate(found) if s.heading == "Pilotage Office")
    assert [p.text for p in found[at].paras] == [
        "Nothing to report on the following: Joint programmes."
    ]
    assert [s.heading for s in found[at + 1 : at + 3]] == [
        "Consultations between the secretariats", "Centre for Tides",
    ]  # fmt: skip


def test_there_are_labels_after_the_last_letter() -> None:
    bodies = tuple(Body(f"b{n}", f"Body {n}") for n in range(28))
    inputs = tuple(Input(body.key, "m", "Something.") for body in bodies)
    made = Report(Frame("en"), (), bodies, (Matter("m", "Matter"),), inputs)
    assert [s.label for s in outline(made) if s.level == 2][25:] == ["Z.", "AA.", "BB."]


@pytest.mark.parametrize("arranged", ARRANGED)
def test_what_is_not_cleared_is_not_printed_but_its_entity_is_named(arranged: str) -> None:
    printed = "\n".join(
        p.text for s in outline(report("en", arrangement=arranged)) for p in s.paras
    )
    assert "This is not cleared" not in printed
    assert "Quay Institute" in printed
    assert "No contribution was received by 1 May 2044 from the following: Net Menders" in printed
    assert "they had nothing to report: Lantern Fund." in printed


@pytest.mark.parametrize("arranged", ARRANGED)
def test_a_merged_text_stands_in_place_of_the_contributions(arranged: str) -> None:
    made = report("en", arrangement=arranged)
    told = made.inputs[3]._replace(text="What the Centre wrote itself.")
    made = made._replace(inputs=(*made.inputs[:3], told, *made.inputs[4:]))
    paras = [p for s in outline(made) for p in s.paras]
    assert not any("wrote itself" in p.text for p in paras)
    merged = next(p for p in paras if p.text == made.merged[0].text)
    assert merged.notes[0].endswith("Based on the contributions of: Centre for Tides.")


def test_where_nobody_answered_the_report_says_so() -> None:
    made = report("en", arrangement="fields")._replace(inputs=(), merged=())
    paras = [p for s in outline(made) if s.level == 2 for p in s.paras]
    assert {p.text for p in paras} == {"No contribution was received on this matter."}
    assert all(p.notes for p in paras)


def test_lines_are_paragraphs_and_lists_keep_their_labels() -> None:
    text = "One\n\n  (a)  two \n- three\nA. D. 4 is no item\nb) four"
    assert list(split(text)) == [
        (None, "One"), ("(a)", "two"), ("-", "three"), (None, "A. D. 4 is no item"), ("b)", "four"),
    ]  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_the_usual_title_names_the_resolution(code: str) -> None:
    assert "97/284" in default_title(report(code))


# --- coverage --------------------------------------------------------------------------------


def test_every_entity_stands_once_for_every_mandate() -> None:
    made = report("en")
    asked = [Cited(RESOLUTION, at) for at in ("op2", "op3.a", "op3.b.ii", "op4")]
    found = coverage(made, asked)
    assert [one.asked for one in found] == [True, True, True, False]
    for one in found[:3]:
        all_of_them = one.told + one.nothing + one.pending + one.silent
        assert sorted(all_of_them) == sorted(body.key for body in made.bodies)
    assert found[0].told == ("pilotage",)
    assert found[0].nothing == ("lanterns",)
    assert found[0].pending == ("quays",)
    assert found[0].silent == ("tides", "nets")
    assert [one.gap for one in found] == [False, False, False, True]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.booleans(),
                          st.sampled_from(["", " ", "Words."]))))  # fmt: skip
def test_no_answer_whatever_loses_an_entity(told: list[tuple[str, str, bool, str]]) -> None:
    states = ("cleared", "pending", "silent")
    bodies = tuple(Body(key, key, state) for key, state in zip("abc", states, strict=True))
    matters = tuple(Matter(key, key, (Cited("A/RES/97/284", key),)) for key in "xyz")
    inputs = tuple({(b, m): Input(b, m, text, n) for b, m, n, text in told}.values())
    made = Report(Frame("en"), (), bodies, matters, inputs)
    for one in coverage(made, [m.cites[0] for m in matters]):
        assert sorted(one.told + one.nothing + one.pending + one.silent) == list("abc")
    replies = "\n".join(p.text for p in outline(made)[-1].paras)
    assert all(f" {key}" in replies for key in "abc")


# --- Word ------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_equal_reports_are_equal_bytes_and_their_styles_are_there(code: str) -> None:
    data = to_report_docx(report(code))
    assert data == to_report_docx(report(code))
    known = {style.get(W + "styleId") for style in part(data, "styles").iter(W + "style")}
    for name in ("document", "footnotes", "header1"):
        for tag in ("pStyle", "rStyle"):
            used = {one.get(W + "val") for one in part(data, name).iter(W + tag)}
            assert used <= known, (name, used - known)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            etree.fromstring(package.read(name))


@pytest.mark.parametrize("code", CODES)
def test_no_run_or_paragraph_of_a_report_has_a_look_of_its_own(code: str) -> None:
    body = part(to_report_docx(report(code)), "document")
    own = {child.tag for one in body.iter(W + "rPr", W + "pPr") for child in one}
    assert own <= {W + name for name in ("pStyle", "rStyle", "rtl", "sectPr")}


@pytest.mark.parametrize("code", CODES)
def test_the_masthead_has_the_form_of_the_language(code: str) -> None:
    printed = lines(to_report_docx(report(code)))
    english = code in ("ar", "ru", "zh")
    assert any("A/99/277–S/2044/606" in line for line in printed[:2])
    date = {"fr": "17 août 2044", "es": "17 de agosto de 2044"}.get(code, "17 August 2044")
    assert any(date in line for line in printed[:6])
    if english:
        assert any("Original: English" in line for line in printed[:6])


@pytest.mark.parametrize(
    ("code", "session", "item"),
    [
        ("en", "Ninety-ninth session", "Item 127 (s) of the provisional agenda"),
        ("fr", "Quatre-vingt-dix-neuvième session", "Point 127 s) de l’ordre du jour provisoire"),
        ("es", "Nonagésimo noveno período de sesiones", "Tema 127 s) del programa provisional"),
        ("ru", "Девяносто девятая сессия", "Пункт 127 s) предварительной повестки дня"),
        ("ar", "الدورة التاسعة والتسعون", "البند 127 (ق) من جدول الأعمال المؤقت"),
        ("zh", "第九十九届会议", "临时议程*项目127(s)"),
    ],
)
def test_session_and_item_are_worded(code: str, session: str, item: str) -> None:
    printed = lines(to_report_docx(report(code)))
    assert session in printed
    assert any(line.replace("*", "") == item.replace("*", "") for line in printed)


def test_a_session_without_words_is_printed_in_figures() -> None:
    assert "101 session" in lines(to_report_docx(report("en", session=101)))


def test_without_a_symbol_or_a_date_there_is_a_gap_to_fill() -> None:
    data = to_report_docx(report("en", symbols=(), issued=None))
    slots = [r for r in part(data, "document").iter(W + "rStyle") if r.get(W + "val") == "Slot"]
    assert len(slots) == 2


def test_paragraphs_are_counted_by_the_word_processor_in_one_count() -> None:
    data = to_report_docx(report("en"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        numbering = etree.fromstring(package.read("word/numbering.xml"))
    assert [one.get(W + "val") for one in numbering.iter(W + "lvlText")] == ["%1."]
    styles = {s.get(W + "styleId"): s for s in part(data, "styles").iter(W + "style")}
    assert styles["Numbered"].find(f".//{W}numId").get(W + "val") == "1"
    assert styles["Recommendation"].find(W + "basedOn").get(W + "val") == "Numbered"


def test_the_head_of_the_matrix_is_repeated_and_arabic_columns_run_from_the_right() -> None:
    for code in CODES:
        table = part(to_report_docx(report(code)), "document").find(f".//{W}tbl")
        heads = [row for row in table.iter(W + "tr") if row.find(f".//{W}tblHeader") is not None]
        assert len(heads) == 1
        assert len(list(heads[0].iter(W + "tc"))) == 6
        assert (table.find(f".//{W}bidiVisual") is not None) == (code == "ar")


def test_words_in_another_language_have_its_style_and_direction() -> None:
    data = to_report_docx(report("ar"))
    styles = {one.get(W + "val") for one in part(data, "document").iter(W + "pStyle")}
    assert "Numbered-en" in styles
    assert "Numbered-en" not in {
        one.get(W + "val")
        for one in part(to_report_docx(report("en")), "document").iter(W + "pStyle")
    }


def test_an_action_in_another_language_runs_in_its_direction_in_the_matrix() -> None:
    row = report("ar").matrix[0]._replace(action="The two secretariats met in the harbour office.")
    table = part(to_report_docx(report("ar")._replace(matrix=(row,))), "document").find(
        f".//{W}tbl"
    )
    styles = [one.get(W + "val") for one in table.iter(W + "pStyle")]
    assert styles.count("TableText-en") == 1


@pytest.mark.parametrize("code", CODES)
def test_our_own_reader_reads_a_report(code: str) -> None:
    source = read_source(to_report_docx(report(code)), name="report.docx")
    for words in (report(code).frame.title, report(code).frame.summary):
        assert words in source.text
    assert not source.doubts


def test_an_unknown_language_is_an_error_and_never_english() -> None:
    with pytest.raises(UnsupportedLanguage):
        to_report_docx(report("en")._replace(frame=Frame("de", issued=PartialDate("2044"))))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_lays_out_a_report_in_each_language(tmp_path: Path) -> None:
    for code in CODES:
        (tmp_path / f"{code}.docx").write_bytes(to_report_docx(report(code)))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    names = [str(tmp_path / f"{code}.docx") for code in CODES]
    subprocess.run(
        ["soffice", "--headless", home, "--convert-to", "pdf", "--outdir", str(tmp_path), *names],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    for code in CODES:
        source = read_source((tmp_path / f"{code}.pdf").read_bytes(), name=f"{code}.pdf")
        pages = {block.page for block in source.blocks}
        assert len(pages) >= 3, code
        plain = re.sub(r"\s", "", source.text)
        if code != "ar":  # its letters come in the order in which they are drawn
            for words in (report(code).frame.title, f"11.{report(code).frame.observations}"):
                assert re.sub(r"\s", "", words) in plain, (code, words)
