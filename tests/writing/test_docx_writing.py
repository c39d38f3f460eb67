"""Word documents: sound packages, named styles, and tracked changes that hold both texts."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from tracked import W, part, settled

from seized.comparing.pairing import page
from seized.comparing.redline import redline
from seized.model.record import Record
from seized.reading import read_source
from seized.writing.docx import Document, page_line, to_docx
from seized.writing.docx_redline import redline_to_docx
from seized.writing.docx_types import Cell, Commented, Footnote, Link, Paragraph, Row, Table, Text

sys.path.insert(0, str(Path(__file__).parents[1] / "comparing"))
from revised import CODES, revised, sample

SIGNED = ("A drafter", "2030-01-02T03:04:05Z")


def everything(code: str) -> bytes:
    note = Footnote((Text("See "), Link("the page", "https://example.org/?a=1&b=2")))
    return to_docx(
        Document(
            code,
            (
                Paragraph((Text("A <title> & more"),), "Title"),
                Paragraph((Text("Asks", "Opening"), Text(" for tea"), note), "Operative", "1."),
                Paragraph((Text("gone", None, "deleted"),), "Operative", "2.", change="deleted"),
                Paragraph((Commented((Text("said"),), "why?"),), bookmark="op3"),
                Table((Row((Cell((Paragraph((Text("شاي"),), "TableText", language="ar"),)),)),)),
            ),
            title="T",
            footer=page_line("{page}/{pages}"),
            author=SIGNED[0],
            date=SIGNED[1],
        )
    )


@pytest.mark.parametrize("code", CODES)
def test_equal_documents_are_equal_bytes_and_every_part_is_xml(code: str) -> None:
    data = everything(code)
    assert data == everything(code)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            etree.fromstring(package.read(name))


@pytest.mark.parametrize("code", CODES)
def test_every_style_and_relationship_that_is_used_is_there(code: str) -> None:
    data = everything(code)
    known = {style.get(W + "styleId") for style in part(data, "styles").iter(W + "style")}
    for name in ("document", "footnotes", "comments", "footer1"):
        for tag in ("pStyle", "rStyle", "tblStyle"):
            used = {one.get(W + "val") for one in part(data, name).iter(W + tag)}
            assert used <= known, (name, used - known)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        named = set(package.namelist())
        relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    for one in relations:
        assert one.get("TargetMode") == "External" or f"word/{one.get('Target')}" in named


def test_no_run_or_paragraph_has_a_look_of_its_own() -> None:
    body = part(everything("en"), "document")
    own = {child.tag for one in body.iter(W + "rPr", W + "pPr") for child in one}
    assert own <= {W + name for name in ("pStyle", "rStyle", "rtl", "rPr", "ins", "del")}


def test_arabic_runs_from_right_to_left_but_its_symbols_do_not() -> None:
    data = to_docx(Document("ar", (Paragraph((Text("الوثيقة A/81/L.5 هنا"),)),)))
    assert part(data, "styles").find(f".//{W}pPr/{W}bidi") is not None
    runs = {
        "".join(run.itertext()).strip(): run.find(f".//{W}rtl") is not None
        for run in part(data, "document").iter(W + "r")
    }
    assert runs == {"الوثيقة": True, "A/81/L.5": False, "هنا": True}


def test_our_own_reader_reads_what_is_written() -> None:
    source = read_source(everything("en"), name="a.docx")
    lines = [source.text[block.start : block.end] for block in source.blocks]
    assert lines[0] == "A <title> & more"
    assert lines[1] == "1.\tAsks for tea1"
    assert "gone" not in source.text
    assert [block.marker for block in source.blocks if block.kind == "note"] == ["1"]
    assert not source.doubts


def lines_of(record: Record) -> list[str]:
    """The body of a record as `settled` gives it."""
    notes = {note.marker: note.text for note in reversed(record.resolution.notes)}
    seen: set[str] = set()
    out = []
    for item in page(record, {}):
        if item.kind == "note":
            continue
        text = f"{item.label}\t" if item.label else ""
        for word in item.words:
            if word.note and word.note not in seen:
                seen.add(word.note)
                text += f"⟦{notes[word.note]}⟧"
            else:
                text += word.note or word.text
        out.append(text)
    return out


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("accept", [True, False])
def test_to_accept_all_gives_the_new_text_and_to_reject_all_the_old(
    code: str, accept: bool
) -> None:
    old, new = sample(code), revised(code)
    lines = settled(redline_to_docx(redline(old, new), *SIGNED), accept=accept)
    assert [line for line in lines if line] == lines_of(new if accept else old)


def test_changes_are_signed_and_numbered_once() -> None:
    data = redline_to_docx(redline(sample("en"), revised("en")), *SIGNED)
    body = part(data, "document")
    changes = list(body.iter(W + "ins", W + "del"))
    assert changes
    assert {(one.get(W + "author"), one.get(W + "date")) for one in changes} == {SIGNED}
    numbers = [one.get(W + "id") for one in changes]
    assert len(set(numbers)) == len(numbers)
