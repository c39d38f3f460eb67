"""Rows of tables of mandates as HTML.

They are written here and not in templates: a page has fifty of them, and a template takes ten
times as long for each. Everything that comes from a text or from a person is escaped.
"""

from __future__ import annotations

import datetime
import unicodedata
from functools import cache, lru_cache
from html import escape
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from seized.languages import language
from seized.model.dates import PartialDate
from seized.model.evidence import Evidence
from seized.register import dates
from seized.register.cycle.answered import Answered, is_standing, lacking, proved
from seized.register.mandates.facets import Facet
from seized.register.models import Mandate, Paragraph, Status, Verdict
from seized.register.pages.converters import SymbolConverter
from seized.register.pages.lines import Line, Named
from seized.register.tongue import direction
from seized.writing.closure import reason_words

__all__ = [
    "Shown",
    "asked_row",
    "done",
    "due",
    "facet",
    "found_row",
    "mandate_address",
    "mandate_row",
    "nothing_done",
    "resolution_address",
    "shortened",
    "verdict",
    "why",
]

_IN_TABLE: Final = 280  # characters of the words of a mandate
_CHOSEN: Final = ' aria-current="true"'
_FOUND: Final = 400  # characters of a paragraph that was found
_DAYS: Final = 4096  # windows whose words are kept
_ENTITIES: Final = 8192  # addresses that are kept
_STATUS: Final = dict(Status.choices)
_SAFE: Final = "!$&'()*+,;=/~:@"  # what Django leaves in addresses as it is


# Parts of rows


@cache
def _around(name: str, code: str, _prefix: str, *samples: str) -> tuple[str, ...]:
    """What stands before, between and after ``samples`` in the address of a page."""
    rest, out = reverse(name, args=[code, *samples]), []
    for sample in samples:
        before, rest = rest.split(sample)
        out.append(before)
    return (*out, rest)


def _symbol(symbol: str) -> str:
    return quote(SymbolConverter().to_url(symbol), safe=_SAFE)


def mandate_address(symbol: str, place: str, code: str) -> str:
    """The address of the page of a mandate, as ``reverse`` gives it and much sooner."""
    one, two, three = _around("mandate", code, get_script_prefix(), "A/RES/0/0", "place-of-it")
    return f"{one}{_symbol(symbol)}{two}{quote(place, safe=_SAFE)}{three}"


def resolution_address(symbol: str, code: str) -> str:
    """The same for the page of a resolution."""
    before, after = _around("resolution", code, get_script_prefix(), "A/RES/0/0")
    return f"{before}{_symbol(symbol)}{after}"


def shortened(text: str, most: int) -> str:
    """The text, or so much of it that with an ellipsis it has ``most`` characters."""
    if len(text) <= most:
        return text
    end = most - 1
    while end and unicodedata.combining(text[end]):
        end -= 1
    return f"{text[:end]}…"


@lru_cache(_DAYS)
def _window(first: datetime.date | None, last: datetime.date | None, code: str) -> str:
    return dates.window(first, last, code)


def _worded(value: str, table: str, code: str) -> str:
    return escape(str(language(code).table("tables")[table].get(value, value)))


def _ltr(value: object) -> str:
    return f'<bdi dir="ltr">{escape(str(value))}</bdi>'


def _head(m: Line, code: str) -> str:
    address = escape(mandate_address(m.symbol, m.place, code))
    return f'<a href="{address}">{_ltr(m.symbol)} {_ltr(m.place)}</a>'


def _tags(m: Line, code: str) -> str:
    return (
        f'<span class="tag force-{escape(m.force)}">{_worded(m.force, "force", code)}</span> '
        f'<span class="tag">{_worded(m.deliverable, "deliverable", code)}</span>'
    )


def _status(m: Line) -> str:
    named = _STATUS.get(m.status, m.status)
    return f'<span class="status status-{escape(m.status)}">{escape(str(named))}</span>'


@lru_cache(_ENTITIES)
def _entity_address(key: str, code: str, _prefix: str) -> str:
    return reverse("entity", args=[code, key])


def _named(a: Named, code: str) -> str:
    if a.entity is None:
        return _worded(a.class_name, "class", code)
    address = _entity_address(a.key, code, get_script_prefix())
    return f'<a href="{escape(address)}">{escape(a.name(code))}</a>'


def due(m: Line | Mandate, code: str) -> SafeString:
    """When a mandate is due: sessions, the window, and the rule that gave it as a title."""
    sessions = ", ".join(map(str, m.sessions))
    window = _window(m.due_first, m.due_last, code)
    parts = " · ".join(part for part in (sessions, window, m.due_event) if part)
    if not parts:
        return SafeString("–")
    html = f'<span title="{escape(m.due_rule)}">{escape(parts)}</span>'
    return mark_safe(html)  # noqa: S308 - escaped


class Shown(NamedTuple):
    """A verdict as pages tell it. ``differs`` is that a person's word says otherwise."""

    status: str
    why: str
    places: list[tuple[str, str, str]]  # document, address if it is a resolution, source
    successor: str
    change: str
    repeated_at: str
    differs: bool


def verdict(m: Line | Mandate, code: str) -> Shown | None:
    """What documents show about a mandate, in a language; nothing where none was followed yet."""
    row: Verdict | None = getattr(m, "verdict", None)
    if row is None:
        return None
    words = language(code).table("closure")
    held = [
        Evidence(e["rule"], e["document"], e["at"] or None, e["quote"], other=e["other"] or None)
        for e in row.evidence
    ]
    bearing = [e for e in held if e.rule == row.rule]
    places = dict.fromkeys(
        (e.document, e.at or "", "" if "/RES/" in e.document else e.other or "") for e in bearing
    )
    return Shown(
        str(words["status"][row.status]),
        reason_words(row.rule, held, code),
        list(places),
        row.successor,
        str(words["change"].get(row.change, "")),
        row.repeated_at,
        m.settled and row.status != m.status,
    )


def why(m: Line | Mandate, code: str) -> SafeString:
    """Why a mandate has its status, in a line; nothing where it was not followed yet."""
    found = verdict(m, code)
    if found is None:
        return SafeString("")
    mark = ""
    if found.differs:
        told = escape(_("evidence says"))
        mark = f'<span class="tag doubt">{told}: {escape(found.status)}</span> '
    elif m.settled:
        told = escape(_("set by a person"))
        mark = f'<span class="tag">{told}</span> '
    html = f'<span class="why">{mark}{escape(found.why)}</span>'
    return mark_safe(html)  # noqa: S308 - escaped


def _tongue(code: str) -> str:
    """The attributes of words in a language."""
    return f'lang="{code}" dir="{direction(code)}"'


# Rows


def mandate_row(m: Line, code: str) -> SafeString:
    """A row of the table of mandates."""
    whom = "".join(
        f'<span class="who">{_named(a, code)}</span> '
        for a in m.addressees
        if a.role == "addressee"
    )
    words = ""
    if w := m.words:
        text = escape(shortened(w.action or w.quote, _IN_TABLE))
        words = f'<span class="words" {_tongue(w.language)}>{text}</span>'
    told = escape(_("review")) if m.needs_review else ""
    review = f' <span class="tag doubt">{told}</span>' if told else ""
    html = (
        f'<tr>\n<th scope="row">{_head(m, code)}</th>\n<td>{whom}</td>\n'
        f"<td>{_tags(m, code)} {words}</td>\n<td>{due(m, code)}</td>\n"
        f"<td>{_status(m)} {why(m, code)}{review}</td>\n</tr>"
    )
    return mark_safe(html)  # noqa: S308 - escaped


def facet(one: Facet, opened: bool) -> SafeString:
    """A facet with the addresses that set or lift each of its values."""
    choices = "".join(
        f'<li><a href="?{escape(c.query)}"{_CHOSEN if c.chosen else ""}>{escape(c.name)} '
        f'<span class="count">{c.number}</span></a></li>'
        for c in one.choices
    )
    state = " open" if opened else ""
    html = (
        f"<details{state}><summary>{escape(str(one.title))}</summary>\n<ul>{choices}</ul></details>"
    )
    return mark_safe(html)  # noqa: S308 - escaped


def asked_row(m: Line, code: str, entity: int | None = None) -> SafeString:
    """A mandate on the page of an entity, without what was done about it.

    ``entity`` is the key of the entity; the others that are addressed stand beside it.
    """
    words = ""
    if w := m.words:
        words = f"<blockquote {_tongue(w.language)}>{escape(w.quote)}</blockquote>"
    since = escape(dates.shown(m.adopted, code)) or "–"
    again = f" · {_worded(m.periodicity, 'periodicity', code)}" if m.periodicity else ""
    facts = _fact(_("Since"), since) + "\n" + _fact(_("Due"), f"{due(m, code)}{again}")
    others = [a for a in m.addressees if a.entity is None or a.entity != entity]
    if others:
        facts += "\n" + _fact(_("With"), " · ".join(_named(a, code) for a in others))
    html = (
        f'<p class="head">{_head(m, code)} {_tags(m, code)} {_status(m)}</p>\n{words}\n'
        f'<dl class="facts">{facts}</dl>\n<p class="foot">{why(m, code)}</p>\n'
    )
    return mark_safe(html)  # noqa: S308 - escaped


def nothing_done(m: Line, code: str) -> SafeString:
    """The same where no record speaks of the mandate."""
    day, document = proved(m.status, m.verdict)
    newest = max(m.moved.isoformat() if m.moved else "", day)
    latest = PartialDate(newest) if newest else None
    missing = lacking(m.status, m.deliverable, is_standing(m), shown=False)
    return _done(latest, document, "", missing, m.due_last, code)


def found_row(p: Paragraph, inside: str, code: str) -> SafeString:
    """A paragraph that was found in the language ``inside``, under its resolution."""
    resolution = p.version.resolution
    address = f"{resolution_address(resolution.symbol, code)}?text={inside}#{quote(p.address)}"
    html = (
        f'<li><p class="head"><a href="{escape(address)}">{_ltr(resolution.symbol)} '
        f"{_ltr(p.address)}</a> {escape(resolution.title(code))}</p>"
        f"<p {_tongue(inside)}>{escape(shortened(p.text, _FOUND))}</p></li>"
    )
    return mark_safe(html)  # noqa: S308 - escaped


def done(a: Answered, code: str) -> SafeString:
    """What was done about a mandate, and what is missing."""
    links = ""
    if a.consultations or a.programmes or a.agreements:
        links = render_to_string("register/record_links.html", {**a._asdict(), "code": code})
    return _done(a.latest, a.proof[1], links, a.missing, a.mandate.due_last, code)


def _done(
    latest: Any, document: str, links: str, missing: str, until: datetime.date | None, code: str
) -> SafeString:
    shown = [escape(dates.shown(latest, code))] if latest else []
    shown += [_ltr(document)] if document else []
    last = " · ".join(shown) or escape(_("nothing recorded yet"))
    facts = _fact(_("Last action"), last)
    if links:
        facts += "\n" + _fact(_("Answered by"), links)
    if missing:
        told = _worded(missing, "deliverable", code)
        if until:
            word = escape(_("until"))
            told += f" · {word} {escape(_window(until, None, code))}"
        facts += "\n" + _fact(_("Missing"), told, "lacks")
    return mark_safe(f'<dl class="facts">{facts}</dl>\n')  # noqa: S308 - escaped


def _fact(name: str, value: str, kind: str = "") -> str:
    style = f' class="{kind}"' if kind else ""
    return f"<div><dt>{escape(name)}</dt><dd{style}>{value}</dd></div>"
