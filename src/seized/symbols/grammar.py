"""The grammar of document symbols.

A symbol is a head (whose series), then segments between slashes: a session or year, markers
(RES, DEC, PRST, L., PV., ...), a serial number, then suffixes. Source: the research guide on
document symbols of the Dag Hammarskjöld Library; shapes counted in resolutions.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import cast
from urllib.parse import unquote

from seized.model.errors import SymbolError
from seized.symbols.letters import join_parts, plain, unroman
from seized.symbols.spelling import (
    is_suffix,
    spell_suffix,
    spell_token,
    split_brackets,
    split_suffixes,
    token_table,
    unglue,
)
from seized.symbols.symbol import Symbol, SymbolKind
from seized.symbols.tables import table

__all__ = ["parse"]

_PART = re.compile(r"\s*([A-Z])\s*(?:(-|,)\s*([A-Z]))?\Z", re.I)
_SLASHED = re.compile(
    r"((?:S|ES)-)?(\d{1,4})/(\d{1,4})((?:\s*[A-Z])?(?:\s*[-,]\s*[A-Z])?)\*?\Z", re.I
)
_OLD = re.compile(
    r"(\d{1,4})\s*([A-Z](?:\s*[-,]\s*[A-Z])?)?\s*\(\s*((?:S-|ES-)?[IVXL]+)\s*\)\s*"
    r"([A-Z](?:\s*[-,]\s*[A-Z])?)?\*?\Z",
    re.I,
)
_YEARED = re.compile(r"(\d{1,4})\s*\(\s*((?:19|20)\d\d)\s*\)\Z")
_JOINT = re.compile(r"(?<=[\d)])\s*-\s*(?=[A-Z][A-Z0-9]{0,8}/)")
_PLAIN_RESOLUTION = re.compile(r"A/RES/(\d\d)/([1-9]\d{0,2})\Z", re.ASCII)
_ADDRESS = re.compile(r"\s*(?:https?:?/*)?([a-z.]+)/+(?:(?:ar|ch|zh|en|fr|ru|es|sp)/+)?", re.I)
_PLAIN_DOCUMENT = re.compile(
    r"(A/([1-9]\d)/([1-9]\d{0,3}))(?:/((?:Rev|Add|Amend|Corr)\.[1-9]\d{0,2}))?\Z", re.ASCII
)
_PLAIN_COUNCIL = re.compile(r"S/RES/([1-9]\d{0,3}) ?\(((?:19[5-9]|20\d)\d)\)\Z", re.ASCII)
_SHAPE = re.compile(r"(?:[A-Za-z]+\.\s)?[A-Za-z0-9.\-]+\Z")
_LONGEST = 200


@lru_cache(maxsize=65536)
def parse(text: str) -> Symbol:
    """Read a document symbol, in any print of the six languages, or its address on the web.

    ``a/res/75/268``, ``A/RES/2200А(XXI)`` with a Cyrillic letter, ``A/79/302–S/2024/600`` and
    ``https://undocs.org/fr/S/RES/2250(2015)`` are all read. Raises ``SymbolError`` where the
    text is no symbol or the symbol cannot exist: an unknown series, a Roman number of a session
    that counted in Arabic digits, a session that there never was, a number nought.
    """
    common = _PLAIN_RESOLUTION.match(text)
    if common and common[1] > "30" and int(common[2]) <= 400:
        return Symbol(text, "A", "resolution", text, "general-assembly", common[1], int(common[2]))
    known = _common(text)
    if known:
        return known
    clean = _clean(text)
    if "-" in clean:
        members = _JOINT.split(clean)
        if len(members) > 1:
            return _joint([_single(m, text) for m in members])
    return _single(clean, text)


def _common(text: str) -> Symbol | None:
    """The two next most frequent shapes, spelled as they should be."""
    document = _PLAIN_DOCUMENT.match(text)
    if document:
        base = document[1]
        suffixes = (document[4],) if document[4] else ()
        return Symbol(text, "A", "document", base, "general-assembly", document[2],
                      int(document[3]), None, suffixes)  # fmt: skip
    council = _PLAIN_COUNCIL.match(text)
    if council:
        canonical = f"S/RES/{council[1]} ({council[2]})"
        return Symbol(canonical, "S", "resolution", canonical, "security-council", council[2],
                      int(council[1]))  # fmt: skip
    return None


def _clean(text: str) -> str:
    if len(text) > _LONGEST:
        raise _error(text[:40] + "…", "too long for a document symbol")
    clean = plain(text).strip()
    address = _ADDRESS.match(clean)
    if address and address[1].lower() in table("bodies")["links"]["hosts"]:
        clean = unquote(clean[address.end() :]).partition("?")[0].partition("#")[0]
    if "//" in clean:
        clean = re.sub("//+", "/", clean)
    clean = clean.strip(" /.,;:，。；、").rstrip("*")
    if clean.count("(") < clean.count(")"):
        clean = clean.rstrip(")")
    return clean


def _error(text: str, why: str) -> SymbolError:
    return SymbolError(why, where=text, advice="A symbol looks like A/RES/75/268 or S/2021/10")


def _joint(members: list[Symbol]) -> Symbol:
    first = members[0]
    canonical = "-".join(m.canonical for m in members)
    return Symbol(
        canonical=canonical,
        body=first.body,
        kind=first.kind,
        base=canonical,
        organ=first.organ,
        session=first.session,
        number=first.number,
        joint=tuple(members),
    )


def _single(clean: str, text: str) -> Symbol:
    segments = clean.split("/")
    if len(segments) < 2 or not all(s.strip() for s in segments):
        raise _error(text, "not a document symbol")
    head = segments[0].strip().upper()
    if head == "UNTS":
        return _treaty(segments, text)
    if head not in _first_heads():
        raise _error(text, f"no series of documents begins with {segments[0]!r}")
    for at in (1, 2, 3):
        if at < len(segments) - 1 and segments[at].upper() in ("RES", "DEC"):
            found = _adopted(segments, at, text)
            if found:
                return found
    return _document(segments, text)


@cache
def _first_heads() -> frozenset[str]:
    return frozenset(head.split("/")[0] for head in table("bodies")["heads"])


def organ_of(segments: list[str]) -> str | None:
    """The actor that issues the series with these segments: the longest head wins."""
    heads: dict[str, str] = table("bodies")["heads"]
    for n in (3, 2, 1):
        head = "/".join(segments[:n])
        if head in heads:
            return heads[head]
        if n == 2 and "." in head and head.rsplit(".", 1)[0] in heads:  # UNEP/EA.4
            return heads[head.rsplit(".", 1)[0]]
    return None


def _treaty(segments: list[str], text: str) -> Symbol:
    numbers = [s.strip() for s in segments[1:]]
    if len(numbers) != 2 or not all(re.fullmatch(r"\d+(-\d+)?", n) for n in numbers):
        raise _error(text, "the Treaty Series is cited as UNTS/volume/number")
    canonical = "/".join(("UNTS", *numbers))
    return Symbol(canonical, "UNTS", "treaty", canonical, "secretariat", numbers[0],
                  int(numbers[1].partition("-")[0]))  # fmt: skip


def _adopted(segments: list[str], at: int, text: str) -> Symbol | None:
    """A resolution or decision: BODY/RES/number, with session and number in many forms."""
    body = "/".join(spell_token(s.strip()) for s in segments[:at])
    word = segments[at].upper()
    kind: SymbolKind = "resolution" if word == "RES" else "decision"
    rest, suffixes = split_suffixes([s.strip() for s in segments[at + 1 :]])
    number = join_parts("/".join(rest))
    found = _slashed(body, kind, number, text) or _old(body, number, text)
    if found is None:
        yeared = _YEARED.match(number)
        if not yeared:
            return None
        serial, year = int(yeared[1]), yeared[2]
        if not serial or (body == "S" and int(year) < _limits()["security_first"]):
            raise _error(text, f"there is no resolution {serial} of {year}")
        found = (f"{serial} ({year})", "", year, serial, None)
    stem, letters, session, value, part = found
    base = f"{body}/{word}/{stem}"
    printed = f"{body}/{word}/{letters or stem}"
    return Symbol(
        canonical="/".join((printed, *suffixes)),
        body=body,
        kind=kind,
        base=base,
        organ=organ_of(body.split("/")),
        session=session,
        number=value,
        part=part,
        suffixes=suffixes,
    )


@cache
def _limits() -> dict[str, int]:
    return cast("dict[str, int]", table("sessions")["limits"])


_Number = tuple[str, str, str, int, str | None]  # stem, with part, session, number, part


def _slashed(body: str, kind: str, number: str, text: str) -> _Number | None:
    found = _SLASHED.match(number)
    if not found:
        return None
    prefix = (found[1] or "").upper()
    session, value = int(found[2]), int(found[3])
    part = _part(found[4])
    if not session or not value:
        raise _error(text, "sessions and numbers count from 1")
    if body == "A":
        _check_assembly(prefix, session, value, kind, text)
    if body == "E" and not prefix and session < _limits()["council_year"]:
        raise _error(text, "the Council numbers by year since 1978, by Roman session before")
    if body == "A/HRC" and kind == "resolution" and value > _limits()["council_resolution"]:
        raise _error(text, f"the Human Rights Council never reached number {value} in one session")
    stem = f"{prefix}{session}/{value}"
    return stem, f"{stem} {part}" if part else stem, f"{prefix}{session}", value, part


def _check_assembly(prefix: str, session: int, value: int, kind: str, text: str) -> None:
    limits, data = _limits(), table("sessions")
    low, high = {
        "": (limits["roman_assembly"], data["assembly"]["last"]),
        "S-": (limits["roman_special"], 99),
        "ES-": (limits["roman_emergency"], 99),
    }[prefix]
    if session <= low:
        raise _error(text, f"session {prefix}{session} numbered its resolutions in Roman numerals")
    if session > high:
        raise _error(text, f"there is no session {session} of the General Assembly")
    if prefix == "" and kind == "resolution" and value > limits["resolution"]:
        raise _error(text, f"number {value} belongs to a decision: A/DEC/{session}/{value}")
    if prefix == "" and kind == "decision" and value < limits["decision"]:
        raise _error(text, f"number {value} belongs to a resolution: A/RES/{session}/{value}")


def _old(body: str, number: str, text: str) -> _Number | None:
    """Numbers with a Roman session: 2200 A (XXI), 3201 (S-VI), 1296 (XLIV)."""
    found = _OLD.match(number)
    if not found:
        return None
    value, session = int(found[1]), found[3].upper()
    part = _part(found[2] or found[4])
    prefix, _, numeral = session.rpartition("-")
    limits = _limits()
    try:
        order = unroman(numeral)
    except ValueError:
        raise _error(text, f"{numeral} is not a Roman number") from None
    most = {
        ("A", ""): limits["roman_assembly"],
        ("A", "S"): limits["roman_special"],
        ("A", "ES"): limits["roman_emergency"],
        ("E", ""): limits["roman_council"],
    }.get((body, prefix), 89)
    if order > most:
        raise _error(text, f"session {session} did not number its resolutions in Roman numerals")
    if not value or (body == "A" and value > limits["roman_serial"]):
        raise _error(text, f"resolutions with Roman sessions end at {limits['roman_serial']}")
    stem = f"{value} ({session})"
    return stem, f"{value} {part} ({session})" if part else "", session, value, part


def _part(text: str | None) -> str | None:
    if not text or not text.strip():
        return None
    found = _PART.match(text)
    if not found:
        return None
    return "".join(x.upper() for x in found.groups() if x)


def _document(segments: list[str], text: str) -> Symbol:
    out: list[str] = []
    stem: list[str] = []
    suffixes: list[str] = []
    for segment in (s.strip() for joined in segments for s in unglue(joined)):
        if out and is_suffix(segment):
            suffixes.append(spell_suffix(segment))
            out.append(suffixes[-1])
            continue
        word, brackets = split_brackets(segment)
        if not word or not _SHAPE.match(word):
            raise _error(text, f"{segment!r} is no segment of a symbol")
        token = spell_token(word)
        out.append(token + "".join(f" {b}" for b in brackets))
        stem.append(token)
        suffixes.extend(brackets)
    if not any(c.isdigit() for c in "".join(stem[1:])) and not suffixes:
        raise _error(text, "the symbol has no number")
    if len(stem) == 2 and stem[0] == "A" and stem[1].isdigit() and int(stem[1]) <= 100:
        raise _error(text, "a session, but no number of a document")
    body, session, number = _places(stem)
    if number == 0 or (
        body == "A" and session and session.isdigit() and not 0 < int(session) < 101
    ):
        raise _error(text, f"there is no document {number} of session {session}")
    return Symbol(
        canonical="/".join(out),
        body=body,
        kind=_kind(stem),
        base="/".join(stem),
        organ=organ_of(stem),
        session=session,
        number=number,
        suffixes=tuple(suffixes),
    )


def _kind(stem: list[str]) -> SymbolKind:
    kinds = token_table()[2]
    for token in stem[1:]:
        word = token.partition(".")[0] + "." if "." in token else token
        if word in kinds:
            return kinds[word]
    return "document"


def _places(stem: list[str]) -> tuple[str, str | None, int | None]:
    """Head of the series, session and serial number of a document symbol."""
    at = next(
        (n for n, s in enumerate(stem) if n and re.fullmatch(r"(?:(?:S|ES)-)?\d+", s)), len(stem)
    )
    if at == len(stem):  # UNEP/EA.4/Res.1: the session hangs on the body
        head = stem[:-1]
        session = None
        last = re.search(r"(\d+)\Z", stem[-1])
        inner = re.fullmatch(r"([A-Za-z]+)\.(\d+)", head[-1]) if len(head) > 1 else None
        if inner and inner[1] in ("EA", "GC", "CONF", "COP"):
            head, session = [*head[:-1], inner[1]], inner[2]
        return "/".join(head), session, int(last[1]) if last else None
    tail = stem[at + 1 :]
    body = "/".join(s for s in stem[:at] if s not in ("PRST", "INF")) or stem[0]
    if not tail:
        return body, None, int(stem[at]) if stem[at].isdigit() else None
    last = re.search(r"(\d+)(?:-\d+)?\Z", tail[-1])
    return body, stem[at], int(last[1]) if last else None
