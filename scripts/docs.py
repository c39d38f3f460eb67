"""Run the commands in the README and write, or check, what they print.

A block that begins with three backticks and ``console`` holds a command after ``$`` and its
output. ``--write`` renews the outputs; without it the exit code is 1 where one differs.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


class Example(NamedTuple):
    """One command of the README, the output printed there, and its place in the text."""

    command: str
    output: str
    start: int
    end: int


def examples(text: str) -> Iterator[Example]:
    """The commands of all console blocks, in order."""
    for block in _BLOCK.finditer(text):
        body = block[1]
        starts = [m.start() for m in re.finditer(r"^\$ ", body, re.MULTILINE)]
        for start, stop in zip(starts, [*starts[1:], len(body)], strict=True):
            command, _, output = body[start:stop].partition("\n")
            at = block.start(1) + start
            yield Example(command[2:], output, at, at + stop - start)


def run(command: str, folder: Path) -> str:
    """What a command prints, both streams, as a reader of the README would see it."""
    tools = str(Path(sys.executable).parent)
    environment = {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "96",
        "NO_COLOR": "1",
    }
    done = subprocess.run(  # noqa: S602 -- the commands are our own README's
        command,
        shell=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = (done.stdout + done.stderr).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def main() -> int:
    """Compare or renew; the exit code tells."""
    text = README.read_text(encoding="utf-8")
    renewed = text
    with tempfile.TemporaryDirectory() as folder:
        for example in reversed([*_with_output(text, Path(folder))]):
            new = f"$ {example.command}\n{example.output}"
            renewed = renewed[: example.start] + new + renewed[example.end :]
    if renewed == text:
        return 0
    if "--write" in sys.argv[1:]:
        README.write_text(renewed, encoding="utf-8")
        return 0
    print("README.md: outputs differ from what the commands print; run scripts/docs.py --write")
    return 1


def _with_output(text: str, folder: Path) -> Iterator[Example]:
    for example in examples(text):
        printed = run(example.command, folder)
        output = printed + ("\n" if example.output.endswith("\n\n") else "")
        yield example._replace(output=output)


if __name__ == "__main__":
    sys.exit(main())
