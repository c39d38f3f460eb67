"""The questions of a call, whom it asks no more, and the texts that stand for many answers."""

# No ``from __future__ import annotations``: Ninja reads the annotations of operations.

import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import ConfigDict, Field

from seized.register.actions.answers import Merge
from seized.register.actions.calls import SaveQuestions, Uninvite
from seized.register.api.callers import caller, known, one_of, reader
from seized.register.api.calls import call_whole, found_call
from seized.register.api.cycle_shapes import (
    AnswerOut,
    CallWhole,
    Code,
    Id,
    LongText,
    Number,
    Words,
)
from seized.register.api.forms import answer_row, merged_row
from seized.register.api.problems import ProblemError
from seized.register.api.serving import reads
from seized.register.api.writing import edition_asked, tag_of, writes
from seized.register.calls.contributions import answers_to, moved_since
from seized.register.models import Mandate, Merged, Question
from seized.register.policy import visible

__all__: list[str] = []

Asked = dict[Code, Annotated[str, Field(max_length=2000)]]


class QuestionIn(Schema):
    """A question: one that is there by its ``id``, or a new one about a mandate or a field."""

    model_config = ConfigDict(extra="forbid")

    id: Id | None = None
    texts: Asked
    words: Words = 300
    mandate: Id | None = None
    field: Annotated[str, Field(max_length=60)] = ""


class QuestionsIn(Schema):
    """All questions of a call in their order; one that is left out is taken out."""

    model_config = ConfigDict(extra="forbid")

    questions: Annotated[list[QuestionIn], Field(max_length=200)]


class MergedIn(Schema):
    """The text that stands in the report for all answers; an empty one takes it away."""

    model_config = ConfigDict(extra="forbid")

    text: LongText


class SourceOut(Schema):
    """An answer from which a text was merged, and its edition then."""

    answer: int
    edition: int
    entity: str


class SubmittedOut(AnswerOut):
    """A submitted answer to the question, with the entity that gave it."""

    entity: str
    contribution: int


class MergedOut(Schema):
    """The text that stands for all answers to a question in a language; edition 0 for none.

    ``moved`` are the entities whose answer has changed since the text was made from it.
    """

    question: int
    call: int
    language: str
    edition: int
    text: str
    sources: list[SourceOut]
    changed_at: datetime.datetime | None
    moved: list[str]
    answers: list[SubmittedOut]


@writes("PUT", "/calls/{number}/questions", CallWhole, "calls")
def save_questions(request: HttpRequest, number: Number, given: QuestionsIn) -> Any:
    """Reword, order, add and take out the questions of a call; If-Match is needed."""
    row, seen = found_call(request, number), edition_asked(request)
    rows = [one.model_dump() for one in given.questions]
    there = [one["id"] for one in rows if one["id"]]
    if len(set(there)) < len(there):
        raise ProblemError(422, "A question stands there twice.", {"questions": "given twice"})
    for one in rows:
        if one["mandate"] is not None:
            (one["mandate"],) = known(Mandate, "pk", [one["mandate"]], "mandate")
    row = SaveQuestions(caller(request).person, row, rows, seen).run()
    return call_whole(request, row), {"ETag": tag_of(row.edition)}


@writes("DELETE", "/calls/{number}/contributions/{key}", None, "calls", status=204)
def uninvite(request: HttpRequest, number: Number, key: Number) -> Any:
    """Take an invitation back that nobody answered; If-Match is that of the call."""
    row, seen = found_call(request, number), edition_asked(request)
    person = caller(request).person
    asked = one_of(row.invitations.all(), person, key, "contribution")
    Uninvite(person, row, asked, seen).run()


def _question(request: HttpRequest, number: int) -> Question:
    rows = Question.objects.select_related("call")
    return one_of(rows, reader(request, "report.read"), number, "question")


def _merged(request: HttpRequest, question: Question, language: str) -> dict[str, Any]:
    person = caller(request).person
    row = visible(Merged.objects.filter(question=question), person).filter(language=language)
    found = row.first()
    answers = visible(answers_to(question), person)
    return {
        "question": question.pk,
        "call": question.call_id,
        "language": language,
        **merged_row(found),
        "moved": moved_since(found) if found else [],
        "answers": [
            {
                **answer_row(one),
                "entity": one.invitation.entity.key,
                "contribution": one.invitation_id,
            }
            for one in answers
            if one.says
        ],
    }


@reads("/questions/{number}/merged/{language}", MergedOut, "calls")
def merged(request: HttpRequest, number: Number, language: Code) -> Any:
    """The submitted answers to a question, and the text that stands for them in the report."""
    return _merged(request, _question(request, number), language)


@writes("PUT", "/questions/{number}/merged/{language}", MergedOut, "calls")
def merge_answers(request: HttpRequest, number: Number, language: Code, given: MergedIn) -> Any:
    """Write the text that stands for all answers to a question; If-Match is needed."""
    question, seen = _question(request, number), edition_asked(request)
    Merge(caller(request).person, question, language, given.text, seen).run()
    told = _merged(request, question, language)
    return told, {"ETag": tag_of(told["edition"])}
