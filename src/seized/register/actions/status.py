"""The status of a mandate by a person's word, and back to what the evidence shows."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from seized.register.actions.base import Action, Conflict, RuleBroken
from seized.register.models import Mandate, Resolution, Status, StatusChange
from seized.register.policy import Person

__all__ = ["LeaveToEvidence", "SetStatus"]

_LONGEST = 4000  # characters of a reason


class _OnMandate(Action[Mandate]):
    """``seen`` is the last change that the person had seen; a later one is a conflict."""

    name = "mandate.status"

    def __init__(
        self, who: Person, mandate: Mandate, reason: str = "", seen: int | None = None
    ) -> None:
        super().__init__(who)
        self.mandate, self.reason, self.seen = mandate, reason.strip(), seen

    def thing(self) -> Mandate:
        """The mandate; its resolution is locked, as it is while it is read again."""
        Resolution.objects.select_for_update().get(pk=self.mandate.resolution_id)
        self.mandate = Mandate.objects.select_for_update().get(pk=self.mandate.pk)
        return self.mandate

    def check(self) -> None:
        """Nobody has changed it since the person looked; a reason is given."""
        last = self.mandate.changes.values_list("pk", flat=True).first()
        if self.seen is not None and (last or 0) != self.seen:
            raise Conflict(self.mandate)
        if not self.reason:
            raise RuleBroken(_("Say why."), {"reason": _("Say why.")})
        if len(self.reason) > _LONGEST:
            raise RuleBroken(_("This is too long."), {"reason": _("This is too long.")})

    def turned(self, status: str, settled: bool) -> Mandate:
        """Write the status and the step."""
        row = self.mandate
        evidence: list[Any] = []
        if not settled and (verdict := getattr(row, "verdict", None)) is not None:
            evidence = verdict.evidence
        StatusChange.objects.create(
            mandate=row, before=row.status, after=status, by=self.who.user, reason=self.reason,
            evidence=evidence,
        )  # fmt: skip
        self.detail = {"id": row.pk, "before": row.status, "after": status, "settled": settled}
        row.status, row.settled = Status(status), settled
        row.save(update_fields=["status", "settled"])
        return row


class SetStatus(_OnMandate):
    """A person says how far it has come, and why; evidence does not change it any more."""

    def __init__(
        self,
        who: Person,
        mandate: Mandate,
        status: str,
        reason: str,
        seen: int | None = None,
    ) -> None:
        super().__init__(who, mandate, reason, seen)
        self.status = status

    def check(self) -> None:
        """One of the states."""
        if self.status not in Status.values:
            raise RuleBroken(_("Choose from the list."), {"status": _("Choose from the list.")})
        super().check()

    def apply(self) -> Mandate:
        """Their word holds until someone leaves it to the evidence again."""
        return self.turned(self.status, settled=True)


class LeaveToEvidence(_OnMandate):
    """Take the person's word back: what documents show holds again."""

    def check(self) -> None:
        """There must be a word to take back."""
        super().check()
        if not self.mandate.settled:
            raise RuleBroken(_("The status follows the evidence already."))

    def apply(self) -> Mandate:
        """The verdict as it was last worked out; open where there is none yet."""
        verdict = getattr(self.mandate, "verdict", None)
        return self.turned(verdict.status if verdict else Status.OPEN, settled=False)

    def event(self) -> str:
        """Its own name in the audit trail."""
        return "mandate.release"
