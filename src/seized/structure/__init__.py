"""Source to Resolution: lines, notes, masthead, openings, numbering, headings, annexes."""

from __future__ import annotations

from typing import NamedTuple

from seized.languages import Language
from seized.model.doubts import Doubt
from seized.model.resolution import Resolution
from seized.model.source import Source
from seized.structure.assemble import Body, assemble, place_notes
from seized.structure.chunks import Chunk
from seized.structure.layout import lay_out
from seized.structure.lines import Line
from seized.structure.masthead import Masthead, read_conclusions, read_masthead
from seized.structure.zones import sort_chunks

__all__ = ["Structured", "structure"]


class Structured(NamedTuple):
    """A resolution, and what was doubtful while it was put together."""

    resolution: Resolution
    doubts: tuple[Doubt, ...]


def structure(source: Source, language: Language) -> Structured:
    """Put the resolution of a source together.

    Never fails on a text: what cannot be placed stays in the operative part or among the
    doubts. Time is linear in the length of the text.
    """
    layout = lay_out(source, language)
    told = layout.narrative
    masthead = read_masthead(layout.masthead, language, told=told)
    zones = sort_chunks(layout.chunks, language, told=told is not None)
    conclusions = read_conclusions(_lines(zones.conclusions), language)
    body = assemble(zones.items, language.code, (masthead.part, masthead.part_title))
    annexed = [p for annex in body.annexes for p in annex.paragraphs]
    paragraphs = [*body.preamble, *body.operative, *annexed]
    notes, doubts = place_notes(layout.notes, paragraphs, masthead.title_notes)
    resolution = Resolution(
        symbol=masthead.symbol,
        organ=masthead.organ,
        session=masthead.session,
        title=masthead.title,
        agenda_items=masthead.agenda_items,
        agenda_title=masthead.agenda_title,
        adopted=conclusions.adopted or masthead.adopted,
        issued=masthead.issued,
        meeting=conclusions.meeting or masthead.meeting,
        committee=masthead.committee,
        drafts=masthead.drafts,
        vote=conclusions.vote or masthead.vote,
        enacting=layout.formula,
        preamble=body.preamble,
        operative=body.operative,
        headings=body.headings,
        parts=body.parts,
        tables=body.tables,
        annexes=body.annexes,
        notes=tuple(notes),
    )
    begun = layout.formula is not None or told is not None
    found = [*masthead.doubts, *_missing(begun, masthead, body), *body.doubts, *doubts]
    return Structured(resolution, tuple(found))


def _lines(chunks: list[Chunk]) -> list[Line]:
    return [Line(c.text, c.start, c.end, c.blank_before) for c in chunks]


def _missing(begun: bool, masthead: Masthead, body: Body) -> list[Doubt]:
    """What a resolution has and this text lacks."""
    doubts = []
    if not body.operative:
        doubts.append(Doubt("no-operative-paragraph"))
    if not begun:
        doubts.append(Doubt("no-enacting-formula"))
    if masthead.symbol is None:
        doubts.append(Doubt("no-symbol"))
    return doubts
