"""What every connection to the database is told when it opens."""

from __future__ import annotations

from typing import Any

from django import db
from django.db.backends.signals import connection_created

__all__ = ["lay_out_for_loading", "prepare"]

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA mmap_size=268435456",
    "PRAGMA cache_size=-32000",
)
_LOADING = "PRAGMA wal_autocheckpoint=16000"  # 64 MB


def _tell(connection: Any, **_: Any) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for pragma in _PRAGMAS:
                cursor.execute(pragma)


def prepare() -> None:
    """Readers do not wait for a writer (write-ahead log); deleted parents leave no orphans."""
    connection_created.connect(_tell, dispatch_uid="seized.connection")


def lay_out_for_loading() -> None:
    """Let the write-ahead log of SQLite grow before it is copied into the database.

    Pages that one batch after the other changes are so copied once, and what waits for the disk
    waits seldom. It holds as long as this connection is open; to close it copies the rest.
    """
    if db.connection.vendor == "sqlite":
        with db.connection.cursor() as cursor:
            cursor.execute(_LOADING)
