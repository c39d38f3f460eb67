"""LibreOffice as a second reader of old Word files, where it is installed."""

from __future__ import annotations

import shutil
import subprocess  # the converter is looked up by name, its arguments are ours alone
import tempfile
from pathlib import Path

__all__ = ["convert_with_office"]

TIMEOUT = 60
"""Seconds; LibreOffice takes about two for a long resolution, and hangs on some damaged files."""


def convert_with_office(data: bytes) -> bytes | None:
    """A DOC file as DOCX; ``None`` where LibreOffice is missing, or cannot read it either.

    Each conversion has a profile of its own, so that several can run at once and no setting or
    macro of the user plays a part.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="seized-") as folder:
        home = Path(folder)
        source = home / "in.doc"
        source.write_bytes(data)
        command = [
            program, "--headless", "--norestore", "--nolockcheck",
            f"-env:UserInstallation={(home / 'profile').as_uri()}",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(home / "out"), str(source),
        ]  # fmt: skip
        try:
            subprocess.run(  # noqa: S603
                command, capture_output=True, timeout=TIMEOUT, check=True, stdin=subprocess.DEVNULL
            )
            return (home / "out" / "in.docx").read_bytes()
        except (OSError, subprocess.SubprocessError):
            return None
