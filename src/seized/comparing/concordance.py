"""The concordance: two to six language versions of one resolution against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, cast

from seized.comparing.align import Aligned, align
from seized.comparing.cover import cover
from seized.comparing.differences import differences
from seized.comparing.found import Found, Words
from seized.comparing.units import Unit, units
from seized.comparing.votes import agreeing
from seized.model.concordance import (
    Cell,
    Concordance,
    Difference,
    Reading,
    Row,
    Version,
)
from seized.model.errors import InputError
from seized.model.record import LanguageCode, Record

__all__ = ["concord"]

_MOST: Final = 6
_ORDER: Final = {"substance": 0, "structure": 1, "form": 2}


def concord(records: Sequence[Record]) -> Concordance:
    """Set two to six records of one resolution in different languages side by side.

    The order of the records is kept. Raises ``InputError`` for fewer than two, for two records
    of one language, and for records of different resolutions.
    """
    _check(records)
    parts = [units(record) for record in records]
    body = align([part[0] for part in parts])
    notes = align([part[1] for part in parts], ordered=False)
    aligned = [*body, *notes]
    cells = tuple(Cell(record.language, "masthead", "", None) for record in records)
    rows = [Row("masthead", "masthead", cells), *(_row(one, records) for one in aligned)]
    targets = [
        {note.address: n for n, row in enumerate(notes) if (note := row.cells[v]) is not None}
        for v in range(len(records))
    ]
    texts = [{one.address: one.text for one in part[1]} for part in parts]
    found: list[Difference] = [
        _difference(0, "masthead", one, list(range(len(records))), None, records)
        for one in cover(records)
    ]
    for n, place in enumerate(aligned, start=1):
        found.extend(_of_row(n, rows[n].address, place, targets, texts, records))
    found.sort(key=lambda one: (one.row, _ORDER[one.severity]))
    symbols = Counter(record.resolution.symbol for record in records if record.resolution.symbol)
    return Concordance(
        symbol=symbols.most_common(1)[0][0] if symbols else None,
        versions=tuple(
            Version(
                record.language, record.source.sha256, record.source.name,
                record.resolution.symbol, record.resolution.title,
            )
            for record in records
        ),
        rows=tuple(rows),
        differences=tuple(found),
    )  # fmt: skip


def _check(records: Sequence[Record]) -> None:
    if not 2 <= len(records) <= _MOST:
        raise InputError(
            f"a concordance is of two to six versions, not of {len(records)}",
            advice="Name one file for each language",
        )
    codes = Counter(record.language for record in records)
    twice = [code for code, count in codes.items() if count > 1]
    if twice:
        names = [r.source.name or "-" for r in records if r.language == twice[0]]
        raise InputError(
            f"two versions are in the same language ({twice[0]})",
            where=" and ".join(names),
            advice="Name one file for each language; 'seized redline' compares two texts of one",
        )
    symbols = {record.resolution.symbol for record in records if record.resolution.symbol}
    if len(symbols) > 1 and len(symbols) * 2 > len(records):
        raise InputError(
            f"the versions are not of one resolution: {', '.join(sorted(symbols))}",
            advice="Name the language versions of a single resolution",
        )


def _row(one: Aligned, records: Sequence[Record]) -> Row:
    present = [unit for unit in one.cells if unit is not None]
    address = Counter(unit.address for unit in present).most_common(1)[0][0]
    kind = Counter(unit.kind for unit in present).most_common(1)[0][0]
    return Row(
        address,
        kind,
        tuple(
            None
            if unit is None
            else Cell(record.language, unit.address, unit.text, unit.number, unit.span)
            for unit, record in zip(one.cells, records, strict=True)
        ),
        "content" if one.by_content else "address",
    )


def _of_row(
    n: int,
    address: str,
    one: Aligned,
    targets: Sequence[dict[str, int]],
    texts: Sequence[dict[str, str]],
    records: Sequence[Record],
) -> Iterator[Difference]:
    """The differences within one row."""
    held = [v for v, unit in enumerate(one.cells) if unit is not None]
    cells = [cast(Unit, one.cells[v]) for v in held]
    if len(held) < len(one.cells):
        yield _absent(n, address, one, records)
    if len(cells) < 2 or cells[0].kind == "title":
        return
    near = [
        "\n".join(texts[v].get(f"note{mark}", "") for mark in cell.notes)
        for v, cell in zip(held, cells, strict=True)
    ]
    found = differences(cells, near)
    found.extend(_of_form(cells, [targets[v] for v in held]))
    for item in found:
        yield _difference(n, address, item, held, cells, records)


def _absent(n: int, address: str, one: Aligned, records: Sequence[Record]) -> Difference:
    """A place that some versions do not have."""
    lacking = tuple(r.language for r, unit in zip(records, one.cells, strict=True) if unit is None)
    first = next(unit for unit in one.cells if unit is not None)
    below = first.kind in ("operative", "annex") and first.address.rpartition(".")[2][0] not in "op"
    readings = tuple(
        Reading(r.language, unit.address, (unit.address,), (unit.span,) if unit.span else ())
        for r, unit in zip(records, one.cells, strict=True)
        if unit is not None
    )
    few = len(lacking) if len(lacking) * 2 < len(records) else 0
    odd = lacking if few else tuple(one.code for one in readings)
    if len(odd) * 2 >= len(records):
        odd = ()
    return Difference(
        n, address, "parts" if below else "missing",
        "form" if first.kind == "heading" else "structure", address, odd, readings, "place.missing",
    )  # fmt: skip


def _of_form(cells: Sequence[Unit], targets: Sequence[dict[str, int]]) -> Iterator[Found]:
    """Printed numbers and footnotes that differ."""
    if cells[0].kind not in ("note", "heading"):
        numbers = [(cell.number or "").strip("().") for cell in cells]
        yield from _unlike(cells, numbers, "numbering", "structure")
    notes = [
        ",".join(
            str(1 + at)
            for at in sorted(own[f"note{mark}"] for mark in cell.notes if f"note{mark}" in own)
        )
        for cell, own in zip(cells, targets, strict=True)
    ]
    yield from _unlike(cells, notes, "note", "structure")


def _unlike(
    cells: Sequence[Unit], values: Sequence[str], kind: str, severity: str
) -> Iterator[Found]:
    """A property in which one version differs from all that agree, or two from each other."""
    counts = Counter(values)
    if len(counts) == 1:
        return
    value, most = counts.most_common(1)[0]
    if len(cells) > 2 and most < agreeing(len(cells) - 1):
        return
    odd = tuple(n for n, one in enumerate(values) if one != value) if len(cells) > 2 else ()
    words = tuple(Words((one,) if one else ()) for one in values)
    yield Found(kind, severity, value, odd, words, f"{kind}.other")  # type: ignore[arg-type]


def _difference(
    n: int,
    address: str,
    one: Found,
    held: Sequence[int],
    cells: Sequence[Unit] | None,
    records: Sequence[Record],
) -> Difference:
    """A difference between the versions ``held`` as the published type."""
    codes: list[LanguageCode] = [records[v].language for v in held]
    return Difference(
        n,
        address,
        one.kind,
        one.severity,
        one.value,
        tuple(codes[v] for v in one.odd),
        tuple(
            Reading(code, cells[v].address if cells else address, *words)
            for v, (code, words) in enumerate(zip(codes, one.words, strict=True))
        ),
        one.rule,
    )
