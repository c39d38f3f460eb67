"""Seized reads United Nations resolutions and stays on each mandate until it is done.

>>> import seized
>>> record = seized.read("75-268.docx")            # doctest: +SKIP
>>> record.resolution.operative[3].text            # doctest: +SKIP
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from seized._version import __version__

if TYPE_CHECKING:
    from seized.model.record import Record

__all__ = ["__version__", "read", "read_bytes"]


def read(path: str | os.PathLike[str], *, language: str | None = None) -> Record:
    """Read one resolution from a file of any supported form.

    ``language`` is one of ``ar en es fr ru zh``; without it the text tells. Corrections beside
    the file (``PATH.seized.json``) are laid on top. Raises ``NotFound`` for a missing file and an
    ``InputError`` (what, where, what next) for one that cannot be read.
    """
    from seized.corrections import correct_file
    from seized.display import attach
    from seized.engine import read as read_data
    from seized.reading.paths import load_file

    attach()
    name = os.fspath(path)
    return correct_file(read_data(load_file(name), name=Path(name).name, code=language), name)


def read_bytes(data: bytes, *, name: str | None = None, language: str | None = None) -> Record:
    """Read one resolution from bytes; the same bytes give the same record."""
    from seized.display import attach
    from seized.engine import read as read_data

    attach()
    return read_data(data, name=name, code=language)
