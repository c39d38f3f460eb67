"""The acts of every paragraph, also those that stand behind another in one sentence.

A clause is one performative act of the adopting body: the opening of the paragraph, and every
further verb that is coordinated with it ("Emphasizes ..., and proposes that ..."). A verb in a
quotation, in a relative clause or with another subject is no act of the body.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import msgspec
from msgspec.structs import replace

from seized.languages import language
from seized.languages.acts import act_forces, ambiguous_acts, coordinated_acts
from seized.languages.machine import Machine
from seized.languages.openings import Opening, body_is_masculine, match, verb_at, verb_words
from seized.languages.words import Folded, fold, holds_one
from seized.meaning.acts import Act
from seized.meaning.declarations import Kind, declared_acts, declares
from seized.meaning.passives import is_item, passive_acts
from seized.model.doubts import Doubt
from seized.model.findings import Clause
from seized.model.resolution import Paragraph, Resolution
from seized.model.text import Span, to_source

__all__ = ["Act", "ActsRead", "act_doubts", "acts_of", "find_clauses", "read_acts"]

_WINDOW: Final = 110
_REPORTED: Final = 40
_EVER: Final = 9999
_FIRST: Final = 4  # paragraphs in which a declaration begins
_STOPS: Final = frozenset(",;:.،؛，；：。")


class _Reading(NamedTuple):
    """What stands behind a verb, the act that it then performs, and the last year of that use."""

    when: re.Pattern[str]
    to: str
    until: int


class _Rules(msgspec.Struct, frozen=True, gc=False):
    scan: Machine
    joint: re.Pattern[str]
    pair: re.Pattern[str]
    not_after: re.Pattern[str]
    noun: re.Pattern[str]
    marks: re.Pattern[str]
    opens: str
    settle: dict[str, list[_Reading]]
    follow: dict[str, re.Pattern[str]]
    behind: dict[str, re.Pattern[str]]
    again: dict[str, re.Pattern[str]]
    unfinished: re.Pattern[str]
    unfinished_list: re.Pattern[str]
    reported: re.Pattern[str]


@cache
def _rules(code: str) -> _Rules:
    table = language(code).table("clauses")
    words = verb_words(code, False, coordinated_acts())
    if code == "ar":
        words = (*(f"و{word}" for word in words), *words)
    phrase = table["phrase"]
    return _Rules(
        Machine(words, code, overlapping=True),
        re.compile(table["joint"].format(phrase=phrase)),
        re.compile(table["pair"]),
        re.compile(table["not_after"]),
        re.compile(table["noun"]),
        re.compile(f"[{table['opens']}{table['closes']}]"),
        table["opens"],
        _settle(table["settle"]),
        _compiled(table["follow"]),
        _compiled(table["behind"]),
        _compiled(table["again"]),
        re.compile(table["unfinished"]),
        re.compile(table["unfinished_list"]),
        re.compile(table["reported"]),
    )


def _compiled(patterns: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {act: re.compile(pattern) for act, pattern in patterns.items()}


def _settle(rows: list[dict[str, Any]]) -> dict[str, list[_Reading]]:
    out: dict[str, list[_Reading]] = {}
    for row in rows:
        one = _Reading(re.compile(row["when"]), row["to"], row.get("until", _EVER))
        out.setdefault(row["act"], []).append(one)
    return out


class ActsRead(msgspec.Struct, frozen=True, gc=False):
    """A paragraph with its folded text and its acts: read once, used for clauses and mandates."""

    paragraph: Paragraph
    folded: Folded
    acts: tuple[Act, ...]
    preambular: bool


def read_acts(resolution: Resolution, code: str) -> tuple[ActsRead, ...]:
    """The acts of every paragraph of the preamble and the operative part, in reading order.

    Those of declarations, annexed or in the operative part itself, are read as well, and requests
    in the passive in other annexes. Raises
    ``UnsupportedLanguage`` for any code but the six.
    """
    organ = resolution.organ
    masculine = None if organ is None else body_is_masculine(organ, code)
    year = resolution.adopted.year if resolution.adopted is not None else _EVER
    telling = _telling(resolution, code)
    out: list[ActsRead] = []
    for paragraph in resolution.preamble:
        if not paragraph.pieces:
            continue
        if (known := _known(paragraph)) is not None:
            out.append(ActsRead(paragraph, Folded(paragraph.text, None), known, True))
            continue
        folded = fold(paragraph.text)
        acts = acts_of(paragraph, folded, code, None, masculine, year)
        out.append(ActsRead(paragraph, folded, acts, True))
    operative = [(p, fold(p.text)) for p in resolution.operative if p.pieces]
    verbs = _places([folded.text for _, folded in operative], _rules(code), code)
    for (paragraph, folded), places in zip(operative, verbs, strict=True):
        opens = paragraph.act is not None and telling != "decisions"
        acts = ()
        if telling is not None and not opens:
            acts = declared_acts(paragraph, folded, code, telling)
        acts = acts or acts_of(paragraph, folded, code, places, masculine, year)
        out.append(ActsRead(paragraph, folded, acts, False))
    for annex in resolution.annexes:
        out += _annexed([p for p in annex.paragraphs if p.pieces or p.number], code)
    return tuple(out)


def _telling(resolution: Resolution, code: str) -> Kind | None:
    """Whether the operative part is a declaration or tells what was decided at a meeting.

    One that opens with acts alone is neither.
    """
    first = resolution.operative[:_FIRST]
    if all(p.opening is not None for p in first):
        return None
    if declares(first, code, "decisions"):
        return "decisions"
    return "declarations" if declares(resolution.operative, code) else None


def _annexed(paragraphs: Sequence[Paragraph], code: str) -> list[ActsRead]:
    """The acts of an annex: of a declaration those that it performs, else what it asks for.

    What only looks like a declaration performs none, and requests that a semicolon ends are those
    of a resolution or a list that is annexed: Chinese says them with the same words.
    """
    declared = declares([p for p in paragraphs if p.pieces], code)
    folded = [(p, fold(p.text)) for p in paragraphs]
    read = _by(declared_acts, folded, code) if declared else []
    if any(one.acts for one in read):
        return read
    asked = _by(passive_acts, folded, code)
    if any(one.acts and is_item(one.paragraph) for one in asked):
        return read  # the clauses of somebody's resolution, or what a plan lists
    return asked if any(one.acts for one in asked) else read


def _by(
    look: Callable[[Paragraph, Folded, str], tuple[Act, ...]],
    paragraphs: Sequence[tuple[Paragraph, Folded]],
    code: str,
) -> list[ActsRead]:
    """What one way of looking finds in the paragraphs of an annex."""
    return [ActsRead(one, folded, look(one, folded, code), False) for one, folded in paragraphs]


def _known(paragraph: Paragraph) -> tuple[Act, ...] | None:
    """The one act of a preambular paragraph that was read with its structure.

    None for acts with a force, which can be repetitions: those are read again.
    """
    opening, act = paragraph.opening, paragraph.act
    if opening is None or act is None or act_forces().get(act, "decide") is not None:
        return None
    start = paragraph.text.find(opening, 0, _WINDOW)
    if start < 0:
        return None
    end, stop = start + len(opening), len(paragraph.text)
    return (Act(start, end, stop, act, None, False, False),)


def acts_of(
    paragraph: Paragraph,
    folded: Folded,
    code: str,
    places: Sequence[int] | None,
    masculine: bool | None = None,
    year: int = _EVER,
) -> tuple[Act, ...]:
    """The acts of one paragraph, in order; the first is its opening.

    ``folded`` is ``fold(paragraph.text)``; ``places`` are those of an operative paragraph where a
    further verb can stand, None for a preambular one: a preamble does not direct, and acts behind
    the first are not looked for. ``masculine`` tells with what name of a body its verbs agree,
    None where no body is known and the opening tells; ``year`` is that of the adoption.
    """
    opening = match(paragraph.text, code, places is None)
    if opening is not None and _differs(opening, masculine):
        # Below a head others may be spoken of; a numbered paragraph opens with the body's verb.
        opening = opening if paragraph.level == 1 else None
    if opening is not None and opening.masculine is not None:
        masculine = opening.masculine
    found: list[tuple[Opening, bool]] = [] if opening is None else [(opening, False)]
    if places:
        if opening is not None and (second := _second(folded, opening, code, places)) is not None:
            found = [(_shorter(opening, second, folded, code), False), (second, True)]
        found += [(further, True) for further in _further(folded, opening, code, places, masculine)]
    out: list[Act] = []
    stop = len(paragraph.text)
    for one, hidden in reversed(found):
        act = _settled(one, folded, code, year)
        force = one.force if act == one.act else act_forces()[act]
        out.append(Act(one.start, one.end, stop, act, force, one.repeated, hidden))
        stop = one.start
    out.reverse()
    return tuple(out)


def _settled(one: Opening, folded: Folded, code: str, year: int) -> str:
    """The act that a verb with several readings performs here: what follows it decides."""
    readings = _rules(code).settle.get(one.act)
    if readings is None or one.repeated:
        return one.act
    behind = folded.forth(one.end)
    for when, to, until in readings:
        if year <= until and when.match(folded.text, behind):
            return to
    return one.act


def _differs(found: Opening, masculine: bool | None) -> bool:
    """Whether words agree with the name of another body than that which speaks."""
    return masculine is not None and found.masculine is not None and found.masculine != masculine


def _second(folded: Folded, opening: Opening, code: str, places: Sequence[int]) -> Opening | None:
    """The verb that directs within an opening that does not: "Welcomes and encourages"."""
    if opening.force is not None:
        return None
    rules = _rules(code)
    begin, end = folded.forth(opening.start) + 1, folded.forth(opening.end)
    for start in places:
        if start < begin:
            continue
        if start >= end:
            break
        found = _act_at(folded.text, start, rules, code, pair=True)
        if found is not None and found.force is not None and found.end <= end:
            at, stop = folded.back(found.start), folded.back_end(found.end)
            return replace(found, start=at, end=stop)
    return None


def _shorter(opening: Opening, second: Opening, folded: Folded, code: str) -> Opening:
    """The opening up to the joint in front of its second verb."""
    rules = _rules(code)
    stop = folded.forth(second.start)
    if code == "ar" and folded.text[stop - 1] == "و":
        stop -= 1
    joint = rules.joint.search(folded.text, 0, stop) or rules.pair.search(folded.text, 0, stop)
    end = len(folded.text[: joint.start() if joint else stop].rstrip())
    return replace(opening, end=folded.back_end(end))


def _further(
    folded: Folded,
    opening: Opening | None,
    code: str,
    places: Sequence[int],
    masculine: bool | None = None,
) -> list[Opening]:
    """Coordinated acts behind the opening of the paragraph, in the paragraph's offsets.

    ``places`` are those that a quick scan for the verbs' first words stops at; to look at every
    place would give the same and take long.
    """
    begin = 0 if opening is None else opening.end
    taken = folded.forth(begin)
    if not places or places[-1] < taken:
        return []
    rules = _rules(code)
    text = folded.text
    out: list[Opening] = []
    front = opening
    if opening is not None and taken != begin:
        front = replace(opening, end=taken)
    quoted: list[tuple[int, int]] | None = None
    for start in places:
        if start < taken:
            continue
        found = _act_at(text, start, rules, code)
        if found is None or _differs(found, masculine):
            continue
        if quoted is None:
            quoted = _quotations(text, rules)
        if any(left < start < right for left, right in quoted):
            continue
        if front is not None and _goes_on(text, front, found, rules):
            continue
        taken = found.end
        front = found
        begins = folded.back(found.start)
        if begins >= begin:
            if folded.offsets is not None:
                found = replace(found, start=begins, end=folded.back_end(found.end))
            out.append(found)
    return out


def _places(texts: Sequence[str], rules: _Rules, code: str) -> list[list[int]]:
    """Where the first words of verbs stand as words in each of the folded texts, in order."""
    text = "\n".join(texts)
    size, spaced = len(text), code != "zh"
    found = {
        start
        for _, start, end in rules.scan.find(text)
        if not spaced
        or not ((start and text[start - 1].isalnum()) or (end < size and text[end].isalnum()))
    }
    places = sorted(found)
    out: list[list[int]] = []
    begin = first = 0
    for one in texts:
        last = bisect_left(places, begin + len(one), first)
        out.append([place - begin for place in places[first:last]])
        begin += len(one) + 1
        first = last
    return out


def _act_at(
    text: str, start: int, rules: _Rules, code: str, *, pair: bool = False
) -> Opening | None:
    """The coordinated act whose verb stands at ``start`` of the folded text, if there is one.

    ``pair`` allows the joints that part nothing but two verbs.
    """
    verb = start
    if code == "ar" and text[start] == "و" and not (start and text[start - 1].isalnum()):
        verb = start + 1
    elif code != "zh" and start and text[start - 1].isalnum():
        return None
    before = text[max(0, start - _WINDOW) : start]
    joint = rules.joint.search(before)
    if joint is None and pair:
        joint = rules.pair.search(before)
    if joint is None or _relative(before, joint, rules):
        return None
    if code == "ar" and verb == start and joint.group() == " ":
        return None  # without the "and" that is written with the verb, a stop must stand before
    if rules.noun.match(text, verb):
        return None
    found = verb_at(text, verb, code, preambular=False)
    if found is None or found.act not in coordinated_acts():
        return None
    follow = rules.follow.get(found.act)
    if follow is not None and not follow.match(text, found.end):
        return None
    return found


def _goes_on(text: str, front: Opening, found: Opening, rules: _Rules) -> bool:
    """Whether the verb of ``found`` belongs to what the act in front of it asks for."""
    if front.force is None:
        return False
    apart = rules.behind.get(found.act)
    if apart is not None and not apart.match(text, found.start):
        return True
    if rules.unfinished.fullmatch(text, front.end, found.start):
        return True
    if front.act != found.act:
        return False
    apart = rules.again.get(found.act)
    if apart is not None and not apart.match(text, found.start):
        return True
    return rules.unfinished_list.fullmatch(text, front.end, found.start) is not None


def _relative(before: str, joint: re.Match[str], rules: _Rules) -> bool:
    """Whether the verb stands in a relative clause or has a subject of its own."""
    if joint.group()[:1] in _STOPS:
        near = max(0, joint.start() - _REPORTED)
        return rules.reported.search(before, near, joint.start()) is not None
    return rules.not_after.search(before, max(0, joint.start() - 20), joint.start()) is not None


def _quotations(text: str, rules: _Rules) -> list[tuple[int, int]]:
    """The stretches within quotation marks; one that is never closed is not counted."""
    if not holds_one(text, rules.opens):
        return []
    out: list[tuple[int, int]] = []
    stack: list[int] = []
    for mark in rules.marks.finditer(text):
        if mark.group() in rules.opens:
            stack.append(mark.start())
        elif stack:
            out.append((stack.pop(), mark.start()))
    return out


def find_clauses(
    resolution: Resolution,
    source_text: str,
    code: str,
    read: tuple[ActsRead, ...] | None = None,
) -> tuple[Clause, ...]:
    """Every act of every paragraph of preamble and operative part, in reading order.

    Spans count in ``source_text``. ``read`` is what ``read_acts`` gave, where it was asked before.
    Raises ``UnsupportedLanguage`` for any code but the six.
    """
    if read is None:
        read = read_acts(resolution, code)
    return tuple(clause_of(one.paragraph, act, source_text) for one in read for act in one.acts)


def act_doubts(clauses: tuple[Clause, ...], code: str) -> tuple[Doubt, ...]:
    """A doubt for every directive clause whose verb has a reading of another force.

    Code ``act-ambiguous``; ``values`` hold the act it was read as and the other readings. The
    version of the resolution in another language settles it.
    """
    out = []
    for word, (usual, *others) in ambiguous_acts(code).items():
        for clause in clauses:
            if clause.act != usual or clause.repeated or not clause.at.startswith("op"):
                continue
            if clause.quote.lower().startswith(word):
                values = {"act": usual, "readings": ", ".join(others)}
                out.append(Doubt("act-ambiguous", at=clause.at, span=clause.span, values=values))
    return tuple(sorted(out, key=_place))


def _place(doubt: Doubt) -> tuple[int, int]:
    return doubt.span or (0, 0)


def clause_of(paragraph: Paragraph, act: Act, source_text: str) -> Clause:
    """The finding for one act: its quote is the performative words in the source."""
    span: Span = to_source(paragraph.pieces, act.start, act.end)
    return Clause(
        at=paragraph.address,
        act=act.act,
        force=act.force,
        quote=source_text[span.start : span.end],
        span=span,
        repeated=act.repeated,
        rule=act.rule,
    )
