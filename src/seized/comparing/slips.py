"""Whether a paragraph that changed says something else, or only went forward by one cycle.

The sessions, dates and symbols that two wordings name are set side by side. What is left decides:
a paragraph is *rolled* where nothing else changed, and *holds* where no act, date, number, symbol
or actor changed, however freely it was worded again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal, NamedTuple

from seized.comparing.marks import printed_symbols
from seized.comparing.units import Unit, symbol_key
from seized.languages import language
from seized.model.redline import Slip

__all__ = ["Verdict", "session_ordinals", "verdict"]

_NEAR: Final = 24  # characters between an ordinal and the word "session"
_MOST_SESSIONS: Final = 120

_Kind = Literal["session", "date", "symbol", "number"]


class Verdict(NamedTuple):
    """``rolled``: nothing but the slips changed; ``worded``: the words did, beyond the slips;
    ``holds``: apart from the slips it says what it said."""

    rolled: bool
    worded: bool
    holds: bool
    slips: tuple[Slip, ...]


class _Value(NamedTuple):
    kind: _Kind
    value: str
    start: int
    end: int


@cache
def _session_word(code: str) -> tuple[re.Pattern[str], int, int]:
    """The word "session", and how far before and behind an ordinal it stands."""
    table = language(code).table("due")
    side = table["side"]
    before, after = side in ("before", "both"), side in ("after", "both")
    return re.compile("|".join(table["session"])), before * _NEAR, after * _NEAR


def session_ordinals(text: str, code: str) -> list[tuple[int, int, int]]:
    """Ordinals of sessions: start, end and number, in order of place."""
    unit = Unit(code, "", "operative", text)
    return [(v.start, v.end, int(v.value)) for v in _values(unit) if v.kind == "session"]


def _values(unit: Unit) -> list[_Value]:
    """Symbols, dates and ordinals of a place, in order."""
    text, code = unit.text, unit.code
    out = [_Value("symbol", symbol_key(text[a:b]), a, b) for a, b in printed_symbols(text)]
    out += (_Value("date", mark.value, mark.start, mark.end) for mark in unit.dates)
    word, before, after = _session_word(code)
    lower = text.lower()
    for mark in unit.numbers:
        if mark.kind != "ordinal":
            continue
        near = word.search(lower[max(mark.start - before, 0) : mark.end + after])
        # The ordinals of a list ("seventy-eighth and eightieth sessions") share one word.
        is_session = near and int(mark.value) <= _MOST_SESSIONS
        out.append(_Value("session" if is_session else "number", mark.value, mark.start, mark.end))
    return sorted(out, key=lambda value: (value.start, value.end))


def verdict(old: Unit, new: Unit, base: Sequence[str] = (), *, thorough: bool = True) -> Verdict:
    """Compare two wordings of one place.

    ``base`` are the symbol and the date of the older text itself: a list of earlier resolutions
    that grew by them only went forward. Where not ``thorough``, a place that cannot have rolled
    is not looked at further and counts as one that does not hold.
    """
    was, now = _values(old), _values(new)
    if not thorough and not _may_roll(was, now, base):
        return Verdict(False, True, False, ())
    masked = _masked(old.text, was) == _masked(new.text, now)
    slips = _slips(was, now, old.text, new.text)
    explained = _explained(was, now)
    grown = {f"s{symbol_key(base[0])}", f"d{base[1]}"} if len(base) == 2 else set()
    differ = (old.features ^ new.features) - explained
    added = differ & grown - old.features
    holds = not differ - added and _kinds(old) == _kinds(new)
    went = any(slip.kind in ("session", "symbol") for slip in slips) or bool(added)
    rolled = went and holds
    if added and not any(slip.kind == "symbol" for slip in slips):
        key = symbol_key(base[0])
        found = next((v for v in now if v.kind == "symbol" and v.value == key), None)
        if found:
            slips += (Slip("symbol", "", new.text[found.start : found.end]),)
    return Verdict(rolled, not (masked or added), holds, slips if rolled or holds else ())


def _may_roll(was: Sequence[_Value], now: Sequence[_Value], base: Sequence[str]) -> bool:
    """Whether a session or symbol of the old wording is not that of the new one."""
    before = {(v.kind, v.value) for v in was if v.kind in ("session", "symbol")}
    after = {(v.kind, v.value) for v in now if v.kind in ("session", "symbol")}
    grown = {("symbol", symbol_key(base[0]))} if base else set()
    return bool(before - after or after & grown - before)


def _kinds(unit: Unit) -> list[tuple[str, str | None]]:
    """The acts of a place, with their force."""
    return [(clause.act, clause.force) for clause in unit.clauses]


def _masked(text: str, values: Sequence[_Value]) -> str:
    out: list[str] = []
    at = 0
    for kind, _, start, end in values:
        if start >= at:
            out += (text[at:start], f"\0{kind}\0")
            at = end
    out.append(text[at:])
    return "".join(out)


def _slips(was: Sequence[_Value], now: Sequence[_Value], old: str, new: str) -> tuple[Slip, ...]:
    """Values of one kind that stand in the same rank and differ."""
    out: list[Slip] = []
    kinds: tuple[_Kind, ...] = ("session", "symbol", "date")
    for kind in kinds:
        before = [v for v in was if v.kind == kind]
        after = [v for v in now if v.kind == kind]
        if len(before) == len(after):
            out += (
                Slip(kind, old[a.start : a.end], new[b.start : b.end])
                for a, b in zip(before, after, strict=True)
                if a.value != b.value
            )
    return tuple(dict.fromkeys(out))


def _explained(was: Sequence[_Value], now: Sequence[_Value]) -> set[str]:
    """The features that sessions, symbols and dates of equal rank account for.

    A date alone is a fact of its own: it counts only beside a session or a symbol.
    """
    out: set[str] = set()
    moved = False
    for kind, letter in (("session", "n"), ("symbol", "s"), ("date", "d")):
        before = [v.value for v in was if v.kind == kind]
        after = [v.value for v in now if v.kind == kind]
        if len(before) != len(after) or before == after or (kind == "date" and not moved):
            continue
        moved = True
        out.update(f"{letter}{value}" for value in {*before} ^ {*after})
    return out
