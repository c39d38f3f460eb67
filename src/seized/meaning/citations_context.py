"""Whose number it is: the organ and the word near a number decide, or leave it open."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque

import msgspec
from msgspec.structs import replace

from seized.meaning.citations_atoms import Atom
from seized.meaning.citations_dates import DatePlace, Dates
from seized.meaning.citations_doubts import fits
from seized.meaning.citations_rules import Rules
from seized.model.dates import PartialDate
from seized.model.errors import SymbolError
from seized.model.findings import Outcome
from seized.symbols import latin_number, parse, unroman

__all__ = ["Reading", "readings"]

_FAR = 400  # a word rules the numbers of its list up to here, in characters
_CLOSE = 60
_NEAR = 140  # an organ that was the last one named speaks up to here
_BEYOND = 160
_TITLE = 120  # a title may stand between a date and its number
_COMMON = re.compile(r"(?:6[4-9]|[789][0-9])/(?:[1-9][0-9]?|[1-3][0-9]{2})")
_NO_FIGURE = re.compile(r"\D")
_ROMAN = 30  # sessions of the Assembly with numbers of another form
_COUNCILS = 63  # sessions of the Human Rights Council to come; the Assembly had these to 2009


class Tag(msgspec.Struct, frozen=True, gc=False):
    """A word near a number: ``r`` resolution, ``d`` decision, else the id of an organ."""

    start: int
    end: int
    what: str


class Reading(msgspec.Struct, frozen=True, gc=False):
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


class _Place(msgspec.Struct, frozen=True, gc=False):
    """One number among its neighbours."""

    atom: Atom
    trigger: Tag | None
    organ: str | None
    left: int
    right: int
    first: bool
    near: str | None
    date: PartialDate | None


def _organ_at(found: re.Match[str], rules: Rules) -> Tag:
    """The name of an organ that a pattern with a gap before it has found."""
    group = str(found.lastgroup)
    return Tag(found.start(group), found.end(group), rules.organs[int(group[1:])])


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
    end = min(len(text), atoms[-1].end + _BEYOND)
    dates = Dates(text, max(0, atoms[0].start - _CLOSE), end, rules.code)
    words = _words(text, atoms, end, rules)
    starts = [word.start for word in words]
    triggers = [_trigger(atom, words, starts, rules) for atom in atoms]
    out: list[Reading | None] = []
    for first, last in _groups(triggers):
        group = atoms[first : last + 1]
        places = _places(text, group, triggers[first], dates, rules)
        if report:
            places = [replace(p, organ=p.organ or report) for p in places]
        out.extend(_settled(places, [_read(place, own) for place in places]))
    return out


def _words(text: str, atoms: list[Atom], end: int, rules: Rules) -> list[Tag]:
    """The words resolution and decision around the numbers; far before only where none is near."""
    first = atoms[0].start
    for reach in (_CLOSE, _FAR):
        start = max(0, first - reach)
        out = [_word(text, found, rules) for found in rules.words.finditer(text, start, end)]
        if rules.word_after or start == 0 or (out and out[0].start < first):
            break
    return out


def _word(text: str, found: re.Match[str], rules: Rules) -> Tag:
    """A word with what is written together with it ("وبالقرار")."""
    start = found.start()
    if not rules.word_after:
        while start and text[start - 1].isalpha():
            start -= 1
    return Tag(start, found.end(), "d" if found.lastindex else "r")


def _groups(triggers: list[Tag | None]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for at, trigger in enumerate(triggers):
        if at and trigger == triggers[at - 1]:
            out[-1] = (out[-1][0], at)
        else:
            out.append((at, at))
    return out


def _trigger(atom: Atom, words: list[Tag], starts: list[int], rules: Rules) -> Tag | None:
    at = bisect_left(starts, atom.start)
    if rules.word_after:
        return words[at] if at < len(words) else None
    return words[at - 1] if at else None


def _date_of(
    text: str,
    atom: Atom,
    right: int,
    floor: int,
    dates: Dates,
    rules: Rules,
) -> tuple[int, PartialDate] | None:
    """The date that the text gives for a number, and where its words end.

    ``floor`` is the end of the number before: dates on its left are not this one's.
    """
    if rules.word_after:
        known = dates.full()
        at = bisect_right(known, atom.start, key=_date_end) - 1
        if at < 0 or not floor < known[at].end > atom.start - _TITLE:
            return None
        begin, end, date = known[at]
        return (begin, date) if rules.date_before.fullmatch(text[end : atom.start]) else None
    edges = (atom.end, right) if right > atom.end else (atom.end,)
    for edge in edges:
        if full := dates.behind(edge):
            return full.end, full.date
    others = dates.others()
    at = bisect_left(others, atom.end, key=_date_start)
    if at == len(others):
        return None
    begin, end, date = others[at]
    for edge in edges:
        if 0 <= begin - edge < 40 and rules.date_after.fullmatch(text[edge:begin]):
            return end, date
    return None


def _date_start(date: DatePlace) -> int:
    return date.start


def _date_end(date: DatePlace) -> int:
    return date.end


def _places(
    text: str,
    group: list[Atom],
    trigger: Tag | None,
    dates: Dates,
    rules: Rules,
) -> list[_Place]:
    """The numbers that one word rules, with the organ, the date and the place of each."""
    head = group[0].start if trigger is None or rules.word_after else trigger.start
    says_own = trigger is not None and _says_own(text, trigger, rules)
    named, near = _before(text, group, head, trigger, says_own, rules)
    last = _after(text, group[-1], rules)
    out = []
    for at, atom in enumerate(group):
        final = at == len(group) - 1
        organ = _after(text, atom, rules) if not final else last
        organ = organ or named or last
        right = trigger.end if trigger and rules.word_after and final else atom.end
        if organ and organ.start >= atom.end and (final or organ.start < group[at + 1].start):
            right = max(right, organ.end)
        dated = _date_of(text, atom, right, group[at - 1].end if at else 0, dates, rules)
        if dated and not rules.word_after:
            right = max(right, dated[0])
        out.append(
            _Place(
                atom,
                trigger,
                organ.what if organ else None,
                min(head, organ.start) if organ else head,
                right,
                at == 0,
                near if organ is None else None,
                dated[1] if dated else None,
            )
        )
    return out


def _says_own(text: str, trigger: Tag, rules: Rules) -> bool:
    return rules.own.search(text, max(0, trigger.start - 12), trigger.end) is not None


def _before(
    text: str, group: list[Atom], head: int, trigger: Tag | None, says_own: bool, rules: Rules
) -> tuple[Tag | None, str | None]:
    """The organ whose number it is by the words before, and the organ last named before."""
    if trigger is None or (says_own and all(_late(atom) for atom in group)):
        return None, None
    if rules.council and rules.council.search(text, trigger.start, trigger.end):
        return Tag(trigger.start, trigger.end, "council"), None
    if not rules.word_after:
        between = rules.between.match(text, trigger.end)
        if between and between.end() <= group[0].start:
            return _organ_at(between, rules), None
    last = deque(rules.names.finditer(text, max(0, head - _NEAR), head), maxlen=1)
    if not last:
        return None, None
    name = _organ_at(last[0], rules)
    gap = text[name.end : head]
    if rules.before_word.fullmatch(gap) or rules.subject.fullmatch(gap):
        return name, None
    return None, None if says_own else name.what


def _late(atom: Atom) -> bool:
    """A number that no other organ than the Assembly has reached."""
    head = atom.text.partition("/")[0]
    return atom.form == "paren-year" or (
        atom.form == "slash" and head.isdecimal() and _COUNCILS < int(head) < 100
    )


def _after(text: str, atom: Atom, rules: Rules) -> Tag | None:
    found = rules.after_number.match(text, atom.end)
    return _organ_at(found, rules) if found else None


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
    form, organ, text = place.atom.form, place.organ, place.atom.text
    if form == "slash" and organ is None and place.trigger and _COMMON.fullmatch(text):
        return _resolved(f"A/RES/{text}", place, "own-organ")
    number = latin_number(text)
    if form == "paren-year":
        return _series("S", number, place, "security-council-number")
    if form == "roman":
        return _roman(number, place, own)
    if place.trigger is None and form != "slash":
        return None
    if organ == "other" or form == "other":
        return _unknown(place, "other-body")
    if organ == "E/CN.4":
        return _series("E/CN.4", number, place, "named-organ")
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
    session, serial = int(head), _leading(tail)
    trigger, date = place.trigger, place.date
    low = session <= _COUNCILS
    if place.organ in ("A/HRC", "council"):
        return _series("A/HRC", number, place, "named-organ")
    if place.organ == "A":
        return _series("A", number, place, "named-organ")
    if trigger is None:
        return None
    if own == "A/HRC" and low and number[0] != "E":
        return _series("A/HRC", number, place, "own-organ")
    if (
        low
        and date
        and fits(f"A/RES/{number}", date) is not True
        and (special or fits(f"A/HRC/RES/{number}", date))
        and (place.near in ("A/HRC", "council") or not special)
    ):
        return _series("A/HRC", number, place, "session-date")
    if low and not date and place.near in ("A/HRC", "council") and _symbol("A/HRC", number, False):
        return _series("A/HRC", number, place, "near-organ")
    if place.near == "UNEP/EA" and session <= _ROMAN:
        return _resolved(f"UNEP/EA.{head}/Res.{serial}", place, "near-organ")
    if special or session > _ROMAN:
        decision = trigger.what == "d"
        if decision and not special and serial < 301 and low:
            both = (*_symbol("A", number, False), *_symbol("A/HRC", number, True))
            return _ambiguous(both, place, "decision-without-organ")
        return _series("A", number, place, "own-organ")
    council = _symbol("A/HRC", number, trigger.what == "d")
    if council and date and fits(council[0], date) is False:
        council = ()
    return _ambiguous(council, place, "no-organ")


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
        decision = _leading(number.partition("/")[2]) > 400
    found = _symbol(head, number, decision)
    if found:
        return _resolved(found[0], place, rule)
    return _ambiguous(_symbol(head, _turned(number), decision), place, "impossible-symbol")


def _leading(tail: str) -> int:
    """The figures that the second half of a number begins with."""
    return int(tail) if tail.isdecimal() else int(_NO_FIGURE.split(tail, maxsplit=1)[0])


def _turned(number: str) -> str:
    """Session and number in the other order, as they get in text from right to left."""
    return re.sub(r"(\d+)/(\d+)", r"\2/\1", number)


def _resolved(symbol: str, place: _Place, rule: str) -> Reading:
    return Reading("resolved", symbol, (), rule, place.left, place.right, place.first, place.date)


def _unknown(place: _Place, rule: str) -> Reading:
    return Reading("unknown", None, (), rule, place.left, place.right, place.first, place.date)


def _ambiguous(candidates: tuple[str, ...], place: _Place, rule: str) -> Reading:
    reading = _unknown(place, rule)
    if not candidates:
        return reading
    return replace(reading, outcome="ambiguous", candidates=candidates)


def _symbol(head: str, number: str, decision: bool) -> tuple[str, ...]:
    try:
        return (parse(f"{head}/{'DEC' if decision else 'RES'}/{number}").canonical,)
    except SymbolError:
        return ()
