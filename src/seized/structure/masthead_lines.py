"""Lines of a masthead as cells, and the title put together from them.

A note marker in a title is layout: it is kept apart until the title is whole, then cut out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from seized.structure.lines import Line

__all__ = ["Cell", "cells", "join_lines", "one_line", "plain_text", "title_of"]

# Note markers are kept between two private characters until the title is put together.
_OPEN: Final = "\ue000"
_CLOSE: Final = "\ue001"
_MARKER: Final = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_SUPERSCRIPT: Final = re.compile(r"[⁽⁰¹²³⁴-⁹]+⁾?")
_DIGITS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", "⁽⁾")
# A marker printed plain: glued to the last letter of the title, the first note after a space,
# in brackets, or stars.
_PLAIN_MARKER: Final = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[”»’\")）》]))\d{1,2}$| 1$| ?[(（]\d{1,2}[)）]$| ?\*{1,3}$"
)
_MARKER_ENDS: Final = (")", "）", "*")
_WIDEST: Final = 130  # code points; a line of a page is shorter
_GAP: Final = re.compile(r"\s{3,}|\t+")
_BOLD: Final = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_MARK: Final = re.compile(r"[(\[]?(\d{1,3}|\*{1,3})[)\]]?\Z")


class Cell(NamedTuple):
    """One line, or one cell of a line of two columns."""

    text: str
    start: int
    end: int
    blank_before: bool


def cells(lines: Sequence[Line]) -> Iterator[Cell]:
    """The lines without emphasis, with note markers set apart, split at wide gaps and tabs."""
    # A line that no page would hold tells that every line is a paragraph of its own.
    apart = any(len(line.text) > _WIDEST for line in lines)
    for line in lines:
        text = _mark_notes(line)
        blank = line.blank_before or apart
        for part in _GAP.split(text) if "   " in text or "\t" in text else (text,):
            if "**" in part or "__" in part:
                part = _BOLD.sub("", part)
            part = " ".join(part.strip(" >#_").split())
            if part:
                yield Cell(part, line.start, line.end, blank)
                blank = False


def _mark_notes(line: Line) -> str:
    """The text of a line with its note markers set apart."""
    text = line.text
    if line.block is not None:
        for mark in sorted(line.block.marks, key=lambda one: -one.start):
            start, end = mark.start - line.start, mark.end - line.start
            if mark.kind in ("note", "superscript") and 0 <= start < end <= len(text):
                marker = _MARK.match(text[start:end].strip())
                if marker:
                    text = f"{text[:start]}{_OPEN}{marker[1]}{_CLOSE}{text[end:]}"
    if text.isascii():
        return text
    return _SUPERSCRIPT.sub(lambda m: f"{_OPEN}{m[0].translate(_DIGITS)}{_CLOSE}", text)


def plain_text(text: str) -> str:
    """A text without its note markers."""
    return _MARKER.sub("", text) if _OPEN in text else text


def one_line(cells: Sequence[Cell]) -> str:
    """The cells as one line, without note markers."""
    return " ".join([plain_text(cell.text) for cell in cells])


def title_of(cells: list[Cell]) -> tuple[str, tuple[str, ...], tuple[int, ...]]:
    """The title in one line, its note markers, and where in the title they stood."""
    text = join_lines([cell.text for cell in cells])
    if not _MARKER.search(text) and (text[-1:].isdigit() or text[-1:] in _MARKER_ENDS):
        text = _PLAIN_MARKER.sub(
            lambda m: f"{_OPEN}{m[0].strip(' ()（）')}{_CLOSE}", text.rstrip(), count=1
        )
    notes: list[str] = []
    anchors: list[int] = []
    out = ""
    at = 0
    for match in _MARKER.finditer(text):
        out += (
            text[at : match.start()].rstrip()
            if match.end() == len(text)
            else text[at : match.start()]
        )
        notes.append(match[1])
        anchors.append(len(out))
        at = match.end()
    return (out + text[at:]).strip(), tuple(notes), tuple(anchors)


_HAN: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
_OPENING: Final = "“‘(（[《「«"


def join_lines(parts: Sequence[str]) -> str:
    """Wrapped lines as one: no space between Han characters, after a hyphen, in quotation marks."""
    out = ""
    for part in parts:
        if not out:
            out = part
            continue
        tight = (
            (_HAN.match(out[-1]) and _HAN.match(part[0]))
            or (out[-1] in "-\u2010\u2011–" and out[-2:-1].isalnum())
            or (out[-1] in _OPENING and out[-1] != "«")
            or (out[-1] in "’'" and out[-2:-1].isalpha())
        )
        out += part if tight else f" {part}"
    return out
