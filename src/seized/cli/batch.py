"""Many inputs through all cores, in order; a bad one never stops the rest."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from seized.model.errors import SeizedError

__all__ = ["Outcome", "attempt", "cores", "progress", "run_batch"]

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
        # The reader knows the name alone; who gave a folder wants to know where.
        short = name.replace("\\", "/").rpartition("/")[2]
        return Outcome(name, None, error.at(name) if error.where in (None, short) else error)
    except RecursionError:
        return Outcome(name, None, SeizedError("nested too deeply to be read", where=name))
    except Exception as error:
        what = f"could not be read ({type(error).__name__}: {error})"
        return Outcome(name, None, SeizedError(what, where=name, advice="Please report this file"))


def run_batch(
    inputs: Iterable[Any],
    work: Callable[[bytes, str], T],
    jobs: int,
    ahead: int = _AHEAD,
    together: int = 1,
) -> Iterator[Outcome]:
    """Yield an ``Outcome`` for each input, in order.

    ``inputs`` have ``name`` and ``load()``; ``work`` is a module-level function. With one job all
    is done in this process. ``ahead`` is how many are read for each job before they are taken:
    enough to keep the cores busy, few enough to bound memory. ``together`` of them are handed to
    a process at a time: more than one where the work on one is short, so that processes do not
    wait to be given the next.
    """
    if jobs <= 1:
        for item in inputs:
            data, failed = _loaded(item)
            yield failed or attempt(work, data, item.name)
        return
    rest = iter(inputs)
    with ProcessPoolExecutor(jobs) as pool:
        waiting: deque[_Handed] = deque()
        while group := list(islice(rest, together)):
            waiting.append(_handed(pool, work, group))
            if len(waiting) * together >= jobs * ahead:
                yield from _settled(waiting.popleft())
        for entry in waiting:
            yield from _settled(entry)


class _Handed(NamedTuple):
    """Inputs that a process has: the name of each, or what stood against loading it."""

    names: list[tuple[str, Outcome | None]]
    outcomes: Future[list[Outcome]]


def _handed(
    pool: ProcessPoolExecutor, work: Callable[[bytes, str], T], group: list[Any]
) -> _Handed:
    loaded = [(item.name, *_loaded(item)) for item in group]
    given = [(data, name) for name, data, failed in loaded if failed is None]
    names = [(name, failed) for name, _, failed in loaded]
    try:
        return _Handed(names, pool.submit(_attempts, work, given))
    except BrokenProcessPool as error:  # by one before
        broken: Future[list[Outcome]] = Future()
        broken.set_exception(error)
        return _Handed(names, broken)


def _attempts(work: Callable[[bytes, str], T], given: list[tuple[bytes, str]]) -> list[Outcome]:
    return [attempt(work, data, name) for data, name in given]


def _loaded(item: Any) -> tuple[bytes, Outcome | None]:
    try:
        return item.load(), None
    except SeizedError as error:
        return b"", Outcome(item.name, None, error)


def _settled(entry: _Handed) -> Iterator[Outcome]:
    try:
        done = iter(entry.outcomes.result())
    except BrokenProcessPool:
        what = "a reading process was killed, perhaps for want of memory"
        for name, failed in entry.names:
            error = SeizedError(what, where=name, advice="Try --jobs 1")
            yield failed or Outcome(name, None, error)
        return
    for _, failed in entry.names:
        yield failed or next(done)


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
