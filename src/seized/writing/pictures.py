"""Pages of pictures, each with the same as a table below it."""

from __future__ import annotations

from collections.abc import Iterable

from seized.languages import language
from seized.writing.markup import escaped, isolated, page

__all__ = ["figure", "picture_page"]


def figure(svg: str, table: str, label: str) -> str:
    """A picture that scrolls within itself where it is wider than the page, and its table."""
    return (
        f'<figure>\n<div class="scroll" role="region" tabindex="0" aria-label="{escaped(label)}">\n'
        f"{svg}</div>\n{table}\n</figure>"
    )


def picture_page(title: str, figures: Iterable[tuple[str, str]], code: str) -> str:
    """A whole page in the language ``code``: ``figures`` are pairs of a picture and its table."""
    inner = "\n".join(figure(svg, table, title) for svg, table in figures)
    body = (
        f'<main class="seized pictures" lang="{code}" dir="{language(code).direction}">\n'
        f"<h1>{isolated(title)}</h1>\n{inner}\n</main>"
    )
    return page(code, title, body, "pictures")
