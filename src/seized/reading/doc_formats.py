"""Properties of characters and paragraphs in binary Word files, styles included ([MS-DOC] 2.6)."""

from __future__ import annotations

import struct
from functools import cached_property
from typing import NamedTuple

from seized.reading.doc_binary import FONTS, STYLES, WordFile, sprms
from seized.reading.doc_text import BOLD, ITALIC, SUPERSCRIPT
from seized.reading.docx_styles import canonical

__all__ = ["CharacterLook", "Formats", "ParagraphLook"]

# Modifiers by number: toggles by their place in ``_Toggles``, then single ones.
_TOGGLES = {0x0835: 0, 0x0836: 1, 0x085C: 2, 0x085D: 3, 0x083C: 4, 0x085A: 5, 0x0882: 5}
_RAISED, _STYLE, _SPECIAL, _SYMBOL, _DELETED = 0x2A48, 0x4A30, 0x0855, 0x6A09, 0x0800
_JC, _JC_80, _OUTLINE, _ILVL, _ILFO = 0x2461, 0x2403, 0x2640, 0x260A, 0x460B
_IN_TABLE, _ROW_END, _DEPTH = 0x2416, 0x2417, 0x6649
_INNER_CELL, _INNER_ROW_END, _HUGE = 0x244B, 0x244C, 0x6646
_FONT = 0x4A4F
_MAX_CHAIN = 32
_NIL = 0x0FFF


class CharacterLook(NamedTuple):
    """What character properties say: emphasis bits, -1 hidden; special; symbol; deleted."""

    bits: int = 0
    special: bool = False
    symbol: tuple[int, str | None] | None = None
    deleted: bool = False


class ParagraphLook(NamedTuple):
    """What paragraph properties say, the style's included.

    ``depth`` is 0 outside of tables; ``row_end`` marks the end of a row; ``list`` counts from 1.
    """

    style: int
    name: str | None
    level: int
    centred: bool
    list: int
    ilvl: int
    depth: int
    row_end: bool
    inner_end: bool


_Toggles = tuple[bool, bool, bool, bool, bool, bool, bool]
_NO_TOGGLES: _Toggles = (False,) * 7


class _Style(NamedTuple):
    name: str
    kind: int
    base: int
    paragraph: bytes
    character: bytes


class Formats:
    """Resolves properties of one file; equal property lists are read once."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._looks: dict[tuple[bytes, int], CharacterLook] = {}
        self._paragraphs: dict[bytes, ParagraphLook] = {}
        self._style_toggles: dict[int, _Toggles] = {}

    @cached_property
    def _styles(self) -> dict[int, _Style]:
        return _read_styles(self._file.stored(STYLES))

    @cached_property
    def fonts(self) -> list[str]:
        """The names of the fonts."""
        return _read_fonts(self._file.stored(FONTS))

    def font_of(self, properties: bytes) -> str | None:
        """The font that a list of modifiers sets, if any."""
        for op, operand in sprms(properties):
            if op == _FONT and len(operand) == 2:
                return self._font(operand[0] | operand[1] << 8)
        return None

    def _font(self, number: int) -> str | None:
        return self.fonts[number] if number < len(self.fonts) else None

    def character(self, properties: bytes, style: int) -> CharacterLook:
        """The look of a run with ``properties`` in a paragraph of ``style``."""
        key = (properties, style)
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._character(properties, style)
        return look

    def _character(self, properties: bytes, style: int) -> CharacterLook:
        found = list(sprms(properties))
        base = self._toggles(style)
        for op, operand in found:
            if op == _STYLE and len(operand) == 2:
                named = self._toggles(operand[0] | operand[1] << 8)
                mixed = [a != b for a, b in zip(base[:6], named[:6], strict=True)]
                base = (*mixed, base[6] or named[6])  # type: ignore[assignment]
        toggles = _applied(base, found)
        special = deleted = False
        symbol = None
        for op, operand in found:
            if op == _SPECIAL:
                special = operand == b"\1"
            elif op == _DELETED:
                deleted = operand == b"\1"
            elif op == _SYMBOL and len(operand) == 4:
                font, code = struct.unpack("<HH", operand)
                symbol = (code, self._font(font))
        bold, italic = (toggles[2], toggles[3]) if toggles[5] else (toggles[0], toggles[1])
        bits = (BOLD if bold else 0) | (ITALIC if italic else 0)
        bits |= SUPERSCRIPT if toggles[6] else 0
        return CharacterLook(-1 if toggles[4] else bits, special, symbol, deleted)

    def _toggles(self, number: int) -> _Toggles:
        known = self._style_toggles.get(number)
        if known is None:
            known = _NO_TOGGLES
            for style in reversed(self._chain(number)):
                known = _applied(known, list(sprms(style.character)))
            self._style_toggles[number] = known
        return known

    def _chain(self, number: int) -> list[_Style]:
        chain: list[_Style] = []
        while number in self._styles and len(chain) < _MAX_CHAIN:
            chain.append(self._styles[number])
            number = chain[-1].base
        return chain

    def paragraph(self, properties: bytes) -> ParagraphLook:
        """The look of a paragraph with ``properties``: style number, then modifiers."""
        look = self._paragraphs.get(properties)
        if look is None:
            look = self._paragraphs[properties] = self._paragraph(properties)
        return look

    def _paragraph(self, properties: bytes) -> ParagraphLook:
        number = struct.unpack_from("<H", properties)[0] if len(properties) > 1 else 0
        said: dict[int, int] = {}
        chain = self._chain(number)
        for style in reversed(chain):
            self._say(style.paragraph, said)
        self._say(properties[2:], said)
        outline = said.get(_OUTLINE, 9)
        depth = said.get(_DEPTH, 0) or (1 if said.get(_IN_TABLE) else 0)
        return ParagraphLook(
            style=number,
            name=chain[0].name if chain else None,
            level=outline + 1 if outline < 9 else 0,
            centred=said.get(_JC, said.get(_JC_80, 0)) == 1,
            list=said.get(_ILFO, 0),
            ilvl=said.get(_ILVL, 0),
            depth=depth,
            row_end=bool(said.get(_ROW_END)),
            inner_end=bool(said.get(_INNER_ROW_END)),
        )

    def _say(self, modifiers: bytes, said: dict[int, int]) -> None:
        for op, operand in sprms(modifiers):
            if op == _HUGE and len(operand) == 4:
                at = struct.unpack("<L", operand)[0]
                size = self._file.data[at : at + 2]
                if len(size) == 2:
                    length = size[0] | size[1] << 8
                    inner = self._file.data[at + 2 : at + 2 + length]
                    said.update((o, int.from_bytes(v, "little")) for o, v in sprms(inner))
            elif len(operand) <= 4:
                said[op] = int.from_bytes(operand, "little")


def _applied(base: _Toggles, modifiers: list[tuple[int, bytes]]) -> _Toggles:
    """Toggle operands: 0 and 1 are absolute, 128 is the style's value, 129 its opposite."""
    values = list(base)
    for op, operand in modifiers:
        place = _TOGGLES.get(op)
        if place is not None and operand:
            value = operand[0]
            values[place] = base[place] != bool(value & 1) if value & 0x80 else bool(value)
        elif op == _RAISED and operand:
            values[6] = operand[0] == 1
    return tuple(values)  # type: ignore[return-value]


def _read_styles(data: bytes) -> dict[int, _Style]:
    if len(data) < 6:
        return {}
    head, count, size = struct.unpack_from("<HHH", data)
    at = 2 + head
    out: dict[int, _Style] = {}
    for number in range(count):
        if at + 2 > len(data):
            break
        length = struct.unpack_from("<H", data, at)[0]
        at += 2
        if length:
            out[number] = _read_style(data[at : at + length], size)
        at += length
    return out


def _read_style(data: bytes, size: int) -> _Style:
    _sti, second, third = struct.unpack_from("<HHH", data)
    kind, base, updates = second & 15, second >> 4, third & 15
    letters = struct.unpack_from("<H", data, size)[0]
    at = size + 2
    name = data[at : at + 2 * letters].decode("utf-16-le", "replace")
    at += 2 * letters + 2
    parts: list[bytes] = []
    for _ in range(min(updates, 3)):
        if at + 2 > len(data):
            break
        length = struct.unpack_from("<H", data, at)[0]
        parts.append(data[at + 2 : at + 2 + length])
        at += 2 + length + (length & 1)
    paragraph = parts[0][2:] if kind == 1 and parts else b""
    character = parts[1] if kind == 1 and len(parts) > 1 else b""
    if kind == 2 and parts:
        character = parts[0]
    # Names may carry aliases after a comma.
    return _Style(
        canonical(name.partition(",")[0]), kind, base if base != _NIL else -1, paragraph, character
    )


def _read_fonts(data: bytes) -> list[str]:
    fonts: list[str] = []
    at = 4
    while at < len(data):
        length = data[at] + 1
        name = data[at + 40 : at + length].decode("utf-16-le", "replace")
        fonts.append(name.partition("\0")[0])
        at += length
    return fonts
