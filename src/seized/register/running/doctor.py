"""What is wrong with the place where a register runs, where, and what to do about it."""

from __future__ import annotations

import datetime
import os
import shutil
import stat
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from django.conf import settings
from django.core import checks
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from seized.model.errors import SeizedError
from seized.register import audit
from seized.register.running.backup import last_backup, tool
from seized.register.running.place import last_beat

__all__ = ["Finding", "examine"]

Level = Literal["good", "look", "bad"]
_ROOM: Final = 1 << 30  # bytes of free disk below which uploads and backups are at risk
_HEARD: Final = 60.0  # seconds after which a worker is taken for gone
_STALE: Final = datetime.timedelta(7)
_SILENT: Final = ("security.W003", "security.W005", "security.W021")
# The form's token is HttpOnly, subdomains and the preload list are the owner's own decision.


class Finding(NamedTuple):
    """One thing that was looked at. ``look`` can wait, ``bad`` cannot; ``next`` says what to do."""

    level: Level
    where: str
    what: str
    next: str = ""


def examine() -> Iterator[Finding]:
    """Look at everything, in the order in which one thing needs the other."""
    yield from _folder()
    database = list(_database())
    yield from database
    if all(f.level != "bad" for f in database):
        for look in (_index, _trail, _people, _work):
            yield from _told(look)
    for look in (_mail, _signing_in, _address, _backups):
        yield from _told(look)


def _told(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except (DatabaseError, OSError) as error:
        yield Finding("bad", look.__name__.strip("_"), str(error), "Look at this first")


def _folder() -> Iterator[Finding]:
    data = Path(settings.CONFIG.data)
    where = str(data)
    if not os.access(data, os.W_OK | os.X_OK):
        yield Finding(
            "bad",
            where,
            "the data folder cannot be written to",
            "Give it to the user who runs the register: chown -R",
        )
        return
    if os.name == "posix":
        for path, most in ((data, 0o700), (data / "secret.key", 0o600)):
            mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0
            if mode & ~most:
                yield Finding(
                    "bad" if path != data else "look",
                    str(path),
                    f"others may read it (mode {mode:04o})",
                    f"chmod {most:o} {path}",
                )
    free = shutil.disk_usage(data).free
    if free < _ROOM:
        yield Finding("bad", where, f"only {free >> 20} MB of disk are free", "Make room")
    else:
        yield Finding("good", where, f"the data folder is there, {free >> 30} GB are free")


def _database() -> Iterator[Finding]:
    where = "SEIZED_DATABASE_URL" if settings.CONFIG.database_url else "register.sqlite3"
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        version = ".".join(map(str, connection.get_database_version()))
    except DatabaseError as error:
        yield Finding(
            "bad",
            where,
            f"the database does not answer: {error}".strip(),
            "Check that it runs, and the address, user and password",
        )
        return
    if connection.vendor == "postgresql" and connection.get_database_version() < (15,):
        yield Finding("bad", where, f"PostgreSQL {version} is too old", "Use 15 or newer")
    if missing:
        yield Finding(
            "bad",
            where,
            f"{len(missing)} changes of the tables are not made",
            "Start seized serve once: it brings the tables up to date",
        )
        return
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            told = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
        if told != "ok":
            yield Finding(
                "bad",
                where,
                f"the file is damaged: {told}",
                "Stop the register and restore the last backup",
            )
            return
    yield Finding("good", where, f"{connection.display_name} {version}, tables up to date")


def _index() -> Iterator[Finding]:
    from seized.register.models import Paragraph
    from seized.register.texts import search

    lost = search.lost()
    if lost:
        said = ", ".join(f"{code} {number}" for code, number in lost.items())
        yield Finding(
            "bad",
            "search",
            f"the index does not find new paragraphs: {said}",
            "Make the index anew: seized doctor --mend",
        )
    else:
        rows = Paragraph.objects.count()
        yield Finding("good", "search", f"{rows} paragraphs, the newest are found")


def _trail() -> Iterator[Finding]:
    from seized.register.models import Event

    broken = audit.verify()
    if broken is not None:
        yield Finding(
            "bad",
            "audit trail",
            f"event {broken.number}: {broken.reason}",
            "Keep the database as it is and compare it with the last backup",
        )
        return
    last = Event.objects.order_by("-number").values_list("number", "hash").first()
    said = f"{last[0]} events, the last {last[1]}" if last else "no events yet"
    yield Finding("good", "audit trail", f"the chain holds: {said}")


def _people() -> Iterator[Finding]:
    from seized.register.models import User
    from seized.register.people.signin import needs_second_factor
    from seized.register.policy import Person, person

    people: list[Person] = [
        person(u) for u in User.objects.filter(is_active=True).prefetch_related("memberships")
    ]
    if not any("administrator" in p.everywhere for p in people):
        yield Finding(
            "look", "people", "nobody is an administrator", "Add one: seized user add EMAIL"
        )
        return
    without = sum(map(needs_second_factor, people))
    if without:
        yield Finding(
            "look",
            "people",
            f"{without} who decide have no second factor yet",
            "They set it up at their next sign-in",
        )
    yield Finding("good", "people", f"{len(people)} active")


def _work() -> Iterator[Finding]:
    from seized.register.models import ImportRun, Letter

    waits = ImportRun.objects.filter(state__in=["waiting", "running"]).count()
    letters = Letter.objects.filter(sent_at=None).count()
    said = f"{waits} imports and {letters} letters wait"
    beat = last_beat()
    if beat is None or beat > _HEARD:
        heard = "has never been heard of" if beat is None else f"was heard of {beat:.0f} s ago"
        yield Finding(
            "bad" if waits or letters else "look",
            "worker",
            f"it {heard}; {said}",
            "Start seized serve, or seized worker beside seized serve --no-worker",
        )
    else:
        yield Finding("good", "worker", f"it is at work; {said}")


def _mail() -> Iterator[Finding]:
    if not settings.CONFIG.mail_url:
        yield Finding(
            "look" if settings.CONFIG.public_url else "good",
            "mail",
            f"no mail server is set; mail is written to {settings.EMAIL_FILE_PATH}",
            "Set SEIZED_MAIL_URL" if settings.CONFIG.public_url else "",
        )
        return
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"

    def reach() -> None:
        server: Any = get_connection(timeout=10)
        server.open()
        server.close()

    advice = "Check SEIZED_MAIL_URL: host, port, user and password"
    yield _reached("mail", where, reach, "does not take mail", advice)


def _signing_in() -> Iterator[Finding]:
    if settings.CONFIG.oidc is None:
        return
    there = settings.CONFIG.oidc[0].rstrip("/") + "/.well-known/openid-configuration"

    def reach() -> None:
        if not there.startswith(("https://", "http://")):
            raise ValueError("not the address of a web server")
        with urllib.request.urlopen(there, timeout=10) as answer:  # noqa: S310 - checked above
            answer.read(1 << 20)

    advice = "Check the address; signing in by code still works"
    yield _reached("SEIZED_OIDC_SERVER", there, reach, "does not answer", advice)


def _reached(
    where: str, there: str, reach: Callable[[], None], not_so: str, advice: str
) -> Finding:
    """Whether a server ``there`` answers; ``reach`` raises where it does not."""
    try:
        reach()
    except (OSError, ValueError) as error:
        return Finding("bad", where, f"{there} {not_so}: {error}", advice)
    return Finding("good", where, f"{there} answers")


def _address() -> Iterator[Finding]:
    """Django's own list for what is served to others, and what it does not know."""
    config = settings.CONFIG
    if config.demo:
        yield Finding("look", "SEIZED_DEMO", "anyone may sign in as anyone", "Leave it out")
    if config.debug:
        yield Finding(
            "bad" if config.public_url else "look",
            "SEIZED_DEBUG",
            "errors show their inner workings",
            "Leave it out",
        )
    if not config.public_url:
        yield Finding("good", "SEIZED_PUBLIC_URL", "not set: for this machine alone")
        return
    if not config.public_url.startswith("https://"):
        yield Finding(
            "bad",
            "SEIZED_PUBLIC_URL",
            "people would sign in without encryption",
            "Serve https:// by a web server in front",
        )
    for said in checks.run_checks(include_deployment_checks=True):
        if said.level >= checks.WARNING and said.id not in _SILENT:
            yield Finding("bad", str(said.id), str(said.msg), str(said.hint or ""))
    yield Finding("good", "SEIZED_PUBLIC_URL", config.public_url)


def _backups() -> Iterator[Finding]:
    data = Path(settings.CONFIG.data)
    made = last_backup(data)
    now = datetime.datetime.now(datetime.UTC)
    if connection.vendor == "postgresql":
        try:
            tool("pg_dump")
        except SeizedError as error:
            yield Finding("look", "backup", error.what, error.advice or "")
    if made is None or now - made > _STALE:
        said = "none was ever made" if made is None else f"the last one is of {made:%Y-%m-%d}"
        yield Finding("look", "backup", said, "Make one: seized backup FILE, every night")
    else:
        yield Finding("good", "backup", f"the last one is of {made:%Y-%m-%d %H:%M} UTC")
