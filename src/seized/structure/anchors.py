"""Note markers that are printed as plain digits, told apart from the numbers of the text.

Two facts decide: markers count up through the document, and a page carries the anchors of the
notes at its bottom. Among the places that the count allows, a digit that is glued to a word or
to closing punctuation is a marker; one that is followed by a unit or a date sign is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from seized.languages import CODES, language
from seized.model.source import Block
from seized.structure.chunks import Hole

__all__ = ["declared_anchors", "find_anchors", "repeated_anchors"]

_CLOSING = ",;:،؛，。；：)）]»”’」』】〉》、.\"'"
# No year has five digits and no resolution of a session four: "2000" + "6", "73/67" + "13".
_TOO_LONG = re.compile(r"(?:(?<!\d)(?:19|20)\d\d\d{1,3}|\d/\d{4,6})\Z")
_HAN = re.compile(r"[\u4e00-\u9fff]")


class _Together(NamedTuple):
    """What is written together with a number of the text: signs before it, and what follows it."""

    before: frozenset[str]
    behind: re.Pattern[str]


@cache
def _together() -> _Together:
    tables = [language(code).table("numbers")["together"] for code in CODES]
    behind = "".join(table["behind"] for table in tables)
    return _Together(
        frozenset("".join(table["before"] for table in tables)),
        re.compile(rf"\s?[{behind}％%°]|[\d/]|[.,]\d|\)\s?\d{{4}}"),
    )


@lru_cache(maxsize=1024)
def _form(marker: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<paren>\({marker}\))|(?<![\d/\-–‑])(?P<plain>{marker})(?!\d)|(?<=\d)(?P<glued>{marker})(?!\d)"
    )


def _score(  # noqa: C901  (one rule after another)
    text: str, start: int, end: int, form: str | None
) -> float:
    """How much the surroundings speak for a marker; 0 or less: it is a number."""
    before = text[start - 1] if start else "\n"
    if (
        text[end : end + 2] in (". ", ".\n", ".\t")
        and text[text.rfind("\n", 0, start) + 1 : start].isspace()
    ):
        return 0.0  # the label of a paragraph
    after = text[end] if end < len(text) else "\n"
    if form == "paren":
        return (
            3.0 if not before.isspace() else (2.0 if after in _CLOSING or after.isspace() else 1.0)
        )
    if _together().behind.match(text, end):
        return 0.0
    closes = after.isspace() or after in _CLOSING
    if form == "glued":
        if not (closes or _HAN.match(after)):
            return 0.0
        return 2.5 if _TOO_LONG.search(text, max(0, start - 8), end) else 0.4
    if before in _CLOSING:
        if start > 1 and before in ",،.、" and text[start - 2].isdigit():
            return 1.2 if closes and before != "." else 0.0
        return 4.0 if closes or _HAN.match(after) else 1.0
    if _HAN.match(before):
        return (
            0.0 if before in _together().before else (2.5 if closes or _HAN.match(after) else 0.5)
        )
    if before.isalpha():
        return 4.0 if closes else 0.0
    if before == " ":
        if after in _CLOSING:
            return 1.5
        if _HAN.match(after):  # a number would be set off on both sides, or on none
            return (
                2.5
                if start > 1 and (text[start - 2] in _CLOSING or _HAN.match(text[start - 2]))
                else 0.0
            )
        return 0.7 if after.isspace() else 0.0
    return 0.0


def _candidates(
    text: str, ranges: Sequence[tuple[int, int]], marker: str, dates: Sequence[tuple[int, int]]
) -> list[tuple[int, int, float]]:
    found = []
    form = _form(marker)
    for start, end in ranges:
        for match in form.finditer(text, start, end):
            if any(a <= match.start() and match.end() <= b for a, b in dates):
                continue
            score = _score(text, match.start(), match.end(), match.lastgroup)
            if score > 0:
                found.append((match.start(), match.end(), score))
    return found


def find_anchors(
    text: str,
    ranges: Sequence[tuple[int, int]],
    markers: Sequence[str],
    dates: Sequence[tuple[int, int]] = (),
) -> list[Hole]:
    """The anchors of ``markers``, in order, within ``ranges`` of the text of one page.

    ``dates`` are the stretches that are dates, whose days are no markers. Chooses
    increasing places with the greatest total score; a marker without any place is left
    out. Time grows with the product of neighbouring candidates, a handful on a page.
    """
    best: list[tuple[float, tuple[Hole, ...]]] = [(0.0, ())]
    for marker in markers:
        grown = list(best)
        for start, end, score in _candidates(text, ranges, marker, dates):
            options = [b for b in best if not b[1] or b[1][-1].end <= start]
            total, chain = max(options, key=lambda b: b[0])
            grown.append((total + score, (*chain, Hole(start, end, marker))))
        best = _frontier(grown)
    return list(max(best, key=lambda b: b[0])[1])


def _frontier(states: list[tuple[float, tuple[Hole, ...]]]) -> list[tuple[float, tuple[Hole, ...]]]:
    """Keep a state only if no other ends earlier with a greater total."""
    states.sort(key=lambda b: (b[1][-1].end if b[1] else 0, -b[0]))
    kept: list[tuple[float, tuple[Hole, ...]]] = []
    for state in states:
        if not kept or state[0] > kept[-1][0]:
            kept.append(state)
    return kept


_AGAIN = re.compile(
    r"(?:(?<=[a-zà-ÿа-яё»”’》)])|(?<=[a-zà-ÿа-яё»”’)][,;])|(?<=\d{4}[,;])"
    r"|(?<=[^\W\d][,;] (?=\d{1,3}\s*\n\s*[^\W\d_a-zà-ÿа-яё]))"
    r"|(?<=[^\W\d]; (?=\d{1,3}\s*\n))|(?<=\d{4}[,;] (?=\d{1,3}\s*\n\s*[^\W\d_a-zà-ÿа-яё])))"
    r"(\d{1,3})(?=[\s,;.，；。、]|[\u4e00-\u9fff]|\Z)"
)


def repeated_anchors(text: str, start: int, end: int, last: int) -> list[Hole]:
    """Digits that repeat the marker of an earlier note (up to ``last``).

    Glued to a word or to the comma after it, or at the end of a paragraph: elsewhere a number
    that stands free is a number.
    """
    return [
        Hole(match.start(), match.end(), match[1])
        for match in _AGAIN.finditer(text, start, end)
        if 0 < int(match[1]) <= last and not _together().behind.match(text, match.end())
    ]


_MARKER_LIST = re.compile(r"\d{1,3}(?:[,،]\d{1,3})*")
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|CO|PM|к?м|م|n|№)\s?\Z", re.IGNORECASE)


def declared_anchors(text: str, block: Block, last: int) -> list[Hole]:
    """Markers that the format declares, and superscript digits that repeat one of them."""
    holes = []
    for mark in block.marks:
        printed = text[mark.start : mark.end].strip(" ()[]⁽⁾")
        if mark.kind == "note":
            holes.append(Hole(mark.start, mark.end, printed))
        elif (
            mark.kind == "superscript" and block.kind != "note" and _MARKER_LIST.fullmatch(printed)
        ):
            numbers = re.split(r"[,،]", printed)
            before = text[max(block.start, mark.start - 6) : mark.start]
            if (
                all(0 < int(n) <= last for n in numbers)
                and before.strip()
                and not _UNIT.search(before)
            ):
                holes += [
                    Hole(mark.end if k else mark.start, mark.end, n) for k, n in enumerate(numbers)
                ]
    holes.sort(key=lambda hole: hole.start)
    return holes
