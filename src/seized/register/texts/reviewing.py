"""What a doubt is about, the readings that a person can choose from, and its evidence."""

from __future__ import annotations

from typing import Any, Final, Literal, NamedTuple

from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace

from seized.languages import language
from seized.languages.acts import act_forces
from seized.meaning.accounts import accounts_of
from seized.model.corrections import Corrections
from seized.model.doubts import Doubt
from seized.model.findings import Citation
from seized.model.findings import Mandate as Read
from seized.model.record import Record
from seized.model.text import Span
from seized.register.loading import LEAD
from seized.register.loading.corrected import plain
from seized.register.loading.doubts import BETWEEN, MISFIT, REPORTED
from seized.register.models import Correction, Mandate, ReviewItem, Version
from seized.writing.accounts import account_lines
from seized.writing.flow import inside
from seized.writing.wording import wording

__all__ = [
    "About",
    "Evidence",
    "Reading",
    "about",
    "apart",
    "differing",
    "evidence",
    "held_corrections",
    "kind_told",
    "mandate_of",
    "read_of",
    "readings",
    "told",
    "with_reasons",
]

Kind = Literal["mandate", "citation", "paragraph", "correction", ""]
_AROUND: Final = 240  # characters of the source on each side, where no paragraph is known
_PARAGRAPHS: Final = frozenset({"number-jumps", "number-repeated", "automatic-number-lost"})


class About(NamedTuple):
    """What is doubted: its kind, address and words; the mandate or correction that it is."""

    kind: Kind
    at: str = ""
    quote: str = ""
    mandate: Mandate | None = None
    correction: Correction | None = None


class Reading(NamedTuple):
    """One way to read it: its number as a key, what it says, and the assignments that say so."""

    key: str
    name: str
    assignments: tuple[str, ...]


class Evidence(NamedTuple):
    """Text before, within and behind what is doubted, in one language version.

    ``start`` is where it begins in the source, ``why`` tells what spoke for its deliverable.
    """

    version: Version
    address: str
    before: str
    marked: str
    after: str
    start: int | None = None
    why: tuple[str, ...] = ()


def mandate_of(item: ReviewItem) -> Mandate | None:
    """The mandate whose words hold the doubt, or that the doubt is about."""
    if item.mandate_id is not None:
        return item.mandate
    if item.start is None:
        return None
    return (
        Mandate.objects.filter(
            resolution=item.version.resolution_id,
            address=item.address,
            wordings__language=item.version.language,
            wordings__start__lte=item.start,
            wordings__end__gt=item.start,
        )
        .order_by("ordinal")
        .first()
    )


def about(item: ReviewItem) -> About:
    """What an item is about."""
    if item.code in BETWEEN or item.code in ("act-ambiguous", REPORTED):
        row = mandate_of(item)
        return About("mandate", row.address, "", row) if row else About("")
    if item.code == MISFIT:
        kept = Correction.objects.filter(
            resolution=item.version.resolution_id,
            language=item.version.language,
            at=item.address,
            quote=item.values.get("quote", ""),
            fits=False,
        )
        return About("correction", item.address, item.values.get("quote", ""), None, kept.first())
    if item.code in _PARAGRAPHS:
        found = _paragraph(item.version.record, item.address)
        return About("paragraph", item.address, found.text[:80]) if found else About("")
    if item.code.startswith("citation-") and item.start is not None:
        cited = cited_at(item.version.record, item.address, Span(item.start, item.end or 0))
        return About("citation", cited.at, cited.quote) if cited else About("")
    return About("")


def cited_at(record: Record, at: str, span: Span) -> Citation | None:
    """The citation with these words."""
    return next((c for c in record.citations if c.at == at and c.span == span), None)


def _paragraph(record: Record, address: str) -> Any:
    return next((p for p in record.resolution.paragraphs() if p.address == address), None)


def readings(item: ReviewItem) -> list[Reading]:
    """What a person can choose with one key, the reading that was taken not among them."""
    values = item.values
    found: list[tuple[str, tuple[str, ...]]] = []
    if item.code == "act-ambiguous":
        acts = [act.strip() for act in values.get("readings", "").split(",")]
        forces = act_forces()
        found = [(act, (f"act={act}", f"force={forces[act]}")) for act in acts if forces.get(act)]
    elif item.code in ("citation-ambiguous", "citation-turned"):
        symbols = [one.strip() for one in values.get("candidates", "").split(",") if one.strip()]
        found = [(one, (f"symbol={one}", "outcome=resolved")) for one in symbols]
    elif item.code == "versions-differ":
        found = [("", _other(values))]
    elif item.code == "number-jumps":
        found = [(values["expected"], (f'number="{values["expected"]}"',))]
    return [Reading(str(n), name, how) for n, (name, how) in enumerate(found, 1)]


def _other(values: dict[str, str]) -> tuple[str, ...]:
    """Assignments for what the other version says otherwise."""
    names = {"force": "force", "deliverable": "deliverable", "sessions": "session"}
    return tuple(
        f"{short}={values.get(f'other_{name}', '').replace(' ', '')}"
        for name, short in names.items()
        if values.get(name) != values.get(f"other_{name}")
    )


def read_of(row: Mandate) -> tuple[Version, Read] | None:
    """The mandate in the record of the version that leads, and that version."""
    words = {w.language: w for w in row.wordings.all()}
    versions = {v.language: v for v in row.resolution.versions.filter(current=True)}
    for code in sorted(words.keys() & versions.keys(), key=LEAD.index):
        for read in versions[code].record.mandates:
            if read.at == row.address and read.quote == words[code].quote:
                return versions[code], read
    return None


def differing(item: ReviewItem, row: Mandate) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the leading version says where another differs, and a ``was`` that makes it carried."""
    found = read_of(row)
    if found is None:
        return {}, {}
    said = plain(found[1])
    values: dict[str, Any] = {}
    was: dict[str, Any] = {}
    for name in ("force", "deliverable"):
        if item.values.get(name) != item.values.get(f"other_{name}"):
            values[name], was[name] = said[name], item.values.get(f"other_{name}")
    if "force" in values:
        values["act"], was["act"] = said["act"], None
    if item.values.get("sessions") != item.values.get("other_sessions"):
        when = ("sessions", "from", "to", "rule")
        values["due"] = said["due"]
        was["due"] = {k: None if k in when else v for k, v in said["due"].items()}
    return values, was


def apart(item: ReviewItem, values: dict[str, Any]) -> dict[str, Any] | None:
    """What the doubted version says instead of ``values``; nothing where it says so as well.

    For a doubt about a version that does not lead: the one that leads may say already what a
    person chooses.
    """
    start = item.start if item.start is not None else -1
    for read in item.version.record.mandates:
        span = read.span  # none where a person added the mandate
        if read.at == item.address and span and span.start <= start < span.end:
            said = plain(read)
            was = {name: said[name] for name, value in values.items() if said[name] != value}
            if was and "act" in values:
                was["act"] = None
            return was or None
    return None


def evidence(item: ReviewItem) -> list[Evidence]:
    """The words in their paragraph; for a difference between versions, in both of them."""
    record = item.version.record
    span = _span(item)
    own = _evidence(item.version, record, item.address, span)
    row = item.mandate
    if row is None or item.code not in BETWEEN:
        return [own]
    found = read_of(row)
    if found is None or found[0].pk == item.version.pk:
        return [own]
    version, read = found
    return [_evidence(version, version.record, row.address, read.span), own]


def with_reasons(found: list[Evidence], code: str) -> list[Evidence]:
    """The evidence with what spoke for the deliverable that each version tells, in words."""
    return [one._replace(why=_why(one, code)) for one in found]


def _why(one: Evidence, code: str) -> tuple[str, ...]:
    record = one.version.record
    text = record.source.text or ""
    accounts = accounts_of(record.resolution, text, record.language, record.actors)
    for read in record.mandates:
        if read.at == one.address and read.span is not None and read.span.start == one.start:
            account = accounts.get(read.id)
            return () if account is None else tuple(account_lines(account, text, code))
    return ()


_TOLD: Final = {
    "versions-differ": _("The language versions differ about what this mandate is."),
    "mandate-in-some-versions": _("Not every language version has this mandate."),
    "mandate-gone": _("No version has this mandate any more, but something was done about it."),
    REPORTED: _("A person says that something is wrong here."),
}


def told(item: ReviewItem, code: str) -> str:
    """What a doubt says, in language ``code``; one of the register itself, in that of the page."""
    if item.code in _TOLD:
        return str(_TOLD[item.code])
    return wording(code).doubt(Doubt(item.code, values=item.values))


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def kind_told(kind: str, code: str) -> str:
    """A kind of doubt in language ``code``: what it says, without the words of one place."""
    if kind in _TOLD:
        return str(_TOLD[kind])
    form = language(code).table("doubts").get(kind, kind)
    form = form.get("message", kind) if isinstance(form, dict) else form
    return str(form).format_map(_Gaps())


def _span(item: ReviewItem) -> Span | None:
    """The words of the mandate as they stand now, else those that were doubted."""
    if item.mandate is not None:
        words = item.mandate.wordings.filter(language=item.version.language).first()
        if words is not None and words.start is not None:
            return Span(words.start, words.end or words.start)
    return Span(item.start, item.end or item.start) if item.start is not None else None


def _evidence(version: Version, record: Record, address: str, span: Span | None) -> Evidence:
    paragraph = _paragraph(record, address)
    start = span.start if span is not None else None
    if paragraph is not None:
        text = paragraph.text
        first, last = inside(paragraph.pieces, span)
        if first < 0:
            return Evidence(version, address, text, "", "")
        return Evidence(version, address, text[:first], text[first:last], text[last:], start)
    text = record.source.text or ""
    if span is None:
        return Evidence(version, address, "", "", "")
    begin, end = max(0, span.start - _AROUND), span.end + _AROUND
    return Evidence(
        version,
        address,
        text[begin : span.start],
        text[span.start : span.end],
        text[span.end : end],
    )


def held_corrections(version: Version, named: bool) -> Corrections:
    """The corrections of one version, as the file beside a document has them.

    Who made them is told only where ``named`` says so.
    """
    resolution = version.resolution
    rows = [one.laid for one in resolution.corrections.filter(language=version.language)]
    return Corrections(
        symbol=resolution.symbol,
        sha256=version.sha256,
        corrections=tuple(one if named else replace(one, by="seized") for one in rows),
    )
