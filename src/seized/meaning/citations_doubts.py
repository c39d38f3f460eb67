"""Doubts about citations: dates outside their session, symbols that cannot exist, drafts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import lru_cache

from seized.model.dates import PartialDate
from seized.model.doubts import Doubt
from seized.model.errors import SymbolError
from seized.model.findings import Citation
from seized.model.resolution import Resolution, Session
from seized.symbols import (
    SessionWindow,
    council_session,
    ga_session,
    human_rights_council_session,
    parse,
)

__all__ = ["citation_doubts", "fits"]


def citation_doubts(resolution: Resolution, citations: Iterable[Citation]) -> tuple[Doubt, ...]:
    """What is wrong or uncertain in the citations of a resolution, in their order.

    Codes, and the values that their messages take:

    - ``citation-date-outside-session``: ``symbol``, ``date``, ``first``, ``last``;
    - ``citation-impossible``: ``symbol`` as printed;
    - ``citation-turned``: session and number may stand in the wrong order (``symbol`` as printed,
      ``candidates``);
    - ``citation-ambiguous``: ``symbol`` as printed, ``candidates``;
    - ``citation-ibid-without-antecedent``: ``symbol`` as printed;
    - ``citation-of-own-draft``: ``symbol``, ``draft``. The number of the resolution's own draft
      was taken for that of a resolution.
    """
    drafts = {parse(d).base for d in resolution.drafts if _readable(d)}
    out: list[Doubt] = []
    for cited in citations:
        if cited.outcome != "resolved" or cited.date is not None or drafts:
            out.extend(_of(cited, drafts))
    return tuple(out)


def _readable(symbol: str) -> bool:
    try:
        parse(symbol)
    except SymbolError:
        return False
    return True


def _doubt(cited: Citation, code: str, **values: str) -> Doubt:
    return Doubt(code, at=cited.at, span=cited.span, values=values)


def _of(cited: Citation, drafts: set[str]) -> list[Doubt]:
    if cited.rule == "impossible-symbol":
        if not cited.candidates:
            return [_doubt(cited, "citation-impossible", symbol=cited.quote)]
        candidates = ", ".join(cited.candidates)
        return [_doubt(cited, "citation-turned", symbol=cited.quote, candidates=candidates)]
    if cited.rule == "ibid" and cited.outcome == "unknown":
        return [_doubt(cited, "citation-ibid-without-antecedent", symbol=cited.quote)]
    if cited.outcome == "ambiguous":
        return [
            _doubt(
                cited,
                "citation-ambiguous",
                symbol=cited.quote,
                candidates=", ".join(cited.candidates),
            )
        ]
    if cited.symbol is None or cited.kind != "document":
        return []
    out = []
    symbol = parse(cited.symbol)
    window = _window(cited.symbol) if cited.date else None
    if cited.date and window and not _overlap(window, cited.date):
        out.append(
            _doubt(
                cited,
                "citation-date-outside-session",
                symbol=cited.symbol,
                date=cited.date,
                first=window.first.isoformat(),
                last=window.last.isoformat() if window.last else "",
            )
        )
    draft = f"A/{symbol.session}/L.{symbol.number}"
    if symbol.kind == "resolution" and symbol.body == "A" and draft in drafts:
        out.append(_doubt(cited, "citation-of-own-draft", symbol=cited.symbol, draft=draft))
    return out


def fits(symbol: str, date: PartialDate) -> bool | None:
    """Whether a resolution or decision can be of that date; None where nothing is known."""
    window = _window(symbol)
    return None if window is None else _overlap(window, date)


def _overlap(window: SessionWindow, date: PartialDate) -> bool:
    return window.first <= date.last and (window.last is None or date.first <= window.last)


@lru_cache(maxsize=4096)
def _window(printed: str) -> SessionWindow | None:
    """The days on which the body could have adopted it; None where nothing is known."""
    try:
        symbol = parse(printed)
    except SymbolError:
        return None
    if symbol.kind not in ("resolution", "decision") or symbol.session is None:
        return None
    try:
        if symbol.body == "A":
            session = symbol.assembly_session
            return _assembly(session) if session else None
        if symbol.body == "E":
            return council_session(symbol.session)
        if symbol.body == "A/HRC" and symbol.session.isdigit():
            return human_rights_council_session(int(symbol.session))
        if symbol.body == "S" and symbol.session.isdigit():
            year = PartialDate(symbol.session)
            return SessionWindow(year.first, year.last, "calendar-year")
    except SymbolError:
        return None
    return None


def _assembly(session: Session) -> SessionWindow:
    """A session closes on the morning on which the next one opens: that day is in both."""
    window = ga_session(session.number, session.kind)
    if window.last is None:
        return window
    return window._replace(last=window.last + datetime.timedelta(1))
