"""What the engine doubted, for people to review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, Final

from seized.model.doubts import Doubt
from seized.model.record import Record
from seized.register.loading.rows import save_new
from seized.register.models import Correction, ReviewItem, Version

__all__ = [
    "BETWEEN", "MISFIT", "REPORTED", "doubts", "hand_over", "key_of", "save_items",
    "settle_misfits",
]  # fmt: skip

MISFIT: Final = "correction-does-not-fit"
REPORTED: Final = "reported"  # by a person, about a mandate
BETWEEN: Final = ("versions-differ", "mandate-in-some-versions", "mandate-gone")
"""Codes of doubts that the register itself has, about the language versions of a mandate."""
_DECISION: Final = ("state", "decided_by_id", "decided_at", "reason")
_UNDECIDED: Final = (ReviewItem.State.OPEN, ReviewItem.State.GONE)


def key_of(code: str, address: str | None, quote: str, values: dict[str, Any]) -> str:
    """The same doubt about the same words has the same key, wherever they stand in the file."""
    parts = [code, address or "", quote, *(f"{k}={v}" for k, v in sorted(values.items()))]
    return sha256("\x1f".join(parts).encode()).hexdigest()


def doubts(
    record: Record,
    quotes: Sequence[str],
    version: Version,
    before: Version | None,
    more: Iterable[Doubt] = (),
) -> list[ReviewItem]:
    """The doubts of a record, to be saved; decisions about the same doubts are kept.

    ``quotes`` are the words of each doubt; ``before`` is the version that this one takes the
    place of; ``more`` are doubts about corrections.
    """
    decided = {} if before is None else _decided(before)
    rows: dict[str, ReviewItem] = {}
    found = [*zip(record.doubts, quotes, strict=True), *((doubt, "") for doubt in more)]
    for doubt, quote in found:
        row = _item(doubt, version, quote)
        if (old := decided.get(row.key)) is not None:
            row.followed = old.pk  # type: ignore[attr-defined]
            for name in _DECISION:
                setattr(row, name, getattr(old, name))
        rows.setdefault(row.key, row)
    return list(rows.values())


def _decided(version: Version) -> dict[str, ReviewItem]:
    """The last decision about each doubt of any version of the resolution in the language."""
    rows = ReviewItem.objects.filter(
        version__resolution=version.resolution_id, version__language=version.language
    )
    return {row.key: row for row in rows.exclude(state__in=_UNDECIDED).order_by("pk")}


def _item(doubt: Doubt, version: Version, quote: str) -> ReviewItem:
    start, end = (doubt.span.start, doubt.span.end) if doubt.span else (None, None)
    return ReviewItem(
        version=version,
        key=key_of(doubt.code, doubt.at, quote, doubt.values),
        code=doubt.code,
        address=doubt.at or "",
        start=start,
        end=end,
        values=dict(doubt.values),
    )


def save_items(rows: Sequence[ReviewItem]) -> None:
    """Save new items; corrections follow the decision that they belong to."""
    save_new(rows)
    for row in rows:
        if (old := getattr(row, "followed", None)) is not None:
            Correction.objects.filter(item=old).update(item=row)


def settle_misfits(version: Version, misfits: Iterable[Doubt]) -> None:
    """Open an item for each correction that does not fit, and close those that fit again."""
    wanted = {row.key: row for row in (_item(doubt, version, "") for doubt in misfits)}
    there = {row.key: row for row in version.review_items.filter(code=MISFIT)}
    ReviewItem.objects.bulk_create([row for key, row in wanted.items() if key not in there])
    for key, row in there.items():
        state = ReviewItem.State.OPEN if key in wanted else ReviewItem.State.GONE
        if row.state in _UNDECIDED and row.state != state:
            row.state = state
            row.save(update_fields=["state"])


def hand_over(version: Version, last: Version) -> None:
    """Give the decisions about a version that is taken out to the one before it."""
    decided = _decided(version)
    for row in last.review_items.filter(key__in=decided):
        old = decided[row.key]
        if old.version_id == version.pk:
            for name in _DECISION:
                setattr(row, name, getattr(old, name))
            row.save()
            Correction.objects.filter(item=old).update(item=row)
