"""A second version of a bundled sample: what a next session might have made of it."""

from __future__ import annotations

from functools import cache

import msgspec

from seized import samples
from seized.engine import read
from seized.model.record import Record
from seized.model.resolution import Note, Paragraph, Resolution

CODES = ("ar", "en", "es", "fr", "ru", "zh")


@cache
def sample(code: str) -> Record:
    return read(samples.path(code, "txt").read_bytes(), name=f"{code}.txt")


def new_words(paragraph: Paragraph, text: str) -> Paragraph:
    """The paragraph with other words; references to notes that no longer fit stand at its end."""
    anchors = tuple(min(at, len(text)) for at in paragraph.anchors)
    return msgspec.structs.replace(paragraph, text=text, anchors=anchors, pieces=())


def with_body(
    record: Record, preamble: list[Paragraph], operative: list[Paragraph] | None = None,
    notes: tuple[Note, ...] | None = None,
) -> Record:  # fmt: skip
    """The record with another body; the addresses of the preamble are counted anew."""
    named = [
        msgspec.structs.replace(one, address=f"pp{n}", notes=one.notes)
        for n, one in enumerate(preamble, 1)
    ]
    resolution: Resolution = msgspec.structs.replace(
        record.resolution,
        preamble=tuple(named),
        operative=tuple(operative) if operative is not None else record.resolution.operative,
        notes=record.resolution.notes if notes is None else notes,
    )
    return msgspec.structs.replace(record, resolution=resolution)


def revised(code: str) -> Record:
    """One paragraph less, one moved to the end, one with words cut, one new, a note reworded."""
    record = sample(code)
    first, second, third, *rest = record.resolution.preamble
    middle = len(third.text) // 2
    cut = new_words(third, third.text[:middle].rstrip() + third.text[-10:])
    novel = new_words(
        msgspec.structs.replace(second, notes=(), anchors=(), opening=None), third.text[::-1]
    )
    notes = tuple(
        msgspec.structs.replace(note, text=f"{note.text} 99") if n == 0 else note
        for n, note in enumerate(record.resolution.notes)
    )
    return with_body(record, [cut, *rest[1:], novel, first, *rest[:1]], notes=notes)
