"""Dates as pages print them, in the forms of the United Nations."""

from __future__ import annotations

import datetime
from typing import Any

from seized.model.dates import PartialDate
from seized.writing.wording import wording

__all__ = ["shown", "window"]


def shown(value: Any, code: str) -> str:
    """A date, a time or a partial date in language ``code``; nothing for nothing."""
    if not value:
        return ""
    if isinstance(value, datetime.datetime):
        clock = value.astimezone(datetime.UTC).strftime("%H:%M")
        return f"{shown(value.date(), code)} {clock}"
    text = value.isoformat() if isinstance(value, datetime.date) else str.__str__(value)
    return wording(code).date(PartialDate(text))


def window(first: datetime.date | None, last: datetime.date | None, code: str) -> str:
    """First and last day with a dash between; one day alone where they are the same."""
    if first is None or last is None or first == last:
        return shown(first or last, code)
    return f"{shown(first, code)} – {shown(last, code)}"
