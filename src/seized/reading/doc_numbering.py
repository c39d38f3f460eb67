"""The lists of binary Word files: LSTF, LVL and LFO of [MS-DOC] 2.9."""

from __future__ import annotations

import struct

from seized.reading.doc_binary import LISTS, OVERRIDES, WordFile
from seized.reading.doc_formats import Formats
from seized.reading.doc_lists import LEVELS, MAX_LABEL, Level, List

__all__ = ["NUMBER_FORMS", "read_lists"]

NUMBER_FORMS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter",
    5: "ordinal", 6: "cardinalText", 7: "ordinalText", 9: "chicago", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 18: "decimalEnclosedCircle",
    19: "decimalFullWidth2", 22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop",
    27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac",
    33: "taiwaneseCounting", 34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand",
    36: "taiwaneseDigital", 37: "chineseCounting", 38: "chineseLegalSimplified",
    39: "chineseCountingThousand", 46: "arabicAlpha", 48: "arabicAbjad", 57: "numberInDash",
    58: "russianLower", 59: "russianUpper", 255: "none",
}  # fmt: skip
"""Number formats (MSONFC) by their names in ECMA-376."""

_SUFFIX = {0: "tab", 1: "space", 2: "nothing"}
_LEGAL, _NO_RESTART = 4, 8


def read_lists(file: WordFile, formats: Formats) -> dict[int, List]:
    """The lists of a file by their number in paragraph properties, which counts from 1."""
    definitions = _definitions(file, formats)
    data = file.stored(OVERRIDES)
    if len(data) < 4:
        return {}
    count = struct.unpack_from("<L", data)[0]
    if 4 + 16 * count > len(data):
        raise ValueError("a table of lists beyond its end")
    at = 4 + 16 * count
    out: dict[int, List] = {}
    for number in range(count):
        key, changes = struct.unpack_from("<l8xB", data, 4 + 16 * number)
        levels = dict(definitions.get(key, {}))
        starts: dict[int, int] = {}
        at += 4
        for _ in range(changes):
            start, flags = struct.unpack_from("<lL", data, at)
            at += 8
            ilvl = flags & 15
            if flags & 32:
                level, at = _level(data, at, formats)
                levels[ilvl] = level
                start = level.start
            if flags & 16 and ilvl < LEVELS:
                starts[ilvl] = start
        out[number + 1] = List(str(key), levels, starts)
    return out


def _definitions(file: WordFile, formats: Formats) -> dict[int, dict[int, Level]]:
    """Levels of each list definition; they stand behind the table of definitions."""
    place, length = file.fib.tables[LISTS]
    if not length:
        return {}
    data = file.table[place:]
    count = struct.unpack_from("<H", data)[0]
    at = 2 + 28 * count
    out: dict[int, dict[int, Level]] = {}
    for number in range(count):
        key, flags = struct.unpack_from("<l22xB", data, 2 + 28 * number)
        levels: dict[int, Level] = {}
        for ilvl in range(1 if flags & 1 else LEVELS):
            levels[ilvl], at = _level(data, at, formats)
        out[key] = levels
    return out


def _level(data: bytes, at: int, formats: Formats) -> tuple[Level, int]:
    """An LVL: numbers stand in the text as characters 0 to 8, at the places that it lists."""
    start, form, flags = struct.unpack_from("<lBB", data, at)
    places = data[at + 6 : at + 15]
    follow = data[at + 15]
    of_run, of_paragraph, limit = data[at + 24], data[at + 25], data[at + 26]
    at += 28 + of_paragraph
    font = formats.font_of(data[at : at + of_run])
    at += of_run
    letters = struct.unpack_from("<H", data, at)[0]
    text = data[at + 2 : at + 2 + 2 * letters].decode("utf-16-le", "replace")
    pattern = [
        f"%{ord(sign) + 1}" if place + 1 in places and sign < "\x09" else sign
        for place, sign in enumerate(text)
    ]
    level = Level(
        start=start,
        form=NUMBER_FORMS.get(form, f"nfc{form}"),
        text="".join(pattern)[:MAX_LABEL],
        suffix=_SUFFIX.get(follow, "tab"),
        restart=limit if flags & _NO_RESTART else None,
        legal=bool(flags & _LEGAL),
        font=font,
    )
    return level, at + 2 + 2 * letters
