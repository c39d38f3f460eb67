"""Invented paragraphs in the manner of other organs, marked by hand, and how they are read.

Each file of ``organs/`` holds paragraphs of one organ in the six languages with the directive
clauses that they hold; its floors, in ``organs/floors/``, are what the reading has reached, in each
language. ``python organs_reading.py NAME`` prints what is read otherwise than it was marked;
``--pin`` behind it raises the floors, and never lowers one.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import invented_texts
from marked_clauses import Label, aligned, figures, found, marked

from seized.languages import CODES
from seized.meaning.actors import find_actors
from seized.meaning.mandates import find_mandates
from seized.model.findings import Mandate

FOLDER = Path(__file__).with_name("organs")
LEARNED = Path(__file__).resolve().parents[2] / "scripts" / "clauses"
MARGIN = 0.004

Pair = tuple[Label | None, Label | None]


def names() -> list[str]:
    """The sets that there are, by name."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load(name: str) -> dict[str, Any]:
    """One set: ``organ``, ``symbol``, ``adopted``, perhaps ``session``, and its ``clause`` rows."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def floors(name: str) -> dict[str, dict[str, float]]:
    """The floors of a set, by language and kind of label; none where it was never pinned."""
    path = FOLDER / "floors" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def mandates_of(data: dict[str, Any], row: dict[str, Any], code: str) -> tuple[Mandate, ...]:
    """The mandates read in one paragraph; a row may tell a masthead of its own."""
    masthead = {key: row.get(key, data.get(key)) for key in ("organ", "symbol", "adopted")}
    session = row.get("session", data.get("session"))
    made, source = invented_texts.adopted_by(
        masthead["organ"], masthead["symbol"], masthead["adopted"], row[code], session=session
    )
    return find_mandates(made, source, code, find_actors(made, source, code))


def pairs_of(data: dict[str, Any], row: dict[str, Any], code: str) -> list[Pair]:
    """Marked and read clauses of one paragraph."""
    read = [found(mandate) for mandate in mandates_of(data, row, code)]
    return list(aligned([marked(one) for one in row["mandates"]], read))


def events(name: str, code: str) -> tuple[set[str], set[str]]:
    """The clauses of a set that an event tells the time of, as marked and as read: name, place."""
    data = load(name)
    gold: set[str] = set()
    read: set[str] = set()
    for row in data["clause"]:
        gold |= {f"{row['name']} {at}" for at, m in enumerate(row["mandates"]) if m.get("event")}
        told = mandates_of(data, row, code)
        read |= {f"{row['name']} {at}" for at, m in enumerate(told) if m.due.event}
    return gold, read


def measured(name: str, code: str) -> tuple[dict[str, float], list[str]]:
    """The figures of a set in one language, and what differs, a line for each."""
    data = load(name)
    pairs: list[Pair] = []
    told: list[str] = []
    for row in data["clause"]:
        for gold, read in pairs_of(data, row, code):
            pairs.append((gold, read))
            if gold != read:
                told.append(f"{code} {row['name']}: {difference(gold, read)}")
    return figures(pairs), told


def difference(gold: Label | None, read: Label | None) -> str:
    """What was read otherwise than it was marked, in words.

    >>> one = Label("request", frozenset({"organ"}), "report", ((), None, None))
    >>> difference(one, one._replace(force="urge"))
    'force marked request, read urge'
    """
    if gold is None:
        return f"read a clause that was not marked: {_words(read)}"
    if read is None:
        return f"did not read {_words(gold)}"
    fields = zip(gold._fields, gold, read, strict=True)
    return "; ".join(
        f"{field} marked {_words(marked)}, read {_words(told)}"
        for field, marked, told in fields
        if marked != told
    )


def _words(value: object) -> str:
    if isinstance(value, Label):
        return " / ".join(_words(one) for one in value)
    if isinstance(value, frozenset):
        return "+".join(sorted(value)) or "nobody"
    return str(value)


def pin(name: str) -> None:
    """Write the floors of a set: each the greater of the old one and a little below the figure."""
    old = floors(name)
    lines = ["# Floors of the reading of this set; organs_reading.py --pin only raises them."]
    for code in CODES:
        lines += ["", f"[{code}]"]
        for kind, value in measured(name, code)[0].items():
            floor = round(max(value - MARGIN, old.get(code, {}).get(kind, 0.0)), 4)
            lines.append(f'"{kind}" = {floor}')
    path = FOLDER / "floors" / f"{name}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    which = sys.argv[1]
    for language_code in CODES:
        reached, different = measured(which, language_code)
        print(*different, sep="\n")
        print(language_code, {kind: round(value, 3) for kind, value in reached.items()})
    if "--pin" in sys.argv[2:]:
        pin(which)
