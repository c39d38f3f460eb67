"""The README shows what the commands really print."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

import docs  # noqa: E402

EXAMPLES = list(docs.examples(docs.README.read_text(encoding="utf-8")))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.command[:40])
def test_the_readme_shows_what_the_command_prints(example: docs.Example, tmp_path: Path) -> None:
    assert docs.run(example.command, tmp_path) == example.output.rstrip("\n") + "\n"


def test_every_command_is_in_the_reference() -> None:
    from seized.cli.app import COMMANDS

    text = docs.README.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`seized {name}" not in text] == []


def test_the_readme_has_examples() -> None:
    assert len(EXAMPLES) > 5
