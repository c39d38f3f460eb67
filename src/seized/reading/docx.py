"""DOCX: Word's Office Open XML (ECMA-376, both Transitional and Strict)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from seized.model.doubts import Doubt
from seized.model.errors import BrokenFile, EmptyInput, HostileFile, NoText
from seized.model.source import BlockKind, Source
from seized.reading.doc_grid import lay_out, note_line
from seized.reading.doc_text import Composer
from seized.reading.docx_body import Parts, Story
from seized.reading.docx_notes import Note, NoteBook, sections_of
from seized.reading.docx_numbering import Numbering
from seized.reading.docx_package import Package, Relation, W
from seized.reading.docx_styles import Styles, cached_styles, child_of, is_on

__all__ = ["MEDIA_TYPE", "read_docx"]

_T = TypeVar("_T")
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_RID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NOTE_SETTINGS = re.compile(rb"num(?:Fmt|Start|Restart)\b")


def read_docx(data: bytes, name: str | None = None) -> Source:
    """Read a DOCX file into one text: what the first page's header says, body, notes, headers.

    Automatic numbers and note markers are computed and stand in the text. The text box of a
    paragraph comes after it. Rows of a table are lines, cells are separated by tabs. Running
    heads and feet come last.

    Raises ``EmptyInput``, ``NoText`` (pictures only), ``UnsupportedFormat`` (encrypted),
    ``BrokenFile`` and ``HostileFile``.
    """
    package = Package(data)
    try:
        return _Reader(package).read(data, name)
    except RecursionError as error:
        raise HostileFile("a DOCX file nested deeper than any document is") from error


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._relations = package.relations(package.main)
        root = package.xml(package.main)
        body = root.find(W + "body")
        if body is None:
            raise BrokenFile("a DOCX file without a body", advice="Fetch it again")
        self._body = body
        self._composer = Composer()
        self._sections = sections_of(root)
        self._doubts: list[Doubt] = []
        styles = self._part("styles")
        look = None if styles is None else self._whole(styles, self._styles)
        look = look or Styles(None)
        settings = self._part("settings")
        settings = None if settings is None else self._whole(settings, self._settings)
        self._parts = Parts(
            look,
            Numbering(partial(self._root, "numbering"), look),
            NoteBook("footnote", partial(self._root, "footnotes"), settings, self._sections),
            NoteBook("endnote", partial(self._root, "endnotes"), settings, self._sections),
            {},
        )
        self._unknown: set[str] = set()

    def read(self, data: bytes, name: str | None) -> Source:
        cover, running = self._heads()
        for part in cover:
            self._head(part, "masthead")
        self._story(self._body, "paragraph")
        for note in (*self._parts.footnotes.notes, *self._parts.endnotes.notes):
            self._note(note)
        blocks = self._composer.blocks
        if not blocks:
            raise self._nothing()
        for part in running:
            self._head(part, "running")
        return Source(
            text=self._composer.text,
            media_type=MEDIA_TYPE,
            sha256=hashlib.sha256(data).hexdigest(),
            name=name,
            blocks=tuple(blocks),
            doubts=self._all_doubts(),
        )

    def _part(self, kind: str) -> str | None:
        for relation in self._relations.values():
            if relation.kind == kind and relation.target in self._package:
                return relation.target
        return None

    def _root(self, kind: str) -> Any | None:
        part = self._part(kind)
        return None if part is None else self._whole(part, self._package.xml)

    def _whole(self, part: str, read: Callable[[str], _T]) -> _T | None:
        """Read a part that the text can do without; a damaged one is a doubt."""
        try:
            return read(part)
        except BrokenFile:
            self._doubts.append(Doubt("part-damaged", values={"part": part}))
            return None

    def _styles(self, part: str) -> Styles:
        return cached_styles(self._package.read(part))

    def _settings(self, part: str) -> Any | None:
        """The settings, where they say anything of the numbers of notes."""
        if not _NOTE_SETTINGS.search(self._package.read(part)):
            return None
        return self._package.xml(part)

    def _heads(self) -> tuple[list[str], list[str]]:
        """Parts of the first page's header, and all other headers and footers in use."""
        cover: list[str] = []
        running: list[str] = []
        for number, section in enumerate(self._sections):
            element = child_of(section, W + "titlePg")
            title_page = element is not None and is_on(element)
            wanted = "first" if title_page else "default"
            for element in section:
                if element.tag not in (W + "headerReference", W + "footerReference"):
                    continue
                relation = self._relations.get(element.get(_RID) or "", Relation("", ""))
                if relation.target not in self._package:
                    continue
                first = number == 0 and element.tag == W + "headerReference"
                is_cover = first and element.get(W + "type", "default") == wanted
                (cover if is_cover else running).append(relation.target)
        cover = list(dict.fromkeys(cover))
        return cover, [part for part in dict.fromkeys(running) if part not in cover]

    def _head(self, part: str, kind: BlockKind) -> None:
        root = self._whole(part, self._package.xml)
        if root is not None:
            self._story(root, kind)

    def _story(self, root: Any, kind: BlockKind) -> None:
        story = Story(self._parts)
        lay_out(self._composer, story.blocks(root), kind)
        last = story.rest()
        if last is not None:
            lay_out(self._composer, [last], kind)
        self._unknown |= story.unknown_forms

    def _note(self, note: Note) -> None:
        if note.element is None:
            self._parts.doubts["note-missing"] = None
            return
        story = Story(self._parts)
        printed = note_line(story.blocks(note.element), note.marker, typed=note.custom)
        self._composer.put(printed.line, "note", style=printed.style, marker=note.marker)

    def _nothing(self) -> EmptyInput | NoText:
        if (
            self._body.find(f".//{W}drawing") is not None
            or self._body.find(f".//{W}pict") is not None
        ):
            return NoText(
                "this Word file holds pictures and no text",
                advice="Run character recognition on it first",
            )
        return EmptyInput("this Word file holds no text")

    def _all_doubts(self) -> tuple[Doubt, ...]:
        parts = self._parts
        doubts = [*self._doubts, *(Doubt(code) for code in parts.doubts)]
        if parts.footnotes.per_page or parts.endnotes.per_page:
            doubts.append(Doubt("note-numbers-per-page"))
        doubts += [
            Doubt("number-format-unknown", values={"format": form})
            for form in sorted(self._unknown)
        ]
        return tuple(doubts)
