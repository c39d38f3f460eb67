"""Series: which resolution of the register each one continues."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from seized.register.following.closing import Linked
from seized.register.models import Resolution

__all__ = ["chain", "link"]

_LONGEST = 200  # resolutions of one series


def link(links: Iterable[Linked]) -> int:
    """Set what each resolution continues; how many changed.

    Of several that one continues, the surest is kept, and of those as sure the last given.
    """
    best: dict[str, Linked] = {}
    for one in links:
        if one.after not in best or one.confidence >= best[one.after].confidence:
            best[one.after] = one
    with transaction.atomic():
        symbols = {*best, *(one.before for one in best.values())}
        wanted = Q(symbol__in=symbols) | Q(previous__isnull=False)
        rows = {
            row.symbol: row for row in Resolution.objects.filter(wanted).only("symbol", "previous")
        }
        changed = []
        for row in rows.values():
            before = rows.get(best[row.symbol].before) if row.symbol in best else None
            if row.previous_id != (before.pk if before else None):
                row.previous = before
                changed.append(row)
        if changed:
            Resolution.touch([row.pk for row in changed])
            Resolution.objects.bulk_update(changed, ["previous"], batch_size=500)
    return len(changed)


def chain(resolution: Resolution) -> list[Resolution]:
    """The series of a resolution, oldest first: what it continues and what continues it."""
    before: list[Resolution] = []
    at = resolution.previous
    while at is not None and at not in before and len(before) < _LONGEST:
        before.append(at)
        at = at.previous
    out = [*reversed(before), resolution]
    while len(out) < _LONGEST:
        later = out[-1].following.exclude(pk__in=[row.pk for row in out])
        following = later.order_by("sort_key").first()
        if following is None:
            break
        out.append(following)
    return out
