"""Points that phrases have for each kind of deliverable: data of a language, read once.

``deliverable_points.toml`` is a table with a row for each phrase and a column for each kind, in
the order of the definition; a dot stands for no points, what is negative speaks against a kind.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, get_args

from seized.languages import language
from seized.model.errors import DataError
from seized.model.findings import Deliverable

__all__ = ["KINDS", "points_of"]

KINDS: Final[tuple[Deliverable, ...]] = get_args(Deliverable)
"""All deliverables in the order of the definition."""

Row = tuple[int, ...]


@cache
def points_of(code: str) -> tuple[Row, dict[str, Row]]:
    """What every kind starts with, and the points of each phrase, both in the order of ``KINDS``.

    Raises ``DataError`` where a row has not as many whole numbers as there are kinds, and
    ``UnsupportedLanguage``.
    """
    table: dict[str, Any] = language(code).table("deliverable_points")
    start = _row("start", table["points"]["start"], code)
    return start, {phrase: _row(phrase, row, code) for phrase, row in table["phrases"].items()}


def _row(name: str, written: str, code: str) -> Row:
    try:
        row = tuple([0 if one == "." else int(one) for one in written.split()])
    except ValueError:
        row = ()
    if len(row) != len(KINDS):
        raise DataError(
            f"the points of {name!r} are not {len(KINDS)} whole numbers",
            where=f"{code}/deliverable_points.toml",
        )
    return row
