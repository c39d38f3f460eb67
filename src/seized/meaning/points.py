"""Points that phrases have for each kind of deliverable: data of a language, read once.

``deliverable_points.tsv`` is a sheet with a row for each phrase and a column for each kind, in the
order of the definition. An empty cell is no points, what is negative speaks against a kind, and the
row without a phrase is what every kind starts with.
"""

from __future__ import annotations

from functools import cache
from typing import Final, get_args

from seized.languages import language
from seized.languages.acts import act_forces
from seized.meaning.phrases import findable, why_never_found
from seized.meaning.vocabulary import TABLES
from seized.model.errors import DataError
from seized.model.findings import Deliverable

__all__ = ["KINDS", "points_of"]

KINDS: Final[tuple[Deliverable, ...]] = get_args(Deliverable)
"""All deliverables in the order of the definition."""

Row = tuple[int, ...]


@cache
def points_of(code: str) -> tuple[Row, dict[str, Row]]:
    """What every kind starts with, and the points of each phrase, both in the order of ``KINDS``.

    Raises ``DataError`` where the columns are not the kinds, a cell is no whole number, a phrase
    is one that no clause can have, or no row tells what they start with, and
    ``UnsupportedLanguage``.
    """
    where = f"{code}/deliverable_points.tsv"
    head, *rows = language(code).sheet("deliverable_points")
    if tuple(head[1:]) != KINDS:
        raise DataError(f"the columns are not {', '.join(KINDS)}", where=where)
    points: dict[str, Row] = {}
    marks = _marks(code)
    for number, (phrase, *cells) in enumerate(rows, 2):
        if phrase and not findable(phrase, code) and phrase not in marks:
            raise _never(phrase, number, code, where)
        try:
            points[phrase] = tuple([int(cell) if cell else 0 for cell in cells])
        except ValueError:
            raise DataError(
                f"the points of {phrase!r} are not whole numbers", where=where
            ) from None
    start = points.pop("", None)
    if start is None:
        raise DataError("no row without a phrase tells what the kinds start with", where=where)
    return start, points


def _marks(code: str) -> frozenset[str]:
    """The phrases that are a group of words, an act, or what fixed words tell."""
    tags = {tag for name in TABLES for tag in language(code).table(name)["phrases"]}
    return frozenset(
        {f"#{tag}{place}" for tag in tags for place in ("", "^", ">")}
        | {f"@{act}" for act in (*act_forces(), "session")}
        | {f"={kind}" for kind in ("", *KINDS)}
    )


def _never(phrase: str, number: int, code: str, where: str) -> DataError:
    """The error of a row whose points would never count."""
    why, advice = (
        ("no such mark is known", "Write a group of words, an act or a kind, or take the row out")
        if phrase[0] in "#@="
        else why_never_found(phrase, code)
    )
    return DataError(
        f"row {number}: no clause can have the phrase {phrase!r}: {why}",
        where=where,
        advice=advice,
    )
