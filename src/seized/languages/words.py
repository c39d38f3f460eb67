"""Helpers for patterns made of word lists: expansion of forms, one pattern for many words.

Every helper keeps offsets: what is found in a folded text stands at the same place in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Final

import msgspec

__all__ = ["Folded", "any_of", "expand", "fold", "holds_one"]

_SLOT: Final = re.compile(r"\{(\w+)\}")
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_SPACES: Final = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u3000\t\n\r\f\v"), " ")
_QUOTES: Final = dict.fromkeys(map(ord, "\u2018\u02bc\u0060\u00b4"), "\u2019") | {0x27: "\u2019"}
# Full-width and Eastern Arabic digits, the latter also in their Persian form.
_DIGITS: Final = {
    zero + value: str(value) for zero in (0xFF10, 0x0660, 0x06F0) for value in range(10)
}
_SAME_LENGTH: Final = {
    chr(odd): plain for odd, plain in (_DASHES | _SPACES | _QUOTES | _DIGITS).items()
}
_ODD_ASCII: Final = tuple(sign for sign in _SAME_LENGTH if sign.isascii())
_ODD: Final = re.compile(f"[{''.join(map(re.escape, _SAME_LENGTH))}]")
# Tatweel and vowel signs of Arabic, directional marks, soft hyphen, byte order mark. One by one:
# a pattern that begins with a repeat is tried at every character.
_INVISIBLE: Final = re.compile(
    "[\u0640\u064b-\u0655\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00ad\ufeff\u0301]"
)


def _plain(match: re.Match[str]) -> str:
    return _SAME_LENGTH[match[0]]


class Folded(msgspec.Struct, frozen=True, gc=False):
    """A text made comparable, and the way back to the text it came from.

    ``offsets`` is None where the folded text has the same offsets, else it gives for every
    offset in the folded text (and for its end) the offset in the original.
    """

    text: str
    offsets: list[int] | None

    def back(self, offset: int) -> int:
        """The offset in the original of the character at ``offset``."""
        return offset if self.offsets is None else self.offsets[offset]

    def forth(self, offset: int) -> int:
        """The offset in the folded text of a character of the original."""
        return offset if self.offsets is None else bisect_left(self.offsets, offset)

    def back_end(self, offset: int) -> int:
        """The offset in the original just after the character before ``offset``."""
        if self.offsets is None or offset == 0:
            return self.back(offset)
        return self.offsets[offset - 1] + 1


def fold(text: str) -> Folded:
    """Lower case, plain hyphens, spaces, apostrophes and digits; no vowel signs, no marks."""
    if text.isascii():
        for sign in _ODD_ASCII:
            if sign in text:
                return Folded(_ODD.sub(_plain, text).lower(), None)
        return Folded(text.lower(), None)  # nothing odd in it
    offsets: list[int] | None = None
    if _INVISIBLE.search(text):
        kept: list[str] = []
        offsets = []
        at = 0
        for gap in _INVISIBLE.finditer(text):
            kept.append(text[at : gap.start()])
            offsets.extend(range(at, gap.start()))
            at = gap.end()
        kept.append(text[at:])
        offsets.extend(range(at, len(text) + 1))
        text = "".join(kept)
    plain = _ODD.sub(_plain, text)
    lower = plain.lower()
    if len(lower) != len(plain):  # a few letters grow in lower case; leave those alone
        lower = "".join(one if len(one.lower()) != 1 else one.lower() for one in plain)
    return Folded(lower, offsets)


def holds_one(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words is in a text: a quick look before a pattern that needs one."""
    for word in words:  # noqa: SIM110 -- any() would make a generator and take twice as long
        if word in text:
            return True
    return False


def expand(form: str, lists: Mapping[str, Iterable[str]]) -> list[str]:
    """All words of a form such as ``{al}سابع{f}``; each slot stands for a list of ``lists``.

    Raises ``KeyError`` for a slot that no list fills.
    """
    parts = _SLOT.split(form)
    choices = [[part] if n % 2 == 0 else list(lists[part]) for n, part in enumerate(parts)]
    return ["".join(choice) for choice in product(*choices)]


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first, whose time does not grow with their number."""
    tree: dict[str, object] = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})  # type: ignore[assignment]
        node[""] = True
    return _branch(tree)


def _branch(tree: Mapping[str, object]) -> str:
    singles: list[str] = []
    longer: list[str] = []
    for character in sorted(tree):
        if not character:
            continue
        rest = tree[character]
        tail = _branch(rest) if isinstance(rest, Mapping) else ""
        if tail:
            longer.append(re.escape(character) + tail)
        else:
            singles.append(re.escape(character))
    if len(singles) > 1:
        longer.append(f"[{''.join(singles)}]")
    else:
        longer.extend(singles)
    if not longer:
        return ""
    if len(longer) == 1 and "" not in tree:
        return longer[0]
    return f"(?:{'|'.join(longer)}){'?' if '' in tree else ''}"
