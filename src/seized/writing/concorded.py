"""A concordance told to people: which versions a difference marks, where, and in what words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from seized.languages import language
from seized.model.concordance import Cell, Concordance, Difference, Reading, Severity
from seized.model.dates import PartialDate
from seized.model.errors import NotFound
from seized.model.record import Record
from seized.model.resolution import Note, Paragraph
from seized.writing.flow import inside, marker_places
from seized.writing.tables import Names, no_names, worded
from seized.writing.wording import wording

__all__ = [
    "SEVERITIES",
    "Marked",
    "Stretch",
    "by_code",
    "by_row",
    "gravest",
    "marked",
    "picked",
    "reading_words",
    "readings_words",
    "touched",
    "words_of",
]

SEVERITIES: Final[tuple[Severity, ...]] = ("substance", "structure", "form")
"""From the gravest to the lightest."""


def words_of(section: str, key: str, code: str, **values: object) -> str:
    """A fixed word of pictures and of texts side by side, with its gaps filled."""
    return str(language(code).table("pictures")[section][key]).format(**values)


def by_code(
    concordance: Concordance, records: Iterable[Record], codes: Sequence[str]
) -> dict[str, Record]:
    """The records of the versions ``codes``, by language.

    Raises ``NotFound`` where the records lack one of them.
    """
    shas = {version.sha256: version.code for version in concordance.versions}
    found: dict[str, Record] = {
        record.language: record
        for record in records
        if shas.get(record.source.sha256) == record.language
    }
    for version in concordance.versions:
        if version.code in codes and version.code not in found:
            raise NotFound(
                f"the record of the version {version.code!r} is not among those given",
                where=version.name or version.symbol,
                advice="Give the records that were compared",
            )
    return found


def picked(concordance: Concordance, codes: Sequence[str]) -> tuple[int, ...]:
    """The places of languages among the versions, in the order asked for.

    Raises ``NotFound`` for a language that was not compared.
    """
    have = concordance.codes
    for code in codes:
        if language(code).code not in have:
            raise NotFound(
                f"there is no version {code!r} in the concordance",
                where=concordance.symbol,
                advice=f"It has {', '.join(have)}",
            )
    return tuple(have.index(language(code).code) for code in codes)


def by_row(concordance: Concordance) -> dict[int, list[Difference]]:
    """The differences of every row that has any, by its index."""
    out: dict[int, list[Difference]] = {}
    for difference in concordance.differences:
        out.setdefault(difference.row, []).append(difference)
    return out


def touched(difference: Difference, codes: Sequence[str]) -> tuple[str, ...]:
    """The versions among ``codes`` that a difference is shown at; none where these agree.

    Versions that stand apart are shown; where no majority tells which those are, or where the
    majority is not among ``codes``, all of them.
    """
    odd = [code for code in codes if code in difference.odd]
    if difference.odd:
        return tuple(odd) if len(odd) < len(codes) else _apart(difference, codes)
    return _apart(difference, codes)


def _apart(difference: Difference, codes: Sequence[str]) -> tuple[str, ...]:
    said = {reading.code: reading.values for reading in difference.readings}
    if len({said.get(code) for code in codes}) < 2:  # type: ignore[call-overload]
        return ()
    return tuple(codes)


def gravest(differences: Iterable[Difference]) -> Severity | None:
    """The gravest severity among the differences; None where there are none."""
    return min((one.severity for one in differences), key=SEVERITIES.index, default=None)


# ------------------------------------------------------------------ words

_SECTIONS: Final = {"act": "act", "force": "force", "period": "periodicity"}


def _value(difference: Difference, value: str, code: str, names: Names) -> str:
    """A language-neutral value in the words of a reader."""
    kind = difference.kind
    if kind in _SECTIONS:
        return worded(_SECTIONS[kind], value, code)
    if kind == "session":
        return str(language(code).table("tables")["words"]["session"]).format(n=value)
    if kind in ("actor", "addressee"):
        classed = worded("class", value, code)
        return classed if classed != value else names(value, code)
    if kind in ("date", "deadline"):
        try:
            return wording(code).date(PartialDate(value))
        except ValueError:
            return value
    return value


def reading_words(
    difference: Difference, reading: Reading, code: str, names: Names = no_names
) -> tuple[str, str]:
    """What a version says: its own words, and what they mean to readers of ``code``.

    Either may be empty; both are where the version says nothing.
    """
    comma = str(language(reading.code).table("printing")["lists"]["comma"])
    quote = comma.join(dict.fromkeys(reading.quotes))
    if (difference.kind == "act" and quote) or difference.kind == "quotation":
        return quote, ""  # the words themselves say more than the name of an act, or a count
    meant = tuple(dict.fromkeys(_value(difference, one, code, names) for one in reading.values))
    return quote, wording(code).joined(meant)


def readings_words(
    difference: Difference, codes: Sequence[str], code: str, names: Names = no_names
) -> str:
    """What each version says, in one line for readers of ``code``."""
    said: dict[tuple[str, ...], list[Reading]] = {}
    for reading in difference.readings:
        if reading.code in codes:
            said.setdefault(reading.values or reading.quotes, []).append(reading)
    words = wording(code)
    colon = str(language(code).table("language")["punctuation"]["colon"])
    gap = "" if language(code).script == "Hani" else " "
    semicolon = str(language(code).table("language")["punctuation"]["semicolon"])
    parts = []
    for group in said.values():
        # Those who say the same are told in the words of the reader, where he has them.
        first = next((reading for reading in group if reading.code == code), group[0])
        quote, meant = reading_words(difference, first, code, names)
        who = words.joined(tuple(language(reading.code).name(code) for reading in group))
        told = quote or meant or words_of("side", "silent", code)
        if quote and meant and first.code != code and meant != quote:
            told = words_of("side", "meant", code, words=quote, meant=meant)
        parts.append(f"{who}{colon}{gap}{told}")
    return f"{semicolon}{gap}".join(parts)


# ------------------------------------------------------------------ marks


class Stretch(NamedTuple):
    """Words of one look in a cell, or (``note``) the place of a note marker.

    ``marks`` are the indices of the differences, in ``Concordance.differences``, that these
    words belong to.
    """

    text: str
    kind: Literal["opening", "text", "note"]
    marks: tuple[int, ...] = ()


class Marked(NamedTuple):
    """A cell with its printed label, its words in stretches, and the differences that have no
    words in it: something stands elsewhere that does not stand here."""

    label: str | None
    level: int
    stretches: tuple[Stretch, ...]
    unplaced: tuple[int, ...]


def marked(concordance: Concordance, records: Mapping[str, Record]) -> Callable[..., Marked]:
    """A function that gives the cell of a row and a version with its differences marked.

    It is called with the index of the row, the cell, and the indices of the differences to mark.
    """
    homes = {code: _passages(record) for code, record in records.items()}

    def cell_of(cell: Cell, differences: Sequence[int]) -> Marked:
        passage = homes[cell.code].get(cell.address)
        ranges: list[tuple[int, int, int]] = []
        unplaced: list[int] = []
        for index in differences:
            found = _ranges(concordance.differences[index], cell, passage)
            ranges += ((start, end, index) for start, end in found)
            if not found:
                unplaced.append(index)
        paragraph = passage if isinstance(passage, Paragraph) else None
        label = paragraph.label if paragraph is not None else None
        if isinstance(passage, Note):
            label = passage.marker
        level = paragraph.level if paragraph else 1
        return Marked(label, level, _stretches(cell, paragraph, ranges), tuple(unplaced))

    return cell_of


def _passages(record: Record) -> dict[str, Paragraph | Note]:
    out: dict[str, Paragraph | Note] = {}
    for paragraph in record.resolution.paragraphs():
        out.setdefault(paragraph.address, paragraph)
    for note in record.resolution.notes:
        out.setdefault(f"note{note.marker}", note)
    return out


def _ranges(
    difference: Difference, cell: Cell, passage: Paragraph | Note | None
) -> list[tuple[int, int]]:
    """Where the words of a difference stand in the text of a cell."""
    reading = next((r for r in difference.readings if r.code == cell.code), None)
    if reading is None:
        return []
    pieces = passage.pieces if passage is not None and passage.text == cell.text else ()
    found = [inside(pieces, span) for span in reading.spans]
    ranges = [one for one in found if one[0] >= 0]
    if not ranges:  # no way back into the source: the words tell, where they stand but once
        for quote in reading.quotes:
            at = cell.text.find(quote) if quote else -1
            if at >= 0 and cell.text.find(quote, at + 1) < 0:
                ranges.append((at, at + len(quote)))
    return ranges


def _stretches(
    cell: Cell, paragraph: Paragraph | None, ranges: Sequence[tuple[int, int, int]]
) -> tuple[Stretch, ...]:
    text = cell.text
    opening = (0, 0)
    markers: tuple[tuple[int, str], ...] = ()
    if paragraph is not None and paragraph.text == text:
        markers = marker_places(paragraph)
        begin = text.find(paragraph.opening) if paragraph.opening else -1
        if begin >= 0:
            opening = (begin, begin + len(paragraph.opening or ""))
    cuts = {0, len(text), *opening, *(at for at, _ in markers)}
    cuts.update(edge for start, end, _ in ranges for edge in (start, end))
    waiting = list(markers)
    out: list[Stretch] = []
    for first, last in pairwise(sorted(cuts)):
        while waiting and waiting[0][0] <= first:
            out.append(Stretch(waiting.pop(0)[1], "note"))
        here = tuple(sorted({n for start, end, n in ranges if start <= first and last <= end}))
        kind: Literal["opening", "text"] = "opening" if opening[0] <= first < opening[1] else "text"
        out.append(Stretch(text[first:last], kind, here))
    out.extend(Stretch(marker, "note") for _, marker in waiting)
    return tuple(out)
