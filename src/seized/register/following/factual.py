"""Resolutions that the register knows without a text, as records: what their rows say, no more."""

from __future__ import annotations

from typing import Any, cast

from seized.model.dates import PartialDate
from seized.model.findings import Addressee, Citation, Due, Mandate
from seized.model.record import LanguageCode, Provenance, Record, SourceInfo
from seized.model.resolution import Resolution as Read
from seized.model.resolution import Session
from seized.model.text import Span
from seized.register import models
from seized.symbols import parse

__all__ = ["record_of_facts"]

_NONE = ""


def record_of_facts(row: models.Resolution, code: str) -> Record:
    """A record in language ``code`` with the masthead and the mandates of the rows.

    Its mandates have no words. That a resolution follows another stands in the row alone, and is
    told as a citation in the masthead. ``row`` has its mandates at hand.
    """
    session = row.session
    kind = cast(Any, row.session_kind or "regular")
    return Record(
        SourceInfo(_NONE, "text/plain", 0),
        cast(LanguageCode, code),
        Read(
            row.symbol,
            row.organ or None,
            Session(session, kind) if session is not None else None,
            row.titles.get(code),
            tuple(row.items),
            row.agenda_titles.get(code),
            _date(row.adopted),
            _date(row.issued),
        ),
        Provenance(_NONE, _NONE),
        citations=_before(row),
        mandates=tuple(_mandate(one) for one in row.mandates.all() if not one.gone),
    )


def _before(row: models.Resolution) -> tuple[Citation, ...]:
    if row.previous is None:
        return ()
    symbol = parse(row.previous.symbol).canonical
    return (Citation("pp", Span(0, 0), _NONE, "document", "resolved", symbol),)


def _mandate(row: models.Mandate) -> Mandate:
    due = Due(
        tuple(row.sessions),
        _date(row.due_date),
        cast(Any, row.periodicity or None),
        _day(row.due_first),
        _day(row.due_last),
        row.due_rule or None,
        row.due_event or None,
        row.inferred,
    )
    asked = tuple(
        Addressee(one.entity.key if one.entity else None, cast(Any, one.class_name))
        for one in row.addressees.all()
    )
    return Mandate(
        f"{row.address}#{row.ordinal}", row.address, row.number or None, row.act,
        cast(Any, row.force), asked, cast(Any, row.deliverable), due,
    )  # fmt: skip


def _date(value: Any) -> PartialDate | None:
    return PartialDate(str.__str__(value)) if value else None


def _day(value: Any) -> PartialDate | None:
    return PartialDate(value.isoformat()) if value else None
