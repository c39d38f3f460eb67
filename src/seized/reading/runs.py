"""Runs of characters with one look, put together into the text of a block.

White space is layout and becomes single spaces; direction marks and other invisible characters
are left out. The marker of a note stands in the text under a mark ``note``; a raised number that
only points to a note given elsewhere gets a mark ``superscript``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from seized.model.source import MarkKind

__all__ = [
    "BOLD",
    "ITALIC",
    "LINKED",
    "RAISED",
    "NoteText",
    "Run",
    "Text",
    "behead",
    "cut",
    "invisible_to_space",
    "render",
    "strip_invisible",
]

BOLD, ITALIC, RAISED, LINKED = 1, 2, 4, 8

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]+")


class Run(NamedTuple):
    """Characters with the same look (a sum of BOLD, ITALIC, RAISED, LINKED), or a note."""

    text: str
    look: int
    note: NoteText | None = None


class NoteText(NamedTuple):
    """A foot- or endnote as found: its marker and its runs."""

    marker: str
    runs: list[Run]


class Text:
    """The text of one block: characters, marks relative to them, and what its looks tell.

    ``plain`` is the text without note markers; ``styled``, ``bold`` and ``italic`` say that all
    of it is set so; ``opening`` says that styled words open it.
    """

    __slots__ = ("bold", "italic", "marks", "notes", "opening", "plain", "styled", "text")

    def __init__(self) -> None:
        self.text = ""
        self.plain = ""
        self.marks: list[tuple[int, int, MarkKind]] = []
        self.notes: list[NoteText] = []
        self.styled = self.bold = self.italic = self.opening = False


def strip_invisible(text: str) -> str:
    """``text`` without direction marks, zero-width and soft characters."""
    return text if text.isprintable() else _INVISIBLE.sub("", text)


def invisible_to_space(text: str) -> str:
    """The same, with a space for each, so that offsets stay."""
    return text if text.isprintable() else _INVISIBLE.sub(_spaces, text)


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def cut(runs: list[Run], count: int) -> list[Run]:
    """The runs without their first ``count`` characters."""
    left: list[Run] = []
    for run in runs:
        if run.note is None and count > 0:
            if count < len(run.text):
                left.append(run._replace(text=run.text[count:]))
            count -= min(count, len(run.text))
        else:
            left.append(run)
    return left


def behead(content: Text, count: int) -> Text:
    """The text without its first ``count`` characters and the spaces after them."""
    count = len(content.text) - len(content.text[count:].lstrip())
    content.text = content.text[count:]
    content.plain = content.plain[count:]
    content.marks = [(max(0, a - count), b - count, k) for a, b, k in content.marks if b > count]
    return content


_RAISED_BRACKETS = re.compile(r"[()\s،,\u200e\u200f]*\Z")
_POINTER = re.compile(r"\d{1,3}(?:[,،]\d{1,3})*\Z")
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|CO|PM|к?м|م|n|№)\Z", re.IGNORECASE)
_CJK = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’]"
_CJK_SPACE = re.compile(rf"(?<={_CJK}) +(?={_CJK})")
_CJK_FIRST = re.compile(rf" ?{_CJK}")
_BRACKETS = re.compile("[()]")
_SPACE = re.compile(r"\s+")
_BEFORE_STOP = re.compile(r" +(?=[,.،؛，。；])")
_STOPS = ",.،؛，。；"
_QUOTES = " \"“”«»'‘’„(["


def render(runs: list[Run], han: bool = False) -> Text:
    """Runs to text: white space squeezed, markers in place, marks over what is set apart.

    A space before a marker is moved behind it and a space before a comma or full stop is dropped,
    so that the text without its markers reads as printed. ``han``: spaces between Han characters,
    and between a note and a Han character, are layout.
    """
    writer = _Writer(han)
    for index, run in enumerate(runs):
        if run.note is not None:
            writer.note(run.note)
        elif run.look & RAISED:
            writer.raised(run, runs[max(0, index - 3) : index + 4])
        else:
            writer.words(run.text, run.look)
    return writer.done()


class _Writer:
    """Builds one ``Text`` from left to right."""

    __slots__ = (
        "han",
        "length",
        "looks",
        "parts",
        "plain",
        "space",
        "styled_at",
        "text",
        "waiting",
    )

    def __init__(self, han: bool) -> None:
        self.text = Text()
        self.han = han
        self.parts: list[str] = []
        self.plain: list[str] = []
        self.length = 0
        self.space = True  # the text so far ends with a space, or is empty
        self.waiting = False  # a space that stood before a marker and now waits behind it
        self.looks: set[int] = set()
        self.styled_at = -1

    def note(self, note: NoteText) -> None:
        self.text.notes.append(note)
        if note.marker:
            self._marker(note.marker, "note")

    def raised(self, run: Run, near: list[Run]) -> None:
        bare = strip_invisible(run.text).strip("() \u00a0\t\n")
        if not bare or _RAISED_BRACKETS.match(run.text):
            # Arabic prints a marker in raised brackets of their own.
            around = any(r.note is not None or (r.look & RAISED and r is not run) for r in near)
            self.words(_BRACKETS.sub("", run.text) if around else run.text, run.look)
        elif (
            _POINTER.match(bare)
            and not run.look & LINKED
            and self.plain
            and not _UNIT.search(self.plain[-1].rstrip())
        ):
            self._marker(bare, "superscript")
        else:
            self.words(run.text, run.look)

    def _marker(self, marker: str, kind: MarkKind) -> None:
        if self.space and self.parts:
            self._drop_space()
            self.waiting = True
        self._mark(len(marker), kind)
        self.parts.append(marker)
        self.length += len(marker)
        self.space = False

    def words(self, text: str, look: int) -> None:
        if not text.isprintable() or "  " in text:
            text = _SPACE.sub(" ", strip_invisible(text))
        if self.space:
            text = text.lstrip(" ")
        if not text:
            return
        if " " in text:
            text = self._tidy(text)
        elif self.waiting and not self._stops(text):
            text = " " + text
        if self.space and self.plain and text[0] in _STOPS:
            self._drop_space()
        self.waiting = False
        if text != " ":
            self._look(text, look)
        if look & BOLD:
            self._mark(len(text), "bold")
        if look & ITALIC:
            self._mark(len(text), "italic")
        self.parts.append(text)
        self.plain.append(text)
        self.length += len(text)
        self.space = text[-1] == " "

    def _tidy(self, text: str) -> str:
        if self.waiting and text[0] != " " and not self._stops(text):
            text = " " + text
        if self.han:
            text = _CJK_SPACE.sub("", text)
            if text[0] == " " and self.parts and _CJK_FIRST.match(text) and not self.plain_end():
                text = text[1:]
        return _BEFORE_STOP.sub("", text)

    def plain_end(self) -> bool:
        """Whether the last part is words, not a marker."""
        return bool(self.plain) and self.parts[-1] is self.plain[-1]

    def _stops(self, text: str) -> bool:
        return text[0] in _STOPS or (self.han and _CJK_FIRST.match(text) is not None)

    def _look(self, text: str, look: int) -> None:
        self.looks.add(look & (BOLD | ITALIC))
        if self.styled_at < 0 and look & (BOLD | ITALIC) and not look & (LINKED | RAISED):
            before = "".join(self.plain)
            self.styled_at = len(before) if before.strip(_QUOTES) else 0

    def _drop_space(self) -> None:
        for pieces in (self.parts, self.plain):
            if pieces and pieces[-1][-1:] == " ":
                pieces[-1] = pieces[-1][:-1]
        self.length -= 1
        marks = self.text.marks
        if marks and marks[-1][1] > self.length:
            marks[-1] = (marks[-1][0], self.length, marks[-1][2])

    def _mark(self, count: int, kind: MarkKind) -> None:
        marks = self.text.marks
        start, end = self.length, self.length + count
        if marks and marks[-1][1] == start and marks[-1][2] == kind and kind in ("bold", "italic"):
            marks[-1] = (marks[-1][0], end, kind)
        else:
            marks.append((start, end, kind))

    def done(self) -> Text:
        text = self.text
        if self.space and self.parts:
            self._drop_space()
        text.text = "".join(self.parts)
        text.plain = "".join(self.plain).rstrip()
        text.marks = [m for m in text.marks if m[1] > m[0]]
        text.styled = bool(self.looks) and 0 not in self.looks
        text.bold = self.looks == {BOLD}
        text.italic = self.looks == {ITALIC}
        text.opening = self.styled_at == 0 or (self.han and 0 < self.styled_at <= 40)
        return text
