"""Calls for inputs: the list, a new one, the table of one, its form, questions and steps."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from seized.register.actions import calling, calls
from seized.register.actions.base import Conflict, Refused, RuleBroken
from seized.register.calls.contributions import matrix
from seized.register.calls.forms import CallForm, PrepareForm, QuestionForm
from seized.register.cycle import planning
from seized.register.models import Call, Entity, Event, Invitation, Mandate, Membership, Role
from seized.register.pages.context import who
from seized.register.pages.doing import seen, tried
from seized.register.policy import Person, can, visible
from seized.register.settings import LANGUAGE_NAMES
from seized.register.tongue import CODES

__all__ = ["detail", "edit", "invite", "listing", "new", "questions", "remind", "step", "uninvite"]

_ON_A_PAGE: Final = 50
_Questions = forms.formset_factory(
    QuestionForm, extra=1, can_delete=True, can_order=True, max_num=200
)
_ORDER: Final = Case(
    When(state=Call.State.OPEN, then=Value(0)),
    When(state=Call.State.DRAFT, then=Value(1)),
    When(state=Call.State.FROZEN, then=Value(2)),
    default=Value(3),
    output_field=IntegerField(),
)


def _edition(request: HttpRequest) -> int | None:
    given = request.POST.get("edition", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None


def _calls() -> QuerySet[Call]:
    return Call.objects.select_related("opened_by", "previous")


def listing(request: HttpRequest, code: str) -> HttpResponse:
    """The calls that the person may see, the open ones first, the soonest deadline on top."""
    person = who(request)
    if not person.signed_in:
        return redirect_to_login(request.get_full_path())
    rows = visible(_calls(), person).annotate(order=_ORDER).order_by("order", "deadline", "-pk")
    page = Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page"))
    told = [(row, _counts(row, person)) for row in page]
    shown = {
        "page": page, "rows": told, "nav": "calls", "may_open": can(person, "call.open"),
        "reports": _reports_asked() if can(person, "call.open") else (),
    }  # fmt: skip
    return render(request, "register/calls.html", shown)


def _counts(call: Call, person: Person) -> list[tuple[str, str, int]]:
    """State, its name, and how many invitations that the person may see are in it."""
    counts: dict[str, int] = {}
    for state in visible(call.invitations.all(), person).values_list("state", flat=True):
        counts[state] = counts.get(state, 0) + 1
    return [(s, str(n), counts[s]) for s, n in Invitation.State.choices if s in counts]


def _reports_asked() -> QuerySet[Mandate]:
    """Mandates that ask for a report, still to come, and that no call covers."""
    today = datetime.datetime.now(datetime.UTC).date()
    rows = Mandate.objects.filter(deliverable="report", gone=False, due_last__gte=today, calls=None)
    return rows.select_related("resolution").prefetch_related("wordings").order_by("due_first")[:12]


def new(request: HttpRequest, code: str) -> HttpResponse:
    """A call is prepared from a mandate that asks for a report."""
    person = who(request)
    if not can(person, "call.open"):
        raise PermissionDenied
    asked = request.GET.get("mandate", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else 0
    rows = Mandate.objects.filter(gone=False).select_related("resolution__previous")
    mandate = rows.filter(pk=number).first()
    if mandate is None:
        raise Http404(f"calls/new: no mandate {asked}")
    plan_only = "plan" in request.POST
    form = PrepareForm(mandate, code, request.POST or None)
    plan = form.planned()
    if plan_only and plan is not None:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["deadline"] = plan.deadline.isoformat()  # type: ignore[index]
    elif request.method == "POST" and form.is_valid():
        values = form.values()
        call = tried(form, calls.PrepareCall(person, values))
        if call is not None:
            messages.success(request, _("Saved. Read the questions, then open the call."))
            return redirect("call-questions", code, call.pk)
    if plan_only:
        form.errors.clear()
    return render(
        request,
        "register/call_new.html",
        {
            "form": form,
            "mandate": mandate,
            "plan": plan,
            "steps": _steps_told(plan),
            "nav": "calls",
        },
        status=422 if form.errors else 200,
    )


def _steps_told(plan: planning.Plan | None) -> list[tuple[str, planning.Step]]:
    return [(planning.step_name(s.key), s) for s in plan.steps] if plan else []


def detail(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Who has answered what, who is late, and what may be done; the invited see their own row."""
    person = who(request)
    if not person.signed_in:
        return redirect_to_login(request.get_full_path())
    return _detail(request, person, seen(_calls(), person, pk=pk))


def _detail(
    request: HttpRequest, person: Person, call: Call, status: int = 200, **more: Any
) -> HttpResponse:
    table = matrix(call, person)
    may_change = can(person, "call.change", call)
    there = {row.entity_id for row, _late, _cells in table}
    plan = (
        planning.plan_of(call.considered, weeks=call.slotting or None) if call.considered else None
    )
    shown = {
        "call": call, "nav": "calls", "table": table, "counts": _counts(call, person),
        "questions": call.questions.select_related("mandate__resolution"),
        "late": [row for row, late, _cells in table if late],
        "steps": _possible(person, call), "may_change": may_change,
        "may_remind": can(person, "call.remind") and call.state == Call.State.OPEN,
        "may_report": can(person, "report.read", call) and call.state != Call.State.DRAFT,
        "may_merge": can(person, "call.merge") and call.state != Call.State.DRAFT,
        "mandates": call.mandates.select_related("resolution"),
        "plan": _steps_told(plan),
        "alone": _without_focal_point(there) if may_change else (),
        "others": _others(there) if may_change and call.state in calls.Invite.before else (),
        "past": _past(call) if may_change or can(person, "audit.read") else (),
        **more,
    }  # fmt: skip
    return render(request, "register/call.html", shown, status=status)


def _without_focal_point(entities: set[int]) -> set[int]:
    """Those of the entities that nobody answers for today: no letter reaches them."""
    today = calls.today()
    rows = Membership.objects.filter(
        entity__in=entities, role__in=[Role.FOCAL, Role.PARTNER], user__is_active=True
    )
    return entities - {row.entity_id for row in rows if row.entity_id and row.holds_on(today)}


def _past(call: Call) -> list[Event]:
    kinds = ("call", "invitation", "question")
    mine = Event.objects.filter(kind="call", detail__id=call.pk)
    theirs = Event.objects.filter(kind__in=kinds[1:], detail__call=call.pk)
    return sorted([*mine[:200], *theirs[:200]], key=lambda e: -e.number)[:60]


def _others(there: set[int]) -> list[Entity]:
    rows = Entity.objects.filter(is_class=False, kind__in=["un", "partner", "other"])
    return list(rows.exclude(pk__in=there).exclude(key__contains="#").order_by("kind", "key"))


def _possible(person: Person, call: Call) -> list[str]:
    """The steps that the person may take now, as the state of the call allows."""
    return [
        name
        for name, action in calls.STEPS.items()
        if call.state in action.before and can(person, action.name, call)
    ]


def edit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The form of a call: title, session, days, caps, message."""
    person = who(request)
    call = seen(_calls(), person, pk=pk)
    if not can(person, "call.change", call):
        raise PermissionDenied
    names = ("title", "session", "considered", "deadline", "words", "message", "edition")
    form = CallForm(request.POST or None, initial={n: getattr(call, n) for n in names})
    differences, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            action = calls.ChangeCall(person, call, form.values(), form.cleaned_data.get("edition"))
            try:
                if tried(form, action) is not None:
                    messages.success(request, _("Saved."))
                    return redirect("call", code, call.pk)
            except Conflict as conflict:
                status, call = 409, conflict.current
                differences = form.differences(call)
                form.data = form.data.copy()  # type: ignore[attr-defined]
                form.data["edition"] = str(call.edition)  # type: ignore[index]
    shown = {"form": form, "call": call, "differences": differences, "nav": "calls"}
    return render(request, "register/call_form.html", shown, status=status)


def questions(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Every question of a call in six languages, to be reworded, ordered, added, taken out."""
    person = who(request)
    call = seen(_calls(), person, pk=pk)
    if not can(person, "call.change", call):
        raise PermissionDenied
    there = list(call.questions.select_related("mandate__resolution"))
    start = [
        {"id": q.pk, "words": q.words, **{f"text_{c}": q.texts.get(c, "") for c in CODES}}
        for q in there
    ]
    forms_ = _Questions(request.POST or None, initial=start, form_kwargs={"label_suffix": ""})
    wrong, status, differences = "", 200, None
    if request.method == "POST":
        status = 422
        if forms_.is_valid():
            rows = [f.row() for f in forms_.ordered_forms if _says(f)]
            try:
                calls.SaveQuestions(person, call, rows, _edition(request)).run()
            except Refused:
                raise PermissionDenied from None
            except RuleBroken as broken:
                wrong = broken.message
            except Conflict as conflict:
                status, call = 409, conflict.current
                differences = _overtaken(rows, call)
            else:
                messages.success(request, _("Saved."))
                return redirect("call", code, call.pk)
    shown = {
        "call": call, "forms": forms_, "wrong": wrong, "nav": "calls",
        "about": {q.pk: q for q in there}, "differences": differences,
    }  # fmt: skip
    return render(request, "register/call_questions.html", shown, status=status)


def _overtaken(rows: list[dict[str, Any]], call: Call) -> list[tuple[str, str, str]]:
    """What is named, mine, theirs, for every question that is not the same in both."""
    mine = {row["id"]: row for row in rows if row["id"]}
    out = []
    for number, question in enumerate(call.questions.all(), 1):
        typed = mine.get(question.pk)
        for code in CODES:
            theirs = str(question.texts.get(code, ""))
            said = typed["texts"][code] if typed else ""
            if said != theirs:
                out.append((f"{number} {LANGUAGE_NAMES[code]}", said, theirs))
    return out


def _says(form: Any) -> bool:
    row = form.row()
    return bool(row["id"]) or any(text.strip() for text in row["texts"].values())


def _taken(request: HttpRequest, person: Person, call: Call, action: calls.OnCall) -> HttpResponse:
    """Run an action of the page of a call; what stands against it is told on that page."""
    code = request.code  # type: ignore[attr-defined]
    try:
        action.run()
    except Refused:
        raise PermissionDenied from None
    except RuleBroken as broken:
        return _detail(
            request, person, seen(_calls(), person, pk=call.pk), 422, wrong=broken.message
        )
    except Conflict:
        wrong = _("Someone else has changed this call. Read it as it is now, then decide.")
        return _detail(request, person, seen(_calls(), person, pk=call.pk), 409, wrong=wrong)
    messages.success(request, _("Done."))
    return redirect("calls", code) if action.call.pk is None else redirect("call", code, call.pk)


@require_POST
def step(request: HttpRequest, code: str, pk: int, name: str) -> HttpResponse:
    """Open, freeze, thaw, close or discard."""
    person = who(request)
    call = seen(_calls(), person, pk=pk)
    if name not in calls.STEPS:
        raise Http404(name)
    return _taken(request, person, call, calls.STEPS[name](person, call, _edition(request)))


@require_POST
def invite(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Ask more entities."""
    person = who(request)
    call = seen(_calls(), person, pk=pk)
    keys = request.POST.getlist("entity")
    entities = list(Entity.objects.filter(key__in=keys, is_class=False))
    return _taken(request, person, call, calls.Invite(person, call, entities, _edition(request)))


@require_POST
def uninvite(request: HttpRequest, code: str, pk: int, invitation: int) -> HttpResponse:
    """Take an invitation back."""
    person = who(request)
    call = seen(_calls(), person, pk=pk)
    row = seen(call.invitations.all(), person, pk=invitation)
    return _taken(request, person, call, calls.Uninvite(person, call, row, _edition(request)))


@require_POST
def remind(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Remind all that have not submitted, or one of them."""
    person = who(request)
    call = seen(_calls(), person, pk=pk)
    asked = request.POST.get("invitation", "")
    only: Invitation | None = None
    if asked:
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else 0
        only = seen(call.invitations.all(), person, pk=number)
    action = calling.Remind(person, call, only)
    try:
        action.run()
    except Refused:
        raise PermissionDenied from None
    except RuleBroken as broken:
        return _detail(request, person, call, 422, wrong=broken.message)
    count = sum(action.letters.values())
    messages.success(
        request, ngettext("%(count)d letter written.", "%(count)d letters written.", count)
        % {"count": count},
    )  # fmt: skip
    if unheard := [key for key, letters in action.letters.items() if not letters]:
        names = {e.key: e.name(code) for e in Entity.objects.filter(key__in=unheard)}
        told = _("No focal point is known for: %(names)s") % {"names": ", ".join(names.values())}
        messages.error(request, told)
    return redirect("call", code, call.pk)
