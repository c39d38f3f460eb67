"""A second reading by hand: what the reader finds in paragraphs marked by a person."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import hand_reading
from marked_clauses import Label, aligned, figures, found, marked

from seized import engine
from seized.model.record import Record

FLOORS = {
    "clause": 0.99,
    "force": 0.99,
    "addressee class": 0.98,
    "deliverable": 0.905,
    "due": 0.98,
}


SECOND_FLOORS = {
    "clause": 0.99,
    "force": 0.99,
    "addressee class": 0.955,
    "deliverable": 0.91,
    "due": 0.98,
}


def in_file(key: str, name: str) -> bool:
    """Whether the name of a file is that of the resolution of a key.

    >>> in_file("A/RES/77/9 3", "A_RES_77_9-22E.xml"), in_file("A/RES/77/9 3", "A_RES_77_99-1.xml")
    (True, False)
    >>> in_file("A/RES/75/10 3", "75_10_F.xml"), in_file("A/RES/75/10 3", "75_10_B_F.xml")
    (True, False)
    """
    symbol = re.sub(r"A-[A-Z]\Z", "", key.split()[0])
    number, letter = re.fullmatch(r"(.*?)([A-Z]?)", symbol).groups()  # type: ignore[union-attr]
    number = number.removeprefix("A/RES/").replace("/", "_")
    pattern = rf"(?:A_RES_)?{number}[ _]?{letter}(?! ?[0-9A-Z]|_[A-Z]_)"
    return re.match(pattern, name) is not None


def mandates_of(record: Record, key: str, section: str) -> list[Label]:
    """The mandates of the paragraph of a key; the paragraph must be there exactly once."""
    _, *part, number = key.split()
    at = "".join(f"part{letter}." for letter in part) + section + f"op{number}"
    places = [p.address for p in record.resolution.operative if p.address.endswith(at)]
    assert len(places) == 1, (key, places)
    return [found(m) for m in record.mandates if m.at == places[0]]


Readings = dict[str, tuple[list[Label], list[Label]]]


def read_again(shared: Path, entries: dict[str, Any]) -> Readings:
    """Marked and read clauses of every paragraph of a list."""
    files: dict[tuple[int, str], dict[str, bytes]] = {}
    records: dict[tuple[str, str], Record] = {}
    result = {}
    for key, entry in entries.items():
        where = int(key.split("/")[2]), entry.get("language", "en")
        if where not in files:
            files[where] = hand_reading.files_in(shared, *where)
        name = next(name for name in files[where] if in_file(key, name))
        if (name, where[1]) not in records:
            records[name, where[1]] = engine.read(files[where][name], name=name)
        gold = [marked(clause) for clause in entry["clauses"]]
        read = mandates_of(records[name, where[1]], key, entry.get("section", ""))
        result[key] = (gold, read)
    return result


def compared(readings: Readings) -> dict[str, float]:
    """The figures of a list; what differs is printed."""
    pairs = []
    for key, (gold, read) in readings.items():
        for g, r in aligned(gold, read):
            pairs.append((g, r))
            if g != r:
                print(key, "\n    marked", g, "\n    read  ", r)
    reached = figures(pairs)
    print({name: round(value, 4) for name, value in reached.items()})
    return reached


def test_a_reading_by_hand_agrees_on_clause_force_addressee_and_deliverable(shared: Path) -> None:
    reached = compared(read_again(shared, hand_reading.labels()))
    assert {k: v for k, v in reached.items() if v < FLOORS[k]} == {}


def test_a_reading_by_hand_in_six_languages_agrees_as_well(shared: Path) -> None:
    reached = compared(read_again(shared, hand_reading.labels(hand_reading.SECOND)))
    assert {k: v for k, v in reached.items() if v < SECOND_FLOORS[k]} == {}


def test_the_marks_are_as_many_as_drawn_and_use_the_published_words() -> None:
    first = hand_reading.labels()
    second = hand_reading.labels(hand_reading.SECOND)
    assert len(first) == hand_reading.SIZE
    assert len(second) == len(hand_reading.FOLDERS) * len(hand_reading.SESSIONS) * hand_reading.EACH
    assert not set(first) & set(second)
    for key, entry in (first | second).items():
        assert key.startswith(("A/RES/75/", "A/RES/77/"))
        for clause in entry["clauses"]:
            assert marked(clause).force in {"decide", "request", "urge", "invite"}
