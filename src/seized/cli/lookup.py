"""``seized symbol``, ``session``, ``schema``, ``sample``: what Seized knows without a document."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

import click

from seized.model.errors import SymbolError

__all__ = ["sample_command", "schema_command", "session_command", "symbol_command"]

_FORMS = ("txt", "md", "page", "docx", "pdf", "xml")


@click.command("symbol", short_help="Parse a document symbol or a number such as 75/268.")
@click.argument("text", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def symbol_command(text: tuple[str, ...], as_json: bool) -> int:
    """Say what a document symbol names, in its canonical form, with a link.

    \b
    seized symbol A/RES/75/268
    seized symbol 75/268
    seized symbol "2200 A (XXI)"
    """
    from seized.symbols import parse, parse_number

    words = " ".join(text)
    try:
        symbol = parse(words)
    except SymbolError as error:
        try:
            symbol = parse_number(words)
        except SymbolError:
            raise error from None
    shown: dict[str, Any] = {
        "symbol": symbol.canonical,
        "kind": symbol.kind,
        "organ": symbol.organ,
        "session": symbol.session,
        "number": symbol.number,
        "part": symbol.part,
        "suffixes": list(symbol.suffixes),
        "link": symbol.url("en"),
    }
    _show(shown, as_json)
    return 0


@click.command("session", short_help="The calendar window of a session of the General Assembly.")
@click.argument("number")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def session_command(number: str, as_json: bool) -> int:
    """The first and last day of a session, and the rule or record that gives them.

    \b
    seized session 77
    seized session S-30
    seized session ES-11
    """
    from seized.symbols import ga_session

    match = re.fullmatch(r"(?:(ES|S)-)?(\d{1,3})", number.strip(), re.IGNORECASE)
    if match is None:
        raise click.UsageError(f"{number!r} is no session. Write 77, S-30 or ES-11.")
    prefix = (match[1] or "").upper()
    kind = {"": "regular", "S": "special", "ES": "emergency-special"}[prefix]
    window = ga_session(int(match[2]), kind)
    shown = {
        "session": number.upper(),
        "kind": kind,
        "first": window.first.isoformat(),
        "last": window.last.isoformat() if window.last else None,
        "rule": window.rule,
    }
    _show(shown, as_json)
    return 0


@click.command("schema", short_help="Print the JSON Schema of a record.")
def schema_command() -> int:
    """Print the JSON Schema (2020-12) of what ``seized read --json`` writes."""
    from seized.writing.json import schema

    sys.stdout.buffer.write(schema())
    return 0


@click.command("sample", short_help="Print a bundled sample resolution.")
@click.argument("code", type=click.Choice(("ar", "en", "es", "fr", "ru", "zh")), default="en")
@click.option("--form", type=click.Choice(_FORMS), default="txt", help="Which form of it.")
@click.option(
    "--session",
    type=click.Choice(("95", "96", "97")),
    default="95",
    help="The resolution of this session; those of 96 and 97 are there as text.",
)
@click.option("--path", "only_path", is_flag=True, help="Print the path of the file.")
def sample_command(code: str, form: str, session: str, only_path: bool) -> int:
    """Print the bundled resolution about an invented organization, or the next of its series.

    That of session 96 is about something else, and holds slips as real documents have them.

    \b
    seized sample ru --session 96 | seized check -
    seized sample zh | seized read -
    seized read "$(seized sample en --form docx --path)"
    seized redline "$(seized sample en --path)" "$(seized sample en --session 97 --path)"
    """
    from seized import samples

    path = samples.path(code, form, int(session))
    if only_path:
        print(path)
    else:
        sys.stdout.buffer.write(path.read_bytes())
    return 0


def _show(values: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps(values, ensure_ascii=False))
        return
    width = max(map(len, values))
    for key, value in values.items():
        if value not in (None, []):
            words = ", ".join(map(str, value)) if isinstance(value, list) else value
            print(f"{key:<{width}}  {words}")
