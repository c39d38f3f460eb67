"""Pictures of counts: a grid shaded by how many there are, and bars cut into kinds.

Every count is printed in its place, so that nothing depends on colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from seized.writing.markup import Column, table_for
from seized.writing.svg import Canvas, fitted, lines_of, width_of

__all__ = ["bars_svg", "counts_table", "grid_svg"]

_EDGE, _NAME, _CELL, _HIGH, _HEAD = 14.0, 290.0, 46.0, 26.0, 34.0
_BAR: Final = 560.0
_SHADES: Final = ((0.0, "soft", "quiet"), (0.2, "sky", "ink"), (0.6, "blue", "paper strong"))
_KINDS: Final = (
    ("sky", "blue-line"), ("sand", "amber-line"), ("mint", "green-line"), ("rose", "red-line"),
    ("lilac", "violet-line"), ("plain", "quiet-line"), ("soft", "quiet-line dash"),
)  # fmt: skip

Counts = Mapping[tuple[str, str], int]


def grid_svg(
    rows: Mapping[str, str], columns: Sequence[str], counts: Counts, code: str, title: str,
    desc: str,
) -> str:  # fmt: skip
    """A cell for each row (key to name) and column, darker the more there are."""
    width = 2 * _EDGE + _NAME + max(len(columns) * _CELL, 120)
    canvas = Canvas("grid", code, width)
    most = max(counts.values(), default=1)
    for place, column in enumerate(columns):
        x = _EDGE + _NAME + (place + 0.5) * _CELL
        canvas.text(x, _HEAD - 12, column, "small strong", anchor="middle", ltr=True)
    for number, (key, name) in enumerate(rows.items()):
        y = _HEAD + number * _HIGH
        canvas.text(_EDGE, y + 17, fitted(name, _NAME - 14, 12))
        for place, column in enumerate(columns):
            count = counts.get((key, column), 0)
            x = _EDGE + _NAME + place * _CELL
            fill, ink = _shade(count / most) if count else ("none line-line hair", "")
            tip = f"{name}, {column}: {count}" if count else ""
            canvas.box(x + 1, y + 1, _CELL - 2, _HIGH - 2, fill, tip, radius=2)
            if count:
                canvas.text(x + _CELL / 2, y + 17, str(count), ink, anchor="middle", ltr=True)
    return canvas.finish(title, desc, _HEAD + len(rows) * _HIGH + _EDGE)


def _shade(part: float) -> tuple[str, str]:
    found = _SHADES[0]
    for shade in _SHADES:
        if part > shade[0]:
            found = shade
    return found[1], found[2]


def bars_svg(
    rows: Mapping[str, str], kinds: Mapping[str, str], counts: Counts, code: str, title: str,
    desc: str,
) -> str:  # fmt: skip
    """A bar for each row (key to name), cut into kinds (key to name) in their order."""
    width = 2 * _EDGE + _NAME + _BAR + 50
    canvas = Canvas("bars", code, width)
    shown = {k: n for k, n in kinds.items() if any(counts.get((row, k)) for row in rows)}
    top = _legend(canvas, shown, list(kinds))
    totals = {row: sum(counts.get((row, kind), 0) for kind in kinds) for row in rows}
    unit = _BAR / max(*totals.values(), 1)
    for number, (key, name) in enumerate(rows.items()):
        y = top + number * (_HIGH + 6)
        lines = lines_of(name, _NAME - 14, 12)
        first = y + 17 if len(lines) == 1 else y + 10
        for place, line in enumerate(lines):
            canvas.text(_EDGE, first + place * 13, line)
        x = _EDGE + _NAME
        for place, (kind, word) in enumerate(kinds.items()):
            count = counts.get((key, kind), 0)
            if not count:
                continue
            fill, line_ = _KINDS[place % len(_KINDS)]
            wide = count * unit
            canvas.box(
                x, y + 2, wide, _HIGH - 4, f"{fill} {line_} hair", f"{name}, {word}: {count}"
            )
            if wide > width_of(str(count)) + 6:
                canvas.text(x + wide / 2, y + 18, str(count), "small", anchor="middle", ltr=True)
            x += wide
        canvas.text(x + 8, y + 18, str(totals[key]), "small quiet", ltr=True)
    return canvas.finish(title, desc, top + len(rows) * (_HIGH + 6) + _EDGE)


def _legend(canvas: Canvas, shown: Mapping[str, str], order: Sequence[str]) -> float:
    x, y = _EDGE, 18.0
    for key, word in shown.items():
        fill, line = _KINDS[order.index(key) % len(_KINDS)]
        room = 22 + width_of(word) + 18
        if x + room > canvas.width - _EDGE:
            x, y = _EDGE, y + 20
        canvas.box(x, y - 11, 14, 14, f"{fill} {line} hair")
        canvas.text(x + 20, y, word, "quiet")
        x += room
    return y + 16


def counts_table(
    rows: Mapping[str, str], columns: Mapping[str, str], counts: Counts, code: str, title: str,
    head: str, total: str,
) -> str:  # fmt: skip
    """The same as a table, with the sum of each row."""
    heads = [Column(head), *(Column(name) for name in columns.values()), Column(total)]
    lines = []
    for key, name in rows.items():
        own = [counts.get((key, column), 0) for column in columns]
        lines.append((name, *(str(n) if n else "–" for n in own), str(sum(own))))
    return table_for(title, heads, lines, code)
