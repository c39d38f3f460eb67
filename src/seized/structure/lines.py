"""The physical lines of a text, and what their widths tell."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import msgspec

from seized.model.source import Block, Source

__all__ = ["Line", "display_width", "split_lines"]


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line that is not blank.

    ``text`` is stripped; ``start`` and ``end`` delimit it in the source. ``indent`` counts the
    columns before it, ``page`` the form feeds (or the page of the block it came from).
    """

    text: str
    start: int
    end: int
    blank_before: bool
    indent: int = 0
    page: int = 0
    block: Block | None = None
    columns: int = -1

    @property
    def width(self) -> int:
        """Columns from the margin to the last character."""
        return self.columns if self.columns >= 0 else self.indent + display_width(self.text)


@lru_cache(maxsize=8192)
def _cells(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def display_width(text: str) -> int:
    """Columns that a terminal or a printed page gives the text: Han signs take two."""
    if text.isascii() or _OTHER.search(text) is None:
        return len(text)
    return sum(map(_cells, text))


# Latin, Cyrillic and the typographic signs: every character takes one column.
_OTHER = re.compile("[^\\x00-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2070\u2074-\u208e]")


def split_lines(source: Source) -> list[Line]:
    """All lines that are not blank, in order; blocks of kind ``line`` count as lines."""
    if source.blocks:
        return _lines_of_blocks(source)
    lines: list[Line] = []
    blank = True
    page = 0
    at = 0
    paged = "\f" in source.text
    for raw in source.text.split("\n"):
        if not raw:  # as every second line of a pasted text
            blank = True
            at += 1
            continue
        size = len(raw)
        text = raw.strip()
        if paged and "\f" in raw:
            page += raw.count("\f")
            blank = True
        if text:
            start, indent = at, 0
            if len(text) < size and raw[0].isspace():
                lead = raw[: size - len(raw.lstrip())]
                start += len(lead)
                indent = len(lead.replace("\f", "").expandtabs(8))
            lines.append(Line(text, start, start + len(text), blank, indent, page))
            blank = False
        else:
            blank = True
        at += size + 1
    return lines


def _lines_of_blocks(source: Source) -> list[Line]:
    lines = []
    before: Block | None = None
    for block in source.blocks:
        raw = source.text[block.start : block.end]
        text = raw.strip()
        if not text:
            continue
        start = block.start + len(raw) - len(raw.lstrip())
        apart = (
            before is None
            or before.kind != "line"
            or source.text[before.end : block.start].count("\n") > 1
        )
        lines.append(Line(text, start, start + len(text), apart, 0, block.page, block))
        before = block
    return lines
