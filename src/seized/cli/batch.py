"""Many inputs through all cores, in order; a bad one never stops the rest."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NamedTuple, TypeVar

from seized.model.errors import SeizedError

__all__ = ["Outcome", "cores", "progress", "run_batch"]

T = TypeVar("T")
_AHEAD = 8


class Outcome(NamedTuple):
    """What came of one input: its name, and either a result or an error."""

    name: str
    result: Any
    error: SeizedError | None


def cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def attempt(work: Callable[[bytes, str], T], data: bytes, name: str) -> Outcome:
    """Do the work on one input; any failure becomes an error that names the input."""
    try:
        return Outcome(name, work(data, name), None)
    except SeizedError as error:
        return Outcome(name, None, error if error.where else error.at(name))
    except RecursionError:
        return Outcome(name, None, SeizedError("nested too deeply to be read", where=name))
    except Exception as error:
        what = f"could not be read ({type(error).__name__}: {error})"
        return Outcome(name, None, SeizedError(what, where=name, advice="Please report this file"))


def run_batch(
    inputs: Iterable[Any], work: Callable[[bytes, str], T], jobs: int, ahead: int = _AHEAD
) -> Iterator[Outcome]:
    """Yield an ``Outcome`` for each input, in order.

    ``inputs`` have ``name`` and ``load()``; ``work`` is a module-level function. With one job all
    is done in this process. ``ahead`` is how many are read for each job before they are taken:
    enough to keep the cores busy, few enough to bound memory.
    """
    if jobs <= 1:
        for item in inputs:
            data, failed = _loaded(item)
            yield failed or attempt(work, data, item.name)
        return
    with ProcessPoolExecutor(jobs) as pool:
        waiting: list[tuple[str, Future[Outcome] | Outcome]] = []
        for item in inputs:
            data, failed = _loaded(item)
            waiting.append((item.name, failed or pool.submit(attempt, work, data, item.name)))
            if len(waiting) >= jobs * ahead:
                yield _settled(*waiting.pop(0))
        for entry in waiting:
            yield _settled(*entry)


def _loaded(item: Any) -> tuple[bytes, Outcome | None]:
    try:
        return item.load(), None
    except SeizedError as error:
        return b"", Outcome(item.name, None, error)


def _settled(name: str, entry: Future[Outcome] | Outcome) -> Outcome:
    if isinstance(entry, Outcome):
        return entry
    try:
        return entry.result()
    except BrokenProcessPool:
        what = "a reading process was killed, perhaps for want of memory"
        return Outcome(name, None, SeizedError(what, where=name, advice="Try --jobs 1"))


class _Silent:
    def advance(self) -> None:
        """Nothing to show."""


class _Bar:
    def __init__(self, shown: Any, task: Any) -> None:
        self.shown, self.task = shown, task

    def advance(self) -> None:
        self.shown.advance(self.task)


class _Progress(AbstractContextManager["_Bar"]):
    def __init__(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self.shown = Progress(console=Console(stderr=True), transient=True)
        self.total = total

    def __enter__(self) -> _Bar:
        self.shown.__enter__()
        return _Bar(self.shown, self.shown.add_task("seized", total=self.total))

    def __exit__(self, *details: Any) -> None:
        self.shown.__exit__(*details)


def progress(total: int, quiet: bool = False) -> AbstractContextManager[_Bar | _Silent]:
    """A progress bar on standard error, where a person is looking and there is much to do."""
    if quiet or total < 20 or not sys.stderr.isatty():
        return nullcontext(_Silent())
    return _Progress(total)
