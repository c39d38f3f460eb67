"""The status of every mandate from the documents at hand, kept up to date in the background.

Worked out anew after imports, and when a day comes on which an open mandate falls due. A person's
word stays; what later documents show against it is kept beside it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, Max, Q, Sum
from django.utils import timezone

from seized.model.closure import LightRecord
from seized.model.dates import PartialDate
from seized.register import audit
from seized.register.following.closing import Closed, Linked, closed, closed_apart
from seized.register.following.factual import record_of_facts
from seized.register.following.linking import link
from seized.register.loading.mandates import paired
from seized.register.loading.records import LEAD
from seized.register.models import (
    Correction,
    FollowUp,
    Listed,
    Mandate,
    Resolution,
    Status,
    StatusChange,
    Verdict,
    Version,
)
from seized.register.texts.prepared import pack

__all__ = ["follow_mandates", "light_records", "needed"]

_FEW: Final = 100  # records that are followed without a process of their own
_TOGETHER: Final = 200  # resolutions in one transaction
_SILENT: Final = datetime.timedelta(hours=2)  # longer than a pass takes
_WAITING: Final = ("not-yet-due", "in-window")


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


def _seen() -> dict[str, Any]:
    """A description of the texts and entries at hand: equal as long as they are the same."""
    current = Version.objects.filter(current=True)
    texts = current.aggregate(n=Count("pk"), last=Max("pk"), sum=Sum("pk"))
    listed = Listed.objects.aggregate(n=Count("pk"), last=Max("pk"), sum=Sum("pk"))
    said = Correction.objects.aggregate(n=Count("pk"), last=Max("pk"), sum=Sum("pk"))
    known = Resolution.objects.aggregate(n=Count("pk"), last=Max("pk"))
    rows = {"texts": texts, "listed": listed, "corrections": said, "resolutions": known}
    # PostgreSQL sums whole numbers to a Decimal, which is no value of JSON.
    return {name: [n and int(n) for n in found.values()] for name, found in rows.items()}


def needed(today: datetime.date | None = None) -> bool:
    """Whether texts came or went, or a window opened or closed, since the last pass."""
    today = today or _today()
    last = FollowUp.objects.first()
    if last is None:
        return Mandate.objects.exists()
    if last.seen != _seen():
        return True
    if last.day is not None and last.day >= today:
        return False
    crossed = Q(mandate__due_last__lt=today, rule__in=_WAITING) | Q(
        mandate__due_first__lte=today, rule="not-yet-due"
    )
    return Verdict.objects.filter(crossed).exists()


def light_records() -> list[LightRecord]:
    """The catalogue entries at hand, the latest of each symbol."""
    rows = {row.symbol: row for row in Listed.objects.order_by("pk")}
    return [
        LightRecord(
            row.symbol,
            row.title or None,
            row.date if isinstance(row.date, PartialDate) else None,
            tuple(row.items),
            row.session,
            tuple(row.about),
            row.source,
        )
        for row in rows.values()
    ]


def follow_mandates(
    today: datetime.date | None = None, silent: datetime.timedelta = _SILENT
) -> int | None:
    """Work out every verdict anew; how many mandates got another status by it.

    ``None`` where another process is at it; one that began longer than ``silent`` ago was killed.
    Killed in between, it is done again from the start: what was written stays right, and the
    pass is marked as done last.
    """
    today = today or _today()
    row = _claimed(silent)
    if row is None:
        return None
    seen = _seen()
    try:
        links: list[Linked] = []
        changed = sum(_apply(group) for group in _grouped(_apart(_worked_out(today), links)))
        link(links)
    except BaseException:
        FollowUp.objects.filter(pk=row.pk).update(claimed_at=None)
        raise
    FollowUp.objects.filter(pk=row.pk).update(
        seen=seen, day=today, claimed_at=None, ended_at=timezone.now()
    )
    return changed


def _claimed(silent: datetime.timedelta) -> FollowUp | None:
    row, _made = FollowUp.objects.get_or_create(pk=1)
    now = timezone.now()
    free = Q(claimed_at=None) | Q(claimed_at__lte=now - silent)
    mine = FollowUp.objects.filter(free, pk=row.pk).update(claimed_at=now)
    return row if mine else None


def _apart(found: Iterable[Closed | Linked], links: list[Linked]) -> Iterator[Closed]:
    for one in found:
        if isinstance(one, Linked):
            links.append(one)
        else:
            yield one


def _worked_out(today: datetime.date) -> Iterator[Closed | Linked]:
    current = Version.objects.filter(current=True)
    counts = dict(current.values_list("language").annotate(Count("pk")).order_by())
    code = min(counts, key=lambda one: (-counts[one], LEAD.index(one)), default="en")
    keys = _chosen(code)
    run = closed if len(keys) <= _FEW else closed_apart
    return run(chain(_data(keys), _facts(code)), light_records(), today, code)


def _facts(code: str) -> Iterator[bytes]:
    """Resolutions of which the register has no text."""
    rows = Resolution.objects.exclude(versions__current=True).select_related("previous")
    known = rows.prefetch_related("mandates__addressees__entity").order_by("sort_key")
    for row in known.iterator(chunk_size=_TOGETHER):
        yield pack(record_of_facts(row, code))


def _chosen(code: str) -> list[int]:
    """One version of each resolution where it is in the common language, else all it has."""
    rows = Version.objects.filter(current=True).order_by("resolution__sort_key", "resolution")
    out: list[int] = []
    for _, held in groupby(rows.values_list("resolution", "language", "pk"), lambda one: one[0]):
        group = list(held)
        out += [pk for _, one, pk in group if one == code] or [pk for *_, pk in group]
    return out


def _data(keys: Sequence[int]) -> Iterator[bytes]:
    for start in range(0, len(keys), _TOGETHER):
        part = keys[start : start + _TOGETHER]
        rows = Version.objects.filter(pk__in=part).values_list("pk", "data", "corrected")
        found = {key: data if corrected is None else corrected for key, data, corrected in rows}
        yield from (bytes(found[key]) for key in part if key in found)


def _grouped(rows: Iterable[Closed]) -> Iterator[list[tuple[str, list[Closed]]]]:
    """The rows by resolution, so many resolutions at a time as one transaction takes."""
    group: list[tuple[str, list[Closed]]] = []
    for symbol, held in groupby(rows, lambda one: one.resolution):
        group.append((symbol, list(held)))
        if len(group) == _TOGETHER:
            yield group
            group = []
    if group:
        yield group


def _apply(group: Sequence[tuple[str, Sequence[Closed]]]) -> int:
    with transaction.atomic():
        symbols = [symbol for symbol, _ in group]
        # First the resolutions, as a load does: else each could wait for the other.
        whole = Resolution.objects.filter(symbol__in=symbols).order_by("symbol")
        list(whole.select_for_update().values_list("pk"))
        rows: dict[tuple[str, str], list[Mandate]] = {}
        for row in (
            Mandate.objects.filter(resolution__symbol__in=symbols, gone=False)
            .select_related("resolution", "verdict")
            .select_for_update(of=("self",))
            .order_by("ordinal")
        ):
            rows.setdefault((row.resolution.symbol, row.address), []).append(row)
        pairs = [
            pair
            for symbol, found in group
            for at, held in groupby(found, lambda one: one.at)
            for pair in _paired(rows.get((symbol, at), []), list(held))
        ]
        return _write(pairs)


def _paired(rows: list[Mandate], found: Any) -> list[tuple[Mandate, Closed]]:
    pairs: Any = paired(rows, found)
    return [(row, one) for row, one in pairs if row is not None]


def _write(pairs: Sequence[tuple[Mandate, Closed]]) -> int:
    """Keep the verdicts that are new or other; change the status where no person settled it."""
    now, days = timezone.now(), _days(pairs)
    verdicts, changes, moved, touched = [], [], [], []
    for row, one in pairs:
        evidence = [
            {"rule": e.rule, "document": e.document, "at": e.at or "", "quote": e.quote[:500],
             "other": e.other or "", "date": days.get(e.document, "")}
            for e in one.evidence
        ]  # fmt: skip
        verdict = Verdict(
            mandate_id=row.pk, status=one.status, rule=one.rule, evidence=evidence,
            successor=one.successor[:80], change=one.change, repeated_at=one.repeated_at[:60],
            at=now,
        )  # fmt: skip
        before = getattr(row, "verdict", None)
        if before is not None and _same(before, verdict):
            continue
        if before is not None and before.status == verdict.status:
            verdict.at = before.at
        verdicts.append(verdict)
        touched.append(row)
        if not row.settled and row.status != one.status:
            changes.append(
                StatusChange(
                    mandate=row, before=row.status, after=one.status, evidence=evidence,
                    reason=one.rule,
                )
            )  # fmt: skip
            row.status = Status(one.status)
            moved.append(row)
    if verdicts:
        Resolution.touch({row.resolution_id for row in touched})
    names = ["status", "rule", "evidence", "successor", "change", "repeated_at", "at"]
    Verdict.objects.bulk_create(
        verdicts, update_conflicts=True, unique_fields=["mandate"], update_fields=names
    )
    StatusChange.objects.bulk_create(changes)
    Mandate.objects.bulk_update(moved, ["status"], batch_size=500)
    if moved:
        counts: dict[str, int] = {}
        for row in moved:
            counts[str(row.status)] = counts.get(str(row.status), 0) + 1
        audit.record("mandate.follow", FollowUp.objects.get(pk=1), None, {"to": counts})
    return len(moved)


def _days(pairs: Sequence[tuple[Mandate, Closed]]) -> dict[str, str]:
    """The dates of the documents that show something, as exact as they are known."""
    wanted = {e.document for _row, one in pairs for e in one.evidence}
    listed = Listed.objects.filter(symbol__in=wanted).order_by("pk").values_list("symbol", "date")
    adopted = Resolution.objects.filter(symbol__in=wanted).values_list("symbol", "adopted")
    found = {symbol: str.__str__(day or "") for symbol, day in chain(listed, adopted)}
    return {symbol: day for symbol, day in found.items() if day}


def _same(one: Verdict, other: Verdict) -> bool:
    names = ("status", "rule", "evidence", "successor", "change", "repeated_at")
    return all(getattr(one, name) == getattr(other, name) for name in names)
