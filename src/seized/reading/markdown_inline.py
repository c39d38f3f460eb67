"""Running text of Markdown: emphasis, links, note anchors, escapes, entities."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from seized.model.source import MarkKind

__all__ = ["Inline", "render_inline"]


class Inline(NamedTuple):
    """Rendered text, and marks relative to it; ``notes`` are the names of the notes called."""

    text: str
    marks: tuple[tuple[int, int, MarkKind], ...]
    notes: tuple[str, ...]


_TOKEN = re.compile(
    r"""\\(?P<escape>[!-/:-@\[-`{-~])
    | `(?P<code>[^`\n]{1,2000})`
    | \[\^(?P<note>[^\]\s]{1,40})\]
    | !\[[^\]\n]{0,500}\]\([^()\s]{0,2000}\)(?P<image>)
    | \[(?P<link>[^\[\]\n]{1,1000})\](?:
        \((?:[^()\s]|\([^()\s]{0,500}\)){0,2000}(?:\s"[^"\n]{0,500}")?\)
        | \[[^\[\]\n]{0,200}\])
    | <(?P<address>https?://[^>\s]{1,2000})>
    | \^(?P<caret>\d{1,3})\^
    | (?P<raised></?sup\s*>)
    | (?P<tag></?(?:b|i|em|strong|u|sub|span|br)\b[^<>\n]{0,200}>)
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    | (?P<star>\*{1,3})
    | (?P<bar>_{1,3})
    """,
    re.VERBOSE,
)


class _Delimiter(NamedTuple):
    part: int
    width: int
    sign: str


class _Renderer:
    """One stretch of text, from left to right; unpaired delimiters stay what they are."""

    def __init__(self, numbers: dict[str, str]) -> None:
        self.numbers = numbers
        self.parts: list[str] = []
        self.looks: list[tuple[int, int, MarkKind]] = []  # from part to part
        self.open: list[_Delimiter] = []
        self.notes: list[str] = []
        self.raised = -1

    def run(self, text: str) -> None:
        at = 0
        for match in _TOKEN.finditer(text):
            self.parts.append(text[at : match.start()])
            at = match.end()
            self._token(match, text)
        self.parts.append(text[at:])

    def _token(self, match: re.Match[str], text: str) -> None:
        kind = match.lastgroup
        value = match[kind] if kind else ""
        if kind in ("escape", "code", "address"):
            self.parts.append(value)
        elif kind == "entity":
            self.parts.append(html.unescape(value))
        elif kind == "note":
            self.notes.append(value)
            self._look(self.numbers.setdefault(value, str(len(self.numbers) + 1)), "note")
        elif kind == "caret":
            self._look(value, "superscript")
        elif kind == "link":
            self.run(value)
        elif kind == "raised":
            if value[1] != "/":
                self.raised = len(self.parts)
            elif self.raised >= 0:
                self.looks.append((self.raised, len(self.parts), "superscript"))
                self.raised = -1
        elif kind == "tag" and value[1:3].lower() == "br":
            self.parts.append(" ")
        elif kind in ("star", "bar"):
            self._delimiter(value, match, text)

    def _look(self, shown: str, kind: MarkKind) -> None:
        self.looks.append((len(self.parts), len(self.parts) + 1, kind))
        self.parts.append(shown)

    def _delimiter(self, run: str, match: re.Match[str], text: str) -> None:
        before = text[match.start() - 1 : match.start()] if match.start() else " "
        after = text[match.end() : match.end() + 1] or " "
        intraword = run[0] == "_" and before.isalnum() and after.isalnum()
        closes = not before.isspace() and not intraword
        opens = not after.isspace() and not intraword
        top = self.open[-1] if self.open else None
        if closes and top is not None and top.sign == run[0] and top.width == len(run):
            self.open.pop()
            self.parts[top.part] = ""
            if top.width != 2:
                self.looks.append((top.part, len(self.parts), "italic"))
            if top.width >= 2:
                self.looks.append((top.part, len(self.parts), "bold"))
            return
        if opens and len(self.open) < 8:
            self.open.append(_Delimiter(len(self.parts), len(run), run[0]))
        self.parts.append(run)


def render_inline(text: str, numbers: dict[str, str]) -> Inline:
    """Render one paragraph. ``numbers`` gives each note its marker, in order of first call."""
    renderer = _Renderer(numbers)
    renderer.run(text)
    starts = [0]
    for part in renderer.parts:
        starts.append(starts[-1] + len(part))
    marks = sorted((starts[a], starts[b], kind) for a, b, kind in renderer.looks)
    return Inline(
        "".join(renderer.parts), tuple(m for m in marks if m[1] > m[0]), tuple(renderer.notes)
    )
