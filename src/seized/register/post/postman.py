"""Letters in the background: reminders when they fall due, and everything that waits to be sent."""

from __future__ import annotations

import logging
import threading
import time
from typing import Final

from django.db import DatabaseError, connection

from seized.register.actions.calling import remind_due
from seized.register.post.letters import deliver

__all__ = ["Postman"]

_PAUSE: Final = 2.0  # seconds between looks at what waits
_LOOK: Final = 300.0  # seconds between looks at the deadlines of calls
_LOG: Final = logging.getLogger(__name__)


class Postman(threading.Thread):
    """A thread that writes reminders and sends letters, until ``stop``."""

    def __init__(self) -> None:
        super().__init__(name="seized-postman", daemon=True)
        self._stopped = threading.Event()

    def run(self) -> None:
        """Look again and again; what cannot be done now is done later."""
        next_look = time.monotonic()
        while not self._stopped.is_set():
            try:
                if time.monotonic() >= next_look:
                    next_look = time.monotonic() + _LOOK
                    remind_due()
                deliver()
            except DatabaseError:
                _LOG.exception("letters wait for a minute")
                connection.close()
                self._stopped.wait(60)
            except Exception:
                _LOG.exception("letters wait for five minutes")
                self._stopped.wait(_LOOK)
            self._stopped.wait(_PAUSE)
        connection.close()

    def stop(self) -> None:
        """Send nothing more."""
        self._stopped.set()
