"""The masthead: everything that stands before the enacting formula.

The lines come as a user has them: pasted paragraphs, wrapped lines of a page, cells of a Word
table in any order. Each line is told by its own form (``languages/*/masthead.toml``); what has
no form of its own continues the agenda item's title or the title of the resolution.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

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
from seized.structure.masthead_fields import (
    Masthead,
    agenda_items,
    built_symbol,
    number_and_rest,
    symbols_in,
)
from seized.structure.masthead_lines import Cell, cells, join_lines, one_line, plain_text, title_of
from seized.structure.masthead_rules import rules_of
from seized.structure.narrative import Narrative
from seized.symbols.grammar import parse
from seized.symbols.letters import latin_letter, plain
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


_FIELD: Final = 400  # code points; no session, agenda or adoption line is longer
_RESOLUTION: Final = re.compile(
    r"(?:[A-Z]+(?:\.\d+)?/)+(?:(?:RES|DEC)/|[A-Z]{2}\.\d+/Res\.)\S", re.IGNORECASE
)


def read_masthead(
    lines: Sequence[Line],
    language: Language,
    organ: str | None = None,
    *,
    told: Narrative | None = None,
) -> Masthead:
    """Read the lines before the enacting formula; ``organ`` is who enacts, where that is known.

    ``told`` is what the beginning of a decision tells. Never fails: what cannot be read is left
    out, contradictions are among the doubts.
    """
    cover = _Cover(list(cells(lines)), language)
    cover.read()
    if told is not None:
        organ = told.organ
        cover.kind = "DEC"
        cover.meeting = cover.meeting or told.meeting
        cover.adopted = cover.adopted or told.adopted
        cover.committee = cover.committee or told.committee
    return cover.masthead(organ)


class _Cover:
    """The state of reading: what was found, and which field a bare line continues."""

    def __init__(self, cells: list[Cell], language: Language) -> None:
        self.cells = cells
        self.language = language
        self.rules = rules_of(language)
        self.state = ""
        self.symbol: Symbol | None = None
        self.printed_number: str | None = None
        self.organ: str | None = None
        self.organ_line: str | None = None
        self.session: Session | None = None
        self.items: list[str] = []
        self.agenda: list[str] = []
        self.title: list[Cell] = []
        self.after_title: list[str] = []
        self.part: str | None = None
        self.adopted: PartialDate | None = None
        self.issued: PartialDate | None = None
        self.committee: str | None = None
        self.drafts: list[str] = []
        self.paragraph: str | None = None
        self.meeting: int | None = None
        self.vote: Vote | None = None
        self.kind = "RES"
        self.doubts: list[Doubt] = []

    # -- one cell after the other

    def read(self) -> None:
        at = 0
        while at < len(self.cells):
            at += self.take(at)

    def take(self, at: int) -> int:
        """Read the cell at ``at`` and what belongs to it; the number of cells read."""
        cell = self.cells[at]
        text = plain_text(cell.text)
        line = fold(text).text
        if self.state == "title" and not (cell.blank_before and self.title):
            # A wrapped title may hold a line that looks like a date or a session.
            return self.reference(at, line) or self.continuation(cell)
        # So may a wrapped title of an agenda item hold the name of an organ.
        wrapped = self.state == "agenda" and bool(self.agenda) and not cell.blank_before
        return (
            self.label(cell)
            or (0 if wrapped else self.cover(text, line))
            or self.reference(at, line)
            or self.joined(at, text, line)
            or self.lettered(text, line)
            or self.continuation(cell)
        )

    def cover(self, text: str, line: str) -> int:
        """Publisher, organ, symbol, distribution, date of issue."""
        if line in self.rules.publisher:
            self.state = ""
            return 1
        organ = self.rules.organ_of.get(line)
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

    def label(self, cell: Cell) -> int:
        """Number and title: "75/268. …", "ES-11/1. …", "2200 A (XXI). …"."""
        if self.title or self.state == "title":
            return 0
        found = number_and_rest(cell.text, self.language)
        if found is None:
            return 0
        self.printed_number, rest = found
        self.state = "title"
        if rest:
            self.title.append(cell._replace(text=rest))
        return 1

    def joined(self, at: int, text: str, line: str) -> int:
        """Session, agenda item and adoption formula, which the page may have wrapped."""
        if len(text) > _FIELD:
            return 0
        bare = line.rstrip(" ,،，")
        if self.council_label(text, bare) or self.field(text, bare) or self.session_line(bare):
            return 1
        for count in (2, 3):
            cells = self.cells[at : at + count]
            if len(cells) < count or cells[-1].blank_before:
                break
            text = one_line(cells)
            if len(text) > _FIELD:
                break
            if self.field(text, fold(text).text.rstrip(" ,،，")):
                return count
        return self.undated(line)

    def field(self, text: str, line: str) -> bool:
        return self.adoption(text, line) or self.agenda_item(line, text)

    def council_label(self, text: str, line: str) -> bool:
        """ "Resolution 2250 (2015)": the Security Council gives no titles."""
        for row in self.rules.rows["label"]:
            match = row.pattern.fullmatch(line)
            if match:
                self.printed_number = match["number"]
                dates = find_dates(text, self.language.code)
                self.adopted = dates[0].last if dates else self.adopted
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
            listed = agenda_items(match["items"], self.language)
            if listed is None:
                continue
            self.items, rest = listed[0], listed[1].strip(" .:-")
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

    def undated(self, line: str) -> int:
        """The adoption formula of earlier years: the date stands in the conclusions."""
        for row in self.rules.rows["undated"]:
            match = row.pattern.fullmatch(line)
            for name, organ in self.rules.organs if match else ():
                if match and match["organ"].endswith(name) and len(match["organ"]) < len(name) + 4:
                    self.organ = organ
                    self.state = "after"
                    return 1
        return 0

    def named(self, line: str) -> str | None:
        return next((organ for name, organ in self.rules.organs if name in line), None)

    def reference(self, at: int, line: str) -> int:
        """The proponent line, up to its closing bracket; or how it was voted."""
        bracket = line.startswith(("[", "［", "【"))
        if not bracket and "/" not in line:
            return 0
        row = next((r for r in self.rules.rows["reference"] if r.pattern.match(line)), None)
        if row is None and not bracket:
            return 0
        parts: list[str] = []
        for cell in self.cells[at : at + 6]:
            parts.append(plain_text(cell.text))
            if not bracket or cell.text.rstrip(".").endswith(("]", "］", "】")):
                break
        text = " ".join(parts)
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
        for symbol in symbols_in(text):
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

    def continuation(self, cell: Cell) -> int:
        if self.state == "title":
            if cell.blank_before and self.title:
                self.state = "below"
            else:
                if self.lettered(cell.text, fold(cell.text).text):
                    return 1
                self.title.append(cell)
                return 1
        if self.state == "below":
            self.after_title.append(plain_text(cell.text))
        elif self.state == "agenda":
            self.agenda.append(plain_text(cell.text))
        return 1

    # -- the result

    def masthead(self, organ: str | None) -> Masthead:
        symbol = self.resolution(organ)
        title, notes, anchors = title_of(self.title)
        spans = [Span(cell.start, cell.end) for cell in self.title]
        return Masthead(
            symbol=symbol.canonical if symbol else None,
            organ=(symbol.organ if symbol else None) or self.organ or organ or self.organ_line,
            session=self.of_session(symbol),
            agenda_items=tuple(self.items),
            agenda_title=join_lines(self.agenda) or None,
            title=title or None,
            title_span=Span(spans[0].start, spans[-1].end) if spans else None,
            title_notes=notes,
            title_anchors=anchors,
            part=self.part,
            part_title=(join_lines(self.after_title) or None) if self.part else None,
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
            built = built_symbol(issuer, self.printed_number, self.part, self.kind)
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
            year = symbol.session or ""
            session = Session(int(year)) if year.isdecimal() else None
        if session is None:
            return self.session
        if self.session is not None and self.session != session and symbol is not None:
            values = {"printed": str(self.session.number), "symbol": symbol.canonical}
            self.doubts.append(Doubt("session-differs", values=values))
        return session
