"""The opening words of paragraphs and the acts that they perform.

A resolution is one long sentence whose every paragraph opens with its verb: a participle in the
preamble, the present tense in the operative part. The words are data (``openings.toml`` of each
language); this module puts them together and finds them.

In some languages a verb or participle agrees with the name of the body: the Assembly is feminine,
a Council masculine. The data are written for the Assembly; ``[masculine]`` tells how its words
are rewritten for the other bodies.

The little language of the data: an expression is a row of items separated by spaces. An item is
a word, words with ``/`` between them (any of these), or ``{class}`` (any expression of the class
of that name). ``?`` after an item makes it optional, ``*`` lets it stand any number of times.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final, NamedTuple

import msgspec
from msgspec.structs import replace

from seized.languages.acts import act_forces, head_acts
from seized.languages.loader import Language, language
from seized.model.errors import DataError
from seized.model.findings import Force

__all__ = [
    "Opening",
    "Stem",
    "act_forces",
    "body_is_masculine",
    "expression",
    "first_words",
    "looks_like_opening",
    "match",
    "stems",
    "verb_at",
    "verb_words",
]

_MARKS: Final = "\u064b-\u0652\u0670\u0640"  # Arabic vowel signs and the stretching stroke
_STRIP: Final = dict.fromkeys([*range(0x64B, 0x653), 0x670, 0x640])
_VOWELLED: Final = re.compile(f"[{_MARKS}]")
_REACH: Final = 120
_ITEM: Final = re.compile(r"(\{[\w-]+\}|[^\s{}?*]+)([?*]?)\Z")


class Opening(msgspec.Struct, frozen=True, gc=False):
    """Opening words found: ``text[start:end]``, the act, its force and whether it repeats one.

    ``masculine`` tells with the name of which bodies the words agree; None: with any.
    """

    start: int
    end: int
    act: str
    force: Force | None
    repeated: bool
    stem: str
    masculine: bool | None = None


class Stem(NamedTuple):
    """One way to say an act, as the data write it or as a masculine body says it."""

    act: str
    force: Force | None
    repeated: bool
    words: str
    masculine: bool | None = None


class _Bucket:
    """The stems that begin with one word; compiled when a text first begins with it."""

    __slots__ = ("_match", "rows", "stems")

    def __init__(self) -> None:
        self.rows: list[tuple[Stem, str]] = []
        self.stems: tuple[Stem, ...] = ()
        self._match: Callable[[str, int], re.Match[str] | None] | None = None

    def at(self, head: str, at: int) -> re.Match[str] | None:
        if self._match is None:
            self.rows.sort(key=lambda row: _weight(row[0].words))
            self.rows.reverse()
            self.stems = tuple(stem for stem, _ in self.rows)
            self._match = re.compile("|".join(f"({body})" for _, body in self.rows)).match
        return self._match(head, at)


def _weight(words: str) -> tuple[int, int]:
    """Longer readings are tried first: by words that must be there, then by letters."""
    return sum(item[-1] not in "?*" for item in words.split()), len(words)


class _Grammar(msgspec.Struct, frozen=True, gc=False):
    """The openings of one language and one half of a resolution.

    ``buckets`` leads from a first word to the stems that begin with it.
    """

    key: re.Pattern[str]
    lead: re.Pattern[str]
    lead_keys: frozenset[str]
    skip: re.Pattern[str]
    skip_keys: frozenset[str]
    tail: re.Pattern[str]
    buckets: dict[str, _Bucket]
    circumfix: tuple[re.Pattern[str], re.Pattern[str], tuple[Stem, ...]] | None
    arabic: bool
    lower: bool


def match(text: str, code: str | Language, preambular: bool) -> Opening | None:
    """The opening of a paragraph, or ``None`` where it opens with no verb that is known.

    ``text`` is the paragraph's own text (no label); the words of an adverb or complement that
    are printed with the verb belong to the opening, a phrase in front ("in this regard") does
    not. Raises ``UnsupportedLanguage`` for any code but the six.
    """
    return _match(text[:_REACH].lower(), str(code), preambular)


@lru_cache(maxsize=1024)  # a paragraph is asked for by its zone, and again for its acts
def _match(head: str, code: str, preambular: bool) -> Opening | None:
    grammar = _grammar(code, preambular)
    found = _find(grammar, head)
    if not grammar.arabic:
        return found
    sign = _VOWELLED.search(head)
    if sign is None or (found is not None and sign.start() > found.end + 12):
        return found
    return _bare(grammar, head)


def _bare(grammar: _Grammar, head: str) -> Opening | None:
    """Find in a head without its vowel signs, and count them in again."""
    kept = [i for i, c in enumerate(head) if ord(c) not in _STRIP]
    found = _find(grammar, head.translate(_STRIP))
    if found is None:
        return None
    end = kept[found.end] if found.end < len(kept) else len(head)
    while end > 0 and head[end - 1].isspace():
        end -= 1
    return replace(found, start=kept[found.start], end=end)


def _find(grammar: _Grammar, head: str) -> Opening | None:
    start = 0
    word = grammar.key.match(head)
    if word is None:
        return None
    if word.group() in grammar.skip_keys and (skipped := grammar.skip.match(head)):
        start = skipped.end()
        word = grammar.key.match(head, start)
    return _at(grammar, head, start, word) or _around(grammar, head, start)


def _at(grammar: _Grammar, head: str, start: int, word: re.Match[str] | None) -> Opening | None:
    at = start
    for _ in range(4):
        if word is None:
            return None
        key = word.group()
        bucket = grammar.buckets.get(key)
        if bucket is not None and (found := bucket.at(head, at)):
            stem = bucket.stems[(found.lastindex or 1) - 1]
            tail = grammar.tail.match(head, found.end())
            return Opening(
                start,
                tail.end() if tail else found.end(),
                stem.act,
                stem.force,
                stem.repeated,
                stem.words,
                stem.masculine,
            )
        if key not in grammar.lead_keys or not (lead := grammar.lead.match(head, at)):
            return None
        at = lead.end()
        word = grammar.key.match(head, at)
    return None


def _around(grammar: _Grammar, head: str, start: int) -> Opening | None:
    """Verbs that stand behind their object: 对…表示关切."""
    if grammar.circumfix is None:
        return None
    fence, verbs, known = grammar.circumfix
    if not fence.match(head, start):
        return None
    found = verbs.search(head, start)
    if found is None:
        return None
    stem = known[(found.lastindex or 1) - 1]
    return Opening(found.start(), found.end(), stem.act, stem.force, stem.repeated, stem.words)


def looks_like_opening(line: str, code: str | Language, preambular: bool) -> int:
    """How strongly the head of a line looks like a new paragraph: 2 strongly, 1 weakly, 0 not.

    For text whose lines were broken by the page and whose paragraphs no blank line parts. Where
    the script has capitals, a capital tells (2). Where openings look like any other word of the
    sentence, only acts that are performed at the head of a paragraph and hardly ever within one
    are strong. Cheap enough for every line: most lines fall at the first word.
    """
    grammar = _grammar(str(code), preambular)
    word = grammar.key.match(line[:24].lower())
    if word is None:
        return 0
    key = word.group()
    if grammar.arabic:
        key = key.translate(_STRIP)
    if key not in grammar.buckets and key not in grammar.lead_keys:
        return 0
    first = line[0]
    if first.islower() and not grammar.lower:
        return 0
    found = match(line, code, preambular)
    if found is None or found.start > 0:
        return 0
    if first.isupper() or found.act in head_acts() or (grammar.arabic and preambular):
        return 2
    return 1


def verb_at(folded: str, at: int, code: str | Language, preambular: bool) -> Opening | None:
    """The act performed by the words at ``at``, anywhere in a sentence.

    ``folded`` is in lower case and without Arabic vowel signs (``words.fold``).
    """
    grammar = _grammar(str(code), preambular)
    return _at(grammar, folded, at, grammar.key.match(folded, at))


@cache
def verb_words(code: str, preambular: bool, acts: frozenset[str]) -> tuple[str, ...]:
    """Words that every way to say one of ``acts`` begins with: needles for one quick scan."""
    classes = _classes(code)
    out: set[str] = set()
    for stem in stems(code, preambular):
        if stem.act in acts:
            out |= _needles(stem.words, classes, code)
    return tuple(sorted(out))


def _needles(words: str, classes: dict[str, list[str]], code: str) -> set[str]:
    items = words.split()
    if code == "zh":
        literal = ""
        for item in items:
            if item[-1] in "?*" or "/" in item or item.startswith("{"):
                break
            literal += item
        return {literal} if literal else _firsts(words, classes)
    out = {word.replace("'", "’") for word in _firsts(words, classes)}
    if any(len(word) <= 2 for word in out) and len(items) > 1:
        rest = _needles(" ".join(items[1:]), classes, code)
        out = {f"{word} {more}" if len(word) <= 2 else word for word in out for more in rest}
    return out


def first_words(code: str | Language, preambular: bool) -> frozenset[str]:
    """The lower-case words (Chinese: characters) that can open a paragraph."""
    grammar = _grammar(str(code), preambular)
    return frozenset(grammar.buckets) | grammar.lead_keys


# ------------------------------------------------------------------ from data to patterns


def stems(code: str | Language, preambular: bool) -> tuple[Stem, ...]:
    """All stems of a language in one half of a resolution."""
    form = "preambular" if preambular else "operative"
    forces = act_forces()
    out: list[Stem] = []
    for row in language(str(code)).table("openings")["opening"]:
        act, repeated = row["act"], row.get("repeated", False)
        for words in row.get(form, ()):
            other = _for_masculine(words, str(code))
            agrees = None if other == words else False
            out.append(Stem(act, forces[act], repeated, words, agrees))
            if other != words:
                out.append(Stem(act, forces[act], repeated, other, True))
    return tuple(out)


def body_is_masculine(organ: str, code: str) -> bool:
    """Whether verbs agree with the name of an organ as with that of a council."""
    return organ in language(code).table("openings")["masculine"]["bodies"]


@cache
def _masculine(code: str) -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """Words that are rewritten as a whole, and rules for the others."""
    table = language(code).table("openings")["masculine"]
    return table["words"], tuple((re.compile(row["when"]), row["to"]) for row in table["rules"])


def _for_masculine(words: str, code: str) -> str:
    """An expression as a body with a masculine name says it; classes have both forms."""
    whole, rules = _masculine(code)
    if not rules:
        return words

    def rewritten(word: str) -> str:
        if word in whole:
            return whole[word]
        for when, to in rules:
            word = when.sub(to, word)
        return word

    out = []
    for item in words.split():
        body = item.rstrip("?*")
        plain = body if body.startswith("{") else "/".join(map(rewritten, body.split("/")))
        out.append(plain + item[len(body) :])
    return " ".join(out)


@cache
def _classes(code: str) -> dict[str, list[str]]:
    """The classes of a language, each expression also as a masculine body says it."""
    return {
        name: list(dict.fromkeys([*parts, *(_for_masculine(part, code) for part in parts)]))
        for name, parts in language(code).table("openings")["classes"].items()
    }


def expression(words: str, classes: dict[str, list[str]], code: str) -> str:
    """The pattern of an expression of the data. Raises ``DataError`` for an unknown class."""
    space = "" if code == "zh" else r"\s+"
    out, begun = "", False
    for item in words.split():
        parsed = _ITEM.match(item)
        if parsed is None:
            raise DataError(f"not an expression: {words!r}", where=f"{code}/openings.toml")
        body, mark = parsed.groups()
        if body.startswith("{"):
            inner = _class(body[1:-1], classes, code)
        else:
            inner = "|".join(_word(w) for w in body.split("/"))
        if not mark:
            out += (space if begun else "") + (f"(?:{inner})" if "|" in inner else inner)
            begun = True
        elif begun:
            out += f"(?:{space}(?:{inner})){mark}"
        else:
            out += f"(?:(?:{inner}){space}){mark}"
    return out


def _class(name: str, classes: dict[str, list[str]], code: str) -> str:
    if name not in classes:
        raise DataError(f"no class {name!r}", where=f"{code}/openings.toml")
    parts = sorted(classes[name], key=len, reverse=True)
    return "|".join(expression(part, classes, code) for part in parts)


def _word(word: str) -> str:
    return re.sub("['’]", "['’]", re.escape(word.lower()))


def _firsts(words: str, classes: dict[str, list[str]]) -> set[str]:
    """The words with which an expression can begin."""
    out: set[str] = set()
    for item in words.split():
        body, mark = item.rstrip("?*"), item[-1:]
        if body.startswith("{"):
            for part in classes[body[1:-1]]:
                out |= _firsts(part, classes)
        else:
            out |= set(body.lower().split("/"))
        if mark not in ("?", "*"):
            break
    return out


def _key(word: str, code: str) -> str:
    if code == "zh":
        return word[:1]
    return re.split(r"\W", word, maxsplit=1)[0] if code != "ar" else word


@cache
def _grammar(code: str, preambular: bool) -> _Grammar:
    table = language(code).table("openings")
    classes = _classes(code)
    barrier = _any(table["barrier"], classes, code)
    end = rf"(?!{barrier})" if barrier else r"(?!\w)"
    space, stop = ("", "") if code == "zh" else (r"\s+", r"(?!\w)")
    buckets: dict[str, _Bucket] = {}
    for stem in stems(code, preambular):
        pattern = expression(stem.words, classes, code) + end
        for word in _firsts(stem.words, classes):
            buckets.setdefault(_key(word, code), _Bucket()).rows.append((stem, pattern))
    half = "preambular_tail" if preambular else "operative_tail"
    tails = _any(table["tail"] + table[half], classes, code)
    leads = _any(table["lead"], classes, code)
    skips = _any(table["skip"], classes, code)
    return _Grammar(
        key=re.compile("." if code == "zh" else r"\w+"),
        lead=re.compile(rf"(?:{leads}){space}" if leads else r"(?!)"),
        lead_keys=_keys(table["lead"], classes, code),
        skip=re.compile(rf"(?:{skips})[,،，]?\s*"),
        skip_keys=_keys(table["skip"], classes, code),
        tail=re.compile(rf"(?:{space}(?:{tails}){stop}){{1,3}}" if tails else r"(?!)"),
        buckets=buckets,
        circumfix=_circumfix(classes, code),
        arabic=code == "ar",
        lower=code in ("ar", "ru", "zh"),
    )


def _any(rows: list[str], classes: dict[str, list[str]], code: str) -> str:
    ordered = sorted(rows, key=len, reverse=True)
    return "|".join(expression(row, classes, code) for row in ordered)


def _keys(rows: list[str], classes: dict[str, list[str]], code: str) -> frozenset[str]:
    return frozenset(_key(first, code) for row in rows for first in _firsts(row, classes))


def _circumfix(
    classes: dict[str, list[str]], code: str
) -> tuple[re.Pattern[str], re.Pattern[str], tuple[Stem, ...]] | None:
    table = language(code).table("openings")
    fence = table["around"]["fence"]
    if not fence:
        return None
    known = [
        Stem(row["act"], act_forces()[row["act"]], False, words)
        for row in table["opening"]
        for words in row.get("around", ())
    ]
    known.sort(key=lambda stem: -len(stem.words))
    verbs = "|".join(f"({expression(stem.words, classes, code)})" for stem in known)
    return re.compile(_any(fence, classes, code)), re.compile(verbs), tuple(known)
