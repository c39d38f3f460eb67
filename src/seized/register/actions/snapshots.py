"""What a record says, as plain values: for the diff of an audit event and for comparisons."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from django.db.models import Field

from seized.register.models import Entity, Programme, Result, Shared

__all__ = ["diff", "snapshot"]

_NOT_SAID: Final = frozenset({"id", "edition", "made_by", "made_at", "changed_at"})


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, list)):
        return value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, Entity):
        return value.key
    return str.__str__(value) if isinstance(value, str) else str(value)


def snapshot(record: Shared) -> dict[str, Any]:
    """Every column and relation of a saved record that says something, by name."""
    said = {
        field.name: _plain(getattr(record, field.name))
        for field in record._meta.get_fields()
        if isinstance(field, Field) and not field.many_to_many and field.name not in _NOT_SAID
    }
    for field in record._meta.many_to_many:
        said[field.name] = sorted(str(_plain(row)) for row in getattr(record, field.name).all())
    if isinstance(record, Programme):
        said["results"] = [_result(row) for row in record.results.order_by("pk")]
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def _result(row: Result) -> dict[str, Any]:
    return {
        name: _plain(getattr(row, name)) for name in ("text", "unit", "target", "reached", "on")
    }


def diff(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """Name to the pair of values before and after, for what is not the same."""
    names = sorted(before.keys() | after.keys())
    return {n: [before.get(n), after.get(n)] for n in names if before.get(n) != after.get(n)}
