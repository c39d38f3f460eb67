"""What every page needs: its language from its address, and a strict content policy."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from seized.register.tongue import CODES, code_of, django_code

__all__ = ["COOKIE", "ContentPolicy", "PageLanguage"]

COOKIE = "seized_language"
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

Next = Callable[[HttpRequest], HttpResponse]


class ContentPolicy:
    """Nothing from elsewhere, nothing inline (Content Security Policy, level 3)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the policy to the answer, unless the page set a stricter one."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
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
