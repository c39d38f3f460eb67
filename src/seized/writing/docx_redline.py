"""A redline as a Word document with real tracked changes.

To accept all of them gives the newer text, to reject all the older one: words, numbers of
paragraphs, notes, and no empty line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from seized.languages import language
from seized.model.redline import Passage, Redline
from seized.writing.docx import Document, page_line, to_docx
from seized.writing.docx_types import Change, Commented, Footnote, Inline, Paragraph, Text
from seized.writing.redline import Bit, bits, redline_name

__all__ = ["redline_to_docx"]

_STYLES: Final = {
    "masthead": "Masthead",
    "title": "Title",
    "formula": "Formula",
    "preambular": "Preambular",
    "heading": "Heading",
    "part": "Heading1",
    "table": "TableText",
    "closing": "Closing",
    "annex": "Annex",
    "note": "FootnoteText",
}
_WHOLE: Final[dict[str, Change]] = {
    "inserted": "inserted",
    "moved-to": "inserted",
    "deleted": "deleted",
    "moved-from": "deleted",
}


def redline_to_docx(redline: Redline, author: str, date: str) -> bytes:
    """The document; ``author`` and ``date`` (ISO 8601, with time) sign every change."""
    code = redline.language
    name = redline_name(redline)
    foot = language(code).table("docx")["words"]["page"]
    return to_docx(
        Document(
            code,
            tuple(_Writer(redline).paragraphs()),
            title=name,
            header=(Text(name),),
            footer=page_line(foot),
            author=author,
            date=date,
            track=True,
        )
    )


class _Writer:
    """Prints the passages; the notes stand at their references."""

    def __init__(self, redline: Redline) -> None:
        self._passages = redline.passages
        notes = [passage for passage in redline.passages if passage.kind == "note"]
        self._new = {p.new_label: p for p in reversed(notes) if p.new}
        self._old = {p.old_label: p for p in reversed(notes) if p.old}
        self._seen: set[tuple[str, str]] = set()

    def paragraphs(self) -> Iterator[Paragraph]:
        for passage in self._passages:
            if passage.kind != "note":
                yield self._paragraph(passage)
        for passage in self._passages:
            if passage.kind == "note" and not self._printed(passage):
                yield self._paragraph(passage)

    def _printed(self, passage: Passage) -> bool:
        """Whether a reference brought the note, in each text that has it."""
        new = not passage.new or ("new", passage.new_label or "") in self._seen
        return new and (not passage.old or ("old", passage.old_label or "") in self._seen)

    def _paragraph(self, passage: Passage) -> Paragraph:
        whole = _WHOLE.get(passage.state)
        label = passage.old_label or passage.new_label
        return Paragraph(
            tuple(self._inlines(passage)),
            _style(passage),
            label=label,
            new_label=passage.new_label if not whole else None,
            change=whole,
            bookmark=passage.new,
        )

    def _inlines(self, passage: Passage) -> Iterator[Inline]:
        """The words; where remarks stand, the words they speak of carry a comment."""
        remarks = sorted(passage.remarks, key=lambda remark: (remark.start, remark.end))
        held: list[Text | Footnote] = []
        for bit in bits(passage):
            inline = self._inline(bit)
            if inline is None:
                continue
            end = bit.start + (0 if bit.kind == "deleted" else len(bit.text))
            held.append(inline)
            told = [r for r in remarks if r.start < end or (r.start == r.end <= end)]
            if told:
                text = "\n".join(r.values.get("text", r.code) for r in told)
                yield from held[:-1]
                yield Commented((held[-1],), text)
                remarks = [r for r in remarks if r not in told]
                held = []
        yield from held
        for remark in remarks:
            yield Commented((), remark.values.get("text", remark.code))

    def _inline(self, bit: Bit) -> Text | Footnote | None:
        change = None if bit.kind == "same" else bit.kind
        if bit.note is None:
            return Text(bit.text, "Opening" if bit.opening else None, change) if bit.text else None
        return self._note(bit.note, change)

    def _note(self, marker: str, change: Change | None) -> Text | Footnote:
        notes = self._old if change == "deleted" else self._new
        passage = notes.get(marker)
        key = ("old" if change == "deleted" else "new", marker)
        if passage is None or key in self._seen:
            return Text(marker, "FootnoteReference", change)
        self._seen.add(key)
        if change is None and (passage.old or passage.pair):
            self._seen.add(("old", (passage.old or passage.pair or "").removeprefix("note")))
        typed = None if marker.isdigit() else marker
        words = tuple(_note_words(passage, change))
        return Footnote(words, change, typed)


def _note_words(passage: Passage, change: Change | None) -> Iterator[Text]:
    """The words of a note as its reference has it: as a whole, or with changes of its own."""
    for edit in passage.edits:
        if edit.note or (change and edit.kind not in ("same", change)):
            continue
        own = None if edit.kind == "same" else edit.kind
        yield Text(edit.text, None, change or own)


def _style(passage: Passage) -> str:
    if passage.kind in ("operative", "annexed"):
        if passage.kind == "annexed" and not (passage.new_label or passage.old_label):
            return "Preambular"
        return "Operative" if passage.level < 2 else f"Operative{min(passage.level, 4)}"
    style = _STYLES[passage.kind]
    return f"Heading{min(passage.level + 1, 3)}" if style == "Heading" else style
