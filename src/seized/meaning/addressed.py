"""What the hits of the vocabulary tell together: who is addressed, and to whom a report goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter
from typing import Final, get_args

from msgspec.structs import replace

from seized.languages.words import fold
from seized.meaning.actors import actor, actor_class, actor_name, actors
from seized.meaning.vocabulary import Hit
from seized.model.errors import NotFound
from seized.model.findings import Addressee, AddresseeClass

__all__ = [
    "ACTORS",
    "CLASSES",
    "HEAD",
    "actors_only",
    "as_title",
    "class_of_head",
    "in_council",
    "merged",
    "of_meeting",
    "recipient_of",
    "sits_itself",
    "within_system",
    "without_titles",
]

CLASSES: Final[frozenset[str]] = frozenset(get_args(AddresseeClass))
_SITTING: Final = frozenset({"subsidiary-organ", "conference"})  # they count their own sessions
_COUNCIL: Final = "economic-and-social-council"
_PLACE: Final = attrgetter("start")
_BACK: Final = frozenset({"assembly", "report", "report-verb"})
_BETWEEN: Final = 3  # of so many one can stand between others
_STEM: Final = 5  # letters of a word for an organ that do not change
HEAD: Final = "head"  # "the Executive Director": of the class of the body that is named with it
ACTORS: Final = CLASSES | {HEAD}


def class_of_head(organ: str | None) -> AddresseeClass:
    """The class of an "Executive Director" of whom a body's resolution does not say of what."""
    body = actors().get(organ or "")
    return (body.head if body else "") or "un-system"


def in_council(
    hits: list[Hit], text: str, missions: re.Pattern[str], parties: re.Pattern[str]
) -> list[Hit]:
    """Hits as the Security Council means them: its missions, and parties to a conflict."""
    out = [
        replace(hit, tag="others")
        if hit.tag == "member-states" and parties.fullmatch(text, hit.start, hit.end)
        else hit
        for hit in hits
    ]
    return merged(out, [Hit(*one.span(), "un-system") for one in missions.finditer(text)])


def as_title(hit: Hit, start: int, end: int) -> Hit:
    """A treaty or a day named in a title at ``start:end`` stands where the title stood."""
    if start < hit.start < end and hit.tag in ("obligation", "dayword"):
        return replace(hit, start=end, end=end + 1)
    return hit


def without_titles(
    whole: str, hits: list[Hit], titles: Sequence[re.Match[str]]
) -> tuple[str, list[Hit]]:
    """A clause without its quoted titles, and the hits that tell what is asked: no actors."""
    out = [hit for hit in hits if hit.tag not in ACTORS]
    for start, end in [found.span() for found in titles][::-1]:
        gap = end - start  # titles do not part a verb from its object
        whole = whole[:start] + whole[end:]
        out = [
            hit if hit.start < start else replace(hit, start=hit.start - gap, end=hit.end - gap)
            for hit in (as_title(hit, start, end) for hit in out)
            if not start < hit.start < end
        ]
    return whole, out


def within_system(chain: list[Hit]) -> list[Hit]:
    """Organizations between agencies and programmes are those of the system."""
    if len(chain) < _BETWEEN:
        return chain
    out = list(chain)
    for at in range(1, len(chain) - 1):
        around = {chain[at - 1].tag, chain[at + 1].tag}
        if chain[at].tag == "organizations" and around == {"un-system"}:
            out[at] = replace(chain[at], tag="un-system")
    return out


def of_meeting(hits: list[Hit], begin: int, stop: int, *, told: bool) -> bool:
    """Whether a sentence is about a meeting, or asks for one: what stands behind tells whose.

    The sentence begins at ``begin``, and the first actor that it names stands at ``stop``;
    ``told`` says that it is a sentence of its own ("that a meeting of pilots be held").
    """
    meetings = [hit.start for hit in hits if hit.tag == "meeting" and begin <= hit.start <= stop]
    if not meetings:
        return False
    convened = next((hit.end for hit in hits if hit.tag == "convene"), stop + 1)
    return any(convened <= at or (told and at < stop) for at in meetings)


def sits_itself(addressees: Sequence[Addressee], hits: Sequence[Hit]) -> bool:
    """Whether "its session" is that of the body that is asked, and nothing comes back from there.

    "Requests the Commission to examine the question at its thirty-seventh session": not a session
    of the Assembly, which is not named and to which nothing is reported.
    """
    asked = [one for one in addressees if one.role == "addressee"]
    if len(asked) != 1 or asked[0].actor is None or asked[0].class_ != "organ":
        return False
    if any(hit.tag in _BACK for hit in hits):
        return False
    body = asked[0].actor
    return "." not in body and (actor(body).kind in _SITTING or body == _COUNCIL)


def merged(hits: list[Hit], more: list[Hit]) -> list[Hit]:
    """The hits of two lists in order of place."""
    return sorted((*hits, *more), key=_PLACE) if more else hits


def actors_only(hits: list[Hit], size: int) -> list[Hit]:
    """Hits that name an actor, the longest where several overlap."""
    out: list[Hit] = []
    for hit in hits:
        if hit.tag not in ACTORS or hit.start >= size:
            continue
        if out and hit.start < out[-1].end:
            if hit.end - hit.start > out[-1].end - out[-1].start:
                out[-1] = hit
            elif (out[-1].tag, hit.tag, hit.end) == ("organizations", "others", out[-1].end):
                # "intergovernmental and non-governmental organizations"
                out[-1] = replace(out[-1], end=hit.start)
                out.append(hit)
            continue
        out.append(hit)
    return out


def recipient_of(
    own: str,
    hits: Sequence[Hit],
    mentions: Sequence[tuple[int, int, str]],
    asks: str | None,
    code: str,
) -> str | None:
    """The actor to whom a report goes, or the words for an organ that is not known.

    ``hits`` and ``mentions`` are what the clause ``own`` names, ``asks`` is the body that asks:
    the report is for it where no other is named ("lui présenter un rapport").
    """
    unknown: str | None = None
    for hit in hits:
        if hit.tag == "assembly":
            return "general-assembly"
        if hit.tag != "organ":
            continue
        for start, end, who in mentions:
            if start <= hit.start and hit.end <= end and actor_class(who) == "organ":
                return who
        words = own[hit.start : hit.end]
        if asks in (None, "general-assembly"):
            return words
        if _is_of(words, asks, code):
            return asks
        unknown = unknown or words  # the report may be on it: "a report on the panel"
    return unknown or asks


def _is_of(words: str, organ: str | None, code: str) -> bool:
    """Whether words are a part of the name of an organ: "the Council" of a council."""
    if organ is None:
        return False
    try:
        return words[:_STEM] in fold(actor_name(organ, code)).text
    except NotFound:
        return False
