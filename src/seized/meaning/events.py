"""Events that a resolution speaks of: meetings, summits and conferences with place and date.

An event is a date that the text ties to a meeting: a naming word (data of the language) and a word
for taking place, or a place next to the date. A date with neither ("resolution 12/34 of 5 May
2014") is none. Meetings that share one naming word ("the third and fourth meetings, held in X on
... and in Y on ...") are several events.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import msgspec

from seized.languages import language
from seized.languages.dates import DateFound
from seized.languages.numbers import find_ordinals
from seized.meaning.naming import Names
from seized.meaning.passages import Passage, Running, dates_in, running
from seized.meaning.places import place_name, place_names, places
from seized.model.findings import Event
from seized.model.resolution import Resolution

__all__ = ["find_events"]

_REACH = 300  # from the naming word to the date, in code points
_BESIDE = 60  # from the place, or the word for taking place, to the date
_CLOSE = 40  # from the naming word to an ordinal behind it
_CHAIN = 8  # between ordinals that share a naming word
_BREAK = re.compile("[;；。؛]")
_CLAUSE = re.compile("[，；。、]")
_YEAR = re.compile(r"\d\d{3}")  # a repeat at the head would be tried at every character
_SYMBOL = re.compile(r"\d/\d")
_WORD = r"[A-ZÀ-ÞА-Я][\w’'-]+"
_NAME = rf"({_WORD}(?:(?: (?:de|la|el|del|du|des|al))* {_WORD}){{0,3}})"


class _Reader(msgspec.Struct, frozen=True, gc=False):
    names: Names
    into: re.Pattern[str]
    before_place: re.Pattern[str]
    meeting_last: bool
    ordinal_last: bool


class _Mark(msgspec.Struct, frozen=True, gc=False):
    start: int
    end: int
    key: str


class _Here(msgspec.Struct, frozen=True, gc=False):
    """What one passage holds, in offsets of its own text."""

    text: str
    meetings: list[_Mark]
    held: list[_Mark]
    places: list[_Mark]
    ordinals: list[tuple[int, int, int]]


class _Draft(NamedTuple):
    start: int
    end: int
    ordinal: int | None
    place: str | None
    date: DateFound
    rule: str


@cache
def _reader(code: str) -> _Reader:
    words = language(code).table("events")["words"]
    into = "|".join(words["into"])
    last = words["order"] == "after"
    printed = rf"(?:{into})(\w{{2,8}}?)$" if last else rf"\b(?:{into}) {_NAME}"
    lead = rf"(?:{into})$" if last else rf"\bو?(?:{into})[ \u00a0]\w{{0,3}}[ ’']?$"
    names = Names({key: words[key] for key in ("meeting", "held")}, code)
    return _Reader(names, re.compile(printed), re.compile(lead), last, words["ordinal"] == "after")


def find_events(
    resolution: Resolution, source_text: str, code: str, whole: Running | None = None
) -> tuple[Event, ...]:
    """Every event that the paragraphs and notes tell of, in reading order.

    ``place`` is the name of a city (or else of a country) in the language of the text;
    ``whole`` is its running text, where that was made before. Raises
    ``UnsupportedLanguage`` for a language other than the six.
    """
    reader = _reader(language(code).code)
    whole = whole or running(resolution)
    out: list[Event] = []
    for part, found in whole.holding(reader.names.find(whole.text)):
        if any(keys[0] == "meeting" for _, _, keys in found) and _YEAR.search(part.text):
            own = [_Mark(s - part.start, e - part.start, keys[0]) for s, e, keys in found]
            out.extend(_events(part, own, source_text, code, reader))
    return tuple(out)


def _events(
    part: Passage, marks: list[_Mark], source: str, code: str, reader: _Reader
) -> list[Event]:
    dates = [d for d in dates_in(part.text, code) if d.first.month]
    if not dates:
        return []
    located = _located(part.text, code, reader)
    if not located and all(mark.key == "meeting" for mark in marks):
        return []
    here = _Here(
        part.text,
        [m for m in marks if m.key == "meeting"],
        [m for m in marks if m.key == "held"],
        located,
        [(n.start, n.end, n.value) for n in find_ordinals(part.text, code)],
    )
    drafts = _last(here, dates, reader) if reader.meeting_last else _first(here, dates, reader)
    out: list[Event] = []
    for draft in drafts:
        span = part.span(part.start + draft.start, part.start + draft.end)
        place = draft.place
        if place is not None and not place.startswith("="):
            place = place_name(place, code)
        out.append(
            Event(
                part.at,
                span,
                source[span.start : span.end],
                draft.ordinal,
                place.removeprefix("=") if place else None,
                draft.date.first,
                draft.date.last,
                draft.rule,
            )
        )
    return out


def _located(text: str, code: str, reader: _Reader) -> list[_Mark]:
    """The places that a word like "in" introduces, or that another place stands right before."""
    out: list[_Mark] = []
    for start, end, keys in place_names(code).find(text):
        lead = text[max(0, start - _CHAIN) : start]
        follows = bool(out) and start - out[-1].end <= _CHAIN and not _BREAK.search(lead)
        if follows or reader.before_place.search(lead):
            out.append(_Mark(start, end, keys[0]))
    return out


def _first(here: _Here, dates: list[DateFound], reader: _Reader) -> list[_Draft]:
    """Events of languages where the meeting stands before its date."""
    out: list[_Draft] = []
    waiting: list[tuple[int, int, int]] = []
    before = 0
    for i, date in enumerate(dates):
        following = dates[i + 1].start if i + 1 < len(dates) else len(here.text)
        held = [h for h in here.held if before <= h.start < date.start]
        meeting = _meeting(here, held, before, date.start)
        low = meeting.end if meeting else before
        last = held[-1] if held else None
        place = _place(here, (low, date.start), (date.end, following), last, reader)
        tied = last is not None or (place is not None and place.end <= date.start)
        if _SYMBOL.search(here.text, max(0, date.start - 30), date.start):
            rule = ""
        elif meeting:
            rule = "meeting-before-date" if tied and not _parted(here, low, date.start) else ""
            waiting = _ordinals(here, meeting, reader)
        elif last is not None and date.start - last.end <= _CHAIN:
            meeting = _coming(here, date.end, following)
            rule = "date-before-meeting" if meeting else ""
            waiting = _ordinals(here, meeting, reader) if meeting else waiting
        else:
            shared = bool(out) and out[-1].date.end == before and (tied or place is not None)
            close = date.start - before <= 2 * _BESIDE and not _parted(here, before, date.start)
            rule = "shared-meeting" if shared and close else ""
        if rule:
            number = waiting.pop(0) if waiting else None
            begins = [meeting.start if meeting else date.start]
            begins += [date.start, place.start if place else date.start]
            begins += [number[0]] if number and meeting else []
            end = max(date.end, place.end if place else 0, meeting.end if meeting else 0)
            value = number[2] if number else None
            out.append(_Draft(min(begins), end, value, _key(place), date, rule))
        before = date.end
    return out


def _coming(here: _Here, low: int, high: int) -> _Mark | None:
    """The meeting behind its date: "the holding on 5 May in Rome of the meeting"."""
    high = min(high, low + 2 * _BESIDE)
    found = next((m for m in here.meetings if low <= m.start < high), None)
    return found if found and not _parted(here, low, found.start) else None


def _parted(here: _Here, low: int, high: int) -> bool:
    return _BREAK.search(here.text, low, high) is not None


def _meeting(here: _Here, held: list[_Mark], low: int, high: int) -> _Mark | None:
    """The meeting of a date: the last before the word for taking place, else the last."""
    known = [
        m for m in here.meetings if low <= m.start and m.end <= high and high - m.end <= _REACH
    ]
    if not known:
        return None
    if held:
        earlier = [m for m in known if m.end <= held[-1].start]
        if earlier:
            return earlier[-1]
    return known[-1]


def _place(
    here: _Here,
    ahead: tuple[int, int],
    behind: tuple[int, int],
    held: _Mark | None,
    reader: _Reader,
) -> _Mark | None:
    """The place next to a date: before it, else right behind it; a city rather than its country."""
    near = [p for p in here.places if ahead[0] <= p.start and p.end <= ahead[1]]
    near = [p for p in near if ahead[1] - p.end <= _BESIDE]
    if not near:
        near = [p for p in here.places if behind[0] <= p.start < min(behind[1], behind[0] + 12)]
        near = near[:2]
    if near:
        cities = [p for p in near if p.key in places()]
        return (cities or near)[-1 if near[-1].end <= ahead[1] else 0]
    if held is None:
        return None
    for printed in reader.into.finditer(here.text, held.end, min(ahead[1], held.end + _BESIDE)):
        return _Mark(printed.start(1), printed.end(1), "=" + printed.group(1))
    return None


def _compound(meetings: list[_Mark]) -> _Mark | None:
    """The last of naming words that make one name: "conference ... special session"."""
    chosen: _Mark | None = None
    for mark in meetings:
        if chosen is not None and mark.start - chosen.end > 2 * _CHAIN:
            break
        chosen = mark
    return chosen


def _key(place: _Mark | None) -> str | None:
    return place.key if place else None


def _ordinals(here: _Here, meeting: _Mark, reader: _Reader) -> list[tuple[int, int, int]]:
    """The ordinals of a meeting, which stand before it (or, in Arabic, behind it)."""
    if reader.ordinal_last:
        for number in here.ordinals:
            if 0 <= number[0] - meeting.end <= _CLOSE:
                return [] if "،" in here.text[meeting.end : number[0]] else [number]
        return []
    found: list[tuple[int, int, int]] = []
    edge = meeting.start
    for number in reversed([n for n in here.ordinals if n[1] <= meeting.start]):
        if edge - number[1] > (_CHAIN if found else 3 * _CHAIN):
            break
        if "," in here.text[number[1] : edge] and not found:
            break
        found.insert(0, number)
        edge = number[0]
    return found


def _last(here: _Here, dates: list[DateFound], reader: _Reader) -> list[_Draft]:
    """Events of Chinese, where the date stands first: date, place, held, meeting."""
    out: list[_Draft] = []
    for i, date in enumerate(dates):
        following = dates[i + 1].start if i + 1 < len(dates) else len(here.text)
        held = [h for h in here.held if date.end <= h.start < min(following, date.end + _BESIDE)]
        if not held or _BREAK.search(here.text, date.end, held[0].start):
            continue
        low, high = held[0].end, min(following, held[0].end + 2 * _BESIDE)
        clause = _CLAUSE.search(here.text, low, high)
        stop = clause.start() if clause else high
        meeting = _compound([m for m in here.meetings if low <= m.start < stop])
        if meeting is None:
            earlier = [m for m in here.meetings if 0 <= date.start - m.end <= 4]
            if not earlier:
                continue
            meeting = earlier[-1]
        near = [p for p in here.places if date.end <= p.start and p.end <= held[0].start]
        cities = [p for p in near if p.key in places()]
        place = (cities or near)[-1] if near else None
        if place is None:
            printed = reader.into.search(here.text, date.end, held[0].start)
            if printed:
                place = _Mark(printed.start(1), printed.end(1), "=" + printed.group(1))
        numbers = [n for n in here.ordinals if min(low, meeting.start - _BESIDE) <= n[0]]
        numbers = [n for n in numbers if n[1] <= meeting.end]
        ordinal = numbers[-1][2] if numbers else None
        start, end = min(date.start, meeting.start), max(meeting.end, held[0].end)
        out.append(_Draft(start, end, ordinal, _key(place), date, "date-before-meeting"))
    return out
