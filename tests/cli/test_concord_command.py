"""``seized concord``: versions of one resolution from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import call

from seized import samples

Capture = pytest.CaptureFixture[str]


def test_versions_that_agree_exit_with_0(capsys: Capture) -> None:
    done = call(capsys, "concord", "--in", "en", samples.path("fr"), samples.path("zh"))
    assert done.code == 0
    assert "Differences of substance: 0" in done.out


def test_a_changed_session_exits_with_4_and_shows_both_sides(
    capsys: Capture, tmp_path: Path
) -> None:
    path = tmp_path / "changed.txt"
    text = samples.path("en").read_text("utf-8")
    path.write_text(text.replace("ninety-seventh", "ninety-ninth", 1), encoding="utf-8")
    done = call(capsys, "concord", "--json", path, samples.path("es"))
    assert done.code == 4
    said = [one for one in json.loads(done.out)["differences"] if one["severity"] == "substance"]
    assert [[r["values"] for r in one["readings"]] for one in said] == [[["99"], ["97"]]]


def test_one_file_is_an_error_that_says_what_to_do(capsys: Capture) -> None:
    done = call(capsys, "concord", samples.path("en"))
    assert done.code == 1
    assert "two to six versions" in done.err
