"""Fields of cooperation that a resolution names: trade, energy, customs, public health, ...

The fields are a language-free catalogue (``catalogue/fields.toml``); their words are data of the
languages. A word within the name of an actor ("World Trade Organization") names no field.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from seized.languages import language
from seized.meaning.naming import Names, forms
from seized.meaning.passages import Running, running
from seized.model.errors import NotFound
from seized.model.findings import ActorMention, FieldMention
from seized.model.resolution import Resolution

__all__ = ["field_name", "fields", "find_fields"]


@cache
def fields() -> Mapping[str, str]:
    """The catalogue: the sector (economy, environment, security, society) of each field, by id."""
    text = files("seized.meaning").joinpath("catalogue/fields.toml").read_text("utf-8")
    return {key: row["sector"] for key, row in tomllib.loads(text).items()}


def field_name(field: str, code: str) -> str:
    """The word to show for a field. Raises ``NotFound`` for an id outside the catalogue."""
    words = language(code).table("fields")["words"]
    if field not in words:
        raise NotFound(f"no field {field!r} in the catalogue")
    return forms(words[field][0], code)[0]


@cache
def _names(code: str) -> Names:
    return Names(language(code).table("fields")["words"], code)


def find_fields(
    resolution: Resolution,
    source_text: str,
    code: str,
    actors: Iterable[ActorMention] = (),
    whole: Running | None = None,
) -> tuple[FieldMention, ...]:
    """Every field that the paragraphs and notes name, in reading order.

    ``actors`` are the mentions in whose names no field is looked for; ``whole`` is the running
    text of the resolution, where that was made before. Raises
    ``UnsupportedLanguage`` for a language other than the six.
    """
    whole = whole or running(resolution)
    taken = sorted([mention.span for mention in actors])
    begins = [begin for begin, _ in taken]
    found = _names(language(code).code).find(whole.text)
    out: list[FieldMention] = []
    for part, own in whole.holding(found):
        at, placed = part.at, part.span
        for start, stop, keys in own:
            span = begin, end = placed(start, stop)
            before = bisect_right(begins, begin) - 1
            if before >= 0 and end <= taken[before][1]:
                continue
            out.append(FieldMention(at, span, source_text[begin:end], keys[0]))
    return tuple(out)
