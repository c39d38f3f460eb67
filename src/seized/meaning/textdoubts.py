"""Doubts about the text itself: what stands twice, does not close, or cannot be in its time.

What a citation makes doubtful is told with the citations; here only the words count. Every rule
is one that a correct text seldom breaks: what may stand twice, and what closes what, is data.
"""

from __future__ import annotations

import operator
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

import msgspec
from msgspec.structs import replace

from seized.languages import language
from seized.languages.machine import Machine
from seized.languages.words import any_of
from seized.meaning.clauses import ActsRead, read_acts
from seized.meaning.due import DueContext, sessions_in
from seized.meaning.passages import Passage, Running, running
from seized.model.doubts import Doubt
from seized.model.errors import SymbolError
from seized.model.findings import Force
from seized.model.resolution import Paragraph, Resolution
from seized.model.text import to_source
from seized.symbols import ga_session

__all__ = ["doubled", "text_doubts"]

_HAN: Final = "\u4e00-\u9fff"
_STEP: Final = 16  # how many sessions one look at a paragraph covers
_SHOWN: Final = 12  # signs shown on either side of a place
_DIRECTING: Final[tuple[Force | str, ...]] = ("decide", "request", "resolve")


class _Rules(msgspec.Struct, frozen=True, gc=False):
    spaced: bool
    words: frozenset[str]
    short: frozenset[str]
    before: re.Pattern[str]
    letters: Machine
    letters_in_place: re.Pattern[str]
    roman: re.Pattern[str]
    signs: re.Pattern[str]
    single: frozenset[str]
    strings: re.Pattern[str] | None
    pairs: tuple[str, ...]
    label: re.Pattern[str]
    agenda: tuple[str, ...]


@cache
def _rules(code: str) -> _Rules:
    table = language(code).table("textdoubts")
    twice, pairs = table["twice"], table["pairs"]
    letters = twice["letters"]
    runs = [letter * 3 for letter in letters] or ["aaa"]
    return _Rules(
        spaced=table["spaced"],
        words=frozenset(twice["words"]),
        short=frozenset(twice["short"]),
        before=re.compile(f"(?:{'|'.join(map(re.escape, twice['followed']))})(?!\\w)"),
        letters=Machine(runs, code),
        letters_in_place=re.compile(f"\\w*?({'|'.join(runs)})\\w*"),
        roman=re.compile(r"[ivxlc]+|www", re.IGNORECASE),
        signs=re.compile(f"([{_HAN}])\\1+|([{_HAN}]{{2,4}}?)\\2"),
        single=frozenset(twice["signs"]),
        strings=re.compile(any_of(twice["strings"])) if twice["strings"] else None,
        pairs=tuple(pairs["signs"]),
        label=re.compile(pairs["label"]),
        agenda=tuple(table["agenda"]["words"]),
    )


def text_doubts(
    resolution: Resolution,
    source_text: str,
    code: str,
    whole: Running | None = None,
    read: tuple[ActsRead, ...] | None = None,
) -> tuple[Doubt, ...]:
    """What is doubtful in the text of a resolution, in reading order.

    Codes: ``word-doubled`` (value ``words``), ``sign-doubled`` and ``letter-tripled`` (``words``:
    the sign or word, with its neighbours), ``quotation-not-closed`` and ``bracket-not-closed``
    (``sign``), ``session-past`` and ``session-far`` (``session``, ``own``), and
    ``adopted-outside-session`` (``date``, ``first``, ``last``). The quote of a doubt is the slice
    of ``source_text`` at its span; ``whole`` is the running text and ``read`` what ``read_acts``
    gave, where they were made before. Raises ``UnsupportedLanguage``.
    """
    rules = _rules(code)
    whole = whole or running(resolution)
    found = [*_twice(whole.text, rules), *_unpaired(whole.text, whole.parts, rules)]
    out = [_placed(one, whole) for one in sorted(found)]
    out.extend(_sessions(resolution, code, rules, read or read_acts(resolution, code)))
    out.extend(_adopted(resolution))
    return tuple(out)


class _Found(NamedTuple):
    start: int
    end: int
    code: str
    name: str
    value: str


def _placed(found: _Found, whole: Running) -> Doubt:
    at = whole.parts[bisect_right(whole.starts, found.start) - 1]
    span = at.span(found.start, found.end)
    return Doubt(found.code, at=at.at, span=span, values={found.name: found.value})


# ------------------------------------------------------------------ twice


def doubled(text: str, code: str) -> list[str]:
    """The words, signs and letters of a text that stand twice where they should not."""
    return [text[one.start : one.end] for one in _twice(text, _rules(code))]


def _twice(text: str, rules: _Rules) -> Iterator[_Found]:
    if not rules.spaced:
        yield from _signs(text, rules)
        return
    words = text.split()
    if any(map(operator.eq, words, islice(words, 1, None))):
        yield from _words(text, rules)
    if rules.letters.find(text):
        yield from _letters(text, rules)


def _words(text: str, rules: _Rules) -> Iterator[_Found]:
    """``of of``: the same letters twice, in the same case, with white space between."""
    for match in re.finditer(r"(?<![\w’'/.\-‑])([^\W\d_]+)[^\S\n]+\1(?![\w’'/\-‑.]\w|\w)", text):
        word = match[1].lower()
        if word in rules.words or (len(word) == 1 and word not in rules.short):
            continue
        if len(word) > 1 and rules.roman.fullmatch(word):
            continue
        if rules.before.match(text, match.end() + 1):
            continue
        yield _Found(match.start(), match.end(), "word-doubled", "words", match[0])


def _letters(text: str, rules: _Rules) -> Iterator[_Found]:
    """``agreeement``: no word of these languages has a letter three times in a row."""
    for match in rules.letters_in_place.finditer(text):
        if not rules.roman.fullmatch(match[0]):
            yield _Found(match.start(1), match.end(1), "letter-tripled", "words", match[0])


def _signs(text: str, rules: _Rules) -> Iterator[_Found]:
    """Han signs: most doubles end one word and begin the next, so few signs are telling.

    A string of two or more signs that stands twice is telling in itself.
    """
    for match in rules.signs.finditer(text):
        start, end = match.span()
        if match[1] and end - start == 2 and match[1] in rules.single:
            continue
        if rules.strings is not None and any(
            known.start() <= start and end <= known.end()
            for known in rules.strings.finditer(text, max(0, start - 6), end + 6)
        ):
            continue
        shown = text[max(0, start - 2) : end + 2].replace("\n", " ")
        yield _Found(start, end, "sign-doubled", "words", shown)


# ------------------------------------------------------------------ pairs


def _unpaired(text: str, parts: tuple[Passage, ...], rules: _Rules) -> Iterator[_Found]:
    """Brackets and quotation marks that open and do not close, or the reverse."""
    for pair in rules.pairs:
        if text.count(pair[0]) != text.count(pair[1]):
            for part in parts:
                if part.text.count(pair[0]) != part.text.count(pair[1]):
                    yield from _lonely(part, pair, rules)


def _lonely(part: Passage, pair: str, rules: _Rules) -> Iterator[_Found]:
    """The first sign of a passage without its partner, where there is one.

    Labels such as ``a)`` close nothing. A quotation of several paragraphs opens anew in each and
    closes in the last; a passage that begins or ends with the sign is left alone.
    """
    text = part.text
    labels = {match.end() - 1 for match in rules.label.finditer(text)} if pair[1] == ")" else ()
    open_at: list[int] = []
    alone: int | None = None
    for match in re.finditer(f"[{re.escape(pair)}]", text):
        at = match.start()
        if match[0] == pair[0]:
            open_at.append(at)
        elif open_at:
            open_at.pop()
        elif at not in labels and alone is None:
            alone = at
    if alone is None:
        alone = open_at[0] if open_at else None
    bracket = pair[0] in "([（〔["
    if alone is None or (not bracket and (alone == 0 or text[alone + 1 :].strip(" ,;.:؛،") == "")):
        return
    code = "bracket-not-closed" if bracket else "quotation-not-closed"
    at = part.start + alone
    yield _Found(at, at + 1, code, "sign", _near(text, alone))


def _near(text: str, at: int) -> str:
    return text[max(0, at - _SHOWN) : at + 1 + _SHOWN].strip()


# ------------------------------------------------------------------ time


def _sessions(
    resolution: Resolution, code: str, rules: _Rules, read: tuple[ActsRead, ...]
) -> Iterator[Doubt]:
    """Agendas are made for sessions to come: one that is past or far away is a misprint."""
    context = DueContext.of(resolution)
    own = context.session
    if own is None or resolution.organ not in (None, "general-assembly"):
        return
    for one in read:
        paragraph = one.paragraph
        if one.preambular or paragraph.act not in _DIRECTING:
            continue
        folded = one.folded.text
        if not any(word in folded for word in rules.agenda):
            continue
        if not sessions_in(folded, code, context):
            yield from _out_of_time(paragraph, folded, code, context, own)


def _out_of_time(
    paragraph: Paragraph, folded: str, code: str, context: DueContext, own: int
) -> Iterator[Doubt]:
    for first in (own + _STEP, *range(own - _STEP, -_STEP, -_STEP), own + 2 * _STEP):
        named = sessions_in(folded, code, replace(context, session=first))
        if named:
            kind = "session-far" if named[0] > own else "session-past"
            span = to_source(paragraph.pieces, 0, len(paragraph.text))
            values = {"session": str(named[0]), "own": str(own)}
            yield Doubt(kind, at=paragraph.address, span=span, values=values)
            return


def _adopted(resolution: Resolution) -> Iterator[Doubt]:
    """The Assembly adopts its resolutions while the session lasts."""
    session, adopted = resolution.session, resolution.adopted
    if resolution.organ != "general-assembly" or session is None or adopted is None:
        return
    try:
        window = ga_session(session.number, session.kind)
    except SymbolError:
        return
    if adopted.last < window.first or (window.last is not None and adopted.first > window.last):
        values = {
            "date": str(adopted),
            "first": window.first.isoformat(),
            "last": window.last.isoformat() if window.last else "",
        }
        yield Doubt("adopted-outside-session", values=values)
