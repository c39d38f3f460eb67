"""``seized serve``: several processes answer on one socket, are replaced, and leave no orphan."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="sockets are not handed on here"),
    pytest.mark.once,
]


@pytest.fixture
def served(empty_file, tmp_path):
    """A server of two processes, and its address."""
    code = "import sys; from seized.cli import main; sys.exit(main())"
    args = ("serve", "--data", str(tmp_path / "data"), "--port", "0", "--processes", "2")
    empty_file.copy(tmp_path / "data", "served")
    set_here = {"DJANGO_SETTINGS_MODULE", "SEIZED_DATABASE_URL"}
    env = {k: v for k, v in os.environ.items() if k not in set_here}
    process = subprocess.Popen(
        [sys.executable, "-c", code, *args], stdout=subprocess.PIPE, text=True, env=env
    )
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _children(pid: int) -> set[int]:
    return set(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def _until(holds, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _answers(address: str) -> bool:
    with urllib.request.urlopen(f"{address}healthz", timeout=60) as answer:
        return answer.status == 200


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_a_process_that_is_killed_is_replaced_and_none_outlives_the_first(served) -> None:
    process, address = served
    assert _answers(address)
    before = _children(process.pid)
    assert len(before) == 2
    os.kill(min(before), signal.SIGKILL)
    _until(lambda: len(_children(process.pid) - before) == 1)
    assert _answers(address)
    now = _children(process.pid)
    process.kill()
    process.wait()
    _until(lambda: not any(map(_lives, now)))


def test_it_ends_when_it_is_asked_to(served) -> None:
    process, address = served
    assert _answers(address)
    process.terminate()
    assert process.wait(60) == 0
