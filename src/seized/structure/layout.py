"""From a source to chunks: the masthead's lines, the paragraphs, and the notes apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from seized.languages import Language
from seized.languages.dates import find_dates
from seized.languages.openings import looks_like_opening, match
from seized.model.source import Block, Source
from seized.structure.anchors import declared_anchors, find_anchors, repeated_anchors
from seized.structure.chunks import Chunk, Hole, gather
from seized.structure.joining import Evidence, group_lines, settle
from seized.structure.labels import heading_label, split_label
from seized.structure.lines import Line, split_lines
from seized.structure.masthead import find_formula, is_conclusion, is_meeting
from seized.structure.narrative import Narrative, narrative_line
from seized.structure.pages import Page, PrintedNote, is_wrapped, note_head, split_pages

__all__ = ["Layout", "RawNote", "lay_out"]


class RawNote(NamedTuple):
    """A note with its marker taken off."""

    marker: str
    chunk: Chunk


class Layout(NamedTuple):
    """What stands where: the masthead line by line, the rest paragraph by paragraph.

    ``narrative`` is what the beginning of a decision tells, which has no enacting formula.
    """

    masthead: list[Line]
    chunks: list[Chunk]
    notes: list[RawNote]
    formula: str | None
    narrative: Narrative | None = None


_MARKDOWN = "text/markdown"
_SUPER_HEAD = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁽]")
_EMPHASIS = re.compile(r"^[*_]{1,3}|[*_]{1,3}$")


_BOLD = re.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*")


def is_markdown(source: Source) -> bool:
    """Whether asterisks are emphasis: told by the reader, or plain from a pair of them."""
    if source.media_type == _MARKDOWN:
        return True
    return "*" in source.text and _BOLD.search(source.text) is not None


def lay_out(source: Source, language: Language) -> Layout:
    """Split a source at its enacting formula and put its paragraphs together."""
    if source.blocks and not any(block.kind == "line" for block in source.blocks):
        return _of_blocks(source, language)
    lines = split_lines(source)
    start = _formula_line(lines, language)
    narrative = None
    if start is not None:
        head, body = lines[:start], lines[start:]
    else:
        head, body, narrative = _without_formula(lines, language)
    if is_wrapped(lines):
        chunks, notes = _of_pages(source, head, body, language)
    else:
        chunks, notes = _of_paragraphs(source, body)
    formula = None if start is None else _formula_words(lines[start].text, language)
    return Layout(head, chunks, notes, formula, narrative)


def _formula_words(text: str, language: Language) -> str | None:
    """The enacting formula as printed, without the comma that ends it."""
    plain = _unmarked(text)
    found = find_formula(plain, language)
    return plain[: found.end].strip(" ,،，.*_\u200e\u200f") if found is not None else None


def _unmarked(text: str) -> str:
    """A text without the emphasis round it."""
    return _EMPHASIS.sub("", text) if "*" in text or "_" in text else text


def _formula_line(lines: Sequence[Line], language: Language) -> int | None:
    for index, line in enumerate(lines):
        text = line.text
        if len(text) > 400:
            text = text[:400]
        if find_formula(_unmarked(text), language) is not None:
            return index
    return _formula_without_comma(lines, language)


_TITLE = re.compile(r"[*_]{0,3}\d{1,4}/\d{1,4}\b")


def _formula_without_comma(lines: Sequence[Line], language: Language) -> int | None:
    """A formula that lost its comma is the organ's name after the number of the title."""
    comma = language.table("language")["punctuation"]["comma"]
    title = False
    for index, line in enumerate(lines[:80]):
        title = title or _TITLE.match(line.text) is not None
        if title and len(line.text) < 60 and find_formula(line.text + comma, language) is not None:
            return index
    return None


def _without_formula(
    lines: list[Line], language: Language
) -> tuple[list[Line], list[Line], Narrative | None]:
    """Where no formula stands, the text begins as decisions do, or at an opening or label."""
    code = language.code
    begins, narrative = narrative_line(lines, language)
    if begins is not None:
        return lines[:begins], lines[begins:], narrative
    for index, line in enumerate(lines):
        label = split_label(line.text)
        if label is not None and label.kind == "digit" and label.value == "1" and not label.bare:
            return lines[:index], lines[index:], None
        if looks_like_opening(line.text, code, True) == 2 and line.text.endswith((",", "،", "，")):
            return lines[:index], lines[index:], None
    return lines, [], None


# ---------------------------------------------------------------- one paragraph a line


def _of_paragraphs(source: Source, lines: Sequence[Line]) -> tuple[list[Chunk], list[RawNote]]:
    markdown = is_markdown(source)
    text = source.text
    chunks: list[Chunk] = []
    notes: list[RawNote] = []
    tables = _tables(lines) if "\t" in text else {}
    passed = -1
    for index, line in enumerate(lines):
        if index <= passed:
            continue
        if index in tables:
            passed = tables[index]
            end = lines[passed].end
            block = Block(line.start, end, "table")
            chunks.append(Chunk(text[line.start : end], line.start, end, (), (), (), block))
            continue
        if line.text[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹⁽":
            head = note_head(line.text)
            if head is not None:
                inner = gather(text, [(line.start + head[1], line.end)], markdown=markdown)
                notes.append(RawNote(head[0], inner))
                continue
        chunks.append(
            gather(
                text,
                [(line.start, line.end)],
                markdown=markdown,
                blank_before=line.blank_before,
                indent=line.indent,
            )
        )
    if not notes:
        return _plain_endnotes(text, chunks, markdown)
    return chunks, notes


def _tables(lines: Sequence[Line]) -> dict[int, int]:
    """Tables pasted as rows of tab-separated cells: first line to last line of each.

    A table is a run of lines with no blank between, half of which have a tab that is not the
    gap after a label.
    """
    found: dict[int, int] = {}
    if False not in {line.blank_before for line in lines[1:]}:
        return found
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and not lines[end].blank_before:
            end += 1
        if end - start > 1 and 2 * sum(map(_has_cells, lines[start:end])) >= end - start:
            found[start] = end - 1
        start = end
    return found


def _has_cells(line: Line) -> bool:
    label = split_label(line.text)
    return "\t" in line.text[label.end if label else 0 :]


def _plain_endnotes(
    text: str, chunks: list[Chunk], markdown: bool
) -> tuple[list[Chunk], list[RawNote]]:
    """Notes that stand after the text with plain digits: ``1 See …`` up to the last chunk."""
    heads: list[tuple[int, tuple[str, int, bool]]] = []
    for index in range(len(chunks) - 1, -1, -1):
        head = note_head(chunks[index].text)
        if head is None or "." in chunks[index].text[:4]:
            break
        heads.append((index, head))
    heads.reverse()
    while heads and heads[0][1][0] != "1":
        heads.pop(0)
    if not heads or [int(h[1][0]) for h in heads] != list(range(1, len(heads) + 1)):
        return chunks, []
    first = heads[0][0]
    ranges = [(chunk.start, chunk.end) for chunk in chunks[:first]]
    holes = find_anchors(text, ranges, [h[1][0] for h in heads])
    body = _reheld(text, chunks[:first], holes, markdown)
    return body, [
        RawNote(
            head[0],
            gather(text, [(chunks[index].start + head[1], chunks[index].end)], markdown=markdown),
        )
        for index, head in heads
    ]


def _reheld(text: str, chunks: list[Chunk], holes: list[Hole], markdown: bool) -> list[Chunk]:
    if not holes:
        return chunks
    return [
        gather(
            text,
            [(c.start, c.end)],
            holes=holes,
            markdown=markdown,
            blank_before=c.blank_before,
            indent=c.indent,
        )
        for c in chunks
    ]


# ---------------------------------------------------------------- pages


def _evidence(language: Language) -> Evidence:
    code = language.code
    annex = annex_form(language)
    wrapping = language.table("labels")["wrapping"]
    capitals = wrapping["capital_openings"]
    inner = frozenset(wrapping["mid_sentence"])

    def label(text: str) -> bool:
        found = split_label(text)
        return found is not None and not found.bare

    def number(text: str) -> int | None:
        found = split_label(text + " ") if text[0].isdigit() else None
        return (
            int(found.value)
            if found is not None and found.kind == "digit" and not found.bare
            else None
        )

    def opening(text: str, preamble: bool) -> bool:
        """Words in capitals open a paragraph; in scripts without, only the preamble's common acts.

        Of the places where such words follow a comma in a preamble, four in five begin a
        paragraph, except for acts with a force ("encouraging", "calling upon").
        """
        if text[0].isupper():
            return (
                max(looks_like_opening(text, code, True), looks_like_opening(text, code, False))
                == 2
            )
        found = match(text, code, True) if preamble and not capitals else None
        return (
            found is not None
            and found.start == 0
            and found.force is None
            and found.act not in inner
        )

    def formula(text: str) -> bool:
        return len(text) < 80 and find_formula(text, language) is not None

    def alone(text: str) -> bool:
        if len(text) > 90:
            return False
        found = heading_label(text)
        section = found is not None and found.rank == 1 and found.end >= len(text)
        return section or annex(text) or formula(text) or is_meeting(text, language)

    return Evidence(label, number, opening, formula, alone)


def annex_form(language: Language) -> Callable[[str], bool]:
    """Whether a whole line is the word for an annex, with or without a number."""
    table = language.table("labels")["annex"]
    words = "|".join(map(re.escape, table["words"]))
    numbers = "|".join(map(re.escape, table["numbers"])) or "I"
    form = re.compile(
        rf"(?:{words})\s?(?:[IVXLivxl]{{1,6}}|\d{{1,2}}|[A-Z]|[一二三四五六七八九十]{{1,3}}|{numbers})?[.:]?",
        re.IGNORECASE,
    )
    return lambda text: len(text) < 40 and form.fullmatch(text) is not None


def _of_pages(
    source: Source, head: list[Line], body: list[Line], language: Language
) -> tuple[list[Chunk], list[RawNote]]:
    text = source.text
    pages = split_pages(body, head, text, lambda words: is_conclusion(words, language))
    holes = _holes(text, pages, language.code)
    lines = [line for page in pages for line in page.body]
    if not lines:
        return [], []
    turned = frozenset(page.body[0].start for page in pages[1:] if page.body)
    groups = []
    for stretch in _stretches(lines, language):
        settled, edge = settle(stretch, turned)
        groups += group_lines(settled, edge, _evidence(language), turned)
    markdown = is_markdown(source)
    chunks = []
    for group in groups:
        marks = [mark for line in group if line.block is not None for mark in line.block.marks]
        chunks.append(
            gather(
                text,
                [(line.start, line.end) for line in group],
                holes=holes,
                marks=marks,
                markdown=markdown,
                block=group[0].block,
                blank_before=group[0].blank_before,
                indent=group[0].indent,
            )
        )
    notes = [_note(text, note) for page in pages for note in page.notes]
    return chunks, [note for note in notes if note is not None]


def _stretches(lines: list[Line], language: Language) -> list[list[Line]]:
    """The lines up to the meeting and date at the end, and those of the annexes after them.

    Annexes are set in their own way, with lists and tables apart: what blank lines and indents
    mean is learnt for each stretch by itself.
    """
    for index, line in enumerate(lines):
        if len(line.text) < 90 and is_meeting(line.text, language):
            return [part for part in (lines[: index + 1], lines[index + 1 :]) if part]
    return [lines]


def _note(text: str, note: PrintedNote) -> RawNote | None:
    if not note.ranges:
        return None
    return RawNote(note.marker, gather(text, note.ranges))


_HAS_SUPER = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]")


def _holes(text: str, pages: Sequence[Page], code: str) -> list[Hole]:
    """Plain-digit anchors page by page; none where the markers are superscripts."""
    holes: list[Hole] = []
    last = 0
    for page in pages:
        ranges = [(line.start, line.end) for line in page.body]
        markers = [note.marker for note in page.notes]
        if not ranges:
            continue
        if _HAS_SUPER.search(text, ranges[0][0], ranges[-1][1]):
            continue
        native = [
            Hole(mark.start, mark.end, text[mark.start : mark.end].strip("()"))
            for line in page.body if line.block is not None
            for mark in line.block.marks if mark.kind in ("note", "superscript")
        ]  # fmt: skip
        found = [h for h in native if h.marker.isdigit()]
        if markers and not found:
            whole = [(ranges[0][0], ranges[-1][1])]
            found = find_anchors(text, whole, markers, _dates(text, whole, code))
        last = max([last, *(int(m) for m in markers)])
        taken = {hole.start for hole in found}
        if last and not native:
            again = repeated_anchors(text, ranges[0][0], ranges[-1][1], last)
            found += [hole for hole in again if hole.start not in taken]
        holes += sorted(found)
    return holes


def _dates(text: str, ranges: Sequence[tuple[int, int]], code: str) -> list[tuple[int, int]]:
    start = ranges[0][0]
    page = text[start : ranges[-1][1]]
    plain = _BREAK.sub(" ", page)  # a date may stand across the end of a line
    cuts = [(match.start(), len(match[0]) - 1) for match in _BREAK.finditer(page)]
    found = []
    lost = 0
    for date in find_dates(plain, code):
        while cuts and cuts[0][0] - lost < date.start:
            lost += cuts.pop(0)[1]
        inside = sum(n for at, n in cuts if at - lost < date.end)
        found.append((start + date.start + lost, start + date.end + lost + inside))
    return found


_BREAK = re.compile(r"\s{2,}")


# ---------------------------------------------------------------- blocks


def _of_blocks(source: Source, language: Language) -> Layout:
    blocks = [block for block in source.blocks if block.kind != "running"]
    start = next(
        (i for i, block in enumerate(blocks) if _is_formula(source, block, language)), None
    )
    if start is None:
        start = next(
            (i for i, b in enumerate(blocks) if b.kind in ("preamble", "conclusions")), None
        )
        if start is None:
            return _blocks_without_formula(source, blocks, language)
        found = None
    else:
        found = _formula_words(
            source.text[blocks[start].start : blocks[start].end].strip(), language
        )
    head = [
        line
        for block in blocks[:start]
        if block.kind not in ("note",)
        for line in _masthead_lines(source, block)
    ]
    chunks, notes = _block_chunks(
        source, [*blocks[start:], *(b for b in blocks[:start] if b.kind == "note")]
    )
    return Layout(head, chunks, notes, found)


def _blocks_without_formula(source: Source, blocks: list[Block], language: Language) -> Layout:
    lines = [
        line for block in blocks if block.kind != "note" for line in _masthead_lines(source, block)
    ]
    head, body, narrative = _without_formula(lines, language)
    limit = body[0].start if body else len(source.text)
    rest = [block for block in blocks if block.start >= limit or block.kind == "note"]
    chunks, notes = _block_chunks(source, rest)
    return Layout(head, chunks, notes, None, narrative)


def _is_formula(source: Source, block: Block, language: Language) -> bool:
    if block.kind == "formula":
        return True
    if block.kind in ("note", "masthead", "title", "table", "heading"):
        return False
    text = source.text[block.start : min(block.end, block.start + 400)].strip()
    return find_formula(text, language) is not None


def _masthead_lines(source: Source, block: Block) -> list[Line]:
    out = []
    at = block.start
    for raw in source.text[block.start : block.end].split("\n"):
        text = raw.strip()
        if text:
            start = at + len(raw) - len(raw.lstrip())
            out.append(Line(text, start, start + len(text), True, 0, block.page, block))
        at += len(raw) + 1
    return out


def _block_chunks(source: Source, blocks: Sequence[Block]) -> tuple[list[Chunk], list[RawNote]]:
    text = source.text
    markdown = is_markdown(source)
    chunks: list[Chunk] = []
    notes: list[RawNote] = []
    markers = [b.marker for b in blocks if b.kind == "note" and b.marker is not None]
    last = max((int(marker) for marker in markers if marker.isdigit()), default=0)
    for block in blocks:
        holes = declared_anchors(text, block, last)
        ranges = [(block.start, block.end)]
        if block.kind == "table":
            chunks.append(
                Chunk(text[block.start : block.end], block.start, block.end, (), (), (), block)
            )
            continue
        chunk = gather(text, ranges, holes=holes, marks=block.marks, markdown=markdown, block=block)
        if block.kind == "note":
            notes.append(RawNote(block.marker or "", chunk))
        elif chunk.text or block.kind in ("annex", "part"):
            chunks.append(chunk)
    return chunks, notes
