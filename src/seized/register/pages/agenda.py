"""The provisional agenda of a session: page, CSV, Word."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from seized.model.errors import SymbolError
from seized.register.cycle import agenda
from seized.symbols import ga_session

__all__ = ["export", "latest", "page"]

_FORMS = {
    "csv": ("text/csv; charset=utf-8", agenda.to_agenda_csv),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        agenda.to_agenda_docx,
    ),
}


def latest(request: HttpRequest, code: str) -> HttpResponse:
    """The latest session for which anything is decided; a page that says what to do if none."""
    known = agenda.sessions()
    if known:
        return redirect("agenda", code, known[0])
    return render(request, "register/agenda.html", {"nav": "agenda", "sessions": known})


def page(request: HttpRequest, code: str, session: int) -> HttpResponse:
    """The items and sub-items of one session with their source; lapsed ones below."""
    try:
        window = ga_session(session)
    except SymbolError:
        raise Http404(str(session)) from None
    return render(
        request,
        "register/agenda.html",
        {
            "nav": "agenda",
            "session": session,
            "window": window,
            "items": agenda.grouped(agenda.agenda(session, code)),
            "lapsed": agenda.grouped(agenda.lapsed(session, code)),
            "sessions": agenda.sessions(),
        },
    )


def export(request: HttpRequest, code: str, session: int, form: str) -> HttpResponse:
    """The same as a file."""
    if form not in _FORMS:
        raise Http404(form)
    kind, make = _FORMS[form]
    answer = HttpResponse(make(session, code), content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="agenda-{session}-{code}.{form}"'
    return answer
