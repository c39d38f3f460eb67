"""Many rows at once, without a model instance for each: what a load spends most of its time on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

__all__ = ["insert", "save_changed"]


@cache
def _statement(model: type[models.Model], names: tuple[str, ...], unique: tuple[str, ...]) -> str:
    quote = connection.ops.quote_name
    columns = [quote(str(model._meta.get_field(name).column)) for name in names]  # type: ignore[union-attr]
    marks = ", ".join(["%s"] * len(names))
    table = quote(model._meta.db_table)
    text = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
    if not unique:
        return text
    keys = [c for c, name in zip(columns, names, strict=True) if name in unique]
    rest = ", ".join(f"{c} = excluded.{c}" for c in columns if c not in keys)
    return f"{text} ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {rest}"


def insert(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    unique: Sequence[str] = (),
) -> None:
    """Add rows of plain values, in the order of ``names``; JSON comes as text.

    Every column without a value must be among ``names``: the defaults of models are not the
    database's. A foreign key is named as the field and given as a number. A row that is there
    already under the columns ``unique`` gets the new values instead.
    """
    held = list(rows)
    if held:
        with connection.cursor() as cursor:
            cursor.executemany(_statement(model, tuple(names), tuple(unique)), held)


def save_changed(rows: Sequence[models.Model]) -> None:
    """Write rows that are in the database already, all columns of all of them in one go."""
    if not rows:
        return
    model = type(rows[0])
    names = [f.name for f in model._meta.concrete_fields if not f.primary_key]
    model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=["pk"], update_fields=names
    )
