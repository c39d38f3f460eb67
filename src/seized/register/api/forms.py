"""Rows as the API gives them: the same in lists, after a change, and beside a conflict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from seized.register.actions.snapshots import snapshot
from seized.register.models import (
    Answer,
    Call,
    Invitation,
    Mandate,
    Report,
    ReviewItem,
    Shared,
)

__all__ = [
    "answer_row",
    "call_row",
    "contribution_row",
    "current_row",
    "item_row",
    "record_row",
    "report_row",
    "status_row",
]

_APART = ("owner", "visibility", "state", "confirmed_by", "confirmed_at", "mandates", "text")


def record_row(row: Shared) -> dict[str, Any]:
    """As ``RecordOut``: what all kinds have, and under ``said`` what this one says."""
    said = snapshot(row)
    return {
        "id": row.pk,
        "kind": row._meta.model_name,
        "edition": row.edition,
        "owner": row.owner.key,
        "visibility": str(row.visibility),
        "state": str(row.state),
        "confirmed_at": row.confirmed_at,
        "changed_at": row.changed_at,
        "mandates": sorted(row.mandates.values_list("pk", flat=True)),
        "said": {name: value for name, value in said.items() if name not in _APART},
    }


def status_row(row: Mandate) -> dict[str, Any]:
    """As ``StatusOut``; the edition is the number of the last change, 0 before the first."""
    changes = list(row.changes.all())
    verdict = getattr(row, "verdict", None)
    names = ("at", "before", "after", "reason")
    return {
        "mandate": row.pk,
        "edition": changes[0].pk if changes else 0,
        "status": str(row.status),
        "settled": row.settled,
        "shown": str(verdict.status) if verdict else None,
        "changes": [{name: getattr(one, name) for name in names} for one in changes],
    }


def item_row(row: ReviewItem) -> dict[str, Any]:
    """As ``ItemOut``."""
    names = ("code", "address", "start", "end", "values", "decided_at", "reason")
    return {
        "id": row.pk,
        "state": str(row.state),
        "resolution": row.version.resolution.symbol,
        "language": row.version.language,
        "mandate": row.mandate_id,
        **{name: getattr(row, name) for name in names},
    }


def call_row(row: Call) -> dict[str, Any]:
    """As ``CallOut``."""
    names = ("edition", "title", "session", "considered", "deadline", "words", "message")
    return {
        "id": row.pk,
        "state": str(row.state),
        "mandates": sorted(row.mandates.values_list("pk", flat=True)),
        **{name: getattr(row, name) for name in names},
    }


def contribution_row(row: Invitation) -> dict[str, Any]:
    """As ``ContributionOut``."""
    names = ("edition", "invited_at", "submitted_at", "cleared_at", "returned_at", "reason")
    return {
        "id": row.pk,
        "call": row.call_id,
        "entity": row.entity.key,
        "state": str(row.state),
        **{name: getattr(row, name) for name in names},
    }


def answer_row(row: Answer) -> dict[str, Any]:
    """As ``AnswerOut``."""
    names = ("text", "nothing", "language", "sources", "edition", "changed_at")
    return {"question": row.question_id, **{name: getattr(row, name) for name in names}}


def report_row(row: Report) -> dict[str, Any]:
    """As ``ReportOut``."""
    names = ("language", "symbol", "words", "coverage", "meter", "frame", "sha256", "made_at")
    return {"id": row.pk, "call": row.call_id, **{name: getattr(row, name) for name in names}}


def current_row(current: Any) -> dict[str, Any] | None:
    """What stands beside a conflict: the row as it is, or the answers that were overtaken."""
    match current:
        case Shared():
            return record_row(current)
        case Mandate():
            return status_row(current)
        case ReviewItem():
            return item_row(current)
        case Call():
            return call_row(current)
        case Invitation():
            return contribution_row(current)
        case Mapping():
            return {"answers": [answer_row(one) for one in current.values() if one is not None]}
    return None
