"""What a call asks: one question per mandate and one per field of cooperation, in six languages.

The words are data of the languages (``calls.toml``); a coordinator can change each of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from seized.languages import language
from seized.meaning.fields import field_name, fields
from seized.register.models import Call, Mandate, Question, Resolution
from seized.register.tongue import CODES

__all__ = ["asked_about", "field_question", "fields_of", "mandate_question", "questions", "title"]

_SETTLED_BY_THE_REPORT: Final = frozenset({"report", "agenda-item"})


def title(session: int, symbol: str, code: str) -> str:
    """What a call is called until someone gives it another title."""
    words: str = language(code).table("calls")["title"]
    return words.format(session=session, symbol=symbol)


def asked_about(mandate: Mandate) -> bool:
    """Whether entities are asked about it: not about the report itself or the agenda."""
    return mandate.deliverable not in _SETTLED_BY_THE_REPORT


def mandate_question(mandate: Mandate) -> dict[str, str]:
    """The question about a mandate, by language code."""
    tables = {code: language(code).table("calls")["mandate"] for code in CODES}
    return {c: str(t.get(mandate.deliverable) or t["other"]) for c, t in tables.items()}


def field_question(field: str) -> dict[str, str]:
    """The question about a field, by language code. Raises ``NotFound`` for an unknown field."""
    out = {}
    for code in CODES:
        words: str = language(code).table("calls")["field"]["text"]
        name = field_name(field, code)
        out[code] = words.format(field=name[:1].upper() + name[1:])
    return out


def fields_of(resolutions: Iterable[Resolution]) -> list[str]:
    """The fields that the operative paragraphs of the resolutions name, in reading order."""
    found: dict[str, None] = {}
    for resolution in resolutions:
        rows = resolution.versions.filter(current=True)
        lead = rows.filter(language="en").first() or rows.order_by("language").first()
        for mention in lead.record.fields if lead else ():
            if mention.field in fields() and "op" in str(mention.at):
                found.setdefault(mention.field)
    return list(found)


def questions(call: Call, mandates: Iterable[Mandate], about: Iterable[str]) -> list[Question]:
    """The questions of a call, not saved: mandates in the order given, then fields."""
    asked = [
        Question(call=call, mandate=m, texts=mandate_question(m))
        for m in mandates
        if asked_about(m)
    ]
    asked += [Question(call=call, field=f, texts=field_question(f)) for f in about]
    for position, row in enumerate(asked, 1):
        row.position = position
    return asked
