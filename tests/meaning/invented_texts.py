"""Resolutions of invented sentences, for the tests of this room."""

from __future__ import annotations

import re

from msgspec.structs import replace

from seized.model.dates import PartialDate
from seized.model.resolution import Note, Paragraph, Resolution, Session
from seized.model.text import Piece, Span

_LABEL = re.compile(r"\s*([(（][^()（）]{1,4}[)）])\s*")


def resolution(*sentences: str, notes: tuple[str, ...] = ()) -> tuple[Resolution, str]:
    """A resolution whose operative paragraphs are the sentences, and its source text.

    Further lines of a sentence, each with a label such as ``(a)``, are its sub-paragraphs.
    """
    rows = [_lines(f"op{number}", text) for number, text in enumerate(sentences, 1)]
    below = [one for lines in rows for one in lines]
    source = "\f".join(("A heading before", *(text for _, _, text in below), *notes))
    at = len("A heading before") + 1
    operative: list[Paragraph] = []
    for address, label, text in below:
        span = Span(at, at + len(text))
        pieces = (Piece(0, at, len(text)),)
        level = 2 if label else 1
        number = label or address.removeprefix("op")
        operative.append(Paragraph(address, number, None, text, span, level, pieces=pieces))
        at += len(text) + 1
    footnotes: list[Note] = []
    for marker, text in enumerate(notes, 1):
        span = Span(at, at + len(text))
        footnotes.append(Note(str(marker), text, None, span, (Piece(0, at, len(text)),)))
        at += len(text) + 1
    found = Resolution(None, None, None, None, operative=tuple(operative), notes=tuple(footnotes))
    return found, source


def adopted_by(
    organ: str, symbol: str, adopted: str, *sentences: str, session: int | None = None
) -> tuple[Resolution, str]:
    """A resolution of these sentences that an organ adopted on a day, and its source text."""
    found, source = resolution(*sentences)
    masthead = replace(
        found,
        symbol=symbol,
        organ=organ,
        adopted=PartialDate(adopted),
        session=None if session is None else Session(session),
    )
    return masthead, source


def _lines(address: str, text: str) -> list[tuple[str, str, str]]:
    """Address, label and own words of a paragraph and of those below it."""
    head, *rest = text.strip().split("\n")
    out = [(address, "", head)]
    for place, line in enumerate(rest):
        label = _LABEL.match(line)
        if label is None:
            raise ValueError(f"a line below {head!r} has no label: {line!r}")
        out.append((f"{address}.{chr(ord('a') + place)}", label[1], line[label.end() :]))
    return out
