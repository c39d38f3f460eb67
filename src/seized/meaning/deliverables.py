"""What a directive clause asks to be delivered: the kind for which its phrases speak most.

The kinds and their order are those of the definition of a mandate: report, agenda item, meeting,
consultation, programme, resources, appointment, observance, extension, adherence, information,
and action for all else.

A clause often asks for several things side by side ("to support A, to ratify B and to report"),
and the first kind that any of them fits is meant. Fixed words tell of agenda items and of what is
decided (``deliverables.toml``). Else all phrases of the clause speak for or against each kind with
points; the points of each kind are added up, and the kind with the most is told, the earlier one
of equals. The points are data (``deliverable_points.tsv``),
weighed on clauses that were marked by hand: ``scripts/weigh_phrases.py``.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cache
from typing import Final

import msgspec

from seized.languages import language
from seized.meaning.phrases import Key, form_of, forms_of, ways
from seized.meaning.points import KINDS, points_of
from seized.meaning.vocabulary import Hit
from seized.model.findings import Deliverable

__all__ = ["KINDS", "deliverable_of", "told_by_fixed_words", "told_for_certain"]

# So early may a phrase begin whose verb stands where the action begins: "to ratify".
_EARLY: Final = 4
# So late may "extend" or "appoint" stand there: "to continue to extend".
_LATE: Final = 12
# So late "to do so" stands behind those who are asked.
_SO: Final = 20
_DECIDING: Final[dict[str, Deliverable]] = {
    "apportion": "resources",
    "appropriate": "resources",
    "appoint": "appointment",
    "elect": "appointment",
    "designate": "appointment",
    "proclaim": "observance",
    "extend": "extension",
    "renew": "extension",
    "convene": "meeting",
}
# Groups of words that tell a kind where the action begins.
_BEGINNING: Final[dict[str, Deliverable]] = {"extend": "extension", "appoint": "appointment"}


# Groups of words whose places are looked at.
_FIXED: Final = frozenset(
    {"agenda", "aside", "budget", "consider", "convene", "meeting", "ratify", "report"}
    | {"report-verb", "so", "submit"}
    | _BEGINNING.keys()
)

# The points of all kinds are kept in one whole number, so many bits for each: adding up the numbers
# of the phrases adds up the points of every kind at once.
_EACH: Final = struct.Struct(f"<{len(KINDS)}I")
_BITS: Final = 8 * _EACH.size // len(KINDS)
_MIDDLE: Final = 1 << (_BITS - 1)  # lifts what may be below nothing above it
_LIFT: Final = sum(_MIDDLE << (_BITS * place) for place in range(len(KINDS)))


class _Points(msgspec.Struct, frozen=True, gc=False):
    """What the kinds begin with, and form by form the points of each phrase for and against them.

    The words of a form stand there twice: a set is met with those of a clause at one go.
    """

    start: int
    forms: tuple[tuple[frozenset[Key], dict[Key, int]], ...]


@cache
def _points(code: str) -> _Points:
    starts, phrases = points_of(code)
    forms: list[dict[Key, int]] = [{} for _ in ways(code)]
    for phrase, row in phrases.items():
        form, key = form_of(phrase, code)
        forms[form][key] = _together(row)
    start = _LIFT + _together(starts)
    return _Points(start, tuple((frozenset(form), form) for form in forms))


def _together(row: Sequence[int]) -> int:
    return sum(points << (_BITS * place) for place, points in enumerate(row))


def deliverable_of(
    text: str, hits: Sequence[Hit], act: str, code: str, sessions: bool, begin: int
) -> Deliverable:
    """The deliverable of one clause from the ``hits`` of the vocabulary within it, in order.

    ``text`` is the folded clause behind its performative words, sub-paragraphs on lines of their
    own, and ``begin`` is where the addressees end and the action begins. ``sessions`` tells
    whether the clause names a session of the General Assembly.
    """
    by_tag = _by_tag(hits)
    fixed = _likely(by_tag, act, code, sessions)
    certain = _certain(by_tag, act, begin, fixed)
    if certain is not None:
        return certain
    points = _points(code)
    total = points.start
    found = forms_of(text, hits, act, code, sessions, begin, fixed or "")
    for (known, worth), keys in zip(points.forms, found, strict=True):
        total = sum(map(worth.__getitem__, known.intersection(keys)), total)
    each = _EACH.unpack(total.to_bytes(_EACH.size, "little"))
    return KINDS[each.index(max(each))]


def told_by_fixed_words(
    hits: Sequence[Hit], act: str, code: str, sessions: bool, begin: int
) -> Deliverable | None:
    """What words tell that are much the same in all clauses, or None where there are none."""
    by_tag = _by_tag(hits)
    likely = _likely(by_tag, act, code, sessions)
    return _certain(by_tag, act, begin, likely) or likely


def told_for_certain(
    hits: Sequence[Hit], act: str, code: str, sessions: bool, begin: int
) -> Deliverable | None:
    """What fixed words tell whatever else the clause says, or None where points are added up."""
    by_tag = _by_tag(hits)
    return _certain(by_tag, act, begin, _likely(by_tag, act, code, sessions))


def _by_tag(hits: Sequence[Hit]) -> dict[str, list[Hit]]:
    """The hits of fixed words, without those in words that ask for something else.

    "In cooperation with" tells with whom, "adopt the provisional agenda" puts no item on one.
    """
    by_tag: dict[str, list[Hit]] = {}
    fixed = [hit for hit in hits if hit.tag in _FIXED]
    aside = [(hit.start, hit.end) for hit in fixed if hit.tag == "aside"]
    for hit in fixed:
        if not aside or not any(left <= hit.start < right for left, right in aside):
            by_tag.setdefault(hit.tag, []).append(hit)
    return by_tag


def _certain(
    by_tag: dict[str, list[Hit]], act: str, begin: int, likely: Deliverable | None
) -> Deliverable | None:
    """What is told whatever else the clause says."""
    decides = act in ("decide", "resolve")
    if "agenda" in by_tag and (decides or likely != "report"):
        return "agenda-item"  # a report that an item is about is asked for elsewhere
    if act in _DECIDING:
        return _DECIDING[act]
    if decides and "budget" in by_tag:
        return "resources"  # the extension of a mandate is a condition of what is apportioned
    if "ratify" in by_tag and any(
        begin - _EARLY <= h.start <= begin + _SO for h in by_tag.get("so", ())
    ):
        return "adherence"  # "that have not yet ratified it to do so"
    for tag, kind in _BEGINNING.items():
        if tag in by_tag and any(begin - _EARLY <= h.start <= begin + _LATE for h in by_tag[tag]):
            return kind
    return None


def _likely(
    by_tag: dict[str, list[Hit]], act: str, code: str, sessions: bool
) -> Deliverable | None:
    """What is weighed with all else: a report may be something that shall be used."""
    decides = act in ("decide", "resolve")
    if "report-verb" in by_tag or _joined(by_tag, "submit", "report", code, "far"):
        return "report"
    if decides and sessions and "consider" in by_tag:
        return "agenda-item"
    if _joined(by_tag, "convene", "meeting", code, "close") or (
        decides and _joined(by_tag, "meeting", "convene", code, "far")
    ):
        return "meeting"
    return None


def _joined(by_tag: dict[str, list[Hit]], verb: str, noun: str, code: str, reach: str) -> bool:
    """Whether a verb and its object stand near each other, whichever may come first."""
    verbs, nouns = by_tag.get(verb), by_tag.get(noun)
    if not verbs or not nouns:
        return False
    table = language(code).table("deliverables")
    limit: int = table["reach"][reach]
    either_way = table["object_first"] and verb == "submit"
    for one in verbs:
        for two in nouns:
            if one.end <= two.start + 1 and two.start - one.end <= limit:
                return True
            if either_way and two.end <= one.start and one.start - two.end <= limit:
                return True
    return False
