"""Running the command in this process, and in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from seized.cli.app import run


class Said(NamedTuple):
    """Exit code, standard output and standard error."""

    code: int
    out: str
    err: str


def call(
    capsys: pytest.CaptureFixture[str],
    *arguments: str | Path,
    monkeypatch: pytest.MonkeyPatch | None = None,
    stdin: bytes | None = None,
) -> Said:
    """Run the command here; what it wrote before is forgotten."""
    capsys.readouterr()
    if stdin is not None:
        assert monkeypatch is not None
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
    code = run([str(argument) for argument in arguments])
    done = capsys.readouterr()
    return Said(code, done.out, done.err)


def spawn(
    arguments: Sequence[str | Path], *, stdin: bytes = b"", env: dict[str, str] | None = None
) -> Said:
    """Run the command as a shell does."""
    program = Path(sys.executable).with_name("seized")
    done = subprocess.run(
        [program, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **(env or {})},
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())
