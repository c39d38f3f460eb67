"""A writer of Word documents: named styles, footnotes, comments, and real tracked changes.

A document is a row of paragraphs and tables; how they look is said once, in its styles. The
bytes depend on the values alone: author and time of the changes come from the caller.

>>> data = to_docx(Document("en", (Paragraph((Text("Requests", "Opening"), Text(" a report.")),
...                                          "Operative", label="1."),)))
>>> data[:2]
b'PK'
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

from seized.languages import language
from seized.writing.docx_parts import fixed_parts, story_part
from seized.writing.docx_story import Story
from seized.writing.docx_styles import styles_part
from seized.writing.docx_types import Field, Inline, Paragraph, Table, Text, Turn

__all__ = ["Block", "Document", "page_line", "to_docx"]

Block: TypeAlias = Paragraph | Table | Turn
_STAMP: Final = (1980, 1, 1, 0, 0, 0)


class Document(NamedTuple):
    """What is to be written.

    ``language`` is that of the text and rules its direction; paragraphs and cells may name
    another. ``header`` stands on every page but the first, ``footer`` on all. ``author`` and
    ``date`` (ISO 8601, ``2026-09-08T09:00:00Z``) are those of all changes and comments, and of
    the document. ``track`` asks Word to track what the next person changes.
    """

    language: str
    blocks: tuple[Block, ...]
    title: str = ""
    header: tuple[Inline, ...] = ()
    footer: tuple[Inline, ...] = ()
    author: str = ""
    date: str = ""
    landscape: bool = False
    track: bool = False


def to_docx(document: Document) -> bytes:
    """The bytes of the document, a package of Office Open XML (ECMA-376, transitional).

    Raises ``UnsupportedLanguage`` for a language that is none of the six.
    """
    code = language(document.language).code
    story = Story(code, document.author, document.date, document.landscape)
    body = story.blocks(_closed(document.blocks))
    head, foot = story.line(document.header, "Header"), story.line(document.footer, "Footer")
    parts = fixed_parts(
        document.title,
        document.author,
        document.date,
        code,
        track=document.track,
        comments=bool(story.comments),
        paged=story.paged,
        links=story.links,
    )
    parts["word/document.xml"] = story_part("document", body + story.section())
    parts["word/styles.xml"] = styles_part(code, story.languages)
    parts["word/footnotes.xml"] = story_part("footnotes", "".join(story.notes))
    parts["word/header1.xml"] = story_part("hdr", head)
    parts["word/header2.xml"] = story_part("hdr", story.line((), "Header"))
    parts["word/footer1.xml"] = story_part("ftr", foot)
    if story.comments:
        parts["word/comments.xml"] = story_part("comments", "".join(story.comments))
    return _packed(parts)


def page_line(form: str) -> tuple[Inline, ...]:
    """A line such as ``Page {page} of {pages}`` with the numbers left to Word."""
    return tuple(_page_line(form))


def _page_line(form: str) -> Iterator[Inline]:
    kinds: tuple[Literal["page", "pages"], ...] = ("page", "pages")
    rest = form
    while rest:
        places = [(rest.find(f"{{{kind}}}"), kind) for kind in kinds]
        found = min(((at, kind) for at, kind in places if at >= 0), default=None)
        if found is None:
            yield Text(rest)
            return
        at, kind = found
        if at:
            yield Text(rest[:at])
        yield Field(kind)
        rest = rest[at + len(kind) + 2 :]


def _closed(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The mark of the last paragraph can be neither inserted nor deleted: an empty one follows."""
    row = tuple(blocks)
    last = row[-1] if row else None
    if isinstance(last, Paragraph) and last.change is None:
        return row
    return (*row, Paragraph((), "End"))


def _packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in sorted(parts, key=lambda name: (name[0] != "[", name)):
            entry = zipfile.ZipInfo(name, _STAMP)
            package.writestr(entry, parts[name].encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()
