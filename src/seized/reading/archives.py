"""Zip archives of documents, with limits that no honest archive passes."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import NoReturn

from seized.model.errors import BrokenFile, HostileFile, SeizedError, UnsupportedFormat

__all__ = [
    "MAX_MEMBERS",
    "MAX_MEMBER_BYTES",
    "MAX_RATIO",
    "MAX_TOTAL_BYTES",
    "is_plain_zip",
    "members",
]

MAX_MEMBERS = 20_000
MAX_MEMBER_BYTES = 100_000_000
MAX_TOTAL_BYTES = 4_000_000_000
MAX_RATIO = 200
"""Unpacked to packed size; text packs to a fifth, XML to a thirtieth."""

_SMALL = 1_000_000
"""Below this many bytes no ratio does harm."""
_DOCUMENT_ZIPS = ("[Content_Types].xml", "mimetype", "META-INF/container.xml")
_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    KeyError,
)

Member = tuple[str, Callable[[], bytes], SeizedError | None]


def is_plain_zip(path: str) -> bool:
    """Whether a file is a zip archive that is not a document itself (DOCX, ODT, EPUB)."""
    try:
        with Path(path).open("rb") as handle:
            if handle.read(4) != b"PK\x03\x04":
                return False
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except _ERRORS:
        return False
    return not any(name in names for name in _DOCUMENT_ZIPS)


def members(path: str) -> Iterator[Member]:
    """Name, loader and, where it is known beforehand, error of each member, sorted by name.

    An archive within the archive is not opened. A member's name is ``path/member``.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            found = [i for i in archive.infolist() if not _is_noise(i)]
    except _ERRORS as error:
        yield _failed(path, BrokenFile(f"a damaged zip archive: {error}", where=path))
        return
    if len(found) > MAX_MEMBERS:
        what = f"a zip archive of {len(found):,} files; the limit is {MAX_MEMBERS:,}"
        yield _failed(path, HostileFile(what, where=path))
        return
    total = 0
    for info in sorted(found, key=lambda i: i.filename):
        name = f"{path}/{info.filename}"
        total += info.file_size
        refusal = _refusal(info, total, name)
        if refusal is None:
            yield name, partial(_load, path, info.filename, name), None
        else:
            yield _failed(name, refusal)


def _is_noise(info: zipfile.ZipInfo) -> bool:
    last = info.filename.rpartition("/")[2]
    return info.is_dir() or not last or last.startswith(".") or "__MACOSX/" in info.filename


def _refusal(info: zipfile.ZipInfo, total: int, name: str) -> SeizedError | None:
    if info.flag_bits & 1:
        return UnsupportedFormat("locked with a password", where=name, advice="Unlock it first")
    if info.filename.lower().endswith(".zip"):
        return UnsupportedFormat(
            "an archive within an archive", where=name, advice="Unpack it and read the files in it"
        )
    if info.file_size > MAX_MEMBER_BYTES or total > MAX_TOTAL_BYTES:
        return HostileFile(f"unpacks to {info.file_size:,} bytes", where=name)
    if info.file_size > _SMALL and info.file_size > MAX_RATIO * max(1, info.compress_size):
        return HostileFile(f"unpacks to over {MAX_RATIO} times its size", where=name)
    return None


@lru_cache(maxsize=2)
def _opened(path: str, changed: int) -> zipfile.ZipFile:
    """The archive, opened once: to open it for each member would take quadratic time."""
    return zipfile.ZipFile(path)


def _load(path: str, inner: str, name: str) -> bytes:
    try:
        archive = _opened(path, Path(path).stat().st_mtime_ns)
        with archive.open(inner) as member:
            # The directory may lie about the size, so what is read is what counts.
            data = member.read(MAX_MEMBER_BYTES + 1)
    except _ERRORS as error:
        raise BrokenFile(f"damaged in the archive: {error}", where=name) from error
    if len(data) > MAX_MEMBER_BYTES:
        raise HostileFile(f"unpacks to more than {MAX_MEMBER_BYTES:,} bytes", where=name)
    return data


def _failed(name: str, error: SeizedError) -> Member:
    return name, partial(_raise, error), error


def _raise(error: SeizedError) -> NoReturn:
    raise error
