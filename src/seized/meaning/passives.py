"""Requests in the passive: "Member States are invited to ...", in annexes that are no declaration.

An annex that a body adopts with its resolution may direct as the body does, in sentences that
name nobody who asks. A verb counts in the main clause of a sentence; one in a relative clause,
on a condition or in what others say is told, not asked. Who is asked stands in front of the verb
in some languages and behind it in others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

import msgspec

from seized.languages import language
from seized.languages.acts import act_forces
from seized.languages.words import Folded
from seized.meaning.acts import Act
from seized.meaning.quotes import quotations
from seized.meaning.sentences import sentences
from seized.model.resolution import Paragraph

__all__ = ["is_item", "passive_acts"]

_BEFORE: Final = 90  # so much in front of a verb is looked at for what never stands there
_REACH: Final = 1000  # and so much for the rest: no sentence of an annex is longer before its verb


class _Rules(msgspec.Struct, frozen=True, gc=False):
    verb: re.Pattern[str]
    acts: tuple[str, ...]
    intro: re.Pattern[str]
    empty: re.Pattern[str]
    first: re.Pattern[str]
    joint: re.Pattern[str]
    verbs: re.Pattern[str]
    not_in: re.Pattern[str]
    not_after: re.Pattern[str]
    not_before: re.Pattern[str]
    even_so: re.Pattern[str]


class _Asked(NamedTuple):
    """A verb, its act, and where in the folded text the request begins."""

    verb: re.Match[str]
    act: str
    begin: int
    front: int


@cache
def _rules(code: str) -> _Rules:
    table = language(code).table("passives")
    bound = "" if code == "zh" else r"(?<!\w)"
    verbs = "|".join(f"({'|'.join(forms)})" for forms in table["acts"].values())
    verbs = verbs.replace("{adverbs}", table["adverbs"])
    return _Rules(
        re.compile(f"{bound}{table['lead']}(?:{verbs})"),
        tuple(table["acts"]),
        re.compile(table["intro"]),
        re.compile(table["empty"]),
        re.compile(table["first"]),
        re.compile(table["joint"]),
        re.compile(table["verbs"]),
        re.compile(table["not_in"]),
        re.compile(table["not_after"]),
        re.compile(table["not_before"]),
        re.compile(table["even_so"]),
    )


def is_item(paragraph: Paragraph) -> bool:
    """Whether a paragraph is one of several that a semicolon parts, and no sentence."""
    return paragraph.text.rstrip().endswith((";", "；", "؛"))


def passive_acts(paragraph: Paragraph, folded: Folded, code: str) -> tuple[Act, ...]:
    """The requests in the passive of one paragraph, in order of place.

    What stands below a head belongs to the head. ``folded`` is ``fold(paragraph.text)``. Each
    request ends with its sentence, or where the next begins. Raises
    ``UnsupportedLanguage`` for any code but the six.
    """
    rules = _rules(code)
    if paragraph.level > 1 or rules.verb.search(folded.text) is None:
        return ()
    quotes = [found.span() for found in quotations(folded.text, code)]
    out: list[Act] = []
    for start, stop in sentences(paragraph.text, folded, code):
        asked = list(_asked(folded.text, start, stop, quotes, rules))
        for number, one in enumerate(asked):
            end = asked[number + 1].begin if number + 1 < len(asked) else stop
            out.append(
                Act(
                    folded.back(one.verb.start()),
                    folded.back_end(one.verb.start() + len(one.verb.group().rstrip())),
                    folded.back_end(end) if end < len(folded.text) else len(paragraph.text),
                    one.act,
                    act_forces()[one.act],
                    False,
                    bool(out) or one.begin > start,
                    folded.back(one.front),
                )
            )
    return tuple(out)


def _asked(
    text: str, start: int, stop: int, quotes: list[tuple[int, int]], rules: _Rules
) -> Iterator[_Asked]:
    """The requests of the sentence at ``start:stop``."""
    intro = rules.intro.match(text, start, stop)
    first = intro.end() if intro else start
    before = start
    for verb in rules.verb.finditer(text, start, stop):
        if any(left < verb.start() < right for left, right in quotes):
            continue
        joint = _joint(text, max(before, verb.start() - _REACH), verb.start(), rules)
        if before > start and joint is None:
            continue
        begin = front = first if first <= verb.start() else start
        if joint is not None and (before > start or _further(text, start, joint, rules)):
            begin, front = joint.span()
        if not _main(text, start, front, verb, rules):
            continue
        act = rules.acts[next(n for n, one in enumerate(verb.groups()) if one is not None)]
        alone = rules.first.match(text, verb.start()) is not None
        yield _Asked(verb, act, begin, verb.start() if alone else front)
        before = verb.end()


def _joint(text: str, begin: int, end: int, rules: _Rules) -> re.Match[str] | None:
    """The last of what parts one clause from the next in ``begin:end``."""
    found = list(rules.joint.finditer(text, begin, end))
    return found[-1] if found else None


def _further(text: str, start: int, joint: re.Match[str], rules: _Rules) -> bool:
    """Whether a clause of its own stands in front of a joint."""
    return bool(rules.verbs.search(text, max(start, joint.start() - _REACH), joint.start()))


def _main(text: str, start: int, front: int, verb: re.Match[str], rules: _Rules) -> bool:
    """Whether a verb stands in the main clause of the sentence that begins at ``start``."""
    at = verb.start()
    told = rules.not_in.search(text[max(start, at - _REACH) : at]) and not rules.even_so.search(
        verb.group()
    )
    if told or rules.not_after.search(text[max(0, at - _BEFORE) : at]):
        return False
    if rules.not_before.match(text, verb.end()):
        return False
    if rules.first.match(text, at) is None:
        return True
    return at - front <= _REACH and rules.empty.fullmatch(text, front, at) is not None
