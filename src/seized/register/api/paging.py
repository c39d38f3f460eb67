"""Pages by cursor: each row comes once, whatever is added while one walks."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from django.db.models import Model, Q, QuerySet

from seized.register.api.problems import ProblemError

__all__ = ["cursor_of", "last_of", "page"]

M = TypeVar("M", bound=Model)
_LARGEST: Final = 2**63 - 1  # of a key in either database


def page(
    rows: QuerySet[M],
    order: Sequence[str],
    cursor: str,
    limit: int,
    shape: Callable[[M], dict[str, Any]],
) -> dict[str, Any]:
    """``limit`` rows after the place that ``cursor`` names, and the cursor of the next page.

    ``order`` names columns, ``-`` for falling; the last is ``pk``, so that no two rows are alike.
    Raises ``ProblemError`` 422 for a cursor that was not given out here.
    """
    if cursor:
        rows = rows.filter(_after(order, _read(cursor, len(order))))
    found = list(rows.order_by(*order)[: limit + 1])
    more = len(found) > limit
    found = found[:limit]
    return {
        "items": [shape(row) for row in found],
        "next": cursor_of([_value(found[-1], name) for name in order]) if more else None,
    }


def _value(row: Model, name: str) -> Any:
    value: Any = row
    for part in name.lstrip("-").split("__"):
        value = getattr(value, part)
    return value


def cursor_of(values: list[Any]) -> str:
    """The cursor after the row that has these values."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str, number: int) -> list[Any]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.b64decode(padded, altchars="-_", validate=True))
    except (ValueError, RecursionError):
        values = None
    if isinstance(values, list) and len(values) == number:
        *names, key = values
        fits = type(key) is int and 0 <= key <= _LARGEST
        if fits and all(isinstance(name, str) and "\0" not in name for name in names):
            return values
    raise ProblemError(
        422, "The cursor was not given out here. Begin without one.", {"cursor": "not a cursor"}
    )


def last_of(cursor: str) -> int:
    """The number in a cursor that holds one. Raises ``ProblemError`` 422 for any other."""
    return int(_read(cursor, 1)[0])


def _after(order: Sequence[str], values: list[Any]) -> Q:
    """Rows past the values: beyond the first, or level with it and beyond the second, ..."""
    found, level = Q(), Q()
    for name, value in zip(order, values, strict=True):
        column, way = name.lstrip("-"), "lt" if name.startswith("-") else "gt"
        found |= level & Q(**{f"{column}__{way}": value})
        level &= Q(**{column: value})
    return found
