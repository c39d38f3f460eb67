"""The report on a call: words, gaps, its texts, and the versions assembled so far."""

from __future__ import annotations

import datetime
from typing import Any, Final, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from seized.register.actions.base import Refused, RuleBroken
from seized.register.actions.reports import AssembleReport, checked
from seized.register.calls.report_form import ReportForm
from seized.register.calls.reporting import frame_of, gaps, material, usual
from seized.register.models import Answer, Call, Mandate, Merged
from seized.register.pages.context import who
from seized.register.policy import Person, can, visible
from seized.register.settings import LANGUAGE_NAMES
from seized.register.tongue import CODES
from seized.writing.report_outline import default_title, meter

__all__ = ["assemble", "document"]

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Row(NamedTuple):
    """What came in on one mandate, by the names of entities."""

    mandate: Mandate
    asked: bool
    gap: bool
    told: list[str]
    nothing: list[str]
    pending: list[str]
    silent: list[str]


def _call(request: HttpRequest, pk: int) -> tuple[Person, Call]:
    person = who(request)
    call = visible(Call.objects.all(), person).filter(pk=pk).first()
    if call is None:
        raise Http404(f"calls/{pk}")
    if not can(person, "report.read", call):
        raise PermissionDenied
    return person, call


def _start(request: HttpRequest, call: Call, code: str) -> dict[str, Any]:
    """The values to begin with: of the version asked for, else of the last one, else the usual."""
    versions = call.reports.filter(language=code).defer("document")
    asked = request.GET.get("from", "")
    row = call.reports.filter(pk=asked).first() if asked.isdigit() else versions.first()
    return {**usual(call, code), **(row.frame if row else {})}


def assemble(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The report as it stands; sent, it is counted again or assembled as a new version."""
    person, call = _call(request, pk)
    asked = request.GET.get("in", code)
    tongue = asked if asked in CODES else code
    if request.method != "POST":
        values = _start(request, call, tongue)
        return _page(
            request, person, call, tongue, ReportForm(code, tongue, initial=values), values
        )
    if not can(person, "report.assemble", call):
        raise PermissionDenied
    form = ReportForm(code, tongue, request.POST)
    values = {**usual(call, tongue), **_typed(form)}
    try:
        if not form.is_valid():
            raise RuleBroken(_("Some fields need another look."))
        if request.POST.get("do") == "count":
            values, _frame = checked(call, tongue, values)
            return _page(request, person, call, tongue, form, values)
        row = AssembleReport(person, call, tongue, values).run()
    except Refused:
        raise PermissionDenied from None
    except RuleBroken as broken:
        form.tell(broken.fields)
        if not form.errors:
            form.add_error(None, broken.message)
        kept = _start(request, call, tongue)
        return _page(request, person, call, tongue, form, kept, 400)
    messages.success(request, _("Version %(number)s is assembled.") % {"number": row.pk})
    return redirect(f"{reverse('call-report', args=[code, pk])}?{urlencode({'in': tongue})}")


def _typed(form: ReportForm) -> dict[str, Any]:
    form.is_valid()
    return dict(form.cleaned_data)


def _page(
    request: HttpRequest, person: Person, call: Call, code: str, form: ReportForm,
    values: dict[str, Any], status: int = 200,
) -> HttpResponse:  # fmt: skip
    report = material(call, frame_of(call, code, values))
    names = {e.entity.key: e.entity.name(request.code)  # type: ignore[attr-defined]
             for e in call.invitations.select_related("entity")}  # fmt: skip
    rows = [
        Row(
            gap.mandate,
            gap.covered.asked,
            gap.covered.gap,
            *([names[key] for key in keys] for keys in gap.covered[2:]),
        )
        for gap in gaps(call, report)
    ]
    told = meter(report)
    form.fields["title"].widget.attrs["placeholder"] = default_title(report)
    changed = _changed(call)
    versions = visible(call.reports.defer("document"), person).select_related("made_by")
    return render(
        request,
        "register/report.html",
        {
            "call": call, "form": form, "report_code": code, "rows": rows, "meter": told,
            "over": told.left < 0, "versions": versions, "names": LANGUAGE_NAMES.items(),
            "waiting": [body for body in report.bodies if body.state == "pending"],
            "stale": {one.pk for one in versions if changed and one.made_at < changed},
            "may": can(person, "report.assemble", call), "nav": "calls",
        },
        status=status,
    )  # fmt: skip


def _changed(call: Call) -> datetime.datetime | None:
    """When a contribution, a merged text or a clearance last changed."""
    answers = Answer.objects.filter(question__call=call).aggregate(at=Max("changed_at"))["at"]
    merged = Merged.objects.filter(question__call=call).aggregate(at=Max("changed_at"))["at"]
    steps = call.invitations.aggregate(cleared=Max("cleared_at"), returned=Max("returned_at"))
    known = [at for at in (answers, merged, *steps.values()) if at is not None]
    return max(known, default=None)


def document(request: HttpRequest, code: str, pk: int, key: int) -> HttpResponse:
    """One assembled version, as the Word document that it was then."""
    person, call = _call(request, pk)
    row = visible(call.reports.all(), person).filter(pk=key).first()
    if row is None:
        raise Http404(f"calls/{pk}/report/{key}")
    answer = HttpResponse(bytes(row.document), content_type=_WORD)
    name = f"report-{call.session}-{row.language}-{row.pk}.docx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
