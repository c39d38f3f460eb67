"""The place of a worker: who holds it, and when it was last heard of.

Both are files in the data folder, which all workers share because uploads lie there. A lock of
the operating system ends with its process however that ends, so a killed worker holds nothing.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings

__all__ = ["Place", "last_beat"]

_EVERY: Final = 10.0  # seconds between beats


def _folder() -> Path:
    return Path(settings.CONFIG.data)


def last_beat() -> float | None:
    """Seconds since a worker was heard of; ``None`` if there has never been one."""
    try:
        return max(0.0, time.time() - (_folder() / "worker.beat").stat().st_mtime)
    except OSError:
        return None


class Place:
    """Held as long as the worker lives; ``alone`` tells whether no other one held it before."""

    def __init__(self) -> None:
        self._file: IO[Any] | None = None
        self._beaten = 0.0
        self.alone = self._taken()

    def _taken(self) -> bool:
        try:
            import fcntl
        except ImportError:  # no such locks on this system: leave what others may have in hand
            return False
        file = (_folder() / "worker.lock").open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._file = file
        return True

    def beat(self) -> None:
        """Be heard of, every ten seconds."""
        now = time.monotonic()
        if now - self._beaten >= _EVERY or not self._beaten:
            self._beaten = now
            (_folder() / "worker.beat").touch(mode=0o600)

    def leave(self) -> None:
        """Let another worker have the place."""
        if self._file is not None:
            self._file.close()
            self._file = None
