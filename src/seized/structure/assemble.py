"""Items to a resolution: numbers, addresses, headings, notes with their anchors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from seized.model.doubts import Doubt
from seized.model.resolution import Annex, Heading, Note, Paragraph, Part, Table
from seized.model.text import Span, new
from seized.structure.labels import HeadingLabel
from seized.structure.layout import RawNote
from seized.structure.numbering import Numbered, address_tail, number_labels
from seized.structure.openings import printed_opening
from seized.structure.zones import Item

__all__ = ["Body", "assemble", "place_notes"]


class Body(NamedTuple):
    """Everything between the enacting formula and the notes."""

    preamble: tuple[Paragraph, ...]
    operative: tuple[Paragraph, ...]
    headings: tuple[Heading, ...]
    parts: tuple[Part, ...]
    tables: tuple[Table, ...]
    annexes: tuple[Annex, ...]
    doubts: tuple[Doubt, ...]


_COUNTED = ("pre", "op", "rest")  # the roles of paragraphs
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


def roman_value(text: str) -> int:
    """The value of a roman numeral; 0 for anything else."""
    if not text or set(text) - set(_ROMAN):
        return 0
    total = 0
    for sign, following in zip(text, text[1:] + " ", strict=False):
        value = _ROMAN[sign]
        total += -value if _ROMAN.get(following, 0) > value else value
    return total


class _Group:
    """The paragraphs that share one count: a part of the body, or an annex."""

    def __init__(self, items: Sequence[Item], prefix: str, code: str, annex: bool) -> None:
        self.items = items
        self.prefix = prefix
        self.code = code
        self.annex = annex
        self.taken: set[str] = set()
        self.pre: list[Paragraph] = []
        self.op: list[Paragraph] = []
        self.unnumbered = 0  # preambular paragraphs
        self.headings: list[Heading] = []
        self.tables: list[Table] = []
        self.pending: list[Item] = []
        self.doubts: list[Doubt] = []

    def build(self) -> None:
        counted = [i for i in self.items if i.role in _COUNTED]
        fresh = _after_headings(self.items)
        numbers = number_labels([i.label for i in counted], fresh)
        tops = [_top(number) for number in numbers]
        sections = _sections(self.items, tops, fresh)
        self.doubts += _count_doubts(counted, tops, fresh, sections, self.prefix)
        following = iter(zip(numbers, sections, strict=True))
        names = _Names(self.prefix, self.annex, numbered=any(_is_top(n) for n in numbers))
        for item in self.items:
            role = item.role
            if role in _COUNTED:
                number, section = next(following)
                pre = role == "pre"
                address = self.preambular(number) if pre else names.name(number, section)
                self.add(item, number, self.unique(address))
            elif role == "table":
                self.tables.append(_table(item, names.last))
            elif role in ("heading", "annex"):
                self.pending.append(item)

    def preambular(self, number: Numbered) -> str:
        if number.number is None:
            self.unnumbered += 1
            return f"{self.prefix}pp{self.unnumbered}"
        return f"{self.prefix}pp{self.unnumbered}.{address_tail(number.number)}"

    def unique(self, address: str) -> str:
        name, again = address, 1
        while name in self.taken:
            again += 1
            name = f"{address}~{again}"
        self.taken.add(name)
        return name

    def add(self, item: Item, number: Numbered, address: str) -> None:
        chunk = item.chunk
        preambular = item.role == "pre"
        opening = act = None
        if item.opening is not None or chunk.emphasis:
            opening, act = printed_opening(chunk, self.code, preambular, item.opening)
        anchors = chunk.anchors
        paragraph = Paragraph(
            address=address,
            number=number.number,
            opening=opening,
            text=chunk.text,
            span=new(Span, (chunk.start, chunk.end)),
            level=number.level,
            act=act,
            notes=tuple(dict.fromkeys(marker for _, marker in anchors)) if anchors else (),
            anchors=_first_places(anchors) if anchors else (),
            pieces=chunk.pieces,
            label=item.label.printed if item.label else None,
        )
        (self.pre if preambular else self.op).append(paragraph)
        if self.pending:
            self.headings += _headings(self.pending, address)
            self.pending.clear()


def _top(number: Numbered) -> int | None:
    """The number of a paragraph of the first level, where it is plain figures."""
    printed = number.number
    return int(printed) if printed and number.level == 1 and printed.isdigit() else None


def _is_top(number: Numbered) -> bool:
    return number.number is not None and number.number[0].isdigit()


class _Names:
    """Addresses of operative paragraphs, one after the other.

    A number is its own address. A paragraph without one is named after the numbered paragraph
    before it (``op3.u1``), or is ``op1`` where nothing is numbered; a letter without a number
    belongs to the paragraph before it.
    """

    def __init__(self, prefix: str, annex: bool, numbered: bool) -> None:
        self.prefix, self.annex, self.numbered = prefix, annex, numbered
        self.section = ""
        self.last = f"{prefix}p0" if annex else f"{prefix}op0"
        self.parent = self.last
        self.count = 0
        self.paragraphs = 0

    def name(self, number: Numbered, section: str) -> str:
        if section != self.section:
            self.section, self.last, self.count = section, f"{self.prefix}{section}op0", 0
        if number.number is None:
            self.parent = self._unnumbered()
            return self.parent
        tail = address_tail(number.number)
        if not _is_top(number):
            return f"{self.parent}.{tail}"
        address = f"{self.prefix}{section}op{tail}"
        self.last, self.count = address, 0
        if number.level == 1:
            self.parent = address
        return address

    def _unnumbered(self) -> str:
        self.count += 1
        if self.annex:
            self.paragraphs += 1
            return f"{self.prefix}p{self.paragraphs}"
        if self.numbered:
            return f"{self.last}.u{self.count}"
        self.last, self.count, self.numbered = f"{self.prefix}{self.section}op1", 0, True
        return self.last


def _first_places(anchors: Iterable[tuple[int, str]]) -> tuple[int, ...]:
    places: dict[str, int] = {}
    for at, marker in anchors:
        places.setdefault(marker, at)
    return tuple(places.values())


def _after_headings(items: Sequence[Item]) -> list[bool]:
    """For each counted paragraph: does a heading stand between it and the one before?"""
    fresh = []
    heading = False
    for item in items:
        role = item.role
        if role in _COUNTED:
            fresh.append(heading or role == "pre")
            if heading and item.label is not None:
                heading = False
        elif role in ("heading", "annex", "part"):
            heading = True
    return fresh


def _sections(
    items: Sequence[Item], tops: Sequence[int | None], fresh: Sequence[bool]
) -> list[str]:
    """The section part of each address: empty unless the numbers restart.

    Where they do, the roman number of the heading names the section, or the count of restarts.
    """
    restarts = _restarts(tops, fresh)
    if not any(restarts):
        return [""] * len(tops)
    out = []
    label = 0
    runs = 1
    rest = iter(restarts)
    for item in items:
        if item.role == "heading" and item.heading is not None and item.heading.rank == 1:
            label = roman_value(item.heading.value)
        elif item.role in _COUNTED:
            runs += next(rest)
            out.append(f"s{label or runs}.")
    return out


def _restarts(tops: Sequence[int | None], fresh: Sequence[bool]) -> list[bool]:
    """Whether the count begins anew with each paragraph.

    A number that is not higher than the one before does not suffice (a misprint, or the same
    number twice): it is a 1, or stands under a heading.
    """
    out = []
    last = 0
    for value, under in zip(tops, fresh, strict=True):
        if value is None:
            out.append(False)
        else:
            out.append(value <= last and (value == 1 or under))
            last = value
    return out


def _count_doubts(
    counted: Sequence[Item],
    tops: Sequence[int | None],
    fresh: Sequence[bool],
    sections: Sequence[str],
    prefix: str,
) -> list[Doubt]:
    doubts = []
    last = 0
    for item, value, restart, section in zip(counted, tops, fresh, sections, strict=True):
        if value is None:
            continue
        if value != last + 1 and not (value == 1 and restart):
            code = "number-repeated" if value == last else "number-jumps"
            span = Span(item.chunk.start, item.chunk.end)
            values = {"number": str(value), "expected": str(last + 1)}
            doubts.append(Doubt(code, at=f"{prefix}{section}op{value}", span=span, values=values))
        last = value
    return doubts


def _headings(items: Sequence[Item], before: str) -> list[Heading]:
    """Headings printed on two lines, number and words, are one."""
    out: list[Heading] = []
    for item in items:
        if item.role != "heading":
            continue
        text, label = item.chunk.text, item.heading.value if item.heading else None
        span = Span(item.chunk.start, item.chunk.end)
        if label is None and out and out[-1].label and not out[-1].text:
            first = out[-1].span or span
            out[-1] = Heading(
                text, before, out[-1].level, out[-1].label, Span(first.start, span.end)
            )
            continue
        out.append(Heading(text, before, _rank(item.heading), label, span))
    return out


def _rank(label: HeadingLabel | None) -> int:
    return label.rank if label else 2


def _table(item: Item, after: str) -> Table:
    rows = tuple(
        tuple(cell.strip() for cell in row.split("\t")) for row in item.chunk.text.split("\n")
    )
    return Table(
        rows, None if after.endswith("0") else after, Span(item.chunk.start, item.chunk.end)
    )


# ---------------------------------------------------------------- the whole


def _split_groups(items: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    """Groups of items that share a count: ``body``, then one for each part and annex."""
    if {item.role for item in items}.isdisjoint(("part", "annex")):
        return [("body", list(items))]
    groups: list[tuple[str, list[Item]]] = [("body", [])]
    for item in items:
        if item.role == "part":
            groups.append(("part", [item]))
        elif item.role == "annex":
            groups.append(("annex", [item]))
        else:
            groups[-1][1].append(item)
    return groups


def assemble(
    items: Sequence[Item], code: str, first_part: tuple[str | None, str | None] = (None, None)
) -> Body:
    """Number, address and sort the items. Addresses are unique by construction.

    ``first_part`` is the letter and title of part A where they stand in the masthead.
    """
    groups = _split_groups(items)
    pre: list[Paragraph] = []
    op: list[Paragraph] = []
    headings: list[Heading] = []
    parts: list[Part] = []
    tables: list[Table] = []
    annexes: list[Annex] = []
    doubts: list[Doubt] = []
    taken: set[str] = set()
    composite = any(kind == "part" for kind, _ in groups)
    for kind, inside in groups:
        if kind == "annex":
            annex, group = _annex(inside, len(annexes) + 1, code)
            annexes.append(annex)
        else:
            letter = _part_letter(inside, kind, len(parts), first_part[0]) if composite else ""
            if kind == "body" and not inside:
                continue
            prefix = f"part{letter}." if letter else ""
            group = _Group(inside, prefix, code, annex=False)
            group.taken = taken  # two parts may be printed with one letter
            group.build()
            pre += group.pre
            op += group.op
            headings += group.headings
            if letter:
                parts.append(_part(letter, inside, group, None if parts else first_part[1]))
        tables += group.tables
        doubts += group.doubts
    return Body(
        tuple(pre),
        tuple(op),
        tuple(headings),
        tuple(parts),
        tuple(tables),
        tuple(annexes),
        tuple(doubts),
    )


def _part_letter(inside: Sequence[Item], kind: str, count: int, first: str | None) -> str:
    if kind == "body":
        return first or "A"
    label = inside[0].heading
    return label.value if label is not None else chr(ord("A") + count)


def _part(letter: str, inside: Sequence[Item], group: _Group, title: str | None) -> Part:
    if inside and inside[0].role == "part":
        title = inside[0].chunk.text
    paragraphs = group.pre or group.op
    return Part(letter, title or None, paragraphs[0].address if paragraphs else "")


def _annex(inside: Sequence[Item], count: int, code: str) -> tuple[Annex, _Group]:
    """An annex: its label, its title (the first heading without a number), its paragraphs."""
    label = inside[0].chunk.text or None
    rest = list(inside[1:])
    title = None
    if rest and rest[0].role == "heading" and rest[0].heading is None:
        title = rest.pop(0).chunk.text
    prefix = f"annex{count}."
    group = _Group(
        [replace(i, role="op") if i.role == "pre" else i for i in rest], prefix, code, annex=True
    )
    group.build()
    spans = [i.chunk for i in inside if i.chunk.text]
    span = Span(spans[0].start, spans[-1].end) if spans else None
    return Annex(f"annex{count}", title, tuple(group.op), label, tuple(group.headings), span), group


def place_notes(
    notes: Sequence[RawNote], paragraphs: Iterable[Paragraph], title: Sequence[str]
) -> tuple[list[Note], list[Doubt]]:
    """Join each note to the first paragraph that carries its marker.

    Doubts: a note without a marker in the text, a marker without a note, a marker twice.
    """
    home: dict[str, Paragraph] = {}
    for paragraph in paragraphs:
        for marker in paragraph.notes:
            home.setdefault(marker, paragraph)
    out: list[Note] = []
    doubts: list[Doubt] = []
    seen: set[str] = set()
    for marker, chunk in notes:
        where = home.get(marker)
        span = Span(chunk.start, chunk.end)
        if marker in seen:
            doubts.append(
                Doubt("note-repeated", at=f"note{marker}", span=span, values={"marker": marker})
            )
        seen.add(marker)
        if where is None and marker not in title:
            doubts.append(
                Doubt(
                    "note-without-marker", at=f"note{marker}", span=span, values={"marker": marker}
                )
            )
        out.append(Note(marker, chunk.text, where.address if where else None, span, chunk.pieces))
    for marker, where in home.items():
        if marker not in seen:
            doubts.append(
                Doubt(
                    "marker-without-note",
                    at=where.address,
                    span=where.span,
                    values={"marker": marker},
                )
            )
    return out, doubts
