"""Files made to do harm, or ruined: a clear error or a source, in bounded time and memory."""

from __future__ import annotations

import contextlib
import io
import sys
import time
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from seized.model.errors import (
    BrokenFile,
    EmptyInput,
    HostileFile,
    InputError,
    NoText,
    SeizedError,
    UnsupportedFormat,
)
from seized.model.source import Source
from seized.reading import read_source

AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">{}</akomaNtoso>'


def akn(body: str) -> bytes:
    inner = f"<statement><mainBody>{body}</mainBody></statement>"
    return AKN.format(inner).encode()


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def consistent(source: Source) -> bool:
    """Blocks lie in the text, in order, without overlap; marks lie in their blocks."""
    at = 0
    for block in source.blocks:
        if not at <= block.start <= block.end <= len(source.text):
            return False
        if any(not block.start <= m.start <= m.end <= block.end for m in block.marks):
            return False
        at = block.end
    source.text.encode("utf-8")
    return True


class Budget:
    """Fails when the block takes more than so many seconds or megabytes."""

    def __init__(self, seconds: float, megabytes: float | None = None) -> None:
        self.seconds = seconds
        self.megabytes = megabytes

    def __enter__(self) -> None:
        if self.megabytes is not None:
            tracemalloc.start()
        # Coverage counts every line and doubles the time.
        self.watcher = sys.gettrace()
        sys.settrace(None)
        self.start = time.process_time()

    def __exit__(self, *_: object) -> None:
        spent = time.process_time() - self.start
        sys.settrace(self.watcher)
        if self.megabytes is not None:
            peak = tracemalloc.get_traced_memory()[1] / 1e6
            tracemalloc.stop()
            assert peak < self.megabytes, f"{peak:.0f} MB"
        assert spent < self.seconds, f"{spent:.1f} s"


@pytest.mark.parametrize(
    "data", [b"", b" \n\t", b"\xef\xbb\xbf\n", b"\0\0\0\0", "\u2003\u00a0\n".encode()]
)
def test_nothing_is_told_as_nothing(data: bytes) -> None:
    with pytest.raises(EmptyInput):
        read_source(data)


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\xffWPC", "WordPerfect"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
        (b"%!PS-Adobe", "PostScript"),
        (b"SQLite format 3\0", "SQLite"),
        (b"\x7fELF", "program"),
    ],
)
def test_foreign_formats_are_named_with_advice(head: bytes, word: str) -> None:
    with pytest.raises(UnsupportedFormat, match=word) as caught:
        read_source(head + b"\0\1\2\3" * 100, "resolution.txt")
    assert caught.value.advice
    assert caught.value.where == "resolution.txt"


def test_bytes_that_are_no_text_are_refused() -> None:
    noise = zlib.compress(bytes(range(256)) * 999)[2:] + bytes(range(256)) * 20
    with pytest.raises(UnsupportedFormat):
        read_source(noise)


def test_the_content_decides_and_not_the_name() -> None:
    data = akn("<paragraph><content><p>Decides to meet.</p></content></paragraph>")
    assert read_source(data, "resolution.pdf").media_type == "application/akn+xml"
    assert read_source(b"Decides to meet.", "resolution.docx").media_type == "text/plain"


@pytest.mark.parametrize("kept", [10, 100, 1000])
def test_a_truncated_zip_is_a_broken_file(kept: int) -> None:
    data = zipped(**{"[Content_Types].xml": b"<x/>", "word/document.xml": bytes(range(256)) * 50})
    with pytest.raises(BrokenFile):
        read_source(data[: min(kept, len(data) - 10)])


@pytest.mark.parametrize(
    ("member", "word"),
    [
        ("xl/workbook.xml", "Excel"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("content.xml", "OpenDocument"),
    ],
)
def test_other_office_files_are_named(member: str, word: str) -> None:
    with pytest.raises(UnsupportedFormat, match=word):
        read_source(zipped(**{"[Content_Types].xml": b"<x/>", member: b"<x/>"}))


def test_a_zip_of_documents_is_not_one_document() -> None:
    with pytest.raises(UnsupportedFormat, match="zip"):
        read_source(zipped(**{"a.txt": b"Decides to meet.", "b.zip": zipped(c=b"x")}))


def test_entities_that_multiply_are_refused() -> None:
    lines = ['<!ENTITY a0 "harbour harbour harbour">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    bomb = f"<!DOCTYPE akomaNtoso [{''.join(lines)}]>" + AKN.format("<p>&a11;</p>")
    with Budget(2, 50), pytest.raises(HostileFile):
        read_source(bomb.encode())


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_external_entities_are_refused_in_any_encoding(codec: str) -> None:
    text = '<!DOCTYPE akomaNtoso [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + AKN.format(
        "<p>&e;</p>"
    )
    with pytest.raises((HostileFile, BrokenFile)):
        read_source(text.encode(codec))


def test_pages_do_not_load_entities_or_files() -> None:
    entity = '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    page = f"{entity}<html><body><p>Decides &e;</p></body></html>"
    assert "root:" not in read_source(page.encode()).text


@pytest.mark.parametrize(
    "opening", [b"<div>", b"<b>", b"<ul><li>", b"<table><tr><td>", b"<a href=#x>"]
)
def test_deep_pages_are_refused_or_read_quickly(opening: bytes) -> None:
    page = b"<html><body><p>Decides to meet.</p>" + opening * 100_000
    with Budget(10), contextlib.suppress(HostileFile, NoText):
        assert consistent(read_source(page))


def test_deep_akoma_ntoso_is_refused() -> None:
    depth = 5_000
    data = akn("<section>" * depth + "<p>Decides</p>" + "</section>" * depth)
    with Budget(5), pytest.raises(HostileFile):
        read_source(data)


def test_broken_akoma_ntoso_says_where() -> None:
    with pytest.raises(BrokenFile, match="line"):
        read_source(AKN.format("<statement>").encode())


def test_akoma_ntoso_without_words_is_told() -> None:
    with pytest.raises(NoText):
        read_source(AKN.format("").encode())


def test_other_xml_is_named() -> None:
    with pytest.raises(UnsupportedFormat, match="invoice"):
        read_source(b'<?xml version="1.0"?><invoice><p>12</p></invoice>')


def test_ten_thousand_notes_take_linear_time() -> None:
    note = '<p>harbours,<authorialNote marker="{0}"><p>Resolution 90/{0}.</p></authorialNote></p>'
    many = "".join(
        f"<paragraph><content>{note.format(n)}</content></paragraph>" for n in range(1, 10_001)
    )
    with Budget(15):
        source = read_source(akn(many))
    notes = [block for block in source.blocks if block.kind == "note"]
    assert len(notes) == 10_000
    assert notes[-1].marker == "10000"
    assert consistent(source)


def test_ten_thousand_notes_of_a_page_take_linear_time() -> None:
    calls = "".join(
        f'<p>harbours<a id="r{n}" href="#n{n}">{n % 1000}</a></p>' for n in range(1, 10_001)
    )
    notes = "".join(f'<p id="n{n}"><a href="#r{n}">^</a> See 90/{n}.</p>' for n in range(1, 10_001))
    with Budget(15):
        source = read_source(f"<html><body>{calls}{notes}</body></html>".encode())
    assert sum(block.kind == "note" for block in source.blocks) == 10_000


def test_text_over_the_limit_is_refused_before_it_is_decoded() -> None:
    text = b"Decides to remain seized of the matter.\n" * 1_500_000
    with Budget(3, 20), pytest.raises(HostileFile, match="limit"):
        read_source(text)


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "[",
            "![",
            "[^",
            "](",
            "**",
            "_",
            "`",
            "\\",
            "<!--",
            "&",
            "# ",
            "> ",
            "| ",
            "-|",
            "[a](b",
        ),
        *("[^1]: ", "*a ", "- ", "1. ", "<sup>", " " * 50 + "x", "\n", "a\n", "|-|\n", "__a"),
        "<a href=#x>1</a>",
    ],
)
def test_runs_of_markdown_signs_take_linear_time(unit: str) -> None:
    text = (
        "# Decides\n[^1] **a** [x](https://example.org)\n" + unit * (200_000 // len(unit)) + "\nend"
    )
    with Budget(6):
        assert consistent(read_source(text.encode()))


def test_one_enormous_line_is_read() -> None:
    with Budget(5):
        source = read_source(b"Decides to meet, " * 600_000)
    assert len(source.text) > 10_000_000


def test_what_is_no_resolution_is_still_text() -> None:
    source = read_source(b"Take two eggs and a cup of flour.\n\n1. Stir.\n2. Bake.")
    assert source.text.startswith("Take two eggs")


# Damaged DOC files are left to the tests of their reader: an office program may be asked.
SEEDS = [
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"<html><body>",
    b"<akomaNtoso>",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xff\xfe\0\0",
    b"# ",
    b"<?xml version='1.0' encoding='utf-7'?>",
    b"",
]


@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SEEDS), st.binary(max_size=400))
@example(b"", b"\xed\xa0\x80 Decides")
@example(b"", b"<p>a</p><p>b</p><p>&#xd800;</p>")
@example(b"\xff\xfe", b"\0\xd8")
def test_any_bytes_give_a_source_or_an_error_of_ours(head: bytes, tail: bytes) -> None:
    try:
        source = read_source(head + tail, "any")
    except InputError as error:
        message = str(error)
    else:
        assert consistent(source)
        return
    assert message.startswith("any: ")


MARKUP = st.text(alphabet="<>/apbi =\"'#1[]^*_\n|-&;:!`.\\(){}", max_size=300)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["<html><body><p>", "<p></p></p></p>", "# a\n[^1]\n", "**a** **b** "]), MARKUP
)
def test_any_markup_gives_a_consistent_source(head: str, tail: str) -> None:
    try:
        source = read_source((head + tail).encode())
    except SeizedError:
        return
    assert consistent(source)


@settings(deadline=None, max_examples=200)
@given(st.text(min_size=1, max_size=300))
def test_any_text_survives_utf8(text: str) -> None:
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    try:
        source = read_source(data)
    except InputError:
        return
    source.text.encode()
    assert "\r" not in source.text
    assert "\0" not in source.text
