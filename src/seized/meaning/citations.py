"""Citations: every place in a resolution that names another document.

Numbers in prose, printed symbols, the Treaty Series, *ibid.*, the Charter and statutes, "the
present resolution". Each is resolved, ambiguous with its candidates, or unknown; none is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from seized.meaning.citations_atoms import Atom, numbers, symbols
from seized.meaning.citations_context import Reading, Rules, readings, rules_of
from seized.model.dates import PartialDate
from seized.model.errors import SymbolError
from seized.model.findings import Citation, CitationKind, Outcome
from seized.model.resolution import Note, Paragraph, Resolution
from seized.model.text import Span, to_source
from seized.symbols import parse

__all__ = ["find_citations"]

_OWN = {
    "general-assembly": "A",
    "security-council": "S",
    "economic-and-social-council": "E",
    "human-rights-council": "A/HRC",
}
_HINT = re.compile(r"\d ?(?:/|\(|[A-ZАВС]|[أ-ي]{3,4} ?\()")


class Found(NamedTuple):
    """A citation in the text of one paragraph or note, before it is placed in the source."""

    start: int
    end: int
    kind: CitationKind
    outcome: Outcome
    symbol: str | None = None
    candidates: tuple[str, ...] = ()
    pinpoint: str | None = None
    date: PartialDate | None = None
    rule: str | None = None


def find_citations(resolution: Resolution, source_text: str, language: str) -> tuple[Citation, ...]:
    """All citations of a resolution in reading order: paragraphs, then notes.

    ``source_text`` is the text that spans count in; every ``quote`` equals its slice. Raises
    ``UnsupportedLanguage``.
    """
    rules = rules_of(language)
    own = _OWN.get(resolution.organ or "", "A")
    out: list[Citation] = []
    for paragraph in resolution.paragraphs():
        for found in in_text(paragraph.text, own, rules):
            out.append(_placed(found, paragraph.address, paragraph, source_text))
    before: tuple[Found, ...] = ()
    for note in resolution.notes:
        before = tuple(in_note(note.text, own, rules, before))
        for found in before:
            out.append(_placed(found, f"note{note.marker}", note, source_text))
    return tuple(out)


def _placed(found: Found, at: str, unit: Paragraph | Note, source: str) -> Citation:
    if unit.pieces:
        span = to_source(unit.pieces, found.start, found.end)
    else:
        span = unit.span or Span(0, 0)
    return Citation(
        at=at,
        span=span,
        quote=source[span.start : span.end],
        kind=found.kind,
        outcome=found.outcome,
        symbol=found.symbol,
        candidates=found.candidates,
        pinpoint=found.pinpoint,
        date=found.date,
        rule=found.rule,
    )


def in_text(text: str, own: str, rules: Rules) -> list[Found]:
    """Citations in one paragraph, by place."""
    out: list[Found] = []
    if "/" in text or "(" in text:
        out.extend(_symbols(text))
        if _HINT.search(text):
            out.extend(_numbers(text, own, rules))
    out.sort()
    return out


def in_note(text: str, own: str, rules: Rules, before: tuple[Found, ...]) -> list[Found]:
    """Citations in one note; ``before`` are those of the preceding note, for *ibid.*"""
    return in_text(text, own, rules)


def _symbols(text: str) -> Iterator[Found]:
    for atom in symbols(text):
        try:
            symbol = parse(atom.text)
        except SymbolError:
            yield Found(atom.start, atom.end, "document", "unknown", rule="impossible-symbol")
            continue
        yield Found(
            atom.start, atom.end, "document", "resolved", symbol.canonical, rule="printed-symbol"
        )


def _numbers(text: str, own: str, rules: Rules) -> Iterator[Found]:
    atoms = list(numbers(text))
    for atom, reading in zip(atoms, readings(text, atoms, own, rules), strict=True):
        if reading is not None:
            yield _cited(atom, reading)


def _cited(atom: Atom, reading: Reading) -> Found:
    return Found(
        atom.start,
        atom.end,
        "document",
        reading.outcome,
        reading.symbol,
        reading.candidates,
        rule=reading.rule,
    )
