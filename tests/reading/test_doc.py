"""Binary Word files: the same text, numbers and notes as in DOCX."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import (
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
    MissingReader,
    SeizedError,
    UnsupportedFormat,
)
from seized.model.source import Source
from seized.reading import doc, doc_office
from seized.reading.doc import read_doc
from seized.reading.docx import read_docx

SMALL = Path(__file__).parent / "data" / "small.doc"
"""Made by LibreOffice 7.4 from ``invented()`` below."""

MAGIC = b"\xec\xa5"
"""The first two bytes of the stream ``WordDocument``; the version follows."""

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


@cache
def invented() -> bytes:
    """A DOCX file of an invented resolution, with all that the reader must find."""
    outline = definition(
        0,
        level(0, "decimal", "%1."),
        level(1, "lowerLetter", "(%2)"),
        level(2, "lowerRoman", "(%3)"),
    )
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    abjad = definition(1, level(0, "arabicAbjad", "%1)"))
    chinese = definition(2, level(0, "chineseCounting", "%1、", more='<w:suff w:val="nothing"/>'))
    numbering = outline + abjad + chinese
    numbering += num(1, 0) + num(2, 0, anew) + num(3, 1) + num(4, 2)
    styles = STYLES + (
        '<w:style w:type="paragraph" w:styleId="TitleH1"><w:name w:val="Title_H1"/><w:rPr><w:b/>'
        '</w:rPr></w:style><w:style w:type="paragraph" w:styleId="SingleTxt">'
        '<w:name w:val="__Single Txt"/></w:style>'
    )
    date = 'w:id="1" w:author="a" w:date="2020-01-01T00:00:00Z"'
    deleted = f"<w:del {date}><w:r><w:delText>lakes </w:delText></w:r></w:del>"
    page_break = '<w:r><w:br w:type="page"/></w:r>'
    body = [
        p("99/7. Lighthouses", style="TitleH1"),
        p("\tThe Assembly", style="SingleTxt"),
        p(r("Recalling", "<w:i/>"), " its resolution 98/3", note_ref(1), " of May", note_ref(2)),
        *(p("Requests lamps", num=(1, at)) for at in (0, 1, 1, 2, 0)),
        p("Begins anew", num=(2, 0)),
        p(r("إن المنارات", "<w:iCs/><w:rtl/>"), num=(3, 0), props="<w:bidi/>"),
        p("灯塔", num=(4, 0)),
        p("灯塔 😀", num=(4, 0)),
        table(("Lamp", "Cost"), ("North", "12"), ("South", "7")),
        p("Old ", deleted, "seas", r("hidden", "<w:vanish/>"), props='<w:jc w:val="center"/>'),
        p(
            page_break,
            "Post",
            "<w:r><w:noBreakHyphen/><w:t>2040</w:t></w:r>",
            note_ref(1, "endnote"),
        ),
    ]
    heads = '<w:headerReference w:type="default" r:id="header2"/>'
    heads += '<w:headerReference w:type="first" r:id="header1"/>'
    heads += '<w:footerReference w:type="default" r:id="footer1"/><w:titlePg/>'
    return docx(
        "".join(body),
        section=heads,
        numbering=numbering,
        styles=styles,
        footnotes=note(1, "A/98/12.") + note(2, "Ibid., annex."),
        endnotes=note(1, "End.", "endnote"),
        header1=table(("A/RES/99/7", "Distr.: General")),
        header2=p("Lighthouses"),
        footer1=p("99-00001"),
    )


def rows(source: Source) -> list[tuple[object, ...]]:
    return [
        (
            b.kind,
            source.text[b.start : b.end],
            b.marker,
            b.centred,
            [(m.kind, source.text[m.start : m.end]) for m in b.marks],
        )
        for b in source.blocks
    ]


def assert_whole(source: Source) -> None:
    at = 0
    for block in source.blocks:
        assert source.text[at : block.start].strip("\n") == ""
        assert block.start < block.end
        assert all(block.start <= m.start < m.end <= block.end for m in block.marks)
        at = block.end
    assert at == len(source.text)


def test_a_binary_file_reads_as_the_docx_that_it_was_made_from() -> None:
    source = read_doc(SMALL.read_bytes(), "small.doc", office=False)
    assert_whole(source)
    assert source.doubts == ()
    assert rows(source) == rows(read_docx(invented()))
    assert [b.style for b in source.blocks[2:4]] == ["TitleH1", "SingleTxt"]


def test_numbers_notes_and_order_are_those_that_are_printed() -> None:
    source = read_doc(SMALL.read_bytes(), office=False)
    assert source.text.split("\n") == [
        "A/RES/99/7",
        "Distr.: General",
        "99/7. Lighthouses",
        "\tThe Assembly",
        "Recalling its resolution 98/31 of May2",
        "1.\tRequests lamps",
        "(a)\tRequests lamps",
        "(b)\tRequests lamps",
        "(i)\tRequests lamps",
        "2.\tRequests lamps",
        "1.\tBegins anew",
        "أ)\tإن المنارات",
        "一、灯塔",
        "二、灯塔 😀",
        "Lamp\tCost",
        "North\t12",
        "South\t7",
        "Old seas",
        "Post\u20112040i",
        "A/98/12.",
        "Ibid., annex.",
        "End.",
        "Lighthouses",
        "99-00001",
    ]


@needs_office
def test_a_file_converted_just_now_reads_the_same(tmp_path: Path) -> None:
    file = tmp_path / "in.docx"
    file.write_bytes(invented())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path), str(file)]
    subprocess.run(
        ["soffice", "--headless", profile, *convert], check=True, capture_output=True, timeout=120
    )
    source = read_doc((tmp_path / "in.doc").read_bytes(), office=False)
    assert rows(source) == rows(read_docx(invented()))


@needs_office
def test_what_is_damaged_is_left_to_libreoffice() -> None:
    data = bytearray(SMALL.read_bytes())
    at = bytes(data).find(MAGIC)
    data[at + 2 : at + 4] = b"\x68\0"  # says that Word 95 made it
    source = read_doc(bytes(data))
    assert source.media_type == "application/msword"
    assert "read-by-libreoffice" in [d.code for d in source.doubts]


def test_without_libreoffice_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc_office.shutil, "which", lambda _name: None)
    data = bytearray(SMALL.read_bytes())
    at = bytes(data).find(MAGIC)
    data[at + 2 : at + 4] = b"\x68\0"
    with pytest.raises(MissingReader, match="Word 95") as caught:
        read_doc(bytes(data))
    assert "LibreOffice" in str(caught.value)


def test_an_encrypted_file_is_refused_without_asking_libreoffice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(doc, "convert_with_office", pytest.fail)
    data = bytearray(SMALL.read_bytes())
    at = bytes(data).find(MAGIC)
    data[at + 11] |= 0x01
    with pytest.raises(UnsupportedFormat, match="encrypted"):
        read_doc(bytes(data))


def test_other_files_are_refused_with_a_reason() -> None:
    with pytest.raises(EmptyInput):
        read_doc(b"")
    with pytest.raises(BrokenFile):
        read_doc(SMALL.read_bytes()[:700], office=False)
    renamed = SMALL.read_bytes().replace(
        "WordDocument".encode("utf-16-le"), "BookDocument".encode("utf-16-le")
    )
    with pytest.raises(UnsupportedFormat, match="no Word document"):
        read_doc(renamed, office=False)


def read_or_refuse(data: bytes) -> None:
    try:
        source = read_doc(data, office=False)
    except SeizedError:
        return
    assert_whole(source)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(draw: st.DataObject) -> None:
    data = bytearray(SMALL.read_bytes())
    for _ in range(draw.draw(st.integers(1, 12))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    read_or_refuse(bytes(data))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, SMALL.stat().st_size if SMALL.exists() else 0))
def test_a_file_cut_off_anywhere_is_read_or_refused(length: int) -> None:
    read_or_refuse(SMALL.read_bytes()[:length])
