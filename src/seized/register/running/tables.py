"""The tables, brought up to date by one process at a time.

A register and its worker, or a load beside them, may start at the same moment on a new folder or
after an upgrade: whoever comes second waits, and finds nothing left to do.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection

__all__ = ["bring_up_to_date"]

_LOCK: Final = 0x5E12ED_7AB  # of this application alone in its database
_PAUSE: Final = 0.2  # seconds


def bring_up_to_date() -> None:
    """Make what changes of the tables are missing."""
    with _alone():
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _alone() -> Iterator[None]:
    """Until the end of the block no other process is in it; the lock of a killed one is gone."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Asked again and again: whoever waits within the database may be waited for by it.
            while True:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
                if cursor.fetchone()[0]:
                    break
                time.sleep(_PAUSE)
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
        return
    try:
        import fcntl
    except ImportError:  # no such locks on this system
        yield
        return
    with (Path(settings.CONFIG.data) / "tables.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
