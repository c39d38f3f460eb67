"""Markdown with more than emphasis to blocks: headings, quotes, lists, tables, notes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from seized.model.source import Block, BlockKind, Mark
from seized.reading.markdown_inline import Inline, render_inline

__all__ = ["render_markdown"]


class _Item(NamedTuple):
    """One block to be: its Markdown, and the name of the note it is."""

    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    note: str = ""


_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*\Z")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?=\S)")
_STARTS = re.compile(r"[ \t]*(?:[-*+][ \t]|\d{1,3}[.)][ \t]|\(?\w{1,4}\)[ \t]| {0,3}#|\[\^|\|)")
_NOTE = re.compile(r" {0,3}\[\^([^\]\s]{1,40})\]:[ \t]*(.*)")
_REFERENCE = re.compile(r" {0,3}\[[^\]^][^\]]{0,200}\]:[ \t]+\S")
_CELL = re.compile(r"(?<!\\)\|")
_FRONT = re.compile(r"---[ \t]*\n(?:[^\n]*\n){0,100}?---[ \t]*\n")


def render_markdown(text: str) -> tuple[str, tuple[Block, ...]]:
    """The rendered text and its blocks, notes last in the order of their markers."""
    text = _without_comments(text)
    front = _FRONT.match(text)
    lines = text[front.end() if front else 0 :].split("\n")
    items = _Parser(lines).items
    numbers: dict[str, str] = {}
    rendered = [(item, _render(item, numbers)) for item in items if not item.note]
    notes = {item.note: item for item in items if item.note}
    # A note that nothing calls keeps its place after those that are called.
    for name in notes:
        numbers.setdefault(name, name if name.isdigit() else str(len(numbers) + 1))
    ordered = [name for name in numbers if name in notes]
    rendered += [(notes[name], _render(notes[name], numbers)) for name in ordered]
    out: list[str] = []
    blocks: list[Block] = []
    at = 0
    for item, inline in rendered:
        if inline.text.strip():
            marks = tuple(Mark(at + a, at + b, kind) for a, b, kind in inline.marks)
            marker = numbers[item.note] if item.note else None
            end = at + len(inline.text)
            blocks.append(Block(at, end, item.kind, level=item.level, marker=marker, marks=marks))
            out.append(inline.text)
            at = end + 1
    return "\n".join(out), tuple(blocks)


def _render(item: _Item, numbers: dict[str, str]) -> Inline:
    if item.kind != "table":
        return render_inline(item.text, numbers)
    rows = []
    for row in item.text.split("\n"):
        cells = _CELL.split(row.strip().removeprefix("|").removesuffix("|"))
        rows.append("\t".join(" ".join(cell.split()) for cell in cells))
    return render_inline("\n".join(rows), numbers)


class _Parser:
    """Lines to items. Wrapped lines are put together if the document wraps its lines at all."""

    def __init__(self, lines: list[str]) -> None:
        self.items: list[_Item] = []
        self.waiting: list[str] = []
        self.note = ""
        self.wrapped = _is_wrapped(lines)
        fenced = False
        index = 0
        while index < len(lines):
            line = lines[index]
            if _FENCE.match(line):
                fenced = not fenced
                self.flush()
            elif fenced:
                self._plain(line)
            elif "|" in line and index + 1 < len(lines) and _rules_table(lines[index + 1]):
                index = self._table(lines, index)
                continue
            else:
                self._line(line)
            index += 1
        self.flush()

    def _line(self, line: str) -> None:
        if self.waiting and not self.note and _UNDERLINE.match(line):
            self.flush("heading", 1 if "=" in line else 2)
            return
        if not line.strip() or _RULE.match(line):
            self.flush()
            return
        note = _NOTE.match(line)
        if note is not None:
            self.flush()
            self.note = note[1]
            self.waiting.append(note[2])
        elif self.note:
            self.waiting.append(line.strip())
        elif _REFERENCE.match(line):
            self.flush()
        else:
            self._words(line)

    def _words(self, line: str) -> None:
        quote = _QUOTE.match(line)
        if quote is not None:
            line = line[quote.end() :]
        heading = _HEADING.match(line)
        if heading is not None:
            self.flush()
            words = line[heading.end() :].rstrip().rstrip("#").rstrip()
            self.items.append(_Item(words, "heading", len(heading[1])))
            return
        if _STARTS.match(line):
            self.flush()
        bullet = _BULLET.match(line)
        if bullet is not None:
            line = "•\t" + line[bullet.end() :]
        self._plain(line)

    def _plain(self, line: str) -> None:
        broken = line.endswith(("  ", "\\"))
        self.waiting.append(line.strip().removesuffix("\\") if broken else line.strip())
        if broken or not self.wrapped:
            self.flush()

    def flush(self, kind: BlockKind = "paragraph", level: int = 0) -> None:
        """End the paragraph or note at hand."""
        text = " ".join(self.waiting).strip()
        self.waiting.clear()
        if self.note:
            self.items.append(_Item(text, "note", note=self.note))
            self.note = ""
        elif text:
            self.items.append(_Item(text, kind, level))

    def _table(self, lines: list[str], index: int) -> int:
        self.flush()
        rows = [lines[index]]
        index += 2
        while index < len(lines) and "|" in lines[index]:
            rows.append(lines[index])
            index += 1
        self.items.append(_Item("\n".join(rows), "table"))
        return index


def _rules_table(line: str) -> bool:
    return "-" in line and "|" in line and not line.strip(" \t|:-")


def _without_comments(text: str) -> str:
    parts = text.split("<!--")
    for index, part in enumerate(parts[1:], 1):
        parts[index] = part.partition("-->")[2] if "-->" in part else "<!--" + part
    return "".join(parts)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines that others follow at once have nearly one length, as wrapped lines do."""
    lengths = [
        len(line)
        for line, after in pairwise(lines)
        if line.strip()
        and after.strip()
        and not (_STARTS.match(after) or line.startswith("[^") or line.endswith(("  ", "\\")))
    ]
    if len(lengths) < 3:
        return all(length < 130 for length in lengths) and len(lengths) > 0
    widest = sorted(lengths)[len(lengths) * 19 // 20]
    return widest < 130 and sum(length > widest * 0.6 for length in lengths) > 0.7 * len(lengths)
