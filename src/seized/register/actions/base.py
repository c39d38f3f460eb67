"""The form of every change: permission, rule, audit event, in one transaction."""

# ruff: noqa: N818  (the names say what happened)

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Model
from django.utils.translation import gettext as _

from seized.register import audit
from seized.register.policy import Person, can

__all__ = ["Action", "Conflict", "Refused", "RuleBroken", "edit_counted", "filled", "held"]

T = TypeVar("T")
_LOG: Final = logging.getLogger("seized.security")


class Refused(Exception):
    """The person may not do this."""

    def __init__(self, action: str) -> None:
        self.action = action
        super().__init__(action)


class RuleBroken(Exception):
    """What was asked breaks a rule of the register; ``fields`` maps form fields to messages."""

    def __init__(self, message: str, fields: dict[str, str] | None = None) -> None:
        self.message = message
        self.fields = fields or {}
        super().__init__(message)


class Conflict(Exception):
    """Someone saved the same row first; ``current`` is the row as it is now."""

    def __init__(self, current: Any) -> None:
        self.current = current
        super().__init__(_("Someone else saved this first."))


def held(model: type[Model], key: int | None) -> None:
    """Let no other transaction change a row until this one ends; it waits, or has the row.

    SQLite lets one transaction write at a time, so nothing needs to be held there.
    """
    list(model._default_manager.select_for_update().filter(pk=key).values_list("pk"))


def edit_counted(row: Any) -> None:
    """Count an edit of a row. Raises ``Conflict`` if someone has saved it since it was read."""
    rows = type(row)._default_manager.filter(pk=row.pk)
    if not rows.filter(edition=row.edition).update(edition=F("edition") + 1):
        raise Conflict(rows.first())
    row.edition += 1


def filled(row: Model, values: Mapping[str, Any], but: Iterable[str]) -> dict[str, str]:
    """Set columns; messages by name for what a column cannot hold. Those of ``but`` may be so."""
    for name, value in values.items():
        setattr(row, name, value)
    try:
        row.clean_fields(exclude=set(but))
    except ValidationError as error:
        return {name: " ".join(said) for name, said in error.message_dict.items()}
    return {}


class Action(Generic[T]):
    """One kind of change. A subclass names its ``name`` (a key of the policy) and ``apply``.

    ``Action(person, ...).run()`` raises ``Refused``, ``RuleBroken`` or ``Conflict`` and leaves
    everything as it was; or it returns the changed row, with its audit event written.
    """

    name: ClassVar[str]

    def __init__(self, who: Person) -> None:
        self.who = who
        self.detail: dict[str, Any] = {}

    def thing(self) -> Any:
        """What the permission is about; ``None`` where it is about nothing in particular."""
        return None

    def permission(self) -> str:
        """The key of the policy, where it depends on what is changed."""
        return self.name

    def check(self) -> None:
        """Raise ``RuleBroken`` if a rule stands against it."""

    def apply(self) -> T:
        """Make the change and return the row that it is about."""
        raise NotImplementedError

    def event(self) -> str:
        """The name of the event, where one action makes several."""
        return self.permission()

    def run(self) -> T:
        """Permission, rule, change, event: all or nothing."""
        with transaction.atomic():
            thing = self.thing()
            if not can(self.who, self.permission(), thing):
                whose = self.who.user.audit_key if self.who.user else "nobody"
                _LOG.warning("refused to %s: %s", whose, self.permission())
                raise Refused(self.permission())
            self.check()
            row = self.apply()
            audit.record(self.event(), row, self.who.user, self.detail)
        return row
