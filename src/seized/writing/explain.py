"""One paragraph with everything that was found in it: which words, which rule, what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from seized.languages import language
from seized.model.accounts import Account
from seized.model.errors import NotFound
from seized.model.record import Record
from seized.model.text import Piece, Span
from seized.writing.accounts import account_lines, marked_clause, to_row
from seized.writing.flow import inside
from seized.writing.tables import Names, Row, due_words, no_names, who, worded
from seized.writing.wording import wording

__all__ = ["Explained", "Found", "explain", "explained_text", "to_rows"]

_COLOURS: Final = {
    "citation": "\x1b[34m",
    "actor": "\x1b[32m",
    "instrument": "\x1b[35m",
    "event": "\x1b[36m",
    "field": "\x1b[33m",
    "clause": "\x1b[1m",
    "mandate": "\x1b[4m",
    "doubt": "\x1b[31m",
}
_PLAIN: Final = "\x1b[0m"
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Found(NamedTuple):
    """A finding in a paragraph: ``start:end`` count in the paragraph's own text.

    Both are -1 where the finding has no place of its own. ``meaning`` is in the language of the
    reader, ``rule`` names the rule that made the finding, ``account`` tells of a mandate why its
    deliverable was told.
    """

    kind: str
    start: int
    end: int
    quote: str
    meaning: str
    rule: str | None
    span: Span | None
    account: Account | None = None


class Explained(NamedTuple):
    """A paragraph or note and its findings, in order of place, wider ones first.

    ``source`` is the text that spans count in.
    """

    address: str
    text: str
    findings: tuple[Found, ...]
    source: str = ""


def explain(
    record: Record,
    address: str,
    code: str | None = None,
    *,
    names: Names = no_names,
    accounts: Mapping[str, Account] | None = None,
) -> Explained:
    """Everything found at an address, told in the language ``code`` or that of the record.

    ``accounts`` are those of the mandates, by their ids, where they were asked for.
    Raises ``NotFound`` for an address that the resolution does not have.
    """
    text, pieces = _passage(record, address)
    found = [
        Found(kind, *inside(pieces, span), quote, meaning, rule, span, (accounts or {}).get(name))
        for kind, span, quote, meaning, rule, name in _all(record, address, code, names)
    ]
    found.sort(key=lambda one: (one.start, -one.end))
    return Explained(address, text, tuple(found), record.source.text or "")


def _passage(record: Record, address: str) -> tuple[str, tuple[Piece, ...]]:
    for paragraph in record.resolution.paragraphs():
        if paragraph.address == address:
            return paragraph.text, paragraph.pieces
    for note in record.resolution.notes:
        if f"note{note.marker}" == address:
            return note.text, note.pieces
    known = [p.address for p in record.resolution.paragraphs()]
    advice = f"It has {', '.join(known[:3])} to {known[-1]}" if known else None
    raise NotFound("there is no such paragraph", where=address, advice=advice)


_Raw = tuple[str, Span | None, str, str, str | None, str]


def _all(record: Record, address: str, code: str | None, names: Names) -> Iterator[_Raw]:
    code = code or record.language
    words = wording(code)

    def here(findings: tuple[Any, ...]) -> Iterator[Any]:
        return (one for one in findings if one.at == address)

    def dates(*values: Any) -> str:
        return " – ".join(dict.fromkeys(words.date(value) for value in values if value))

    for one in here(record.citations):
        target = one.symbol or ", ".join(one.candidates) or one.kind
        told = [target, one.pinpoint or "", dates(one.date)]
        if one.outcome != "resolved":
            told.append(worded("outcome", one.outcome, code))
        yield "citation", one.span, one.quote, _joined(told), one.rule, ""
    for one in here(record.actors):
        yield "actor", one.span, one.quote, names(one.actor, code), one.rule, ""
    for one in here(record.instruments):
        told = [one.kind, *(names(party, code) for party in one.parties), dates(one.date)]
        yield "instrument", one.span, one.quote, _joined(told), one.rule, ""
    for one in here(record.events):
        told = [str(one.ordinal or ""), one.place or "", dates(one.from_, one.to)]
        yield "event", one.span, one.quote, _joined(told), one.rule, ""
    for one in here(record.fields):
        yield "field", one.span, one.quote, one.field, None, ""
    for one in here(record.clauses):
        told = list(dict.fromkeys((worded("act", one.act, code), worded("force", one.force, code))))
        yield "clause", one.span, one.quote, _joined(told), one.rule, ""
    for one in here(record.mandates):
        told = [worded("deliverable", one.deliverable, code), *who(record, one, code, names)]
        told += [due_words(one.due, code), dates(one.due.from_, one.due.to)]
        rules = " + ".join(filter(None, (one.rule, one.due.rule)))
        yield "mandate", one.span, one.quote, _joined(told), rules or None, one.id
    for one in here(record.doubts):
        quote = _slice(record, one.span)
        yield "doubt", one.span, quote, words.doubt(one), one.code, ""


def _joined(parts: list[str]) -> str:
    return "; ".join(part for part in parts if part)


def _slice(record: Record, span: Span | None) -> str:
    text = record.source.text
    return text[span.start : span.end] if text is not None and span is not None else ""


def to_rows(explained: Explained) -> list[Row]:
    """The findings as plain values for JSON."""
    return [
        {
            "at": explained.address,
            "kind": one.kind,
            "quote": one.quote,
            "meaning": one.meaning,
            "rule": one.rule,
            "span": list(one.span) if one.span is not None else None,
            "inside": [one.start, one.end] if one.start >= 0 else None,
            **({"why": to_row(one.account, explained.source)} if one.account else {}),
        }
        for one in explained.findings
    ]


def explained_text(explained: Explained, code: str, *, colour: bool = False) -> str:
    """The paragraph with numbered brackets round its findings, and a line for each below.

    ``colour`` adds a colour for each kind. Brackets that would cross others are left out; the
    line below still tells the words.
    """
    rtl = language(code).direction == "rtl"
    lines = [explained.address, _marked(explained, colour), ""]
    for number, one in enumerate(explained.findings, 1):
        kind = worded("finding", one.kind, code)
        if colour:
            kind = f"{_COLOURS[one.kind]}{kind}{_PLAIN}"
        rule = f" [{one.rule}]" if one.rule else ""
        place = f" {one.span.start}:{one.span.end}" if one.span is not None else ""
        line = f"{number:>3} {kind}: {_shown(one.meaning)}{rule}{place}"
        lines.append(f"\u2067{line}\u2069" if rtl else line)
        if one.account is not None:
            told = [marked_clause(one.account, one.span, explained.source)]
            told += account_lines(one.account, explained.source, code)
            told = [f"    {_shown(row)}" for row in told]
            lines += [f"\u2067{row}\u2069" for row in told] if rtl else told
        elif one.quote:
            quote = _shown(one.quote)
            quote = quote if len(quote) <= 120 else f"{quote[:119]}…"
            lines.append(f"    \u2067{quote}\u2069" if rtl else f"    {quote}")
    return "\n".join(lines) + "\n"


def _shown(text: str) -> str:
    return _UNSEEN.sub(" ", text)


def _marked(explained: Explained, colour: bool) -> str:
    """The text with ``⟦…⟧¹`` round each finding that nests in the others."""
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    stack: list[Found] = []
    for number, one in enumerate(explained.findings, 1):
        if one.start < 0:
            continue
        while stack and stack[-1].end <= one.start:
            stack.pop()
        if stack and one.end > stack[-1].end:
            continue
        stack.append(one)
        raised = str(number).translate(_RAISED)
        begin = f"{_COLOURS[one.kind]}⟦{_PLAIN}" if colour else "⟦"
        finish = f"{_COLOURS[one.kind]}⟧{raised}{_PLAIN}" if colour else f"⟧{raised}"
        opens.setdefault(one.start, []).append(begin)
        closes.setdefault(one.end, []).insert(0, finish)
    out: list[str] = []
    last = 0
    for at in sorted({*opens, *closes}):
        out.append(_shown(explained.text[last:at]))
        out.extend(closes.get(at, ()))
        out.extend(opens.get(at, ()))
        last = at
    out.append(_shown(explained.text[last:]))
    return "".join(out)
