"""Pictures: told in six languages, mirrored for Arabic, and never by colour alone."""

from __future__ import annotations

import re
import string
from functools import cache

import compared
import made
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from seized.comparing.genealogy import genealogy
from seized.languages import CODES, language
from seized.model.dates import PartialDate
from seized.model.errors import UnsupportedLanguage
from seized.model.genealogy import Genealogy, Stage, Strand
from seized.model.redline import TextInfo
from seized.model.resolution import Session
from seized.model.series import Link, Member, Series, SeriesSet
from seized.writing.graph import Graph, citation_graph, to_svg
from seized.writing.heatmap import heatmap_svg, heatmap_table
from seized.writing.network import network_svg, network_table
from seized.writing.pictures import picture_page
from seized.writing.strips import strips_svg, strips_table
from seized.writing.svg import Canvas, fitted, lines_of, width_of
from seized.writing.timeline import timeline_svg, timeline_table

SVG = "{http://www.w3.org/2000/svg}"


def series() -> SeriesSet:
    def member(number: int, session: int, **more: object) -> Member:
        one = Member(f"A/RES/{session}/{number}", "Gulls", Session(session))
        return msgspec.structs.replace(one, adopted=PartialDate(f"{1945 + session}-12-01"), **more)

    running = Series(
        "A/RES/91/5", "Gulls", (member(5, 91), member(9, 93), member(7, 97)),
        (Link("A/RES/91/5", "A/RES/93/9", "continued", 1.0),
         Link("A/RES/93/9", "A/RES/97/7", "renamed", 0.9, between=("A/RES/95/6",))),
        {code: f"Gulls {code}" for code in CODES}, state="running", due=(99,),
    )  # fmt: skip
    lapsed = Series(
        "A/RES/91/8", "Terns", (member(8, 91),), state="lapsed", due=(93,), missed=(93,)
    )
    alone = Series("A/RES/91/9", "Alone", (member(10, 91),))
    return SeriesSet((running, lapsed, alone))


@cache
def lineage() -> Genealogy:
    """The sample, and the same without ``pp4`` and with a new operative paragraph."""
    old = compared.record("en")
    resolution = old.resolution
    more = msgspec.structs.replace(resolution.operative[0], address="s1.op9", text="Salutes gulls;")
    changed = msgspec.structs.replace(
        resolution,
        symbol="A/RES/97/1",
        adopted=PartialDate("2043-03-01"),
        preamble=tuple(p for p in resolution.preamble if p.address != "pp4"),
        operative=(*resolution.operative, more),
    )
    return genealogy([old, msgspec.structs.replace(old, resolution=changed)])


def drawn(code: str) -> dict[str, str]:
    graph = citation_graph([compared.record("en")])
    return {
        "heatmap": heatmap_svg(compared.concordance(), code),
        "timeline": timeline_svg(series(), code),
        "strips": strips_svg(lineage(), code),
        "network": network_svg(graph, code),
    }


def texts(svg: str) -> list[str]:
    return [one.text or "" for one in etree.fromstring(svg.encode()).iter(f"{SVG}text")]


@pytest.mark.parametrize("code", CODES)
def test_every_picture_has_a_role_a_title_and_a_description_in_its_language(code: str) -> None:
    for name, svg in drawn(code).items():
        root = etree.fromstring(svg.encode())
        assert (root.get("role"), root.get("lang")) == ("img", code)
        title, desc = root.get("aria-labelledby", "").split()
        said = {one.get("id"): one.text for one in root if one.get("id")}
        key = {"strips": "genealogy"}.get(name, name)
        assert said[title] == language(code).table("pictures")[key]["title"]
        assert said[desc]
        assert "{" not in "".join(texts(svg)) + str(said[desc])


def test_no_picture_refers_to_anything_outside_itself() -> None:
    for svg in drawn("zh").values():
        assert "href" not in svg
        assert "@import" not in svg
        assert re.findall(r"https?://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]
        assert all(target.startswith("#") for target in re.findall(r"url\(([^)]*)", svg))


@pytest.mark.parametrize("name", ["heatmap", "timeline", "strips", "network"])
def test_an_arabic_picture_begins_at_the_right(name: str) -> None:
    def first(code: str) -> float:
        root = etree.fromstring(drawn(code)[name].encode())
        label = next(root.iter(f"{SVG}text"))
        return float(label.get("x", "0")) / float(root.get("width", "1"))

    assert first("en") < 0.5 < first("ar")


def test_symbols_run_from_left_to_right_in_arabic() -> None:
    root = etree.fromstring(drawn("ar")["network"].encode())
    symbols = [one for one in root.iter(f"{SVG}text") if (one.text or "").startswith("A/RES/")]
    assert symbols
    assert {one.get("direction") for one in symbols} == {"ltr"}


@pytest.mark.parametrize("code", CODES)
def test_words_of_pictures_have_the_same_keys_and_gaps_in_every_language(code: str) -> None:
    def gaps(of: str) -> set[tuple[str, str, frozenset[str]]]:
        return {
            (part, key, frozenset(n for _, n, _, _ in string.Formatter().parse(words) if n))
            for part, table in language(of).table("pictures").items()
            for key, words in table.items()
        }

    assert gaps(code) == gaps("en")


def test_severities_differ_in_more_than_colour() -> None:
    svg = heatmap_svg(compared.concordance(), "en")
    kinds = set(re.findall(r'<rect [^>]*class="([^"]*)"', svg))
    filled, framed, dotted = "red", "sand amber-line hair", "none quiet-line hair dots"
    assert {filled, framed, dotted} <= kinds


def test_a_difference_is_drawn_at_the_version_that_stands_apart() -> None:
    root = etree.fromstring(heatmap_svg(compared.concordance(), "en").encode())
    tips = [
        group[0].text
        for group in root.iter(f"{SVG}g")
        if len(group) > 1 and group[1].get("class") == "red"
    ]
    assert tips == ["pp2 Chinese", "s2.op4 Arabic"]


def test_what_became_of_a_paragraph_is_told_by_a_sign() -> None:
    told = texts(strips_svg(lineage(), "en"))
    assert "×" in told  # pp4 is gone
    assert "+" in told  # s1.op9 is new
    page = strips_table(lineage(), "en")
    assert "<td>dropped</td>" in page
    assert "<td>new</td>" in page


def test_a_lapsed_series_is_drawn_though_it_has_one_resolution() -> None:
    svg = timeline_svg(series(), "en")
    assert "Terns" in texts(svg)
    assert "Alone" not in texts(svg)
    assert "93: due, not adopted" in svg
    assert "99: next due" in svg
    assert "A/RES/95/6" in svg  # recalled, not at hand


def test_tables_tell_what_the_pictures_show() -> None:
    table = timeline_table(series(), "fr")
    assert table.count("<tr>") == 1 + 4
    assert "nouvel intitulé" in table
    assert heatmap_table(compared.concordance(), "ru").count("<tr>") == 1 + 4
    graph = citation_graph([compared.record("en")])
    assert network_table(graph, "es").count("<tr>") == 1 + len(graph.edges)


def test_order_of_paragraphs_is_that_of_the_text() -> None:
    addresses = ("pp2", "pp10", "op1", "op3.a.ix", "op3.a.x", "op3.b", "op12", "annex1.op1")
    strands = tuple(
        Strand(f"0:{at}", "operative", None, at, (Stage(0, at, ("first",)),))
        for at in reversed(addresses)
    )
    found = texts(strips_svg(Genealogy("en", (TextInfo("A/RES/91/5"),), strands), "en"))
    assert [one for one in found if one in addresses][::2] == list(addresses)


def test_hostile_words_stay_words() -> None:
    record = made.record(made.full(made.EVIL).resolution)
    page = picture_page(
        made.EVIL,
        [(strips_svg(genealogy([record, record]), "en"), strips_table(lineage(), "en"))],
        "en",
    )
    assert "<script" not in page
    assert "<img" not in page


def test_pictures_of_nothing_are_pictures() -> None:
    for svg in (
        timeline_svg(SeriesSet(), "ar"),
        network_svg(Graph((), ()), "zh"),
        strips_svg(Genealogy("en", (), ()), "ru"),
    ):
        assert etree.fromstring(svg.encode()).get("role") == "img"


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(UnsupportedLanguage):
        to_svg(citation_graph([compared.record("en")]), "de")


def test_chinese_signs_are_wider_than_letters() -> None:
    assert width_of("联合国", 10) == 30
    assert width_of("abc", 10) < 20
    assert lines_of("各语文本对照各语文本对照", 60, 10) == ["各语文本对照", "各语文本对照"]


@given(st.text(max_size=80), st.integers(20, 300))
def test_fitted_words_are_never_wider_than_their_room(words: str, room: int) -> None:
    assert width_of(fitted(words, room)) <= room
    assert all(width_of(line) <= room for line in lines_of(words, room))


@given(st.text(max_size=40), st.sampled_from(CODES))
def test_any_words_make_well_formed_svg(words: str, code: str) -> None:
    canvas = Canvas("made", code, 100)
    canvas.text(10, 10, words, anchor="end", ltr=True)
    canvas.box(0, 0, 5, 5, "red", words)
    assert etree.fromstring(canvas.finish(words, words, 50).encode()) is not None
