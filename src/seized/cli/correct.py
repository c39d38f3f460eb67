"""``seized correct``: a person's correction of a finding, kept in a file beside the document."""

from __future__ import annotations

import datetime
import getpass
import os
from pathlib import Path
from typing import Any, cast

import click

from seized.languages import CODES
from seized.model.corrections import KINDS, Correction, Corrections, Kind, What
from seized.model.errors import NotFound, SeizedError
from seized.model.record import Record

__all__ = ["correct_command"]


@click.command("correct", short_help="Correct a finding; the correction is kept beside the file.")
@click.argument("path")
@click.option("--at", "address", metavar="ADDRESS", help="Where: pp4, op2, op3.a, note2.")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="mandate",
    show_default=True,
    help="What kind of finding.",
)
@click.option(
    "--quote", metavar="WORDS", help="The words of the finding; needed where there are several."
)
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Give a field of the finding another value.",
)
@click.option("--remove", "what", flag_value="remove", help="It is no finding at all.")
@click.option(
    "--add", "what", flag_value="add", help="The words of --quote are a finding that was missed."
)
@click.option("--reason", default="", help="Why.")
@click.option("--by", metavar="NAME", help="Who corrects; your user name by default.")
@click.option("--date", "day", metavar="DATE", help="When; today by default.")
@click.option(
    "--list", "show", is_flag=True, help="List the corrections and tell which no longer fit."
)
@click.option(
    "--undo", type=click.IntRange(1), metavar="N", help="Take the correction with this number back."
)
@click.option(
    "--lang", type=click.Choice(CODES), help="The language of the text, where it does not tell it."
)
def correct_command(
    path: str, address: str | None, kind: str, quote: str | None, assignments: tuple[str, ...],
    what: str | None, reason: str, by: str | None, day: str | None, show: bool,
    undo: int | None, lang: str | None,
) -> int:  # fmt: skip
    """Correct what was found. The correction is written to PATH.seized.json, is laid on top
    whenever the document is read again, and becomes a doubt when it no longer fits.

    Short forms for mandates: addressee=ID,ID  co-actor=ID  session=77,79  due.date=2027-06-30.

    \b
    seized correct 75-268.docx --at op4 --set deliverable=report --reason "oral report"
    seized correct 75-268.docx --at op2 --set addressee=secretary-general
    seized correct 75-268.docx --at pp4 --kind citation --quote 64/183 --remove
    seized correct 75-268.docx --at op1 --kind field --quote energy --add --set field=energy
    seized correct 75-268.docx --list
    """
    if path == "-":
        raise click.UsageError("A correction is kept beside its file. Save the text first.")
    if show:
        return _list(path, lang)
    if undo is not None:
        return _undo(path, undo)
    if address is None or not (assignments or what):
        raise click.UsageError("Name a place with --at, and --set, --remove or --add; or --list.")
    if what == "add" and quote is None:
        raise click.UsageError("--add needs --quote: the words that bear the finding.")
    record, before = _before(path, lang)
    done = cast(What, what or "set")
    values, words = _meant(record, cast(Kind, kind), done, address, quote, assignments)
    correction = Correction(
        kind=cast(Kind, kind),
        what=done,
        at=address,
        quote=words,
        by=by or os.environ.get("SEIZED_USER") or getpass.getuser(),
        date=_day(day),
        reason=reason,
        values=values,
    )
    from seized.corrections import addition

    _write(path, addition(record, before, correction))
    print(f"{address}: {_told(correction)}")
    return 0


def _day(day: str | None) -> str:
    if day is None:
        return datetime.date.today().isoformat()
    try:
        return datetime.date.fromisoformat(day).isoformat()
    except ValueError:
        raise click.UsageError(f"{day!r} is no date. Write 2027-06-30.") from None


def _before(path: str, lang: str | None) -> tuple[Record, Corrections | None]:
    """The record without corrections, and the corrections that there are."""
    from seized.corrections import file_beside, load
    from seized.engine import read
    from seized.reading.paths import load_file

    beside = file_beside(path)
    before = load(beside) if beside.is_file() else None
    return read(load_file(path), name=Path(path).name, code=lang), before


def _meant(
    record: Record, kind: Kind, what: What, address: str, quote: str | None,
    assignments: tuple[str, ...],
) -> tuple[dict[str, Any], str]:  # fmt: skip
    """The values to set, and the whole words of the finding that is meant."""
    import msgspec

    from seized.assigning import values_of

    if what == "add" or kind == "paragraph":
        words = quote if quote is not None else _opening(record, address)
        return values_of(assignments, None), words
    findings = [one for one in getattr(record, f"{kind}s") if one.at == address]
    if quote is not None:
        exact = [one for one in findings if one.quote == quote]
        findings = exact or [one for one in findings if quote in one.quote]
    if not findings:
        raise NotFound(
            f"there is no such {kind}", where=address,
            advice="`seized explain` shows every finding of a paragraph with its words",
        )  # fmt: skip
    if len({one.quote for one in findings}) > 1:
        shown = "; ".join(one.quote[:60] for one in findings)
        raise SeizedError(f"{len(findings)} are there ({shown})", where=address,
                          advice="Name one with --quote")  # fmt: skip
    plain = msgspec.to_builtins(findings[0], enc_hook=str.__str__)
    return values_of(assignments, plain), findings[0].quote


def _opening(record: Record, address: str) -> str:
    for paragraph in record.resolution.paragraphs():
        if paragraph.address == address:
            return paragraph.text[:80]
    known = [paragraph.address for paragraph in record.resolution.paragraphs()]
    advice = f"It has {known[0]} to {known[-1]}" if known else None
    raise NotFound("there is no such paragraph", where=address, advice=advice)


def _told(correction: Correction) -> str:
    values = ", ".join(f"{key}={_short(value)}" for key, value in correction.values.items())
    words = correction.quote if len(correction.quote) <= 60 else f"{correction.quote[:59]}…"
    return " ".join(filter(None, (correction.what, correction.kind, f"“{words}”", values)))


def _short(value: Any) -> str:
    """A value in few words: who and when rather than whole objects."""
    if isinstance(value, list):
        return ",".join(_short(one) for one in value)
    if not isinstance(value, dict):
        return str(value)
    if "class" in value:
        return str(value["actor"] or value["class"])
    names = ("sessions", "date", "periodicity", "event")
    return " ".join(_short(value[name]) for name in names if value.get(name)) or "–"


def _write(path: str, corrections: Corrections) -> None:
    from seized.corrections import dump, file_beside

    beside = file_beside(path)
    part = beside.with_name(beside.name + ".part")
    try:
        part.write_bytes(dump(corrections))
        part.replace(beside)
    except OSError as error:
        raise SeizedError(f"cannot be written: {error.strerror}", where=str(beside)) from None


def _list(path: str, lang: str | None) -> int:
    """One line for each correction; exit code 4 when one no longer fits."""
    from seized.corrections import apply
    from seized.writing.wording import wording

    record, before = _before(path, lang)
    misfits = 0
    for number, one in enumerate(before.corrections if before else (), 1):
        record, doubts = apply(record, Corrections(corrections=(one,)))
        reason = f" ({one.reason})" if one.reason else ""
        print(f"{number} {one.at} {_told(one)} {one.by}, {one.date}{reason}")
        for doubt in doubts:
            misfits += 1
            print(f"  {wording(record.language).doubt(doubt)} [{doubt.values['reason']}]")
    return 4 if misfits else 0


def _undo(path: str, number: int) -> int:
    import msgspec

    from seized.corrections import file_beside, load

    beside = file_beside(path)
    before = load(beside)
    kept = list(before.corrections)
    if number > len(kept):
        raise NotFound(
            f"there is no correction {number}", where=str(beside),
            advice="`seized correct --list` shows them with their numbers",
        )  # fmt: skip
    taken = kept.pop(number - 1)
    if kept:
        _write(path, msgspec.structs.replace(before, corrections=tuple(kept)))
    else:
        beside.unlink()
    print(f"{taken.at}: {_told(taken)} – taken back")
    return 0
