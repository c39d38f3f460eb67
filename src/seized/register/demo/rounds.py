"""Two rounds of inputs: opened, answered, cleared or returned by the invented people."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

from seized.register.actions import answers, calls
from seized.register.actions.answers import Said
from seized.register.models import Call, Entity, Invitation, Letter, Mandate, Question
from seized.register.policy import Person

__all__ = ["hold_rounds"]


def hold_rounds(
    cast: Callable[[str], Person],
    known: Callable[[str], Entity],
    mandate: Callable[[str], Mandate],
) -> None:
    """Enter the rounds of ``calls.toml``.

    ``cast`` gives a person, ``known`` an entity and ``mandate`` a mandate by its name in the
    file. The letters that would have gone out are not kept: nobody here reads mail.
    """
    data = tomllib.loads((files("seized.register.demo") / "calls.toml").read_text("utf-8"))
    held: dict[str, Call] = {}
    for entry in data["call"]:
        held[entry["key"]] = _round(entry, cast, known, mandate, held)
    Letter.objects.all().delete()


def _round(
    entry: Mapping[str, Any],
    cast: Callable[[str], Person],
    known: Callable[[str], Entity],
    mandate: Callable[[str], Mandate],
    held: Mapping[str, Call],
) -> Call:
    plain = ("title", "session", "considered", "deadline", "fields", "words", "question_words")
    values = {name: entry[name] for name in (*plain, "message")}
    values["mandates"] = [mandate(place) for place in entry["mandates"]]
    values["entities"] = [known(key) for key in entry["entities"]]
    values["previous"] = held.get(entry.get("previous", ""))
    chief = cast(entry["by"])
    call: Call = calls.OpenCall(chief, calls.PrepareCall(chief, values).run()).run()
    for told in entry["contribution"]:
        _contribution(call.invitations.get(entity=known(told["entity"])), told, cast)
    if entry["state"] == Call.State.CLOSED:
        call = calls.CloseCall(chief, call).run()
    return call


def _contribution(row: Invitation, told: Mapping[str, Any], cast: Callable[[str], Person]) -> None:
    writer, clears = cast(told["by"]), cast(told["clears"])
    left = dict(told["answers"])
    said = {q.pk: _said(left.pop(_about(q), "")) for q in row.call.questions.all()}
    assert not left, left
    if told["state"] == Invitation.State.DRAFT:
        said = {key: one for key, one in said.items() if one.text}
    row = answers.SaveAnswers(writer, row, said, told["language"]).run()
    if told["state"] == Invitation.State.DRAFT:
        return
    row = answers.SubmitContribution(writer, row).run()
    if told["state"] == Invitation.State.CLEARED:
        answers.ClearContribution(clears, row).run()
    elif told["state"] == Invitation.State.RETURNED:
        answers.ReturnContribution(clears, row, None, told["reason"]).run()


def _about(question: Question) -> str:
    return question.mandate.place if question.mandate else question.field


def _said(text: str) -> Said:
    return Said(text, nothing=not text)
