"""Pages as measured put together to items, and items to the blocks of a source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from seized.model.source import Block, BlockKind, Mark, MarkKind
from seized.reading.pdf_bidi import mend_brackets, quotes
from seized.reading.pdf_glyphs import BOLD, ITALIC, RTL, SUPER
from seized.reading.pdf_join import Joiner, Words
from seized.reading.pdf_layout import (
    Item,
    Margins,
    at_edge,
    called_in,
    continues,
    is_barcode,
    is_imprint,
    is_rule,
    margins_of,
    note_lines,
    notes,
    paragraphs,
    repeated,
    split_far,
)
from seized.reading.pdf_lines import Line, Piece
from seized.reading.pdf_tags import Leaf

__all__ = ["Content", "compose"]

_PLAIN_MARKER = re.compile(r"(\d{1,3}|\*{1,4})(?=[\s\u00a0]|[^\W\d])")
_MARKER = re.compile(r"\d{1,3}|\*{1,4}|[a-z\u2020\u2021]")


class Content(NamedTuple):
    """A page: paragraphs that its tags tell, and the lines that no tag claims, by column."""

    number: int
    height: float
    tagged: list[tuple[Leaf, list[Line]]]
    loose: list[list[Line]]
    rules: list[float]

    def lines(self) -> Iterator[Line]:
        """All lines of the page."""
        for _, lines in self.tagged:
            yield from lines
        for column in self.loose:
            yield from column


def compose(pages: Sequence[Content]) -> tuple[str, tuple[Block, ...]]:
    """The text of a document and its blocks in reading order."""
    loose = [[line for column in page.loose for line in column] for page in pages]
    heads = repeated(loose, [page.height for page in pages])
    margins = margins_of(_body(pages, heads))
    items = _merged(_items(pages, heads, margins), margins)
    everything = [line for page in pages for line in page.lines()]
    joiner = Joiner(Words(everything))
    markers = {item.marker for _, item in items if item.marker}
    return _written([item for _, item in items], joiner, markers, margins)


def _body(pages: Sequence[Content], heads: set[Line]) -> list[Line]:
    out: list[Line] = []
    for page in pages:
        for leaf, lines in page.tagged:
            if leaf.note is None and leaf.row is None:
                out.extend(lines)
        if not page.tagged:
            out.extend(x for column in page.loose for x in column if x not in heads)
    return out


_Keyed = tuple[object, Item]


def _items(pages: Sequence[Content], heads: set[Line], margins: Margins) -> Iterator[_Keyed]:
    for page in pages:
        if page.tagged:
            yield from _tagged(page, heads, margins)
        else:
            for column in page.loose:
                yield from _untagged(page, column, heads, margins)


def _tagged(page: Content, heads: set[Line], margins: Margins) -> Iterator[_Keyed]:
    loose = [line for column in page.loose for line in column]
    bodies = [line.base for leaf, lines in page.tagged for line in lines if leaf.note is None]
    top = max(bodies, default=page.height / 2)
    above = [line for line in loose if line.base > top]
    for line in above:
        head = page.number > 0 or line in heads or is_rule(line) or is_imprint(line)
        yield None, Item("running" if head else "masthead", (line,))
    first = page.tagged[0][0].row
    masthead = first[:-1] if first else None  # a table that begins the document is its head
    for leaf, lines in page.tagged:
        if leaf.note is not None:
            yield from ((leaf.key, item) for item in _note_items(lines, page))
        elif leaf.row is not None and page.number == 0 and leaf.row[:-1] == masthead:
            yield leaf.key, Item("masthead", tuple(lines))
        elif leaf.row is not None:
            yield leaf.row[:-1], Item("table", tuple(lines), row=leaf.row, cell=leaf.cell)
        else:
            for group in split_far(lines, margins):
                key = leaf.key if len(group) == len(lines) else None
                yield key, Item("paragraph", tuple(group), level=leaf.heading)
    yield from ((None, Item("running", (line,))) for line in loose if line.base <= top)


def _note_items(lines: list[Line], page: Content) -> list[Item]:
    """The notes of a Note element: Word puts several in one, LibreOffice leaves out the rise."""
    called = called_in([line for leaf, x in page.tagged if leaf.note is None for line in x])
    out = notes(lines, called)
    first = out[0] if out else None
    if first is not None and first.kind == "note" and first.marker is None:
        plain = _PLAIN_MARKER.match(lines[0].text)
        if plain:
            out[0] = first._replace(marker=plain[1])
    return out


def _untagged(
    page: Content, column: list[Line], heads: set[Line], margins: Margins
) -> Iterator[_Keyed]:
    running: list[Line] = []
    body: list[Line] = []
    for line in column:
        edge = at_edge(line, page.height)
        small = line.size <= margins.size + 0.6
        drop = line in heads or (edge and small and is_imprint(line)) or is_barcode(line)
        (running if drop else body).append(line)
    called = called_in(body)
    at = note_lines(body, margins, page.rules, called)
    top = [line for line in running if line.base > page.height / 2]
    yield from ((None, Item("running", (line,))) for line in top)
    for group in paragraphs(body[:at], margins):
        yield None, Item("paragraph", tuple(group))
    yield from ((None, item) for item in notes(body[at:], called))
    rest = [line for line in running if line.base <= page.height / 2]
    yield from ((None, Item("running", (line,))) for line in rest)


def _merged(items: Iterator[_Keyed], margins: Margins) -> list[_Keyed]:
    """Join what page breaks cut: by the tree where its paths are equal, else by geometry."""
    out: list[_Keyed] = []
    places: dict[object, int] = {}
    last = last_note = -1
    for key, item in items:
        at = places.get(key, -1) if key is not None else -1
        page = item.lines[0].page if item.lines else 0
        if at >= 0 and item.kind == out[at][1].kind and (item.kind != "note" or not item.marker):
            out[at] = (key, _grown(out[at][1], item))
            continue
        if item.kind == "note" and item.marker is None and last_note >= 0:
            out[last_note] = (out[last_note][0], _grown(out[last_note][1], item))
            continue
        if item.kind == "paragraph" and last >= 0:
            before = out[last][1]
            last_line, first_line = before.lines[-1], item.lines[0]
            further = last_line.page < page or last_line.base < first_line.base
            if further and _continued(before, item, margins):
                out[last] = (out[last][0], _grown(before, item))
                if key is not None:
                    places[key] = last
                continue
        if key is not None:
            places[key] = len(out)
        if item.kind == "paragraph":
            last = len(out)
        elif item.kind == "note":
            last_note = len(out)
        elif item.kind == "table":
            last = -1
        out.append((key, item))
    return out


def _grown(item: Item, more: Item) -> Item:
    if item.kind == "table":
        same = more.cell == item.cell and more.row == item.row
        done = item.rows if same else (*item.rows, (item.row, item.cell, item.lines))
        lines = (*item.lines, *more.lines) if same else more.lines
        return item._replace(rows=done, row=more.row, cell=more.cell, lines=lines)
    return item._replace(lines=(*item.lines, *more.lines))


def _continued(before: Item, item: Item, margins: Margins) -> bool:
    if before.level or item.level:
        return False
    hanging = min((line.start for line in before.lines[1:]), default=None)
    return continues(before.lines[-1], item.lines[0], hanging, margins)


def _written(
    items: Sequence[Item], joiner: Joiner, markers: set[str], margins: Margins
) -> tuple[str, tuple[Block, ...]]:
    texts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for item in items:
        if item.kind == "table":
            text, pieces = _table(item, joiner), []
        else:
            pieces = joiner.join(item.lines)
            if item.marker:
                pieces = _without_marker(pieces, item.marker)
            text, pieces = _tidy(pieces)
        if not text:
            continue
        page = item.lines[0].page + 1
        called = markers if item.kind == "paragraph" else set()
        blocks.append(
            Block(
                start=at,
                end=at + len(text),
                kind=_KINDS[item.kind],
                page=page,
                level=item.level,
                marker=item.marker,
                marks=tuple(_marks(pieces, at, called)),
                centred=_centred(item, margins),
            )
        )
        texts.append(text)
        at += len(text) + 1
    whole = "\n".join(texts)
    if RTL.search(whole):
        quoting = quotes(whole)
        whole = "\n".join(mend_brackets(text, quoting) for text in texts)
    return whole, tuple(blocks)


_KINDS: dict[str, BlockKind] = {
    "paragraph": "paragraph",
    "masthead": "masthead",
    "running": "running",
    "note": "note",
    "table": "table",
    "line": "line",
}


def _table(item: Item, joiner: Joiner) -> str:
    rows: dict[object, dict[object, str]] = {}
    for row, cell, lines in (*item.rows, (item.row, item.cell, item.lines)):
        text = _tidy(joiner.join(lines))[0]
        cells = rows.setdefault(row, {})
        cells[cell] = f"{cells[cell]} {text}" if cells.get(cell) else text
    return "\n".join("\t".join(cells.values()) for cells in rows.values())


def _without_marker(pieces: list[Piece], marker: str) -> list[Piece]:
    """Take the marker that heads a note away."""
    left = marker
    out = list(pieces)
    while out and left:
        text = out[0].text.lstrip()
        take = 0
        while take < len(text) and take < len(left) and text[take] == left[take]:
            take += 1
        if not take and text:
            return pieces
        left, rest = left[take:], text[take:]
        out[:1] = [Piece(rest, out[0].style)] if rest else []
    if out and not left:
        head = out[0].text.lstrip(". \u00a0") if marker.isdigit() else out[0].text.lstrip()
        out[0] = Piece(head, out[0].style & ~SUPER)
    return out


def _tidy(pieces: Sequence[Piece]) -> tuple[str, list[Piece]]:
    """Single spaces across pieces, none at the ends."""
    out: list[Piece] = []
    spaced = True
    for text, style in pieces:
        if spaced:
            text = text.lstrip(" ")
        if text:
            out.append(Piece(text, style))
            spaced = text.endswith(" ")
    if out and spaced:
        out[-1] = Piece(out[-1].text.rstrip(" "), out[-1].style)
    text = "".join(piece.text for piece in out)
    return text, out


_STYLES: tuple[tuple[int, MarkKind], ...] = (
    (BOLD, "bold"),
    (ITALIC, "italic"),
    (SUPER, "superscript"),
)


def _marks(pieces: Sequence[Piece], at: int, markers: set[str]) -> Iterator[Mark]:
    """Marks of one block in the order of their beginnings, neighbours of a kind joined."""
    found: list[Mark] = []
    for bit, kind in _STYLES:
        start, place, before = -1, at, ""
        for text, style in (*pieces, Piece("", 0)):
            if style & bit and text:
                start = place if start < 0 else start
            elif start >= 0 and (text or place == at + sum(len(p.text) for p in pieces)):
                stop = place - (1 if bit == SUPER and before.endswith(" ") else 0)
                found.append(Mark(start, stop, kind))
                start = -1
            before = text
            place += len(text)
    place = at
    for text, style in pieces:
        if style & SUPER:
            found.extend(
                Mark(place + m.start(), place + m.end(), "note")
                for m in _MARKER.finditer(text)
                if m[0] in markers
            )
        place += len(text)
    yield from sorted(found, key=lambda mark: (mark.start, mark.end, mark.kind))


def _centred(item: Item, margins: Margins) -> bool:
    if item.kind not in ("paragraph", "line"):
        return False
    middle = (margins.start + margins.end) / 2
    return all(
        abs((line.start + line.end) / 2 - middle) < 4 and line.start > margins.start + 2 * line.size
        for line in item.lines
    )
