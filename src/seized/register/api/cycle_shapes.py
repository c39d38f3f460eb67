"""The forms in which the API gives and takes what people decide, answer and assemble."""

# No ``from __future__ import annotations``: Ninja reads the annotations of shapes.

import datetime
from typing import Annotated, Any, Literal

from ninja import Path, Schema
from pydantic import ConfigDict, Field

__all__ = [
    "AnswersIn",
    "CallChangeIn",
    "CallIn",
    "CallOut",
    "CallWhole",
    "ContributionOut",
    "ContributionWhole",
    "Decision",
    "InviteIn",
    "ItemOut",
    "ItemWhole",
    "Nothing",
    "Number",
    "ReasonIn",
    "RemindIn",
    "RemindedOut",
    "ReportIn",
    "ReportOut",
    "StatusIn",
    "StatusOut",
    "WordsIn",
]

Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Ids = Annotated[list[Id], Field(max_length=500)]
Code = Literal["ar", "zh", "en", "fr", "ru", "es"]
Text = Annotated[str, Field(max_length=20_000)]
LongText = Annotated[str, Field(max_length=100_000)]
Line = Annotated[str, Field(max_length=250)]
Keys = Annotated[list[Annotated[str, Field(max_length=160)]], Field(max_length=500)]
Lines = Annotated[list[Line], Field(max_length=50)]
Words = Annotated[int, Field(ge=1, le=20_000)]
Status = Literal["open", "partly", "met", "overdue", "superseded", "lapsed", "not-known"]


class _In(Schema):
    model_config = ConfigDict(extra="forbid")


class Nothing(_In):
    """An operation that needs nothing but to be asked for."""


class ReasonIn(_In):
    """Why it is done; some operations need it."""

    reason: Text = ""


class StatusIn(_In):
    """How far a mandate has come, and why."""

    status: Status
    reason: Text


class StatusChangeOut(Schema):
    """One step in the life of a mandate."""

    at: datetime.datetime
    before: str
    after: str
    reason: str


class StatusOut(Schema):
    """How far a mandate has come; ``settled`` by a person's word, ``shown`` by the evidence."""

    mandate: int
    edition: int
    status: str
    settled: bool
    shown: str | None
    changes: list[StatusChangeOut]


class WordsIn(_In):
    """What is wrong about a mandate."""

    words: Annotated[str, Field(max_length=2000)]


class ItemOut(Schema):
    """A doubt for a person to decide; ``start`` and ``end`` are offsets in the text."""

    id: int
    state: str
    resolution: str
    language: str
    mandate: int | None
    code: str
    address: str
    start: int | None
    end: int | None
    values: dict[str, Any]
    decided_at: datetime.datetime | None
    reason: str


class ReadingOut(Schema):
    """One way to read it, as the assignments that say so."""

    name: str
    assignments: list[str]


class ItemWhole(ItemOut):
    """One doubt, and the readings between which one may choose."""

    readings: list[ReadingOut]


class Decision(_In):
    """Accept, correct or reject; ``assignments`` such as ``force=request`` say what is right."""

    decision: Literal["accept", "correct", "reject"]
    assignments: list[Annotated[str, Field(max_length=2000)]] = Field([], max_length=50)
    reason: Text = ""


class CallChangeIn(_In):
    """What changes of a call; what is left out stays as it is."""

    title: Line | None = None
    session: Annotated[int, Field(ge=1, le=999)] | None = None
    considered: datetime.date | None = None
    deadline: datetime.date | None = None
    words: Words | None = None
    message: Text | None = None


class CallIn(_In):
    """A call to prepare: nobody else sees it until it is opened."""

    title: Line
    session: Annotated[int, Field(ge=1, le=999)]
    deadline: datetime.date
    considered: datetime.date | None = None
    words: Words = 500
    message: Text = ""
    mandates: Ids
    fields: Keys = Field([])
    entities: Keys = Field([])
    question_words: Words = 300


class InviteIn(_In):
    """Entities to ask as well."""

    entities: Keys


class RemindIn(_In):
    """One contribution, or all that are outstanding."""

    contribution: Id | None = None


class RemindedOut(Schema):
    """How many letters were written for which entity: none where no focal point is known."""

    call: int
    letters: dict[str, int]


class CallOut(Schema):
    """A call for inputs."""

    id: int
    edition: int
    title: str
    session: int
    state: str
    considered: datetime.date | None
    deadline: datetime.date
    words: int
    message: str
    mandates: list[int]


class QuestionOut(Schema):
    """A question of a call in six languages; ``words`` is the most an answer may have."""

    id: int
    position: int
    mandate: int | None
    field: str
    texts: dict[str, str]
    words: int


class ContributionOut(Schema):
    """How far the contribution of an entity has come."""

    id: int
    call: int
    entity: str
    edition: int
    state: str
    invited_at: datetime.datetime
    submitted_at: datetime.datetime | None
    cleared_at: datetime.datetime | None
    returned_at: datetime.datetime | None
    reason: str


class CallWhole(CallOut):
    """A call with its questions, and the contributions that the caller may see."""

    questions: list[QuestionOut]
    contributions: list[ContributionOut]


class AnswerOut(Schema):
    """What an entity says to one question."""

    question: int
    text: str
    nothing: bool
    language: str
    sources: list[str]
    edition: int
    changed_at: datetime.datetime


class ContributionWhole(ContributionOut):
    """A contribution with what is asked and what was answered."""

    questions: list[QuestionOut]
    answers: list[AnswerOut]


class AnswerIn(_In):
    """An answer to one question; ``edition`` is that of the answer seen, 0 for none yet."""

    question: Id
    text: Annotated[str, Field(max_length=60_000)] = ""
    nothing: bool = False
    edition: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    sources: list[Annotated[str, Field(max_length=60)]] = Field([], max_length=100)


class AnswersIn(_In):
    """Answers to save as a draft; questions left out stay as they are."""

    language: Code
    answers: Annotated[list[AnswerIn], Field(max_length=500)]


class ReportIn(_In):
    """What stands round the contributions; what is left out is as usual for the call."""

    language: Code
    arrangement: Literal["entities", "fields"] | None = None
    organs: Lines | None = None
    symbols: Lines | None = None
    items: Lines | None = None
    agenda: Line | None = None
    agenda_title: LongText | None = None
    title: LongText | None = None
    by: LongText | None = None
    issued: Annotated[str, Field(max_length=10, description="2026, 2026-03 or 2026-03-25")] = ""
    original: Code | None = None
    summary: LongText = ""
    introduction: LongText = ""
    observations: LongText = ""
    contents: bool = False


class ReportOut(Schema):
    """A version of the report on a call; ``words`` by section stand in ``meter``."""

    id: int
    call: int
    language: str
    symbol: str
    words: int
    coverage: list[dict[str, Any]]
    meter: dict[str, Any]
    frame: dict[str, Any]
    sha256: str
    made_at: datetime.datetime
