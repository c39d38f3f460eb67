"""One mandate: its words in every language, what it asks, its history, and what is wrong."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seized.register.actions.base import Conflict, Refused, RuleBroken
from seized.register.actions.review import (
    GONE,
    CorrectMandate,
    Decide,
    DropCorrection,
    ReportMandate,
    seen,
)
from seized.register.cycle.answered import answered
from seized.register.cycle.forms import MandateForm
from seized.register.models import Correction, Mandate, ReviewItem, Status
from seized.register.pages.context import who
from seized.register.policy import can, visible
from seized.register.texts.reviewing import read_of
from seized.register.tongue import CODES

__all__ = ["correct", "drop", "found_mandate", "mandate_page", "one", "report"]


def found_mandate(symbol: str, place: str) -> Mandate:
    """The mandate at a place, ``op3-2`` for the second there; a page that says so if none."""
    address, dash, ordinal = place.rpartition("-")
    rows = Mandate.objects.filter(resolution__symbol=symbol).select_related("resolution__partner")
    row = None
    if dash and ordinal.isascii() and ordinal.isdigit() and len(ordinal) < 4:
        row = rows.filter(address=address, ordinal=int(ordinal)).first()
    row = row or rows.filter(address=place, ordinal=1).first()
    if row is None:
        raise Http404(f"{symbol}#{place}")
    return row


def one(request: HttpRequest, code: str, symbol: str, place: str) -> HttpResponse:
    """What is asked, of whom, in which words; what was done; and a way to say that it is wrong."""
    return mandate_page(request, found_mandate(symbol, place))


def _item(request: HttpRequest, row: Mandate) -> ReviewItem | None:
    """The item of the queue from which a person came to correct the mandate."""
    asked = request.GET.get("item", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 16):
        return None
    rows = visible(ReviewItem.objects.all(), who(request))
    return rows.filter(pk=int(asked), version__resolution=row.resolution_id).first()


def mandate_page(
    request: HttpRequest, row: Mandate, status: int = 200, form: Any = None, **more: Any
) -> HttpResponse:
    """The page of one mandate, with what went wrong in ``more``."""
    person, code = who(request), request.code  # type: ignore[attr-defined]
    may = can(person, "review.decide")
    found = read_of(row)
    if may and form is None and found is not None:
        form = MandateForm(code, found[1], seen(row))
    words = sorted(row.wordings.all(), key=lambda w: (w.language != code, CODES.index(w.language)))
    shown: dict[str, Any] = {
        "nav": "mandates",
        "mandate": row,
        "resolution": row.resolution,
        "wordings": words,
        "answered": answered([row], person)[0],
        "changes": (changes := list(row.changes.select_related("by"))),
        "may_status": can(person, "mandate.status", row),
        "states": Status.choices,
        "seen_change": changes[0].pk if changes else 0,
        "corrections": visible(row.corrections.filter(shared=None), person),
        "items": visible(row.review_items.exclude(state=ReviewItem.State.GONE), person),
        "form": form,
        "may": may,
        "may_report": can(person, "review.report"),
        "item": _item(request, row),
        **more,
    }
    return render(request, "register/mandate.html", shown, status=status)


@require_POST
def correct(request: HttpRequest, code: str, symbol: str, place: str) -> HttpResponse:
    """Say otherwise what the mandate is, or that it is none."""
    row = found_mandate(symbol, place)
    person = who(request)
    if not can(person, "review.decide"):
        raise PermissionDenied
    found = read_of(row)
    if found is None:
        return mandate_page(request, row, 422, wrong=str(GONE))
    form = MandateForm(code, found[1], seen(row), request.POST)
    remove = request.POST.get("remove") == "yes"
    if not remove and not form.is_valid():
        return mandate_page(request, row, 422, form)
    item = _item(request, row)
    reason = request.POST.get("reason", "")
    said = [] if remove else form.assignments()
    try:
        if item is not None and item.state == ReviewItem.State.OPEN and not remove:
            Decide(person, item, "correct", said, reason).run()
        else:
            CorrectMandate(
                person, row, said, reason, remove=remove, seen=request.POST.get("seen")
            ).run()
    except Refused:
        raise PermissionDenied from None
    except RuleBroken as broken:
        return mandate_page(request, row, 422, form, wrong=broken.message)
    except Conflict:
        typed = request.POST.copy()
        typed["seen"] = seen(row)
        form = MandateForm(code, found[1], seen(row), typed)
        wrong = _("Someone else has corrected this mandate. It is shown above as it is now.")
        return mandate_page(request, found_mandate(symbol, place), 409, form, wrong=wrong)
    messages.success(request, _("Corrected, in every language version."))
    if item is not None:
        back = QueryDict(request.GET.get("back", "")).urlencode()
        return redirect(reverse("review", args=[code]) + (f"?{back}" if back else ""))
    return redirect("mandate", code, symbol, place)


@require_POST
def report(request: HttpRequest, code: str, symbol: str, place: str) -> HttpResponse:
    """Tell the coordinators that something is wrong."""
    row = found_mandate(symbol, place)
    words = request.POST.get("words", "")
    try:
        ReportMandate(who(request), row, words).run()
    except Refused:
        raise PermissionDenied from None
    except RuleBroken as broken:
        return mandate_page(request, row, 422, wrong=broken.message, words=words)
    messages.success(request, _("Thank you. A coordinator looks at it."))
    return redirect("mandate", code, symbol, place)


@require_POST
def drop(request: HttpRequest, code: str, symbol: str, place: str, pk: int) -> HttpResponse:
    """Take a correction of the mandate back."""
    row = found_mandate(symbol, place)
    correction = visible(Correction.objects.filter(mandate=row), who(request)).filter(pk=pk).first()
    if correction is None:
        raise Http404(f"{symbol}#{place} {pk}")
    try:
        DropCorrection(who(request), correction).run()
    except Refused:
        raise PermissionDenied from None
    messages.success(request, _("The correction is taken back."))
    return redirect("mandate", code, symbol, place)
