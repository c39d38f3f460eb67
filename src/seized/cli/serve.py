"""``seized serve``: the register in one process; and its audit trail."""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

import click

from seized.model.errors import MissingReader, NotFound, SeizedError

__all__ = ["audit_command", "data_option", "listen", "open_register", "serve", "serve_command"]

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the register; SEIZED_DATA, or one in the home folder, by default.",
)


def open_register(data: Path | None, *, migrate: bool = True, made: bool = False) -> None:
    """Start Django with the settings of the register, and bring the tables up to date.

    With ``made`` the register must be there: a wrong folder is told, and nothing is made in it.
    Raises ``NotFound``.
    """
    if data is not None:
        os.environ["SEIZED_DATA"] = str(data.expanduser().resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "seized.register.settings"
    try:
        import django
    except ImportError:
        raise MissingReader(
            "the register is not installed", advice="Install it: pip install 'seized[register]'"
        ) from None
    if made:
        _there()
    django.setup()
    if migrate:
        from seized.register.running.tables import bring_up_to_date

        bring_up_to_date()


def _there() -> None:
    from seized.register.running.configuration import configuration, database

    config = configuration()
    if config.database_url:
        return  # whoever cannot reach it is told so
    file = Path(str(database(config)["NAME"]))
    if not file.exists():
        raise NotFound(
            "there is no register in this folder",
            where=str(file.parent),
            advice="Name its folder with --data or SEIZED_DATA; seized serve makes a new one",
        )


@click.command("serve", short_help="The register in a browser.")
@data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8750,
    show_default=True,
    help="On which port; 0 takes a free one.",
)
@click.option(
    "--worker/--no-worker",
    default=True,
    help="Imports and letters in this process too; without, run seized worker beside it.",
)
@click.option("--sample", is_flag=True, help="Load the bundled resolutions in six languages first.")
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    help="How many processes answer; as many as there are cores, four at most, by default.",
)
def serve_command(
    data: Path | None, host: str, port: int, sample: bool, worker: bool, processes: int | None
) -> None:
    """Serve the register: one command, an embedded database, no network needed.

    \b
    seized serve
    seized serve --data /srv/seized --port 8080
    """
    open_register(data)
    if sample:
        _load_sample()
    listening, told = listen(host, port)
    print(told, flush=True)
    serve(listening, processes, worker=worker)


def listen(host: str, port: int, *, spare: bool = False) -> tuple[socket.socket, str]:
    """A socket that holds its port, and the address to type.

    With ``spare`` any free port does where the one asked for is taken. Raises ``SeizedError``.
    """
    try:
        family, *_, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.create_server(where[:2], family=family, backlog=1024)
    except OSError as error:
        if spare and port:
            return listen(host, 0)
        raise SeizedError(
            f"cannot listen: {error.strerror}",
            where=f"{host}:{port}",
            advice="Choose another --port, or stop what listens there",
        ) from None
    address = f"http://{host}:{listening.getsockname()[1]}"
    _links_begin_with(address)
    return listening, f"{address}/"


def serve(listening: socket.socket, processes: int | None = None, *, worker: bool = True) -> None:
    """Answer until the process ends, and do what is done in the background unless told not to."""
    from seized.register.running.answering import Crew, answer
    from seized.register.running.worker import Worker

    beside = Worker() if worker else None
    if beside is not None:
        beside.start()
    crew = None
    try:
        if (number := _processes(processes)) == 1:
            answer(listening)
        else:
            crew = Crew(listening, number)
            signal.signal(signal.SIGTERM, _ended)
            crew.run()
    finally:
        if beside is not None:
            beside.stop()
        if crew is not None:
            crew.stop()
        listening.close()


def _ended(*_: Any) -> None:
    raise SystemExit(0)


def _processes(asked: int | None) -> int:
    """How many processes answer; a socket cannot be handed on everywhere."""
    from seized.cli.batch import cores

    if os.name != "posix":
        return 1
    return asked if asked is not None else min(cores(), 4)


def _links_begin_with(address: str) -> None:
    """Links in mail lead here, where no public address is set."""
    from django.conf import settings

    if not settings.CONFIG.public_url:
        settings.ORIGIN = address


def _load_sample() -> None:
    from seized import read
    from seized.register.loading import load_record
    from seized.samples import CODES, SESSIONS, path

    for session in SESSIONS:
        for code in CODES:
            load_record(read(path(code, session=session)))


@click.group("audit", short_help="Check the audit trail of the register.")
def audit_command() -> None:
    """The audit trail of the register.

    \b
    seized audit verify --data register/
    """


@audit_command.command("verify")
@data_option
def verify_command(data: Path | None) -> int:
    """Check that no event was changed or taken out. Exit code 4 if one was."""
    open_register(data, made=True)
    from seized.register.audit import verify
    from seized.register.models import Event

    found = verify()
    if found is None:
        print(f"{Event.objects.count()} events, the chain holds")
        return 0
    print(f"event {found.number}: {found.reason}", file=sys.stderr)
    return 4
