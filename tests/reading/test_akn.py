"""Akoma Ntoso as it is published, with its quirks, and as the guidelines want it."""

from __future__ import annotations

import pytest

from seized.model.source import Source
from seized.reading import read_source

NS = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
COVER = """<coverPage><p><docAuthority>United Nations</docAuthority></p>
<p><docNumber>A/RES/95/1</docNumber></p>
<p xml:space="preserve"><docProponent>[without reference (<inline name="originating document">
A/95/L.2</inline>)]</docProponent></p></coverPage>
<preface><p><docNumber>95/1.</docNumber><docTitle>Safety of harbours</docTitle><authorialNote
marker="1"><p>Reissued.</p></authorialNote></p></preface>"""


def note(marker: int, text: str) -> str:
    return f'<authorialNote marker="{marker}"><p>\t \t{text}</p></authorialNote>'


def content(text: str, num: str = "", css: str = "SingleTxt") -> str:
    number = f"<num>{num}</num>" if num else ""
    return f'<paragraph class="{css}">{number}<content><p>{text}</p></content></paragraph>'


def read(preamble: str = "", body: str = "", rest: str = "", language: str = "eng") -> Source:
    meta = f'<meta><FRBRlanguage language="{language}"/></meta>'
    main = f"<preamble>{preamble}</preamble><mainBody>{body}</mainBody>{rest}"
    text = f'<akomaNtoso xmlns="{NS}"><statement>{meta}{COVER}{main}</statement></akomaNtoso>'
    return read_source(text.encode())


def shown(source: Source, *kinds: str) -> list[str]:
    return [source.text[b.start : b.end] for b in source.blocks if b.kind in kinds]


def marked(source: Source, kind: str) -> list[str]:
    return [source.text[m.start : m.end] for b in source.blocks for m in b.marks if m.kind == kind]


FORMULA = '<formula><p><span class="italic">The General Assembly</span>,</p></formula>'


def test_cover_title_and_formula_are_told_apart() -> None:
    source = read(FORMULA, content("Decides to meet.", "1."))
    assert shown(source, "masthead") == [
        "United Nations",
        "A/RES/95/1",
        "[without reference ( A/95/L.2)]",
    ]
    assert shown(source, "title") == ["95/1. Safety of harbours1"]
    assert shown(source, "formula") == ["The General Assembly,"]
    assert shown(source, "paragraph") == ["1.\tDecides to meet."]
    assert shown(source, "note") == ["Reissued."]
    assert source.language == "en"


def test_notes_follow_the_body_and_their_markers_stand_in_the_text() -> None:
    preamble = (
        f'<container><p>\t<span class="italic">Recalling</span> the Pact {note(2, "2 See 90/1.")} ,'
        f" and the Treaty,{note(3, 'Ibid.')}</p></container>"
        '<container><p><span class="italic">Noting</span> it<sup>2</sup> within 9 km<sup>2</sup>,'
        "</p></container>"
    )
    source = read(FORMULA + preamble, content("Decides.", "1."))
    assert shown(source, "preamble") == [
        "Recalling the Pact2, and the Treaty,3",
        "Noting it2 within 9 km2,",
    ]
    assert marked(source, "note") == ["1", "2", "3"]
    assert marked(source, "superscript") == ["2"]
    assert [
        (b.marker, source.text[b.start : b.end]) for b in source.blocks if b.kind == "note"
    ] == [
        ("1", "Reissued."),
        ("2", "See 90/1."),
        ("3", "Ibid."),
    ]


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("\t(a)\tTo meet;", "(a)"),
        ("1 - تقرر الاجتماع؛", "1 -"),
        ("(أ)\tالاجتماع؛", "(أ)"),
        ("㈠ 举行会议；", "㈠"),
        ("(一)举行会议；", "(一)"),
        ("’1‘ الاجتماع؛", "’1‘"),
        ("a) réunir ;", "a)"),
        ("(ii) To rest;", "(ii)"),
        ("•\tTo rest;", "•"),
    ],
)
def test_labels_in_the_running_text_are_parted_by_a_tab(printed: str, label: str) -> None:
    (text,) = shown(read("", content(printed)), "paragraph")
    assert text.startswith(label + "\t")


@pytest.mark.parametrize("printed", ["(see also) the Pact", "95/1 of 2040", "2040 was the year"])
def test_words_at_the_head_are_no_labels(printed: str) -> None:
    assert shown(read("", content(printed + " of harbours,")), "paragraph") == [
        printed + " of harbours,"
    ]


def test_preambular_paragraphs_in_the_body_and_operative_ones_in_the_preamble() -> None:
    preamble = "<container><p><span class='italic'>Noting</span> the Pact,</p></container>"
    late = "<container><p>2.\t<span class='italic'>Requests</span> more;</p></container>"
    body = content("<span class='italic'>Recalling</span> the Treaty,") + content("Decides;", "1.")
    source = read(FORMULA + preamble, body + late)
    assert shown(source, "preamble") == ["Noting the Pact,", "Recalling the Treaty,"]
    assert shown(source, "paragraph") == ["1.\tDecides;", "2.\tRequests more;"]


def test_headings_in_disguise_and_their_labels() -> None:
    body = (
        "<section><num>II</num><subheading>Harbours</subheading></section>"
        + content("<span class='bold'>Lights and pilots</span>")
        + content("Decides;", "1.")
    )
    source = read(FORMULA, body)
    assert shown(source, "heading") == ["II. Harbours", "Lights and pilots"]
    assert [b.level for b in source.blocks if b.kind == "heading"] == [1, 2]


def test_numbers_without_a_stop_and_paragraphs_cut_in_two_are_repaired() -> None:
    long = "Decides to keep the harbours of the strait open for all ships that carry the mail and"
    body = content(long, "1.") + content("the harvest;") + content("2 Requests more;")
    source = read(FORMULA, body)
    assert shown(source, "paragraph") == [f"1.\t{long} the harvest;", "2\tRequests more;"]


def test_a_number_with_an_empty_paragraph_numbers_the_next() -> None:
    source = read(FORMULA, content("", "1.") + content("Decides;"))
    assert shown(source, "paragraph") == ["1.\tDecides;"]


def test_nested_lists_of_the_guidelines_become_a_row_of_paragraphs() -> None:
    inner = "<point><num>(i)</num><content><p>Lights;</p></content></point>"
    body = (
        "<paragraph><num>1.</num><list><intro><p>Decides:</p></intro>"
        "<point><num>(a)</num><content><p>To meet;</p></content></point>"
        f"<point><num>(b)</num><list><intro><p>To buy:</p></intro>{inner}</list></point>"
        "</list></paragraph>"
    )
    source = read(FORMULA, body)
    assert shown(source, "paragraph") == [
        "1.\tDecides:",
        "(a)\tTo meet;",
        "(b)\tTo buy:",
        "(i)\tLights;",
    ]


@pytest.mark.parametrize(
    ("word", "language"),
    [("Annex", "eng"), ("Annexe", "fra"), ("Anexo", "spa"), ("附件", "zho"), ("Приложение", "rus"),
     ("المرفق", "ara")],
)  # fmt: skip
def test_annexes_in_the_body_and_in_attachments(word: str, language: str) -> None:
    heading = f'<paragraph class="HCh"><heading>{word}</heading></paragraph>'
    inside = read(
        FORMULA, content("Decides;", "1.") + heading + content("Rules.", "1."), "", language
    )
    attached = f"<attachments><attachment><doc><mainBody>{heading}{content('Rules.', '1.')}"
    attached += "</mainBody></doc></attachment></attachments>"
    outside = read(FORMULA, content("Decides;", "1."), attached, language)
    for source in (inside, outside):
        assert shown(source, "annex") == [word]
        assert shown(source, "paragraph") == ["1.\tDecides;", "1.\tRules."]


def test_tables_keep_rows_cells_and_notes() -> None:
    cells = f"<td>Amsel{note(2, 'At ebb.')}</td><td>12</td>"
    rows = f"<tr><th>Port</th><th>Depth</th></tr><tr>{cells}</tr>"
    source = read(FORMULA, f'<container name="table"><table>{rows}</table></container>')
    assert shown(source, "table") == ["Port\tDepth\nAmsel2\t12"]
    assert shown(source, "note") == ["Reissued.", "At ebb."]


def test_chinese_has_no_space_after_a_note_or_within_words() -> None:
    preamble = f"<container><p>回顾{note(2, '第90/1号决议。')} 该 条约，</p></container>"
    source = read(preamble, content("决定。", "1."), "", "zho")
    assert shown(source, "preamble") == ["回顾2该条约，"]


def test_invisible_characters_are_left_out() -> None:
    source = read("", content("1 -\t\u200fتقرر\u200e الاجتماع\u00ad؛"), "", "ara")
    assert shown(source, "paragraph") == ["1 -\tتقرر الاجتماع؛"]


@pytest.mark.parametrize("namespace", [NS + "/CSD13", "http://www.akomantoso.org/2.0", ""])
def test_any_version_of_the_namespace_is_read(namespace: str) -> None:
    body = f"<statement><mainBody>{content('Decides.', '1.')}</mainBody></statement>"
    data = f'<akomaNtoso xmlns="{namespace}">{body}</akomaNtoso>'.encode()
    assert shown(read_source(data), "paragraph") == ["1.\tDecides."]


def test_parts_of_a_composite_resolution() -> None:
    def part(letter: str) -> str:
        body = f"<mainBody>{content('Decides.', '1.')}</mainBody>"
        preface = (
            f"<preface><p><docNumber>{letter}</docNumber><docTitle>Lights</docTitle></p></preface>"
        )
        return f"<component><statement>{preface}{body}</statement></component>"

    data = f'<akomaNtoso xmlns="{NS}"><documentCollection>{COVER}</documentCollection>'
    data += f"<components>{part('A')}{part('B')}</components></akomaNtoso>"
    source = read_source(data.encode())
    assert shown(source, "title") == ["95/1. Safety of harbours1"]
    assert shown(source, "part") == ["A\tLights", "B\tLights"]
    assert shown(source, "paragraph") == ["1.\tDecides."] * 2
