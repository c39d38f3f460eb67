"""What was named on the command line to inputs: files, folders, patterns, archives, ``-``.

Nothing here stops at a bad one: an input that cannot be opened is yielded like any other and
raises its error when it is loaded.
"""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple, NoReturn

from seized.model.errors import HostileFile, InputError, NotFound, SeizedError

__all__ = ["MAX_BYTES", "STDIN", "Input", "expand", "load_file"]

STDIN = "-"
MAX_BYTES = 200_000_000
"""The largest file that is loaded; every reader has a lower limit of its own."""

_SUFFIXES = frozenset(
    (
        *(".txt", ".text", ".md", ".markdown", ".htm", ".html", ".xhtml", ".xml", ".akn"),
        *(".docx", ".docm", ".dotx", ".doc", ".pdf", ".zip"),
    )
)
_HEAD = 4096
_SPELLING = "Check the spelling and the folder"


class Input(NamedTuple):
    """One document to be: its name, and how to get its bytes.

    ``load`` raises ``SeizedError`` when it is called; ``error`` is that error where it is known
    beforehand, and None otherwise.
    """

    name: str
    load: Callable[[], bytes]
    error: SeizedError | None = None


def expand(paths: Iterable[str]) -> Iterator[Input]:
    """The inputs that ``paths`` name, in order.

    A file is taken whatever it is called. A folder gives the files in it and below it, sorted by
    name, that have a known suffix or whose first bytes are those of a known format; hidden ones
    are left out. A pattern (``*``, ``?``, ``[…]``, ``**``) gives what it matches, sorted. A zip
    archive that is no document gives its members. ``-`` is the standard input.
    """
    for path in paths:
        try:
            yield from _expand(path)
        except OSError as error:
            yield _bad(path, _os_error(path, error))


def _expand(path: str) -> Iterator[Input]:
    if path == STDIN:
        yield Input("stdin", _stdin)
        return
    try:
        mode = Path(path).stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        if _member(path) is not None:
            yield Input(path, partial(load_file, path))
        else:
            yield from _pattern(path)
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path)
    elif stat.S_ISREG(mode) or stat.S_ISFIFO(mode):
        yield from _file(path, regular=stat.S_ISREG(mode))
    else:
        yield _bad(path, NotFound("this is neither a file nor a folder", where=path))


def _pattern(path: str) -> Iterator[Input]:
    # Path.glob takes no absolute patterns.
    matches = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []  # noqa: PTH207
    if not matches:
        what = "nothing matches this pattern" if glob.has_magic(path) else "there is no such file"
        yield _bad(path, NotFound(what, where=path, advice=_SPELLING))
    below = "**" in path  # then the files of the folders are matched themselves
    files = [match for match in matches if Path(match).is_file()]
    for match in files:
        yield from _file(match, regular=True)
    if not files or not below:
        for match in matches:
            if Path(match).is_dir():
                yield from _folder(match)


def _folder(path: str) -> Iterator[Input]:
    found = False
    closed: list[OSError] = []
    # Links to folders are not followed: they may lead round in a circle.
    for parent, folders, names in os.walk(path, onerror=closed.append, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            file = str(Path(parent, name))
            # What is no file, such as a pipe, may have nothing to give, and never end.
            if name.startswith((".", "~$")) or not Path(file).is_file() or not _is_known(file):
                continue
            found = True
            yield from _file(file, regular=True)
    for error in closed:
        yield _bad(str(error.filename), _os_error(str(error.filename), error))
    if not found and not closed:
        advice = "Seized reads DOCX, DOC, PDF, HTML, Akoma Ntoso, Markdown and plain text"
        yield _bad(path, NotFound("no document in this folder", where=path, advice=advice))


def _is_known(file: str) -> bool:
    suffix = Path(file).suffix.lower()
    if suffix in _SUFFIXES:
        return True
    # Other suffixes are those of other programs; without one, the content tells.
    if suffix and not suffix[1:].isdigit():
        return False
    try:
        with Path(file).open("rb") as handle:
            head = handle.read(_HEAD)
    except OSError:
        return False
    from seized.reading.detect import detect

    try:
        return detect(head) != "text" or b"\0" not in head
    except InputError:
        return head.startswith(b"PK\x03\x04")


def _file(path: str, *, regular: bool) -> Iterator[Input]:
    from seized.reading.archives import is_plain_zip, members

    if regular and is_plain_zip(path):
        for name, load, error in members(path):
            yield Input(name, load, error) if error is None else _bad(name, error)
    else:
        yield Input(path, partial(load_file, path))


def load_file(path: str) -> bytes:
    """The bytes of one file, of a member as in ``archive.zip/75-268.docx``, or of ``-``.

    Raises ``NotFound`` and, over ``MAX_BYTES``, ``HostileFile``.
    """
    if path == STDIN:
        return _stdin()
    try:
        with Path(path).open("rb") as handle:
            data = handle.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        if (load := _member(path)) is not None:
            return load()
        raise NotFound("there is no such file", where=path, advice=_SPELLING) from error
    except IsADirectoryError as error:
        raise NotFound(
            "this is a folder, not one document", where=path, advice="Name one of the files in it"
        ) from error
    except OSError as error:
        raise _os_error(path, error) from error
    return _limited(data, path)


def _member(path: str) -> Callable[[], bytes] | None:
    """How to load what stands in a zip archive, if ``path`` is the name of such a file."""
    from seized.reading.archives import is_plain_zip, members

    for parent in Path(path).parents:
        if parent.is_file():
            if is_plain_zip(str(parent)):
                for name, load, error in members(str(parent)):
                    if Path(name) == Path(path):
                        return load if error is None else partial(_raise, error)
            return None
        if parent.exists():
            return None
    return None


def _stdin() -> bytes:
    return _limited(sys.stdin.buffer.read(MAX_BYTES + 1), "stdin")


def _limited(data: bytes, name: str) -> bytes:
    if len(data) > MAX_BYTES:
        raise HostileFile(
            f"a file of more than {MAX_BYTES:,} bytes",
            where=name,
            advice="No resolution is that long; cut it into its documents",
        )
    return data


def _bad(name: str, error: SeizedError) -> Input:
    return Input(name, partial(_raise, error), error)


def _raise(error: SeizedError) -> NoReturn:
    raise error


def _os_error(path: str, error: OSError) -> SeizedError:
    return NotFound(f"this cannot be opened: {error.strerror or error}", where=path)
