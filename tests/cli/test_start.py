"""How long it takes to begin: nothing heavy is imported before it is needed."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

PROGRAM = str(Path(sys.executable).with_name("seized"))
_SLACK = 2.5  # a loaded machine; the bars themselves are held by the benchmark
HEAVY = ("lxml", "msgspec", "rich", "click", "re2", "ahocorasick_rs", "pypdfium2", "selectolax")


def median_time(command: list[str], runs: int = 7) -> float:
    """Seconds that the median run of a command takes."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def test_the_version_comes_at_once() -> None:
    assert median_time([PROGRAM, "--version"]) < 0.250 * _SLACK


def test_the_library_is_imported_at_once() -> None:
    bare = median_time([sys.executable, "-c", "pass"])
    assert median_time([sys.executable, "-c", "import seized"]) - bare < 0.150 * _SLACK


def test_importing_the_library_loads_nothing_heavy() -> None:
    code = f"import sys, seized; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
