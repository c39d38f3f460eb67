"""Treaties that a resolution names and whose place in a treaty series a note gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from seized.model.findings import Citation, InstrumentKind
from seized.model.resolution import Resolution
from seized.model.text import Span, to_source

__all__ = ["treaty_anchors", "treaty_names"]

_REACH = 300  # from the naming word to the marker of the note, in code points
_CHAIN = 45  # between naming words that make one name: "Protocol to the Convention"

Head = tuple[int, int, str]
"""Start and end of a naming word in the source, and its kind."""


def treaty_anchors(
    resolution: Resolution, citations: Iterable[Citation], series: Sequence[str]
) -> dict[str, list[int]]:
    """Places in the source where a note on a treaty series is called, by address.

    A note is one when a citation of kind ``treaty`` is in it, or a word of ``series``.
    """
    cited = {c.at for c in citations if c.kind == "treaty"}
    notes = {
        n.marker
        for n in resolution.notes
        if f"note{n.marker}" in cited or any(word in n.text for word in series)
    }
    out: dict[str, list[int]] = {}
    if not notes:
        return out
    for paragraph in resolution.paragraphs():
        if not paragraph.pieces:
            continue
        for marker, anchor in zip(paragraph.notes, paragraph.anchors, strict=False):
            if marker in notes:
                at = to_source(paragraph.pieces, max(0, anchor - 1), anchor).end
                out.setdefault(paragraph.address, []).append(at)
    return out


def treaty_names(
    heads: Sequence[Head], anchors: Iterable[int], start: int, source: str, name_last: bool
) -> list[tuple[Span, InstrumentKind]]:
    """The names of treaties, from naming word to marker (in Chinese, within their brackets).

    ``heads`` and ``anchors`` are those of one passage, which begins at ``start`` in the source.
    """
    out: list[tuple[Span, InstrumentKind]] = []
    for anchor in anchors:
        named = [h for h in heads if start <= h[0] < anchor and anchor - h[0] <= _REACH]
        named = [h for h in named if name_last or not source[h[0]].islower()]
        if named:
            head = named[-1] if name_last else _first_of_chain(named, source)
            begin = max(start, source.rfind("《", start, head[0])) if name_last else head[0]
            text = source[begin:anchor].rstrip(" ,;،؛，；")
            kind: InstrumentKind = "protocol" if head[2] == "protocol" else "treaty"
            out.append((Span(begin, begin + len(text)), kind))
        start = anchor
    return out


def _first_of_chain(heads: Sequence[Head], source: str) -> Head:
    """The naming word nearest to the marker, or that which it is part of."""
    chosen = heads[-1]
    for head in reversed(heads[:-1]):
        gap = source[head[1] : chosen[0]]
        if len(gap) > _CHAIN or any(mark in gap for mark in ",;،؛"):
            break
        chosen = head
    return chosen
