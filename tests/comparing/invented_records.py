"""Records of invented resolutions on gardens, made without reading any text."""

from __future__ import annotations

from collections.abc import Sequence

from seized.model.dates import PartialDate
from seized.model.findings import Addressee, Citation, Due, Mandate
from seized.model.record import LanguageCode, Provenance, Record, SourceInfo
from seized.model.resolution import Paragraph, Resolution, Session
from seized.model.text import Span
from seized.symbols import ga_session, parse

__all__ = ["asks", "cites", "resolution"]

TITLE = "Cooperation of the northern gardens and the tulip houses"


def cites(symbol: str, at: str = "pp1") -> Citation:
    """A citation at an address."""
    return Citation(at, Span(0, 1), symbol.removeprefix("A/RES/"), "document", "resolved", symbol)


def asks(
    kind: str, *sessions: int, at: str = "op1", quote: str = "requests that gardens be watered"
) -> Mandate:
    """A mandate due at sessions, or at no time where none are named."""
    windows = [ga_session(n) for n in sessions]
    due = Due(
        sessions,
        from_=PartialDate(min(w.first for w in windows).isoformat()) if windows else None,
        to=PartialDate(max(w.last or w.first for w in windows).isoformat()) if windows else None,
    )
    who = (Addressee("secretary-general", "secretary-general"),)
    return Mandate(f"{at}#1", at, "1", "request", "request", who, kind, due, quote=quote)  # type: ignore[arg-type]


def resolution(
    symbol: str, title: str | None = TITLE, *, code: LanguageCode = "en", item: str = "12 (c)",
    agenda: str | None = None, adopted: str | None = None, recalls: Sequence[str] = (),
    words: Sequence[str] = (), mandates: Sequence[Mandate] = (),
    cited: Sequence[Citation] = (),
) -> Record:  # fmt: skip
    """A resolution that recalls others in its first paragraph."""
    held = parse(symbol).assembly_session
    day = adopted or (ga_session(held.number).first.isoformat() if held else None)
    pp1 = Paragraph("pp1", None, None, "Recalling gardens,", Span(0, 1), act="recall")
    body = [Paragraph(f"op{n}", str(n), None, text, Span(0, 1)) for n, text in enumerate(words, 1)]
    return Record(
        SourceInfo("0" * 64, "text/plain", 0),
        code,
        Resolution(
            symbol, "general-assembly", held and Session(held.number), title, (item,),
            agenda or title, PartialDate(day) if day else None, preamble=(pp1,),
            operative=tuple(body),
        ),
        Provenance("0", "0"),
        citations=(*(cites(name) for name in recalls), *cited),
        mandates=tuple(mandates),
    )  # fmt: skip
