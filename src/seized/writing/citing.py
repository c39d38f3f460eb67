"""How a document and a paragraph of it are cited, in the six languages.

Forms are those of the United Nations Editorial Manual: ``General Assembly resolution 75/268,
para. 3 (a)``, ``大会第75/268号决议，第3(a)段``.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple, cast

from seized.languages import language
from seized.languages.loader import Table
from seized.model.errors import SymbolError
from seized.symbols import Symbol, abjad_from_latin, parse, roman, unroman
from seized.writing.wording import wording

__all__ = ["Cited", "Notes", "citation", "named", "paragraph_number", "place_words"]

_PLACE: Final = re.compile(
    r"(?:part(?P<part>[A-Z])\.)?(?:annex(?P<annex>\d+)\.?)?(?:s(?P<section>\d+)\.)?"
    r"(?:(?P<kind>op|pp)(?P<number>\d+)(?P<rest>(?:\.\w+)*))?"
)


class Cited(NamedTuple):
    """A document by its symbol, and the address of a paragraph in it; empty for the whole."""

    symbol: str
    at: str = ""


def _words(code: str) -> Table:
    return language(code).table("report")


def named(symbol: str, code: str, form: str = "cite", part: str = "") -> str:
    """A document as a phrase; ``form`` is the case that the sentence asks for.

    A resolution is named with its organ, any other document by its symbol. ``form`` is a table of
    ``report.toml``: ``cite``, ``pursuant`` or ``implementing``. ``part`` is the letter of one text
    of a composite resolution.
    """
    forms = cast("dict[str, str]", _words(code)[form])
    try:
        found = parse(symbol)
    except SymbolError:
        return forms["else"].format(number=symbol)
    known = found.organ in forms and found.kind == "resolution" and "/RES/" in found.canonical
    if not known:
        return forms["else"].format(number=found.canonical)
    if part and found.part:
        found = next((one for one in found.expand() if one.part == part), found)
    elif part:
        return forms[str(found.organ)].format(number=f"{_number(found)} {part}")
    return forms[str(found.organ)].format(number=_number(found))


def _number(symbol: Symbol) -> str:
    return symbol.canonical.partition("/RES/")[2]


def paragraph_number(rest: str, code: str) -> str:
    """The printed number of ``3.a.ii``: ``3 (a) (ii)`` in English, ``3 a) ii)`` in French.

    Letters are those of the language; Arabic prints the level below them in figures.
    """
    forms = _words(code)["cite"]
    number, *levels = rest.split(".")
    for depth, label in enumerate(levels):
        if depth == 0:
            number += forms["letter"].format(letter=_letter(label, code))
        else:
            number += forms["numeral"].format(numeral=label, arabic=_figure(label))
    return number


def _letter(label: str, code: str) -> str:
    if code != "ar":
        return label
    try:
        return abjad_from_latin(label)
    except KeyError:
        return label


def _figure(label: str) -> str:
    try:
        return str(unroman(label.upper()))
    except ValueError:
        return label


def citation(cited: Cited, code: str) -> str:
    """The document and the paragraph, without the stop that ends a note."""
    return _placed(named(cited.symbol, code, part=_part(cited.at)), cited.at, code)


def place_words(at: str, code: str) -> str:
    """The place alone: ``sect. II, para. 4``; empty for an address that is none."""
    return _placed("", at, code).lstrip(" ,،，")


def _part(at: str) -> str:
    found = _PLACE.match(at)
    return (found["part"] or "") if found else ""


def _placed(document: str, at: str, code: str) -> str:
    forms = _words(code)["cite"]
    found = _PLACE.fullmatch(at)
    if not at or found is None:
        return document
    if found["annex"]:
        key = "annex" if found["annex"] == "1" else "annexes"
        document = forms[key].format(cited=document, label=found["annex"])
    if found["section"]:
        label = wording(code).heading_label(roman(int(found["section"])), 1)
        document = forms["section"].format(cited=document, label=label)
    if found["kind"] is None:
        return document
    key = "preambular" if found["kind"] == "pp" else "paragraph"
    number = paragraph_number(found["number"] + found["rest"], code)
    return cast(str, forms[key].format(cited=document, paragraph=number))


class Notes:
    """Words notes in the order in which they are printed: *ibid.* for the document just cited."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._before: tuple[str, str] | None = None

    def cite(self, *row: Cited) -> str:
        """The note that cites one place or several."""
        if len(row) == 1:
            cited = row[0]
            document = (cited.symbol, _part(cited.at))
            forms = _words(self._code)["cite"]
            if document == self._before:
                return self._ended(_placed(forms["ibid"], cited.at, self._code))
            self._before = document
            return self._ended(citation(cited, self._code))
        self._before = None
        between = str(_words(self._code)["words"]["between"])
        out, before = [], None
        for one in row:
            document = (one.symbol, _part(one.at))
            place = place_words(one.at, self._code) if document == before else ""
            out.append(place or citation(one, self._code))
            before = document
        return self._ended(between.join(out))

    def _ended(self, text: str) -> str:
        stop = cast(str, _words(self._code)["cite"]["stop"])
        return text if text.endswith(stop) else text + stop
