"""The places of one record that a concordance sets beside those of others, and what they say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final, Literal, TypeVar

from seized.comparing.marks import Mark, date_marks, number_marks, period_marks
from seized.model.findings import ActorMention, Citation, Clause, Mandate
from seized.model.record import Record
from seized.model.resolution import Paragraph
from seized.model.text import Piece, Span, to_source

__all__ = ["Unit", "UnitKind", "symbol_key", "units"]

UnitKind = Literal["title", "preamble", "operative", "annex", "heading", "note"]

_NUMBER: Final = re.compile(r"\d+")


class Unit:
    """One place: its words, and on first use what they say. Units are compared, never changed."""

    def __init__(
        self,
        code: str,
        address: str,
        kind: UnitKind,
        text: str,
        *,
        number: str | None = None,
        span: Span | None = None,
        pieces: tuple[Piece, ...] = (),
        notes: tuple[str, ...] = (),
        act: str | None = None,
    ) -> None:
        self.code = code
        self.address = address
        self.kind = kind
        self.text = text
        self.number = number
        self.span = span
        self.pieces = pieces
        self.notes = notes
        self.act = act
        self.citations: Sequence[Citation] = ()
        self.actors: Sequence[ActorMention] = ()
        self.clauses: Sequence[Clause] = ()
        self.mandates: Sequence[Mandate] = ()

    @cached_property
    def _dated(self) -> tuple[list[Mark], str]:
        return date_marks(self.text, self.code)

    @property
    def dates(self) -> list[Mark]:
        """Dates and years."""
        return self._dated[0]

    @cached_property
    def numbers(self) -> list[Mark]:
        """Numbers and ordinals that belong to no date and no symbol.

        Those that tell how often ("every two years") are weak: elsewhere one word says the same.
        """
        found = number_marks(self._dated[1], self.code)
        often = [range(mark.start, mark.end) for mark in self.periods] if found else ()
        return [
            mark._replace(weak=True) if any(mark.start in one for one in often) else mark
            for mark in found
        ]

    @cached_property
    def periods(self) -> list[Mark]:
        """Words that tell how often."""
        return period_marks(self.text, self.code)

    @cached_property
    def symbols(self) -> list[str]:
        """Documents that the place cites, by symbol."""
        return [one.symbol for one in self.citations if one.symbol and one.kind == "document"]

    @cached_property
    def features(self) -> frozenset[str]:
        """What the place says that no language changes, for finding its counterpart."""
        keys = {f"s{symbol_key(symbol)}" for symbol in self.symbols}
        keys.update(f"d{mark.value}" for mark in self.dates)
        keys.update(f"n{mark.value}" for mark in self.numbers if not mark.weak)
        keys.update(f"a{one.actor}" for one in self.actors)
        keys.update(f"f{mandate.force}" for mandate in self.mandates)
        if self.act:
            keys.add(f"v{self.act}")
        return frozenset(keys)

    def source(self, start: int, end: int) -> Span | None:
        """The place ``start:end`` of the text in the source of the record, where it is known."""
        return to_source(self.pieces, start, end) if self.pieces else None


def symbol_key(symbol: str) -> str:
    """The number of a document without body and letter: what stands for it in every language.

    >>> symbol_key("A/RES/75/101 B"), symbol_key("S/RES/1325 (2000)"), symbol_key("A/C.3/75/L.4")
    ('75/101', '1325', '3/75/4')
    """
    numbers = _NUMBER.findall(symbol.partition(" (")[0])
    return "/".join(numbers) if numbers else symbol


T = TypeVar("T", Citation, ActorMention, Clause, Mandate)


def _by_address(found: Iterable[T]) -> dict[str, list[T]]:
    out: dict[str, list[T]] = defaultdict(list)
    for one in found:
        out[one.at].append(one)
    return out


def units(record: Record) -> tuple[list[Unit], list[Unit]]:
    """The places of a record in reading order: those of the body, and the notes."""
    resolution, code = record.resolution, record.language
    body: list[Unit] = []
    if resolution.title:
        body.append(Unit(code, "title", "title", resolution.title))
    headings = defaultdict(list)
    for heading in resolution.headings:
        headings[heading.before].append(heading)
    for annex in resolution.annexes:
        for heading in annex.headings:
            headings[heading.before].append(heading)

    def add(kind: UnitKind, paragraphs: tuple[Paragraph, ...]) -> None:
        for one in paragraphs:
            for n, heading in enumerate(headings.pop(one.address, ())):
                mark = f"heading.{one.address}" + (f".{n + 1}" if n else "")
                body.append(Unit(code, mark, "heading", heading.text, span=heading.span))
            body.append(
                Unit(
                    code, one.address, kind, one.text, number=one.number, span=one.span,
                    pieces=one.pieces, notes=one.notes, act=one.act,
                )
            )  # fmt: skip

    add("preamble", resolution.preamble)
    add("operative", resolution.operative)
    for annex in resolution.annexes:
        if annex.title:
            body.append(Unit(code, annex.address, "heading", annex.title, span=annex.span))
        add("annex", annex.paragraphs)
    notes = [
        Unit(
            code, f"note{note.marker}", "note", note.text, number=note.marker, span=note.span,
            pieces=note.pieces,
        )
        for note in resolution.notes
    ]  # fmt: skip
    _attach(record, [*body, *notes])
    return body, notes


def _attach(record: Record, places: list[Unit]) -> None:
    """Give every place the findings that stand in it."""
    citations, actors = _by_address(record.citations), _by_address(record.actors)
    clauses, mandates = _by_address(record.clauses), _by_address(record.mandates)
    for one in places:
        one.citations = citations.get(one.address, ())
        one.actors = actors.get(one.address, ())
        one.clauses = clauses.get(one.address, ())
        one.mandates = mandates.get(one.address, ())
