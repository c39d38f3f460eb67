"""Addresses, names and dates in the language of the page."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from django import template
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from seized.languages import language
from seized.meaning.actors import actor_name, actors
from seized.meaning.fields import field_name, fields
from seized.model.dates import PartialDate
from seized.register import dates
from seized.register.actions.names import kind_of, name_of
from seized.register.cycle import forms
from seized.register.cycle.agenda import letter_in, state_name
from seized.register.cycle.forms import kind_name
from seized.register.pages import rows
from seized.register.pages.lines import line_of
from seized.register.settings import LANGUAGE_NAMES
from seized.register.texts import reviewing
from seized.register.tongue import code_of, direction

__all__ = ["register"]

register = template.Library()


@lru_cache(4096)
def _address(name: str, args: tuple[Any, ...], _prefix: str) -> str:
    return reverse(name, args=args)


@register.simple_tag(takes_context=True)
def to(context: dict[str, Any], name: str, *args: Any, **query: Any) -> str:
    """The address of a page in the language of this one; ``query`` becomes its query string."""
    address = _address(name, (context["code"], *args), get_script_prefix())
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
def called(record: Any, code: str) -> str:
    """A consultation, programme or agreement by its title, or what it was and when."""
    return forms.called(record, code)


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


register.simple_tag(rows.verdict)
register.simple_tag(rows.why)
register.simple_tag(rows.found_row)
register.simple_tag(rows.facet, name="facet")
register.simple_tag(rows.due, name="due_of")


@register.simple_tag
def mandate_row(mandate: Any, code: str) -> SafeString:
    """A row of the table of mandates."""
    return rows.mandate_row(line_of(mandate, code), code)


@register.filter
def item_letter(letter: str, code: str) -> str:
    """The letter of a sub-item as a language prints it."""
    return letter_in(letter, code)


@register.filter
def flag(state: str) -> str:
    """The state of an entry of an agenda that no resolution asks for again."""
    return state_name(state)


@register.filter
def event(key: str) -> str:
    """What was done, as the trail of changes has it, in the language of the page."""
    return name_of(key)


@register.filter
def event_kind(model: str) -> str:
    """What kind of row it was done to, in the language of the page."""
    return kind_of(model)


@register.filter
def rule_in(rule: str, code: str) -> str:
    """A rule of closure in words; anything else as it is."""
    return str(language(code).table("closure")["rule"].get(rule, rule))


@register.simple_tag
def words(mandate: Any, code: str) -> Any:
    """The wording of a mandate in the language of the page, else in one at hand."""
    return mandate.wording(code)


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


# What values of a correction are told in words: those that tables of findings have words for.
_WORDED: Final = frozenset({"act", "class", "deliverable", "force", "outcome", "periodicity"})


@register.filter
def told(value: Any, name: str = "") -> str:
    """A value of a correction in one line, in the language of the page; ``name`` is what of."""
    if isinstance(value, dict):
        return ", ".join(
            f"{worded(k, 'columns')} {told(v, k)}"
            for k, v in value.items()
            if v not in (None, "", [], False)
        )
    if isinstance(value, list):
        return ", ".join(told(one) for one in value)
    if value is None:
        return "–"
    return worded(str(value), name) if name in _WORDED else str(value)


@register.filter
def doubted(item: Any, code: str) -> str:
    """What a doubt says, in a language."""
    return str(reviewing.told(item, code))
