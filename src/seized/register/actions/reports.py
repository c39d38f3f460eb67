"""A report, put together from a call in one language; each time a new version of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, Final, get_args

import msgspec
from django.utils.translation import gettext as _

from seized.model.dates import PartialDate
from seized.model.errors import SeizedError
from seized.register.actions.base import Action, RuleBroken
from seized.register.calls.reporting import frame_of, gaps, material, usual
from seized.register.models import Call, Report
from seized.register.policy import Person
from seized.register.tongue import CODES
from seized.symbols import agenda_item, parse
from seized.writing.report import to_report_docx
from seized.writing.report_outline import meter
from seized.writing.report_types import Arrangement, Frame
from seized.writing.wording import wording

__all__ = ["AssembleReport", "checked", "organ_choices"]

_LONGEST: Final = 100_000  # characters of one text
_ORGANS: Final = (
    "general-assembly", "security-council", "economic-and-social-council", "human-rights-council",
)  # fmt: skip


def checked(call: Call, code: str, values: Mapping[str, Any]) -> tuple[dict[str, Any], Frame]:
    """The values as they are kept, and the frame that they make.

    Raises ``RuleBroken`` with a message for each field that is wrong.
    """
    wrong: dict[str, str] = {}

    def each(name: str, read: Callable[[str], str], told: str) -> list[str]:
        out = []
        for one in _many(values.get(name)):
            try:
                out.append(read(one))
            except (SeizedError, ValueError):
                wrong[name] = told % {"value": one}
        return out

    kept: dict[str, Any] = {
        name: str(values.get(name) or "").strip()
        for name in ("agenda_title", "title", "by", "summary", "introduction", "observations")
    }
    for name, text in kept.items():
        if len(text) > _LONGEST:
            wrong[name] = _("This is too long for one report.")
    symbol = _("%(value)s is not the symbol of a document. Write it as A/77/277.")
    kept["symbols"] = each("symbols", _symbol, symbol)
    kept["agenda"] = "".join(each("agenda", _symbol, symbol)[:1])
    kept["items"] = each(
        "items", agenda_item, _("%(value)s is not an agenda item. Write it as 127 (s).")
    )
    day = each("issued", PartialDate, _("Write a date as 2026, 2026-03 or 2026-03-25."))
    kept["issued"] = "".join(day[:1])
    kept["organs"] = [one for one in _ORGANS if one in _many(values.get("organs"))]
    if not kept["organs"]:
        wrong["organs"] = _("Choose at least one.")
    kept["arrangement"] = values.get("arrangement") or "entities"
    if kept["arrangement"] not in get_args(Arrangement):
        wrong["arrangement"] = _("Choose from the list.")
    kept["original"] = values.get("original") or usual(call, code)["original"]
    if kept["original"] not in CODES:
        wrong["original"] = _("Choose from the list.")
    kept["contents"] = bool(values.get("contents"))
    if wrong:
        raise RuleBroken(_("Some fields need another look."), wrong)
    return kept, frame_of(call, code, kept)


def _many(value: Any) -> list[str]:
    """Values of a list, or of a text with one on a line or parted by semicolons."""
    held = (
        value
        if isinstance(value, list | tuple)
        else str(value or "").replace(";", "\n").split("\n")
    )
    return [text for one in held if (text := str(one).strip())]


def _symbol(text: str) -> str:
    return "–".join(one.canonical for one in parse(text).members())


class AssembleReport(Action[Report]):
    """Assemble the report as the contributions stand, and keep it beside those before it.

    ``values`` are the texts round the contributions, by the names of the form.
    """

    name = "report.assemble"

    def __init__(self, who: Person, call: Call, code: str, values: Mapping[str, Any]) -> None:
        super().__init__(who)
        self.call, self.code, self.values = call, code, values

    def thing(self) -> Call:
        """The call, locked: no contribution changes while it is read."""
        self.call = Call.objects.select_for_update().get(pk=self.call.pk)
        return self.call

    def check(self) -> None:
        """One of the six languages, something to report on, and sound values."""
        if self.code not in CODES:
            raise RuleBroken(_("Choose from the list."), {"language": self.code})
        if not self.call.questions.exists():
            raise RuleBroken(_("This call has no questions yet: there is nothing to report on."))
        self.kept, self.frame = checked(self.call, self.code, self.values)

    def apply(self) -> Report:
        """Write the document and what it covers."""
        report = material(self.call, self.frame)
        told, document = meter(report), to_report_docx(report)
        digest = hashlib.sha256(document).hexdigest()
        row = Report.objects.create(
            call=self.call,
            language=self.code,
            symbol="–".join(self.frame.symbols)[:80],
            words=told.total,
            coverage=[_covered(gap.covered) for gap in gaps(self.call, report)],
            frame=self.kept,
            meter=msgspec.to_builtins(told._asdict()),
            document=document,
            sha256=digest,
            made_by=self.who.user,
        )
        self.detail = {
            "id": row.pk, "call": self.call.pk, "language": self.code, "words": told.total,
            "sha256": digest,
        }  # fmt: skip
        return row


def _covered(one: Any) -> dict[str, Any]:
    return {**one._asdict(), "mandate": f"{one.mandate.symbol}#{one.mandate.at}"}


def organ_choices(code: str) -> list[tuple[str, str]]:
    """The organs that a report can be addressed to, by name."""
    return [(key, wording(code).organ(key) or key) for key in _ORGANS]
