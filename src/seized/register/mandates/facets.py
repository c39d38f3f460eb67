"""Facets of the table of mandates: what narrows it, all of it in the address."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final, NamedTuple
from urllib.parse import quote_plus

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from seized.languages import language
from seized.meaning.fields import field_name, fields
from seized.register.loading.entities import organ_name
from seized.register.mandates import tally
from seized.register.models import Mandate, Status
from seized.register.texts import search

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
    "field": _("Field of cooperation"),
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
        session = self.given.get("session", "0")
        if not (session.isascii() and session.isdigit()):
            del self.given["session"]
        if self.given.get("due") not in _DUE:
            self.given.pop("due", None)
        if "review" in self.given:
            self.given["review"] = "1"
        self.today = datetime.datetime.now(datetime.UTC).date()

    @cached_property
    def tally(self) -> tally.Tally:
        """All mandates, as the database is now."""
        return tally.current()

    @cached_property
    def _each(self) -> dict[str, int]:
        """The mandates that each value of the address leaves, by its name."""
        found = {}
        for key, value in self.given.items():
            if key == "due":
                found[key] = self.tally.due(value, self.today)
            elif key == "session":
                found[key] = self.tally.of(key, str(int(value)))
            elif key == "q":
                found[key] = self.tally.having(search.mandates(value, self.code))
            elif key != "page":
                found[key] = self.tally.of(key, value)
        return found

    def _inside(self, leave_out: str = "") -> int:
        inside = self.tally.all
        for key, bits in self._each.items():
            if key != leave_out:
                inside &= bits
        return inside

    def keys(self) -> list[int]:
        """The keys of the mandates that fit, those due first at the top."""
        return self.tally.listed(self._inside())

    def page(self) -> Page[Any]:
        """The page of keys that the address names."""
        keys: Any = tally.Keys(self.tally, self._inside())
        return Paginator(keys, _ON_A_PAGE).get_page(self.given.get("page"))

    def rows(self) -> QuerySet[Mandate]:
        """The mandates that fit as part of a question to the database, in no order."""
        rows: QuerySet[Mandate] = Mandate.objects.filter(gone=False)
        for key, column in _COLUMNS.items():
            if key in self.given:
                rows = rows.filter(**{column: self.given[key]})
        rows = self._due(rows)
        if self.given.get("review"):
            rows = rows.filter(needs_review=True)
        if field := self.given.get("field"):
            rows = rows.filter(fields__icontains=f'"{field}"')
        if asked := self.given.get("q"):
            rows = rows.filter(pk__in=search.mandates_inside(asked, self.code))
        return rows.distinct()

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
        for key, title in _TITLES.items():
            inside = self._inside(leave_out=key)
            if key == "due":
                windows = {name: self.tally.due(name, self.today) for name in _DUE}
                counted = [(name, (inside & bits).bit_count()) for name, bits in windows.items()]
            else:
                counted = self.tally.counted(key, inside, _MOST)
            rest = self.query(**{key: ""})
            yield Facet(
                key, title, [self._choice(key, value, n, rest) for value, n in counted if n]
            )

    def _choice(self, key: str, value: str, count: int, rest: str) -> Choice:
        """``rest`` is the query string of the other facets."""
        chosen = self.given.get(key) == value
        query = rest if chosen else "&".join(filter(None, (rest, f"{key}={quote_plus(value)}")))
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
            names = self.tally.names.get(value, {})
            return str(names.get(self.code) or names.get("en") or value)
        if key == "field":
            return field_name(value, self.code) if value in fields() else value
        if key == "review":
            return str(_TITLES["review"])
        return value
