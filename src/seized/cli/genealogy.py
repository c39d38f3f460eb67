"""``seized genealogy``: paragraph by paragraph through a series of resolutions."""

from __future__ import annotations

from itertools import pairwise

import click

from seized.cli.records import Tally, actor_name, deliver, records
from seized.cli.tables import show_table
from seized.languages import CODES, language
from seized.model.genealogy import Fact, Genealogy, Stage, Strand

__all__ = ["genealogy_command"]


@click.command("genealogy", short_help="Follow every paragraph through a series of resolutions.")
@click.argument("paths", nargs=-1, required=True)
@click.option("--json", "form", flag_value="json", help="One JSON object.")
@click.option("--svg", "form", flag_value="svg", help="A picture: a strip for each paragraph.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")
@click.option("--changes", is_flag=True, help="Leave out what did not change.")
@click.option(
    "--lang", type=click.Choice(CODES), help="The language of the texts, where they do not tell it."
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1, 512), help="Processes to use; all cores by default."
)
@click.option("--width", type=click.IntRange(40, 400), help="Columns of the table.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
def genealogy_command(
    paths: tuple[str, ...], form: str | None, output: str | None, changes: bool,
    lang: str | None, jobs: int | None, width: int | None, quiet: bool,
) -> int:  # fmt: skip
    """Follow every paragraph through a series of resolutions of one language: first seen, moved,
    reworded, split, merged, dropped, returned, or only rolled forward; force raised or lowered;
    agreements superseded or no longer cited.

    \b
    seized genealogy 73-334.docx 75-268.docx 77-338.docx
    seized genealogy --changes session-75/ session-77/
    seized genealogy --json session-75/ session-77/ > genealogy.json
    """
    from seized.comparing.genealogy import genealogy

    tally = Tally()
    found = genealogy(list(records(paths, lang, jobs, quiet, tally)))
    if form == "json":
        from seized.writing.json import result_to_json

        deliver(result_to_json(found, indent=2) + b"\n", output)
    elif form == "svg":
        from seized.writing.strips import strips_svg

        deliver(strips_svg(found, found.language).encode(), output)
    else:
        _show(found, changes, width)
    return 1 if tally.failed else 0


def _show(found: Genealogy, changes: bool, width: int | None) -> None:
    from seized.writing.redline import phrase

    code = found.language
    rtl = language(code).direction == "rtl"
    for n, text in enumerate(found.texts):
        rows = [
            (stage.at or "–", ", ".join(stage.origins) or "–", *_told(stage, strand, code))
            for strand in found.strands
            for stage in strand.stages
            if stage.text == n and n and not (changes and stage.fates == ("same",))
        ]
        if rows:
            print(text.symbol or text.name or phrase(code, "words", "nameless"))
            heads = [phrase(code, "words", k) for k in ("paragraph", "from", "fate", "changes")]
            show_table(heads, rows, widths=(12, 12, 22, None), width=width, rtl=rtl)
        facts = [_fact(fact, code) for fact in found.facts if fact.text == n]
        if facts:
            print(phrase(code, "words", "facts"))
            print("\n".join(f"  {line}" for line in facts), end="\n\n")


def _told(stage: Stage, strand: Strand, code: str) -> tuple[str, str]:
    """What became of the paragraph, and the words that changed."""
    from seized.writing.redline import phrase

    fates = [phrase(code, "fates", fate) for fate in stage.fates]
    if "reworded" in stage.fates and not stage.substance:
        fates.append(phrase(code, "words", "wording-only"))
    told = [
        phrase(code, "words", change.direction or "other-act", old=change.old_words,
               new=change.new_words)
        for change in stage.forces
    ]  # fmt: skip
    if stage.slips:
        told += (
            f"{slip.old} → {slip.new}" if slip.old else f"+ {slip.new}" for slip in stage.slips
        )
    else:
        told += _replaced(stage)
        told += (f"+ {words}" for words in stage.gained)
        told += (f"− {words}" for words in stage.lost)
    if not told and {"first", "dropped"} & set(stage.fates):
        told = [strand.words]
    return ", ".join(fates), "; ".join(told)


def _replaced(stage: Stage) -> list[str]:
    """Words that gave way to others."""
    return [
        f"{one.text.strip()} → {two.text.strip()}"
        for one, two in pairwise(stage.edits)
        if one.kind == "deleted" and two.kind == "inserted" and one.text and two.text
    ]


def _fact(fact: Fact, code: str) -> str:
    from seized.writing.redline import phrase

    kind, change = phrase(code, "kinds", fact.kind), phrase(code, "changes", fact.change)
    name = " – ".join(actor_name(one, code) for one in fact.parties) or fact.name
    if fact.kind == "field":
        from seized.meaning.fields import field_name

        name = field_name(fact.name, code)
        words = fact.new_quote or fact.old_quote
        name = phrase(code, "words", "said", name=name, words=words) if words else name
    dates = " → ".join(filter(None, (fact.old_date, fact.new_date)))
    places = " → ".join(filter(None, (fact.old_at, fact.new_at)))
    return f"{kind}, {change}: {name}{f', {dates}' if dates else ''} ({places})"
