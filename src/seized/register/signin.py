"""How people sign in: who may join, and where they land."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from seized.register.models import Role
from seized.register.policy import Person

__all__ = ["Adapter", "needs_second_factor"]

_TRUSTED: Final = frozenset({Role.APPROVER, Role.COORDINATOR, Role.ADMINISTRATOR})


def needs_second_factor(person: Person) -> bool:
    """Whether the person has a role that asks for a second factor, and has none yet."""
    if person.user is None or settings.CONFIG.demo:
        return False
    held = person.everywhere | {role for role, entities in person.roles.items() if entities}
    return bool(held & _TRUSTED) and not is_mfa_enabled(person.user)


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

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The first page in the language of the page left."""
        return f"/{getattr(request, 'code', 'en')}/"

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """People have no name but their address."""
