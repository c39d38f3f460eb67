"""Paragraphs through a series: a column for each text, bands from one place to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final, NamedTuple

from seized.languages import language
from seized.model.genealogy import Fate, Genealogy, Stage, Strand
from seized.model.redline import TextInfo
from seized.symbols import unroman
from seized.writing.concorded import words_of
from seized.writing.markup import Cell, Column, table_for
from seized.writing.svg import Canvas, Point, fitted, width_of
from seized.writing.tables import worded
from seized.writing.wording import wording

__all__ = ["strips_svg", "strips_table"]

_EDGE, _HIGH, _GAP, _BAND = 14.0, 18.0, 4.0, 112.0
_WIDE: Final = {1: 420.0, 2: 330.0, 3: 230.0, 4: 180.0}
_NARROW: Final = 132.0
# The gravest fate of a stage gives its look; in this order.
_ORDER: Final[tuple[Fate, ...]] = (
    "returned", "split", "merged", "reworded", "moved", "rolled", "first", "same", "dropped",
)  # fmt: skip
_FILLS: Final[dict[Fate, str]] = {
    "first": "mint", "same": "plain", "rolled": "sky", "reworded": "sand", "moved": "plain",
    "split": "sand", "merged": "sand", "dropped": "rose", "returned": "lilac",
}  # fmt: skip
_INKS: Final[dict[Fate, str]] = {
    "first": "green", "same": "quiet", "rolled": "blue", "reworded": "amber", "moved": "ink",
    "split": "amber", "merged": "amber", "dropped": "red", "returned": "violet",
}  # fmt: skip
_SIGNS: Final[dict[Fate, str]] = {
    "same": "=", "rolled": "»", "reworded": "≈", "moved": "↕", "split": "Y", "merged": "∧",
    "first": "+", "returned": "↺", "dropped": "×",
}  # fmt: skip
_PARTS: Final = {"pp": 0, "op": 1, "note": 3}


class _Box(NamedTuple):
    strand: Strand
    stage: Stage


def _gravest(stage: Stage) -> Fate:
    return next((fate for fate in _ORDER if fate in stage.fates), "same")


def _place(address: str) -> tuple[tuple[int, int, str], ...]:
    """A key that puts addresses in the order of the text: preamble, operative part, annexes."""
    out: list[tuple[int, int, str]] = [(2 if address.startswith("annex") else 0, 0, "")]
    for depth, part in enumerate(address.split(".")):
        match = re.fullmatch(r"([a-z]*?)(\d+)(.*)", part)
        if match is not None:
            out.append((_PARTS.get(match[1], 0), int(match[2]), match[3]))
            continue
        value = len(part) * 1000
        if depth > 1:
            with suppress(ValueError):
                value = unroman(part.upper())
        out.append((0, value, part))
    return tuple(out)


def _name(text: TextInfo) -> str:
    return text.symbol or text.title or text.name or "–"


def strips_svg(genealogy: Genealogy, code: str) -> str:
    """The picture, told in the language ``code``; first words are in that of the texts.

    Every fate has a sign besides its colour, in the box of the paragraph and in the legend.
    """
    texts = len(genealogy.texts)
    wide = _WIDE.get(texts, _NARROW)
    width = 2 * _EDGE + texts * wide + max(texts - 1, 0) * _BAND
    return _Strips(genealogy, code, wide, Canvas("strips", code, max(width, 760))).drawn()


class _Strips:
    def __init__(self, genealogy: Genealogy, code: str, wide: float, canvas: Canvas) -> None:
        self.genealogy = genealogy
        self.code = code
        self.wide = wide
        self.canvas = canvas
        self.top = 80.0
        self.columns: list[list[_Box]] = [[] for _ in genealogy.texts]
        for strand in genealogy.strands:
            for stage in strand.stages:
                if stage.at is not None:
                    self.columns[stage.text].append(_Box(strand, stage))
        self.y: dict[tuple[int, str], float] = {}
        self.bottom = self.top
        for number, column in enumerate(self.columns):
            column.sort(key=lambda box: _place(box.stage.at or ""))
            self.stack(number, column)

    def stack(self, number: int, column: list[_Box]) -> None:
        y, kind = self.top, ""
        for box in column:
            if kind and box.strand.kind != kind:
                y += 12
            kind = box.strand.kind
            self.y[number, box.stage.at or ""] = y
            y += _HIGH + _GAP
        self.bottom = max(self.bottom, y)

    def x(self, number: int) -> float:
        return _EDGE + number * (self.wide + _BAND)

    def drawn(self) -> str:
        self.legend()
        for number, text in enumerate(self.genealogy.texts):
            self.head(number, text)
        for strand in self.genealogy.strands:
            before: Stage | None = None
            for stage in strand.stages:
                if stage.at is None:
                    self.gone(before, stage)
                else:
                    self.bands(stage, stage.at)
                before = stage
        for number, column in enumerate(self.columns):
            for box in column:
                self.box(number, box)
        desc = words_of(
            "genealogy", "desc", self.code,
            texts=len(self.genealogy.texts), strands=len(self.genealogy.strands),
        )  # fmt: skip
        title = words_of("genealogy", "title", self.code)
        return self.canvas.finish(title, desc, self.bottom + _EDGE)

    def legend(self) -> None:
        x, y = _EDGE, 22.0
        seen = {_gravest(s) for strand in self.genealogy.strands for s in strand.stages}
        for fate in (one for one in _SIGNS if one in seen):
            words = words_of("fate", fate, self.code)
            wide = 26 + width_of(words) + 16
            if x + wide > self.canvas.width - _EDGE:
                x, y = _EDGE, y + 20
            self.canvas.box(x, y - 12, 20, 15, _FILLS[fate], radius=2)
            ink = f"{_INKS[fate]} strong"
            self.canvas.text(x + 10, y, _SIGNS[fate], ink, anchor="middle", ltr=True)
            self.canvas.text(x + 26, y, words)
            x += wide

    def head(self, number: int, text: TextInfo) -> None:
        x = self.x(number)
        name = fitted(_name(text), self.wide, 14)
        self.canvas.text(x, self.top - 22, name, "strong large", ltr=text.symbol is not None)
        if text.adopted is not None:
            when = wording(self.code).date(text.adopted)
            self.canvas.text(x, self.top - 8, fitted(when, self.wide, 10.5), "quiet small")

    def bands(self, stage: Stage, at: str) -> None:
        """From the places a paragraph came from to where it is."""
        there = self.y.get((stage.text, at))
        if stage.origin_text is None or there is None:
            return
        end = Point(self.x(stage.text), there + 2)
        for origin in stage.origins:
            y = self.y.get((stage.origin_text, origin))
            if y is not None:
                start = Point(self.x(stage.origin_text) + self.wide, y + 2)
                tip = f"{origin} → {at}: {self.told(stage)}"
                fill = f"{_FILLS[_gravest(stage)]} faint"
                self.canvas.ribbon(start, end, (_HIGH - 4, _HIGH - 4), fill, tip)

    def gone(self, before: Stage | None, stage: Stage) -> None:
        """A band that narrows to nothing."""
        y = self.y.get((before.text, before.at or "")) if before is not None else None
        if before is None or y is None:
            return
        start = Point(self.x(before.text) + self.wide, y + 2)
        end = Point(start.x + 32, y + _HIGH / 2)
        tip = f"{before.at}: {self.told(stage)}"
        self.canvas.ribbon(start, end, (_HIGH - 4, 0.5), _FILLS["dropped"], tip)
        self.canvas.text(end.x + 7, y + 13, "×", "red strong", anchor="middle", ltr=True)

    def told(self, stage: Stage) -> str:
        comma = str(language(self.code).table("printing")["lists"]["comma"])
        return comma.join(_fates(stage, self.code))

    def box(self, number: int, box: _Box) -> None:
        stage, strand = box.stage, box.strand
        fate = _gravest(stage)
        if number == 0 and fate == "first":
            fate = "same"  # everything is new in the oldest text: nothing to point out
        x, y = self.x(number), self.y[number, stage.at or ""]
        tip = f"{stage.at}: {self.told(stage)}. {strand.words}"
        self.canvas.begin(tip)
        self.canvas.box(x, y, self.wide, _HIGH, _FILLS[fate], radius=2)
        if "moved" in stage.fates or stage.forces:
            self.canvas.box(x, y, self.wide, _HIGH, f"none {_INKS[fate]}-line hair", radius=2)
        at = stage.at or ""
        room = min(max(width_of(at, 10.5), 34), self.wide / 2)
        shown = fitted(at, self.wide / 2, 10.5)
        self.canvas.text(x + 6, y + 13, shown, "small strong", ltr=True)
        left = self.wide - room - 38
        if left > 40:
            words = fitted(strand.words, left, 10.5)
            own = self.genealogy.language
            turned = language(own).direction != language(self.code).direction
            begin = x + room + 14 + (left if turned else 0)
            self.canvas.text(
                begin, y + 13, words, "small", code=own, anchor="end" if turned else "start"
            )
        if number or fate != "same":
            ink = f"{_INKS[fate]} strong"
            sign = _SIGNS[fate]
            self.canvas.text(x + self.wide - 9, y + 13, sign, ink, anchor="middle", ltr=True)
        self.canvas.end()


def _fates(stage: Stage, code: str) -> Iterator[str]:
    for fate in stage.fates:
        yield words_of("fate", fate, code)
    for change in stage.forces:
        if change.direction is not None:
            yield words_of("genealogy", change.direction, code)


def strips_table(genealogy: Genealogy, code: str) -> str:
    """The same as a table: a line for every paragraph in every text, the oldest text first."""
    columns = [
        Column(words_of("columns", "resolution", code), code=True),
        Column(words_of("columns", "paragraph", code), code=True),
        Column(words_of("columns", "earlier", code), code=True),
        Column(words_of("columns", "opening", code)),
        Column(words_of("columns", "fate", code)),
        Column(words_of("columns", "force", code)),
        Column(words_of("columns", "likeness", code)),
    ]
    comma = str(language(code).table("printing")["lists"]["comma"])
    lines = []
    for strand in genealogy.strands:
        for stage in strand.stages:
            key = (stage.text, _place(stage.at or (stage.origins[0] if stage.origins else "")))
            lines.append((key, strand, stage))
    lines.sort(key=lambda line: line[0])
    rows = []
    for _, strand, stage in lines:
        known = stage.origins and stage.at is not None
        rows.append(
            (
                _name(genealogy.texts[stage.text]),
                stage.at or "–",
                ", ".join(stage.origins),
                Cell(strand.words, genealogy.language),
                comma.join(_fates(stage, code)),
                worded("force", stage.force, code) if stage.force else "–",
                f"{stage.likeness:.0%}" if known else "–",
            )
        )
    return table_for(words_of("genealogy", "title", code), columns, rows, code)
