"""Widths of printed lines: what a proportional face needs, where columns do not tell."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path

from seized.structure.lines import display_width

__all__ = ["printed_width"]

_COLUMN = 44  # hundredths of the type size: the mean width of a character of running text


@cache
def _faces() -> dict[str, tuple[str, bytes]]:
    """Encoding and width by byte of each script of ``widths.toml``."""
    path = Path(__file__).with_name("widths.toml")
    faces = {}
    for script, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
        table = bytearray([rows["default"]] * 256)
        for width, signs in rows.items():
            if width.isdigit():
                for byte in signs.encode(rows["encoding"], "ignore"):
                    table[byte] = int(width)
        faces[script] = (rows["encoding"], bytes(table))
    return faces


def _script(text: str) -> str | None:
    sign = max(text, default=" ")
    if sign >= "\u2e80":
        return None if sign < "\ufb50" or sign > "\ufefc" else "arabic"
    for found in text:
        if "\u0400" <= found <= "\u04ff":
            return "cyrillic"
        if "\u0600" <= found <= "\u06ff":
            return "arabic"
        if found.isalpha():
            return "latin"
    return "latin"


@lru_cache(maxsize=4096)
def printed_width(text: str) -> int:
    """Columns of average characters that a line takes in a book face.

    Han signs are as wide as they are high: there the columns of ``display_width`` hold.
    """
    script = _script(text)
    if script is None:
        return display_width(text)
    encoding, table = _faces()[script]
    return sum(text.encode(encoding, "replace").translate(table)) // _COLUMN
