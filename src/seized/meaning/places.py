"""Places where bodies meet: cities of the catalogue, and countries."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from seized.languages import language
from seized.meaning.actors import actor_name
from seized.meaning.actors import actors as catalogue
from seized.meaning.naming import Names, forms
from seized.model.errors import NotFound

__all__ = ["place_name", "place_names", "places"]

_STATES = frozenset({"member-state", "observer-state", "state"})


@cache
def places() -> Mapping[str, str]:
    """The catalogue of cities: the actor id of the country of each, by id."""
    text = files("seized.meaning").joinpath("catalogue/places.toml").read_text("utf-8")
    return {key: row["country"] for key, row in tomllib.loads(text).items()}


def place_name(place: str, code: str) -> str:
    """The name to show, of a city or of a country. Raises ``NotFound`` for an unknown id."""
    names = language(code).table("places")["names"]
    if place in names:
        return forms(names[place][0], code)[0]
    if place in catalogue():
        return actor_name(place, code)
    raise NotFound(f"no place {place!r} in the catalogue")


@cache
def place_names(code: str) -> Names:
    """The machine that finds cities and countries; a country's key is its actor id.

    Where a city and a country have one name, the city comes first.
    """
    names = {key: list(own) for key, own in language(code).table("places")["names"].items()}
    countries = language(code).table("actors")["names"]
    names |= {k: countries[k] for k, one in catalogue().items() if one.kind in _STATES}
    return Names(names, code)
