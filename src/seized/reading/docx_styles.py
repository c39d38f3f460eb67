"""Styles of a Word document: what a paragraph or a run inherits (ECMA-376, 17.7)."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from seized.reading.doc_text import BOLD, ITALIC, SUPERSCRIPT
from seized.reading.docx_package import W, transitional
from seized.reading.xml import parse_xml

__all__ = [
    "Look",
    "ParagraphStyle",
    "Styles",
    "cached_styles",
    "canonical",
    "child_of",
    "is_on",
    "look_of",
]

VAL = W + "val"
_OFF = frozenset(("0", "false", "off", "none"))
_NAME = re.compile(r"[\W_]+")
_MAX_CHAIN = 32
_CACHED_BYTES = 400_000
_VERT, _STYLE = W + "vertAlign", W + "rStyle"

TOGGLES = {
    W + name: place
    for place, names in enumerate((("b",), ("i",), ("bCs",), ("iCs",), ("vanish",), ("rtl", "cs")))
    for name in names
} | {_VERT: 6}
"""Run properties by their place in a ``Look``."""


def with_toggle(code: int, place: int, value: str) -> int:
    """Run properties as one whole number, two bits each: said, and on."""
    on = value == "superscript" if place == _RAISED else value not in _OFF
    return code & ~(3 << 2 * place) | (3 if on else 1) << 2 * place


_RAISED = 6


class Look(NamedTuple):
    """What run properties say; ``None`` where they say nothing."""

    b: bool | None = None
    i: bool | None = None
    bcs: bool | None = None
    ics: bool | None = None
    hidden: bool | None = None
    rtl: bool | None = None
    raised: bool | None = None

    def over(self, base: Look) -> Look:
        """This look where it says something, else ``base``."""
        return Look(
            *[mine if mine is not None else its for mine, its in zip(self, base, strict=True)]
        )


class ParagraphStyle(NamedTuple):
    """What a paragraph style, its ancestors included, says of paragraphs and runs."""

    name: str | None
    id: str | None
    level: int | None
    centred: bool | None
    num_id: str | None
    ilvl: int | None
    look: Look
    lineage: tuple[str, ...]


def child_of(element: Any, tag: str) -> Any | None:
    """The first child of that tag; ``Element.find`` takes three times as long for the same."""
    return next(element.iterchildren(tag), None)


def is_on(element: Any) -> bool:
    """The value of an on/off property; one without a value is on."""
    return element.get(VAL, "1") not in _OFF


def canonical(name: str) -> str:
    """A style name without spaces and signs, as Word makes ids: ``_ H_1`` is ``H1``.

    Ids may be translated or numbered by Word, names of built-in styles are not, so that the
    name is the surer of the two.
    """
    return "".join([word[:1].upper() + word[1:] for word in _NAME.split(name)])


def look_of(properties: Any) -> Look:
    """Read an ``rPr`` element."""
    code = 0
    for element in properties:
        place = TOGGLES.get(element.tag)
        if place is not None:
            code = with_toggle(code, place, element.get(VAL, "1"))
    return _decoded(code)


def _decoded(code: int) -> Look:
    if not code:
        return _NOTHING
    pairs = [code >> 2 * place & 3 for place in range(_RAISED + 1)]
    return Look(*[None if not pair else pair == 3 for pair in pairs])


_NOTHING = Look()


class Styles:
    """The styles of one document. ``root`` is the root of its styles part, or ``None``."""

    def __init__(self, root: Any | None) -> None:
        self._raw: dict[str, Any] = {}
        self._default: str | None = None
        self._paragraph: dict[str | None, ParagraphStyle] = {}
        self._character: dict[str, Look] = {}
        self._bits: dict[tuple[int, str | None, str | None], int] = {}
        self.base = _NOTHING
        if root is None:
            return
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if defaults is not None:
            self.base = look_of(defaults)
        for style in root.iterfind(W + "style"):
            key = style.get(W + "styleId")
            if key is None:
                continue
            self._raw.setdefault(key, style)
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in (
                "1",
                "true",
                "on",
            ):
                self._default = self._default or key

    @cached_property
    def numbering(self) -> dict[str, str]:
        """Numbering styles by id: the list that each one stands for."""
        out = {}
        for key, style in self._raw.items():
            if style.get(W + "type") == "numbering":
                num = style.find(f"{W}pPr/{W}numPr/{W}numId")
                if num is not None:
                    out[key] = num.get(VAL, "0")
        return out

    def paragraph(self, key: str | None) -> ParagraphStyle:
        """The paragraph style ``key``; the default style when there is none of that id."""
        found = self._paragraph.get(key)
        if found is None:
            known = key in self._raw
            found = self._resolve(key if known else self._default, key)
            if known or key is None:
                self._paragraph[key] = found
        return found

    def bits(self, code: int, named: str | None, paragraph: ParagraphStyle) -> int:
        """Emphasis of a run as bits, -1 for hidden text.

        ``code`` is what the run itself says (``with_toggle``), ``named`` its character style.
        Toggle properties of the paragraph and the character style cancel each other out
        (17.7.3); what the run itself says stands above both.
        """
        key = (code, named, paragraph.id)
        bits = self._bits.get(key)
        if bits is None:
            bits = self._emphasis(_decoded(code), named, paragraph)
            if named is None or named in self._raw:
                self._bits[key] = bits
        return bits

    def _emphasis(self, look: Look, named: str | None, paragraph: ParagraphStyle) -> int:
        character = self._character_look(named) if named else _NOTHING
        rtl = look.rtl
        if rtl is None:
            rtl = character.rtl if character.rtl is not None else paragraph.look.rtl
        at_bold, at_italic = (2, 3) if rtl else (0, 1)
        if self._toggle(4, look, character, paragraph.look):
            return -1
        bits = BOLD if self._toggle(at_bold, look, character, paragraph.look) else 0
        if self._toggle(at_italic, look, character, paragraph.look):
            bits |= ITALIC
        for level in (look.raised, character.raised, paragraph.look.raised, self.base.raised):
            if level is not None:
                return bits | SUPERSCRIPT if level else bits
        return bits

    def _toggle(self, at: int, look: Look, character: Look, paragraph: Look) -> bool:
        own = look[at]
        if own is not None:
            return bool(own)
        return bool(self.base[at]) or (bool(character[at]) != bool(paragraph[at]))

    def _chain(self, key: str | None) -> list[Any]:
        chain: list[Any] = []
        while key in self._raw and len(chain) < _MAX_CHAIN:
            style = self._raw[key]
            if style in chain:
                break
            chain.append(style)
            base = style.find(W + "basedOn")
            key = base.get(VAL) if base is not None else None
        return chain

    def _character_look(self, key: str) -> Look:
        found = self._character.get(key)
        if found is None:
            found = _NOTHING
            for style in self._chain(key):
                properties = style.find(W + "rPr")
                if properties is not None:
                    found = found.over(look_of(properties))
            self._character[key] = found
        return found

    def _resolve(self, key: str | None, asked: str | None) -> ParagraphStyle:
        level: int | None = None
        centred: bool | None = None
        num_id: str | None = None
        ilvl: int | None = None
        look = _NOTHING
        chain = self._chain(key)
        for style in chain:
            run = style.find(W + "rPr")
            if run is not None:
                look = look.over(look_of(run))
            properties = style.find(W + "pPr")
            if properties is None:
                continue
            said = paragraph_properties(properties)
            level = said.level if level is None else level
            centred = said.centred if centred is None else centred
            ilvl = said.ilvl if ilvl is None else ilvl
            num_id = said.num_id if num_id is None else num_id
        name = asked and canonical(asked)
        if chain and (key == asked or asked is None):
            element = chain[0].find(W + "name")
            name = canonical(element.get(VAL, "") if element is not None else "") or name
        lineage = tuple(style.get(W + "styleId") for style in chain)
        return ParagraphStyle(name, key, level, centred, num_id, ilvl, look, lineage)


class ParagraphProperties(NamedTuple):
    """What a paragraph says itself; ``None`` where it says nothing.

    ``level`` is the outline level from 1 to 9, 0 for body text; ``style`` a style id.
    """

    level: int | None = None
    centred: bool | None = None
    num_id: str | None = None
    ilvl: int | None = None
    style: str | None = None


PROPERTIES = {
    W + "jc": "centred",
    W + "outlineLvl": "level",
    W + "numId": "num_id",
    W + "ilvl": "ilvl",
    W + "pStyle": "style",
}
"""Elements of paragraph properties, by their names in ``ParagraphProperties``."""


def read_property(element: Any, said: dict[str, Any]) -> None:
    """Put what one of the elements ``PROPERTIES`` says into ``said``."""
    name = PROPERTIES[element.tag]
    value = element.get(VAL)
    if name == "centred":
        said[name] = value == "center"
    elif name == "level":
        number = whole(value)
        said[name] = number + 1 if number is not None and 0 <= number < 9 else 0
    elif name == "ilvl":
        said[name] = whole(value)
    else:
        said[name] = value


def paragraph_properties(properties: Any) -> ParagraphProperties:
    """Read a ``pPr`` element of a style."""
    said: dict[str, Any] = {}
    for element in properties:
        if element.tag in PROPERTIES:
            read_property(element, said)
        elif element.tag == _NUM:
            for child in element:
                if child.tag in PROPERTIES:
                    read_property(child, said)
    return ParagraphProperties(**said)


_NUM = W + "numPr"


def whole(value: str | None) -> int | None:
    """A whole number of an attribute; ``None`` when it is none or beyond what Word keeps."""
    try:
        number = int(value or "")
    except ValueError:
        return None
    return number if abs(number) < 1 << 31 else None


def cached_styles(data: bytes) -> Styles:
    """The styles in the bytes of a styles part.

    Most documents of an organ are made from one template: the styles part, which is longer
    than many a resolution, is then read once.
    """
    return _cached(data) if len(data) <= _CACHED_BYTES else _parsed(data)


def _parsed(data: bytes) -> Styles:
    return Styles(parse_xml(transitional(data), "DOCX styles"))


_cached = lru_cache(maxsize=16)(_parsed)
