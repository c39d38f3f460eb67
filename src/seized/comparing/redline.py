"""The redline of two texts: every passage of both on one page, in order, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from seized.comparing.matching import Item
from seized.comparing.pairing import Paired, check_language, pair, text_info, units_of
from seized.comparing.slips import Verdict, verdict
from seized.comparing.units import Unit
from seized.comparing.words import changes
from seized.languages.numbers import find_ordinals
from seized.model.record import Record
from seized.model.redline import Edit, Passage, PassageState, Redline

__all__ = ["redline"]

_STILL: Final = Verdict(False, False, True, ())
_OTHER: Final = Verdict(False, True, False, ())
_DIGIT: Final = re.compile(r"\d")


def redline(old: Record, new: Record) -> Redline:
    """What leads from the older text to the newer, in one language.

    All passages that are not deleted, without their deleted words, are the new text; all that
    are not inserted, without their inserted words, the old one. Raises ``InputError`` where the
    languages differ.
    """
    code = check_language((old, new))
    page = _Page(pair(old, new), units_of(old), units_of(new), _base(old), code)
    return Redline(code, text_info(old), text_info(new), tuple(page.passages()))  # type: ignore[arg-type]


def _base(old: Record) -> tuple[str, ...]:
    resolution = old.resolution
    if resolution.symbol and resolution.adopted:
        return resolution.symbol, str(resolution.adopted)
    return ()


class _Page:
    """Walks the new text and sets in between what the old one had there."""

    def __init__(
        self,
        paired: Paired,
        old: dict[str, Unit],
        new: dict[str, Unit],
        base: tuple[str, ...],
        code: str,
    ) -> None:
        self._paired = paired
        self._units = old, new
        self._base = base
        self._code = code
        self._where = {o: n for n, o in paired.match.pairs.items()}

    def passages(self) -> Iterator[Passage]:
        paired = self._paired
        at = 0
        for n in range(len(paired.new)):
            if n in paired.kept:
                o = paired.match.pairs[n]
                yield from self._gone(at, o)
                at = o + 1
            yield self._here(n)
        yield from self._gone(at, len(paired.old))

    def _gone(self, first: int, last: int) -> Iterator[Passage]:
        """Old places that are not where they were: deleted, or moved elsewhere."""
        for o in range(first, last):
            item = self._paired.old[o]
            n = self._where.get(o)
            if n is not None and n in self._paired.kept:
                continue
            edits = _whole(item, "deleted")
            pair_ = self._paired.new[n].address if n is not None else None
            state: PassageState = "deleted" if n is None else "moved-from"
            yield _passage(item, state, edits, old=item, pair=pair_)

    def _here(self, n: int) -> Passage:
        item = self._paired.new[n]
        o = self._paired.match.pairs.get(n)
        if o is None:
            return _passage(item, "inserted", _whole(item, "inserted"), new=item)
        was = self._paired.old[o]
        edits = changes(was.words, item.words)
        kept = n in self._paired.kept
        gone = " ".join(edit.text for edit in edits if edit.kind != "same")
        found = self._verdict(was, item, gone) if any(e.kind != "same" for e in edits) else None
        state: PassageState = "same"
        if not kept:
            state = "moved-to"
        elif found is not None:
            state = "rolled" if found.rolled and not found.worded else "reworded"
        return _passage(
            item, state, edits, old=was if kept else None, new=item, verdict=found,
            pair=None if kept else was.address,
        )  # fmt: skip

    def _verdict(self, was: Item, now: Item, changed: str) -> Verdict:
        """Most changes hold no number, and then nothing can have rolled."""
        if not _DIGIT.search(changed) and not find_ordinals(changed, self._code):
            return _OTHER
        old, new = self._units[0].get(was.address), self._units[1].get(now.address)
        return verdict(old, new, self._base, thorough=False) if old and new else _STILL


def _whole(item: Item, kind: str) -> tuple[Edit, ...]:
    return changes(item.words, ()) if kind == "deleted" else changes((), item.words)


def _passage(
    item: Item, state: PassageState, edits: tuple[Edit, ...], *, old: Item | None = None,
    new: Item | None = None, pair: str | None = None, verdict: Verdict | None = None,
) -> Passage:  # fmt: skip
    return Passage(
        kind=item.kind,
        state=state,
        edits=edits,
        old=old.address if old else None,
        new=new.address if new else None,
        pair=pair,
        old_label=old.label if old else None,
        new_label=new.label if new else None,
        opening=item.opening,
        level=item.level,
        notes=item.notes,
        slips=verdict.slips if verdict else (),
    )
