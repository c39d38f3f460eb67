"""Links between the resolutions of two sessions, held against a reading apart from Seized's.

The reading is of the official English mark-up alone: titles of the two sessions that are equal
when figures, ordinals and small words are gone, or nearly equal, and the symbols that the
preamble and the notes of the later one name. It knows nothing of the rules under test.

    python scripts/series_gold.py AKN_EARLIER AKN_LATER RECORDS... [--errors]

AKN_EARLIER and AKN_LATER are folders of the English mark-up; RECORDS are files of
``seized read --jsonl`` of both sessions, in any languages; each language is scored alone. What
the plain reading cannot tell (a new title, a second successor) is judged by hand in
``series_gold.toml``.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import tomllib
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from lxml import etree

__all__ = ["Gold", "figures", "gold_links"]

JUDGED = Path(__file__).with_suffix(".toml")
SPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
SMALL = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "its", "of", "on", "or", "the",
     "to", "with", "proposed"]
)  # fmt: skip
ORDINAL = re.compile(
    r"\b(?:(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:y-?|ieth))?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth)?\b"
)
NEAR = 0.8
Pair = tuple[str, str]


class Text(NamedTuple):
    """Title and the words of preamble and notes of one resolution."""

    title: str
    recalls: frozenset[str]


class Gold(NamedTuple):
    """Links confirmed by the preamble, those that the title alone tells, those open to dispute."""

    confirmed: set[Pair]
    titled: set[Pair]
    either: set[Pair]

    def among(self, held: set[str]) -> Gold:
        """The links between resolutions that are at hand."""
        kept = ({p for p in pairs if set(p) <= held} for pairs in self)
        return Gold(*kept)


def _words(element: etree._Element) -> str:
    text = "".join(element.itertext()).replace("\u2011", "-").replace("\u2010", "-")
    return " ".join(text.split())


def _read(folder: Path) -> dict[str, Text]:
    """By session and number (``75/268``); parts under their number, the first part counts."""
    out: dict[str, Text] = {}
    for path in sorted(folder.glob("*.xml")):
        root = etree.parse(path).getroot()
        work = root.find(f".//{SPACE}FRBRWork/{SPACE}FRBRthis").get("value")
        number = re.match(r"(\d+)-(\d+)", work.rstrip("/").split("/")[-2])
        titles = [_words(one) for one in root.iter(f"{SPACE}docTitle", f"{SPACE}docPurpose")]
        titles = [one for one in titles if not one.startswith("Resolution")]
        if number is None or not titles:
            continue
        parts = [*root.iter(f"{SPACE}preamble", f"{SPACE}authorialNote")]
        named = re.findall(r"\b\d\d/\d+\b", " ".join(map(_words, parts)))
        out.setdefault(f"{number[1]}/{number[2]}", Text(_plain(titles[0]), frozenset(named)))
    return out


def _plain(title: str) -> str:
    text = ORDINAL.sub(" ", re.sub(r"[^a-z -]", " ", title.lower().replace("\u2019", "'")))
    return " ".join(word for word in text.replace("-", " ").split() if word not in SMALL)


def gold_links(earlier: Path, later: Path) -> Gold:
    """The links as the plain reading has them, with the verdicts of the hand laid on top."""
    one, two = _read(earlier), _read(later)
    confirmed, titled, either = set(), set(), set()
    for after, text in two.items():
        for before, other in one.items():
            same = other.title == text.title
            if before in text.recalls and (same or _near(other.title, text.title)):
                confirmed.add((before, after))
            elif same:
                titled.add((before, after))
    judged = tomllib.loads(JUDGED.read_text("utf-8"))
    for row in judged["link"]:
        pair = (row["before"], row["after"])
        for held in (confirmed, titled):
            held.discard(pair)
        if row["right"] == "either":
            either.add(pair)
        elif row["right"]:
            (confirmed if row["named"] else titled).add(pair)
    return Gold(confirmed, titled, either)


def _near(one: str, two: str) -> bool:
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= NEAR


class Found(NamedTuple):
    """What Seized finds in one language: links between the sessions, numbers read, seconds."""

    links: set[Pair]
    held: set[str]
    seconds: float


def _found(paths: Iterable[Path], sessions: tuple[str, str]) -> dict[str, Found]:
    """The links between the two sessions that Seized finds in each language alone."""
    from seized.comparing.series import find_series
    from seized.model.record import Record
    from seized.writing.json import from_json

    held: dict[str, list[Record]] = {}
    for path in paths:
        with path.open("rb") as lines:
            for line in lines:
                record = from_json(line)
                held.setdefault(record.language, []).append(record)
    out = {}
    for code, records in sorted(held.items()):
        begin = time.perf_counter()
        links = find_series(records).links()
        seconds = time.perf_counter() - begin
        pairs = {(_number(link.before), _number(link.after)) for link in links}
        kept = {p for p in pairs if (p[0].split("/")[0], p[1].split("/")[0]) == sessions}
        numbers = {_number(record.resolution.symbol or "") for record in records}
        out[code] = Found(kept, numbers, seconds)
    return out


def _number(symbol: str) -> str:
    return symbol.removeprefix("A/RES/").split(" ")[0]


def figures(found: set[Pair], gold: Gold) -> dict[str, float]:
    """Recall of confirmed links and of all; precision against all."""
    everything = gold.confirmed | gold.titled
    found = found - gold.either
    return {
        "recall, confirmed": len(found & gold.confirmed) / len(gold.confirmed),
        "recall, all": len(found & everything) / len(everything),
        "precision": len(found & everything) / len(found) if found else 0.0,
    }


def main() -> int:
    """Print the figures of each language; errors on request."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("earlier", type=Path)
    parser.add_argument("later", type=Path)
    parser.add_argument("records", type=Path, nargs="+")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    gold = gold_links(options.earlier, options.later)
    pairs = gold.confirmed | gold.titled
    before, after = next(iter(pairs))
    sessions = (before.split("/")[0], after.split("/")[0])
    print(f"confirmed by the preamble {len(gold.confirmed)}, by the title alone {len(gold.titled)}")
    for code, found in _found(options.records, sessions).items():
        ours = gold.among(found.held)
        told = ", ".join(f"{k} {v:.4f}" for k, v in figures(found.links, ours).items())
        print(f"{code}: links {len(found.links)}, {told}, seconds {found.seconds:.1f}")
        if options.errors:
            pairs = ours.confirmed | ours.titled
            for pair in sorted(pairs - found.links):
                print("  missed", *pair, "confirmed" if pair in ours.confirmed else "")
            for pair in sorted(found.links - pairs - ours.either):
                print("  wrong ", *pair)
    return 0


if __name__ == "__main__":
    sys.exit(main())
