"""What changed between two texts, word by word, and the draft that grows out of the older one."""

from __future__ import annotations

from typing import Literal

import msgspec

from seized.model.dates import PartialDate
from seized.model.record import LanguageCode

__all__ = [
    "Edit",
    "EditKind",
    "Passage",
    "PassageKind",
    "PassageState",
    "Redline",
    "Remark",
    "Slip",
    "TextInfo",
]

EditKind = Literal["same", "deleted", "inserted"]

PassageKind = Literal[
    "masthead",
    "title",
    "formula",
    "preambular",
    "operative",
    "heading",
    "part",
    "table",
    "closing",
    "annex",  # label and title of an annex
    "annexed",  # a paragraph of an annex
    "note",
]

PassageState = Literal[
    "same",
    "rolled",  # only sessions, dates, numbers or symbols went forward
    "reworded",
    "inserted",
    "deleted",
    "moved-from",  # deleted here, ``pair`` is where it went
    "moved-to",  # inserted here, ``pair`` is where it came from; ``edits`` are against that place
]


class TextInfo(msgspec.Struct, frozen=True):
    """Which text is spoken of; ``name`` is its file, as far as known."""

    symbol: str | None
    title: str | None = None
    session: int | None = None
    adopted: PartialDate | None = None
    name: str | None = None


class Edit(msgspec.Struct, frozen=True):
    """A stretch of words that both texts have, or that only the old or only the new one has.

    The stretches that are not ``inserted``, put together, are the old text; those that are not
    ``deleted`` the new one; white space included. ``note`` is a reference to a note, without text:
    its marker in the new text, of a deleted one in the old.
    """

    kind: EditKind
    text: str
    note: str | None = None


class Slip(msgspec.Struct, frozen=True):
    """A session, date, number or symbol that gave way to the next one of its kind."""

    kind: Literal["session", "date", "symbol", "number"]
    old: str
    new: str


class Remark(msgspec.Struct, frozen=True):
    """Something that a drafter should look at, at the offsets ``start:end`` of the new text.

    ``code`` names its kind (``cited-is-old``, ``later-is-known``, ``date-to-fill``); the words
    in six languages are in ``languages/*/successor.toml``, ``values`` fills their gaps.
    """

    code: str
    start: int
    end: int
    values: dict[str, str] = {}


class Passage(msgspec.Struct, frozen=True):
    """A paragraph, heading or note of the redline, in the order of the page.

    ``old`` and ``new`` are its addresses in the two texts; None where the text does not have it.
    Labels are the printed numbers. For ``moved-from`` all of ``edits`` is deleted; the changes of
    words stand at ``moved-to``.
    """

    kind: PassageKind
    state: PassageState
    edits: tuple[Edit, ...]
    old: str | None = None
    new: str | None = None
    pair: str | None = None
    old_label: str | None = None
    new_label: str | None = None
    opening: str | None = None
    level: int = 1
    notes: tuple[str, ...] = ()
    slips: tuple[Slip, ...] = ()
    remarks: tuple[Remark, ...] = ()


class Redline(msgspec.Struct, frozen=True, rename={"schema_": "schema"}):
    """Two texts of one language as one page."""

    language: LanguageCode
    old: TextInfo
    new: TextInfo
    passages: tuple[Passage, ...]
    schema_: Literal["seized/redline/1"] = "seized/redline/1"
