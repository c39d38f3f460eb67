"""The catalogue of acts that an organ performs in its resolutions, and their force."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from seized.model.findings import Force

__all__ = ["act_forces", "ambiguous_acts", "coordinated_acts", "head_acts", "kindred_acts"]


@cache
def _catalogue() -> dict[str, Any]:
    import tomllib

    return tomllib.loads((Path(__file__).parent / "acts.toml").read_text("utf-8"))


@cache
def act_forces() -> dict[str, Force | None]:
    """The force of every act of the catalogue; ``None`` for acts that direct nobody."""
    return {
        act: None if force == "none" else force
        for force, acts in _catalogue()["force"].items()
        for act in acts
    }


@cache
def coordinated_acts() -> frozenset[str]:
    """Acts that are looked for behind the opening of a paragraph too."""
    return frozenset(_catalogue()["coordinated"]["acts"])


def ambiguous_acts(code: str) -> dict[str, list[str]]:
    """Verbs with several readings in a language: the first word, and its acts, usual one first."""
    readings: dict[str, list[str]] = _catalogue()["ambiguous"][code]
    return readings


def kindred_acts(code: str) -> dict[str, list[str]]:
    """Verbs with several readings of one force: the first word, and its acts, usual one first."""
    readings: dict[str, list[str]] = _catalogue()["kindred"][code]
    return readings


@cache
def head_acts() -> frozenset[str]:
    """Acts that open a paragraph and hardly ever stand within one."""
    return frozenset(_catalogue()["heads"]["acts"])
