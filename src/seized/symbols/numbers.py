"""Numbers of resolutions and decisions, as prose prints them in six languages.

``75/268``, ``2200 A (XXI)``, ``S-30/1``, ``1325 (2000)``, ``دإ-10/2``, ``217 ألف (د-3)``: the
number alone does not say whose it is, so the caller names the organ's series.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from seized.model.errors import SymbolError
from seized.symbols.grammar import parse
from seized.symbols.letters import arabic_letter_name, join_parts, plain, roman, unroman
from seized.symbols.symbol import Symbol, SymbolKind
from seized.symbols.tables import table

__all__ = ["latin_number", "number_of", "parse_number", "printed"]


@cache
def _arabic() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], dict[str, str]]:
    data = table("letters")["arabic"]
    short = data["sessions"]
    names = {name: letter for letter, name in data["names"].items()}
    each = "|".join(sorted(names, key=len, reverse=True))
    ordinary, special, emergency = short["regular"], short["special"], short["emergency"]
    spaced = [r"\s?".join(map(re.escape, x)) for x in (emergency, special, ordinary)]
    session = re.compile(
        rf"\(\s*({spaced[0]}|{spaced[1]}|{spaced[2]})\s*-?\s*(\d{{1,2}})\s*-?\s*\)"
    )
    head = re.compile(rf"({spaced[0]}|{spaced[1]})\s*-?\s*(?=\d)")
    letter = re.compile(rf"(?<!\w)(و|إلى\s)?\s?({each})(?!\w)")
    return session, head, letter, names


def latin_number(printed: str) -> str:
    """The number in Latin print: ``2200 ألف (د-21)`` is ``2200 A (XXI)``, ``دإط-10/15`` ES-10/15.

    Letters joined by words become ``A-B`` (a range or a pair) in any of the six languages.
    """
    text = plain(printed).strip()
    if not text.isascii():
        session, head, letter, names = _arabic()
        text = session.sub(_roman_session, text)
        text = head.sub(lambda m: "ES-" if "ط" in m[1] else "S-", text)
        text = letter.sub(lambda m: f"{'-' if m[1] else ' '}{names[m[2]]}", text)
    return join_parts(text)


def _roman_session(found: re.Match[str]) -> str:
    kind = found[1].replace(" ", "")
    prefix = "ES-" if "ط" in kind else "S-" if "إ" in kind else ""
    number = int(found[2])
    return f"({prefix}{roman(number) if 0 < number < 90 else number})"


def parse_number(text: str, body: str = "A", kind: SymbolKind = "resolution") -> Symbol:
    """The symbol of a printed number, given whose series it is.

    ``body`` is ``A``, ``S``, ``E``, ``A/HRC`` or another head; ``kind`` resolution or decision.
    Numbers of the Assembly above 400 are decisions whatever ``kind`` says, for its resolutions
    of one session never reached them. Raises ``SymbolError``.
    """
    number = latin_number(text)
    word = "DEC" if kind == "decision" else "RES"
    if body == "A" and kind == "resolution":
        found = re.match(r"\d+/(\d+)", number)
        if found and int(found[1]) > table("sessions")["limits"]["resolution"]:
            word = "DEC"
    return parse(f"{body}/{word}/{number}")


def number_of(symbol: Symbol, *, arabic: bool = False) -> str:
    """The number as prose prints it: ``75/268``, ``2200 A (XXI)``; Arabic in its own letters.

    Of a document that is neither resolution nor decision, the whole symbol.
    """
    if symbol.kind not in ("resolution", "decision") or symbol.joint:
        return symbol.canonical
    _, mark, number = symbol.canonical.partition(
        "/RES/" if symbol.kind == "resolution" else "/DEC/"
    )
    if not mark:
        return symbol.canonical
    return _in_arabic(number) if arabic else number


def _in_arabic(number: str) -> str:
    short = table("letters")["arabic"]["sessions"]

    def session(found: re.Match[str]) -> str:
        name = {"": "regular", "S-": "special", "ES-": "emergency"}[found[1] or ""]
        return f"({short[name]}-{unroman(found[2])})"

    number = re.sub(r"\((ES-|S-)?([IVXL]+)\)", session, number)
    number = re.sub(r"^ES-", short["emergency"] + "-", number)
    number = re.sub(r"^S-", short["special"] + "-", number)

    def letters(found: re.Match[str]) -> str:
        first, last = arabic_letter_name(found[1]), found[2] and arabic_letter_name(found[2])
        if not last:
            return f" {first}"
        near = ord(found[2]) - ord(found[1]) == 1
        return f" {first} و{last}" if near else f" {first} إلى {last}"

    return re.sub(r" ([A-Z])(?:-([A-Z]))?(?![A-Za-z])", letters, number)


def printed(symbol: Symbol, forms: Mapping[str, str], *, arabic: bool = False) -> str:
    """The symbol as a sentence in one language prints it.

    ``forms`` are templates with ``{number}`` from the language's data, keyed by organ and kind
    (``general-assembly-resolution``), by kind (``resolution``) and ``document``. A part is
    printed as the language does; Arabic has letters of its own. Raises ``SymbolError`` where
    the forms lack the kind.
    """
    for key in (f"{symbol.organ}-{symbol.kind}", symbol.kind, "document"):
        if key in forms:
            number = symbol.canonical if key == "document" else number_of(symbol, arabic=arabic)
            return forms[key].format(number=number)
    raise SymbolError(
        f"no form to print a {symbol.kind}", where=symbol.canonical, advice="Add it to the data"
    )
