"""Pages for what went wrong: what happened, and what to do next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

__all__ = ["bad_request", "broken", "csrf", "forbidden", "not_found"]


def _failure(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    if not hasattr(request, "user"):
        return HttpResponse(f"{title}\n{text}\n", content_type="text/plain; charset=utf-8",
                            status=status)  # fmt: skip
    return render(request, "register/failure.html", {"title": title, "text": text}, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400: the address or the form cannot be understood."""
    return _failure(request, 400, _("This cannot be understood"),
                    _("Check the address, or go back and try again."))  # fmt: skip


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403: the person may not."""
    text = (
        _("Your role does not allow this. A coordinator or an administrator can help.")
        if request.user.is_authenticated
        else _("Sign in first.")
    )
    return _failure(request, 403, _("Not allowed"), text)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404: nothing there."""
    text = _("Search for a symbol, such as A/RES/75/268, or import the document.")
    return _failure(request, 404, _("Nothing is here"), text)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was too old, or did not come from here."""
    return _failure(request, 403, _("The form has expired"),
                    _("Go back, load the page again and send the form once more."))  # fmt: skip


def broken(request: HttpRequest) -> HttpResponse:
    """500: a fault of the register."""
    return HttpResponse(
        "Something broke here. Nothing of what you sent was saved half. Try again, and tell an "
        "administrator if it stays.\n",
        content_type="text/plain; charset=utf-8",
        status=500,
    )
