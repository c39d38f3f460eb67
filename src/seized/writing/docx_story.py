"""Paragraphs, tables, footnotes, comments and tracked changes as WordprocessingML.

A changed stretch is ``w:ins`` or ``w:del`` (ECMA-376, 17.13.5); the mark of a paragraph that came
or went as a whole has the change too, so that to accept or reject it leaves no empty line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from seized.languages import language
from seized.writing.docx_parts import attribute, xml_text
from seized.writing.docx_types import (
    Cell,
    Change,
    Commented,
    Field,
    Footnote,
    Inline,
    Link,
    PageOf,
    Paragraph,
    Row,
    Table,
    Text,
    Turn,
)

__all__ = ["Story"]

_SHORT, _LONG, _MARGIN = 11906, 16838, 1134  # twips: A4 and 20 mm
_TAGS: Final = {"inserted": "ins", "deleted": "del"}
_LATIN: Final = re.compile(r"[A-Za-z0-9/.()_:@*-]+")
_BREAKS: Final = re.compile("([\t\n])")
_INSTRUCTIONS: Final = {"page": "PAGE", "pages": "NUMPAGES"}
_SEPARATORS: Final = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:pStyle w:val="End"/></w:pPr>'
    f"<w:r><w:{mark}/></w:r></w:p></w:footnote>"
    for kind, number, mark in (
        ("separator", -1, "separator"),
        ("continuationSeparator", 0, "continuationSeparator"),
    )
)


class Story:
    """Writes one document from first to last and gathers its notes, comments and links.

    ``languages`` are those met besides the document's own, in the order in which they came.
    """

    def __init__(self, code: str, author: str, date: str, landscape: bool = False) -> None:
        self._code = code
        self._who = f" w:author={attribute(author or '-')}" + (
            f" w:date={attribute(date)}" if date else ""
        )
        self._initials = attribute("".join(word[0] for word in author.split())[:3] or "-")
        self._landscape = landscape
        self._changes = 0
        self._bookmarks = 0
        self.notes = [_SEPARATORS]
        self.comments: list[str] = []
        self.links: dict[str, str] = {}
        self.languages: list[str] = []
        self.paged = False
        self._later = ""

    def section(self) -> str:
        """Page size, margins, headers and footers: the end of the body, or before a turn."""
        wide, high = (_LONG, _SHORT) if self._landscape else (_SHORT, _LONG)
        turned = ' w:orient="landscape"' if self._landscape else ""
        bidi = "<w:bidi/>" if language(self._code).direction == "rtl" else ""
        return (
            '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
            '<w:headerReference w:type="first" r:id="header2"/>'
            '<w:footerReference w:type="default" r:id="footer1"/>'
            '<w:footerReference w:type="first" r:id="footer1"/>'
            f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
            f'<w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" '
            f'w:left="{_MARGIN}" w:header="600" w:footer="600" w:gutter="0"/>'
            f"{self._later or '<w:titlePg/>'}{bidi}</w:sectPr>"
        )

    def blocks(self, blocks: Iterable[Paragraph | Table | Turn]) -> str:
        """Paragraphs and tables of the body, and where its pages turn."""
        return "".join(map(self._block, blocks))

    def _block(self, block: Paragraph | Table | Turn) -> str:
        if isinstance(block, Table):
            return self._table(block)
        return self._turn(block) if isinstance(block, Turn) else self._paragraph(block)

    def _turn(self, turn: Turn) -> str:
        """The last paragraph of a section holds its pages (17.6.18)."""
        ended = self.section()
        self._landscape = turn.landscape
        # Only the first page of the document is without a running head.
        self._later = '<w:titlePg w:val="0"/>'
        return f'<w:p><w:pPr><w:pStyle w:val="End"/>{ended}</w:pPr></w:p>'

    def line(self, inlines: tuple[Inline, ...], style: str) -> str:
        """The one paragraph of a header or footer."""
        return self._paragraph(Paragraph(inlines, style))

    def _change(self) -> str:
        self._changes += 1
        return f' w:id="{self._changes}"{self._who}'

    def _paragraph(self, paragraph: Paragraph) -> str:
        code = self._language(paragraph.language)
        mark = ""
        if paragraph.change:
            mark = f"<w:rPr><w:{_TAGS[paragraph.change]}{self._change()}/></w:rPr>"
        style = paragraph.style if code == self._code else f"{paragraph.style}-{code}"
        inner = "".join(self._inline(one, code) for one in _labelled(paragraph))
        if paragraph.bookmark:
            self._bookmarks += 1
            place = f'w:id="{self._bookmarks}"'
            name = attribute(_bookmark(paragraph.bookmark))
            inner = f"<w:bookmarkStart {place} w:name={name}/>{inner}<w:bookmarkEnd {place}/>"
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{mark}</w:pPr>{inner}</w:p>'

    def _language(self, code: str | None) -> str:
        if code is None or code == self._code:
            return self._code
        if code not in self.languages:
            self.languages.append(language(code).code)
        return code

    def _inline(self, inline: Inline, code: str) -> str:
        if isinstance(inline, Text):
            return self._changed(self._runs(inline, code), inline.change)
        if isinstance(inline, Footnote):
            return self._footnote(inline, code)
        if isinstance(inline, Commented):
            return self._commented(inline, code)
        if isinstance(inline, PageOf):
            return self._page_of(inline)
        if isinstance(inline, Link) and inline.url.startswith("#"):
            to = attribute(_bookmark(inline.url[1:]))
            runs = self._runs(Text(inline.text), code)
            return f'<w:hyperlink w:anchor={to} w:history="1">{runs}</w:hyperlink>'
        if isinstance(inline, Link):
            id_ = self.links.setdefault(inline.url, f"link{len(self.links) + 1}")
            runs = self._runs(Text(inline.text, "Hyperlink"), code)
            return f'<w:hyperlink r:id="{id_}" w:history="1">{runs}</w:hyperlink>'
        return self._field(inline)

    def _changed(self, runs: str, change: Change | None) -> str:
        if change is None or not runs:
            return runs
        tag = _TAGS[change]
        return f"<w:{tag}{self._change()}>{runs}</w:{tag}>"

    def _runs(self, text: Text, code: str) -> str:
        """The runs of a text: in a right-to-left line, Latin symbols are runs of their own."""
        rtl = language(code).direction == "rtl"
        words = text.text
        if text.language and rtl and language(text.language).direction == "ltr":
            # The mark gives figures in front the direction of the letters behind them.
            rtl, words = False, f"\u200e{words}"
        style = text.style or ""
        if style == "Opening" and code != self._code:
            style = f"Opening-{code}"
        named = f'<w:rStyle w:val="{style}"/>' if style else ""
        tag = "delText" if text.change == "deleted" else "t"
        pieces = _directed(words) if rtl else ((words, False),)
        return "".join(
            _run(piece, named + ("<w:rtl/>" if turned else ""), tag) for piece, turned in pieces
        )

    def _field(self, field: Field) -> str:
        rtl = "<w:rPr><w:rtl/></w:rPr>" if language(self._code).direction == "rtl" else ""
        code = _INSTRUCTIONS[field.kind]
        return f'<w:fldSimple w:instr=" {code} "><w:r>{rtl}<w:t>1</w:t></w:r></w:fldSimple>'

    def _page_of(self, place: PageOf) -> str:
        self.paged = True
        rtl = "<w:rPr><w:rtl/></w:rPr>" if language(self._code).direction == "rtl" else ""
        code = f" PAGEREF {_bookmark(place.bookmark)} \\h "
        return f'<w:fldSimple w:instr="{code}"><w:r>{rtl}<w:t>1</w:t></w:r></w:fldSimple>'

    def _footnote(self, note: Footnote, code: str) -> str:
        number = len(self.notes)
        code = self._language(note.language or code)
        reference = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        tag = "delText" if note.change == "deleted" else "t"
        typed = f"<w:{tag}>{xml_text(note.mark)}</w:{tag}>" if note.mark else ""
        follows = ' w:customMarkFollows="1"' if note.mark else ""
        own = typed.replace("delText", "t") or "<w:footnoteRef/>"
        words = "".join(
            self._inline(
                one._replace(change=one.change or note.change) if isinstance(one, Text) else one,
                code,
            )
            for one in (Text(" "), *note.inlines)
        )
        style = "FootnoteText" if code == self._code else f"FootnoteText-{code}"
        self.notes.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
            f"<w:r>{reference}{own}</w:r>{words}</w:p></w:footnote>"
        )
        run = f'<w:r>{reference}<w:footnoteReference{follows} w:id="{number}"/>{typed}</w:r>'
        return self._changed(run, note.change)

    def _commented(self, place: Commented, code: str) -> str:
        number = len(self.comments)
        words = self._runs(Text(place.comment), self._code)
        reference = (
            '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
        )
        self.comments.append(
            f'<w:comment w:id="{number}"{self._who} w:initials={self._initials}><w:p><w:pPr>'
            f'<w:pStyle w:val="CommentText"/></w:pPr>{reference}{words}</w:p></w:comment>'
        )
        inner = "".join(self._inline(one, code) for one in place.inlines)
        return (
            f'<w:commentRangeStart w:id="{number}"/>{inner}<w:commentRangeEnd w:id="{number}"/>'
            '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
            f'<w:commentReference w:id="{number}"/></w:r>'
        )

    def _table(self, table: Table) -> str:
        columns = max((len(row.cells) for row in table.rows), default=1)
        room = (_LONG if self._landscape else _SHORT) - 2 * _MARGIN
        shares = table.widths or (1,) * columns
        widths = [room * share // sum(shares) for share in shares]
        rtl = language(self._code).direction == "rtl" if table.rtl is None else table.rtl
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>{"<w:bidiVisual/>" if rtl else ""}'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
            + "".join(self._row(row, widths) for row in table.rows)
            + "</w:tbl>"
        )

    def _row(self, row: Row, widths: list[int]) -> str:
        head = "<w:tblHeader/>" if row.head else ""
        change = f"<w:{_TAGS[row.change]}{self._change()}/>" if row.change else ""
        cells = (*row.cells, *(Cell(()) for _ in range(len(widths) - len(row.cells))))
        return f"<w:tr><w:trPr><w:cantSplit/>{head}{change}</w:trPr>" + "".join(
            chain(*(self._cell(cell, width) for cell, width in zip(cells, widths, strict=False)))
        ) + "</w:tr>"  # fmt: skip

    def _cell(self, cell: Cell, width: int) -> Iterator[str]:
        yield f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        yield self.blocks(cell.paragraphs or (Paragraph((), "TableText"),))
        yield "</w:tc>"


def _bookmark(name: str) -> str:
    return re.sub(r"\W", "_", name)[:40]


def _labelled(paragraph: Paragraph) -> tuple[Inline, ...]:
    """The printed number, a tab, the words; a number that changes is a tracked change."""
    label, new, whole = paragraph.label, paragraph.new_label, paragraph.change
    if not label and not new:
        return paragraph.inlines
    if new is None or new == label or whole:
        return (Text(f"{label or new}\t", None, whole), *paragraph.inlines)
    old = (Text(label, None, "deleted"),) if label else ()
    tab = Text("\t") if label and new else Text("\t", None, "inserted")
    return (*old, Text(new, None, "inserted"), tab, *paragraph.inlines)


def _directed(text: str) -> Iterator[tuple[str, bool]]:
    """Stretches of a right-to-left text; False for those that run from left to right."""
    at = 0
    for match in _LATIN.finditer(text):
        if not any(letter.isalpha() for letter in match[0]):
            continue
        stop = match.end() - (len(match[0]) - len(match[0].rstrip(".:(-")))
        if match.start() > at:
            yield text[at : match.start()], True
        yield text[match.start() : stop], False
        at = stop
    if at < len(text):
        yield text[at:], True


def _run(text: str, properties: str, tag: str) -> str:
    if not text:
        return ""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    inner = "".join(
        "<w:tab/>" if piece == "\t" else "<w:br/>" if piece == "\n"
        else f'<w:{tag} xml:space="preserve">{xml_text(piece)}</w:{tag}>'
        for piece in _BREAKS.split(text) if piece
    )  # fmt: skip
    return f"<w:r>{look}{inner}</w:r>"
