"""Corrections laid on top of a record: found again after a new reading, told where they are not.

A correction is anchored by the address and the quote of the finding. After a new reading the
finding is looked for at its address, then, where the address moved, by its quote alone. What no
longer fits is left out and becomes a doubt; nothing is ever corrected by guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

import msgspec

from seized.model.corrections import Correction, Corrections, Kind
from seized.model.dates import PartialDate
from seized.model.doubts import Doubt
from seized.model.errors import BrokenFile, NotFound, SeizedError
from seized.model.findings import (
    ActorMention,
    Citation,
    Clause,
    Event,
    FieldMention,
    Instrument,
    Mandate,
)
from seized.model.record import Record
from seized.model.resolution import Paragraph, Resolution
from seized.model.text import Piece, Span, to_source

__all__ = [
    "SUFFIX", "addition", "apply", "changed", "check", "correct_file", "dump", "file_beside",
    "load",
]  # fmt: skip

SUFFIX: Final = ".seized.json"
"""What is added to the name of a document to name the file of its corrections."""

_RULE: Final = "corrected"
_LISTS: Final[Mapping[Kind, tuple[str, Any]]] = {
    "citation": ("citations", Citation),
    "actor": ("actors", ActorMention),
    "instrument": ("instruments", Instrument),
    "event": ("events", Event),
    "field": ("fields", FieldMention),
    "clause": ("clauses", Clause),
    "mandate": ("mandates", Mandate),
}
_PARAGRAPH: Final = frozenset({"act", "opening", "number", "label"})
_ANCHORS: Final = frozenset({"at", "span", "quote", "rule"})
_LAYOUT: Final = re.compile(r"[\s*_]+")


class _Misfit(Exception):  # noqa: N818 - told as a doubt, never raised to a caller
    """A correction that fits nothing in the record."""


# ------------------------------------------------------------------ the file beside


def file_beside(path: str | Path) -> Path:
    """Where the corrections of a document are kept: ``75-268.docx.seized.json``."""
    path = Path(path)
    return path.with_name(path.name + SUFFIX)


def load(path: str | Path) -> Corrections:
    """Read a file of corrections. Raises ``NotFound``, and ``BrokenFile`` for anything else."""
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise NotFound("there is no file of corrections", where=str(path)) from None
    except OSError as error:
        raise BrokenFile(f"cannot be read: {error.strerror}", where=str(path)) from None
    try:
        return msgspec.json.decode(data, type=Corrections)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BrokenFile(
            f"not a file of corrections: {error}",
            where=str(path),
            advice="Mend it, or move it away and correct anew",
        ) from error


def dump(corrections: Corrections) -> bytes:
    """The bytes of a file of corrections: UTF-8 JSON, two spaces deep, one final line break."""
    return msgspec.json.format(msgspec.json.encode(corrections), indent=2) + b"\n"


def correct_file(record: Record, path: str | Path) -> Record:
    """The record with the corrections beside ``path``, where there are any."""
    beside = file_beside(path)
    if not beside.is_file():
        return record
    corrected, doubts = apply(record, load(beside))
    return msgspec.structs.replace(corrected, doubts=(*corrected.doubts, *doubts))


# ------------------------------------------------------------------ applying


def apply(record: Record, corrections: Corrections) -> tuple[Record, tuple[Doubt, ...]]:
    """Lay corrections on top of a record, in their order.

    Returns the corrected record and a doubt ``correction-does-not-fit`` for each correction that
    was left out (values ``quote``, ``kind``, ``reason``). What was corrected has the rule
    ``corrected``. The record that is given stays as it is.
    """
    doubts: list[Doubt] = []
    for correction in corrections.corrections:
        try:
            record = _applied(record, correction)
        except _Misfit as misfit:
            values = {
                "quote": correction.quote,
                "kind": correction.kind,
                "reason": str(misfit),
            }
            doubts.append(Doubt("correction-does-not-fit", at=correction.at, values=values))
    return record, tuple(doubts)


def check(record: Record, correction: Correction) -> Record:
    """The record with one correction. Raises ``SeizedError`` that says why it does not fit."""
    try:
        return _applied(record, correction)
    except _Misfit as misfit:
        raise SeizedError(
            str(misfit),
            where=correction.at,
            advice="`seized explain` shows every finding of a paragraph with its words",
        ) from None


def _applied(record: Record, correction: Correction) -> Record:
    if correction.kind == "paragraph":
        return _paragraph(record, correction)
    name, _ = _LISTS[correction.kind]
    findings = getattr(record, name)
    if correction.what == "add":
        changed = _added(record, findings, correction)
    else:
        chosen = _anchored(findings, correction)
        if correction.what == "remove":
            changed = tuple(one for n, one in enumerate(findings) if n not in chosen)
        else:
            changed = tuple(
                _set(one, correction) if n in chosen else one for n, one in enumerate(findings)
            )
    return msgspec.structs.replace(record, **{name: changed})


def _plain(text: str) -> str:
    """Words without what layout does to them."""
    return _LAYOUT.sub("", text)


def _anchored(findings: tuple[Any, ...], correction: Correction) -> set[int]:
    """The places of the findings that are meant: at the address, or by the quote alone."""
    quote = _plain(correction.quote)
    if not quote:
        raise _Misfit("the quote is empty")
    here = [n for n, one in enumerate(findings) if one.at == correction.at]
    exact = {n for n in here if _plain(findings[n].quote) == quote}
    if exact:
        return exact
    near = {n for n in here if _alike(_plain(findings[n].quote), quote)}
    if len(near) == 1:
        return near
    if near:
        raise _Misfit(f"several findings ({correction.kind}) have words like these")
    moved = {n for n, one in enumerate(findings) if _plain(one.quote) == quote}
    if not moved:
        raise _Misfit(f"no finding ({correction.kind}) has these words")
    if len({findings[n].at for n in moved}) > 1:
        raise _Misfit("the words stand at several places, none of them the address")
    return moved


def _alike(one: str, other: str) -> bool:
    """Whether a finding was only read a little longer or shorter, or named in part."""
    return bool(one) and (one in other or other in one)


def _set(finding: Any, correction: Correction) -> Any:
    return _built(type(finding), {**_builtins(finding), **correction.values})


def changed(finding: Any, values: Mapping[str, Any]) -> Any:
    """A finding with other values, in the form of the published record.

    Raises ``SeizedError`` for a field that it does not have and a value that does not fit.
    """
    try:
        return _built(type(finding), {**_builtins(finding), **values})
    except _Misfit as misfit:
        raise SeizedError(str(misfit), where=finding.at) from None


def _builtins(finding: Any) -> dict[str, Any]:
    values = msgspec.to_builtins(finding, enc_hook=str.__str__)
    if not isinstance(values, dict):
        raise TypeError("a finding is an object")
    return values


def _built(kind: Any, values: dict[str, Any]) -> Any:
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    unknown = sorted(set(values) - set(fields))
    if unknown:
        known = ", ".join(sorted(set(fields) - _ANCHORS))
        raise _Misfit(f"no field {unknown[0]!r}; the fields are {known}")
    for name, value in values.items():
        choices = _choices(fields[name].type)
        if choices and value not in choices:
            told = ", ".join(one for one in choices if isinstance(one, str))
            raise _Misfit(f"a value does not fit: {name} {value!r} is none of {told}")
    if "rule" in fields:
        values = {**values, "rule": _RULE}
    try:
        return msgspec.convert(values, kind, dec_hook=_decode)
    except (msgspec.ValidationError, ValueError) as error:
        raise _Misfit(f"a value does not fit: {error}") from None


def _choices(kind: Any) -> tuple[Any, ...]:
    """The values of a literal type, with None where it may be left out; nothing for another."""
    if get_origin(kind) is Literal:
        return get_args(kind)
    parts = get_args(kind) if get_origin(kind) in (Union, UnionType) else ()
    found = [one for part in parts for one in _choices(part)]
    return (*found, None) if found and NoneType in parts else tuple(found)


def _decode(kind: type, value: Any) -> Any:
    if kind is PartialDate and isinstance(value, str):
        return PartialDate(value)
    raise TypeError(f"{kind.__name__} cannot be read from {value!r}")


# ------------------------------------------------------------------ adding


def _added(record: Record, findings: tuple[Any, ...], correction: Correction) -> tuple[Any, ...]:
    at, span = _place(record, correction)
    text = record.source.text
    quote = text[span.start : span.end] if text is not None else correction.quote
    values: dict[str, Any] = {"at": at, "span": list(span), "quote": quote}
    kind = _LISTS[correction.kind][1]
    if kind is Mandate:
        owner = next(p for p in _places(record.resolution) if p[0] == at)
        values |= {"id": _free(f"{at}#c", (one.id for one in findings)), "number": owner[3]}
        values |= {"due": {}, "addressees": []}
    made = _built(kind, values | correction.values)
    return tuple(sorted((*findings, made), key=lambda one: one.span or Span(0, 0)))


def _free(stem: str, taken: Iterable[str]) -> str:
    used = set(taken)
    return next(f"{stem}{n}" for n in range(1, len(used) + 2) if f"{stem}{n}" not in used)


_Place = tuple[str, str, tuple[Piece, ...], str | None]


def _places(resolution: Resolution) -> list[_Place]:
    """Address, text, way to the source and number of every paragraph and note."""
    paragraphs: list[_Place] = [
        (p.address, p.text, p.pieces, p.number) for p in resolution.paragraphs()
    ]
    return [*paragraphs, *((f"note{n.marker}", n.text, n.pieces, None) for n in resolution.notes)]


def _place(record: Record, correction: Correction) -> tuple[str, Span]:
    """Where the quote of a new finding stands: at its address, or at the one place that has it."""
    spots = []
    for at, text, pieces, _ in _places(record.resolution):
        start = text.find(correction.quote)
        if start >= 0 and pieces:
            spots.append((at, to_source(pieces, start, start + len(correction.quote))))
    for at, span in spots:
        if at == correction.at:
            return at, span
    if len(spots) == 1:
        return spots[0]
    raise _Misfit("the quote stands at several places" if spots else "the quote stands nowhere")


# ------------------------------------------------------------------ paragraphs


def _paragraph(record: Record, correction: Correction) -> Record:
    """The act, opening, number or label of a paragraph."""
    if correction.what != "set":
        raise _Misfit("a paragraph can be changed, but not added or removed")
    wrong = sorted(set(correction.values) - _PARAGRAPH)
    if wrong:
        raise _Misfit(f"{wrong[0]!r} of a paragraph cannot be changed")
    quote = _plain(correction.quote)
    having = [p for p in record.resolution.paragraphs() if quote in _plain(p.text)]
    chosen = next((p for p in having if p.address == correction.at), None)
    if chosen is None and len(having) == 1:
        chosen = having[0]
    if chosen is None:
        raise _Misfit("no paragraph at the address has these words")
    changed = _built(Paragraph, {**_builtins(chosen), **correction.values})
    address = chosen.address

    def swapped(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple(changed if p.address == address else p for p in paragraphs)

    old = record.resolution
    new = msgspec.structs.replace(
        old,
        preamble=swapped(old.preamble),
        operative=swapped(old.operative),
        annexes=tuple(
            msgspec.structs.replace(annex, paragraphs=swapped(annex.paragraphs))
            for annex in old.annexes
        ),
    )
    return msgspec.structs.replace(record, resolution=new)


def addition(
    record: Record, corrections: Corrections | None, correction: Correction
) -> Corrections:
    """The corrections with one more, which is checked against the record first.

    Raises ``SeizedError`` where it does not fit, or sets an anchor (address, span, quote, rule).
    """
    fixed = sorted(set(correction.values) & _ANCHORS)
    if fixed:
        raise SeizedError(f"{fixed[0]!r} is what a correction is anchored by", where=correction.at)
    before = corrections or Corrections()
    check(apply(record, before)[0], correction)
    return msgspec.structs.replace(
        before,
        symbol=before.symbol or record.resolution.symbol,
        sha256=record.source.sha256,
        corrections=(*before.corrections, correction),
    )
