"""Decisions about doubts, and corrections of what was read; each can be taken back."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seized.assigning import values_of
from seized.corrections import changed, check
from seized.model.corrections import Correction as Laid
from seized.model.errors import SeizedError
from seized.model.text import Span
from seized.register.actions.base import Action, Conflict, RuleBroken
from seized.register.loading import refresh
from seized.register.loading.corrected import SHARED, plain
from seized.register.loading.doubts import REPORTED, key_of
from seized.register.models import Correction, Mandate, Resolution, ReviewItem, Version
from seized.register.policy import Person
from seized.register.texts.reviewing import about, apart, differing, read_of

__all__ = [
    "DECISIONS", "GONE", "CorrectMandate", "Decide", "DropCorrection", "ReportMandate", "Undecide",
    "seen",
]  # fmt: skip

GONE: Final = gettext_lazy("The words of this mandate are no longer in the register.")
SAME: Final = gettext_lazy("This says what was read already. Change something, or accept it.")
DECISIONS: Final = ("accept", "correct", "reject")
_STATES: Final = {
    "accept": ReviewItem.State.ACCEPTED,
    "correct": ReviewItem.State.CORRECTED,
    "reject": ReviewItem.State.REJECTED,
}


class _Correcting:
    """Writes corrections in the name of a person."""

    def __init__(self, who: Person, reason: str, item: ReviewItem | None = None) -> None:
        self.who = who
        self.reason = reason.strip()
        self.item = item

    def _new(self, resolution: int, **fields: Any) -> Correction:
        return Correction.objects.create(
            resolution_id=resolution,
            by=self.who.user,
            name=self.who.user.email if self.who.user else "seized",
            on=datetime.datetime.now(datetime.UTC).date(),
            reason=self.reason,
            item=self.item,
            **fields,
        )

    def mandate(
        self, row: Mandate, values: dict[str, Any], was: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Say otherwise what a mandate is; the event's detail. Raises ``RuleBroken``."""
        found = read_of(row)
        if found is None:
            raise RuleBroken(str(GONE))
        version, read = found
        said = plain(read)
        new = {name: value for name, value in values.items() if was or value != said.get(name)}
        if not new:
            raise RuleBroken(str(SAME))
        try:
            changed(read, new)
        except SeizedError as error:
            raise RuleBroken(str(error)) from None
        before = was or {name: said[name] for name in new}
        shared = {name: value for name, value in new.items() if name in SHARED}
        own = {name: value for name, value in new.items() if name not in SHARED}
        anchor = {"kind": "mandate", "what": "set", "at": read.at, "quote": read.quote,
                  "mandate": row}  # fmt: skip
        if shared:
            kept = {name: before[name] for name in shared}
            self._new(row.resolution_id, values=shared, was=kept, **anchor)
        if own:
            self._new(row.resolution_id, language=version.language, values=own, **anchor)
        return {"values": new, "was": before}

    def no_mandate(self, row: Mandate) -> dict[str, Any]:
        """Say that it is no mandate, in any language."""
        found = read_of(row)
        quote = found[1].quote if found else ""
        self._new(row.resolution_id, kind="mandate", what="remove", at=row.address, quote=quote,
                  mandate=row)  # fmt: skip
        row.gone = True
        row.save(update_fields=["gone"])
        return {"removed": row.place}

    def finding(
        self, version: Version, kind: str, what: str, at: str, quote: str, values: dict[str, Any]
    ) -> dict[str, Any]:
        """Correct a finding of one version. Raises ``RuleBroken`` where it does not fit."""
        laid = Laid(kind=kind, what=what, at=at, quote=quote, by="", date="", values=values)  # type: ignore[arg-type]
        try:
            check(version.record, laid)
        except SeizedError as error:
            raise RuleBroken(str(error)) from None
        self._new(version.resolution_id, language=version.language, kind=kind, what=what, at=at,
                  quote=quote, values=values)  # fmt: skip
        return {"kind": kind, "what": what, "at": at, "values": values}


def _values(assignments: Sequence[str], said: dict[str, Any] | None) -> dict[str, Any]:
    try:
        return values_of(tuple(assignments), said)
    except SeizedError as error:
        raise RuleBroken(str(error)) from None


def _locked(item: ReviewItem) -> ReviewItem:
    """The item, after its resolution: in the order in which a load takes them."""
    whole = Resolution.objects.filter(versions__review_items=item.pk)
    list(whole.select_for_update(of=("self",)).values_list("pk"))
    rows = ReviewItem.objects.select_for_update(of=("self",))
    return rows.select_related("version__resolution", "mandate").get(pk=item.pk)


class Decide(Action[ReviewItem]):
    """Accept, correct or reject what was doubted.

    ``assignments`` are those of ``seized correct --set``: ``force=request``, ``session=77``.
    A rejected mandate or citation is taken out of the record.
    """

    name = "review.decide"

    def __init__(
        self,
        who: Person,
        item: ReviewItem,
        decision: str,
        assignments: Sequence[str] = (),
        reason: str = "",
    ) -> None:
        super().__init__(who)
        self.item = item
        self.decision = decision
        self.assignments = assignments
        self.reason = reason.strip()

    def thing(self) -> ReviewItem:
        """The item as it is now, locked until the end."""
        self.item = _locked(self.item)
        return self.item

    def check(self) -> None:
        """It waits for a decision, and its version is the one that counts."""
        if self.decision not in _STATES:
            raise RuleBroken(_("Accept, correct or reject it."))
        if self.item.state != ReviewItem.State.OPEN:
            raise Conflict(self.item)
        if not self.item.version.current:
            raise RuleBroken(_("Another version of this text was imported since. See its doubts."))

    def apply(self) -> ReviewItem:
        """Keep the decision, write the corrections that it means, lay them on."""
        item = self.item
        item.state = _STATES[self.decision]
        item.decided_by, item.decided_at = self.who.user, timezone.now()
        item.reason = self.reason
        item.save()
        self.detail = {"id": item.pk, "code": item.code, "decision": self.decision}
        self.detail |= self._corrected(_Correcting(self.who, self.reason, item))
        refresh(item.version.resolution)
        item.refresh_from_db()
        return item

    def _corrected(self, write: _Correcting) -> dict[str, Any]:
        item, topic = self.item, about(self.item)
        if topic.kind == "correction":
            return self._misfit(topic.correction)
        if self.decision == "accept":
            row = topic.mandate
            if item.code == "versions-differ" and row is not None:
                values, was = differing(item, row)
                return write.mandate(row, values, was) if values else {}
            return {}
        if topic.kind == "mandate" and topic.mandate is not None:
            return self._mandate(write, topic.mandate)
        if topic.kind == "citation":
            if self.decision == "reject":
                return write.finding(item.version, "citation", "remove", topic.at, topic.quote, {})
            values = _values(self.assignments, None)
            return write.finding(item.version, "citation", "set", topic.at, topic.quote, values)
        if topic.kind == "paragraph" and self.decision == "correct":
            values = _values(self.assignments, None)
            return write.finding(item.version, "paragraph", "set", topic.at, topic.quote, values)
        if self.decision == "correct":
            raise RuleBroken(_("Nothing can be corrected here. Accept it, or reject it."))
        return {}

    def _mandate(self, write: _Correcting, row: Mandate) -> dict[str, Any]:
        code = self.item.code
        if self.decision == "reject":
            stays = code in ("versions-differ", "mandate-gone", REPORTED)
            return {} if stays else write.no_mandate(row)
        found = read_of(row)
        said = plain(found[1]) if found else None
        values = _values(self.assignments, said)
        was = None
        if said is not None and all(said[name] == value for name, value in values.items()):
            was = apart(self.item, values)
        return write.mandate(row, values, was)

    def _misfit(self, correction: Correction | None) -> dict[str, Any]:
        """To accept that a correction no longer fits is to leave it out; to reject, to keep it."""
        if self.decision == "correct":
            raise RuleBroken(_("Correct the mandate or citation itself, then accept this."))
        if self.decision == "accept" and correction is not None:
            told = {"dropped": correction.pk, "values": correction.values}
            correction.delete()
            return told
        return {}


class Undecide(Action[ReviewItem]):
    """Take a decision back, with the corrections that it brought."""

    name = "review.decide"

    def __init__(self, who: Person, item: ReviewItem) -> None:
        super().__init__(who)
        self.item = item

    def thing(self) -> ReviewItem:
        """The item as it is now."""
        self.item = _locked(self.item)
        return self.item

    def check(self) -> None:
        """It was decided."""
        if self.item.state in (ReviewItem.State.OPEN, ReviewItem.State.GONE):
            raise RuleBroken(_("There is no decision to take back."))

    def event(self) -> str:
        """Taken back."""
        return "review.undo"

    def apply(self) -> ReviewItem:
        """Open again; corrections out."""
        item = self.item
        self.detail = {"id": item.pk, "code": item.code, "was": str(item.state)}
        for correction in item.corrections.filter(shared=None):
            _withdraw(correction)
        item.state = ReviewItem.State.OPEN
        item.decided_by, item.decided_at, item.reason = None, None, ""
        item.save()
        refresh(item.version.resolution)
        return item


def _withdraw(correction: Correction) -> None:
    """Delete a correction; the mandate is known again by what was read."""
    row = correction.mandate
    if row is not None and not correction.language:
        for name in ("act", "force", "deliverable"):
            if correction.was.get(name):
                setattr(row, name, correction.was[name])
        row.gone = False
        row.save()
    correction.delete()


class CorrectMandate(Action[Mandate]):
    """Say otherwise what a mandate of the table is; ``remove`` says that it is none.

    ``seen`` is the reading that the person saw, as ``plain`` gives it.
    """

    name = "review.decide"

    def __init__(
        self,
        who: Person,
        row: Mandate,
        assignments: Sequence[str] = (),
        reason: str = "",
        *,
        remove: bool = False,
        seen: str | None = None,
    ) -> None:
        super().__init__(who)
        self.row = row
        self.assignments = assignments
        self.reason = reason
        self.remove = remove
        self.seen = seen

    def thing(self) -> Mandate:
        """The mandate as it is now, locked until the end."""
        Resolution.objects.select_for_update().get(pk=self.row.resolution_id)
        self.row = Mandate.objects.select_related("resolution").get(pk=self.row.pk)
        return self.row

    def check(self) -> None:
        """Nobody has corrected it since, and something is said."""
        if self.seen is not None and self.seen != seen(self.row):
            raise Conflict(self.row)
        if not self.remove and not self.assignments:
            raise RuleBroken(str(SAME))

    def event(self) -> str:
        """A correction that no doubt called for."""
        return "mandate.correct"

    def apply(self) -> Mandate:
        """Write the correction and lay it on."""
        write = _Correcting(self.who, self.reason)
        if self.remove:
            self.detail = write.no_mandate(self.row)
        else:
            found = read_of(self.row)
            said = plain(found[1]) if found else None
            self.detail = write.mandate(self.row, _values(self.assignments, said))
        refresh(self.row.resolution)
        self.row.refresh_from_db()
        return self.row


def seen(row: Mandate) -> str:
    """A short word that changes whenever what a mandate says does."""
    last = row.corrections.order_by("-pk").values_list("pk", flat=True).first()
    return f"{last or 0}.{row.force}.{row.deliverable}"


class DropCorrection(Action[Resolution]):
    """Take a correction back; the doubt that it decided, if any, is open again."""

    name = "review.decide"

    def __init__(self, who: Person, correction: Correction) -> None:
        super().__init__(who)
        self.correction = correction

    def thing(self) -> Correction:
        """The correction; the one that is shared, where this carries it."""
        self.correction = self.correction.shared or self.correction
        return self.correction

    def event(self) -> str:
        """Taken back."""
        return "correction.drop"

    def apply(self) -> Resolution:
        """Delete it and read the rows anew."""
        one = self.correction
        self.detail = {"id": one.pk, "at": one.at, "kind": one.kind, "values": one.values}
        item, resolution = one.item, one.resolution
        _withdraw(one)
        if item is not None and not item.corrections.exists():
            item.state = ReviewItem.State.OPEN
            item.save(update_fields=["state"])
        refresh(resolution)
        return resolution


class ReportMandate(Action[ReviewItem]):
    """Tell the coordinators that something is wrong about a mandate."""

    name = "review.report"

    def __init__(self, who: Person, row: Mandate, words: str) -> None:
        super().__init__(who)
        self.row = row
        self.words = words.strip()

    def check(self) -> None:
        """Say what is wrong."""
        if not self.words:
            wrong = _("Say what is wrong.")
            raise RuleBroken(wrong, {"words": wrong})
        if read_of(self.row) is None:
            raise RuleBroken(str(GONE))

    def apply(self) -> ReviewItem:
        """An item of the queue, at the words of the mandate."""
        found = read_of(self.row)
        assert found is not None
        version, read = found
        values = {"words": self.words[:2000]}
        span = read.span or Span(0, 0)
        item, _new = ReviewItem.objects.get_or_create(
            version=version,
            key=key_of(REPORTED, self.row.place, version.language, values),
            defaults={
                "code": REPORTED, "mandate": self.row, "address": self.row.address,
                "start": span.start, "end": span.end, "values": values,
            },
        )  # fmt: skip
        self.detail = {"id": item.pk, "words": values["words"]}
        return item
