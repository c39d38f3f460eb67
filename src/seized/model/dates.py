"""Dates as exact as the text that gives them, and no more."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Final

_FORM = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?\Z", re.ASCII)
_DAY: Final = len("2018-06-04")


class PartialDate(str):
    """A year, a year and month, or a full date, in ISO 8601 form.

    >>> PartialDate("2018-06").first, PartialDate("2018-06").last
    (datetime.date(2018, 6, 1), datetime.date(2018, 6, 30))

    A missing day is never invented: ``PartialDate("2018-06").day`` is ``None``.
    Raises ``ValueError`` for a day that the calendar does not have.
    """

    __slots__ = ()

    def __new__(cls, value: str) -> PartialDate:
        """Check the form, and the day against the calendar."""
        if not _FORM.match(value):
            raise ValueError(f"not a date of the form YYYY, YYYY-MM or YYYY-MM-DD: {value!r}")
        if len(value) == 10 and int(value[8:]) > 28:
            datetime.date.fromisoformat(value)
        return super().__new__(cls, value)

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> PartialDate:
        """Build from numbers; a day without a month is an error."""
        if month is None:
            if day is not None:
                raise ValueError("a day needs a month")
            return cls(f"{year:04d}")
        return cls(
            f"{year:04d}-{month:02d}" if day is None else f"{year:04d}-{month:02d}-{day:02d}"
        )

    @property
    def year(self) -> int:
        """The year."""
        return int(self[:4])

    @property
    def month(self) -> int | None:
        """The month, 1 to 12, where it is known."""
        return int(self[5:7]) if len(self) > 4 else None

    @property
    def day(self) -> int | None:
        """The day of the month, where it is known."""
        return int(self[8:]) if len(self) > 7 else None

    @property
    def first(self) -> datetime.date:
        """The earliest day that it can mean."""
        if len(self) == _DAY:
            return datetime.date.fromisoformat(self)
        return datetime.date(self.year, self.month or 1, 1)

    @property
    def last(self) -> datetime.date:
        """The latest day that it can mean."""
        if len(self) == _DAY:
            return datetime.date.fromisoformat(self)
        month = self.month or 12
        return datetime.date(self.year, month, calendar.monthrange(self.year, month)[1])
