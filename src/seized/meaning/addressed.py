"""What the hits of the vocabulary tell together: which of them name those who are addressed."""

from __future__ import annotations

from typing import Final, get_args

from msgspec.structs import replace

from seized.meaning.vocabulary import Hit
from seized.model.findings import AddresseeClass

__all__ = ["CLASSES", "actors_only", "as_title", "merged", "within_system"]

CLASSES: Final[frozenset[str]] = frozenset(get_args(AddresseeClass))


def as_title(hit: Hit, start: int, end: int) -> Hit:
    """A treaty or a day named in a title at ``start:end`` stands where the title stood."""
    if start < hit.start < end and hit.tag in ("obligation", "dayword"):
        return replace(hit, start=end, end=end + 1)
    return hit


def within_system(chain: list[Hit]) -> list[Hit]:
    """Organizations between agencies and programmes are those of the system."""
    out = list(chain)
    for at in range(1, len(chain) - 1):
        around = {chain[at - 1].tag, chain[at + 1].tag}
        if chain[at].tag == "organizations" and around == {"un-system"}:
            out[at] = replace(chain[at], tag="un-system")
    return out


def merged(hits: list[Hit], more: list[Hit]) -> list[Hit]:
    """The hits of two lists in order of place."""
    return sorted((*hits, *more), key=lambda hit: hit.start) if more else hits


def actors_only(hits: list[Hit], size: int) -> list[Hit]:
    """Hits that name an actor, the longest where several overlap."""
    out: list[Hit] = []
    for hit in hits:
        if hit.tag not in CLASSES or hit.start >= size:
            continue
        if out and hit.start < out[-1].end:
            if hit.end - hit.start > out[-1].end - out[-1].start:
                out[-1] = hit
            continue
        out.append(hit)
    return out
