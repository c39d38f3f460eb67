"""Evidence that one document bears for a finding about another."""

from __future__ import annotations

import msgspec

from seized.model.text import Span

__all__ = ["Evidence"]


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a finding that spans several documents is held to be true.

    ``rule`` names what was found (``recalled``, ``title``, ``agenda-letter``). ``document`` is
    the symbol of the document that bears it and ``at`` the address there; the masthead has no
    address. ``quote`` are its words and ``span`` their place in its source, where the finding
    stands on words. ``language`` is the language of the version that was read. ``other`` are the
    words (or the symbol, session or date) on the other side, where the rule compares two.
    """

    rule: str
    document: str
    at: str | None = None
    quote: str = ""
    span: Span | None = None
    language: str | None = None
    other: str | None = None
