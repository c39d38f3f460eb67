"""Instruments cited by name: what a note says once holds wherever the name stands again.

"The 2030 Agenda for Sustainable Development" with a note "Resolution 70/1" is a citation of that
resolution, and so is the name alone in any later paragraph. No name is known beforehand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from seized.meaning.citations_found import Found
from seized.meaning.citations_rules import Rules
from seized.model.findings import CitationKind
from seized.model.resolution import Paragraph

__all__ = ["by_name"]

_REACH = 220  # characters before the mark of a note
_NOTE_HEAD = 60  # a note that gives the number of a name begins with it
_MOST = 100  # names that one document explains in its notes
_SHORTEST = {"zh": 5}


class _Name(NamedTuple):
    symbol: str
    kind: CitationKind
    pinpoint: str | None


def by_name(
    paragraphs: Sequence[Paragraph], notes: Mapping[str, Sequence[Found]], rules: Rules
) -> dict[str, list[Found]]:
    """Citations by name, by the address of their paragraph.

    ``notes`` are the citations of each note by its marker. A name holds from the paragraph whose
    note explains it to the end.
    """
    names: dict[str, _Name] = {}
    out: dict[str, list[Found]] = {}
    for paragraph in paragraphs:
        for marker, anchor in zip(paragraph.notes, paragraph.anchors, strict=False):
            meant = _meant(notes.get(marker, ()))
            if meant and len(names) < _MOST:
                name = _name(paragraph.text, anchor, rules)
                if name:
                    names.setdefault(name, meant)
        if names:
            found = _mentions(paragraph.text, names)
            if found:
                out[paragraph.address] = found
    return out


def _meant(found: Sequence[Found]) -> _Name | None:
    """What a note that begins with a number or a treaty stands for."""
    if not found or found[0].start > _NOTE_HEAD or len({f.symbol for f in found}) > 1:
        return None
    first = found[0]
    if first.outcome != "resolved" or first.symbol is None or first.rule == "printed-symbol":
        return None
    if first.kind not in ("document", "treaty"):
        return None
    return _Name(first.symbol, first.kind, first.pinpoint)


def _name(text: str, anchor: int, rules: Rules) -> str | None:
    found = rules.named.search(text, max(0, anchor - _REACH), anchor)
    name = found["name"].strip() if found else ""
    return (
        name
        if len(name) >= _SHORTEST.get(rules.code, 12) and (" " in name or "《" in name)
        else None
    )


def _mentions(text: str, names: Mapping[str, _Name]) -> list[Found]:
    out: list[Found] = []
    for name, meant in names.items():
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not any(f.start < end and at < f.end for f in out):
                out.append(
                    Found(
                        at,
                        end,
                        meant.kind,
                        "resolved",
                        meant.symbol,
                        pinpoint=meant.pinpoint,
                        rule="named-by-note",
                    )
                )
            at = text.find(name, end)
    return out
