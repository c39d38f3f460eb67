"""A record as the API gives it: the same in lists, after a change, and beside a conflict."""

from __future__ import annotations

from typing import Any

from seized.register.actions.snapshots import snapshot
from seized.register.models import Shared

__all__ = ["record_row"]

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
