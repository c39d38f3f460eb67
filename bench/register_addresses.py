"""Addresses to ask a loaded register for, and sessions of people who are signed in, as JSON.

Facets are drawn from what the register holds and combined as people do: none, one, two, three;
words of searches from its own paragraphs, two at a time, in three languages.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

_WORDS = {
    "en": re.compile(r"[A-Za-z]{5,}"),
    "ar": re.compile(r"[\u0621-\u064a]{4,}"),
    "zh": re.compile(r"[\u4e00-\u9fff]{2}"),
}
_ACTORS = 60  # entities that are looked at, the most addressed first


def people() -> list[str]:
    """Session keys of a coordinator, an auditor, a focal point and a reader."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from seized.register.models import Entity, Membership, User

    keys = []
    for role in ("coordinator", "auditor", "focal", "reader"):
        user = User.objects.filter(email=f"{role}@bench.example").first()
        if user is None:
            user = User.objects.create_user(f"{role}@bench.example")
            entity = Entity.objects.order_by("pk").first() if role == "focal" else None
            Membership.objects.create(user=user, role=role, entity=entity)
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        keys.append(session.session_key or "")
    return keys


def mandate_lists(chance: random.Random, number: int) -> list[str]:
    """The table with no facet to three, on the first page or a later one."""
    from django.db.models import Count

    from seized.register.models import Entity, Mandate

    held = Mandate.objects.filter(gone=False)

    def values(name: str) -> list[Any]:
        found = held.values_list(name).annotate(n=Count("pk")).order_by("-n")[:20]
        return [value for value, _ in found if value not in (None, "")]

    keys = Entity.objects.annotate(n=Count("addressed")).filter(n__gt=0).order_by("-n")
    facets = {
        "session": values("resolution__session"),
        "force": values("force"),
        "deliverable": values("deliverable"),
        "status": ["open"],
        "addressee": list(keys.values_list("key", flat=True)[:30]),
        "item": values("resolution__item"),
        "due": ["90", "365", "past", "none"],
        "language": ["en", "zh", "ar"],
        "review": ["1"],
    }
    out = []
    for _ in range(number):
        names = chance.sample(sorted(facets), chance.choice((0, 1, 1, 2, 2, 3)))
        given = {name: str(chance.choice(facets[name])) for name in names}
        if chance.random() < 0.25:
            given["page"] = str(chance.randint(2, 5))
        code = chance.choice(("en", "zh", "ar"))
        out.append(f"/{code}/mandates/?{urlencode(given)}")
    return out


def entity_pages(chance: random.Random, number: int) -> list[str]:
    """Entities, those that are asked much more often than the rest."""
    from django.db.models import Count

    from seized.register.models import Entity

    keys = Entity.objects.annotate(n=Count("addressed")).filter(n__gt=0).order_by("-n")
    found = list(keys.values_list("key", flat=True)[:_ACTORS])
    weights = [1 / (place + 2) for place in range(len(found))]
    codes = ("en", "zh", "ar")
    return [
        f"/{chance.choice(codes)}/entities/{quote(key)}/"
        for key in chance.choices(found, weights, k=number)
    ]


def searches(chance: random.Random, number: int, code: str) -> list[str]:
    """Two words of one paragraph of the register, now and then one."""
    from seized.register.models import Paragraph

    rows = Paragraph.objects.filter(version__language=code)
    texts = list(rows.order_by("pk").values_list("text", flat=True)[:20_000])
    out: list[str] = []
    while len(out) < number:
        words = list(dict.fromkeys(_WORDS[code].findall(chance.choice(texts))))
        if len(words) > 2:
            asked = " ".join(chance.sample(words, chance.choice((1, 2, 2, 3))))
            out.append(f"/{code}/search/?{urlencode({'q': asked})}")
    return out


def main(data: str, number: int) -> None:
    """Print the plan."""
    from seized.cli.serve import open_register

    open_register(Path(data))
    from seized.register.following.status import follow_mandates, needed

    if needed():  # as a register does by itself after a load: pages show what came of mandates
        began = time.monotonic()
        print(f"{follow_mandates()} mandates followed in {time.monotonic() - began:.0f} s",
              file=sys.stderr)  # fmt: skip
    chance = random.Random(11)  # noqa: S311
    kinds = {
        "mandates": mandate_lists(chance, number),
        "entity": entity_pages(chance, number),
        **{f"search {code}": searches(chance, number, code) for code in ("zh", "ar", "en")},
    }
    print(json.dumps({"sessions": people(), "kinds": kinds}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
