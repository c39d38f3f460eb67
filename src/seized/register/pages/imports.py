"""Importing: upload, progress, result of each file, cancel, undo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seized.register.actions.base import Refused, RuleBroken
from seized.register.actions.imports import CancelImport, ImportFiles, UndoImport
from seized.register.models import ImportFile, ImportRun
from seized.register.pages.context import who
from seized.register.policy import can, visible

__all__ = ["cancel", "listing", "one", "undo"]

_ON_A_PAGE = 100


def listing(request: HttpRequest, code: str) -> HttpResponse:
    """The form for new files, and the imports so far, newest first."""
    person = who(request)
    runs = visible(ImportRun.objects.all(), person)
    may = can(person, "texts.import")
    if not may and not can(person, "review.read"):
        raise PermissionDenied
    error = ""
    if request.method == "POST":
        try:
            run = ImportFiles(person, request.FILES.getlist("files")).run()
            return redirect("import", code, run.pk)
        except Refused:
            raise PermissionDenied from None
        except RuleBroken as broken:
            error = broken.message
    counted = (
        runs.select_related("started_by")
        .annotate(total=Count("files"), failed=Count("files", filter=Q(files__outcome="failed")))
        .order_by("-pk")
    )
    page = Paginator(counted.order_by("-pk"), 25).get_page(request.GET.get("page"))
    return render(
        request,
        "register/imports.html",
        {"page": page, "may": may, "error": error, "nav": "imports"},
        status=400 if error else 200,
    )


def one(request: HttpRequest, code: str, key: int) -> HttpResponse:
    """One import: how far it is, and what became of each file."""
    person = who(request)
    run = visible(ImportRun.objects.select_related("started_by"), person).filter(pk=key).first()
    if run is None:
        raise Http404(key)
    counts = dict(run.files.values_list("outcome").annotate(Count("pk")).order_by("outcome"))
    total, waiting = sum(counts.values()), counts.get(ImportFile.Outcome.WAITING, 0)
    files = run.files.annotate(entries=Count("listed")).order_by("pk")
    context: dict[str, Any] = {
        "run": run,
        "total": total,
        "done": total - waiting,
        "counts": [(ImportFile.Outcome(name).label, number) for name, number in counts.items()],
        "page": Paginator(files, _ON_A_PAGE).get_page(request.GET.get("page")),
        "going": run.state in {ImportRun.State.WAITING, ImportRun.State.RUNNING},
        "may_cancel": can(person, "texts.import", run),
        "may_undo": can(person, "texts.undo", run),
        "nav": "imports",
    }
    part = getattr(request, "htmx", False) and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(
        request, "register/import_progress.html" if part else "register/import.html", context
    )


def _done(request: HttpRequest, code: str, key: int, kind: Any, told: str) -> HttpResponse:
    try:
        kind(who(request), key).run()
        messages.success(request, told)
    except ImportRun.DoesNotExist:
        raise Http404(key) from None
    except Refused:
        raise PermissionDenied from None
    except RuleBroken as broken:
        messages.error(request, broken.message)
    return redirect("import", code, key)


@require_POST
def cancel(request: HttpRequest, code: str, key: int) -> HttpResponse:
    """Call an import off."""
    return _done(request, code, key, CancelImport, _("No further file is read."))


@require_POST
def undo(request: HttpRequest, code: str, key: int) -> HttpResponse:
    """Take an import out as a whole."""
    return _done(request, code, key, UndoImport, _("What this import brought is out again."))
