"""Consultations, programmes and agreements: entering, changing, and the way to be public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from seized.register.actions import rules
from seized.register.actions.base import Action, Conflict, Refused, RuleBroken, edit_counted, filled
from seized.register.actions.snapshots import diff, snapshot
from seized.register.models import (
    Agreement,
    Consultation,
    Programme,
    Result,
    Role,
    Shared,
    State,
    Visibility,
)
from seized.register.policy import Person, can, visible

__all__ = [
    "STEPS",
    "Clear",
    "Confirm",
    "Delete",
    "Publish",
    "Return",
    "SaveAgreement",
    "SaveConsultation",
    "SaveProgramme",
    "Submit",
]

S = TypeVar("S", bound=Shared)
_SHARED = ("owner", "visibility", "note")
_RESULT = ("text", "unit", "target", "reached", "on")


def _seen(who: Person, record: S) -> S:
    """The record as it is now. Raises ``Refused`` where the person may not even see it."""
    row: S | None = visible(type(record)._default_manager.all(), who).filter(pk=record.pk).first()
    if row is None:
        raise Refused("record.read")
    return row


class _OnRecord(Action[S], Generic[S]):
    """A change of a record that is there; ``edition`` is the one that the person has seen."""

    def __init__(self, who: Person, record: S, edition: int | None = None) -> None:
        super().__init__(who)
        self.record: S = record
        self.edition = edition

    def thing(self) -> S:
        """The record as the database has it."""
        self.record = _seen(self.who, self.record)
        return self.record

    def check(self) -> None:
        """Raise ``Conflict`` if the person has seen an older edition."""
        if self.edition is not None and self.edition != self.record.edition:
            raise Conflict(self.record)


class _Save(Action[S], Generic[S]):
    """Enter a record, or change one. ``values`` maps the names of fields to values.

    On a change, what ``values`` does not name stays. A change takes back the partner's
    confirmation, and what was public waits to be published again unless a coordinator made it.
    """

    model: ClassVar[type[Shared]]
    plain: ClassVar[tuple[str, ...]]
    many: ClassVar[tuple[str, ...]]

    def __init__(
        self,
        who: Person,
        values: Mapping[str, Any],
        record: S | None = None,
        edition: int | None = None,
    ) -> None:
        super().__init__(who)
        if unknown := set(values) - {*self.plain, *self.many, *_SHARED, "mandates", "results"}:
            raise RuleBroken(_("No such field: %(name)s") % {"name": ", ".join(sorted(unknown))})
        self.values = dict(values)
        self.record = record
        self.edition = edition
        self.before: dict[str, Any] = {}

    def permission(self) -> str:
        """Adding and changing are two permissions."""
        return "record.add" if self.record is None else "record.change"

    def thing(self) -> Any:
        """The record, or the entity that a new one will belong to."""
        if self.record is None:
            return self.values.get("owner")
        self.record = _seen(self.who, self.record)
        return self.record

    def check(self) -> None:
        """Raise ``Conflict`` for an old edition and ``RuleBroken`` with every broken rule."""
        if self.record is not None:
            if self.edition is not None and self.edition != self.record.edition:
                raise Conflict(self.record)
            self.before = snapshot(self.record)
        row: Any = self.record or self.model(made_by=self.who.user)
        wrong = self._fill(row)
        owner = self.values.get("owner")
        if self.record is not None and owner is not None and not can(self.who, "record.add", owner):
            wrong["owner"] = _("You do not work for this entity.")
        if not wrong:
            wrong = self.rules(row, {name: self._rows(row, name) for name in self.many})
        if wrong:
            raise RuleBroken(_("Some fields need another look."), wrong)
        self.row: S = row

    def _fill(self, row: Any) -> dict[str, str]:
        """As ``filled``; a text that is not said is empty, one of a list may not be emptied."""
        given = {name: self.values[name] for name in (*self.plain, *_SHARED) if name in self.values}
        for name, value in list(given.items()):
            column = row._meta.get_field(name)
            if value is None and not column.null and name != "text":
                given[name] = ""
            if given[name] == "" and column.is_relation:
                del given[name]
        return filled(row, given, ("state", "edition", "made_by", "confirmed_by", "text"))

    def _rows(self, row: Any, name: str) -> Sequence[Model]:
        if name in self.values:
            return list(self.values[name])
        return list(getattr(row, name).all()) if row.pk else []

    def rules(self, row: S, many: Mapping[str, Sequence[Any]]) -> dict[str, str]:
        """Messages by field for what breaks a rule."""
        raise NotImplementedError

    def apply(self) -> S:
        """Save the row, its relations, and the difference."""
        row = self.row
        if self.record is not None:
            edit_counted(row)
            row.confirmed_by, row.confirmed_at = None, None
            if row.state == State.PUBLISHED and not can(self.who, "record.publish", row):
                row.state = State.CLEARED
        row.save()
        for name in (*self.many, "mandates"):
            if name in self.values:
                getattr(row, name).set(self.values[name])
        self.after_save(row)
        self.detail = {
            "id": row.pk,
            "edition": row.edition,
            "changes": diff(self.before, snapshot(row)),
        }
        return row

    def after_save(self, row: S) -> None:
        """What else belongs to the record."""


class SaveConsultation(_Save[Consultation]):
    """Enter or change a consultation."""

    model = Consultation
    plain = (
        "first", "last", "level", "form", "forum", "place", "fields", "topics", "outcome",
        "next_step", "next_date",
    )  # fmt: skip
    many = ("participants",)

    def rules(self, row: Consultation, many: Mapping[str, Sequence[Any]]) -> dict[str, str]:
        """As `rules.consultation` says."""
        return rules.consultation(row, many)


class SaveProgramme(_Save[Programme]):
    """Enter or change a programme; ``results`` are all its targets, each a mapping."""

    model = Programme
    plain = (
        "title", "lead", "fields", "countries", "first", "last", "budget", "currency", "source",
        "summary",
    )  # fmt: skip
    many = ("partners", "contributing")

    def rules(self, row: Programme, many: Mapping[str, Sequence[Any]]) -> dict[str, str]:
        """As `rules.programme` says, and each result has its words."""
        wrong = rules.programme(row, many)
        for result in self.values.get("results", ()):
            try:
                Result(**{name: result.get(name) for name in _RESULT}).clean_fields(
                    exclude=["programme"]
                )
            except ValidationError:
                wrong["results"] = _("Say what each target is, and give its numbers as numbers.")
        return wrong

    def after_save(self, row: Programme) -> None:
        """The results that were given take the place of those before."""
        if "results" not in self.values:
            return
        row.results.all().delete()
        for result in self.values["results"]:
            given = {name: result[name] for name in _RESULT if result.get(name) not in (None, "")}
            Result.objects.create(programme=row, **given)


class SaveAgreement(_Save[Agreement]):
    """Enter or change an agreement; one that the engine found counts as looked at from then on."""

    model = Agreement
    plain = (
        "kind", "title", "signed", "in_force", "expires", "fields", "replaces", "text",
    )  # fmt: skip
    many = ("parties",)

    def rules(self, row: Agreement, many: Mapping[str, Sequence[Any]]) -> dict[str, str]:
        """As `rules.agreement` says; what it replaces must be there for the person."""
        wrong = rules.agreement(row, many)
        old = self.values.get("replaces")
        if old and not visible(Agreement.objects.filter(pk=old.pk), self.who).exists():
            wrong["replaces"] = _("Choose from the list.")
        return wrong | rules.attached(self.values.get("text"))

    def after_save(self, row: Agreement) -> None:
        """A person has looked at it."""
        if row.found:
            row.found = False
            row.save(update_fields=["found"])


class _Step(_OnRecord[Shared]):
    """From one state to the next."""

    before: ClassVar[frozenset[str]]
    after: ClassVar[State]

    def check(self) -> None:
        """Raise ``Conflict`` for an old edition, ``RuleBroken`` where the state does not allow."""
        super().check()
        if self.record.state not in self.before:
            raise RuleBroken(
                _("This cannot be done while the record is: %(state)s")
                % {"state": self.record.get_state_display()}
            )

    def apply(self) -> Shared:
        """Count the edit, set the state."""
        edit_counted(self.record)
        was, self.record.state = self.record.state, self.after
        self.record.save()
        self.detail |= {
            "id": self.record.pk,
            "edition": self.record.edition,
            "changes": {"state": [str(was), str(self.after)]},
        }
        return self.record


class Submit(_Step):
    """Hand a draft to the approver."""

    name = "record.submit"
    before = frozenset({State.DRAFT, State.RETURNED})
    after = State.SUBMITTED


class Return(_Step):
    """Send a record back with the reason; a public one is public no more."""

    name = "record.return"
    before = frozenset({State.SUBMITTED, State.CLEARED, State.PUBLISHED})
    after = State.RETURNED

    def __init__(
        self, who: Person, record: Shared, edition: int | None = None, reason: str = ""
    ) -> None:
        super().__init__(who, record, edition)
        self.detail = {"reason": reason.strip()}

    def check(self) -> None:
        """As for every step; and say why."""
        super().check()
        if not self.detail["reason"]:
            wrong = _("Say why, so that it can be put right.")
            raise RuleBroken(wrong, {"reason": wrong})


class Clear(_Step):
    """The owner's approver stands by what was submitted."""

    name = "record.clear"
    before = frozenset({State.SUBMITTED})
    after = State.CLEARED


class Publish(_Step):
    """Open a cleared record to those whom its visibility names."""

    name = "record.publish"
    before = frozenset({State.CLEARED})
    after = State.PUBLISHED

    def check(self) -> None:
        """What only its owner may see is not published."""
        super().check()
        if self.record.visibility == Visibility.PRIVATE:
            raise RuleBroken(_("Only the owner may see this record; choose who may see it first."))


class Confirm(_OnRecord[Shared]):
    """The other side says that it was so."""

    name = "record.confirm"

    def check(self) -> None:
        """Once is enough."""
        super().check()
        if self.record.confirmed_at is not None:
            raise RuleBroken(_("This record has been confirmed."))

    def apply(self) -> Shared:
        """Keep who confirmed, and for which entities."""
        edit_counted(self.record)
        self.record.confirmed_by = self.who.user
        self.record.confirmed_at = timezone.now()
        self.record.save()
        mine = sorted(self.who.roles.get(Role.PARTNER, frozenset()) - {self.record.owner_id})
        self.detail = {"id": self.record.pk, "edition": self.record.edition, "entities": mine}
        return self.record


class Delete(_OnRecord[Shared]):
    """Take a record out; the event keeps what it said."""

    name = "record.delete"

    def apply(self) -> Shared:
        """Delete the row. The returned one has no key any more."""
        self.detail = {"id": self.record.pk, "was": snapshot(self.record)}
        edit_counted(self.record)
        self.record.delete()
        return self.record


STEPS: Mapping[str, type[_OnRecord[Shared]]] = {
    "submit": Submit,
    "return": Return,
    "clear": Clear,
    "publish": Publish,
    "confirm": Confirm,
    "delete": Delete,
}
