"""Files that no row names: left by a change that was undone, or by a row that is no more.

A file is stored before the transaction ends that names it, so that no row ever names a file that
is not there. What is left when that transaction fails, and the text of an agreement that was
replaced or deleted, is taken away later: an hour after it was first seen without a row, so that
a change under way and a backup, which copies the rows first, still find it.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from django.conf import settings

from seized.register.models import Agreement, ImportRun

__all__ = ["Orphans"]

_WAIT: Final = 3600.0  # seconds


def _named(room: str) -> set[str]:
    """What the rows name in a folder of the files."""
    if room == "agreements":
        return {Path(name).name for name in Agreement.objects.values_list("text", flat=True)}
    return {str(pk) for pk in ImportRun.objects.values_list("pk", flat=True)}


def _orphans() -> Iterator[Path]:
    for room in ("agreements", "imports"):
        folder = Path(settings.MEDIA_ROOT) / room
        # First what is there, then what is named: what comes in between is not an orphan.
        found = list(folder.iterdir()) if folder.is_dir() else []
        named = _named(room) if found else set()
        yield from (path for path in found if path.name not in named)


class Orphans:
    """What was seen without a row, and since when. ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since: dict[Path, float] = {}

    def sweep(self) -> int:
        """Look once; take away what has had no row for an hour. How many it were."""
        now = self._clock()
        self._since = {path: self._since.get(path, now) for path in _orphans()}
        over = [path for path, since in self._since.items() if now - since >= _WAIT]
        for path in over:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        return len(over)
