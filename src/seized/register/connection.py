"""What every connection to the database is told when it opens."""

from __future__ import annotations

from typing import Any

from django.db.backends.signals import connection_created

__all__ = ["prepare"]

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA mmap_size=268435456",
    "PRAGMA cache_size=-32000",
)


def _tell(connection: Any, **_: Any) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for pragma in _PRAGMAS:
                cursor.execute(pragma)


def prepare() -> None:
    """Readers do not wait for a writer (write-ahead log); deleted parents leave no orphans."""
    connection_created.connect(_tell, dispatch_uid="seized.connection")
