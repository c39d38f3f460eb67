"""Acts in running sentences: of a declaration ("We request ..."), of a decision ("It decided ...").

Heads of State and others who declare something speak in the first person, in an annex or in the
operative part itself. Their sentences direct as the body does that adopts them. What they will
do themselves ("we will", "we commit") is no act. A decision of an organ tells in the past tense
what the organ did at a meeting. A verb in a relative clause is no act of either.

A verb counts at the head of a paragraph, behind the word for those who speak, and where it is
coordinated with a verb before it; in languages whose verb tells the person no more is needed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

import msgspec

from seized.languages import language
from seized.languages.acts import act_forces
from seized.languages.speakers import organ_names, speakers
from seized.languages.words import Folded, fold
from seized.meaning.acts import Act
from seized.meaning.quotes import quotations
from seized.meaning.sentences import sentences
from seized.model.resolution import Paragraph

__all__ = ["Kind", "declared_acts", "declares"]

Kind = Literal["declarations", "decisions"]

_FIRST: Final = 40  # paragraphs in which those who declare name themselves, behind a prologue
_HEAD: Final = 700  # and the stretch of each
_BEFORE: Final = 90


class _Rules(msgspec.Struct, frozen=True, gc=False):
    verb: re.Pattern[str]
    acts: tuple[tuple[str, bool], ...]
    pronoun: re.Pattern[str]
    head: re.Pattern[str]
    joint: re.Pattern[str]
    close: re.Pattern[str]
    never_pledged: frozenset[str]
    not_after: re.Pattern[str]
    pledge: re.Pattern[str]
    tells: bool


@cache
def _rules(code: str, kind: Kind) -> _Rules:
    table = language(code).table(kind)
    spaced = code != "zh"
    space = " " if spaced else ""
    begin = r"(?<!\w)" if spaced else ""
    pronoun = table["pronoun"].replace("{organs}", organ_names(code))
    rows = [(name, f"({'|'.join(forms)})") for name, forms in table["acts"].items()]
    verbs = "|".join(body for _, body in rows).replace("{organs}", organ_names(code))
    joined = "(?P<and>[وف])?" if code == "ar" else "(?P<and>(?!))?"  # written with the verb
    lead = f"(?P<we>{pronoun},?{space})?(?:{table['adverbs']}{space}){{0,3}}"
    stop = r"(?!\w)" if spaced else ""
    return _Rules(
        re.compile(f"{begin}{joined}{lead}(?:{verbs}){stop}{table['tail']}"),
        tuple((name.rstrip("!"), name.endswith("!")) for name, _ in rows),
        re.compile(rf"{begin}[وف]?{pronoun}{stop}"),
        re.compile(table["head"]),
        re.compile(table["joint"]),
        re.compile(table["close"]),
        frozenset(table["never_pledged"]),
        re.compile(table["not_after"]),
        re.compile(table["pledge"]),
        table["tells_person"],
    )


def declares(paragraphs: Sequence[Paragraph], code: str, kind: Kind = "declarations") -> bool:
    """Whether the paragraphs are a declaration: those who speak name themselves at its head.

    Of a decision: whether it begins with the meeting and the organ. Raises
    ``UnsupportedLanguage`` for any code but the six.
    """
    named = speakers(code, kind)
    look = named.match if kind == "decisions" else named.search
    return any(look(fold(p.text[:_HEAD]).text) for p in paragraphs[:_FIRST])


def declared_acts(
    paragraph: Paragraph, folded: Folded, code: str, kind: Kind = "declarations"
) -> tuple[Act, ...]:
    """The acts of one paragraph of a declaration or a decision, in order of place.

    ``folded`` is ``fold(paragraph.text)``. Of a declaration only acts that direct are told. Each
    ends with its sentence, or where the next begins. Raises ``UnsupportedLanguage`` for any code
    but the six.
    """
    rules = _rules(code, kind)
    quotes = [found.span() for found in quotations(folded.text, code)]
    out: list[Act] = []
    for start, stop in sentences(paragraph.text, folded, code):
        found = [
            (match, *rules.acts[_which(match)])
            for match in rules.verb.finditer(folded.text, start, stop)
            if not any(left < match.start() < right for left, right in quotes)
        ]
        found = [
            row
            for row in found
            if _performed(folded.text, start, row[0], row[1], rules, paragraph.level)
        ]
        found = [
            row
            for number, row in enumerate(found)
            if rules.tells or row[0]["we"] or not number or found[number - 1][1] != row[1]
        ]
        for number, (match, act, repeated) in enumerate(found):
            end = found[number + 1][0].start() if number + 1 < len(found) else stop
            out.append(
                Act(
                    folded.back(_begin(match)),
                    folded.back_end(match.end()),
                    folded.back_end(end) if end < len(folded.text) else len(paragraph.text),
                    act,
                    act_forces()[act],
                    repeated,
                    bool(out) or match.start() > start,
                )
            )
    return tuple(out)


def _which(match: re.Match[str]) -> int:
    """The number of the act that matched: the first groups are "and" and who speaks."""
    return next(n for n, group in enumerate(match.groups()[2:]) if group is not None)


def _begin(match: re.Match[str]) -> int:
    """Where the performative words begin: the Arabic "and" is written with the first of them."""
    return match.start() + len(match["and"] or "")


def _performed(
    text: str, start: int, match: re.Match[str], act: str, rules: _Rules, level: int
) -> bool:
    """Whether a verb found in the sentence that begins at ``start`` is performed there."""
    before = text[start : match.start()]
    before += match["and"] or ""
    near = before[-_BEFORE:]
    if rules.not_after.search(near):
        return False
    if match["we"] is not None:
        return True
    if rules.head.fullmatch(before):
        return rules.tells or level == 1
    if not rules.tells and level > 1:
        return False  # there the verb may be an infinitive that the head begins
    since = _since(before, rules)
    if not (rules.joint.search(near) or rules.close.match(since)):
        return False
    return act in rules.never_pledged or rules.pledge.match(since) is None


def _since(before: str, rules: _Rules) -> str:
    """The words of a sentence from the last "we" on."""
    begin = 0
    for pronoun in rules.pronoun.finditer(before):
        begin = pronoun.start()
    return before[begin:]
