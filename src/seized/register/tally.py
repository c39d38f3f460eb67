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
_CHUNK: Final = 500  # keys in one question to the database


class _Entry(NamedTuple):
    """What the tally knows of a mandate. ``order`` sorts: due first, then newest, then address."""

    order: tuple[datetime.date, int, str, int]
    key: int
    stamp: int
    first: datetime.date | None
    last: datetime.date | None
    values: tuple[tuple[str, str], ...]


class Tally:
    """All mandates at one moment. Positions count from 0 in the order of the table."""

    def __init__(
        self, at: Mapping[str, int], held: dict[int, list[_Entry]], names: dict[str, dict[str, str]]
    ) -> None:
        self.at = dict(at)
        self.held = held
        self.names = names
        entries = sorted(entry for group in held.values() for entry in group)
        self.keys = [entry.key for entry in entries]
        self._stamps = [entry.stamp for entry in entries]
        self.positions = {key: position for position, key in enumerate(self.keys)}
        self.all = (1 << len(entries)) - 1
        self._lasts = [entry.last for entry in entries if entry.last is not None]
        self._firsts = [entry.first for entry in entries[: len(self._lasts)]]
        places: dict[tuple[str, str], list[int]] = defaultdict(list)
        undated = []
        for position, entry in enumerate(entries):
            for value in entry.values:
                places[value].append(position)
            if entry.first is None and entry.last is None:
                undated.append(position)
        self._undated = _bits(undated)
        self._bits = {value: _bits(found) for value, found in places.items()}
        ranked: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for (facet, name), found in places.items():
            ranked[facet].append((len(found), name))
        self._ranked = {
            f: sorted(v, key=lambda pair: (-pair[0], pair[1])) for f, v in ranked.items()
        }
        self._due: dict[tuple[str, datetime.date], int] = {}

    def stamp(self, key: int) -> tuple[int, int]:
        """What changes whenever the mandate or a name changes, and stays otherwise."""
        position = self.positions.get(key)
        return (0 if position is None else self._stamps[position]), self.at[NAMES]

    def of(self, facet: str, value: str) -> int:
        """The mandates that have a value; none for a value that no mandate has."""
        return self._bits.get((facet, value), 0)

    def totals(self, facet: str) -> list[tuple[str, int]]:
        """Every value of a facet with how many mandates have it, the most frequent first."""
        return [(value, number) for number, value in self._ranked.get(facet, ())]

    def counted(self, facet: str, inside: int, most: int) -> list[tuple[str, int]]:
        """The ``most`` values that the mandates in ``inside`` have most often, with counts."""
        if inside == self.all:
            return self.totals(facet)[:most]
        found: list[tuple[int, str]] = []
        for total, value in self._ranked.get(facet, ()):
            if len(found) >= most and total < found[most - 1][0]:
                break  # what comes is rarer as a whole than what was found
            if number := (inside & self._bits[facet, value]).bit_count():
                found.append((number, value))
                if len(found) >= most:
                    found = _most_first(found)[:most]
        return [(value, number) for number, value in _most_first(found)]

    def due(self, wanted: str, today: datetime.date) -> int:
        """The mandates whose window is ``past``, opens within ``90`` or ``365`` days, or ``none``.

        Raises ``LookupError`` for anything else.
        """
        if wanted not in DUE:
            raise LookupError(f"no window {wanted!r}")
        if wanted == "none":
            return self._undated
        passed = bisect_left(self._lasts, today)
        if wanted == "past":
            return (1 << passed) - 1
        if (wanted, today) not in self._due:
            end = today + datetime.timedelta(int(wanted))
            opens = [
                position
                for position in range(passed, len(self._lasts))
                if (first := self._firsts[position]) is not None and first <= end
            ]
            self._due[wanted, today] = _bits(opens)
        return self._due[wanted, today]

    def having(self, keys: Iterable[int]) -> int:
        """The mandates with these keys; keys that it does not have are left aside."""
        return _bits(p for key in keys if (p := self.positions.get(key)) is not None)

    def listed(self, inside: int, start: int = 0, stop: int | None = None) -> list[int]:
        """The keys of the mandates in ``inside``, in order, or some of them."""
        if inside == self.all:
            return self.keys[start:stop]
        return [self.keys[position] for position in islice(_positions(inside), start, stop)]


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


def _most_first(pairs: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1]))


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
    held = dict(old.held)
    stamped = Resolution.objects.filter(stamp__gt=old.at[MANDATES]).order_by()
    keys = list(stamped.values_list("pk", flat=True))
    for start in range(0, len(keys), _CHUNK):
        part = keys[start : start + _CHUNK]
        fresh = _entries(part)
        for key in part:
            held.pop(key, None)
            if key in fresh:
                held[key] = fresh[key]
    return Tally(now, held, _names())


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
