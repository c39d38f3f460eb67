"""Calls for inputs, the contributions to them, and the reports made of these."""

# No ``from __future__ import annotations``: Ninja reads the annotations of operations.

from typing import Any, Final, Literal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from seized.register.actions import answers, calls
from seized.register.actions.base import Conflict
from seized.register.actions.calling import Remind
from seized.register.actions.reports import AssembleReport
from seized.register.api import cycle_shapes as shapes
from seized.register.api.callers import caller, known, one_of, reader
from seized.register.api.cycle_shapes import Number
from seized.register.api.forms import answer_row, call_row, contribution_row, report_row
from seized.register.api.paging import page
from seized.register.api.problems import ProblemError
from seized.register.api.reading import Cursor, Limit
from seized.register.api.serving import reads
from seized.register.api.shapes import Page
from seized.register.api.writing import IF_MATCH, edition_asked, edition_seen, tag_of, writes
from seized.register.calls.contributions import previous_call
from seized.register.calls.reporting import usual
from seized.register.models import Answer, Call, Entity, Invitation, Mandate, Question, Report
from seized.register.policy import visible

__all__ = ["call_whole", "contribution_whole", "contributions_of", "found_call"]

CallState = Literal["draft", "open", "frozen", "closed"]
CallStep = Literal["open", "freeze", "thaw", "close"]
State = Literal["silent", "draft", "submitted", "returned", "cleared"]
Step = Literal["submit", "clear", "return"]
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DOCUMENT: Final = {_WORD: {"schema": {"type": "string", "format": "binary"}}}


# ------------------------------------------------------------------ calls


def found_call(request: HttpRequest, number: int) -> Call:
    """The call, as far as the caller may see it. Raises ``ProblemError`` 404."""
    return one_of(Call.objects.all(), reader(request), number, "call")


def _asked(call: Call) -> list[dict[str, Any]]:
    names = ("position", "field", "texts", "words")
    return [
        {"id": one.pk, "mandate": one.mandate_id, **{name: getattr(one, name) for name in names}}
        for one in Question.objects.filter(call=call)
    ]


def _told(row: Call, **headers: str) -> tuple[dict[str, Any], dict[str, str]]:
    return call_row(row), {"ETag": tag_of(row.edition), **headers}


@reads("/calls", Page[shapes.CallOut], "calls")
def list_calls(
    request: HttpRequest, state: CallState | None = None, cursor: Cursor = "", limit: Limit = 50
) -> dict[str, Any]:
    """Calls that the caller may see, newest first."""
    rows = visible(Call.objects.all(), reader(request))
    return page(rows.filter(state=state) if state else rows, ("-pk",), cursor, limit, call_row)


@reads("/calls/{number}", shapes.CallWhole, "calls")
def one_call(request: HttpRequest, number: Number) -> Any:
    """One call with its questions, and the contributions that the caller may see."""
    return call_whole(request, found_call(request, number))


def call_whole(request: HttpRequest, row: Call) -> dict[str, Any]:
    """As ``CallWhole``."""
    rows = visible(row.invitations.select_related("entity"), caller(request).person)
    return {
        **call_row(row),
        "questions": _asked(row),
        "contributions": [contribution_row(one) for one in rows],
    }


@writes("POST", "/calls", shapes.CallOut, "calls", status=201)
def prepare_call(request: HttpRequest, given: shapes.CallIn) -> Any:
    """Prepare a call; nobody else sees it until it is opened."""
    values = given.model_dump()
    values["mandates"] = known(Mandate, "pk", values["mandates"], "mandates")
    values["entities"] = known(Entity, "key", values["entities"], "entities")
    values["previous"] = previous_call([one.resolution for one in values["mandates"]])
    row = calls.PrepareCall(caller(request).person, values).run()
    return _told(row, Location=f"{request.path}/{row.pk}")


@writes("PATCH", "/calls/{number}", shapes.CallOut, "calls")
def change_call(request: HttpRequest, number: Number, given: shapes.CallChangeIn) -> Any:
    """Change a call; If-Match is needed. A later deadline is told to those who are late."""
    sent = given.model_dump(exclude_unset=True)
    values = {name: v for name, v in sent.items() if v is not None or name == "considered"}
    row, seen = found_call(request, number), edition_asked(request)
    return _told(calls.ChangeCall(caller(request).person, row, values, seen).run())


@writes("DELETE", "/calls/{number}", None, "calls", status=204)
def discard_call(request: HttpRequest, number: Number) -> Any:
    """Throw away a call that was never opened; If-Match is needed."""
    row, seen = found_call(request, number), edition_asked(request)
    calls.DiscardCall(caller(request).person, row, seen).run()


@writes("POST", "/calls/{number}/contributions", shapes.CallOut, "calls", headers=[IF_MATCH])
def invite(request: HttpRequest, number: Number, given: shapes.InviteIn) -> Any:
    """Ask more entities; those of an open call are written to."""
    row, seen = found_call(request, number), edition_seen(request)
    entities = known(Entity, "key", given.entities, "entities")
    return _told(calls.Invite(caller(request).person, row, entities, seen).run())


@writes("POST", "/calls/{number}/remind", shapes.RemindedOut, "calls")
def remind(request: HttpRequest, number: Number, given: shapes.RemindIn) -> Any:
    """Remind the entities that have not submitted, each at most once a day."""
    row, only = found_call(request, number), None
    if given.contribution is not None:
        only = one_of(
            row.invitations.all(), caller(request).person, given.contribution, "contribution"
        )
    action = Remind(caller(request).person, row, only)
    action.run()
    return {"call": row.pk, "letters": action.letters}


# ------------------------------------------------------------------ contributions


def contributions_of() -> QuerySet[Invitation]:
    """Contributions with their call and entity, not yet narrowed to what a person may see."""
    return Invitation.objects.select_related("call", "entity")


def _contribution(request: HttpRequest, number: int) -> Invitation:
    return one_of(contributions_of(), reader(request), number, "contribution")


def contribution_whole(request: HttpRequest, row: Invitation) -> dict[str, Any]:
    """As ``ContributionWhole``."""
    said = visible(Answer.objects.filter(invitation=row), caller(request).person)
    return {
        **contribution_row(row),
        "questions": _asked(row.call),
        "answers": [answer_row(one) for one in said.order_by("question__position", "pk")],
    }


@reads("/contributions", Page[shapes.ContributionOut], "calls")
def contributions(
    request: HttpRequest, state: State | None = None, cursor: Cursor = "", limit: Limit = 50
) -> dict[str, Any]:
    """Contributions that the caller may see, newest first."""
    rows = visible(contributions_of(), reader(request))
    rows = rows.filter(state=state) if state else rows
    return page(rows, ("-pk",), cursor, limit, contribution_row)


@reads("/contributions/{number}", shapes.ContributionWhole, "calls")
def contribution(request: HttpRequest, number: Number) -> Any:
    """One contribution: what is asked, and what was answered."""
    return contribution_whole(request, _contribution(request, number))


@writes("PATCH", "/contributions/{number}", shapes.ContributionWhole, "calls")
def save_answers(request: HttpRequest, number: Number, given: shapes.AnswersIn) -> Any:
    """Save answers as a draft; each names the edition of the answer that was seen.

    Two people may so work on two questions; If-Match asks for more, that nothing has changed.
    """
    row, seen = _contribution(request, number), edition_seen(request)
    if seen is not None and seen != row.edition:
        raise Conflict(row)
    said = {
        one.question: answers.Said(one.text, one.nothing, one.edition, tuple(one.sources))
        for one in given.answers
    }
    if len(said) < len(given.answers):
        raise ProblemError(422, "A question is answered twice.", {"answers": "given twice"})
    row = answers.SaveAnswers(caller(request).person, row, said, given.language).run()
    return contribution_whole(request, row), {"ETag": tag_of(row.edition)}


@writes(
    "POST", "/contributions/{number}/{step}", shapes.ContributionOut, "calls", headers=[IF_MATCH]
)
def contribution_step(
    request: HttpRequest, number: Number, step: Step, given: shapes.ReasonIn
) -> Any:
    """Submit a contribution, clear it, or return it with a reason."""
    row, seen = _contribution(request, number), edition_seen(request)
    more = {"reason": given.reason} if step == "return" else {}
    row = answers.STEPS[step](caller(request).person, row, seen, **more).run()
    return contribution_row(row), {"ETag": tag_of(row.edition)}


# ------------------------------------------------------------------ reports


def _reports(request: HttpRequest, number: int) -> QuerySet[Report]:
    person = reader(request, "report.read")
    return visible(found_call(request, number).reports.defer("document"), person)


@reads("/calls/{number}/reports", Page[shapes.ReportOut], "reports")
def reports(
    request: HttpRequest, number: Number, cursor: Cursor = "", limit: Limit = 50
) -> dict[str, Any]:
    """The versions of the report on a call, newest first."""
    return page(_reports(request, number), ("-pk",), cursor, limit, report_row)


@reads("/calls/{number}/reports/{key}", shapes.ReportOut, "reports")
def report(request: HttpRequest, number: Number, key: Number) -> Any:
    """One version of the report: its words, and what came in on each mandate."""
    return report_row(one_of(_reports(request, number), caller(request).person, key, "report"))


@reads(
    "/calls/{number}/reports/{key}/document",
    None,
    "reports",
    openapi_extra={"responses": {200: {"description": "OK", "content": _DOCUMENT}}},
)
def report_document(request: HttpRequest, number: Number, key: Number) -> HttpResponse:
    """One version of the report, as the Word document that it was then."""
    row = one_of(_reports(request, number), caller(request).person, key, "report")
    answer = HttpResponse(bytes(row.document), content_type=_WORD)
    name = f"report-{row.call.session}-{row.language}-{row.pk}.docx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@writes("POST", "/calls/{number}/reports", shapes.ReportOut, "reports", status=201)
def assemble_report(request: HttpRequest, number: Number, given: shapes.ReportIn) -> Any:
    """Assemble the report as the contributions stand: a new version of it."""
    call = found_call(request, number)
    values = given.model_dump(exclude_none=True)
    code = values.pop("language")
    row = AssembleReport(caller(request).person, call, code, {**usual(call, code), **values}).run()
    return report_row(row), {"Location": f"{request.path}/{row.pk}"}


# ------------------------------------------------------------------ steps


@writes("POST", "/calls/{number}/{step}", shapes.CallOut, "calls", headers=[IF_MATCH])
def call_step(request: HttpRequest, number: Number, step: CallStep, given: shapes.Nothing) -> Any:
    """Open a call, freeze it, thaw it, so that it is open again, or close it."""
    row, seen = found_call(request, number), edition_seen(request)
    return _told(calls.STEPS[step](caller(request).person, row, seen).run())
