"""The table of mandates as a file, with the filter that made it written inside."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from seized.meaning.fields import field_name, fields
from seized.register.loading.entities import organ_name
from seized.register.mandates.facets import Facets
from seized.register.models import Addressee, Mandate
from seized.register.tongue import direction
from seized.writing.tables import headings, to_csv, worded
from seized.writing.xlsx import to_xlsx

__all__ = ["FORMS", "listed"]

FORMS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
_COLUMNS: Final = (
    "resolution", "paragraph", "number", "addressees", "with", "force", "deliverable", "action",
    "sessions", "date", "periodicity", "from", "to", "recipient", "quote", "language",
)  # fmt: skip
_CHUNK: Final = 400


def listed(facets: Facets, code: str, form: str, address: str) -> bytes:
    """The mandates that fit, in the order of the table. ``address`` is that of the page.

    CSV begins with lines of remarks, the spreadsheet has them on a second sheet, JSON in
    ``filter``. Names are in the language of the page; JSON has the words of the record.
    """
    if form == "json":
        return _json(facets, address)
    rows = [_row(one, code) for one in _mandates(facets)]
    names = [*headings(_COLUMNS, code), _("Fields"), _("Status")]
    about = _about(facets, address)
    if form == "csv":
        lines = [f"{word}: {value}" for word, value in about]
        named = [dict(zip(names, row, strict=True)) for row in rows]
        return to_csv(named, names, bom=True, about=lines)
    rtl = direction(code) == "rtl"
    return to_xlsx(names, rows, sheet=_("Mandates"), rtl=rtl, about=(_("Filter"), about))


def _about(facets: Facets, address: str) -> list[tuple[str, str]]:
    """What the file shows: the filter in words, its address, the day."""
    out = [(str(title), name) for title, name, _query in facets.chips()]
    if asked := facets.given.get("q"):
        out.append((_("Words in the paragraph"), asked))
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    return [*(out or [(_("Filter"), _("All"))]), (_("Address"), address), (_("Date"), today)]


def _mandates(facets: Facets) -> Iterator[Mandate]:
    keys = facets.keys()
    for start in range(0, len(keys), _CHUNK):
        part = keys[start : start + _CHUNK]
        rows = Mandate.objects.filter(pk__in=part).select_related("resolution")
        found = rows.prefetch_related("wordings", "addressees__entity").in_bulk()
        yield from (found[key] for key in part if key in found)


def _named(row: Mandate, role: str, code: str) -> tuple[str, ...]:
    def name(one: Addressee) -> str:
        return one.entity.name(code) if one.entity else worded("class", one.class_name, code)

    return tuple(dict.fromkeys(name(one) for one in row.addressees.all() if one.role == role))


def _row(row: Mandate, code: str) -> Sequence[Any]:
    words = row.wording(code)
    return (
        row.resolution.symbol,
        row.place,
        row.number,
        _named(row, "addressee", code),
        _named(row, "co-actor", code),
        worded("force", row.force, code),
        worded("deliverable", row.deliverable, code),
        words.action if words else "",
        tuple(str(n) for n in row.sessions),
        row.due_date or "",
        worded("periodicity", row.periodicity, code) if row.periodicity else "",
        row.due_first.isoformat() if row.due_first else "",
        row.due_last.isoformat() if row.due_last else "",
        organ_name(row.recipient, code) if row.recipient else "",
        words.quote if words else "",
        words.language if words else "",
        tuple(field_name(one, code) if one in fields() else one for one in row.fields),
        row.get_status_display(),
    )


def _json(facets: Facets, address: str) -> bytes:
    kept = {key: value for key, value in facets.given.items() if key != "page"}
    body = {
        "filter": kept,
        "address": address,
        "made": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "mandates": [_plain(one) for one in _mandates(facets)],
    }
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


def _plain(row: Mandate) -> dict[str, Any]:
    who = [
        {"actor": one.entity.key if one.entity else None, "class": one.class_name,
         "role": one.role}
        for one in row.addressees.all()
    ]  # fmt: skip
    return {
        "resolution": row.resolution.symbol,
        "at": row.address,
        "place": row.place,
        "number": row.number or None,
        "act": row.act,
        "force": row.force,
        "deliverable": row.deliverable,
        "addressees": who,
        "sessions": row.sessions,
        "date": str.__str__(row.due_date) or None,
        "from": row.due_first.isoformat() if row.due_first else None,
        "to": row.due_last.isoformat() if row.due_last else None,
        "rule": row.due_rule or None,
        "periodicity": row.periodicity or None,
        "fields": row.fields,
        "status": row.status,
        "needs_review": row.needs_review,
        "words": {one.language: one.quote for one in row.wordings.all()},
    }
