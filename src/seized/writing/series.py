"""Series as rows and as JSON; the words for links and what they stand on, in six languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from seized.languages import language
from seized.model.evidence import Evidence
from seized.model.series import Coverage, Link, Member, Series, SeriesSet
from seized.writing.tables import Row

__all__ = [
    "SERIES_COLUMNS",
    "coverage_words",
    "evidence_words",
    "series_json",
    "series_rows",
    "steps",
    "summary_words",
]

SERIES_COLUMNS: Final = (
    "series",
    "resolution",
    "title",
    "session",
    "item",
    "adopted",
    "before",
    "link",
    "confidence",
    "named",
    "between",
    "evidence",
    "place",
    "quote",
    "off_cycle",
    "state",
    "periodicity",
    "due",
    "missed",
    "languages",
)


def series_json(found: SeriesSet) -> bytes:
    """The series as UTF-8 JSON; names of fields are those of the types."""
    data = {"schema": "seized/series/1", **msgspec.structs.asdict(found)}
    return msgspec.json.format(msgspec.json.encode(data, enc_hook=str.__str__), indent=2) + b"\n"


def series_rows(found: SeriesSet) -> list[Row]:
    """One row for each resolution and each of its predecessors, series by series.

    ``due`` and ``missed`` are those of the series and stand with its last resolution.
    """
    return [
        {
            "series": series.id,
            **_member(member),
            **_link(link),
            **_state(series, member),
            "periodicity": series.rhythm,
        }
        for series in found.series
        for member, link in steps(series)
    ]


def steps(series: Series) -> Iterator[tuple[Member, Link | None]]:
    """Each resolution with each link to a predecessor; with None where it has none."""
    for member in series.members:
        links = [link for link in series.links if link.after == member.symbol]
        yield from ((member, link) for link in links)
        if not links:
            yield member, None


def _state(series: Series, member: Member) -> Row:
    if member is not series.members[-1]:
        return {}
    return {"state": series.state, "due": series.due, "missed": series.missed}


def _member(member: Member) -> Row:
    return {
        "resolution": member.symbol,
        "title": member.title,
        "session": member.session.number if member.session else None,
        "item": member.items,
        "adopted": member.adopted,
        "off_cycle": member.off_cycle,
        "languages": member.languages,
    }


def _link(link: Link | None) -> Row:
    if link is None:
        return {}
    return {
        "before": link.before,
        "link": link.kind,
        "confidence": link.confidence,
        "named": link.named,
        "between": link.between,
        "evidence": tuple(one.rule for one in link.evidence),
        "place": tuple(one.at for one in link.evidence if one.at),
        "quote": tuple(one.quote for one in link.evidence if one.at),
    }


def evidence_words(evidence: tuple[Evidence, ...], code: str) -> str:
    """What a link stands on, in short: ``recalls it (pp4: 75/268), same title``."""
    names = language(code).table("series")["evidence"]
    comma = str(language(code).table("printing")["lists"]["comma"])
    told = [
        f"{names[one.rule]} ({one.at}: {one.quote})" if one.at else str(names[one.rule])
        for one in evidence
        if one.rule in names
    ]
    return comma.join(told)


def coverage_words(held: tuple[Coverage, ...], code: str) -> str:
    """How many resolutions of each session are at hand, in a sentence."""
    words = language(code).table("series")["words"]
    comma = str(language(code).table("printing")["lists"]["comma"])
    told = [f"{one.session}: {words['of'].format(held=one.held, known=one.known)}" for one in held]
    return str(words["held"]).format(sessions=comma.join(told))


def summary_words(found: SeriesSet, code: str) -> str:
    """How many series, resolutions, links and lapsed series there are."""
    words = language(code).table("series")["words"]
    return str(words["series"]).format(
        series=len(found.series),
        members=sum(len(series.members) for series in found.series),
        links=len(found.links()),
        lapsed=sum(series.state == "lapsed" for series in found.series),
    )
