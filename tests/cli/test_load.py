"""``seized load``: documents and lists of records into the register, again without loss."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from seized import read
from seized.samples import path
from seized.writing.json import to_json


@pytest.fixture
def data(empty_file, tmp_path) -> Path:
    """The folder of a register in which there is nothing yet."""
    empty_file.copy(tmp_path / "data", "loaded")
    return tmp_path / "data"


def _load(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from seized.cli import main; main()", "load", *args]
    env = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=env)


def test_documents_and_lists_are_loaded_and_what_is_there_stays(tmp_path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_bytes(b"".join(to_json(read(path(code))) + b"\n" for code in ("fr", "ru")))
    paths = (str(records), str(path("zh")), "--data", str(tmp_path / "data"))
    assert _load(*paths).stderr.strip() == "3 new, 0 changed, 0 same, 0 failed"
    assert _load(*paths).stderr.strip() == "0 new, 0 changed, 3 same, 0 failed"


def test_a_record_that_was_only_corrected_is_another_record(data, tmp_path) -> None:
    records = tmp_path / "records.jsonl"
    read_first = to_json(read(path("en"))) + b"\n"
    corrected = read_first.replace(b'"force":"request"', b'"force":"urge"', 1)
    assert corrected != read_first
    for lines, told in (
        (read_first, "1 new, 0 changed, 0 same"),
        (corrected, "0 new, 1 changed, 0 same"),
        (corrected, "0 new, 0 changed, 1 same"),
        (read_first, "0 new, 1 changed, 0 same"),
    ):
        records.write_bytes(lines)
        assert _load(str(records), "--data", str(data)).stderr.strip() == f"{told}, 0 failed"


def test_what_cannot_be_loaded_is_named_and_the_rest_goes_on(data, tmp_path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(b"{}\n" + to_json(read(path("es"))) + b"\n")
    done = _load(str(bad), str(tmp_path / "nowhere.txt"), "--data", str(data))
    assert done.returncode == 1
    assert "bad.jsonl:1: not a record" in done.stderr
    assert "there is no such file" in done.stderr
    assert done.stderr.strip().endswith("1 new, 0 changed, 0 same, 2 failed")


def test_an_interrupted_load_goes_on_without_reading_again(data, tmp_path) -> None:
    records = tmp_path / "records.jsonl"
    lines = [to_json(read(path(code))) + b"\n" for code in ("en", "fr", "ru")]
    where = ("--data", str(data))
    records.write_bytes(b"".join(lines[:2]))
    assert _load(str(records), *where).returncode == 0
    known = lines[0].replace(b'"schema":"seized/record/1"', b'"schema":"unreadable"')
    records.write_bytes(known + lines[1] + lines[2])
    assert _load(str(records), *where).stderr.strip() == "1 new, 0 changed, 2 same, 0 failed"


def test_catalogue_entries_are_entered_with_a_count(data, tmp_path) -> None:
    library = tmp_path / "library.csv"
    library.write_text("symbol,title\nA/97/277,Tides\n")
    args = ("--documents", str(library), "--data", str(data))
    assert _load(*args).stderr.strip() == f"{library}: 1 new, 0 changed, 0 same"
    assert _load(*args).stderr.strip() == f"{library}: 0 new, 0 changed, 1 same"
    library.write_text("symbol\nno symbol\n")
    failed = _load(*args)
    assert failed.returncode == 1
    assert "library.csv:2" in failed.stderr


def test_a_load_of_nothing_says_what_it_wants(tmp_path) -> None:
    done = _load("--data", str(tmp_path / "data"))
    assert done.returncode == 2
    assert "PATHS" in done.stderr
