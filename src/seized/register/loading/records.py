"""One record becomes rows: resolution, version, paragraphs, and what was found in them.

What the six language versions share (force, deliverable, due, citations) is taken from the lead
version, the first at hand of `LEAD`; the words come from each. People's work is kept: mandates
are changed in place, a doubt that was decided stays decided when the file is read again, and
corrections are laid on what was read anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import transaction

from seized.model.dates import PartialDate
from seized.model.doubts import Doubt
from seized.model.errors import SeizedError
from seized.model.record import Record
from seized.register.loading.agreements import Held, forget_quotes, load_agreements
from seized.register.loading.corrected import Kept, kept, lay
from seized.register.loading.doubts import REPORTED, doubts, hand_over, save_items, settle_misfits
from seized.register.loading.entities import entities
from seized.register.loading.known import engine_of
from seized.register.loading.mandates import LEAD, Book, books, save_books, worked_on
from seized.register.loading.rows import insert, save_changed, save_new
from seized.register.models import (
    Citation,
    Entity,
    ImportFile,
    Mention,
    Occasion,
    Paragraph,
    Resolution,
    ReviewItem,
    Version,
)
from seized.register.texts import search
from seized.register.texts.places import TIES, base_of, free_place, paragraph_place
from seized.register.texts.prepared import (
    Part,
    Prepared,
    gist,
    pack,
    parts_of,
    place_of,
    prepare,
    unpack,
)
from seized.symbols import parse

__all__ = [
    "LEAD",
    "Loaded",
    "load_record",
    "load_records",
    "put_in_order",
    "refresh",
    "sort_key",
    "unload",
]


Item = tuple[Record, Prepared, ImportFile | None]


class Loaded(NamedTuple):
    """What became of a record: its resolution and version, and ``new``, ``changed`` or ``same``."""

    resolution: Resolution
    version: Version
    outcome: str


def load_record(record: Record, file: ImportFile | None = None) -> Loaded:
    """Add a record to the register. The same record again changes nothing.

    Raises ``SeizedError`` for a record without symbol: it has no place under which to stand.
    """
    return _load([(record, prepare(record), file)])[0]


def load_records(items: Sequence[tuple[Prepared, ImportFile | None]]) -> list[Loaded]:
    """Add many records in one transaction: all of them are in, or none.

    A batch of some ten records costs a fraction of as many transactions.
    """
    return _load([(gist(prepared), prepared, file) for prepared, file in items])


def _load(items: Sequence[Item]) -> list[Loaded]:
    with transaction.atomic():
        return [one for group in _apart(items) for one in Batch(group).load()]


def _apart(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Cut where a version comes again: a batch holds each version once."""
    group: list[Item] = []
    seen: set[tuple[str | None, str]] = set()
    for item in items:
        record = item[0]
        key = (record.resolution.symbol, record.language)
        if key in seen:
            yield group
            group, seen = [], set()
        seen.add(key)
        group.append(item)
    if group:
        yield group


def unload(version: Version) -> None:
    """Take a version out again and put the one before it, if any, in its place."""
    with transaction.atomic():
        resolution = Resolution.objects.select_for_update().get(pk=version.resolution_id)
        was_current, code = version.current, version.language
        others = resolution.versions.filter(language=code).exclude(pk=version.pk)
        last = others.order_by("-pk").first()
        if last is not None:
            hand_over(version, last)
        search.clear(version.pk, code)
        Resolution.touch([resolution.pk])
        version.delete()
        if not was_current:
            return
        forget_quotes(resolution, code)
        if last is not None:
            last.current = True
            last.save(update_fields=["current"])
        else:
            resolution.titles.pop(code, None)
            resolution.agenda_titles.pop(code, None)
        lead = _lead(resolution)
        if lead is not None:
            again = [v for v in dict.fromkeys((last, lead)) if v is not None]
            items = [(r := v.reading, prepare(r), None) for v in again]
            Batch(items).again(resolution, again, gone=code)
        elif resolution.corrections.exists() or any(map(worked_on, resolution.mandates.all())):
            book = books([resolution], kept([resolution.pk]))[resolution.pk]
            book.forget(code)
            book.settle({})
            save_books([book], {})
        else:
            resolution.delete()


def refresh(resolution: Resolution) -> None:
    """Fill all rows of a resolution anew after its corrections have changed."""
    with transaction.atomic():
        resolution = Resolution.objects.select_for_update().get(pk=resolution.pk)
        versions = sorted(
            resolution.versions.filter(current=True), key=lambda v: LEAD.index(v.language)
        )
        items: list[Item] = [
            (v.reading, Prepared(bytes(v.data), b"", (), ()), None) for v in versions
        ]
        Batch(items).again(resolution, versions)


def _same(version: Version, prepared: Prepared) -> bool:
    """Whether it says the same: from the same source, read and corrected alike."""
    return version.content == prepared.content


def _retire(version: Version) -> None:
    search.clear(version.pk, version.language)
    version.paragraphs.all().delete()
    version.current = False
    version.save(update_fields=["current"])


def _lead(resolution: Resolution) -> Version | None:
    versions = resolution.versions.filter(current=True)
    return min(versions, key=lambda v: LEAD.index(v.language), default=None)


class Batch:
    """Records on their way to rows: read from the database once, changed, written once."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.known = entities(set().union(*(_actors(record) for record, *_ in items)))
        self.partners = list(Entity.objects.filter(kind=Entity.Kind.PARTNER))
        self.new: list[tuple[Sequence[Part], Version]] = []
        self.review: list[ReviewItem] = []
        self.replaced: list[tuple[Version, str, int]] = []
        self.leads: dict[int, tuple[Resolution, Record]] = {}
        self.books: dict[int, Book] = {}
        self.agreements: Held = {}
        self.kept: dict[int, Kept] = {}
        self.versions: dict[int, dict[str, Version]] = {}
        self.touched: dict[int, Resolution] = {}

    def load(self) -> list[Loaded]:
        """Write every record; what became of them, in order."""
        symbols = [place_of(record) for record, *_ in self.items]
        rows = self._resolutions(symbols)
        self._open(list(rows.values()))
        out = []
        for symbol, item in zip(symbols, self.items, strict=True):
            resolution = rows[symbol]
            # What is corrected is kept whole beside what was read.
            some = self.kept[resolution.pk].some()
            record = unpack(item[1].data) if some else item[0]
            current = self.versions[resolution.pk]
            before = current.get(record.language)
            if before is not None and _same(before, item[1]):
                out.append(Loaded(resolution, before, ImportFile.Outcome.SAME))
                continue
            if before is not None:
                _retire(before)
                self.replaced.append((before, record.language, resolution.pk))
            version = current[record.language] = _version(resolution, item)
            misfits = self._fill(resolution, record, version)
            self.new.append((_parts(item[1], version), version))
            self.review.extend(doubts(record, item[1].quotes, version, before, misfits))
            state = ImportFile.Outcome.NEW if before is None else ImportFile.Outcome.CHANGED
            out.append(Loaded(resolution, version, state))
        self._save()
        return out

    def again(self, resolution: Resolution, versions: Sequence[Version], gone: str = "") -> None:
        """Fill what the versions share anew from these, after ``gone`` was taken out."""
        self._open([resolution])
        if gone:
            self.books[resolution.pk].forget(gone)
        for (record, prepared, _), version in zip(self.items, versions, strict=True):
            self.versions[resolution.pk][version.language] = version
            misfits = self._fill(resolution, record, version)
            version.save(update_fields=["corrected"])
            settle_misfits(version, misfits)
            if not version.paragraphs.exists():
                self.new.append((_parts(prepared, version), version))
        self._save()

    def _open(self, resolutions: Sequence[Resolution]) -> None:
        keys = [row.pk for row in resolutions]
        self.kept = kept(keys)
        self.books = books(resolutions, self.kept)
        self.versions = {key: {} for key in keys}
        current = Version.objects.filter(resolution__in=keys, current=True)
        for version in current.defer("data", "corrected"):
            self.versions[version.resolution_id][version.language] = version

    def _resolutions(self, symbols: Sequence[str]) -> dict[str, Resolution]:
        wanted = Resolution.objects.filter(symbol__in=symbols)
        there = set(wanted.values_list("symbol", flat=True))
        Resolution.objects.bulk_create(
            [Resolution(symbol=s) for s in dict.fromkeys(symbols) if s not in there],
            ignore_conflicts=True,
        )
        return {row.symbol: row for row in wanted.order_by("symbol").select_for_update()}

    def _fill(self, resolution: Resolution, record: Record, version: Version) -> list[Doubt]:
        """Corrections on top, then the rows; the corrections that do not fit."""
        self.touched[resolution.pk] = resolution
        code, book = record.language, self.books[resolution.pk]
        leads = _first(self.versions[resolution.pk]) == code
        laid = self.kept[resolution.pk].laid[code]
        record, misfits = lay(record, laid)
        _masthead(resolution, record, leads)
        if resolution.partner_id is None and record.resolution.title:
            resolution.partner = self._partner(record.resolution.title, code)
        book.read(record, leads=leads)
        record, more = lay(record, book.carried[code])
        version.corrected = pack(record) if laid or book.carried[code] else None
        load_agreements(resolution, record, self.known, self.agreements)
        if leads:
            self.leads[resolution.pk] = (resolution, record)
        return [*misfits, *more]

    def _partner(self, title: str, code: str) -> Entity | None:
        """The partner organization that a title names; the longest name where several fit."""
        folded = title.casefold()
        named = [e for e in self.partners if (e.names.get(code) or "\0").casefold() in folded]
        return max(named, key=lambda e: len(e.names[code]), default=None)

    def _save(self) -> None:
        touched = list(self.touched.values())
        put_in_order(touched)
        if touched:
            stamp = Resolution.touch(self.touched)
            for row in touched:
                row.stamp = stamp
        save_changed(touched)
        Version.objects.bulk_create([v for _, v in self.new if v.pk is None])
        insert(
            Paragraph,
            ("version", "language", "place", "address", "position", "number", "text", "words"),
            (row for parts, version in self.new for row in _paragraphs(parts, version)),
        )
        search.index([version.pk for _, version in self.new])
        save_items(self.review)
        for before, code, key in self.replaced:
            reported = before.review_items.filter(code=REPORTED)
            reported.update(version=self.versions[key][code])
        for key, book in self.books.items():
            if key in self.touched:
                book.settle(self.versions[key])
        save_books(self.books.values(), self.known)
        _language_free(list(self.leads.values()), self.known)


def _first(codes: Iterable[str]) -> str:
    return min(codes, key=LEAD.index)


def _version(resolution: Resolution, item: Item) -> Version:
    record, prepared, file = item
    return Version(
        resolution=resolution,
        language=record.language,
        sha256=record.source.sha256,
        name=(record.source.name or "")[-255:],
        data=prepared.data,
        engine=engine_of(record.provenance),
        content=prepared.content,
        file=file,
    )


def _actors(record: Record) -> set[str]:
    keys = {mention.actor for mention in record.actors}
    keys.update(a.actor for m in record.mandates for a in m.addressees if a.actor)
    keys.update(party for i in record.instruments for party in i.parties)
    return keys | {"united-nations"}


def _parts(prepared: Prepared, version: Version) -> Sequence[Part]:
    """The paragraphs as read, or as corrected."""
    return prepared.parts if version.corrected is None else parts_of(version.record)


def _paragraphs(parts: Sequence[Part], version: Version) -> Iterator[tuple[Any, ...]]:
    code, whole = version.language, version.resolution.place or 0
    for n, part in enumerate(parts):
        place = paragraph_place(whole, code, n)
        yield (version.pk, code, place, part.address, n, part.number, part.text, part.words)


def put_in_order(resolutions: Sequence[Resolution]) -> None:
    """Give a place to those that have none; it stays, whatever a later reading says."""
    new = [(row, base_of(row.symbol, row.session)) for row in resolutions if row.place is None]
    first = [free_place(row.symbol, base, ()) for row, base in new]
    taken = {row.place or 0 for row in resolutions}
    if first:
        taken.update(_places(place__in=first))
    for row, base in new:
        if free_place(row.symbol, base, ()) in taken:
            taken.update(_places(place__gte=base, place__lt=base + TIES))
        row.place = free_place(row.symbol, base, taken)
        taken.add(row.place)


def _places(**where: Any) -> list[int]:
    rows = Resolution.objects.filter(**where).order_by()
    return [place or 0 for place in rows.values_list("place", flat=True)]


def _partial(value: PartialDate | None) -> str:
    return str.__str__(value) if value else ""


def sort_key(symbol: str, session: int | None) -> str:
    """Symbols in the order in which they were adopted, as far as numbers tell."""
    numbers = "".join(c if c.isdigit() else " " for c in symbol).split()
    return f"{session or 0:06d}/" + "/".join(f"{int(n):08d}" for n in numbers)[:60]


def _masthead(resolution: Resolution, record: Record, leads: bool) -> None:
    read = record.resolution
    if read.title:
        resolution.titles = {**resolution.titles, record.language: read.title}
    if read.agenda_title:
        resolution.agenda_titles = {**resolution.agenda_titles, record.language: read.agenda_title}
    if leads or not resolution.organ:
        resolution.organ = read.organ or ""
        resolution.session = read.session.number if read.session else None
        resolution.session_kind = read.session.kind if read.session else ""
        resolution.items = list(read.agenda_items)
        item, _, letter = (read.agenda_items[0] if read.agenda_items else "").partition("(")
        resolution.item, resolution.letter = item.strip()[:12], letter.strip(" )")[:4]
        resolution.adopted, resolution.issued = _partial(read.adopted), _partial(read.issued)
        resolution.meeting, resolution.committee = read.meeting, read.committee or ""
        resolution.drafts = list(read.drafts)
        resolution.vote = _vote(read.vote)
        resolution.sort_key = sort_key(resolution.symbol, resolution.session)


def _vote(vote: Any) -> dict[str, Any]:
    if vote is None:
        return {}
    names = ("method", "in_favour", "against", "abstaining")
    return {name: getattr(vote, name) for name in names if getattr(vote, name) is not None}


def _language_free(leads: Sequence[tuple[Resolution, Record]], known: dict[str, int]) -> None:
    """Citations, mentions and meetings: from the lead versions alone, anew each time."""
    keys = [resolution.pk for resolution, _ in leads]
    for model in (Citation, Mention, Occasion):
        model._default_manager.filter(resolution__in=keys).delete()
    insert(
        Citation,
        ("resolution", "address", "kind", "outcome", "symbol", "pinpoint"),
        (
            (row.pk, c.at, c.kind, c.outcome, _canonical(c.symbol), (c.pinpoint or "")[:200])
            for row, record in leads
            for c in record.citations
        ),
    )
    insert(
        Mention,
        ("resolution", "entity", "address"),
        (
            (row.pk, known[actor], at)
            for row, record in leads
            for actor, at in dict.fromkeys((m.actor, m.at) for m in record.actors)
        ),
    )
    save_new(
        [
            Occasion(
                resolution=row,
                address=e.at,
                quotes={record.language: e.quote},
                ordinal=e.ordinal,
                place=(e.place or "")[:160],
                first=_partial(e.from_),
                last=_partial(e.to),
            )
            for row, record in leads
            for e in record.events
        ]
    )


@lru_cache(8192)
def _canonical(symbol: str | None) -> str:
    if not symbol:
        return ""
    try:
        return str(parse(symbol))[:120]
    except SeizedError:
        return symbol[:120]
