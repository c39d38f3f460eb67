"""The masthead: everything that stands before the enacting formula.

The lines come as a user has them: pasted paragraphs, wrapped lines of a page, cells of a Word
table in any order. Each line is told by its own form (``languages/*/masthead.toml``); what has
no form of its own continues the agenda item's title or the title of the resolution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import msgspec

from seized.languages import Language
from seized.languages.dates import find_dates
from seized.languages.numbers import ordinal
from seized.languages.words import fold
from seized.model.dates import PartialDate
from seized.model.doubts import Doubt
from seized.model.errors import SymbolError
from seized.model.resolution import Session, Vote
from seized.model.text import Span
from seized.structure.formulas import (
    Conclusions,
    Formula,
    find_formula,
    is_conclusion,
    is_meeting,
    read_conclusions,
    read_vote,
    whole_date,
)
from seized.structure.lines import Line
from seized.symbols.grammar import parse
from seized.symbols.letters import latin_letter, plain
from seized.symbols.numbers import latin_number
from seized.symbols.symbol import Symbol

__all__ = [
    "Conclusions",
    "Formula",
    "Line",
    "Masthead",
    "find_formula",
    "is_conclusion",
    "is_meeting",
    "read_conclusions",
    "read_masthead",
]


class Masthead(msgspec.Struct, frozen=True):
    """What the masthead says; what it does not say is None or empty.

    ``part`` is the letter of the part of a composite resolution, ``part_title`` its heading.
    ``title_notes`` are the markers of notes that the title carries and ``title_anchors`` their
    offsets in the title, which itself has no markers. ``report_paragraph`` is the paragraph of
    the committee's report. ``adopted``, ``meeting`` and ``vote`` are those of the masthead alone;
    the conclusions may say more.
    """

    symbol: str | None = None
    organ: str | None = None
    session: Session | None = None
    agenda_items: tuple[str, ...] = ()
    agenda_title: str | None = None
    title: str | None = None
    title_span: Span | None = None
    title_notes: tuple[str, ...] = ()
    title_anchors: tuple[int, ...] = ()
    part: str | None = None
    part_title: str | None = None
    adopted: PartialDate | None = None
    issued: PartialDate | None = None
    committee: str | None = None
    drafts: tuple[str, ...] = ()
    report_paragraph: str | None = None
    meeting: int | None = None
    vote: Vote | None = None
    enacting: str | None = None
    doubts: tuple[Doubt, ...] = ()


# Note markers are kept between two private characters until the title is put together.
_OPEN: Final = "\ue000"
_CLOSE: Final = "\ue001"
_MARKER: Final = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_SUPERSCRIPT: Final = re.compile(r"[⁽]?([⁰¹²³⁴-⁹]+)[⁾]?")
_DIGITS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# A marker printed plain: glued to the last letter of the title, in brackets, or stars.
# A marker printed plain: glued to the last letter of the title, the first note after a space,
# in brackets, or stars.
_PLAIN_MARKER: Final = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[”»’\")）》]))\d{1,2}$| 1$| ?[(（]\d{1,2}[)）]$| ?\*{1,3}$"
)
_FIELD: Final = 400  # code points; no session, agenda or adoption line is longer
_WIDEST: Final = 130  # code points; a line of a page is shorter
_GAP: Final = re.compile(r"\s{3,}|\t+")
_SPACE: Final = re.compile(r"\s+")
_BOLD: Final = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_MARK: Final = re.compile(r"[(\[]?(\d{1,3}|\*{1,3})[)\]]?\Z")
_SYMBOL: Final = re.compile(r"(?<![A-Za-z])[A-Z]{1,6}(?:/+ ?[A-Za-z0-9][A-Za-z0-9.\-]*)+")
_SUFFIX: Final = re.compile(r"\W{1,3}(?:[^\W\d_]{1,3} )?((?:Add|Corr|Rev)\.\d+)\b")
_RESOLUTION: Final = re.compile(r"(?:[A-Z]+/)+(?:RES/|[A-Z]{2}\.\d+/Res\.)\S", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"(?:(?:(?:ES|S)-?)?\d{1,4}/\d{1,4}(?: ?[A-Z](?:-[A-Z])?)?"
    r"|\d{1,4}(?: [A-Z](?:-[A-Z])?)? ?\((?:(?:ES|S)-)?[IVXLC]+\))"
)
_LETTER: Final = re.compile(
    r"(\d{1,3})|([^\W\d_]{1,2}|[^\W\d_] [^\W\d_]) ?\)|(-| to | à | a | по | إلى |至)"
)
_ITEMS: Final = re.compile(
    r"\d{1,3}(?: ?\(? ?(?:[^\W\d_]{1,2}|[^\W\d_] [^\W\d_]) ?\)"
    r"|(?: ?[,،、;] ?| (?:and|et|y|и|to|à|a|по|إلى) | و ?| ?(?:和|及|至|-) ?)"
    r"(?=[\d(]|[^\W\d_]{1,2} ?\))"
    r"|\d{1,3})*"
)
_BODY: Final = {
    "general-assembly": "A",
    "security-council": "S",
    "economic-and-social-council": "E",
    "human-rights-council": "A/HRC",
}


class _Cell(NamedTuple):
    """One line, or one cell of a line of two columns."""

    text: str
    start: int
    end: int
    blank_before: bool


class _Row(NamedTuple):
    pattern: re.Pattern[str]
    kind: str


class _Rules(NamedTuple):
    """The compiled data of one language."""

    publisher: frozenset[str]
    distribution: tuple[str, ...]
    organs: tuple[tuple[str, str], ...]  # folded name, organ; longest first
    committees: tuple[tuple[str, str], ...]
    parts: dict[str, str]
    rows: dict[str, tuple[_Row, ...]]


@cache
def _rules(language: Language) -> _Rules:
    table = language.table("masthead")

    def names(key: str) -> tuple[tuple[str, str], ...]:
        pairs = [(fold(name).text, of) for of, found in table[key].items() for name in found]
        return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))

    kinds = ("session", "agenda", "adoption", "reference", "paragraph", "label")
    return _Rules(
        frozenset(fold(name).text for name in table["publisher"]),
        tuple(fold(word).text for word in table["distribution"]),
        names("organs"),
        names("committees"),
        {fold(letter).text: latin for letter, latin in table["parts"].items()},
        {
            key: tuple(_Row(re.compile(row["pattern"]), row.get("kind", "")) for row in table[key])
            for key in kinds
        },
    )


def read_masthead(lines: Sequence[Line], language: Language, organ: str | None = None) -> Masthead:
    """Read the lines before the enacting formula; ``organ`` is who enacts, where that is known.

    Never fails: what cannot be read is left out, contradictions are among the doubts.
    """
    cover = _Cover(list(_cells(lines)), language)
    cover.read()
    return cover.masthead(organ)


def _cells(lines: Sequence[Line]) -> Iterator[_Cell]:
    # A line that no page would hold tells that every line is a paragraph of its own.
    apart = any(len(line.text) > _WIDEST for line in lines)
    for line in lines:
        text = _mark_notes(line)
        blank = line.blank_before or apart
        for part in _GAP.split(text):
            part = _BOLD.sub("", part).strip(" >#_").strip()
            part = _SPACE.sub(" ", part)
            if part:
                yield _Cell(part, line.start, line.end, blank)
                blank = False


def _mark_notes(line: Line) -> str:
    """The text of a line with its note markers set apart."""
    text = line.text
    if line.block is not None:
        for mark in sorted(line.block.marks, key=lambda one: -one.start):
            start, end = mark.start - line.start, mark.end - line.start
            if mark.kind in ("note", "superscript") and 0 <= start < end <= len(text):
                marker = _MARK.match(text[start:end].strip())
                if marker:
                    text = f"{text[:start]}{_OPEN}{marker[1]}{_CLOSE}{text[end:]}"
    return _SUPERSCRIPT.sub(lambda m: f"{_OPEN}{m[1].translate(_DIGITS)}{_CLOSE}", text)


class _Cover:
    """The state of reading: what was found, and which field a bare line continues."""

    def __init__(self, cells: list[_Cell], language: Language) -> None:
        self.cells = cells
        self.language = language
        self.rules = _rules(language)
        self.state = ""
        self.symbol: Symbol | None = None
        self.printed_number: str | None = None
        self.organ: str | None = None
        self.organ_line: str | None = None
        self.session: Session | None = None
        self.items: list[str] = []
        self.agenda: list[str] = []
        self.title: list[_Cell] = []
        self.after_title: list[str] = []
        self.part: str | None = None
        self.adopted: PartialDate | None = None
        self.issued: PartialDate | None = None
        self.committee: str | None = None
        self.drafts: list[str] = []
        self.paragraph: str | None = None
        self.meeting: int | None = None
        self.vote: Vote | None = None
        self.doubts: list[Doubt] = []

    # -- one cell after the other

    def read(self) -> None:
        at = 0
        while at < len(self.cells):
            at += self.take(at)

    def take(self, at: int) -> int:
        """Read the cell at ``at`` and what belongs to it; the number of cells read."""
        cell = self.cells[at]
        text = _MARKER.sub("", cell.text)
        line = fold(text).text
        if self.state == "title" and not (cell.blank_before and self.title):
            # A wrapped title may hold a line that looks like a date or a session.
            return self.reference(at, line) or self.continuation(cell)
        return (
            self.label(cell)
            or self.cover(text, line)
            or self.reference(at, line)
            or self.joined(at)
            or self.lettered(text, line)
            or self.continuation(cell)
        )

    def cover(self, text: str, line: str) -> int:
        """Publisher, organ, symbol, distribution, date of issue."""
        if line in self.rules.publisher:
            self.state = ""
            return 1
        organ = next((organ for name, organ in self.rules.organs if name == line), None)
        if organ is not None and not self.title:
            self.organ_line = organ
            self.state = "" if self.state != "agenda" or self.agenda else self.state
            return 1
        if len(line) < 60 and _RESOLUTION.match(plain(text)):
            return self.printed_symbol(text)
        if line.startswith(self.rules.distribution[0]) or line in self.rules.distribution:
            self.issue(text)
            self.state = "" if self.state != "agenda" else self.state
            return 1
        date = whole_date(text, self.language)
        if date is not None:
            self.issued = self.issued or date
            return 1
        return 0

    def issue(self, text: str) -> None:
        for code in (self.language.code, "en"):
            for date in find_dates(text, code):
                if self.issued is None and date.last.day:
                    self.issued = date.last

    def printed_symbol(self, text: str) -> int:
        try:
            symbol = parse(text)
        except SymbolError:
            return 0
        self.symbol = self.symbol or symbol
        return 1

    def label(self, cell: _Cell) -> int:
        """Number and title: "75/268. …", "ES-11/1. …", "2200 A (XXI). …"."""
        if self.title or self.state == "title":
            return 0
        found = _label(cell.text, self.language)
        if found is None:
            return 0
        self.printed_number, rest = found
        self.state = "title"
        if rest:
            self.title.append(cell._replace(text=rest))
        return 1

    def joined(self, at: int) -> int:
        """Lines that may be wrapped: session, agenda item, adoption formula."""
        for count in (1, 2, 3):
            cells = self.cells[at : at + count]
            if len(cells) < count or any(cell.blank_before for cell in cells[1:]):
                return 0
            text = _SPACE.sub(" ", " ".join(_MARKER.sub("", cell.text) for cell in cells))
            if len(text) > _FIELD:
                return 0
            line = fold(text).text.rstrip(" ,،，")
            if (
                (count == 1 and self.council_label(line))
                or self.adoption(text, line)
                or self.agenda_item(line, text)
                or (count == 1 and self.session_line(line))
            ):
                return count
        return 0

    def council_label(self, line: str) -> bool:
        """ "Resolution 2250 (2015)": the Security Council gives no titles."""
        for row in self.rules.rows["label"]:
            match = row.pattern.fullmatch(line)
            if match:
                self.printed_number = match["number"]
                self.organ = self.organ or "security-council"
                self.state = ""
                return True
        return False

    def session_line(self, line: str) -> bool:
        if self.session is not None:
            return False
        for row in self.rules.rows["session"]:
            match = row.pattern.fullmatch(line)
            if match is None:
                continue
            if row.kind == "year":
                self.session = Session(int(match["year"]))
            else:
                number = ordinal(match["ordinal"], self.language.code)
                if number is None:
                    continue
                self.session = Session(number, row.kind)  # type: ignore[arg-type]
            return True
        return False

    def agenda_item(self, line: str, text: str) -> bool:
        if self.items:
            return False
        for row in self.rules.rows["agenda"]:
            match = row.pattern.fullmatch(line)
            if match is None:
                continue
            printed = match["items"]
            listed = _ITEMS.match(printed)
            if listed is None:
                continue
            rest = printed[listed.end() :].strip(" .:-")
            self.items = _agenda_items(listed[0])
            self.state = "agenda"
            if rest and line.endswith(rest):
                self.agenda.append(text[len(text) - len(rest) :])
            return True
        return False

    def adoption(self, text: str, line: str) -> bool:
        for row in self.rules.rows["adoption"]:
            match = row.pattern.fullmatch(line)
            if match is None:
                continue
            dates = find_dates(text, self.language.code)
            if not dates:
                continue
            self.adopted = dates[-1].last
            self.organ = self.named(match["organ"]) or self.organ
            meeting = match.groupdict().get("meeting")
            self.meeting = int(meeting) if meeting else self.meeting
            self.state = "after"
            return True
        return False

    def named(self, line: str) -> str | None:
        return next((organ for name, organ in self.rules.organs if name in line), None)

    def reference(self, at: int, line: str) -> int:
        """The proponent line, up to its closing bracket; or how it was voted."""
        bracket = line.startswith(("[", "［", "【"))
        row = next((r for r in self.rules.rows["reference"] if r.pattern.match(line)), None)
        if row is None and not bracket:
            return 0
        if row is not None and not bracket and "/" not in line:
            return 0
        parts: list[str] = []
        for cell in self.cells[at : at + 6]:
            parts.append(_MARKER.sub("", cell.text))
            if not bracket or cell.text.rstrip(".").endswith(("]", "］", "】")):
                break
        text = _SPACE.sub(" ", " ".join(parts))
        self.vote = self.vote or read_vote(text, self.language)
        self.proposed(text, row is not None and row.kind == "none")
        if self.state != "title":
            self.state = "after"
        return len(parts)

    def proposed(self, text: str, none: bool) -> None:
        line = fold(text).text
        if not none:
            for name, committee in self.rules.committees:
                if name in line:
                    self.committee = committee
                    break
        for row in self.rules.rows["paragraph"]:
            match = row.pattern.search(line)
            if match:
                self.paragraph = match["number"]
        for symbol in _symbols(text):
            if symbol not in self.drafts:
                self.drafts.append(symbol)

    def lettered(self, text: str, line: str) -> int:
        """The letter of a part, alone on its line, under the title."""
        if self.state not in ("title", "below") or self.part is not None or len(line) > 5:
            return 0
        letter = self.rules.parts.get(line)
        if letter is None:
            try:
                letter = latin_letter(text.strip(".() ")).upper()
            except KeyError:
                return 0
        if len(letter) != 1:
            return 0
        self.part = letter
        self.state = "below"
        return 1

    def continuation(self, cell: _Cell) -> int:
        if self.state == "title":
            if cell.blank_before and self.title:
                self.state = "below"
            else:
                if self.lettered(cell.text, fold(cell.text).text):
                    return 1
                self.title.append(cell)
                return 1
        if self.state == "below":
            self.after_title.append(_MARKER.sub("", cell.text))
        elif self.state == "agenda":
            self.agenda.append(_MARKER.sub("", cell.text))
        return 1

    # -- the result

    def masthead(self, organ: str | None) -> Masthead:
        symbol = self.resolution(organ)
        title, notes, anchors = _title(self.title)
        spans = [Span(cell.start, cell.end) for cell in self.title]
        return Masthead(
            symbol=symbol.canonical if symbol else None,
            organ=(symbol.organ if symbol else None) or self.organ or organ or self.organ_line,
            session=self.of_session(symbol),
            agenda_items=tuple(self.items),
            agenda_title=_join(self.agenda) or None,
            title=title or None,
            title_span=Span(spans[0].start, spans[-1].end) if spans else None,
            title_notes=notes,
            title_anchors=anchors,
            part=self.part,
            part_title=(_join(self.after_title) or None) if self.part else None,
            adopted=self.adopted,
            issued=self.issued,
            committee=self.committee,
            drafts=tuple(self.drafts),
            report_paragraph=self.paragraph,
            meeting=self.meeting,
            vote=self.vote,
            doubts=tuple(self.doubts),
        )

    def resolution(self, organ: str | None) -> Symbol | None:
        """The symbol: as printed, else put together from the organ and the number."""
        built: Symbol | None = None
        if self.printed_number:
            issuer = self.organ or organ or self.organ_line or "general-assembly"
            built = _built(issuer, self.printed_number, self.part)
        if self.symbol is None:
            return built
        if built is not None and built.base != self.symbol.base and built.body == self.symbol.body:
            values = {"printed": self.symbol.canonical, "title": built.canonical}
            self.doubts.append(Doubt("symbol-differs", values=values))
        return self.symbol

    def of_session(self, symbol: Symbol | None) -> Session | None:
        """The session of the symbol, which is harder to misprint than words; else the line's."""
        session = symbol.assembly_session if symbol else None
        if session is None and symbol is not None and symbol.body.split("/")[0] in ("A", "E"):
            session = Session(int(symbol.session)) if (symbol.session or "").isdecimal() else None
        if session is None:
            return self.session
        if self.session is not None and self.session != session and symbol is not None:
            values = {"printed": str(self.session.number), "symbol": symbol.canonical}
            self.doubts.append(Doubt("session-differs", values=values))
        return session


def _label(text: str, language: Language) -> tuple[str, str] | None:
    """Number and rest of a line that a resolution's number opens."""
    clean = plain(text).replace("．", ".")
    head, dot, _ = clean.partition(".")
    if dot and len(head) <= 28:
        number = latin_number(head).strip()
        if _NUMBER.fullmatch(number):
            return number, text[len(head) + 1 :].lstrip(" -–:：").rstrip()
    match = _NUMBER.match(clean)
    if match and clean[match.end() : match.end() + 1] in ("", " ", ":") and len(match[0]) < 14:
        rest = text[match.end() :].lstrip(" -–:：").rstrip()
        if rest[:1].isupper() or not rest or language.code in ("ar", "zh"):
            return match[0], rest
    return None


def _built(organ: str, number: str, part: str | None) -> Symbol | None:
    if organ == "environment-assembly" and "/" in number:
        session, _, serial = number.partition("/")
        symbol = f"UNEP/EA.{session}/Res.{serial}"
    elif organ in _BODY:
        symbol = f"{_BODY[organ]}/RES/{number}"
        if part and number[-1:].isdecimal():
            symbol = f"{symbol} {part}"
    else:
        return None
    try:
        return parse(symbol)
    except SymbolError:
        return None


def _symbols(text: str) -> Iterator[str]:
    """Canonical symbols in a proponent line, "A/75/L.3 and Add.1" read as two."""
    clean = plain(text)
    for match in _SYMBOL.finditer(clean):
        try:
            symbol = parse(match[0].strip(" ./-"))
        except SymbolError:
            continue
        yield symbol.canonical
        at = match.end()
        while suffix := _SUFFIX.match(clean, at):
            yield f"{symbol.canonical}/{suffix[1]}"
            at = suffix.end()


def _agenda_items(printed: str) -> list[str]:
    """Items of a line, language-neutral: "20 (a) and (b)" gives "20 (a)" and "20 (b)"."""
    out: list[str] = []
    number, last, ranged = "", "", False
    for match in _LETTER.finditer(printed):
        if match[1]:
            number, last, ranged = str(int(match[1])), "", False
            out.append(number)
        elif match[3]:
            ranged = bool(last)
        elif number:
            try:
                letter = latin_letter(match[2])
            except KeyError:
                continue
            if out[-1] == number:
                out.pop()
            if ranged and len(last) == len(letter) == 1 and last < letter:
                out += [f"{number} ({chr(n)})" for n in range(ord(last) + 1, ord(letter))]
            out.append(f"{number} ({letter})")
            last, ranged = letter, False
    return list(dict.fromkeys(out))


def _title(cells: list[_Cell]) -> tuple[str, tuple[str, ...], tuple[int, ...]]:
    """The title in one line, its note markers, and where in the title they stood."""
    text = _join([cell.text for cell in cells])
    if not _MARKER.search(text):
        text = _PLAIN_MARKER.sub(
            lambda m: f"{_OPEN}{m[0].strip(' ()（）')}{_CLOSE}", text.rstrip(), count=1
        )
    notes: list[str] = []
    anchors: list[int] = []
    out = ""
    at = 0
    for match in _MARKER.finditer(text):
        out += (
            text[at : match.start()].rstrip()
            if match.end() == len(text)
            else text[at : match.start()]
        )
        notes.append(match[1])
        anchors.append(len(out))
        at = match.end()
    return (out + text[at:]).strip(), tuple(notes), tuple(anchors)


_HAN: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
_OPENING: Final = "“‘(（[《「«"


def _join(parts: Sequence[Any]) -> str:
    """Wrapped lines as one: no space between Han characters, after a hyphen, in quotation marks."""
    out = ""
    for part in parts:
        if not out:
            out = part
            continue
        tight = (
            (_HAN.match(out[-1]) and _HAN.match(part[0]))
            or (out[-1] in "-\u2010\u2011–" and out[-2:-1].isalnum())
            or (out[-1] in _OPENING and out[-1] != "«")
            or (out[-1] in "’'" and out[-2:-1].isalpha())
        )
        out += part if tight else f" {part}"
    return out
