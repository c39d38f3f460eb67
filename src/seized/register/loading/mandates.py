"""Mandates of a record become rows that the language versions share.

A ``Book`` holds the mandates of one resolution; records change it in memory, and it is written
once. Loading many versions of a resolution so costs as little as loading one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from seized.corrections import changed
from seized.model.findings import Mandate as Read
from seized.model.record import Record
from seized.register.loading.corrected import Kept, carry
from seized.register.loading.doubts import BETWEEN, key_of
from seized.register.loading.rows import as_json, blank, insert, save_changed, save_new
from seized.register.models import (
    Addressee,
    Correction,
    Mandate,
    Resolution,
    ReviewItem,
    Version,
    Wording,
)

__all__ = ["LEAD", "Book", "books", "paired", "save_books", "worked_on"]

LEAD: Final = ("en", "fr", "es", "ru", "ar", "zh")
"""Whose reading of what the versions share is taken: that of the first at hand."""
_UNDECIDED: Final = (ReviewItem.State.OPEN, ReviewItem.State.GONE)


class Said(NamedTuple):
    """What one version says of a mandate, and where its words stand."""

    reading: dict[str, Any]
    start: int | None
    end: int | None


def paired(
    rows: Sequence[Mandate],
    read: Sequence[Read],
    was: Mapping[int, Sequence[Correction]] | None = None,
) -> list[tuple[Mandate | None, Read]]:
    """Which row each mandate read at one address belongs to; ``None`` for a new one.

    First those with the same act and deliverable, then with the same deliverable or act, then
    in the order in which they stand. A row that was corrected (``was``, by primary key) is known
    by what was read before as well.
    """
    free = list(rows)
    found: dict[int, Mandate] = {}

    def same(row: Mandate, mandate: Read, name: str) -> bool:
        value = getattr(mandate, name)
        before = (one.was.get(name) for one in (was or {}).get(row.pk, ()))
        return value == getattr(row, name) or value in before

    tests: tuple[Callable[[Mandate, Read], bool], ...] = (
        lambda row, m: same(row, m, "act") and same(row, m, "deliverable"),
        lambda row, m: same(row, m, "deliverable") or same(row, m, "act"),
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
    """The mandates of one resolution as they are to be. ``said`` tells what each version says."""

    def __init__(
        self,
        resolution: Resolution,
        rows: Iterable[Mandate],
        said: Mapping[int, dict[str, Said]],
        kept: Kept,
        items: Iterable[ReviewItem],
    ) -> None:
        self.resolution = resolution
        self.kept = kept
        self.items = {item.key: item for item in items}
        self.rows: dict[str, list[Mandate]] = _by_address(rows, "address")
        self.said: dict[int, dict[str, Said]] = {
            id(row): said.get(row.pk, {}) for group in self.rows.values() for row in group
        }
        self.changed: dict[int, Mandate] = {}
        self.dropped: list[int] = []
        self.unsaid: list[tuple[int, str]] = []
        self.wordings: dict[tuple[int, str], tuple[Mandate, Read]] = {}
        self.addressees: dict[int, tuple[Mandate, Read]] = {}
        self.carried: dict[str, list[Correction]] = defaultdict(list)
        self.reports: list[ReviewItem] = []

    def read(self, record: Record, *, leads: bool) -> None:
        """Match the mandates of a version with those there are; add, change, or mark as gone."""
        fields: dict[str, list[str]] = defaultdict(list)
        for mention in record.fields:
            if mention.field not in fields[mention.at]:
                fields[mention.at].append(mention.field)
        kept = set()
        for address, mandates in _by_address(record.mandates, "at").items():
            there = self.rows[address]
            taken = max((row.ordinal for row in there), default=0)
            for row, found in paired(there, mandates, self.kept.shared):
                new = row is None
                if row is None:
                    taken += 1
                    row = blank(Mandate)
                    row.resolution, row.address, row.ordinal = self.resolution, address, taken
                    self.said[id(row)] = {}
                    there.append(row)
                mandate = self._corrected(row, found, record.language)
                kept.add(id(row))
                if mandate is None:
                    continue
                if leads or new:
                    _neutral(row, mandate, fields[address])
                    self.addressees[id(row)] = (row, mandate)
                    self.changed[id(row)] = row
                self.wordings[id(row), record.language] = (row, mandate)
                self.said[id(row)][record.language] = _said(mandate)
        self.forget(record.language, kept, leads=leads)

    def _corrected(self, row: Mandate, mandate: Read, code: str) -> Read | None:
        """The mandate with what people said of it in any language; nothing if it is none."""
        for shared in self.kept.shared.get(row.pk, ()):
            carried = carry(shared, row, mandate, code)
            if carried is not None:
                self.carried[code].append(carried)
                if carried.what == "remove":
                    return None
                mandate = changed(mandate, carried.values)
        return mandate

    def forget(self, code: str, kept: Iterable[int] = (), *, leads: bool = False) -> None:
        """What a reading no longer finds loses its words; people's work about it is kept."""
        for row in [r for group in self.rows.values() for r in group if id(r) not in kept]:
            if any(one.what == "remove" for one in self.kept.shared.get(row.pk, ())):
                continue
            if code in self.said[id(row)]:
                del self.said[id(row)][code]
                if self.wordings.pop((id(row), code), None) is None or row.pk:
                    self.unsaid.append((row.pk, code))
            if not self.said[id(row)] and not worked_on(row):
                self._drop(row)
            elif leads or not self.said[id(row)]:
                row.gone = True
                self.changed[id(row)] = row

    def _drop(self, row: Mandate) -> None:
        self.rows[row.address].remove(row)
        self.changed.pop(id(row), None)
        self.addressees.pop(id(row), None)
        if row.pk:
            self.dropped.append(row.pk)

    def settle(self, versions: Mapping[str, Version]) -> None:
        """Open an item where the versions differ about a mandate, and close what is settled.

        ``versions`` are the current ones by language.
        """
        wanted: set[str] = set()
        for row in [r for group in self.rows.values() for r in group]:
            items = list(self._doubted(row, versions))
            wanted |= {item.key for item in items}
            review = any(self._open(item) for item in items) or (row.gone and not versions)
            if row.needs_review != review:
                row.needs_review = review
                self.changed[id(row)] = row
        for key, item in self.items.items():
            if key not in wanted and item.state == ReviewItem.State.OPEN:
                item.state = ReviewItem.State.GONE
                item.save(update_fields=["state"])

    def _open(self, item: ReviewItem) -> bool:
        """Whether a doubt waits for a decision; a new one is kept to be saved."""
        there = self.items.get(item.key)
        if there is None:
            self.reports.append(item)
            return True
        waits = there.state in _UNDECIDED
        if there.version_id != item.version.pk or there.state == ReviewItem.State.GONE:
            there.version, there.start, there.end = item.version, item.start, item.end
            if waits:
                there.state = ReviewItem.State.OPEN
            self.reports.append(there)
        return waits

    def _doubted(self, row: Mandate, versions: Mapping[str, Version]) -> Iterator[ReviewItem]:
        """What is doubtful about a mandate now; a mandate that a person took out is none."""
        said = {code: one for code, one in self.said[id(row)].items() if code in versions}
        lead = min(versions, key=LEAD.index, default=None)
        if any(one.what == "remove" for one in self.kept.shared.get(row.pk, ())) or lead is None:
            return
        if row.gone:
            if not said:
                yield _between("mandate-gone", row, versions[lead], Said({}, None, None), {})
            return
        mine = _reading(row)
        for code, one in said.items():
            if one.reading and one.reading != mine:
                values = {
                    key: _shown(value)
                    for name in mine
                    if mine[name] != one.reading.get(name)
                    for key, value in ((name, mine[name]), (f"other_{name}", one.reading.get(name)))
                }
                yield _between("versions-differ", row, versions[code], one, values)
        if said and lead not in said:
            first = min(said, key=LEAD.index)
            values = {"without": lead}
            yield _between(BETWEEN[1], row, versions[first], said[first], values)


def _between(
    code: str, row: Mandate, version: Version, said: Said, values: dict[str, str]
) -> ReviewItem:
    return ReviewItem(
        version=version,
        mandate=row,
        key=key_of(code, row.place, version.language, values),
        code=code,
        address=row.address,
        start=said.start,
        end=said.end,
        values=values,
    )


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def books(resolutions: Sequence[Resolution], kept: Mapping[int, Kept]) -> dict[int, Book]:
    """The books of resolutions by primary key, in three queries however many they are."""
    keys = [resolution.pk for resolution in resolutions]
    said: dict[int, dict[str, Said]] = defaultdict(dict)
    words = Wording.objects.filter(mandate__resolution__in=keys)
    for mandate, code, reading, start, end in words.values_list(
        "mandate", "language", "reading", "start", "end"
    ):
        said[mandate][code] = Said(reading, start, end)
    rows: dict[int, list[Mandate]] = defaultdict(list)
    for row in Mandate.objects.filter(resolution__in=keys):
        rows[row.resolution_id].append(row)
    items: dict[int, list[ReviewItem]] = defaultdict(list)
    between = ReviewItem.objects.filter(code__in=BETWEEN, version__resolution__in=keys)
    for item in between.select_related("version").defer("version__data", "version__corrected"):
        items[item.version.resolution_id].append(item)
    return {r.pk: Book(r, rows[r.pk], said, kept[r.pk], items[r.pk]) for r in resolutions}


def save_books(held: Iterable[Book], known: dict[str, int]) -> None:
    """Write what changed. ``known`` gives the primary keys of entities by actor id."""
    held = list(held)
    changed_rows = [row for book in held for row in book.changed.values()]
    new = [row for row in changed_rows if row.pk is None]
    old = [row for row in changed_rows if row.pk is not None]
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
        (
            "mandate",
            "language",
            "quote",
            "action",
            "subject",
            "addressees",
            "start",
            "end",
            "reading",
        ),
        (
            _wording(row, read, code)
            for book in held
            for (_, code), (row, read) in book.wordings.items()
        ),
        unique=("mandate", "language"),
    )
    reports = [item for book in held for item in book.reports]
    fresh = [item for item in reports if item.pk is None]
    for item in reports:
        if item.pk is not None:
            item.save()
    save_new(fresh)
    save_new([one for book in held for group in book.carried.values() for one in group])


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
    reading, start, end = _said(mandate)
    who = as_json([a.quote for a in mandate.addressees])
    subject = mandate.subject or ""
    held = as_json(reading)
    return (row.pk, code, mandate.quote, mandate.action, subject, who, start, end, held)


def _said(mandate: Read) -> Said:
    reading = {
        "force": mandate.force,
        "deliverable": mandate.deliverable,
        "sessions": list(mandate.due.sessions),
    }
    start, end = mandate.span or (None, None)
    return Said(reading, start, end)


def _reading(row: Mandate) -> dict[str, Any]:
    return {"force": row.force, "deliverable": row.deliverable, "sessions": list(row.sessions)}


def worked_on(row: Mandate) -> bool:
    """Whether people did something about a mandate that must not go with its text."""
    names = ("consultations", "programmes", "agreements", "calls", "corrections")
    return row.pk is not None and (
        row.changes.filter(by__isnull=False).exists()
        or any(getattr(row, name).exists() for name in names)
    )
