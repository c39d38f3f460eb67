"""A document symbol, taken apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import quote

import msgspec

from seized.model.resolution import Session
from seized.symbols.letters import unroman
from seized.symbols.tables import table

__all__ = ["Symbol", "SymbolKind"]

SymbolKind = Literal[
    "resolution",
    "decision",
    "draft",
    "presidential-statement",
    "meeting-record",
    "information",
    "conference-room-paper",
    "working-paper",
    "bulletin",
    "administrative-instruction",
    "treaty",
    "document",
]

_NATURAL = re.compile(r"(\d+)")
_KIND_RANK = {"resolution": 0, "decision": 1, "presidential-statement": 2}


class Symbol(msgspec.Struct, frozen=True):
    """A United Nations document symbol.

    ``canonical`` is the one spelling: ``A/RES/75/101 A``, ``A/RES/2200 A (XXI)``,
    ``S/RES/2250 (2015)``, ``A/77/6 (Sect. 26)``, ``UNTS/2896/50518``. ``body`` is the head of the
    series (``A``, ``A/HRC``, ``FCCC/CP``) and ``organ`` the actor id of who issues it. ``session``
    is as printed in the symbol: ``75``, ``XXI``, ``S-30``, ``ES-10``, a year. ``part`` is a letter
    (``A``) or a range (``A-D``). ``suffixes`` stand in order: ``(Sect. 3)``, ``Add.5``,
    ``Corr.1``. ``base`` is the symbol without part and suffixes. A joint symbol, one sheet with
    two or more symbols, has them in ``joint``; its other fields are those of the first.
    """

    canonical: str
    body: str
    kind: SymbolKind
    base: str
    organ: str | None = None
    session: str | None = None
    number: int | None = None
    part: str | None = None
    suffixes: tuple[str, ...] = ()
    joint: tuple[Symbol, ...] = ()

    def __str__(self) -> str:
        return self.canonical

    def __lt__(self, other: Symbol) -> bool:
        return self.sort_key < other.sort_key

    def __le__(self, other: Symbol) -> bool:
        return self.sort_key <= other.sort_key

    def __gt__(self, other: Symbol) -> bool:
        return self.sort_key > other.sort_key

    def __ge__(self, other: Symbol) -> bool:
        return self.sort_key >= other.sort_key

    @property
    def compact(self) -> str:
        """The canonical spelling without spaces, as scorers and links use it."""
        return self.canonical.replace(" ", "")

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """Body, kind, session in time, number, part, suffixes; equal only for equal symbols."""
        return _sort_key(self)

    @property
    def assembly_session(self) -> Session | None:
        """The session of the General Assembly that the symbol names, if it is one of its own."""
        if self.session is None or self.body.split("/")[0] != "A" or self.organ in _OWN_SESSIONS:
            return None
        return _session(self.session)

    def members(self) -> tuple[Symbol, ...]:
        """The symbols of a joint one; else the symbol alone."""
        return self.joint or (self,)

    def expand(self) -> tuple[Symbol, ...]:
        """Each part of a range: 3419 A-D (XXX) gives A, B, C and D; else the symbol alone."""
        if self.part is None or len(self.part) == 1:
            return (self,)
        first, last = self.part[0], self.part[-1]
        letters = (
            self.part.split(",")
            if "," in self.part
            else [chr(n) for n in range(ord(first), ord(last) + 1)]
        )
        old = self.part
        return tuple(
            msgspec.structs.replace(
                self, canonical=self.canonical.replace(f" {old}", f" {letter}", 1), part=letter
            )
            for letter in letters
        )

    def url(self, lang: str = "en") -> str | None:
        """Where the document is read; None where it has no page of its own (decisions)."""
        links = table("bodies")["links"]
        if self.kind == "treaty":
            return str(links["treaties"])
        if self.kind == "decision" and self.body == "A":
            return None
        first = self.members()[0]
        return str(links["documents"]).format(lang=lang, symbol=quote(first.compact, safe="/()-.,"))


_OWN_SESSIONS = frozenset({"human-rights-council"})


def _session(text: str) -> Session | None:
    kind: Literal["regular", "special", "emergency-special"] = "regular"
    number = text
    if text.startswith("ES-"):
        kind, number = "emergency-special", text[3:]
    elif text.startswith("S-"):
        kind, number = "special", text[2:]
    try:
        value = int(number) if number.isdigit() else unroman(number)
    except ValueError:
        return None
    return Session(value, kind) if value < 1000 else None


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (0, int(x), "") if x.isdigit() else (1, 0, x.casefold()) for x in _NATURAL.split(text) if x
    )


@lru_cache(maxsize=8192)
def _sort_key(symbol: Symbol) -> tuple[Any, ...]:
    session = symbol.session or ""
    parsed = _session(session)
    if session.isdigit():
        when: tuple[int, int, str] = (0, int(session), "")
    elif parsed and symbol.body in ("A", "E"):
        when = ({"regular": 0, "special": 1, "emergency-special": 2}[parsed.kind],
                parsed.number, "")  # fmt: skip
    else:
        when = (3, 0, session)
    words = table("bodies")["suffixes"]["words"]
    order = {word: n for n, word in enumerate(words)}
    tail = tuple((order.get(s.split(".")[0], -1), _natural(s)) for s in symbol.suffixes)
    return (
        symbol.body,
        _KIND_RANK.get(symbol.kind, 9),
        when,
        symbol.number or 0,
        _natural(symbol.base),
        symbol.part or "",
        tail,
        symbol.canonical,
    )
