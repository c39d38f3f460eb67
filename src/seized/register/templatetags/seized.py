"""Addresses, names and dates in the language of the page."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from seized.languages import language
from seized.meaning.actors import actor_name, actors
from seized.meaning.fields import field_name, fields
from seized.model.dates import PartialDate
from seized.model.evidence import Evidence
from seized.register import dates, reviewing
from seized.register.agenda import letter_in, state_name
from seized.register.forms import kind_name
from seized.register.settings import LANGUAGE_NAMES
from seized.register.tongue import code_of, direction
from seized.writing.closure import reason_words

__all__ = ["register"]

register = template.Library()


@register.simple_tag(takes_context=True)
def to(context: dict[str, Any], name: str, *args: Any, **query: Any) -> str:
    """The address of a page in the language of this one; ``query`` becomes its query string."""
    from django.utils.http import urlencode

    address = reverse(name, args=[context["code"], *args])
    wanted = {key: value for key, value in query.items() if value not in (None, "")}
    return f"{address}?{urlencode(wanted, doseq=True)}" if wanted else address


@register.filter
def name_in(thing: Any, code: str) -> str:
    """The name of an entity, or the title of a resolution, in a language."""
    return str(thing.name(code) if hasattr(thing, "name") else thing.title(code))


@register.filter
def day(value: Any, code: str) -> str:
    """A date, whole or partial, as the United Nations writes it in language ``code``."""
    return dates.shown(value, code)


@register.filter
def month(value: str, code: str) -> str:
    """A month, ``2026-11``, as the United Nations writes it in language ``code``."""
    return dates.shown(PartialDate(value), code)


@register.simple_tag(takes_context=True)
def step_to(context: dict[str, Any], one: str, key: int, name: str) -> str:
    """The address to which a step of a record is sent."""
    return reverse(f"{one}-step", args=[context["code"], key, name])


@register.filter
def kind_in(kind: str, code: str) -> str:
    """A kind of instrument in a language; a title as it is."""
    return kind_name(kind, code)


@register.filter
def field_in(field: str, code: str) -> str:
    """A field of cooperation in a language; what the catalogue does not have as it is."""
    return field_name(field, code) if field in fields() else field


@register.filter
def asked_in(question: Any, code: str) -> str:
    """A question of a call in a language, else in one at hand."""
    return str(question.texts.get(code) or question)


@register.filter
def actor_in(key: str, code: str) -> str:
    """An actor of the catalogue in a language."""
    return actor_name(key, code) if key in actors() else key


@register.filter
def ltr(value: Any) -> SafeString:
    """A symbol or number that runs left to right in every language."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)


@register.filter
def at(table: dict[Any, Any], key: Any) -> Any:
    """The entry of a table under a key."""
    return table.get(key)


@register.filter
def tongue(code: str) -> str:
    """The name of a language, in that language."""
    return LANGUAGE_NAMES.get(code, code)


@register.filter
def runs(code: str) -> str:
    """``rtl`` or ``ltr``."""
    return direction(code)


class Shown(NamedTuple):
    """A verdict as pages tell it. ``differs`` is that a person's word says otherwise."""

    status: str
    why: str
    places: list[tuple[str, str, str]]  # document, address if it is a resolution, source
    successor: str
    change: str
    repeated_at: str
    differs: bool


@register.simple_tag
def verdict(mandate: Any, code: str) -> Shown | None:
    """What documents show about a mandate, in a language; nothing where none was followed yet."""
    row = getattr(mandate, "verdict", None)
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
        mandate.settled and row.status != mandate.status,
    )


@register.filter
def item_letter(letter: str, code: str) -> str:
    """The letter of a sub-item as a language prints it."""
    return letter_in(letter, code)


@register.filter
def flag(state: str) -> str:
    """The state of an entry of an agenda that no resolution asks for again."""
    return state_name(state)


@register.filter
def rule_in(rule: str, code: str) -> str:
    """A rule of closure in words; anything else as it is."""
    return str(language(code).table("closure")["rule"].get(rule, rule))


@register.simple_tag
def words(mandate: Any, code: str) -> Any:
    """The wording of a mandate in the language of the page, else in one at hand."""
    return mandate.wording(code)


@register.simple_tag
def others(mandate: Any, entity: Any) -> list[Any]:
    """Whom a mandate addresses beside an entity."""
    own = getattr(entity, "pk", None)
    return [a for a in mandate.addressees.all() if a.entity_id is None or a.entity_id != own]


@register.filter
def worded(value: str, table: str) -> str:
    """A value of the record (``request``, ``report``) in the language of the page."""
    from django.utils import translation

    code = code_of(translation.get_language())
    return str(language(code).table("tables")[table].get(value, value))


@register.simple_tag
def undo_of(message: Any) -> int | None:
    """The item whose decision a message tells of, to take it back."""
    word, _dash, key = (message.extra_tags or "").partition("-")
    return int(key) if word == "undo" and key.isdigit() else None


@register.filter
def tongue_name(code: str) -> str:
    """A language by its own name."""
    return LANGUAGE_NAMES.get(code, code)


@register.filter
def told(value: Any) -> str:
    """A value of a correction in one line."""
    if isinstance(value, dict):
        return ", ".join(
            f"{k} {told(v)}" for k, v in value.items() if v not in (None, "", [], False)
        )
    if isinstance(value, list):
        return ", ".join(told(one) for one in value)
    return "–" if value is None else str(value)


@register.filter
def doubted(item: Any, code: str) -> str:
    """What a doubt says, in a language."""
    return str(reviewing.told(item, code))


@register.simple_tag
def due_of(mandate: Any, code: str) -> SafeString:
    """When a mandate is due: sessions, the window, and the rule that gave it as a title."""
    window = dates.window(mandate.due_first, mandate.due_last, code)
    sessions = ", ".join(str(n) for n in mandate.sessions)
    parts = [p for p in (sessions, window, mandate.due_event) if p]
    if not parts:
        return SafeString("–")
    return format_html('<span title="{}">{}</span>', mandate.due_rule, " · ".join(parts))
