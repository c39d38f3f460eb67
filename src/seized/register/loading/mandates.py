"""Mandates of a record become rows that the language versions share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from seized.model.findings import Mandate as Read
from seized.model.record import Record
from seized.register.loading.doubts import key_of
from seized.register.models import (
    Addressee,
    Mandate,
    Resolution,
    ReviewItem,
    Version,
    Wording,
)

__all__ = ["load_mandates", "paired"]


def paired(rows: Sequence[Mandate], read: Sequence[Read]) -> list[tuple[Mandate | None, Read]]:
    """Which row each mandate read at one address belongs to; ``None`` for a new one.

    First those with the same act and deliverable, then with the same deliverable or act, then
    in the order in which they stand.
    """
    free = list(rows)
    found: dict[int, Mandate] = {}
    tests = (
        lambda row, m: row.act == m.act and row.deliverable == m.deliverable,
        lambda row, m: row.deliverable == m.deliverable or row.act == m.act,
        lambda row, m: True,
    )
    for test in tests:
        for place, mandate in enumerate(read):
            if place not in found:
                row = next((r for r in free if test(r, mandate)), None)
                if row is not None:
                    found[place] = row
                    free.remove(row)
    return [(found.get(place), mandate) for place, mandate in enumerate(read)]


def _by_address(mandates: Iterable[Any], name: str) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for mandate in mandates:
        groups[getattr(mandate, name)].append(mandate)
    return groups


def load_mandates(
    resolution: Resolution, record: Record, version: Version, known: dict[str, int], *, leads: bool
) -> None:
    """Match the mandates of a version with the rows there are; add, change, or mark as gone."""
    rows = _by_address(resolution.mandates.prefetch_related("wordings"), "address")
    read = _by_address(record.mandates, "at")
    fields: dict[str, list[str]] = defaultdict(list)
    for mention in record.fields:
        if mention.field not in fields[mention.at]:
            fields[mention.at].append(mention.field)
    kept = set()
    for address, mandates in read.items():
        there = rows.get(address, [])
        taken = max((row.ordinal for row in there), default=0)
        for row, mandate in paired(there, mandates):
            new = row is None
            if row is None:
                taken += 1
                row = Mandate(resolution=resolution, address=address, ordinal=taken)
            if leads or new:
                _neutral(row, mandate, fields[address])
                row.needs_review = new and not leads and bool(rows)
                row.save()
                _addressees(row, mandate, known)
            elif _differs(row, mandate):
                row.needs_review = True
                row.save(update_fields=["needs_review"])
                _report(row, mandate, version)
            kept.add(row.pk)
            _wording(row, mandate, record.language)
    _mark_gone(rows, kept, record.language, leads)


def _neutral(row: Mandate, mandate: Read, fields: list[str]) -> None:
    due = mandate.due
    row.number = mandate.number or ""
    row.act, row.force, row.deliverable = mandate.act, mandate.force, mandate.deliverable
    row.recipient = (mandate.recipient or "")[:160]
    row.sessions = list(due.sessions)
    row.due_date = due.date or ""
    row.due_first = due.from_.first if due.from_ else None
    row.due_last = due.to.last if due.to else None
    row.due_rule = due.rule or ""
    row.due_event = (due.event or "")[:200]
    row.periodicity, row.inferred = due.periodicity or "", due.inferred
    row.within_resources = mandate.within_existing_resources
    row.fields = fields
    row.gone = False


def _addressees(row: Mandate, mandate: Read, known: dict[str, int]) -> None:
    row.addressees.all().delete()
    seen = dict.fromkeys((a.actor, a.class_, a.role) for a in mandate.addressees)
    Addressee.objects.bulk_create(
        [
            Addressee(
                mandate=row,
                entity_id=known.get(actor) if actor else None,
                class_name=class_,
                role=role,
            )
            for actor, class_, role in seen
        ]
    )


def _differs(row: Mandate, mandate: Read) -> bool:
    return (row.force, row.deliverable, list(row.sessions)) != (
        mandate.force,
        mandate.deliverable,
        list(mandate.due.sessions),
    )


def _report(row: Mandate, mandate: Read, version: Version) -> None:
    values = {
        "force": row.force,
        "other_force": mandate.force,
        "deliverable": row.deliverable,
        "other_deliverable": mandate.deliverable,
        "sessions": ", ".join(map(str, row.sessions)),
        "other_sessions": ", ".join(map(str, mandate.due.sessions)),
    }
    key = key_of("versions-differ", row.place, mandate.quote, values)
    if not ReviewItem.objects.filter(version__resolution=row.resolution, key=key).exists():
        span = mandate.span
        ReviewItem.objects.create(
            version=version,
            key=key,
            code="versions-differ",
            address=row.place,
            start=span.start if span else None,
            end=span.end if span else None,
            values=values,
        )


def _wording(row: Mandate, mandate: Read, code: str) -> None:
    span = mandate.span
    Wording.objects.update_or_create(
        mandate=row,
        language=code,
        defaults={
            "quote": mandate.quote,
            "action": mandate.action,
            "addressees": [a.quote for a in mandate.addressees],
            "start": span.start if span else None,
            "end": span.end if span else None,
        },
    )


def _mark_gone(rows: dict[str, list[Mandate]], kept: set[int], code: str, leads: bool) -> None:
    """What a new reading no longer finds loses its words; people's work about it is kept."""
    for row in (r for group in rows.values() for r in group if r.pk not in kept):
        row.wordings.filter(language=code).delete()
        if not row.wordings.exists() and not _worked_on(row):
            row.delete()
        elif leads:
            row.gone = row.needs_review = True
            row.save(update_fields=["gone", "needs_review"])


def _worked_on(row: Mandate) -> bool:
    names = ("changes", "consultations", "programmes", "agreements", "calls")
    return any(getattr(row, name).exists() for name in names)
