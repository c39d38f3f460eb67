"""Consultations, programmes, agreements: lists, one of them, its form, and its steps."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seized.register.actions import records as actions
from seized.register.actions.base import Conflict, Refused, RuleBroken
from seized.register.cycle.answered import standing
from seized.register.cycle.forms import (
    AgreementForm,
    ConsultationForm,
    ProgrammeForm,
    RecordForm,
    ResultForm,
)
from seized.register.models import (
    Agreement,
    Consultation,
    Event,
    Mandate,
    Programme,
    Shared,
    State,
)
from seized.register.pages.context import who
from seized.register.policy import Person, can, visible

__all__ = ["KINDS", "detail", "edit", "file", "listing", "new", "step"]

_ON_A_PAGE: Final = 50


class Kind(NamedTuple):
    """One of the three kinds of records; ``many`` is its name in addresses, ``one`` of a page."""

    many: str
    one: str
    model: type[Shared]
    form: type[RecordForm]
    save: Any
    fetch: tuple[str, ...]


KINDS: Final = {
    kind.many: kind
    for kind in (
        Kind("consultations", "consultation", Consultation, ConsultationForm,
             actions.SaveConsultation, ("participants", "mandates__resolution")),
        Kind("programmes", "programme", Programme, ProgrammeForm,
             actions.SaveProgramme, ("partners", "contributing", "results")),
        Kind("agreements", "agreement", Agreement, AgreementForm,
             actions.SaveAgreement, ("parties", "seen_in__resolution")),
    )
}  # fmt: skip
_Results = django_forms.formset_factory(ResultForm, extra=3, max_num=200)


def _rows(kind: Kind, person: Person) -> QuerySet[Any]:
    rows = kind.model._default_manager.select_related("owner").prefetch_related(*kind.fetch)
    return visible(rows, person)


def _found(kind: Kind, person: Person, pk: int) -> Any:
    row = _rows(kind, person).filter(pk=pk).first()
    if row is None:
        raise Http404(f"{kind.many}/{pk}")
    return row


def listing(request: HttpRequest, code: str, many: str) -> HttpResponse:
    """The records that the person may see, narrowed by state and by an answered mandate."""
    kind, person = KINDS[many], who(request)
    rows = _rows(kind, person)
    if (state := request.GET.get("state", "")) in State.values:
        rows = rows.filter(state=state)
    page = Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page"))
    shown: dict[str, Any] = {
        "kind": kind, "nav": many, "page": page, "rows": list(page),
        "may_add": can(person, "record.add"), "states": State.choices, "state": state,
        "query": f"state={state}" if state in State.values else "",
    }  # fmt: skip
    if kind.model is Agreement:
        _tell_standing(shown["rows"], person)
    return render(request, f"register/{many}.html", shown)


def _tell_standing(rows: list[Any], person: Person) -> None:
    """Superseded only by what the person may see."""
    newer = visible(Agreement.objects.filter(replaces__in=rows), person)
    by = {row.replaces_id: row for row in newer}
    older = visible(Agreement.objects.filter(replaced_by__in=rows), person).in_bulk()
    for row in rows:
        row.newer = by.get(row.pk)
        row.older = older.get(row.replaces_id)
        row.standing = standing(row, row.newer is not None)


def detail(request: HttpRequest, code: str, many: str, pk: int) -> HttpResponse:
    """One record, what may be done with it, and who did what to it."""
    kind, person = KINDS[many], who(request)
    return _detail(request, kind, person, _found(kind, person, pk))


def _detail(
    request: HttpRequest, kind: Kind, person: Person, row: Any, status: int = 200, **more: Any
) -> HttpResponse:
    if kind.model is Agreement:
        _tell_standing([row], person)
    past = (
        Event.objects.filter(kind=row._meta.model_name, detail__id=row.pk)
        .select_related("user")
        .order_by("-number")[:50]
        if can(person, "record.history", row)
        else ()
    )
    shown = {
        "kind": kind, "nav": kind.many, "row": row, "past": past, "steps": _steps(person, row),
        "may_change": can(person, "record.change", row), **more,
    }  # fmt: skip
    return render(request, f"register/{kind.one}.html", shown, status=status)


def _steps(person: Person, row: Any) -> list[str]:
    """The steps that the person may take now, as the state of the record allows."""
    out = []
    for name, action in actions.STEPS.items():
        before = getattr(action, "before", None)
        fits = row.state in before if before is not None else True
        if name == "confirm":
            fits = row.confirmed_at is None
        if fits and can(person, action.name, row):
            out.append(name)
    return out


def new(request: HttpRequest, code: str, many: str) -> HttpResponse:
    """A form for a record that is not there yet."""
    kind, person = KINDS[many], who(request)
    if not can(person, "record.add"):
        raise PermissionDenied
    initial: dict[str, Any] = {}
    asked = request.GET.get("mandate", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 16:
        initial["mandates"] = list(Mandate.objects.filter(pk=int(asked)))
    return _form(request, kind, person, None, initial)


def edit(request: HttpRequest, code: str, many: str, pk: int) -> HttpResponse:
    """The form of a record."""
    kind, person = KINDS[many], who(request)
    row = _found(kind, person, pk)
    if not can(person, "record.change", row):
        raise PermissionDenied
    return _form(request, kind, person, row, {})


def _form(
    request: HttpRequest, kind: Kind, person: Person, row: Any, initial: dict[str, Any]
) -> HttpResponse:
    code = request.code  # type: ignore[attr-defined]
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = kind.form(person, code, row, *data, initial=initial)
    results = _results(kind, row, data[0])
    status, differences = 200, None
    if request.method == "POST":
        good = form.is_valid() and (results is None or results.is_valid())
        try:
            if good:
                saved = _saved(kind, person, row, form, results)
                messages.success(request, _("Saved."))
                return redirect(kind.one, code, saved.pk)
            status = 422
        except Refused:
            raise PermissionDenied from None
        except RuleBroken as broken:
            status = 422
            for name, text in (broken.fields or {"": broken.message}).items():
                form.add_error(name if name in form.fields else None, text)
        except Conflict as conflict:
            status, row = 409, conflict.current
            if row is None:
                raise Http404 from None
            differences = form.differences(row)
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["edition"] = row.edition  # type: ignore[index]
    shown = {
        "kind": kind, "nav": kind.many, "form": form, "results": results, "row": row,
        "differences": differences,
    }  # fmt: skip
    return render(request, "register/record_form.html", shown, status=status)


def _results(kind: Kind, row: Any, data: Any) -> Any:
    if kind.model is not Programme:
        return None
    kept = (
        row.results.order_by("pk").values("text", "unit", "target", "reached", "on") if row else ()
    )
    return _Results(data, prefix="results", initial=list(kept), form_kwargs={"label_suffix": ""})


def _saved(kind: Kind, person: Person, row: Any, form: RecordForm, results: Any) -> Any:
    values = form.values()
    if results is not None:
        values["results"] = [r.cleaned_data for r in results if (r.cleaned_data or {}).get("text")]
    return kind.save(person, values, row, form.cleaned_data.get("edition")).run()


@require_POST
def step(request: HttpRequest, code: str, many: str, pk: int, name: str) -> HttpResponse:
    """Submit, return, clear, publish, confirm or delete."""
    kind, person = KINDS[many], who(request)
    row = _found(kind, person, pk)
    if name not in actions.STEPS:
        raise Http404(name)
    seen = request.POST.get("edition", "")
    edition = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None
    more = {"reason": request.POST.get("reason", "")} if name == "return" else {}
    try:
        actions.STEPS[name](person, row, edition, **more).run()
    except Refused:
        raise PermissionDenied from None
    except RuleBroken as broken:
        fresh = _found(kind, person, pk)
        return _detail(request, kind, person, fresh, 422, wrong=broken.message, **more)
    except Conflict:
        fresh = _found(kind, person, pk)
        wrong = _("Someone else has changed this record. Read it as it is now, then decide.")
        return _detail(request, kind, person, fresh, 409, wrong=wrong, **more)
    messages.success(request, _("Done."))
    gone = name == "delete" or not _rows(kind, person).filter(pk=pk).exists()
    return redirect(many, code) if gone else redirect(kind.one, code, pk)


def file(request: HttpRequest, code: str, pk: int) -> FileResponse:
    """The text of an agreement, to save; nothing in it runs here."""
    row = _found(KINDS["agreements"], who(request), pk)
    if not row.text:
        raise Http404(f"agreements/{pk}")
    answer = FileResponse(
        row.text.open("rb"),
        as_attachment=True,
        filename=row.text.name.rpartition("/")[2],
        content_type="application/octet-stream",
    )
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
