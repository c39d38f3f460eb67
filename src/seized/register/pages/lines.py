"""Mandates as rows of tables show them, read with as few and as plain questions as will do."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from seized.model.dates import PartialDate
from seized.register.models import Addressee, Mandate, StatusChange, Verdict, Wording

__all__ = ["Line", "Named", "Words", "line_of", "lines"]


class Named(NamedTuple):
    """An addressee: an entity, or a class where ``entity`` is ``None``."""

    entity: int | None
    key: str
    names: Mapping[str, str]
    class_name: str
    role: str

    def name(self, code: str) -> str:
        """The name of the entity in a language, else in English, else its key."""
        return str(self.names.get(code) or self.names.get("en") or self.key)


class Words(NamedTuple):
    """The words of a mandate in one language."""

    language: str
    quote: str
    action: str


class Line(NamedTuple):
    """A mandate. ``moved`` is the last day on which a person set its status."""

    pk: int
    symbol: str
    adopted: PartialDate | str
    place: str
    force: str
    deliverable: str
    periodicity: str
    sessions: Sequence[int]
    due_first: datetime.date | None
    due_last: datetime.date | None
    due_event: str
    due_rule: str
    status: str
    settled: bool
    needs_review: bool
    words: Words | None
    addressees: Sequence[Named]
    verdict: Verdict | None
    moved: datetime.date | None


_COLUMNS: Final = (
    "pk", "resolution__symbol", "resolution__adopted", "address", "ordinal", "force",
    "deliverable", "periodicity", "sessions", "due_first", "due_last", "due_event", "due_rule",
    "status", "settled", "needs_review",
)  # fmt: skip


def line_of(m: Mandate, code: str) -> Line:
    """The line of a mandate that is at hand."""
    w = m.wording(code)
    return Line(
        m.pk, m.resolution.symbol, m.resolution.adopted, m.place, m.force, m.deliverable,
        m.periodicity, m.sessions, m.due_first, m.due_last, m.due_event, m.due_rule, m.status,
        m.settled, m.needs_review, Words(w.language, w.quote, w.action) if w else None,
        [
            Named(a.entity_id, a.entity.key, a.entity.names, a.class_name, a.role)
            if a.entity
            else Named(None, "", {}, a.class_name, a.role)
            for a in m.addressees.all()
        ],
        getattr(m, "verdict", None),
        _latest(c.at for c in m.changes.all() if c.by_id),
    )  # fmt: skip


def _latest(times: Iterable[datetime.datetime]) -> datetime.date | None:
    return max((time.date() for time in times), default=None)


def lines(keys: Sequence[int], code: str) -> list[Line]:
    """The lines of mandates, in no order; one that is gone has none."""
    found = Mandate.objects.filter(pk__in=keys, gone=False).order_by().values_list(*_COLUMNS)
    who, words = _addressees(keys), _words(keys, code)
    verdicts = Verdict.objects.filter(mandate__in=keys).in_bulk()
    moved: dict[int, list[datetime.datetime]] = defaultdict(list)
    people = StatusChange.objects.filter(mandate__in=keys, by__isnull=False).order_by()
    for key, at in people.values_list("mandate", "at"):
        moved[key].append(at)
    out = []
    for pk, symbol, adopted, address, ordinal, *rest in found:
        place = address if ordinal == 1 else f"{address}-{ordinal}"
        more = (words.get(pk), who.get(pk, ()), verdicts.get(pk), _latest(moved.get(pk, ())))
        out.append(Line._make((pk, symbol, adopted, place, *rest, *more)))
    return out


def _addressees(keys: Sequence[int]) -> dict[int, list[Named]]:
    rows = Addressee.objects.filter(mandate__in=keys).order_by("pk")
    out: dict[int, list[Named]] = defaultdict(list)
    columns = ("mandate", "entity", "entity__key", "entity__names", "class_name", "role")
    for mandate, entity, key, names, *rest in rows.values_list(*columns):
        out[mandate].append(Named(entity, key or "", names or {}, *rest))
    return out


def _words(keys: Sequence[int], code: str) -> dict[int, Words]:
    """In the language of the page, else in English, else in the first at hand."""
    found: dict[int, Words] = {}
    wanted = list(keys)
    for codes in (("en", code), None):
        rows = Wording.objects.filter(mandate__in=wanted)
        if codes:
            rows = rows.filter(language__in=codes)
        columns = ("mandate", "language", "quote", "action")
        for key, *rest in rows.order_by().values_list(*columns):
            one = Words(*rest)
            if key not in found or _rank(one, code) < _rank(found[key], code):
                found[key] = one
        wanted = [key for key in keys if key not in found]
        if not wanted:
            break
    return found


def _rank(one: Words, code: str) -> tuple[Any, ...]:
    return one.language != code, one.language != "en"
