"""``--set key=value`` to values of a finding, with short forms for what people correct most."""

from __future__ import annotations

import json
from typing import Any

from seized.model.dates import PartialDate
from seized.model.errors import SeizedError, SymbolError

__all__ = ["values_of"]


def values_of(assignments: tuple[str, ...], finding: dict[str, Any] | None) -> dict[str, Any]:
    """The values that assignments such as ``deliverable=report`` give.

    A value is JSON where it can be read as JSON, else text; an empty one is null. Short forms for
    mandates: ``addressee=ID[,ID]`` and ``co-actor=ID[,ID]`` name actors or addressee classes,
    ``session=77[,79]`` and ``due.date=2027-06-30`` also set the due window, ``due.periodicity``
    and ``due.event`` change the rest of when. ``finding`` is what is corrected, as plain values.
    Raises ``SeizedError`` for what is no assignment.
    """
    out: dict[str, Any] = {}
    due = dict((finding or {}).get("due") or {})
    asked = list((finding or {}).get("addressees") or [])
    for assignment in assignments:
        key, sign, text = assignment.partition("=")
        key = key.strip()
        if not sign or not key:
            raise SeizedError("no assignment", where=assignment, advice="Write field=value")
        if key in ("addressee", "co-actor"):
            asked = [one for one in asked if one.get("role", "addressee") != key]
            asked += [_addressee(one.strip(), key) for one in text.split(",") if one.strip()]
            out["addressees"] = asked
        elif key in ("session", "sessions"):
            due |= _sessions(text)
            out["due"] = due
        elif key == "due.date":
            due |= _date(text)
            out["due"] = due
        elif key.startswith("due."):
            due[key[4:]] = _value(text)
            out["due"] = due
        else:
            out[key] = _value(text)
    return out


def _value(text: str) -> Any:
    if not text.strip():
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text


def _addressee(name: str, role: str) -> dict[str, Any]:
    from typing import get_args

    from seized.meaning.actors import actor_class
    from seized.model.findings import AddresseeClass

    if name in get_args(AddresseeClass) and name != "secretary-general":
        return {"actor": None, "class": name, "quote": "", "role": role}
    try:
        return {"actor": name, "class": actor_class(name), "quote": "", "role": role}
    except (SeizedError, KeyError):
        raise SeizedError(
            "no actor of the catalogue and no class of addressees",
            where=name,
            advice="`seized explain` shows the ids in JSON",
        ) from None


def _sessions(text: str) -> dict[str, Any]:
    from seized.symbols import ga_session

    if not text.strip():
        return {"sessions": [], "from": None, "to": None, "rule": None}
    try:
        numbers = sorted({int(one) for one in text.split(",")})
        first, last = ga_session(numbers[0]), ga_session(numbers[-1])
    except (ValueError, SymbolError):
        raise SeizedError("no session of the General Assembly", where=text) from None
    end = last.last.isoformat() if last.last else None
    return {
        "sessions": numbers,
        "from": first.first.isoformat(),
        "to": end,
        "rule": f"session-{first.rule}",
    }


def _date(text: str) -> dict[str, Any]:
    if not text.strip():
        return {"date": None, "from": None, "to": None, "rule": None}
    try:
        date = PartialDate(text.strip())
    except ValueError as error:
        raise SeizedError(str(error), where=text) from None
    window = {"from": date.first.isoformat(), "to": date.last.isoformat()}
    return {"date": str.__str__(date), **window, "rule": "explicit-date"}
