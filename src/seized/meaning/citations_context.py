"""Whose number it is: the organ and the word near a number decide, or leave it open."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import Any, NamedTuple

from seized.languages import language
from seized.meaning.citations_atoms import Atom
from seized.model.errors import SymbolError
from seized.model.findings import Outcome
from seized.symbols import latin_number, parse, unroman

__all__ = ["Reading", "Rules", "Tag", "organs_of", "readings", "rules_of"]

_FAR = 400
_CHURN = 60


class Rules(NamedTuple):
    """The compiled citation data of one language."""

    code: str
    word_after: bool
    tags: re.Pattern[str]
    organs: tuple[str, ...]
    own: re.Pattern[str]
    before_word: re.Pattern[str]
    subject: re.Pattern[str]
    between: re.Pattern[str]
    after_number: re.Pattern[str]
    date_before: re.Pattern[str]
    date_after: re.Pattern[str]
    ibid: re.Pattern[str]
    self: re.Pattern[str]
    official_records: re.Pattern[str]
    treaty_name: re.Pattern[str]
    treaty_place: re.Pattern[str]
    charter: re.Pattern[str]
    charter_other: re.Pattern[str]
    statute: re.Pattern[str]


@cache
def rules_of(code: str) -> Rules:
    """The citation patterns of a language. Raises ``UnsupportedLanguage``."""
    data: Any = language(code).table("citations")
    words, gaps = data["words"], data["gaps"]
    organs = tuple(entry["id"] for entry in data["organs"])
    tags = "|".join(
        [
            f"(?P<r>(?i:{words['resolution']['pattern']}))",
            f"(?P<d>(?i:{words['decision']['pattern']}))",
        ]
        + [f"(?P<o{n}>{entry['pattern']})" for n, entry in enumerate(data["organs"])]
    )
    loose, exact = re.IGNORECASE, 0

    def one(pattern: str, flags: int = exact) -> re.Pattern[str]:
        return re.compile(pattern, flags)

    return Rules(
        code=code,
        word_after=data["order"]["word"] == "after",
        tags=one(tags),
        organs=organs,
        own=one(words["own"]["pattern"], loose),
        before_word=one(gaps["before_word"], loose),
        subject=one(gaps["subject"], loose),
        between=one(gaps["between"], loose),
        after_number=one(gaps["after_number"], loose),
        date_before=one(gaps["date_before"], loose),
        date_after=one(gaps["date_after"], loose),
        ibid=one(data["ibid"]["pattern"], loose),
        self=one(data["self"]["pattern"], loose),
        official_records=one(data["official_records"]["pattern"]),
        treaty_name=one(data["treaty_series"]["name"]),
        treaty_place=one(data["treaty_series"]["place"]),
        charter=one(data["charter"]["pattern"]),
        charter_other=one(data["charter"]["other"]),
        statute=one(data["statute"]["pattern"]),
    )


class Tag(NamedTuple):
    """A word near a number: ``r`` resolution, ``d`` decision, else the id of an organ."""

    start: int
    end: int
    what: str


class Reading(NamedTuple):
    """What a number was taken for, and why. ``organ_end`` is where a name after it ends."""

    outcome: Outcome
    symbol: str | None
    candidates: tuple[str, ...]
    rule: str
    organ_end: int


def organs_of(text: str, start: int, end: int, rules: Rules) -> list[Tag]:
    """Names of organs and the words resolution and decision between two offsets."""
    out = []
    for found in rules.tags.finditer(text, start, end):
        name = str(found.lastgroup)
        what = name if name in "rd" else rules.organs[int(name[1:])]
        if found.end() > found.start():
            out.append(Tag(found.start(), found.end(), what))
    return out


def readings(text: str, atoms: list[Atom], own: str, rules: Rules) -> list[Reading | None]:
    """For each number its reading, or None where it is no citation at all.

    ``own`` is the head of the series of the organ that speaks (``A``): "its resolution".
    """
    if not atoms:
        return []
    start = max(0, atoms[0].start - _FAR)
    tags = organs_of(text, start, min(len(text), atoms[-1].end + 160), rules)
    words = [t for t in tags if t.what in ("r", "d")]
    triggers = [_trigger(atom, words, rules) for atom in atoms]
    out: list[Reading | None] = []
    first = 0
    for at in range(len(atoms)):
        if at and triggers[at] != triggers[first]:
            first = at
        last = at
        while last + 1 < len(atoms) and triggers[last + 1] == triggers[at]:
            last += 1
        organ, end = _organ(text, atoms, (first, at, last), triggers[at], tags, rules)
        out.append(_read(atoms[at], triggers[at], organ, own, end))
    return out


def _trigger(atom: Atom, words: list[Tag], rules: Rules) -> Tag | None:
    at = bisect_left(words, atom.start, key=lambda t: t.start)
    if rules.word_after:
        return words[at] if at < len(words) and words[at].start - atom.end < _FAR else None
    return words[at - 1] if at else None


def _organ(
    text: str,
    atoms: list[Atom],
    group: tuple[int, int, int],
    trigger: Tag | None,
    tags: list[Tag],
    rules: Rules,
) -> tuple[str | None, int]:
    """The organ named for a number: right after it, before its word, between, after its list."""
    first, at, last = group
    names = [t for t in tags if t.what not in ("r", "d")]
    after = _after(text, atoms[at], names, rules)
    if after:
        return after.what, after.end
    before: Tag | None = None
    head = trigger.start if trigger and not rules.word_after else atoms[first].start
    for name in names:
        if name.end <= head or (trigger and trigger.start < name.end <= trigger.end):
            before = name
    if before and trigger:
        if before.start >= trigger.start:  # the word itself tells ("his resolution")
            return before.what, atoms[at].end
        gap = text[before.end : head]
        if rules.before_word.fullmatch(gap) or rules.subject.fullmatch(gap):
            return before.what, atoms[at].end
    if trigger and not rules.word_after:
        for name in names:
            if name.start >= trigger.end and name.end <= atoms[first].start:
                if rules.between.fullmatch(text[trigger.end : name.start]):
                    return name.what, atoms[at].end
                break
    if last > at:
        after = _after(text, atoms[last], names, rules)
        if after:
            return after.what, atoms[at].end
    return None, atoms[at].end


def _after(text: str, atom: Atom, names: list[Tag], rules: Rules) -> Tag | None:
    for name in names:
        if name.start >= atom.end:
            near = name.start - atom.end <= _CHURN
            gap = text[atom.end : name.start]
            return name if near and rules.after_number.fullmatch(gap) else None
    return None


def _read(atom: Atom, trigger: Tag | None, organ: str | None, own: str, end: int) -> Reading | None:
    number = latin_number(atom.text).replace(" -", "-")
    decision = trigger is not None and trigger.what == "d"
    if atom.form == "paren-year":
        return _series(("S",), number, decision, "security-council-number", end)
    if trigger is None and atom.form != "slash":
        return None if atom.form in ("year", "other") else _roman(number, organ, own, end)
    if atom.form == "roman":
        return _roman(number, organ, own, end)
    if organ == "other" or atom.form == "other":
        return Reading("unknown", None, (), "other-body", end)
    if organ == "UNEP/EA" and atom.form == "slash":
        session, _, serial = number.partition("/")
        return Reading("resolved", f"UNEP/EA.{session}/Res.{serial}", (), "named-organ", end)
    if atom.form == "year":
        return _series(("E",), number, decision, "number-by-year", end)
    return _slash(number, decision, trigger, organ, own, end)


def _slash(
    number: str, decision: bool, trigger: Tag | None, organ: str | None, own: str, end: int
) -> Reading | None:
    """Numbers of the form 75/268: the Assembly's, or of a council that counts sessions."""
    special = number[0] in "ES"
    head, _, tail = number.removeprefix("ES-").removeprefix("S-").partition("/")
    session, serial = int(head), int(re.match(r"\d+", tail)[0])  # type: ignore[index]
    if organ in ("A/HRC", "council"):
        return _series(("A/HRC",), number, decision, "named-organ", end)
    if organ == "A":
        return _series(("A",), number, serial > 400, "named-organ", end)
    if trigger is None and not (special or (30 < session < 100 and serial < 1000)):
        return None
    if own == "A/HRC" and not special and session <= 63:
        return _series(("A/HRC",), number, decision, "own-organ", end)
    if special or session > 30:
        if decision and not special and serial < 301 and session < 64:
            candidates = _symbols(("A",), number, False) + _symbols(("A/HRC",), number, True)
            return Reading("ambiguous", None, candidates, "decision-without-organ", end)
        rule = "own-organ" if trigger else "number-alone"
        return _series(("A",), number, serial > 400, rule, end)
    if trigger is None or decision:
        return Reading("unknown", None, (), "no-organ", end) if trigger else None
    return Reading("ambiguous", None, _symbols(("A/HRC",), number, False), "no-organ", end)


def _roman(number: str, organ: str | None, own: str, end: int) -> Reading:
    """Numbers with a Roman session: the Assembly's to XXX, the Council's to LXIII."""
    if organ == "other":
        return Reading("unknown", None, (), "other-body", end)
    if organ in ("E", "council") or (organ is None and own == "E"):
        return _series(("E",), number, False, "named-organ", end)
    found = re.search(r"\((?:E?S-)?([IVXL]+)\)", number)
    try:
        late = found is not None and unroman(found[1]) > 30
    except ValueError:
        late = False
    if late:
        candidates = _symbols(("E",), number, False)
        return Reading("ambiguous" if candidates else "unknown", None, candidates, "no-organ", end)
    return _series(("A",), number, False, "roman-session", end)


def _series(heads: tuple[str, ...], number: str, decision: bool, rule: str, end: int) -> Reading:
    found = _symbols(heads, number, decision)
    if len(found) == 1:
        return Reading("resolved", found[0], (), rule, end)
    return Reading("unknown", None, found, "impossible-symbol", end)


def _symbols(heads: tuple[str, ...], number: str, decision: bool) -> tuple[str, ...]:
    out = []
    for head in heads:
        try:
            out.append(parse(f"{head}/{'DEC' if decision else 'RES'}/{number}").canonical)
        except SymbolError:
            continue
    return tuple(out)
