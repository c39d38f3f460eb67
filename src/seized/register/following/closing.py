"""Follows mandates and links series in a process of its own.

It is started as ``python -m seized.register.following.closing``.

The texts of a whole register need memory that a server should not keep; here it is given back
when the process ends. It needs no database and no settings: packed records come in, verdicts go
out, one a line.
"""

from __future__ import annotations

import datetime
import os
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Final

import msgspec

from seized.comparing.closure import follow_with_series
from seized.model.closure import LightRecord
from seized.model.errors import SeizedError
from seized.model.evidence import Evidence
from seized.model.record import Record
from seized.register.texts.child import PASSED_ON
from seized.register.texts.prepared import unpack
from seized.symbols import parse

__all__ = ["Closed", "Linked", "closed", "closed_apart"]

_LENGTH: Final = struct.Struct(">I")


class Closed(msgspec.Struct, frozen=True, tag=True):
    """What became of one mandate, which ``act`` and ``deliverable`` tell among those at ``at``."""

    resolution: str
    at: str
    act: str
    deliverable: str
    status: str
    rule: str
    evidence: tuple[Evidence, ...] = ()
    successor: str = ""
    change: str = ""
    repeated_at: str = ""


class Linked(msgspec.Struct, frozen=True, tag=True):
    """A resolution takes the matter of an earlier one up again; symbols as in the register."""

    before: str
    after: str
    confidence: float


class _Order(msgspec.Struct):
    today: datetime.date
    code: str
    light: tuple[LightRecord, ...] = ()


_ENCODER: Final = msgspec.json.Encoder(enc_hook=str.__str__)
_FOUND: Final = msgspec.json.Decoder(Closed | Linked)


def _decoded(kind: type, value: object) -> object:
    return kind(value)


_ORDER: Final = msgspec.json.Decoder(_Order, dec_hook=_decoded)


def closed(
    packed: Iterable[bytes], light: Iterable[LightRecord], today: datetime.date, code: str
) -> Iterator[Closed | Linked]:
    """What links packed records, then what became of their mandates, resolution by resolution.

    Every record has a symbol, as all in the register do.
    """
    records = [_slim(unpack(data)) for data in packed]
    printed: dict[str, str] = {}
    acts: dict[tuple[str, str | None, str], str] = {}
    for record in records:
        name = parse(record.resolution.symbol or "").canonical
        printed.setdefault(name, record.resolution.symbol or "")
        acts.update(((name, record.language, m.id), m.act) for m in record.mandates)
    closure, series = follow_with_series(records, today, tuple(light), code)
    for link in series.links():
        yield Linked(printed[link.before], printed[link.after], link.confidence)
    for one in closure.followed:
        yield Closed(
            printed[one.resolution],
            one.at,
            acts[one.resolution, one.language, one.mandate],
            one.deliverable,
            one.status,
            one.rule,
            one.evidence,
            one.successor or "",
            one.change or "",
            one.repeated_at or "",
        )


def _slim(record: Record) -> Record:
    """Only what closure looks at."""
    return msgspec.structs.replace(
        record, actors=(), instruments=(), events=(), fields=(), clauses=(), doubts=()
    )


def closed_apart(
    packed: Iterable[bytes], light: Iterable[LightRecord], today: datetime.date, code: str
) -> Iterator[Closed | Linked]:
    """The same in another process. Raises ``SeizedError`` where it fails."""
    env = {key: os.environ[key] for key in PASSED_ON if key in os.environ}
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as got:
        _put(given, _ENCODER.encode(_Order(today, code, tuple(light))))
        for data in packed:
            _put(given, data)
        given.seek(0)
        command = [sys.executable, "-m", __name__]
        done = subprocess.run(  # noqa: S603 - our own interpreter, no shell
            command, stdin=given, stdout=got, stderr=subprocess.PIPE, env=env, check=False
        )
        if done.returncode:
            told = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise SeizedError("the mandates could not be followed", where=(told or ["?"])[-1])
        got.seek(0)
        for line in got:
            yield _FOUND.decode(line)


def _put(file: IO[bytes], data: bytes) -> None:
    file.write(_LENGTH.pack(len(data)))
    file.write(data)


def _taken(file: IO[bytes]) -> Iterator[bytes]:
    while head := file.read(_LENGTH.size):
        (size,) = _LENGTH.unpack(head)
        yield file.read(size)


def _main() -> int:
    if hasattr(os, "nice"):
        os.nice(5)
    pieces = _taken(sys.stdin.buffer)
    order = _ORDER.decode(next(pieces))
    for one in closed(pieces, order.light, order.today, order.code):
        sys.stdout.buffer.write(_ENCODER.encode(one) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(_main())
