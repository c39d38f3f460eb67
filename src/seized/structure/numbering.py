"""Canonical numbers and levels from printed labels, and addresses from numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from seized.structure.labels import Label

__all__ = ["Numbered", "address_tail", "number_labels"]


class Numbered(msgspec.Struct, frozen=True, gc=False):
    """A canonical number (``3(a)(ii)``, or ``None``) and a level, 1 to 4."""

    number: str | None
    level: int


_NEXT_ROMAN = {
    "i": "ii", "ii": "iii", "iii": "iv", "iv": "v", "v": "vi", "vi": "vii", "vii": "viii",
    "viii": "ix", "ix": "x", "x": "xi", "xi": "xii", "xii": "xiii",
}  # fmt: skip


_UNNUMBERED = Numbered(None, 1)


def _succeeds(letter: str | None, value: str) -> bool:
    if letter is None:
        return value == "a"
    if letter == "z":
        return value == "aa"
    return value == chr(ord(letter[0]) + 1) * len(letter)


class _Counter:
    """The labels that are open while a list of paragraphs is walked."""

    __slots__ = ("inner", "letter", "nested", "roman", "sub", "top")

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.top: str | None = None
        self.letter: str | None = None
        self.roman: str | None = None
        self.sub: str | None = None
        self.nested: int = 0
        self.inner: str | None = None

    def stem(self) -> str:
        return f"{self.top or ''}{f'({self.letter})' if self.letter else ''}"


def number_labels(labels: Sequence[Label | None], fresh: Sequence[bool]) -> list[Numbered]:
    """Number paragraphs by their labels.

    ``fresh[i]`` is true where a heading or a part stands before paragraph ``i``: only there
    does a ``1.`` after other numbers restart the count; elsewhere it begins a list within the
    paragraph. Whether ``(i)`` is a letter or a numeral is decided by the labels round it.
    """
    out: list[Numbered] = []
    state = _Counter()
    for index, label in enumerate(labels):
        if fresh[index] and label is not None and label.kind == "digit" and label.value == "1":
            state.reset()
        out.append(_number_one(state, label, labels, index))
    return out


def _number_one(
    state: _Counter, label: Label | None, labels: Sequence[Label | None], index: int
) -> Numbered:
    if label is None:
        return _UNNUMBERED
    kind: str = label.kind
    if kind == "either":
        kind = _letter_or_roman(state, label.value, labels, index)
    if kind == "bullet":
        return Numbered(None, 3 if state.letter else 2)
    if kind == "digit":
        return _digit(state, label.value)
    if kind == "decimal":
        state.top, state.letter, state.roman, state.nested = label.value, None, None, 0
        return Numbered(label.value, 1 + label.value.count("."))
    if kind == "letter":
        if (
            state.roman is not None
            and state.letter is not None
            and label.value == "a"
            and not _opens_list(labels, index)
        ):
            return Numbered(f"{state.stem()}({state.roman})({label.value})", 4)
        state.letter, state.roman = label.value, None
        return Numbered(f"{state.top or ''}({label.value})", 2)
    if kind == "roman":
        state.roman = label.value
    return Numbered(f"{state.stem()}({label.value})", 3 if state.letter else 2)


def _opens_list(labels: Sequence[Label | None], index: int) -> bool:
    return index == 0 or labels[index - 1] is None


def _digit(state: _Counter, value: str) -> Numbered:
    number = int(value)
    top = int(state.top) if state.top and state.top.isdigit() else None
    if top is not None and number != top + 1 and (number == 1 or number == state.nested + 1 > 1):
        state.nested = number
        return Numbered(f"{state.top}({value})", 2)
    state.top, state.letter, state.roman, state.nested = value, None, None, 0
    return Numbered(value, 1)


def _letter_or_roman(
    state: _Counter, value: str, labels: Sequence[Label | None], index: int
) -> str:
    if state.roman is not None and _NEXT_ROMAN.get(state.roman) == value:
        return "roman"
    if state.letter is not None and _succeeds(state.letter, value):
        following = _next_lettered(labels, index)
        return "roman" if value == "i" and following == "ii" else "letter"
    single = len(value) == 1 and value != "i"
    if single and state.letter is not None and state.roman is None:
        return "letter" if value in "vx" and state.letter < value else "roman"
    return "roman"


def _next_lettered(labels: Sequence[Label | None], index: int) -> str | None:
    for at in range(index + 1, len(labels)):
        label = labels[at]
        if label is None:
            continue
        if label.kind in ("letter", "either", "roman"):
            return label.value
        if label.kind == "digit":
            return None
    return None


_STEPS = re.compile(r"[^()]+")


def address_tail(number: str) -> str:
    """``3(a)(ii)`` is ``3.a.ii`` in an address."""
    if number.isdigit():
        return number
    return ".".join(_STEPS.findall(number.replace(".", "-")))
