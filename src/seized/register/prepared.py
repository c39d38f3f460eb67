"""What a record needs before it enters the register, made without the database.

So it can be made in another process than the one that writes.
"""

from __future__ import annotations

import zlib
from typing import NamedTuple

from seized.model.errors import SeizedError
from seized.model.record import Record
from seized.register.folding import fold
from seized.register.places import MOST_PARAGRAPHS
from seized.writing.json import from_json, to_json

__all__ = ["Prepared", "pack", "place_of", "prepare", "unpack"]

_LEVEL = 3  # the ninth part more bytes than at 6, for less than half of the time


class Prepared(NamedTuple):
    """A record as the register keeps it, and its paragraphs folded for search, in order."""

    data: bytes
    words: tuple[str, ...]


def pack(record: Record) -> bytes:
    """A record as compressed JSON."""
    return zlib.compress(to_json(record), _LEVEL)


def unpack(data: bytes) -> Record:
    """The record that was packed."""
    return from_json(zlib.decompress(data))


def place_of(record: Record) -> str:
    """The symbol under which a record stands. Raises ``SeizedError`` where it has none."""
    symbol = record.resolution.symbol
    if not symbol:
        raise SeizedError(
            "no symbol was found in the text",
            where=record.source.name,
            advice="A resolution enters the register under its symbol, such as A/RES/75/268",
        )
    return symbol


def prepare(record: Record) -> Prepared:
    """Pack a record and fold its words. Raises ``SeizedError`` for a record without symbol."""
    place_of(record)
    if len(list(record.resolution.paragraphs())) > MOST_PARAGRAPHS:
        raise SeizedError(
            f"more than {MOST_PARAGRAPHS} paragraphs",
            where=record.source.name,
            advice="No resolution is that long; cut it into its documents",
        )
    words = tuple(fold(p.text, record.language) for p in record.resolution.paragraphs())
    return Prepared(pack(record), words)
