"""What became of mandates, as rows and as JSON; the words for it in six languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

import msgspec

from seized.languages import language
from seized.model.closure import Closure, Followed, Status
from seized.model.evidence import Evidence
from seized.writing.tables import Row

__all__ = [
    "CLOSURE_COLUMNS",
    "closure_json",
    "closure_rows",
    "reason_words",
    "status_summary",
    "why_words",
]

CLOSURE_COLUMNS: Final = (
    "resolution",
    "id",
    "paragraph",
    "force",
    "deliverable",
    "sessions",
    "from",
    "to",
    "status",
    "rule",
    "successor",
    "change",
    "repeated_at",
    "documents",
    "places",
    "evidence",
    "quote",
    "language",
)


def closure_json(closure: Closure) -> bytes:
    """The closure as UTF-8 JSON; names of fields are those of the types."""
    data = {"schema": "seized/closure/1", **msgspec.structs.asdict(closure)}
    return msgspec.json.format(msgspec.json.encode(data, enc_hook=str.__str__), indent=2) + b"\n"


def closure_rows(closure: Closure) -> list[Row]:
    """One row for each mandate, in the order of the closure."""
    return [
        {
            "resolution": one.resolution,
            "id": one.mandate,
            "paragraph": one.at,
            "force": one.force,
            "deliverable": one.deliverable,
            "sessions": one.due.sessions,
            "from": one.due.from_ or one.due.date,
            "to": one.due.to or one.due.date,
            "status": one.status,
            "rule": one.rule,
            "successor": one.successor,
            "change": one.change,
            "repeated_at": one.repeated_at,
            "documents": tuple(e.document for e in one.evidence),
            "places": tuple(e.at or "" for e in one.evidence),
            "evidence": tuple(e.quote for e in one.evidence),
            "quote": one.quote,
            "language": one.language,
        }
        for one in closure.followed
    ]


def why_words(one: Followed, code: str) -> str:
    """The rule in words, with the documents that bear it: ``the catalogue has it: A/1/2``."""
    return reason_words(one.rule, one.evidence, code)


def reason_words(rule: str, evidence: Iterable[Evidence], code: str) -> str:
    """The same for a rule and what it stands on."""
    words = language(code).table("closure")
    comma = str(language(code).table("printing")["lists"]["comma"])
    bearing = dict.fromkeys(
        f"{e.other} ({e.document} {e.at})" if rule == "report-cited" and e.other else _place(e)
        for e in evidence
        if e.rule == rule
    )
    return str(words["rule"][rule]) + (f": {comma.join(bearing)}" if bearing else "")


def _place(evidence: Evidence) -> str:
    if evidence.rule in ("adopted-under-item", "successor-recalled"):
        return f"{evidence.document} ({evidence.quote})"
    return f"{evidence.document} {evidence.at}" if evidence.at else evidence.document


def status_summary(closure: Closure, code: str) -> str:
    """How many mandates there are, and how many in each state."""
    words = language(code).table("closure")
    comma = str(language(code).table("printing")["lists"]["comma"])
    counts: Counter[Status] = Counter(one.status for one in closure.followed)
    told = comma.join(
        f"{name} {counts[status]}" for status, name in words["status"].items() if counts[status]
    )
    return str(words["words"]["summary"]).format(n=len(closure.followed), counts=told)
