"""The contract of imports: it holds here, and it can fail."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [LINT, "--no-cache", "--config", "pyproject.toml"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def section() -> str:
    """The contract of the project, for a package that is called ``toy``."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    contract = text[text.index("[tool.importlinter]") :].split("\n[tool.m")[0]
    return re.sub(r"\bseized\b", "toy", contract)


def rooms() -> list[str]:
    """Every module that a contract names, the rooms and what is in them."""
    found: set[str] = set()
    for contract in tomllib.loads(section())["tool"]["importlinter"]["contracts"]:
        layers = [name.strip() for layer in contract.get("layers", ()) for name in layer.split("|")]
        named = (layers, contract.get("source_modules", ()), contract.get("forbidden_modules", ()))
        found.update(name for names in named for name in names if name.startswith("toy."))
    return sorted(found)


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """Empty rooms under the contract of the project."""
    (tmp_path / "pyproject.toml").write_text(section(), encoding="utf-8")
    (tmp_path / "toy").mkdir()
    (tmp_path / "toy" / "__init__.py").touch()
    for room in rooms():
        folder = tmp_path / "toy" / Path(*room.split(".")[1:])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").touch()
    return tmp_path


def test_empty_rooms_keep_the_contract(toy: Path) -> None:
    done = lint(toy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("room", "forbidden"),
    [
        ("model", "languages"), ("languages", "symbols"), ("symbols", "languages"),
        ("structure", "reading"), ("structure", "meaning"), ("structure", "writing"),
        ("reading", "structure"), ("meaning", "structure"), ("writing", "meaning"),
        ("structure", "engine"), ("engine", "cli"), ("register.actions", "register.pages"),
    ],
)  # fmt: skip
def test_a_forbidden_import_breaks_the_contract(toy: Path, room: str, forbidden: str) -> None:
    module = toy / "toy" / Path(*room.split(".")) / "__init__.py"
    module.write_text(f"import toy.{forbidden}\n", encoding="utf-8")
    done = lint(toy)
    assert done.returncode == 1
    assert f"toy.{room} -> toy.{forbidden}" in done.stdout


def test_the_project_keeps_the_contract() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout
