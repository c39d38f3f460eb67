"""Entities from the actor catalogue, made when a record first names them."""

from __future__ import annotations

from typing import Final

from seized.meaning.actors import actor, actor_name
from seized.model.errors import SeizedError
from seized.register.models import Entity
from seized.register.models.counters import NAMES, raised

__all__ = ["LANGUAGES", "entities", "organ_name"]

LANGUAGES: Final = ("ar", "en", "es", "fr", "ru", "zh")
_SYSTEM: Final = frozenset({"un-system", "secretariat", "secretary-general", "organ", "assembly"})
_PARTNERS: Final = frozenset(
    {"regional-organization", "international-organization", "organization"}
)
_STATES: Final = frozenset({"member-state", "observer-state", "state"})


def _kind(class_name: str, kind: str, inside: bool) -> str:
    if kind in _STATES:
        return Entity.Kind.STATE
    if class_name in _SYSTEM:
        return Entity.Kind.SYSTEM
    if kind in _PARTNERS and not inside:
        return Entity.Kind.PARTNER
    return Entity.Kind.OTHER


def _made(key: str) -> Entity:
    body = key.partition(".")[0]
    try:
        entry = actor(body)
    except SeizedError:
        return Entity(key=key)
    names = {}
    for code in LANGUAGES:
        try:
            names[code] = actor_name(key, code)
        except (SeizedError, KeyError):
            continue
    kind = _kind(entry.class_, entry.kind, "." in key)
    return Entity(key=key, names=names, kind=kind, is_class=entry.kind == "class")


def entities(keys: set[str]) -> dict[str, int]:
    """The primary keys of entities by actor id; those that are missing are made."""
    known = dict(Entity.objects.filter(key__in=keys).values_list("key", "pk"))
    missing = [_made(key) for key in sorted(keys - known.keys())]
    if missing:
        Entity.objects.bulk_create(missing, ignore_conflicts=True)
        raised(NAMES)
        known = dict(Entity.objects.filter(key__in=keys).values_list("key", "pk"))
    return known


def organ_name(key: str, code: str) -> str:
    """The name of an organ in language ``code``; its key where the catalogue does not have it."""
    try:
        return actor_name(key, code)
    except (SeizedError, KeyError):
        return key
