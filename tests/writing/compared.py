"""A concordance of the sample, built by hand: rows by address, differences put where told."""

from __future__ import annotations

from functools import cache

from seized import samples
from seized.engine import read
from seized.model.concordance import (
    Cell,
    Concordance,
    Difference,
    DifferenceKind,
    Reading,
    Row,
    RowKind,
    Severity,
    Version,
)
from seized.model.record import Record

CODES = ("ar", "en", "es", "fr", "ru", "zh")


@cache
def record(code: str) -> Record:
    """The sample as the engine reads it, so that findings lead back into the text."""
    path = samples.path(code)
    return read(path.read_bytes(), name=path.name)


def _kind(address: str) -> RowKind:
    for start, kind in (("pp", "preamble"), ("annex", "annex"), ("note", "note")):
        if address.startswith(start):
            return kind  # type: ignore[return-value]
    return "operative"


def _rows(codes: tuple[str, ...]) -> list[Row]:
    homes: dict[str, dict[str, Cell]] = {}
    for code in codes:
        resolution = record(code).resolution
        for p in resolution.paragraphs():
            cell = Cell(code, p.address, p.text, p.number, p.span)  # type: ignore[arg-type]
            homes.setdefault(p.address, {})[code] = cell
        for n in resolution.notes:
            cell = Cell(code, f"note{n.marker}", n.text, n.marker, n.span)  # type: ignore[arg-type]
            homes.setdefault(f"note{n.marker}", {})[code] = cell
    titles = tuple(
        Cell(code, "title", record(code).resolution.title or "")  # type: ignore[arg-type]
        for code in codes
    )
    body = [
        Row(address, _kind(address), tuple(found.get(code) for code in codes))
        for address, found in homes.items()
    ]
    return [Row("title", "title", titles), *body]


def cited(code: str, at: str, *, said: bool = True) -> Reading:
    """What a version cites at an address; nothing for one that is made to be silent."""
    found = [c for c in record(code).citations if c.at == at and c.symbol] if said else []
    return Reading(
        code, at, tuple(c.symbol or "" for c in found), tuple(c.span for c in found),
        tuple(c.quote for c in found),
    )  # type: ignore[arg-type]  # fmt: skip


def forced(code: str, at: str, force: str) -> Reading:
    """The words that bind at an address, held to be of this force."""
    clause = next(c for c in record(code).clauses if c.at == at and c.force)
    return Reading(code, at, (force,), (clause.span,), (clause.quote,))  # type: ignore[arg-type]


@cache
def concordance(codes: tuple[str, ...] = CODES) -> Concordance:
    """The sample in several languages, with four differences.

    The last language cites nothing at ``pp2`` and has no ``note6``; the first one is held to
    urge at ``s2.op4`` where the others request; numbering differs at ``s1.op3.c``.
    """
    rows = _rows(codes)
    places = {row.address: number for number, row in enumerate(rows)}
    first, last = codes[0], codes[-1]
    note = rows[places["note6"]]
    rows[places["note6"]] = Row(note.address, note.kind, (*note.cells[:-1], None))
    odd = len(codes) > 2

    def one(
        at: str, kind: DifferenceKind, severity: Severity, value: str, apart: str,
        readings: tuple[Reading, ...],
    ) -> Difference:  # fmt: skip
        told = (apart,) if odd else ()
        return Difference(places[at], at, kind, severity, value, told, readings)  # type: ignore[arg-type]

    differences = (
        one("pp2", "symbol", "substance", "A/RES/85/61", last,
            tuple(cited(code, "pp2", said=code != last) for code in codes)),
        one("s1.op3.c", "numbering", "form", "c", first,
            tuple(Reading(code, "s1.op3.c", ("c" if code != first else "b",)) for code in codes)),  # type: ignore[arg-type]
        one("s2.op4", "force", "substance", "request", first,
            tuple(forced(code, "s2.op4", "urge" if code == first else "request")
                  for code in codes)),
        one("note6", "missing", "structure", "note6", last,
            tuple(Reading(code, "note6") for code in codes[:-1])),  # type: ignore[arg-type]
    )  # fmt: skip
    versions = tuple(
        Version(code, record(code).source.sha256, f"halvard.{code}.txt", "A/RES/95/312",
                record(code).resolution.title)  # type: ignore[arg-type]
        for code in codes
    )  # fmt: skip
    return Concordance("A/RES/95/312", versions, tuple(rows), differences)


def records(codes: tuple[str, ...] = CODES) -> tuple[Record, ...]:
    """The records of the concordance."""
    return tuple(record(code) for code in codes)
