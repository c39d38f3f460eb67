"""What a directive clause asks to be delivered: the first kind that fits, in a fixed order.

The kinds and their order are those of the definition of a mandate: report, agenda item, meeting,
consultation, programme, resources, appointment, observance, extension, adherence, information,
and action for all else.

A clause asks for several things side by side ("to support A, to ratify B and to report"). The
first thing that it asks for tells the kind: the verb at its beginning and the object near it, up
to words that tell why or how ("in order to", "by"); nouns count there as well ("encourages closer
cooperation"). Reports, agenda items, meetings and adherence are said with much the same words in
all six languages and count in every part of the clause; parts begin behind a stop or an "and".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

import msgspec

from seized.languages import language
from seized.meaning.vocabulary import Hit
from seized.model.findings import Deliverable

__all__ = ["deliverable_of"]

# So early may a phrase begin whose verb stands where a part begins: "to appoint".
_EARLY: Final = 4
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


class _Kind(msgspec.Struct, frozen=True, gc=False):
    """What tells one deliverable: verbs at the beginning of a part, nouns, verbs with objects."""

    deliverable: Deliverable
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]


_KINDS: Final = (
    _Kind(
        "consultation",
        ("consult", "negotiate"),
        ("consult", "negotiate"),
        (
            ("exchange", "views"),
            ("engage", "consult"),
            ("engage", "negotiate"),
            ("engage", "dialogue"),
        ),
    ),
    _Kind(
        "programme",
        ("support", "assist", "cooperate"),
        ("techassist", "capacity", "cooperate"),
        (),
    ),
    _Kind(
        "resources",
        ("invest",),
        ("voluntary", "invest"),
        (),
    ),
    _Kind(
        "programme",
        (),
        (),
        (("provide", "help"), ("develop", "programmes"), ("implement", "programmes")),
    ),
    _Kind("appointment", ("appoint",), (), ()),
    _Kind("observance", (), (), (("proclaim", "dayword"), ("convene", "dayword"))),
    _Kind("extension", ("extend",), (), ()),
    _Kind(
        "adherence",
        ("ratify",),
        ("ratify",),
        (("comply", "obligation"), ("implement", "obligation")),
    ),
    _Kind(
        "information",
        ("disseminate",),
        ("awareness",),
        (
            ("exchange", "information"),
            ("exchange", "lore"),
            ("provide", "information"),
            ("submit", "information"),
        ),
    ),
)
# Behind "in cooperation with the ports" the verb is the first word of these.
_HEADS: Final = frozenset(
    {
        *("provide", "strengthen", "develop", "implement", "convene", "support", "assist"),
        *("submit", "exchange", "disseminate", "comply", "report-verb", "consider", "proclaim"),
    }
)
# Verbs that say little without their object.
_GENERAL: Final = ("provide", "strengthen", "develop", "implement", "convene")
_GIVING: Final = ("provide", "strengthen")
# What others are asked to do, never what the body decides itself.
_ASKED: Final = ("consultation", "programme", "adherence", "information")


class _Reach(msgspec.Struct, frozen=True, gc=False):
    """How far words of one kind stand apart, in characters; the data tell what each is."""

    far: int
    near: int
    help: int
    close: int
    first: int
    verb: int


class _Rules(msgspec.Struct, frozen=True, gc=False):
    part: re.Pattern[str]
    light: re.Pattern[str]
    cut: re.Pattern[str]
    reach: _Reach
    either_way: bool


@cache
def _rules(code: str) -> _Rules:
    table: dict[str, Any] = dict(language(code).table("deliverables"))
    part, light, cut = (re.compile(table[name]) for name in ("part", "light", "cut"))
    return _Rules(part, light, cut, _Reach(**table["reach"]), table["object_first"])


class _Part(msgspec.Struct, frozen=True, gc=False):
    """The hits of one thing that is asked: at its beginning, and up to where its reach ends."""

    start: int
    at: int
    verbs: list[Hit]
    objects: list[Hit]
    first: bool


def deliverable_of(
    text: str, hits: Sequence[Hit], act: str, code: str, sessions: bool, begin: int
) -> Deliverable:
    """The deliverable of one clause from the ``hits`` of the vocabulary within it, in order.

    ``text`` is the folded clause behind its performative words, sub-paragraphs on lines of their
    own, and ``begin`` is where the addressees end and the action begins. ``sessions`` tells
    whether the clause names a session of the General Assembly. A report, an agenda item or a
    meeting counts wherever the clause asks for it, adherence in each of its parts; the other
    kinds are read from the first part.
    """
    asides = [hit for hit in hits if hit.tag == "aside"]
    hits = _main(hits)
    by_tag: dict[str, list[Hit]] = {}
    for hit in hits:
        by_tag.setdefault(hit.tag, []).append(hit)
    rules = _rules(code)
    decides = act in ("decide", "resolve")
    if decides and "agenda" in by_tag:
        return "agenda-item"  # a report that an item is about is asked for elsewhere
    if "report-verb" in by_tag or _joined(by_tag, "submit", "report", rules, rules.reach.far):
        return "report"
    if "agenda" in by_tag or (decides and sessions and "consider" in by_tag):
        return "agenda-item"
    if act in _DECIDING:
        return _DECIDING[act]
    if _joined(by_tag, "convene", "meeting", rules, rules.reach.close) or (
        decides and _joined(by_tag, "meeting", "convene", rules, rules.reach.far)
    ):
        return "meeting"
    if decides and "budget" in by_tag:
        return "resources"  # the extension of a mandate is a condition of what is apportioned
    further = "ratify" in by_tag
    parts = list(_parts(text, hits, rules, begin, asides, further=further))
    if "ratify" in by_tag and any(
        begin - _EARLY <= h.start <= begin + _SO for h in by_tag.get("so", ())
    ):
        return "adherence"  # "that have not yet ratified it to do so"
    return _of_parts(parts, decides, rules.reach)


def _parts(
    text: str,
    hits: Sequence[Hit],
    rules: _Rules,
    begin: int,
    asides: Sequence[Hit],
    *,
    further: bool,
) -> Iterator[_Part]:
    """The parts of a clause that hold a hit where their verb stands: the first, or all."""
    starts = [hit.start for hit in hits]
    reach, first = rules.reach.first, True
    for start in _begins(text, begin, rules, further=further):
        light = rules.light.match(text, start)
        at = light.end() if light else start
        for aside in asides:
            if at - _EARLY <= aside.start <= at + _EARLY:
                at = next((h.start for h in hits if h.start >= aside.end and h.tag in _HEADS), at)
                break
        left = bisect_left(starts, at - _EARLY)
        if left == len(hits):
            break
        if starts[left] <= at + reach:
            cut = rules.cut.search(text, at)
            right = bisect_left(starts, cut.start() if cut else len(text))
            inside = [hit for hit in hits[left:right] if hit.end > at]
            verbs = [hit for hit in inside if hit.start <= at + reach]
            yield _Part(start, at, verbs, inside, first)
        reach, first = rules.reach.verb, False


def _begins(text: str, begin: int, rules: _Rules, *, further: bool) -> Iterator[int]:
    yield begin
    if further:
        yield from (one.end() for one in rules.part.finditer(text, begin))


def _of_parts(parts: Sequence[_Part], decides: bool, reach: _Reach) -> Deliverable:
    """The first kind that any part tells."""
    for kind in _KINDS:
        if decides and kind.deliverable in _ASKED:
            continue
        further = kind.deliverable == "adherence"
        for part in parts:
            if (part.first or further) and part.verbs and _tells(part, kind, reach):
                return kind.deliverable
    return "action"


def _tells(part: _Part, kind: _Kind, reach: _Reach) -> bool:
    late = reach.verb
    for hit in part.verbs:
        if part.first and hit.tag in kind.nouns:
            return True
        if hit.start > part.at + late:
            continue
        if hit.tag in kind.verbs:
            return True
        general = hit.tag in (_GIVING if kind.deliverable == "resources" else _GENERAL)
        for thing in part.objects:
            far = reach.help if thing.tag in ("help", "obligation") else reach.near
            if not -1 <= thing.start - hit.end <= far:
                continue
            if (hit.tag, thing.tag) in kind.pairs:
                return True
            if general and (thing.tag in kind.nouns or _named(part, thing, kind, reach)):
                return True
    return False


def _named(part: _Part, verb: Hit, kind: _Kind, reach: _Reach) -> bool:
    """Whether a noun of action has its object near: "promote the exchange of experience"."""
    return any(
        (verb.tag, thing.tag) in kind.pairs and -1 <= thing.start - verb.end <= reach.near
        for thing in part.objects
    )


def _main(hits: Sequence[Hit]) -> list[Hit]:
    """The hits without those that only tell with whom ("in cooperation with")."""
    aside = [(hit.start, hit.end) for hit in hits if hit.tag == "aside"]
    if not aside:
        return list(hits)
    return [h for h in hits if not any(left <= h.start < right for left, right in aside)]


def _joined(by_tag: dict[str, list[Hit]], verb: str, noun: str, rules: _Rules, limit: int) -> bool:
    """Whether a verb and its object stand near each other, whichever may come first."""
    verbs, nouns = by_tag.get(verb), by_tag.get(noun)
    if not verbs or not nouns:
        return False
    for one in verbs:
        for two in nouns:
            if one.end <= two.start + 1 and two.start - one.end <= limit:
                return True
            if (
                rules.either_way
                and verb not in ("convene", "implement")
                and two.end <= one.start
                and one.start - two.end <= limit
            ):
                return True
    return False
