"""Language versions side by side in a table for Word, with differences marked and commented."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from seized.languages import language
from seized.model.concordance import Cell as Place
from seized.model.concordance import Concordance
from seized.model.concordance import Row as Line
from seized.model.record import Record
from seized.writing.concorded import (
    Marked,
    Stretch,
    by_code,
    marked,
    picked,
    readings_words,
    touched,
    words_of,
)
from seized.writing.docx import Document, page_line, to_docx
from seized.writing.docx_types import Cell, Commented, Inline, Paragraph, Row, Table, Text
from seized.writing.tables import Names, no_names
from seized.writing.wording import wording

__all__ = ["to_bilingual_docx"]

_PLACE, _TEXT = 11, 45  # shares of the width


def to_bilingual_docx(
    concordance: Concordance,
    records: Iterable[Record],
    codes: Sequence[str] = (),
    *,
    reader: str | None = None,
    names: Names = no_names,
    date: str = "",
) -> bytes:
    """A Word document with the versions ``codes`` in the columns of one table.

    ``records`` are those that were compared. Headings and comments are in the language
    ``reader``, or the first of ``codes``; each cell runs in the direction of its own language,
    and so does the table in that of the reader. Words that differ are shaded, with a comment
    that tells what each version says. ``date`` (ISO 8601) is that of the comments. More than two
    versions turn the page. Raises ``NotFound`` for a version that was not compared or whose
    record is missing.
    """
    codes = tuple(codes) or concordance.codes
    reader = language(reader or codes[0]).code
    made = _Made(concordance, by_code(concordance, records, codes), codes, reader, names)
    title = words_of(
        "side", "title", reader,
        symbol=concordance.symbol or words_of("side", "untitled", reader),
    )  # fmt: skip
    named = wording(reader).joined(tuple(language(code).name(reader) for code in codes))
    comment = words_of("bilingual", "comment", reader)
    blocks = (
        Paragraph((Text(title),), "Title"),
        Paragraph((Text(named),), "Quiet"),
        Paragraph((Text(comment),), "Quiet"),
        made.table(),
    )
    footer = page_line(str(language(reader).table("docx")["words"]["page"]))
    return to_docx(
        Document(
            reader, blocks, title, (Text(title),), footer,
            author="Seized", date=date, landscape=len(codes) > 2,
        )
    )  # fmt: skip


class _Made:
    def __init__(
        self, concordance: Concordance, records: dict[str, Record], codes: Sequence[str],
        reader: str, names: Names,
    ) -> None:  # fmt: skip
        self.concordance = concordance
        self.codes = codes
        self.reader = reader
        self.names = names
        self.columns = picked(concordance, codes)
        self.cell_of: Callable[..., Marked] = marked(concordance, records)
        self.shown = {
            index: where
            for index, one in enumerate(concordance.differences)
            if (where := touched(one, codes))
        }
        self.by_row: dict[int, list[int]] = {}
        for index in self.shown:
            self.by_row.setdefault(concordance.differences[index].row, []).append(index)

    def table(self) -> Table:
        heads = [words_of("side", "row", self.reader)]
        heads += [language(code).name(self.reader) for code in self.codes]
        first = Row(tuple(Cell((Paragraph((Text(name),), "TableHead"),)) for name in heads), True)
        rows = [
            self.row(number, line)
            for number, line in enumerate(self.concordance.rows)
            if line.kind != "masthead" and any(line.cells[column] for column in self.columns)
        ]
        widths = (_PLACE, *(_TEXT for _ in self.codes))
        return Table((first, *rows), widths, language(self.reader).direction == "rtl")

    def row(self, number: int, line: Line) -> Row:
        name = words_of("row", "title", self.reader) if line.kind == "title" else line.address
        place = Paragraph((Text(name, "QuietText"),), "TableText", bookmark=f"row{number}")
        here = self.by_row.get(number, [])
        cells = [Cell((place,))]
        for column, code in zip(self.columns, self.codes, strict=True):
            found = [n for n in here if code in self.shown[n]]
            cells.append(self.cell(line.cells[column], code, found))
        return Row(tuple(cells))

    def cell(self, place: Place | None, code: str, found: Sequence[int]) -> Cell:
        if place is None:
            missing = Text(words_of("side", "missing", self.reader), "Missing")
            inlines: tuple[Inline, ...] = (missing,)
            if found:
                inlines = (Commented((missing,), self.told(found)),)
            return Cell((Paragraph(inlines, "TableText"),))
        made = self.cell_of(place, found)
        out: list[Inline] = [Text(f"{made.label} ")] if made.label else []
        told: set[int] = set()
        for one in made.stretches:
            fresh = [n for n in one.marks if n not in told]
            told.update(fresh)
            out.append(self.inline(one, fresh))
        if made.unplaced:
            out.append(Commented((), self.told(made.unplaced)))
        return Cell((Paragraph(tuple(out), "TableText", language=code),))

    def inline(self, one: Stretch, fresh: Sequence[int]) -> Inline:
        if one.kind == "note":
            return Text(one.text, "FootnoteReference")
        style = "Differs" if one.marks else "Opening" if one.kind == "opening" else None
        text = Text(one.text, style)
        return Commented((text,), self.told(fresh)) if fresh else text

    def told(self, found: Sequence[int]) -> str:
        """What a comment says of the differences."""
        lines = []
        for index in found:
            one = self.concordance.differences[index]
            kind = words_of("difference", one.kind, self.reader)
            severity = words_of("severity", one.severity, self.reader)
            said = readings_words(one, self.codes, self.reader, self.names)
            lines.append(f"{kind} ({severity}). {said}".rstrip())
        return "\n".join(lines)
