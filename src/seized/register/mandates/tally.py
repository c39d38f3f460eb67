"""Every mandate in its order, and under each value of a facet one bit for each that has it.

Facets, their counts and pages are worked out from whole numbers of as many bits as there are
mandates: to narrow is ``&``, to count is ``bit_count``. A count so costs a microsecond where a
database walks thousands of rows. The tally of a process is made once, and what changed since is
read anew by the stamps of resolutions (``seized.register.models.counters``), so that it is never
behind the database.
"""

from __future__ import annotations

import datetime
import threading
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from heapq import merge
from itertools import islice
from typing import Any, Final, NamedTuple

from django.db import connection

from seized.register.models import Addressee, Entity, Mandate, Resolution, Wording
from seized.register.models.counters import MANDATES, NAMES, REMOVALS, counters

__all__ = ["DUE", "FACETS", "Keys", "Tally", "current", "forget"]

FACETS: Final = (
    "organ", "session", "item", "addressee", "force", "deliverable", "field", "status",
    "language", "review",
)  # fmt: skip
DUE: Final = ("90", "365", "past", "none")
_NEVER: Final = datetime.date.max
_FEW: Final = 2000  # mandates that may have changed before the tally is made as a whole
_CHUNK: Final = 500  # keys in one question to the database


class _Entry(NamedTuple):
    """What the tally knows of a mandate. ``order`` sorts: due first, then newest, then address."""

    order: tuple[datetime.date, int, str, int]
    key: int
    stamp: int
    first: datetime.date | None
    last: datetime.date | None
    values: tuple[tuple[str, str], ...]


class _Block:
    """Mandates in their order, with a number for each value. Positions count from 0."""

    def __init__(self, entries: Iterable[_Entry]) -> None:
        self.entries = sorted(entries)
        self.positions = {entry.key: position for position, entry in enumerate(self.entries)}
        self.all = (1 << len(self.entries)) - 1
        self.lasts = [entry.last for entry in self.entries if entry.last is not None]
        places: dict[tuple[str, str], list[int]] = defaultdict(list)
        undated = []
        for position, entry in enumerate(self.entries):
            for value in entry.values:
                places[value].append(position)
            if entry.first is None and entry.last is None:
                undated.append(position)
        self.undated = _bits(undated)
        self.bits = {value: _bits(found) for value, found in places.items()}
        self.names: dict[str, set[str]] = defaultdict(set)
        for facet, name in places:
            self.names[facet].add(name)

    def due(self, wanted: str, today: datetime.date) -> int:
        """As that of the tally."""
        if wanted == "none":
            return self.undated
        passed = bisect_left(self.lasts, today)
        if wanted == "past":
            return (1 << passed) - 1
        end = today + datetime.timedelta(int(wanted))
        return _bits(
            position
            for position in range(passed, len(self.lasts))
            if (first := self.entries[position].first) is not None and first <= end
        )

    def listed(self, inside: int) -> Iterator[_Entry]:
        """The mandates in ``inside``, in order."""
        if inside == self.all:
            return iter(self.entries)
        return map(self.entries.__getitem__, _positions(inside))


class Tally:
    """All mandates at one moment.

    Those that changed since the tally was last made as a whole are a block of their own, so that
    a change costs as much as it changes. Their bits stand above those of the others, among which
    what they take the place of is left out.
    """

    def __init__(
        self, at: Mapping[str, int], held: dict[int, list[_Entry]], names: dict[str, dict[str, str]]
    ) -> None:
        self.at = dict(at)
        self.held = held
        self.names = names
        self._before = held  # what the base is made of
        self._base = _Block(entry for group in held.values() for entry in group)
        self._begin(frozenset())

    def _begin(self, changed: frozenset[int]) -> None:
        """``changed`` are the resolutions whose mandates are in the later block."""
        self._changed = changed
        self._later = _Block(entry for key in changed for entry in self.held.get(key, ()))
        self._shift = len(self._base.entries)
        self._standing = self._base.all
        self._bits: dict[tuple[str, str], int] = {}
        self._totals: dict[str, list[tuple[str, int]]] = {}
        self._due: dict[tuple[str, datetime.date], int] = {}

    def with_changes(
        self, at: Mapping[str, int], fresh: Mapping[int, list[_Entry]], names: dict[str, Any]
    ) -> Tally:
        """The tally at a later moment: ``fresh`` are the mandates of the resolutions that changed,
        by resolution, none for one that has none any more.
        """
        held = {**self.held, **fresh}
        changed = self._changed | fresh.keys()
        if sum(len(held[key]) for key in changed) > max(_FEW, self._shift // 8):
            return Tally(at, held, names)
        later = copy(self)
        later.at, later.held, later.names = dict(at), held, names
        later._begin(changed)
        old = (entry.key for key in changed for entry in self._before.get(key, ()))
        later._standing &= ~_bits(self._base.positions[key] for key in old)
        return later

    @property
    def all(self) -> int:
        """Every mandate."""
        return self._joined(self._base.all, self._later.all)

    @property
    def keys(self) -> list[int]:
        """The key of every mandate, in order."""
        return self.listed(self.all)

    def _joined(self, base: int, later: int) -> int:
        return base & self._standing | later << self._shift if self._changed else base

    def _position(self, key: int) -> int | None:
        if (place := self._later.positions.get(key)) is not None:
            return place + self._shift
        place = self._base.positions.get(key)
        return place if place is not None and self._standing >> place & 1 else None

    def stamp(self, key: int) -> tuple[int, int]:
        """What changes whenever the mandate or a name changes, and stays otherwise."""
        if (place := self._later.positions.get(key)) is not None:
            return self._later.entries[place].stamp, self.at[NAMES]
        place = self._base.positions.get(key)
        return (0 if place is None else self._base.entries[place].stamp), self.at[NAMES]

    def of(self, facet: str, value: str) -> int:
        """The mandates that have a value; none for a value that no mandate has."""
        pair = facet, value
        if (found := self._bits.get(pair)) is None:
            base, later = self._base.bits.get(pair, 0), self._later.bits.get(pair, 0)
            found = self._joined(base, later)
            if base or later:
                self._bits[pair] = found
        return found

    def totals(self, facet: str) -> list[tuple[str, int]]:
        """Every value of a facet with how many mandates have it, the most frequent first."""
        if facet not in self._totals:
            values = self._base.names.get(facet, set()) | self._later.names.get(facet, set())
            counted = ((value, self.of(facet, value).bit_count()) for value in values)
            self._totals[facet] = _most_first(pair for pair in counted if pair[1])
        return self._totals[facet]

    def counted(self, facet: str, inside: int, most: int) -> list[tuple[str, int]]:
        """The ``most`` values that the mandates in ``inside`` have most often, with counts."""
        if inside == self.all:
            return self.totals(facet)[:most]
        found: list[tuple[str, int]] = []
        for value, total in self.totals(facet):
            if len(found) >= most and total < found[most - 1][1]:
                break  # what comes is rarer as a whole than what was found
            if number := (inside & self.of(facet, value)).bit_count():
                found.append((value, number))
                if len(found) >= most:
                    found = _most_first(found)[:most]
        return _most_first(found)

    def due(self, wanted: str, today: datetime.date) -> int:
        """The mandates whose window is ``past``, opens within ``90`` or ``365`` days, or ``none``.

        Raises ``LookupError`` for anything else.
        """
        if wanted not in DUE:
            raise LookupError(f"no window {wanted!r}")
        asked = wanted, today
        if asked not in self._due:
            self._due[asked] = self._joined(self._base.due(*asked), self._later.due(*asked))
        return self._due[asked]

    def having(self, keys: Iterable[int]) -> int:
        """The mandates with these keys; keys that it does not have are left aside."""
        return _bits(p for key in keys if (p := self._position(key)) is not None)

    def listed(self, inside: int, start: int = 0, stop: int | None = None) -> list[int]:
        """The keys of the mandates in ``inside``, in order, or some of them."""
        base = self._base.listed(inside & self._base.all)
        later = inside >> self._shift
        found = merge(base, self._later.listed(later)) if later else base
        return [entry.key for entry in islice(found, start, stop)]


class Keys:
    """The keys of the mandates in ``inside``, read page by page, for a paginator."""

    def __init__(self, found: Tally, inside: int) -> None:
        self.found, self.inside = found, inside

    def count(self) -> int:
        """How many there are."""
        return self.inside.bit_count()

    __len__ = count

    def __getitem__(self, wanted: slice) -> list[int]:
        """Some of them."""
        return self.found.listed(self.inside, wanted.start or 0, wanted.stop)


def _most_first(pairs: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def _bits(positions: Iterable[int]) -> int:
    held = sorted(positions)
    if not held:
        return 0
    data = bytearray(held[-1] // 8 + 1)
    for position in held:
        data[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(data, "little")


def _positions(bits: int) -> Iterator[int]:
    """The positions of the bits that are set, in order."""
    data = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    for place, byte in enumerate(data):
        if byte:
            base = place << 3
            for bit in _IN_BYTE[byte]:
                yield base + bit


_IN_BYTE: Final = tuple(tuple(b for b in range(8) if byte >> b & 1) for byte in range(256))


# How it is made


def _entries(keys: list[int] | None) -> dict[int, list[_Entry]]:
    """The mandates of resolutions, of all where ``keys`` is ``None``, by resolution."""
    rows = Mandate.objects.filter(gone=False)
    words = Wording.objects.filter(mandate__gone=False)
    who = Addressee.objects.filter(mandate__gone=False, entity__isnull=False)
    if keys is not None:
        rows = rows.filter(resolution__in=keys)
        words = words.filter(mandate__resolution__in=keys)
        who = who.filter(mandate__resolution__in=keys)
    lists: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for mandate, code in words.order_by().values_list("mandate", "language").iterator(5000):
        lists[mandate].add(_value("language", code))
    for mandate, key in who.order_by().values_list("mandate", "entity__key").iterator(5000):
        lists[mandate].add(_value("addressee", key))
    held: dict[int, list[_Entry]] = defaultdict(list)
    columns = (
        "pk", "resolution", "address", "ordinal", "due_first", "due_last", "fields",
        "needs_review", "force", "deliverable", "status", "resolution__organ",
        "resolution__session", "resolution__item", "resolution__place", "resolution__stamp",
    )  # fmt: skip
    for row in rows.order_by().values_list(*columns).iterator(5000):
        held[row[1]].append(_entry(row, lists.get(row[0], set())))
    return held


_KNOWN: Final[dict[tuple[str, str], tuple[str, str]]] = {}


def _value(facet: str, value: str) -> tuple[str, str]:
    """One tuple for each value, however many mandates have it."""
    pair = facet, value
    return _KNOWN.setdefault(pair, pair)


def _entry(row: tuple[Any, ...], more: set[tuple[str, str]]) -> _Entry:
    key, _, address, ordinal, first, last, fields, review, force, deliverable, status = row[:11]
    organ, session, item, place, stamp = row[11:]
    found = {
        "force": force, "deliverable": deliverable, "status": status, "organ": organ,
        "session": "" if session is None else str(session), "item": item,
        "review": "1" if review else "",
    }  # fmt: skip
    values = {_value(facet, value) for facet, value in found.items() if value}
    values |= {_value("field", field) for field in fields}
    order = (last or _NEVER, -(place or 0), address, ordinal)
    return _Entry(order, key, stamp, first, last, tuple(sorted(values | more)))


def _names() -> dict[str, dict[str, str]]:
    """Of the entities that are addressed; each once, however many mandates address it."""
    asked = Addressee.objects.order_by().values("entity")
    return dict(Entity.objects.filter(pk__in=asked).order_by().values_list("key", "names"))


def _changed(old: Tally, now: Mapping[str, int]) -> Tally:
    """The tally with what has a later stamp than it read anew."""
    stamped = Resolution.objects.filter(stamp__gt=old.at[MANDATES]).order_by()
    keys = list(stamped.values_list("pk", flat=True))
    fresh: dict[int, list[_Entry]] = {}
    for start in range(0, len(keys), _CHUNK):
        part = keys[start : start + _CHUNK]
        found = _entries(part)
        fresh.update((key, found.get(key, [])) for key in part)
    known = old.at[NAMES] == now[NAMES] and all(
        name in old.names
        for group in fresh.values()
        for entry in group
        for facet, name in entry.values
        if facet == "addressee"
    )
    return old.with_changes(now, fresh, old.names if known else _names())


def _rebuilt(then: Mapping[str, int], now: Mapping[str, int]) -> bool:
    """Whether resolutions went, or another database has taken the place of the one before."""
    return now[REMOVALS] != then[REMOVALS] or now[MANDATES] < then[MANDATES]


class _Keeper:
    """The tally of this process; one thread makes it anew, the others wait for it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.tally: Tally | None = None

    def get(self) -> Tally:
        now = counters()
        if connection.in_atomic_block:  # may see what nobody else will ever see
            return Tally(now, _entries(None), _names())
        tally = self.tally
        if tally is not None and tally.at == now:
            return tally
        with self.lock:
            tally = self.tally
            if tally is None or _rebuilt(tally.at, now):
                tally = Tally(now, _entries(None), _names())
            elif any(tally.at[name] < now[name] for name in now):
                tally = _changed(tally, now)
            self.tally = tally
            return tally


_KEEPER: Final = _Keeper()


def current() -> Tally:
    """The tally as the database is now."""
    return _KEEPER.get()


def forget() -> None:
    """Make it anew when it is asked for next: another database has come."""
    _KEEPER.tally = None
