"""Numbered paragraphs with the sub-paragraphs below them: a head directs for all of them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from seized.meaning.clauses import ActsRead
from seized.model.resolution import Paragraph

__all__ = ["Unit", "units"]


class Unit(msgspec.Struct, frozen=True, gc=False):
    """A numbered paragraph with the sub-paragraphs below it.

    ``number`` is that of the paragraph, or the one that stands alone in front of it, as where a
    table gives number and words a cell each.
    """

    head: ActsRead
    below: tuple[Paragraph, ...]
    number: str | None


def units(read: Sequence[ActsRead]) -> list[Unit]:
    """Paragraphs with those below them.

    A sub-paragraph belongs to the head that directs something; below a head that directs
    nothing it stands for itself.
    """
    out: list[Unit] = []
    head: ActsRead | None = None
    below: list[Paragraph] = []
    number: str | None = None
    before: ActsRead | None = None
    for one in read:
        if head is not None and _home(head) != _home(one):
            out.append(Unit(head, tuple(below), number))
            head, below = None, []
        if one.paragraph.level > 1 and head is not None and _directs(head):
            below.append(one.paragraph)
            continue
        if head is not None:
            out.append(Unit(head, tuple(below), number))
        head, below, number = one, [], one.paragraph.number or _alone(before, one)
        before = one
        if one.paragraph.level > 1:
            out.append(Unit(one, (), number))
            head = None
    if head is not None:
        out.append(Unit(head, tuple(below), number))
    return out


def _home(one: ActsRead) -> str:
    """The annex in which a paragraph stands; nothing for those of the body."""
    at = one.paragraph.address
    return at.partition(".")[0] if at.startswith("annex") else ""


def _alone(before: ActsRead | None, one: ActsRead) -> str | None:
    """The number of the paragraph before, where it has no words and stands in the same annex."""
    if before is None or before.paragraph.text or _home(before) != _home(one):
        return None
    return before.paragraph.number


def _directs(one: ActsRead) -> bool:
    return any(act.force is not None for act in one.acts)
