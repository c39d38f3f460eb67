"""``seized load``: resolutions into the register, many at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import click

from seized.cli.serve import data_option, open_register
from seized.model.errors import SeizedError
from seized.reading.paths import Input, expand

__all__ = ["load_command"]

_TOGETHER: Final = 32  # records in one transaction
_LISTS: Final = (".jsonl", ".ndjson")


@click.command("load", short_help="Read resolutions into the register.")
@click.argument("paths", nargs=-1, required=True)
@data_option
@click.option("-j", "--jobs", type=click.IntRange(1, 512), help="Processes that read.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no summary.")
def load_command(paths: tuple[str, ...], data: Path | None, jobs: int | None, quiet: bool) -> int:
    """Read resolutions into the register: files, folders, patterns, archives.

    Records that "seized read --json" wrote are taken as they are from files that end in .jsonl,
    one record a line. What was loaded before is not read again, so an interrupted load goes on
    when it is run again.

    \b
    seized load --data register/ folder/ archive.zip
    """
    from collections import Counter
    from itertools import chain

    from seized.cli.batch import cores, progress, run_batch

    open_register(data)
    from django.db import connections

    from seized.register.loading import load_records
    from seized.register.loading.known import Known
    from seized.register.prepared import Prepared

    known = Known()
    connections.close_all()  # a process that reads must not inherit an open database
    lists = [path for path in paths if path.endswith(_LISTS)]
    documents = list(expand([path for path in paths if path not in lists]))
    total = len(documents) + sum(map(_lines, lists))
    counts: Counter[str] = Counter()
    waiting: list[tuple[Prepared, None]] = []

    def load() -> None:
        counts.update(loaded.outcome for loaded in load_records(waiting))
        waiting.clear()

    inputs = chain(documents, chain.from_iterable(map(_records, lists)))

    def unread() -> Iterator[Input]:
        """What the register does not have yet, with its bytes at hand."""
        for item in inputs:
            loaded, there = _glance(item, known)
            if there:
                counts["same"] += 1
                bar.advance()
            else:
                yield loaded

    with progress(total, quiet) as bar:
        many = jobs if jobs is not None else (1 if total < 12 else cores())
        for outcome in run_batch(unread(), _prepared, many):
            bar.advance()
            if outcome.error is not None:
                counts["failed"] += 1
                print(f"seized: {outcome.error}", file=sys.stderr)
                continue
            waiting.append((outcome.result, None))
            if len(waiting) >= _TOGETHER:
                load()
        load()
    if not quiet:
        names = ("new", "changed", "same", "failed")
        print(", ".join(f"{counts[name]} {name}" for name in names), file=sys.stderr)
    return 1 if counts["failed"] else 0


def _prepared(data: bytes, name: str) -> Any:
    """A document, or a line of a list of records, ready for the register."""
    from seized.cli.records import read_corrected
    from seized.register.prepared import prepare
    from seized.writing.json import from_json

    if _in_list(name):
        return prepare(from_json(data))
    return prepare(read_corrected(data, name, code=None))


def _in_list(name: str) -> bool:
    return name.rpartition(":")[0].endswith(_LISTS)


def _glance(item: Input, known: Any) -> tuple[Input, bool]:
    """The input with its bytes, and whether the register has it; an error is told later."""
    try:
        data = item.load()
    except SeizedError:
        return item, False
    there = known.record(data) if _in_list(item.name) else known.document(data, item.name)
    return Input(item.name, partial(bytes, data)), there


def _lines(path: str) -> int:
    """How many records a list holds; a list that cannot be opened is told when it is read."""
    try:
        with Path(path).open("rb") as file:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return 0


def _records(path: str) -> Iterator[Input]:
    if not Path(path).is_file():
        yield from expand([path])
        return
    with Path(path).open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield Input(f"{path}:{number}", partial(bytes, line))
