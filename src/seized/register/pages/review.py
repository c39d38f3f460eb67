"""The review queue: what was doubted, one after the other, and the decisions of people."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seized.register.actions.base import Conflict, Refused, RuleBroken
from seized.register.actions.review import DECISIONS, Decide, Undecide
from seized.register.models import ReviewItem
from seized.register.pages.context import who
from seized.register.policy import Person, can, visible
from seized.register.settings import LANGUAGE_NAMES
from seized.register.texts.reviewing import (
    Evidence,
    about,
    evidence,
    kind_told,
    readings,
    with_reasons,
)

__all__ = ["decide", "listing", "one", "undo"]

_ON_A_PAGE: Final = 50
_MOST: Final = 30
_FACETS: Final = {
    "state": "state",
    "kind": "code",
    "language": "version__language",
    "symbol": "version__resolution__symbol",
}


class _Narrowed:
    """The items that the address asks for; ``given`` is its query string."""

    def __init__(self, given: Any, person: Person) -> None:
        self.given = {k: given[k] for k in _FACETS if given.get(k) and "\0" not in given[k]}
        self.given.setdefault("state", ReviewItem.State.OPEN)
        rows = ReviewItem.objects.filter(version__current=True).exclude(state=ReviewItem.State.GONE)
        self.all = visible(rows, person)

    def rows(self, leave_out: str = "") -> QuerySet[ReviewItem]:
        """Items in the order in which they are gone through."""
        wanted = {_FACETS[k]: v for k, v in self.given.items() if k != leave_out and v != "all"}
        rows = self.all.filter(**wanted).select_related("version__resolution", "mandate")
        return rows.defer("version__data", "version__corrected").order_by("version_id", "pk")

    def query(self, **change: str) -> str:
        """The query string with some values changed; an empty value takes one out."""
        kept = {k: v for k, v in {**self.given, **change}.items() if v}
        if kept.get("state") == ReviewItem.State.OPEN:
            del kept["state"]
        return urlencode(kept)

    def facet(self, key: str) -> list[tuple[str, int]]:
        """Values of a facet with how many items have each, the most frequent first."""
        column = _FACETS[key]
        counted = self.rows(leave_out=key).order_by().values_list(column)
        return list(counted.annotate(n=Count("pk")).order_by("-n", column)[:_MOST])

    def after(self, item: ReviewItem) -> ReviewItem | None:
        """The next item, or the first where there is none behind."""
        rows = self.rows().exclude(pk=item.pk)
        behind = Q(version_id__gt=item.version_id) | Q(version_id=item.version_id, pk__gt=item.pk)
        return rows.filter(behind).first() or rows.first()

    def before(self, item: ReviewItem) -> ReviewItem | None:
        """The item before, or the last."""
        rows = self.rows().exclude(pk=item.pk)
        ahead = Q(version_id__lt=item.version_id) | Q(version_id=item.version_id, pk__lt=item.pk)
        return rows.filter(ahead).last() or rows.last()


def _name(key: str, value: str, code: str) -> str:
    if key == "kind":
        return kind_told(value, code)
    if key == "state":
        return str(ReviewItem.State(value).label) if value in ReviewItem.State.values else value
    return LANGUAGE_NAMES.get(value, value) if key == "language" else value


def _facets(narrowed: _Narrowed, code: str) -> list[dict[str, Any]]:
    titles = {"state": _("Decision"), "kind": _("Doubt"), "language": _("Language"),
              "symbol": _("Resolution")}  # fmt: skip
    out = []
    for key, title in titles.items():
        chosen = narrowed.given.get(key)
        choices = [
            (_name(key, value, code), n, value == chosen,
             narrowed.query(**{key: "" if value == chosen and key != "state" else value}))
            for value, n in narrowed.facet(key)
        ]  # fmt: skip
        out.append({"key": key, "title": title, "choices": choices})
    return out


def _allowed(request: HttpRequest) -> Person:
    person = who(request)
    if not can(person, "review.read"):
        raise PermissionDenied
    return person


def listing(request: HttpRequest, code: str) -> HttpResponse:
    """The queue, with facets in the address and counts."""
    narrowed = _Narrowed(request.GET, _allowed(request))
    page = Paginator(narrowed.rows(), _ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"nav": "review", "page": page, "facets": _facets(narrowed, code),
             "query": narrowed.query(), "narrowed": len(narrowed.given) > 1,
             "state": narrowed.given["state"]}  # fmt: skip
    return render(request, "register/review.html", shown)


def one(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One item with its evidence, and what can be decided about it."""
    return _one(request, _found(request, pk))


def _found(request: HttpRequest, pk: int) -> ReviewItem:
    rows = visible(
        ReviewItem.objects.select_related("version__resolution", "mandate"), who(request)
    )
    if not can(who(request), "review.read"):
        raise PermissionDenied
    item = rows.filter(pk=pk).first()
    if item is None:
        raise Http404(f"review/{pk}")
    return item


def _one(request: HttpRequest, item: ReviewItem, status: int = 200, **more: Any) -> HttpResponse:
    person = who(request)
    narrowed = _Narrowed(request.GET, person)
    topic = about(item)
    shown: dict[str, Any] = {
        "nav": "review",
        "item": item,
        "topic": topic,
        "evidence": _evidence(request, item),
        "readings": readings(item),
        "differences": _differences(item),
        "may": can(person, "review.decide", item),
        "open": item.state == ReviewItem.State.OPEN and item.version.current,
        "next": narrowed.after(item),
        "previous": narrowed.before(item),
        "left": narrowed.rows().count(),
        "query": narrowed.query(),
        "corrections": item.corrections.filter(shared=None),
        **more,
    }
    return render(request, "register/review_item.html", shown, status=status)


def _evidence(request: HttpRequest, item: ReviewItem) -> list[Evidence]:
    """The words in both versions; where they differ about what is asked, with what spoke for it."""
    found = evidence(item)
    said, other = (item.values.get(name) for name in ("deliverable", "other_deliverable"))
    if item.code != "versions-differ" or said == other:
        return found
    return with_reasons(found, getattr(request, "code", "en"))


def _differences(item: ReviewItem) -> list[tuple[str, str, str, str]]:
    """What the leading version says of each thing compared, and what this one says."""
    if item.code != "versions-differ":
        return []
    names = {"force": _("Force"), "deliverable": _("Deliverable"), "sessions": _("Due at sessions")}
    found = [name for name in names if f"other_{name}" in item.values]
    return [(names[n], item.values[n], item.values[f"other_{n}"], n) for n in found]


@require_POST
def decide(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Accept, correct or reject; then the next item of the same filter."""
    item = _found(request, pk)
    if not can(who(request), "review.decide", item):
        raise PermissionDenied
    name, _mark, key = request.POST.get("decision", "").partition(" ")
    given: list[str] = []
    if symbol := request.POST.get("symbol", "").strip():
        given = [f"symbol={symbol}", "outcome=resolved"]
    chosen = next((r for r in readings(item) if r.key == key), None) if key else None
    if chosen is not None:
        given = list(chosen.assignments)
    if name not in DECISIONS:
        return _one(request, item, 422, wrong=_("Accept, correct or reject it."))
    reason = request.POST.get("reason", "")
    if name == "correct" and not given and about(item).mandate is not None:
        return _to_form(code, item, request.GET)
    narrowed = _Narrowed(request.GET, who(request))
    try:
        Decide(who(request), item, name, given, reason).run()
    except Refused:
        raise PermissionDenied from None
    except RuleBroken as broken:
        return _one(request, _found(request, pk), 422, wrong=broken.message, reason=reason)
    except Conflict:
        wrong = _("Someone else has decided this in the meantime.")
        return _one(request, _found(request, pk), 409, wrong=wrong, reason=reason)
    following = narrowed.after(item)
    messages.success(request, _("Decided."), extra_tags=f"undo-{pk}")
    if following is None:
        return redirect(_with(reverse("review", args=[code]), narrowed.query()))
    return redirect(_with(reverse("review-item", args=[code, following.pk]), narrowed.query()))


def _to_form(code: str, item: ReviewItem, given: QueryDict) -> HttpResponse:
    """To the page of the mandate, where it can be said otherwise; and back to the queue."""
    row = about(item).mandate
    assert row is not None
    address = reverse("mandate", args=[code, row.resolution.symbol, row.place])
    return redirect(
        _with(address, urlencode({"item": str(item.pk), "back": given.urlencode()}), "wrong")
    )


def _with(address: str, query: str, place: str = "") -> str:
    return address + (f"?{query}" if query else "") + (f"#{place}" if place else "")


@require_POST
def undo(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a decision back and show the item again."""
    item = _found(request, pk)
    try:
        Undecide(who(request), item).run()
        messages.success(request, _("The decision is taken back."))
    except Refused:
        raise PermissionDenied from None
    except RuleBroken as broken:
        return _one(request, _found(request, pk), 422, wrong=broken.message)
    return redirect(_with(reverse("review-item", args=[code, pk]), request.GET.urlencode()))
