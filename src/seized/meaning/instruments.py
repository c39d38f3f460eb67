"""Instruments that a resolution speaks of: memorandums, agreements, joint declarations, treaties.

An instrument needs a naming word (data of the language) and two parties that the text ties to it:

- *between*: the parties follow the word, "Protocol between X and Y" (in Chinese they precede it);
- *same*: "between these two entities", which are the two named last;
- *pair*: the parties precede it, "cooperation between X and Y, and the signing of a memorandum".

Its date is that which stands next to it, as exact as the text. A treaty with a note that gives its
place in a treaty series is an instrument too; its parties are not listed.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import cache
from typing import NamedTuple, cast

import msgspec

from seized.languages import language
from seized.meaning.actors import actors as catalogue
from seized.meaning.fields import find_fields
from seized.meaning.naming import Found, Names, plain
from seized.meaning.passages import Passage, Running, dates_in, running
from seized.meaning.treaties import treaty_anchors, treaty_names
from seized.model.dates import PartialDate
from seized.model.findings import ActorMention, Citation, FieldMention, Instrument, InstrumentKind
from seized.model.resolution import Resolution
from seized.model.text import Span

__all__ = ["find_instruments"]

_REACH = 160  # how far parties may stand from the naming word, in code points
_NEAR = 60  # how far a date may stand behind
_CLOSE = 45  # how far a date may stand before
_NO_PARTY = frozenset({"class", "main-committee", "committee", "conference", "principal-organ"})
_BREAKS = (";", "；", "。", "؛")
_COMMAS = (",", "،", "、")
_COMMA_LINK = 8
_WORDS = ("between", "same", "signed")


class _Reader(msgspec.Struct, frozen=True, gc=False):
    names: Names
    also: frozenset[str]
    series: tuple[str, ...]
    parties_first: bool


class _Mark(NamedTuple):
    start: int
    end: int
    key: str


class _Date(NamedTuple):
    start: int
    end: int
    date: PartialDate


class _Passage(NamedTuple):
    """All that one passage holds, in source offsets."""

    part: Passage
    start: int
    end: int
    heads: list[_Mark]
    words: list[_Mark]
    parties: list[_Mark]
    dates: list[_Date]


@cache
def _reader(code: str) -> _Reader:
    table = language(code).table("instruments")
    words = table["words"]
    names = {f"kind:{kind}": own for kind, own in table["kinds"].items()}
    names |= {key: words[key] for key in _WORDS}
    also = frozenset(a.strip() for a in language(code).table("actors")["context"]["and"])
    return _Reader(Names(names, code), also, tuple(words["series"]), words["order"] == "after")


def find_instruments(
    resolution: Resolution,
    source_text: str,
    code: str,
    actors: Sequence[ActorMention],
    citations: Iterable[Citation] = (),
    fields: Sequence[FieldMention] | None = None,
    whole: Running | None = None,
) -> tuple[Instrument, ...]:
    """Every instrument that the paragraphs and notes tell of, in reading order.

    ``actors`` are those of `find_actors`; ``citations`` tell which notes cite a treaty series (the
    words of the notes do, where none are given); ``fields`` are looked up where they are not given,
    and so is ``whole``, the running text.
    """
    reader = _reader(language(code).code)
    whole = whole or running(resolution)
    marks = reader.names.find(whole.text)
    held = [(part, own) for part, own in whole.holding(marks) if _named_in(own)]
    if not held:
        return ()
    told = _by_passage(actors, {part.at for part, _ in held})
    anchors = treaty_anchors(resolution, citations, reader.series)
    out: list[Instrument] = []
    for part, own in held:
        mentions, called = told.get(part.at, []), anchors.get(part.at, [])
        if called or len(mentions) > 1:
            here = _gather(part, own, mentions, code)
            out.extend(_agreed(here, source_text, reader))
            named = [(head.start, head.end, head.key) for head in here.heads]
            spans = treaty_names(named, called, here.start, source_text, reader.parties_first)
            out.extend(_treaty(part.at, span, source_text, kind) for span, kind in spans)
    if not out:
        return ()
    if fields is None:
        fields = find_fields(resolution, source_text, code, actors)
    return _with_fields(sorted(out, key=lambda i: i.span), fields, source_text)


def _named_in(found: Sequence[Found]) -> bool:
    """Whether one of the words names an instrument."""
    return any(keys[0].startswith("kind:") for _, _, keys in found)


def _by_passage(
    actors: Sequence[ActorMention], places: Container[str]
) -> dict[str, list[ActorMention]]:
    told: dict[str, list[ActorMention]] = {}
    for mention in actors:
        if mention.at in places:
            told.setdefault(mention.at, []).append(mention)
    return told


def _gather(
    part: Passage, found: Sequence[Found], mentions: list[ActorMention], code: str
) -> _Passage:
    heads: list[_Mark] = []
    words: list[_Mark] = []
    for start, end, keys in found:
        span = part.span(start, end)
        if keys[0].startswith("kind:"):
            heads.append(_Mark(span.start, span.end, keys[0].removeprefix("kind:")))
        else:
            words.append(_Mark(span.start, span.end, keys[0]))
    bodies = ((m.span, _party(m.actor)) for m in mentions)
    parties = [_Mark(span.start, span.end, body) for span, body in bodies if body]
    parties = [p for p in parties if not _within(p, words, "same")]
    heads = [h for h in heads if not any(p.start <= h.start < p.end for p in parties)]
    dates = [
        _Date(*part.span(part.start + d.start, part.start + d.end), d.first)
        for d in dates_in(part.text, code)
    ]
    whole = part.span(part.start, part.end)
    return _Passage(part, whole.start, whole.end, heads, words, parties, dates)


def _treaty(at: str, span: Span, source: str, kind: InstrumentKind) -> Instrument:
    quote = source[span.start : span.end]
    return Instrument(at, span, quote, kind, (), None, rule="treaty-series")


def _within(mark: _Mark, words: list[_Mark], key: str) -> bool:
    return any(w.key == key and w.start <= mark.start and mark.end <= w.end for w in words)


def _party(actor_id: str) -> str:
    """The body that can be a party, offices left out; empty for classes and the Assembly."""
    body, _, office = actor_id.partition(".")
    if office in {"member-states", "states-parties"}:
        return ""
    if catalogue()[body].kind in _NO_PARTY and body != "secretariat":
        return ""
    return body


def _agreed(here: _Passage, source: str, reader: _Reader) -> list[Instrument]:
    """Instruments with two parties."""
    out: list[Instrument] = []
    for i, head in enumerate(here.heads):
        if head.key == "treaty":
            continue
        following = here.heads[i + 1].start if i + 1 < len(here.heads) else here.end
        previous = here.heads[i - 1].end if i else here.start
        found = _parties(here, head, following, source, reader)
        if found is None:
            continue
        parties, rule, first, last = found
        date = _date_of(here, head, (first, last), (previous, following), source, reader)
        if date is None and not _plain_enough(here, head, rule, source):
            continue
        start = min(head.start, first, date.start if date else head.start)
        end = max(head.end, last, date.end if date else head.end)
        kind = cast(InstrumentKind, head.key)
        out.append(
            Instrument(
                here.part.at,
                Span(start, end),
                source[start:end],
                kind,
                parties,
                date.date if date else None,
                rule=rule,
            )
        )
    return out


def _plain_enough(here: _Passage, head: _Mark, rule: str, source: str) -> bool:
    """Whether an instrument without a date is one beyond doubt.

    Its name says enough ("framework agreement"), or its parties follow at once ("agreement
    between"); a pair that merely stands before is not enough.
    """
    name = source[head.start : head.end]
    if rule == "pair":
        return False
    if source.startswith("》", head.end):
        return True
    if name[0].isupper() or " " in name or len(name) in range(4, 8):
        return True
    return any(w.key == "between" and 0 < w.start - head.end <= 2 for w in here.words)


_Parties = tuple[tuple[str, ...], str, int, int]


def _parties(
    here: _Passage, head: _Mark, following: int, source: str, reader: _Reader
) -> _Parties | None:
    """The parties of an instrument, the rule that found them, and the stretch they take."""
    low, high = (head.start - _CLOSE, head.start) if reader.parties_first else (head.end, following)
    for word in here.words:
        if word.key == "same" and low <= word.start < high and abs(word.start - head.end) < _REACH:
            two = _last_two(here.parties, word.start)
            return (two, "same", head.start, max(head.end, word.end)) if len(two) == 2 else None
    if not reader.parties_first:
        for word in here.words:
            if word.key != "between" or not head.end <= word.start < following:
                continue
            if word.start - head.end > _REACH or _broken(source[head.end : word.start]):
                break
            row = _row([p for p in here.parties if p.start >= word.end], word.end, source, reader)
            if row:
                return tuple(p.key for p in row), "between", head.start, row[-1].end
            break
    return _ahead(here, head, source, reader)


def _ahead(here: _Passage, head: _Mark, source: str, reader: _Reader) -> _Parties | None:
    """The parties that stand before the naming word: the nearest two that "and" joins."""
    before = [p for p in here.parties if p.end <= head.start]
    for i in range(len(before) - 1, 0, -1):
        one, two_ = before[i - 1], before[i]
        gap = source[two_.end : head.start]
        if len(gap) > _REACH or _broken(gap):
            break
        if reader.parties_first and "，" in gap and not _dated(here, two_.end, head.start):
            break
        if one.key != two_.key and _link(source[one.end : two_.start]) in reader.also:
            if not reader.parties_first:
                return (one.key, two_.key), "pair", one.start, two_.end
            row = _listed(before, i, source)
            return tuple(p.key for p in row), "between", row[0].start, row[-1].end
    return None


def _listed(before: list[_Mark], i: int, source: str) -> list[_Mark]:
    """The parties of a Chinese list that ends with ``before[i]``.

    Those that a list comma adds come first; of a body and an office right behind it, the office
    is the party.
    """
    row = [before[i - 1], before[i]]
    for party in reversed(before[: i - 1]):
        if source[party.end : row[0].start] != "、":
            break
        row.insert(0, party)
    for party in before[i + 1 :]:
        if party.start != row[-1].end:
            break
        row[-1] = party
    return row


def _dated(here: _Passage, start: int, end: int) -> bool:
    """Whether a date stands between two places, right before the second."""
    return any(start <= d.start and 0 <= end - d.end <= _CLOSE // 3 for d in here.dates)


def _row(after: list[_Mark], at: int, source: str, reader: _Reader) -> list[_Mark]:
    """The parties in a row behind "between": A and B; A, B and C."""
    row: list[_Mark] = []
    ended = False
    for party in after:
        link = _link(source[row[-1].end if row else at : party.start])
        if not row:
            if len(link) > _NEAR:
                break
        elif _adds(link, reader):
            ended = True
        elif ended or not (link[:1] in _COMMAS and len(link) < _COMMA_LINK):
            break
        if all(party.key != other.key for other in row):
            row.append(party)
    return row if ended and len(row) > 1 else []


def _adds(link: str, reader: _Reader) -> bool:
    """Whether the words between two parties add the second: "and the", "and the office of"."""
    if link in reader.also:
        return True
    words = f" {link} "
    return (
        len(link) <= _NEAR
        and "," not in link
        and not _broken(link)
        and any(f" {a} " in words or words.startswith(f" {a}") for a in reader.also)
    )


def _last_two(parties: list[_Mark], before: int) -> tuple[str, ...]:
    """The two bodies named last before a place, in the order of the text."""
    seen: list[str] = []
    for party in reversed(parties):
        if party.end <= before and party.key not in seen:
            seen.append(party.key)
            if len(seen) == 2:
                break
    return tuple(reversed(seen))


def _link(text: str) -> str:
    return " ".join(plain(text)[0].split())


def _broken(text: str) -> bool:
    return any(mark in text for mark in _BREAKS)


def _date_of(
    here: _Passage,
    head: _Mark,
    parties: tuple[int, int],
    limits: tuple[int, int],
    source: str,
    reader: _Reader,
) -> _Date | None:
    """The date of an instrument: beside the word for signing, else behind it, else before it."""
    previous, following = limits
    ahead = [d for d in here.dates if d.end <= head.start and d.start >= previous]
    behind = [d for d in here.dates if head.end <= d.start < following]
    if reader.parties_first:
        near = [d for d in ahead if d.start >= parties[0] or 0 <= parties[0] - d.end <= _CLOSE]
        if near:
            return near[-1]
    elif ahead and head.start - ahead[-1].end <= 12:
        signed = (w for w in here.words if w.key == "signed" and w.end <= ahead[-1].start)
        if any(ahead[-1].start - w.end <= _CLOSE for w in signed):
            return ahead[-1]
    for date in behind:
        edge = max((e for e in (head.end, parties[1]) if e <= date.start), default=head.end)
        gap = source[edge : date.start]
        if len(gap) <= _NEAR and not _broken(gap):
            return date
    if ahead and head.start - ahead[-1].end <= _CLOSE:
        gap = source[ahead[-1].end : head.start]
        signed = (w for w in here.words if w.key == "signed")
        if not _broken(gap) and any(abs(w.start - ahead[-1].end) <= _CLOSE for w in signed):
            return ahead[-1]
    return None


def _with_fields(
    found: list[Instrument], fields: Sequence[FieldMention], source: str
) -> tuple[Instrument, ...]:
    """The instruments with the fields that stand in their sentence, up to the next instrument."""
    out: list[Instrument] = []
    for i, one in enumerate(found):
        end = one.span.end + 2 * _REACH
        if i + 1 < len(found) and found[i + 1].at == one.at:
            end = min(end, found[i + 1].span.start)
        own = tuple(
            dict.fromkeys(
                f.field for f in fields if f.at == one.at and one.span.start <= f.span.start < end
            )
        )
        out.append(
            Instrument(one.at, one.span, one.quote, one.kind, one.parties, one.date, own, one.rule)
        )
    return tuple(out)
