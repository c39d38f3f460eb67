"""Mandates and citations as rows: plain values for programs, words for people, CSV.

A row is a mapping of column names to values. The names are those of the published record and the
same in every language; `headings` gives what a reader of a language calls them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from seized.languages import language
from seized.model.findings import Due, Mandate
from seized.model.record import Record
from seized.writing.wording import wording

__all__ = [
    "CITATION_COLUMNS",
    "MANDATE_COLUMNS",
    "Names",
    "Row",
    "citation_rows",
    "due_words",
    "headings",
    "mandate_row",
    "mandate_rows",
    "no_names",
    "to_csv",
    "who",
    "worded",
]

Row = dict[str, Any]
Names = Callable[[str, str], str]
"""From the id of an actor and a language code to the name to show."""

MANDATE_COLUMNS: Final = (
    "resolution",
    "paragraph",
    "number",
    "addressees",
    "with",
    "force",
    "act",
    "deliverable",
    "action",
    "sessions",
    "date",
    "periodicity",
    "from",
    "to",
    "recipient",
    "subject",
    "existing_resources",
    "quote",
    "rule",
    "id",
    "language",
    "file",
)
CITATION_COLUMNS: Final = (
    "resolution",
    "place",
    "quote",
    "kind",
    "outcome",
    "cited",
    "candidates",
    "pinpoint",
    "date",
    "rule",
    "language",
    "file",
)
# What a spreadsheet would take for the beginning of a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def no_names(actor: str, code: str) -> str:
    """The id itself, where no catalogue is at hand."""
    return actor


def headings(columns: Sequence[str], code: str) -> list[str]:
    """What readers of a language call the columns."""
    names: Mapping[str, str] = language(code).table("tables")["columns"]
    return [names[column] for column in columns]


def worded(section: str, key: str | None, code: str) -> str:
    """The word for a value, such as a force; the value itself where there is none."""
    return str(language(code).table("tables")[section].get(key, key or ""))


def who(
    record: Record, mandate: Mandate, code: str, names: Names, role: str = "addressee"
) -> list[str]:
    """The addressees or co-actors of a mandate by name.

    Those without an entry in the catalogue are told in the words of the text, or by their class
    to readers of another language.
    """
    own = record.language == code
    out = []
    for one in mandate.addressees:
        if one.role == role:
            words = one.quote if own else ""
            out.append(
                names(one.actor, code) if one.actor else words or worded("class", one.class_, code)
            )
    return list(dict.fromkeys(out))


def due_words(due: Due, code: str) -> str:
    """When, in short: sessions, a date, a period, or the event."""
    table, words = language(code).table("tables"), wording(code)
    out: list[str] = []
    if due.sessions:
        numbers = words.joined(tuple(str(number) for number in due.sessions))
        out.append(str(table["words"]["session"]).format(n=numbers))
    if due.date:
        out.append(words.date(due.date))
    if due.periodicity:
        period = str(table["periodicity"][due.periodicity])
        told = str(table["words"]["inferred"]).format(period=period)
        out.append(told if due.inferred else period)
    if not out and due.event:
        out.append(due.event)
    return language(code).table("printing")["lists"]["comma"].join(out) if out else ""


def mandate_row(record: Record, mandate: Mandate) -> Row:
    """One mandate as plain values; addressees and co-actors are tuples of ids or classes."""
    due = mandate.due

    def named(role: str) -> tuple[str, ...]:
        found = (a.actor or a.class_ for a in mandate.addressees if a.role == role)
        return tuple(dict.fromkeys(found))

    return {
        "resolution": record.resolution.symbol,
        "paragraph": mandate.at,
        "number": mandate.number,
        "addressees": named("addressee"),
        "with": named("co-actor"),
        "force": mandate.force,
        "act": mandate.act,
        "deliverable": mandate.deliverable,
        "action": mandate.action,
        "sessions": due.sessions,
        "date": due.date,
        "periodicity": due.periodicity,
        "from": due.from_,
        "to": due.to,
        "recipient": mandate.recipient,
        "subject": mandate.subject,
        "existing_resources": mandate.within_existing_resources,
        "quote": mandate.quote,
        "rule": mandate.rule,
        "id": mandate.id,
        "language": record.language,
        "file": record.source.name,
    }


def mandate_rows(record: Record) -> list[Row]:
    """The mandates of a record, one row each, in reading order."""
    return [mandate_row(record, mandate) for mandate in record.mandates]


def citation_rows(record: Record) -> list[Row]:
    """The citations of a record, one row each, in the order of the record."""
    return [
        {
            "resolution": record.resolution.symbol,
            "place": one.at,
            "quote": one.quote,
            "kind": one.kind,
            "outcome": one.outcome,
            "cited": one.symbol,
            "candidates": one.candidates,
            "pinpoint": one.pinpoint,
            "date": one.date,
            "rule": one.rule,
            "language": record.language,
            "file": record.source.name,
        }
        for one in record.citations
    ]


def to_csv(
    rows: Iterable[Row], columns: Sequence[str], *, bom: bool = False, about: Sequence[str] = ()
) -> bytes:
    """Rows as CSV (RFC 4180, UTF-8). ``bom`` adds the mark that spreadsheets ask for.

    ``about`` are lines of remarks before the headings, each with ``# `` in front.

    Several values in a cell are joined by ``; ``. A cell that a spreadsheet would run as a
    formula gets an apostrophe in front.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for line in about:
        writer.writerow([f"# {line}"])
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return _guarded("; ".join(map(str, value)))
    return _guarded(str(value))


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
