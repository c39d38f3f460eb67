"""Resolutions of invented sentences, for the tests of this room."""

from __future__ import annotations

from seized.model.resolution import Note, Paragraph, Resolution
from seized.model.text import Piece, Span


def resolution(*sentences: str, notes: tuple[str, ...] = ()) -> tuple[Resolution, str]:
    """A resolution whose operative paragraphs are the sentences, and its source text."""
    source = "\f".join(("A heading before", *sentences, *notes))
    at = len("A heading before") + 1
    operative: list[Paragraph] = []
    footnotes: list[Note] = []
    for i, text in enumerate((*sentences, *notes), 1):
        span = Span(at, at + len(text))
        pieces = (Piece(0, at, len(text)),)
        if i <= len(sentences):
            operative.append(Paragraph(f"op{i}", str(i), None, text, span, pieces=pieces))
        else:
            marker = str(i - len(sentences))
            footnotes.append(Note(marker, text, None, span, pieces))
        at += len(text) + 1
    found = Resolution(None, None, None, None, operative=tuple(operative), notes=tuple(footnotes))
    return found, source
