"""Resolutions that are known by their facts alone, entered without any text."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

from django.db import transaction

from seized.meaning.actors import actor
from seized.register.loading.entities import entities
from seized.register.loading.records import put_in_order, sort_key
from seized.register.models import (
    Addressee,
    Agreement,
    AgreementMention,
    Entity,
    Listed,
    Mandate,
    Occasion,
    Resolution,
    State,
    Visibility,
)
from seized.symbols import parse
from seized.symbols.sessions import ga_session

__all__ = ["facts", "load_facts"]

# What paragraphs 2 to 5 of these resolutions ask, in the words of the record.
_ASKS: Final = (
    ("op2", "propose", "invite", "consultation", "secretary-general"),
    ("op3", "propose", "invite", "programme", "specialized-agencies"),
    ("op4", "request", "request", "report", "secretary-general"),
    ("op5", "decide", "decide", "agenda-item", "general-assembly"),
)
_AT_A_SESSION: Final = frozenset({"report", "agenda-item"})


def facts() -> dict[str, Any]:
    """The facts as the file holds them."""
    return tomllib.loads((files("seized.register.demo") / "facts.toml").read_text("utf-8"))


def load_facts() -> list[Resolution]:
    """Enter every resolution, agreement and meeting of the file; what is there already stays.

    A text that is imported later takes the place of the facts, as of any older reading.
    """
    data = facts()
    with transaction.atomic():
        keys = {p for a in data["agreement"] for p in a["parties"]}
        known = entities({data["partner"], "united-nations", *keys, *(a[4] for a in _ASKS)})
        partner = Entity.objects.get(pk=known[data["partner"]])
        rows = [_resolution(one, data["titles"], partner, known) for one in data["resolution"]]
        _agreements(data["agreement"], known)
        Resolution.touch(row.pk for row in rows)
    return rows


def _resolution(
    one: Mapping[str, Any], titles: dict[str, str], partner: Entity, known: Mapping[str, int]
) -> Resolution:
    session = parse(one["symbol"]).assembly_session
    assert session is not None  # every symbol of the file has one
    row, new = Resolution.objects.get_or_create(symbol=one["symbol"])
    if not new:
        return row
    row.organ, row.session, row.session_kind = "general-assembly", session.number, session.kind
    row.titles, row.partner = one.get("titles", titles), partner
    row.adopted, row.meeting = one["adopted"], one.get("meeting")
    row.item, row.letter = one.get("item", ""), one.get("letter", "")
    row.items = [f"{row.item} ({row.letter})"] if row.item else []
    row.drafts, row.vote = one.get("drafts", []), one.get("vote", {})
    row.previous = Resolution.objects.filter(symbol=one.get("previous", "")).first()
    row.sort_key = sort_key(row.symbol, row.session)
    put_in_order([row])
    row.save()
    for name in one.get("report", ()):
        Listed.objects.create(
            symbol=parse(name).canonical,
            session=one["due"],
            about=[row.symbol],
            source="facts.toml",
        )
    if due := one.get("due"):
        for ask in _ASKS:
            _mandate(row, ask, due, known)
    for meeting in one.get("occasion", ()):
        values = {n: meeting[n] for n in ("ordinal", "place", "first", "last") if n in meeting}
        Occasion.objects.create(resolution=row, address=meeting["at"], **values)
    return row


def _mandate(
    row: Resolution, ask: tuple[str, str, str, str, str], due: int, known: Mapping[str, int]
) -> None:
    address, act, force, deliverable, asked = ask
    made = Mandate(
        resolution=row, address=address, number=address.removeprefix("op"),
        act=act, force=force, deliverable=deliverable,
    )  # fmt: skip
    if deliverable in _AT_A_SESSION:
        made.sessions = [due]
        window = ga_session(due)
        made.due_first, made.due_last = window.first, window.last
        made.due_rule = f"session-{window.rule}"
    made.save()
    Addressee.objects.create(mandate=made, entity_id=known[asked], class_name=actor(asked).class_)


def _agreements(entries: list[dict[str, Any]], known: Mapping[str, int]) -> None:
    named: dict[str, Agreement] = {}
    for one in entries:
        parties = [known[p] for p in one["parties"]]
        row = _same(one, parties)
        if row is None:
            row = Agreement.objects.create(
                kind=one["kind"],
                signed=one["signed"],
                fields=one.get("fields", []),
                owner_id=known["united-nations"],
                visibility=Visibility.PUBLIC,
                state=State.PUBLISHED,
                replaces=named.get(one.get("replaces", "")),
            )
            row.parties.set(parties)
        if "key" in one:
            named[one["key"]] = row
        for symbol, at in one.get("seen", ()):
            place = Resolution.objects.get(symbol=symbol)
            AgreementMention.objects.get_or_create(agreement=row, resolution=place, address=at)


def _same(one: Mapping[str, Any], parties: list[int]) -> Agreement | None:
    rows = Agreement.objects.filter(kind=one["kind"], signed=one["signed"])
    for row in rows.prefetch_related("parties"):
        if {p.pk for p in row.parties.all()} == set(parties):
            return row
    return None
