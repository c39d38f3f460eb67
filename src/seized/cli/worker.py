"""``seized worker``: imports, letters and the state of mandates, in a process of their own."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from typing import Any

import click

from seized.cli.serve import data_option, open_register

__all__ = ["worker_command"]


@click.command("worker", short_help="Imports and letters of the register in their own process.")
@data_option
def worker_command(data: Path | None) -> None:
    """Do what the register does in the background, beside "seized serve --no-worker".

    It may be killed at any time: the next one goes on where it stood.

    \b
    seized worker --data /srv/seized
    """
    open_register(data)
    from seized.register.running.worker import Worker

    ended = threading.Event()

    def end(*_: Any) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    worker = Worker()
    worker.start()
    print("ready", flush=True)
    while not ended.wait(1.0) and worker.is_alive():
        pass
    worker.stop()
    worker.join(timeout=30)  # a file that is being read is marked, or left for the next worker
