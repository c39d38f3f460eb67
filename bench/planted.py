"""Differences planted in one language version, and how many of them the concordance finds.

    python bench/planted.py RECORDS [--each 50] [--seed 268] [--kind date]

``RECORDS`` is a folder with ``*.jsonl`` files of records with their source text (``seized read
--jsonl``), all language versions of a session. For each kind a resolution, a language and a place
are drawn; one value is changed as a careless typist or translator would, into another valid value
of that language; the changed text is read again and held against the other versions. A planted
difference is found when a difference of substance of its kind, which the unchanged text does not
have, names that version at that place.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from seized.comparing.concordance import concord
from seized.comparing.units import Unit, units
from seized.engine import read
from seized.languages import CODES, language
from seized.languages.dates import find_dates
from seized.languages.numbers import find_ordinals, ordinal
from seized.languages.words import expand, fold
from seized.model.findings import Mandate
from seized.model.record import Record
from seized.model.text import Span
from seized.writing.json import from_json

KINDS: Final = ("date", "number", "symbol", "ordinal", "addressee", "verb")

# The kinds under which a planted difference may be reported: a changed ordinal of a session is
# a session, a changed volume is a number.
REPORTED: Final = {
    "date": {"date", "deadline"},
    "number": {"number", "ordinal", "session", "date"},
    "symbol": {"symbol", "number"},
    "ordinal": {"ordinal", "session", "number"},
    "addressee": {"addressee"},
    "verb": {"force", "act"},
}
_DIGITS: Final = re.compile(r"\d+")

Sets = dict[str, dict[str, Record]]


class Plant(NamedTuple):
    """One change: the place in the source text, the words that stood there and the new ones."""

    at: str
    span: Span
    old: str
    new: str


class Stock(NamedTuple):
    """Words of one language as they stand in its resolutions, to plant in place of others."""

    verbs: dict[str, dict[str, list[str]]]  # words before -> act -> verb
    addressees: dict[str, list[tuple[str, str, str]]]  # act -> (actor, class, words)


def load(folder: Path) -> Sets:
    """The versions of every resolution, by language; those with all six."""
    sets: Sets = defaultdict(dict)
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_bytes().splitlines():
            record = from_json(line)
            key = record.resolution.symbol
            if key and record.source.text:
                sets[key][record.language] = record
    return {key: one for key, one in sorted(sets.items()) if len(one) == len(CODES)}


def stock(sets: Sets, code: str) -> Stock:
    """The verbs and addressees of a language, taken from its own resolutions."""
    verbs: dict[str, dict[str, list[str]]] = {
        "head": defaultdict(list),
        "inside": defaultdict(list),
    }
    addressees: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for one in sets.values():
        record = one[code]
        starts = {p.address: p.text for p in record.resolution.operative}
        for clause in record.clauses:
            text = starts.get(clause.at)
            if text and clause.force:
                where = "head" if text.startswith(clause.quote) else "inside"
                verbs[where][clause.act].append(clause.quote)
        named = {(mention.actor, mention.quote) for mention in record.actors}
        for mandate in record.mandates:
            for who in mandate.addressees:
                if who.actor and (who.actor, who.quote) in named:
                    addressees[mandate.act].append((who.actor, who.class_, who.quote))
    return Stock(verbs, addressees)


def _digit(number: str, rng: random.Random) -> str:
    """The number with one digit changed; never a leading zero."""
    at = rng.randrange(len(number))
    choices = [d for d in "123456789" if d != str(int(number[at]))]
    return number[:at] + rng.choice(choices) + number[at + 1 :]


def _places(record: Record, kind: str) -> Iterator[tuple[Unit, Span, str]]:
    """Where a value of a kind stands in the body: unit, place in the source, words."""
    text = record.source.text or ""
    for unit in units(record)[0]:
        if unit.kind not in ("preamble", "operative") or not unit.pieces:
            continue
        found: list[tuple[int, int]] = []
        if kind == "date":
            found = [(m.start, m.end) for m in unit.dates]
        elif kind == "number":
            found = [(m.start, m.end) for m in unit.numbers if m.kind == "number" and not m.weak]
        elif kind == "ordinal":
            found = [(m.start, m.end) for m in unit.numbers if m.kind == "ordinal" and not m.weak]
        for start, end in found:
            span, words = unit.source(start, end), unit.text[start:end]
            if span and text[span.start : span.end] == words:
                yield unit, span, words
        if kind == "symbol":
            for cited in unit.citations:
                if cited.kind == "document" and cited.symbol and cited.rule != "this":
                    yield unit, cited.span, cited.quote


def _new_date(words: str, code: str, rng: random.Random) -> str | None:
    """Another date in the same form."""
    for _ in range(8):
        numbers = list(_DIGITS.finditer(words))
        if not numbers:
            return None
        one = rng.choice(numbers)
        if len(one[0]) == 4:
            other = str(int(one[0]) + rng.choice((-2, -1, 1)))
        else:
            other = str(rng.randint(1, 28))
        new = words[: one.start()] + other + words[one.end() :]
        before, after = find_dates(words, code, years=True), find_dates(new, code, years=True)
        whole = [d.end for d in after] == [d.end + len(new) - len(words) for d in before]
        if whole and [d[2:] for d in after] != [d[2:] for d in before]:
            return new
    return None


def _forms(code: str, kind: str) -> dict[str, list[tuple[int, int]]]:
    """Every form of the number words: its values and its place in the row of forms."""
    table = language(code).table("numbers")
    out: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for value, forms in table[kind].items():
        row = [text for form in forms for text in expand(form, table["lists"])]
        for n, text in enumerate(row):
            out[fold(text).text].append((int(value), n))
    return out


def _new_word(words: str, code: str, kind: str, rng: random.Random) -> str | None:
    """Digits with another digit, or one number word changed for another of its form and rank."""
    digits = list(_DIGITS.finditer(words))
    if digits:
        one = rng.choice(digits)
        return words[: one.start()] + _digit(one[0], rng) + words[one.end() :]
    forms = _forms(code, "cardinal" if kind == "number" or code == "zh" else "ordinal")
    matches = [
        (m.start(), m.end(), forms[m[0]])
        for m in re.finditer(
            "|".join(sorted(map(re.escape, forms), key=len, reverse=True)), fold(words).text
        )
    ]
    if not matches or len(fold(words).text) != len(words):
        return None
    start, end, meant = matches[-1]
    value, n = meant[0]
    rank = 1 if value < 10 else 10 if value < 20 else 20
    last = {1: 9, 10: 19, 20: 90}[rank]
    others = [
        text
        for text, row in forms.items()
        for other, m in row
        if m == n
        and other != value
        and max(2, rank) <= other <= last
        and (rank < 20 or other % 10 == 0)
    ]
    if not others:
        return None
    new = words[:start] + rng.choice(sorted(others)) + words[end:]
    if kind == "ordinal":
        was, now = ordinal(words, code), ordinal(new, code)
        if now is None or now == was or not find_ordinals(new, code):
            return None
    return new


def _plants(record: Record, kind: str, words: Stock, rng: random.Random) -> Iterator[Plant]:
    """Possible changes of a kind in a record."""
    code, text = record.language, record.source.text or ""
    if kind in ("date", "number", "ordinal", "symbol"):
        places = list(_places(record, kind))
        rng.shuffle(places)
        for unit, span, old in places:
            if kind == "date":
                new = _new_date(old, code, rng)
            elif kind == "symbol":
                digits = list(_DIGITS.finditer(old))
                if not digits:
                    continue
                one = digits[-1] if "(" not in old else digits[0]
                new = old[: one.start()] + _digit(one[0], rng) + old[one.end() :]
            else:
                new = _new_word(old, code, kind, rng)
            if new:
                yield Plant(unit.address, span, old, new)
        return
    heads = {p.address: p for p in record.resolution.operative}
    if kind == "verb":
        clauses = [one for one in record.clauses if one.force and one.at in heads]
        # A verb that the language uses for the other act as well is no other verb.
        renders = language(code).table("concordance")["renders"]
        rng.shuffle(clauses)
        for clause in clauses:
            where = "head" if heads[clause.at].text.startswith(clause.quote) else "inside"
            others = [
                act for act, quotes in words.verbs[where].items()
                if len(quotes) > 9 and _force(act) != clause.force
                and clause.act not in renders.get(act, ())
            ]  # fmt: skip
            if others and text[clause.span.start : clause.span.end] == clause.quote:
                new = rng.choice(words.verbs[where][rng.choice(sorted(others))])
                yield Plant(clause.at, clause.span, clause.quote, new)
        return
    mandates = [one for one in record.mandates if one.at in heads and one.span]
    rng.shuffle(mandates)
    for mandate in mandates:
        plant = _other_addressee(mandate, text, words, rng)
        if plant:
            yield plant


def _other_addressee(mandate: Mandate, text: str, words: Stock, rng: random.Random) -> Plant | None:
    """The sole addressee changed for one of another class that stands behind the same verb."""
    span, who = mandate.span, mandate.addressees[0] if len(mandate.addressees) == 1 else None
    if span is None or who is None or not who.actor or not who.quote:
        return None
    start = text.find(who.quote, span.start, span.end)
    others = [
        quote
        for actor, class_, quote in words.addressees[mandate.act]
        if class_ != who.class_ and quote not in text[span.start : span.end]
    ]
    if start < 0 or not others:
        return None
    return Plant(mandate.at, Span(start, start + len(who.quote)), who.quote, rng.choice(others))


def _force(act: str) -> str | None:
    from seized.languages.acts import act_forces

    return act_forces().get(act)


def _again(record: Record, text: str) -> Record:
    return read(text.encode(), name="planted.txt", code=record.language)


def _shown(records: list[Record], code: str, at: str, kinds: set[str]) -> set[tuple[str, ...]]:
    """What a concordance says of one version at a place, as comparable values."""
    result = concord(records)
    out: set[tuple[str, ...]] = set()
    for one in result.of("substance"):
        if one.kind in kinds and (code in one.odd or not one.odd):
            for reading in one.readings:
                if reading.code == code and reading.at == at:
                    out.add((one.kind, one.value, *reading.values, *reading.quotes))
    return out


def _as_the_others(plant: Plant, changed: Record, one: dict[str, Record], code: str) -> bool:
    """Whether the new verb, as it is read in its place, may stand for an act that most other
    versions have there: then the text says what they say, and nothing is to be found."""
    here = [c.act for c in changed.clauses if c.at == plant.at and c.span.start == plant.span.start]
    renders = language(code).table("concordance")["renders"]
    means = {act for name in here for act in (name, *renders.get(name, ()))}
    others = [
        {c.act for c in record.clauses if c.at == plant.at}
        for key, record in one.items()
        if key != code
    ]
    return any(sum(act in acts for acts in others) * 2 > len(others) for act in means)


def _values(record: Record, kind: str) -> dict[str, set[str]]:
    """What can be changed in the published file, where no digit is the marker of a note."""
    out: dict[str, set[str]] = defaultdict(set)
    if kind == "verb":
        for clause in record.clauses:
            out[clause.at].add(clause.quote)
    elif kind == "addressee":
        for mandate in record.mandates:
            out[mandate.at].update(who.quote for who in mandate.addressees)
    else:
        for unit, _, words in _places(record, kind):
            out[unit.address].add(words)
    return out


def trial(
    one: dict[str, Record], kind: str, code: str, words: Stock, rng: random.Random
) -> tuple[Plant, bool] | None:
    """Plant one difference of a kind in one version, and tell whether it is found."""
    text = one[code].source.text or ""
    plain = _again(one[code], text)
    known = _values(one[code], kind)
    plant = next(
        (
            plant
            for plant in _plants(plain, kind, words, rng)
            if plant.old in known.get(plant.at, ())
        ),
        None,
    )
    if plant is None:
        return None
    start, end = plant.span
    changed = _again(one[code], text[:start] + plant.new + text[end:])
    base = [plain if c == code else one[c] for c in CODES]
    with_it = [changed if c == code else one[c] for c in CODES]
    if kind == "verb" and _as_the_others(plant, changed, one, code):
        return None
    kinds = REPORTED[kind]
    new = _shown(with_it, code, plant.at, kinds) - _shown(base, code, plant.at, kinds)
    return plant, bool(new)


def main() -> None:
    """Plant and report recall, kind by kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path)
    parser.add_argument("--each", type=int, default=50)
    parser.add_argument("--seed", type=int, default=268)
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--missed", action="store_true", help="Show what was not found.")
    options = parser.parse_args()
    sets = load(options.records)
    stocks = {code: stock(sets, code) for code in CODES}
    for kind in [options.kind] if options.kind else KINDS:
        rng = random.Random(f"{options.seed} {kind}")  # noqa: S311
        keys, done, found = sorted(sets), 0, 0
        rng.shuffle(keys)
        for key in keys:
            code = rng.choice(CODES)
            result = trial(sets[key], kind, code, stocks[code], rng)
            if result is None:
                continue
            done += 1
            found += result[1]
            if options.missed and not result[1]:
                print(msgspec.json.encode([kind, key, code, *result[0]]).decode(), flush=True)
            if done == options.each:
                break
        print(f"{kind:10} {found}/{done} = {found / max(1, done):.3f}", flush=True)


if __name__ == "__main__":
    main()
