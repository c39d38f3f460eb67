"""What a Word document is made of."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

__all__ = [
    "Cell",
    "Change",
    "Commented",
    "Field",
    "Footnote",
    "Inline",
    "Link",
    "PageOf",
    "Paragraph",
    "Row",
    "Table",
    "Text",
    "Turn",
]

Change = Literal["inserted", "deleted"]
"""A tracked change: an insertion or a deletion that waits to be accepted or rejected."""


class Text(NamedTuple):
    """Words of one look; ``style`` is the id of a character style (``docx_styles.CHARACTER``).

    ``language`` is given for words that run in another direction than their paragraph.
    """

    text: str
    style: str | None = None
    change: Change | None = None
    language: str | None = None


class Field(NamedTuple):
    """The number of the page, or of all pages, which Word fills in."""

    kind: Literal["page", "pages"]


class PageOf(NamedTuple):
    """The number of the page on which a bookmark stands, which Word fills in."""

    bookmark: str


class Link(NamedTuple):
    """Words that lead to an address of the web, or with ``#`` in front to a bookmark."""

    text: str
    url: str


class Footnote(NamedTuple):
    """A reference to a footnote and its words; numbered by Word unless ``mark`` is given.

    ``language`` is that of the words, where it is not that of the paragraph.
    """

    inlines: tuple[Text | Link, ...]
    change: Change | None = None
    mark: str | None = None
    language: str | None = None


class Commented(NamedTuple):
    """Words with a comment in the margin; without words the comment stands at that place."""

    inlines: tuple[Text | Footnote, ...]
    comment: str


Inline: TypeAlias = Text | Field | PageOf | Link | Footnote | Commented


class Paragraph(NamedTuple):
    """A paragraph in a style (``docx_styles.PARAGRAPH``).

    ``label`` is a number that hangs in front; ``new_label`` the one that replaces it as a
    tracked change, where the two differ. ``change`` is that of the paragraph's mark: a paragraph
    that is new or gone as a whole has it on all its words as well. ``bookmark`` names the place.
    """

    inlines: tuple[Inline, ...]
    style: str = "Normal"
    label: str | None = None
    new_label: str | None = None
    change: Change | None = None
    language: str | None = None
    bookmark: str | None = None


class Cell(NamedTuple):
    """A cell of a table."""

    paragraphs: tuple[Paragraph, ...]


class Row(NamedTuple):
    """A row of a table; a ``head`` is repeated on every page."""

    cells: tuple[Cell, ...]
    head: bool = False
    change: Change | None = None


class Table(NamedTuple):
    """A table; ``widths`` are the shares of its columns, equal ones where none are given.

    ``rtl`` sets the first column at the right; without it the document's direction holds.
    """

    rows: tuple[Row, ...]
    widths: tuple[int, ...] = ()
    rtl: bool | None = None


class Turn(NamedTuple):
    """From here on a new page, upright or across."""

    landscape: bool
