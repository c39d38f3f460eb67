"""An act: the verb that a body performs within a paragraph, and how far its clause goes."""

from __future__ import annotations

import msgspec

from seized.model.findings import Force

__all__ = ["Act"]


class Act(msgspec.Struct, frozen=True, gc=False):
    """One act within a paragraph; all offsets are in the paragraph's own text.

    ``start:end`` are the performative words, ``stop`` is where the clause ends (at the next act
    or the end of the paragraph). ``hidden`` is true behind another act.
    """

    start: int
    end: int
    stop: int
    act: str
    force: Force | None
    repeated: bool
    hidden: bool
