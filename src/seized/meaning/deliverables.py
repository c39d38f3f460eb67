"""What a directive clause asks to be delivered: the first kind that fits, in a fixed order.

The kinds and their order are those of the definition of a mandate: report, agenda item, meeting,
consultation, programme, resources, appointment, observance, extension, adherence, information,
and action for all else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from seized.meaning.vocabulary import Hit
from seized.model.findings import Deliverable

__all__ = ["deliverable_of"]

# How far the object may stand from its verb, in characters.
_FAR: Final = {"en": 150, "fr": 170, "es": 170, "ru": 170, "ar": 140, "zh": 60}
_NEAR: Final = {"en": 45, "fr": 55, "es": 55, "ru": 55, "ar": 40, "zh": 20}
# How far the head of a clause reaches.
_HEAD: Final = {"en": 50, "fr": 57, "es": 57, "ru": 56, "ar": 41, "zh": 21}
_CLOSE: Final = {"en": 45, "fr": 40, "es": 45, "ru": 45, "ar": 30, "zh": 14}
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


def deliverable_of(
    hits: Sequence[Hit], act: str, code: str, sessions: bool, begin: int, size: int
) -> Deliverable:
    """The deliverable of one clause from the ``hits`` of the vocabulary within it, in order.

    A report, an agenda item or a meeting counts wherever the clause asks for it; the other kinds
    are read from the head of the clause, where the thing to be done stands: further on, words
    such as "cooperation" or "resources" tell how and why. A Chinese clause that asks to
    consult may hold the verb back to its end. ``sessions`` tells whether the clause names a
    session of the General Assembly, ``begin`` is where the addressees end and
    the action begins, ``size`` is the length of the clause.
    """
    by_tag = _main(hits)
    tags = by_tag.keys()
    decides = act in ("decide", "resolve")
    if decides and "agenda" in tags:
        return "agenda-item"  # a report that an item is about is asked for elsewhere
    if "report-verb" in tags or _joined(by_tag, "submit", "report", code, _FAR):
        return "report"
    if "agenda" in tags or (decides and sessions and "consider" in tags):
        return "agenda-item"
    if act in _DECIDING:
        return _DECIDING[act]
    if _joined(by_tag, "convene", "meeting", code, _CLOSE):
        return "meeting"
    if decides and "budget" in tags:
        return "resources"  # the extension of a mandate is a condition of what is apportioned
    return _at_the_head(by_tag, decides, code, begin, size)


def _at_the_head(
    by_tag: dict[str, list[Hit]], decides: bool, code: str, begin: int, size: int
) -> Deliverable:
    """The kind that the head of the action tells, where its verb and its object stand."""
    limit = begin + _HEAD[code]
    head = {tag: [h for h in found if h.start <= limit] for tag, found in by_tag.items()}
    if code == "zh":
        for tag in _KINDS[0][1]:
            head.setdefault(tag, []).extend(
                h for h in by_tag.get(tag, ()) if size - 14 <= h.start < size
            )
    early = {tag for tag, found in head.items() if found}
    for deliverable, single, joined in _KINDS:
        if decides and deliverable in _ASKED:
            continue
        if not early.isdisjoint(single):
            return deliverable
        for verb, noun in joined:
            if verb in early and noun in by_tag:
                pair = {verb: head[verb], noun: by_tag[noun]}
                if _joined(pair, verb, noun, code, _reach(verb)):
                    return deliverable
    return "action"


def _reach(verb: str) -> dict[str, int]:
    return _CLOSE if verb in ("implement", "support") else _NEAR


def _main(hits: Sequence[Hit]) -> dict[str, list[Hit]]:
    """The hits by tag, without those that only tell with whom ("in cooperation with")."""
    aside = [(hit.start, hit.end) for hit in hits if hit.tag == "aside"]
    by_tag: dict[str, list[Hit]] = {}
    for hit in hits:
        if not aside or not any(left <= hit.start < right for left, right in aside):
            by_tag.setdefault(hit.tag, []).append(hit)
    return by_tag


# What others are asked to do, never what the body decides itself.
_ASKED: Final = ("consultation", "programme", "adherence", "information")
_Kind = tuple[Deliverable, tuple[str, ...], tuple[tuple[str, str], ...]]
_KINDS: Final[tuple[_Kind, ...]] = (
    ("consultation", ("consult", "negotiate", "dialogue"), ()),
    ("programme", ("techassist", "capacity", "cooperate"), (("support", "efforts"),)),
    ("resources", ("voluntary",), (("provide", "funds"), ("provide", "resources"))),
    ("appointment", ("appoint",), ()),
    ("observance", (), (("proclaim", "dayword"),)),
    ("extension", ("extend",), ()),
    ("adherence", ("ratify",), (("comply", "obligation"), ("implement", "treaty"))),
    ("information", ("disseminate", "aware"), (("exchange", "information"),)),
)


def _joined(
    by_tag: dict[str, list[Hit]], verb: str, noun: str, code: str, far: dict[str, int]
) -> bool:
    """Whether a verb and its object stand near each other; in Chinese either may come first."""
    verbs, nouns = by_tag.get(verb), by_tag.get(noun)
    if not verbs or not nouns:
        return False
    limit = far[code]
    for one in verbs:
        for two in nouns:
            if one.end <= two.start + 1 and two.start - one.end <= limit:
                return True
            if (
                code == "zh"
                and verb not in ("convene", "implement")
                and two.end <= one.start
                and one.start - two.end <= limit
            ):
                return True
    return False
