"""``seized concord``: the language versions of one resolution against each other."""

from __future__ import annotations

from pathlib import Path

import click

from seized.cli.records import actor_name, binary_ok, deliver, read_one
from seized.cli.tables import show_table
from seized.languages import CODES, language
from seized.model.concordance import Concordance, Severity
from seized.model.errors import SeizedError
from seized.model.record import Record

__all__ = ["concord_command"]

_SUBSTANCE = 4  # the exit code where versions differ in substance


@click.command("concord", short_help="Hold language versions of a resolution against each other.")
@click.argument("paths", nargs=-1, required=True)
@click.option("--json", "form", flag_value="json", help="One JSON object.")
@click.option("--html", "form", flag_value="html", help="A page with the versions side by side.")
@click.option("--tmx", "form", flag_value="tmx", help="A translation memory (TMX 1.4).")
@click.option("--xliff", "form", flag_value="xliff", help="XLIFF, from the first version.")
@click.option("--docx", "form", flag_value="docx", help="A Word table of the versions; use -o.")
@click.option("--svg", "form", flag_value="svg", help="A picture: paragraph by language.")
@click.option("-o", "--output", type=click.Path(), help="Write to this file; a folder for XLIFF.")
@click.option(
    "--severity", type=click.Choice(("substance", "structure", "form")), default="form",
    help="In the terminal: only differences of this severity and graver.",
)  # fmt: skip
@click.option(
    "--show", "shown", multiple=True, type=click.Choice(CODES),
    help="The versions to show in pages and tables; all by default.",
)  # fmt: skip
@click.option(
    "--in", "reader", type=click.Choice(CODES),
    help="The language of headings and names; that of the first version by default.",
)  # fmt: skip
@click.option("--width", type=click.IntRange(40, 400), help="Columns of the table.")
def concord_command(
    paths: tuple[str, ...], form: str | None, output: str | None, severity: Severity,
    shown: tuple[str, ...], reader: str | None, width: int | None,
) -> int:  # fmt: skip
    """Hold two to six language versions of one resolution against each other.

    Paragraphs are matched by address, and by content where the numbering differs. With three
    versions and more the one that stands apart is named. Exit code 4 tells that there are
    differences of substance: another date, symbol, number, addressee, force or deadline.

    \b
    seized concord 75-268.zh.docx 75-268.en.docx
    seized concord --severity substance 75-268.*.docx
    seized concord --html 75-268.ar.docx 75-268.en.docx > page.html
    seized concord --docx -o table.docx 75-268.fr.docx 75-268.en.docx
    """
    from seized.comparing.concordance import concord

    if form == "docx":
        binary_ok("A Word document", output)
    records = [read_one(path, None) for path in paths]
    found = concord(records)
    code = reader or found.codes[0]
    if form is None:
        _show(found, severity, code, width)
    elif form == "xliff":
        _xliff(found, shown, code, output)
    else:
        deliver(_written(found, records, form, shown, code), output)
    return _SUBSTANCE if found.of("substance") else 0


def _written(
    found: Concordance, records: list[Record], form: str, shown: tuple[str, ...], code: str
) -> bytes:
    if form == "json":
        import msgspec

        return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"
    if form == "html":
        from seized.writing.side_by_side import side_by_side_html

        return side_by_side_html(found, records, shown, reader=code, names=actor_name).encode()
    if form == "docx":
        from seized.writing.bilingual import to_bilingual_docx

        return to_bilingual_docx(found, records, shown, reader=code, names=actor_name)
    if form == "tmx":
        from seized.writing.tmx import to_tmx

        return to_tmx(found, shown)
    from seized.writing.heatmap import heatmap_svg

    return heatmap_svg(found, code).encode()


def _xliff(found: Concordance, shown: tuple[str, ...], code: str, output: str | None) -> None:
    """One document for each target: to a folder, or to standard output where it is one."""
    from seized.writing.xliff import to_xliff

    source = shown[0] if shown else found.codes[0]
    documents = to_xliff(found, source, shown[1:], names=actor_name)
    if len(documents) == 1 and (output is None or not Path(output).is_dir()):
        deliver(next(iter(documents.values())), output)
        return
    if output is None:
        raise click.UsageError(
            "XLIFF has one document for each target language. Name a folder with -o, "
            "or one target: --show en --show fr."
        )
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SeizedError(f"cannot be written: {error.strerror}", where=output) from None
    for target, data in documents.items():
        deliver(data, str(folder / f"{source}-{target}.xlf"))


def _show(found: Concordance, severity: Severity, code: str, width: int | None) -> None:
    """A row for each difference: where, what, who stands apart, and the words of each version."""
    from seized.writing.concorded import SEVERITIES, readings_words, words_of

    wanted = SEVERITIES[: SEVERITIES.index(severity) + 1]
    rows = [
        (
            one.at,
            words_of("difference", one.kind, code),
            words_of("severity", one.severity, code),
            ", ".join(language(odd).name(code) for odd in one.odd) or "–",
            readings_words(one, found.codes, code, actor_name),
        )
        for one in found.differences
        if one.severity in wanted
    ]
    columns = ("paragraph", "difference", "severity", "odd", "readings")
    if rows:
        show_table(
            [words_of("columns", name, code) for name in columns], rows,
            widths=(14, 16, 12, 14, None), width=width, rtl=language(code).direction == "rtl",
        )  # fmt: skip
    for name in SEVERITIES:
        print(f"{words_of('severities', name, code)}: {len(found.of(name))}")
