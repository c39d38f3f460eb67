"""Every row of the register."""

from seized.register.models.audit import Event
from seized.register.models.counters import Counter
from seized.register.models.cycle import (
    Agreement,
    AgreementMention,
    Answer,
    Call,
    Consultation,
    Invitation,
    Merged,
    Programme,
    Question,
    Report,
    Result,
    Shared,
    State,
    Visibility,
)
from seized.register.models.listed import FollowUp, Listed
from seized.register.models.mail import Letter
from seized.register.models.mandates import (
    Addressee,
    Mandate,
    Status,
    StatusChange,
    Verdict,
    Wording,
)
from seized.register.models.people import Entity, FeedAddress, Membership, Role, Token, User
from seized.register.models.replies import Reply
from seized.register.models.review import Correction, ReviewItem
from seized.register.models.texts import (
    Citation,
    ImportFile,
    ImportRun,
    Mention,
    Occasion,
    Paragraph,
    Resolution,
    Version,
)

__all__ = [
    "Addressee",
    "Agreement",
    "AgreementMention",
    "Answer",
    "Call",
    "Citation",
    "Consultation",
    "Correction",
    "Counter",
    "Entity",
    "Event",
    "FeedAddress",
    "FollowUp",
    "ImportFile",
    "ImportRun",
    "Invitation",
    "Letter",
    "Listed",
    "Mandate",
    "Membership",
    "Mention",
    "Merged",
    "Occasion",
    "Paragraph",
    "Programme",
    "Question",
    "Reply",
    "Report",
    "Resolution",
    "Result",
    "ReviewItem",
    "Role",
    "Shared",
    "State",
    "Status",
    "StatusChange",
    "Token",
    "User",
    "Verdict",
    "Version",
    "Visibility",
    "Wording",
]
