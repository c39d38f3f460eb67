"""Chunks told apart: preamble, operative part, headings, annexes, parts, conclusions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import msgspec
from msgspec.structs import replace

from seized.languages import Language
from seized.languages.openings import Opening, match
from seized.model.text import Piece, new
from seized.structure.chunks import Chunk
from seized.structure.formulas import formula_heads
from seized.structure.labels import HeadingLabel, Label, heading_label, split_label
from seized.structure.layout import annex_form
from seized.structure.masthead import find_formula, is_conclusion

__all__ = ["Item", "Role", "Zones", "cut", "sort_chunks"]

Role = Literal["pre", "op", "heading", "annex", "part", "table", "conclusions", "rest"]


class Item(msgspec.Struct, frozen=True, gc=False):
    """A chunk with its role; ``chunk`` no longer holds the label."""

    role: Role
    chunk: Chunk
    label: Label | None = None
    heading: HeadingLabel | None = None
    opening: Opening | None = None


@dataclass(slots=True)
class Zones:
    """The items in order, and the chunks that conclude the text."""

    items: list[Item] = field(default_factory=list)
    conclusions: list[Chunk] = field(default_factory=list)


def cut(chunk: Chunk, end: int) -> Chunk:
    """The chunk without its first ``end`` characters; anchors and pieces move along."""
    if not end:
        return chunk
    last, source, length = chunk.pieces[-1] if chunk.pieces else (0, 0, 0)
    if last == end:  # that of all words behind a label
        pieces = [new(Piece, (0, source, length))]
    else:
        pieces = [
            new(Piece, (text - end, source, length))
            if text >= end
            else new(Piece, (0, source + end - text, length + text - end))
            for text, source, length in chunk.pieces
            if text + length > end
        ]
    anchors, emphasis = chunk.anchors, chunk.emphasis
    return Chunk(
        chunk.text[end:],
        chunk.start,
        chunk.end,
        tuple(pieces),
        tuple([(max(0, at - end), marker) for at, marker in anchors]) if anchors else (),
        tuple([(max(0, a - end), b - end) for a, b in emphasis if b > end]) if emphasis else (),
        chunk.block,
        chunk.blank_before,
        chunk.indent,
        chunk.lines,
    )


_STOPS = (";", ",", ".", ":", "،", "؛", "，", "。", "；", "：")
_LONGEST_HEADING = 260
_LONGEST_LINE = 120  # of an annex's name and of the conclusions


class _Sorter:
    """Walks the chunks once; ``zone`` is where it stands."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.code = language.code
        self.is_annex: Callable[[str], bool] = annex_form(language)
        self.formula_heads = formula_heads(language)
        self.zones = Zones()
        self.zone: Literal["pre", "op", "concl", "annex"] = "pre"
        self.last = 0
        self.after_heading = False
        self.in_brackets = False
        # Chinese verbs have one form: only the full stop tells a sole operative paragraph.
        self.same_forms: bool = language.table("labels")["wrapping"]["one_form"]

    # -- one chunk

    def take(self, chunk: Chunk) -> None:
        text = chunk.text
        if (
            chunk.block is None
            and len(text) >= _LONGEST_LINE
            and text[0] not in self.formula_heads
            and self.zone != "concl"
        ):  # nothing but a paragraph, as nearly all are
            if self.zone == "pre":
                self.in_preamble(chunk, "paragraph")
            else:
                self.in_body(chunk, "paragraph")
            return
        kind = chunk.block.kind if chunk.block is not None else "paragraph"
        if kind == "table":
            self.put("table", chunk)
        elif kind == "annex" or (self.zone != "pre" and kind != "preamble" and self.is_annex(text)):
            self.open_annex(chunk)
        elif kind == "part":
            self.open_part(chunk)
        elif kind == "formula" or (len(text) < 400 and self.formula(text)):
            self.open_formula(chunk)
        elif self.zone != "annex" and (kind == "conclusions" or self.concludes(text)):
            self.zones.conclusions.append(chunk)
            self.zone = "concl"
            self.in_brackets = self.opens_brackets(text)
        elif self.zone == "concl" and self.concluding(chunk, kind):
            return
        elif kind == "heading":
            self.put_heading(chunk)
        elif self.zone == "pre":
            self.in_preamble(chunk, kind)
        else:
            self.in_body(chunk, kind)

    def concluding(self, chunk: Chunk, kind: str) -> bool:
        """Whether a chunk after the meeting and date goes on with them, or begins an annex."""
        text = chunk.text
        if self.in_brackets:
            self.zones.conclusions.append(chunk)
            self.in_brackets = not text.rstrip(" .").endswith(("]", "］"))
        elif self.opens_brackets(text):
            self.zones.conclusions.append(chunk)
            self.in_brackets = True
        elif self.begins_annex(chunk, kind):
            self.open_annex(replace(chunk, text="", pieces=(), anchors=(), emphasis=()))
            self.take(chunk)
        else:
            return False
        return True

    def formula(self, text: str) -> bool:
        found = find_formula(text, self.language)
        return found is not None and found.end >= len(text) - 1

    def concludes(self, text: str) -> bool:
        return len(text) < _LONGEST_LINE and is_conclusion(text, self.language)

    @staticmethod
    def opens_brackets(text: str) -> bool:
        """Whether a record of the vote begins that runs on over the next paragraphs."""
        return text[:1] in ("[", "［") and not text.rstrip(" .").endswith(("]", "］"))

    def begins_annex(self, chunk: Chunk, kind: str) -> bool:
        """Whether a heading or a number after the conclusions begins an annex without that word."""
        label = split_label(chunk.text)
        numbered = label is not None and label.kind == "digit" and not label.bare
        return kind == "heading" or numbered or self.is_heading(chunk)

    def put(
        self, role: Role, chunk: Chunk, label: Label | None = None, opening: Opening | None = None
    ) -> None:
        self.zones.items.append(Item(role, chunk, label, None, opening))
        self.after_heading = False

    def put_heading(self, chunk: Chunk) -> None:
        found = heading_label(chunk.text)
        if found is not None and found.end:
            self.zones.items.append(Item("heading", cut(chunk, found.end), None, found))
        else:
            self.zones.items.append(Item("heading", chunk))
        self.after_heading = True
        if self.zone == "pre" and self.zones.items[:-1]:
            self.zone = "op"

    def open_annex(self, chunk: Chunk) -> None:
        self.put("annex", chunk)
        self.zone = "annex"
        self.last = 0

    def open_part(self, chunk: Chunk) -> None:
        """A part that the source marks: its letter stands before its title."""
        first = chunk.text.partition(" ")[0]
        label = heading_label(first.rstrip("."))
        title = cut(chunk, min(len(first) + 1, len(chunk.text))) if label is not None else chunk
        self.zones.items.append(Item("part", title, None, label))
        self.zone = "pre"
        self.last = 0

    def open_formula(self, chunk: Chunk) -> None:
        """A formula in mid-text opens a part: the headings before it are its letter and title."""
        items = self.zones.items
        if items:
            title: list[Item] = []
            while items and items[-1].role == "heading" and len(title) < 3:
                title.insert(0, items.pop())
            if title and items and items[-1].role == "annex" and not items[-1].chunk.text:
                items.pop()
                self.zone = "concl"
            letter = next((i for i in title if i.heading is not None and i.heading.rank == 2), None)
            if letter is not None or self.zone == "concl":
                words = [i.chunk for i in title if i.chunk.text]
                label = letter.heading if letter is not None else None
                self.zones.items.append(Item("part", words[0] if words else chunk, None, label))
                self.last = 0
            else:
                items.extend(title)
        self.zone = "pre"

    # -- preamble

    def in_preamble(self, chunk: Chunk, kind: str) -> None:
        text = chunk.text
        label = split_label(text)
        if kind == "preamble" and not (
            label is not None and label.kind == "digit" and not label.bare
        ):
            self.put_preambular(chunk, label)
            return
        if label is not None and label.kind in ("digit", "decimal"):
            if label.value == "1" or (
                not label.bare and match(text[label.end :], self.code, False) is not None
            ):
                self.zone = "op"
                self.in_body(chunk, kind)
                return
            label = None
        if label is not None:
            self.put_preambular(chunk, label)
            return
        if self.is_heading(chunk) and (self.zones.items or heading_label(text) is not None):
            self.put_heading(chunk)
            return
        self.unlabelled_in_preamble(chunk, text)

    def put_preambular(self, chunk: Chunk, label: Label | None) -> None:
        if label is not None and not label.bare and label.kind not in ("digit", "decimal"):
            self.put("pre", cut(chunk, label.end), label)
        else:
            self.put("pre", chunk, None, match(chunk.text, self.code, True))

    def unlabelled_in_preamble(self, chunk: Chunk, text: str) -> None:
        before = match(text, self.code, True)
        operative = match(text, self.code, False) if text[-1:] in ".。:：" else None
        if operative is not None and (before is None or self.decides(operative, text)):
            self.zone = "op"
            self.put("op", chunk, None, operative)
            return
        self.put("pre", chunk, None, before)

    def decides(self, opening: Opening, text: str) -> bool:
        """Where preambular and operative verbs look alike: a full stop, or a force and a colon."""
        return self.same_forms and (text[-1] in ".。" or opening.force is not None)

    # -- operative part and annexes

    def in_body(self, chunk: Chunk, kind: str) -> None:
        text = chunk.text
        label = split_label(text)
        if label is not None and label.bare:
            label = label if self.asked_for(label, text) else None
        if label is not None and not (label.kind == "bullet" and len(text) <= label.end):
            if label.kind == "digit":
                self.last = int(label.value)
            rest = cut(chunk, label.end)
            self.put(
                "op",
                rest,
                label,
                None if self.zone == "annex" else match(rest.text, self.code, False),
            )
            return
        if self.is_heading(chunk):
            self.put_heading(chunk)
            return
        if self.after_heading and self.zone == "op" and text.endswith((",", "،", "，")):
            opening = match(text, self.code, True)
            if opening is not None and opening.start == 0:
                self.put("pre", chunk, None, opening)
                self.after_heading = True
                return
        if self.zone == "concl":
            self.put("rest", chunk)
            return
        self.put("op", chunk, None, None if self.zone == "annex" else match(text, self.code, False))

    def asked_for(self, label: Label, text: str) -> bool:
        """A number without a dot counts only where it is the next number."""
        if label.kind != "digit" or int(label.value) != self.last + 1:
            return False
        return self.zone == "annex" or match(text[label.end :], self.code, False) is not None

    def is_heading(self, chunk: Chunk) -> bool:
        text = chunk.text
        if not text or len(text) > 2 * _LONGEST_HEADING:
            return False
        if len(text) > _LONGEST_HEADING:
            return heading_label(text) is not None and not text.endswith(_STOPS)
        block = chunk.block
        if block is not None and block.kind in ("paragraph", "preamble") and block.style == "body":
            return False
        if heading_label(text) is not None and not text.endswith((";", "；", "؛")):
            return len(text) < 200 or not text.endswith(_STOPS)
        if text.endswith(_STOPS):
            return False
        if self.code == "zh" and len(text) >= 45:
            return False
        if self.zone == "pre":
            return (
                match(text, self.code, True) is None
                and match(text, self.code, False) is None
                and len(text) < 160
            )
        return True


def sort_chunks(chunks: list[Chunk], language: Language, *, told: bool = False) -> Zones:
    """Tell the chunks after the first enacting formula apart. Linear; looks at each once.

    ``told`` says that the text tells what was decided at a meeting: it has no preamble.
    """
    sorter = _Sorter(language)
    if told:
        sorter.zone = "op"
    for chunk in chunks:
        if chunk.text or (
            chunk.block is not None and chunk.block.kind in ("annex", "part", "table")
        ):
            sorter.take(chunk)
    return sorter.zones
