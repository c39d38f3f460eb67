"""What a record needs before it enters the register, made without the database.

So it can be made in another process than the one that writes.
"""

from __future__ import annotations

import zlib
from hashlib import sha256
from typing import Final, NamedTuple

import msgspec

from seized.model.errors import SeizedError
from seized.model.record import Provenance, Record
from seized.register.texts.folding import fold
from seized.register.texts.places import MOST_PARAGRAPHS
from seized.writing.json import decode_hook, encode_hook, from_json, to_json

__all__ = [
    "Part",
    "Prepared",
    "content_of",
    "gist",
    "pack",
    "parts_of",
    "place_of",
    "prepare",
    "unpack",
]

_LEVEL = 3  # the ninth part more bytes than at 6, for less than half of the time


_ENCODER: Final = msgspec.msgpack.Encoder(enc_hook=encode_hook)
_DECODER: Final = msgspec.msgpack.Decoder(Record, dec_hook=decode_hook)


class Part(NamedTuple):
    """A paragraph as the register keeps it; ``words`` are its words folded for search."""

    address: str
    number: str
    text: str
    words: str


class Prepared(NamedTuple):
    """A record as the register keeps it, and what its rows are made of.

    ``gist`` is the record without what no row needs: its text, which the paragraphs repeat, and
    its clauses. To read it takes a third of the time that the whole takes. ``quotes`` are the
    words of its doubts, in their order. ``content`` tells whether another record says the same.
    """

    data: bytes
    gist: bytes
    parts: tuple[Part, ...]
    quotes: tuple[str, ...]
    content: str = ""


class _Source(msgspec.Struct):
    sha256: str


class _Said(msgspec.Struct):
    """What a record says, each part as it is written; the name of its file is no part of it."""

    source: _Source
    provenance: Provenance
    language: msgspec.Raw
    resolution: msgspec.Raw
    citations: msgspec.Raw = msgspec.Raw(b"")
    actors: msgspec.Raw = msgspec.Raw(b"")
    instruments: msgspec.Raw = msgspec.Raw(b"")
    events: msgspec.Raw = msgspec.Raw(b"")
    fields: msgspec.Raw = msgspec.Raw(b"")
    clauses: msgspec.Raw = msgspec.Raw(b"")
    mandates: msgspec.Raw = msgspec.Raw(b"")
    doubts: msgspec.Raw = msgspec.Raw(b"")


_SAID: Final = msgspec.json.Decoder(_Said)


def content_of(data: bytes) -> str:
    """A digest of what a record says: the same for the same source, readings and corrections.

    ``data`` is a record as `to_json` writes it on one line; written otherwise, the same record
    has another digest. Raises ``msgspec.MsgspecError`` for what is no record.
    """
    said = _SAID.decode(data)
    digest = sha256(f"{said.source.sha256} {said.provenance}".encode())
    for name in said.__struct_fields__[2:]:
        digest.update(b"\n" + memoryview(getattr(said, name)))
    return digest.hexdigest()


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
    text = record.source.text or ""
    quotes = tuple(text[d.span.start : d.span.end] if d.span else "" for d in record.doubts)
    data = to_json(record)
    return Prepared(
        zlib.compress(data, _LEVEL), _ENCODER.encode(_shortened(record)), parts_of(record), quotes,
        content_of(data),
    )  # fmt: skip


def parts_of(record: Record) -> tuple[Part, ...]:
    """The paragraphs of a record in reading order."""
    return tuple(
        Part(p.address, p.number or "", p.text, fold(p.text, record.language))
        for p in record.resolution.paragraphs()
    )


def gist(prepared: Prepared) -> Record:
    """The record that was prepared, as far as rows are made of it."""
    return _DECODER.decode(prepared.gist)


def _shortened(record: Record) -> Record:
    replace = msgspec.structs.replace
    actors = {(mention.actor, mention.at): mention for mention in record.actors}
    fields = {(mention.field, mention.at): mention for mention in record.fields}
    masthead = replace(
        record.resolution, preamble=(), operative=(), headings=(), parts=(), tables=(),
        annexes=(), notes=(),
    )  # fmt: skip
    return replace(
        record,
        source=replace(record.source, text=None),
        resolution=masthead,
        clauses=(),
        actors=tuple(actors.values()),
        fields=tuple(fields.values()),
    )
