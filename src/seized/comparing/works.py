"""Records of one resolution in several languages, taken together as one work."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from seized.comparing.titles import TitleKey, title_key
from seized.languages import CODES
from seized.model.errors import SymbolError
from seized.model.evidence import Evidence
from seized.model.findings import Citation
from seized.model.record import Record
from seized.model.resolution import Resolution, Session
from seized.symbols import Symbol, parse

__all__ = ["Recall", "Version", "Work", "due_sessions", "works_of"]

_MARKS: Final = re.compile(r"[\W\d_]+")
_LONG: Final = 24  # characters of a paragraph that says something
_TAKEN_UP: Final = ("agenda-item", "report")  # what brings a matter back before the organ


class Recall(NamedTuple):
    """A resolution that another names: its symbol and where; ``weight`` 1 is a preambular recall.

    ``near`` is the address of the paragraph, that of a note being the paragraph that it hangs on.
    """

    symbol: Symbol
    evidence: Evidence
    near: str
    weight: float


class Version(NamedTuple):
    """One language version of a resolution; ``wording`` are its paragraphs, see `_wording`."""

    language: str
    place: int
    title: str | None
    key: TitleKey
    agenda: TitleKey
    wording: frozenset[int]


class Work(NamedTuple):
    """A resolution, whatever the languages it was read in.

    ``versions`` are in the order of preference. ``letters`` are those of its agenda sub-items.
    ``order`` sorts by adoption, then by number.
    """

    symbol: Symbol
    record: Record
    versions: tuple[Version, ...]
    recalls: tuple[Recall, ...]
    letters: frozenset[str]
    order: tuple[str, tuple[object, ...]]

    @property
    def session(self) -> int | None:
        """The regular session of the Assembly that adopted it, or the year of another organ."""
        held = self.record.resolution.session or self.symbol.assembly_session
        if held is not None:
            return held.number if held.kind == "regular" else None
        printed = self.symbol.session or ""
        return int(printed) if printed.isdigit() else None

    def version(self, code: str) -> Version | None:
        """The version in a language, if there is one."""
        return next((one for one in self.versions if one.language == code), None)


def works_of(records: Sequence[Record], code: str | None = None) -> list[Work]:
    """The resolutions among the records, oldest first, one for each symbol.

    ``code`` is the language whose version is preferred; without it the most frequent one is.
    Records without a symbol that can be parsed are left out.
    """
    held: dict[str, list[int]] = {}
    symbols: dict[str, Symbol] = {}
    for n, record in enumerate(records):
        symbol = _symbol(record.resolution.symbol)
        if symbol is not None:
            held.setdefault(symbol.canonical, []).append(n)
            symbols[symbol.canonical] = symbol
    order = _preference(records, code)
    out = [
        _work(symbols[name], sorted(places, key=lambda n: _first(records[n], order, n)), records)
        for name, places in held.items()
    ]
    return sorted(out, key=lambda work: work.order)


def _preference(records: Sequence[Record], code: str | None) -> dict[str, int]:
    counts = dict.fromkeys(CODES, 0)
    for record in records:
        counts[record.language] += 1
    ranked = sorted(CODES, key=lambda one: (one != code, -counts[one], one))
    return {one: n for n, one in enumerate(ranked)}


def _first(record: Record, order: Mapping[str, int], n: int) -> tuple[int, int, int]:
    """The preferred language first; of two files of one version the one that says more."""
    held = record.resolution
    said = (held.title, held.adopted, held.agenda_items, held.operative)
    return order[record.language], -sum(map(bool, said)), n


def _symbol(text: str | None) -> Symbol | None:
    try:
        return parse(text) if text else None
    except SymbolError:
        return None


def _work(symbol: Symbol, places: list[int], records: Sequence[Record]) -> Work:
    versions: dict[str, Version] = {}
    for n in places:
        record = records[n]
        if record.language not in versions:
            versions[record.language] = _version(record, n, symbol.part)
    first = records[places[0]]
    dated = next((r for r in (records[n] for n in places) if r.resolution.adopted), first)
    adopted = dated.resolution.adopted
    when = str(adopted) if adopted else ""
    items = [item for n in places for item in records[n].resolution.agenda_items]
    return Work(
        symbol,
        first,
        tuple(versions.values()),
        _recalls([records[n] for n in places], symbol),
        frozenset(item.partition("(")[2].rstrip(")") for item in items if "(" in item),
        (when, symbol.sort_key),
    )


def _whole(title: str | None, part: str | None) -> str | None:
    """The title without the letter of the part that may stand behind it."""
    if title and part and title.endswith(part):
        return title[: -len(part)].rstrip()
    return title


def _version(record: Record, n: int, part: str | None) -> Version:
    held = record.resolution
    code = record.language
    title = _whole(held.title, part) or held.agenda_title
    none = TitleKey("", frozenset())
    return Version(
        code,
        n,
        title,
        title_key(title, code) if title else none,
        title_key(held.agenda_title, code) if held.agenda_title else none,
        _wording(held),
    )


def _wording(held: Resolution) -> frozenset[int]:
    """A number for each longer paragraph, equal for equal words; figures and marks do not count."""
    plain = (_MARKS.sub("", paragraph.text) for paragraph in held.paragraphs())
    return frozenset(zlib.crc32(text.lower().encode()) for text in plain if len(text) >= _LONG)


def _recalls(records: Sequence[Record], own: Symbol) -> tuple[Recall, ...]:
    """Every resolution named, once, at the strongest place; the preferred language first."""
    best: dict[str, Recall] = {}
    for record in records:
        acts = _acts(record.resolution)
        notes = {f"note{note.marker}": note.anchor or "" for note in record.resolution.notes}
        for citation in record.citations:
            symbol = _cited(citation)
            if symbol is None or symbol.canonical == own.canonical:
                continue
            near = notes.get(citation.at, citation.at)
            weight = _weight(near, acts)
            known = best.get(symbol.canonical)
            if known is None or weight > known.weight:
                found = Evidence("recalled", own.canonical, citation.at, citation.quote,
                                 citation.span, record.language, symbol.canonical)  # fmt: skip
                best[symbol.canonical] = Recall(symbol, found, near, weight)
    return tuple(best.values())


def _cited(citation: Citation) -> Symbol | None:
    if citation.symbol is None or "/RES/" not in citation.symbol:
        return None
    return _symbol(citation.symbol)


def _acts(resolution: Resolution) -> Mapping[str, str | None]:
    return {paragraph.address: paragraph.act for paragraph in resolution.paragraphs()}


def _weight(near: str, acts: Mapping[str, str | None]) -> float:
    """A recall in the preamble counts full, another preambular mention less, any other little."""
    tail = near.rpartition(".")[2] if near.startswith("part") else near
    if not tail.startswith("pp"):
        return 0.4
    act = acts.get(near)
    return 1.0 if act in ("recall", "reaffirm", "recalling") else 0.8


def due_sessions(records: Iterable[Record], session: int | None) -> tuple[int, ...]:
    """The later sessions at which a resolution asks that its matter be taken up again.

    Its agenda items say so; reports do where it asks for no agenda item.
    """
    found: dict[str, set[int]] = {kind: set() for kind in _TAKEN_UP}
    for record in records:
        for mandate in record.mandates:
            if mandate.deliverable in found and not mandate.due.inferred:
                found[mandate.deliverable].update(mandate.due.sessions)
    for kind in _TAKEN_UP:
        later = sorted(n for n in found[kind] if session is None or n > session)
        if later:
            return tuple(later)
    return ()


def session_of(work: Work) -> Session | None:
    """The session as the record or else the symbol gives it."""
    return work.record.resolution.session or work.symbol.assembly_session
