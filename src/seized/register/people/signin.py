"""How people sign in: who may join, and where they land."""

from __future__ import annotations

import logging
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.signals import (
    login_code_rejected,
    password_changed,
    password_reset,
    password_set,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.http import HttpRequest

from seized.register.models import Role, User
from seized.register.policy import Person, person
from seized.register.running.throttle import client_address

__all__ = ["Adapter", "HouseAdapter", "listen", "needs_second_factor"]

_LOG: Final = logging.getLogger("seized.security")
_TRUSTED: Final = frozenset({Role.APPROVER, Role.COORDINATOR, Role.ADMINISTRATOR})


def needs_second_factor(person: Person) -> bool:
    """Whether the person has a role that asks for a second factor, and has none yet."""
    if person.user is None or settings.CONFIG.demo:
        return False
    held = person.everywhere | {role for role, entities in person.roles.items() if entities}
    return bool(held & _TRUSTED) and not is_mfa_enabled(person.user)


def _added(request: HttpRequest, user: Any, authenticator: Authenticator, **_: Any) -> None:
    """Who has just shown a code of the new app need not show another to see recovery codes.

    The app would give the next one after half a minute only.
    """
    if authenticator.type == Authenticator.Type.TOTP:
        kept = {"id": authenticator.pk, "type": authenticator.type, "reauthenticated": True}
        record_authentication(request, user, "mfa", **kept)


def _end_others(because: str) -> Any:
    """What ends the other sign-ins of a person when that is what happened."""
    from seized.register.actions.signins import EndSignIns

    def heard(request: HttpRequest, user: User, **_: Any) -> None:
        here = request.session.session_key or ""
        if UserSession.objects.filter(user=user).exclude(session_key=here).exists():
            EndSignIns(person(user), user, but=here, because=because).run()

    return heard


def _came(sender: Any, user: User, **_: Any) -> None:
    """Someone who signs in by another way than the link has taken the invitation up as well."""
    _LOG.info("sign-in of %s", user.audit_key)
    if user.invited_at is not None:
        user.invited_at = None
        user.save(update_fields=["invited_at"])


def _failed(sender: Any, request: HttpRequest | None = None, **_: Any) -> None:
    """Say where a wrong password or code came from; not whose address was tried."""
    _LOG.warning("sign-in failed from %s", client_address(request) if request else "a program")


def listen() -> None:
    """Hear of sign-ins, and of new passwords and second factors, from now on."""
    user_logged_in.connect(_came, dispatch_uid="seized.signin")
    for failure in (user_login_failed, login_code_rejected, authentication_failed):
        failure.connect(_failed, dispatch_uid="seized.signin")
    authenticator_added.connect(_added, dispatch_uid="seized.signin")
    passwords = (password_changed, password_reset, password_set)
    factors = (authenticator_added, authenticator_removed, authenticator_reset)
    for because, signals in (("password", passwords), ("factor", factors)):
        heard = _end_others(because)
        for signal in signals:
            signal.connect(heard, weak=False, dispatch_uid=f"seized.signins.{because}")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Only people of the allowed mail domains may make an account by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed unless ``SEIZED_DOMAINS`` names domains: an administrator adds people."""
        return bool(settings.CONFIG.domains)

    def clean_email(self, email: str) -> str:
        """Refuse an address of another domain when people sign up."""
        from django.core.exceptions import ValidationError
        from django.utils.translation import gettext as _

        email = str(super().clean_email(email)).lower()
        domains = settings.CONFIG.domains
        if domains and email.rpartition("@")[2] not in domains:
            raise ValidationError(_("Ask an administrator to add this address."))
        return email

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The first page in the language of the person."""
        return f"/{getattr(request.user, 'language', 'en')}/"

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """The profile: a name is still missing."""
        return f"/{getattr(request, 'code', 'en')}/profile/"

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The first page in the language of the page left."""
        return f"/{getattr(request, 'code', 'en')}/"

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """People have no name but their address."""


class HouseAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Sign-in by the OpenID Connect server of the house."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """An address that the server proves needs no code by mail.

        A password that was set before the address was proven goes: whoever set it may be
        someone else.
        """
        user = sociallogin.user
        proven = {a.email.lower() for a in sociallogin.email_addresses if a.verified}
        if user.pk is None or user.email not in proven:
            return
        row, _new = EmailAddress.objects.get_or_create(
            user=user, email=user.email, defaults={"primary": True}
        )
        if not row.verified:
            user.set_unusable_password()
            user.save(update_fields=["password"])
            row.verified = True
            row.save(update_fields=["verified"])
