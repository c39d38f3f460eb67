"""Registers for processes of their own: an empty one is made once and copied."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

__all__ = ["POSTGRESQL", "Empty", "database", "made"]

POSTGRESQL = os.environ.get("SEIZED_TEST_DATABASE_URL", "")
_OPEN = """
import sys
from pathlib import Path
from seized.cli.serve import open_register
open_register(Path(sys.argv[1]))
"""


class Empty(NamedTuple):
    """A register with its tables and nothing in them; to make the tables takes seconds."""

    data: Path
    name: str
    """Of its database on the server; empty on SQLite, whose file is in the folder."""

    def copy(self, data: Path, name: str) -> str:
        """Another such register in a folder that is not there yet; the address of its database."""
        shutil.copytree(self.data, data)
        return database(name, self.name) if self.name else ""


def database(name: str, like: str = "") -> str:
    """The address of a database of this process of tests, a copy of its ``like``.

    Empty on SQLite, which has files.
    """
    if not POSTGRESQL:
        return ""
    import psycopg

    mine = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    name, like = f"{name}_{mine}", f"{like}_{mine}" if like else "template1"
    with psycopg.connect(POSTGRESQL, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    return POSTGRESQL.rpartition("/")[0] + f"/{name}"


def made(data: Path, name: str = "") -> Empty:
    """An empty register in a folder; on the server of the tests where a name is given."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("SEIZED_", "DJANGO_"))}
    env["PYTHONPATH"] = os.pathsep.join(sys.path)
    if url := database(name) if name else "":
        env["SEIZED_DATABASE_URL"] = url
    data.mkdir(mode=0o700)
    subprocess.run([sys.executable, "-c", _OPEN, str(data)], env=env, check=True)
    return Empty(data, name if url else "")
