"""Symbols of documents: read in any print, spelled in one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seized.model.errors import SymbolError
from seized.symbols import parse

CANONICAL = [
    "A/RES/64/183",
    "A/RES/75/101 A",
    "A/RES/75/101 A-B",
    "A/RES/2200 A (XXI)",
    "A/RES/3201 (S-VI)",
    "A/RES/2252 (ES-V)",
    "A/RES/3419 A-D (XXX)",
    "A/RES/S-30/1",
    "A/RES/ES-10/15",
    "A/DEC/73/555",
    "A/DEC/74/537 B",
    "S/RES/2250 (2015)",
    "S/PRST/2019/3",
    "S/2021/10",
    "S/25704",
    "E/RES/2021/5",
    "E/RES/1296 (XLIV)",
    "E/DEC/2021/208",
    "A/HRC/RES/41/8",
    "A/HRC/RES/S-9/1",
    "A/HRC/50/26/Add.2",
    "A/75/L.69",
    "A/C.3/75/L.10/Rev.1",
    "A/75/PV.58",
    "A/C.5/74/SR.2",
    "A/77/6 (Sect. 26)",
    "A/74/6 (Sect. 3)/Add.5/Corr.1",
    "A/75/10 (Part I)",
    "A/73/49 (Vol. II)",
    "NPT/CONF.2010/50 (Parts I and II)/Corr.1",
    "A/79/302-S/2024/600",
    "A/76/75/Add.1-E/2021/57/Add.1",
    "UNEP/EA.4/Res.1",
    "FCCC/CP/2015/10/Add.1",
    "UNEP/CBD/BS/COP-MOP/5/17",
    "ST/SGB/2018/3",
    "ST/SGB/2003/7/Amend.1",
    "A/ES-10/794",
    "CD/1299",
    "ISBA/25/A/2",
    "UNTS/2896/50518",
    "UNTS/75/970-973",
]


@pytest.mark.parametrize("symbol", CANONICAL)
def test_a_canonical_symbol_stays_as_it_is(symbol: str) -> None:
    assert parse(symbol).canonical == symbol


@pytest.mark.parametrize("symbol", CANONICAL)
def test_spaces_do_not_matter(symbol: str) -> None:
    assert parse(symbol.replace(" ", "")).canonical == symbol
    assert parse(symbol).compact == symbol.replace(" ", "")


@pytest.mark.parametrize(
    ("printed", "symbol"),
    [
        ("a/res/75/268", "A/RES/75/268"),
        ("A/RES/75/268*", "A/RES/75/268"),
        ("А/RES/75/268", "A/RES/75/268"),  # a Cyrillic А
        ("A/RES/2200 А (XXI)", "A/RES/2200 A (XXI)"),
        ("A/RES/217 (III) A", "A/RES/217 A (III)"),
        ("A/RES/53/243 A and B", "A/RES/53/243 A-B"),
        ("A/RES/53/243 A и B", "A/RES/53/243 A-B"),
        ("A/RES/3419 A à D (XXX)", "A/RES/3419 A-D (XXX)"),
        ("A/RES/ES‑10/15", "A/RES/ES-10/15"),
        ("A/79/302–S/2024/600", "A/79/302-S/2024/600"),
        ("A/77/6(sect.26)", "A/77/6 (Sect. 26)"),
        ("A/77/6 (разд. 26)", "A/77/6 (Sect. 26)"),
        ("NPT/CONF.2010/50 (Partes I y II)", "NPT/CONF.2010/50 (Parts I and II)"),
        ("NPT/CONF.2010/50 (Part I和II)", "NPT/CONF.2010/50 (Parts I and II)"),
        ("A/58/323Add.1", "A/58/323/Add.1"),
        ("A/58/323/ADD.1", "A/58/323/Add.1"),
        ("A／75／L.69", "A/75/L.69"),
        ("https://undocs.org/fr/S/RES/2250(2015)", "S/RES/2250 (2015)"),
        ("https://undocs.org/A/RES/75/268?lang=x", "A/RES/75/268"),
        ("\u200eA/75/L.69\u200f", "A/75/L.69"),
    ],
)
def test_other_prints_are_read(printed: str, symbol: str) -> None:
    assert parse(printed).canonical == symbol


@pytest.mark.parametrize(
    "text",
    [
        "",
        "75/268",
        "A/RES",
        "A/75",
        "Q/75/1",
        "A/RES/0/1",
        "A/RES/75/0",
        "A/RES/30/5",  # the thirtieth session had Roman numbers
        "A/RES/S-7/1",
        "A/0/5",
        "A/150/5",
        "A/75/0",
        "A/RES/ES-5/1",
        "A/RES/101/1",
        "A/RES/3201 (S-VIII)",
        "A/RES/2200 (XXXI)",
        "A/RES/2200 (IIX)",
        "A/RES/3542 (XXX)",
        "A/RES/75/555",
        "A/DEC/75/12",
        "E/RES/1975/4",
        "E/RES/2100 (LXIV)",
        "S/RES/12 (1945)",
        "UNTS/2896",
        "UNTS/x/y",
        "A/75//",
        "A/75/L.69 and more words, which no symbol has;",
        "A/" * 200,
    ],
)
def test_a_symbol_that_cannot_exist_is_an_error_that_says_what_next(text: str) -> None:
    with pytest.raises(SymbolError) as caught:
        parse(text)
    assert caught.value.what
    assert caught.value.advice


def test_a_symbol_is_taken_apart() -> None:
    symbol = parse("A/74/6 (Sect. 3)/Add.5/Corr.1")
    assert (symbol.body, symbol.session, symbol.number) == ("A", "74", 6)
    assert symbol.suffixes == ("(Sect. 3)", "Add.5", "Corr.1")
    assert symbol.base == "A/74/6"
    resolution = parse("A/RES/2200 A (XXI)")
    assert (resolution.kind, resolution.session, resolution.part) == ("resolution", "XXI", "A")
    assert resolution.base == "A/RES/2200 (XXI)"
    assert resolution.assembly_session is not None
    assert resolution.assembly_session.number == 21


@pytest.mark.parametrize(
    ("symbol", "organ", "kind"),
    [
        ("A/RES/75/268", "general-assembly", "resolution"),
        ("A/C.3/75/L.10", "third-committee", "draft"),
        ("A/HRC/50/26", "human-rights-council", "document"),
        ("S/PRST/2019/3", "security-council", "presidential-statement"),
        ("A/75/PV.58", "general-assembly", "meeting-record"),
        ("UNEP/EA.4/Res.1", "un-environment-assembly", "resolution"),
        ("E/CN.6/2020/3", "commission-on-the-status-of-women", "document"),
        ("ST/SGB/2018/3", "secretariat", "bulletin"),
    ],
)
def test_organ_and_kind_are_read_off_the_symbol(symbol: str, organ: str, kind: str) -> None:
    assert (parse(symbol).organ, parse(symbol).kind) == (organ, kind)


def test_a_joint_symbol_has_its_members() -> None:
    joint = parse("A/79/302-S/2024/600")
    assert [m.canonical for m in joint.members()] == ["A/79/302", "S/2024/600"]
    assert [m.canonical for m in parse("A/79/302").members()] == ["A/79/302"]


def test_a_range_of_parts_is_expanded() -> None:
    assert [s.canonical for s in parse("A/RES/3419 A to D (XXX)").expand()] == [
        f"A/RES/3419 {x} (XXX)" for x in "ABCD"
    ]
    assert [s.part for s in parse("A/RES/75/101 A-B").expand()] == ["A", "B"]


def test_symbols_sort_by_session_and_number_and_not_by_letters() -> None:
    wanted = [
        "A/RES/217 A (III)",
        "A/RES/31/16",
        "A/RES/64/183",
        "A/RES/75/9",
        "A/RES/75/101 A",
        "A/RES/75/101 B",
        "A/RES/S-30/1",
        "A/RES/ES-10/2",
        "A/RES/ES-10/15",
        "A/DEC/73/555",
        "A/75/100",
        "A/75/100/Rev.1",
        "A/75/100/Add.2",
        "A/75/100/Add.10",
        "A/75/100/Corr.1",
        "S/RES/1325 (2000)",
        "S/RES/2250 (2015)",
    ]
    assert [s.canonical for s in sorted(map(parse, reversed(wanted)))] == wanted
    assert parse("A/RES/75/9") < parse("A/RES/75/10") <= parse("A/RES/75/10")
    assert parse("A/RES/75/10") > parse("A/RES/75/9") >= parse("A/RES/75/9")


def test_a_symbol_links_to_its_document_in_each_language() -> None:
    assert parse("S/RES/2250 (2015)").url("fr") == "https://undocs.org/fr/S/RES/2250(2015)"
    assert parse("A/RES/75/101 A").url("ar") == "https://undocs.org/ar/A/RES/75/101A"
    assert parse("A/DEC/73/555").url() is None


@given(
    st.sampled_from(["A", "S", "E", "A/HRC", "A/C.2", "TD", "FCCC/CP"]),
    st.integers(31, 99),
    st.integers(1, 400),
    st.sampled_from(["", "/Add.1", "/Rev.2", "/Corr.1", "/Add.3/Corr.2", " (Part II)"]),
)
def test_what_is_printed_is_read_again(body: str, session: int, number: int, tail: str) -> None:
    symbol = parse(f"{body}/{session}/{number}{tail}")
    assert parse(symbol.canonical) == symbol
    assert parse(symbol.compact) == symbol


@given(st.text(max_size=60))
def test_no_text_breaks_the_grammar(text: str) -> None:
    try:
        symbol = parse(text)
    except SymbolError:
        return
    assert parse(symbol.canonical).canonical == symbol.canonical
