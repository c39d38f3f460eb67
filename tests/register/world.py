"""A register in which something is of every kind, and everyone who may or may not see it.

What only some may see bears a mark; the table of ``matrix`` tells who.
"""

from __future__ import annotations

import datetime
from itertools import product
from types import SimpleNamespace
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.files.base import ContentFile
from tests.register.conftest import sample

from seized import read
from seized.register.actions.feeds import MakeFeed
from seized.register.actions.tokens import MakeToken
from seized.register.loading import load_record
from seized.register.models import (
    Agreement,
    Answer,
    Call,
    Consultation,
    Correction,
    Entity,
    ImportFile,
    ImportRun,
    Invitation,
    Mandate,
    Membership,
    Merged,
    Programme,
    Question,
    Report,
    Resolution,
    ReviewItem,
    Role,
    State,
    User,
    Version,
    Visibility,
)
from seized.register.policy import person
from seized.samples import path

__all__ = ["ANSWER", "MARKS", "RECORD", "cast", "made"]

RECORD, ANSWER, MERGED, LEAVER = "Blue hall talks", "Seven lamps lit", "Both lit lamps", "Vera Kahl"
MARKS = (RECORD, ANSWER, MERGED, LEAVER)
_WHOLE = (Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR)
_OWN = (Role.READER, Role.FOCAL, Role.APPROVER, Role.PARTNER)


def cast() -> list[str]:
    """Who looks: nobody, someone without a role, each role for each side and for a third body."""
    sides = [f"{role} {side}" for role, side in product(_OWN, ("halvard", "ostra", "third"))]
    return ["nobody", "someone", *map(str, _WHOLE), *sides]


def _user(name: str, world: SimpleNamespace) -> User | None:
    if name == "nobody":
        return None
    user = User.objects.create_user(f"{name.replace(' ', '.')}@example.org", name=f"One {name}")
    # Those who decide must have a second factor; without it they get the page that makes one.
    Authenticator.objects.create(user=user, type="totp", data={"secret": "0" * 32})
    role, _, side = name.partition(" ")
    if role != "someone":
        entity = getattr(world, side) if side else None
        Membership.objects.create(user=user, entity=entity, role=role)
    return user


def made(name: str) -> SimpleNamespace:
    """The register as one of the cast finds it; ``user`` is that one."""
    world = SimpleNamespace()
    for code in ("en", "fr"):
        load_record(sample(code))
    world.later = load_record(read(path("en", session=97))).resolution
    for key, kind in (("halvard", "un"), ("ostra", "partner"), ("third", "un")):
        entity = Entity.objects.create(key=key, kind=kind, names={"en": key.title()})
        setattr(world, key, entity)
    Resolution.objects.filter(pk=world.later.pk).update(partner=world.ostra)
    world.mandate = Mandate.objects.get(deliverable="report", resolution__session=95)
    world.resolution = world.mandate.resolution
    Resolution.objects.filter(pk=world.later.pk).update(previous=world.resolution)
    world.user = _user(name, world)
    world.who = person(world.user)
    _records(world)
    _call(world)
    _staff(world)
    _people(world)
    return world


def _records(world: SimpleNamespace) -> None:
    """One of each kind, cleared, for the entities concerned: Halvard's, with Ostra."""
    shared: dict[str, Any] = {
        "owner": world.halvard, "state": State.CLEARED, "visibility": Visibility.CONCERNED,
        "note": RECORD,
    }  # fmt: skip
    both = [world.halvard, world.ostra]
    world.consultations = Consultation.objects.create(first="2041-03-04", forum=RECORD, **shared)
    world.consultations.participants.set(both)
    world.programmes = Programme.objects.create(title=RECORD, lead=world.halvard, **shared)
    world.programmes.partners.set([world.ostra])
    world.agreements = Agreement.objects.create(
        kind="protocol", title=RECORD, signed="2040-06", **shared
    )
    world.agreements.parties.set(both)
    world.agreements.text.save("text.txt", ContentFile(b"Blue hall talks"))
    for row in (world.consultations, world.programmes, world.agreements):
        row.mandates.add(world.mandate)


def _call(world: SimpleNamespace) -> None:
    """An open call: Halvard has submitted, Ostra is silent; a report, a merged text."""
    soon = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(30)
    world.call = Call.objects.create(title="Inputs", session=97, deadline=soon, considered=soon)
    world.call.mandates.add(world.mandate)
    world.question = Question.objects.create(
        call=world.call, position=1, field="energy", texts={"en": "What was done?"}
    )
    world.invitation = Invitation.objects.create(
        call=world.call, entity=world.halvard, state=Invitation.State.SUBMITTED
    )
    world.silent = Invitation.objects.create(call=world.call, entity=world.ostra)
    Answer.objects.create(invitation=world.invitation, question=world.question, text=ANSWER)
    Merged.objects.create(question=world.question, language="en", text=MERGED)
    world.report = Report.objects.create(call=world.call, language="en", document=b"PK")


def _staff(world: SimpleNamespace) -> None:
    """An import, a doubt, a correction."""
    world.run = ImportRun.objects.create(state=ImportRun.State.DONE)
    ImportFile.objects.create(run=world.run, name="given.txt", outcome="same")
    version = Version.objects.get(resolution=world.resolution, language="en")
    world.item = ReviewItem.objects.create(
        version=version, key="k" * 64, code="number-missing", address=world.mandate.address
    )
    world.correction = Correction.objects.create(
        resolution=world.resolution, kind="mandate", what="change", at=world.mandate.address,
        quote="x", name="One", on="2041-01-01", mandate=world.mandate,
    )  # fmt: skip


def _signed_in(user: User | None, name: str) -> UserSession:
    """A browser in which the person is signed in."""
    return UserSession.objects.create(
        user=user, ip="192.0.2.7", user_agent="A browser", session_key=f"session-of-{name}"
    )


def _people(world: SimpleNamespace) -> None:
    """Someone of Halvard with a key and an address; keys and addresses of the one who looks."""
    world.other = User.objects.create_user("vera.kahl@example.org", name=LEAVER)
    world.role = Membership.objects.create(user=world.other, entity=world.halvard, role=Role.READER)
    other = person(world.other)
    world.own_token = world.own_signin = SimpleNamespace(pk=0)
    for name, who in (("other", other), ("own", world.who)):
        if who.signed_in:
            action = MakeToken(who, "A key", ["read", "write"])
            setattr(world, f"{name}_token", action.run())
            setattr(world, f"{name}_secret", action.secret)
            setattr(world, f"{name}_signin", _signed_in(who.user, name))
    world.feed = MakeFeed(other, world.halvard)
    world.other_feed = world.feed.run()
