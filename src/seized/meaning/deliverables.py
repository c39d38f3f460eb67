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
_NEAR: Final = {"en": 70, "fr": 80, "es": 80, "ru": 80, "ar": 60, "zh": 30}
_CLOSE: Final = {"en": 35, "fr": 40, "es": 45, "ru": 45, "ar": 30, "zh": 14}
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


def deliverable_of(hits: Sequence[Hit], act: str, code: str, sessions: bool) -> Deliverable:
    """The deliverable of one clause from the ``hits`` of the vocabulary within it, in order.

    ``sessions`` tells whether the clause names a session of the General Assembly.
    """
    by_tag: dict[str, list[Hit]] = {}
    for hit in hits:
        by_tag.setdefault(hit.tag, []).append(hit)
    tags = by_tag.keys()
    if "report-verb" in tags or _joined(by_tag, "submit", "report", code, _FAR):
        return "report"
    if "agenda" in tags or (act in ("decide", "resolve") and sessions and "consider" in tags):
        return "agenda-item"
    if act in _DECIDING:
        return _DECIDING[act]
    for deliverable, single, joined in _KINDS:
        if not tags.isdisjoint(single):
            return deliverable
        if any(
            _joined(by_tag, *pair, code, _CLOSE if pair[0] == "convene" else _NEAR)
            for pair in joined
        ):
            return deliverable
    return "action"


_KINDS: Final[tuple[tuple[Deliverable, frozenset[str], tuple[tuple[str, str], ...]], ...]] = (
    ("meeting", frozenset(), (("convene", "meeting"),)),
    ("consultation", frozenset({"consult", "negotiate", "dialogue"}), ()),
    ("programme", frozenset({"techassist", "cooperate"}), (("support", "efforts"),)),
    ("resources", frozenset({"voluntary"}), (("provide", "funds"), ("provide", "resources"))),
    ("appointment", frozenset({"appoint"}), ()),
    ("observance", frozenset(), (("proclaim", "dayword"),)),
    ("extension", frozenset({"extend"}), ()),
    ("adherence", frozenset({"ratify"}), (("comply", "obligation"),)),
    ("information", frozenset({"disseminate", "aware"}), (("exchange", "information"),)),
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
                and verb != "convene"
                and two.end <= one.start
                and one.start - two.end <= limit
            ):
                return True
    return False
