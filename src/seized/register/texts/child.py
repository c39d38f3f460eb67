"""Reads one file in a process of its own, with limits: ``python -m seized.register.texts.child``.

What people upload is hostile until shown otherwise. The process has bounded memory and processor
time, and an environment without secrets; it gets the bytes of one file and gives back a record
as JSON, or a list of light records, which the register checks as it would any other.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import msgspec

from seized.model.closure import LightRecord
from seized.model.errors import HostileFile, SeizedError
from seized.model.record import Record

__all__ = ["PASSED_ON", "read_any_apart", "read_apart"]

_MEMORY: Final = 2 << 30  # bytes of address space; a PDF of 1,000 pages needs a quarter of it
_SECONDS: Final = 60  # of processor time; the longest resolutions take two
_LISTED: Final = b"listed"
_READ: Final = b"read"
_TOLD: Final = 4  # exit codes that Python itself does not use
_LIMIT: Final = 5
PASSED_ON: Final = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "SYSTEMROOT", "VIRTUAL_ENV")


def read_apart(path: Path, name: str, seconds: int = _SECONDS, memory: int = _MEMORY) -> Record:
    """The record of a stored file, read in a limited process.

    Raises ``SeizedError`` with what the reader said, or ``HostileFile`` where a limit was passed.
    """
    found = read_any_apart(path, name, seconds, memory, only=True)
    assert isinstance(found, Record)
    return found


def read_any_apart(
    path: Path, name: str, seconds: int = _SECONDS, memory: int = _MEMORY, *, only: bool = False
) -> Record | tuple[LightRecord, ...]:
    """The record of a document, or the light records of a list of catalogue entries.

    ``only`` reads everything as a document. Raises as `read_apart` does.
    """
    from seized.writing.json import from_json

    command = [sys.executable, "-m", __name__, name, str(seconds), str(memory), str(only)]
    env = {key: os.environ[key] for key in PASSED_ON if key in os.environ}
    try:
        with path.open("rb") as file:
            done = subprocess.run(  # noqa: S603 - our own interpreter, no shell
                command, stdin=file, capture_output=True, timeout=seconds * 3, env=env, check=False
            )
    except subprocess.TimeoutExpired:
        raise _limit(name) from None
    except OSError as error:
        raise SeizedError(
            f"the stored file cannot be opened: {error.strerror}", where=name,
            advice="Upload it again",
        ) from None  # fmt: skip
    if done.returncode == 0:
        head, _, rest = done.stdout.partition(b"\n")
        if head == _LISTED:
            return msgspec.json.decode(rest, type=tuple[LightRecord, ...], dec_hook=_decoded)
        return from_json(rest)
    if done.returncode == _TOLD:
        raise SeizedError(done.stderr.decode("utf-8", "replace").strip())
    if done.returncode < 0 or done.returncode == _LIMIT or b"MemoryError" in done.stderr:
        raise _limit(name)
    raise SeizedError("could not be read", where=name, advice="Please report this file")


def _decoded(kind: type, value: object) -> object:
    return kind(value)


def _limit(name: str) -> HostileFile:
    return HostileFile(
        "reading it took more time or memory than any resolution needs",
        where=name,
        advice="Save it anew as DOCX or plain text and upload that",
    )


def _restrict(seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit outside still holds
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _main(name: str, seconds: str, memory: str, only: str) -> int:
    _restrict(int(seconds), int(memory))
    from seized.engine import read
    from seized.reading.light import looks_light, read_light
    from seized.writing.json import to_json

    data = sys.stdin.buffer.read()
    try:
        if only != str(True) and looks_light(data, name):
            told = msgspec.json.encode(read_light(data, name), enc_hook=str.__str__)
            sys.stdout.buffer.write(_LISTED + b"\n" + told)
            return 0
        record = read(data, name=name)
    except SeizedError as error:
        print(error if error.where else error.at(name), file=sys.stderr)
        return _TOLD
    except (MemoryError, RecursionError):
        return _LIMIT
    sys.stdout.buffer.write(_READ + b"\n" + to_json(record))
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
