"""How a decision begins: the meeting, its day and the organ, told in the past tense.

Decisions have no enacting formula and mostly no numbered paragraphs: "At its 54th plenary
meeting, on 15 December 2022, the General Assembly decided ...". The form of each language is in
``decisions.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from seized.languages import Language
from seized.languages.dates import find_dates
from seized.languages.numbers import ordinal
from seized.languages.speakers import organ_of, speakers
from seized.languages.words import fold
from seized.model.dates import PartialDate
from seized.structure.formulas import DIGITAL
from seized.structure.lines import Line
from seized.structure.masthead_rules import rules_of

__all__ = ["Narrative", "find_narrative", "narrative_line"]

_HEAD: Final = 360  # code points; no beginning of a decision is longer
_LEAST: Final = 12
_EMPHASIS: Final = " *_>#"
_ASIDE: Final = re.compile(r"\([^()]*\)")
_WRAPPED: Final = 5  # lines of a page over which the beginning may run


class Narrative(NamedTuple):
    """What the beginning of a decision tells; ``meeting`` is None where several are named.

    ``committee`` is the Main Committee on whose recommendation it was taken.
    """

    organ: str
    meeting: int | None
    adopted: PartialDate | None
    committee: str | None


def find_narrative(text: str, language: Language) -> Narrative | None:
    """The beginning of a decision at the head of a paragraph, or None."""
    text = text[:_HEAD].lstrip(_EMPHASIS)
    if len(text) < _LEAST:
        return None
    folded = fold(text).text
    found = speakers(language.code, "decisions").match(folded)
    if found is None:
        return None
    groups = {key.rstrip("234"): value for key, value in found.groupdict().items() if value}
    organ = organ_of(groups.get("organ", ""), language.code)
    if organ is None:
        return None
    dates = find_dates(text[: found.end() + 40], language.code)
    day = next((date.last for date in dates if date.last.day), None)
    meeting = _number(groups.get("ordinal", "").strip(), language.code)
    named = rules_of(language).committees
    committee = next((of for name, of in named if name in folded[found.end() :]), None)
    return Narrative(organ, meeting, day, committee)


def _number(printed: str, code: str) -> int | None:
    printed = _ASIDE.sub("", printed).strip()
    digits = DIGITAL.fullmatch(printed)
    return int(digits[1]) if digits else ordinal(printed, code)


def narrative_line(
    lines: Sequence[Line], language: Language
) -> tuple[int, Narrative] | tuple[None, None]:
    """The line at which a decision begins, and what its beginning tells."""
    for index, line in enumerate(lines):
        words = line.text
        for further in lines[index + 1 : index + _WRAPPED]:
            if further.blank_before or len(words) > _HEAD:
                break
            words += f" {further.text}"
        found = find_narrative(words, language)
        if found is not None:
            return index, found
    return None, None
