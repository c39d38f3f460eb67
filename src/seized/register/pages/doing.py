"""How a page lets an action run: what stands against it is told in the form, or as a page."""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest

from seized.register.actions.base import Action, Refused, RuleBroken
from seized.register.policy import Person, visible

__all__ = ["done", "seen", "tried"]

T = TypeVar("T")
M = TypeVar("M", bound=Model)


def seen(rows: QuerySet[M], who: Person, **where: Any) -> M:
    """The one row that the person may see. Raises ``Http404`` for any other."""
    row = visible(rows, who).filter(**where).first()
    if row is None:
        raise Http404(str(where))
    return row


def tried(form: Form, action: Action[T]) -> T | None:
    """Run an action for a valid form. A broken rule is put to its fields, and ``None`` returned.

    Raises ``PermissionDenied`` where the policy refuses.
    """
    try:
        return action.run()
    except Refused:
        raise PermissionDenied from None
    except RuleBroken as broken:
        for name, text in (broken.fields or {"": broken.message}).items():
            form.add_error(name if name in form.fields else None, text)
    return None


def done(request: HttpRequest, action: Action[T], told: str) -> T | None:
    """Run an action that has no form, and tell how it went. Raises ``PermissionDenied``."""
    try:
        row = action.run()
    except Refused:
        raise PermissionDenied from None
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return None
    messages.success(request, told)
    return row
