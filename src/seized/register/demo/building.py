"""From the file of the cycle to records, each entered, cleared and published by its people."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from importlib.resources import files
from typing import Any, Final

from allauth.account.models import EmailAddress

from seized import read
from seized.model.errors import SeizedError
from seized.register.actions import people as people_actions
from seized.register.actions import records as actions
from seized.register.actions.entities import SaveEntity
from seized.register.demo.closing import reported, reviewed, stated
from seized.register.demo.facts import load_facts
from seized.register.demo.rounds import hold_rounds
from seized.register.following.status import follow_mandates
from seized.register.loading import load_record
from seized.register.loading.entities import entities
from seized.register.models import Entity, Mandate, Resolution, State, User
from seized.register.policy import Person, person
from seized.samples import CODES, SESSIONS, path

__all__ = ["build"]

_MAIL: Final = "example.org"
_WAY: Final = (State.SUBMITTED, State.CLEARED, State.PUBLISHED)
_ABOUT: Final = ("by", "clears", "state", "confirmed", "key")
_KINDS: Final = {
    "consultation": (actions.SaveConsultation, ("participants",)),
    "programme": (actions.SaveProgramme, ("partners", "contributing")),
    "agreement": (actions.SaveAgreement, ("parties",)),
}


class Cast:
    """The people of the demonstration by their keys; roles as they are now."""

    def __init__(self, entries: list[dict[str, Any]], known: Mapping[str, Entity]) -> None:
        first = entries[0]
        user = User.objects.create_superuser(_address(first), name=first["name"])
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        self.users = {first["key"]: user}
        for entry in entries[1:]:
            self.users[entry["key"]] = self._joined(entry, known)

    def _joined(self, entry: dict[str, Any], known: Mapping[str, Entity]) -> User:
        """Invited, given the further roles, and joined."""
        admin = self["administrator"]
        roles = [(r["role"], known[r["entity"]] if "entity" in r else None) for r in entry["roles"]]
        invite = people_actions.Invite(
            admin, _address(entry), *roles[0], language=entry["language"]
        )
        user: User = invite.run()
        for role, entity in roles[1:]:
            people_actions.GiveRole(admin, user, role, entity).run()
        return people_actions.Join(user, entry["name"], entry["language"]).run()

    def __getitem__(self, key: str) -> Person:
        return person(User.objects.get(pk=self.users[key].pk))


def _address(entry: Mapping[str, Any]) -> str:
    return f"{entry['key']}@{_MAIL}"


def build(tell: Callable[[str], None] = lambda _: None) -> None:
    """Fill an empty register. ``tell`` hears what is being done.

    Raises ``SeizedError`` where someone's register is: a demonstration never mixes with it.
    """
    if User.objects.exists() or Resolution.objects.exists():
        raise SeizedError(
            "the register is not empty",
            where="seized demo",
            advice="A demonstration needs an empty folder of its own; leave --data out",
        )
    data = tomllib.loads((files("seized.register.demo") / "cycle.toml").read_text("utf-8"))
    tell("people and organizations")
    known = _entities(data)
    cast = Cast(data["person"], known)
    for entry in data["entity"]:
        names, row = entry["names"], known[entry["key"]]
        SaveEntity(cast["coordinator"], row.key, entry["kind"], names, row).run()
    tell("the bundled resolutions in six languages")
    for session in SESSIONS:
        for code in CODES:
            load_record(read(path(code, session=session)))
    tell("consultations, programmes and agreements")
    named: dict[str, Any] = {}
    for kind in _KINDS:
        for entry in data[kind]:
            row = _entered(kind, entry, cast, known, named)
            if "key" in entry:
                named[entry["key"]] = row
    tell("two rounds of inputs to a report")
    hold_rounds(cast.__getitem__, known.__getitem__, _mandate)
    tell("the report on the round that is over, and what was doubted")
    reported(data, cast.__getitem__)
    reviewed(data, cast.__getitem__)
    tell("facts of a real cycle, without its texts")
    load_facts()
    tell("what became of each mandate")
    follow_mandates()
    stated(data, cast.__getitem__, _mandate)


def _entities(data: Mapping[str, Any]) -> dict[str, Entity]:
    """Those of the file, and those of the catalogue that it names."""
    for entry in data["entity"]:
        Entity.objects.create(key=entry["key"], kind=entry["kind"], names=entry["names"])
    wanted = {r["entity"] for p in data["person"] for r in p["roles"] if "entity" in r}
    for kind, (_action, many) in _KINDS.items():
        for entry in data[kind]:
            wanted.update({entry["owner"], *(e for name in many for e in entry.get(name, ()))})
            wanted.update({entry["lead"]} if "lead" in entry else ())
    entities(wanted)
    return {row.key: row for row in Entity.objects.filter(key__in=wanted)}


def _entered(
    kind: str,
    entry: Mapping[str, Any],
    cast: Cast,
    known: Mapping[str, Entity],
    named: Mapping[str, Any],
) -> Any:
    save, many = _KINDS[kind]
    values: dict[str, Any] = {n: v for n, v in entry.items() if n not in _ABOUT}
    values["owner"] = known[entry["owner"]]
    for name in many:
        values[name] = [known[key] for key in entry.get(name, ())]
    if "lead" in entry:
        values["lead"] = known[entry["lead"]]
    if "replaces" in entry:
        values["replaces"] = named[entry["replaces"]]
    if "budget" in entry:
        values["budget"] = Decimal(entry["budget"])
    values["mandates"] = [_mandate(place) for place in entry.get("mandates", ())]
    row = save(cast[entry["by"]], values).run()
    return _moved(row, entry, cast)


def _mandate(place: str) -> Mandate:
    symbol, _, address = place.partition("#")
    return Mandate.objects.get(resolution__symbol=symbol, address=address, ordinal=1)


def _moved(row: Any, entry: Mapping[str, Any], cast: Cast) -> Any:
    """Step by step to the state that the file names, each step by whom it falls to."""
    who = (entry["by"], entry.get("clears", ""), "coordinator")
    steps = (actions.Submit, actions.Clear, actions.Publish)
    for state, key, step in zip(_WAY, who, steps, strict=True):
        if entry["state"] in (State.DRAFT, row.state):
            break
        row = step(cast[key], row).run()
        assert row.state == state
    if entry.get("confirmed"):
        row = actions.Confirm(cast["partner"], row).run()
    return row
