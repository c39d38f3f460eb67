"""Data frames of findings, made by the libraries themselves."""

from __future__ import annotations

from typing import Any

import pandas
import polars
import pytest

import seized
from seized.frames import citations_frame, mandates_frame, rows
from seized.languages import CODES
from seized.model.record import Record
from seized.samples import path
from seized.writing.tables import CITATION_COLUMNS, MANDATE_COLUMNS


@pytest.fixture(scope="module", params=CODES)
def record(request: pytest.FixtureRequest) -> Record:
    return seized.read(path(request.param))


def test_a_record_gives_pandas_a_row_for_every_mandate(record: Any) -> None:
    frame = record.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns) == list(MANDATE_COLUMNS)
    assert list(frame["paragraph"]) == [mandate.at for mandate in record.mandates]
    assert list(frame["sessions"]) == [list(mandate.due.sessions) for mandate in record.mandates]


def test_a_record_gives_polars_a_row_for_every_mandate(record: Any) -> None:
    frame = record.to_polars()
    assert isinstance(frame, polars.DataFrame)
    assert frame["deliverable"].to_list() == [m.deliverable for m in record.mandates]
    assert frame["existing_resources"].dtype == polars.Boolean
    due = frame.filter(polars.col("sessions").list.len() > 0)
    assert due.height == sum(bool(mandate.due.sessions) for mandate in record.mandates) > 0


def test_polars_has_the_same_types_whatever_was_found(record: Record) -> None:
    for make, columns in ((mandates_frame, MANDATE_COLUMNS), (citations_frame, CITATION_COLUMNS)):
        full, empty = make(record, kind="polars"), make([], kind="polars")
        assert full.schema == empty.schema
        assert full.columns == list(columns)
        assert polars.concat([full, empty, full]).height == 2 * full.height


def test_frames_of_many_records_hold_all_their_rows(record: Record) -> None:
    assert len(mandates_frame([record, record])) == 2 * len(rows(record))
    assert len(citations_frame([record, record])) == 2 * len(rows(record, "citations"))
