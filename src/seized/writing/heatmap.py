"""The concordance at a glance: a row for each paragraph, a column for each language."""

from __future__ import annotations

from collections import defaultdict
from typing import Final, NamedTuple

from seized.languages import language
from seized.model.concordance import Concordance, Difference, Row, Severity
from seized.writing.concorded import (
    SEVERITIES,
    gravest,
    readings_words,
    touched,
    words_of,
)
from seized.writing.markup import Column, table_for
from seized.writing.svg import Canvas, Point, fitted, width_of
from seized.writing.tables import Names, no_names
from seized.writing.wording import wording

__all__ = ["heatmap_svg", "heatmap_table"]

_NAME, _CELL, _GAP, _ASIDE, _EDGE = 92.0, 74.0, 3.0, 330.0, 14.0
_HIGH, _LOW, _HEAD = 20.0, 5.0, 30.0
_ALL_HIGH: Final = 40  # up to this many rows every row has its full height
_MARKS: Final[dict[Severity, tuple[str, str]]] = {
    "substance": ("red", "paper strong"),
    "structure": ("sand amber-line hair", "ink"),
    "form": ("none quiet-line hair dots", "quiet"),
}


class _Line(NamedTuple):
    """A row of the picture: its differences by language, and what they are about."""

    row: Row
    shown: dict[str, list[Difference]]
    about: list[Difference]


def _lines(concordance: Concordance) -> list[_Line]:
    codes = concordance.codes
    found: dict[int, list[Difference]] = defaultdict(list)
    for difference in concordance.differences:
        found[difference.row].append(difference)
    out = []
    for number, row in enumerate(concordance.rows):
        shown: dict[str, list[Difference]] = {code: [] for code in codes}
        for difference in found[number]:
            for code in touched(difference, codes):
                shown[code].append(difference)
        out.append(_Line(row, shown, found[number]))
    return out


def heatmap_svg(concordance: Concordance, code: str) -> str:
    """The picture, told in the language ``code``.

    Severity shows as filled, framed and dotted marks besides its colour, the number in a mark is
    that of the differences. In long texts the rows without any are drawn low.
    """
    width = 2 * _EDGE + _NAME + len(concordance.codes) * (_CELL + _GAP) + _ASIDE
    return _Map(concordance, code, Canvas("heatmap", code, width)).drawn()


class _Map:
    def __init__(self, concordance: Concordance, code: str, canvas: Canvas) -> None:
        self.concordance = concordance
        self.code = code
        self.canvas = canvas
        self.lines = _lines(concordance)
        self.short = len(self.lines) > _ALL_HIGH
        self.y = 22.0

    def column(self, number: int) -> float:
        return _EDGE + _NAME + number * (_CELL + _GAP)

    def drawn(self) -> str:
        self.legend()
        self.y += 26
        for number, code in enumerate(self.concordance.codes):
            name = fitted(language(code).name(self.code), _CELL, 12)
            middle = self.column(number) + _CELL / 2
            self.canvas.text(middle, self.y, name, "strong", anchor="middle")
        self.y += 8
        kind = ""
        for line in self.lines:
            if line.row.kind != kind and line.row.kind not in ("masthead", "title", "heading"):
                kind = line.row.kind
                self.section(kind)
            self.line(line)
        counts = {one: len(self.concordance.of(one)) for one in SEVERITIES}
        desc = words_of(
            "heatmap", "desc", self.code, rows=len(self.lines),
            columns=len(self.concordance.codes), **counts,
        )  # fmt: skip
        title = words_of("heatmap", "title", self.code)
        return self.canvas.finish(title, desc, self.y + _EDGE)

    def legend(self) -> None:
        x = _EDGE
        for severity in SEVERITIES:
            self.mark(x, self.y - 12, 22, 15, severity, str(len(self.concordance.of(severity))))
            words = words_of("severity", severity, self.code)
            self.canvas.text(x + 28, self.y, words)
            x += 28 + width_of(words) + 22
        self.canvas.box(x, self.y - 7, 22, 5, "plain", radius=2)
        words = words_of("heatmap", "agrees", self.code)
        self.canvas.text(x + 28, self.y, words, "quiet")
        x += 28 + width_of(words) + 22
        self.absent(x, self.y - 12, 22, 15)
        self.canvas.text(x + 28, self.y, words_of("heatmap", "missing", self.code), "quiet")

    def section(self, kind: str) -> None:
        """A thin rule and the name of the part that begins."""
        self.y += 10
        end = self.canvas.width - _EDGE
        self.canvas.line(((_EDGE, self.y), (end, self.y)), "line-line hair")
        self.y += 14
        self.canvas.text(_EDGE, self.y, words_of("row", kind, self.code), "quiet small")
        self.y += 5

    def line(self, line: _Line) -> None:
        high = _HIGH if line.about or not self.short else _LOW
        full = high == _HIGH
        if full:
            if line.row.kind in ("masthead", "title"):
                name = words_of("row", line.row.kind, self.code)
                self.canvas.text(_EDGE, self.y + 14, fitted(name, _NAME - 6, 12))
            else:
                name = fitted(line.row.address, _NAME - 6, 12)
                self.canvas.text(_EDGE, self.y + 14, name, ltr=True)
        cells = zip(self.concordance.codes, line.row.cells, strict=True)
        for number, (code, cell) in enumerate(cells):
            x, found = self.column(number), line.shown[code]
            worst = gravest(found)
            tip = f"{line.row.address} {language(code).name(self.code)}"
            self.canvas.begin(tip)
            if worst is not None:
                self.mark(x, self.y + 1, _CELL, high - 3, worst, str(len(found)))
            elif cell is None:
                self.absent(x, self.y + 1, _CELL, high - 3)
            else:
                bar = 5 if full else 2
                self.canvas.box(x, self.y + (high - bar) / 2 - 0.5, _CELL, bar, "plain", radius=2)
            self.canvas.end()
        if line.about:
            self.aside(line)
        self.y += high

    def aside(self, line: _Line) -> None:
        """What the differences of a row are about, the gravest first."""
        kinds: dict[str, list[str]] = {}
        for one in sorted(line.about, key=lambda one: SEVERITIES.index(one.severity)):
            kinds.setdefault(words_of("difference", one.kind, self.code), []).append(one.severity)
        joined = [f"{kind} × {len(n)}" if len(n) > 1 else kind for kind, n in kinds.items()]
        comma = str(language(self.code).table("printing")["lists"]["comma"])
        x = self.column(len(self.concordance.codes)) + 10
        grave = "" if gravest(line.about) == "substance" else "quiet"
        self.canvas.text(x, self.y + 14, fitted(comma.join(joined), _ASIDE - 20, 12), grave)

    def mark(
        self, x: float, y: float, wide: float, high: float, severity: Severity, count: str
    ) -> None:
        fill, ink = _MARKS[severity]
        self.canvas.box(x, y, wide, high, fill, radius=2)
        self.canvas.text(x + wide / 2, y + high / 2 + 4.2, count, ink, anchor="middle")

    def absent(self, x: float, y: float, wide: float, high: float) -> None:
        """An empty frame, struck through."""
        self.canvas.box(x, y, wide, high, "none line-line hair", radius=2)
        start, end = Point(x + 2, y + high - 2), Point(x + wide - 2, y + 2)
        self.canvas.line((start, end), "none line-line hair")


def heatmap_table(concordance: Concordance, code: str, names: Names = no_names) -> str:
    """The same as a table: one line for every difference, the gravest first within a row."""
    columns = [
        Column(words_of("columns", "paragraph", code), code=True),
        Column(words_of("columns", "difference", code)),
        Column(words_of("columns", "severity", code)),
        Column(words_of("columns", "odd", code)),
        Column(words_of("columns", "readings", code)),
    ]
    words = wording(code)
    rows = []
    for one in concordance.differences:
        odd = tuple(language(odd).name(code) for odd in one.odd)
        rows.append(
            (
                one.at,
                words_of("difference", one.kind, code),
                words_of("severity", one.severity, code),
                words.joined(odd) if odd else "–",
                readings_words(one, concordance.codes, code, names),
            )
        )
    return table_for(words_of("heatmap", "title", code), columns, rows, code)
