"""What a reader hands on: the text of a file, and what its layout told."""

from __future__ import annotations

from typing import Literal

import msgspec

from seized.model.doubts import Doubt

__all__ = ["Block", "BlockKind", "Mark", "MarkKind", "Source"]

MarkKind = Literal["bold", "italic", "superscript", "note"]

BlockKind = Literal[
    "line",  # one physical line of a page; paragraphs have yet to be put together
    "paragraph",  # a whole paragraph
    "masthead",  # a paragraph of the cover: organ, symbol, session, agenda item, title
    "title",  # number and title of the resolution
    "formula",  # enacting formula
    "preamble",  # a paragraph that the source marks as preambular
    "heading",  # a heading of the body; ``level`` 1 is the highest
    "annex",  # an annex begins here; the text, if any, is its label
    "part",  # part A, B, ... of a composite resolution begins here
    "table",  # rows are lines, cells are separated by tabs
    "note",  # a foot- or endnote; ``marker`` is set and the text holds no marker
    "conclusions",  # meeting and date of adoption
    "running",  # running head, page number, job number: layout, no text
]


class Mark(msgspec.Struct, frozen=True, gc=False):
    """A property of the characters ``start:end`` of ``Source.text``.

    ``note`` marks a footnote marker that the format itself declares (Word, Akoma Ntoso);
    the characters are the printed marker.
    """

    start: int
    end: int
    kind: MarkKind


class Block(msgspec.Struct, frozen=True):
    """A paragraph (or, in paged sources, a line) of a source.

    ``start`` and ``end`` delimit it in ``Source.text``, line breaks excluded. A label that the
    layout computes (automatic numbers of Word) is printed at the head of the block's text like
    any other, so that nothing downstream needs to know how it came about.
    """

    start: int
    end: int
    kind: BlockKind = "paragraph"
    page: int = 0
    level: int = 0
    style: str | None = None
    marker: str | None = None
    marks: tuple[Mark, ...] = ()
    centred: bool = False


class Source(msgspec.Struct, frozen=True):
    """Bytes as given, read into one text.

    ``text`` is what all offsets count in. ``blocks`` is empty when the text itself is all that
    the layout told (plain text); else the blocks are in reading order and do not overlap.
    """

    text: str
    media_type: str
    sha256: str
    name: str | None = None
    blocks: tuple[Block, ...] = ()
    language: str | None = None
    doubts: tuple[Doubt, ...] = ()
