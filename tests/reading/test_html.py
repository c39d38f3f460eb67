"""Pages: blocks, looks, list numbers, notes told by their links, encodings."""

from __future__ import annotations

import pytest

from seized.model.errors import NoText
from seized.model.source import Source
from seized.reading import read_source

PAGE = """<!DOCTYPE html><html lang="en"><head><title>x</title><style>p{}</style></head><body>
<nav><a href="#main">Skip</a></nav>
<p align=center>United Nations<br>General Assembly</p>
<table><tr><td>Distr.: General</td><td>12 May 2040</td></tr></table>
<h1>95/1. Safety of harbours</h1>
<p><i>The General Assembly</i>,</p>
<p><em>Recalling</em>   its resolution&nbsp;90/1,<sup><a href="#fn1" id="r1">1</a></sup> and
H<sub>2</sub>O,<a href="#_ftn2" name="_ftnref2"><span>[2]</span></a></p>
<ol><li><i>Decides</i> to meet;<ol type=a><li>Once;<li>Twice;</ol></li>
<li><p>2. <i>Requests</i> more.</p></ol>
<ul><li>Lights</ul>
<table border=1><tr><th>Port<th>Depth<tr><td>Amsel<td>12</table>
<p>As noted<sup>1</sup> within 3 km<sup>2</sup> <span style="font-weight: bold">firmly</span></p>
<p hidden>hidden</p><script>alert(1)</script>
<footer>Kept by the harbour library</footer><h2>Notes</h2>
<div id=ftn2><p><a name="_ftn2" href="#_ftnref2">[2]</a> Second <i>note</i>.</p></div>
<ol><li id="fn1">[1] First note. <a href="#r1">↩</a></li></ol>
</body></html>"""


@pytest.fixture(scope="module")
def source() -> Source:
    return read_source(PAGE.encode(), "page")


def shown(source: Source, kind: str) -> list[str]:
    return [source.text[b.start : b.end] for b in source.blocks if b.kind == kind]


def marked(source: Source, kind: str) -> list[str]:
    return [source.text[m.start : m.end] for b in source.blocks for m in b.marks if m.kind == kind]


def test_paragraphs_are_blocks_with_one_space_between_words(source: Source) -> None:
    assert shown(source, "paragraph") == [
        "United Nations",
        "General Assembly",
        "Distr.: General",
        "12 May 2040",
        "The General Assembly,",
        "Recalling its resolution 90/1,1 and H2O,2",
        "1.\tDecides to meet;",
        "(a)\tOnce;",
        "(b)\tTwice;",
        "2. Requests more.",
        "•\tLights",
        "As noted1 within 3 km2 firmly",
    ]


def test_headings_and_tables_are_told(source: Source) -> None:
    assert shown(source, "heading") == ["95/1. Safety of harbours"]
    assert shown(source, "table") == ["Port\tDepth\nAmsel\t12"]


def test_what_is_no_text_is_left_out(source: Source) -> None:
    for word in ("Skip", "alert", "hidden", "{}", "library", "Notes"):
        assert word not in source.text


def test_notes_are_what_forward_links_point_to(source: Source) -> None:
    assert [b.marker for b in source.blocks if b.kind == "note"] == ["1", "2"]
    assert shown(source, "note") == ["First note.", "Second note."]
    assert marked(source, "note") == ["1", "2"]


def test_looks_are_marked_and_units_are_not_raised_markers(source: Source) -> None:
    assert marked(source, "bold") == ["firmly"]
    assert marked(source, "superscript") == ["1"]
    assert marked(source, "italic")[0] == "The General Assembly"


def test_links_to_their_own_paragraph_are_no_text() -> None:
    page = (
        '<html><body><div id="op1"><a href="#op1">op1</a><p>1. Decides to meet.</p></div>'
        '<h2 id="x"><a href="#x">Annex</a></h2></body></html>'
    )
    assert read_source(page.encode()).text == "1. Decides to meet.\nAnnex"


def test_the_language_is_what_the_page_claims(source: Source) -> None:
    assert source.language == "en"


@pytest.mark.parametrize("codec", ["windows-1251", "koi8-r", "utf-8", "utf-16"])
def test_declared_charsets_are_believed_where_they_fit(codec: str) -> None:
    page = f"<html><head><meta charset={codec}></head><body><p>подтверждая цели</p></body></html>"
    assert read_source(page.encode(codec)).text == "подтверждая цели"


def test_a_wrong_declaration_does_not_spoil_utf8() -> None:
    page = "<html><head><meta charset=iso-8859-1></head><body><p>重申其决议</p></body></html>"
    assert read_source(page.encode()).text == "重申其决议"


def test_preformatted_lines_stay_lines() -> None:
    page = b"<html><body><pre>United Nations\n\n  Recalling <b>x</b> &amp; y,\n</pre></body></html>"
    source = read_source(page)
    assert shown(source, "line") == ["United Nations", "  Recalling x & y,"]
    assert "\n\n" in source.text


def test_a_page_without_words_is_told() -> None:
    with pytest.raises(NoText):
        read_source(b"<html><body><script>load()</script></body></html>")
