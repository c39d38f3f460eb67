"""An act: the verb that a body performs within a paragraph, and how far its clause goes."""

from __future__ import annotations

import msgspec

from seized.model.findings import Force

__all__ = ["Act"]


class Act(msgspec.Struct, frozen=True, gc=False):
    """One act within a paragraph; all offsets are in the paragraph's own text.

    ``start:end`` are the performative words, ``stop`` is where the clause ends (at the next act
    or the end of the paragraph). ``hidden`` is true behind another act. ``front`` is
    where a request in the passive begins: between it and the verb those stand who are asked; None
    where the body speaks itself.
    """

    start: int
    end: int
    stop: int
    act: str
    force: Force | None
    repeated: bool
    hidden: bool
    front: int | None = None

    @property
    def begin(self) -> int:
        """Where the words of the clause begin: at the verb, or at those who are asked by it."""
        return self.start if self.front is None else self.front

    @property
    def rule(self) -> str:
        """The rule by which it was found."""
        if self.front is not None:
            return "passive"
        return "coordinated-act" if self.hidden else "opening"
