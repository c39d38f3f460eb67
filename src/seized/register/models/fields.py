"""Columns that the register needs and Django does not have."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from seized.model.dates import PartialDate

__all__ = ["PartialDateField"]


class PartialDateField(models.CharField):  # type: ignore[type-arg]
    """A date as exact as its source: ``2018``, ``2018-06`` or ``2018-06-30``; empty if unknown.

    The text form sorts as the dates do, a year before its months.
    """

    description = "a year, a month or a day"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_length=10, blank=True, default="")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Leave out what every such column has."""
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "blank", "default"):
            kwargs.pop(key, None)
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, *_: Any) -> PartialDate | str:
        """Text of the database as a partial date."""
        return PartialDate(value) if value else ""

    def to_python(self, value: Any) -> PartialDate | str:
        """A partial date, or nothing; anything else is an error that says what to write."""
        if not value:
            return ""
        try:
            return PartialDate(str(value).strip())
        except ValueError:
            raise ValidationError(
                _("Write a date as 2026, 2026-03 or 2026-03-25."), code="partial-date"
            ) from None

    def get_prep_value(self, value: Any) -> str:
        """Plain text for the database."""
        return str.__str__(self.to_python(value) or "")
