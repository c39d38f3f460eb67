"""Mail to people, each in the language of its reader."""

from __future__ import annotations

import logging
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from seized.register.models import User
from seized.register.tongue import django_code

__all__ = [
    "DAYS",
    "address",
    "invitation_key",
    "invitation_path",
    "invited",
    "post",
    "send",
    "send_invitation",
]

DAYS: Final = 14  # how long an invitation can be taken up
_SALT: Final = "seized.invitation"
_LOG: Final = logging.getLogger(__name__)


def address(path: str) -> str:
    """The whole address of a page, as people type it."""
    return f"{settings.ORIGIN}{path}"


def send(user: User, subject: str, template: str, values: dict[str, Any]) -> bool:
    """Mail a person in their language; ``template`` is a text below ``register/mail/``.

    ``subject`` is a marked message, translated here. False where the mail server did not take
    it: the log tells why, and the caller tells what to do.
    """
    with translation.override(django_code(user.language)):
        title = f"Seized: {translation.gettext(subject)}"
        body = render_to_string(f"register/mail/{template}", {"person": user, **values})
    error = post(user, title, body, user.language)
    if error:
        _LOG.error("mail to %s was not sent: %s", user.audit_key, error)
    return not error


def post(user: User, title: str, body: str, code: str, key: str = "") -> str:
    """Hand a text to the mail server: nothing if it took it, else why not.

    ``key`` names the text for good, so that a mail program knows it when it comes again.
    """
    headers = {
        "Content-Language": "zh-Hans" if code == "zh" else code,
        "Auto-Submitted": "auto-generated",
    }
    if key:
        domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
        headers["Message-ID"] = f"<{key}@{domain}>"
    try:
        EmailMessage(title, body, to=[user.email], headers=headers).send()
    except OSError as error:  # smtplib's errors are among them
        return str(error)[:500] or type(error).__name__
    return ""


def invitation_key(user: User) -> str:
    """The secret part of an invitation's address; void once joined or invited again."""
    assert user.invited_at is not None
    return signing.dumps([user.pk, user.invited_at.isoformat()], salt=_SALT)


def invited(key: str) -> User | None:
    """The person behind the address of an invitation that can still be taken up."""
    try:
        pk, at = signing.loads(key, salt=_SALT, max_age=DAYS * 24 * 3600)
    except signing.BadSignature:
        return None
    user: User | None = User.objects.filter(pk=pk, is_active=True).first()
    if user is None or user.invited_at is None or user.invited_at.isoformat() != at:
        return None
    return user


def invitation_path(user: User) -> str:
    """Where an invited person joins, and where one who is here already begins."""
    if user.invited_at is None:
        return reverse("home", args=[user.language])
    return reverse("join", args=[user.language, invitation_key(user)])


def send_invitation(user: User) -> bool:
    """Tell someone that they were added: by the link to join, or to sign in."""
    values = {
        "address": address(invitation_path(user)),
        "days": DAYS,
        "joined": user.invited_at is None,
    }
    return send(user, translation.gettext_noop("Invitation"), "invitation.txt", values)
