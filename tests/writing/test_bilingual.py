"""The bilingual document: a table that Word and our own reader can read."""

from __future__ import annotations

import io
import re
import zipfile

import compared
import pytest
from lxml import etree

from seized.model.errors import NotFound
from seized.reading import read_source as read
from seized.writing.bilingual import to_bilingual_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(*codes: str, reader: str | None = None) -> bytes:
    return to_bilingual_docx(
        compared.concordance(), compared.records(), codes, reader=reader,
        date="2041-03-20T00:00:00Z",
    )  # fmt: skip


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def words(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def test_our_own_reader_finds_every_paragraph_of_both_versions() -> None:
    source = read(made("en", "ru"), name="two.docx")
    text = "".join(source.text.split())
    for code in ("en", "ru"):
        for paragraph in compared.record(code).resolution.paragraphs():
            assert "".join(paragraph.text.split())[:10] in text


def test_the_table_has_a_row_for_every_place_and_a_heading_that_is_repeated() -> None:
    document = part(made("zh", "fr"), "word/document.xml")
    rows = document.findall(f".//{W}tr")
    assert len(rows) == 1 + len(compared.concordance().rows)
    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert [words(cell) for cell in rows[0].findall(f"{W}tc")] == ["位置", "中文", "法文"]


def test_cells_take_the_styles_of_their_language_and_the_table_the_side_of_the_reader() -> None:
    english = part(made("en", "ar"), "word/document.xml")
    styles = {one.get(f"{W}val") for one in english.iter(f"{W}pStyle")}
    assert "TableText-ar" in styles
    assert english.find(f".//{W}bidiVisual") is None
    arabic = part(made("ar", "en"), "word/document.xml")
    assert arabic.find(f".//{W}bidiVisual") is not None


def test_what_differs_is_marked_and_told_in_a_comment() -> None:
    data = made("ar", "en", reader="en")
    marked = [
        words(run)
        for run in part(data, "word/document.xml").iter(f"{W}r")
        if run.find(f"{W}rPr/{W}rStyle[@{W}val='Differs']") is not None
    ]
    assert "".join(marked) == compared.forced("ar", "s2.op4", "urge").quotes[0]
    comments = part(data, "word/comments.xml")
    assert any(
        re.search(r"force \(substance\)\. Arabic: \S+ \(urges\)", words(c)) for c in comments
    )


def test_equal_values_give_equal_bytes() -> None:
    assert made("ru", "zh") == made("ru", "zh")


def test_a_version_that_was_not_compared_is_an_error() -> None:
    with pytest.raises(NotFound):
        to_bilingual_docx(compared.concordance(("en", "fr")), compared.records(), ("en", "zh"))
