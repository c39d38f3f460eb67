"""When the steps towards a report fall, counted back from the day it is considered.

The default weeks are the "10-4-6" rule of document management: submitted ten weeks before, four
weeks of processing, issued six weeks before; the slot is confirmed fourteen weeks before. When
inputs are due is no rule of the United Nations: two weeks before that confirmation, so that the
length of the report is known by then. All four are a setting.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from seized.register.models import Mandate

__all__ = ["STEPS", "Plan", "Step", "considered_on", "plan_of", "slotting", "step_name", "steps"]

STEPS: Final = ("inputs", "forecast", "submit", "issue")
_SHORTEST: Final = 21  # days for the entities, where the rule would give less


class Step(NamedTuple):
    """One step: its key in `STEPS`, its day, and how many weeks before the consideration."""

    key: str
    day: datetime.date
    weeks: int


class Plan(NamedTuple):
    """The steps towards a day, and the deadline to propose.

    ``rule`` is the deadline that the weeks give; where it leaves the entities fewer than three
    weeks from ``today``, ``deadline`` is three weeks from then and ``late`` is true.
    """

    considered: datetime.date
    steps: tuple[Step, ...]
    rule: datetime.date
    deadline: datetime.date
    late: bool


def slotting() -> dict[str, int]:
    """The weeks of each step, as the register is set."""
    return dict(zip(STEPS, settings.CONFIG.slotting, strict=True))


def step_name(key: str) -> str:
    """What a step is called."""
    return {
        "inputs": _("Inputs due"),
        "forecast": _("Slot confirmed"),
        "submit": _("Report submitted"),
        "issue": _("Report issued"),
    }[key]


def considered_on(mandates: Iterable[Mandate]) -> datetime.date | None:
    """The day by which the report must be there: the first of the earliest due window."""
    days = [m.due_first or m.due_last for m in mandates if m.deliverable == "report"]
    return min((day for day in days if day is not None), default=None)


def steps(considered: datetime.date, weeks: Mapping[str, Any]) -> tuple[Step, ...]:
    """The steps, the earliest first. ``weeks`` maps their keys to weeks."""
    return tuple(
        Step(key, considered - datetime.timedelta(weeks=int(weeks[key])), int(weeks[key]))
        for key in STEPS
        if key in weeks
    )


def plan_of(
    considered: datetime.date,
    today: datetime.date | None = None,
    weeks: Mapping[str, Any] | None = None,
) -> Plan:
    """The plan towards a day, by the weeks of the setting unless others are given."""
    today = today or datetime.datetime.now(datetime.UTC).date()
    found = steps(considered, weeks or slotting())
    rule = found[0].day
    earliest = today + datetime.timedelta(_SHORTEST)
    return Plan(considered, found, rule, max(rule, earliest), rule < earliest)
