"""Names of resolutions on the web of data: AKN4UN IRIs.

Written strictly as the guidelines have it (part 1, naming convention) and read liberally, as the
published files have them: trailing slashes, no date, ``S-32-1``, ``101A-B``.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from seized.model.dates import PartialDate
from seized.model.errors import SymbolError
from seized.symbols.grammar import parse
from seized.symbols.symbol import Symbol

__all__ = ["Iri", "parse_iri", "work_iri"]

_ACTORS: Final = {"A": "unga", "S": "unsc", "E": "ecosoc", "A/HRC": "hrc"}
_BODIES: Final = {v: k for k, v in _ACTORS.items()} | {
    "un-ga": "A",
    "un-sc": "S",
    "un-hrc": "A/HRC",
}
_LANGUAGES: Final = {"ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "zho"}
_CODES: Final = (
    {v: k for k, v in _LANGUAGES.items()}
    | {k: k for k in _LANGUAGES}
    | {
        "chi": "zh",
        "fre": "fr",
    }
)
_IRI = re.compile(
    r"(?:https?://[^/]+)?/akn/(?P<country>[a-z]{2})/(?P<type>\w+)/(?P<subtype>\w+)/(?P<actor>[\w-]+)/"
    r"(?P<date>\d{4}(?:-\d\d(?:-\d\d)?)?)?/(?P<number>[^/!@~#]+)"
    r"(?:/(?P<lang>[a-z]{2,3})@(?P<version>\d{4}-\d\d-\d\d)?)?(?P<rest>.*)\Z"
)
_REST = re.compile(
    r"/?(?:!(?P<component>[\w-]+)(?:/(?P<attached>[\w-]+))?)?(?:[~#](?P<portion>[\w.-]+?)"
    r"(?:->(?P<until>[\w.-]+))?)?(?P<file>\.xml)?/?\Z"
)


class Iri(msgspec.Struct, frozen=True):
    """An IRI, taken apart. ``language`` is None for a work; ``component`` names main or annex."""

    symbol: Symbol
    date: PartialDate | None = None
    language: str | None = None
    version: PartialDate | None = None
    component: str | None = None
    portion: str | None = None
    until: str | None = None
    manifestation: bool = False
    doc_type: str = "statement"
    subtype: str = "deliberation"

    @property
    def work(self) -> str:
        """The IRI of the work, in the one spelling that is written."""
        return work_iri(self.symbol, self.date)

    @property
    def expression(self) -> str:
        """The IRI of the language version; of the work where no language is named."""
        if self.language is None:
            return self.work
        return f"{self.work}/{_LANGUAGES[self.language]}@{self.version or ''}"

    def __str__(self) -> str:
        out = self.expression
        if self.component:
            out += f"/!{self.component}"
        if self.portion:
            out += f"~{self.portion}" + (f"->{self.until}" if self.until else "")
        return out + ".xml" if self.manifestation else out


def work_iri(symbol: Symbol, date: PartialDate | str | None = None) -> str:
    """``/akn/un/statement/deliberation/unga/2021-03-25/75-268`` for a resolution and its date.

    Raises ``SymbolError`` for what is neither resolution nor decision.
    """
    actor = _ACTORS.get(symbol.body)
    if symbol.kind not in ("resolution", "decision") or actor is None:
        raise SymbolError(
            "only resolutions and decisions of the principal organs have such a name",
            where=symbol.canonical,
            advice="Cite the document by its symbol",
        )
    number = re.split("/(?:RES|DEC)/", symbol.canonical, maxsplit=1)[1]
    glued = re.sub(r"(?<=\d) (?=[A-Z](?:-[A-Z])?\Z)", "", number)  # 101 A is published as 101A
    return "/".join(
        ("", "akn", "un", "statement", "deliberation", actor, date or "",
         glued.replace("/", "-").replace(" ", "_"))
    )  # fmt: skip


def parse_iri(text: str) -> Iri:
    """Read an IRI in any of the published spellings. Raises ``SymbolError``."""
    found = _IRI.match(text.strip())
    rest = _REST.match(found["rest"]) if found else None
    body = _BODIES.get(found["actor"]) if found else None
    if not found or not rest or body is None:
        raise SymbolError(
            "not an IRI of a resolution",
            where=text[:120],
            advice="It looks like /akn/un/statement/deliberation/unga/2021-03-25/75-268",
        )
    lang = found["lang"]
    if lang is not None and lang not in _CODES:
        raise SymbolError(f"{lang!r} is none of the six languages", where=text[:120])
    component = rest["component"]
    if rest["attached"]:
        component = f"{component}/{rest['attached']}" if component else rest["attached"]
    return Iri(
        symbol=_symbol(body, found["number"]),
        date=PartialDate(found["date"]) if found["date"] else None,
        language=_CODES[lang] if lang else None,
        version=PartialDate(found["version"]) if found["version"] else None,
        component=component,
        portion=rest["portion"],
        until=rest["until"],
        manifestation=rest["file"] is not None,
        doc_type=found["type"],
        subtype=found["subtype"],
    )


def _symbol(body: str, number: str) -> Symbol:
    text = number.removesuffix(".xml").replace("_", " ")
    text = re.sub(r"^((?:E?S-)?\d+)-(\d)", r"\1/\2", text)
    found = re.match(r"\d+/(\d+)", text)
    decision = body == "A" and found is not None and int(found[1]) > 400
    return parse(f"{body}/{'DEC' if decision else 'RES'}/{text}")
