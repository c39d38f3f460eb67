"""One paragraph after another through a series of resolutions of one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple, cast

from seized.comparing.facts import changed_facts
from seized.comparing.matching import Item, Match, in_order, match
from seized.comparing.pairing import check_language, page, text_info, units_of
from seized.comparing.slips import Verdict, verdict
from seized.comparing.units import Unit
from seized.comparing.words import changes, likeness
from seized.model.errors import InputError
from seized.model.findings import Force
from seized.model.genealogy import Fate, ForceChange, Genealogy, Stage, Strand
from seized.model.record import Record
from seized.model.redline import Edit

__all__ = ["genealogy"]

_STRENGTH: Final[dict[Force | None, int]] = {
    None: 0, "invite": 1, "urge": 2, "request": 3, "decide": 4,
}  # fmt: skip
# Within one force: to encourage is less than to invite, to urge more than to call upon.
_FINER: Final = {"encourage": -0.4, "urge": 0.2, "strongly-urge": 0.3, "demand": 0.4}
_FIRST_WORDS: Final = 12
_LEAST_GAIN: Final = 2


def genealogy(records: Sequence[Record]) -> Genealogy:
    """Follow every paragraph through the records, oldest first.

    The records are sorted by date of adoption, then session; what has neither keeps its place.
    Raises ``InputError`` for fewer than two records and for several languages.
    """
    if len(records) < 2:
        raise InputError(
            "a genealogy needs at least two texts", advice="Give the resolutions of one series"
        )
    code = check_language(records)
    texts = [_Text(record) for record in sorted(records, key=_when)]
    weaver = _Weaver(texts)
    for n in range(len(texts)):
        weaver.weave(n)
    return Genealogy(
        code,  # type: ignore[arg-type]
        tuple(text_info(text.record) for text in texts),
        tuple(weaver.strands()),
        tuple(
            fact
            for n, (one, two) in enumerate(pairwise(texts), 1)
            for fact in changed_facts(one.record, two.record, n)
        ),
    )


def _when(record: Record) -> tuple[int, str]:
    resolution = record.resolution
    session = resolution.session.number if resolution.session else 0
    year = resolution.adopted.year - 1945 if resolution.adopted else 0
    return session or year, str(resolution.adopted or "")


class _Text:
    """A text of the series: its paragraphs, and what each says."""

    def __init__(self, record: Record) -> None:
        self.record = record
        notes = {note.marker: note.text for note in record.resolution.notes}
        kinds = ("preambular", "operative", "annexed")
        self.items = [item for item in page(record, notes) if item.kind in kinds]
        self.units = units_of(record)
        self.fields: dict[str, set[str]] = defaultdict(set)
        for one in record.fields:
            self.fields[one.at].add(one.field)

    @property
    def base(self) -> tuple[str, ...]:
        resolution = self.record.resolution
        if resolution.symbol and resolution.adopted:
            return resolution.symbol, str(resolution.adopted)
        return ()


class _Thread:
    """A strand that grows: its stages, and where it was last seen."""

    def __init__(self, text: int, place: int) -> None:
        self.id = (text, place)
        self.last = (text, place)
        self.stages: list[Stage] = []


class _Origin(NamedTuple):
    text: int
    places: tuple[int, ...]
    like: float


class _Weaver:
    def __init__(self, texts: Sequence[_Text]) -> None:
        self._texts = texts
        self._live: dict[int, _Thread] = {}  # by place in the text before
        self._dropped: list[_Thread] = []
        self._all: list[_Thread] = []

    def weave(self, n: int) -> None:
        """Take up the text with this index."""
        new = self._texts[n].items
        if n == 0:
            self._live = {place: self._begin(0, place) for place in range(len(new))}
            return
        old = self._texts[n - 1].items
        found = match(old, new)
        kept = in_order(found.pairs)
        sources = defaultdict(list)
        for gone, into in found.merged.items():
            sources[into].append(gone)
        back = self._returned(new, [p for p in range(len(new)) if p not in found.pairs])
        live: dict[int, _Thread] = {}
        for place in range(len(new)):
            if place in back:
                thread = back[place]
                self._go_on(
                    thread, n, place, _Origin(thread.last[0], (thread.last[1],), 0), ("returned",)
                )
            elif place in found.pairs:
                thread = self._live[found.pairs[place]]
                self._continue(thread, n, place, found, kept, tuple(sources[place]))
            else:
                thread = self._begin(n, place, found.split.get(place), tuple(sources[place]))
            live[place] = thread
        self._drop(n, {id(thread) for thread in live.values()}, found)
        self._live = live

    def _continue(
        self, thread: _Thread, n: int, place: int, found: Match, kept: set[int],
        merged: tuple[int, ...],
    ) -> None:  # fmt: skip
        extra: list[Fate] = []
        if place not in kept:
            extra.append("moved")
        if found.pairs[place] in found.split.values():
            extra.append("split")
        if merged:
            extra.append("merged")
        origin = _Origin(n - 1, (found.pairs[place], *merged), found.likeness[place])
        self._go_on(thread, n, place, origin, tuple(extra))

    def _begin(
        self, n: int, place: int, split: int | None = None, merged: tuple[int, ...] = ()
    ) -> _Thread:
        thread = _Thread(n, place)
        self._all.append(thread)
        if split is not None or merged:
            fates: tuple[Fate, ...] = ("split",) if split is not None else ("merged",)
            origins = (split,) if split is not None else merged
            self._go_on(thread, n, place, _Origin(n - 1, origins, 0), fates)
        else:
            thread.stages.append(self._stage(n, place, fates=("first",)))
        thread.last = (n, place)
        return thread

    def _go_on(
        self, thread: _Thread, n: int, place: int, origin: _Origin, extra: tuple[Fate, ...]
    ) -> None:
        before, here = self._texts[origin.text], self._texts[n]
        was, now = before.items[origin.places[0]], here.items[place]
        edits = changes(was.words, now.words)
        judged = None
        if any(edit.kind != "same" for edit in edits):
            old, new = before.units[was.address], here.units[now.address]
            judged = verdict(old, new, before.base)
        own = _own_fates(judged)
        if set(extra) & {"moved", "split", "merged", "returned"} and own == ("same",):
            own = ()
        gained, lost = _whole_changes(edits)
        turned = _fields_differ(before, here, was, now)
        thread.stages.append(
            self._stage(
                n,
                place,
                fates=(*extra, *own),
                origin_text=origin.text,
                origins=tuple(before.items[p].address for p in origin.places),
                likeness=round(origin.like or likeness(was.words, now.words), 4),
                edits=edits,
                slips=judged.slips if judged else (),
                forces=_forces(before.units[was.address], here.units[now.address]),
                substance=bool(judged and (not judged.holds or turned)),
                gained=gained,
                lost=lost,
            )
        )
        thread.last = (n, place)

    def _stage(self, n: int, place: int, **values: object) -> Stage:
        item = self._texts[n].items[place]
        unit = self._texts[n].units[item.address]
        force = unit.clauses[0].force if unit.clauses else None
        return Stage(
            text=n, at=item.address, number=item.label, act=item.act, force=force,
            **values,  # type: ignore[arg-type]
        )  # fmt: skip

    def _returned(self, new: Sequence[Item], free: Sequence[int]) -> dict[int, _Thread]:
        """New places whose words an older text had and the one before had not."""
        if not self._dropped or not free:
            return {}
        old = [self._texts[t.last[0]].items[t.last[1]] for t in self._dropped]
        found = match(old, [new[place] for place in free])
        back = {free[n]: self._dropped[o] for n, o in found.pairs.items()}
        gone = {id(thread) for thread in back.values()}
        self._dropped = [thread for thread in self._dropped if id(thread) not in gone]
        return back

    def _drop(self, n: int, live: set[int], found: Match) -> None:
        for place, thread in self._live.items():
            if id(thread) in live:
                continue
            into = found.merged.get(place)
            fates: tuple[Fate, ...] = ("dropped",) if into is None else ("merged", "dropped")
            goal = () if into is None else (self._texts[n].items[into].address,)
            thread.stages.append(Stage(text=n, at=None, fates=fates, merged_into=goal))
            self._dropped.append(thread)

    def strands(self) -> Iterator[Strand]:
        """All strands: those of the last text in its order, others where they were dropped."""
        for thread in sorted(self._all, key=self._order):
            text, place = thread.last
            item = self._texts[text].items[place]
            first = self._texts[thread.id[0]].items[thread.id[1]]
            head = "".join(word.text for word in item.words[:_FIRST_WORDS])
            kind = cast(Literal["preambular", "operative", "annexed"], item.kind)
            yield Strand(
                f"{thread.id[0]}:{first.address}", kind, item.opening, head, tuple(thread.stages)
            )

    def _order(self, thread: _Thread) -> tuple[int, float, int]:
        text, place = thread.last
        kinds = ("preambular", "operative", "annexed")
        items = self._texts[text].items
        last = self._texts[-1].items
        kind = items[place].kind
        own = [p for p, item in enumerate(items) if item.kind == kind]
        share = own.index(place) / len(own)
        if text != len(self._texts) - 1:
            share -= 0.5 / max(len(last), 1)
        return kinds.index(kind), share, text


def _own_fates(judged: Verdict | None) -> tuple[Fate, ...]:
    if judged is None:
        return ("same",)
    if judged.rolled:
        return ("rolled", "reworded") if judged.worded else ("rolled",)
    return ("reworded",)


def _fields_differ(before: _Text, here: _Text, was: Item, now: Item) -> bool:
    return before.fields.get(was.address, set()) != here.fields.get(now.address, set())


def _whole_changes(edits: Sequence[Edit]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Stretches that came with nothing in their place, and those that nothing replaced."""
    gained, lost = [], []
    for n, edit in enumerate(edits):
        near = [edits[k].kind for k in (n - 1, n + 1) if 0 <= k < len(edits)]
        words = edit.text.strip(" ,،、;；")
        if len(words) < _LEAST_GAIN:
            continue
        if edit.kind == "inserted" and "deleted" not in near:
            gained.append(words)
        elif edit.kind == "deleted" and "inserted" not in near:
            lost.append(words)
    return tuple(gained), tuple(lost)


def _strength(act: str | None, force: Force | None) -> float:
    return _STRENGTH[force] + (_FINER.get(act or "", 0.0) if force else 0.0)


def _forces(old: Unit, new: Unit) -> tuple[ForceChange, ...]:
    """Acts that gave way to others, clause by clause where both have as many."""
    if len(old.clauses) != len(new.clauses):
        return ()
    out = []
    for was, now in zip(old.clauses, new.clauses, strict=True):
        if was.act == now.act and was.force == now.force:
            continue
        gap = _strength(now.act, now.force) - _strength(was.act, was.force)
        direction: Literal["raised", "lowered"] | None = (
            "raised" if gap > 0 else "lowered" if gap < 0 else None
        )
        out.append(
            ForceChange(direction, was.act, now.act, was.force, now.force, was.quote, now.quote)
        )
    return tuple(out)
