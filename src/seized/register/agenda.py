"""The provisional agenda of a session, as resolutions have decided it, and what has lapsed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from seized.register.models import Mandate, Resolution
from seized.register.tongue import code_of
from seized.writing.docx import Cell, Document, Paragraph, Row, Table, Text, to_docx
from seized.writing.tables import to_csv

__all__ = ["Entry", "agenda", "columns", "lapsed", "sessions", "to_agenda_csv", "to_agenda_docx"]

_RHYTHM = 2  # the cooperation items and most others return every second session


class Entry(NamedTuple):
    """An item or sub-item that a resolution put on the agenda of a session.

    ``letter`` is that of the sub-item in the resolution's own session, stable from session to
    session; the number of the item is given anew each time. ``report`` is the mandate that asks
    for a report at the same session, if there is one.
    """

    resolution: Resolution
    mandate: Mandate
    letter: str
    title: str
    report: Mandate | None


def sessions() -> list[int]:
    """The sessions for which some resolution put an item on the agenda, latest first."""
    rows = Mandate.objects.filter(deliverable="agenda-item", gone=False)
    return sorted(
        {n for found in rows.values_list("sessions", flat=True) for n in found}, reverse=True
    )


def agenda(session: int, code: str) -> list[Entry]:
    """The entries of one session, lettered sub-items in the order of their letters."""
    asked = _due(session, "agenda-item")
    reports: dict[int, Mandate] = {}
    for mandate in _due(session, "report"):
        reports.setdefault(mandate.resolution_id, mandate)
    entries = [
        Entry(m.resolution, m, m.resolution.letter, m.resolution.title(code),
              reports.get(m.resolution_id))
        for m in asked
    ]  # fmt: skip
    return sorted(
        entries, key=lambda e: (e.letter == "", _letters(e.letter), e.resolution.sort_key)
    )


def lapsed(session: int, code: str) -> list[Entry]:
    """Lettered sub-items that the session two before had, and that no resolution asks for again.

    Only told where resolutions of that session are at hand: a gap in the register is no lapse.
    """
    before = agenda(session - _RHYTHM, code)
    if not Resolution.objects.filter(session=session - _RHYTHM, organ="general-assembly").exists():
        return []
    now = {entry.letter for entry in agenda(session, code)}
    return [entry for entry in before if entry.letter and entry.letter not in now]


def _due(session: int, deliverable: str) -> list[Mandate]:
    rows = (
        Mandate.objects.filter(deliverable=deliverable, gone=False)
        .exclude(sessions=[])
        .select_related("resolution")
        .order_by("resolution__sort_key", "address", "ordinal")
    )
    return [row for row in rows if session in row.sessions]


def _letters(letter: str) -> tuple[int, str]:
    return len(letter), letter


def columns() -> list[str]:
    """The headings of the table, in the language in force."""
    return [_("Sub-item"), _("Title"), _("Source"), _("Report expected"), _("Status")]


def _cells(entry: Entry, gone: bool) -> list[str]:
    source = f"{entry.resolution.symbol}, {entry.mandate.place}"
    report = entry.report.place if entry.report else ""
    return [
        f"({entry.letter})" if entry.letter else "",
        entry.title,
        source,
        report,
        _("Lapsed") if gone else "",
    ]


def _rows(session: int, code: str) -> Iterable[list[str]]:
    yield from (_cells(entry, False) for entry in agenda(session, code))
    yield from (_cells(entry, True) for entry in lapsed(session, code))


def to_agenda_csv(session: int, code: str) -> bytes:
    """The agenda as CSV with a mark that tells spreadsheets it is UTF-8."""
    names = columns()
    rows = [dict(zip(names, row, strict=True)) for row in _rows(session, code)]
    return to_csv(rows, names, bom=True)


def to_agenda_docx(session: int, code: str) -> bytes:
    """The agenda as a table for Word, right to left in Arabic."""
    code = code_of(code)

    def row(values: list[str], style: str, head: bool = False) -> Row:
        return Row(tuple(Cell((Paragraph((Text(v),), style),)) for v in values), head)

    head = row(columns(), "TableHead", head=True)
    body = (row(values, "TableText") for values in _rows(session, code))
    table = Table((head, *body), (10, 40, 22, 16, 12))
    title = _("Provisional agenda of session %(n)s") % {"n": session}
    blocks = (Paragraph((Text(title),), "Title"), table)
    return to_docx(Document(code, blocks, title=title, landscape=True))
