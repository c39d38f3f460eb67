"""Mandates of a record become rows that the language versions share.

A ``Book`` holds the mandates of one resolution; records change it in memory, and it is written
once. Loading many versions of a resolution so costs as little as loading one.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from seized.model.findings import Mandate as Read
from seized.model.record import Record
from seized.register.loading.doubts import key_of
from seized.register.loading.rows import insert, save_changed, save_new
from seized.register.models import (
    Addressee,
    Mandate,
    Resolution,
    ReviewItem,
    Version,
    Wording,
)

__all__ = ["Book", "books", "paired", "save_books", "worked_on"]

_DIFFER: Final = "versions-differ"


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


class Book:
    """The mandates of one resolution as they are to be. ``said`` tells their languages."""

    def __init__(
        self, resolution: Resolution, rows: Iterable[Mandate], said: Mapping[int, set[str]]
    ) -> None:
        self.resolution = resolution
        self.rows: dict[str, list[Mandate]] = _by_address(rows, "address")
        self.said: dict[int, set[str]] = {
            id(row): said.get(row.pk, set()) for group in self.rows.values() for row in group
        }
        self.reported: set[str] = set()
        self.changed: dict[int, Mandate] = {}
        self.dropped: list[int] = []
        self.unsaid: list[tuple[int, str]] = []
        self.wordings: dict[tuple[int, str], tuple[Mandate, Read]] = {}
        self.addressees: dict[int, tuple[Mandate, Read]] = {}
        self.reports: list[ReviewItem] = []

    def read(self, record: Record, version: Version, *, leads: bool) -> None:
        """Match the mandates of a version with those there are; add, change, or mark as gone."""
        first = not self.rows
        fields: dict[str, list[str]] = defaultdict(list)
        for mention in record.fields:
            if mention.field not in fields[mention.at]:
                fields[mention.at].append(mention.field)
        kept = set()
        for address, mandates in _by_address(record.mandates, "at").items():
            there = self.rows[address]
            taken = max((row.ordinal for row in there), default=0)
            for row, mandate in paired(there, mandates):
                new = row is None
                if row is None:
                    taken += 1
                    row = Mandate(resolution=self.resolution, address=address, ordinal=taken)
                    self.said[id(row)] = set()
                    there.append(row)
                if leads or new:
                    _neutral(row, mandate, fields[address])
                    row.needs_review = new and not leads and not first
                    self.addressees[id(row)] = (row, mandate)
                    self.changed[id(row)] = row
                elif _differs(row, mandate):
                    row.needs_review = True
                    self.changed[id(row)] = row
                    self._report(row, mandate, version)
                kept.add(id(row))
                self.wordings[id(row), record.language] = (row, mandate)
                self.said[id(row)].add(record.language)
        self.forget(record.language, kept, leads=leads)

    def forget(self, code: str, kept: Iterable[int] = (), *, leads: bool = False) -> None:
        """What a reading no longer finds loses its words; people's work about it is kept."""
        for row in [r for group in self.rows.values() for r in group if id(r) not in kept]:
            if code in self.said[id(row)]:
                self.said[id(row)].discard(code)
                if self.wordings.pop((id(row), code), None) is None or row.pk:
                    self.unsaid.append((row.pk, code))
            if not self.said[id(row)] and not worked_on(row):
                self._drop(row)
            elif leads or not self.said[id(row)]:
                row.gone = row.needs_review = True
                self.changed[id(row)] = row

    def _drop(self, row: Mandate) -> None:
        self.rows[row.address].remove(row)
        self.changed.pop(id(row), None)
        self.addressees.pop(id(row), None)
        if row.pk:
            self.dropped.append(row.pk)

    def _report(self, row: Mandate, mandate: Read, version: Version) -> None:
        values = {
            "force": row.force,
            "other_force": mandate.force,
            "deliverable": row.deliverable,
            "other_deliverable": mandate.deliverable,
            "sessions": ", ".join(map(str, row.sessions)),
            "other_sessions": ", ".join(map(str, mandate.due.sessions)),
        }
        key = key_of(_DIFFER, row.place, mandate.quote, values)
        if key in self.reported:
            return
        self.reported.add(key)
        span = mandate.span
        self.reports.append(
            ReviewItem(
                version=version,
                key=key,
                code=_DIFFER,
                address=row.place,
                start=span.start if span else None,
                end=span.end if span else None,
                values=values,
            )
        )


def books(resolutions: Sequence[Resolution]) -> dict[int, Book]:
    """The books of resolutions by primary key, in three queries however many they are."""
    keys = [resolution.pk for resolution in resolutions]
    said: dict[int, set[str]] = defaultdict(set)
    words = Wording.objects.filter(mandate__resolution__in=keys)
    for mandate, code in words.values_list("mandate", "language"):
        said[mandate].add(code)
    rows: dict[int, list[Mandate]] = defaultdict(list)
    for row in Mandate.objects.filter(resolution__in=keys):
        rows[row.resolution_id].append(row)
    out = {r.pk: Book(r, rows[r.pk], said) for r in resolutions}
    reported = ReviewItem.objects.filter(code=_DIFFER, version__resolution__in=keys)
    for resolution, key in reported.values_list("version__resolution", "key"):
        out[resolution].reported.add(key)
    return out


def save_books(held: Iterable[Book], known: dict[str, int]) -> None:
    """Write what changed. ``known`` gives the primary keys of entities by actor id."""
    held = list(held)
    changed = [row for book in held for row in book.changed.values()]
    new = [row for row in changed if row.pk is None]
    old = [row for row in changed if row.pk is not None]
    if dropped := [key for book in held for key in book.dropped]:
        Mandate.objects.filter(pk__in=dropped).delete()
    for key, code in (pair for book in held for pair in book.unsaid):
        Wording.objects.filter(mandate=key, language=code).delete()
    save_changed(old)
    save_new(new)
    asked = [pair for book in held for pair in book.addressees.values()]
    if old:
        Addressee.objects.filter(mandate__in=[r.pk for r, _ in asked]).delete()
    insert(
        Addressee,
        ("mandate", "entity", "class_name", "role"),
        (row for mandate, read in asked for row in _addressees(mandate, read, known)),
    )
    insert(
        Wording,
        ("mandate", "language", "quote", "action", "addressees", "start", "end"),
        (
            _wording(row, read, code)
            for book in held
            for (_, code), (row, read) in book.wordings.items()
        ),
        unique=("mandate", "language"),
    )
    save_new([item for book in held for item in book.reports])


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


def _addressees(row: Mandate, mandate: Read, known: dict[str, int]) -> list[tuple[Any, ...]]:
    seen = dict.fromkeys((a.actor, a.class_, a.role) for a in mandate.addressees)
    return [
        (row.pk, known.get(actor) if actor else None, class_, role) for actor, class_, role in seen
    ]


def _wording(row: Mandate, mandate: Read, code: str) -> tuple[Any, ...]:
    start, end = (mandate.span.start, mandate.span.end) if mandate.span else (None, None)
    who = json.dumps([a.quote for a in mandate.addressees])
    return (row.pk, code, mandate.quote, mandate.action, who, start, end)


def _differs(row: Mandate, mandate: Read) -> bool:
    return (row.force, row.deliverable, list(row.sessions)) != (
        mandate.force,
        mandate.deliverable,
        list(mandate.due.sessions),
    )


def worked_on(row: Mandate) -> bool:
    """Whether people did something about a mandate that must not go with its text."""
    names = ("consultations", "programmes", "agreements", "calls")
    return row.pk is not None and (
        row.changes.filter(by__isnull=False).exists()
        or any(getattr(row, name).exists() for name in names)
    )
