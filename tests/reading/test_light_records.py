"""Light records from catalogues: CSV, JSON, MARCXML."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seized.model.closure import LightRecord
from seized.model.errors import BrokenFile, EmptyInput, HostileFile, SeizedError, UnsupportedFormat
from seized.reading.light import looks_light, read_light

MARC = """<?xml version="1.0" encoding="UTF-8"?>
<collection xmlns="http://www.loc.gov/MARC21/slim"><record>
<datafield tag="191" ind1=" " ind2=" "><subfield code="a">A/77/91</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Tulip houses :</subfield>
<subfield code="b">report of the keeper /</subfield></datafield>
<datafield tag="269" ind1=" " ind2=" "><subfield code="a">2022-08-02</subfield></datafield>
<datafield tag="991" ind1=" " ind2=" "><subfield code="a">A/77/251</subfield>
<subfield code="b">127s</subfield></datafield>
<datafield tag="991" ind1=" " ind2=" "><subfield code="a">A/77/251</subfield>
<subfield code="b">14</subfield></datafield>
<datafield tag="993" ind1=" " ind2=" "><subfield code="a">A/RES/75/8</subfield></datafield>
</record><record><datafield tag="245"><subfield code="a">No symbol</subfield></datafield></record>
</collection>"""


def one(text: str) -> LightRecord:
    [found] = read_light(text.encode(), "c")
    return found


def test_a_row_of_csv_is_a_light_record() -> None:
    found = one("Symbol;Title;Date;Agenda item\nA/77/91;Gardens;2022-08;127(s)\n;none;;\n")
    assert found == LightRecord("A/77/91", "Gardens", "2022-08", ("127 (s)",), 77, (), "c:2")  # type: ignore[arg-type]


def test_several_items_and_a_joint_symbol_are_read() -> None:
    found = one("symbol,item\nA/77/91-S/2022/6,12 a) | 13\n")
    assert found.items == ("12 (a)", "13")
    assert found.symbol == "A/77/91-S/2022/6"
    assert found.session == 77


def test_a_resolution_in_the_title_is_what_the_document_is_about() -> None:
    assert one("symbol,title\nA/77/91,Implementation of A/RES/75/8\n").about == ("A/RES/75/8",)


def test_json_lists_and_single_objects_are_read() -> None:
    entry = {"symbol": "A/77/91", "title": "Gardens", "items": ["127 (ق)"], "session": 77}
    [found] = read_light(json.dumps([entry]).encode(), "c")
    assert (found.items, found.source) == (("127 (s)",), "c#1")
    assert one(json.dumps(entry)) == found
    assert one(json.dumps({"records": [entry]})) == found


def test_fields_of_marcxml_are_read() -> None:
    assert one(MARC) == LightRecord(
        "A/77/91", "Tulip houses : report of the keeper", "2022-08-02", ("127 (s)", "14"), 77,  # type: ignore[arg-type]
        ("A/RES/75/8",), "c#1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "error", "told"),
    [
        (b" \n", EmptyInput, "nothing"),
        (b"title\nGardens\n", UnsupportedFormat, "symbols"),
        (b"symbol\n\xff\xfe\n", UnsupportedFormat, "UTF-8"),
        (b'{"symbol": ', BrokenFile, "JSON"),
        (b"[1]", BrokenFile, "entry 1"),
        (b"<a><b/></a>", UnsupportedFormat, "MARC"),
        (b"<!DOCTYPE a><a/>", HostileFile, "document type"),
        (b"symbol\nnot a symbol\n", BrokenFile, "c:2"),
        (b"symbol,item\nA/77/91,twelve\n", BrokenFile, "twelve"),
        (b"symbol,date\nA/77/91,2022-02-31\n", BrokenFile, "c:2"),
    ],
)
def test_what_cannot_be_read_says_what_and_where(
    data: bytes, error: type[SeizedError], told: str
) -> None:
    with pytest.raises(error, match=told):
        read_light(data, "c")


@given(st.binary(max_size=80))
def test_any_bytes_give_records_or_an_error_of_ours(data: bytes) -> None:
    with contextlib.suppress(SeizedError):
        assert all(record.symbol for record in read_light(data))


@given(st.text(max_size=60), st.integers(1, 300))
def test_titles_survive_json(title: str, number: int) -> None:
    data = json.dumps([{"symbol": f"A/77/{number}", "title": title}]).encode()
    assert read_light(data)[0].title == (title.strip() or None)


@pytest.mark.parametrize(
    ("data", "name", "light"),
    [
        (MARC.encode(), "library.xml", True),
        (b"<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'/>", "a.xml", False),
        (b"title,symbol\nTides,A/77/91\n", "library.csv", True),
        (b"\xef\xbb\xbfSymbol;Title\nA/77/91;Tides\n", "library.CSV", True),
        (b"The symbol, as printed\n", "text.txt", False),
        (b"name,year\nTides,2022\n", "tides.csv", False),
        (b'[{"symbol": "A/77/91"}]', "library.json", True),
        (b'{"schema": "seized/record/1"}', "record.json", False),
        (b"", "empty.csv", False),
    ],
)
def test_a_list_of_entries_is_told_from_a_document_by_its_head(
    data: bytes, name: str, light: bool
) -> None:
    assert looks_light(data, name) is light
