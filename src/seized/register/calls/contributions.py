"""Contributions as people read them: what waits for whom, what the register knows, who is late."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from seized.model.dates import PartialDate
from seized.register import dates
from seized.register.cycle.forms import kind_name
from seized.register.models import (
    Agreement,
    Answer,
    Call,
    Consultation,
    Entity,
    Invitation,
    Mandate,
    Membership,
    Merged,
    Programme,
    Question,
    Resolution,
    Role,
    Shared,
)
from seized.register.policy import Person, can, visible
from seized.writing.counting import count_words

__all__ = [
    "Cell",
    "Line",
    "Sheet",
    "Suggestion",
    "answers_to",
    "invited",
    "is_late",
    "last_round",
    "matrix",
    "moved_since",
    "previous_call",
    "sheet",
    "suggestion",
    "waiting",
]

_DONE: Final = frozenset({Invitation.State.SUBMITTED, Invitation.State.CLEARED})
_ROUNDS: Final = 10  # how far back the last round of a series is looked for


def is_late(row: Invitation, today: datetime.date | None = None) -> bool:
    """Whether it was submitted after the deadline, or is open after it."""
    today = today or datetime.datetime.now(datetime.UTC).date()
    if row.state in _DONE and row.submitted_at is not None:
        return row.submitted_at.date() > row.call.deadline
    return row.call.state == Call.State.OPEN and row.call.deadline < today


def previous_call(resolutions: Iterable[Resolution]) -> Call | None:
    """The latest call about these resolutions or about those before them in their series."""
    keys: set[int] = set()
    for resolution in resolutions:
        at: Resolution | None = resolution
        for _round in range(_ROUNDS):
            if at is None or at.pk in keys:
                break
            keys.add(at.pk)
            at = at.previous
    calls = Call.objects.exclude(state=Call.State.DRAFT)
    return calls.filter(mandates__resolution__in=keys).order_by("-opened_at", "-pk").first()


def invited(mandates: Sequence[Mandate], previous: Call | None) -> dict[int, str]:
    """Whom to invite, by key, and why: ``addressee``, ``last-round`` or ``class``.

    A class such as "the United Nations system" stands for the entities of that side that have a
    focal point.
    """
    found: dict[int, str] = {}
    rows = Entity.objects.filter(addressed__mandate__in=mandates, addressed__role="addressee")
    for entity in rows.filter(is_class=False, kind__in=["un", "partner"]).distinct():
        found[entity.pk] = "addressee"
    if previous is not None:
        for key in previous.invitations.values_list("entity", flat=True):
            found.setdefault(key, "last-round")
    classes = {"un-system", "specialized-agencies", "funds-and-programmes", "organizations"}
    asked = {a.class_name for m in mandates for a in m.addressees.all()}
    if asked & classes or rows.filter(is_class=True, kind="un").exists():
        members = Membership.objects.filter(role__in=[Role.FOCAL, Role.PARTNER])
        able = Entity.objects.filter(memberships__in=members, is_class=False)
        for key in able.filter(kind__in=["un", "partner"]).values_list("pk", flat=True).distinct():
            found.setdefault(key, "class")
    return found


class Suggestion(NamedTuple):
    """Something of the register that answers a question; ``key`` is as in ``Answer.sources``."""

    key: str
    text: str
    record: Shared


class Line(NamedTuple):
    """One question of a contribution. ``last`` is the answer of the last round."""

    question: Question
    answer: Answer | None
    last: Answer | None
    suggestions: list[Suggestion]

    @property
    def words(self) -> int:
        """How long the saved answer is."""
        return count_words(self.answer.text) if self.answer else 0

    @property
    def unchanged(self) -> bool:
        """Whether the saved answer is that of the last round, word for word."""
        old, new = self.last, self.answer
        return bool(old and new and new.text) and old.text == new.text  # type: ignore[union-attr]


class Sheet(NamedTuple):
    """A contribution as a whole."""

    invitation: Invitation
    lines: list[Line]

    @property
    def words(self) -> int:
        """How long all saved answers are together."""
        return sum(line.words for line in self.lines)

    @property
    def open(self) -> int:
        """How many questions have no answer yet."""
        return sum(line.answer is None or not line.answer.says for line in self.lines)


def sheet(invitation: Invitation, who: Person, code: str) -> Sheet:
    """The questions with the answers, those of the last round, and what the register knows."""
    rows = invitation.call.questions.select_related("mandate__resolution")
    asked = list(rows.prefetch_related("mandate__wordings"))
    answers = {a.question_id: a for a in invitation.answers.select_related("changed_by")}
    last = last_round(invitation, asked)
    known = _known(invitation, asked, who, code)
    return Sheet(
        invitation,
        [Line(q, answers.get(q.pk), last.get(q.pk), known.get(q.pk, [])) for q in asked],
    )


def last_round(invitation: Invitation, asked: Iterable[Question]) -> dict[int, Answer]:
    """What the same entity answered to the like question of the last round, by question.

    Questions are alike that are about the same field or mandate; else about the one mandate in
    each round that asks for the same thing at the same place, or for that thing at all.
    """
    if invitation.call.previous_id is None:
        return {}
    rows = Answer.objects.filter(
        invitation__call=invitation.call.previous_id,
        invitation__entity=invitation.entity_id,
        invitation__state__in=_DONE,
    ).select_related("question__mandate", "invitation__call")
    said = [row for row in rows if row.says]
    found = {}
    for question in asked:
        for alike in (_same_thing, _same_place, _same_kind):
            fits = [row for row in said if alike(question, row.question)]
            if len(fits) == 1:
                found[question.pk] = fits[0]
                break
    return found


def _same_thing(new: Question, old: Question) -> bool:
    return new.field == old.field and new.mandate_id == old.mandate_id


def _same_place(new: Question, old: Question) -> bool:
    mine, theirs = new.mandate, old.mandate
    if mine is None or theirs is None:
        return False
    return (mine.address, mine.deliverable) == (theirs.address, theirs.deliverable)


def _same_kind(new: Question, old: Question) -> bool:
    mine, theirs = new.mandate, old.mandate
    if mine is None or theirs is None:
        return False
    return mine.deliverable == theirs.deliverable != "action"


def _since(call: Call) -> datetime.date | None:
    """The first day of the period: after the deadline of the last round, else the adoption."""
    if call.previous is not None:
        return call.previous.deadline
    days = [m.resolution.adopted for m in call.mandates.select_related("resolution")]
    return min((d.first for d in days if isinstance(d, PartialDate)), default=None)


def _known(
    invitation: Invitation, asked: Sequence[Question], who: Person, code: str
) -> dict[int, list[Suggestion]]:
    entity, since = invitation.entity, _since(invitation.call)
    took_part: tuple[tuple[type[Shared], Q, str, str], ...] = (
        (Consultation, Q(participants=entity), "first", "last"),
        (
            Programme,
            Q(lead=entity) | Q(contributing=entity) | Q(partners=entity),
            "first",
            "last",
        ),
        (Agreement, Q(parties=entity), "signed", "signed"),
    )
    alike = {q.pk: _alike(q.mandate) for q in asked}
    found: dict[int, list[Suggestion]] = {}
    for model, part, first, last in took_part:
        rows: Any = model._default_manager.filter(part | Q(owner=entity)).distinct()
        for row in visible(rows, who).prefetch_related("mandates"):
            if not _within(getattr(row, first), getattr(row, last), since, model is Programme):
                continue
            about = {m.pk for m in row.mandates.all()}
            for question in asked:
                if about & alike[question.pk] or (question.field and question.field in row.fields):
                    found.setdefault(question.pk, []).append(suggestion(row, code))
    return found


def _alike(mandate: Mandate | None) -> set[int]:
    """A mandate, and the one at the same place of the resolution before that asked the same."""
    if mandate is None:
        return set()
    before = Mandate.objects.filter(
        resolution=mandate.resolution.previous_id,
        address=mandate.address,
        ordinal=mandate.ordinal,
        deliverable=mandate.deliverable,
    )
    older = before.values_list("pk", flat=True) if mandate.resolution.previous_id else ()
    return {mandate.pk, *older}


def _within(first: Any, last: Any, since: datetime.date | None, goes_on: bool) -> bool:
    """Whether something touches the period; what has no end goes on, if it is of that kind."""
    if since is None:
        return True
    end = last or ("" if goes_on else first)
    return not isinstance(end, PartialDate) or end.last >= since


def suggestion(row: Shared, code: str) -> Suggestion:
    """A record as a sentence or two to begin from, in language ``code``."""
    key = f"{row._meta.model_name}:{row.pk}"
    if isinstance(row, Consultation):
        head = [dates.shown(row.first, code), row.forum or row.get_form_display(), row.place]
        who = _("Participants: %(names)s") % {"names": _names(row.participants.all(), code)}
        parts = [", ".join(filter(None, head)), who, row.topics, row.outcome]
    elif isinstance(row, Programme):
        days = [dates.shown(d, code) for d in (row.first, row.last) if d]
        everyone = [row.lead, *row.partners.all(), *row.contributing.all()]
        who = _("Carried out by: %(names)s") % {"names": _names(everyone, code)}
        reached = "; ".join(_result(r) for r in row.results.all())
        parts = [
            ", ".join([row.title, *[" – ".join(days)][: len(days)]]),
            who,
            row.summary,
            reached,
        ]
    else:
        assert isinstance(row, Agreement)
        who = _("Parties: %(names)s") % {"names": _names(row.parties.all(), code)}
        signed = _("signed %(day)s") % {"day": dates.shown(row.signed, code)} if row.signed else ""
        parts = [", ".join(filter(None, [row.title or kind_name(row.kind, code), signed])), who]
    return Suggestion(key, _sentences(parts, code), row)


def _sentences(parts: Iterable[str], code: str) -> str:
    stop, gap = ("。", "") if code == "zh" else (".", " ")
    said = [part.strip() for part in parts if part and part.strip()]
    return gap.join(p if p[-1] in ".!?。؟" else p + stop for p in said)


def _names(rows: Iterable[Entity], code: str) -> str:
    return ("、" if code == "zh" else "، " if code == "ar" else ", ").join(
        r.name(code) for r in rows
    )


def _result(row: Any) -> str:
    reached = "" if row.reached is None else f"{row.reached:f}".rstrip("0").rstrip(".")
    target = "" if row.target is None else f"{row.target:f}".rstrip("0").rstrip(".")
    numbers = "/".join(filter(None, (reached, target)))
    return " ".join(filter(None, (row.text + (":" if numbers else ""), numbers, row.unit)))


class Cell(NamedTuple):
    """One answer in the table of a call: ``nothing``, ``text`` or ``open``."""

    question: Question
    kind: str
    words: int
    over: bool
    unchanged: bool


def matrix(call: Call, who: Person) -> list[tuple[Invitation, bool, list[Cell]]]:
    """Each invitation that the person may see, whether it is late, and its answers in order."""
    asked = list(call.questions.all())
    found = call.invitations.select_related("entity", "call").prefetch_related("answers")
    rows = list(visible(found, who).order_by("entity__key"))
    before = {k for row in rows for a in row.answers.all() if (k := _carried_from(a))}
    texts = dict(Answer.objects.filter(pk__in=before).values_list("pk", "text"))
    out = []
    for row in rows:
        there = {a.question_id: a for a in row.answers.all()}
        out.append((row, is_late(row), [_cell(q, there.get(q.pk), texts) for q in asked]))
    return out


def _carried_from(answer: Answer) -> int | None:
    """The answer of the last round that it began from."""
    keys = [s.partition(":")[2] for s in answer.sources if s.startswith("answer:")]
    return int(keys[0]) if keys and keys[0].isdigit() else None


def _cell(question: Question, answer: Answer | None, texts: Mapping[int, str]) -> Cell:
    if answer is None or not answer.says:
        return Cell(question, "open", 0, False, False)
    words = count_words(answer.text)
    kind = "nothing" if answer.nothing else "text"
    same = bool(answer.text) and texts.get(_carried_from(answer) or 0) == answer.text
    return Cell(question, kind, words, words > question.words, same)


def answers_to(question: Question) -> QuerySet[Answer]:
    """The answers to a question that were submitted, by entity."""
    rows = question.answers.filter(invitation__state__in=_DONE)
    return rows.select_related("invitation__entity").order_by("invitation__entity__key")


def moved_since(merged: Merged) -> list[str]:
    """The entities whose answer has changed since it was merged."""
    now = {a.pk: a.edition for a in merged.question.answers.all()}
    return [s["entity"] for s in merged.sources if now.get(s["answer"]) != s["edition"]]


def waiting(who: Person, entity: Entity | None = None) -> dict[str, list[Invitation]]:
    """What waits for a person: contributions ``to_answer``, ``to_clear``, and ``late`` ones.

    With ``entity`` only its own.
    """
    if not who.signed_in:
        return {}
    rows = Invitation.objects.select_related("call", "entity").filter(call__state=Call.State.OPEN)
    rows = rows.order_by("call__deadline", "entity__key")
    if entity is not None:
        rows = rows.filter(entity=entity)
    out: dict[str, list[Invitation]] = {}
    if who.entities:
        mine = list(visible(rows.filter(entity__in=who.entities), who))
        out["to_answer"] = [r for r in mine if r.state not in _DONE and can(who, "answer.write", r)]
        out["to_clear"] = [
            r
            for r in mine
            if r.state == Invitation.State.SUBMITTED and can(who, "invitation.clear", r)
        ]
    if can(who, "call.remind"):
        out["late"] = [r for r in visible(rows, who) if r.state not in _DONE and is_late(r)]
    return {name: found for name, found in out.items() if found}
