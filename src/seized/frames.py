"""Findings as tables for those who compute: rows, pandas and polars.

>>> import seized
>>> from seized.frames import mandates_frame, rows
>>> record = seized.read("75-268.docx")                       # doctest: +SKIP
>>> rows(record)[0]["deliverable"]                            # doctest: +SKIP
>>> mandates_frame(record, kind="polars")                     # doctest: +SKIP
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from seized.model.errors import SeizedError
from seized.model.record import Record
from seized.writing.tables import (
    CITATION_COLUMNS,
    MANDATE_COLUMNS,
    Row,
    citation_rows,
    mandate_rows,
)

__all__ = ["Kind", "citations_frame", "mandates_frame", "rows"]

Kind = Literal["pandas", "polars"]


def rows(records: Record | Iterable[Record], table: str = "mandates") -> list[Row]:
    """The ``mandates`` or ``citations`` of one record or of many, one mapping each.

    Lists of ids, candidates and sessions are tuples; dates are ISO 8601 text, as exact as the
    resolution gives them. Raises ``KeyError`` for any other table.
    """
    make = {"mandates": mandate_rows, "citations": citation_rows}[table]
    many = [records] if isinstance(records, Record) else records
    return [row for record in many for row in make(record)]


def mandates_frame(records: Record | Iterable[Record], *, kind: Kind = "pandas") -> Any:
    """The mandates as a data frame of pandas or polars, whichever is asked for.

    Columns and, in polars, their types are always the same, also where there is no mandate.
    Raises ``SeizedError`` where the library is not installed.
    """
    return _frame(rows(records), MANDATE_COLUMNS, kind)


def citations_frame(records: Record | Iterable[Record], *, kind: Kind = "pandas") -> Any:
    """The citations as a data frame of pandas or polars; see `mandates_frame`."""
    return _frame(rows(records, "citations"), CITATION_COLUMNS, kind)


def _frame(table: list[Row], columns: Sequence[str], kind: Kind) -> Any:
    try:
        library = importlib.import_module(kind)
    except ModuleNotFoundError:
        raise SeizedError(
            f"{kind} is not installed", advice=f"`pip install {kind}`, or use seized.frames.rows"
        ) from None
    values = {column: [_value(row[column]) for row in table] for column in columns}
    if kind == "polars":  # which would else call a column without a value one of nulls
        return library.DataFrame(values, schema=_schema(library, columns))
    return library.DataFrame(values)


def _schema(library: Any, columns: Sequence[str]) -> dict[str, Any]:
    """The types of the columns for polars: text, but for lists and what is true or false."""
    special = {
        "addressees": library.List(library.String),
        "with": library.List(library.String),
        "candidates": library.List(library.String),
        "sessions": library.List(library.Int64),
        "existing_resources": library.Boolean,
    }
    return {column: special.get(column, library.String) for column in columns}


def _value(value: Any) -> Any:
    """Lists for tuples, and plain text for dates, which data frames know nothing about."""
    if isinstance(value, tuple):
        return list(value)
    return str.__str__(value) if isinstance(value, str) else value
