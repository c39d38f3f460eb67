"""Backups: one archive with the database, the files, and a manifest of hashes.

SQLite copies itself within a transaction (``VACUUM INTO``); PostgreSQL's own ``pg_dump`` writes
one consistent state. The database comes first: files are taken away only an hour after no row names
them, so every file that the copied rows name is there when the files are copied after it.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from seized._version import __version__
from seized.model.errors import NotFound, SeizedError

__all__ = ["Checked", "Manifest", "back_up", "check", "last_backup", "restore", "tool"]

_MANIFEST: Final = "manifest.json"
_KEY: Final = "secret.key"
_DATABASES: Final = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
_CHUNK: Final = 1 << 20


class Manifest(NamedTuple):
    """What an archive holds. ``files`` maps each name to its SHA-256 and size in bytes.

    ``trail`` is the number and hash of the last event of the audit trail.
    """

    version: str
    made: str
    database: str
    migrations: tuple[str, ...]
    trail: tuple[int, str]
    files: dict[str, tuple[str, int]]


class Checked(NamedTuple):
    """What was found in an archive: its manifest, and what its database holds."""

    manifest: Manifest
    counts: dict[str, int]


def tool(name: str) -> str:
    """The path of a program of PostgreSQL. Raises ``NotFound`` where it is not installed."""
    found = shutil.which(name)
    if found is None:
        beside = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
        found = str(beside[-1]) if beside else None
    if found is None:
        raise NotFound(
            f"{name} is not installed",
            where="PostgreSQL",
            advice="Install the package postgresql-client",
        )
    return found


def back_up(target: Path, *, key: bool = False) -> Manifest:
    """Write an archive of the register that is open to ``target``; its reader is the owner alone.

    ``key`` puts the key of the sessions in as well. An archive that was not finished is not
    there. Raises ``SeizedError`` where the target exists or cannot be written.
    """
    from django.conf import settings
    from django.db import connection

    if target.exists():
        raise SeizedError(
            "the file is there already",
            where=str(target),
            advice="Give every backup a name of its own, such as its date",
        )
    data = Path(settings.CONFIG.data)
    half = target.with_name(f".{target.name}.half")
    try:
        with tempfile.TemporaryDirectory(prefix="seized-backup-", dir=target.parent) as folder:
            copy = Path(folder) / _DATABASES[connection.vendor]
            trail, migrations = _state()
            _dump(copy)
            opened = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with (
                os.fdopen(opened, "wb") as raw,
                tarfile.open(fileobj=raw, mode="w:gz", compresslevel=3) as archive,
            ):
                named = [(copy.name, copy), *_kept(data, key=key)]
                files = {}
                for name, path in named:
                    with contextlib.suppress(FileNotFoundError):  # no row named it: it was swept
                        files[name] = _put(archive, name, path)
                made = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
                manifest = Manifest(__version__, made, connection.vendor, migrations, trail, files)
                _put_bytes(archive, _MANIFEST, json.dumps(manifest._asdict(), indent=1).encode())
        half.replace(target)
    except OSError as error:
        raise SeizedError(
            f"cannot be written: {error.strerror}",
            where=str(target),
            advice="Choose a folder with room that you may write to",
        ) from None
    finally:
        half.unlink(missing_ok=True)
    (data / "last-backup.json").write_text(json.dumps({"made": manifest.made}), "utf-8")
    return manifest


def last_backup(data: Path) -> datetime.datetime | None:
    """When the register in a data folder was last backed up."""
    try:
        made = json.loads((data / "last-backup.json").read_text("utf-8"))["made"]
        return datetime.datetime.fromisoformat(made)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _state() -> tuple[tuple[int, str], tuple[str, ...]]:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    from seized.register.models import Event

    last = Event.objects.order_by("-number").values_list("number", "hash").first() or (0, "")
    done = MigrationRecorder(connection).applied_migrations()
    return last, tuple(sorted(f"{app}.{name}" for app, name in done))


def _dump(copy: Path) -> None:
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        return
    _run([tool("pg_dump"), "--format=custom", "--no-owner", "--no-acl", f"--file={copy}"])


def _run(command: list[str]) -> str:
    """Run a program of PostgreSQL on the database of the settings; its password stays unseen."""
    from django.db import connection

    values = connection.settings_dict
    env = {
        "PATH": os.environ.get("PATH", ""),
        "PGDATABASE": values["NAME"],
        "PGUSER": values["USER"],
        "PGHOST": values["HOST"],
        "PGPORT": str(values["PORT"]),
        "PGPASSWORD": values["PASSWORD"],
    }
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, no shell
        command, env={k: v for k, v in env.items() if v}, capture_output=True, check=False
    )
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SeizedError(
            f"failed: {told[-1] if told else done.returncode}",
            where=Path(command[0]).name,
            advice="Check the database and the version of the program",
        )
    return done.stdout.decode("utf-8", "replace")


def _kept(data: Path, *, key: bool) -> Iterator[tuple[str, Path]]:
    for path in sorted((data / "files").rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(data).as_posix(), path
    if key and (data / _KEY).is_file():
        yield _KEY, data / _KEY


def _put(archive: tarfile.TarFile, name: str, path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
        file.seek(0)
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        archive.addfile(entry, file)
    return digest, size


def _put_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    archive.addfile(entry, io.BytesIO(content))


def _broken(archive: Path, what: str) -> SeizedError:
    return SeizedError(
        what, where=str(archive), advice="Take an older backup; this one cannot be trusted"
    )


def _unpacked(archive: Path, folder: Path) -> Manifest:
    """Unpack into an empty folder and hold every file against the manifest."""
    found: dict[str, tuple[str, int]] = {}
    try:
        with tarfile.open(archive, "r:gz") as tar:
            for entry in tar:
                parts = Path(entry.name).parts
                if not entry.isfile() or entry.name.startswith("/") or ".." in parts:
                    raise _broken(archive, f"{entry.name!r} does not belong into a backup")
                source = tar.extractfile(entry)
                assert source is not None  # a regular file has content
                target = folder.joinpath(*parts)
                target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                found[entry.name] = _copied(source, target)
    except (tarfile.TarError, EOFError, OSError) as error:
        if isinstance(error, FileNotFoundError):
            raise NotFound(
                "there is no such file", where=str(archive), advice="Check the name of the backup"
            ) from None
        raise _broken(archive, f"the archive cannot be read to its end: {error}") from None
    try:
        manifest = _manifest(json.loads((folder / _MANIFEST).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        raise _broken(archive, "it has no manifest, so it is not a whole backup") from None
    found.pop(_MANIFEST)
    for name in sorted(found.keys() ^ manifest.files.keys()):
        raise _broken(
            archive,
            f"{name!r} is missing"
            if name in manifest.files
            else f"{name!r} is not in the manifest",
        )
    for name, told in manifest.files.items():
        if found[name] != told:
            raise _broken(archive, f"{name!r} is not what was backed up")
    return manifest


def _manifest(read: Mapping[str, Any]) -> Manifest:
    files = {str(n): (str(v[0]), int(v[1])) for n, v in read["files"].items()}
    trail = (int(read["trail"][0]), str(read["trail"][1]))
    if read["database"] not in _DATABASES or _DATABASES[read["database"]] not in files:
        raise ValueError("no database")
    return Manifest(
        str(read["version"]),
        str(read["made"]),
        str(read["database"]),
        tuple(map(str, read["migrations"])),
        trail,
        files,
    )


def _copied(source: IO[bytes], target: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    opened = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "wb") as out:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
    return digest.hexdigest(), size


def check(archive: Path) -> Checked:
    """Whether an archive is whole: every hash, the database itself, and its audit trail.

    A dump of PostgreSQL is read to its end by ``pg_restore``; only a restore into an empty
    database can show more. Raises ``SeizedError`` at the first thing that is wrong.
    """
    with tempfile.TemporaryDirectory(prefix="seized-check-") as name:
        folder = Path(name)
        manifest = _unpacked(archive, folder)
        database = folder / _DATABASES[manifest.database]
        if manifest.database == "sqlite":
            return Checked(manifest, _looked_into(archive, database, manifest))
        listed = subprocess.run(  # noqa: S603 - a program of PostgreSQL, no shell
            [tool("pg_restore"), "--file=-", str(database)], capture_output=True, check=False
        )
        if listed.returncode:
            raise _broken(archive, "pg_restore cannot read the dump to its end")
        return Checked(manifest, {})


def _looked_into(archive: Path, database: Path, manifest: Manifest) -> dict[str, int]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as copy:
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise _broken(archive, "the database in it is damaged")
        rows = copy.execute(
            "SELECT number, hash FROM register_event ORDER BY number DESC LIMIT 1"
        ).fetchone()
        if (rows or (0, "")) < manifest.trail:
            raise _broken(archive, "the audit trail in it is shorter than its manifest says")
        counted = ("resolution", "mandate", "consultation", "programme", "agreement", "event")
        return {
            name: copy.execute(f"SELECT count(*) FROM register_{name}").fetchone()[0]  # noqa: S608
            for name in counted
        }


def _in_use(path: Path) -> bool:
    """Whether something of a register is there; its key and empty folders may be."""
    if path.is_dir():
        return path.name not in {"cache", "files", "static"} or (
            path.name == "files" and any(path.iterdir())
        )
    return path.name != _KEY


def restore(archive: Path, data: Path) -> Manifest:
    """Put an archive into an empty place: a new data folder and, for PostgreSQL, an empty database.

    The settings must name the place already. Raises ``SeizedError`` where it is not empty, where
    the archive is of the other kind of database, or not whole; then nothing was changed.
    """
    from django.db import connection

    if data.exists() and any(_in_use(path) for path in data.iterdir()):
        raise SeizedError(
            "the folder is not empty",
            where=str(data),
            advice="Restore into a new folder, look at it, then use that one",
        )
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=data) as name:
        folder = Path(name)
        manifest = _unpacked(archive, folder)
        if manifest.database != connection.vendor:
            raise SeizedError(
                f"the backup is of {manifest.database}, the settings name {connection.vendor}",
                where=str(archive),
                advice="Set or unset SEIZED_DATABASE_URL",
            )
        database = folder / _DATABASES[manifest.database]
        if manifest.database == "sqlite":
            _looked_into(archive, database, manifest)
            connection.close()
            database.replace(data / "register.sqlite3")
        else:
            _into_postgresql(database)
        shutil.rmtree(data / "files", ignore_errors=True)
        for inside in ("files", _KEY):
            if (folder / inside).exists():
                (folder / inside).replace(data / inside)
    return manifest


def _into_postgresql(dump: Path) -> None:
    from django.db import connection

    if connection.introspection.table_names():
        raise SeizedError(
            "the database is not empty",
            where="SEIZED_DATABASE_URL",
            advice="Make a new database and name that one",
        )
    connection.close()
    _run(
        [
            tool("pg_restore"),
            "--no-owner",
            "--no-acl",
            "--single-transaction",
            "--exit-on-error",
            f"--dbname={connection.settings_dict['NAME']}",
            str(dump),
        ]
    )
