"""Preamble and body of Akoma Ntoso to drafts of blocks.

The files that the United Nations publishes keep list items as flat paragraphs with the label in
the running text, headings as paragraphs set in bold, and tables in containers; a file made by
the book nests lists in paragraphs. Both come out as the same flat row of blocks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seized.reading.akn_drafts import Draft, DraftKind
from seized.reading.akn_labels import (
    heading_label,
    is_annex_word,
    kind_of_label,
    label_at_head,
)
from seized.reading.akn_text import collect, local, plain_text
from seized.reading.runs import Run, Text, cut, invisible_to_space, render

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Body"]

# Styles of the Secretariat's Word templates that survive in @class, and the heading level meant.
_HEADING_CLASSES = {
    "H1": 1, "HCh": 1, "HCH": 1, "HCh0": 1, "TitleH1": 1, "H23": 2, "AgendaTitleH2": 2, "H4": 3,
}  # fmt: skip
_HOLDERS = frozenset(
    (
        *("section", "subsection", "part", "subpart", "title", "subtitle", "chapter"),
        *("subchapter", "article", "book", "tome", "division", "hcontainer", "transitional"),
        *("rule", "subrule", "proviso", "clause", "subclause", "group", "body"),
    )
)
_PARAGRAPHS = frozenset(("paragraph", "subparagraph", "alinea", "level", "tblock"))
_LISTS = frozenset(("list", "sublist"))
_POINTS = frozenset(("point", "indent", "item"))
_ENDS_OPEN = re.compile(r"[;；؛,，،:：.。]\Z")
_RULE = re.compile(r"[_\s–—\-*]*\Z")
_LEAD_IN = re.compile(
    r"(?P<label>[IVX]{1,6}|[A-ZА-Я]|[一二三四五六七八九十]{1,3}|[\u0621-\u064a]{2,7}(?: عشر)?)"
    r"\s*[.\-–、]\s*(?=\S)"
)


class Body:
    """Walks preambles and bodies; ``drafts`` is what it found, in reading order."""

    def __init__(self, han: bool) -> None:
        self.han = han
        self.drafts: list[Draft] = []
        self.annexed = False

    def text(self, element: etree._Element) -> Text:
        """The running text of an element."""
        return render(collect(element, []), self.han)

    def add(self, kind: DraftKind, content: Text, **more: object) -> None:
        """Append a draft, unless it has no words."""
        if content.plain:
            self.drafts.append(Draft(kind, content, annexed=self.annexed, **more))  # type: ignore[arg-type]

    # Preamble

    def preamble(self, element: etree._Element) -> None:
        """A ``<preamble>``: the enacting formula and one block for each paragraph."""
        for child in element:
            name = local(child)
            if name == "formula":
                self.add("formula", self.text(child))
            elif name == "container":
                self.container(child)
            elif name == "blockList":
                self.block_list(child)
            elif name == "recitals":
                self.preamble(child)
            else:
                self.add("preamble", self.text(child))

    def container(self, element: etree._Element) -> None:
        """A ``<container>``: a table, or paragraphs."""
        table = next((c for c in element if local(c) == "table"), None)
        if table is not None:
            self.table(table)
            return
        for child in element:
            if local(child) == "blockList":
                self.block_list(child)
            else:
                self.labelled("preamble", collect(child, []))

    def block_list(self, element: etree._Element) -> None:
        """A ``<blockList>``: its introduction and its items, at any depth."""
        for child in element:
            name = local(child)
            if name == "item":
                number = next((c for c in child if local(c) == "num"), None)
                runs: list[Run] = []
                for part in child:
                    if part is number or local(part) == "blockList":
                        runs.append(Run(part.tail or "", 0))
                    else:
                        collect(part, runs)
                self.labelled("preamble", runs, plain_text(number))
                for part in child:
                    if local(part) == "blockList":
                        self.block_list(part)
            else:
                self.add("preamble", self.text(child))

    # Body

    def walk(self, element: etree._Element) -> None:
        """A ``<mainBody>``, or anything that holds paragraphs."""
        for child in element:
            name = local(child)
            if name in _PARAGRAPHS:
                self.paragraph(child)
            elif name in _HOLDERS:
                self.walk(child)
            elif name in ("num", "heading", "subheading", "p"):
                self._bare(child, name)
            elif name == "container":
                self.container(child)
            elif name == "blockList":
                self.block_list(child)
            elif name == "table":
                self.table(child)
            elif name == "content" and any(local(c) == "table" for c in child):
                self.walk(child)
            elif name in _LISTS:
                self.listing(child, "")
            elif name in ("crossHeading", "intro"):
                kind: DraftKind = "preamble" if name == "crossHeading" else "paragraph"
                self.labelled(kind, collect(child, []))
            elif any(local(c) in _PARAGRAPHS or local(c) == "p" for c in child):
                self.walk(child)
            else:
                self.add("paragraph", self.text(child))

    def _bare(self, element: etree._Element, name: str) -> None:
        """Words outside of paragraphs: mostly headings, and their numbers on lines of their own."""
        if name in ("heading", "subheading"):
            self.heading(self.text(element), 1 if name == "heading" else 2)
            return
        if name == "num":
            label = plain_text(element)
            self.heading(Text(), _level_of_label(label), label)
            return
        number = next((c for c in element if local(c) == "num"), None)
        if number is not None and plain_text(element) == plain_text(number):
            self.heading(Text(), 1, plain_text(number))
        else:
            self.add("paragraph", self.text(element))

    def paragraph(self, element: etree._Element) -> None:
        """A ``<paragraph>``: number, headings, content and lists."""
        number = next((plain_text(c) for c in element if local(c) == "num"), "")
        style = element.get("class")
        has_words = any(local(c) in ("content", "list", "p") for c in element)
        for child in element:
            name = local(child)
            if name == "num":
                continue
            if name in ("heading", "subheading"):
                label = "" if has_words else number
                if label:
                    number = ""
                if label and kind_of_label(label) and not heading_label(label):
                    self.labelled("paragraph", collect(child, []), label)
                else:
                    level = 1 if name == "heading" else _HEADING_CLASSES.get(style or "", 2)
                    self.heading(self.text(child), level, label)
                continue
            if name == "crossHeading":
                self.labelled("preamble", collect(child, []))
            elif name in _LISTS:
                self.listing(child, number)
                number = ""
            elif name in _PARAGRAPHS:
                self.paragraph(child)
            elif name == "table":
                self.table(child)
            else:
                self.content(child, number, style)
                number = ""
        if number and heading_label(number):
            self.heading(Text(), _level_of_label(number), number)

    def content(self, element: etree._Element, number: str, style: str | None) -> None:
        """A ``<content>`` or ``<p>``: one paragraph, or a heading in disguise."""
        runs = collect(element, [])
        inner = next(element.iter("{*}subheading", "{*}heading"), None)
        if inner is not None and plain_text(inner) == plain_text(element):
            self.heading(render(runs, self.han), _HEADING_CLASSES.get(style or "", 2), number)
            return
        draft = self.labelled("paragraph", runs, number, keep=False)
        words = draft.plain
        if not draft.label and (_RULE.match(words) and not draft.content.notes):
            return
        if self._is_heading(draft, style):
            level = _HEADING_CLASSES.get(style or "", 3 if draft.content.italic else 2)
            self.heading(draft.content, level, draft.label)
        else:
            self.drafts.append(draft)

    def listing(self, element: etree._Element, number: str) -> None:
        """A ``<list>``: introduction, points, lists within points."""
        for child in element:
            name = local(child)
            if name in ("intro", "wrapUp", "wrap"):
                self.labelled("paragraph", collect(child, []), number)
                number = ""
            elif name in _LISTS:
                self.listing(child, "")
            elif name in _POINTS:
                self._point(child)
            elif name != "num":
                self.content(child, number, None)
                number = ""

    def _point(self, element: etree._Element) -> None:
        number = next((plain_text(c) for c in element if local(c) == "num"), "")
        runs: list[Run] = []
        inner = [c for c in element if local(c) in _LISTS or local(c) in _POINTS]
        for child in element:
            if local(child) == "num" or child in inner:
                continue
            # The introduction of a list within the point is the text of the point.
            collect(child, runs)
        if not runs and inner and local(inner[0]) in _LISTS:
            intro = next((c for c in inner[0] if local(c) == "intro"), None)
            if intro is not None:
                self.listing(inner[0], number)
                inner = inner[1:]
        if runs:
            self.labelled("paragraph", runs, number)
        for child in inner:
            if local(child) in _LISTS:
                self.listing(child, "")
            else:
                self._point(child)

    # Parts of these

    def labelled(
        self, kind: DraftKind, runs: list[Run], number: str = "", *, keep: bool = True
    ) -> Draft:
        """A draft with its label, from ``<num>`` or else from the head of the running text."""
        label, label_kind = number, None
        if number:
            label_kind = kind_of_label(number)
        else:
            found = label_at_head(_head(runs))
            if found is not None:
                label, label_kind, count = found
                runs = cut(runs, count)
        content = render(runs, self.han)
        draft = Draft(kind, content, label=label, label_kind=label_kind, annexed=self.annexed)
        if keep and (content.plain or (number and kind == "paragraph")):
            self.drafts.append(draft)
        return draft

    def table(self, element: etree._Element) -> None:
        """A ``<table>``: rows are lines, cells are parted by tabs."""
        whole = Text()
        parts: list[str] = []
        length = 0
        for row in element.iter("{*}tr"):
            cells = [c for c in row if local(c) in ("td", "th")]
            for index, cell in enumerate(cells):
                content = self.text(cell)
                whole.notes += content.notes
                whole.marks += [(a + length, b + length, k) for a, b, k in content.marks]
                end = "\n" if index + 1 == len(cells) else "\t"
                parts += (content.text, end)
                length += len(content.text) + 1
        whole.text = "".join(parts).rstrip("\n")
        whole.plain = whole.text
        if whole.plain.strip():
            self.drafts.append(Draft("table", whole, annexed=self.annexed))

    def heading(self, content: Text, level: int, label: str = "") -> None:
        """A heading; a label that opens its words stays there."""
        if not content.plain and not label:
            return
        if label and content.plain.startswith(label):
            label = ""  # printed twice: in <num> and in the words
        own = label or content.plain
        if not label:
            lead = _LEAD_IN.match(own)
            own = lead["label"] if lead is not None and not is_annex_word(own) else own
        canonical = heading_label(own)
        if canonical is not None and not canonical.strip("IVXL一二三四五六七八九十"):
            level = 1
        self.drafts.append(
            Draft("heading", content, label=label, level=level, annexed=self.annexed)
        )

    def _is_heading(self, draft: Draft, style: str | None) -> bool:
        words = draft.plain
        content = draft.content
        if not words or len(words) > 450 or draft.label_kind is not None:
            return False
        if draft.label and heading_label(draft.label):
            return words[-1] not in ";；؛"
        if style in _HEADING_CLASSES:
            return True
        if content.bold and words[-1] == "." and len(words) < 300:
            return True  # "Action 1. We will ..."
        if is_annex_word(words):
            return True
        if _ENDS_OPEN.search(words):
            return False
        if heading_label(words) or content.styled:
            return True
        return self.han and len(words) < 45 and style != "FootnoteText"


def _head(runs: list[Run]) -> str:
    """The first characters of the running text, up to a note."""
    head = ""
    for run in runs:
        if run.note is not None or len(head) > 30:
            break
        head += run.text[:40]
    return invisible_to_space(head)  # the label will be cut off by its length


def _level_of_label(label: str) -> int:
    canonical = heading_label(label)
    return 1 if canonical and not canonical.strip("IVXL一二三四五六七八九十") else 2
