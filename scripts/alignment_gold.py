"""Paragraphs that the concordance sets side by side, held against the numbers of the gold.

    python scripts/alignment_gold.py GOLD RECORDS [--errors N]

GOLD is a folder of gold records, a file ``<code>.jsonl`` for each language; RECORDS is a folder
with files of ``seized read --jsonl`` of the same resolutions. A paragraph of the gold is found
among ours by its words. Two paragraphs of the gold belong together where section and number are
the same, and in a preamble, which has no numbers, where they are the same in order and both
preambles have as many paragraphs; where not, the preamble is left out. For each pair of languages
the share of such pairs that stand in one row is told, first where all numbers of both versions
are the same, then where they are not, and how many of those were found by content.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec

from seized.comparing.concordance import concord
from seized.languages import CODES
from seized.model.concordance import Concordance
from seized.model.record import Record
from seized.writing.json import from_json

Gold = dict[str, Any]


def _read_gold(folder: Path) -> dict[str, dict[str, Gold]]:
    out: dict[str, dict[str, Gold]] = defaultdict(dict)
    for code in CODES:
        for line in (folder / f"{code}.jsonl").read_bytes().splitlines():
            one = msgspec.json.decode(line)
            out[one["symbol"]][code] = one
    return out


def _read_records(folder: Path) -> dict[str, dict[str, Record]]:
    out: dict[str, dict[str, Record]] = defaultdict(dict)
    for path in sorted(folder.glob("*.jsonl")):
        with path.open("rb") as lines:
            for record in map(from_json, lines):
                if record.resolution.symbol:
                    out[record.resolution.symbol][record.language] = record
    return out


def _plain(text: str) -> str:
    return "".join(text.split())


def _keys(gold: Gold, record: Record) -> dict[str, tuple[object, ...]]:
    """The key of the gold for every address of ours; paragraphs are found by their words."""
    wanted: list[tuple[str, tuple[object, ...]]] = []
    for n, one in enumerate(gold["preambular"]):
        wanted.append((_plain(one["text"]), ("preamble", n)))
    for one in gold["operative"]:
        if one["number"]:
            section = len(one["heading"]) and one["heading"][0].split(" ")[0]
            wanted.append((_plain(one["text"]), ("operative", section, one["number"])))
    ours = [*record.resolution.preamble, *record.resolution.operative]
    places = defaultdict(list)
    for one in ours:
        places[_plain(one.text)].append(one.address)
    out = {}
    for text, key in wanted:
        if places.get(text):
            out[places[text].pop(0)] = key
    return out


def _rows(found: Concordance, code: str, other: str) -> dict[str, str]:
    a, b = found.codes.index(code), found.codes.index(other)  # type: ignore[arg-type]
    return {
        row.cells[a].address: row.cells[b].address  # type: ignore[union-attr]
        for row in found.rows
        if row.kind in ("preamble", "operative") and row.cells[a] and row.cells[b]
    }


def _sections(gold: Gold) -> list[tuple[int, str]]:
    """Numbers with the rank of their section: headings are in the words of each language."""
    ranks: dict[str, int] = {}
    out = []
    for one in gold["operative"]:
        if one["number"]:
            head = one["heading"][0] if one["heading"] else ""
            out.append((ranks.setdefault(head, len(ranks)), one["number"]))
    return out


def _pairs(
    golds: dict[str, Gold], records: dict[str, Record], found: Concordance
) -> Iterator[tuple[bool, bool, bool, str]]:
    """For each pair of paragraphs: numbers agree, right, found by content, and what it is."""
    for code in golds:
        ranks: dict[str, int] = {}
        for one in golds[code]["operative"]:
            head = one["heading"][0] if one["heading"] else ""
            one["heading"] = [str(ranks.setdefault(head, len(ranks)))]
    keys = {code: _keys(golds[code], records[code]) for code in golds}
    contents = {row.address for row in found.rows if row.matched == "content"}
    for code, other in combinations(golds, 2):
        one, two = golds[code], golds[other]
        agree = _sections(one) == _sections(two)
        evenly = len(one["preambular"]) == len(two["preambular"])
        rows = _rows(found, code, other)
        there = {key: address for address, key in keys[other].items()}
        for address, key in keys[code].items():
            if key not in there or (key[0] == "preamble" and not evenly):
                continue
            right = rows.get(address) == there[key]
            yield agree and evenly, right, address in contents, f"{code} {other} {address} {key}"


def main() -> int:
    """Print the shares, and what is wrong on request."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("records", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    golds, records = _read_gold(options.gold), _read_records(options.records)
    count: Counter[tuple[bool, str]] = Counter()
    wrong = []
    for symbol in sorted(golds):
        both = [code for code in CODES if code in golds[symbol] and code in records.get(symbol, {})]
        if len(both) < 2:
            continue
        found = concord([records[symbol][code] for code in both])
        own = {code: golds[symbol][code] for code in both}
        for agree, right, content, what in _pairs(own, records[symbol], found):
            count[agree, "all"] += 1
            count[agree, "right"] += right
            count[agree, "content"] += content
            if not right:
                wrong.append(f"{symbol} {what}{'' if agree else ' (numbers differ)'}")
    for agree, name in ((True, "numbers agree"), (False, "numbers differ")):
        total = count[agree, "all"]
        share = count[agree, "right"] / total if total else 0.0
        print(f"{name}: {count[agree, 'right']}/{total} = {share:.5f}, "
              f"by content {count[agree, 'content']}")  # fmt: skip
    print("\n".join(wrong[: options.errors]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
