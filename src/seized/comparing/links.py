"""Which earlier resolution a later one continues: candidates, what speaks for each, the choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from seized.comparing.titles import TitleKey, Weights, contained, likeness
from seized.comparing.works import Recall, Version, Work
from seized.model.evidence import Evidence
from seized.model.series import Link, LinkKind

__all__ = ["find_links"]

_SAME: Final = 0.93  # titles this like differ by a slip of the pen
_NEAR: Final = 0.6  # the least likeness of a title that was changed, for a resolution named
_SUBITEM: Final = 0.5  # ... the same under the same sub-item
_ALONE: Final = 0.88  # ... for one that is not named, under the same agenda item
_HINT: Final = 0.45  # ... for one that is named and has paragraphs in common
_COMMON: Final = 3  # paragraphs in common that make one text of two
_SHARE: Final = 0.2  # ... of those of the shorter
_WITHIN: Final = 0.85  # likeness of a title and the same with a subtitle, where it is named

Node = int  # place of a work in the list


class Pair(NamedTuple):
    """An earlier and a later work, and what speaks for a link between them."""

    before: Node
    after: Node
    like: float
    language: str | None  # of the titles that were compared
    named: Recall | None
    chain: Recall | None  # a resolution between the two that the later one recalls
    letter: bool
    agenda: str | None  # the language in which the agenda items have the same title
    shared: int  # paragraphs that the two have in common and no other work has
    share: float  # ... of those of the shorter
    titled: bool  # one of the two has a title, in whatever language

    @property
    def same(self) -> bool:
        """Whether the two have the same title, but for numbers and slips."""
        return self.like >= _SAME

    @property
    def confidence(self) -> float:
        """From 0 to 1; nought where nothing speaks for a link."""
        weight = self.named.weight if self.named else 0.0
        matter = self.letter or self.agenda is not None
        if self.same:
            if weight:
                return 0.99 if weight >= 0.8 else 0.97
            base = 0.95 if matter else 0.85
            return base + 0.02 if self.chain else base
        least = _SUBITEM if self.letter and self.agenda else _NEAR
        if weight == 1.0 and self.like >= least:
            return 0.7 + 0.2 * self.like + (0.05 if matter else 0.0)
        if weight >= 0.8 and self.language is None and self.letter:
            return 0.8  # titles in two languages cannot be compared; the letter can
        if self.like >= _ALONE and matter:
            return 0.8
        return self._by_wording(matter)

    def _by_wording(self, matter: bool) -> float:
        """Under another title the words themselves tell: paragraphs that only these two have."""
        if self.shared >= _COMMON and self.share >= _SHARE:
            return 0.9 if matter or self.like >= _SUBITEM else 0.85
        named = self.named is not None and self.named.weight == 1.0
        if self.shared >= _COMMON and self.like >= (_HINT if named and matter else _NEAR):
            return 0.85
        if self.shared and named and self.language is None and not self.titled:
            return 0.8  # resolutions of the Security Council have no titles
        if self.shared and self.share >= _SHARE and self.like >= _SUBITEM and matter:
            return 0.8
        return 0.0


class _Index(NamedTuple):
    works: Sequence[Work]
    at: Mapping[str, list[Node]]  # symbol, or its base without the part
    titles: Mapping[tuple[str, str], list[Node]]
    agendas: Mapping[tuple[str, str], list[Node]]
    weights: Mapping[str, Weights]
    wordings: Mapping[tuple[str, int], list[Node]]  # at most two works each


def _index(works: Sequence[Work]) -> _Index:
    at: dict[str, list[Node]] = {}
    titles: dict[tuple[str, str], list[Node]] = {}
    agendas: dict[tuple[str, str], list[Node]] = {}
    keys: dict[str, list[TitleKey]] = {}
    wordings: dict[tuple[str, int], list[Node]] = {}
    for n, work in enumerate(works):
        for name in {work.symbol.canonical, work.symbol.base}:
            at.setdefault(name, []).append(n)
        for one in work.versions:
            keys.setdefault(one.language, []).append(one.key)
            if one.key.key:
                titles.setdefault((one.language, one.key.key), []).append(n)
            if one.agenda.key:
                agendas.setdefault((one.language, one.agenda.key), []).append(n)
            for mark in one.wording:
                wordings.setdefault((one.language, mark), []).append(n)
    rare = {mark: nodes for mark, nodes in wordings.items() if len(nodes) == 2}
    weights = {code: Weights.of(held) for code, held in keys.items()}
    return _Index(works, at, titles, agendas, weights, rare)


def find_links(works: Sequence[Work]) -> list[Link]:
    """The links between works, which are in order of adoption; later ones last.

    Each work has one predecessor, the latest with its title or else the best of those it names;
    more where it names several that nothing else continues (a merger).
    """
    index = _index(works)
    offers = {n: list(_offers(n, index)) for n in range(len(works))}
    chosen = {n: pair for n in offers if (pair := _choice(offers[n], index)) is not None}
    titled = {pair.before for pair in chosen.values() if pair.same}
    kept = {
        n: pair
        for n, pair in chosen.items()
        if pair.same or pair.before not in titled or pair.shared >= _COMMON
    }
    continued = {pair.before for pair in kept.values()}
    pairs = [*kept.values(), *_merged(offers, kept, continued, index)]
    pairs.sort(key=lambda pair: (pair.after, -pair.confidence, pair.before))
    before = Counter(pair.before for pair in pairs)
    after = Counter(pair.after for pair in pairs)
    return [_link(pair, before, after, index) for pair in pairs]


def _offers(after: Node, index: _Index) -> Iterator[Pair]:
    """Every earlier work for which something speaks."""
    work = index.works[after]
    named: dict[Node, Recall] = {}
    for recall in work.recalls:
        for name in (recall.symbol.canonical, recall.symbol.base):
            for n in index.at.get(name, ()):
                if n not in named or recall.weight > named[n].weight:
                    named[n] = recall
    near: dict[Node, None] = dict.fromkeys(named)
    for one in work.versions:
        near.update(dict.fromkeys(index.titles.get((one.language, one.key.key), ())))
        shelf = index.agendas.get((one.language, one.agenda.key), ())
        if len(shelf) <= 64:  # an agenda item with more resolutions tells nothing of the matter
            near.update(dict.fromkeys(shelf))
    common = _common(after, index)
    near.update(dict.fromkeys(common))
    for n in near:
        if _earlier(index.works[n], work):
            pair = _pair(n, after, named.get(n), common.get(n, 0), index)
            if pair.confidence:
                yield pair


def _common(after: Node, index: _Index) -> Counter[Node]:
    """How many paragraphs each other work shares with this one, in the language with most."""
    out: Counter[Node] = Counter()
    for one in index.works[after].versions:
        shared = Counter(
            n
            for mark in one.wording
            for n in index.wordings.get((one.language, mark), ())
            if n != after
        )
        out |= shared
    return out


def _earlier(one: Work, two: Work) -> bool:
    """Whether ``one`` can be the predecessor of ``two``.

    Within a session only a part of the same number can: the matter was left unfinished.
    """
    if one.symbol.body != two.symbol.body or one.order >= two.order:
        return False
    if one.symbol.base == two.symbol.base:  # parts of one day are texts of their own
        return one.order[0] < two.order[0]
    if one.session is None or two.session is None or one.symbol.body != "A":
        return True
    return one.session < two.session


def _pair(before: Node, after: Node, named: Recall | None, shared: int, index: _Index) -> Pair:
    one, two = index.works[before], index.works[after]
    like, language, agenda = 0.0, None, None
    for mine in two.versions:
        other = one.version(mine.language)
        if other is None:
            continue
        if mine.key.key and other.key.key:
            degree = _degree(other.key, mine.key, index.weights[mine.language], named)
            if language is None or degree > like:
                like, language = degree, mine.language
        if agenda is None and mine.agenda.key and mine.agenda.key == other.agenda.key:
            agenda = mine.language
        if like == 1.0 and agenda:
            break
    letter = bool(one.letters & two.letters)
    chain = None if named and named.weight == 1.0 else _between(one, two)
    shorter = min(max(len(v.wording) for v in work.versions) for work in (one, two))
    share = shared / max(1, shorter)
    titled = any(v.key.key for work in (one, two) for v in work.versions)
    return Pair(before, after, like, language, named, chain, letter, agenda, shared, share, titled)


def _degree(one: TitleKey, two: TitleKey, weights: Weights, named: Recall | None) -> float:
    """How like two titles are; a subtitle is forgiven to one that names the other."""
    degree = likeness(one, two, weights)
    if degree >= _SAME or named is None:
        return degree
    return max(degree, _WITHIN * contained(one, two, weights))


def _between(one: Work, two: Work) -> Recall | None:
    """The last resolution of a session between the two that the later one recalls."""
    if one.session is None or two.session is None:
        return None
    found = [
        recall
        for recall in two.recalls
        if recall.weight == 1.0
        and recall.symbol.body == one.symbol.body
        and (held := recall.symbol.assembly_session) is not None
        and held.kind == "regular"
        and one.session < held.number < two.session
    ]
    return max(found, key=lambda recall: recall.symbol.sort_key, default=None)


def _choice(offers: Sequence[Pair], index: _Index) -> Pair | None:
    """The predecessor: the latest with the same title, else the best of those named."""
    same = [pair for pair in offers if pair.same]
    if same:
        own = [p for p in same if _parts(p, index)]
        if own:
            return max(own, key=lambda p: p.before)
        latest = max(index.works[pair.before].session or 0 for pair in same)
        last = [p for p in same if (index.works[p.before].session or 0) == latest]
        return max(last, key=lambda p: (p.confidence, _spelled(p, index), p.before))
    return max(offers, key=lambda p: (p.confidence, p.before), default=None)


def _parts(pair: Pair, index: _Index) -> bool:
    """Whether the two are parts of one number."""
    return index.works[pair.before].symbol.base == index.works[pair.after].symbol.base


def _spelled(pair: Pair, index: _Index) -> bool:
    """Whether the titles are equal as printed, numbers and all."""
    one, two = index.works[pair.before], index.works[pair.after]
    code = pair.language or ""
    first, second = one.version(code), two.version(code)
    return first is not None and second is not None and first.title == second.title


def _merged(
    offers: Mapping[Node, Sequence[Pair]],
    kept: Mapping[Node, Pair],
    continued: set[Node],
    index: _Index,
) -> Iterator[Pair]:
    """Further predecessors: named, much alike, of the session of the first or later, left alone."""
    for n, first in kept.items():
        least = index.works[first.before].session
        for pair in offers[n]:
            held = index.works[pair.before].session
            if pair.before in continued or held is None or least is None or held < least:
                continue
            full = pair.named is not None and pair.named.weight == 1.0
            if full and (pair.like >= _WITHIN or pair.shared >= _COMMON):
                yield pair


def _link(pair: Pair, before: Counter[Node], after: Counter[Node], index: _Index) -> Link:
    kind: LinkKind = "continued" if pair.same or pair.language is None else "renamed"
    if after[pair.after] > 1:
        kind = "merged"
    elif before[pair.before] > 1:
        kind = "split"
    one, two = index.works[pair.before], index.works[pair.after]
    return Link(
        one.symbol.canonical,
        two.symbol.canonical,
        kind,
        round(pair.confidence, 2),
        pair.named is not None,
        _gap(pair, one, two),
        tuple(_evidence(pair, one, two)),
    )


def _gap(pair: Pair, one: Work, two: Work) -> tuple[str, ...]:
    """The recalled resolutions between the two: those named beside the earlier or the chain."""
    anchor = pair.named or pair.chain
    if anchor is None or one.session is None or two.session is None:
        return ()
    out = {
        recall.symbol.base: recall.symbol
        for recall in two.recalls
        if recall.near == anchor.near
        and recall.weight == 1.0
        and recall.symbol.body == one.symbol.body
        and (held := recall.symbol.assembly_session) is not None
        and held.kind == "regular"
        and one.session < held.number < two.session
    }
    return tuple(symbol.canonical for symbol in sorted(out.values()))


def _evidence(pair: Pair, one: Work, two: Work) -> Iterator[Evidence]:
    """What speaks for the link, the strongest first."""
    if pair.named:
        yield pair.named.evidence
    if pair.chain:
        held = pair.chain.evidence
        yield Evidence("recalled-chain", held.document, held.at, held.quote, held.span,
                       held.language, held.other)  # fmt: skip
    first, second = _versions(pair.language, one, two)
    if first and second and pair.like >= _SUBITEM:
        rule = "title" if pair.same else "title-like"
        yield Evidence(rule, two.symbol.canonical, quote=second.title or "",
                       language=second.language, other=first.title)  # fmt: skip
    items, others = two.record.resolution.agenda_items, one.record.resolution.agenda_items
    if pair.letter:
        yield Evidence("agenda-letter", two.symbol.canonical, quote=", ".join(items),
                       other=", ".join(others))  # fmt: skip
    elif pair.agenda:
        first, second = _versions(pair.agenda, one, two)
        title = two.record.resolution.agenda_title or ""
        yield Evidence("agenda-title", two.symbol.canonical, quote=title,
                       language=pair.agenda, other=", ".join(others))  # fmt: skip
    if pair.shared and pair.share >= _SHARE:
        yield Evidence("wording", two.symbol.canonical, quote=str(pair.shared),
                       other=one.symbol.canonical)  # fmt: skip
    if one.symbol.base == two.symbol.base:
        yield Evidence("same-number", two.symbol.canonical, quote=two.symbol.canonical,
                       other=one.symbol.canonical)  # fmt: skip


def _versions(code: str | None, one: Work, two: Work) -> tuple[Version | None, Version | None]:
    return (one.version(code), two.version(code)) if code else (None, None)
