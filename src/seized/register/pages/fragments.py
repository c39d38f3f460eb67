"""Rows of tables as HTML, made once for each language and kept until their mandate changes.

A row of the table is the same for all who look, since mandates are public; what depends on the
person is never part of a fragment.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import connection
from django.db.models import Prefetch, prefetch_related_objects
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from seized.register.models import Entity, Mandate, Wording
from seized.register.tally import Tally

__all__ = ["forget", "fragments"]

_MOST: Final = 20_000  # fragments in one process, some 1.5 kB each
_NOT_SHOWN: Final = ("titles", "agenda_titles", "items", "drafts", "vote")
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
    template: str, tally: Tally, keys: Sequence[int], code: str, entity: Entity | None = None
) -> dict[int, SafeString]:
    """One fragment for each mandate, by key; a mandate that is gone has none.

    The template knows the mandate as ``m``, the language as ``code``, and the entity whose page
    it is, if any.
    """
    kind = template if entity is None else f"{template} {entity.pk}"
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
        made = get_template(template)
        for row in _rows(missing, code):
            shown = {"m": row, "code": code, "entity": entity}
            text = mark_safe(made.render(shown))  # noqa: S308 - the template escapes
            found[row.pk] = text
            if kept:
                _STORE.put((kind, code, row.pk), tally.stamp(row.pk), text)
    return {key: found[key] for key in keys if key in found}


def _rows(keys: Sequence[int], code: str) -> Iterable[Mandate]:
    """The mandates with what their rows show: words in one language, not in six."""
    rows = list(
        Mandate.objects.filter(pk__in=keys, gone=False)
        .select_related("resolution", "verdict")
        .defer(*(f"resolution__{name}" for name in _NOT_SHOWN))
        .prefetch_related("addressees__entity")
    )
    words = Wording.objects.defer("addressees")
    prefetch_related_objects(rows, Prefetch("wordings", words.filter(language__in=(code, "en"))))
    if other := [row for row in rows if not row.wordings.all()]:
        for row in other:
            del row._prefetched_objects_cache["wordings"]  # type: ignore[attr-defined]
        prefetch_related_objects(other, Prefetch("wordings", words.all()))
    return rows
