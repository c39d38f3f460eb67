"""The tree of a page to its blocks."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from seized.model.source import BlockKind
from seized.reading.html_notes import Links, find_links
from seized.reading.runs import BOLD, ITALIC, LINKED, RAISED, NoteText, Run, Text, behead, render

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Piece", "read_blocks"]


class Piece(NamedTuple):
    """One block of a page; ``label`` is a list number that the page leaves to the browser."""

    kind: BlockKind
    content: Text
    label: str = ""
    level: int = 0
    marker: str | None = None
    centred: bool = False


_SKIPPED = frozenset(
    (
        *("head", "script", "style", "noscript", "template", "nav", "svg", "math", "iframe"),
        *("object", "select", "button", "textarea", "img", "input", "video", "audio", "canvas"),
    )
)
_BLOCKS = frozenset(
    (
        *("html", "body", "p", "div", "section", "article", "main", "header", "footer", "aside"),
        *("ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th"),
        *(
            "blockquote",
            "pre",
            "center",
            "address",
            "figure",
            "figcaption",
            "hr",
            "form",
            "caption",
        ),
        *("h1", "h2", "h3", "h4", "h5", "h6", "details", "summary", "fieldset", "title"),
    )
)
_LOOKS = {"b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "cite": ITALIC, "sup": RAISED}
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_LABELLED = re.compile(r"\s*(?:[(（]?\w{1,4}[.)）]|\d{1,3}\s?[-–.]|[•·㈠-㈩’‘'])")
_OWN_MARKER = re.compile(r"[\[(（]?(\d{1,3}|[a-z]|\*{1,4})[\])）.]*\s+")
_BREAK = Run("\n", -1)
_SHORT_LINE = 80
_CELL_LIMIT = 400


def read_blocks(root: etree._Element) -> list[Piece]:
    """Walk the tree once, without recursion."""
    from lxml import etree

    walker = _Walker(find_links(root))
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if walker.start(element):
                walk.skip_subtree()
        else:
            walker.end(element)
    walker.flush()
    pieces = walker.pieces
    # A heading with nothing but notes under it says "Notes".
    return [
        piece
        for piece, after in zip_longest(pieces, pieces[1:])
        if not (piece.kind == "heading" and after is not None and after.kind == "note")
    ]


class _Walker:
    """State of the walk: the look of characters, the lists and notes that are open."""

    def __init__(self, links: Links) -> None:
        self.links = links
        self.pieces: list[Piece] = []
        self.runs: list[Run] = []
        self.looks = [0]
        self.lists: list[_List] = []
        self.label = ""
        self.level = 0
        self.centred = 0
        self.pre = 0
        self.skipping: etree._Element | None = None
        self.note: etree._Element | None = None
        self.marker = ""

    def start(self, element: etree._Element) -> bool:
        """Enter an element; True when it is dealt with whole."""
        tag = element.tag if isinstance(element.tag, str) else ""
        style = element.get("style") or ""
        if self._is_aside(element, tag, style):
            self.skipping = element
            return True
        if tag in _BLOCKS:
            self._enter_block(element, tag, style)
            if tag == "table" and self._table(element):
                self.skipping = element
                return True
        elif tag == "br":
            self.runs.append(_BREAK)
        if self.note is None and element in self.links.notes:
            self._enter_note(element, tag)
        self.looks.append(self._look(element, tag, style))
        marker = self.links.calls.get(element)
        if marker is not None:
            self.runs.append(Run("", 0, NoteText(marker, [])))
            self.skipping = element
            self.looks.pop()
            return True
        if element in self.links.returns:
            self.skipping = element
            self.looks.pop()
            return True
        if element.text:
            self._text(element.text)
        return False

    def end(self, element: etree._Element) -> None:
        """Leave an element."""
        if self.skipping is element:
            self.skipping = None
        else:
            self.looks.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if tag in _BLOCKS:
                self._leave_block(element, tag)
        if self.note is element:
            self.flush()
            self.note = None
        if element.tail:
            self._text(element.tail)

    def _is_aside(self, element: etree._Element, tag: str, style: str) -> bool:
        """What a reader of the document does not read; footers unless the notes are there."""
        if tag == "footer":
            return not any(e in self.links.notes for e in element.iter())
        return tag in _SKIPPED or element.get("hidden") is not None or bool(_HIDDEN.search(style))

    def _look(self, element: etree._Element, tag: str, style: str) -> int:
        look = self.looks[-1] | _LOOKS.get(tag, 0)
        if tag == "a" and element.get("href"):
            look |= LINKED
        if style:
            look |= BOLD if _BOLD_STYLE.search(style) else 0
            look |= ITALIC if _ITALIC_STYLE.search(style) else 0
            look |= RAISED if _RAISED_STYLE.search(style) else 0
        return look

    def _enter_block(self, element: etree._Element, tag: str, style: str) -> None:
        if self.note is None:
            self.flush()
        else:
            self.runs.append(Run(" ", 0))
        if tag in ("ol", "ul"):
            self.lists.append(_List(element))
        elif tag == "li" and self.lists and element not in self.links.notes:
            self.label = self.lists[-1].label(element)
        elif tag == "pre":
            self.pre += 1
        elif len(tag) == 2 and tag[0] == "h" and tag != "hr":
            self.level = int(tag[1])
        if tag == "center" or element.get("align") == "center" or _CENTRED.search(style):
            self.centred += 1

    def _leave_block(self, element: etree._Element, tag: str) -> None:
        if self.note is None:
            self.flush()
        if tag in ("ol", "ul"):
            self.lists.pop()
        elif tag == "li":
            self.label = ""
        elif tag == "pre":
            self.pre -= 1
        elif len(tag) == 2 and tag[0] == "h" and tag != "hr":
            self.level = 0
        style = element.get("style") or ""
        if tag == "center" or element.get("align") == "center" or _CENTRED.search(style):
            self.centred -= 1

    def _enter_note(self, element: etree._Element, tag: str) -> None:
        """What a marker points to: the element itself, or the block round it."""
        self.marker = self.links.notes[element]
        holder = element
        while holder.tag not in _BLOCKS and holder.getparent() is not None:
            holder = holder.getparent()
        if tag in _BLOCKS or holder.tag in ("html", "body"):
            self.flush()
        self.note = holder if holder.tag not in ("html", "body") else element

    def _text(self, text: str) -> None:
        if self.pre and self.note is None:
            lines = text.split("\n")
            for line in lines[:-1]:
                self.runs.append(Run(line, self.looks[-1]))
                self._line()
            text = lines[-1]
        self.runs.append(Run(text, self.looks[-1]))

    def _line(self) -> None:
        """A line of preformatted text; its spaces count, its looks do not."""
        content = Text()
        content.text = content.plain = "".join(run.text for run in self.runs).rstrip()
        self.runs = []
        self.pieces.append(Piece("line", content))

    def flush(self) -> None:
        """End the block at hand."""
        if self.pre and self.note is None:
            if any(run.text.strip() for run in self.runs):
                self._line()
        elif self.note is not None:
            runs = [Run(" ", 0) if run is _BREAK else run for run in self.runs]
            content = render(runs)
            own = _OWN_MARKER.match(content.text)
            if own is not None and own[1] == self.marker:
                content = behead(content, own.end())
            if content.text:
                self.pieces.append(Piece("note", content, marker=self.marker))
        else:
            for lines in _split(self.runs):
                self._add(render(lines))
        self.runs = []

    def _add(self, content: Text) -> None:
        if not content.plain:
            return
        label = self.label
        self.label = ""
        if label and _LABELLED.match(content.plain):
            label = ""
        kind: BlockKind = "heading" if self.level else "paragraph"
        self.pieces.append(Piece(kind, content, label, self.level, centred=self.centred > 0))

    def _table(self, table: etree._Element) -> bool:
        """A table of data becomes one block; a table for layout is walked like any other part."""
        if self.note is not None or next(table.iterdescendants("table"), None) is not None:
            return False
        rows = [[c for c in row if c.tag in ("td", "th")] for row in table.iter("tr")]
        if len(rows) < 2 or max(map(len, rows)) < 2:
            return False
        texts = [[" ".join("".join(c.itertext()).split()) for c in row] for row in rows]
        if any(len(cell) > _CELL_LIMIT for row in texts for cell in row):
            return False
        if next(table.iterdescendants("script", "style"), None) is not None:
            return False
        content = Text()
        content.text = content.plain = "\n".join("\t".join(row) for row in texts)
        if content.text.strip():
            self.pieces.append(Piece("table", content))
        return True


def _split(runs: list[Run]) -> list[list[Run]]:
    """Lines parted by ``<br>``: blocks of their own if all are short or an empty one parts them."""
    if _BREAK not in runs:
        return [runs]
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run is _BREAK:
            lines.append([])
        else:
            lines[-1].append(run)
    lengths = [sum(len(run.text) for run in line) for line in lines]
    if max(lengths) <= _SHORT_LINE:
        return lines
    out: list[list[Run]] = [[]]
    for line in lines:
        if not any(run.text.strip() or run.note for run in line):
            out.append([])
        else:
            out[-1] += [*line, Run(" ", 0)]
    return out


class _List:
    """A list that is open: what the browser would print before its next item."""

    def __init__(self, element: etree._Element) -> None:
        self.ordered = element.tag == "ol"
        self.type = element.get("type") or "1"
        start = element.get("start") or "1"
        self.next = int(start) if start.isdecimal() and len(start) < 5 else 1

    def label(self, item: etree._Element) -> str:
        """The label of ``item``, counted."""
        if not self.ordered:
            return "•"
        value = item.get("value") or ""
        number = int(value) if value.isdecimal() and len(value) < 5 else self.next
        self.next = number + 1
        if self.type in "aA" and 0 < number <= 26:
            return f"({chr(96 + number)})"
        if self.type in "iI" and 0 < number < 40:
            return f"({_roman(number)})"
        return f"{number}."


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
