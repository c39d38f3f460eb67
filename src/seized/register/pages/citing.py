"""A resolution, or one of its paragraphs, in the forms in which it is cited."""

from __future__ import annotations

import json
from typing import Any, Final

from seized.register.models import Resolution
from seized.register.tongue import CODES

__all__ = ["citations"]

_UN: Final = {
    "en": ("resolution {n}", "resolution {n}, para. {p}"),
    "fr": ("résolution {n}", "résolution {n}, par. {p}"),
    "es": ("resolución {n}", "resolución {n}, párr. {p}"),
    "ru": ("резолюция {n}", "резолюция {n}, пункт {p}"),
    "ar": ("القرار {n}", "القرار {n}، الفقرة {p}"),
    "zh": ("第{n}号决议", "第{n}号决议，第{p}段"),
}


def citations(resolution: Resolution, at: str, code: str) -> list[tuple[str, str]]:
    """Pairs of a name and a text: the six languages, then BibTeX, RIS and CSL-JSON.

    ``at`` is an address; only operative paragraphs have a number to cite.
    """
    number = resolution.symbol.removeprefix("A/RES/")
    paragraph = at.removeprefix("op").replace(".", " ") if at.startswith("op") else ""
    out = []
    for language in CODES:
        whole, part = _UN[language]
        text = part.format(n=number, p=paragraph) if paragraph else whole.format(n=number)
        out.append((language, text))
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
