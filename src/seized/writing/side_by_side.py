"""Language versions of a resolution side by side on one page, with what differs marked.

Each cell has its own language and direction. Marks differ in form as well as in colour; each
leads to the difference it belongs to, in a list by severity below the texts, and back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from seized.languages import language
from seized.model.concordance import Concordance, Difference, Reading, Row
from seized.model.record import Record
from seized.writing.concorded import (
    SEVERITIES,
    Marked,
    by_code,
    gravest,
    marked,
    picked,
    reading_words,
    touched,
    words_of,
)
from seized.writing.markup import escaped, isolated, page
from seized.writing.tables import Names, no_names
from seized.writing.wording import wording

__all__ = ["side_by_side_html"]


def side_by_side_html(
    concordance: Concordance,
    records: Iterable[Record],
    codes: Sequence[str] = (),
    *,
    reader: str | None = None,
    names: Names = no_names,
) -> str:
    """A whole page with the versions ``codes`` (two or three, or all where none are named).

    ``records`` are those that were compared. The page speaks the language ``reader``, or the
    first of ``codes``. Raises ``NotFound`` for a version that was not compared or whose record
    is missing.
    """
    codes = tuple(codes) or concordance.codes
    reader = language(reader or codes[0]).code
    made = _Page(concordance, by_code(concordance, records, codes), codes, reader, names)
    return page(reader, made.title(), made.whole(), "side_by_side")


class _Page:
    def __init__(
        self, concordance: Concordance, records: dict[str, Record], codes: Sequence[str],
        reader: str, names: Names,
    ) -> None:  # fmt: skip
        self.concordance = concordance
        self.codes = codes
        self.reader = reader
        self.names = names
        self.columns = picked(concordance, codes)
        self.marked = marked(concordance, records)
        self.shown = {
            index: where
            for index, one in enumerate(concordance.differences)
            if (where := touched(one, codes))
        }
        order = sorted(self.shown, key=lambda n: SEVERITIES.index(self.difference(n).severity))
        self.numbers = {index: number for number, index in enumerate(order, 1)}
        self.by_row: dict[int, list[int]] = {}
        for index in self.shown:
            self.by_row.setdefault(self.difference(index).row, []).append(index)

    def difference(self, index: int) -> Difference:
        return self.concordance.differences[index]

    def word(self, key: str, **values: object) -> str:
        return words_of("side", key, self.reader, **values)

    def name(self, code: str) -> str:
        return language(code).name(self.reader)

    def title(self) -> str:
        return self.word("title", symbol=self.concordance.symbol or self.word("untitled"))

    def whole(self) -> str:
        direction = language(self.reader).direction
        return "\n".join(
            (
                f'<main class="seized sides-page" lang="{self.reader}" dir="{direction}">',
                f"<h1>{isolated(self.title())}</h1>",
                self.about(),
                self.table(),
                self.found(),
                "</main>",
            )
        )

    def about(self) -> str:
        """Which versions, and how many differences of each severity there are."""
        named = wording(self.reader).joined(tuple(map(self.name, self.codes)))
        counts = {
            severity: sum(self.difference(n).severity == severity for n in self.shown)
            for severity in SEVERITIES
        }
        summary = self.word("summary", **counts) if self.shown else self.word("none")
        return (
            f'<div class="about"><p>{escaped(named)}</p>\n'
            f'<p><a href="#differences">{escaped(summary)}</a></p></div>'
        )

    # -------------------------------------------------------------- texts

    def table(self) -> str:
        heads = "".join(
            f'<th role="columnheader" scope="col" dir="{language(code).direction}">'
            f"{escaped(self.name(code))}</th>"
            for code in self.codes
        )
        place = escaped(self.word("row"))
        rows = "\n".join(
            self.row(number, row)
            for number, row in enumerate(self.concordance.rows)
            if self.has_words(number, row)
        )
        return (
            f'<table class="sides" role="table" aria-label="{escaped(self.title())}">'
            '<thead role="rowgroup"><tr role="row">'
            f'<th class="places" role="columnheader" scope="col">{place}</th>{heads}'
            f'</tr></thead>\n<tbody role="rowgroup">\n{rows}\n</tbody></table>'
        )

    def has_words(self, number: int, row: Row) -> bool:
        """Rows that only other versions have are left out, and a masthead without differences."""
        if row.kind == "masthead":
            return number in self.by_row
        return any(row.cells[column] is not None for column in self.columns)

    def row(self, number: int, row: Row) -> str:
        worst = gravest(self.difference(n) for n in self.by_row.get(number, ()))
        kinds = " ".join(filter(None, (row.kind, worst)))
        name = row.address
        if row.kind in ("masthead", "title"):
            name = words_of("row", row.kind, self.reader)
        link = f'<a href="#r{number}"><bdi>{escaped(name)}</bdi></a>'
        cells = "".join(
            self.cell(number, row, column, code)
            for column, code in zip(self.columns, self.codes, strict=True)
        )
        return (
            f'<tr role="row" id="r{number}" class="{kinds}">'
            f'<th role="rowheader" scope="row">{link}</th>{cells}</tr>'
        )

    def cell(self, number: int, row: Row, column: int, code: str) -> str:
        here = [n for n in self.by_row.get(number, ()) if code in self.shown[n]]
        cell = row.cells[column]
        data = f'role="cell" data-name="{escaped(self.name(code))}"'
        if cell is None:
            signs = "".join(map(self.sign, here))
            missing = escaped(self.word("missing"))
            return f'<td {data}><span class="absent">{missing}</span>{signs}</td>'
        turn = language(code).direction
        if row.kind == "masthead":
            inner = self.masthead(code, here)
            return f'<td {data} lang="{code}" dir="{turn}">{inner}</td>'
        made = self.marked(cell, here)
        level = f'<div class="level{min(made.level, 4)}">' if made.level > 1 else "<div>"
        return f'<td {data} lang="{code}" dir="{turn}">{level}{self.words(made, turn)}</div></td>'

    def masthead(self, code: str, here: Sequence[int]) -> str:
        out = []
        for index in here:
            reading = self.reading(index, code)
            if reading is not None:
                quote, meant = reading_words(self.difference(index), reading, code, self.names)
                severity = self.difference(index).severity
                told = f'<mark class="{severity}">{isolated(quote or meant)}</mark>'
                out.append(f"<div>{told}{self.sign(index)}</div>")
        return "".join(out)

    def reading(self, index: int, code: str) -> Reading | None:
        readings = self.difference(index).readings
        return next((reading for reading in readings if reading.code == code), None)

    def words(self, made: Marked, turn: str) -> str:
        out: list[str] = []
        if made.label:
            # A label without a letter would run from left to right in Arabic: dash before number.
            label = f'<bdi dir="{turn}">{escaped(made.label)}</bdi>'
            out.append(f'<span class="label">{label}</span>')
        last = {n: at for at, one in enumerate(made.stretches) for n in one.marks}
        for at, one in enumerate(made.stretches):
            if one.kind == "note":
                out.append(f"<sup>{escaped(one.text)}</sup>")
                continue
            shown = isolated(one.text)
            if one.kind == "opening":
                shown = f"<i>{shown}</i>"
            worst = gravest(self.difference(n) for n in one.marks)
            out.append(f'<mark class="{worst}">{shown}</mark>' if worst else shown)
            out.extend(self.sign(n) for n in one.marks if last[n] == at)
        out.extend(map(self.sign, made.unplaced))
        return "".join(out)

    def sign(self, index: int) -> str:
        """The number of a difference, leading to it."""
        one, number = self.difference(index), self.numbers[index]
        kind = words_of("difference", one.kind, self.reader)
        severity = words_of("severity", one.severity, self.reader)
        told = escaped(f"{number}: {kind} ({severity})")
        return (
            f'<a class="sign {one.severity}" href="#d{number}" aria-label="{told}" '
            f'lang="{self.reader}">{number}</a>'
        )

    # -------------------------------------------------------------- differences

    def found(self) -> str:
        """The differences by severity."""
        name = escaped(self.word("differences"))
        out = [f'<section class="found" aria-labelledby="differences"><h2 id="differences">{name}']
        out.append("</h2>\n")
        if not self.shown:
            out.append(f"<p>{escaped(self.word('none'))}</p>\n")
        for severity in SEVERITIES:
            items = [self.item(n) for n in self.numbers if self.difference(n).severity == severity]
            if items:
                name = escaped(words_of("severities", severity, self.reader))
                out.append(f"<h3>{name}</h3>\n<ol>\n" + "\n".join(items) + "\n</ol>\n")
        return "".join((*out, "</section>"))

    def item(self, index: int) -> str:
        one, number = self.difference(index), self.numbers[index]
        kind = escaped(words_of("difference", one.kind, self.reader))
        back = escaped(self.word("back"))
        link = f'<a href="#r{one.row}" aria-label="{back}"><bdi>{escaped(one.at)}</bdi></a>'
        sign = f'<span class="quiet">{number}</span>'
        said = "".join(self.said(index, code) for code in self.codes)
        return (
            f'<li id="d{number}" class="{one.severity}">{sign} {link} <strong>{kind}</strong>'
            f"<dl>{said}</dl></li>"
        )

    def said(self, index: int, code: str) -> str:
        one, reading = self.difference(index), self.reading(index, code)
        quote, meant = ("", "")
        if reading is not None:
            quote, meant = reading_words(one, reading, self.reader, self.names)
        turn = language(code).direction
        shown = f'<q lang="{code}" dir="{turn}">{isolated(quote)}</q>' if quote else ""
        if meant and meant != quote:
            shown += f' <span class="meant">{isolated(meant)}</span>'
        if not shown:
            shown = f'<span class="meant">{escaped(self.word("silent"))}</span>'
        kind = ' class="odd"' if code in one.odd else ""
        return f"<div{kind}><dt>{escaped(self.name(code))}</dt><dd>{shown}</dd></div>"
