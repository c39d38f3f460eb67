"""Akoma Ntoso as the United Nations' guidelines want it, and back to the same resolution."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import made
import msgspec
import pytest
from halvard import CODES, record
from hypothesis import given, settings
from lxml import etree

from seized import samples
from seized.engine import read
from seized.model.resolution import Note, Part, Resolution
from seized.symbols import parse_iri
from seized.writing.akn import to_akn
from seized.writing.akn_ids import eid

SCHEMA = Path(__file__).parents[3] / "shared" / "corpus" / "xsd" / "akomantoso30.xsd"
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
ISO = ("ara", "eng", "spa", "fra", "rus", "zho")
NCNAME = re.compile(r"[A-Za-z_][\w.-]*\Z", re.ASCII)


@cache
def xsd() -> Any:
    """The schema of OASIS; the test is skipped where it is not at hand."""
    if not SCHEMA.exists():
        pytest.skip("the shared folder is not here")
    return etree.XMLSchema(etree.parse(str(SCHEMA)))


def invalid(data: bytes) -> list[str]:
    """What the schema finds wrong."""
    schema = xsd()
    schema.validate(etree.fromstring(data))
    return [error.message for error in schema.error_log]


def bare(resolution: Resolution) -> Resolution:
    """A resolution without the offsets of one source."""

    def strip(node: Any) -> Any:
        if isinstance(node, msgspec.Struct):
            gone = {"span": None, "pieces": ()}
            fields = {
                name: gone[name] if name in gone else strip(getattr(node, name))
                for name in node.__struct_fields__
            }
            return type(node)(**fields)
        if type(node) is tuple:
            return tuple(strip(item) for item in node)
        return node

    return strip(resolution)  # type: ignore[no-any-return]


@pytest.mark.shared
@pytest.mark.parametrize("code", CODES)
def test_the_sample_is_valid_against_the_schema_of_oasis(code: str) -> None:
    assert invalid(to_akn(record(code))) == []


@pytest.mark.shared
@pytest.mark.parametrize("code", CODES)
def test_one_of_everything_is_valid_against_the_schema_of_oasis(code: str) -> None:
    assert invalid(to_akn(made.full(code=code))) == []
    assert invalid(to_akn(made.full(made.EVIL, code))) == []


@pytest.mark.shared
@settings(max_examples=40, deadline=None)
@given(made.resolutions())
def test_any_resolution_is_valid_against_the_schema_of_oasis(resolution: Resolution) -> None:
    assert invalid(to_akn(made.record(resolution))) == []


@pytest.mark.parametrize("form", ["txt", "docx"])
@pytest.mark.parametrize("code", CODES)
def test_reading_our_own_xml_gives_the_same_resolution(code: str, form: str) -> None:
    first = read(samples.path(code, form).read_bytes())
    again = read(to_akn(first))
    assert bare(again.resolution) == bare(first.resolution)
    assert again.language == code
    assert to_akn(again) == to_akn(first)


@pytest.mark.parametrize("code", CODES)
def test_the_hand_made_sample_comes_back_word_for_word(code: str) -> None:
    """Independent of the text reader: the record is built by the test."""
    mine, theirs = record(code).resolution, read(to_akn(record(code))).resolution
    for ours, read_again in zip(mine.paragraphs(), theirs.paragraphs(), strict=True):
        for field in ("address", "number", "level", "text", "notes", "anchors", "label"):
            assert getattr(read_again, field) == getattr(ours, field), field
    for field in ("symbol", "session", "title", "adopted", "issued", "meeting", "drafts"):
        assert getattr(theirs, field) == getattr(mine, field), field
    for field in ("agenda_items", "agenda_title", "organ", "headings"):
        assert bare(getattr(theirs, field)) == bare(getattr(mine, field)), field
    assert bare(theirs).notes == bare(mine).notes
    assert theirs.annexes[0].title == mine.annexes[0].title


def test_identity_comes_first_and_in_the_order_of_the_guidelines() -> None:
    root = etree.fromstring(to_akn(record("fr")))
    statement = root[0]
    assert (statement.get("name"), statement.get("contains")) == ("resolution", "originalVersion")
    identification = statement[0][0]
    assert [e.tag for e in identification] == [
        f"{AKN}FRBRWork",
        f"{AKN}FRBRExpression",
        f"{AKN}FRBRManifestation",
    ]
    for level in identification:
        assert [e.tag.removeprefix(AKN) for e in level][:4] == [
            "FRBRthis", "FRBRuri", "FRBRdate", "FRBRauthor",
        ]  # fmt: skip


@pytest.mark.parametrize(("code", "iso"), list(zip(CODES, ISO, strict=True)))
def test_the_parts_of_the_iri_equal_country_subtype_number_and_language(
    code: str, iso: str
) -> None:
    root = etree.fromstring(to_akn(record(code)))
    work = root.find(f".//{AKN}FRBRWork")
    uri = work.find(f"{AKN}FRBRuri").get("value")
    assert uri == "/akn/un/statement/deliberation/unga/2041-03-14/95-312"
    parts = uri.split("/")
    assert work.find(f"{AKN}FRBRcountry").get("value") == parts[2]
    assert work.find(f"{AKN}FRBRsubtype").get("value") == parts[4]
    assert work.find(f"{AKN}FRBRnumber").get("value") == parts[7]
    expression = root.find(f".//{AKN}FRBRExpression")
    assert expression.find(f"{AKN}FRBRlanguage").get("language") == iso
    found = parse_iri(expression.find(f"{AKN}FRBRthis").get("value"))
    assert (found.language, found.component, found.version) == (code, "main", "2041-03-18")


def test_every_child_of_meta_that_can_have_a_source_has_one() -> None:
    meta = etree.fromstring(to_akn(record("en")))[0][0]
    for child in meta:
        assert child.tag == f"{AKN}publication" or child.get("source") == "#source"


def test_every_local_reference_points_to_an_element_of_the_document() -> None:
    for made_record in (record("ru"), made.full()):
        root = etree.fromstring(to_akn(made_record))
        names = {e.get("eId") for e in root.iter() if e.get("eId")}
        for element in root.iter():
            for attribute in ("href", "refersTo", "as", "source", "outcome"):
                value = element.get(attribute, "")
                if value.startswith("#"):
                    assert value[1:] in names, (element.tag, attribute, value)


@pytest.mark.parametrize("code", CODES)
def test_names_of_elements_are_the_same_in_all_languages(code: str) -> None:
    def names(language: str) -> list[str | None]:
        return [e.get("eId") for e in etree.fromstring(to_akn(record(language))).iter()]

    assert names(code) == names("en")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("pp4", "pp_4"),
        ("op3", "para_3"),
        ("op3.a.ii", "para_3__point_a__point_ii"),
        ("s2.op1", "sec_2__para_1"),
        ("annex1.op2.b", "att_1__para_2__point_b"),
        ("annex2.p1", "att_2__p_1"),
        ("partA.pp1", "part_A__pp_1"),
        ("op1.u2", "para_1__text_2"),
        ("op3~2", "para_3-2"),
    ],
)
def test_names_of_elements_come_from_addresses(address: str, name: str) -> None:
    assert eid(address) == name


@settings(max_examples=60, deadline=None)
@given(made.resolutions())
def test_any_resolution_is_well_formed_with_unique_names(resolution: Resolution) -> None:
    root = etree.fromstring(to_akn(made.record(resolution)))
    names = [e.get("eId") for e in root.iter() if e.get("eId")]
    assert len(names) == len(set(names))
    assert all(NCNAME.match(name) for name in names)


def test_no_word_is_lost_whatever_it_holds() -> None:
    text = " ".join(etree.fromstring(to_akn(made.full(made.EVIL))).itertext())
    kept = made.EVIL.replace("\x00", "").replace("\x1b", "")
    assert text.count(kept) == 24
    assert "\x1b" not in text


def test_a_note_stands_where_its_marker_stood() -> None:
    root = etree.fromstring(to_akn(record("en")))
    note = root.find(f".//{AKN}authorialNote")
    assert note.get("marker") == "1"
    assert "".join(note.itertext()) == "Resolution 84/19, annex."
    assert note.tail.startswith(" and noting that ten coastal States")


def test_a_second_marker_of_a_note_refers_to_the_first() -> None:
    root = etree.fromstring(to_akn(made.full()))
    reference = root.find(f".//{AKN}noteRef")
    note = root.find(f".//{AKN}authorialNote[@eId='{reference.get('href')[1:]}']")
    assert note.get("marker") == reference.get("marker") == "1"


def test_a_note_without_a_marker_in_the_text_is_kept() -> None:
    resolution = msgspec.structs.replace(
        record("en").resolution, notes=(*record("en").resolution.notes, Note("7", "Adrift", None))
    )
    data = to_akn(msgspec.structs.replace(record("en"), resolution=resolution))
    assert b"Adrift" in data
    assert Note("7", "Adrift", None) in bare(read(data).resolution).notes


def test_a_resolution_of_nothing_is_a_document() -> None:
    empty = Resolution(symbol=None, organ=None, session=None, title=None)
    root = etree.fromstring(to_akn(made.record(empty, "zh")))
    assert root.find(f".//{AKN}FRBRnumber").get("value") == f"sha256-{'ab' * 8}"


def test_parts_of_a_composite_resolution_are_texts_of_their_own() -> None:
    parts = (Part("A", "Charts", "partA.pp1"), Part("B", "Pilots", "partB.pp1"))
    preamble = (
        made.paragraph("partA.pp1", "Recalling its resolution 91/305,", 0, opening="Recalling"),
        made.paragraph("partB.pp1", "Noting the tide tables,", 200, opening="Noting"),
    )
    operative = (
        made.paragraph("partA.op1", "Requests charts;", 100, number="1", label="1."),
        made.paragraph("partB.op1", "Invites pilots.", 300, number="1", label="1."),
    )
    composite = msgspec.structs.replace(
        record("en").resolution, symbol="A/RES/95/9 A-B", preamble=preamble, operative=operative,
        parts=parts, headings=(), annexes=(), notes=(),
    )  # fmt: skip
    data = to_akn(msgspec.structs.replace(record("en"), resolution=composite))
    root = etree.fromstring(data)
    assert root[0].tag == f"{AKN}documentCollection"
    assert len(root.findall(f".//{AKN}components/{AKN}component/{AKN}statement")) == 2
    assert invalid(data) == []
    again = read(data).resolution
    assert [p.label for p in again.parts] == ["A", "B"]
    for ours, theirs in zip(composite.paragraphs(), again.paragraphs(), strict=True):
        assert (theirs.address, theirs.text) == (ours.address, ours.text)


def test_every_part_of_cover_preface_and_conclusions_says_what_it_is() -> None:
    """Guidelines: inline ``doc*`` elements carry ``refersTo``."""
    root = etree.fromstring(to_akn(record("es")))
    for place in ("coverPage", "preface", "conclusions"):
        for element in root.find(f".//{AKN}{place}").iter(f"{AKN}*"):
            name = element.tag.removeprefix(AKN)
            if name.startswith("doc") or name in ("session", "inline"):
                assert element.get("refersTo", "").startswith("#"), name


def test_the_committee_that_reported_is_an_organization_of_the_document() -> None:
    root = etree.fromstring(to_akn(made.full()))
    proponent = root.find(f".//{AKN}docProponent")
    assert proponent.get("refersTo") == "#third-committee"
    assert "Third Committee" in proponent.text
