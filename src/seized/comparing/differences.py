"""What differs between the versions of one place, kind by kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from seized.comparing.addressees import other_addressees
from seized.comparing.figures import has_day, numbers, same_days
from seized.comparing.found import Found, Words, both, marked_words, odd_one, swapped
from seized.comparing.marks import Mark, printed_symbols
from seized.comparing.omissions import actors, dues, quotations
from seized.comparing.units import Unit, symbol_key
from seized.comparing.verbs import OtherAct, other_acts
from seized.comparing.votes import Apart, agreeing, apart
from seized.languages.acts import act_forces
from seized.model.concordance import DifferenceKind, Severity
from seized.model.findings import Citation

__all__ = ["differences"]


def differences(cells: Sequence[Unit], near: Sequence[str]) -> list[Found]:
    """All differences between two or more versions of one place.

    ``near`` is for each version the text in which a value may stand as well: that of its notes.
    """
    found: list[Found] = []
    found.extend(_symbols(cells, near))
    found.extend(_dates(cells))
    found.extend(numbers(cells))
    found.extend(_periods(cells))
    found.extend(_acts(cells))
    found.extend(_addressees(cells))
    told = {(one.odd, one.value) for one in found}
    found.extend(one for one in dues(cells) if (one.odd, one.value) not in told)
    asked = {one.odd for one in found if one.kind == "addressee"}
    found.extend(one for one in actors(cells) if one.odd not in asked)
    found.extend(quotations(cells))
    return found


# Dates


def _dates(cells: Sequence[Unit]) -> Iterator[Found]:
    pools = [Counter(mark.value for mark in cell.dates) for cell in cells]
    found = apart(pools)
    for one in both(found, len(cells)):
        if same_days(cells, one):
            continue
        words = swapped(cells, one, lambda cell, values: _holding(cell.dates, values))
        vague = all(any(a.startswith(b) or b.startswith(a) for b in one.missing) for a in one.extra)
        severity: Severity = "form" if vague else "substance"
        kind: DifferenceKind = "deadline" if _is_due(cells, one) else "date"
        yield Found(kind, severity, one.missing[0], odd_one(one, len(cells)), words, "date.other")
    yield from _omitted(cells, found, "date")


def _is_due(cells: Sequence[Unit], one: Apart) -> bool:
    """Whether something is asked for by the date that the other versions have."""
    due = [{str(m.due.date) for m in cell.mandates if m.due.date} for cell in cells]
    return sum(not values.isdisjoint(one.missing) for values in due) * 2 >= len(cells)


def _holding(marks: Sequence[Mark], values: frozenset[str]) -> list[Mark]:
    return [mark for mark in marks if mark.value in values]


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
            if _printed(key).search(own) and not any(_printed(key).search(text) for text in others)
        )
        # A document called by its name alone has other names elsewhere: it proves nothing.
        missing = tuple(
            key
            for key in one.missing
            if not _printed(key).search(own) and any(_printed(key).search(t) for t in others)
        )
        if extra and not missing:
            missing = _oftener(keyed, own, others)
        sure.append(Apart(one.version, extra, missing))
    for one in both(sure, len(cells)):
        words = tuple(
            _cited(cell, frozenset(one.extra if n == one.version else one.missing))
            for n, cell in enumerate(cells)
        )
        value = _name(keyed, one.missing[0])
        yield Found("symbol", "substance", value, odd_one(one, len(cells)), words, "symbol.other")
    for one in sure:
        if one.missing and not one.extra and len(cells) > 2:
            words = tuple(_cited(cell, frozenset(one.missing)) for cell in cells)
            value = _name(keyed, one.missing[0])
            yield Found("symbol", "form", value, (one.version,), words, "symbol.missing")


def _oftener(keyed: Sequence[Mapping[str, str]], own: str, others: list[str]) -> tuple[str, ...]:
    """The documents that the other versions print more often than one does: it has another in
    the place of one of several."""
    need = agreeing(len(others))
    keys = dict.fromkeys(key for row in keyed for key in row)
    return tuple(key for key in keys if _lacks(_printed(key), own, others) >= need)


def _lacks(number: re.Pattern[str], own: str, others: list[str]) -> int:
    """How many others print a number oftener than one version, which does print it."""
    mine = len(number.findall(own))
    return sum(len(number.findall(text)) > mine for text in others) if mine else 0


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


def _periods(cells: Sequence[Unit]) -> Iterator[Found]:
    pools = [Counter(dict.fromkeys((mark.value for mark in cell.periods), 1)) for cell in cells]
    for one in apart(pools):
        if len(cells) == 2 and not one.extra:
            continue
        values = one.extra or one.missing
        shown = frozenset((*one.extra, *one.missing))
        words = tuple(marked_words(cell, _holding(cell.periods, shown)) for cell in cells)
        others = [pool for n, pool in enumerate(pools) if n != one.version]
        alone = bool(one.extra) and not any(others)
        severity: Severity = "substance" if alone or (one.extra and one.missing) else "form"
        yield Found(
            "period", severity, values[0], odd_one(one, len(cells)), words,
            "period.other" if one.extra else "period.missing",
        )  # fmt: skip


def _omitted(cells: Sequence[Unit], found: list[Apart], kind: DifferenceKind) -> Iterator[Found]:
    """Values that all other versions have and one lacks: worth a look, and no more."""
    for one in found:
        missing = [value for value in one.missing if not has_day(cells[one.version], value)]
        if missing and not one.extra and len(cells) > 2:
            words = tuple(
                marked_words(cell, _holding(cell.dates, frozenset(missing))) for cell in cells
            )
            yield Found(kind, "form", missing[0], (one.version,), words, f"{kind}.missing")


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
        if _said_again(one):
            # The noun for what is repeated ("its call", "su petición") tells acts apart less
            # finely than the verbs do.
            yield Found("act", "form", one.act, one.odd, words, "act.repeated")
        elif own == {force}:
            # To urge, to call upon and to appeal bind alike; to invite and to propose do not ask
            # the same of whom they address.
            severity: Severity = "substance" if force and force != "urge" else "form"
            yield Found("act", severity, one.act, one.odd, words, "act.other")
        else:
            # What directs nobody is put in many words, and a request recalled is none made.
            severity = "substance" if force else "form"
            yield Found("force", severity, one.act, one.odd, words, "force.other")


def _said_again(one: OtherAct) -> bool:
    """Whether the version that stands apart and most of all repeat an act of earlier years."""
    repeated = [clause.repeated for clause in one.clauses if clause]
    apart = [clause.repeated for n, clause in enumerate(one.clauses) if clause and n in one.odd]
    return all(apart) and sum(repeated) * 2 > len(repeated)


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
