"""Processes that answer, all on one listening socket.

Each is started as ``python -m seized.register.running.answering``.

Python works on one thing at a time in a process, so pages are made by several. One that ends is
replaced; all of them end when the process that began them is gone, however it ended.
"""

from __future__ import annotations

import gc
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from typing import Any, Final

__all__ = ["Crew", "answer"]

_THREADS: Final = 8  # that answer in all processes together; more only wait for each other
_LEAST: Final = 4
_SETTLED: Final = 5.0  # seconds after which a process counts as having begun well
_CIRCLES: Final = (10_000, 20, 50)
_LOG: Final = logging.getLogger(__name__)


def answer(listening: socket.socket, threads: int = _THREADS) -> None:
    """Answer on a socket that listens, until the process ends."""
    from waitress.server import create_server

    from seized.register.wsgi import application

    threading.Thread(target=_warm, daemon=True).start()
    server: Any = create_server(application, sockets=[listening], threads=threads, ident="seized")
    try:
        server.run()
    finally:
        server.close()


def _warm() -> None:
    """Have at hand what the first page would wait for.

    What stays for good is then left out of the search for circles, which would stop every page
    for as long as it takes to walk through all mandates; circles of pages are small.
    """
    from django.db import connection

    from seized.register.mandates import tally

    try:
        tally.current()
    finally:
        connection.close()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_CIRCLES)


class Crew:
    """``number`` processes that answer on one socket."""

    def __init__(self, listening: socket.socket, number: int) -> None:
        self._listening = listening
        self._life, self._hold = os.pipe()  # closed by whatever ends this process
        self._threads = max(_THREADS // number, _LEAST)
        self._stopped = False
        self.processes = [self._begun() for _ in range(number)]

    def _begun(self) -> subprocess.Popen[bytes]:
        from django.conf import settings

        fds = (self._listening.fileno(), self._life)
        command = [sys.executable, "-m", __name__, *map(str, fds), str(self._threads)]
        return subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
            [*command, settings.ORIGIN or ""], pass_fds=fds
        )

    def run(self) -> None:
        """Replace those that end, until ``stop``; one that cannot begin is tried again slowly."""
        began = dict.fromkeys(range(len(self.processes)), time.monotonic())
        while not self._stopped:
            for place, process in enumerate(self.processes):
                if process.poll() is not None and not self._stopped:
                    _LOG.error("a process that answers ended (%s); another begins",
                               process.returncode)  # fmt: skip
                    if time.monotonic() - began[place] < _SETTLED:
                        time.sleep(1)
                    began[place] = time.monotonic()
                    self.processes[place] = self._begun()
            time.sleep(0.2)

    def stop(self) -> None:
        """End them all, and wait until they have ended."""
        self._stopped = True
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _watch(life: int) -> None:
    """End this process when the other end of the pipe is closed."""
    os.read(life, 1)
    os._exit(0)


def _main(listening: str, life: str, threads: str, origin: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "seized.register.settings"
    threading.Thread(target=_watch, args=(int(life),), daemon=True).start()
    import django

    django.setup()
    from django.conf import settings

    settings.ORIGIN = origin
    answer(socket.socket(fileno=int(listening)), int(threads))


if __name__ == "__main__":
    try:
        _main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
