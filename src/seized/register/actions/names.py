"""What the events of the audit trail are called on pages; the trail itself keeps their keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

__all__ = ["KINDS", "NAMES", "kind_of", "name_of"]

NAMES: Final[Mapping[str, Any]] = {
    "answer.write": _("Answers written"),
    "call.change": _("Call changed"),
    "call.close": _("Call closed"),
    "call.discard": _("Call discarded"),
    "call.freeze": _("Call frozen"),
    "call.merge": _("Answers merged"),
    "call.open": _("Call opened"),
    "call.prepare": _("Call prepared"),
    "call.remind": _("Reminders sent"),
    "call.thaw": _("Call open for changes again"),
    "correction.drop": _("Correction taken back"),
    "entity.change": _("Entity entered or changed"),
    "feed.make": _("Secret address made"),
    "feed.revoke": _("Secret address revoked"),
    "import.cancel": _("Import called off"),
    "import.end": _("Import ended"),
    "import.start": _("Import begun"),
    "import.undo": _("Import undone"),
    "invitation.clear": _("Inputs cleared"),
    "invitation.return": _("Inputs returned"),
    "invitation.submit": _("Inputs submitted"),
    "mandate.correct": _("Mandate corrected"),
    "mandate.follow": _("Mandates followed through the documents"),
    "mandate.release": _("Status left to the evidence"),
    "mandate.status": _("Status set"),
    "people.deactivate": _("Person deactivated"),
    "people.factor": _("Second factor taken out"),
    "people.forget": _("Person forgotten"),
    "people.invite": _("Person invited"),
    "people.reactivate": _("Person come back"),
    "people.signout": _("All sign-ins of a person ended"),
    "profile.change": _("Own profile changed"),
    "profile.join": _("Invitation taken up"),
    "record.add": _("Record entered"),
    "record.change": _("Record changed"),
    "record.clear": _("Record cleared"),
    "record.confirm": _("Record confirmed"),
    "record.delete": _("Record deleted"),
    "record.publish": _("Record published"),
    "record.return": _("Record returned"),
    "record.submit": _("Record submitted"),
    "report.assemble": _("Report assembled"),
    "review.decide": _("Doubt decided"),
    "review.report": _("Doubt reported"),
    "review.undo": _("Decision on a doubt undone"),
    "role.end": _("Role ended"),
    "role.give": _("Role given"),
    "signin.end": _("Sign-in ended"),
    "token.make": _("Key to the API made"),
    "token.revoke": _("Key to the API revoked"),
}

KINDS: Final[Mapping[str, Any]] = {
    "agreement": _("Agreement"),
    "call": _("Call for inputs"),
    "consultation": _("Consultation"),
    "entity": _("Entity"),
    "feedaddress": _("Secret address"),
    "followup": _("Later documents"),
    "importrun": _("Import of documents"),
    "invitation": _("Inputs of an entity"),
    "mandate": _("Mandate"),
    "membership": _("Role"),
    "programme": _("Joint programme"),
    "question": _("Question of a call"),
    "report": _("Report"),
    "resolution": _("Resolution"),
    "reviewitem": _("Doubt"),
    "token": _("Key to the API"),
    "user": _("Person"),
}


def name_of(event: str) -> str:
    """What an event is called in the language of the page; one that is not known as it is."""
    return str(NAMES.get(event, event))


def kind_of(model: str) -> str:
    """What kind of row an event is about, in the language of the page."""
    return str(KINDS.get(model, model))
