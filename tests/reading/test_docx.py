"""What Word prints and python sees: numbers, notes, changes, fields, tables, order."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_files import (
    MAIN,
    STYLES,
    definition,
    docx,
    level,
    note,
    note_ref,
    num,
    p,
    r,
    table,
)

from seized.model.errors import (
    BrokenFile,
    EmptyInput,
    HostileFile,
    NoText,
    SeizedError,
    UnsupportedFormat,
)
from seized.model.source import Source
from seized.reading.docx import read_docx

REAL = Path(__file__).parents[3] / "shared" / "corpus" / "real"


def lines(data: bytes) -> list[str]:
    source = read_docx(data)
    assert_whole(source)
    return [source.text[b.start : b.end] for b in source.blocks]


def marked(source: Source, kind: str) -> list[str]:
    return [source.text[m.start : m.end] for b in source.blocks for m in b.marks if m.kind == kind]


def assert_whole(source: Source) -> None:
    """Blocks are in order, do not overlap, and nothing but line breaks lies between them."""
    at = 0
    for block in source.blocks:
        assert source.text[at : block.start].strip("\n") == ""
        assert block.start < block.end
        assert all(block.start <= m.start < m.end <= block.end for m in block.marks)
        at = block.end
    assert at == len(source.text)


# Automatic numbers


def labels(numbering: str, *paragraphs: str, styles: str = STYLES) -> list[str]:
    text = lines(docx("".join(paragraphs), numbering=numbering, styles=styles))
    return [line.partition("x")[0] for line in text]


OUTLINE = definition(
    0,
    level(0, "decimal", "%1."),
    level(1, "lowerLetter", "(%2)"),
    level(2, "lowerRoman", "(%3)"),
)


def test_lower_levels_begin_anew_under_each_higher_paragraph() -> None:
    order = [0, 1, 1, 2, 2, 1, 2, 0, 1]
    assert labels(OUTLINE + num(1, 0), *(p("x", num=(1, at)) for at in order)) == [
        "1.\t", "(a)\t", "(b)\t", "(i)\t", "(ii)\t", "(c)\t", "(i)\t", "2.\t", "(a)\t",
    ]  # fmt: skip


def test_two_lists_of_one_definition_count_on() -> None:
    body = [p("x", num=(1, 0)), p("x", num=(2, 0)), p("x", num=(1, 0))]
    assert labels(OUTLINE + num(1, 0) + num(2, 0), *body) == ["1.\t", "2.\t", "3.\t"]


def test_a_list_that_overrides_its_start_begins_anew_once() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = [p("x", num=(key, 0)) for key in (1, 1, 2, 2, 1)]
    found = labels(OUTLINE + num(1, 0) + num(2, 0, anew), *body)
    assert found == ["1.\t", "2.\t", "1.\t", "2.\t", "3.\t"]


def test_a_list_may_override_a_whole_level() -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1", start=4)}</w:lvlOverride>'
    body = [p("x", num=(2, 0)), p("x", num=(2, 0))]
    assert labels(OUTLINE + num(2, 0, other), *body) == ["IV\t", "V\t"]


def test_a_level_that_never_restarts_counts_through() -> None:
    through = definition(
        0,
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>'),
    )
    body = [p("x", num=(1, at)) for at in (0, 1, 1, 0, 1)]
    assert labels(through + num(1, 0), *body) == ["I.\t", "1.\t", "2.\t", "II.\t", "3.\t"]


def test_a_level_may_restart_after_one_higher_level_only() -> None:
    after_first = definition(
        0,
        level(0, "decimal", "%1."),
        level(1, "lowerLetter", "(%2)"),
        level(2, "lowerRoman", "(%3)", more='<w:lvlRestart w:val="1"/>'),
    )
    body = [p("x", num=(1, at)) for at in (0, 1, 2, 1, 2, 0, 2)]
    found = labels(after_first + num(1, 0), *body)
    assert found == ["1.\t", "(a)\t", "(i)\t", "(b)\t", "(ii)\t", "2.\t", "(i)\t"]


def test_legal_numbers_are_digits_at_every_level() -> None:
    legal = definition(
        0,
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%1.%2", more="<w:isLgl/>"),
    )
    body = [p("x", num=(1, at)) for at in (0, 0, 1, 1)]
    assert labels(legal + num(1, 0), *body) == ["I.\t", "II.\t", "2.1\t", "2.2\t"]


def test_a_level_that_was_passed_over_shows_its_start() -> None:
    deep = definition(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.", start=3))
    assert labels(deep + num(1, 0), p("x", num=(1, 1))) == ["1.3.\t"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb"}),
        ("upperRoman", {4: "IV", 9: "IX", 14: "XIV", 28: "XXVIII"}),
        ("arabicAbjad", {1: "أ", 2: "ب", 3: "ج", 4: "د", 5: "ه", 10: "ي"}),
        ("arabicAlpha", {1: "أ", 2: "ب", 3: "ت", 4: "ث"}),
        ("russianLower", {1: "а", 2: "б", 28: "ю"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一"}),
        ("chineseCountingThousand", {1: "一", 12: "十二", 20: "二十"}),
        ("ideographDigital", {1: "一", 10: "一〇", 21: "二一"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 12: "壹拾贰"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑"}),
        ("decimalZero", {1: "01", 10: "10"}),
    ],
)
def test_numbers_are_written_in_the_form_of_their_list(form: str, expected: dict[int, str]) -> None:
    numbering = definition(0, level(0, form, "%1")) + num(1, 0)
    found = labels(numbering, *(p("x", num=(1, 0)) for _ in range(28)))
    assert {n: found[n - 1].strip() for n in expected} == expected


@pytest.mark.parametrize(("suffix", "sign"), [("tab", "\t"), ("space", " "), ("nothing", "")])
def test_what_follows_a_label_is_what_the_list_says(suffix: str, sign: str) -> None:
    one = definition(0, level(0, "decimal", "%1.", more=f'<w:suff w:val="{suffix}"/>'))
    assert labels(one + num(1, 0), p("x", num=(1, 0))) == ["1." + sign]


def test_bullets_of_symbol_fonts_become_bullets() -> None:
    bullet = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/>'
        '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl>'
    )
    assert labels(definition(0, bullet) + num(1, 0), p("x", num=(1, 0))) == ["•\t"]


STYLED = (
    STYLES
    + """
<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/><w:pPr><w:numPr>
<w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="SubItem"><w:name w:val="Sub_Item"/><w:basedOn w:val="Item"/>
</w:style>
<w:style w:type="numbering" w:styleId="Legal"><w:name w:val="Legal"/><w:pPr><w:numPr>
<w:numId w:val="3"/></w:numPr></w:pPr></w:style>
"""
)


def test_a_style_numbers_its_paragraphs_at_the_level_that_names_it() -> None:
    linked = definition(
        0,
        level(0, "decimal", "%1.", more='<w:pStyle w:val="Item"/>'),
        level(1, "lowerLetter", "(%2)", more='<w:pStyle w:val="SubItem"/>'),
    )
    body = [p("x", style=s) for s in ("Item", "SubItem", "SubItem", "Item")]
    found = labels(linked + num(1, 0), *body, styles=STYLED)
    assert found == ["1.\t", "(a)\t", "(b)\t", "2.\t"]


def test_list_number_zero_takes_a_paragraph_out_of_the_list_of_its_style() -> None:
    body = [p("x", style="Item"), p("x", style="Item", num=(0, 0)), p("x", style="Item")]
    assert labels(OUTLINE + num(1, 0), *body, styles=STYLED) == ["1.\t", "", "2.\t"]


def test_a_definition_may_stand_in_a_numbering_style() -> None:
    link = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="Legal"/></w:abstractNum>'
    numbering = definition(0, level(0, "decimal", "Article %1")) + link + num(2, 7) + num(3, 0)
    assert labels(numbering, p("x", num=(2, 0)), styles=STYLED) == ["Article 1\t"]


def test_a_number_format_that_is_not_known_is_a_doubt() -> None:
    words = definition(0, level(0, "cardinalText", "%1.")) + num(1, 0)
    source = read_docx(docx(p("x", num=(1, 0)), numbering=words))
    assert source.text == "1.\tx"
    assert [d.code for d in source.doubts] == ["number-format-unknown"]


# Notes


def test_notes_are_numbered_in_the_order_of_their_references() -> None:
    body = p("One", note_ref(5), " and two", note_ref(2), ".")
    source = read_docx(docx(body, footnotes=note(2, "Second.") + note(5, "First.")))
    assert_whole(source)
    assert source.text == "One1 and two2.\nFirst.\nSecond."
    assert marked(source, "note") == ["1", "2"]
    assert marked(source, "superscript") == []
    assert [(b.kind, b.marker) for b in source.blocks[1:]] == [("note", "1"), ("note", "2")]


def test_a_typed_mark_takes_no_number_and_is_not_repeated_in_its_note() -> None:
    custom = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>**</w:t></w:r>'
    notes = note(1, "** Typed.", auto=False) + note(2, "Counted.")
    source = read_docx(docx(p("A", custom, "b", note_ref(2)), footnotes=notes))
    assert source.text == "A**b1\nTyped.\nCounted."
    assert marked(source, "note") == ["**", "1"]
    assert [b.marker for b in source.blocks[1:]] == ["**", "1"]


def test_a_typed_mark_may_stand_in_two_runs() -> None:
    up = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    custom = f'<w:r>{up}<w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    body = p("A", custom, f"<w:r>{up}<w:t>*</w:t></w:r>", " b")
    source = read_docx(docx(body, footnotes=note(1, "** Typed.", auto=False)))
    assert source.text == "A** b\nTyped."
    assert marked(source, "note") == ["**"]


def test_endnotes_have_roman_numbers_unless_the_document_says_otherwise() -> None:
    body = p("A", note_ref(1, "endnote"), note_ref(1))
    parts = {"endnotes": note(1, "End.", "endnote"), "footnotes": note(1, "Foot.")}
    assert read_docx(docx(body, **parts)).text == "Ai1\nFoot.\nEnd."
    form = '<w:endnotePr><w:numFmt w:val="upperLetter"/></w:endnotePr>'
    assert read_docx(docx(body, settings=form, **parts)).text == "AA1\nFoot.\nEnd."


def test_notes_may_start_elsewhere_and_restart_in_each_section() -> None:
    rule = '<w:footnotePr><w:numStart w:val="3"/><w:numRestart w:val="eachSect"/></w:footnotePr>'
    body = p("A", note_ref(1), note_ref(2)) + p("b", props=f"<w:sectPr>{rule}</w:sectPr>")
    body += p("C", note_ref(3))
    notes = "".join(note(k, f"n{k}") for k in (1, 2, 3))
    assert read_docx(docx(body, section=rule, footnotes=notes)).text.startswith("A34\nb\nC3\n")


def test_a_note_of_two_paragraphs_is_one_block() -> None:
    two = (
        f'<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r>{r(" a")}</w:p>{p("b")}</w:footnote>'
    )
    source = read_docx(docx(p("A", note_ref(1)), footnotes=two))
    assert [source.text[b.start : b.end] for b in source.blocks] == ["A1", "a\nb"]


def test_a_note_that_is_referred_to_twice_is_printed_once() -> None:
    source = read_docx(docx(p("A", note_ref(1), " b", note_ref(1)), footnotes=note(1, "n")))
    assert source.text == "A1 b2\nn"


def test_a_reference_without_its_note_is_a_doubt() -> None:
    source = read_docx(docx(p("A", note_ref(9))))
    assert source.text == "A1"
    assert [d.code for d in source.doubts] == ["note-missing"]


# Tracked changes, fields, hidden text


def test_tracked_changes_are_read_as_accepted() -> None:
    body = p(
        "The ",
        f"<w:ins>{r('new ')}</w:ins>",
        "<w:del><w:r><w:delText>old </w:delText></w:r></w:del>",
        f"<w:moveFrom>{r('gone ')}</w:moveFrom><w:moveTo>{r('come ')}</w:moveTo>",
        f"<w:del>{note_ref(1)}<w:r><w:tab/></w:r></w:del>",
        "text",
        note_ref(2),
    )
    notes = note(1, "deleted") + note(2, "kept")
    assert lines(docx(body, footnotes=notes)) == ["The new come text1", "kept"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    body = p("One", props=deleted) + p(" two", num=(1, 0)) + p("x", num=(1, 0))
    assert lines(docx(body, numbering=OUTLINE + num(1, 0))) == ["1.\tOne two", "2.\tx"]


def test_a_deleted_mark_at_the_very_end_loses_no_text() -> None:
    assert lines(docx(p("One", props="<w:rPr><w:del/></w:rPr>"))) == ["One"]


def test_a_deleted_row_is_not_read() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('gone')}</w:tc></w:tr>"
    kept = table(("a", "b"), ("c", "d")).replace("</w:tbl>", gone + "</w:tbl>")
    assert lines(docx(kept)) == ["a\tb\nc\td"]


def test_old_properties_of_a_changed_run_do_not_count() -> None:
    changed = r("plain", "<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>")
    assert marked(read_docx(docx(p(changed))), "bold") == []


def field(code: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return mark("begin") + instruction + mark("separate") + result + mark("end")


def test_fields_are_read_by_their_results() -> None:
    inner = field(" PAGEREF x ", r("7"))
    body = p("See ", field(" HYPERLINK &quot;x&quot; ", r("A/99/1") + inner), ", ")
    body += p('<w:fldSimple w:instr=" SEQ a "><w:r><w:t>12</w:t></w:r></w:fldSimple>')
    assert lines(docx(body)) == ["See A/99/17,", "12"]


def test_a_repeated_note_marker_is_a_marker() -> None:
    raised = r("1", '<w:vertAlign w:val="superscript"/>')
    body = p("A", note_ref(1), " b", field(r" NOTEREF _Ref1 \h ", raised), " c")
    body += p("see note ", field(r" NOTEREF _Ref1 \h ", r("1")))
    source = read_docx(docx(body, footnotes=note(1, "n")))
    assert source.text == "A1 b1 c\nsee note 1\nn"
    assert marked(source, "note") == ["1", "1"]


def test_an_automatic_number_that_word_keeps_nowhere_is_a_doubt() -> None:
    bare = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> AUTONUM </w:instrText>'
    bare += '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    source = read_docx(docx(p(bare, "text")))
    assert source.text == "text"
    assert [d.code for d in source.doubts] == ["automatic-number-lost"]


def test_hidden_text_is_not_read() -> None:
    assert lines(docx(p("a", r("hidden", "<w:vanish/>"), r("b", '<w:vanish w:val="0"/>')))) == [
        "ab"
    ]


def test_special_characters_stand_in_the_text() -> None:
    run = (
        "<w:r><w:t>post</w:t><w:noBreakHyphen/><w:t>2015</w:t><w:softHyphen/><w:tab/><w:t>a</w:t>"
        '<w:br/><w:t>b</w:t><w:sym w:font="Symbol" w:char="F061"/></w:r>'
    )
    assert lines(docx(p(run))) == ["post\u20112015\ta\nbα"]


def test_white_space_counts_only_where_it_is_kept() -> None:
    assert lines(docx(p("<w:r><w:t> a </w:t></w:r>", "  b"))) == ["a  b"]


def test_wrappers_are_opened_and_alternatives_read_once() -> None:
    box = f"<w:txbxContent>{p('in a box')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    inner = f"<w:sdt><w:sdtContent><w:smartTag>{r('one ')}</w:smartTag></w:sdtContent></w:sdt>"
    body = p(inner, f"<w:hyperlink>{r('two')}</w:hyperlink>", both)
    body += f"<w:sdt><w:sdtContent>{p('three')}</w:sdtContent></w:sdt>"
    assert lines(docx(body)) == ["one two", "in a box", "three"]


# Emphasis


def test_emphasis_is_merged_over_runs_and_leaves_out_outer_space() -> None:
    body = p(r("Recalling", "<w:i/>"), r(" also ", "<w:i/>"), "its", r("2", "<w:b/><w:i/>"))
    source = read_docx(docx(body))
    assert marked(source, "italic") == ["Recalling also", "2"]
    assert marked(source, "bold") == ["2"]


TOGGLES = (
    STYLES
    + """
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr>
</w:style>
"""
)


def test_bold_of_paragraph_and_character_style_cancel_each_other_out() -> None:
    strong = '<w:rStyle w:val="Strong"/>'
    body = p(
        "a", r("b", strong), r("c", strong + "<w:b/>"), r("d", '<w:b w:val="0"/>'), style="Title"
    )
    assert marked(read_docx(docx(body, styles=TOGGLES)), "bold") == ["a", "c"]


def test_runs_from_right_to_left_have_their_own_emphasis() -> None:
    body = p(r("إن الجمعية", "<w:iCs/><w:rtl/>"), r(" العامة", "<w:i/><w:rtl/>"))
    source = read_docx(docx(body))
    assert source.text == "إن الجمعية العامة"
    assert marked(source, "italic") == ["إن الجمعية"]


def test_blocks_know_style_outline_level_and_centring() -> None:
    styles = (
        STYLES
        + '<w:style w:type="paragraph" w:styleId="X1"><w:name w:val="_ H_1"/><w:pPr>'
        + '<w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    )
    body = p("a", style="X1") + p("b", style="Unheard") + p("c", props='<w:jc w:val="center"/>')
    found = [(b.style, b.level, b.centred) for b in read_docx(docx(body, styles=styles)).blocks]
    assert found == [("H1", 1, True), ("Unheard", 0, False), ("Normal", 0, True)]


# Tables, heads


def test_a_table_has_rows_as_lines_and_cells_between_tabs() -> None:
    body = p("a") + table(("Item", "Sum"), ("Staff", p("12") + p("months"))) + p("b")
    source = read_docx(docx(body))
    assert [b.kind for b in source.blocks] == ["paragraph", "table", "paragraph"]
    assert source.text == "a\nItem\tSum\nStaff\t12 months\nb"


def test_a_cell_over_two_columns_leaves_the_second_empty() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("wide")}</w:tc>'
    body = table(("a", "b", "c"), ("d", "e", "f")).replace("<w:tr>", f"<w:tr>{wide}", 1)
    assert lines(docx(body))[0].split("\n")[0] == "wide\t\ta\tb\tc"


def test_a_layout_table_is_paragraphs() -> None:
    body = p("a") + table(("", p("only") + p("column")), ("", "here"))
    source = read_docx(docx(body))
    assert {b.kind for b in source.blocks} == {"paragraph"}
    assert source.text == "a\nonly\ncolumn\nhere"


def test_a_cover_made_of_a_table_is_masthead() -> None:
    body = table(("United Nations", "A/99/L.7"), ("General Assembly", "Distr.: Limited")) + p("a")
    kinds = [b.kind for b in read_docx(docx(body)).blocks]
    assert kinds == ["masthead"] * 4 + ["paragraph"]


def test_the_head_of_the_first_page_comes_first_and_other_heads_last() -> None:
    heads = '<w:titlePg/><w:headerReference w:type="first" r:id="header1"/>'
    heads += '<w:headerReference w:type="default" r:id="header2"/>'
    heads += '<w:footerReference w:type="default" r:id="footer1"/>'
    parts = {"header1": table(("A/RES/99/7", "x")), "header2": p("A/99"), "footer1": p("99-1")}
    body = p("body", note_ref(1))
    source = read_docx(docx(body, section=heads, footnotes=note(1, "n"), **parts))
    assert [(b.kind, source.text[b.start : b.end]) for b in source.blocks] == [
        ("masthead", "A/RES/99/7"),
        ("masthead", "x"),
        ("paragraph", "body1"),
        ("note", "n"),
        ("running", "A/99"),
        ("running", "99-1"),
    ]


# Files


def test_the_strict_variant_is_read_too() -> None:
    strict = rezipped(docx(p("a", style="T")), lambda name, data: data.replace(
        MAIN.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    ).replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ))  # fmt: skip
    assert lines(strict) == ["a"]


def rezipped(data: bytes, change: object, extra: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))  # type: ignore[operator]
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def same(_name: str, data: bytes) -> bytes:
    return data


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = rezipped(docx(p("a")), same, {"word/media/x.bin": b"\0" * 2_000_000})
    with pytest.raises(HostileFile, match="200 times"):
        read_docx(bomb)


def test_too_many_parts_are_refused() -> None:
    many = rezipped(docx(p("a")), same, {f"x/{n}": b"" for n in range(2_001)})
    with pytest.raises(HostileFile, match="parts"):
        read_docx(many)


def test_names_that_lead_out_of_the_archive_are_ignored() -> None:
    data = rezipped(docx(p("a")), same, {"../word/styles.xml": b"<", "/etc/x": b"y"})
    assert lines(data) == ["a"]


def test_a_document_type_is_refused() -> None:
    evil = rezipped(
        docx(p("a")),
        lambda name, data: (
            data.replace(b'"1.0"?>', b'"1.0"?><!DOCTYPE x [<!ENTITY e "e">]>')
            if name == "word/document.xml"
            else data
        ),
    )
    with pytest.raises(HostileFile, match="document type"):
        read_docx(evil)


def test_nesting_without_end_is_refused() -> None:
    deep = p("<w:smartTag>" * 400 + r("a") + "</w:smartTag>" * 400)
    with pytest.raises(HostileFile):
        read_docx(docx(deep))


def test_tables_within_tables_are_read_to_the_depth_of_the_parser() -> None:
    inner = p("core")
    for _ in range(60):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    assert lines(docx(inner)) == ["core"]


def test_errors_say_what_is_wrong() -> None:
    with pytest.raises(EmptyInput):
        read_docx(b"")
    with pytest.raises(UnsupportedFormat, match="password"):
        read_docx(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(EmptyInput, match="no text"):
        read_docx(docx(p("")))
    with pytest.raises(NoText, match="pictures"):
        read_docx(docx(p("<w:r><w:drawing/></w:r>")))
    with pytest.raises(BrokenFile):
        read_docx(docx(p("a"))[:-40])


SMALL = docx(
    p("A", note_ref(1), num=(1, 0)) + table(("a", "b"), ("c", "d")),
    footnotes=note(1, "n"),
    numbering=OUTLINE + num(1, 0),
)


def read_or_refuse(data: bytes) -> None:
    try:
        source = read_docx(data)
    except SeizedError:
        return
    assert_whole(source)


def test_a_damaged_part_that_the_text_can_do_without_is_a_doubt() -> None:
    data = rezipped(
        docx(p("A", note_ref(1)), footnotes=note(1, "n")),
        lambda name, data: data[:-9] if name == "word/footnotes.xml" else data,
    )
    source = read_docx(data)
    assert source.text == "A1"
    assert [d.code for d in source.doubts] == ["part-damaged", "note-missing"]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(SMALL)))
def test_a_file_cut_off_anywhere_is_read_or_refused(length: int) -> None:
    read_or_refuse(SMALL[:length])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), max_size=8))
def test_a_damaged_file_is_read_or_refused(damage: list[tuple[int, int]]) -> None:
    data = bytearray(SMALL)
    for at, byte in damage:
        data[at] = byte
    read_or_refuse(bytes(data))


_TAGS = st.sampled_from(
    [
        "p",
        "r",
        "t",
        "tbl",
        "tr",
        "tc",
        "pPr",
        "rPr",
        "ins",
        "del",
        "sdt",
        "sdtContent",
        "fldChar",
        "footnoteReference",
        "sym",
        "numPr",
        "numId",
        "ilvl",
        "txbxContent",
        "tab",
        "br",
        "hyperlink",
        "tcPr",
        "gridSpan",
        "sectPr",
        "pStyle",
        "outlineLvl",
        "instrText",
    ]
)
_TREES = st.recursive(
    st.text("ab ", max_size=3),
    lambda inner: st.builds(
        lambda tag, value, parts: (
            f'<w:{tag} w:val="{value}" w:id="{value}">{"".join(parts)}</w:{tag}>'
        ),
        _TAGS,
        st.sampled_from(["1", "-1", "99999999999", "x", ""]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@settings(max_examples=100, deadline=None)
@given(_TREES)
def test_any_markup_at_all_is_read_or_refused(tree: str) -> None:
    read_or_refuse(docx(p("a") + tree, numbering=OUTLINE + num(1, 0), footnotes=note(1, "n")))


@pytest.mark.shared
@pytest.mark.skipif(not REAL.is_dir(), reason="no ../shared/corpus/real beside the checkout")
def test_real_files_are_read_whatever_their_name_says() -> None:
    files = sorted(f for f in REAL.iterdir() if f.suffix.lower() in {".docx", ".doc"})
    assert files
    for file in files:
        source = read_docx(file.read_bytes(), file.name)
        assert_whole(source)
        kinds = {b.kind for b in source.blocks}
        assert {"masthead", "paragraph", "note", "running"} <= kinds, file.name
        assert "A/RES/" in source.text[: source.blocks[4].end], file.name
        # A marker may be repeated by a field that points to the note.
        anchored = list(dict.fromkeys(marked(source, "note")))
        printed = [b.marker for b in source.blocks if b.kind == "note"]
        assert anchored == printed, file.name
