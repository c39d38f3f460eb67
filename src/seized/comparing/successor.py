"""The skeleton of the next resolution, as changes on the text of the last one.

Drafting rules ask for the adopted text with tracked changes as the base of the next draft. What
the cycle alone decides is filled in: sessions to come move by the rhythm of the series, the list
of earlier resolutions takes up the last one. What a person must decide is a gap or a remark.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple, cast

from seized.comparing.marks import date_marks
from seized.comparing.matching import Item
from seized.comparing.pairing import page, text_info
from seized.comparing.slips import session_ordinals
from seized.comparing.titles import plain_title
from seized.languages import language
from seized.languages.ordinals import like
from seized.model.dates import PartialDate
from seized.model.errors import InputError
from seized.model.findings import Citation
from seized.model.record import Record
from seized.model.redline import Edit, Passage, PassageState, Redline, Remark, Slip, TextInfo
from seized.model.text import Span
from seized.symbols import abjad_from_latin
from seized.symbols.sessions import ga_session

__all__ = ["next_session", "successor"]

_NEAR: Final = 14  # characters between the number of a resolution and its date
_USUAL_STEP: Final = 2


class _Put(NamedTuple):
    """Words of the text that give way to others; remarks speak of what is put there."""

    start: int
    end: int
    new: str
    slip: Slip | None = None
    remark: str | None = None
    values: tuple[tuple[str, str], ...] = ()


def next_session(record: Record, known: Sequence[Record] = ()) -> int:
    """The session at which the successor is due: as the text asks, else by the recalled rhythm.

    Raises ``InputError`` where the text is of no session of the General Assembly.
    """
    session = record.resolution.session
    if session is None or session.kind != "regular":
        raise InputError(
            "no regular session is known for this resolution",
            where=record.source.name,
            advice="A successor is drafted for the General Assembly",
        )
    wanted = ("agenda-item", "report")
    for deliverable in wanted:
        due = [
            number
            for one in record.mandates
            if one.deliverable == deliverable
            for number in one.due.sessions
            if number > session.number
        ]
        if due:
            return min(due)
    last = max((n for n in _recalled_sessions(record) if n < session.number), default=None)
    return session.number + (session.number - last if last else _USUAL_STEP)


def _recalled_sessions(record: Record) -> Iterator[int]:
    for one in record.citations:
        found = _resolution_session(one.symbol)
        if found is not None and one.at.startswith("pp"):
            yield found


def _resolution_session(symbol: str | None) -> int | None:
    """The session of a resolution of the General Assembly from its symbol."""
    head, _, number = (symbol or "").partition("A/RES/")
    first = number.partition("/")[0]
    return int(first) if not head and first.isdigit() else None


def successor(record: Record, known: Sequence[Record] = ()) -> Redline:
    """The draft of the next resolution as a redline on ``record``.

    ``known`` are other records, of any language: a resolution that the text cites is marked
    where a later one on the same matter is among them. Raises ``InputError`` for a text of no
    regular session of the General Assembly.
    """
    draft = _Draft(record, known)
    info = TextInfo(f"A/{draft.next}/L.[…]", record.resolution.title, draft.next)
    return Redline(record.language, text_info(record), info, tuple(draft.passages()))


class _Draft:
    def __init__(self, record: Record, known: Sequence[Record]) -> None:
        session = record.resolution.session
        self.record = record
        self.code = record.language
        self.words: Any = language(record.language).table("successor")
        self.next = next_session(record, known)
        self.now = session.number if session else 0
        self.step = self.next - self.now
        self._later = _later(known)
        resolution = record.resolution
        self._pieces = {one.address: one.pieces for one in resolution.paragraphs()}
        self._pieces.update((f"note{one.marker}", one.pieces) for one in resolution.notes)
        self._lists = self._list_place()

    def passages(self) -> Iterator[Passage]:
        yield from self._masthead()
        keys = {note.marker: note.marker for note in self.record.resolution.notes}
        for item in page(self.record, keys):
            yield self._passage(item)

    def _masthead(self) -> Iterator[Passage]:
        resolution = self.record.resolution
        print_ = language(self.code).table("printing")
        ending = print_["ordinal"]["default"]
        session = print_["session"]["regular"].format(n=self.next, th=self._ending(ending))
        lines = [f"A/{self.next}/L.[…]", session]
        if resolution.agenda_items:
            items = ", ".join(self._item(item, print_) for item in resolution.agenda_items)
            lines.append(print_["masthead"]["agenda_item"].format(items=items))
        if resolution.agenda_title:
            lines.append(resolution.agenda_title)
        lines.append(self.words["words"]["sponsors"])
        for n, line in enumerate(lines, 1):
            yield Passage("masthead", "inserted", (Edit("inserted", line),), new=f"masthead{n}")

    def _ending(self, default: str) -> str:
        rules = language(self.code).table("printing")["ordinal"]
        digits = str(self.next)
        if digits[-2:] in rules["teens"]:
            return default
        return cast(str, rules["endings"].get(digits[-1], default))

    def _item(self, item: str, print_: Any) -> str:
        letter = item.partition(" ")[2].strip("()")
        if not letter:
            return "[…]"
        if self.code == "ar":
            try:
                letter = abjad_from_latin(letter)
            except KeyError:
                return "[…]"
        return cast(str, print_["masthead"]["item_letter"].format(number="[…]", letter=letter))

    def _passage(self, item: Item) -> Passage:
        puts = sorted(self._puts(item), key=lambda put: (put.start, put.end))
        edits, remarks = self._edited(item, puts)
        slips = tuple(put.slip for put in puts if put.slip)
        changed = any(edit.kind != "same" for edit in edits)
        state: PassageState = "rolled" if changed else "same"
        return Passage(
            item.kind, state, edits, item.address, item.address, None, item.label, item.label,
            item.opening, item.level, item.notes, slips, remarks,
        )  # fmt: skip

    def _puts(self, item: Item) -> Iterator[_Put]:
        """All that changes in one place; what overlaps is left to the first."""
        taken: list[tuple[int, int]] = []
        for put in (
            *self._sessions(item),
            *self._grown(item),
            *self._gaps(item),
            *self._stale(item),
        ):
            if put.new or put.end > put.start:
                overlaps = any(put.start < b and a < put.end for a, b in taken)
                if overlaps and put.remark is None:
                    continue
                if not put.remark:
                    taken.append((put.start, put.end))
            yield put

    def _sessions(self, item: Item) -> Iterator[_Put]:
        """Sessions to come go forward by the step of the series."""
        if item.kind == "note":
            return
        for start, end, number in session_ordinals(item.text, self.code):
            if number <= self.now:
                continue
            old = item.text[start:end]
            new = like(old, number, number + self.step, self.code)
            if new is None:
                yield _Put(start, end, old, remark="session-to-roll")
            else:
                yield _Put(start, end, new, Slip("session", old, new))

    def _list_place(self) -> tuple[str, list[Citation]] | None:
        """The preambular paragraph that lists the earlier resolutions of the series."""
        best: tuple[tuple[int, int], str, list[Citation]] | None = None
        acts = {p.address: p.act for p in self.record.resolution.preamble}
        by_place: dict[str, list[Citation]] = {}
        for one in self.record.citations:
            if _resolution_session(one.symbol) is not None and acts.get(one.at) in _LISTING:
                by_place.setdefault(one.at, []).append(one)
        for at, row in by_place.items():
            newest = max(cast(int, _resolution_session(one.symbol)) for one in row)
            rank = (newest, len(row))
            if newest < self.now and (best is None or rank > best[0]):
                best = (rank, at, row)
        return best and (best[1], best[2])

    def _grown(self, item: Item) -> Iterator[_Put]:
        """The last resolution joins the list of the earlier ones."""
        resolution = self.record.resolution
        if self._lists is None or item.address != self._lists[0] or not resolution.adopted:
            return
        places = [place for one in self._lists[1] if (place := self._in_text(item, one.span))]
        if not places or resolution.symbol is None:
            return
        forms = self.words["list"]
        places.sort()
        end = self._item_end(item.text, places[-1].end)
        number = resolution.symbol.partition("/RES/")[2]
        entry = forms["entry"].format(number=number, date=self._date(resolution.adopted))
        if len(places) > 1:
            gap = item.text[places[-2].end : places[-1].start]
            at = gap.rfind(forms["and"])
            if at >= 0 and forms["and"] != forms["comma"]:
                start = places[-2].end + at
                # A comma may stand before the conjunction already.
                comma = " " if item.text[start - 1] in ",،" else forms["comma"]
                yield _Put(start, start + len(forms["and"]), comma)
        remark = None if len(places) > 1 else "list-to-check"
        slip = Slip("symbol", "", number)
        yield _Put(end, end, forms["and"] + entry, slip)
        if remark:
            yield _Put(end, end, "", remark=remark)

    def _item_end(self, text: str, end: int) -> int:
        """Where the entry of a list ends: after its date, or after the sign of a number."""
        sign = self.words["list"]["sign"]
        if sign and text.startswith(sign, end):
            return end + len(sign)
        for mark in date_marks(text, self.code)[0]:
            if 0 <= mark.start - end <= _NEAR:
                return mark.end
        return end

    def _date(self, date: PartialDate) -> str:
        forms = language(self.code).table("printing")["dates"]
        day = forms["first_day"] if date.day == 1 else str(date.day or "")
        month = forms["months"][(date.month or 1) - 1]
        return cast(str, forms["full"].format(year=date.year, month=month, day=day))

    def _gaps(self, item: Item) -> Iterator[_Put]:
        """Deadlines to come are gaps; other dates to come will have passed."""
        adopted = self.record.resolution.adopted
        if adopted is None:
            return
        due = {str(m.due.date) for m in self.record.mandates if m.at == item.address and m.due.date}
        opens = ga_session(self.next).first
        told: set[tuple[int, int]] = set()
        for mark in date_marks(item.text, self.code)[0]:
            date = PartialDate(mark.value)
            if date.first <= adopted.last or (mark.start, mark.end) in told:
                continue
            told.add((mark.start, mark.end))  # a stretch of days is two dates in one place
            if mark.value in due:
                yield _Put(mark.start, mark.end, self.words["words"]["date"])
            elif date.last < opens:
                values = (("date", item.text[mark.start : mark.end]),)
                yield _Put(mark.start, mark.end, "", remark="date-passed", values=values)

    def _stale(self, item: Item) -> Iterator[_Put]:
        """Citations that the next cycle leaves behind."""
        for one in self.record.citations:
            if one.at != item.address or one.symbol is None:
                continue
            place = self._in_text(item, one.span)
            if place is None:
                continue
            later = self._later.get(one.symbol)
            parts = one.symbol.split("/")
            if later and later != self.record.resolution.symbol:
                values = (("old", one.symbol), ("new", later))
                yield _Put(*place, "", remark="later-is-known", values=values)
            elif "RES" not in parts and parts[0] == "A" and parts[1:2] and parts[1].isdigit() and (
                int(parts[1]) <= self.now
            ):  # fmt: skip
                values = (("old", one.symbol), ("session", str(self.next)))
                yield _Put(*place, "", remark="cited-is-old", values=values)

    def _in_text(self, item: Item, span: Span) -> Span | None:
        """Where a finding stands in the words of its paragraph or note."""
        for text, source, length in self._pieces.get(item.address, ()):
            if source <= span.start < source + length:
                start = span.start - source + text
                return Span(start, min(start + span.end - span.start, len(item.text)))
        return None

    def _edited(
        self, item: Item, puts: Sequence[_Put]
    ) -> tuple[tuple[Edit, ...], tuple[Remark, ...]]:
        """The edits of a place, its references to notes in between, and the remarks."""
        text = item.text
        out: list[Edit] = []
        remarks: list[Remark] = []
        at = shift = 0
        notes = _references(item)
        for put in puts:
            if put.remark:
                values = {key: value for key, value in put.values}  # noqa: C416
                told = self.words["remarks"][put.remark].format(**values)
                remarks.append(
                    Remark(put.remark, put.start + shift, put.end + shift, {**values, "text": told})
                )
                continue
            out += _stretch(text, at, put.start, notes)
            if put.end > put.start:
                out.append(Edit("deleted", text[put.start : put.end]))
            if put.new:
                out.append(Edit("inserted", put.new))
            shift += len(put.new) - (put.end - put.start)
            at = put.end
        return (*out, *_stretch(text, at, len(text) + 1, notes)), tuple(remarks)


_LISTING: Final = frozenset({"recall", "reaffirm", "bear-in-mind", "note", "take-note"})


def _references(item: Item) -> list[tuple[int, str]]:
    """Offsets and markers of the references to notes."""
    out: list[tuple[int, str]] = []
    at = 0
    for word in item.words:
        if word.note:
            out.append((at, word.note))
        at += len(word.text)
    return out


def _stretch(text: str, start: int, stop: int, notes: list[tuple[int, str]]) -> Iterator[Edit]:
    """Words that stay; ``notes`` loses the references that it passes."""
    while notes and notes[0][0] < stop:
        place, marker = notes.pop(0)
        if place > start:
            yield Edit("same", text[start:place])
            start = place
        yield Edit("same", "", marker)
    if text[start:stop]:
        yield Edit("same", text[start:stop])


def _later(known: Sequence[Record]) -> dict[str, str]:
    """For each known resolution the last one with the same title."""
    groups: dict[tuple[str, str], list[tuple[datetime.date, str]]] = {}
    for one in known:
        resolution = one.resolution
        if resolution.symbol and resolution.title and resolution.adopted:
            key = (one.language, plain_title(resolution.title, one.language))
            groups.setdefault(key, []).append((resolution.adopted.first, resolution.symbol))
    return {
        symbol: max(group)[1]
        for group in groups.values()
        for _, symbol in group
        if symbol != max(group)[1]
    }
