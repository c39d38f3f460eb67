"""``seized check``: what is doubtful in a text, or in the reading of it."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

import click

from seized.cli.batch import progress, run_batch
from seized.cli.read import _jobs, summary
from seized.languages import CODES
from seized.reading.paths import expand

__all__ = ["check_command", "doubts_of"]


def doubts_of(
    data: bytes, name: str, *, code: str | None, reader: str | None
) -> list[dict[str, Any]]:
    """The doubts of one document, worded in the language ``reader`` or its own."""
    from seized.cli.records import read_corrected
    from seized.writing.wording import wording

    record = read_corrected(data, name, code=code)
    words = wording(reader or record.language)
    text = record.source.text or ""
    return [
        {
            "file": name,
            "code": doubt.code,
            "at": doubt.at,
            "line": text.count("\n", 0, doubt.span.start) + 1 if doubt.span else None,
            "message": words.doubt(doubt),
        }
        for doubt in record.doubts
    ]


@click.command("check", short_help="List doubts; exit code 4 when there are any.")
@click.argument("paths", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option(
    "--lang", type=click.Choice(CODES), help="The language of the text, where it does not tell it."
)
@click.option(
    "--in",
    "reader",
    type=click.Choice(CODES),
    help="The language of the messages; the text's own by default.",
)
@click.option("-j", "--jobs", type=click.IntRange(1, 512), help="Processes to use.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no summary.")
def check_command(
    paths: tuple[str, ...],
    as_json: bool,
    lang: str | None,
    reader: str | None,
    jobs: int | None,
    quiet: bool,
) -> int:
    """List what is doubtful: numbers that jump, notes without markers, damaged characters.

    \b
    seized check 75-268.docx
    seized check --json --in en folder/
    """
    import json

    inputs = list(expand(paths))
    failed = found = 0
    work = partial(doubts_of, code=lang, reader=reader)
    with progress(len(inputs), quiet) as bar:
        for outcome in run_batch(inputs, work, _jobs(jobs, inputs)):
            bar.advance()
            if outcome.error is not None:
                failed += 1
                print(f"seized: {outcome.error}", file=sys.stderr)
                continue
            for row in outcome.result:
                found += 1
                print(json.dumps(row, ensure_ascii=False) if as_json else _line(row))
    code = summary(len(inputs), failed, quiet)
    return code or (4 if found else 0)


def _line(row: dict[str, Any]) -> str:
    place = f":{row['line']}" if row["line"] else ""
    address = f" {row['at']}" if row["at"] else ""
    return f"{row['file']}{place}:{address} {row['message']} [{row['code']}]"
