"""Full text of paragraphs: one folding for six languages, on SQLite and on PostgreSQL.

Both databases get the same words, as ``folding`` folds them, so the same query finds the same
paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from seized.register.folding import fold, tokens
from seized.register.models import Paragraph

__all__ = ["clear", "find", "fold", "index", "query_words"]


def query_words(text: str, code: str) -> list[str]:
    """The words that a paragraph must have, from what a person typed."""
    return list(dict.fromkeys(tokens(text, code)))[:16]


@cache
def _vendor() -> str:
    return connection.vendor


def index(versions: Sequence[int]) -> None:
    """Make the paragraphs of new versions known. PostgreSQL keeps its own index up to date."""
    if _vendor() == "sqlite" and versions:
        marks = ", ".join(["%s"] * len(versions))
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO register_search(rowid, words) SELECT id, words "  # noqa: S608
                f"FROM register_paragraph WHERE version_id IN ({marks})",
                list(versions),
            )


def clear(version: int) -> None:
    """Forget the paragraphs of a version; call before they are deleted."""
    if _vendor() == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO register_search(register_search, rowid, words) "
                "SELECT 'delete', id, words FROM register_paragraph WHERE version_id = %s",
                [version],
            )


def find(text: str, code: str, rows: QuerySet[Paragraph]) -> QuerySet[Paragraph]:
    """Those of ``rows`` that have every word of ``text``, read as language ``code``."""
    words = query_words(text, code)
    if not words:
        return rows.none()
    if _vendor() == "sqlite":
        wanted: Any = " ".join(f'"{word}"' for word in words)
        return rows.extra(
            where=[
                "register_paragraph.id IN "
                "(SELECT rowid FROM register_search WHERE register_search MATCH %s)"
            ],
            params=[wanted],
        )
    return rows.extra(
        where=["to_tsvector('simple', register_paragraph.words) @@ plainto_tsquery('simple', %s)"],
        params=[" ".join(words)],
    )
