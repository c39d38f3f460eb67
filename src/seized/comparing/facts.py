"""Facts that a later text gives otherwise: agreements superseded or no longer cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from seized.model.findings import Instrument
from seized.model.genealogy import Fact
from seized.model.record import Record

__all__ = ["changed_facts"]

_Key = tuple[str, tuple[str, ...]]


def changed_facts(old: Record, new: Record, text: int) -> Iterator[Fact]:
    """Instruments, citations and fields in which ``new``, the text with this index, differs.

    An instrument of the same kind between the same parties with a later date supersedes the
    older one; one that has no successor of its kind and parties is no longer cited.
    """
    yield from _instruments(old.instruments, new.instruments, text)
    yield from _citations(old, new, text)
    yield from _fields(old, new, text)


def _by_parties(found: Iterable[Instrument]) -> dict[_Key, list[Instrument]]:
    out: dict[_Key, list[Instrument]] = defaultdict(list)
    for one in found:
        if len(one.parties) > 1:
            out[one.kind, tuple(sorted(one.parties))].append(one)
    return out


def _instruments(old: Iterable[Instrument], new: Iterable[Instrument], text: int) -> Iterator[Fact]:
    before, after = _by_parties(old), _by_parties(new)
    for key in sorted({*before, *after}):
        was, now = before.get(key, []), after.get(key, [])
        dates = {one.date for one in was if one.date}, {one.date for one in now if one.date}
        left = [one for one in was if one.date is None or one.date not in dates[1]]
        come = [one for one in now if one.date is None or one.date not in dates[0]]
        if was and now:
            left, come = _dated(left), _dated(come)
        for n in range(max(len(left), len(come))):
            one = left[n] if n < len(left) else None
            two = come[n] if n < len(come) else None
            if one and two and one.date == two.date:
                continue
            yield _instrument(one, two, key, text)


def _dated(found: list[Instrument]) -> list[Instrument]:
    """Where both texts know an instrument of these parties, one without a date adds nothing."""
    return sorted((one for one in found if one.date), key=lambda one: str(one.date))


def _instrument(one: Instrument | None, two: Instrument | None, key: _Key, text: int) -> Fact:
    kind, parties = key
    return Fact(
        kind="instrument",
        change="superseded" if one and two else "no-longer-cited" if one else "newly-cited",
        text=text,
        name=kind,
        parties=parties,
        old_at=one.at if one else None,
        new_at=two.at if two else None,
        old_quote=one.quote if one else None,
        new_quote=two.quote if two else None,
        old_date=one.date if one else None,
        new_date=two.date if two else None,
    )


def _citations(old: Record, new: Record, text: int) -> Iterator[Fact]:
    was = {one.symbol: (one.at, one.quote) for one in reversed(old.citations) if one.symbol}
    now = {one.symbol: (one.at, one.quote) for one in reversed(new.citations) if one.symbol}
    yield from _came_and_went(was, now, text, "citation")


def _fields(old: Record, new: Record, text: int) -> Iterator[Fact]:
    was = {one.field: (one.at, one.quote) for one in reversed(old.fields)}
    now = {one.field: (one.at, one.quote) for one in reversed(new.fields)}
    yield from _came_and_went(was, now, text, "field")


def _came_and_went(
    was: dict[str, tuple[str, str]], now: dict[str, tuple[str, str]], text: int, kind: str
) -> Iterator[Fact]:
    for name in sorted({*was} - {*now}):
        at, quote = was[name]
        yield Fact(kind, "no-longer-cited", text, name, old_at=at, old_quote=quote)  # type: ignore[arg-type]
    for name in sorted({*now} - {*was}):
        at, quote = now[name]
        yield Fact(kind, "newly-cited", text, name, new_at=at, new_quote=quote)  # type: ignore[arg-type]
