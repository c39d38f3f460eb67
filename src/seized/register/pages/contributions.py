"""One contribution: its form, what the register suggests, its steps; and merged texts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seized.register.actions import answers
from seized.register.actions.base import Conflict, Refused, RuleBroken
from seized.register.calls.contributions import Sheet, answers_to, is_late, moved_since, sheet
from seized.register.calls.forms import AnswersForm
from seized.register.models import Answer, Call, Event, Invitation, Question
from seized.register.pages.context import who
from seized.register.pages.doing import seen
from seized.register.policy import Person, can
from seized.register.tongue import CODES
from seized.writing.counting import count_words

__all__ = ["detail", "merge", "step"]


def _invitations() -> QuerySet[Invitation]:
    return Invitation.objects.select_related("call__previous", "entity", "cleared_by")


def detail(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The questions and answers of one entity: a form for those who may write."""
    person = who(request)
    if not person.signed_in:
        return redirect_to_login(request.get_full_path())
    row = seen(_invitations(), person, pk=pk)
    if request.method == "POST":
        if not can(person, "answer.write", row):
            raise PermissionDenied
        return _posted(request, person, row, code)
    return _page(request, person, row, code)


def _page(
    request: HttpRequest,
    person: Person,
    row: Invitation,
    code: str,
    form: AnswersForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    whole = sheet(row, person, code)
    may_write = can(person, "answer.write", row)
    if form is None and may_write:
        form = AnswersForm(
            [line.question for line in whole.lines], initial=AnswersForm.start(whole.lines)
        )
    wrong = more.pop("wrong_at", {})
    overtaken = more.pop("overtaken", {})
    shown = {
        "invitation": row, "call": row.call, "sheet": whole, "form": form, "nav": "calls",
        "rows": [_row(line, form, wrong, overtaken) for line in whole.lines],
        "steps": _steps(person, row), "late": is_late(row), "may_write": may_write,
        "past": Event.objects.filter(kind="invitation", detail__id=row.pk).order_by("-number")[:40],
        **more,
    }  # fmt: skip
    return render(request, "register/contribution.html", shown, status=status)


def _row(line: Any, form: AnswersForm | None, wrong: Any, overtaken: Any) -> dict[str, Any]:
    """What the template shows of one question."""
    key = line.question.pk
    typed = str(form[f"text-{key}"].value() or "") if form else ""
    return {
        "line": line,
        "text": form[f"text-{key}"] if form else None,
        "nothing": form[f"nothing-{key}"] if form else None,
        "hidden": [form[f"edition-{key}"], form[f"sources-{key}"]] if form else (),
        "words": count_words(typed) if form else line.words,
        "wrong": wrong.get(str(key)) or (form.errors.get(f"text-{key}") if form else None),
        "carried": line.answer is None and line.last is not None and bool(line.last.text),
        "overtaken": key in overtaken,
        "theirs": overtaken.get(key),
        "mine": typed,
    }


def _steps(person: Person, row: Invitation) -> list[str]:
    return [
        name
        for name, action in answers.STEPS.items()
        if row.state in action.before and can(person, action.name, row)
    ]


def _posted(request: HttpRequest, person: Person, row: Invitation, code: str) -> HttpResponse:
    """Insert a suggestion, fill with "nothing to report", save, or save and submit."""
    whole = sheet(row, person, code)
    form = AnswersForm([line.question for line in whole.lines], request.POST)
    if "insert" in request.POST:
        _insert(form, whole, request.POST["insert"])
        return _page(request, person, row, code, form)
    if not form.is_valid():
        return _page(request, person, row, code, form, 422)
    said = form.said()
    if "nothing" in request.POST:
        said = {k: s if s.text else s._replace(nothing=True) for k, s in said.items()}
    try:
        answers.SaveAnswers(person, row, said, code).run()
    except Refused:
        raise PermissionDenied from None
    except RuleBroken as broken:
        more = {"wrong": broken.message, "wrong_at": broken.fields}
        return _page(request, person, row, code, form, 422, **more)
    except Conflict as conflict:
        form.take(conflict.current)
        return _page(request, person, row, code, form, 409, overtaken=conflict.current)
    if "submit" in request.POST:
        return _submitted(request, person, row, code)
    messages.success(request, _("Saved as a draft."))
    return redirect("contribution", code, row.pk)


def _insert(form: AnswersForm, whole: Sheet, asked: str) -> None:
    """``asked`` is ``7 consultation:3``. Raises ``Http404`` for what was not suggested."""
    number, _gap, source = asked.partition(" ")
    for line in whole.lines:
        for found in line.suggestions:
            if (str(line.question.pk), found.key) == (number, source):
                form.insert(line.question.pk, source, found.text)
                return
    raise Http404(asked)


def _submitted(request: HttpRequest, person: Person, row: Invitation, code: str) -> HttpResponse:
    fresh = seen(_invitations(), person, pk=row.pk)
    try:
        answers.SubmitContribution(person, fresh).run()
    except Refused:
        raise PermissionDenied from None
    except RuleBroken as broken:
        more = {"wrong": broken.message, "wrong_at": broken.fields, "saved": True}
        return _page(
            request, person, seen(_invitations(), person, pk=row.pk), code, None, 422, **more
        )
    messages.success(request, _("Submitted. The approver of your entity has a letter."))
    return redirect("contribution", code, row.pk)


@require_POST
def step(request: HttpRequest, code: str, pk: int, name: str) -> HttpResponse:
    """Submit, clear or return."""
    person = who(request)
    row = seen(_invitations(), person, pk=pk)
    if name not in answers.STEPS:
        raise Http404(name)
    given = request.POST.get("edition", "")
    edition = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None
    more = {"reason": request.POST.get("reason", "")} if name == "return" else {}
    try:
        answers.STEPS[name](person, row, edition, **more).run()
    except Refused:
        raise PermissionDenied from None
    except RuleBroken as broken:
        fresh = seen(_invitations(), person, pk=pk)
        found = {"wrong": broken.message, "wrong_at": broken.fields, **more}
        return _page(request, person, fresh, code, None, 422, **found)
    except Conflict:
        fresh = seen(_invitations(), person, pk=pk)
        wrong = _("Someone else has changed this contribution. Read it as it is now, then decide.")
        return _page(request, person, fresh, code, None, 409, wrong=wrong, **more)
    messages.success(request, _("Done."))
    return redirect("contribution", code, pk)


def merge(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """All submitted answers to one question, and the text that stands for them in the report."""
    person = who(request)
    rows = Question.objects.select_related("call", "mandate__resolution")
    question = seen(rows, person, pk=pk)
    if not can(person, "call.merge") or question.call.state == Call.State.DRAFT:
        raise PermissionDenied
    inside = request.POST.get("language") or request.GET.get("text") or code
    inside = inside if inside in CODES else code
    old = question.merged.filter(language=inside).first()
    text, status = (old.text if old else _joined(question)), 200
    more: dict[str, Any] = {}
    if request.method == "POST":
        text = request.POST.get("text", "")
        given = request.POST.get("edition", "0")
        edition = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
        try:
            answers.Merge(person, question, inside, text, edition).run()
        except Refused:
            raise PermissionDenied from None
        except RuleBroken as broken:
            status, more = 422, {"wrong": broken.message}
        except Conflict as conflict:
            status, old, more = (
                409,
                conflict.current,
                {"theirs": conflict.current, "overtaken": True},
            )
        else:
            messages.success(request, _("Saved."))
            return redirect("call", code, question.call_id)
    shown = {
        "question": question, "call": question.call, "inside": inside, "codes": CODES,
        "text": text, "old": old, "answers": _answered(question), "nav": "calls",
        "words": count_words(text), "moved": moved_since(old) if old else [], **more,
    }  # fmt: skip
    return render(request, "register/merge.html", shown, status=status)


def _answered(question: Question) -> list[Answer]:
    return [row for row in answers_to(question) if row.says]


def _joined(question: Question) -> str:
    """What a merged text begins with: every answer with the entity it is from."""
    return "\n\n".join(
        f"{row.invitation.entity.name(row.language)}: {row.text}"
        for row in _answered(question)
        if row.text
    )
