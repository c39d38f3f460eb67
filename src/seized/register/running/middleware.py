"""What every page needs: language, content policy, a sign-in in use, a second factor where due."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from seized.register.tongue import CODES, code_of, django_code

__all__ = ["COOKIE", "ContentPolicy", "PageLanguage", "SecondFactor", "SignIns"]

COOKIE = "seized_language"
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'{elsewhere}",
        "manifest-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def _policy() -> str:
    """The policy; a form may lead to the server for signing in, where one is set.

    Browsers hold the addresses to which a sent form is led on against the policy as well.
    """
    oidc = settings.CONFIG.oidc
    server = urlsplit(oidc[0]) if oidc else None
    return _POLICY.format(elsewhere=f" {server.scheme}://{server.netloc}" if server else "")


Next = Callable[[HttpRequest], HttpResponse]


class ContentPolicy:
    """Nothing from elsewhere, nothing inline (Content Security Policy, level 3)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the policy to the answer, unless the page set a stricter one."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _policy())
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        return response


class PageLanguage:
    """The first part of the address is the language; else the cookie, else what is accepted."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Speak that language while the page is made."""
        first = request.path_info.split("/", 2)[1] if "/" in request.path_info else ""
        if first in CODES:
            code = first
        else:
            code = request.COOKIES.get(COOKIE, "")
            if code not in CODES:
                code = code_of(translation.get_language_from_request(request))
        with translation.override(django_code(code)):
            request.LANGUAGE_CODE = translation.get_language() or "en"
            request.code = code  # type: ignore[attr-defined]
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", "zh-Hans" if code == "zh" else code)
        if first in CODES and request.COOKIES.get(COOKIE) != code:
            response.set_cookie(
                COOKIE, code, max_age=31_536_000, samesite="Lax", httponly=True,
                secure=request.is_secure(),
            )  # fmt: skip
        return response


class SignIns:
    """A sign-in that was not used for ``SEIZED_IDLE_HOURS`` has ended; a use is noted."""

    def __init__(self, get_response: Next) -> None:
        from seized.register.people.signins import Noting

        self.get_response = get_response
        self.noting = Noting()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; to whoever was away for too long as to someone who has not signed in."""
        if request.user.is_authenticated and self.noting.idle(request):
            logout(request)
            messages.info(request, _("You were away for long. Sign in again."))
        return self.get_response(request)


class SecondFactor:
    """Those who decide for others need a second factor before they go on.

    Until it is set up, a session of theirs opens the pages of the account alone. Keys to the API
    are held to the same where they are looked at.
    """

    _OPEN = ("/account/", "/static/", "/healthz", "/readyz")

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lead to the page where the second factor is set up; an API call is refused."""
        from seized.register.pages.context import who
        from seized.register.people.signin import needs_second_factor

        path = request.path_info
        if path.startswith(self._OPEN) or not request.user.is_authenticated:
            return self.get_response(request)
        if path.startswith("/api/"):
            if "Authorization" in request.headers or not needs_second_factor(who(request)):
                return self.get_response(request)
            from seized.register.api.problems import answer

            return answer(
                request, 403, "Your role needs a second factor. Set it up in the browser."
            )
        if not needs_second_factor(who(request)):
            return self.get_response(request)
        messages.warning(request, _("Your role needs a second factor. Set it up now."))
        return redirect("mfa_activate_totp")
