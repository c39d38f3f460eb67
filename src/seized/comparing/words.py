"""Words of a text, and what changed between two texts word by word.

A word keeps the space before it, so that the words of a text put together are the text. Chinese
has no spaces: a character is a word, but a date, a number with its unit or a symbol is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import Final, NamedTuple

from rapidfuzz.distance import Indel, LCSseq

from seized.languages import CODES, language
from seized.model.redline import Edit, EditKind

__all__ = ["Word", "changes", "likeness", "share_kept", "words"]

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_INSIDE: Final = re.compile(r"\w")
_MOST: Final = 400_000_000  # cells of a comparison: two texts of 20,000 words
_WEIGHT_OF_SIGN: Final = 0.2


@cache
def _word() -> re.Pattern[str]:
    """A number with what is written together with it, a symbol, a word, or any other sign."""
    numbers = [language(code).table("numbers")["together"]["word"] for code in CODES]
    number = "|".join([*filter(None, numbers), r"\d+(?:[/.,-]\d+)*%?"])
    return re.compile(
        rf"\s*(?:{number}|[^\W_{_HAN}]+(?:[/.’'\u2010\u2011-][^\W_{_HAN}]+)*|[\W_{_HAN}])|\s+\Z"
    )


class Word(NamedTuple):
    """A word of a text; for a reference to a note the text is empty.

    ``key`` is what is compared. Two references are the same where their notes are, whatever
    their markers: the caller gives the note's own key.
    """

    text: str
    key: str
    note: str | None = None


def words(text: str, notes: Iterable[tuple[int, str, str]] = ()) -> list[Word]:
    """The words of a text; ``notes`` are offset, marker and key of its references in order."""
    out: list[Word] = []
    places = list(notes)
    at = 0
    for offset, marker, key in [*places, (len(text), "", "")]:
        out += (Word(found, " ".join(found.split()) or " ") for found in _split(text[at:offset]))
        if marker:
            out.append(Word("", f"\0{key}", marker))
        at = offset
    return out


def _split(text: str) -> list[str]:
    return _word().findall(text)


def _weigh(row: Sequence[Word]) -> float:
    """How much words say: signs and note references next to nothing, Han characters half."""
    return sum(
        (0.5 if len(word.key) == 1 and not word.key.isascii() else 1.0)
        if _INSIDE.search(word.key)
        else _WEIGHT_OF_SIGN
        for word in row
    )


def _keys(row: Sequence[Word]) -> list[int]:
    return [hash(word.key) for word in row]


def likeness(one: Sequence[Word], two: Sequence[Word]) -> float:
    """The share of words, in order, that two texts have in common: 0 to 1."""
    if len(one) * len(two) > _MOST:
        return 1.0 if one == two else 0.0
    return float(Indel.normalized_similarity(_keys(one), _keys(two)))


def share_kept(part: Sequence[Word], whole: Sequence[Word]) -> float:
    """The share of the words of ``part`` that ``whole`` has in the same order: 0 to 1."""
    if not part or len(part) * len(whole) > _MOST:
        return 0.0
    return LCSseq.similarity(_keys(part), _keys(whole)) / len(part)


class _Stretch(NamedTuple):
    """Words that stayed (``old`` and ``new`` are alike), or that gave way to others."""

    same: bool
    old: Sequence[Word]
    new: Sequence[Word]


def changes(old: Sequence[Word], new: Sequence[Word]) -> tuple[Edit, ...]:
    """The edits that lead from one text to the other; see `Edit` for what they add up to.

    A few words that stayed between larger changes count as changed: nobody reads a sentence
    whose commas alone are old.
    """
    if len(old) == len(new) and all(a.key == b.key for a, b in zip(old, new, strict=True)):
        return _edits([_Stretch(True, old, new)])
    return _edits(_calm(_stretches(old, new)))


def _stretches(old: Sequence[Word], new: Sequence[Word]) -> list[_Stretch]:
    if len(old) * len(new) > _MOST:
        return [_Stretch(False, old, new)]
    out = []
    for step in Indel.opcodes(_keys(old), _keys(new)):
        was, now = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        out.append(_Stretch(step.tag == "equal", was, now))
    return [_joined(list(group)) for _, group in groupby(out, key=lambda one: one.same)]


def _joined(row: Sequence[_Stretch]) -> _Stretch:
    old = [word for one in row for word in one.old]
    new = [word for one in row for word in one.new]
    return _Stretch(all(one.same for one in row), old, new)


def _calm(row: list[_Stretch]) -> list[_Stretch]:
    """Let go of islands that are smaller than the changes on both sides of them."""
    out: list[_Stretch] = []
    for stretch in row:
        out.append(stretch)
        while len(out) >= 3 and not out[-1].same and _is_island(*out[-3:]):
            out[-3:] = [_joined(out[-3:])]
    return out


def _is_island(before: _Stretch, island: _Stretch, after: _Stretch) -> bool:
    if not island.same or any(word.note for word in island.new):
        return False
    size = _weigh(island.new)
    room = min(_size(before), _size(after))
    return (size <= 1.0 and size <= room) or (size <= 2.0 and 4 * size <= room)


def _size(stretch: _Stretch) -> float:
    """A replacement is as large as its larger side; a mere insertion breaks no sentence."""
    return min(_weigh(stretch.old), _weigh(stretch.new)) or 0.4 * max(
        _weigh(stretch.old), _weigh(stretch.new)
    )


def _edits(row: Iterable[_Stretch]) -> tuple[Edit, ...]:
    out: list[Edit] = []
    for stretch in row:
        if stretch.same:
            out += _kept(stretch.old, stretch.new)
        else:
            out += _run("deleted", stretch.old)
            out += _run("inserted", stretch.new)
    return tuple(out)


def _run(kind: EditKind, row: Sequence[Word]) -> list[Edit]:
    out: list[Edit] = []
    for is_note, group in groupby(row, key=lambda word: word.note is not None):
        if is_note:
            out += (Edit(kind, "", word.note) for word in group)
        else:
            out.append(Edit(kind, "".join(word.text for word in group)))
    return out


def _kept(old: Sequence[Word], new: Sequence[Word]) -> list[Edit]:
    """Words that stayed; where the space before one did not, that space is what changed."""
    out: list[Edit] = []
    begin = 0
    for n, (was, now) in enumerate(zip(old, new, strict=True)):
        if was.text == now.text:
            continue
        out += _run("same", new[begin:n])
        bare = now.text.lstrip()
        spaces: tuple[tuple[EditKind, Word], ...] = (("deleted", was), ("inserted", now))
        out += (
            Edit(kind, word.text[: len(word.text) - len(bare)])
            for kind, word in spaces
            if len(word.text) > len(bare)
        )
        out += [Edit("same", bare)] if bare else []
        begin = n + 1
    return out + _run("same", new[begin:])
