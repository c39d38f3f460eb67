"""``seized explain``: a paragraph with every finding, its rule and its words."""

from __future__ import annotations

import json
import os
import sys

import click

from seized.cli.records import actor_name, read_one
from seized.languages import CODES

__all__ = ["explain_command"]


@click.command("explain", short_help="Show every finding of a paragraph, with its rule.")
@click.argument("path")
@click.argument("addresses", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option(
    "--in",
    "reader",
    type=click.Choice(CODES),
    help="The language of the explanation; the text's own by default.",
)
@click.option(
    "--lang", type=click.Choice(CODES), help="The language of the text, where it does not tell it."
)
def explain_command(
    path: str, addresses: tuple[str, ...], as_json: bool, reader: str | None, lang: str | None
) -> int:
    """Show paragraphs (pp4, op2, op3.a, annex1.op4, note2) with all that was found in them.

    Findings stand in numbered brackets; below, each has a line with its kind, its meaning, the
    rule that made it and its place in the source. Of a mandate it is told which words spoke for
    its deliverable and for the next one, with their points: the loudest here, all with --json.
    Without addresses, all paragraphs are shown.

    \b
    seized explain 75-268.docx op2
    seized explain --json 75-268.docx pp4 note2
    """
    from seized.meaning.accounts import accounts_of
    from seized.writing.explain import explain, explained_text, to_rows

    record = read_one(path, lang)
    accounts = accounts_of(
        record.resolution, record.source.text or "", record.language, record.actors
    )
    code = reader or record.language
    colour = not as_json and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    chosen = addresses or tuple(p.address for p in record.resolution.paragraphs())
    for number, address in enumerate(chosen):
        explained = explain(record, address, code, names=actor_name, accounts=accounts)
        if as_json:
            for row in to_rows(explained):
                print(json.dumps(row, ensure_ascii=False))
            continue
        print(("\n" if number else "") + explained_text(explained, code, colour=colour), end="")
    return 0
