"""A record as one page of HTML that needs nothing else: no script, no font, no network.

The page follows the language of the record: direction, typefaces, fixed words. Every paragraph
has its address as ``id``. Everything that comes from a source is escaped.
"""

from __future__ import annotations

import re

from seized.languages import language
from seized.model.record import Record
from seized.model.resolution import Annex, Heading, Note, Paragraph, Table
from seized.writing.flow import Block, annex_flow, body_flow, notes_by_marker, runs_of
from seized.writing.markup import escaped, isolated, page, sheet
from seized.writing.wording import Wording, wording

__all__ = ["to_fragment", "to_html"]

_HAN_END = re.compile("[\u2e80-\uffef][\u3000-\u303f\uff00-\uffef]*\\Z")
_NOT_IN_IDS = re.compile(r"\s")


def to_html(record: Record) -> str:
    """A whole page, from ``<!doctype html>`` to ``</html>``."""
    words = wording(record.language)
    title = record.resolution.title or words.word("untitled")
    name = ": ".join(filter(None, (record.resolution.symbol, title)))
    return page(record.language, name, _Page(record, words).whole("main"))


def to_fragment(record: Record) -> str:
    """The same within another page, as a notebook shows it: styles scoped to one element."""
    words = wording(record.language)
    style = sheet("html").replace(":root", ".seized").replace("html {", ".seized {")
    style = re.sub(r"(?m)^(?:body|\*) \{.*\}\n", "", style)
    return f"<style>\n{style}</style>\n{_Page(record, words).whole('article')}"


def _id(text: str) -> str:
    return escaped(_NOT_IN_IDS.sub("_", text))


class _Page:
    """Prints one record; keeps which notes have a place to go back to."""

    def __init__(self, record: Record, words: Wording) -> None:
        self.record = record
        self.words = words
        self.notes = notes_by_marker(record.resolution.notes)
        self.linked: set[str] = set()

    def whole(self, tag: str) -> str:
        record, resolution = self.record, self.record.resolution
        direction = language(record.language).direction
        parts = [
            f'<{tag} class="seized" lang="{record.language}" dir="{direction}">',
            self.masthead(),
            self.title(),
            self.body(),
            self.conclusions(),
            *(self.annex(annex) for annex in resolution.annexes),
            self.list_of_notes(),
            self.doubts(),
            self.source(),
            f"</{tag}>",
        ]
        return "\n".join(filter(None, parts))

    def masthead(self) -> str:
        lines = [
            f'<p class="{line.role}">{isolated(line.text)}</p>'
            for line in self.words.masthead(self.record.resolution)
        ]
        vote = self.record.resolution.vote
        if vote is not None:
            lines.append(f'<p class="vote">{escaped(self.words.vote(vote))}</p>')
        label = escaped(self.words.word("masthead"))
        inner = "\n".join(lines)
        return f'<header class="masthead" aria-label="{label}">\n{inner}\n</header>'

    def title(self) -> str:
        resolution = self.record.resolution
        number = self.words.number(resolution)
        shown = escaped(resolution.title or self.words.word("untitled"))
        front = f'<span class="number"><bdi>{escaped(number)}</bdi>.</span> ' if number else ""
        return f"<h1>{front}{shown}</h1>"

    def body(self) -> str:
        """Preamble and operative part; a preamble that stands first is a region of its own."""
        blocks = body_flow(self.record.resolution)
        split = next((n for n, b in enumerate(blocks) if not b.preambular), len(blocks))
        enacting = self.record.resolution.enacting
        out: list[str] = []
        if enacting or split:
            first = self.formula(enacting) if enacting else ""
            out.append(self.region("preamble", first + self.blocks(blocks[:split], 3)))
        if split < len(blocks):
            out.append(self.region("operative", self.blocks(blocks[split:], 3)))
        return "\n".join(out)

    def formula(self, enacting: str) -> str:
        words, rest = self.words.formula(enacting)
        shown = f'<i class="opening">{escaped(words)}</i>{escaped(rest)}'
        return f'<p class="row formula">{shown}</p>\n'

    def region(self, word: str, inner: str) -> str:
        label = escaped(self.words.word(word))
        return f'<section class="{word}" aria-label="{label}">\n{inner}\n</section>'

    def blocks(self, blocks: tuple[Block, ...], level: int) -> str:
        out: list[str] = []
        for block in blocks:
            if block.paragraph is not None:
                out.append(self.paragraph(block.paragraph))
            elif block.heading is not None:
                out.append(self.heading(block.heading, level))
            elif block.table is not None:
                out.append(_table(block.table, self.words.word("table")))
            elif block.part is not None:
                label = self.words.word("part", label=self.words.heading_label(block.part.label))
                title = f" {escaped(block.part.title)}" if block.part.title else ""
                out.append(f'<h2><span class="label">{escaped(label)}</span>{title}</h2>')
        return "\n".join(out)

    def heading(self, heading: Heading, level: int) -> str:
        tag = f"h{min(level + max(heading.level, 1) - 1, 6)}"
        label = ""
        if heading.label:
            printed = escaped(self.words.heading_label(heading.label, heading.level))
            label = f'<span class="label">{printed}</span> '
        return f"<{tag}>{label}{isolated(heading.text)}</{tag}>"

    def paragraph(self, paragraph: Paragraph) -> str:
        address = _id(paragraph.address)
        label = ""
        kind = f"row level{paragraph.level}"
        if paragraph.label:
            kind += " numbered"
            # Without a letter in it, a label would run from left to right: dash before number.
            turn = language(self.record.language).direction
            inner = f'<bdi dir="{turn}">{escaped(paragraph.label)}</bdi>'
            label = f'<span class="label">{inner}</span> '
        hint = escaped(self.words.word("permalink", address=paragraph.address))
        link = f'<a class="here" href="#{address}" aria-label="{hint}"><bdi>{address}</bdi></a>'
        words = f"<p>{label}{self.text(paragraph)}</p>"
        return f'<div class="{kind}" id="{address}">{link}{words}</div>'

    def text(self, paragraph: Paragraph) -> str:
        out: list[str] = []
        runs = runs_of(paragraph)
        kept: re.Match[str] | None = None
        for run, following in zip(runs, (*runs[1:], None), strict=False):
            if run.kind == "opening":
                out.append(f'<i class="opening">{escaped(run.text)}</i>')
            elif run.kind == "note":
                out.append(self.marker(run.text) + ("</span>" if kept else ""))
            else:
                # A line of Chinese may break anywhere: the marker stays with what it follows.
                kept = _HAN_END.search(run.text) if following and following.kind == "note" else None
                stop = kept.start() if kept else len(run.text)
                out.append(isolated(run.text[:stop]))
                if kept:
                    out.append(f'<span class="kept">{escaped(kept[0])}')
                continue
            kept = None
        return "".join(out)

    def marker(self, marker: str) -> str:
        shown = f"({escaped(marker)})" if self.record.language == "ar" else escaped(marker)
        if marker not in self.notes:
            return f"<sup>{shown}</sup>"
        name = _id(marker)
        back = "" if marker in self.linked else f' id="ref{name}"'
        self.linked.add(marker)
        hint = escaped(self.words.word("note", marker=marker))
        link = f'<a{back} href="#note{name}" role="doc-noteref" aria-label="{hint}">{shown}</a>'
        return f"<sup>{link}</sup>"

    def conclusions(self) -> str:
        lines = [escaped(text) for _, text in self.words.conclusions(self.record.resolution)]
        return f'<p class="conclusions">{"<br>".join(lines)}</p>' if lines else ""

    def annex(self, annex: Annex) -> str:
        address = _id(annex.address)
        label = escaped(annex.label or self.words.word("annex"))
        title = f"<br>{escaped(annex.title)}" if annex.title else ""
        inner = self.blocks(annex_flow(annex, self.record.resolution.tables), 3)
        return (
            f'<section class="annex" id="{address}" aria-labelledby="{address}-title">\n'
            f'<h2 id="{address}-title">{label}{title}</h2>\n{inner}\n</section>'
        )

    def list_of_notes(self) -> str:
        notes = self.record.resolution.notes
        if not notes:
            return ""
        seen: set[str] = set()
        lines = [self.note(note, seen) for note in notes]
        name = escaped(self.words.word("notes"))
        return (
            f'<section class="notes" role="doc-endnotes" aria-labelledby="notes-title">\n'
            f'<h2 id="notes-title">{name}</h2>\n<ol>\n' + "\n".join(lines) + "\n</ol>\n</section>"
        )

    def note(self, note: Note, seen: set[str]) -> str:
        marker = _id(note.marker)
        name = "" if note.marker in seen else f' id="note{marker}"'
        seen.add(note.marker)
        back = ""
        if note.marker in self.linked:
            hint = escaped(self.words.word("back"))
            back = (
                f' <a class="back" href="#ref{marker}" role="doc-backlink"'
                f' aria-label="{hint}">↩</a>'
            )
        label = f'<span class="label"><bdi>{escaped(note.marker)}</bdi></span> '
        return f"<li{name}>{label}{isolated(note.text)}{back}</li>"

    def doubts(self) -> str:
        """What is uncertain, each with a link to its place."""
        if not self.record.doubts:
            return ""
        lines = []
        known = {p.address for p in self.record.resolution.paragraphs()}
        known |= {f"note{note.marker}" for note in self.record.resolution.notes}
        for doubt in self.record.doubts:
            link = ""
            if doubt.at is not None:
                at = f"<bdi>{escaped(doubt.at)}</bdi>"
                link = f'<a href="#{_id(doubt.at)}">{at}</a>' if doubt.at in known else at
                link += " "
            message = isolated(self.words.doubt(doubt))
            lines.append(f"<li>{link}{message} <code><bdi>{escaped(doubt.code)}</bdi></code></li>")
        name = escaped(self.words.word("doubts"))
        return (
            '<section class="doubts" aria-labelledby="doubts-title">\n'
            f'<h2 id="doubts-title">{name}</h2>\n<ul>\n' + "\n".join(lines) + "\n</ul>\n</section>"
        )

    def source(self) -> str:
        name = self.record.source.name or self.words.word("nameless")
        text = self.words.word("source", name="\0")
        before, _, after = text.partition("\0")
        line = f"<p>{escaped(before)}<bdi>{escaped(name)}</bdi>{escaped(after)}</p>"
        return f'<footer class="source">{line}</footer>'


def _table(table: Table, name: str) -> str:
    rows = "".join(
        "<tr>" + "".join(f"<td>{isolated(cell)}</td>" for cell in row) + "</tr>"
        for row in table.rows
    )
    label = escaped(name)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">'
        f"<table>{rows}</table></div>"
    )
