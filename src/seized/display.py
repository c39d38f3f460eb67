"""How a record shows itself in a notebook.

The types of the model know no writer, so the hook that notebooks look for is set here; whoever
reads a record has imported this module.
"""

from __future__ import annotations

from typing import Any

from seized.model.record import Record

__all__ = ["attach"]


def _html(record: Record) -> str:
    from seized.writing.html import to_html

    page = to_html(record)
    from html import escape

    return (
        f'<iframe srcdoc="{escape(page, quote=True)}" sandbox="" '
        'style="width:100%;height:32em;border:1px solid #ccc"></iframe>'
    )


def _to_pandas(record: Record) -> Any:
    from seized.frames import mandates_frame

    return mandates_frame(record, kind="pandas")


def _to_polars(record: Record) -> Any:
    from seized.frames import mandates_frame

    return mandates_frame(record, kind="polars")


def attach() -> None:
    """Give records ``_repr_html_``, ``to_pandas()`` and ``to_polars()`` (their mandates)."""
    for name, hook in (
        ("_repr_html_", _html),
        ("to_pandas", _to_pandas),
        ("to_polars", _to_polars),
    ):
        if not hasattr(Record, name):
            setattr(Record, name, hook)
