"""Entities, entered and corrected by a coordinator."""

# No ``from __future__ import annotations``: Ninja reads the annotations of operations.

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Schema
from pydantic import ConfigDict, Field

from seized.register.actions.base import Conflict
from seized.register.actions.entities import SaveEntity
from seized.register.api.callers import reader
from seized.register.api.cycle_shapes import Code
from seized.register.api.forms import entity_said
from seized.register.api.reading import entity, found_entity
from seized.register.api.shapes import EntityOut
from seized.register.api.writing import edition_asked, tag_of, writes
from seized.register.models import Entity

__all__: list[str] = []

Names = dict[Code, Annotated[str, Field(max_length=300)]]
Kind = Literal["un", "partner", "state", "other"]


class EntityChangeIn(Schema):
    """What changes of an entity; a name left out stays, an empty one is taken away."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind | None = None
    names: Names = Field({})


class EntityIn(Schema):
    """An entity to enter; its names by language, the English one is needed."""

    model_config = ConfigDict(extra="forbid")

    key: Annotated[str, Field(min_length=1, max_length=160)]
    kind: Kind
    names: Names


def _told(request: HttpRequest, row: Entity, **headers: str) -> Any:
    told = entity(request, row.key)
    return told, {"ETag": tag_of(told["edition"]), **headers}


@writes("POST", "/entities", EntityOut, "entities", status=201)
def add_entity(request: HttpRequest, given: EntityIn) -> Any:
    """Enter an entity."""
    names = {str(code): name for code, name in given.names.items()}
    row = SaveEntity(reader(request, "entity.change"), given.key, given.kind, names).run()
    return _told(request, row, Location=f"{request.path}/{row.key}")


@writes("PATCH", "/entities/{path:key}", EntityOut, "entities")
def change_entity(request: HttpRequest, key: str, given: EntityChangeIn) -> Any:
    """Change the kind or the names of an entity; If-Match is needed."""
    person, row = reader(request, "entity.change"), found_entity(request, key)
    said, seen = entity_said(row), edition_asked(request)
    if said["edition"] != seen:
        raise Conflict(row)
    was = {"kind": said["kind"], "names": said["names"]}
    names = {**row.names, **given.names}
    action = SaveEntity(person, row.key, given.kind or row.kind, names, row, was)
    return _told(request, action.run())
