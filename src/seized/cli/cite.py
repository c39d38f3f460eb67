"""``seized cite``: what resolutions cite, as a table, as data, as a graph and as a picture."""

from __future__ import annotations

import sys
from typing import get_args

import click

from seized.cli.read import summary
from seized.cli.records import Tally, canonical, deliver, reading_options, records
from seized.cli.series import common_language
from seized.cli.tables import show_table
from seized.model.errors import SeizedError
from seized.model.findings import Outcome
from seized.model.record import Record
from seized.writing.tables import Row

__all__ = ["cite_command"]


@click.command("cite", short_help="List what resolutions cite; draw who cites whom.")
@click.argument("paths", nargs=-1, required=True)
@click.option("--json", "form", flag_value="json", help="One JSON list.")
@click.option("--jsonl", "form", flag_value="jsonl", help="One JSON object a line.")
@click.option("--csv", "form", flag_value="csv", help="Comma-separated values, UTF-8.")
@click.option(
    "--bom", is_flag=True, help="With --csv: begin with the mark that spreadsheets ask for."
)
@click.option(
    "--graph",
    multiple=True,
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write the graph to FILE.graphml or FILE.svg; may be given twice.",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), help="Write the data to this file."
)
@click.option(
    "--outcome",
    multiple=True,
    type=click.Choice(get_args(Outcome)),
    help="Only citations with this outcome.",
)
@click.option(
    "--of", "cited", multiple=True, metavar="SYMBOL", help="Only citations of this document."
)
@reading_options
def cite_command(
    paths: tuple[str, ...], form: str | None, bom: bool, graph: tuple[str, ...],
    output: str | None, outcome: tuple[str, ...], cited: tuple[str, ...], reader: str | None,
    lang: str | None, jobs: int | None, width: int | None, quiet: bool,
) -> int:  # fmt: skip
    """List the citations of resolutions, resolved or not.

    \b
    seized cite 75-268.docx
    seized cite --outcome ambiguous --outcome unknown folder/
    seized cite --of 70/1 --csv folder/ > citing-70-1.csv
    seized cite --graph cited.graphml --graph cited.svg folder/
    """
    for name in graph:
        if not name.endswith((".graphml", ".svg")):
            raise click.UsageError(f"{name!r}: a graph is written to a .graphml or a .svg file.")
    wanted = {canonical(symbol) for symbol in cited}
    tally = Tally()
    read = list(records(paths, lang, jobs, quiet, tally))
    rows = [
        row
        for row in _rows(read)
        if (not outcome or row["outcome"] in outcome) and (not wanted or row["cited"] in wanted)
    ]
    if read:
        code = reader or common_language(read) or read[0].language
        for name in graph:
            _draw(read, name, code)
        if form is not None:
            deliver(_written(rows, form, bom), output)
        elif not graph:
            _show(rows, code, width)
    return summary(tally.total, tally.failed, quiet)


def _rows(read: list[Record]) -> list[Row]:
    from seized.writing.tables import citation_rows

    return [row for record in read for row in citation_rows(record)]


def _written(rows: list[Row], form: str, bom: bool) -> bytes:
    from seized.writing.json import rows_to_json
    from seized.writing.tables import CITATION_COLUMNS, to_csv

    if form == "csv":
        return to_csv(rows, CITATION_COLUMNS, bom=bom)
    return rows_to_json(rows, lines=form == "jsonl")


def _draw(read: list[Record], name: str, code: str) -> None:
    from seized.writing.graph import citation_graph, to_graphml, to_svg

    graph = citation_graph(read)
    if not graph.nodes:
        raise SeizedError("there is nothing to draw", where=name)
    deliver(to_svg(graph, code) if name.endswith(".svg") else to_graphml(graph), name)


def _show(rows: list[Row], code: str, width: int | None) -> None:
    from seized.languages import language
    from seized.writing.tables import headings, worded

    columns = ["resolution", "place", "cited", "pinpoint", "date", "outcome", "quote"]
    widths: list[int | None] = [18, 10, 30, 24, 10, 12, None]
    several = len({row["language"] for row in rows}) > 1
    if several:
        columns.insert(1, "language")
        widths.insert(1, 10)
    shown = [
        (
            str(row["resolution"] or row["file"] or ""),
            *([language(row["language"]).name(code)] if several else ()),
            str(row["place"]),
            str(row["cited"] or ", ".join(row["candidates"]))
            or f"({worded('kind', row['kind'], code)})",
            str(row["pinpoint"] or ""),
            str(row["date"] or ""),
            worded("outcome", row["outcome"], code),
            str(row["quote"]),
        )
        for row in rows
    ]
    if shown:
        rtl = language(code).direction == "rtl"
        show_table(headings(columns, code), shown, widths=widths, width=width, rtl=rtl)
    words = str(language(code).table("tables")["words"]["citations"]).format(n=len(shown))
    print(words, file=sys.stdout if shown else sys.stderr)
