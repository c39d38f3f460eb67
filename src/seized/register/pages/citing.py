"""A resolution, or one of its paragraphs, in the forms in which it is cited."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from seized.register.models import Resolution
from seized.register.tongue import CODES

__all__ = ["citations", "cited"]

_UN: Final = {
    "en": ("resolution {n}", "{whole}, {section}para. {p}", "sect. {s}, "),
    "fr": ("résolution {n}", "{whole}, {section}par. {p}", "sect. {s}, "),
    "es": ("resolución {n}", "{whole}, {section}párr. {p}", "secc. {s}, "),
    "ru": ("резолюция {n}", "{whole}, {section}пункт {p}", "раздел {s}, "),
    "ar": ("القرار {n}", "{whole}، {section}الفقرة {p}", "الجزء {s}، "),
    "zh": ("第{n}号决议", "{whole}，{section}第{p}段", "第{s}节，"),
}
_SECTIONS: Final = {
    "ar": ["أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا"],
    "zh": list("一二三四五六七八九十"),
    "": ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"],
}
_OPERATIVE: Final = re.compile(r"(?:s(?P<section>\d{1,2})\.)?op(?P<number>[\w.]+)")


def cited(symbol: str, at: str, code: str) -> str:
    """A resolution, or the operative paragraph ``at``, as the United Nations cites it."""
    form, part, section = _UN[code]
    whole = form.format(n=symbol.removeprefix("A/RES/"))
    found = _OPERATIVE.fullmatch(at)
    if found is None:
        return whole
    first, *rest = found["number"].split(".")
    number = " ".join([first, *(f"({one})" for one in rest)])
    names = _SECTIONS.get(code, _SECTIONS[""])
    place = int(found["section"] or 0)
    told = section.format(s=names[place - 1]) if 0 < place <= len(names) else ""
    return part.format(whole=whole, section=told, p=number)


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
