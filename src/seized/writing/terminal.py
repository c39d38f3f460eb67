"""A record as a person would read it in a terminal: masthead, title, paragraphs, notes.

Lines are broken by display cells: Han characters take two, marks that sit on a letter none.
Arabic lines stand at the right edge, inside a right-to-left isolate, so that terminals that
know the bidirectional algorithm set them right and others lose nothing.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from seized.languages import language
from seized.model.record import Record
from seized.model.resolution import Annex, Heading, Paragraph, Table
from seized.writing.flow import Block, annex_flow, body_flow, runs_of
from seized.writing.wording import Wording, wording

__all__ = ["cells", "to_terminal"]

_BOLD, _ITALIC, _DIM, _PLAIN = "\x1b[1m", "\x1b[3m", "\x1b[2m", "\x1b[0m"
_RLI, _PDI = "\u2067", "\u2069"
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LEAST = 24
_LABEL = 5
_LONGEST_LABEL = 9
_WIDE = (
    "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U00020000-\U0003fffd"
)
_AFTER = "，。；：、）》〉」』！？”’⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾"
_BEFORE = "（《〈「『“‘"
_UNIT = re.compile(f"[{_BEFORE}]*(?:[{_WIDE}]|[^ {_WIDE}{_BEFORE}]+)[{_AFTER}]*|[^ ]")


class Piece(NamedTuple):
    """Characters that one line keeps together, their width and their look."""

    text: str
    width: int
    look: str
    space: bool  # a space stands before it, unless it begins a line


@lru_cache(maxsize=4096)
def _width(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def cells(text: str) -> int:
    """The number of terminal cells that a text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def to_terminal(record: Record, width: int = 80, *, colour: bool = False) -> str:
    """The record as lines of at most ``width`` cells, with a line break at the end.

    ``colour`` adds the codes for bold, italic and dim; the caller knows whether the output is
    a terminal and what ``NO_COLOR`` says. ``width`` below 24 counts as 24.
    """
    page = _Page(record, max(width, _LEAST), colour)
    page.all()
    return "\n".join(page.lines).strip("\n") + "\n"


class _Page:
    def __init__(self, record: Record, width: int, colour: bool) -> None:
        self.record = record
        self.words: Wording = wording(record.language)
        self.width = width
        self.colour = colour
        self.rtl = language(record.language).direction == "rtl"
        self.opening = _BOLD if record.language in ("zh", "ar") else _ITALIC
        self.lines: list[str] = []

    def all(self) -> None:
        resolution = self.record.resolution
        for _, text in self.words.masthead(resolution):
            self.block([(text, _DIM)])
        number = self.words.number(resolution)
        title = resolution.title or self.words.word("untitled")
        self.gap()
        self.block([(f"{number}. {title}" if number else title, _BOLD)])
        self.gap()
        if resolution.enacting:
            words, rest = self.words.formula(resolution.enacting)
            self.block([(words, self.opening), (rest, "")])
            self.gap()
        self.flow(body_flow(resolution))
        closing = [text for _, text in self.words.conclusions(resolution)]
        for text in closing:
            self.block([(text, _DIM)])
        for annex in resolution.annexes:
            self.annex(annex)
        self.notes()
        self.doubts()

    def gap(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def annex(self, annex: Annex) -> None:
        self.gap()
        self.lines.append("")
        self.centred(annex.label or self.words.word("annex"))
        if annex.title:
            self.centred(annex.title)
        self.gap()
        self.flow(annex_flow(annex, self.record.resolution.tables))

    def flow(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if block.paragraph is not None:
                self.paragraph(block.paragraph)
            elif block.heading is not None:
                self.heading(block.heading)
            elif block.table is not None:
                self.table(block.table)
            elif block.part is not None:
                label = self.words.heading_label(block.part.label)
                self.centred(self.words.word("part", label=label))
                if block.part.title:
                    self.centred(block.part.title)
            self.gap()

    def heading(self, heading: Heading) -> None:
        self.gap()
        if heading.label:
            self.centred(self.words.heading_label(heading.label, heading.level))
        if heading.text:
            self.centred(heading.text)

    def paragraph(self, paragraph: Paragraph) -> None:
        runs: list[tuple[str, str]] = []
        for run in runs_of(paragraph):
            if run.kind == "note":
                runs.append((self.marker(run.text), ""))
            else:
                runs.append((run.text, self.opening if run.kind == "opening" else ""))
        indent = min((paragraph.level - 1) * _LABEL, self.width // 3)
        self.block(runs, label=paragraph.label or "", indent=indent)

    def marker(self, marker: str) -> str:
        raised = marker.translate(_SUPERSCRIPT) if marker.isdigit() else f"[{marker}]"
        return f"⁽{raised}⁾" if self.rtl and marker.isdigit() else raised

    def notes(self) -> None:
        notes = self.record.resolution.notes
        if not notes:
            return
        self.gap()
        self.lines.append(self.set_line("─" * (self.width // 4), self.width // 4))
        for note in notes:
            self.block([(note.text, "")], label=self.marker(note.marker))

    def doubts(self) -> None:
        if not self.record.doubts:
            return
        self.gap()
        self.block([(self.words.word("doubts"), _BOLD)])
        for doubt in self.record.doubts:
            where = f"{doubt.at}: " if doubt.at else ""
            self.block([(f"{where}{self.words.doubt(doubt)} [{doubt.code}]", "")])

    def table(self, table: Table) -> None:
        for row in table.rows:
            self.block([(" | ".join(row), "")])

    def centred(self, text: str) -> None:
        for line in _broken(_pieces([(text, _BOLD)]), self.width):
            shown, length = self.dressed(line)
            left = (self.width - length) // 2
            self.lines.append(" " * left + self.isolated(shown))

    def block(self, runs: list[tuple[str, str]], label: str = "", indent: int = 0) -> None:
        """Set runs as lines; the label hangs in front of the first."""
        if cells(label) > _LONGEST_LABEL:
            runs, label = [(f"{label} ", ""), *runs], ""
        head = max(_LABEL, cells(label) + 1) if label else 0
        indent = max(0, min(indent, self.width - head - _LEAST // 2))
        room = self.width - indent - head
        first = True
        for line in _broken(_pieces(runs), room):
            shown, length = self.dressed(line)
            front = _printable(label) if first else ""
            pad = " " * (head - cells(front))
            # In a right-to-left isolate what comes first stands at the right.
            text = " " * indent + front + pad + shown
            self.lines.append(self.set_line(text, length + head + indent))
            first = False

    def set_line(self, text: str, length: int) -> str:
        text = text.rstrip()
        if not self.rtl:
            return text
        return " " * max(0, self.width - length) + self.isolated(text)

    def isolated(self, text: str) -> str:
        return f"{_RLI}{text}{_PDI}" if self.rtl else text

    def dressed(self, line: list[Piece]) -> tuple[str, int]:
        """The characters of a line with their looks, and its width."""
        out: list[str] = []
        look = ""
        length = 0
        for number, piece in enumerate(line):
            space = " " if piece.space and number else ""
            if self.colour and piece.look != look:
                out.append(_PLAIN if look else "")
                out.append(space + piece.look)
                look = piece.look
            else:
                out.append(space)
            out.append(piece.text)
            length += piece.width + len(space)
        if self.colour and look:
            out.append(_PLAIN)
        return "".join(out), length


def _printable(text: str) -> str:
    """Without control and direction characters, which a source must not send to a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c.isspace() else "" for c in text)


def _pieces(runs: list[tuple[str, str]]) -> Iterator[Piece]:
    """What a line may not break: words of spaced scripts, single Han characters.

    Chinese punctuation and note markers stay with what they follow, opening brackets with what
    follows them. A piece has the look of its first character.
    """
    shown = [(_printable(text), look) for text, look in runs]
    starts = list(accumulate((len(text) for text, _ in shown), initial=0))
    whole = "".join(text for text, _ in shown)
    for match in _UNIT.finditer(whole):
        look = shown[max(0, bisect_right(starts, match.start()) - 1)][1]
        space = match.start() > 0 and whole[match.start() - 1] == " "
        yield Piece(match[0], cells(match[0]), look, space)


def _broken(pieces: Iterator[Piece], room: int) -> Iterator[list[Piece]]:
    """Fill lines one after another; a word longer than a line is cut."""
    line: list[Piece] = []
    used = 0
    for piece in pieces:
        need = piece.width + (1 if piece.space and line else 0)
        if line and used + need > room:
            yield line
            line, used = [], 0
            need = piece.width
        while piece.width > room:
            head, piece = _cut(piece, room)
            yield [*line, head]
            line, used, need = [], 0, piece.width
        line.append(piece)
        used += need
    if line:
        yield line


def _cut(piece: Piece, room: int) -> tuple[Piece, Piece]:
    used = at = 0
    for at, letter in enumerate(piece.text):  # noqa: B007
        used += _width(letter)
        if used > room:
            break
    while at > 1 and piece.text[at] in _AFTER:
        at -= 1
    at = max(at, 1)
    head, rest = piece.text[:at], piece.text[at:]
    return (
        Piece(head, cells(head), piece.look, piece.space),
        Piece(rest, cells(rest), piece.look, False),
    )
