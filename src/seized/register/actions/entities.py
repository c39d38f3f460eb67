"""Entities and partner organizations, entered and corrected by a coordinator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.utils.translation import gettext as _

from seized.register.actions.base import Action, Conflict, RuleBroken
from seized.register.models import Entity
from seized.register.policy import Person
from seized.register.tongue import CODES

__all__ = ["SaveEntity"]

_KEY: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class SaveEntity(Action[Entity]):
    """Enter an entity, or change one. ``seen`` is what it said when the person began to change it.

    ``names`` maps language codes to names; English is needed, the others fall back to it.
    """

    name: ClassVar[str] = "entity.change"

    def __init__(
        self,
        who: Person,
        key: str,
        kind: str,
        names: Mapping[str, str],
        entity: Entity | None = None,
        seen: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(who)
        self.key, self.kind = key.strip(), kind
        self.names = {c: n.strip() for c, n in names.items() if n.strip()}
        self.entity = entity
        self.seen = seen

    def thing(self) -> Any:
        """The entity as the database has it."""
        if self.entity is not None:
            self.entity = Entity.objects.select_for_update().get(pk=self.entity.pk)
        return self.entity

    def check(self) -> None:
        """A key of its own, a kind, a name; nobody else must have changed it meanwhile."""
        if self.entity is not None:
            now = {"kind": str(self.entity.kind), "names": self.entity.names}
            if self.seen is not None and self.seen != now:
                raise Conflict(self.entity)
        wrong: dict[str, str] = {}
        if self.entity is None:
            if not _KEY.fullmatch(self.key) or len(self.key) > 160:
                wrong["key"] = _("Write small Latin letters, digits and hyphens: halvard-office.")
            elif Entity.objects.filter(key=self.key).exists():
                wrong["key"] = _("Another entity has this key.")
        if self.kind not in Entity.Kind.values:
            wrong["kind"] = _("Choose from the list.")
        if "en" not in self.names or set(self.names) - set(CODES):
            wrong["name_en"] = _("Fill this in.")
        wrong |= {f"name_{c}": "1-300" for c, name in self.names.items() if len(name) > 300}
        if wrong:
            raise RuleBroken(_("Some fields need another look."), wrong)

    def apply(self) -> Entity:
        """Keep it; the event tells what it said before."""
        row = self.entity or Entity(key=self.key)
        self.detail = {
            "id": row.pk,
            "was": {"kind": str(row.kind), "names": row.names} if row.pk else None,
            "is": {"kind": self.kind, "names": self.names},
        }
        row.kind, row.names = self.kind, self.names
        row.save()
        return row
