"""Body of a resolution as Akoma Ntoso: containers, sections, paragraphs, lists, notes, tables."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from seized.model.resolution import Heading, Note, Paragraph, Resolution, Table
from seized.writing.akn_ids import Names, eid
from seized.writing.akn_meta import clean, sub
from seized.writing.flow import Block, runs_of
from seized.writing.wording import Wording

__all__ = ["BodyWriter"]

_SECTIONS = ("section", "subsection", "division", "subdivision")
_SHORT = {"section": "sec", "subsection": "subsec", "division": "dvs", "subdivision": "subdvs"}


class BodyWriter:
    """Writes blocks under an element and keeps what has been written: names and notes."""

    def __init__(self, resolution: Resolution, words: Wording) -> None:
        self.resolution = resolution
        self.words = words
        self.placed = {(p.address, m) for p in resolution.paragraphs() for m in p.notes}
        self.waiting = list(reversed(resolution.notes))
        self.names = Names()
        self.written: dict[tuple[str | None, str], str] = {}
        self.notes: dict[tuple[str | None, str], Note] = {}
        for note in resolution.notes:
            self.notes.setdefault((note.anchor, note.marker), note)
            self.notes.setdefault((None, note.marker), note)

    def has_loose(self) -> bool:
        """Whether a note waits that has no place in a paragraph, and all before it are written."""
        while self.waiting and (self.waiting[-1].anchor, self.waiting[-1].marker) in self.written:
            self.waiting.pop()
        if not self.waiting:
            return False
        return (self.waiting[-1].anchor, self.waiting[-1].marker) not in self.placed

    def loose(self, parent: etree._Element) -> None:
        """Write the notes that wait: their markers stood in the title, a table or nowhere."""
        while self.has_loose():
            self._write(parent, self.waiting.pop())

    def lost(self) -> list[Note]:
        """All notes that have no place in a paragraph and are not yet written."""
        keys = ((note.anchor, note.marker) for note in self.resolution.notes)
        pairs = zip(keys, self.resolution.notes, strict=True)
        return [n for key, n in pairs if key not in self.placed and key not in self.written]

    def rescue(self, parent: etree._Element) -> None:
        """Write all of them here: order is given up, a note is not."""
        for note in self.lost():
            self._write(parent, note)

    # Running text

    def text(self, parent: etree._Element, paragraph: Paragraph, name: str = "p") -> None:
        """The words of a paragraph with its opening in italics and its notes in place."""
        element = sub(parent, name) if name else parent
        last: etree._Element | None = None
        for run in runs_of(paragraph):
            if run.kind == "text":
                last = _append(element, last, run.text)
            elif run.kind == "opening":
                last = sub(element, "span", run.text, **{"class": "italic"})
            else:
                last = self._note(element, run.text, paragraph)

    def _note(self, parent: etree._Element, marker: str, home: Paragraph) -> etree._Element:
        key = (home.address, marker)
        note = self.notes.get(key) or self.notes.get((None, marker))
        if note is None:
            return sub(parent, "sup", marker)
        owner = (note.anchor, marker)
        if owner in self.written:
            return sub(
                parent,
                "noteRef",
                href=f"#{self.written[owner]}",
                marker=marker,
                placement="bottom",
            )
        return self._write(parent, note)

    def _write(self, parent: etree._Element, note: Note) -> etree._Element:
        name = self.names.take(f"note_{len(self.written) + 1}")
        self.written[note.anchor, note.marker] = name
        element = sub(parent, "authorialNote", marker=note.marker, placement="bottom", eId=name)
        sub(element, "p", note.text)
        return element

    # Preamble

    def preamble(self, parent: etree._Element, paragraphs: Sequence[Paragraph]) -> None:
        """One ``<container>`` for each paragraph; its items as ``<blockList>``."""
        at = 0
        while at < len(paragraphs):
            end = _family(paragraphs, at)
            top = paragraphs[at]
            name = self.names.take(eid(top.address))
            container = sub(parent, "container", name=_phrase(top), eId=name)
            if end == at + 1 and top.label is None:
                self.text(container, top)
            else:
                self._block_list(container, paragraphs[at:end], top.label is None)
            at = end

    def _block_list(
        self, parent: etree._Element, family: Sequence[Paragraph], introduced: bool
    ) -> None:
        name = self.names.take(f"{eid(family[0].address)}__list_1")
        block = sub(parent, "blockList", eId=name)
        members = family
        if introduced:
            self.text(sub(block, "listIntroduction"), family[0], "")
            members = family[1:]
        at = 0
        while at < len(members):
            end = _family(members, at)
            item = sub(block, "item", eId=self.names.take(f"{eid(members[at].address)}__item"))
            if members[at].label:
                sub(item, "num", members[at].label or "")
            self.text(item, members[at])
            if end > at + 1:
                self._block_list(item, members[at + 1 : end], introduced=False)
            at = end

    # Body

    def body(self, parent: etree._Element, blocks: Sequence[Block], prefix: str = "") -> None:
        """Headings open sections; paragraphs and tables go into what is open."""
        open_: list[tuple[int, etree._Element]] = []
        at = 0
        while at < len(blocks):
            block = blocks[at]
            here = open_[-1][1] if open_ else parent
            end = at + 1
            if block.heading is not None:
                while open_ and open_[-1][0] >= block.heading.level:
                    open_.pop()
                here = open_[-1][1] if open_ else parent
                open_.append((block.heading.level, self._section(here, block.heading, prefix)))
            elif block.table is not None:
                self.table(here, block.table, bare=here is parent)
            elif block.paragraph is not None:
                if block.preambular:
                    self._late_preamble(here, block.paragraph, bare=here is parent)
                else:
                    end = _family_of_blocks(blocks, at)
                    family = [b.paragraph for b in blocks[at:end] if b.paragraph is not None]
                    self._paragraphs(here, family)
            at = end

    def _section(self, parent: etree._Element, heading: Heading, prefix: str) -> etree._Element:
        rank = min(max(heading.level, 1), len(_SECTIONS)) - 1
        kind = _SECTIONS[rank]
        base = parent.get("eId", "") if parent.tag.endswith("section") else prefix
        stem = f"{base}__" if base else ""
        count = 1 + sum(e.tag.endswith(f"}}{kind}") for e in parent)
        element = sub(parent, kind, eId=self.names.take(f"{stem}{_SHORT[kind]}_{count}"))
        if heading.label:
            sub(element, "num", self.words.heading_label(heading.label, heading.level))
        if heading.text:
            sub(element, "heading", heading.text)
        return element

    def _late_preamble(self, parent: etree._Element, paragraph: Paragraph, bare: bool) -> None:
        """A preambular paragraph of a later section; sections hold no containers."""
        name = self.names.take(eid(paragraph.address))
        if bare:
            container = sub(parent, "container", name=_phrase(paragraph), eId=name)
            self.text(container, paragraph)
        else:
            heading = sub(parent, "crossHeading", eId=name, refersTo="#preamble")
            self.text(heading, paragraph, "")

    def _paragraphs(self, parent: etree._Element, family: Sequence[Paragraph]) -> None:
        """A paragraph with its sub-paragraphs as points of lists within it."""
        top = family[0]
        name = self.names.take(eid(top.address))
        kind = "paragraph" if top.level == 1 else "point"
        element = sub(parent, kind, eId=name)
        if top.label:
            sub(element, "num", top.label)
        if len(family) == 1:
            self.text(sub(element, "content", eId=f"{name}__content"), top)
            return
        self.text(sub(element, "intro", eId=f"{name}__intro"), top)
        listing = sub(element, "list", eId=self.names.take(f"{name}__list_1"))
        at = 1
        while at < len(family):
            end = _family(family, at)
            self._paragraphs(listing, family[at:end])
            at = end

    def table(self, parent: etree._Element, table: Table, bare: bool) -> None:
        """Rows and cells; in a section a table stands in the content of a container."""
        name = self.names.take("table_1")
        if bare:
            holder = sub(parent, "container", name="table", eId=f"{name}__container")
        else:
            outer = sub(parent, "hcontainer", name="table", eId=f"{name}__container")
            holder = sub(outer, "content", eId=f"{name}__content")
        element = sub(holder, "table", eId=name)
        for row in table.rows or (("",),):
            line = sub(element, "tr")
            for cell in row or ("",):
                last = sub(sub(line, "td"), "p", cell)
        self.loose(last)


def _append(
    parent: etree._Element, last: etree._Element | None, text: str
) -> etree._Element | None:
    text = clean(text)
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text
    return last


def _phrase(paragraph: Paragraph) -> str:
    """The name of a container is the phrase that opens it."""
    return paragraph.opening or paragraph.act or "preamble"


def _family(paragraphs: Sequence[Paragraph], at: int) -> int:
    """Where the sub-paragraphs of the paragraph at ``at`` end."""
    level = paragraphs[at].level
    end = at + 1
    while end < len(paragraphs) and paragraphs[end].level > level:
        end += 1
    return end


def _family_of_blocks(blocks: Sequence[Block], at: int) -> int:
    first = blocks[at].paragraph
    end = at + 1
    while first is not None and end < len(blocks):
        block = blocks[end]
        if block.paragraph is None or block.preambular or block.paragraph.level <= first.level:
            break
        end += 1
    return end
