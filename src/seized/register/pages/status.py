"""A person says how far a mandate has come, or leaves it to the evidence again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seized.register.actions.base import Conflict, Refused, RuleBroken
from seized.register.actions.status import LeaveToEvidence, SetStatus
from seized.register.pages.context import who
from seized.register.pages.mandate import found_mandate, mandate_page

__all__ = ["save"]


@require_POST
def save(request: HttpRequest, code: str, symbol: str, place: str) -> HttpResponse:
    """Set the status with a reason; what was typed stays if anything stands against it."""
    row, person = found_mandate(symbol, place), who(request)
    status, reason = request.POST.get("status", ""), request.POST.get("reason", "")
    asked = request.POST.get("seen", "")
    seen = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else None
    typed = {"typed_status": status, "typed_reason": reason}
    try:
        if request.POST.get("do") == "release":
            LeaveToEvidence(person, row, reason, seen).run()
        else:
            SetStatus(person, row, status, reason, seen).run()
    except Refused:
        raise PermissionDenied from None
    except RuleBroken as broken:
        return mandate_page(request, row, 422, status_wrong=broken.message, **typed)
    except Conflict:
        told = _("Someone else has set the status meanwhile: it is shown above as it is now.")
        return mandate_page(request, found_mandate(symbol, place), 409, status_wrong=told, **typed)
    messages.success(request, _("The status is set."))
    return redirect("mandate", code, symbol, row.place)
