"""The printed opening of a paragraph: the words set off by the print, or known to open."""

from __future__ import annotations

import re

from seized.languages.openings import Opening, match
from seized.structure.chunks import Chunk

__all__ = ["printed_opening"]

_LONGEST = 70
_LATEST_HAN = 40
_EDGES = " \u00a0,;:،؛，；：.。"
_LEADING = re.compile(r"[\s\"“”«»'‘’„(\[-]*\Z")


def printed_opening(
    chunk: Chunk, code: str, preambular: bool, known: Opening | None
) -> tuple[str | None, str | None]:
    """The opening words as printed and the act that they perform.

    Print sets the leading verb in italics (bold in Chinese): where the layout tells, its word
    is taken; the data of the language tell the act, and the words where the print is silent.
    """
    words = _emphasised(chunk, code) if chunk.emphasis else None
    if words is None:
        return (chunk.text[known.start : known.end], known.act) if known else (None, None)
    if known is not None:
        return words, known.act
    found = match(words, code, preambular)
    return words, found.act if found else None


def _emphasised(chunk: Chunk, code: str) -> str | None:
    runs = _merged(chunk)
    if not runs:
        return None
    start, end = runs[0]
    if end - start > _LONGEST:
        return None
    if _LEADING.match(chunk.text[:start]):
        words = chunk.text[start:end].strip(_EDGES)
        if code == "zh" and len(words) == 1 and len(runs) > 1:
            start, end = runs[-1]
            words = chunk.text[start:end].strip(_EDGES)
        return words or None
    if code == "zh" and start <= _LATEST_HAN:
        return chunk.text[start:end].strip(_EDGES) or None
    return None


def _merged(chunk: Chunk) -> list[tuple[int, int]]:
    """Runs of emphasis, joined where only white space lies between."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(chunk.emphasis):
        if out and not chunk.text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
