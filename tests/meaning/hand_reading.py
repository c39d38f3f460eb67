"""Draws the operative paragraphs that were marked by hand, with the gold reader beside the corpus.

The labels are in ``hand_reading.toml`` (a hundred paragraphs of session 77 in English) and in
``second_reading.toml`` (sixty of sessions 75 and 77, ten in each language), keyed by symbol, part
and paragraph number; the words stay in the shared folder. ``python hand_reading.py FOLDER`` prints
the drawn paragraphs for a reader who marks them, without anything that the product says about them;
with ``second`` behind the folder those of the second list.
"""

from __future__ import annotations

import importlib.util
import random
import sys
import tarfile
import tomllib
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

SEED = 77
SIZE = 100
LABELS = Path(__file__).with_suffix(".toml")
SECOND = LABELS.with_name("second_reading.toml")
SESSIONS = (75, 77)
EACH = 5  # paragraphs of the second list for each session and language
FOLDERS = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ru": "Russian",
    "zh": "Chinese",
}


class Drawn(NamedTuple):
    """One numbered top-level operative paragraph with its sub-paragraphs."""

    key: str
    file: str
    number: str
    text: str
    below: tuple[str, ...]


def gold_reader(shared: Path) -> ModuleType:
    """The independent reader of official Akoma Ntoso that lies in the shared folder."""
    spec = importlib.util.spec_from_file_location("gold", shared / "bench" / "gold.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["gold"] = module
    spec.loader.exec_module(module)
    return module


def files_in(shared: Path, session: int, code: str) -> dict[str, bytes]:
    """Names and bytes of the resolutions of a session in one language, in order of name."""
    with tarfile.open(shared / "corpus" / f"akn-{session}.tar.xz") as tar:
        files = {
            Path(member.name).name: tar.extractfile(member).read()  # type: ignore[union-attr]
            for member in tar
            if member.isfile()
            and f"/{FOLDERS[code]}/" in member.name
            and member.name.endswith(".xml")
        }
    return dict(sorted(files.items()))


def numbered(gold: ModuleType, name: str, data: bytes) -> list[Drawn]:
    """The numbered top-level operative paragraphs of one file."""
    record: dict[str, Any] = gold.Document(name, data).record()
    found: list[Drawn] = []
    for item in record["operative"]:
        number = item["number"]
        if number and number.isdigit() and item["level"] == 1:
            key = " ".join(filter(None, (record["symbol"], item.get("part"), number)))
            found.append(Drawn(key, name, number, item["text"], ()))
        elif found and item["level"] > 1:
            label = f"{number or '-'} {item['text']}"
            found[-1] = found[-1]._replace(below=(*found[-1].below, label))
    return found


def draw(shared: Path) -> list[Drawn]:
    """A hundred paragraphs at random out of all of the session."""
    gold = gold_reader(shared)
    files = files_in(shared, SEED, "en")
    every = [p for name, data in files.items() for p in numbered(gold, name, data)]
    return random.Random(SEED).sample(every, SIZE)


def draw_second(shared: Path) -> list[Drawn]:
    """Files at random, and of each a paragraph that is not in the first list."""
    gold = gold_reader(shared)
    first = set(labels())
    out: list[Drawn] = []
    for code, session in product(FOLDERS, SESSIONS):
        files = files_in(shared, session, code)
        chance = random.Random(f"second {session} {code}")
        rows: list[Drawn] = []
        for name in chance.sample(sorted(files), 6 * EACH):
            found = [p for p in numbered(gold, name, files[name]) if p.key not in first]
            if found and len(rows) < EACH:
                rows.append(chance.choice(found))
        out += rows
    return out


def labels(path: Path = LABELS) -> dict[str, Any]:
    """The marks made by hand, by key."""
    with path.open("rb") as file:
        return tomllib.load(file)


if __name__ == "__main__":
    chosen = draw_second if "second" in sys.argv[2:] else draw
    for place, drawn in enumerate(chosen(Path(sys.argv[1])), 1):
        print(f"\n[{place}] {drawn.key}\n{drawn.text}", *drawn.below, sep="\n    ")
