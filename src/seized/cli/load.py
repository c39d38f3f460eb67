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

_TOGETHER: Final = 64  # records in one transaction; as many are read meanwhile
_HANDED: Final = 8  # records of a list that a process makes ready at a time
_LISTS: Final = (".jsonl", ".ndjson")


@click.command("load", short_help="Read resolutions into the register.")
@click.argument("paths", nargs=-1)
@data_option
@click.option(
    "--documents",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    help="Catalogue entries of reports and agendas: CSV, JSON or MARCXML; may be given twice.",
)
@click.option("-j", "--jobs", type=click.IntRange(1, 512), help="Processes that read.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no summary.")
def load_command(
    paths: tuple[str, ...], data: Path | None, documents: tuple[str, ...], jobs: int | None,
    quiet: bool,
) -> int:  # fmt: skip
    """Read resolutions into the register: files, folders, patterns, archives.

    Records that "seized read --json" wrote are taken as they are from files that end in .jsonl,
    one record a line. What was loaded before is not read again, so an interrupted load goes on
    when it is run again.

    What catalogues know of reports and agendas shows which mandates were met: the register works
    that out when it runs.

    \b
    seized load --data register/ folder/ archive.zip
    seized load --data register/ --documents library.xml
    """
    if not paths and not documents:
        raise click.UsageError("Missing argument 'PATHS...'.")
    import gc
    from collections import Counter
    from itertools import chain

    from seized.cli.batch import cores, progress, run_batch

    open_register(data)
    _enter(documents, quiet)
    if not paths:
        return 0
    from django.db import connections

    from seized.register.loading import load_records
    from seized.register.loading.known import Known
    from seized.register.running.connection import lay_out_for_loading
    from seized.register.texts.prepared import Prepared

    known = Known()
    # What is made for a batch goes with it: to look for circles after each record is in vain.
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
    connections.close_all()  # a process that reads must not inherit an open database
    lists = [path for path in paths if path.endswith(_LISTS)]
    texts = list(expand([path for path in paths if path not in lists]))
    total = len(texts) + sum(map(_lines, lists))
    counts: Counter[str] = Counter()
    waiting: list[tuple[Prepared, None]] = []

    def load() -> None:
        lay_out_for_loading()
        counts.update(loaded.outcome for loaded in load_records(waiting))
        waiting.clear()

    inputs = chain(texts, chain.from_iterable(map(_records, lists)))

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
        handed = 1 if texts else _HANDED
        for outcome in run_batch(unread(), _prepared, many, -(-_TOGETHER // many), handed):
            bar.advance()
            if outcome.error is not None:
                counts["failed"] += 1
                print(f"seized: {outcome.error}", file=sys.stderr)
                continue
            waiting.append((outcome.result, None))
            if len(waiting) >= _TOGETHER:
                load()
        load()
    connections.close_all()
    if not quiet:
        names = ("new", "changed", "same", "failed")
        print(", ".join(f"{counts[name]} {name}" for name in names), file=sys.stderr)
    return 1 if counts["failed"] else 0


def _enter(documents: tuple[str, ...], quiet: bool) -> None:
    """The light records of the files, and what they brought."""
    from seized.reading.light import read_light
    from seized.reading.paths import load_file
    from seized.register.loading.listed import load_listed

    for path in documents:
        entered = load_listed(read_light(load_file(path), path))
        if not quiet:
            told = ", ".join(f"{n} {name}" for name, n in entered._asdict().items())
            print(f"{path}: {told}", file=sys.stderr)


def _prepared(data: bytes, name: str) -> Any:
    """A document, or a line of a list of records, ready for the register."""
    from seized.cli.records import read_corrected
    from seized.register.texts.prepared import prepare
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
