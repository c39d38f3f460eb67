"""The record as JSON, as ``record.schema.json`` publishes it, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

import msgspec

from seized.model.concordance import Concordance
from seized.model.dates import PartialDate
from seized.model.doubts import Doubt
from seized.model.errors import BrokenFile
from seized.model.record import Record

__all__ = [
    "concordance_from_json",
    "decode_hook",
    "encode_hook",
    "from_json",
    "result_to_json",
    "rows_to_json",
    "schema",
    "to_json",
]


def encode_hook(value: Any) -> str:
    """A ``PartialDate`` is a string to JSON; nothing else gets here."""
    if isinstance(value, PartialDate):
        return str.__str__(value)
    raise TypeError(f"{type(value).__name__} has no place in a record")


def decode_hook(kind: type, value: Any) -> Any:
    """Dates are checked again on their way in."""
    if kind is PartialDate and isinstance(value, str):
        return PartialDate(value)
    raise TypeError(f"{kind.__name__} cannot be read from {value!r}")


_ENCODER = msgspec.json.Encoder(enc_hook=encode_hook)


def to_json(record: Record, *, text: bool = True, indent: int | None = None) -> bytes:
    """The record as UTF-8 JSON without a final line break.

    ``text=False`` leaves ``source.text`` out. ``indent`` sets the record on many lines, that
    many spaces deep; without it the record is one line. Equal records give equal bytes.
    """
    if not text and record.source.text is not None:
        source = msgspec.structs.replace(record.source, text=None)
        record = msgspec.structs.replace(record, source=source)
    if not all(doubt.message for doubt in record.doubts):
        record = msgspec.structs.replace(record, doubts=_told(record))
    data = _ENCODER.encode(record)
    return data if indent is None else msgspec.json.format(data, indent=indent)


def _told(record: Record) -> tuple[Doubt, ...]:
    """The contract wants a message with every doubt."""
    from seized.writing.wording import wording

    words = wording(record.language)
    return tuple(
        msgspec.structs.replace(doubt, message=words.doubt(doubt)) for doubt in record.doubts
    )


def from_json(data: bytes | str) -> Record:
    """Read a record that ``to_json`` wrote. Raises ``BrokenFile`` for anything else.

    Properties that this version does not know are left out.
    """
    try:
        return msgspec.json.decode(data, type=Record, dec_hook=decode_hook)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BrokenFile(f"not a record: {error}") from error


def schema() -> bytes:
    """The JSON Schema (2020-12) of a record."""
    return files("seized.writing").joinpath("record.schema.json").read_bytes()


def rows_to_json(rows: Iterable[Mapping[str, Any]], *, lines: bool = False) -> bytes:
    """Rows of a table as one JSON list, or as one object a line."""
    table = list(rows)
    if lines:
        return b"".join(_ENCODER.encode(row) + b"\n" for row in table)
    return msgspec.json.format(_ENCODER.encode(table), indent=2) + b"\n"


def result_to_json(result: msgspec.Struct, *, indent: int | None = None) -> bytes:
    """A result about several records, such as a concordance, as UTF-8 JSON.

    Names of fields are those of its type; equal results give equal bytes, without a final line
    break.
    """
    data = _ENCODER.encode(result)
    return data if indent is None else msgspec.json.format(data, indent=indent)


def concordance_from_json(data: bytes | str) -> Concordance:
    """Read a concordance that ``result_to_json`` wrote. Raises ``BrokenFile`` for anything else."""
    try:
        return msgspec.json.decode(data, type=Concordance, dec_hook=decode_hook)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BrokenFile(f"not a concordance: {error}") from error
