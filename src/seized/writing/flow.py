"""The body of a resolution as one row of blocks in reading order, and its text as runs.

Every writer that shows a text walks this row, so that all forms agree on what stands where.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from seized.model.resolution import Annex, Heading, Note, Paragraph, Part, Resolution, Table
from seized.model.text import Piece, Span

__all__ = [
    "Block",
    "Run",
    "annex_flow",
    "body_flow",
    "inside",
    "marker_places",
    "notes_by_marker",
    "runs_of",
]


class Block(NamedTuple):
    """One block: exactly one of the five is set. ``preambular`` tells kinds of paragraphs."""

    paragraph: Paragraph | None = None
    heading: Heading | None = None
    part: Part | None = None
    table: Table | None = None
    preambular: bool = False


class Run(NamedTuple):
    """A stretch of a paragraph's text, or (``note``) the place of a note marker."""

    text: str
    kind: Literal["opening", "text", "note"]


def body_flow(resolution: Resolution) -> tuple[Block, ...]:
    """Preamble and operative part with headings, parts and tables where they stand.

    Preambular paragraphs of a later section stand after operative ones of the section before
    it; the spans tell.
    """
    rows = [Block(p, preambular=True) for p in resolution.preamble]
    rows += [Block(p) for p in resolution.operative]
    if len(resolution.preamble) and len(resolution.operative):
        first = resolution.operative[0].span
        if first.end > first.start and resolution.preamble[-1].span.start > first.start:
            rows.sort(key=_place)
    inside = {p.address for annex in resolution.annexes for p in annex.paragraphs}
    tables = [t for t in resolution.tables if t.after not in inside]
    return _flow(rows, resolution.headings, resolution.parts, tables)


def annex_flow(annex: Annex, tables: Sequence[Table]) -> tuple[Block, ...]:
    """The same for an annex; ``tables`` are all tables of the resolution."""
    inside = {p.address for p in annex.paragraphs}
    own = [t for t in tables if t.after in inside]
    return _flow([Block(p) for p in annex.paragraphs], annex.headings, (), own)


def _place(block: Block) -> int:
    return block.paragraph.span.start if block.paragraph is not None else 0


def _flow(
    rows: Iterable[Block],
    headings: Iterable[Heading],
    parts: Iterable[Part],
    tables: Iterable[Table],
) -> tuple[Block, ...]:
    before: dict[str, list[Block]] = defaultdict(list)
    after: dict[str | None, list[Block]] = defaultdict(list)
    for part in parts:
        before[part.before].append(Block(part=part))
    for heading in headings:
        before[heading.before].append(Block(heading=heading))
    for table in tables:
        after[table.after].append(Block(table=table))
    out: list[Block] = []
    for row in rows:
        address = row.paragraph.address if row.paragraph is not None else ""
        out += before.pop(address, [])
        out.append(row)
        out += after.pop(address, [])
    loose = [block for left in before.values() for block in left]
    return (*after.pop(None, []), *out, *loose, *(b for left in after.values() for b in left))


def marker_places(paragraph: Paragraph) -> tuple[tuple[int, str], ...]:
    """Offsets and markers in order; a marker without an offset stands at the end."""
    end = len(paragraph.text)
    offsets = (*paragraph.anchors, *(end for _ in paragraph.notes))
    pairs = zip(offsets, paragraph.notes, strict=False)
    return tuple(sorted(((min(max(at, 0), end), m) for at, m in pairs), key=lambda pair: pair[0]))


def runs_of(paragraph: Paragraph) -> tuple[Run, ...]:
    """The text cut at the end of its opening words and at its note markers."""
    text = paragraph.text
    begin = text.find(paragraph.opening) if paragraph.opening else -1
    stop = begin + len(paragraph.opening or "") if begin >= 0 else -1
    cuts: list[tuple[int, str]] = [*marker_places(paragraph), (len(text), "")]
    out: list[Run] = []
    at = 0
    for place, marker in cuts:
        edges = sorted({at, place, *(e for e in (begin, stop) if at < e < place)})
        for first, last in pairwise(edges):
            kind: Literal["opening", "text"] = "opening" if begin <= first < stop else "text"
            out.append(Run(text[first:last], kind))
        if marker:
            out.append(Run(marker, "note"))
        at = place
    return tuple(out)


def notes_by_marker(notes: Iterable[Note]) -> dict[str, Note]:
    """Notes by marker; of two with one marker, the first."""
    out: dict[str, Note] = {}
    for note in notes:
        out.setdefault(note.marker, note)
    return out


def inside(pieces: tuple[Piece, ...], span: Span | None) -> tuple[int, int]:
    """Where a span of the source stands in the text that the pieces make; -1, -1 if nowhere."""
    if span is None or not pieces:
        return -1, -1
    start = end = -1
    for text, source, length in pieces:
        if start < 0 and span.start < source + length:
            start = text + max(0, span.start - source)
        if span.end > source:
            end = text + min(length, span.end - source)
    return (start, end) if 0 <= start < end else (-1, -1)
