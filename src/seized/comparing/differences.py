"""What differs between the versions of one place, kind by kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from seized.comparing.marks import Mark, groups, printed_symbols
from seized.comparing.units import Unit, symbol_key
from seized.comparing.verbs import other_acts, other_addressees
from seized.comparing.votes import Apart, apart
from seized.languages.acts import act_forces
from seized.model.concordance import DifferenceKind, Severity
from seized.model.findings import Citation
from seized.model.text import Span

__all__ = ["Found", "Words", "differences"]

_PERIODS: Final = frozenset({"annual", "biennial", "triennial", "quadrennial"})


class Words(NamedTuple):
    """What one version says: values, and the words for them with their places."""

    values: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    quotes: tuple[str, ...] = ()


class Found(NamedTuple):
    """A difference between the versions of one place, by their indices in the row."""

    kind: DifferenceKind
    severity: Severity
    value: str
    odd: tuple[int, ...]
    words: tuple[Words, ...]
    rule: str


def differences(cells: Sequence[Unit], near: Sequence[str]) -> list[Found]:
    """All differences between two or more versions of one place.

    ``near`` is for each version the text in which a value may stand as well: that of its notes.
    """
    found: list[Found] = []
    for compare in (_symbols, _dates, _numbers, _periods):
        found.extend(compare(cells, near))
    found.extend(_acts(cells))
    found.extend(_addressees(cells))
    return found


def _marked(cell: Unit, marks: Sequence[Mark]) -> Words:
    """The words of marks; each value and place once."""
    places = dict.fromkeys((mark.start, mark.end) for mark in marks)
    spans = (cell.source(*place) for place in places)
    return Words(
        tuple(dict.fromkeys(mark.value for mark in marks)),
        tuple(span for span in spans if span is not None),
        tuple(cell.text[start:end] for start, end in places),
    )


def _swapped(
    cells: Sequence[Unit],
    one: Apart,
    holds: Callable[[Unit, frozenset[str]], list[Mark]],
) -> tuple[Words, ...]:
    """The words on all sides: what only one version has, and what the others have instead."""
    return tuple(
        _marked(cell, holds(cell, frozenset(one.extra if n == one.version else one.missing)))
        for n, cell in enumerate(cells)
    )


def _both(found: list[Apart], versions: int) -> list[Apart]:
    """With two versions what one has more is what the other lacks: one difference, not two."""
    whole = [one for one in found if one.extra and one.missing]
    return whole[:1] if versions == 2 else whole


def _odd(one: Apart, versions: int) -> tuple[int, ...]:
    return () if versions == 2 else (one.version,)


# Dates


def _dates(cells: Sequence[Unit], near: Sequence[str]) -> Iterator[Found]:
    pools = [Counter(mark.value for mark in cell.dates) for cell in cells]
    found = apart(pools)
    for one in _both(found, len(cells)):
        words = _swapped(cells, one, lambda cell, values: _holding(cell.dates, values))
        vague = all(any(a.startswith(b) or b.startswith(a) for b in one.missing) for a in one.extra)
        severity: Severity = "form" if vague else "substance"
        yield Found("date", severity, one.missing[0], _odd(one, len(cells)), words, "date.other")
    yield from _omitted(cells, near, found, "date")


def _holding(marks: Sequence[Mark], values: frozenset[str]) -> list[Mark]:
    return [mark for mark in marks if mark.value in values]


# Numbers and ordinals


def _numbers(cells: Sequence[Unit], near: Sequence[str]) -> Iterator[Found]:
    pools = []
    weak = []
    for cell in cells:
        pool: Counter[str] = Counter()
        passing: set[str] = set()
        for mark in cell.numbers:
            parts = groups(mark.value)
            if mark.weak and parts == ("1",):
                continue  # an article, which would hide that a "1" in digits is missing
            pool.update(parts)
            if mark.weak:
                passing.update(parts)
        pools.append(pool)
        weak.append(frozenset(passing))
    for one in _both(apart(pools, weak, loose=True), len(cells)):
        if one.missing == ("1",) and not (
            _counts_to_one(cells[one.version], one.extra) or _in_digits(cells, one)
        ):
            continue
        words = _swapped(cells, one, _holding_groups)
        printed = [
            mark
            for n, cell in enumerate(cells)
            if n != one.version
            for mark in _holding_groups(cell, frozenset(one.missing))
        ]
        kinds = Counter(mark.kind for mark in printed)
        ordinal = kinds["ordinal"] * 2 > sum(kinds.values())
        kind: DifferenceKind = "number"
        if ordinal:
            kind = "session" if _another_session(cells, one.version) else "ordinal"
        value = Counter(mark.value for mark in printed).most_common(1)[0][0]
        yield Found(kind, "substance", value, _odd(one, len(cells)), words, "number.other")


def _counts_to_one(cell: Unit, extra: tuple[str, ...]) -> bool:
    """Whether the place of a "first" is taken by another ordinal: the word has many other uses,
    and Chinese leaves it out more often than not."""
    marks = _holding_groups(cell, frozenset(extra))
    return cell.code != "zh" and all(mark.kind == "ordinal" for mark in marks)


def _in_digits(cells: Sequence[Unit], one: Apart) -> bool:
    """Whether the other versions print in digits what one lacks, and that one prints another
    number in digits: then the number stands in the place of theirs."""
    printed = [
        any(cell.text[mark.start].isdigit() for mark in _holding_groups(cell, frozenset(values)))
        for n, cell in enumerate(cells)
        for values in [one.extra if n == one.version else one.missing]
    ]
    own = printed.pop(one.version)
    return own and sum(printed) * 2 > len(printed)


def _holding_groups(cell: Unit, values: frozenset[str]) -> list[Mark]:
    return [mark for mark in cell.numbers if values.intersection(groups(mark.value))]


def _another_session(cells: Sequence[Unit], odd: int) -> bool:
    """Whether the mandates of one version are due at other sessions than those of the rest."""
    due = [frozenset(s for one in cell.mandates for s in one.due.sessions) for cell in cells]
    rest = {sessions for n, sessions in enumerate(due) if n != odd}
    return bool(due[odd]) and due[odd] not in rest and any(rest)


# Symbols


def _key(one: Citation) -> str:
    """The number of a cited document; that of the words where it is none that could be."""
    return symbol_key(one.symbol or one.quote)


@cache
def _printed(key: str) -> re.Pattern[str]:
    """A pattern for the number of a document as every language prints it."""
    head, _, last = key.rpartition("/")
    before = rf"{head.rpartition('/')[2]}\D{{1,8}}" if head else ""
    return re.compile(rf"(?<!\d){before}{last}(?!\d)")


def _symbols(cells: Sequence[Unit], near: Sequence[str]) -> Iterator[Found]:
    keyed = [
        {_key(one): one.symbol or one.quote for one in cell.citations if one.kind == "document"}
        for cell in cells
    ]
    pools = [Counter(dict.fromkeys(keys, 1)) for keys in keyed]
    found = apart(pools)
    if not found:
        return
    texts = [f"{cell.text}\n{notes}" for cell, notes in zip(cells, near, strict=True)]
    sure = []
    for one in found:
        own = texts[one.version]
        others = [text for n, text in enumerate(texts) if n != one.version]
        bare = [key for key in _bare_symbols(cells[one.version].text) if key not in one.extra]
        extra = tuple(
            key
            for key in (*one.extra, *(bare if one.missing else ()))
            if not any(_printed(key).search(text) for text in others)
        )
        missing = tuple(key for key in one.missing if not _printed(key).search(own))
        sure.append(Apart(one.version, extra, missing))
    for one in _both(sure, len(cells)):
        words = tuple(
            _cited(cell, frozenset(one.extra if n == one.version else one.missing))
            for n, cell in enumerate(cells)
        )
        value = _name(keyed, one.missing[0])
        yield Found("symbol", "substance", value, _odd(one, len(cells)), words, "symbol.other")
    for one in sure:
        if one.missing and not one.extra and len(cells) > 2:
            words = tuple(_cited(cell, frozenset(one.missing)) for cell in cells)
            value = _name(keyed, one.missing[0])
            yield Found("symbol", "form", value, (one.version,), words, "symbol.missing")


def _bare_symbols(text: str) -> list[str]:
    """The numbers of all that is printed like a document symbol, cited or not."""
    keys = (symbol_key(text[start:end]) for start, end in printed_symbols(text))
    return [key for key in keys if "/" in key or key.isdigit()]


def _name(keyed: Sequence[Mapping[str, str]], key: str) -> str:
    return next(keys[key] for keys in keyed if key in keys)


def _cited(cell: Unit, keys: frozenset[str]) -> Words:
    """The words that cite these documents; symbols that are no citation are shown as printed."""
    chosen = [one for one in cell.citations if one.kind == "document" and _key(one) in keys]
    if not chosen:
        found = printed_symbols(cell.text)
        places = [place for place in found if symbol_key(cell.text[slice(*place)]) in keys]
        quotes = tuple(cell.text[slice(*place)] for place in places)
        spans = [span for place in places if (span := cell.source(*place)) is not None]
        return Words(quotes, tuple(spans), quotes)
    return Words(
        tuple(dict.fromkeys(one.symbol or one.quote for one in chosen)),
        tuple(one.span for one in chosen),
        tuple(one.quote for one in chosen),
    )


# Periods


def _periods(cells: Sequence[Unit], near: Sequence[str]) -> Iterator[Found]:
    pools = [Counter(dict.fromkeys((mark.value for mark in cell.periods), 1)) for cell in cells]
    for one in apart(pools):
        if len(cells) == 2 and not one.extra:
            continue
        values = one.extra or one.missing
        words = tuple(_marked(cell, _holding(cell.periods, frozenset(values))) for cell in cells)
        others = [pool for n, pool in enumerate(pools) if n != one.version]
        alone = bool(one.extra) and not any(others)
        severity: Severity = "substance" if alone or (one.extra and one.missing) else "form"
        yield Found(
            "period", severity, values[0], _odd(one, len(cells)), words,
            "period.other" if one.extra else "period.missing",
        )  # fmt: skip


def _omitted(
    cells: Sequence[Unit], near: Sequence[str], found: list[Apart], kind: DifferenceKind
) -> Iterator[Found]:
    """Values that all other versions have and one lacks: worth a look, and no more."""
    for one in found:
        if one.missing and not one.extra and len(cells) > 2:
            words = tuple(
                _marked(cell, _holding(cell.dates, frozenset(one.missing))) for cell in cells
            )
            yield Found(kind, "form", one.missing[0], (one.version,), words, f"{kind}.missing")


# Acts and addressees


def _acts(cells: Sequence[Unit]) -> Iterator[Found]:
    forces = act_forces()
    for one in other_acts(cells):
        words = tuple(
            Words((clause.act,), (clause.span,), (clause.quote,)) if clause else Words()
            for clause in one.clauses
        )
        own = {clause.force for n, clause in enumerate(one.clauses) if clause and n in one.odd}
        if len(cells) == 2:
            own = {clause.force for clause in one.clauses[1:] if clause}
        force = forces.get(one.act)
        if own == {force}:
            # To urge, to call upon and to appeal bind alike; to invite and to propose do not ask
            # the same of whom they address.
            severity: Severity = "substance" if force and force != "urge" else "form"
            yield Found("act", severity, one.act, one.odd, words, "act.other")
        else:
            # What directs nobody is put in many words, and a request recalled is none made.
            severity = "substance" if force else "form"
            yield Found("force", severity, one.act, one.odd, words, "force.other")


def _addressees(cells: Sequence[Unit]) -> Iterator[Found]:
    for one in other_addressees(cells):
        words = []
        for n, cell in enumerate(cells):
            actor = one.own if n == one.version else one.other
            named = [mention for mention in cell.actors if mention.actor == actor]
            words.append(
                Words(
                    (actor,) if named else (),
                    tuple(mention.span for mention in named),
                    tuple(mention.quote for mention in named),
                )
            )
        yield Found("addressee", "substance", one.other, one.odd, tuple(words), "addressee.other")
