"""``seized redline``: what leads from one text to the next, word by word."""

from __future__ import annotations

import datetime
import os
import sys
from typing import Any, Final

import click

from seized.cli.records import binary_ok, deliver, read_one
from seized.languages import CODES

__all__ = ["MOMENT", "redline_command", "signature"]


class _Moment(click.ParamType):  # type: ignore[type-arg]
    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        try:
            datetime.datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date. Write 2027-06-30.", param, ctx)
        return str(value)


MOMENT: Final = _Moment()
"""A date, or a date and a time, as a string."""


def signature(author: str | None, date: str | None) -> tuple[str, str]:
    """Who signs tracked changes, and when: as asked, else this user at this moment."""
    import getpass

    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if date is not None and len(date) == 10:
        date += "T00:00:00Z"
    return author or os.environ.get("SEIZED_USER") or getpass.getuser(), date or now


@click.command("redline", short_help="Show what changed between two texts, word by word.")
@click.argument("old")
@click.argument("new")
@click.option("--json", "form", flag_value="json", help="One JSON object.")
@click.option("--html", "form", flag_value="html", help="A page.")
@click.option(
    "--docx", "form", flag_value="docx", help="A Word document with tracked changes; use -o."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")
@click.option("--changes", is_flag=True, help="In the terminal: only what changed.")
@click.option("--author", metavar="NAME", help="Who signs the changes; your user name by default.")
@click.option("--date", type=MOMENT, help="When the changes were made; now by default.")
@click.option(
    "--lang", type=click.Choice(CODES), help="The language of the texts, where they do not tell it."
)
def redline_command(
    old: str, new: str, form: str | None, output: str | None, changes: bool,
    author: str | None, date: str | None, lang: str | None,
) -> int:  # fmt: skip
    """Show what leads from the text OLD to the text NEW, word by word, in any of the six
    languages. In the Word document, to accept all changes gives NEW, to reject all gives OLD.

    \b
    seized redline 75-268.docx 77-338.docx
    seized redline --html 75-268.zh.docx 77-338.zh.docx > changes.html
    seized redline --docx -o changes.docx 75-268.docx 77-338.docx
    """
    from seized.comparing.redline import redline
    from seized.writing.redline import redline_to_html, redline_to_terminal

    if form == "docx":
        binary_ok("A Word document", output)
    if old == new == "-":
        raise click.UsageError("Only one of the two texts can come from standard input.")
    found = redline(read_one(old, lang), read_one(new, lang))
    if form == "json":
        from seized.writing.json import result_to_json

        data = result_to_json(found, indent=2) + b"\n"
    elif form == "docx":
        from seized.writing.docx_redline import redline_to_docx

        data = redline_to_docx(found, *signature(author, date))
    elif form == "html":
        data = redline_to_html(found).encode()
    else:
        colour = output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        data = redline_to_terminal(found, colour=colour, context=not changes).encode()
    deliver(data, output)
    return 0
