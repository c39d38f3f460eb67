"""One paragraph through a series of resolutions, and the facts that changed on the way."""

from __future__ import annotations

from typing import Literal

import msgspec

from seized.model.dates import PartialDate
from seized.model.findings import Force
from seized.model.record import LanguageCode
from seized.model.redline import Edit, Slip, TextInfo

__all__ = [
    "Fact",
    "FactChange",
    "FactKind",
    "Fate",
    "ForceChange",
    "Genealogy",
    "Stage",
    "Strand",
]

Fate = Literal[
    "first",  # seen for the first time
    "same",  # word for word
    "rolled",  # only sessions, dates, numbers or symbols went forward
    "reworded",
    "moved",  # stands elsewhere in the order of those that stayed
    "split",  # one of several that came of one
    "merged",  # came of several
    "dropped",
    "returned",  # was dropped from an earlier text and is back
]

FactKind = Literal["instrument", "citation", "event", "field", "actor"]
FactChange = Literal["superseded", "no-longer-cited", "newly-cited"]


class ForceChange(msgspec.Struct, frozen=True):
    """The words that do something changed: another act, and with it perhaps another force.

    ``direction`` is None where the act changed and neither is the stronger.
    """

    direction: Literal["raised", "lowered"] | None
    old_act: str | None
    new_act: str | None
    old_force: Force | None
    new_force: Force | None
    old_words: str
    new_words: str


class Stage(msgspec.Struct, frozen=True):
    """A strand in one of the texts.

    ``text`` is the index in ``Genealogy.texts``; ``at`` the address there, None when it is
    dropped. ``fates`` compare with ``origins``, the addresses in text ``origin_text`` (the one
    before, or an older one for what returned); ``edits`` are the words against the first of them,
    empty for ``first`` and ``dropped``. ``likeness`` is the share of words that both have, 0 to
    1. ``substance`` tells that an act, date, number, symbol, actor or field of cooperation
    changed beyond the slips; a paragraph that is reworded without it says, as far as can be read,
    what it said. ``gained`` and ``lost`` are the words of whole insertions and deletions, where
    nothing stood in their place or nothing took it. ``merged_into`` are the addresses that have
    the words of a dropped one, whose fates then are ``merged, dropped``.
    """

    text: int
    at: str | None
    fates: tuple[Fate, ...]
    number: str | None = None
    act: str | None = None
    force: Force | None = None
    origin_text: int | None = None
    origins: tuple[str, ...] = ()
    likeness: float = 1.0
    edits: tuple[Edit, ...] = ()
    slips: tuple[Slip, ...] = ()
    forces: tuple[ForceChange, ...] = ()
    substance: bool = False
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    merged_into: tuple[str, ...] = ()


class Strand(msgspec.Struct, frozen=True):
    """One paragraph through the series, with one stage for every text that has it or drops it.

    ``id`` is the text where it was first seen and its address there: ``0:pp4``. ``kind`` is that
    of its last stage. ``opening`` and ``words`` (its first words) say which one it is.
    """

    id: str
    kind: Literal["preambular", "operative", "annexed"]
    opening: str | None
    words: str
    stages: tuple[Stage, ...]


class Fact(msgspec.Struct, frozen=True):
    """A fact that one text gives and the next gives otherwise, or no longer, or for the first time.

    ``text`` is the index of the text that changed it. ``name`` is its id or symbol, for an
    instrument its kind (``memorandum-of-understanding``) and ``parties`` its parties.
    """

    kind: FactKind
    change: FactChange
    text: int
    name: str
    parties: tuple[str, ...] = ()
    old_at: str | None = None
    new_at: str | None = None
    old_quote: str | None = None
    new_quote: str | None = None
    old_date: PartialDate | None = None
    new_date: PartialDate | None = None


class Genealogy(msgspec.Struct, frozen=True, rename={"schema_": "schema"}):
    """A series of texts of one language, oldest first; strands in the order of the last text.

    Strands that the last text no longer has stand where they stood when they were dropped.
    """

    language: LanguageCode
    texts: tuple[TextInfo, ...]
    strands: tuple[Strand, ...]
    facts: tuple[Fact, ...] = ()
    schema_: Literal["seized/genealogy/1"] = "seized/genealogy/1"
