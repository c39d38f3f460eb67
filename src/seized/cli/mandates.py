"""``seized mandates``: who is asked to do what by when, in many resolutions."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any, NamedTuple, get_args

import click

from seized.cli.read import summary
from seized.cli.records import (
    Tally,
    actor_name,
    binary_ok,
    deliver,
    reading_options,
    records,
)
from seized.cli.series import most_frequent
from seized.cli.tables import show_table
from seized.model.dates import PartialDate
from seized.model.findings import AddresseeClass, Deliverable, Force, Mandate
from seized.model.record import Record

__all__ = ["Filters", "mandates_command"]


class _Day(click.ParamType):  # type: ignore[type-arg]
    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> PartialDate:
        try:
            return PartialDate(value)
        except ValueError:
            self.fail(f"{value!r} is no date. Write 2027, 2027-06 or 2027-06-30.", param, ctx)


class Filters(NamedTuple):
    """Which mandates are wanted; an empty tuple or None asks for nothing in particular."""

    addressee: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    force: tuple[str, ...] = ()
    deliverable: tuple[str, ...] = ()
    due_before: PartialDate | None = None
    due_after: PartialDate | None = None
    session: tuple[int, ...] = ()

    def match(self, mandate: Mandate, code: str) -> bool:
        """Whether a mandate is wanted. One without a due window is due neither before nor after."""
        due = mandate.due
        asked = mandate.addressees
        if self.classes and not any(one.class_ in self.classes for one in asked):
            return False
        if self.force and mandate.force not in self.force:
            return False
        if self.deliverable and mandate.deliverable not in self.deliverable:
            return False
        if self.session and not set(self.session) & set(due.sessions):
            return False
        if self.due_before and (due.from_ is None or due.from_.first >= self.due_before.first):
            return False
        if self.due_after:
            last = due.to or due.from_
            if last is None or last.last <= self.due_after.last:
                return False
        return not self.addressee or any(self._names(one, code) for one in asked)

    def _names(self, one: Any, code: str) -> bool:
        named = (actor_name(one.actor, code) if one.actor else "").casefold()
        for wanted in self.addressee:
            plain = wanted.casefold()
            if one.actor and (one.actor == plain or one.actor.startswith(f"{plain}.")):
                return True
            if plain in named or plain in one.quote.casefold():
                return True
        return False


@click.command("mandates", short_help="List who is asked to do what by when.")
@click.argument("paths", nargs=-1, required=True)
@click.option("--json", "form", flag_value="json", help="One JSON list.")
@click.option("--jsonl", "form", flag_value="jsonl", help="One JSON object a line.")
@click.option("--csv", "form", flag_value="csv", help="Comma-separated values, UTF-8.")
@click.option(
    "--bom", is_flag=True, help="With --csv: begin with the mark that spreadsheets ask for."
)
@click.option("--xlsx", "form", flag_value="xlsx", help="A spreadsheet; name a file with -o.")
@click.option("--ics", "form", flag_value="ics", help="A calendar of the due windows.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")
@click.option(
    "--addressee",
    multiple=True,
    metavar="NAME",
    help="Only those that ask NAME, an id or a part of a name.",
)
@click.option(
    "--class",
    "classes",
    multiple=True,
    type=click.Choice(get_args(AddresseeClass)),
    help="Only those that ask somebody of this class.",
)
@click.option(
    "--force", multiple=True, type=click.Choice(get_args(Force)), help="Only those of this force."
)
@click.option(
    "--deliverable",
    multiple=True,
    type=click.Choice(get_args(Deliverable)),
    help="Only those with this deliverable.",
)
@click.option(
    "--due-before",
    type=_Day(),
    metavar="DATE",
    help="Only those whose due window opens before DATE.",
)
@click.option(
    "--due-after", type=_Day(), metavar="DATE", help="Only those whose due window ends after DATE."
)
@click.option(
    "--session", multiple=True, type=click.IntRange(1), help="Only those due at this session."
)
@click.option(
    "--series",
    "in_series",
    is_flag=True,
    help="Infer from successive resolutions how often a mandate comes back.",
)
@reading_options
def mandates_command(
    paths: tuple[str, ...], form: str | None, bom: bool, output: str | None, in_series: bool,
    reader: str | None, lang: str | None, jobs: int | None, width: int | None, quiet: bool,
    **wanted: Any,
) -> int:  # fmt: skip
    """List the mandates of resolutions: who is asked to do what by when.

    Several values of one filter are alternatives; several filters must all hold.

    \b
    seized mandates 75-268.docx
    seized mandates --class secretary-general --deliverable report folder/
    seized mandates --session 77 --csv folder/ > session-77.csv
    seized mandates --xlsx -o mandates.xlsx --in fr archive.zip
    seized mandates --ics --due-after 2026-01-01 folder/ > mandates.ics
    seized mandates --series --deliverable report folder/
    """
    if form == "xlsx":
        binary_ok("A spreadsheet", output)
    filters = Filters(**wanted)
    tally = Tally()
    found: _Found = []
    languages: list[str] = []
    read: Iterable[Record] = records(paths, lang, jobs, quiet, tally)
    for record in _inferred(list(read)) if in_series else read:
        languages.append(record.language)
        told = reader or record.language
        found.extend((record, one) for one in record.mandates if filters.match(one, told))
    code = reader or most_frequent(languages)
    if languages and code is not None:
        if form is None:
            _show(found, code, width)
        else:
            deliver(_written(found, form, code, bom), output)
    return summary(tally.total, tally.failed, quiet)


_Found = list[tuple[Record, Mandate]]


def _inferred(read: list[Record]) -> list[Record]:
    """The records with the periods that the series among them tell, in their order."""
    from seized.comparing.periodicity import infer_periodicity
    from seized.comparing.series import find_series

    out = list(read)
    for series in find_series(read).series:
        places = [place for member in series.members for place in member.records]
        told = infer_periodicity([read[place] for place in places])
        for place, record in zip(places, told, strict=True):
            out[place] = record
    return out


def _written(found: _Found, form: str, code: str, bom: bool) -> bytes:
    from seized.writing.tables import MANDATE_COLUMNS, headings, mandate_row, to_csv, worded

    if form == "ics":
        from seized.writing.ical import to_ical

        return to_ical(found, code, names=actor_name)
    rows = [mandate_row(record, mandate) for record, mandate in found]
    if form == "csv":
        return to_csv(rows, MANDATE_COLUMNS, bom=bom)
    if form == "xlsx":
        from seized.languages import language
        from seized.writing.xlsx import to_xlsx

        for row in rows:
            for column in ("addressees", "with"):
                row[column] = tuple(
                    worded("class", name, code) if name in get_args(AddresseeClass)
                    else actor_name(name, code)
                    for name in row[column]
                )  # fmt: skip
            for column in ("force", "act", "deliverable", "periodicity"):
                row[column] = worded(column, row[column], code)
            row["recipient"] = row["recipient"] and actor_name(row["recipient"], code)
            row["sessions"] = row["sessions"][0] if len(row["sessions"]) == 1 else row["sessions"]
        return to_xlsx(
            headings(MANDATE_COLUMNS, code),
            [[row[column] for column in MANDATE_COLUMNS] for row in rows],
            sheet=worded("words", "sheet", code),
            rtl=language(code).direction == "rtl",
        )
    from seized.writing.json import rows_to_json

    return rows_to_json(rows, lines=form == "jsonl")


def _show(found: _Found, code: str, width: int | None) -> None:
    """A table: what a person wants first."""
    from seized.languages import language
    from seized.writing.tables import due_words, headings, who, worded

    columns = ["resolution", "paragraph", "force", "addressees", "deliverable", "due", "action"]
    widths: list[int | None] = [18, 10, 10, 26, 14, 24, None]
    several = len({record.language for record, _ in found}) > 1
    if several:
        columns.insert(1, "language")
        widths.insert(1, 10)
    comma = language(code).table("printing")["lists"]["comma"]
    rows = []
    for record, mandate in found:
        due = [due_words(mandate.due, code)]
        if mandate.due.from_ and not (mandate.due.date and mandate.due.date.day):
            due.append(" – ".join(dict.fromkeys(filter(None, (mandate.due.from_, mandate.due.to)))))
        rows.append(
            (
                record.resolution.symbol or record.source.name or "",
                *([language(record.language).name(code)] if several else ()),
                mandate.at,
                worded("force", mandate.force, code),
                comma.join(who(record, mandate, code, actor_name)) or "–",
                worded("deliverable", mandate.deliverable, code),
                " ".join(filter(None, due)),
                mandate.action,
            )
        )
    if rows:
        rtl = language(code).direction == "rtl"
        show_table(headings(columns, code), rows, widths=widths, width=width, rtl=rtl)
    words = language(code).table("tables")["words"]
    told = str(words["mandates"]).format(n=len(rows)) if rows else str(words["none"])
    print(told, file=sys.stderr if not rows else sys.stdout)
