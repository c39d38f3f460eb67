"""PDF: tagged or not, in six languages, what is read is what was printed."""

from __future__ import annotations

import builtins
import re
import subprocess
from contextlib import suppress
from functools import cache
from pathlib import Path
from shutil import which

import pdf_files
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seized.model.errors import (
    BrokenFile,
    EmptyInput,
    HostileFile,
    MissingReader,
    NoText,
    SeizedError,
    UnsupportedFormat,
)
from seized.model.source import Source
from seized.reading import pdf
from seized.reading.pdf import read_pdf
from seized.reading.pdf_bidi import mend_brackets, quotes
from seized.reading.pdf_join import Joiner, Words
from seized.reading.pdf_lines import Line, Piece

REAL = Path(__file__).parents[3] / "shared" / "corpus" / "real"
LANGUAGES = tuple(pdf_files.TEXTS)
KINDS = ("tagged", "untagged")
HEAD = "A/RES/95/312"  # of a single page nobody can tell that it would come again


@cache
def source(name: str) -> Source:
    return read_pdf((pdf_files.DATA / f"{name}.pdf").read_bytes(), f"{name}.pdf")


def texts(read: Source, *kinds: str) -> list[str]:
    return [read.text[b.start : b.end] for b in read.blocks if b.kind in kinds]


def without_anchors(read: Source) -> list[str]:
    out = []
    for block in read.blocks:
        if block.kind == "paragraph":
            text = read.text[block.start : block.end]
            for mark in reversed([m for m in block.marks if m.kind == "note"]):
                text = text[: mark.start - block.start] + text[mark.end - block.start :]
            out.append(text.replace("\u00a0", " "))
    return [text for text in out if text != HEAD]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paragraph_is_read_as_it_was_written(language: str, kind: str) -> None:
    written = [pdf_files.plain(text)[0] for text in pdf_files.TEXTS[language]]
    written = [text.replace("\u00a0", " ") for text in written]  # LibreOffice prints a space
    assert without_anchors(source(f"{language}-{kind}")) == written


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_notes_leave_the_foot_of_the_page_with_their_markers(language: str, kind: str) -> None:
    read = source(f"{language}-{kind}")
    written = [note for text in pdf_files.TEXTS[language] for note in pdf_files.plain(text)[1]]
    found = [(b.marker, read.text[b.start : b.end]) for b in read.blocks if b.kind == "note"]
    assert found == written


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_marker_stands_behind_the_word_that_calls_the_note(language: str, kind: str) -> None:
    read = source(f"{language}-{kind}")
    first = next(b for b in read.blocks if b.kind == "paragraph" and b.marks)
    mark = next(m for m in first.marks if m.kind == "note")
    before = pdf_files.TEXTS[language][0].split("{")[0].replace("*", "")
    assert read.text[mark.start : mark.end] == "1"
    assert read.text[first.start : mark.start] == before


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_running_heads_and_page_numbers_are_no_text(language: str, kind: str) -> None:
    running = texts(source(f"{language}-{kind}"), "running")
    assert any(re.fullmatch(r"\d", text) for text in running)
    assert HEAD not in "".join(texts(source(f"{language}-{kind}"), "note"))
    assert "12" not in running


@pytest.mark.parametrize("kind", KINDS)
def test_a_head_that_comes_again_is_running_matter(kind: str) -> None:
    assert texts(source(f"en-{kind}"), "running").count(HEAD) == 2


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru"])
def test_an_italic_opening_is_marked(language: str) -> None:
    read = source(f"{language}-untagged")
    first = next(b for b in read.blocks if b.kind == "paragraph" and b.marks)
    italic = next(m for m in first.marks if m.kind == "italic")
    opening = pdf_files.TEXTS[language][0].split("*")[1]
    assert read.text[italic.start : italic.end].strip() == opening


def test_two_columns_are_read_one_after_the_other() -> None:
    written = [pdf_files.plain(text)[0] for text in pdf_files.TEXTS["en"]]
    assert without_anchors(source("en-columns")) == written * 3


def test_blocks_are_in_order_and_do_not_overlap() -> None:
    for language in LANGUAGES:
        read = source(f"{language}-tagged")
        ends = [0, *(block.end for block in read.blocks)]
        assert all(b.start >= end for b, end in zip(read.blocks, ends, strict=False))
        assert ends[-1] == len(read.text)
        assert all(b.start <= m.start < m.end <= b.end for b in read.blocks for m in b.marks)


def line(text: str, *, start: float = 100.0, end: float = 400.0) -> Line:
    return Line((Piece(text, 0),), start, end, 0.0, 10.0, 0, start, end)


def joined(*lines: str, known: str = "") -> str:
    words = Words([line(known), *map(line, lines)])
    return "".join(piece.text for piece in Joiner(words).join([line(text) for text in lines]))


def test_a_word_that_was_cut_is_whole_again() -> None:
    assert joined("the docu\ufffe", "ments of the lake") == "the documents of the lake"


def test_a_compound_keeps_its_hyphen_at_the_end_of_a_line() -> None:
    assert joined("the Secretary\ufffe", "General") == "the Secretary-General"
    assert joined("its twenty\ufffe", "first", known="the twenty-first session first") == (
        "its twenty-first"
    )
    assert joined("resolution 12\ufffe", "34") == "resolution 12-34"


def test_a_soft_hyphen_goes_and_a_dash_stays() -> None:
    assert joined("harbour au\u00ad", "thorities") == "harbour authorities"
    assert joined("currents -", "and tides") == "currents - and tides"


def test_no_space_comes_between_han_characters() -> None:
    assert joined("湖泊", "大会") == "湖泊大会"


def test_brackets_and_quotation_marks_of_arabic_face_the_right_way() -> None:
    assert mend_brackets("المرفأ )أ( والبحيرة") == "المرفأ (أ) والبحيرة"
    shown = "المعنون “أضواء” في"
    assert quotes(shown) == {"“”": "”“"}
    assert mend_brackets(shown, quotes(shown)) == "المعنون ”أضواء“ في"


def test_an_encrypted_file_says_so() -> None:
    with pytest.raises(UnsupportedFormat, match="encrypted"):
        source("en-locked")


def scan() -> bytes:
    """A page that holds a drawing and no text."""
    body = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(
        (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>",
            b"<</Length 20>>stream\n0 0 100 100 re f    \nendstream",
        ),
        1,
    ):
        offsets.append(len(body))
        body += b"%d 0 obj" % number + content + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    xref = len(body)
    body += b"xref\n0 5\n0000000000 65535 f \n" + table
    return body + b"trailer<</Root 1 0 R/Size 5>>\nstartxref\n%d\n%%%%EOF" % xref


def test_a_scan_without_text_advises_character_recognition() -> None:
    with pytest.raises(NoText, match="OCR"):
        read_pdf(scan(), "scan.pdf")


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(EmptyInput):
        read_pdf(b"")
    with pytest.raises(BrokenFile):
        read_pdf(b"The General Assembly,")
    with pytest.raises(BrokenFile, match=r"x\.pdf"):
        read_pdf(b"%PDF-1.7\nnothing follows", "x.pdf")


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(HostileFile, match="pages"):
        read_pdf((pdf_files.DATA / "en-tagged.pdf").read_bytes())


def test_a_missing_pypdfium2_tells_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    genuine = builtins.__import__

    def missing(name: str, *rest: object) -> object:
        if name.startswith("pypdfium2"):
            raise ImportError(name)
        return genuine(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(MissingReader, match=r"pip install .seized\[pdf\]"):
        read_pdf(scan())


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(["en-tagged", "zh-untagged", "ar-tagged"]),
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=24)), max_size=6),
    st.floats(0.2, 1),
)
def test_a_damaged_file_is_read_or_refused(
    name: str, wounds: list[tuple[float, bytes]], keep: float
) -> None:
    data = bytearray((pdf_files.DATA / f"{name}.pdf").read_bytes())
    for place, noise in wounds:
        at = int(place * (len(data) - 1))
        data[at : at + len(noise)] = noise
    text = "refused"
    with suppress(SeizedError):
        text = read_pdf(bytes(data[: int(keep * len(data))]), "wounded.pdf").text
    assert text.strip()


@pytest.mark.shared
@pytest.mark.skipif(not REAL.is_dir(), reason="no ../shared/corpus/real beside the checkout")
@pytest.mark.skipif(which("pdftotext") is None, reason="poppler is not installed")
@pytest.mark.parametrize("name", ["A_RES_73_3-EN.pdf", "A_RES_73_6-EN.pdf"])
@pytest.mark.parametrize("tagged", [True, False])
def test_official_files_lose_no_character(
    name: str, tagged: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not tagged:
        monkeypatch.setattr(pdf.TagReader, "read", lambda self, page: {})
    read = read_pdf((REAL / name).read_bytes(), name)
    command = ["pdftotext", str(REAL / name), "-"]
    theirs = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    ours = "".join((b.marker or "") + read.text[b.start : b.end] for b in read.blocks)
    # Poppler drops the hyphens at line ends, which pdfium keeps.
    count = [sorted(re.sub(r"[\s-]+", "", text)) for text in (ours, theirs)]
    assert count[0] == count[1]
    markers = [int(b.marker) for b in read.blocks if b.kind == "note" and b.marker]
    assert markers == list(range(1, len(markers) + 1))
    called = [read.text[m.start : m.end] for b in read.blocks for m in b.marks if m.kind == "note"]
    assert {int(marker) for marker in called} == set(markers)
    numbers = re.findall(r"^(\d+)\. ", "\n".join(texts(read, "paragraph")), re.MULTILINE)
    assert [int(n) for n in numbers] == list(range(1, len(numbers) + 1))
