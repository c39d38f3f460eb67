"""``seized read``: files to records, or to a view of them."""

from __future__ import annotations

import os
import shutil
import sys
from functools import partial
from pathlib import Path
from typing import Literal

import click

from seized.cli.batch import Outcome, cores, progress, run_batch
from seized.cli.records import deliver
from seized.languages import CODES
from seized.model.errors import SeizedError
from seized.reading.paths import Input, expand, load_file

__all__ = ["read_command", "render"]

Form = Literal["view", "json", "jsonl", "akn", "html"]
_SUFFIX = {"view": ".txt", "json": ".json", "jsonl": ".json", "akn": ".xml", "html": ".html"}


def render(
    data: bytes,
    name: str,
    *,
    form: Form,
    code: str | None,
    text: bool,
    width: int,
    colour: bool,
    twins: tuple[tuple[bytes, str], ...] = (),
) -> bytes:
    """Read one document and write it in the form asked for."""
    from seized.corrections import correct_file
    from seized.engine import read_with

    record = correct_file(read_with(data, twins, name=Path(name).name, code=code), name)
    if form in ("json", "jsonl"):
        from seized.writing.json import to_json

        return to_json(record, text=text, indent=2 if form == "json" else None) + b"\n"
    if form == "akn":
        from seized.writing.akn import to_akn

        return to_akn(record)
    if form == "html":
        from seized.writing.html import to_html

        return to_html(record).encode()
    from seized.writing.terminal import to_terminal

    return (to_terminal(record, width, colour=colour) + "\n").encode()


@click.command("read", short_help="Read resolutions into records.")
@click.argument("paths", nargs=-1, required=True)
@click.option("--json", "form", flag_value="json", help="The record as JSON.")
@click.option("--jsonl", "form", flag_value="jsonl", help="One record a line, for many files.")
@click.option("--akn", "form", flag_value="akn", help="Akoma Ntoso (AKN4UN) XML.")
@click.option("--html", "form", flag_value="html", help="One page to read in a browser.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False),
    help="Write one file for each input into this folder.",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1, 512), help="Processes to use; all cores by default."
)
@click.option(
    "--lang", type=click.Choice(CODES), help="The language, where the text does not tell it."
)
@click.option(
    "--with",
    "twins",
    multiple=True,
    metavar="PATH",
    help="Another language version of the same resolution, to settle verbs with two readings.",
)
@click.option("--no-text", is_flag=True, help="Leave the source text out of JSON.")
@click.option("--width", type=click.IntRange(20, 400), help="Columns of the reading view.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no summary.")
def read_command(
    paths: tuple[str, ...], form: Form | None, output: str | None, jobs: int | None,
    lang: str | None, twins: tuple[str, ...], no_text: bool, width: int | None, quiet: bool,
) -> int:  # fmt: skip
    """Read resolutions: text, Markdown, Word, PDF, HTML or Akoma Ntoso; files, folders,
    patterns, zip archives, or - for standard input.

    \b
    seized read 75-268.docx
    seized read --json 75-268.docx > 75-268.json
    seized read --jsonl folder/ archive.zip > records.jsonl
    seized read --akn -o xml/ 'downloads/*.pdf'
    seized read --json --with 75-268.en.docx 75-268.fr.docx
    cat pasted.txt | seized read -
    """
    chosen: Form = form or "view"
    colour = output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    columns = width or (shutil.get_terminal_size().columns if sys.stdout.isatty() else 80)
    work = partial(
        render,
        form=chosen,
        code=lang,
        text=not no_text,
        width=width or min(columns, 100),
        colour=colour,
        twins=tuple((load_file(twin), Path(twin).name) for twin in twins),
    )
    inputs = list(expand(paths))
    if output is not None:
        try:
            Path(output).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            what = f"the folder cannot be made: {error.strerror}"
            raise SeizedError(what, where=output) from None
    failed = 0
    taken: set[str] = set()
    with progress(len(inputs), quiet) as bar:
        for outcome in run_batch(inputs, work, _jobs(jobs, inputs)):
            bar.advance()
            failed += _deliver(outcome, output, _SUFFIX[chosen], taken)
    return summary(len(inputs), failed, quiet)


def _jobs(asked: int | None, inputs: list[Input]) -> int:
    """One process for a handful of files: starting more would take longer than reading them."""
    return asked if asked is not None else (1 if len(inputs) < 12 else cores())


def _deliver(outcome: Outcome, output: str | None, suffix: str, taken: set[str]) -> bool:
    """Write a result; tells whether the input failed."""
    if outcome.error is not None:
        print(f"seized: {outcome.error}", file=sys.stderr)
        return True
    if output is None:
        sys.stdout.buffer.write(outcome.result)
        sys.stdout.buffer.flush()
        return False
    stem = "stdin" if outcome.name == "-" else Path(outcome.name.replace("::", "/")).stem
    name, again = stem, 1
    while name in taken:
        again += 1
        name = f"{stem}-{again}"
    taken.add(name)
    deliver(outcome.result, str(Path(output) / f"{name}{suffix}"))
    return False


def summary(total: int, failed: int, quiet: bool) -> int:
    """A line on standard error about many files; the exit code."""
    if total == 0:
        print(
            "seized: nothing to read there. Name a file, a folder, a pattern or -", file=sys.stderr
        )
        return 1
    if not quiet and total > 1:
        print(
            f"seized: {total - failed} of {total} read" + (f", {failed} failed" if failed else ""),
            file=sys.stderr,
        )
    if failed == 0:
        return 0
    return 1 if failed == total else 5
