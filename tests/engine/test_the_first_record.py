"""The first document, A/RES/75/268: the Chinese text as a reader had it, and the official six."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

import seized
from seized.model.record import Record
from seized.settling import settle

pytestmark = pytest.mark.shared

FOLDERS = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ru": "Russian",
    "zh": "Chinese",
}
OPENINGS = [
    "回顾",
    "又回顾",
    "还回顾",
    "回顾",
    "又回顾",
    "注意到",
    "又注意到",
    "考虑到",
    "回顾",
    "确认",
    "回顾",
    "考虑到",
    "欢迎",
    "确认",
    "又确认",
    "回顾",
    "注意到",
    "表示注意到",
    "注意到",
    "欢迎",
    "确认",
    "考虑到",
    "深信",
]


@pytest.fixture(scope="module")
def seed(shared: Path) -> Record:
    return seized.read(shared / "seed" / "A_RES_75_268.zh.txt")


@pytest.fixture(scope="module")
def official(shared: Path) -> dict[str, Record]:
    with tarfile.open(shared / "corpus" / "akn-75.tar.xz") as archive:
        names = {
            code: member
            for member in archive
            for code, folder in FOLDERS.items()
            if f"/{folder}/75_268" in member.name
        }
        data = {}
        for code, member in names.items():
            handle = archive.extractfile(member)
            data[code] = handle.read() if isinstance(handle, io.BufferedReader) else b""
    return {code: seized.read_bytes(content) for code, content in data.items()}


def test_every_field_of_the_masthead_is_read(seed: Record) -> None:
    resolution = seed.resolution
    assert resolution.symbol == "A/RES/75/268"
    assert resolution.organ == "general-assembly"
    assert resolution.session is not None
    assert resolution.session.number == 75
    assert resolution.agenda_items == ("130 (s)",)
    assert resolution.title == "联合国同上海合作组织的合作"
    assert resolution.agenda_title is not None
    assert resolution.agenda_title.endswith(resolution.title)
    assert resolution.adopted == "2021-03-25"
    assert resolution.meeting == 58
    assert resolution.committee is None
    assert resolution.drafts == ("A/75/L.69", "A/75/L.69/Add.1")
    assert resolution.enacting == "大会"


def test_the_preamble_has_23_paragraphs_and_the_operative_part_5(seed: Record) -> None:
    resolution = seed.resolution
    assert [p.address for p in resolution.preamble] == [f"pp{n}" for n in range(1, 24)]
    assert [p.address for p in resolution.operative] == ["op1", "op2", "op3", "op4", "op5"]
    assert [p.opening for p in resolution.preamble] == OPENINGS
    assert [p.opening for p in resolution.operative] == ["承认", "强调", "提议", "请", "决定"]


def test_six_notes_printed_in_mid_preamble_find_their_paragraphs(seed: Record) -> None:
    anchors = {note.marker: note.anchor for note in seed.resolution.notes}
    assert anchors == {"1": "pp8", "2": "pp10", "3": "pp13", "4": "pp14", "5": "pp15", "6": "pp21"}


def test_the_doubled_character_is_the_only_doubt(seed: Record) -> None:
    assert [(d.code, d.at) for d in seed.doubts] == [("sign-doubled", "op2")]


def _mandates(record: Record) -> list[tuple[object, ...]]:
    return [
        (m.at, m.act, m.force, m.deliverable, m.due.sessions, m.due.from_, m.due.to)
        for m in record.mandates
    ]


WINDOW = ("2022-09-13", "2023-09-04")
EXPECTED = [
    ("op2", "propose", "invite", "consultation", (), None, None),
    ("op3", "propose", "invite", "programme", (), None, None),
    ("op3", "recommend", "invite", "consultation", (), None, None),
    ("op4", "request", "request", "report", (77,), *WINDOW),
    ("op5", "decide", "decide", "agenda-item", (77,), *WINDOW),
]


def test_five_mandates_are_read_from_the_chinese_text(seed: Record) -> None:
    assert _mandates(seed) == EXPECTED
    assert {m.due.rule for m in seed.mandates[3:]} == {"session-third-week"}
    assert seed.mandates[0].addressees[0].class_ == "secretary-general"
    assert seed.mandates[3].addressees[0].class_ == "secretary-general"
    assert seed.mandates[3].recipient == "general-assembly"
    assert {a.class_ for a in seed.mandates[1].addressees if a.role == "addressee"} >= {"un-system"}


@pytest.mark.parametrize("code", sorted(FOLDERS))
def test_the_official_version_gives_the_same_five_mandates(
    official: dict[str, Record], code: str
) -> None:
    record = official[code]
    if code in ("fr", "ru"):  # they print "invites" and a verb that means both
        assert record.mandates[0].act == "invite"
        record = settle(record, [official["en"]])
    assert _mandates(record) == EXPECTED
