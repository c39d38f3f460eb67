"""What the commands about findings share: reading with corrections, names, tables, output."""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import click

from seized.cli.batch import attempt, cores, progress, run_batch
from seized.languages import CODES
from seized.model.errors import SeizedError
from seized.model.record import Record
from seized.reading.paths import STDIN, expand, load_file

__all__ = [
    "DAY",
    "Tally",
    "actor_name",
    "binary_ok",
    "canonical",
    "deliver",
    "light",
    "read_corrected",
    "read_one",
    "reading_options",
    "records",
]

F = TypeVar("F", bound=Callable[..., Any])


def reading_options(command: F) -> F:
    """Options of every command that reads many inputs and lists what was found in them.

    They arrive as ``reader``, ``lang``, ``jobs``, ``width`` and ``quiet``.
    """
    options = (
        click.option(
            "--in",
            "reader",
            type=click.Choice(CODES),
            help="The language of headings and names; the text's own by default.",
        ),
        click.option(
            "--lang",
            type=click.Choice(CODES),
            help="The language of the text, where it does not tell it.",
        ),
        click.option(
            "-j",
            "--jobs",
            type=click.IntRange(1, 512),
            help="Processes to use; all cores by default.",
        ),
        click.option("--width", type=click.IntRange(40, 400), help="Columns of the table."),
        click.option("-q", "--quiet", is_flag=True, help="No progress bar and no summary."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def read_corrected(data: bytes, name: str, *, code: str | None) -> Record:
    """Read one document and lay the corrections beside its file on top."""
    from seized.corrections import correct_file
    from seized.engine import read

    record = read(data, name=Path(name).name, code=code)
    return record if name == "stdin" else correct_file(record, name)


def light(data: bytes, name: str, *, code: str | None) -> Record:
    """The same without the source text, which tables have no use for."""
    import msgspec

    record = read_corrected(data, name, code=code)
    source = msgspec.structs.replace(record.source, text=None, name=name)
    return msgspec.structs.replace(record, source=source)


def read_one(path: str, code: str | None) -> Record:
    """Read the one document that a command is about; ``-`` is the standard input."""
    data = load_file(path)
    name = "stdin" if path == STDIN else path
    outcome = attempt(partial(read_corrected, code=code), data, name)
    if outcome.error is not None:
        raise outcome.error
    return cast(Record, outcome.result)


class Tally:
    """How many inputs there were, and how many failed; known when all are read."""

    def __init__(self) -> None:
        self.total = self.failed = 0


def records(
    paths: tuple[str, ...], code: str | None, jobs: int | None, quiet: bool, tally: Tally
) -> Iterator[Record]:
    """The records of all inputs in order; failures go to standard error and to ``tally``."""
    inputs = list(expand(paths))
    tally.total = len(inputs)
    many = jobs if jobs is not None else (1 if len(inputs) < 12 else cores())
    with progress(len(inputs), quiet) as bar:
        for outcome in run_batch(inputs, partial(light, code=code), many):
            bar.advance()
            if outcome.error is None:
                yield outcome.result
            else:
                tally.failed += 1
                print(f"seized: {outcome.error}", file=sys.stderr)


class _Day(click.ParamType):  # type: ignore[type-arg]
    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime.date:
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date. Write 2027-06-30.", param, ctx)


DAY: Final = _Day()
"""A whole date."""


def canonical(text: str) -> str:
    """The canonical form of a symbol, or of a number such as 75/268. Raises ``SymbolError``."""
    from seized.symbols import parse, parse_number

    if re.match(r"\s*(?:(?:E?S|es|s)-)?\d", text):
        return parse_number(text).canonical
    return parse(text).canonical


def actor_name(actor: str, code: str) -> str:
    """The name of an actor of the catalogue; the id where the catalogue does not have it."""
    from seized.meaning.actors import actor_name as name

    try:
        return name(actor, code)
    except (SeizedError, KeyError):
        return actor


def deliver(data: bytes, output: str | None) -> None:
    """Write to a file, or to standard output."""
    if output is None or output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        advice = "Make its folder first" if isinstance(error, FileNotFoundError) else None
        what = f"cannot be written: {error.strerror}"
        raise SeizedError(what, where=output, advice=advice) from None


def binary_ok(form: str, output: str | None) -> None:
    """A spreadsheet is nothing to show in a terminal."""
    if output is None and sys.stdout.isatty():
        raise click.UsageError(f"{form} is no text. Name a file with -o.")
