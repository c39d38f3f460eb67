"""How many calls of the API one caller may make in a minute.

Each caller has a bucket that holds as many calls as a minute allows and fills up steadily, so a
burst is served and a flood is not. Buckets are kept in the process, the most recent ones alone:
several web processes each allow the rate.
"""

from __future__ import annotations

import hashlib
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

__all__ = ["Buckets", "Throttle", "client_address"]

_KEPT: Final = 10_000  # callers; a caller that is forgotten begins with a full bucket
_KEYS: Final = 10  # as many keys of one address may each use their whole rate


def client_address(request: HttpRequest) -> str:
    """The address of who asks, as the web server in front tells it where there is one."""
    passed = request.headers.get("X-Forwarded-For", "") if settings.CONFIG.behind_proxy else ""
    return passed.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


_seconds = time.monotonic


class Buckets:
    """Calls left for each caller. ``clock`` gives seconds; by default those of the system."""

    def __init__(self, clock: Callable[[], float] | None = None) -> None:
        self._clock = clock or _seconds
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, caller: str, rate: int) -> float:
        """Take one call out of the bucket: 0 if it held one, else the seconds until it does.

        ``rate`` is the number of calls in a minute.
        """
        now = self._clock()
        with self._lock:
            left, at = self._left.pop(caller, (float(rate), now))
            left = min(float(rate), left + (now - at) * rate / 60)
            enough = left >= 1
            self._left[caller] = (left - 1 if enough else left), now
            while len(self._left) > _KEPT:
                self._left.popitem(last=False)
        return 0.0 if enough else (1 - left) * 60 / rate


class Throttle:
    """Refuses calls of the API beyond ``SEIZED_API_RATE`` with the seconds to wait."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.buckets = Buckets()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or refuse before anything is worked out."""
        rate = settings.CONFIG.api_rate
        if not rate or not request.path_info.startswith("/api/"):
            return self.get_response(request)
        wait = max(self.buckets.wait(*counted) for counted in _callers(request, rate))
        if not wait:
            return self.get_response(request)
        from seized.register.api.problems import answer

        refused = answer(request, 429, f"More than {rate} calls in a minute. Wait, then go on.")
        refused.headers["Retry-After"] = str(math.ceil(wait))
        return refused


def _callers(request: HttpRequest, rate: int) -> Iterator[tuple[str, int]]:
    """Buckets to take from. Keys are counted each, and all of one address together."""
    address, given = client_address(request), request.headers.get("Authorization")
    if given is None:
        yield f"address {address}", rate
        return
    yield f"key {hashlib.sha256(given.encode()).hexdigest()}", rate
    yield f"keys of {address}", rate * _KEYS
