"""Paragraphs and tables as a Word reader hands them on, and how they become blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from seized.model.source import BlockKind
from seized.reading.doc_text import Composer, Line

__all__ = ["Grid", "Printed", "flat", "lay_out", "note_line"]

_SYMBOL = re.compile(r"[A-Z]{1,4}(?:/[A-Za-z0-9][\w.()*-]*)+\Z", re.ASCII)
# Styles of the cover of United Nations documents, by their names without spaces.
_COVER_STYLES = frozenset(("HCh", "HM", "XLarge", "Publication", "Distribution", "Original"))


class Printed(NamedTuple):
    """A paragraph as printed, label included."""

    line: Line
    style: str | None
    level: int
    centred: bool


class Grid(NamedTuple):
    """A table: rows of cells, each with what it holds; a spanned place is an empty cell."""

    rows: list[list[list[Printed | Grid]]]


def flat(items: Iterable[Printed | Grid]) -> list[Printed]:
    """The paragraphs in ``items``, those of tables row by row; none that is blank."""
    out: list[Printed] = []
    for item in items:
        if isinstance(item, Grid):
            for row in item.rows:
                for held in row:
                    out += flat(held)
        elif not item.line.blank:
            out.append(item)
    return out


def lay_out(composer: Composer, items: Iterable[Printed | Grid], kind: BlockKind) -> None:
    """Write ``items`` as blocks of ``kind``.

    In the body (kind ``paragraph``) a table with text in several rows and columns is one block;
    a table of the cover becomes masthead, and any other, made for the layout, paragraphs.
    """
    for item in items:
        if isinstance(item, Grid):
            _lay_out_grid(composer, item, kind)
        else:
            _, style, level, centred = item
            composer.put(item.line, kind, level=level, style=style, centred=centred)


def note_line(items: Iterable[Printed | Grid], marker: str, *, typed: bool) -> Printed:
    """The paragraphs of a note as one, lines between them; a typed marker is taken off."""
    whole = Line()
    style: str | None = None
    for item in flat(items):
        if whole.length:
            whole.add("\n")
        else:
            style = item.style
        whole.extend(item.line)
    text = whole.text
    bare = text.lstrip()
    if typed and marker and bare.startswith(marker):
        bare = bare[len(marker) :].lstrip()
    whole.drop(len(text) - len(bare))
    return Printed(whole, style, 0, centred=False)


def _lay_out_grid(composer: Composer, grid: Grid, kind: BlockKind) -> None:
    if kind == "paragraph":
        if _is_cover(grid) and all(block.kind == "masthead" for block in composer.blocks):
            kind = "masthead"
        elif _is_table(grid):
            rows = [[_cell(held) for held in row] for row in grid.rows]
            composer.put_table([row for row in rows if row])
            return
    for row in grid.rows:
        for held in row:
            lay_out(composer, held, kind)


def _cell(held: list[Printed | Grid]) -> Line:
    whole = Line()
    for item in flat(held):
        if whole.length:
            whole.add(" ")
        whole.extend(item.line)
    return whole


def _is_table(grid: Grid) -> bool:
    """Whether text stands in more than one row and in more than one column."""
    columns: set[int] = set()
    rows = 0
    for row in grid.rows:
        filled = [at for at, held in enumerate(row) if flat(held)]
        rows += bool(filled)
        columns.update(filled)
    return rows > 1 and len(columns) > 1


def _is_cover(grid: Grid) -> bool:
    """A table at the very top with a document symbol in a cell, or with styles of the cover."""
    return any(
        item.style in _COVER_STYLES or _SYMBOL.match(item.line.text.strip())
        for item in flat((grid,))
    )
