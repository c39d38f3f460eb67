"""Tables for people in a terminal: as wide as there is room, and no word cut without need.

Where the columns do not fit, the first one (the resolution) stands above its rows; where that
does not do either, or would be taller, each row is shown as a list of headings and values.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

__all__ = ["show_table"]

Cells = Sequence[Sequence[str]]

_PIPED: Final = 120  # columns where nobody tells how many there are
_GAP, _NARROW_GAP = 3, 2
_WORD: Final = 24  # a longer word may be cut
_HAN: Final = 14  # as long as a date in Chinese
_FREE: Final = 16  # at least this much for the column that has no limit


def show_table(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[int | None],
    width: int | None,
    rtl: bool,
) -> None:
    """Print a table; the first column stands at the right in Arabic.

    ``widths`` are the most that each column takes, None for as much as there is; ``width`` is
    that of the whole, that of the terminal by default, or 120 where there is none.
    """
    from rich.console import Console

    plain = not sys.stdout.isatty()
    console = Console(width=width or (_PIPED if plain else None), highlight=False, soft_wrap=False)
    shown = [[_printable(cell) for cell in row] for row in rows]
    room = console.width - 2
    columns = _columns(headings, shown, widths)
    if (fit := _fitted(columns, room - _GAP * (len(columns) - 1))) is not None:
        console.print(_table(headings, shown, fit, rtl=rtl))
        return
    fit = _fitted(columns[1:], room - _NARROW_GAP * (len(columns) - 2))
    listed = list(_cards(headings, shown, room, rtl=rtl))
    if fit is None or _height(console, shown, fit) > sum(len(card) + 1 for card in listed):
        for card in listed:
            console.print()
            console.print(*card, sep="\n")
        console.print()
        return
    for n, (first, group) in enumerate(groupby(shown, key=lambda row: row[0])):
        console.print()
        console.print(_line(f" {first} ", console.width, rtl=rtl))
        rest = [row[1:] for row in group]
        console.print(_table(headings[1:] if n == 0 else None, rest, fit, rtl=rtl, narrow=True))


def _printable(text: str) -> str:
    """Without what could steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


# ------------------------------------------------------------------ widths


def _columns(
    headings: Sequence[str], rows: Cells, widths: Sequence[int | None]
) -> list[tuple[int, int]]:
    """For each column the least width that cuts no word, and the width that it would take."""
    from rich.cells import cell_len

    out = []
    for n, most in enumerate(widths):
        cells = [headings[n], *(row[n] for row in rows)]
        least = min(max(map(_longest, cells)), _WORD)
        wanted = max(map(cell_len, cells))
        if most is None:
            least = max(least, min(_FREE, wanted))
        else:
            wanted = min(wanted, most)
        out.append((least, max(least, wanted)))
    return out


def _longest(text: str) -> int:
    """The width of the longest word; Chinese may be broken anywhere, but not in small pieces."""
    from rich.cells import cell_len

    return max((_least(word, cell_len(word)) for word in text.split()), default=0)


def _least(word: str, cells: int) -> int:
    return min(cells, _HAN) if any(letter >= "\u2e80" for letter in word) else cells


def _fitted(columns: Sequence[tuple[int, int]], room: int) -> list[int] | None:
    """The widths in ``room``, the widest made narrower first; nothing where words would be cut."""
    if sum(least for least, _ in columns) > room:
        return None
    level = max(wanted for _, wanted in columns)
    while sum(max(least, min(wanted, level)) for least, wanted in columns) > room:
        level -= 1
    fit = [max(least, min(wanted, level)) for least, wanted in columns]
    for n, (_, wanted) in enumerate(columns):  # what the last step took too much
        if fit[n] == level < wanted and sum(fit) < room:
            fit[n] += 1
    return fit


# ------------------------------------------------------------------ forms


def _table(
    headings: Sequence[str] | None,
    rows: Cells,
    fit: Sequence[int],
    *,
    rtl: bool,
    narrow: bool = False,
) -> Any:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=box.SIMPLE_HEAD,
        header_style="bold",
        pad_edge=False,
        show_header=headings is not None,
        padding=(0, 0, 0, 1) if narrow else (0, 1),
    )
    order = range(len(fit) - 1, -1, -1) if rtl else range(len(fit))
    for n in order:
        heading = Text(headings[n]) if headings else ""
        justify: Any = "right" if rtl else "left"
        table.add_column(heading, justify=justify, width=fit[n], overflow="fold")
    for row in rows:
        table.add_row(*(Text(row[n]) for n in order))
    return table


def _height(console: Any, rows: Cells, fit: Sequence[int]) -> int:
    """How many lines the table would take."""
    from rich.text import Text

    def lines(text: str, width: int) -> int:
        return len(Text(text, overflow="fold").wrap(console, width))

    return sum(max(map(lines, row[1:], fit)) for row in rows)


def _cards(headings: Sequence[str], rows: Cells, room: int, *, rtl: bool) -> Iterator[list[Any]]:
    """Each row as lines of a heading and its value; empty values are left out."""
    from rich.cells import cell_len, set_cell_size
    from rich.console import Console
    from rich.text import Text

    label = max(map(cell_len, headings))
    width = max(room - label - _NARROW_GAP, _WORD)
    console = Console(width=width)
    for row in rows:
        card = []
        for heading, value in zip(headings, row, strict=True):
            wrapped: Iterable[Text] = (
                Text(value, overflow="fold").wrap(console, width) if value else []
            )
            for n, part in enumerate(wrapped):
                name = heading if n == 0 else ""
                if rtl:
                    space = " " * (label - cell_len(name) + _NARROW_GAP)
                    card.append(_line(f"{part.plain.strip()}{space}{name} ", room + 2, rtl=True))
                else:
                    line = Text(" ")
                    line.append(set_cell_size(name, label), style="bold")
                    card.append(line.append(" " * _NARROW_GAP).append(part.plain.rstrip()))
        yield card


def _line(text: str, width: int, *, rtl: bool) -> Any:
    """A line that begins where the language begins."""
    from rich.cells import cell_len
    from rich.text import Text

    return Text((" " * max(0, width - cell_len(text)) if rtl else "") + text)
