"""The first document, and its six official versions: what they tell is one and the same."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from seized.engine import read
from seized.meaning.places import place_name
from seized.model.record import Record

pytestmark = pytest.mark.shared

SCO = "shanghai-cooperation-organization"
MEMORANDUM = "memorandum-of-understanding"
INSTRUMENTS = {
    ("pp5", "declaration", "2010-04-05", ("secretariat", SCO)),
    ("pp14", "protocol", "2012-07-22", ("sco-rats", "unodc")),
    ("pp14", MEMORANDUM, "2019-03-25", ("sco-rats", "cted")),
    ("pp16", MEMORANDUM, "2011-06", (SCO, "unodc")),
    ("pp19", MEMORANDUM, "2015-12", (SCO, "escap")),
    ("pp20", MEMORANDUM, "2018-06", (SCO, "unesco")),
    ("note6", MEMORANDUM, "2017-06-09", (SCO, "icrc")),
}
TREATIES = ["pp10", "pp13"]
EVENTS = [
    ("pp11", 18, "qingdao", "2018-06-09", "2018-06-10"),
    ("pp11", 19, "bishkek", "2019-06-13", "2019-06-14"),
    ("pp11", 20, None, "2020-11-10", "2020-11-10"),
    ("pp12", None, "dushanbe", "2021-09-16", "2021-09-17"),
    ("pp15", 30, "new-york", "2016-04-19", "2016-04-21"),
    ("pp17", None, "qingdao", "2018-06-09", "2018-06-10"),
    ("pp17", 19, "bishkek", "2019-06-13", "2019-06-14"),
    ("pp17", 20, None, "2020-11-10", "2020-11-10"),
]
FIELDS = {
    "trade", "economic-development", "energy", "transport", "agriculture", "migration",
    "banking-and-finance", "information-and-telecommunications", "science-and-technology",
    "digital-economy", "customs", "education", "public-health", "environment",
    "disaster-risk-reduction", "counter-terrorism", "drugs", "crime", "peace-and-security",
    "sustainable-development", "good-neighbourly-relations",
}  # fmt: skip


@pytest.fixture(scope="module")
def versions(shared: Path) -> dict[str, Record]:
    """The record of the document as a reader has it, and those of the official versions."""
    out = {"seed": read((shared / "seed" / "A_RES_75_268.zh.txt").read_bytes())}
    with tarfile.open(shared / "corpus" / "akn-75.tar.xz") as archive:
        for member in archive:
            if "/75_268_" in member.name and member.isfile():
                file = archive.extractfile(member)
                assert file is not None
                record = read(file.read())
                out[record.language] = record
    assert len(out) == 7
    return out


def test_the_seven_instruments_are_found_in_every_version(versions: dict[str, Record]) -> None:
    for name, record in versions.items():
        found = [i for i in record.instruments if i.rule != "treaty-series"]
        assert {(i.at, i.kind, i.date, i.parties) for i in found} == INSTRUMENTS, name
        assert len(found) == len(INSTRUMENTS)
        assert [i.at for i in record.instruments if i.kind == "treaty"] == TREATIES


def test_the_meetings_are_found_in_every_version(versions: dict[str, Record]) -> None:
    for name, record in versions.items():
        found = [(e.at, e.ordinal, e.place, e.from_, e.to) for e in record.events]
        expected = [
            (at, number, place and place_name(place, record.language), begin, end)
            for at, number, place, begin, end in EVENTS
        ]
        assert found == expected, name


def test_every_field_of_the_first_paragraph_is_found(versions: dict[str, Record]) -> None:
    for name, record in versions.items():
        assert {f.field for f in record.fields if f.at == "op1"} == FIELDS, name


def test_both_secretaries_general_are_told_apart(versions: dict[str, Record]) -> None:
    for name, record in versions.items():
        found = [m.actor for m in record.actors if m.at == "op2"]
        assert found.count("secretary-general") == 2, name
        assert found.count(f"{SCO}.secretary-general") == 1, name


def test_every_quote_is_in_its_place(versions: dict[str, Record]) -> None:
    for record in versions.values():
        text = record.source.text
        assert text is not None
        for finding in (*record.actors, *record.instruments, *record.events, *record.fields):
            assert text[finding.span.start : finding.span.end] == finding.quote
