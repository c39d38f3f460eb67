"""People: who they are, how they come in, which roles they have, how they leave."""

from __future__ import annotations

from typing import Any, Final

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seized.register.actions import people as actions
from seized.register.actions.base import Refused, RuleBroken
from seized.register.actions.signins import EndSignIns
from seized.register.models import Membership, User
from seized.register.pages.context import who
from seized.register.pages.doing import done, seen, tried
from seized.register.people.forms import InviteForm, ProfileForm, RoleForm
from seized.register.people.signins import live
from seized.register.policy import Person, can, visible
from seized.register.post import mail

__all__ = ["again", "end", "give", "invite", "join", "listing", "one", "step"]

_ON_A_PAGE: Final = 100
_STEPS: Final = {
    "deactivate": (actions.Deactivate, "people.deactivate"),
    "factor": (actions.ResetFactor, "people.factor"),
    "signout": (EndSignIns, "people.signout"),
    "reactivate": (actions.Reactivate, "people.reactivate"),
    "forget": (actions.Forget, "people.forget"),
}
_OF_THE_ACTIVE: Final = frozenset({"deactivate", "factor", "signout"})


def _reader(request: HttpRequest) -> Person:
    person = who(request)
    if not can(person, "people.read"):
        raise PermissionDenied
    return person


def listing(request: HttpRequest, code: str) -> HttpResponse:
    """The people one may see, by name or address."""
    person = _reader(request)
    rows = visible(User.objects.all(), person)
    if asked := request.GET.get("who", "").strip():
        rows = rows.filter(Q(name__icontains=asked) | Q(email__icontains=asked))
    page = Paginator(rows.order_by("-is_active", "name", "email"), _ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    roles: dict[int, list[Membership]] = {}
    held = visible(Membership.objects.filter(user__in=[u.pk for u in page]), person)
    for role in held.select_related("entity", "user"):
        roles.setdefault(role.user_id, []).append(role)
    shown = {"page": page, "roles": roles, "sought": asked, "nav": "people",
             "may_invite": can(person, "people.invite")}  # fmt: skip
    return render(request, "register/people.html", shown)


def invite(request: HttpRequest, code: str) -> HttpResponse:
    """A form for the address and the first role of a person; the link goes by mail."""
    person = _reader(request)
    if not can(person, "people.invite"):
        raise PermissionDenied
    form = InviteForm(person, code, request.POST or None, initial={"language": code})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        action = actions.Invite(person, data["email"], language=data["language"], **form.values())
        user = tried(form, action)
        if user is not None:
            _mailed(request, user)
            return redirect("person", code, user.pk)
    status = 422 if form.errors else 200
    return render(request, "register/person_invite.html", {"form": form, "nav": "people"},
                  status=status)  # fmt: skip


def _mailed(request: HttpRequest, user: User) -> None:
    if mail.send_invitation(user):
        messages.success(request, _("A mail with the link is on its way to %(address)s.")
                         % {"address": user.email})  # fmt: skip
    else:
        messages.error(
            request,
            _("The mail server did not take the mail. Check its settings and send it again."),
        )


def _one(request: HttpRequest, person: Person, user: User, **more: Any) -> HttpResponse:
    held = visible(Membership.objects.filter(user=user), person).select_related("entity", "user")
    code = request.code  # type: ignore[attr-defined]
    steps = [
        name
        for name, (_action, key) in _STEPS.items()
        if can(person, key, user) and (name in _OF_THE_ACTIVE) == user.is_active
    ]
    if not is_mfa_enabled(user):
        steps = [name for name in steps if name != "factor"]
    if "signout" in steps and not live(user):
        steps.remove("signout")
    if user.email.endswith("@invalid"):
        steps = []
    shown = {
        "person": user,
        "nav": "people",
        "roles": [(role, can(person, "role.end", role)) for role in held.order_by("role", "pk")],
        "form": RoleForm(person, code) if user.is_active and can(person, "role.give") else None,
        "steps": steps,
        "may_again": user.invited_at and any(can(person, "people.invite", r) for r in held),
        **more,
    }
    return render(request, "register/person.html", shown, status=422 if more else 200)


def one(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One person, the roles, and what may be done about them."""
    person = _reader(request)
    return _one(request, person, seen(User.objects.all(), person, pk=pk))


@require_POST
def give(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One more role."""
    person = _reader(request)
    user = seen(User.objects.all(), person, pk=pk)
    if not can(person, "role.give"):
        raise PermissionDenied
    form = RoleForm(person, code, request.POST)
    if form.is_valid() and tried(form, actions.GiveRole(person, user, **form.values())):
        messages.success(request, _("Saved."))
        return redirect("person", code, pk)
    return _one(request, person, user, form=form)


@require_POST
def end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A role ends at once."""
    person = _reader(request)
    role = seen(Membership.objects.select_related("user"), person, pk=pk)
    done(request, actions.EndRole(person, role), _("The role has ended."))
    return redirect("person", code, role.user_id)


@require_POST
def again(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Send the link of an invitation anew; the one before is void."""
    person = _reader(request)
    user = seen(User.objects.all(), person, pk=pk)
    try:
        _mailed(request, actions.InviteAgain(person, user).run())
    except Refused:
        raise PermissionDenied from None
    except RuleBroken as broken:
        messages.error(request, broken.message)
    return redirect("person", code, pk)


@require_POST
def step(request: HttpRequest, code: str, pk: int, name: str) -> HttpResponse:
    """Someone leaves, comes back, is forgotten, lost the second factor, or is signed out."""
    if name not in _STEPS:
        raise Http404(name)
    person = _reader(request)
    user = seen(User.objects.all(), person, pk=pk)
    done(request, _STEPS[name][0](person, user), _("Saved."))
    return redirect("person", code, pk)


def join(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Take up an invitation. Reading the page does nothing: mail filters open links as well."""
    user = mail.invited(key)
    if user is None:
        return render(request, "register/join_void.html", status=410)
    initial = {"name": user.name, "language": code}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        joined = tried(form, actions.Join(user, **form.cleaned_data))
        if joined is not None:
            backend = "allauth.account.auth_backends.AuthenticationBackend"
            login(request, joined, backend=backend)
            return redirect("profile", joined.language)
    response = render(
        request, "register/join.html", {"form": form, "person": user},
        status=422 if form.errors else 200,
    )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"
    return response
