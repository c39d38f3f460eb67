"""The provisional agenda of a session, as resolutions have decided it, and what has lapsed."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from seized.languages import language
from seized.model.errors import SymbolError
from seized.register.models import Listed, Mandate, Resolution, Wording
from seized.register.tongue import code_of
from seized.symbols import abjad_from_latin, ga_session
from seized.writing.citing import Cited, citation
from seized.writing.docx import Document, page_line, to_docx
from seized.writing.docx_types import Cell, Paragraph, Row, Table, Text
from seized.writing.tables import to_csv
from seized.writing.wording import wording

__all__ = [
    "Entry",
    "Item",
    "agenda",
    "columns",
    "grouped",
    "lapsed",
    "letter_in",
    "sessions",
    "state_name",
    "to_agenda_csv",
    "to_agenda_docx",
]

_WHOLE: Final = 0.9  # of the numbers of a session, for the register to hold it
_COLONS: Final = (":", "：")
_Key = tuple[str, ...]


class Entry(NamedTuple):
    """An item or sub-item that a resolution put on the agenda of a session.

    ``parent`` is the title of the item of which it is a sub-item, ``letter`` that of the sub-item
    in the resolution's own session, stable from session to session. The number of the item is
    given anew each time: ``number`` is the one of this session where a resolution or a document
    of the session tells it. ``reports`` are the mandates that ask for a report at the session.
    ``state`` is empty; of what is asked for no more ``lapsed`` or, where the session before is not
    over, ``awaited``, or ``not-at-hand`` where the register does not hold that session whole.
    """

    resolution: Resolution
    mandate: Mandate
    letter: str
    title: str
    parent: str
    number: str
    reports: tuple[Mandate, ...]
    state: str = ""

    @property
    def report(self) -> Mandate | None:
        """The first of the reports expected."""
        return self.reports[0] if self.reports else None


class Item(NamedTuple):
    """An item with its sub-items; one without any stands alone in ``entries``."""

    title: str
    number: str
    entries: list[Entry]


def sessions() -> list[int]:
    """The sessions for which some resolution put an item on the agenda, latest first."""
    rows = Mandate.objects.filter(deliverable="agenda-item", gone=False)
    return sorted(
        {n for found in rows.values_list("sessions", flat=True) for n in found}, reverse=True
    )


def agenda(session: int, code: str) -> list[Entry]:
    """The entries of one session: sub-items by item and letter, then items by title."""
    reports: dict[int, list[Mandate]] = defaultdict(list)
    for mandate in _asked("report", lambda due: session in due):
        reports[mandate.resolution_id].append(mandate)
    rows = _asked("agenda-item", lambda due: session in due)
    return _ordered(_entry(m, code, tuple(reports[m.resolution_id])) for m in rows)


def _ordered(entries: Iterable[Entry]) -> list[Entry]:
    held = list(entries)
    numbers = _numbers(held)
    held = [entry._replace(number=numbers.get(_place(entry), "")) for entry in held]
    return sorted(
        held,
        key=lambda e: (
            not e.letter, e.parent.casefold(), len(e.letter), e.letter, e.title.casefold(),
            e.resolution.sort_key,
        ),
    )  # fmt: skip


def _asked(deliverable: str, fits: Callable[[list[int]], bool]) -> list[Mandate]:
    """Mandates whose sessions fit, with all that an entry shows."""
    rows = Mandate.objects.filter(deliverable=deliverable, gone=False).exclude(sessions=[])
    keys = [key for key, due in rows.values_list("pk", "sessions") if fits(due)]
    found: list[Mandate] = []
    for start in range(0, len(keys), 500):
        part = Mandate.objects.filter(pk__in=keys[start : start + 500])
        subjects = Wording.objects.exclude(subject="").only("mandate", "language", "subject")
        held = Prefetch("wordings", subjects)
        found += part.select_related("resolution").prefetch_related(held)
    return sorted(found, key=lambda m: (m.resolution.sort_key, m.address, m.ordinal))


def _entry(
    mandate: Mandate, code: str, reports: tuple[Mandate, ...] = (), state: str = ""
) -> Entry:
    resolution = mandate.resolution
    own = _own_title(mandate, code)
    parent = _parent(resolution, code, own) if resolution.letter else ""
    letter = resolution.letter if parent or not resolution.agenda_titles else ""
    return Entry(resolution, mandate, letter, own, parent, "", reports, state)


def _own_title(mandate: Mandate, code: str) -> str:
    """The title that the decision gives the item; else that under which the text was adopted."""
    subjects = {w.language: w.subject for w in mandate.wordings.all() if w.subject}
    if subjects:
        return str(subjects.get(code) or subjects.get("en") or next(iter(subjects.values())))
    resolution = mandate.resolution
    whole = str(resolution.agenda_titles.get(code) or "")
    return _tail(whole) if resolution.letter and whole else whole or resolution.title(code)


def _cut(title: str) -> tuple[str, str]:
    """``Item: sub-item`` in two; the head is empty where there is no colon."""
    at = min((p for mark in _COLONS if (p := title.find(mark)) > 0), default=-1)
    return ("", title) if at < 0 else (title[:at].strip(), title[at + 1 :].strip())


def _tail(title: str) -> str:
    tail = _cut(title)[1]
    return tail[:1].upper() + tail[1:]


def _parent(resolution: Resolution, code: str, own: str) -> str:
    """The item of a sub-item: what stands before its own title in the title on the masthead."""
    titles = resolution.agenda_titles
    whole = str(titles.get(code) or titles.get("en") or next(iter(titles.values()), ""))
    end = _plain(own)
    for at, mark in enumerate(whole):
        if mark in _COLONS and _plain(whole[at:]) == end:
            return whole[:at].strip()
    return _cut(whole)[0]


def _plain(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum())


def _place(entry: Entry) -> _Key:
    return (_plain(entry.parent), entry.letter) if entry.letter else (_plain(entry.title),)


def _numbers(entries: Sequence[Entry]) -> dict[_Key, str]:
    """The number of each item at the session, from documents of the session about its subject."""
    symbols = {entry.resolution.symbol: entry for entry in entries}
    asked = {n for entry in entries for n in entry.mandate.sessions}
    found: dict[_Key, Counter[str]] = defaultdict(Counter)
    for one in Listed.objects.filter(session__in=asked).only("items", "about"):
        for entry in (symbols[s] for s in one.about if s in symbols):
            for item in one.items:
                number, _mark, letter = str(item).partition(" ")
                if letter.strip("()") == entry.letter:
                    found[_place(entry)][number] += 1
    later = Resolution.objects.filter(previous__symbol__in=symbols, session__in=asked)
    for row in later.select_related("previous"):
        before = symbols.get(row.previous.symbol) if row.previous else None
        if before and row.item and row.session in before.mandate.sessions:
            found[_place(before)][row.item] += 2
    return {key: counts.most_common(1)[0][0] for key, counts in found.items()}


def lapsed(session: int, code: str, today: datetime.date | None = None) -> list[Entry]:
    """What the rhythm of a matter lets expect at the session, and no resolution asks for.

    A resolution of session 75 that asked for 77 lets expect 79. Only told where resolutions of
    the session at which it should have been renewed are at hand: a gap in the register is no
    lapse. A report that the next resolution of the series asks for nevertheless is shown.
    """
    today = today or datetime.datetime.now(datetime.UTC).date()
    later = _asked("agenda-item", lambda due: max(due) >= session)
    renewed = {key for mandate in later for key in _keys(mandate)}
    asking = {mandate.resolution_id for mandate in later}
    reports = _asked("report", lambda due: session in due)
    known = _followers()
    out: dict[_Key, Entry] = {}
    states: dict[int, str] = {}
    for mandate in _asked("agenda-item", lambda due: max(due) < session):
        begun, last = mandate.resolution.session, max(mandate.sessions)
        if begun is None or last <= begun or 2 * last - begun != session:
            continue
        after = _after(mandate.resolution_id, known)
        if _keys(mandate) & renewed or after & asking:
            continue
        if last not in states:
            states[last] = _held(last, today)
        if states[last]:
            due = tuple(one for one in reports if one.resolution_id in after)
            entry = _entry(mandate, code, due, states[last])
            out[_place(entry)] = entry
    return _ordered(out.values())


def _keys(mandate: Mandate) -> set[_Key]:
    """What tells one matter again at another session: its letter under its item, its title."""
    row = mandate.resolution
    keys: set[_Key] = set()
    for code, whole in row.agenda_titles.items():
        if row.letter and (item := _plain(_cut(str(whole))[0])):
            keys.add((code, item, row.letter))
    for words in mandate.wordings.all():
        if words.subject:
            keys.add((words.language, _plain(words.subject)))
    if not keys:
        keys = {(code, _plain(str(title))) for code, title in row.titles.items()}
    return keys


def _followers() -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = Resolution.objects.filter(previous__isnull=False)
    for row in rows.only("pk", "previous"):
        if row.previous_id is not None:
            found[row.previous_id].append(row.pk)
    return found


def _after(key: int, known: Mapping[int, list[int]]) -> set[int]:
    """The resolutions further on in the series."""
    waiting, seen = list(known.get(key, ())), set[int]()
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += known.get(one, ())
    return seen


def _held(session: int, today: datetime.date) -> str:
    """What it means that a session has not renewed an item; empty where nothing of it is known."""
    rows = Resolution.objects.filter(
        session=session, organ="general-assembly", session_kind__in=["", "regular"]
    )
    numbers = {n for symbol in rows.values_list("symbol", flat=True) if (n := _number(symbol))}
    if not rows.exists():
        return ""
    try:
        end = ga_session(session).last
    except SymbolError:
        end = None
    if end is None or end >= today:
        return "awaited"
    whole = len(numbers) >= 10 and len(numbers) >= _WHOLE * max(numbers)
    return "lapsed" if whole else "not-at-hand"


def _number(symbol: str) -> int:
    tail = symbol.rpartition("/")[2].split(" ")[0]
    return int(tail) if tail.isascii() and tail.isdigit() else 0


def grouped(entries: Iterable[Entry]) -> list[Item]:
    """Entries under their items, in the order in which they come."""
    items: dict[_Key, Item] = {}
    for entry in entries:
        if entry.letter:
            item = items.setdefault(
                ("item", _plain(entry.parent)), Item(entry.parent, entry.number, [])
            )
            if entry.number and not item.number:
                item = item._replace(number=entry.number)
                items["item", _plain(entry.parent)] = item
        else:
            key = ("alone", _plain(entry.title))
            item = items.setdefault(key, Item(entry.title, entry.number, []))
        item.entries.append(entry)
    return list(items.values())


def letter_in(letter: str, code: str) -> str:
    """A letter as a sub-item has it in a language: ``(s)``, ``s)``, ``(ق)``."""
    if not letter:
        return ""
    form = str(wording(code).table["masthead"]["item_letter"])
    try:
        shown = abjad_from_latin(letter) if code == "ar" else letter
    except KeyError:
        shown = letter
    return form.format(number="", letter=shown).strip()


def state_name(state: str) -> str:
    """What the flag of an entry says."""
    return {
        "lapsed": _("Lapsed"),
        "awaited": _("Not yet renewed"),
        "not-at-hand": _("No renewal at hand"),
    }.get(state, "")


def columns() -> list[str]:
    """The headings of the table, in the language in force."""
    return [
        _("Item"), _("Sub-item"), _("Title"), _("Source"), _("Paragraph"), _("Report expected"),
        _("Status"),
    ]  # fmt: skip


def to_agenda_csv(session: int, code: str) -> bytes:
    """The agenda as CSV with a mark that tells spreadsheets it is UTF-8, a row for each entry."""
    names = columns()
    entries = [*agenda(session, code), *lapsed(session, code)]
    rows = [
        dict(zip(names, (
            " ".join(filter(None, (entry.number, entry.parent))), letter_in(entry.letter, code),
            entry.title, entry.resolution.symbol, entry.mandate.place,
            tuple(_near(entry, one) for one in entry.reports), state_name(entry.state),
        ), strict=True))
        for entry in entries
    ]  # fmt: skip
    return to_csv(rows, names, bom=True)


def _near(entry: Entry, report: Mandate) -> str:
    """The place of a report, with its symbol where another resolution asks for it."""
    own = report.resolution_id == entry.resolution.pk
    return report.place if own else f"{report.resolution.symbol} {report.place}"


def to_agenda_docx(session: int, code: str) -> bytes:
    """The agenda for Word, sub-items under their items, right to left in Arabic."""
    code = code_of(code)

    def row(values: Iterable[tuple[str, str | None]], style: str, head: bool = False) -> Row:
        return Row(tuple(Cell((Paragraph((Text(v, s),), style),)) for v, s in values), head)

    def rows(entries: list[Entry]) -> Iterable[Row]:
        for item in grouped(entries):
            alone = not item.entries[0].letter
            if not alone:
                cells = (f"{item.number}.".lstrip("."), item.title, "", "", "")
                yield row(((v, "Strong") for v in cells), "TableText")
            for entry in item.entries:
                label = f"{item.number}.".lstrip(".") if alone else letter_in(entry.letter, code)
                cells = (label, entry.title, _source(entry, code), _reports(entry, code),
                         state_name(entry.state))  # fmt: skip
                yield row(((v, None) for v in cells), "TableText")

    names = (_("Item"), _("Title"), _("Source"), _("Report expected"), _("Status"))
    head = row(((name, None) for name in names), "TableHead", head=True)
    title = _("Provisional agenda of session %(n)s") % {"n": session}
    blocks: list[Paragraph | Table] = [Paragraph((Text(title),), "Title")]
    decided, gone = list(rows(agenda(session, code))), list(rows(lapsed(session, code)))
    blocks.append(Table((head, *decided), _WIDTHS))
    if gone:
        blocks.append(Paragraph((Text(_("Not asked for again")),), "Heading2"))
        blocks.append(Table((head, *gone), _WIDTHS))
    foot = page_line(language(code).table("docx")["words"]["page"])
    return to_docx(Document(code, tuple(blocks), title=title, footer=foot, landscape=True))


_WIDTHS: Final = (8, 42, 24, 14, 12)


def _source(entry: Entry, code: str) -> str:
    return citation(Cited(entry.resolution.symbol, entry.mandate.address), code)


def _reports(entry: Entry, code: str) -> str:
    return "\n".join(
        citation(Cited(one.resolution.symbol, one.address), code) for one in entry.reports
    )
