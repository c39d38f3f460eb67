"""Who is named: entities of the actor catalogue, found in a resolution.

Names are data (``languages/*/actors.toml``), what they mean is language-free
(``catalogue/actors.toml``). Three things are read from the context:

- an office goes with the body that follows it: "the Secretary-General of the Shanghai
  Cooperation Organization" is ``shanghai-cooperation-organization.secretary-general``, and not
  the Secretary-General; "the Government of Kenya" is Kenya;
- a short name that several bodies share ("the Special Committee") is that of them which the
  text named last, else one below the organ that speaks, else the first of the catalogue;
- a name within the name of something else ("Charter of the United Nations") is not an actor.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, NamedTuple

import msgspec

from seized.languages import language
from seized.meaning.naming import Found, Names, forms, plain
from seized.meaning.passages import Running, running
from seized.model.errors import NotFound
from seized.model.findings import ActorMention, AddresseeClass
from seized.model.resolution import Resolution

__all__ = ["Actor", "actor", "actor_class", "actor_name", "actors", "find_actors"]

_OFFICE: Final = "office:"
_OFFICES: Final = "offices:"
_DECOY: Final = "decoy:"
_UNITED_NATIONS: Final = "united-nations"
_GAP: Final = 16
_IS_OFFICE: Final[Mapping[str, str]] = {
    "general-assembly": "assembly",
    "secretary-general": "secretary-general",
    "secretariat": "secretariat",
    "member-states": "member-states",
    "states-parties": "states-parties",
    "governments": "government",
}
_OF_UNITED_NATIONS: Final = {office: key for key, office in _IS_OFFICE.items()}
_STATES: Final = frozenset({"member-state", "observer-state", "state", "territory"})
_HAS_OFFICES: Final = frozenset(
    {
        "organization",
        "regional-organization",
        "international-organization",
        "related-organization",
        "specialized-agency",
        "financial-institution",
        "fund-or-programme",
        "regional-commission",
        "entity",
        "group",
    }
)


class Actor(NamedTuple):
    """A catalogue entry; what an actor does not have is empty.

    ``letter`` is that of the cooperation item, ``renamed`` the year or month since which the
    United Nations uses the name that `actor_name` gives, ``head`` the class of an "Executive
    Director" of whom the resolutions of the body do not say of what.
    """

    id: str
    class_: AddresseeClass
    kind: str
    letter: str = ""
    parent: str = ""
    iso3: str = ""
    m49: str = ""
    renamed: str = ""
    head: AddresseeClass | Literal[""] = ""


@cache
def actors() -> Mapping[str, Actor]:
    """The catalogue, by id."""
    text = files("seized.meaning").joinpath("catalogue/actors.toml").read_text("utf-8")
    return {
        key: Actor(
            key,
            row["class"],
            row["kind"],
            *(row.get(k, "") for k in ("letter", "parent", "iso3", "m49", "renamed", "head")),
        )
        for key, row in tomllib.loads(text).items()
    }


def actor(actor_id: str) -> Actor:
    """The entry of an actor. Raises ``NotFound`` for an id that the catalogue does not have."""
    try:
        return actors()[actor_id]
    except KeyError:
        raise NotFound(f"no actor {actor_id!r} in the catalogue") from None


@cache
def actor_class(actor_id: str) -> AddresseeClass:
    """The addressee class of an actor or of an office in a body (``asean.secretariat``).

    Raises ``NotFound`` for an unknown id.
    """
    body, _, office = actor_id.partition(".")
    if office in {"member-states", "states-parties"}:
        return "member-states"
    return actor(body).class_


def actor_name(actor_id: str, code: str) -> str:
    """The name to show: the first of the language, an office in brackets behind its body.

    Raises ``NotFound`` for an unknown id, ``UnsupportedLanguage`` for an unknown language.
    """
    body, _, office = actor_id.partition(".")
    table = language(code).table("actors")
    name = forms(table["names"][actor(body).id][0], code)[0]
    if not office:
        return name
    if office not in table["offices"]:
        raise NotFound(f"no office {office!r} in a body")
    return f"{name} ({forms(table['offices'][office][0], code)[0]})"


class _Reader(msgspec.Struct, frozen=True, gc=False):
    names: Names
    of: frozenset[str]
    also: frozenset[str]
    office_first: bool


@cache
def _reader(code: str) -> _Reader:
    table: Mapping[str, Any] = language(code).table("actors")
    names: dict[str, list[str]] = {key: table["names"][key] for key in actors()}
    for prefix, section in ((_OFFICE, "offices"), (_OFFICES, "offices_plural")):
        names |= {prefix + key: own for key, own in table[section].items()}
    names |= {_DECOY + key: own for key, own in table["decoys"].items()}
    context = table["context"]
    return _Reader(
        Names(names, code),
        frozenset(context["of"]),
        frozenset(context["and"]),
        context["office"] == "before",
    )


_Named = tuple[int, int, str, str]
"""Start and end of a name, the actor and the rule."""


def find_actors(
    resolution: Resolution, source_text: str, code: str, whole: Running | None = None
) -> tuple[ActorMention, ...]:
    """Every actor that the paragraphs and notes name, in reading order.

    ``source_text`` is the text that the pieces of the paragraphs point into; quotes are cut from
    it; ``whole`` is its running text, where that was made before. Raises
    ``UnsupportedLanguage`` for a language other than the six.
    """
    whole = whole or running(resolution)
    text = whole.text
    reader = _reader(language(code).code)
    found = reader.names.find(text)
    seen = dict.fromkeys(_of(resolution.organ), 0)
    out: list[ActorMention] = []
    for part, own in whole.holding(found):
        at, placed = part.at, part.span
        for start, stop, who, rule in _named(own, text, reader, seen):
            span = begin, end = placed(start, stop)
            out.append(ActorMention(at, span, source_text[begin:end], who, rule))
    return tuple(out)


def _named(
    found: Sequence[Found], text: str, reader: _Reader, seen: dict[str, int]
) -> list[_Named]:
    """The actors of one passage: offices joined to their bodies, short names settled.

    ``seen`` keeps where the resolution last named each actor by a name of its own.
    """
    out: list[_Named] = []
    at = 0
    count = len(found)
    while at < count:
        start, end, keys = found[at]
        own, may_join = _alone(keys, reader.office_first)
        if may_join and at + 1 < count and found[at + 1][0] - end <= _GAP:
            joined, taken = _joined(found, at, text, reader, seen)
            if taken:
                out.extend(joined)
                at += taken
                continue
        at += 1
        if own:
            seen[own] = start
            out.append((start, end, own, "name"))
        elif known := _bodies(keys):
            out.append((start, end, _settled(known, seen), "shared-name"))
    return out


@cache
def _alone(keys: tuple[str, ...], office_first: bool) -> tuple[str, bool]:
    """The one actor that a name means, if it is one, and whether it may begin a name of two."""
    known = _bodies(keys)
    return known[0] if len(known) == 1 else "", not office_first or bool(_role(keys)[0])


@cache
def _of(organ: str | None) -> tuple[str, ...]:
    """The bodies below an organ: in its resolutions a short name means them first."""
    return tuple(one.id for one in actors().values() if organ and one.parent == organ)


@cache
def _bodies(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys that are actors, offices and decoys left out."""
    return tuple(key for key in keys if ":" not in key)


def _settled(keys: Sequence[str], seen: dict[str, int]) -> str:
    """Of several bodies of one name that which was named last, else the first."""
    return max(keys, key=lambda key: seen.get(key, -1))


def _joined(
    found: Sequence[Found], at: int, text: str, reader: _Reader, seen: dict[str, int]
) -> tuple[list[_Named], int]:
    """An office and its body at ``found[at]``, as one actor, and how many names they take."""
    one, two = found[at], found[at + 1]
    (_, _, office), (_, _, body) = (one, two) if reader.office_first else (two, one)
    role, several = _role(office)
    if not role or plain(text[one[1] : two[0]])[0] not in reader.of:
        return [], 0
    who = _holder(role, body, seen)
    if not who:
        return [], 0
    out: list[_Named] = [(one[0], two[1], who, "office-of-body")]
    taken = 2
    while several and at + taken < len(found):
        start, end, keys = found[at + taken]
        who = _holder(role, keys, seen)
        if not who or plain(text[out[-1][1] : start])[0] not in reader.also:
            break
        out.append((start, end, who, "office-of-body"))
        taken += 1
    return out, taken


@cache
def _role(keys: tuple[str, ...]) -> tuple[str, bool]:
    """The office that a name can stand for, and whether it is the plural."""
    for key in keys:
        if key.startswith(_OFFICE):
            return key[len(_OFFICE) :], False
        if key.startswith(_OFFICES):
            return key[len(_OFFICES) :], True
        if key in _IS_OFFICE:
            return _IS_OFFICE[key], False
    return "", False


def _holder(role: str, keys: tuple[str, ...], seen: dict[str, int]) -> str:
    """The actor that an office in a body is; empty where the body has no such office."""
    known = _bodies(keys)
    if not known:
        return ""
    body = _settled(known, seen)
    kind = actors()[body].kind
    if role == "government":
        return body if kind in _STATES else ""
    if kind not in _HAS_OFFICES:
        return ""
    if body == _UNITED_NATIONS:
        return _OF_UNITED_NATIONS.get(role, "")
    return f"{body}.{role}"
