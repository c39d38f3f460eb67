"""Documents that show that a report was made or an item was on the agenda."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from seized.comparing.titles import Weights, contained, likeness, title_key
from seized.comparing.works import Work
from seized.languages import CODES, language
from seized.languages.words import fold
from seized.model.closure import LightRecord
from seized.model.errors import SymbolError
from seized.model.evidence import Evidence
from seized.model.findings import Mandate
from seized.symbols import Symbol, ga_session, parse

__all__ = ["cited_reports", "listed_items", "listed_reports"]

_TITLE: Final = 0.75  # how like a title must be to speak of the same matter
# Documents about the agenda itself; their numbers are the same in every session (UN Editorial
# Manual, "Documents relating to agendas").
_AGENDAS: Final = frozenset({50, 100, 150, 200, 250, 251, 252})
_EVEN: Final = Weights({}, 1.0)


@cache
def _report(code: str) -> re.Pattern[str]:
    return re.compile(str(language(code).table("closure")["report"]["pattern"]))


def cited_reports(session: int, after: Iterable[Work]) -> Iterator[Evidence]:
    """Citations of documents of a session in paragraphs of later resolutions that name a report."""
    for work in after:
        record = work.record
        texts = {p.address: p.text for p in record.resolution.paragraphs()}
        anchors = {f"note{n.marker}": n.anchor for n in record.resolution.notes}
        for citation in record.citations:
            symbol = _symbol(citation.symbol)
            if symbol is None or symbol.kind != "document" or _session(symbol) != session:
                continue
            if symbol.number in _AGENDAS or symbol.body != "A":
                continue
            near = anchors.get(citation.at) or citation.at
            if _report(record.language).search(fold(texts.get(near, "")).text):
                yield Evidence("report-cited", work.symbol.canonical, citation.at, citation.quote,
                               citation.span, record.language, symbol.canonical)  # fmt: skip


def listed_reports(
    session: int, work: Work, after: Sequence[Work], light: Sequence[LightRecord]
) -> Iterator[Evidence]:
    """Light records of documents of a session that answer a resolution, surest first.

    One that names the resolution, else one under the very item and letter of its successor, else
    one with its title or the title of its agenda item.
    """
    found: list[tuple[int, Evidence]] = []
    for one in light:
        symbol = _symbol(one.symbol)
        if symbol is None or not _answers(symbol, one, session):
            continue
        rank = _rank(one, work, [w for w in after if w.session == session])
        if rank:
            found.append((rank, _told("report-listed", one)))
    yield from (evidence for _, evidence in sorted(found, key=lambda pair: -pair[0]))


def listed_items(
    session: int, mandate: Mandate, work: Work, light: Sequence[LightRecord]
) -> Iterator[Evidence]:
    """Light records under an item of the session with the title that the mandate asks for."""
    titles = [t for t in (mandate.subject, work.versions[0].title) if t]
    for one in light:
        held = one.title if one.session == session and one.items else None
        if held and any(_speaks(title, held) for title in titles):
            yield _told("item-listed", one)


def _rank(one: LightRecord, work: Work, after: Sequence[Work]) -> int:
    if work.symbol.canonical in one.about:
        return 3
    items = {item for w in after for item in w.record.resolution.agenda_items}
    if any(item in items and "(" in item for item in one.items):
        return 2
    held = work.record.resolution
    titles = [title for title in (held.title, held.agenda_title) if title]
    titles += [title.partition(":")[0].partition("：")[0] for title in titles]
    return 1 if one.title and any(_speaks(title, one.title) for title in titles) else 0


def _speaks(title: str, other: str) -> bool:
    """Whether two titles speak of one matter, in whichever of the six languages they are."""
    for code in CODES:
        first, second = title_key(title, code), title_key(other, code)
        if likeness(first, second, _EVEN) >= _TITLE:
            return True
        if len(first.terms) > 4 and contained(first, second, _EVEN) == 1.0:
            return True
    return False


def _answers(symbol: Symbol, one: LightRecord, session: int) -> bool:
    """Whether a document can be a report to the Assembly at a session."""
    first = symbol.members()[0]
    if symbol.kind != "document" or first.body != "A" or first.number in _AGENDAS:
        return False
    held = _session(symbol)
    if held is not None:
        return held == session
    if one.session is not None:
        return one.session == session
    window = ga_session(session)
    return bool(one.date and window.last and window.first <= one.date.last <= window.last)


def _told(rule: str, one: LightRecord) -> Evidence:
    return Evidence(rule, one.symbol, quote=one.title or "", other=one.source)


def _symbol(text: str | None) -> Symbol | None:
    try:
        return parse(text) if text else None
    except SymbolError:
        return None


def _session(symbol: Symbol) -> int | None:
    held = symbol.members()[0].assembly_session
    return held.number if held is not None and held.kind == "regular" else None
