"""Sessions and dates that mandates fall due at, held against a reading apart from Seized's.

The reading is of the official English text alone: plain expressions for "its ... session", for
"by ... 2027", for requests of reports and for provisional agendas, and a table of ordinals. It
knows nothing of the rules under test. The six versions of a resolution say the same, so that a
paragraph with the same printed number must give the same sessions and dates in every language.

    python scripts/due_gold.py GOLD RECORDS...  [--errors 20]

GOLD is a folder of gold records (or a file with one a line) as ``bench/gold.py`` of the shared
folder makes them; RECORDS are files of ``seized read --jsonl``. What the expressions read wrongly
is listed, with the reason, in ``due_gold.toml``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["Named", "figures", "gold_units", "named", "read_units"]

JUDGED = Path(__file__).with_suffix(".toml")
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
MEASURES = ("sessions", "dates", "agenda", "reports")

UNITS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
TENS = {60: "sixtieth", 70: "seventieth", 80: "eightieth", 90: "ninetieth", 100: "hundredth"}
ORDINALS = {word: number for number, word in TENS.items()} | {
    f"{TENS[tens].replace('tieth', 'ty')}-{unit}": tens + n
    for tens in (60, 70, 80, 90)
    for n, unit in enumerate(UNITS, 1)
}
MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]

_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_SESSION = re.compile(
    rf"((?:(?:{_ORDINAL})(?:, and|,| and| or| to| through)?(?: at)?(?: (?:its|the))? )+)"
    r"(?:(?:regular|resumed|annual|main|special) )?sessions?\b"
    r"(?! of the (?:[\w-]+ ){0,4}(?:Commission|Committee|Council|Conference|Board|Forum|Group))",
    re.IGNORECASE,
)
_WORD = re.compile(_ORDINAL, re.IGNORECASE)
_MONTH = "|".join(MONTHS)
_DATE = (
    rf"(?:(?P<day>\d{{1,2}})(?:(?:,| and| to|–|-) ?\d{{1,2}})* )?(?:(?P<month>{_MONTH})"
    rf"(?:(?: to | and |–|-)(?:\d{{1,2}} )?(?:{_MONTH}))?,? )?"
    r"(?P<year>20\d\d)(?![\d–/-])(?! Agenda)"
)
_BY = re.compile(
    r"\b(?:by|before|no later than|not later than|until|prior to|on or before)"
    r"(?: and including)?(?: the)?(?: (?:beginning|end|middle|first half|second half) of| early"
    r"| mid-| late)?(?: the year)? ?(?<=[ -])" + _DATE
)
_ON = re.compile(
    r"\b(?:on|in|during|throughout|from|starting|beginning|of|after|through|to|until)(?: the)?"
    r"(?: early| late| mid-)?"
    r"(?: (?:Mon|Tues|Wednes|Thurs|Fri)day,)? ?(?<=[ -])" + _DATE
)
# A day, month or year at which something shall be: held, reported, begun.
_AT = re.compile(
    r"\b(?:on|in|during|from|effective|starting(?: from| in| on)?|beginning(?: in| on)?"
    r"|commenc\w+(?: in| on)|(?:week|quarter|half|part|beginning|end|middle) of)"
    r"(?: the)?(?: (?:first|second|third|second or third) (?:quarter|half|part) of| week of"
    r"| early| late| mid-)?(?: (?:Mon|Tues|Wednes|Thurs|Fri)day,)? ?(?<=[ -])" + _DATE
)
# What is done then, before the date and within the same member of the sentence.
_DOES = re.compile(
    r"\b(?:to (?:\w+ly )?(?:convene|hold|organize|commence|resume|report|submit|present|brief|elect"
    r"|begin|conclude|open|undertake|conduct|consider|review|establish|schedule|update)"
    r"|(?:shall|will|should) (?:be (?:held|convened|organized|determined|decided)|hold|convene"
    r"|commence|resume|meet|begin)|convening|a review of|review of|observed|effect)\b"
    r"(?![^;]*?\b(?:held|adopted|launched|hosted|planned|scheduled)\b)[^;]*$"
)
# A stretch of a budget or the date of a document; a year also of something that has a name.
_APART = re.compile(
    r"(?:\b(?:period|periods|year|biennium)(?: from)?|\bresolutions?\b[^;,]{0,40}"
    r"|\bdecisions? [\w/]+|\bdated),? ?$"
)
_STRETCH = re.compile(r"\b(?:period|year|biennium)(?: of| from)?(?: ended| ending)? ?$")
_OF_A_YEAR = re.compile(
    r"\b(?:sessions?|meeting|segment|forum|programme|budget|activities|anniversary|commemoration"
    r"|celebration|elections|assistance)(?: of [\w ]+)?,? ?$",
    re.IGNORECASE,
)
_DIRECTIVE = re.compile(
    r"\b(?:requests|decides|invites|encourages|urges|calls (?:up)?on|calls for|proposes|recommends"
    r"|authorizes|appeals|demands|resolves|instructs|directs|mandates|designates|proclaims|exhorts"
    r"|asks|insists|suggests|(?:reiterates|reaffirms|renews) (?:its|the) (?:\w+ )?(?:decision"
    r"|request|call|appeal|invitation|recommendation)(?:,[^;]{0,240}?,)? (?:to|that|for|upon)\b)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:recognizes|stresses|emphasizes|notes|takes note|welcomes|underlines|underscores|recalls"
    r"|acknowledges|reaffirms|reiterates|expresses|looks forward|approves|endorses)\b",
    re.IGNORECASE,
)
_AGENDA = re.compile(
    r"\b(?:decides|resolves)\b[^;]*\bprovisional agenda (?:of|for|at) (?:its|the)\b", re.IGNORECASE
)
_REPORT = re.compile(
    r"\brequests? (?:that )?the (?:Secretary-General|United Nations High Commissioner|Office"
    r"|Special Rapporteur|Independent Expert|Committee|Executive Director|Board)\b"
    r"(?:(?!, and \w+s )[^;])*?"
    r"\b(?:(?:submit|present|provide|prepare)\b(?:(?! include | develop )[^;])*? "
    r"(?:a|an|his|its|their|two) (?:[\w-]+,? ){0,4}report\b|to report (?:back |orally |further )?"
    r"(?:on|to|thereon)\b)",
    re.IGNORECASE,
)

_ONE = frozenset({1})

Key = tuple[str, int, str]


class Named(NamedTuple):
    """What a numbered paragraph names: sessions, dates due, further dates, what is asked.

    ``due`` holds a set for each clause that names dates: a clause holds one, and any will do.
    """

    sessions: frozenset[int]
    due: tuple[frozenset[str], ...]
    dates: frozenset[str]
    agenda: bool
    report: bool
    text: str


def named(text: str, session: int, adopted: str) -> Named:
    """Read the English ``text`` of one numbered paragraph of a resolution of ``session``."""
    behind = _directed(text)
    sessions = frozenset(
        n
        for found in _SESSION.finditer(behind)
        for n in _numbers(found[1])
        if session <= n <= session + 15
    )
    due = tuple(frozenset(found) for one in _clauses(behind) if (found := _due(one, adopted)))
    further = [
        date
        for date, found in _dates(_ON, behind, adopted)
        if len(date) < 7 or not _STRETCH.search(behind, 0, found.start())
    ]
    return Named(
        sessions,
        due,
        frozenset(further).union(*due),
        _AGENDA.search(text) is not None and bool(sessions),
        _REPORT.search(text) is not None,
        text,
    )


def _numbers(words: str) -> list[int]:
    """The numbers of a row of ordinals, with those between the ends of a range."""
    out = [ORDINALS[word.lower()] for word in _WORD.findall(words)]
    if len(out) == 2 and re.search(r"\b(?:to|through)\b", words):
        return list(range(out[0], out[1] + 1))
    return out


def _directed(text: str) -> str:
    """The stretches of a text from a verb that directs to the next that does not."""
    out = ""
    while verb := _DIRECTIVE.search(text):
        other = _OTHER.search(text, verb.end())
        stop = other.start() if other else len(text)
        out += text[verb.start() : stop] + "\n"
        text = text[stop:]
    return out


def _clauses(directed: str) -> Iterator[str]:
    """Stretches that a verb begins each."""
    starts = [verb.start() for verb in _DIRECTIVE.finditer(directed)]
    for start, end in pairwise([*starts, len(directed)]):
        yield directed[start:end]


def _due(clause: str, adopted: str) -> set[str]:
    """The deadlines of a clause, or else the dates on which its own verb says that it shall be."""
    deadlines = {date for date, _ in _dates(_BY, clause, adopted)}
    if deadlines:
        return deadlines
    return {
        date
        for date, found in _dates(_AT, clause, adopted)
        if date[:4] > adopted[:4] or len(date) > 4
        if _DOES.search(clause, 0, found.start())
        if not _APART.search(clause, 0, found.start())
        if len(date) > 4 or " of " in found[0] or not _OF_A_YEAR.search(clause, 0, found.start())
    }


def _dates(
    pattern: re.Pattern[str], text: str, adopted: str
) -> Iterator[tuple[str, re.Match[str]]]:
    for found in pattern.finditer(text):
        day, month, year = found["day"], found["month"], found["year"]
        if day and not month:
            continue
        date = year
        if month:
            date += f"-{MONTHS.index(month) + 1:02d}"
        if day:
            date += f"-{int(day):02d}"
        if date > adopted[: len(date)] or (len(date) < 10 and date == adopted[: len(date)]):
            yield date, found


def _top(number: str | None) -> str | None:
    found = re.match(r"\d+", number or "")
    return found[0] if found else None


def _numbered(paragraphs: Iterable[dict[str, Any]]) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Operative paragraphs with their printed number and how often it stood before.

    Numbering begins again in every section; the count tells the sections apart.
    """
    seen: dict[str, int] = defaultdict(int)
    last: tuple[int, str] | None = None
    for paragraph in paragraphs:
        number = _top(paragraph["number"])
        if number is not None and (paragraph["number"] == number or last is None):
            last = (seen[number], number)
            seen[number] += 1
        if last is not None:
            yield *last, paragraph


def gold_units(records: Iterable[dict[str, Any]]) -> dict[Key, Named]:
    """What the English gold records name, by symbol, section and printed number."""
    out: dict[Key, Named] = {}
    for record in records:
        session = re.search(r"\d+", str(record["session"] or ""))
        if record["language"] != "en" or not session or not record["adopted"]:
            continue
        texts: dict[Key, list[str]] = defaultdict(list)
        for count, number, paragraph in _numbered(record["operative"]):
            texts[record["symbol"], count, number].append(paragraph["text"])
        for key, parts in texts.items():
            out[key] = named("\n".join(parts), int(session[0]), record["adopted"])
    return out


class Read(NamedTuple):
    """What Seized read in a numbered paragraph."""

    sessions: frozenset[int]
    dates: frozenset[str]
    agenda: frozenset[int]
    reports: frozenset[int]  # {1} where a report is asked for


def read_units(record: dict[str, Any]) -> dict[tuple[int, str], Read]:
    """Sessions, dates and deliverables of the mandates of a record, by numbered paragraph."""
    places: dict[str, tuple[int, str]] = {}
    for count, number, paragraph in _numbered(record["resolution"]["operative"]):
        places[paragraph["address"]] = (count, number)
    found: dict[tuple[int, str], list[dict[str, Any]]] = {place: [] for place in places.values()}
    for mandate in record["mandates"]:
        if mandate["at"] in places:
            found[places[mandate["at"]]].append(mandate)
    return {place: _read(mandates) for place, mandates in found.items()}


def _read(mandates: list[dict[str, Any]]) -> Read:
    def sessions(rows: list[dict[str, Any]]) -> frozenset[int]:
        return frozenset(session for one in rows for session in one["due"]["sessions"])

    items = [one for one in mandates if one["deliverable"] == "agenda-item"]
    reports = [one for one in mandates if one["deliverable"] == "report"]
    dates = frozenset(one["due"]["date"] for one in mandates if one["due"]["date"])
    return Read(sessions(mandates), dates, sessions(items), _ONE if reports else frozenset())


def _judged() -> dict[tuple[str, Key], dict[str, Any]]:
    """By language, paragraphs that the expressions read wrongly, with what they really name."""
    out: dict[tuple[str, Key], dict[str, Any]] = defaultdict(dict)
    for row in tomllib.loads(JUDGED.read_text(encoding="utf-8"))["paragraph"]:
        for code in row.get("languages", LANGUAGES):
            out[code, (row["symbol"], row.get("section", 0), row["number"])] |= row
    return out


class Tally:
    """Hits, wanted and given, by measure and language; and the places that disagree."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
        self.errors: list[tuple[str, str, Key, str, str, str]] = []

    def add(self, measure: str, code: str, key: Key, text: str, want: frozenset[Any],
            have: frozenset[Any], allowed: frozenset[Any]) -> None:  # fmt: skip
        """Count one paragraph; what is ``allowed`` and not wanted costs nothing."""
        row = self.counts[measure, code]
        row[0] += len(want & have)
        row[1] += len(want)
        row[2] += len((have & want) | (have - allowed))
        if want - have or have - want - allowed:
            self.errors.append(
                (measure, code, key, str(sorted(want)), str(sorted(have)), text)
            )  # fmt: skip


def score(
    gold: dict[Key, Named], records: Iterable[dict[str, Any]], tally: Tally | None = None
) -> Tally:
    """Compare every record with the English reading of its resolution."""
    tally = tally or Tally()
    judged = _judged()
    for record in records:
        symbol = record["resolution"]["symbol"]
        code = record["language"]
        for (count, number), read in read_units(record).items():
            key = (symbol, count, number)
            row = judged.get((code, key), {})
            if key not in gold or row.get("leave"):
                continue
            want = gold[key]
            sessions = frozenset(row.get("sessions", want.sessions))
            due = (frozenset(row["dates"]),) if "dates" in row else want.due
            either = frozenset(row.get("either", ()))
            tally.add("sessions", code, key, want.text, sessions, read.sessions, sessions | either)
            dates = frozenset(min(read.dates & one or one) for one in due if one)
            allowed = frozenset(row.get("dates", want.dates)) | either
            tally.add("dates", code, key, want.text, dates, read.dates, allowed)
            if want.agenda:
                tally.add("agenda", code, key, want.text, sessions, read.agenda, read.agenda)
            if row.get("report", want.report):
                tally.add("reports", code, key, want.text, _ONE, read.reports, _ONE)
    return tally


def figures(gold: dict[Key, Named], records: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Recall and precision by name, such as ``due/sessions recall/fr``."""
    out = {}
    for (measure, code), (hits, wanted, given) in sorted(score(gold, records).counts.items()):
        out[f"due/{measure} recall/{code}"] = hits / wanted if wanted else 1.0
        if measure in ("sessions", "dates"):
            out[f"due/{measure} precision/{code}"] = hits / given if given else 1.0
    return out


def load(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a folder of files, or of a file with one a line."""
    if path.is_dir():
        for one in sorted(path.glob("*.json")):
            yield json.loads(one.read_text(encoding="utf-8"))
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def main() -> int:
    """Print recall and precision for each language, and where the readings disagree."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("records", type=Path, nargs="+")
    parser.add_argument("--errors", type=int, default=0, help="show so many disagreements of each")
    parser.add_argument("--only", default="", help="show those of this measure or language")
    options = parser.parse_args()
    gold = gold_units(load(options.gold))
    tally = Tally()
    for path in options.records:
        score(gold, load(path), tally)
    for measure in MEASURES:
        for code in LANGUAGES:
            hits, wanted, given = tally.counts.get((measure, code), (0, 0, 0))
            if wanted:
                precision = f"{hits / max(given, 1):.4f}" if measure[0] in "sd" else "     -"
                print(f"{measure:9} {code} {hits / wanted:.4f} {precision} {wanted:5}")
    shown: dict[tuple[str, str], int] = defaultdict(int)
    for measure, code, key, want, have, text in tally.errors:
        shown[measure, code] += 1
        wanted_here = not options.only or set(options.only.split(",")) <= {measure, code}
        if wanted_here and shown[measure, code] <= options.errors:
            print(f"\n{measure} {code} {key}: wanted {want}, read {have}\n{text[:900]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
