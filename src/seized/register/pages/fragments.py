"""Rows of tables as HTML, made once for each language and kept until their mandate changes.

A row of the table is the same for all who look, since mandates are public; what depends on the
person is never part of a fragment.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Final

from django.db import connection
from django.utils.safestring import SafeString

from seized.register.mandates.tally import Tally
from seized.register.pages.lines import Line, lines

__all__ = ["forget", "fragments"]

_MOST: Final = 20_000  # fragments in one process, some 1.5 kB each
_Key = tuple[str, str, int]


class _Store:
    """The fragments used last; each with the stamp of what it was made from."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.held: OrderedDict[_Key, tuple[Any, SafeString]] = OrderedDict()

    def get(self, key: _Key, stamp: Any) -> SafeString | None:
        with self.lock:
            found = self.held.get(key)
            if found is None or found[0] != stamp:
                return None
            self.held.move_to_end(key)
            return found[1]

    def put(self, key: _Key, stamp: Any, text: SafeString) -> None:
        with self.lock:
            self.held[key] = (stamp, text)
            self.held.move_to_end(key)
            while len(self.held) > _MOST:
                self.held.popitem(last=False)


_STORE: Final = _Store()


def forget() -> None:
    """Make all of them anew: another database has come."""
    _STORE.held.clear()


def fragments(
    made: Callable[[Line, str], SafeString],
    tally: Tally,
    keys: Sequence[int],
    code: str,
    kind: str,
) -> dict[int, SafeString]:
    """One fragment for each mandate, by key; a mandate that is gone has none.

    ``made`` makes it of a mandate and the language; ``kind`` names what it makes, which is kept.
    """
    kept = not connection.in_atomic_block  # which may see what nobody else will ever see
    found: dict[int, SafeString] = {}
    missing = []
    for key in keys:
        text = _STORE.get((kind, code, key), tally.stamp(key)) if kept else None
        if text is None:
            missing.append(key)
        else:
            found[key] = text
    if missing:
        for row in lines(missing, code):
            text = made(row, code)
            found[row.pk] = text
            if kept:
                _STORE.put((kind, code, row.pk), tally.stamp(row.pk), text)
    return {key: found[key] for key in keys if key in found}
