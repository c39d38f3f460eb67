"""The report of a demonstration, what people decide about doubts, and what they say of mandates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from seized.register.actions.reports import AssembleReport
from seized.register.actions.review import Decide
from seized.register.actions.status import SetStatus
from seized.register.models import Call, Mandate, ReviewItem
from seized.register.policy import Person

__all__ = ["reported", "reviewed", "stated"]

People = Callable[[str], Person]


def reported(data: Mapping[str, Any], who: People) -> None:
    """Assemble the report on the round that is over, in the languages of the file."""
    entry = data["report"]
    call = Call.objects.get(state=Call.State.CLOSED)
    for code in entry["languages"]:
        values = {n: entry[n] for n in ("symbols", "items", "issued")} | entry.get(code, {})
        values["organs"] = ["general-assembly"]
        AssembleReport(who(entry["by"]), call, code, values).run()


def reviewed(data: Mapping[str, Any], who: People) -> None:
    """Decide the doubts that the file names; the others wait for the visitor."""
    for entry in data["review"]:
        item = ReviewItem.objects.get(
            version__resolution__symbol=entry["symbol"],
            version__language=entry["language"],
            code=entry["code"],
        )
        Decide(who(entry["by"]), item, entry["decision"], reason=entry.get("reason", "")).run()


def stated(data: Mapping[str, Any], who: People, mandate: Callable[[str], Mandate]) -> None:
    """Where a person says more of a mandate than documents show."""
    for entry in data["status"]:
        row = mandate(entry["mandate"])
        SetStatus(who(entry["by"]), row, entry["status"], entry["reason"]).run()
