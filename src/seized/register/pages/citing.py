"""A resolution, or one of its paragraphs, in the forms in which it is cited."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from seized.languages import language
from seized.register.models import Resolution
from seized.register.tongue import CODES
from seized.symbols import roman
from seized.writing.wording import wording

__all__ = ["citations", "cited"]

_OPERATIVE: Final = re.compile(r"(?:s(?P<section>\d{1,2})\.)?op(?P<number>[\w.]+)")


def cited(symbol: str, at: str, code: str) -> str:
    """A resolution, or the operative paragraph ``at``, as the United Nations cites it."""
    forms = language(code).table("report")["brief"]
    whole: str = forms["resolution"].format(number=symbol.removeprefix("A/RES/"))
    found = _OPERATIVE.fullmatch(at)
    if found is None:
        return whole
    first, *rest = found["number"].split(".")
    number = " ".join([first, *(f"({one})" for one in rest)])
    section = ""
    if place := int(found["section"] or 0):
        label = wording(code).heading_label(roman(place), 1)
        section = forms["section"].format(label=label)
    told: str = forms["paragraph"].format(cited=whole, section=section, paragraph=number)
    return told


def citations(resolution: Resolution, at: str, code: str) -> list[tuple[str, str]]:
    """Pairs of a name and a text: the six languages, then BibTeX, RIS and CSL-JSON.

    ``at`` is an address; only operative paragraphs have a number to cite.
    """
    out = [(language, cited(resolution.symbol, at, language)) for language in CODES]
    return [*out, ("BibTeX", _bibtex(resolution, code)), ("RIS", _ris(resolution, code)),
            ("CSL-JSON", _csl(resolution, code))]  # fmt: skip


def _year(resolution: Resolution) -> str:
    return str(resolution.adopted)[:4]


def _bibtex(resolution: Resolution, code: str) -> str:
    key = resolution.symbol.replace("/", "-")
    title = resolution.title(code).replace("{", "").replace("}", "")
    return (
        f"@misc{{{key},\n  title = {{{{{title}}}}},\n  author = {{{{United Nations}}}},\n"
        f"  number = {{{resolution.symbol}}},\n  year = {{{_year(resolution)}}}\n}}"
    )


def _ris(resolution: Resolution, code: str) -> str:
    lines = [
        ("TY", "GOVDOC"),
        ("AU", "United Nations"),
        ("TI", resolution.title(code)),
        ("M1", resolution.symbol),
        ("PY", _year(resolution)),
        ("DA", str(resolution.adopted).replace("-", "/")),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {value}" for tag, value in lines)


def _csl(resolution: Resolution, code: str) -> str:
    item: dict[str, Any] = {
        "id": resolution.symbol,
        "type": "legislation",
        "title": resolution.title(code),
        "number": resolution.symbol,
        "authority": "United Nations",
        "language": code,
    }
    if resolution.adopted:
        item["issued"] = {"date-parts": [[int(p) for p in str(resolution.adopted).split("-")]]}
    return json.dumps([item], ensure_ascii=False, indent=2)
