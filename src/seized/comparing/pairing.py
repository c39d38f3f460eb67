"""Two records as two rows of places, matched: what redline and genealogy both start from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from seized.comparing.matching import Item, Match, in_order, match, paragraph_item
from seized.comparing.units import Unit, units
from seized.comparing.words import words
from seized.languages import language
from seized.model.errors import InputError
from seized.model.record import Record
from seized.model.redline import PassageKind, TextInfo
from seized.model.resolution import Heading, Paragraph, Resolution

__all__ = ["Paired", "check_language", "page", "pair", "text_info", "units_of"]


class Paired(NamedTuple):
    """The places of two texts and how they match; ``kept`` are the new ones that did not move."""

    old: list[Item]
    new: list[Item]
    match: Match
    kept: set[int]


def text_info(record: Record) -> TextInfo:
    """Which text a record is."""
    resolution = record.resolution
    session = resolution.session.number if resolution.session else None
    return TextInfo(
        resolution.symbol, resolution.title, session, resolution.adopted, record.source.name
    )


def check_language(records: Sequence[Record]) -> str:
    """The one language of all records. Raises ``InputError`` where there are several, or none."""
    if not records:
        raise InputError("there is no text to compare")
    code = records[0].language
    for one in records[1:]:
        if one.language != code:
            raise InputError(
                f"this text is in {language(one.language).name('en')}, "
                f"the first one in {language(code).name('en')}",
                where=one.source.name,
                advice="Words are compared within one language; for several, use seized concord",
            )
    return code


def units_of(record: Record) -> dict[str, Unit]:
    """What every place of a record says, by address."""
    body, notes = units(record)
    return {unit.address: unit for unit in (*body, *notes)}


def pair(old: Record, new: Record) -> Paired:
    """Match the places of two records of one language."""
    notes = match(_note_items(old.resolution), _note_items(new.resolution))
    old_keys, new_keys = _note_keys(old.resolution, new.resolution, notes)
    one, two = list(page(old, old_keys)), list(page(new, new_keys))
    body_one = [item for item in one if item.kind != "note"]
    body_two = [item for item in two if item.kind != "note"]
    found = match(body_one, body_two)
    # The notes stand last. They are matched once, before the references that lead to them.
    for n, o in notes.pairs.items():
        found.pairs[len(body_two) + n] = len(body_one) + o
        found.likeness[len(body_two) + n] = notes.likeness[n]
    return Paired(one, two, found, in_order(found.pairs))


def _note_items(resolution: Resolution) -> list[Item]:
    return [
        Item(f"note{n.marker}", "note", n.text, tuple(words(n.text)), label=n.marker)
        for n in resolution.notes
    ]


def _note_keys(
    old: Resolution, new: Resolution, found: Match
) -> tuple[dict[str, str], dict[str, str]]:
    """Notes that match have one key, whatever their markers."""
    one, two = _note_items(old), _note_items(new)
    keys = {item.label or "": f"new{n}" for n, item in enumerate(two)}
    gone = {item.label or "": f"old{n}" for n, item in enumerate(one)}
    for n, o in found.pairs.items():
        gone[one[o].label or ""] = f"new{n}"
    return gone, keys


def _plain(address: str, kind: PassageKind, text: str, level: int = 1) -> Item:
    return Item(address, kind, text, tuple(words(text)), level=level)


def page(record: Record, note_keys: Mapping[str, str]) -> Iterator[Item]:
    """Title, formula, body, annexes and notes of a record in reading order."""
    resolution = record.resolution
    if resolution.title:
        yield _plain("title", "title", resolution.title)
    if resolution.enacting:
        yield _plain("formula", "formula", resolution.enacting)
    rows: list[tuple[PassageKind, Paragraph]] = [("preambular", p) for p in resolution.preamble]
    rows += [("operative", p) for p in resolution.operative]
    if resolution.parts:
        rows.sort(key=lambda row: row[1].span.start)
    printer = _Printer(resolution, note_keys)
    for kind, one in rows:
        yield from printer.paragraph(one, kind)
    for annex in resolution.annexes:
        title = "\n".join(filter(None, (annex.label, annex.title)))
        yield _plain(annex.address, "annex", title)
        printer.add(annex.headings)
        for one in annex.paragraphs:
            yield from printer.paragraph(one, "annexed")
    yield from printer.rest()
    yield from _note_items(resolution)


class _Printer:
    """Puts headings, parts and tables where they stand among the paragraphs."""

    def __init__(self, resolution: Resolution, note_keys: Mapping[str, str]) -> None:
        self._keys = note_keys
        self._before: dict[str, list[Item]] = defaultdict(list)
        self._after: dict[str | None, list[Item]] = defaultdict(list)
        for part in resolution.parts:
            text = "\n".join(filter(None, (part.label, part.title)))
            self._before[part.before].append(_plain(f"part.{part.label}", "part", text))
        self.add(resolution.headings)
        for n, table in enumerate(resolution.tables, 1):
            self._after[table.after] += (
                _plain(f"table{n}.{row}", "table", "\t".join(cells))
                for row, cells in enumerate(table.rows, 1)
            )

    def add(self, headings: Sequence[Heading]) -> None:
        for heading in headings:
            row = self._before[heading.before]
            text = " ".join(filter(None, (heading.label, heading.text)))
            address = f"heading.{heading.before}" + (f".{len(row) + 1}" if row else "")
            row.append(_plain(address, "heading", text, heading.level))

    def paragraph(self, one: Paragraph, kind: PassageKind) -> Iterator[Item]:
        yield from self._before.pop(one.address, ())
        yield paragraph_item(one, kind, self._keys)
        yield from self._after.pop(one.address, ())

    def rest(self) -> Iterator[Item]:
        """What stands before or after no paragraph that there is."""
        for row in (*self._before.values(), *self._after.values()):
            yield from row
