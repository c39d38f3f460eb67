"""Rows as the API gives them: the same in lists, after a change, and beside a conflict."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from seized.register.actions.snapshots import snapshot
from seized.register.models import (
    Answer,
    Call,
    Correction,
    Entity,
    Invitation,
    Mandate,
    Merged,
    Report,
    ReviewItem,
    Shared,
    User,
)

__all__ = [
    "answer_row",
    "call_row",
    "contribution_row",
    "corrections_of",
    "corrections_row",
    "current_row",
    "edition_of",
    "entity_said",
    "item_row",
    "merged_row",
    "profile_row",
    "record_row",
    "report_row",
    "status_row",
]

_APART = ("owner", "visibility", "state", "confirmed_by", "confirmed_at", "mandates", "text")


def edition_of(*said: Any) -> int:
    """A number that changes with what a row says, for rows that count no editions."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % 1_000_000_000


def entity_said(row: Entity) -> dict[str, Any]:
    """What an entity says of itself, with the edition of that."""
    said = {"kind": str(row.kind), "names": row.names}
    return {"key": row.key, "edition": edition_of(said), "is_class": row.is_class, **said}


def profile_row(row: User) -> dict[str, Any]:
    """As ``ProfileOut``."""
    said = {"name": row.name, "language": row.language}
    return {"edition": edition_of(said), "email": row.email, **said}


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


def merged_row(row: Merged | None) -> dict[str, Any]:
    """What stands in the report for all answers to a question; edition 0 where nothing does."""
    if row is None:
        return {"edition": 0, "text": "", "sources": [], "changed_at": None}
    names = ("edition", "text", "sources", "changed_at")
    return {name: getattr(row, name) for name in names}


def corrections_row(row: Mandate) -> dict[str, Any]:
    """As ``CorrectionsOut``; the edition is the number of the last one, 0 where there is none."""
    every = Correction.objects.filter(mandate=row)
    last = every.order_by("-pk").values_list("pk", flat=True).first()
    told = corrections_of(every.filter(shared=None))
    return {"mandate": row.pk, "edition": last or 0, "corrections": told}


def corrections_of(rows: Iterable[Correction]) -> list[dict[str, Any]]:
    """Each as ``CorrectionOut``."""
    names = ("language", "kind", "what", "at", "quote", "values", "was", "reason", "on", "fits")
    return [
        {"id": one.pk, "by": one.name, **{name: getattr(one, name) for name in names}}
        for one in rows
    ]


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
        case Merged():
            return merged_row(current)
        case Entity():
            return entity_said(current)
        case User():
            return profile_row(current)
        case Mapping():
            return {"answers": [answer_row(one) for one in current.values() if one is not None]}
    return None
