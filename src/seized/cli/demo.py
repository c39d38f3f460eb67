"""``seized demo``: a register with a full cycle of data, gone when it ends."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from seized.cli.serve import listen, open_register, serve

__all__ = ["demo_command"]

_ELSEWHERE = ("SEIZED_DATABASE_URL", "SEIZED_MAIL_URL", "SEIZED_OIDC_SERVER")


@click.command("demo", short_help="Serve a register with a full cycle of data, to look at.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8750,
    show_default=True,
    help="On which port; a free one is taken where this one is not.",
)
def demo_command(host: str, port: int) -> None:
    """Serve a register that is made for this once: sign in as anyone by one click.

    It lives in a temporary folder with a database, mail folder and key of its own, and is gone
    when it ends. Whatever database, mail server or sign-in the environment names is left alone.

    \b
    seized demo
    """
    for name in _ELSEWHERE:
        os.environ.pop(name, None)
        os.environ.pop(f"{name}_FILE", None)
    os.environ["SEIZED_DEMO"] = "yes"
    signal.signal(signal.SIGTERM, _ended)
    with tempfile.TemporaryDirectory(prefix="seized-demo-") as folder:
        open_register(Path(folder))
        from seized.register.demo import build

        build(lambda told: print(f"seized: {told}", file=sys.stderr, flush=True))
        listening, told = listen(host, port, spare=True)
        print(f"{told}en/demo/", flush=True)
        serve(listening)


def _ended(*_: Any) -> None:
    raise SystemExit(0)
