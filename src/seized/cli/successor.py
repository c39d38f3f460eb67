"""``seized next``: the skeleton of the successor draft, as tracked changes on the last text."""

from __future__ import annotations

import os
import sys

import click

from seized.cli.records import Tally, binary_ok, deliver, read_one, records
from seized.cli.redline import MOMENT, signature
from seized.languages import CODES

__all__ = ["next_command"]


@click.command("next", short_help="Draft the successor as tracked changes on the last text.")
@click.argument("path")
@click.option("--docx", "form", flag_value="docx", default=True, help="A Word document (default).")
@click.option("--html", "form", flag_value="html", help="A page.")
@click.option("--text", "form", flag_value="text", help="Lines for the terminal.")
@click.option("--json", "form", flag_value="json", help="One JSON object.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")
@click.option(
    "--known",
    multiple=True,
    type=click.Path(exists=True),
    help="Other resolutions: what they supersede is marked where the text cites it.",
)
@click.option("--author", metavar="NAME", help="Who signs the changes; your user name by default.")
@click.option("--date", type=MOMENT, help="When the changes were made; now by default.")
@click.option(
    "--lang", type=click.Choice(CODES), help="The language of the text, where it does not tell it."
)
def next_command(
    path: str, form: str, output: str | None, known: tuple[str, ...], author: str | None,
    date: str | None, lang: str | None,
) -> int:  # fmt: skip
    """Draft the next resolution of the series as tracked changes on the adopted text PATH:
    sessions rolled forward, the recalled resolutions with the last one among them, deadlines
    left as gaps, citations of an earlier cycle marked.

    \b
    seized next -o draft.docx 77-338.docx
    seized next --text --known folder/ 77-338.docx
    """
    from seized.comparing.successor import successor
    from seized.writing.redline import redline_to_html, redline_to_terminal

    if form == "docx":
        binary_ok("A Word document", output)
    tally = Tally()
    others = list(records(known, lang, 1, True, tally)) if known else []
    draft = successor(read_one(path, lang), others)
    if form == "docx":
        from seized.writing.docx_redline import redline_to_docx

        data = redline_to_docx(draft, *signature(author, date))
    elif form == "html":
        data = redline_to_html(draft).encode()
    elif form == "json":
        from seized.writing.json import result_to_json

        data = result_to_json(draft, indent=2) + b"\n"
    else:
        colour = output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        data = redline_to_terminal(draft, colour=colour).encode()
    deliver(data, output)
    return 1 if tally.failed else 0
