"""Where people are signed in: a row for each browser, noted now and then, ended one by one.

The rows are those of ``allauth.usersessions``, which makes one at each sign-in. To note every
request would write to the database for every page, so that a use is noted once in five minutes.
"""

from __future__ import annotations

import datetime
import re
import time
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any, Final

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from seized.register.models import User

__all__ = ["Noting", "browser_of", "end", "live", "sweep"]

_PAUSE: Final = 300.0  # seconds between two notes of the same sign-in
_KEPT: Final = 10_000  # sign-ins whose last note a process remembers

# The first that fits is the one: browsers name those that they descend from as well.
_BROWSERS: Final = (
    ("Edg(?:e|A|iOS)?/", "Edge"),
    ("OPR/|Opera", "Opera"),
    ("YaBrowser/", "Yandex Browser"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/|FxiOS/", "Firefox"),
    ("Chrome/|CriOS/|Chromium/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone|iPad|iPod", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS X|Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux|X11", "Linux"),
)


def browser_of(user_agent: str) -> str:
    """Browser and system, ``Firefox · Windows``, or the first words of what it calls itself."""

    def named(table: Iterable[tuple[str, str]]) -> str:
        return next((name for sign, name in table if re.search(sign, user_agent)), "")

    found = [name for name in (named(_BROWSERS), named(_SYSTEMS)) if name]
    return " · ".join(found) or user_agent[:40] or "–"


def live(user: User) -> list[UserSession]:
    """The sign-ins of a person that still hold, the one used last first; others are deleted."""
    rows = UserSession.objects.purge_and_list(user)
    return sorted(rows, key=lambda row: (row.last_seen_at, row.pk), reverse=True)


def end(user: User, but: str = "") -> int:
    """End all sign-ins of a person, except the session ``but``; how many there were."""
    rows = UserSession.objects.filter(user=user).exclude(session_key=but)
    ended = 0
    for row in rows:
        ended += row.exists()
        row.end()
    return ended


def sweep() -> None:
    """Delete the sessions whose time is over, and what is noted of sessions that are no more."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


class Noting:
    """Notes that a sign-in is used, and finds those that were not used for too long."""

    def __init__(self) -> None:
        self._noted: OrderedDict[str, float] = OrderedDict()

    def idle(self, request: HttpRequest) -> bool:
        """Note the use of a request's sign-in. True if it is too long since the one before."""
        key: str = request.session.session_key or ""
        now = time.monotonic()
        if now - self._noted.get(key, -_PAUSE) < _PAUSE:
            return False
        hours: int = settings.CONFIG.idle_hours
        row: Any = UserSession.objects.filter(session_key=key).first()
        since = timezone.now() - row.last_seen_at if row else datetime.timedelta(0)
        if hours and since > datetime.timedelta(hours=hours):
            return True
        if row is None or since.total_seconds() >= _PAUSE:
            UserSession.objects.create_from_request(request)
        self._noted[key] = now
        self._noted.move_to_end(key)
        while len(self._noted) > _KEPT:
            self._noted.popitem(last=False)
        return False
