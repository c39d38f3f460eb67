"""The authored form of the bundled samples, and its text and Markdown forms.

``scripts/samples/<code>.txt`` holds one paragraph a line: a tag, a space, the words. ``*…*``
(in Chinese ``**…**``) stands for emphasis and ``[^n]`` for a note marker. The resolution of the
next cycle stands in ``scripts/samples/97/<code>.txt``, one with slips in
``scripts/samples/96/<code>.txt``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "samples"
CODES = ("ar", "en", "es", "fr", "ru", "zh")
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_INLINE = re.compile(r"(\*\*?)(.+?)\1|\[\^(\d+)\]")
_LABEL = re.compile(r"(\d+(?:\.| -)|\(?[a-z]+\)|\([ء-ي]\)|’\d‘|[㈠-㈩]) (.+)", re.DOTALL)


class Run(NamedTuple):
    """A stretch of text: emphasized or not, or the number of a note."""

    text: str
    emphasis: bool = False
    note: str = ""


class Item(NamedTuple):
    """One paragraph: tag, printed label (or nothing) and runs."""

    tag: str
    label: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words, without emphasis and markers."""
        return "".join(run.text for run in self.runs if not run.note)


def runs(words: str) -> tuple[Run, ...]:
    """Split ``words`` at emphasis and note markers."""
    out: list[Run] = []
    at = 0
    for match in _INLINE.finditer(words):
        if match.start() > at:
            out.append(Run(words[at : match.start()]))
        if match[3]:
            out.append(Run(match[3], note=match[3]))
        else:
            out.append(Run(match[2], emphasis=True))
        at = match.end()
    if at < len(words):
        out.append(Run(words[at:]))
    return tuple(out)


def load(code: str, cycle: str = "") -> list[Item]:
    """Read the authored form of one language; ``cycle`` is the folder of another resolution."""
    items = []
    for line in (FOLDER / cycle / f"{code}.txt").read_text(encoding="utf-8").splitlines():
        tag, _, words = line.partition(" ")
        label = ""
        if tag in {"op", "a", "i"}:
            match = _LABEL.match(words)
            if match is None:
                raise ValueError(f"{code}: no label in {line!r}")
            label, words = match[1], match[2]
        items.append(Item(tag, label, runs(words)))
    return items


def marker(code: str, number: str) -> str:
    """A note marker as printed: superscript, in Arabic in superscript brackets."""
    raised = number.translate(SUPERSCRIPT)
    return f"⁽{raised}⁾" if code == "ar" else raised


def _plain(code: str, item: Item) -> str:
    words = "".join(marker(code, r.note) if r.note else r.text for r in item.runs)
    return f"{item.label}\t{words}" if item.label else words


def text(code: str, cycle: str = "") -> str:
    """The sample as somebody would paste it from a word processor."""
    items = load(code, cycle)
    body = [_plain(code, item) for item in items if item.tag != "note"]
    notes = [_plain(code, item) for item in items if item.tag == "note"]
    body += [f"{marker(code, str(n))} {note}" for n, note in enumerate(notes, 1)]
    return "\n\n".join(body) + "\n"


_HEADING = {
    "title": "# ",
    "section": "## ",
    "sectiontitle": "### ",
    "annex": "## ",
    "annextitle": "### ",
    "annexheading": "#### ",
}


def markdown(code: str) -> str:
    """The sample in Markdown, with its note syntax."""
    star = "**" if code == "zh" else "*"
    out: list[str] = []
    count = 0
    for item in load(code):
        words = "".join(
            f"[^{r.note}]" if r.note else f"{star}{r.text}{star}" if r.emphasis else r.text
            for r in item.runs
        )
        if item.tag == "note":
            count += 1
            out.append(f"[^{count}]: {words}")
        elif item.label:
            out.append(f"{item.label} {words}")
        else:
            out.append(_HEADING.get(item.tag, "") + words)
    return "\n\n".join(out) + "\n"


_PAGE_LINES = 46
_PLACE = 0xE000  # a marker while lines are broken: one private character, so that it never splits
# Numbers, symbols and Latin words stay whole; closing signs and markers stay with what is before.
_HAN_UNITS = re.compile(r"(?:[!-~]+|.)[，。；：、）》”)\ue000-\ue0ff]*")


def _cells(text: str) -> int:
    return sum(1 if letter < "\u2e80" else 2 for letter in text)


def _wrap(code: str, words: str) -> list[str]:
    width = 84
    lines, line = [], ""
    if code == "zh":
        for unit in _HAN_UNITS.findall(words):
            if _cells(line + unit) > width:
                lines.append(line)
                line = ""
            line += unit
        return [*lines, line]
    for word in words.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _page_words(item: Item) -> str:
    words = "".join(chr(_PLACE + int(r.note)) if r.note else r.text for r in item.runs)
    return f"{item.label} {words}" if item.label else words


def page(code: str) -> str:
    """The sample as copied from a PDF: hard line ends, running heads, notes at the page's foot.

    Markers are plain digits there, as a viewer copies them.
    """
    items = load(code)
    notes = [item.text for item in items if item.tag == "note"]
    marks = {n: f"({n})" if code == "ar" else str(n) for n in range(1, len(notes) + 1)}
    pages: list[tuple[list[str], list[str]]] = [([], [])]
    for item in items:
        if item.tag == "note":
            continue
        for line in _wrap(code, _page_words(item)):
            here = [n for n in marks if chr(_PLACE + n) in line]
            foot = [x for n in here for x in _wrap(code, f"{marks[n]} {notes[n - 1]}")]
            if len(pages[-1][0]) + len(pages[-1][1]) + len(foot) >= _PAGE_LINES:
                pages.append(([], []))
            pages[-1][0].append(line.translate({_PLACE + n: mark for n, mark in marks.items()}))
            pages[-1][1].extend(foot)
    return _pages(pages, items)


def _pages(pages: list[tuple[list[str], list[str]]], items: list[Item]) -> str:
    by_tag = {item.tag: item.text for item in items}
    out: list[str] = []
    for number, (lines, foot) in enumerate(pages, 1):
        title = by_tag["title"].partition(" ")[2]
        head = [] if number == 1 else [by_tag["symbol"], title, ""]
        tail = ["", *foot] if foot else []
        out.append("\n".join([*head, *lines, *tail, "", "41-04417", f"{number}/{len(pages)}"]))
    return "\n\f".join(out) + "\n"
