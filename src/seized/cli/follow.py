"""``seized follow``: what became of each mandate, as later documents show it."""

from __future__ import annotations

import datetime
import sys
from typing import get_args

import click

from seized.cli.read import summary
from seized.cli.records import DAY, Tally, canonical, deliver, records
from seized.cli.series import common_language
from seized.cli.tables import show_table
from seized.languages import CODES, language
from seized.model.closure import Closure, Followed, LightRecord, Status
from seized.model.findings import Deliverable

__all__ = ["follow_command"]


@click.command("follow", short_help="Show what became of each mandate.")
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "--documents",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    help="Catalogue entries of reports and agendas: CSV, JSON or MARCXML.",
)
@click.option(
    "--today",
    type=DAY,
    help="The day of which the states are; today by default.",
)
@click.option("--of", "symbol", metavar="SYMBOL", help="Only the mandates of this resolution.")
@click.option(
    "--status", multiple=True, type=click.Choice(get_args(Status)), help="Only those in this state."
)
@click.option(
    "--deliverable",
    multiple=True,
    type=click.Choice(get_args(Deliverable)),
    help="Only those with this deliverable.",
)
@click.option("--json", "form", flag_value="json", help="One JSON object.")
@click.option("--csv", "form", flag_value="csv", help="Comma-separated values, UTF-8.")
@click.option(
    "--bom", is_flag=True, help="With --csv: begin with the mark that spreadsheets ask for."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")
@click.option(
    "--in", "reader", type=click.Choice(CODES), help="The language to show; the texts' by default."
)
@click.option(
    "--lang", type=click.Choice(CODES), help="The language of the texts, where they do not tell it."
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1, 512), help="Processes to use; all cores by default."
)
@click.option("--width", type=click.IntRange(40, 400), help="Columns of the table.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no summary.")
def follow_command(
    paths: tuple[str, ...], documents: tuple[str, ...], today: datetime.date | None,
    symbol: str | None, status: tuple[str, ...], deliverable: tuple[str, ...], form: str | None,
    bom: bool, output: str | None, reader: str | None, lang: str | None, jobs: int | None,
    width: int | None, quiet: bool,
) -> int:  # fmt: skip
    """Follow each mandate through later documents: met, open, overdue, lapsed or not known.

    Give the resolutions of later sessions as well, and what catalogues know of reports: without
    them little can be shown to be done.

    \b
    seized follow session-75/ session-77/
    seized follow --of A/RES/75/268 --documents library.xml session-75/ session-77/
    seized follow --status overdue --deliverable report --csv archive/ > overdue.csv
    """
    from seized.comparing.closure import follow

    light = _light(documents)
    tally = Tally()
    read = list(records(paths, lang, jobs, quiet, tally))
    code = reader or common_language(read)
    if code is not None:
        day = today or datetime.datetime.now(datetime.UTC).date()
        closure = follow(read, day, light, code)
        wanted = canonical(symbol) if symbol else None
        kept = tuple(
            one
            for one in closure.followed
            if (wanted is None or one.resolution == wanted)
            and (not status or one.status in status)
            and (not deliverable or one.deliverable in deliverable)
        )
        shown = Closure(closure.today, kept)
        if form is None:
            _show(shown, code, width, some=bool(closure.followed))
        else:
            deliver(_written(shown, form, bom), output)
    return summary(tally.total, tally.failed, quiet)


def _light(paths: tuple[str, ...]) -> list[LightRecord]:
    from seized.reading.light import read_light
    from seized.reading.paths import load_file

    return [one for path in paths for one in read_light(load_file(path), path)]


def _written(closure: Closure, form: str, bom: bool) -> bytes:
    from seized.writing.closure import CLOSURE_COLUMNS, closure_json, closure_rows

    if form == "csv":
        from seized.writing.tables import to_csv

        return to_csv(closure_rows(closure), CLOSURE_COLUMNS, bom=bom)
    return closure_json(closure)


def _show(closure: Closure, code: str, width: int | None, *, some: bool) -> None:
    """A row for each mandate: its state, why, and what the successor does with it."""
    from seized.writing.closure import status_summary
    from seized.writing.tables import headings

    words = language(code).table("closure")["words"]
    if not closure.followed:
        print(words["unfit" if some else "none"], file=sys.stderr)
        return
    rows = [_row(one, code) for one in closure.followed]
    names = headings(("resolution", "paragraph", "deliverable", "due"), code)
    names += [words["status"], words["why"], words["successor"]]
    rtl = language(code).direction == "rtl"
    show_table(names, rows, widths=(18, 10, 14, 22, 14, None, 24), width=width, rtl=rtl)
    print(status_summary(closure, code))


def _row(one: Followed, code: str) -> tuple[str, ...]:
    from seized.writing.closure import why_words
    from seized.writing.tables import due_words, worded

    words = language(code).table("closure")
    became = words["change"][one.change] if one.change else ""
    place = f"{one.successor} {one.repeated_at or ''}".strip() if one.successor else "–"
    return (
        one.resolution,
        one.at,
        worded("deliverable", one.deliverable, code),
        due_words(one.due, code),
        words["status"][one.status],
        why_words(one, code),
        f"{place} {became}".strip(),
    )
