"""What the engine doubted, for people to review."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from seized.model.record import Record
from seized.register.models import ReviewItem, Version

__all__ = ["doubts", "key_of"]


def key_of(code: str, address: str | None, quote: str, values: dict[str, Any]) -> str:
    """The same doubt about the same words has the same key, wherever they stand in the file."""
    parts = [code, address or "", quote, *(f"{k}={v}" for k, v in sorted(values.items()))]
    return sha256("\x1f".join(parts).encode()).hexdigest()


def doubts(record: Record, version: Version, before: Version | None) -> list[ReviewItem]:
    """The doubts of a record, to be saved; decisions about the same doubts are kept."""
    decided = (
        {}
        if before is None
        else {i.key: i for i in before.review_items.exclude(state=ReviewItem.State.OPEN)}
    )
    text = record.source.text or ""
    rows = []
    for doubt in record.doubts:
        start, end = (doubt.span.start, doubt.span.end) if doubt.span else (None, None)
        quote = text[start:end] if start is not None else ""
        key = key_of(doubt.code, doubt.at, quote, doubt.values)
        row = ReviewItem(
            version=version,
            key=key,
            code=doubt.code,
            address=doubt.at or "",
            start=start,
            end=end,
            values=dict(doubt.values),
        )
        if (old := decided.get(key)) is not None:
            for name in ("state", "decided_by", "decided_at", "reason", "correction"):
                setattr(row, name, getattr(old, name))
        rows.append(row)
    return rows
