"""Names of elements: ``eId`` from addresses, language-neutral and unique.

AKN4UN naming convention: ``{type}_{number}``, parts joined by two underscores. ``op3.a.ii`` is
``para_3__point_a__point_ii``, ``pp4`` is ``pp_4``, ``s2.op1`` is ``sec_2__para_1``, ``annex1.op2``
is ``att_1__para_2``, ``partA.op1`` is ``part_A__para_1``.
"""

from __future__ import annotations

import re

__all__ = ["Names", "eid"]

_STEP = re.compile(r"(annex|part|pp|op|s|p|u)([0-9A-Z][0-9A-Za-z~-]*)\Z")
_KINDS = {
    "annex": "att",
    "part": "part",
    "pp": "pp",
    "op": "para",
    "s": "sec",
    "p": "p",
    "u": "text",
}
_NOT_IN_NAMES = re.compile(r"[^\w-]", re.ASCII)


def eid(address: str) -> str:
    """The ``eId`` that belongs to an address; two addresses never have the same."""
    steps = []
    for step in address.split("."):
        found = _STEP.match(step)
        kind, number = (_KINDS[found[1]], found[2]) if found else ("point", step)
        steps.append(f"{kind}_{_NOT_IN_NAMES.sub('-', number) or '0'}")
    return "__".join(steps)


class Names:
    """The names given out in one document: a second use of a name gets a count."""

    __slots__ = ("_taken",)

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def take(self, name: str) -> str:
        """``name``, or ``name-2``, ``name-3`` where it is taken."""
        count = self._taken.get(name, 0) + 1
        self._taken[name] = count
        if count == 1:
            return name
        return self.take(f"{name}-{count}")
