"""``seized series``: which resolutions follow each other, and which did not come again."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

import click

from seized.cli.read import summary
from seized.cli.records import Tally, canonical, deliver, records
from seized.cli.tables import show_table
from seized.languages import CODES, language
from seized.model.record import Record
from seized.model.series import Link, Member, Series, SeriesSet

__all__ = ["common_language", "most_frequent", "series_command"]


@click.command("series", short_help="Find which resolutions continue which.")
@click.argument("paths", nargs=-1, required=True)
@click.option("--json", "form", flag_value="json", help="The series as one JSON object.")
@click.option("--csv", "form", flag_value="csv", help="Comma-separated values, UTF-8.")
@click.option(
    "--bom", is_flag=True, help="With --csv: begin with the mark that spreadsheets ask for."
)
@click.option("--svg", "form", flag_value="svg", help="A picture: a row for each series.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")
@click.option("--of", "symbol", metavar="SYMBOL", help="Only the series of this resolution.")
@click.option("--item", metavar="WORDS", help="Only series of agenda items with these words.")
@click.option("--lapsed", is_flag=True, help="Only series that did not go on where they were due.")
@click.option("--linked", is_flag=True, help="Only series of two resolutions and more.")
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
def series_command(
    paths: tuple[str, ...], form: str | None, bom: bool, output: str | None, symbol: str | None,
    item: str | None, lapsed: bool, linked: bool, reader: str | None, lang: str | None,
    jobs: int | None, width: int | None, quiet: bool,
) -> int:  # fmt: skip
    """Find the series among resolutions: what continues what, how often, and what is missing.

    Give all you have of the sessions in question, in one language or in several. A series is
    called lapsed only where a session at which it was due is there as a whole.

    \b
    seized series session-75/ session-77/
    seized series --lapsed session-75/ session-77/
    seized series --of A/RES/75/268 --json archive.zip
    seized series --svg -o series.svg --in fr --item coopération archive/
    """
    from seized.comparing.series import find_series

    tally = Tally()
    read = list(records(paths, lang, jobs, quiet, tally))
    code = reader or common_language(read)
    if code is not None:
        found = find_series(read, code)
        kept = tuple(
            one
            for one in found.series
            if _wanted(one, read, symbol, item, lapsed=lapsed, linked=linked)
        )
        shown = SeriesSet(kept, found.coverage, found.doubts)
        if form is None:
            _show(shown, code, width, some=bool(found.series))
        else:
            deliver(_written(shown, form, code, bom), output)
    return summary(tally.total, tally.failed, quiet)


def common_language(read: list[Record]) -> str | None:
    """The language of most records; None where there are none."""
    return most_frequent([record.language for record in read])


def most_frequent(languages: Sequence[str]) -> str | None:
    """The language that stands most often; where several do, English, as the commands speak it."""
    counts = Counter(languages)
    return max(counts, key=lambda code: (counts[code], code == "en", code), default=None)


def _wanted(
    series: Series, read: list[Record], symbol: str | None, item: str | None,
    *, lapsed: bool, linked: bool,
) -> bool:  # fmt: skip
    if lapsed and series.state != "lapsed":
        return False
    if linked and len(series.members) < 2:
        return False
    if symbol and canonical(symbol) not in {member.symbol for member in series.members}:
        return False
    if not item:
        return True
    wanted = item.casefold()
    places = [n for member in series.members for n in member.records]
    return any(wanted in (read[n].resolution.agenda_title or "").casefold() for n in places)


def _written(found: SeriesSet, form: str, code: str, bom: bool) -> bytes:
    if form == "csv":
        from seized.writing.series import SERIES_COLUMNS, series_rows
        from seized.writing.tables import to_csv

        return to_csv(series_rows(found), SERIES_COLUMNS, bom=bom)
    if form == "svg":
        from seized.writing.timeline import timeline_svg

        return timeline_svg(found, code).encode()
    from seized.writing.series import series_json

    return series_json(found)


def _show(found: SeriesSet, code: str, width: int | None, *, some: bool) -> None:
    """A row for each resolution: what it continues, why, and when the next is due."""
    from seized.writing.series import coverage_words, summary_words

    table = language(code).table("pictures")
    words = language(code).table("series")["words"]
    names = table["columns"]
    headings = [names[name] for name in ("resolution", "adopted", "before", "link")]
    headings += [words["confidence"], words["evidence"], names["state"], names["series"]]
    rows = [row for series in found.series for row in _rows(series, code)]
    if rows:
        rtl = language(code).direction == "rtl"
        widths = (18, 10, 18, 12, 8, 30, 16, None)
        show_table(headings, rows, widths=widths, width=width, rtl=rtl)
        print(coverage_words(found.coverage, code))
        print(summary_words(found, code))
    else:
        print(words["none" if not some else "unfit"], file=sys.stderr)


def _rows(series: Series, code: str) -> list[tuple[str, ...]]:
    from seized.writing.series import steps

    return [_row(series, member, link, code) for member, link in steps(series)]


def _row(series: Series, member: Member, link: Link | None, code: str) -> tuple[str, ...]:
    from seized.writing.series import evidence_words

    words = language(code).table("pictures")
    last = member is series.members[-1]
    state = f"{words['state'][series.state]} {_sessions(series)}".strip() if last else ""
    return (
        member.symbol,
        member.adopted or "",
        link.before if link else "–",
        words["link"][link.kind] if link else "",
        f"{link.confidence:.2f}" if link else "",
        evidence_words(link.evidence, code) if link else "",
        state,
        member.title or "",
    )


def _sessions(series: Series) -> str:
    return ", ".join(map(str, series.missed or series.due))
