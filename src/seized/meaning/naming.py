"""Find the names of a catalogue in a text: all at once, longest first, in linear time.

A name in the data may hold declined endings and alternatives:

- ``Генеральн{ый} секретар{ь}``: each group names a paradigm, a row of endings; all groups of a
  name run through their rows together, so that only forms that agree come out;
- ``государства|государств|государствам``: forms written out.

Names are compared as people write them, not byte by byte: a no-break space is a space, a
typographic apostrophe or hyphen is a plain one, and Arabic vowel signs and tatweel do not count.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from seized.languages import language
from seized.languages.machine import Hits, Machine
from seized.model.errors import DataError

__all__ = ["Found", "Names", "forms", "plain", "written"]

_GROUP = re.compile(r"\{([^{}]*)\}")
_SIGNS = re.compile(
    "[\u0640\u064b-\u0655\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]"
)
_SAME = (
    ("\n", " "),
    ("\u00a0", " "),
    ("\u202f", " "),
    ("\u2009", " "),
    ("\u2011", "-"),
    ("\u2010", "-"),
    ("’", "'"),
    ("ʼ", "'"),
    ("（", "("),
    ("）", ")"),
)

Found = tuple[int, int, tuple[str, ...]]
"""A name in the text: its start, its end, and the keys that carry this name."""


def plain(text: str) -> tuple[str, tuple[int, ...]]:
    """The text as names are compared, and where characters were left out of it.

    The second value is empty where nothing was left out; else item ``i`` is the offset in the
    plain text behind which ``i + 1`` characters are missing (see `Names.find`).
    """
    if text.isascii():
        return text.replace("\n", " "), ()
    odd = [line for line in text.split("\n") if not line.isascii()]  # few, where letters are Latin
    for seen, common in _SAME:
        if seen in text:
            text = text.replace(seen, common)
    if not any(map(_SIGNS.search, odd)):
        return text, ()
    gaps = [m.start() for m in _SIGNS.finditer(text)]
    return _SIGNS.sub("", text), tuple([at - i for i, at in enumerate(gaps)])


_plain = lru_cache(maxsize=4)(plain)  # several machines look through one text in turn


@cache
def _paradigms(code: str) -> Mapping[str, tuple[str, ...]]:
    rows = language(code).table("actors")["context"]["paradigms"]
    return {key: tuple("" if e == "-" else e for e in row.split()) for key, row in rows}


def forms(name: str, code: str) -> tuple[str, ...]:
    """All written forms of a name as the data give it, the nominative first.

    Raises ``DataError`` for a paradigm that the language does not have.
    """
    out: list[str] = []
    for alternative in name.split("|"):
        groups = _GROUP.findall(alternative)
        if not groups:
            out.append(alternative)
            continue
        known = _paradigms(code)
        try:
            rows = [known[group] for group in groups]
        except KeyError as error:
            raise DataError(f"no paradigm {error} in {name!r}", where=code) from None
        for endings in zip(*rows, strict=True):
            supply = iter(endings)
            out.append(_GROUP.sub(lambda _: next(supply), alternative))  # noqa: B023
    return tuple(dict.fromkeys(out))


class Names:
    """All names of one language, ready to be found.

    ``names`` maps a key to its names; the same name under several keys is found with all of
    them. A name that begins small is also found with a capital, as at the head of a sentence.
    """

    __slots__ = ("_bounded", "_keys", "_machine", "_prefixes")

    def __init__(self, names: Mapping[str, Iterable[str]], code: str) -> None:
        context = language(code).table("actors")["context"]
        self._bounded: bool = context["boundary"] == "letters"
        self._prefixes: str = context["prefixes"]
        table: dict[str, list[str]] = {}
        for key, own in names.items():
            for name in own:
                for form in written(name, code):
                    keys = table.setdefault(form, [])
                    if key not in keys:
                        keys.append(key)
        self._keys = tuple(tuple(keys) for keys in table.values())
        self._machine = Machine(list(table), code)

    def find(self, text: str) -> list[Found]:
        """Every name in ``text``, longest match first, none overlapping; offsets are ``text``'s."""
        own, gaps = _plain(text)
        keys = self._keys
        hits = self._machine.find(own)
        if not self._bounded:
            found = [(start, end, keys[i]) for i, start, end in hits]
        else:
            found = self._whole_words(own, hits)
        if not gaps:
            return found
        return [
            (s + bisect_right(gaps, s), e - 1 + bisect_right(gaps, e - 1) + 1, k)
            for s, e, k in found
        ]

    def _whole_words(self, text: str, hits: Hits) -> list[Found]:
        keys = self._keys
        prefixes = self._prefixes
        size = len(text)
        found: list[Found] = []
        for i, start, end in hits:
            if end < size and text[end].isalnum():
                continue
            if start and text[start - 1].isalnum():
                if not prefixes:
                    continue
                at = start - 1
                while at > start - 4 and at >= 0 and text[at] in prefixes:
                    at -= 1
                if at >= 0 and text[at].isalnum():
                    continue
            found.append((start, end, keys[i]))
        return found


def written(name: str, code: str) -> list[str]:
    """Forms of a name as texts have them: declined, at a sentence's head, with a fused article."""
    fused: Sequence[Sequence[str]] = language(code).table("actors")["context"]["fused"]
    out: list[str] = []
    for form in forms(name, code):
        own, _ = plain(form)
        out.append(own)
        if own[0].islower():
            out.append(own[0].upper() + own[1:])
        for article, together in fused:
            if own.startswith(article):
                out.append(together + own[len(article) :])
    return out
