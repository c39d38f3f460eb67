"""Facets of the table of mandates: what narrows it, all of it in the address."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from seized.languages import language
from seized.register import search
from seized.register.loading.entities import organ_name
from seized.register.models import Entity, Mandate, Status

__all__ = ["Choice", "Facet", "Facets"]

_ON_A_PAGE: Final = 50
_MOST: Final = 12
_COLUMNS: Final[Mapping[str, str]] = {
    "organ": "resolution__organ",
    "session": "resolution__session",
    "item": "resolution__item",
    "addressee": "addressees__entity__key",
    "force": "force",
    "deliverable": "deliverable",
    "status": "status",
    "language": "wordings__language",
}
_TITLES: Final = {
    "organ": _("Organ"),
    "session": _("Session"),
    "item": _("Agenda item"),
    "addressee": _("Addressee"),
    "force": _("Force"),
    "deliverable": _("Deliverable"),
    "due": _("Due"),
    "status": _("Status"),
    "language": _("Language"),
    "review": _("Needs review"),
}
_DUE: Final = {
    "90": _("In the next 90 days"),
    "365": _("In the next year"),
    "past": _("Window passed"),
    "none": _("No date"),
}


class Choice(NamedTuple):
    """One value of a facet: its name, how many mandates have it, and the address that sets it."""

    value: str
    name: str
    number: int
    chosen: bool
    query: str


class Facet(NamedTuple):
    """A facet with its values, the most frequent first."""

    key: str
    title: Any
    choices: list[Choice]


class Facets:
    """What an address asks for. ``given`` is a query string, ``code`` the language of the page."""

    def __init__(self, given: Any, code: str) -> None:
        self.code = code
        self.given = {
            key: value
            for key, value in given.items()
            if value and (key in _TITLES or key in {"q", "page"})
        }
        if (
            not self.given.get("session", "0").isascii()
            or not self.given.get("session", "0").isdigit()
        ):
            del self.given["session"]
        self.today = datetime.datetime.now(datetime.UTC).date()

    def _narrowed(self, leave_out: str = "") -> QuerySet[Mandate]:
        rows = Mandate.objects.filter(gone=False)
        for key, column in _COLUMNS.items():
            if key != leave_out and key in self.given:
                rows = rows.filter(**{column: self.given[key]})
        if leave_out != "due":
            rows = self._due(rows)
        if self.given.get("review"):
            rows = rows.filter(needs_review=True)
        if asked := self.given.get("q"):
            rows = self._searched(rows, asked)
        return rows

    def _due(self, rows: QuerySet[Mandate]) -> QuerySet[Mandate]:
        wanted = self.given.get("due")
        if wanted == "past":
            return rows.filter(due_last__lt=self.today)
        if wanted == "none":
            return rows.filter(due_first=None, due_last=None)
        if wanted in {"90", "365"}:
            end = self.today + datetime.timedelta(int(wanted))
            return rows.filter(due_last__gte=self.today, due_first__lte=end)
        return rows

    def _searched(self, rows: QuerySet[Mandate], asked: str) -> QuerySet[Mandate]:
        """Mandates of the paragraphs that have every word, in the language of the page."""
        return rows.filter(pk__in=search.mandates(asked, self.code))

    def rows(self) -> QuerySet[Mandate]:
        """The mandates that fit, those due first at the top."""
        return (
            self._narrowed()
            .distinct()
            .select_related("resolution")
            .prefetch_related("wordings", "addressees__entity")
            .order_by("due_last", "-resolution__sort_key", "address", "ordinal")
        )

    def page(self) -> Page[Mandate]:
        """The page that the address names."""
        return Paginator(self.rows(), _ON_A_PAGE).get_page(self.given.get("page"))

    def query(self, **change: str) -> str:
        """The query string with some values changed; an empty value takes a facet out."""
        kept = {k: v for k, v in {**self.given, **change}.items() if v and k != "page"}
        return urlencode(kept)

    def chips(self) -> Iterator[tuple[Any, str, str]]:
        """Title, value and the address without it, for each facet that is set."""
        for key, value in self.given.items():
            if key in _TITLES:
                yield _TITLES[key], self._name(key, value), self.query(**{key: ""})

    def facets(self) -> Iterator[Facet]:
        """Every facet with counts of what the other facets leave."""
        for key, column in _COLUMNS.items():
            counted = (
                self._narrowed(leave_out=key)
                .values_list(column)
                .annotate(n=Count("pk", distinct=True))
                .order_by("-n", column)[:_MOST]
            )
            choices = [
                self._choice(key, str(value), n) for value, n in counted if value not in (None, "")
            ]
            yield Facet(key, _TITLES[key], choices)
        yield Facet("due", _TITLES["due"], [self._choice("due", key, -1) for key in _DUE])

    def _choice(self, key: str, value: str, count: int) -> Choice:
        chosen = self.given.get(key) == value
        query = self.query(**{key: "" if chosen else value})
        return Choice(value, self._name(key, value), count, chosen, query)

    def _name(self, key: str, value: str) -> str:
        if key in {"force", "deliverable"}:
            return str(language(self.code).table("tables")[key].get(value, value))
        if key == "status":
            return str(dict(Status.choices).get(value, value))
        if key == "due":
            return str(_DUE.get(value, value))
        if key == "organ":
            return organ_name(value, self.code)
        if key == "addressee":
            entity = Entity.objects.filter(key=value).first()
            return entity.name(self.code) if entity else value
        return value
