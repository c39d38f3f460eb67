"""Addresses, names and dates in the language of the page."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from seized.languages import language
from seized.register import dates
from seized.register.tongue import code_of, direction

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
def ltr(value: Any) -> SafeString:
    """A symbol or number that runs left to right in every language."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)


@register.filter
def runs(code: str) -> str:
    """``rtl`` or ``ltr``."""
    return direction(code)


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
def due_of(mandate: Any, code: str) -> SafeString:
    """When a mandate is due: sessions, the window, and the rule that gave it as a title."""
    window = dates.window(mandate.due_first, mandate.due_last, code)
    sessions = ", ".join(str(n) for n in mandate.sessions)
    parts = [p for p in (sessions, window, mandate.due_event) if p]
    if not parts:
        return SafeString("–")
    return format_html('<span title="{}">{}</span>', mandate.due_rule, " · ".join(parts))
