"""The opening words of paragraphs and the acts that they perform.

A resolution is one long sentence whose every paragraph opens with its verb: a participle in the
preamble, the present tense in the operative part. The words are data (``openings.toml`` of each
language); this module puts them together and finds them.

The little language of the data: an expression is a row of items separated by spaces. An item is
a word, words with ``/`` between them (any of these), or ``{class}`` (any expression of the class
of that name). ``?`` after an item makes it optional, ``*`` lets it stand any number of times.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from seized.languages.loader import Language, language
from seized.model.errors import DataError

__all__ = [
    "Opening",
    "Stem",
    "act_forces",
    "expression",
    "first_words",
    "looks_like_opening",
    "match",
    "stems",
]

_MARKS: Final = "\u064b-\u0652\u0670\u0640"  # Arabic vowel signs and the stretching stroke
_STRIP: Final = dict.fromkeys([*range(0x64B, 0x653), 0x670, 0x640])
_VOWELLED: Final = re.compile(f"[{_MARKS}]")
_REACH: Final = 120
_ITEM: Final = re.compile(r"(\{[\w-]+\}|[^\s{}?*]+)([?*]?)\Z")


class Opening(NamedTuple):
    """Opening words found: ``text[start:end]``, the act, its force and whether it repeats one."""

    start: int
    end: int
    act: str
    force: str | None
    repeated: bool
    stem: str


class Stem(NamedTuple):
    """One way to say an act, as the data write it."""

    act: str
    repeated: bool
    words: str


class _Grammar(NamedTuple):
    """The compiled openings of one language and one half of a resolution.

    ``buckets`` leads from a first word to one pattern whose groups number ``stems``.
    """

    key: re.Pattern[str]
    lead: re.Pattern[str]
    lead_keys: frozenset[str]
    skip: re.Pattern[str] | None
    buckets: dict[str, tuple[re.Pattern[str], tuple[Stem, ...]]]
    circumfix: tuple[re.Pattern[str], re.Pattern[str], tuple[Stem, ...]] | None
    arabic: bool


@cache
def act_forces() -> dict[str, str | None]:
    """The force of every act of the catalogue; ``None`` for acts that direct nobody."""
    import tomllib

    table = tomllib.loads((Path(__file__).parent / "acts.toml").read_text("utf-8"))["force"]
    return {
        act: None if force == "none" else force for force, acts in table.items() for act in acts
    }


def match(text: str, code: str | Language, preambular: bool) -> Opening | None:
    """The opening of a paragraph, or ``None`` where it opens with no verb that is known.

    ``text`` is the paragraph's own text (no label); the words of an adverb or complement that
    are printed with the verb belong to the opening, a phrase in front ("in this regard") does
    not. Raises ``UnsupportedLanguage`` for any code but the six.
    """
    grammar = _grammar(str(code), preambular)
    head = text[:_REACH].lower()
    if grammar.arabic and _VOWELLED.search(head):
        return _bare(grammar, head)
    return _find(grammar, head)


def _bare(grammar: _Grammar, head: str) -> Opening | None:
    """Find in a head without its vowel signs, and count them in again."""
    kept = [i for i, c in enumerate(head) if ord(c) not in _STRIP]
    found = _find(grammar, head.translate(_STRIP))
    if found is None:
        return None
    end = kept[found.end] if found.end < len(kept) else len(head)
    while end > 0 and head[end - 1].isspace():
        end -= 1
    return found._replace(start=kept[found.start], end=end)


def _find(grammar: _Grammar, head: str) -> Opening | None:
    start = 0
    if grammar.skip is not None and (skipped := grammar.skip.match(head)):
        start = skipped.end()
    return _at(grammar, head, start) or _around(grammar, head, start)


def _at(grammar: _Grammar, head: str, start: int) -> Opening | None:
    at = start
    repeated = False
    for _ in range(4):
        word = grammar.key.match(head, at)
        if word is None:
            return None
        key = word.group()
        bucket = grammar.buckets.get(key)
        if bucket is not None and (found := bucket[0].match(head, at)):
            stem = bucket[1][(found.lastindex or 1) - 1]
            return _opening(stem, start, found.end(), repeated)
        if key not in grammar.lead_keys or not (lead := grammar.lead.match(head, at)):
            return None
        at = lead.end()
        repeated = True
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
    return _opening(stem, found.start(), found.end(), False)


def _opening(stem: Stem, start: int, end: int, lead: bool) -> Opening:
    return Opening(
        start, end, stem.act, act_forces().get(stem.act), stem.repeated or lead, stem.words
    )


def looks_like_opening(line: str, code: str | Language, preambular: bool) -> int:
    """How strongly the head of a line looks like a new paragraph: 2 strongly, 1 weakly, 0 not.

    Cheap enough for every line of a page: most lines fall at the first word.
    """
    grammar = _grammar(str(code), preambular)
    word = grammar.key.match(line[:24].lower())
    if word is None:
        return 0
    key = word.group().translate(_STRIP) if grammar.arabic else word.group()
    if key not in grammar.buckets and key not in grammar.lead_keys:
        return 0
    first = line[:1]
    if first.lower() != first.upper() and first.islower() and str(code) != "ru":
        return 0
    if match(line, code, preambular) is None:
        return 0
    return 2 if first.isupper() else 1


def first_words(code: str | Language, preambular: bool) -> frozenset[str]:
    """The lower-case words (Chinese: characters) that can open a paragraph."""
    grammar = _grammar(str(code), preambular)
    return frozenset(grammar.buckets) | grammar.lead_keys


# ------------------------------------------------------------------ from data to patterns


def stems(code: str | Language, preambular: bool) -> tuple[tuple[Stem, tuple[str, ...]], ...]:
    """All stems of a language, each with the expressions that may follow it."""
    table = language(str(code)).table("openings")
    form = "preambular" if preambular else "operative"
    usual = tuple(table["tail"] + table[f"{form}_tail"])
    return tuple(
        (Stem(row["act"], row.get("repeated", False), words), (*row.get("tail", ()), *usual))
        for row in table["opening"]
        for words in row.get(form, ())
    )


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
    table: dict[str, Any] = dict(language(code).table("openings"))
    classes: dict[str, list[str]] = table["classes"]
    barrier = "|".join(expression(w, classes, code) for w in table["barrier"])
    end = rf"(?!{barrier})" if barrier else r"(?!\w)"
    rows: dict[str, list[tuple[Stem, str]]] = {}
    for stem, tail in stems(code, preambular):
        pattern = _stem_pattern(stem.words, tail, classes, code) + end
        for word in _firsts(stem.words, classes):
            rows.setdefault(_key(word, code), []).append((stem, pattern))
    buckets = {}
    for key, found in rows.items():
        found.sort(key=lambda row: (row[0].words.count(" "), len(row[0].words)), reverse=True)
        pattern = "|".join(f"({body})" for _, body in found)
        buckets[key] = (re.compile(pattern), tuple(stem for stem, _ in found))
    leads = "|".join(expression(w, classes, code) for w in sorted(table["lead"], key=len)[::-1])
    space = "" if code == "zh" else r"\s+"
    skips = [expression(w, classes, code) for w in table["skip"]]
    return _Grammar(
        key=re.compile("." if code == "zh" else rf"[\w{_MARKS}]+"),
        lead=re.compile(rf"(?:{leads}){space}") if leads else re.compile(r"(?!)"),
        lead_keys=frozenset(
            _key(first, code) for w in table["lead"] for first in _firsts(w, classes)
        ),
        skip=re.compile(rf"(?:{'|'.join(skips)})[,،，]?\s*") if skips else None,
        buckets=buckets,
        circumfix=_circumfix(table, classes, code),
        arabic=code == "ar",
    )


def _stem_pattern(
    words: str, tail: tuple[str, ...], classes: dict[str, list[str]], code: str
) -> str:
    if not tail:
        return expression(words, classes, code)
    space = "" if code == "zh" else r"\s+"
    ordered = sorted(tail, key=len, reverse=True)
    after = "|".join(expression(part, classes, code) for part in ordered)
    return f"{expression(words, classes, code)}(?:{space}(?:{after})){{0,3}}"


def _circumfix(
    table: dict[str, Any], classes: dict[str, list[str]], code: str
) -> tuple[re.Pattern[str], re.Pattern[str], tuple[Stem, ...]] | None:
    around = table["around"]
    if not around["fence"]:
        return None
    fence = "|".join(expression(w, classes, code) for w in around["fence"])
    known = [
        Stem(row["act"], False, words)
        for row in table["opening"]
        for words in row.get("around", ())
    ]
    known.sort(key=lambda stem: -len(stem.words))
    verbs = "|".join(f"({expression(stem.words, classes, code)})" for stem in known)
    return re.compile(fence), re.compile(verbs), tuple(known)
