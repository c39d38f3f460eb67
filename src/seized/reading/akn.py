"""Akoma Ntoso to a ``Source``: what the mark-up says becomes kinds of blocks and marks.

Read liberally: the files that the United Nations publishes (AKN4UN, "unofficial copies") differ
from the guidelines and from one another; any namespace version is taken.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from seized.model.errors import NoText
from seized.model.source import Block, Mark, Source
from seized.reading.akn_body import Body
from seized.reading.akn_drafts import Draft, DraftKind
from seized.reading.akn_roles import settle
from seized.reading.akn_text import collect, local, plain_text
from seized.reading.runs import NoteText, Run, Text, behead, render
from seized.reading.xml import parse_xml

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["read_akn"]

MEDIA_TYPE = "application/akn+xml"

# ISO 639-2, bibliographic and terminologic, as FRBRlanguage has it; some files have ISO 639-1.
_LANGUAGES = {
    "ara": "ar", "zho": "zh", "chi": "zh", "eng": "en", "fra": "fr", "fre": "fr", "rus": "ru",
    "spa": "es", "ar": "ar", "zh": "zh", "en": "en", "fr": "fr", "ru": "ru", "es": "es",
}  # fmt: skip


def read_akn(data: bytes, name: str | None = None) -> Source:
    """Read an Akoma Ntoso document of any kind into blocks.

    ``Source.text`` holds the blocks in reading order, one a line, then the notes. Labels stand
    at the head of a block, parted by a tab (headings: by a space). ``Source.language`` is what
    the file claims. Raises ``BrokenFile``, ``HostileFile``, and ``NoText`` for a file without
    words.
    """
    root = parse_xml(data, "Akoma Ntoso")
    language = _language(root)
    reader = _Reader(root, language)
    drafts = settle(reader.body.drafts, language)
    text, blocks = _assemble(reader.head + drafts, language == "zh")
    if not text.strip():
        raise NoText("an Akoma Ntoso file without words")
    return Source(
        text=text,
        media_type=MEDIA_TYPE,
        sha256=hashlib.sha256(data).hexdigest(),
        name=name,
        blocks=blocks,
        language=language,
    )


def _language(root: etree._Element) -> str | None:
    for element in root.iter("{*}FRBRlanguage"):
        return _LANGUAGES.get((element.get("language") or "").lower())
    return None


# Elements and names of <inline> that say what a line of the cover is.
_COVER = frozenset(
    (
        *("docNumber", "docAuthority", "docStatus", "docDate", "session", "docTitle"),
        *("docProponent", "inline", "docType", "docCommittee", "docStage", "docketNumber"),
    )
)


class _Reader:
    """The parts of one document; ``head`` is what precedes the enacting formula."""

    def __init__(self, root: etree._Element, language: str | None) -> None:
        self.body = Body(han=language == "zh")
        self.head: list[Draft] = []
        main = next((c for c in root), None)
        if main is None:
            return
        cover = next(main.iter("{*}coverPage"), None)
        if cover is not None:
            self._cover(cover)
        self._preface(main)
        parts = [main] if local(main) != "documentCollection" else list(root.iter("{*}statement"))
        for part in parts:
            if part is not main:
                self._part(part)
            self._document(part)

    def _cover(self, cover: etree._Element) -> None:
        for line in cover.iter("{*}p"):
            named = next((e for e in line.iter() if e is not line and local(e) in _COVER), None)
            style = None if named is None else named.get("name") or local(named)
            self._head("masthead", self.body.text(line), style)

    def _head(self, kind: DraftKind, content: Text, style: str | None = None) -> None:
        if content.plain:
            self.head.append(Draft(kind, content, style=style))

    def _preface(self, main: etree._Element) -> None:
        """Number and title are one block; the letter and title of a part follow in their own."""
        preface = next((c for c in main if local(c) == "preface"), None)
        if preface is None:
            return
        runs: list[Run] = []
        titled = False
        for line in preface.iter("{*}p", "{*}longTitle"):
            if local(line.getparent()) == "authorialNote":
                continue
            if titled:
                self._head("title", self.body.text(line))
                continue
            runs.append(Run(" ", 0))
            collect(line, runs)
            titled = next(line.iter("{*}docTitle"), None) is not None
            if titled:
                self._head("title", render(runs, self.body.han))
        if not titled:
            self._head("title", render(runs, self.body.han))

    def _part(self, part: etree._Element) -> None:
        preface = next((c for c in part if local(c) == "preface"), None)
        if preface is None:
            return
        number = plain_text(next(preface.iter("{*}docNumber"), None))
        runs: list[Run] = []
        for line in preface:
            collect(line, runs)
        content = render(runs, self.body.han)
        if number and content.text.startswith(number):
            content = behead(content, len(number))
        self.body.drafts.append(Draft("part", content, label=number))

    def _document(self, part: etree._Element) -> None:
        for child in part:
            name = local(child)
            if name == "preamble":
                self.body.preamble(child)
            elif name in ("mainBody", "body"):
                self.body.walk(child)
            elif name == "conclusions":
                for line in child.iter("{*}p"):
                    self.body.add("conclusions", self.body.text(line))
            elif name in ("attachments", "annexes"):
                self._attachments(child)

    def _attachments(self, attachments: etree._Element) -> None:
        self.body.annexed = True
        for document in attachments.iter("{*}doc"):
            main = next((c for c in document if local(c) == "mainBody"), None)
            if main is not None:
                self._attached_head(document.getparent())
                self.body.walk(main)
        self.body.annexed = False

    def _attached_head(self, attachment: etree._Element) -> None:
        """An annex begins: its word and its title, where the attachment itself is headed."""
        heads = [c for c in attachment if local(c) in ("heading", "subheading")]
        label = self.body.text(heads.pop(0)) if heads and local(heads[0]) == "heading" else None
        self.body.drafts.append(Draft("annex", label, annexed=True))
        for head in heads:
            self.body.heading(self.body.text(head), 2)


_NOTE_HEAD = re.compile(r"\s*(?:\(\s*\d{0,3}\s*\)|(?P<bare>\d{1,3}(?=\s)|\*+))\s*")
_HEADING_GAP = re.compile(r"[.．、:：\-–—]\Z")


def _assemble(drafts: list[Draft], han: bool) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of the drafts, and of their notes after them.

    The style ``body`` says of a block that it is no heading, whatever it looks like.
    """
    lines: list[str] = []
    blocks: list[Block] = []
    notes: list[NoteText] = []
    at = 0
    for draft in drafts:
        content = draft.content
        head = _printed(draft)
        line = (head + content.text).rstrip()
        start = at + len(head)
        blocks.append(
            Block(
                at,
                at + len(line),
                draft.kind,
                level=draft.level,
                style="body" if draft.kind in ("preamble", "paragraph") else draft.style,
                marks=tuple(Mark(start + a, start + b, k) for a, b, k in content.marks),
            )
        )
        lines.append(line)
        at += len(line) + 1
        notes += content.notes
    for note in notes:
        content = render(note.runs, han)
        own = _NOTE_HEAD.match(content.text)
        if own is not None and (own["bare"] is None or own["bare"] == note.marker):
            content = behead(content, own.end())
        marks = tuple(Mark(at + a, at + b, k) for a, b, k in content.marks)
        end = at + len(content.text)
        blocks.append(Block(at, end, "note", marker=note.marker or None, marks=marks))
        lines.append(content.text)
        at = end + 1
    return "\n".join(lines), tuple(blocks)


def _printed(draft: Draft) -> str:
    """The label with what parts it from the words."""
    label = draft.label
    if not label or draft.kind != "heading":
        return label and label + "\t"
    if not draft.content.text or _HEADING_GAP.search(label):
        return label + " "
    if "\u0600" <= label[-1] <= "\u06ff":
        return label + " - "
    return label + ("、" if "\u4e00" <= label[-1] <= "\u9fff" else ". ")
