"""Whose number it is: the organ and the word near a number decide, or leave it open."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from seized.languages.dates import find_dates
from seized.meaning.citations_atoms import Atom
from seized.meaning.citations_doubts import fits
from seized.meaning.citations_rules import Rules
from seized.model.dates import PartialDate
from seized.model.errors import SymbolError
from seized.model.findings import Outcome
from seized.symbols import latin_number, parse, unroman

__all__ = ["Reading", "Tag", "organs_of", "readings"]

_FAR = 400  # a word rules the numbers of its list up to here, in characters
_NEAR = 140  # an organ that was the last one named speaks up to here
_BEYOND = 160
_CHURN = 60
_COUNCILS = 63  # sessions of the Human Rights Council to come; the Assembly had these to 2009


class Tag(NamedTuple):
    """A word near a number: ``r`` resolution, ``d`` decision, else the id of an organ."""

    start: int
    end: int
    what: str


class Reading(NamedTuple):
    """What a number was taken for, and why.

    ``left`` and ``right`` are where the words that belong to it begin and end; ``first`` says
    that no other number stands between it and those words on the left.
    """

    outcome: Outcome
    symbol: str | None
    candidates: tuple[str, ...]
    rule: str
    left: int = 0
    right: int = 0
    first: bool = True
    date: PartialDate | None = None


class _Place(NamedTuple):
    """One number among its neighbours."""

    atom: Atom
    trigger: Tag | None
    organ: str | None
    left: int
    right: int
    first: bool
    near: str | None
    date: PartialDate | None


def organs_of(text: str, start: int, end: int, rules: Rules) -> list[Tag]:
    """Names of organs and the words resolution and decision between two offsets."""
    out = []
    for found in rules.tags.finditer(text, start, end):
        name = str(found.lastgroup)
        what = name if name in "rd" else rules.organs[int(name[1:])]
        if found.end() > found.start():
            out.append(Tag(found.start(), found.end(), what))
    return out


def readings(
    text: str, atoms: list[Atom], own: str, rules: Rules, report: str | None = None
) -> list[Reading | None]:
    """For each number its reading, or None where it is no citation at all.

    ``own`` is the head of the series of the organ that speaks (``A``): "its resolution".
    ``report`` is the head of the organ whose report has been cited just before, if any: numbers
    that no organ is named for are resolutions in it.
    """
    if not atoms:
        return []
    start = max(0, atoms[0].start - _FAR)
    tags = organs_of(text, start, min(len(text), atoms[-1].end + _BEYOND), rules)
    dates = _dates(text, max(0, atoms[0].start - 60), atoms[-1].end + _BEYOND, rules)
    words = [t for t in tags if t.what in ("r", "d")]
    names = [t for t in tags if t.what not in ("r", "d")]
    triggers = [_trigger(atom, words, rules) for atom in atoms]
    out: list[Reading | None] = []
    for first, last in _groups(triggers):
        group = atoms[first : last + 1]
        places = [_place(text, group, n, triggers[first], names, dates, rules)
                  for n in range(len(group))]  # fmt: skip
        if report:
            places = [p._replace(organ=p.organ or report) for p in places]
        out.extend(_settled(places, [_read(place, own) for place in places]))
    return out


def _groups(triggers: list[Tag | None]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for at, trigger in enumerate(triggers):
        if at and trigger == triggers[at - 1]:
            out[-1] = (out[-1][0], at)
        else:
            out.append((at, at))
    return out


def _trigger(atom: Atom, words: list[Tag], rules: Rules) -> Tag | None:
    at = bisect_left(words, atom.start, key=lambda t: t.start)
    if rules.word_after:
        return words[at] if at < len(words) else None
    return words[at - 1] if at else None


def _dates(text: str, start: int, end: int, rules: Rules) -> list[tuple[int, int, PartialDate]]:
    """Dates of one day, month or year near the numbers, with their places."""
    return [
        (d.start + start, d.end + start, d.first)
        for d in find_dates(text[start:end], rules.code)
        if d.first == d.last
    ]


def _date_of(
    text: str, atom: Atom, right: int, dates: list[tuple[int, int, PartialDate]], rules: Rules
) -> tuple[int, PartialDate] | None:
    """The date that the text gives for a number, and where its words end."""
    if rules.word_after:
        for begin, end, date in reversed(dates):
            if end <= atom.start:
                near = rules.date_before.fullmatch(text[end : atom.start])
                return (begin, date) if near else None
        return None
    for begin, end, date in dates:
        if begin >= atom.end:
            for edge in {atom.end, right}:
                if (
                    begin >= edge
                    and begin - edge < 40
                    and rules.date_after.fullmatch(text[edge:begin])
                ):
                    return end, date
            return None
    return None


def _place(
    text: str,
    group: list[Atom],
    at: int,
    trigger: Tag | None,
    names: list[Tag],
    dates: list[tuple[int, int, PartialDate]],
    rules: Rules,
) -> _Place:
    atom = group[at]
    organ = _organ(text, group, at, trigger, names, rules)
    left = group[0].start if trigger is None or rules.word_after else trigger.start
    right = trigger.end if trigger and rules.word_after and at == len(group) - 1 else atom.end
    if organ:
        left = min(left, organ.start)
        if organ.start > atom.start and not any(a.start > atom.start for a in group[at + 1 :]):
            right = max(right, organ.end)
    dated = _date_of(text, atom, right, dates, rules)
    if dated and not rules.word_after:
        right = max(right, dated[0])
    near = None
    if organ is None and trigger and not _says_own(text, trigger, rules):
        head = group[0].start if rules.word_after else trigger.start
        before = [n for n in names if n.end <= head and head - n.end <= _NEAR]
        near = before[-1].what if before else None
    return _Place(atom, trigger, organ.what if organ else None, left, right, at == 0, near,
                  dated[1] if dated else None)  # fmt: skip


def _says_own(text: str, trigger: Tag, rules: Rules) -> bool:
    return rules.own.search(text, max(0, trigger.start - 12), trigger.end) is not None


def _organ(
    text: str, group: list[Atom], at: int, trigger: Tag | None, names: list[Tag], rules: Rules
) -> Tag | None:
    """The organ named for a number: right after it, before its word, between, after its list."""
    after = _after(text, group[at], names, rules)
    if after:
        return after
    first = group[0]
    head = trigger.start if trigger and not rules.word_after else first.start
    before: Tag | None = None
    for name in names:
        if name.end <= head or (trigger and trigger.start <= name.start < name.end <= trigger.end):
            before = name
    if before and trigger:
        if before.start >= head:  # the word itself tells ("his resolution")
            return before
        gap = text[before.end : head]
        if rules.before_word.fullmatch(gap) or rules.subject.fullmatch(gap):
            return before
    if trigger and not rules.word_after:
        between = next((n for n in names if trigger.end <= n.start and n.end <= first.start), None)
        if between and rules.between.fullmatch(text[trigger.end : between.start]):
            return between
    return _after(text, group[-1], names, rules) if len(group) > 1 else None


def _after(text: str, atom: Atom, names: list[Tag], rules: Rules) -> Tag | None:
    at = bisect_left(names, atom.end, key=lambda t: t.start)
    if at < len(names) and names[at].start - atom.end <= _CHURN:
        gap = text[atom.end : names[at].start]
        return names[at] if rules.after_number.fullmatch(gap) else None
    return None


def _settled(places: list[_Place], found: list[Reading | None]) -> list[Reading | None]:
    """Numbers without a date follow those of their list that the date gave to a council."""
    if not any(r and r.rule == "session-date" for r in found):
        return found
    out: list[Reading | None] = []
    for place, reading in zip(places, found, strict=True):
        again = reading
        if reading and reading.rule == "own-organ" and place.date is None:
            number = latin_number(place.atom.text)
            if int(number.partition("/")[0].rpartition("-")[2]) <= _COUNCILS:
                again = _series("A/HRC", number, place, "session-date") or reading
        out.append(again)
    return out


def _read(place: _Place, own: str) -> Reading | None:
    number = latin_number(place.atom.text)
    form, organ = place.atom.form, place.organ
    if form == "paren-year":
        return _series("S", number, place, "security-council-number")
    if form == "roman":
        return _roman(number, place, own)
    if place.trigger is None and form != "slash":
        return None
    if organ == "other" or form == "other":
        return _unknown(place, "other-body")
    if organ == "UNEP/EA" and form == "slash":
        session, _, serial = number.partition("/")
        return _resolved(f"UNEP/EA.{session}/Res.{serial}", place, "named-organ")
    if form == "year":
        return _series("E", number, place, "number-by-year")
    return _slash(number, place, own)


def _slash(number: str, place: _Place, own: str) -> Reading | None:
    """Numbers of the form 75/268: the Assembly's, or of a council that counts sessions."""
    special = number[0] in "ES"
    head, _, tail = number.removeprefix("ES-").removeprefix("S-").partition("/")
    session, serial = int(head), int(re.split(r"\D", tail, maxsplit=1)[0])
    trigger, date = place.trigger, place.date
    low = session <= _COUNCILS
    if place.organ in ("A/HRC", "council"):
        return _series("A/HRC", number, place, "named-organ")
    if place.organ == "A":
        return _series("A", number, place, "named-organ")
    if trigger is None and not (special or (30 < session < 100 and serial < 1000)):
        return None
    if own == "A/HRC" and not special and low:
        return _series("A/HRC", number, place, "own-organ")
    if (
        low
        and date
        and fits(f"A/RES/{number}", date) is not True
        and (special or fits(f"A/HRC/RES/{number}", date))
        and (place.near in ("A/HRC", "council") or not special)
    ):
        return _series("A/HRC", number, place, "session-date")
    if low and not date and place.near in ("A/HRC", "council"):
        return _series("A/HRC", number, place, "near-organ")
    if special or session > 30:
        decision = trigger is not None and trigger.what == "d"
        if decision and not special and serial < 301 and low:
            both = (*_symbol("A", number, False), *_symbol("A/HRC", number, True))
            return _ambiguous(both, place, "decision-without-organ")
        return _series("A", number, place, "own-organ" if trigger else "number-alone")
    if trigger is None:
        return None
    return _ambiguous(_symbol("A/HRC", number, trigger.what == "d"), place, "no-organ")


def _roman(number: str, place: _Place, own: str) -> Reading:
    """Numbers with a Roman session: the Assembly's to XXX, the Council's to LXIII."""
    organ = place.organ
    if organ == "other":
        return _unknown(place, "other-body")
    if organ in ("E", "council") or (organ is None and own == "E"):
        return _series("E", number, place, "named-organ")
    found = re.search(r"\((?:E?S-)?([IVXL]+)\)", number)
    try:
        late = found is not None and unroman(found[1]) > 30
    except ValueError:
        late = False
    if late:
        return _ambiguous(_symbol("E", number, False), place, "no-organ")
    return _series("A", number, place, "roman-session")


def _series(head: str, number: str, place: _Place, rule: str) -> Reading:
    decision = place.trigger is not None and place.trigger.what == "d" and head != "A"
    if head == "A" and "/" in number:
        decision = int(re.split(r"\D", number.partition("/")[2], maxsplit=1)[0]) > 400
    found = _symbol(head, number, decision)
    return _resolved(found[0], place, rule) if found else _unknown(place, "impossible-symbol")


def _resolved(symbol: str, place: _Place, rule: str) -> Reading:
    return Reading("resolved", symbol, (), rule, place.left, place.right, place.first, place.date)


def _unknown(place: _Place, rule: str) -> Reading:
    return Reading("unknown", None, (), rule, place.left, place.right, place.first, place.date)


def _ambiguous(candidates: tuple[str, ...], place: _Place, rule: str) -> Reading:
    reading = _unknown(place, rule)
    if not candidates:
        return reading
    return reading._replace(outcome="ambiguous", candidates=candidates)


def _symbol(head: str, number: str, decision: bool) -> tuple[str, ...]:
    try:
        return (parse(f"{head}/{'DEC' if decision else 'RES'}/{number}").canonical,)
    except SymbolError:
        return ()
