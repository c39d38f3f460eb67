"""When a thing is due: sessions of the General Assembly, explicit dates, periods, events.

Only what the words of the clause say. A session of another body, a past session, the date of a
document that is cited and the period of a budget are no due dates.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

import msgspec

from seized.languages import language
from seized.languages.dates import DateFound, find_dates
from seized.languages.numbers import Number, find_cardinals, find_ordinals
from seized.languages.words import fold, holds_one
from seized.languages.written import in_figures
from seized.meaning.quotes import quotations
from seized.meaning.vocabulary import Hit
from seized.model.dates import PartialDate
from seized.model.errors import SymbolError
from seized.model.findings import Due, Periodicity
from seized.model.resolution import Resolution
from seized.symbols import ga_session, session_on, sessions_begun

__all__ = ["DueContext", "due_of", "sessions_in"]

# The digits come first and what may not stand before them behind: places where a pattern can begin
# are found at once only where it tells with what sign it begins.
_YEAR: Final = re.compile(r"(?:19[4-9]|20\d)\d(?<!\d\d{4})(?!\d)")
_ANY_YEAR: Final = re.compile(r"19[4-9]\d|2[01]\d\d")
_CENTURY: Final = 2000  # where nothing tells when a text was adopted, no year before is to come
_SENTENCE: Final = re.compile(r"[,;:.،؛，；。]")
_TO_BODY: Final = 16  # so far before its session an organ without a name may stand
_FIGURES: Final = re.compile(r" (\d{2,3})(?![\d/.])")
_REACH: Final = 15
_LONG: Final = 120  # days: what takes longer is no meeting but a period
_CLOSING: Final = 6  # the month since which a council's session of a year counts as past
_RESUMED: Final = 8  # the last month of a resumed session
_DAY: Final = 10  # length of a date with its day: one that is to come needs no word before it
_BEFORE: Final = 100  # so much in front of a date is looked at, and so much behind it
_BEHIND: Final = 30
_ORDINAL: Final = 12  # longest ordinal in front of the name of a Main Committee
_PERIODS: Final[tuple[Periodicity, ...]] = (
    "annual",
    "biennial",
    "triennial",
    "quadrennial",
    "other",
)


class DueContext(msgspec.Struct, frozen=True, gc=False):
    """What the resolution tells about its own time: its organ, session and date of adoption."""

    assembly: bool
    session: int | None
    adopted: PartialDate | None
    organ: str | None = None

    @classmethod
    def of(cls, resolution: Resolution) -> DueContext:
        """The context of a resolution, as far as its masthead could be read."""
        session = resolution.session
        regular = session.number if session and session.kind == "regular" else None
        assembly = resolution.organ in (None, "general-assembly")
        adopted = resolution.adopted
        if (not assembly or regular is None) and adopted is not None:
            try:
                regular = session_on(adopted.last).number
            except SymbolError:
                regular = None
        return cls(assembly, regular, adopted, resolution.organ)


class _Rules(msgspec.Struct, frozen=True, gc=False):
    session: re.Pattern[str]
    words: tuple[str, ...]
    side: str
    gap: re.Pattern[str]
    other: re.Pattern[str]
    same: tuple[str, ...]
    assembly: re.Pattern[str]
    assembly_behind: re.Pattern[str]
    other_behind: re.Pattern[str]
    of_body: re.Pattern[str]
    main_committee: re.Pattern[str]
    rights_council: re.Pattern[str]
    year_session: re.Pattern[str]
    range: re.Pattern[str]
    deadline: re.Pattern[str]
    by: re.Pattern[str]
    behind: re.Pattern[str]
    year: re.Pattern[str]
    year_behind: re.Pattern[str]
    holds: re.Pattern[str]
    budget: re.Pattern[str]
    period: re.Pattern[str]
    period_behind: re.Pattern[str]
    title: re.Pattern[str]
    title_behind: re.Pattern[str]
    event_opens: str
    event_span: re.Pattern[str]


@cache
def _rules(code: str) -> _Rules:
    table: dict[str, Any] = dict(language(code).table("due"))
    words = sorted(table["session"], key=len, reverse=True)
    # Whole words, that they begin one is looked at behind them.
    forms = words if code == "zh" else [rf"{w}(?<!\w{'.' * len(w)})(?!\w)" for w in words]
    return _Rules(
        re.compile("|".join(forms)),
        tuple(_roots(words)),
        table["side"],
        re.compile(table["gap"]),
        re.compile(table["other"]),
        tuple(table["same"]),
        re.compile(table["assembly"]),
        re.compile(table["assembly_behind"]),
        re.compile(table["other_behind"]),
        re.compile(table["of_body"]),
        re.compile(table["main_committee"]),
        re.compile(table["rights_council"]),
        re.compile(table["year_session"]),
        re.compile(table["range"]),
        re.compile(table["deadline"]),
        re.compile(table["by"]),
        re.compile(table["behind"]),
        re.compile(table["year"]),
        re.compile(table["year_behind"]),
        re.compile(table["holds"]),
        re.compile(table["budget"]),
        re.compile(table["period"]),
        re.compile(table["period_behind"]),
        re.compile(table["title"]),
        re.compile(table["title_behind"]),
        table["event_opens"],
        re.compile(table["event_span"]),
    )


def _roots(words: list[str]) -> list[str]:
    """The words that contain no other of the list: one of them is in every text with a word."""
    return [w for w in words if not any(o != w and o in w for o in words)]


def due_of(
    text: str,
    folded: str,
    hits: Sequence[Hit],
    code: str,
    context: DueContext,
    *,
    before: tuple[int, ...] = (),
    dates: bool = True,
    bodies: Sequence[tuple[int, int, str]] = (),
    front: str | None = None,
    theirs: bool = False,
) -> Due:
    """When the clause ``text`` falls due; ``folded`` is the same text folded.

    ``hits`` are those of the vocabulary in it; ``before`` are the sessions that the clause in
    front names ("at the same session"). ``dates`` false leaves out dates that no deadline
    word governs (budget periods). ``bodies`` are the actors that it names, with their places;
    ``front`` is the event of the clause in front. ``theirs`` tells that a session is that of the
    body that is asked, not of the Assembly.
    """
    rules = _rules(code)
    chains = _sessions(folded, code)
    sessions = () if theirs else _of_assembly(folded, chains, rules, context)
    if not sessions and before and holds_one(folded, rules.same):
        sessions = before
    date = None
    if code == "zh":
        figures, (text, folded) = folded, (in_figures(text)[0], in_figures(folded)[0])
        chains = chains if folded == figures else _sessions(folded, code)
    to_come = _to_come(folded, context)
    if to_come:
        years = dates and _in_years(folded, bool(sessions), rules)
        date = _date(text, code, rules, context, loose=dates, years=years)
    tags = {hit.tag for hit in hits}
    periodicity = None if tags.isdisjoint(_PERIODS) else next(p for p in _PERIODS if p in tags)
    event = None
    if not sessions and date is None:
        hit = next(hit for hit in hits if hit.tag == "event") if "event" in tags else None
        if hit is not None or to_come or context.adopted is None:
            event = _event(folded, hit, code, context)
        if event is None:
            event = _numbered_session(folded, chains, hits, code, context, bodies)
        if event is None and front is not None and holds_one(folded, rules.same):
            event = front
    begin, end, rule = _window(sessions, date)
    return Due(sessions, date, periodicity, begin, end, rule, event)


def _window(
    sessions: tuple[int, ...], date: PartialDate | None
) -> tuple[PartialDate | None, PartialDate | None, str | None]:
    if date is not None and not sessions:
        return _whole(date.first), _whole(date.last), "explicit-date"
    if not sessions:
        return None, None, None
    try:
        first, last = ga_session(sessions[0]), ga_session(sessions[-1])
    except SymbolError:
        return None, None, None
    end = _whole(last.last) if last.last else None
    return _whole(first.first), end, f"session-{first.rule}"


@lru_cache(maxsize=1024)  # the same few sessions begin and end again and again
def _whole(day: datetime.date) -> PartialDate:
    return PartialDate.of(day.year, day.month, day.day)


def _event(folded: str, hit: Hit | None, code: str, context: DueContext) -> str | None:
    """What the clause is to come before or after, or a session of a council that is to come."""
    rules = _rules(code)
    if hit is not None:
        if rules.event_opens:
            return _event_in_front(folded, hit, rules)
        return _SENTENCE.split(folded[hit.start : hit.end + 80], maxsplit=1)[0].strip()
    adopted = context.adopted
    for named in rules.year_session.finditer(folded) if "20" in folded else ():
        year = _YEAR.search(named.group())
        if year and (adopted is None or int(year.group()) >= adopted.year + _late(adopted)):
            return named.group()
    return None


def _numbered_session(
    folded: str,
    chains: Sequence[_Sessions],
    hits: Sequence[Hit],
    code: str,
    context: DueContext,
    bodies: Sequence[tuple[int, int, str]],
) -> str | None:
    """A session to come of a council or commission, of which the number is told.

    It is that of the body named just behind or before; in a resolution of a body that counts its
    sessions its own, where no other is named.
    """
    rules = _rules(code)
    if context.adopted is None or not chains:
        return None
    day = context.adopted.last
    named = [(begin, end, who.partition(".")[0]) for begin, end, who in bodies]
    named += [
        (*council.span(), "human-rights-council")
        for council in rules.rights_council.finditer(folded)
    ]
    counted = [one for one in named if sessions_begun(one[2], day) is not None]
    own = context.organ or ""
    organs = [(hit.start, hit.end, own) for hit in hits if hit.tag == "organ"]
    for chain in chains:
        sitting = (
            _behind(folded, chain, counted, rules),
            _behind(folded, chain, organs, rules),
            _before(chain, counted, len(folded)),
            _before(chain, organs, _TO_BODY),
            (own, chain.begin, chain.end),
        )
        for body, begin, end in filter(None, sitting):
            begun = sessions_begun(body, day)
            if begun is None:
                continue
            if chain.values[-1] > begun:
                return folded[begin:end]
            break
    return None


_Sits = tuple[str, int, int]
"""The body that sits, and where the words about its session begin and end."""


def _behind(
    folded: str, chain: _Sessions, named: Sequence[tuple[int, int, str]], rules: _Rules
) -> _Sits | None:
    for start, end, body in named:
        if chain.end <= start and rules.of_body.fullmatch(folded, chain.end, start):
            return body, chain.begin, end
    return None


def _before(chain: _Sessions, named: Sequence[tuple[int, int, str]], reach: int) -> _Sits | None:
    found = [one for one in named if chain.begin - reach <= one[1] <= chain.begin]
    return (found[-1][2], found[-1][0], chain.end) if found else None


def _late(adopted: PartialDate) -> bool:
    """Whether a council's session of the year of adoption is all but over."""
    return len(adopted) == 4 or adopted.first.month >= _CLOSING


def _event_in_front(folded: str, hit: Hit, rules: _Rules) -> str:
    """An event that stands in front of "before" and "after", with the span behind the word."""
    begin = max(folded.rfind(mark, 0, hit.start) for mark in rules.event_opens) + 1
    end = rules.event_span.match(folded, hit.end)
    return folded[begin : end.end() if end else hit.end]


# ------------------------------------------------------------------ sessions


class _Sessions(NamedTuple):
    """The sessions that belong to one word: their place in the text and their numbers."""

    begin: int
    end: int
    values: list[int]


def sessions_in(folded: str, code: str, context: DueContext) -> tuple[int, ...]:
    """The sessions of the General Assembly, present or future, that a clause names, ascending."""
    return _of_assembly(folded, _sessions(folded, code), _rules(code), context)


def _of_assembly(
    folded: str, chains: Sequence[_Sessions], rules: _Rules, context: DueContext
) -> tuple[int, ...]:
    out: set[int] = set()
    for chain in chains:
        if not _foreign(folded, chain.begin, chain.end, rules, context):
            out.update(value for value in chain.values if _possible(value, context))
    return tuple(sorted(out))


def _sessions(folded: str, code: str) -> list[_Sessions]:
    """All sessions with a number, of whatever body."""
    rules = _rules(code)
    if not holds_one(folded, rules.words):
        return []
    numbers = find_ordinals(folded, code)
    if code == "zh":  # of two sessions only the first is written as an ordinal: 第七十八和七十九届
        numbers = sorted([*numbers, *_beyond(find_cardinals(folded, code), numbers)])
    if code == "ar":  # figures are no ordinals: دورتها 79
        behind = (_FIGURES.match(folded, word.end()) for word in rules.session.finditer(folded))
        more = [Number(*found.span(1), int(found[1])) for found in behind if found]
        numbers = sorted([*numbers, *_beyond(more, numbers)])
    ordinals = [(n.start, n.end, n.value) for n in numbers]
    out: list[_Sessions] = []
    for word in rules.session.finditer(folded) if ordinals else ():
        chain = _chain(folded, ordinals, word, rules)
        if chain:
            begin, end = min(word.start(), chain[0][0]), max(word.end(), chain[-1][1])
            out.append(_Sessions(begin, end, _values(folded, chain, rules)))
    return out


def _beyond(more: list[Number], known: list[Number]) -> list[Number]:
    return [n for n in more if not any(n.start < k.end and k.start < n.end for k in known)]


def _chain(
    text: str, ordinals: list[tuple[int, int, int]], word: re.Match[str], rules: _Rules
) -> list[tuple[int, int, int]]:
    """The ordinals that belong to one word for session, in order of place."""
    chain: list[tuple[int, int, int]] = []
    if rules.side in ("after", "both"):
        at = word.start()
        for ordinal in reversed(ordinals):
            if ordinal[1] > at:
                continue
            if at - ordinal[1] > 40 or not rules.gap.fullmatch(text, ordinal[1], at):
                break
            chain.insert(0, ordinal)
            at = ordinal[0]
    if not chain and rules.side in ("before", "both"):
        at = word.end()
        for ordinal in ordinals:
            if ordinal[0] < at:
                continue
            if ordinal[0] - at > 40 or not rules.gap.fullmatch(text, at, ordinal[0]):
                break
            chain.append(ordinal)
            at = ordinal[1]
    return chain


def _values(text: str, chain: list[tuple[int, int, int]], rules: _Rules) -> list[int]:
    """The numbers of a chain; those between the ends of a range are meant as well."""
    out: list[int] = []
    end = 0
    for start, stop, value in chain:
        if out and 0 < value - out[-1] <= _REACH and rules.range.fullmatch(text, end, start):
            out.extend(range(out[-1] + 1, value))
        out.append(value)
        end = stop
    return out


def _foreign(text: str, begin: int, end: int, rules: _Rules, context: DueContext) -> bool:
    """Whether the session at ``begin:end`` is that of another body than the General Assembly."""
    if rules.assembly_behind.match(text, end):
        return False
    behind = rules.other_behind.match(text, end)
    if behind is not None and not rules.main_committee.search(behind.group()):
        return True
    before = text[max(0, begin - 120) : begin]
    other = rules.other.search(before)
    if other is not None and not rules.assembly.search(other.group()):
        return not rules.main_committee.search(before, max(0, other.start() - _ORDINAL))
    return not context.assembly and not rules.assembly.search(before)


def _possible(number: int, context: DueContext) -> bool:
    if context.session is None:
        return 60 <= number <= 100
    return context.session <= number <= context.session + _REACH


# ------------------------------------------------------------------ dates


def _to_come(folded: str, context: DueContext) -> bool:
    """Whether a clause names a year that can be one of a deadline: most name only past ones."""
    if "20" not in folded and "19" not in folded:
        return False
    since = context.adopted.first.year if context.adopted is not None else _CENTURY
    return any(int(year) >= since for year in _ANY_YEAR.findall(folded))


def _stretch(found: DateFound, adopted: datetime.date | None) -> bool:
    """Whether a range of days is a period in which something goes on: long, or begun before."""
    if len(found.first) < _DAY or found.first == found.last:
        return False
    begun = adopted is not None and found.first.first <= adopted
    return begun or (found.last.last - found.first.first).days > _LONG


def _in_years(folded: str, sessions: bool, rules: _Rules) -> bool:
    """Whether a bare year can tell when: not of a budget, nor what a report to a session is on."""
    if rules.budget.search(folded):
        return False
    return not sessions or rules.holds.search(folded) is not None


def _date(
    text: str, code: str, rules: _Rules, context: DueContext, *, loose: bool, years: bool
) -> PartialDate | None:
    """The first deadline, or else the first date on which something shall be.

    The stretch of a budget is no date at which anything falls due, nor is the year in the name
    of a plan or programme ("the 2030 Agenda").
    """
    if not _YEAR.search(text):
        return None
    second: PartialDate | None = None
    adopted = context.adopted.first if context.adopted is not None else None
    titles = [found.span() for found in quotations(text, code)]
    for found in find_dates(text, code, years=True):
        if any(start < found.start < end for start, end in titles):
            continue
        date = found.first
        past = found.last.year < _CENTURY if adopted is None else found.last.last <= adopted
        if past or _stretch(found, adopted):
            continue
        before = fold(text[max(0, found.start - _BEFORE) : found.start]).text
        behind = fold(text[found.end : found.end + _BEHIND]).text
        if (
            rules.period.search(before)
            or rules.period_behind.match(behind)
            or (len(date) == 4 and _named(before, behind, rules))
        ):
            continue
        if rules.by.search(before) or rules.behind.match(behind):
            return date
        if second is None and (
            len(date) == _DAY or rules.deadline.search(before)
            if loose and len(date) > 4
            else years and len(date) == 4 and _in_year(date, before, behind, rules, adopted)
        ):
            second = date
    return second


def _in_year(
    date: PartialDate, before: str, behind: str, rules: _Rules, adopted: datetime.date | None
) -> bool:
    """Whether something shall be in a bare year.

    It begins after the adoption; or it is the year of the adoption, and most of it is to come yet
    (a resumed session): in December "in 2020" tells what was.
    """
    if adopted is not None and date.first <= adopted and adopted.month > _RESUMED:
        return False
    return bool(rules.year.search(before) or rules.year_behind.match(behind))


def _named(before: str, behind: str, rules: _Rules) -> bool:
    """Whether a year is a part of a name."""
    return bool(rules.title.search(before) or rules.title_behind.match(behind))
