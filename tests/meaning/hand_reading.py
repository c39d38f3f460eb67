"""Draws the operative paragraphs that were marked by hand, with the gold reader beside the corpus.

The labels are in ``hand_reading.toml``, keyed by symbol, part and paragraph number; the words stay
in the shared folder. ``python hand_reading.py FOLDER`` prints the drawn paragraphs for a reader
who marks them, without anything that the product says about them.
"""

from __future__ import annotations

import importlib.util
import random
import sys
import tarfile
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

SEED = 77
SIZE = 100
LABELS = Path(__file__).with_suffix(".toml")


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


def english_files(shared: Path) -> dict[str, bytes]:
    """Names and bytes of the English resolutions of the session, in order of name."""
    with tarfile.open(shared / "corpus" / "akn-77.tar.xz") as tar:
        files = {
            Path(member.name).name: tar.extractfile(member).read()  # type: ignore[union-attr]
            for member in tar
            if member.isfile() and "/English/" in member.name and member.name.endswith(".xml")
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
    every = [p for name, data in english_files(shared).items() for p in numbered(gold, name, data)]
    return random.Random(SEED).sample(every, SIZE)


def labels() -> dict[str, Any]:
    """The marks made by hand, by key."""
    with LABELS.open("rb") as file:
        return tomllib.load(file)


if __name__ == "__main__":
    for place, drawn in enumerate(draw(Path(sys.argv[1])), 1):
        print(f"\n[{place}] {drawn.key}\n{drawn.text}", *drawn.below, sep="\n    ")
