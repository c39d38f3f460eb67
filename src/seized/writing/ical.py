"""Mandates as a calendar (RFC 5545): one event of whole days for each due window."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final, NamedTuple

from seized._version import __version__
from seized.languages import language
from seized.model.dates import PartialDate
from seized.model.errors import SymbolError
from seized.model.findings import Mandate
from seized.model.record import Record
from seized.symbols import ga_session, parse
from seized.writing.tables import Names, due_words, no_names, who, worded

__all__ = ["Event", "to_calendar", "to_ical"]

_DAY: Final = datetime.timedelta(days=1)
_LINE: Final = 75  # octets in a line, the line break not counted
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NO_STAMP: Final = "19700101T000000Z"


class _Window(NamedTuple):
    key: str
    first: datetime.date
    last: datetime.date


class Event(NamedTuple):
    """An event of whole days, ``last`` the last of them.

    ``uid`` stays the same as long as the event does; ``stamp`` is ``YYYYMMDDTHHMMSSZ``;
    ``sequence`` grows when the days or the words change (RFC 5545, 3.8.7.4). ``code`` is the
    language of ``summary`` and ``category``, ``told_in`` that of ``description``.
    """

    uid: str
    stamp: str
    first: datetime.date
    last: datetime.date
    summary: str
    code: str
    description: str = ""
    told_in: str = ""
    category: str = ""
    url: str | None = None
    sequence: int | None = None


def to_calendar(events: Iterable[Event], title: str, code: str) -> bytes:
    """A calendar of events; of two with one identifier the first stands."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Seized//Seized {__version__}//{code.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(title)}",
    ]
    taken: set[str] = set()
    for event in events:
        if event.uid not in taken:
            taken.add(event.uid)
            lines.extend(_lines(event))
    lines.append("END:VCALENDAR")
    return b"".join(piece for line in lines for piece in _folded(line))


def to_ical(
    mandates: Iterable[tuple[Record, Mandate]], code: str, *, names: Names = no_names
) -> bytes:
    """A calendar of the mandates that have a due window, worded in the language ``code``.

    A mandate due at two sessions gives two events. The identifiers depend on the resolution, the
    paragraph and the session alone, so that a calendar read again changes its events and adds
    none. ``DTSTAMP`` is the date of adoption: equal records give equal bytes.
    """
    title = str(language(code).table("tables")["words"]["calendar"])
    events = (
        _event(record, mandate, window, code, names)
        for record, mandate in mandates
        for window in _windows(mandate)
    )
    return to_calendar(events, title, code)


def _windows(mandate: Mandate) -> Iterator[_Window]:
    due = mandate.due
    if len(due.sessions) > 1 and due.date is None:
        for number in due.sessions:
            try:
                session = ga_session(number)
            except SymbolError:
                continue
            yield _Window(f"-s{number}", session.first, session.last or session.first)
    elif due.from_ is not None:
        yield _Window("", due.from_.first, (due.to or PartialDate(due.from_[:10])).last)


def _identifier(record: Record, mandate: Mandate, window: _Window) -> str:
    stem = record.resolution.symbol or record.source.sha256[:16]
    plain = re.sub(r"[^A-Za-z0-9]+", "-", f"{stem}-{mandate.id}").strip("-").lower()
    if not (stem + mandate.id).isascii():
        plain += "-" + sha256(f"{stem}{mandate.id}".encode()).hexdigest()[:8]
    return f"{plain}{window.key}@seized"


def _event(record: Record, mandate: Mandate, window: _Window, code: str, names: Names) -> Event:
    table = language(code).table("tables")
    comma = language(code).table("printing")["lists"]["comma"]
    resolution = record.resolution
    summary = str(table["words"]["summary"]).format(
        symbol=resolution.symbol or record.source.name or "",
        number=mandate.at if mandate.at.startswith("annex") else mandate.number or mandate.at,
        deliverable=worded("deliverable", mandate.deliverable, code),
        who=comma.join(who(record, mandate, code, names)) or worded("class", "others", code),
    )
    adopted = resolution.adopted
    own = record.language
    told = [mandate.action or mandate.quote, due_words(mandate.due, own), resolution.title or ""]
    return Event(
        uid=_identifier(record, mandate, window),
        stamp=f"{adopted.first:%Y%m%d}T000000Z" if adopted else _NO_STAMP,
        first=window.first,
        last=window.last,
        summary=summary,
        code=code,
        description=chr(10).join(filter(None, told)),
        told_in=own,
        category=worded("deliverable", mandate.deliverable, code),
        url=_link(resolution.symbol, record.language),
    )


def _lines(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{event.stamp}"
    if event.sequence is not None:
        yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.last + _DAY:%Y%m%d}"
    yield f"SUMMARY;LANGUAGE={event.code}:{_text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION;LANGUAGE={event.told_in or event.code}:{_text(event.description)}"
    if event.category:
        yield f"CATEGORIES;LANGUAGE={event.code}:{_text(event.category)}"
    if event.url is not None:
        yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _link(symbol: str | None, code: str) -> str | None:
    if symbol is None:
        return None
    try:
        return parse(symbol).url(code)
    except SymbolError:
        return None


def _text(value: str) -> str:
    """A TEXT value: what has a meaning of its own is escaped."""
    value = _CONTROL.sub("", value.replace("\r\n", "\n"))
    for sign in "\\;,":
        value = value.replace(sign, f"\\{sign}")
    return value.replace("\n", "\\n")


def _folded(line: str) -> Iterator[bytes]:
    """A content line in pieces of at most 75 octets; no character is cut in two."""
    piece = b""
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(piece) + len(octets) > _LINE:
            yield piece + b"\r\n"
            piece = b" "
        piece += octets
    yield piece + b"\r\n"
