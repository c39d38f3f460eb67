"""The fields of a masthead, and how numbers, symbols and agenda items are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

import msgspec

from seized.languages import Language
from seized.model.dates import PartialDate
from seized.model.doubts import Doubt
from seized.model.errors import SymbolError
from seized.model.resolution import Session, Vote
from seized.model.text import Span
from seized.symbols.grammar import parse
from seized.symbols.letters import latin_letter, plain
from seized.symbols.numbers import latin_number
from seized.symbols.symbol import Symbol

__all__ = [
    "Masthead",
    "agenda_items",
    "built_symbol",
    "number_and_rest",
    "symbols_in",
]


class Masthead(msgspec.Struct, frozen=True):
    """What the masthead says; what it does not say is None or empty.

    ``part`` is the letter of the part of a composite resolution, ``part_title`` its heading.
    ``title_notes`` are the markers of notes that the title carries and ``title_anchors`` their
    offsets in the title, which itself has no markers. ``report_paragraph`` is the paragraph of
    the committee's report. ``adopted``, ``meeting`` and ``vote`` are those of the masthead alone;
    the conclusions may say more.
    """

    symbol: str | None = None
    organ: str | None = None
    session: Session | None = None
    agenda_items: tuple[str, ...] = ()
    agenda_title: str | None = None
    title: str | None = None
    title_span: Span | None = None
    title_notes: tuple[str, ...] = ()
    title_anchors: tuple[int, ...] = ()
    part: str | None = None
    part_title: str | None = None
    adopted: PartialDate | None = None
    issued: PartialDate | None = None
    committee: str | None = None
    drafts: tuple[str, ...] = ()
    report_paragraph: str | None = None
    meeting: int | None = None
    vote: Vote | None = None
    enacting: str | None = None
    doubts: tuple[Doubt, ...] = ()


_FIGURE: Final = re.compile(r"\d")
_HEAD: Final = 80  # code points, invisible ones with them; every number begins within them
_SYMBOL: Final = re.compile(r"(?<![A-Za-z])[A-Z]{1,6}(?:/+ ?[A-Za-z0-9][A-Za-z0-9.\-]*)+")
_SUFFIX: Final = re.compile(r"\W{1,3}(?:[^\W\d_]{1,3} )?((?:Add|Corr|Rev)\.\d+)\b")
_NUMBER: Final = re.compile(
    r"(?:(?:(?:ES|S)-?)?\d{1,4}/\d{1,4}(?: ?[A-Z](?:-[A-Z])?)?"
    r"|\d{1,4}(?: [A-Z](?:-[A-Z])?)? ?\((?:(?:ES|S)-)?[IVXLC]+\))"
)
_BODY: Final = {
    "general-assembly": "A",
    "security-council": "S",
    "economic-and-social-council": "E",
    "human-rights-council": "A/HRC",
}


def number_and_rest(text: str, language: Language) -> tuple[str, str] | None:
    """Number and rest of a line that a resolution's number opens."""
    if not _FIGURE.search(text, 0, _HEAD):
        return None
    clean = plain(text).replace("．", ".")
    head, dot, _ = clean.partition(".")
    if dot and len(head) <= 28:
        number = latin_number(head).strip()
        if _NUMBER.fullmatch(number):
            return number, text[len(head) + 1 :].lstrip(" -–:：").rstrip()
    if language.code == "ar":
        first, _, rest = text.partition(" ")
        number = latin_number(first.rstrip("-–"))
        if _NUMBER.fullmatch(number):
            return number, rest.lstrip(" -–").rstrip()
    match = _NUMBER.match(clean)
    if match and clean[match.end() : match.end() + 1] in ("", " ", ":") and len(match[0]) < 14:
        rest = text[match.end() :].lstrip(" -–:：").rstrip()
        if rest[:1].isupper() or not rest or language.code in ("ar", "zh"):
            return match[0], rest
    return None


def built_symbol(organ: str, number: str, part: str | None, kind: str = "RES") -> Symbol | None:
    """The symbol of a resolution that prints only its number, or None for an unknown series.

    ``kind`` is DEC for a decision.
    """
    if organ == "un-environment-assembly" and "/" in number:
        session, _, serial = number.partition("/")
        symbol = f"UNEP/EA.{session}/Res.{serial}"
    elif organ in _BODY:
        symbol = f"{_BODY[organ]}/{kind}/{number}"
        if part and number[-1:].isdecimal():
            symbol = f"{symbol} {part}"
    else:
        return None
    try:
        return parse(symbol)
    except SymbolError:
        return None


def symbols_in(text: str) -> Iterator[str]:
    """Canonical symbols in a proponent line, "A/75/L.3 and Add.1" read as two."""
    clean = plain(text)
    for match in _SYMBOL.finditer(clean):
        try:
            symbol = parse(match[0].strip(" ./-"))
        except SymbolError:
            continue
        yield symbol.canonical
        at = match.end()
        while suffix := _SUFFIX.match(clean, at):
            yield f"{symbol.canonical}/{suffix[1]}"
            at = suffix.end()


class _Items(NamedTuple):
    """How a language lists agenda items: the whole list, and its numbers, letters and ranges."""

    listed: re.Pattern[str]
    part: re.Pattern[str]


@cache
def _items(language: Language) -> _Items:
    words = language.table("masthead")["items"]
    letter = r"[^\W\d_]{1,2}|[^\W\d_] [^\W\d_]"
    return _Items(
        re.compile(
            rf"\d{{1,3}}(?: ?\(? ?(?:{letter}) ?\)"
            rf"|(?: ?[,،、;] ?|{words['and']}|{words['to']}| ?- ?)(?=[\d(]|[^\W\d_]{{1,2}} ?\))"
            r"|\d{1,3})*"
        ),
        re.compile(rf"(\d{{1,3}})|(?:{words['and']})?({letter}) ?\)|(-|{words['to']})"),
    )


def agenda_items(printed: str, language: Language) -> tuple[list[str], str] | None:
    """Items that a line begins with, language-neutral, and the rest of it; None where it has none.

    "20 (a) and (b)" gives "20 (a)" and "20 (b)".
    """
    rules = _items(language)
    listed = rules.listed.match(printed)
    if listed is None:
        return None
    out: list[str] = []
    number, last, ranged = "", "", False
    for match in rules.part.finditer(listed[0]):
        if match[1]:
            number, last, ranged = str(int(match[1])), "", False
            out.append(number)
        elif match[3]:
            ranged = bool(last)
        elif number:
            try:
                letter = latin_letter(match[2])
            except KeyError:
                continue
            if out[-1] == number:
                out.pop()
            if ranged and len(last) == len(letter) == 1 and last < letter:
                out += [f"{number} ({chr(n)})" for n in range(ord(last) + 1, ord(letter))]
            out.append(f"{number} ({letter})")
            last, ranged = letter, False
    return list(dict.fromkeys(out)), printed[listed.end() :]
