"""Mandates: every directive clause with who is asked to do what by when.

A directive clause is an act of the adopting body whose force is not none. Sub-paragraphs belong
to the clause at their numbered head: one mandate, its items are parts of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from seized.languages import language
from seized.languages.acts import act_forces
from seized.languages.words import Folded, fold, holds_one
from seized.meaning.actors import actor_class
from seized.meaning.addressed import (
    HEAD,
    actors_only,
    class_of_head,
    in_council,
    merged,
    of_meeting,
    recipient_of,
    sits_itself,
    within_system,
    without_titles,
)
from seized.meaning.clauses import Act, ActsRead, read_acts
from seized.meaning.deliverables import deliverable_of
from seized.meaning.due import DueContext, due_of
from seized.meaning.quotes import quotations
from seized.meaning.units import units
from seized.meaning.vocabulary import Hit, vocabulary
from seized.model.findings import (
    ActorMention,
    Addressee,
    Deliverable,
    Due,
    Mandate,
)
from seized.model.resolution import Paragraph, Resolution
from seized.model.text import from_source, to_source

__all__ = ["find_mandates"]

_MENTIONS: Final = 64  # no more can begin within the stretch that is looked at
# Acts that often ask nobody: "calls for the full implementation of ...".
_OFTEN_IMPERSONAL: Final = frozenset({"call-for", "encourage"})
# Acts that always ask somebody, also where the name is not known.
_PERSONAL: Final = frozenset({"request", "urge", "call-upon", "invite"})
# Acts of its own force with which a body gives somebody a task or a name.
_GIVING: Final = frozenset({"designate"})
# Those whose name goes on with that of a body: "the secretariat of the Forum".
_OF_A_BODY: Final = frozenset({"secretariat", "member-states"})
_BODIES: Final = frozenset({"organ", "un-system", "organizations"})
_PRONOUN: Final = 7  # so much in front of a verb a pronoun takes
_TITLE: Final = re.compile("《[^》]*》")
_BEHIND: Final = " ,;:.،؛，；：。 \n"  # what stands behind the last word of a clause
# How far behind the addressees the action may begin.
_TO_ACTION: Final = 300


class _Rules(msgspec.Struct, frozen=True, gc=False):
    foreign: re.Pattern[str]
    action: re.Pattern[str]
    object: re.Pattern[str]
    thing: re.Pattern[str]
    link: re.Pattern[str]
    complement: re.Pattern[str]
    relative: re.Pattern[str]
    partner: re.Pattern[str]
    with_partner: tuple[str, ...]
    that: re.Pattern[str]
    begun: re.Pattern[str]
    pronoun: re.Pattern[str]
    held: re.Pattern[str]
    back: re.Pattern[str]
    first: int
    next: int
    subject: int
    set_off: re.Pattern[str]
    goes_on: re.Pattern[str]
    missions: re.Pattern[str]
    parties: re.Pattern[str]


@cache
def _rules(code: str) -> _Rules:
    table: dict[str, Any] = dict(language(code).table("addressees"))
    clauses = language(code).table("clauses")
    return _Rules(
        re.compile(table["foreign"]),
        re.compile(table["action"]),
        re.compile(table["object"]),
        re.compile(table["thing"]),
        re.compile(table["link"]),
        re.compile(table["complement"]),
        re.compile(table["relative"]),
        re.compile(table["co-actor"]),
        tuple(table["co-actor_holds"]),
        re.compile(clauses["that"]),
        re.compile(table["begun"]),
        re.compile(table["pronoun"]),
        re.compile(table["held"]),
        re.compile(table["back"]),
        **table["reach"],
        set_off=re.compile(table["set_off"]),
        goes_on=re.compile(table["goes_on"]),
        missions=re.compile(table["security-council"]["missions"]),
        parties=re.compile(table["security-council"]["parties"]),
    )


def find_mandates(
    resolution: Resolution,
    source_text: str,
    code: str,
    actors: tuple[ActorMention, ...],
    read: tuple[ActsRead, ...] | None = None,
    *,
    tell: Callable[..., Deliverable] = deliverable_of,
) -> tuple[Mandate, ...]:
    """The mandates of the operative part and of annexes that declare or ask, in reading order.

    ``actors`` are the mentions found in the same text: where one stands at the words of an
    addressee, its catalogue id is given. ``read`` is what ``read_acts`` gave, where it was asked
    before. ``tell`` is asked once for every mandate, in order, what it asks for.
    Raises ``UnsupportedLanguage`` for any code but the six.
    """
    if read is None:
        read = read_acts(resolution, code)
    context = DueContext.of(resolution)
    decider = Addressee(None, "assembly")
    if not context.assembly:
        decider = Addressee(resolution.organ, "organ")
    places: dict[str, list[tuple[int, int, str]]] = {}
    for m in actors:
        places.setdefault(m.at, []).append((m.span.start, m.span.end, m.actor))
    out: list[Mandate] = []
    for unit in units([one for one in read if not one.preambular]):
        head = unit.head.paragraph
        directive = [act for act in unit.head.acts if act.force is not None]
        if not directive:
            continue
        named = places.get(head.address, [])
        reader = _Reader(head, unit.head.folded, code, source_text, context, named, decider, tell)
        for place, act in enumerate(directive, 1):
            below = unit.below if act.stop == len(head.text) else ()
            out.append(reader.mandate(act, below, f"{head.address}#{place}", unit.number))
    return tuple(out)


def _within(
    paragraph: Paragraph, folded: Folded, actors: list[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Actors with their places in the folded text of their paragraph, given those in the source."""
    pieces, forth = paragraph.pieces, folded.forth
    return [
        (forth(from_source(pieces, start)), forth(from_source(pieces, end)), actor)
        for start, end, actor in actors
    ]


class _Reader:
    """Reads the clauses of one paragraph."""

    __slots__ = (
        "_actors",
        "_code",
        "_context",
        "_decider",
        "_event",
        "_folded",
        "_head",
        "_known",
        "_named",
        "_paragraph",
        "_rules",
        "_sessions",
        "_source",
        "_tell",
    )

    def __init__(
        self,
        paragraph: Paragraph,
        folded: Folded,
        code: str,
        source_text: str,
        context: DueContext,
        actors: list[tuple[int, int, str]],
        decider: Addressee,
        tell: Callable[..., Deliverable],
    ) -> None:
        self._paragraph = paragraph
        self._folded = folded
        self._code = code
        self._source = source_text
        self._context = context
        self._actors = actors
        self._decider = decider
        self._head = class_of_head(decider.actor)
        self._named = _within(paragraph, folded, actors)
        self._tell = tell
        self._rules = _rules(code)
        self._sessions: tuple[int, ...] = ()
        self._event: str | None = None
        self._known: tuple[int, int, tuple[Addressee, ...]] = (0, 0, ())

    def mandate(
        self, act: Act, below: tuple[Paragraph, ...], name: str, number: str | None
    ) -> Mandate:
        text = self._folded.text
        begin, stop = self._folded.forth(act.end), self._folded.forth(act.stop)
        own = text[begin:stop]
        text = self._paragraph.text[act.end : act.stop]
        whole = own
        if below:
            whole = "\n".join((own, *(fold(p.text).text for p in below)))
            text = "\n".join((text, *(p.text for p in below)))
        mentions = self._mentions(begin, stop)
        hits = self._hits(whole, mentions)
        addressees, action = self._addressees(own, hits, begin, act)
        theirs = self._context.assembly and sits_itself(addressees, hits)
        theirs = theirs and self._rules.back.search(own) is None
        loose = act.act not in ("appropriate", "apportion")
        due = due_of(
            text,
            whole,
            hits,
            self._code,
            self._context,
            before=self._sessions,
            dates=loose,
            bodies=mentions,
            front=self._event,
            theirs=theirs,
        )
        self._sessions = due.sessions or self._sessions
        self._event = due.event or self._event
        self._known = (act.end, act.stop, addressees)
        deliverable = self._deliverable(whole, hits, act, due, action)
        force, verb = act.force, act.act
        if force is None:
            raise AssertionError("only directive acts are read")
        last = len(self._paragraph.text[: act.stop].rstrip(_BEHIND))
        span = to_source(self._paragraph.pieces, act.begin, last)
        return Mandate(
            id=name,
            at=self._paragraph.address,
            number=number,
            act=verb,
            force=force,
            addressees=addressees,
            deliverable=deliverable,
            due=due,
            action=self._paragraph.text[self._folded.back(begin + action) : last],
            recipient=self._recipient(own, hits, mentions, action)
            if deliverable == "report"
            else None,
            subject=self._subject(own, deliverable, begin),
            within_existing_resources="resources-limit" in {hit.tag for hit in hits},
            quote=self._source[span.start : span.end],
            span=span,
            rule=act.rule,
        )

    def _deliverable(
        self, whole: str, hits: list[Hit], act: Act, due: Due, action: int
    ) -> Deliverable:
        """What is asked for: everything behind the act counts, quoted titles and actors do not."""
        told, telling = without_titles(whole, hits, quotations(whole, self._code))
        sessions = bool(due.sessions)
        return self._tell(told, telling, act.act, self._code, sessions, action)

    # -------------------------------------------------------------- who

    def _addressees(
        self, own: str, hits: list[Hit], begin: int, act: Act
    ) -> tuple[tuple[Addressee, ...], int]:
        """Who is asked, and where in ``own`` the action begins."""
        if act.begin < act.start and (asked := self._in_front(act)):
            return asked, len(own) - len(own.lstrip(" ,،，"))
        that = self._rules.that.match(own, len(own) - len(own.lstrip(" ,،")))
        decides = act.act not in _GIVING and act_forces()[act.act] == "decide"
        first = self._rules.first
        if act.act in _OFTEN_IMPERSONAL:
            first //= 2
        if decides:
            first = -1 if that is None else that.end() + self._rules.subject
        begins = that.end() if that is not None else 0
        if (described := self._rules.relative.match(own, begins)) is not None:
            begins = described.end()
        known = act.hidden and not decides and self._with_pronoun(own, act)
        chain = [] if known else self._follow(own, hits, begins, first, told=that is not None)
        if chain and of_meeting(hits, begins, chain[0].start, told=that is not None):
            chain = []
        if chain and decides and self._held(own, hits, chain[0]):
            chain = []
        end = chain[-1].end if chain else 0
        out = [self._addressee(hit, begin, "addressee") for hit in chain]
        if not chain and act.hidden and not decides and act.act != "call-for":
            out, end = self._meant(own, act, known=known)
        out += [self._addressee(hit, begin, "co-actor") for hit in self._partners(own, hits, end)]
        if decides and not chain:
            out.insert(0, self._decider)
        unique: dict[tuple[object, ...], Addressee] = {}
        for one in out:
            unique.setdefault((one.actor, one.class_, one.quote, one.role), one)
        action = None
        if that is None and (end or act.act in _PERSONAL):
            reach = _TO_ACTION if end else _TO_ACTION // 4
            action = self._rules.action.search(own, end, end + reach)
            if action and self._rules.set_off.search(own, end, action.start()):
                # The verb stands before, and is not among those known; or the list goes on.
                action = action if self._rules.goes_on.match(own, end) else None
        at = action.end() if action else end
        return tuple(unique.values()), at + len(own[at:]) - len(own[at:].lstrip(" ,،，"))

    def _partners(self, own: str, hits: list[Hit], end: int) -> list[Hit]:
        """Those with whom it shall be done: named behind "in cooperation with"."""
        if not holds_one(own, self._rules.with_partner):
            return []
        found = self._rules.partner.finditer(own, end)
        return [hit for one in found for hit in self._follow(own, hits, one.end(), 40)]

    def _in_front(self, act: Act) -> tuple[Addressee, ...]:
        """Those who are asked, where they stand in front of a verb in the passive."""
        begin, stop = self._folded.forth(act.begin), self._folded.forth(act.start)
        before = self._folded.text[begin:stop]
        hits = self._hits(before, self._mentions(begin, stop))
        chain = self._follow(before, hits, 0, len(before), told=True)
        return tuple(self._addressee(hit, begin, "addressee") for hit in chain)

    def _follow(
        self, own: str, hits: list[Hit], at: int, limit: int, *, told: bool = False
    ) -> list[Hit]:
        """Actors that stand one behind another from ``at`` on, nothing but joints between.

        ``told`` says that a sentence begins at ``at``, with those it is about.
        """
        out: list[Hit] = []
        stop = len(own)
        rules = self._rules
        titles = [one.span() for one in _TITLE.finditer(own)] if "《" in own else []
        for hit in actors_only(hits, len(own)):
            if hit.start - at > limit or hit.start > stop:
                break
            if (
                hit.start < at
                or rules.thing.match(own, hit.start)
                or any(left < hit.start and hit.end < right for left, right in titles)
            ):
                continue
            if out and self._of_the_same(out, hit, own):
                at = hit.end
                continue
            if out and not rules.link.fullmatch(own, at, hit.start):
                break
            first = at + (own[at : at + 1] == " ")  # "its request to" is before
            if not (out or told) and rules.begun.search(own, first, hit.start):
                break  # what shall be done begins before anybody known is named
            if hit.tag == "secretary-general" and self._rules.foreign.match(own, hit.end):
                hit = replace(hit, tag="organizations")
            if not out and (action := self._rules.action.search(own, hit.end)):
                stop = action.start()
            out.append(hit)
            at, limit = hit.end, self._rules.next
        return within_system(out)

    def _of_the_same(self, out: list[Hit], hit: Hit, own: str) -> bool:
        """Whether a hit only tells of what body the last of ``out`` is, which then is kept.

        A Chinese office stands behind its body: then it takes the place of the last.
        """
        last = out[-1]
        if last.tag == HEAD and self._rules.complement.fullmatch(own, last.end, hit.start):
            out[-1] = replace(hit, start=last.start)
            return True
        if self._code == "zh" and hit.start == last.end and hit.tag == HEAD:
            out[-1] = replace(last, end=hit.end)
            return True
        if self._code == "zh" and hit.start == last.end and hit.tag == "secretariat":
            out[-1] = replace(hit, start=last.start)
            return True
        if last.tag not in _OF_A_BODY or hit.tag not in _BODIES:
            return False
        return self._rules.complement.fullmatch(own, last.end, hit.start) is not None

    def _with_pronoun(self, own: str, act: Act) -> bool:
        """Whether a pronoun with the verb stands for those who are asked: "et les invite à"."""
        if self._code == "ar" and self._rules.pronoun.match(own, own[:1] == " "):
            return True
        end = self._folded.forth(act.end)
        start = max(0, self._folded.forth(act.start) - _PRONOUN)
        return self._rules.object.search(self._folded.text, start, end) is not None

    def _meant(self, own: str, act: Act, *, known: bool = False) -> tuple[list[Addressee], int]:
        """Those whom the words before name, for a pronoun or for a clause that names nobody.

        ``known`` tells that a pronoun stands with the verb. Of a clause in between that directs
        nobody the first actor that it names is meant, else those who were asked last.
        """
        at = len(own) - len(own.lstrip(" ,،"))
        pronoun = self._rules.pronoun.match(own, at)
        action = self._rules.action.match(own, max(0, at - 1))
        if pronoun is None and action is None and not known:
            return [], 0
        start, stop, before = self._known
        asked = [one for one in before if one.role == "addressee"]
        end = pronoun.end() if pronoun else 0
        quote = own[at:end]
        if pronoun is not None or known:
            if asked == [self._decider]:
                stop = start  # nobody is asked by what the body decides: it speaks of those meant
            begin = self._folded.forth(stop)
            between = self._folded.text[begin : self._folded.forth(act.start)]
            hits = self._hits(between, self._mentions(begin, begin + len(between)))
            first = next(iter(actors_only(hits, len(between))), None)
            if first is not None:
                one = self._addressee(first, begin, "addressee")
                return [Addressee(one.actor, one.class_, quote)], end
        return [Addressee(one.actor, one.class_, quote) for one in asked], end

    def _held(self, own: str, hits: list[Hit], first: Hit) -> bool:
        """Whether what is named first is a conference of which it is said that it is held."""
        named = any(hit.tag == "meeting" and hit.start == first.start for hit in hits)
        return named and self._rules.held.search(own, first.end, first.end + _TO_ACTION) is not None

    def _addressee(self, hit: Hit, begin: int, role: Any) -> Addressee:
        start = self._folded.back(begin + hit.start)
        if self._code == "ar" and self._paragraph.text[:start].endswith("ال"):
            start -= 2  # the article
        end = self._folded.back_end(begin + hit.end)
        actor = None
        if self._actors:
            span = to_source(self._paragraph.pieces, start, end)
            actor = self._actor(span.start, span.end)
        tag: Any = self._head if hit.tag == HEAD else hit.tag
        return Addressee(actor, tag, self._paragraph.text[start:end], role)

    def _hits(self, text: str, mentions: list[tuple[int, int, str]]) -> list[Hit]:
        """Everything known in a clause, the actors of the catalogue as hits of their class."""
        hits = vocabulary(self._code).find(text)
        if self._decider.actor == "security-council":
            hits = in_council(hits, text, self._rules.missions, self._rules.parties)
        return merged(hits, [Hit(at, end, actor_class(who)) for at, end, who in mentions])

    def _mentions(self, begin: int, stop: int) -> list[tuple[int, int, str]]:
        """The actors of the catalogue in the clause ``begin:stop``, with their places in it."""
        return [
            (start - begin, end - begin, actor)
            for start, end, actor in self._named
            if start >= begin and end <= stop
        ]

    def _actor(self, start: int, end: int) -> str | None:
        at = bisect_left(self._actors, (start - 40, 0, ""))
        for left, right, actor in self._actors[at : at + _MENTIONS]:
            if left > start:
                break
            if left <= start and right >= end:
                return actor
        return None

    # -------------------------------------------------------------- what

    def _recipient(
        self, own: str, hits: list[Hit], mentions: Sequence[tuple[int, int, str]], action: int
    ) -> str | None:
        asks = "general-assembly" if self._context.assembly else self._context.organ
        named = [hit for hit in hits if action <= hit.start < len(own)]
        return recipient_of(own, named, mentions, asks, self._code)

    def _subject(self, own: str, deliverable: str, begin: int) -> str | None:
        if deliverable != "agenda-item":
            return None
        found = quotations(own, self._code)
        if not found:
            return None
        last = found[-1]
        start, end = begin + last.start(1), begin + last.end(1)
        return self._paragraph.text[self._folded.back(start) : self._folded.back_end(end)]
