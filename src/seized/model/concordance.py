"""One resolution across its language versions: what stands beside what, and what differs."""

from __future__ import annotations

from typing import Literal

import msgspec

from seized.model.record import LanguageCode
from seized.model.text import Span

__all__ = [
    "Cell",
    "Concordance",
    "Difference",
    "DifferenceKind",
    "Matched",
    "Reading",
    "Row",
    "RowKind",
    "Severity",
    "Version",
]

Severity = Literal["substance", "structure", "form"]

RowKind = Literal["masthead", "title", "preamble", "operative", "annex", "heading", "note"]

Matched = Literal["address", "content"]

DifferenceKind = Literal[
    "symbol",  # another document is cited
    "date",  # another date, month or year
    "number",  # another number, in words or digits
    "ordinal",  # another ordinal: a session, a meeting, an anniversary
    "actor",  # an entity is named in some versions only
    "addressee",  # somebody else is asked
    "force",  # the act binds more or less: decides, requests, urges, invites
    "act",  # another act of like force: recalls, notes, welcomes
    "session",  # a mandate is due at another session
    "deadline",  # a mandate is due at another date
    "period",  # every year, every two years, no period
    "note",  # a footnote is missing or stands at another paragraph
    "quotation",  # a title in quotation marks is missing
    "parts",  # another number of sub-paragraphs
    "numbering",  # another printed number
    "missing",  # the paragraph has no counterpart
    "masthead",  # symbol, session, item, date or meeting of the cover
]


class Cell(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place of one version: a paragraph, note, heading or title.

    ``address`` is the one in its own version, ``text`` its own words without label and note
    markers (empty for the masthead, whose words are in the readings), ``span`` its stretch of
    ``Source.text``, where known.
    """

    code: LanguageCode
    address: str
    text: str
    number: str | None = None
    span: Span | None = None


class Row(msgspec.Struct, frozen=True):
    """Places that say the same in different languages.

    ``cells`` has one entry for every version, in the order of ``Concordance.versions``; None
    where a version has no counterpart. ``address`` is the one that most versions use. ``matched``
    tells how the cells were found to belong together.
    """

    address: str
    kind: RowKind
    cells: tuple[Cell | None, ...]
    matched: Matched = "address"


class Reading(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one version says at the place of a difference.

    ``values`` are language-neutral and those of the kind of difference alone (``2021-03-01``,
    ``A/RES/75/1``, ``77``, ``request``, ids of actors, ``annual``); ``spans`` (in ``Source.text``)
    and ``quotes`` are the words for them, empty where the version has none.
    """

    code: LanguageCode
    at: str
    values: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    quotes: tuple[str, ...] = ()


class Difference(msgspec.Struct, frozen=True):
    """One difference between versions.

    ``row`` is the index of its row in ``Concordance.rows``. ``value`` is what the versions
    differ about. ``odd`` names the versions that stand apart from a majority; it is empty where
    there is none, as with two versions. ``readings`` has one entry for every version that has
    the place, in the order of ``Concordance.versions``.
    """

    row: int
    at: str
    kind: DifferenceKind
    severity: Severity
    value: str
    odd: tuple[LanguageCode, ...]
    readings: tuple[Reading, ...]
    rule: str | None = None


class Version(msgspec.Struct, frozen=True, omit_defaults=True):
    """One of the records that are compared."""

    code: LanguageCode
    sha256: str
    name: str | None = None
    symbol: str | None = None
    title: str | None = None


class Concordance(msgspec.Struct, frozen=True, rename={"schema_": "schema"}):
    """Two to six versions of one resolution, row by row in reading order, and what differs.

    ``differences`` are in the order of rows, those of substance first within a row.
    """

    symbol: str | None
    versions: tuple[Version, ...]
    rows: tuple[Row, ...]
    differences: tuple[Difference, ...]
    schema_: Literal["seized/concordance/1"] = "seized/concordance/1"

    @property
    def codes(self) -> tuple[LanguageCode, ...]:
        """The languages of the versions, in their order."""
        return tuple(version.code for version in self.versions)

    def of(self, severity: Severity) -> tuple[Difference, ...]:
        """The differences of one severity."""
        return tuple(one for one in self.differences if one.severity == severity)

    def at_row(self, row: int) -> tuple[Difference, ...]:
        """The differences of the row with this index."""
        return tuple(one for one in self.differences if one.row == row)
