"""The text of a resolution as rows of cells, one cell a language, with findings marked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from seized.model.record import Record
from seized.model.resolution import Paragraph
from seized.register.cycle.answered import in_order
from seized.register.tongue import direction
from seized.writing.flow import annex_flow, body_flow, inside, marker_places

__all__ = ["Cell", "Column", "Piece", "Row", "column", "in_order", "rows"]


class Piece(NamedTuple):
    """A stretch of text with the kinds of findings that cover it; or a note marker."""

    text: str
    kinds: str
    link: str = ""
    note: str = ""


class Cell(NamedTuple):
    """What stands at one address in one language. ``tag`` is ``p``, ``h2`` or ``h3``."""

    code: str
    dir: str
    number: str
    pieces: tuple[Piece, ...]
    tag: str = "p"
    level: int = 1


class Row(NamedTuple):
    """The cells of one address; ``kind`` is preamble, operative, heading, annex or note."""

    address: str
    kind: str
    cells: tuple[Cell | None, ...]


class Column(NamedTuple):
    """One version: its cells by address, in reading order."""

    code: str
    cells: dict[str, tuple[str, Cell]]


def column(record: Record) -> Column:
    """The cells of a record."""
    code, way = record.language, direction(record.language)
    found = _findings(record)
    cells: dict[str, tuple[str, Cell]] = {}

    def put(paragraph: Paragraph, kind: str) -> None:
        pieces = _pieces(paragraph, found.get(paragraph.address, []))
        cells[paragraph.address] = (
            kind,
            Cell(code, way, paragraph.label or paragraph.number or "", pieces,
                 level=paragraph.level),
        )  # fmt: skip

    def title(text: str, before: str, level: int = 1) -> None:
        cell = Cell(code, way, "", (Piece(text, ""),), f"h{min(level + 2, 6)}")
        cells[f"head-{before}-{level}"] = ("heading", cell)

    def table(shown: Any) -> None:
        text = "\n".join(" | ".join(row) for row in shown.rows)
        cells[f"table-{shown.after or 0}"] = ("table", Cell(code, way, "", (Piece(text, ""),)))

    def walk(blocks: Sequence[Any], kind: str) -> None:
        for block in blocks:
            if block.paragraph is not None:
                put(block.paragraph, "preamble" if block.preambular else kind)
            elif block.part is not None:
                title(" ".join(filter(None, (block.part.label, block.part.title))),
                      block.part.before, 0)  # fmt: skip
            elif block.heading is not None:
                words = (block.heading.label, block.heading.text)
                title(" ".join(filter(None, words)), block.heading.before, block.heading.level)
            elif block.table is not None:
                table(block.table)

    walk(body_flow(record.resolution), "operative")
    for annex in record.resolution.annexes:
        title(" ".join(filter(None, (annex.label, annex.title))) or annex.address, annex.address, 0)
        walk(annex_flow(annex, record.resolution.tables), "annex")
    for note in record.resolution.notes:
        cells[f"note{note.marker}"] = (
            "note",
            Cell(code, way, note.marker, (Piece(note.text, ""),)),
        )
    return Column(code, cells)


def rows(columns: Sequence[Column]) -> list[Row]:
    """The addresses of the first column in order, those that only others have after them."""
    order = list(dict.fromkeys(address for column in columns for address in column.cells))
    out = []
    for address in order:
        held = [column.cells.get(address) for column in columns]
        kind = next(entry[0] for entry in held if entry is not None)
        out.append(Row(address, kind, tuple(e[1] if e is not None else None for e in held)))
    return out


_Found = tuple[Any, str, str]  # span, kind, symbol of a citation


def _findings(record: Record) -> dict[str, list[_Found]]:
    found: dict[str, list[_Found]] = {}
    kinds: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("citation", record.citations),
        ("actor", record.actors),
        ("instrument", record.instruments),
        ("event", record.events),
        ("field", record.fields),
        ("clause", record.clauses),
        ("mandate", record.mandates),
    )
    for kind, rows_ in kinds:
        for row in rows_:
            if row.span is not None:
                link = (row.symbol or "") if kind == "citation" else ""
                found.setdefault(row.at, []).append((row.span, kind, link))
    for doubt in record.doubts:
        if doubt.at and doubt.span is not None:
            found.setdefault(doubt.at, []).append((doubt.span, "doubt", ""))
    return found


def _pieces(paragraph: Paragraph, found: list[_Found]) -> tuple[Piece, ...]:
    """Cut the text wherever a finding begins or ends, so that findings may overlap."""
    text = paragraph.text
    places = [
        (max(start, 0), min(end, len(text)), kind, link)
        for (start, end), kind, link in (
            (inside(paragraph.pieces, span), kind, link) for span, kind, link in found
        )
        if 0 <= start < end
    ]
    marks = marker_places(paragraph)
    edges = {0, len(text), *(at for at, _ in marks)}
    for start, end, *_ in places:
        edges |= {start, end}
    out: list[Piece] = []
    ordered = sorted(edges)
    for first, last in [*pairwise(ordered), (len(text), len(text))]:
        out.extend(Piece(m, "note", note=m) for at, m in marks if at == first)
        if first == last:
            continue
        over = [(kind, link) for start, end, kind, link in places if start <= first and last <= end]
        kinds = " ".join(dict.fromkeys(kind for kind, _ in over))
        out.append(Piece(text[first:last], kinds, next((link for _, link in over if link), "")))
    return tuple(out)
