"""What all pages share: escaping, isolated symbols, tables, the frame of a page and its sheets.

Nothing here or built from it loads anything: no script, no font, no network.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import NamedTuple

from seized.languages import language

__all__ = ["Cell", "Column", "escaped", "isolated", "page", "sheet", "table_for"]

_SYMBOL = re.compile(r"(?<![\w/])[A-Z]{1,5}(?:/[A-Za-z0-9.-]*[A-Za-z0-9])+")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def escaped(text: str) -> str:
    """Escape for text and attributes; what HTML and XML forbid becomes the replacement sign."""
    return escape(_CONTROLS.sub("\ufffd", text))


def isolated(text: str) -> str:
    """Escaped text with document symbols in ``<bdi>``, so that Arabic does not turn them."""
    out: list[str] = []
    at = 0
    for match in _SYMBOL.finditer(text):
        out += (escaped(text[at : match.start()]), "<bdi>", escaped(match[0]), "</bdi>")
        at = match.end()
    out.append(escaped(text[at:]))
    return "".join(out)


@cache
def sheet(name: str) -> str:
    """A style sheet of this room: ``html`` (shared by all pages) and those of single pages."""
    return files("seized.writing").joinpath(f"{name}.css").read_text(encoding="utf-8")


def page(code: str, title: str, body: str, *sheets: str) -> str:
    """A whole page, from ``<!doctype html>`` to ``</html>``.

    ``body`` is markup, ``title`` is text, ``sheets`` are names of style sheets that come after
    the shared one. Raises ``UnsupportedLanguage`` for a code that is none of the six.
    """
    style = "".join(sheet(name) for name in ("html", *sheets))
    return (
        f'<!doctype html>\n<html lang="{code}" dir="{language(code).direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escaped(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"{body}\n</body>\n</html>\n"
    )


class Column(NamedTuple):
    """A column of a table: its heading, and whether its words are codes that run left to right."""

    heading: str
    code: bool = False


class Cell(NamedTuple):
    """Words in a language other than that of the table."""

    text: str
    language: str | None = None


def table_for(
    caption: str, columns: Sequence[Column], rows: Sequence[Sequence[str | Cell]], code: str
) -> str:
    """A table with a caption in the language ``code``; the first cell of a row names the row.

    The table may scroll sideways within itself, never the page.
    """
    heads = "".join(f'<th scope="col">{escaped(column.heading)}</th>' for column in columns)
    lines = "\n".join(f"<tr>{_cells(columns, row)}</tr>" for row in rows)
    label = escaped(caption)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{label}" lang="{code}"'
        f' dir="{language(code).direction}">\n<table class="data">\n<caption>{label}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{lines}\n</tbody>\n</table>\n</div>"
    )


def _cells(columns: Sequence[Column], row: Sequence[str | Cell]) -> str:
    out: list[str] = []
    for number, (column, cell) in enumerate(zip(columns, row, strict=True)):
        text, own = (cell, None) if isinstance(cell, str) else cell
        shown = f"<bdi>{escaped(text)}</bdi>" if column.code and text else isolated(text)
        kind = ' class="code"' if column.code else ""
        if own is not None:
            kind += f' lang="{own}" dir="{language(own).direction}"'
        out.append(
            f'<th scope="row"{kind}>{shown}</th>' if number == 0 else f"<td{kind}>{shown}</td>"
        )
    return "".join(out)
