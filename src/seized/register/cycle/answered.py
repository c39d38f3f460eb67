"""What was done about mandates, as far as a person may see it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import Q

from seized.model.dates import PartialDate
from seized.register.models import (
    Agreement,
    Consultation,
    Entity,
    Mandate,
    Programme,
    Shared,
    Status,
    Verdict,
)
from seized.register.policy import Person, visible

__all__ = [
    "Answered",
    "answered",
    "done_by",
    "in_order",
    "is_standing",
    "lacking",
    "proved",
    "spoken_of",
    "standing",
]

_PARTS: Final = re.compile(r"\d+|\D+")
_SOON: Final = datetime.timedelta(180)
_RECORDS: Final = (Consultation, Programme, Agreement)
_DONE: Final = frozenset({Status.MET, Status.SUPERSEDED, Status.LAPSED})
_SHOWN: Final = frozenset({Status.MET, Status.PARTLY})


class Answered(NamedTuple):
    """A mandate with what answers it; ``last`` is the latest consultation about it."""

    mandate: Mandate
    consultations: list[Consultation]
    programmes: list[Programme]
    agreements: list[Agreement]
    standing: bool

    @property
    def latest(self) -> datetime.date | PartialDate | None:
        """The day of the last action: a record, a status that a person set, a document."""
        days = [str.__str__(row.first or "") for row in self.consultations]
        days += [str.__str__(row.first or "") for row in self.programmes]
        days += [str.__str__(row.signed or "") for row in self.agreements]
        moved = [c.at.date().isoformat() for c in self.mandate.changes.all() if c.by_id]
        day, _document = self.proof
        newest = max((one for one in (*days, *moved, day) if one), default="")
        return PartialDate(newest) if newest else None

    @property
    def proof(self) -> tuple[str, str]:
        """As ``proved``."""
        return proved(self.mandate.status, getattr(self.mandate, "verdict", None))

    @property
    def missing(self) -> str:
        """The deliverable that nothing answers yet; nothing where it was met or is past."""
        shown = bool(self.consultations or self.programmes or self.agreements)
        return lacking(self.mandate.status, self.mandate.deliverable, self.standing, shown)

    @property
    def last(self) -> Consultation | None:
        """The latest consultation, by its first day."""
        return self.consultations[0] if self.consultations else None


def proved(status: str, verdict: Verdict | None) -> tuple[str, str]:
    """Day and symbol of the document that shows that it was done; nothing where none does.

    The day is as exact as the document's date, and nothing where that is not known.
    """
    if verdict is None or status not in _SHOWN or verdict.status != status:
        return "", ""
    first: dict[str, Any] = next(iter(verdict.evidence), {})
    return str(first.get("date", "")), str(first.get("document", ""))


def lacking(status: str, deliverable: str, standing: bool, shown: bool) -> str:
    """The deliverable that nothing answers yet; ``shown`` is whether a record answers it."""
    if shown or status in _DONE:
        return ""
    once = status in (Status.OPEN, Status.OVERDUE, Status.PARTLY)
    return str(deliverable) if standing or once else ""


def is_standing(mandate: Any) -> bool:
    """Whether it asks for something again and again, or for consultation without an end."""
    return bool(mandate.periodicity) or mandate.deliverable == "consultation"


def in_order(mandate: Any) -> tuple[Any, ...]:
    """A key that sorts mandates as they stand: op2 before op10, op2.a before op2.b."""
    parts = _PARTS.findall(mandate.address)
    return (*((0, int(p), "") if p.isdigit() else (1, 0, p) for p in parts), mandate.ordinal)


def answered(mandates: Iterable[Mandate], who: Person) -> list[Answered]:
    """Each mandate with the records about it that the person may see, the latest first."""
    rows = list(mandates)
    found = {model: _about(model, rows, who) for model in _RECORDS}
    return [
        Answered(
            mandate,
            found[Consultation].get(mandate.pk, []),  # type: ignore[arg-type]
            found[Programme].get(mandate.pk, []),  # type: ignore[arg-type]
            found[Agreement].get(mandate.pk, []),  # type: ignore[arg-type]
            is_standing(mandate),
        )
        for mandate in rows
    ]


def _about(model: type[Shared], rows: list[Mandate], who: Person) -> dict[int, list[Shared]]:
    wanted = {row.pk for row in rows}
    records = visible(model._default_manager.filter(mandates__in=wanted), who)
    out: dict[int, list[Shared]] = {}
    for record in records.prefetch_related("mandates"):
        for mandate in record.mandates.all():
            if mandate.pk in wanted:
                out.setdefault(mandate.pk, []).append(record)
    return out


def spoken_of(mandates: Sequence[int]) -> frozenset[int]:
    """Those of some mandates, by key, of which any record speaks, whoever may see it.

    It tells which need ``answered``; it is never shown.
    """
    if not mandates:
        return frozenset()
    marks = ", ".join(["%s"] * len(mandates))
    tables = [model.mandates.through._meta.db_table for model in _RECORDS]
    each = [f"SELECT mandate_id FROM {table} WHERE mandate_id IN ({marks})" for table in tables]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(each), [*mandates] * len(each))
        return frozenset(key for (key,) in cursor.fetchall())


def done_by(entity: Entity, who: Person, most: int = 10) -> dict[str, list[Shared]]:
    """What an entity took part in, as far as the person may see it, the latest first."""
    if not _took_part(entity):
        return {"consultations": [], "programmes": [], "agreements": []}
    took_part = {
        "consultations": Consultation.objects.filter(participants=entity),
        "programmes": Programme.objects.filter(
            Q(lead=entity) | Q(contributing=entity) | Q(partners=entity)
        ),
        "agreements": Agreement.objects.filter(parties=entity),
    }
    return {name: list(visible(rows, who)[:most]) for name, rows in took_part.items()}


def _took_part(entity: Entity) -> bool:
    """Whether any record is about the entity: one plain question instead of three long ones."""
    joins = (
        Consultation.participants, Programme.contributing, Programme.partners, Agreement.parties,
    )  # fmt: skip
    tables = [(join.through._meta.db_table, "entity_id") for join in joins]
    tables.append((Programme._meta.db_table, "lead_id"))
    each = [f"SELECT 1 FROM {table} WHERE {column} = %s" for table, column in tables]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(each)} LIMIT 1", [entity.pk] * len(each))
        return cursor.fetchone() is not None


def standing(agreement: Agreement, replaced: bool, today: datetime.date | None = None) -> str:
    """``superseded``, ``expired``, ``expiring`` (within 180 days) or nothing of these.

    A date that is only a month or a year has expired when all of it is past.
    """
    today = today or datetime.datetime.now(datetime.UTC).date()
    if replaced:
        return "superseded"
    if isinstance(agreement.expires, PartialDate):
        if agreement.expires.last < today:
            return "expired"
        if agreement.expires.first <= today + _SOON:
            return "expiring"
    return ""
