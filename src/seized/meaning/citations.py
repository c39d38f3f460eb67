"""Citations: every place in a resolution that names another document.

Numbers in prose, printed symbols, the Treaty Series, *ibid.*, the Charter and statutes, "the
present resolution". Each is resolved, ambiguous with its candidates, or unknown; none is dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from seized.meaning.citations_atoms import Atom, numbers, symbols
from seized.meaning.citations_context import Reading, readings
from seized.meaning.citations_found import Found
from seized.meaning.citations_names import by_name
from seized.meaning.citations_pinpoints import pinpoint_after, pinpoint_before
from seized.meaning.citations_rules import Rules, rules_of
from seized.model.errors import SymbolError
from seized.model.findings import Citation, CitationKind
from seized.model.resolution import Note, Paragraph, Resolution
from seized.model.text import Span, to_source
from seized.symbols import parse

__all__ = ["find_citations"]

_OWN = {
    "general-assembly": "A",
    "security-council": "S",
    "economic-and-social-council": "E",
    "human-rights-council": "A/HRC",
}
_STRETCH = "\u0640"  # tatweel, which stretches Arabic words
_COUNCIL_REPORT = re.compile(r"A/\d\d/53\b")


def find_citations(resolution: Resolution, source_text: str, language: str) -> tuple[Citation, ...]:
    """All citations of a resolution in reading order: paragraphs, then notes.

    ``source_text`` is the text that spans count in; every ``quote`` equals its slice. Raises
    ``UnsupportedLanguage``.
    """
    rules = rules_of(language)
    own = _OWN.get(resolution.organ or "", "A")
    before: tuple[Found, ...] = ()
    noted: dict[str, tuple[Found, ...]] = {}
    placed: list[Citation] = []
    for at, note in enumerate(resolution.notes):
        before = tuple(in_note(note.text, own, rules, before, first=at == 0))
        noted.setdefault(note.marker, before)
        placed += [_placed(f, f"note{note.marker}", note, source_text) for f in before]
    paragraphs = resolution.paragraphs()
    names = by_name(paragraphs, noted, rules) if noted else {}
    out: list[Citation] = []
    for paragraph in paragraphs:
        found = in_text(paragraph.text, own, rules)
        if paragraph.address in names:
            found = sorted([*found, *names[paragraph.address]], key=_start)
        if found:
            out += [_placed(f, paragraph.address, paragraph, source_text) for f in found]
    return (*out, *placed)


def _placed(found: Found, at: str, unit: Paragraph | Note, source: str) -> Citation:
    if unit.pieces:
        span = to_source(unit.pieces, found.start, found.end)
    else:
        span = unit.span or Span(0, 0)
    return Citation(
        at=at,
        span=span,
        quote=source[span.start : span.end],
        kind=found.kind,
        outcome=found.outcome,
        symbol=found.symbol,
        candidates=found.candidates,
        pinpoint=found.pinpoint,
        date=found.date,
        rule=found.rule,
    )


def in_text(text: str, own: str, rules: Rules) -> list[Found]:
    """Citations in one paragraph, by place."""
    if _STRETCH in text:
        return _unstretched(text, lambda plain: in_text(plain, own, rules))
    out: list[Found] = []
    if "/" in text:
        out.extend(_symbols(text, rules))
        out.extend(_numbers(text, own, rules))
    elif "(" in text:
        out.extend(_numbers(text, own, rules))
    _add_words(text, rules, out)
    if out:
        for hint in rules.same_hints:
            if hint in text:
                out.extend(_same(text, out, rules))
                break
    if len(out) > 1:
        out.sort(key=_start)
    return out


def _same(text: str, found: list[Found], rules: Rules) -> Iterator[Found]:
    """ "The same resolution" is the last document that the paragraph has named."""
    named: list[Found] = []
    for same in rules.same.finditer(text):
        if not named:
            named = sorted((f for f in found if f.kind == "document"), key=_start)
        at = bisect_left(named, same.start(), key=_start)
        if at:
            last = named[at - 1]
            yield replace(last, start=same.start(), end=same.end(), pinpoint=None, date=None,
                                rule="same")  # fmt: skip


def _unstretched(text: str, find: Callable[[str], list[Found]]) -> list[Found]:
    """Find in Arabic text without its tatweel, and lead the places back."""
    kept = [n for n, c in enumerate(text) if c != _STRETCH]
    found = find(text.replace(_STRETCH, ""))
    return [replace(f, start=kept[f.start], end=kept[f.end - 1] + 1) for f in found]


def _start(found: Found) -> int:
    return found.start


def _add_words(text: str, rules: Rules, out: list[Found]) -> None:
    """Add the Charter, statutes and the resolution itself; the hints make it cheap."""
    charter, statute, present = rules.hints
    if charter in text:
        out.extend(_charter(text, rules))
    if statute in text:
        out.extend(_named(text, rules.statute, "statute", rules))
    if present in text:
        out.extend(
            Found(m.start(), m.end(), "self", "resolved", rule="self")
            for m in rules.self.finditer(text)
        )


def in_note(
    text: str, own: str, rules: Rules, before: tuple[Found, ...], *, first: bool = False
) -> list[Found]:
    """Citations in one note; ``before`` are those of the preceding note, for *ibid.*"""
    if _STRETCH in text:
        return _unstretched(text, lambda plain: in_note(plain, own, rules, before, first=first))
    ibid = rules.ibid.match(text)
    out = list(_symbols(text, rules)) if "/" in text else []
    report = _report([*before, *out] if ibid else out)
    out.extend(_numbers(text, own, rules, report))
    treaties = _treaties(text, ibid is not None, rules)
    out.extend(treaties)
    official = rules.official_records.search(text)
    if official or (ibid and out and _last(before, "official-records")):
        start = official.start() if official else 0
        out = _recorded(out, start, text, official is not None)
    elif ibid and not any(f.rule != "report" for f in out):
        out.append(_same_again(ibid.end(), text, before, rules, not first))
    _add_words(text, rules, out)
    out.sort(key=_start)
    return out


def _last(before: tuple[Found, ...], kind: str) -> Found | None:
    return next((f for f in reversed(before) if f.kind == kind), None)


def _report(found: list[Found]) -> str | None:
    """The series of an organ whose report is cited: Supplement No. 53 is the Council's."""
    if any(f.symbol and _COUNCIL_REPORT.match(f.symbol) for f in found):
        return "A/HRC"
    return None


def _treaties(text: str, again: bool, rules: Rules) -> list[Found]:
    """Treaty Series, volume and number; after a treaty, *ibid.* gives new ones."""
    if not again and not rules.treaty_name.search(text):
        return []
    league = rules.league.search(text) is not None
    out = []
    for found in rules.treaty_place.finditer(text):
        volume, number = found[1], re.sub(r"\D+", "-", found[2]).strip("-")
        symbol = None if league else f"UNTS/{volume}/{number}"
        pinpoint = pinpoint_after(text, found.end(), rules.code)
        out.append(
            Found(
                found.start(),
                found.end(),
                "treaty",
                "unknown" if league else "resolved",
                symbol,
                pinpoint=pinpoint.text if pinpoint else None,
                rule="ibid-treaty-series" if again else "treaty-series",
            )
        )
    return out


def _recorded(out: list[Found], start: int, text: str, printed: bool) -> list[Found]:
    """Symbols of Official Records; where none is printed, the words alone."""
    done = [
        replace(f, kind="official-records", rule="official-records")
        if f.rule == "printed-symbol" and f.start >= start
        else f
        for f in out
    ]
    if printed and not any(f.kind == "official-records" for f in done):
        done.append(Found(start, len(text), "official-records", "unknown", rule="official-records"))
    return done


def _same_again(
    end: int, text: str, before: tuple[Found, ...], rules: Rules, anything: bool
) -> Found:
    """*Ibid.* with nothing new but a pinpoint: the last source of the preceding note."""
    pinpoint = pinpoint_after(text, end, rules.code)
    where = pinpoint.text if pinpoint else None
    last = before[-1] if before else None
    if last is None:
        rule = "ibid-unread" if anything else "ibid"
        return Found(0, end, "other", "unknown", pinpoint=where, rule=rule)
    return Found(0, end, last.kind, last.outcome, last.symbol, last.candidates, where, rule="ibid")


def _charter(text: str, rules: Rules) -> Iterator[Found]:
    for found in _named(text, rules.charter, "charter", rules):
        if not rules.charter_other.match(text, found.start):
            yield found


def _named(
    text: str, pattern: re.Pattern[str], kind: CitationKind, rules: Rules
) -> Iterator[Found]:
    """The Charter or a statute, with its article or chapter."""
    for found in pattern.finditer(text):
        pinpoint = pinpoint_before(text, found.start(), rules.code) or pinpoint_after(
            text, found.end(), rules.code
        )
        yield Found(
            found.start(),
            found.end(),
            kind,
            "resolved",
            pinpoint=pinpoint.text if pinpoint else None,
            rule=kind,
        )


def _symbols(text: str, rules: Rules) -> Iterator[Found]:
    for atom in symbols(text):
        try:
            symbol = parse(atom.text)
        except SymbolError:
            yield Found(atom.start, atom.end, "document", "unknown", rule="impossible-symbol")
            continue
        close = 1 if text[atom.end : atom.end + 1] in (")", "）") else 0
        pinpoint = pinpoint_after(text, atom.end + close, rules.code)
        where = pinpoint.text if pinpoint else None
        canonical = symbol.canonical
        if where and where.startswith("vol. "):
            volume, _, rest = where.partition(", ")
            if close and not symbol.suffixes:
                canonical, where = f"{canonical} (Vol. {volume[5:]})", rest or None
        yield Found(
            atom.start,
            atom.end,
            "document",
            "resolved",
            canonical,
            pinpoint=where,
            rule="printed-symbol",
        )


def _numbers(text: str, own: str, rules: Rules, report: str | None = None) -> Iterator[Found]:
    atoms = list(numbers(text))
    if not atoms:
        return
    for atom, reading in zip(atoms, readings(text, atoms, own, rules, report), strict=True):
        if reading is not None:
            yield _cited(text, atom, reading, rules)


def _cited(text: str, atom: Atom, reading: Reading, rules: Rules) -> Found:
    right = max(atom.end, reading.right)
    pinpoint = pinpoint_after(text, right, rules.code)
    if pinpoint is None and reading.first and reading.left:
        pinpoint = pinpoint_before(text, reading.left, rules.code)
    return Found(
        atom.start,
        atom.end,
        "document",
        reading.outcome,
        reading.symbol,
        reading.candidates,
        pinpoint.text if pinpoint else None,
        reading.date,
        reading.rule,
    )
