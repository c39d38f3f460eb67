"""Fixtures that every room's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from tests import places

# How long an example takes says more of the machine than of the code: no deadline.
settings.register_profile("seized", deadline=None)
settings.load_profile("seized")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of official documents beside the checkout; without it the test is skipped."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("needs the shared folder beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> places.Empty:
    """An empty register on SQLite, to be copied."""
    return places.made(tmp_path_factory.mktemp("empty") / "register")
