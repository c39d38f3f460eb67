"""Pages of hard-wrapped text: what is furniture, what is a page-bottom note, what is text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from seized.structure.lines import Line, display_width

__all__ = ["Page", "PrintedNote", "furniture_patterns", "is_wrapped", "split_pages"]

_LONGEST_FURNITURE = 72  # longer lines are furniture only with a gap between head and title
_TALLEST_HEAD = 5  # lines of a running head
_SHORTEST_TITLE = 4  # columns of (a line of) a title
_WIDEST_PAGE = 124  # columns; a pasted paragraph is almost always longer


class PrintedNote(NamedTuple):
    """A note as printed: its marker, and the stretches of the source that hold its words."""

    marker: str
    ranges: tuple[tuple[int, int], ...]
    page: int


class Page(NamedTuple):
    """One page: the lines of the text, and the notes at its bottom."""

    body: tuple[Line, ...]
    notes: tuple[PrintedNote, ...]
    number: int


class _Furniture(NamedTuple):
    single: re.Pattern[str]
    hint: re.Pattern[str]
    rule: re.Pattern[str]
    symbol: re.Pattern[str]


@cache
def furniture_patterns() -> dict[str, object]:
    """The tables of ``furniture.toml``."""
    path = Path(__file__).with_name("furniture.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _furniture() -> _Furniture:
    data = furniture_patterns()
    entries: list[dict[str, str]] = data["pattern"]  # type: ignore[assignment]
    one = "|".join(f"(?:{entry['regex']})" for entry in entries)
    hint: dict[str, str] = data["hint"]  # type: ignore[assignment]
    rule: dict[str, str] = data["rule"]  # type: ignore[assignment]
    symbol: dict[str, str] = data["own_symbol"]  # type: ignore[assignment]
    return _Furniture(
        re.compile(rf"(?:{one})(?:\s+(?:{one}))*"),
        re.compile(hint["regex"]),
        re.compile(rule["regex"]),
        re.compile(symbol["regex"]),
    )


def is_wrapped(lines: list[Line]) -> bool:
    """Whether the lines are lines of a page, not whole paragraphs.

    Pasted paragraphs run to hundreds of characters; a page has an edge that no line passes.
    """
    if any(line.block is not None and line.block.kind == "line" for line in lines):
        return True
    if len(lines) < 8:
        return False
    most = len(lines) // 25
    wide = filter(_is_wide, lines)
    return next(islice(wide, most, None), None) is None  # a few long lines are enough to tell


def _is_wide(line: Line) -> bool:
    """Whether a line passes the edge of any page; a running head has gaps, which do not count."""
    if line.end - line.start <= _WIDEST_PAGE and line.width <= _WIDEST_PAGE:
        return False
    return max(display_width(part) for part in _GAP.split(line.text)) > _WIDEST_PAGE


_GAP = re.compile(r"\s\s{2,}")  # not at every character, as a repeat at the head
_SQUASH = re.compile(r"\s+")


def _squash(text: str) -> str:
    return _SQUASH.sub("", text)


def _furniture_lines(lines: list[Line], masthead: list[Line]) -> list[bool]:
    """Which lines are running heads, page numbers or job numbers."""
    known = _furniture()
    title = _squash("".join(line.text for line in masthead))
    flags = [line.block is not None and line.block.kind == "running" for line in lines]
    heads: list[int] = []
    for index, line in enumerate(lines):
        text = line.text
        if flags[index] or ("/" not in text and not known.hint.search(text)):
            continue
        if (len(text) <= _LONGEST_FURNITURE or "   " in text) and known.single.fullmatch(text):
            flags[index] = True
        elif "/" in text and _is_head(text, title):
            flags[index] = True
            heads.append(index)
    for index in heads:
        _mark_title(lines, flags, index, title)
    _mark_page_numbers(lines, flags)
    return flags


def _is_head(text: str, title: str) -> bool:
    """Whether a line is the symbol of the resolution, alone or beside (a part of) its title."""
    parts = _parts(text) if title else _GAP.split(text)
    symbol = _furniture().symbol
    others = [part for part in parts if not symbol.fullmatch(part)]
    if len(others) == len(parts) or len(parts) > 2:
        return len(text) <= _LONGEST_FURNITURE and symbol.fullmatch(text) is not None
    return all(_squash(part) in title or not title for part in others)


def _parts(text: str) -> list[str]:
    """The columns of a running head; symbol and title may have lost the gap between them."""
    parts = _GAP.split(text)
    if len(parts) == 1 and " " in text and not _furniture().symbol.fullmatch(text):
        first, _, rest = text.partition(" ")
        before, _, last = text.rpartition(" ")
        parts = [first, rest] if "/" in first else [before, last]
    return parts


def _mark_title(lines: list[Line], flags: list[bool], head: int, title: str) -> None:
    """The title of the resolution round its symbol, on lines of its own."""
    words = "".join(p for p in _parts(lines[head].text) if not _furniture().symbol.fullmatch(p))
    found = _squash(words)
    for step in (-1, 1):
        near = head + step
        while (
            0 <= near < len(lines)
            and abs(near - head) <= _TALLEST_HEAD
            and lines[near].page == lines[head].page
        ):
            if not flags[near]:
                more = _squash(lines[near].text)
                longer = more + found if step < 0 else found + more
                if longer not in title or display_width(longer) < _SHORTEST_TITLE:
                    break
                found = longer
                flags[near] = True
            near += step


def _mark_page_numbers(lines: list[Line], flags: list[bool]) -> None:
    """A number alone at the foot of a page that is the number of the page."""
    for index in range(1, len(lines)):
        line = lines[index]
        last = index + 1 == len(lines) or lines[index + 1].page != line.page
        if last and line.page and line.blank_before and line.text == str(line.page + 1):
            flags[index] = True
    first = next((i for i, line in enumerate(lines) if line.page), 0)
    if first > 1 and lines[first - 1].text == "1" and lines[first - 1].blank_before:
        flags[first - 1] = True


def split_pages(
    lines: list[Line], masthead: list[Line], text: str, concludes: Callable[[str], bool]
) -> list[Page]:
    """Split the lines after the masthead into pages; furniture is left out.

    A page ends where furniture stands or a form feed was; ``concludes`` knows the lines with
    the meeting and date, which are no notes. Linear in the number of lines.
    """
    flags = _furniture_lines(lines, masthead)
    segments: list[list[Line]] = [[]]
    number = lines[0].page if lines else 0
    fed = bool(lines) and lines[-1].page > lines[0].page  # form feeds tell where pages end
    for line, is_furniture in zip(lines, flags, strict=True):
        if ((is_furniture and not fed) or line.page != number) and segments[-1]:
            segments.append([])
        number = line.page
        if not is_furniture:
            segments[-1].append(line)
    pages: list[Page] = []
    expected = 1
    waiting: list[str] = []
    for segment in segments:
        if not segment:
            continue
        if waiting:
            notes = _texts_after_markers(segment, waiting, len(pages) - 1)
            pages[-1] = pages[-1]._replace(notes=pages[-1].notes + notes)
            waiting = []
            continue
        carries = not fed or _unfinished(pages, text)
        body, notes, carried, waiting = _split_foot(
            segment, expected, len(pages), concludes, carries
        )
        if carried and pages:
            _carry_on(pages, carried, text)
        if notes:
            expected = int(notes[-1].marker) + 1
        if waiting:
            expected = int(waiting[-1]) + 1
        pages.append(Page(tuple(body), notes, len(pages)))
    return pages


def _unfinished(pages: list[Page], text: str) -> bool:
    """Whether the last note so far breaks off, so that its rest stands at the next foot."""
    last = next((page.notes[-1] for page in reversed(pages) if page.notes), None)
    return (
        last is not None
        and bool(last.ranges)
        and not _ENDED.search(text[: last.ranges[-1][1]][-3:])
    )


def _carry_on(pages: list[Page], carried: list[Line], text: str) -> None:
    """A note too long for its page runs on at the foot of the next.

    Where the page ended with markers whose words had no room, the words of each are among the
    lines carried over, after the rest of the last note that had begun.
    """
    for index in range(len(pages) - 1, -1, -1):
        notes = pages[index].notes
        if not notes:
            continue
        empty = next((k for k, note in enumerate(notes) if not note.ranges), len(notes))
        first = empty
        if empty and not (
            empty < len(notes) and _ENDED.search(text[: notes[empty - 1].ranges[-1][1]][-3:])
        ):
            first = empty - 1
        markers = [note.marker for note in notes[first:]]
        rest = _texts_after_markers(carried, markers, pages[index].number)
        grown = tuple(
            n._replace(ranges=n.ranges + more.ranges)
            for n, more in zip(notes[first:], rest, strict=True)
        )
        pages[index] = pages[index]._replace(notes=notes[:first] + grown)
        return


_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_SUPER, "0123456789")
_NOTE_HEAD = re.compile(
    rf"(?:⁽?(?P<super>[{_SUPER}]{{1,3}})⁾?\s*|\((?P<paren>\d{{1,3}})\)(?:\s+|$)|(?P<plain>\d{{1,3}})(?:\s+(?![-–—](?:\s|$))|$))"
)


def note_head(text: str) -> tuple[str, int, bool] | None:
    """The marker at the head of a note: (marker, where its words begin, certain)."""
    match = _NOTE_HEAD.match(text)
    if match is None:
        return None
    value = match[match.lastgroup or 0].translate(_DIGITS)
    return value, match.end(), match.lastgroup == "super"


def _chain(
    lines: list[Line], expected: int, concludes: Callable[[str], bool]
) -> list[tuple[int, int]]:
    """The lines where the notes of a page begin, as (index, length of the marker).

    The markers count on from the last page; of several lines that begin with the right
    number, the one from which the longest count runs on is the first note.
    """
    heads = []
    for index, line in enumerate(lines):
        first = line.text[0]
        if first.isdigit() or first in "(⁽":
            head = note_head(line.text)
            if head is not None and not concludes(line.text):
                heads.append((index, head))
    alone = [(index, head) for index, head in heads if head[1] >= len(lines[index].text)]
    if any(head[0] == str(expected) for _, head in alone):
        heads = alone  # a number at the head of a line of the text is no rival
    best: list[tuple[int, int]] = []
    for at, (index, (marker, end, certain)) in enumerate(heads):
        if int(marker) != expected:
            continue
        chain = [(index, end)]
        want = expected + 1
        for later, (marker2, end2, _) in heads[at + 1 :]:
            if int(marker2) == want:
                chain.append((later, end2))
                want += 1
        bare = end >= len(lines[index].text)
        apart = certain or bare or lines[index].blank_before or _below_rule(lines, index)
        if (apart or len(chain) > 2) and len(chain) >= len(best):
            best = chain
    return best


def _in_order(lines: list[Line], expected: int) -> list[Line]:
    """Below the rule of a page, markers that were extracted after the words of their notes."""
    rule = _furniture().rule
    last = next((i for i in range(len(lines) - 1, -1, -1) if rule.fullmatch(lines[i].text)), None)
    if last is None:
        return lines
    foot = lines[last + 1 :]
    markers = [line for line in foot if line.text.isdigit()]
    values = [int(line.text) for line in markers]
    if len(foot) <= len(markers) or sorted(values) != list(range(expected, expected + len(values))):
        return lines
    if values == sorted(values) and foot[0] in markers:
        return lines
    markers.sort(key=lambda line: int(line.text))
    return [*lines[: last + 1], *markers, *(line for line in foot if line not in markers)]


def _below_rule(lines: list[Line], index: int) -> bool:
    """Whether a rule stands above a line on its page, be it lines carried over above."""
    rule = _furniture().rule
    return any(rule.fullmatch(line.text) for line in lines[:index])


_Foot = tuple[list[Line], tuple[PrintedNote, ...], list[Line], list[str]]


def _split_foot(
    lines: list[Line], expected: int, page: int, concludes: Callable[[str], bool], carries: bool
) -> _Foot:
    """Body, notes, lines carried over from the note before, markers whose texts follow."""
    rule = _furniture().rule
    lines = _in_order(lines, expected)
    rules = [i for i, line in enumerate(lines) if rule.fullmatch(line.text)]
    chain = _chain(lines, expected, concludes)
    start = chain[0][0] if chain else len(lines)
    carried: list[Line] = []
    body_end = start
    if rules:
        last = next((r for r in reversed(rules) if r < start), None)
        if last is not None and (chain or expected > 1):
            carried = lines[last + 1 : start]
            body_end = last
    elif chain and start and carries and not lines[start].blank_before and expected > 1:
        body_end = start
        while body_end and not lines[body_end].blank_before:
            body_end -= 1
        carried = lines[body_end:start]
    body = [line for line in lines[:body_end] if not rule.fullmatch(line.text)]
    if not chain:
        return body, (), carried, []
    bare = [index for index, end in chain if end >= len(lines[index].text)]
    if len(bare) == len(chain) and len(lines) - start == len(chain):
        return body, (), carried, [str(expected + k) for k in range(len(chain))]
    return body, _notes_of_chain(lines, chain, expected, page), carried, []


def _notes_of_chain(
    lines: list[Line], chain: list[tuple[int, int]], expected: int, page: int
) -> tuple[PrintedNote, ...]:
    count = len(chain)
    block = (
        all(end >= len(lines[index].text) for index, end in chain)
        and chain[-1][0] - chain[0][0] == count - 1
    )
    if block and count > 1:
        markers = [str(expected + k) for k in range(count)]
        return _texts_after_markers(lines[chain[-1][0] + 1 :], markers, page)
    notes = []
    for k, (index, end) in enumerate(chain):
        stop = chain[k + 1][0] if k + 1 < count else len(lines)
        ranges = (
            [(lines[index].start + end, lines[index].end)] if end < len(lines[index].text) else []
        )
        ranges += [(line.start, line.end) for line in lines[index + 1 : stop]]
        notes.append(PrintedNote(str(expected + k), tuple(ranges), page))
    return tuple(notes)


_ENDED = re.compile(r"[.。”»\"]$")


def _texts_after_markers(
    lines: list[Line], markers: list[str], page: int
) -> tuple[PrintedNote, ...]:
    """Texts that were extracted apart from their markers: one begins after each full stop.

    With as many lines as markers each line is a note; else a note ends at a line that ends
    with a full stop and is followed by a line that begins a new one, shortest lines first.
    """
    breaks = [
        i
        for i in range(1, len(lines))
        if _ENDED.search(lines[i - 1].text) and not lines[i].text[0].islower()
    ]
    if len(lines) == len(markers):
        breaks = list(range(1, len(lines)))
    if len(breaks) > len(markers) - 1:
        keep = sorted(breaks, key=lambda i: lines[i - 1].width)[: len(markers) - 1]
        breaks = sorted(keep)
    bounds = [0, *breaks, len(lines)]
    notes = []
    for k, marker in enumerate(markers):
        part = lines[bounds[k] : bounds[k + 1]] if k + 1 < len(bounds) else []
        notes.append(PrintedNote(marker, tuple((line.start, line.end) for line in part), page))
    return tuple(notes)
