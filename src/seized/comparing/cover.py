"""What the covers of several versions say: symbol, session, item, dates, meeting, drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from seized.comparing.found import Found, Words
from seized.comparing.votes import agreeing
from seized.model.concordance import Severity
from seized.model.record import Record
from seized.model.resolution import Resolution

__all__ = ["cover"]


def _fields(resolution: Resolution) -> dict[str, tuple[str, ...]]:
    """The facts of a cover that no language changes. Drafts and committee come as symbols."""
    session = resolution.session
    return {
        "symbol": (resolution.symbol,) if resolution.symbol else (),
        "session": (str(session.number),) if session else (),
        "items": resolution.agenda_items,
        "adopted": (str(resolution.adopted),) if resolution.adopted else (),
        "meeting": (str(resolution.meeting),) if resolution.meeting else (),
        "drafts": tuple(draft.replace(".", "") for draft in resolution.drafts),
    }


def cover(records: Sequence[Record]) -> Iterator[Found]:
    """The facts of the cover in which one version differs from those that agree.

    What a version does not say differs from nothing.
    """
    fields = [_fields(record.resolution) for record in records]
    for name in fields[0]:
        values = [one[name] for one in fields]
        told = [value for value in values if value]
        counts = Counter(told)
        if len(counts) < 2:
            continue
        value, most = counts.most_common(1)[0]
        odd = tuple(n for n, one in enumerate(values) if one and one != value)
        if len(told) > 2 and (len(odd) > 1 or most < agreeing(len(told) - 1)):
            continue
        words = tuple(Words(one, (), one) for one in values)
        within = all(set(one) <= set(value) or set(value) <= set(one) for one in told)
        severity: Severity = "form" if within else "substance"
        yield Found(
            "masthead", severity, ", ".join(value), odd if len(told) > 2 else (), words,
            f"masthead.{name}",
        )  # fmt: skip
