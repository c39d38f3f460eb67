"""One record becomes rows: resolution, version, paragraphs, and what was found in them.

What the six language versions share (force, deliverable, due, citations) is taken from the lead
version, the first at hand of `LEAD`; the words come from each. People's work is kept: mandates
are changed in place, and a doubt that was decided stays decided when the file is read again.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from django.db import transaction

from seized.model.dates import PartialDate
from seized.model.errors import SeizedError
from seized.model.record import Record
from seized.register import search
from seized.register.loading.agreements import load_agreements
from seized.register.loading.doubts import load_doubts
from seized.register.loading.entities import entities
from seized.register.loading.mandates import load_mandates
from seized.register.models import (
    Citation,
    Entity,
    ImportFile,
    Mention,
    Occasion,
    Paragraph,
    Resolution,
    Version,
)
from seized.symbols import parse

__all__ = ["LEAD", "Loaded", "load_record", "unload"]

LEAD: Final = ("en", "fr", "es", "ru", "ar", "zh")


class Loaded(NamedTuple):
    """What became of a record: its resolution and version, and ``new``, ``changed`` or ``same``."""

    resolution: Resolution
    version: Version
    outcome: str


def load_record(record: Record, file: ImportFile | None = None) -> Loaded:
    """Add a record to the register. The same record again changes nothing.

    Raises ``SeizedError`` for a record without symbol: it has no place under which to stand.
    """
    symbol = record.resolution.symbol
    if not symbol:
        raise SeizedError(
            "no symbol was found in the text",
            where=record.source.name,
            advice="A resolution enters the register under its symbol, such as A/RES/75/268",
        )
    with transaction.atomic():
        resolution, _ = Resolution.objects.select_for_update().get_or_create(symbol=symbol)
        before = resolution.versions.filter(language=record.language, current=True).first()
        if before is not None and _same(before, record):
            return Loaded(resolution, before, ImportFile.Outcome.SAME)
        if before is not None:
            _retire(before)
        version = Version.objects.create(
            resolution=resolution,
            language=record.language,
            sha256=record.source.sha256,
            name=(record.source.name or "")[-255:],
            data=Version.pack(record),
            engine=_engine(record),
            file=file,
        )
        _fill(resolution, record, version, before)
        return Loaded(
            resolution,
            version,
            ImportFile.Outcome.NEW if before is None else ImportFile.Outcome.CHANGED,
        )


def unload(version: Version) -> None:
    """Take a version out again and put the one before it, if any, in its place."""
    with transaction.atomic():
        resolution = Resolution.objects.select_for_update().get(pk=version.resolution_id)
        was_current, language = version.current, version.language
        search.clear(version.pk)
        version.delete()
        if not was_current:
            return
        last = resolution.versions.filter(language=language).order_by("-pk").first()
        if last is not None:
            last.current = True
            last.save(update_fields=["current"])
            _fill(resolution, last.record, last, None)
        elif (other := _lead(resolution)) is not None:
            resolution.titles.pop(language, None)
            resolution.agenda_titles.pop(language, None)
            _fill(resolution, other.record, other, None, words=False)
        elif not resolution.mandates.filter(changes__isnull=False).exists():
            resolution.delete()


def _engine(record: Record) -> str:
    return f"{record.provenance.engine}+{record.provenance.languages[:12]}"


def _same(version: Version, record: Record) -> bool:
    return version.sha256 == record.source.sha256 and version.engine == _engine(record)


def _retire(version: Version) -> None:
    search.clear(version.pk)
    version.paragraphs.all().delete()
    version.current = False
    version.save(update_fields=["current"])


def _lead(resolution: Resolution) -> Version | None:
    versions = resolution.versions.filter(current=True)
    return min(versions, key=lambda v: LEAD.index(v.language), default=None)


def _fill(
    resolution: Resolution,
    record: Record,
    version: Version,
    before: Version | None,
    *,
    words: bool = True,
) -> None:
    lead = _lead(resolution)
    leads = lead is not None and lead.pk == version.pk
    if words:
        _paragraphs(record, version)
        load_doubts(record, version, before)
    known = entities(_actors(record))
    _masthead(resolution, record, leads)
    load_mandates(resolution, record, version, known, leads=leads)
    load_agreements(resolution, record, known)
    if leads:
        _language_free(resolution, record, known)


def _actors(record: Record) -> set[str]:
    keys = {mention.actor for mention in record.actors}
    keys.update(a.actor for m in record.mandates for a in m.addressees if a.actor)
    keys.update(party for i in record.instruments for party in i.parties)
    return keys | {"united-nations"}


def _paragraphs(record: Record, version: Version) -> None:
    rows = [
        Paragraph(
            version=version,
            address=p.address,
            position=position,
            number=p.number or "",
            text=p.text,
            words=search.fold(p.text, record.language),
        )
        for position, p in enumerate(record.resolution.paragraphs())
    ]
    Paragraph.objects.bulk_create(rows, batch_size=400)
    search.index(rows)


def _partial(value: PartialDate | None) -> str:
    return str.__str__(value) if value else ""


def _sort_key(symbol: str, session: int | None) -> str:
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
        resolution.sort_key = _sort_key(resolution.symbol, resolution.session)
    if resolution.partner_id is None and read.title:
        resolution.partner = _partner(read.title, record.language)
    resolution.save()


def _vote(vote: Any) -> dict[str, Any]:
    if vote is None:
        return {}
    names = ("method", "in_favour", "against", "abstaining")
    return {name: getattr(vote, name) for name in names if getattr(vote, name) is not None}


def _partner(title: str, code: str) -> Entity | None:
    """The partner organization that a title names; the longest name where several fit."""
    folded = title.casefold()
    named = [
        entity
        for entity in Entity.objects.filter(kind=Entity.Kind.PARTNER)
        if entity.names.get(code) and entity.names[code].casefold() in folded
    ]
    return max(named, key=lambda e: len(e.names[code]), default=None)


def _language_free(resolution: Resolution, record: Record, known: dict[str, int]) -> None:
    """Citations, mentions and meetings: from the lead version alone, anew each time."""
    for rows in (resolution.citations, resolution.mentions, resolution.occasions):
        rows.all().delete()
    Citation.objects.bulk_create(
        [
            Citation(
                resolution=resolution,
                address=c.at,
                kind=c.kind,
                outcome=c.outcome,
                symbol=_canonical(c.symbol),
                pinpoint=(c.pinpoint or "")[:200],
            )
            for c in record.citations
        ],
        batch_size=400,
    )
    mentioned = dict.fromkeys((m.actor, m.at) for m in record.actors)
    Mention.objects.bulk_create(
        [
            Mention(resolution=resolution, entity_id=known[actor], address=at)
            for actor, at in mentioned
        ],
        batch_size=400,
    )
    Occasion.objects.bulk_create(
        [
            Occasion(
                resolution=resolution,
                address=e.at,
                quotes={record.language: e.quote},
                ordinal=e.ordinal,
                place=(e.place or "")[:160],
                first=_partial(e.from_),
                last=_partial(e.to),
            )
            for e in record.events
        ]
    )


def _canonical(symbol: str | None) -> str:
    if not symbol:
        return ""
    try:
        return str(parse(symbol))[:120]
    except SeizedError:
        return symbol[:120]
