"""Many records for the bench of the register, made from few.
No two have the same symbol and language.

A record of a later round keeps its words but moves to another session and number; its dates, due
sessions and windows move along, and some paragraphs are left out, with what was found in them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

_SYMBOL = re.compile(r"A/RES/(\d+)/(\d+)([A-Z]?)\Z")
_SESSIONS = 10  # rounds before numbers rise: every fourth session of forty years
_FOUND = ("citations", "actors", "instruments", "events", "fields", "clauses", "mandates")


def bundled() -> list[dict[str, Any]]:
    """The two bundled resolutions in six languages."""
    from seized import read, samples
    from seized.writing.json import to_json

    return [
        json.loads(to_json(read(samples.path(code, session=session))))
        for code in samples.CODES
        for session in samples.SESSIONS
    ]


def from_list(path: Path) -> list[dict[str, Any]]:
    """The records of a list with a symbol of the General Assembly, one a line.

    Of several with one symbol and language the first: a register shows one of them.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    with path.open("rb") as file:
        for record in (json.loads(line) for line in file if line.strip()):
            symbol = record["resolution"]["symbol"] or ""
            if _SYMBOL.fullmatch(symbol):
                found.setdefault((symbol, record["language"]), record)
    return list(found.values())


def many(records: list[dict[str, Any]], count: int) -> Iterator[dict[str, Any]]:
    """``count`` records, round after round, each round in the order of ``records``."""
    made = 0
    for turn in range(count):
        for record in records:
            if made == count:
                return
            yield moved(record, turn)
            made += 1


def moved(record: dict[str, Any], turn: int) -> dict[str, Any]:
    """The record as round ``turn`` has it; round 0 has it as it is."""
    if turn == 0:
        return record
    copy = json.loads(json.dumps(record))
    years, numbers = -4 * (turn % _SESSIONS), 500 * (turn // _SESSIONS)
    head = copy["resolution"]
    session, number, letter = _SYMBOL.fullmatch(head["symbol"]).groups()  # type: ignore[union-attr]
    head["symbol"] = f"A/RES/{int(session) + years}/{int(number) + numbers}{letter}"
    if head["session"]:
        head["session"]["number"] = int(session) + years
    for name in ("adopted", "issued"):
        head[name] = _later(head[name], years)
    for mandate in copy["mandates"]:
        due = mandate["due"]
        due["sessions"] = [n + years for n in due["sessions"] if n + years > 0]
        for name in ("date", "from", "to"):
            due[name] = _later(due[name], years)
    _leave_out(copy, turn)
    source = copy["source"]
    source["sha256"] = hashlib.sha256(f"{source['sha256']}/{turn}".encode()).hexdigest()
    return copy


def _later(date: str | None, years: int) -> str | None:
    if not date:
        return date
    moved_date = f"{int(date[:4]) + years:04d}{date[4:]}"
    return f"{moved_date[:4]}-02-28" if date.endswith("-02-29") else moved_date


def _leave_out(record: dict[str, Any], turn: int) -> None:
    """Another quarter of the preamble in each round."""
    preamble = record["resolution"]["preamble"]
    gone = {p["address"] for n, p in enumerate(preamble) if (n + turn) % 4 == 0}
    record["resolution"]["preamble"] = [p for p in preamble if p["address"] not in gone]
    for name in _FOUND:
        record[name] = [found for found in record[name] if found["at"] not in gone]


def write(records: Iterable[dict[str, Any]], path: Path) -> int:
    """Write records one a line; how many there were."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number = 0
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
            number += 1
    return number
