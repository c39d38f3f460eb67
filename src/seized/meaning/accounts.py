"""The account of a deliverable: which phrases of a clause spoke for it, and which for the next.

Reading adds up the points of all phrases at once and keeps the sum alone. Whoever asks why is
given the same sum here phrase by phrase, each with the place where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

import msgspec

from seized.languages.words import fold
from seized.meaning.clauses import read_acts
from seized.meaning.deliverables import deliverable_of, told_by_fixed_words, told_for_certain
from seized.meaning.mandates import find_mandates
from seized.meaning.phrases import phrases_of, purposes_in, words_in
from seized.meaning.points import KINDS, points_of
from seized.meaning.quotes import quotations
from seized.meaning.units import Unit, units
from seized.meaning.vocabulary import Hit, vocabulary
from seized.model.accounts import Account, Place, Voice
from seized.model.findings import ActorMention, Deliverable, Mandate
from seized.model.resolution import Paragraph, Resolution
from seized.model.text import Span, from_source, to_source

__all__ = ["accounts_of"]

_MOST: Final = 6  # places shown of one phrase

# The group of the vocabulary that tells a kind for certain; where none does, the act tells it.
_FIXED: Final[dict[Deliverable, str]] = {
    "agenda-item": "agenda",
    "resources": "budget",
    "adherence": "ratify",
    "extension": "extend",
    "appointment": "appoint",
}


class _Asked(NamedTuple):
    """What ``deliverable_of`` was asked for one clause."""

    text: str
    hits: tuple[Hit, ...]
    act: str
    sessions: bool
    begin: int


class _Word(NamedTuple):
    """A word, or in a language without spaces a character, and where it stands in the source."""

    text: str
    start: int
    end: int


class _Stretches(msgspec.Struct, frozen=True, gc=False):
    """A clause cut as its phrases are: performative words, those asked, action, what it is for.

    ``groups`` are the groups of the vocabulary found in it, each with whether it stands in what
    the action is for. All places count in the source.
    """

    act: Span
    asked: list[_Word]
    action: list[_Word]
    purpose: list[_Word]
    groups: list[tuple[str, bool, Span]]


@cache
def _points(code: str) -> tuple[dict[Deliverable, int], dict[str, dict[Deliverable, int]]]:
    """What every kind starts with, and the points of each phrase by kind."""
    starts, phrases = points_of(code)
    return dict(zip(KINDS, starts, strict=True)), {
        phrase: {kind: points for kind, points in zip(KINDS, row, strict=True) if points}
        for phrase, row in phrases.items()
    }


def accounts_of(
    resolution: Resolution, source_text: str, code: str, actors: tuple[ActorMention, ...]
) -> dict[str, Account]:
    """The account of every mandate of a resolution, by its id.

    Arguments are those of ``find_mandates``. Takes somewhat longer than to find the mandates.
    Raises ``UnsupportedLanguage`` for any code but the six.
    """
    asked: list[_Asked] = []

    def tell(
        text: str, hits: Sequence[Hit], act: str, code: str, sessions: bool, begin: int
    ) -> Deliverable:
        asked.append(_Asked(text, tuple(hits), act, sessions, begin))
        return deliverable_of(text, hits, act, code, sessions, begin)

    read = read_acts(resolution, code)
    mandates = find_mandates(resolution, source_text, code, actors, read, tell=tell)
    heads = {u.head.paragraph.address: u for u in units([r for r in read if not r.preambular])}
    out: dict[str, Account] = {}
    for mandate, one in zip(mandates, asked, strict=True):
        stretches = _cut(heads[mandate.at], mandate, code)
        out[mandate.id] = _account(one, mandate.deliverable, stretches, code)
    return out


def _account(asked: _Asked, told: Deliverable, cut: _Stretches, code: str) -> Account:
    starts, known = _points(code)
    text, hits, act, sessions, begin = asked
    fixed = told_by_fixed_words(hits, act, code, sessions, begin)
    certain = told_for_certain(hits, act, code, sessions, begin) is not None
    found = phrases_of(text, hits, act, code, sessions, begin, fixed or "")
    speaking = [phrase for phrase in dict.fromkeys(found) if phrase in known]
    totals = dict(starts)
    for phrase in speaking:
        for kind, points in known[phrase].items():
            totals[kind] += points
    second = max((kind for kind in KINDS if kind != told), key=totals.__getitem__)
    pair = (told, second)
    voices = _fixed_voices(told, cut) if certain else _voices(speaking, known, pair, cut, code)
    return Account(
        told,
        second,
        certain,
        {kind: starts[kind] for kind in pair},
        {kind: totals[kind] for kind in pair},
        tuple(voices),
    )


def _voices(
    speaking: Sequence[str],
    known: dict[str, dict[Deliverable, int]],
    pair: tuple[Deliverable, Deliverable],
    cut: _Stretches,
    code: str,
) -> list[Voice]:
    """Those who speak for or against one of the pair, loudest for the first kind first."""
    told, second = pair
    out = []
    for phrase in speaking:
        points = {kind: known[phrase][kind] for kind in pair if known[phrase].get(kind)}
        if points:
            place, places = _placed(phrase, cut, code)
            out.append(Voice(phrase, place, points, tuple(places)))
    out.sort(key=lambda one: one.points.get(second, 0) - one.points.get(told, 0))
    return out


def _fixed_voices(told: Deliverable, cut: _Stretches) -> list[Voice]:
    tag = _FIXED.get(told)
    for name, _, span in cut.groups:
        if name == tag:
            return [Voice(f"#{tag}", "fixed", {}, (span,))]
    return [Voice("@", "act", {}, (cut.act,))]


# ------------------------------------------------------------------ where a phrase stands


def _cut(unit: Unit, mandate: Mandate, code: str) -> _Stretches:
    """The clause of a mandate with the sub-paragraphs that belong to it."""
    head = unit.head.paragraph
    start = from_source(head.pieces, mandate.span.start) if mandate.span else 0
    act = next(act for act in unit.head.acts if act.start == start)
    behind = head.text[act.end : act.stop]
    action = act.end + max(0, behind.rfind(mandate.action) if mandate.action else len(behind))
    cut = _Stretches(to_source(head.pieces, act.start, act.end), [], [], [], [])
    _add(cut, head, (act.end, action, act.stop), code)
    if act.stop == len(head.text):
        for below in unit.below:
            _add(cut, below, (0, 0, len(below.text)), code)
    return cut


def _add(cut: _Stretches, paragraph: Paragraph, places: tuple[int, int, int], code: str) -> None:
    """Cut one paragraph from the first place on; the action begins at the second."""
    folded = fold(paragraph.text)
    begin, action, stop = map(folded.forth, places)

    def source(start: int, end: int) -> Span:
        return to_source(paragraph.pieces, folded.back(start), folded.back_end(end))

    quotes = quotations(folded.text[begin:stop], code)
    titles = [(begin + one.start(), begin + one.end()) for one in quotes]
    purposes = purposes_in(folded.text, code, action, stop)
    for text, start, end in words_in(folded.text, code, begin, stop):
        if not _in(start, titles):
            told = cut.purpose if _in(start, purposes) else cut.action
            told = cut.asked if start < action else told
            told.append(_Word(text, *source(start, end)))
    for hit in vocabulary(code).find(folded.text[begin:stop]):
        if not _in(begin + hit.start, titles):
            span = source(begin + hit.start, begin + hit.end)
            cut.groups.append((hit.tag, _in(begin + hit.start, purposes), span))


def _in(at: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in stretches)


def _placed(phrase: str, cut: _Stretches, code: str) -> tuple[Place, list[Span]]:
    """What kind of place a phrase stands at, and where in the source."""
    sign, rest = phrase[0], phrase[1:]
    if sign == "@":
        return ("session", []) if rest == "session" else ("act", [cut.act])
    if sign == "=":
        return "fixed", []
    if sign == "#":
        wanted = (rest.rstrip("^>"), rest.endswith(">"))
        found = [span for tag, inside, span in cut.groups if (tag, inside) == wanted]
        return ("purpose" if wanted[1] else "action"), found[:_MOST]
    place: Place = "asked" if sign == "<" else "purpose" if sign == ">" else "action"
    row = {"asked": cut.asked, "purpose": cut.purpose}.get(place, cut.action)
    words = rest if sign in "<>^" else phrase
    items = list(words) if code == "zh" else words.split()
    return place, list(_runs(items, row))[: 1 if sign == "^" else _MOST]


def _runs(items: Sequence[str], words: Sequence[_Word]) -> Iterator[Span]:
    """The stretches where the items stand side by side."""
    size = len(items)
    for at in range(len(words) - size + 1):
        row = words[at : at + size]
        if all(item == word.text for item, word in zip(items, row, strict=True)):
            yield Span(row[0].start, row[-1].end)
