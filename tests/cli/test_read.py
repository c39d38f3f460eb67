"""``seized read``: what goes in, what comes out, and where."""

from __future__ import annotations

import json
import zipfile
from functools import partial
from pathlib import Path

import jsonschema
import pytest
from commands import Said, call, spawn
from lxml import etree

from seized import samples

CODES = samples.CODES
Capture = pytest.CaptureFixture[str]
TOO_LITTLE = b"\x00\x01\x02\x03"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three samples, one of them in a folder below, and one file that is no text."""
    inside = tmp_path / "in"
    (inside / "below").mkdir(parents=True)
    for code in ("en", "zh"):
        (inside / f"{code}.txt").write_bytes(samples.path(code).read_bytes())
    (inside / "below" / "fr.docx").write_bytes(samples.path("fr", "docx").read_bytes())
    (inside / "bad.docx").write_bytes(b"PK\x03\x04" + TOO_LITTLE)
    return inside


def test_without_options_a_person_can_read_it(capsys: Capture) -> None:
    done = call(capsys, "read", samples.path("en"))
    assert done.code == 0
    assert done.err == ""
    assert "Guidelines for the Exchange of Hydrographic Data" in done.out
    assert "\x1b[" not in done.out
    assert max(map(len, done.out.split("\n"))) <= 80


def test_the_width_of_the_reading_view_can_be_chosen(capsys: Capture) -> None:
    narrow = call(capsys, "read", "--width", "40", samples.path("en")).out
    wide = call(capsys, "read", "--width", "140", samples.path("en")).out
    assert max(map(len, narrow.split("\n"))) <= 40
    assert 100 < max(map(len, wide.split("\n"))) <= 140


@pytest.mark.parametrize("code", CODES)
def test_json_is_one_record_that_fits_the_schema(capsys: Capture, code: str) -> None:
    record = json.loads(call(capsys, "read", "--json", samples.path(code)).out)
    schema = json.loads(call(capsys, "schema").out)
    jsonschema.validate(record, schema)
    assert record["language"] == code
    assert record["source"]["name"] == samples.path(code).name
    assert len(record["source"]["text"]) == record["source"]["characters"]


def test_the_source_text_can_be_left_out(capsys: Capture) -> None:
    done = call(capsys, "read", "--json", "--no-text", samples.path("en"))
    assert "text" not in json.loads(done.out)["source"]


def test_jsonl_is_one_record_a_line(capsys: Capture) -> None:
    done = call(capsys, "read", "--jsonl", samples.path("en"), samples.path("ru"))
    lines = done.out.splitlines()
    assert [json.loads(line)["language"] for line in lines] == ["en", "ru"]


def test_akoma_ntoso_and_html_are_whole_documents(capsys: Capture) -> None:
    akn = call(capsys, "read", "--akn", samples.path("es")).out
    assert etree.fromstring(akn.encode()).tag.endswith("akomaNtoso")
    html = call(capsys, "read", "--html", samples.path("ar")).out
    assert html.lower().startswith("<!doctype html>")
    assert 'dir="rtl"' in html


def test_standard_input_is_a_dash(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    data = samples.path("zh", "docx").read_bytes()
    done = call(capsys, "read", "--json", "-", monkeypatch=monkeypatch, stdin=data)
    assert done.code == 0
    assert json.loads(done.out)["language"] == "zh"


def test_the_language_can_be_named(capsys: Capture, tmp_path: Path) -> None:
    short = tmp_path / "short.txt"
    short.write_text("1. x;\n", encoding="utf-8")
    assert call(capsys, "read", short).code == 1
    done = call(capsys, "read", "--json", "--lang", "fr", short)
    assert json.loads(done.out)["language"] == "fr"


def test_a_bad_file_does_not_stop_the_rest(capsys: Capture, folder: Path) -> None:
    done = call(capsys, "read", "--jsonl", folder)
    assert done.code == 5
    assert sorted(json.loads(line)["language"] for line in done.out.splitlines()) == [
        "en",
        "fr",
        "zh",
    ]
    assert "bad.docx" in done.err
    assert "3 of 4 read, 1 failed" in done.err


def test_processes_change_nothing_but_the_time(capsys: Capture, folder: Path) -> None:
    one = call(capsys, "read", "--jsonl", "--jobs", "1", folder)
    two = spawn(["read", "--jsonl", "--jobs", "2", folder])
    assert two == one


def test_zip_archives_and_patterns_are_many_inputs(capsys: Capture, folder: Path) -> None:
    archive = folder.parent / "all.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.write(folder / "en.txt", "a/en.txt")
        made.write(folder / "below" / "fr.docx", "fr.docx")
    done = call(capsys, "read", "--jsonl", "-q", archive)
    assert (done.code, done.err) == (0, "")
    assert len(done.out.splitlines()) == 2
    done = call(capsys, "read", "--jsonl", str(folder / "*.txt"))
    assert "2 of 2 read" in done.err


@pytest.mark.parametrize(
    ("option", "suffix"),
    [("--json", ".json"), ("--akn", ".xml"), ("--html", ".html"), (None, ".txt")],
)
def test_output_goes_to_a_folder_one_file_for_each_input(
    capsys: Capture, folder: Path, option: str | None, suffix: str
) -> None:
    out = folder.parent / "out" / "deep"
    arguments = ["read", *([option] if option else []), "-o", str(out), str(folder)]
    done = call(capsys, *arguments)
    assert (done.code, done.out) == (5, "")
    assert sorted(path.name for path in out.iterdir()) == [
        f"{n}{suffix}" for n in ("en", "fr", "zh")
    ]
    assert all(path.stat().st_size > 2000 for path in out.iterdir())


def test_equal_names_do_not_overwrite_each_other(capsys: Capture, folder: Path) -> None:
    (folder / "below" / "en.txt").write_bytes(samples.path("es").read_bytes())
    out = folder.parent / "out"
    call(capsys, "read", "--json", "-o", str(out), str(folder))
    languages = [json.loads(path.read_bytes())["language"] for path in sorted(out.glob("en*.json"))]
    assert sorted(languages) == ["en", "es"]


def test_a_file_that_cannot_be_read_is_an_error(capsys: Capture, folder: Path) -> None:
    done = call(capsys, "read", folder / "bad.docx")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("seized: ")
    assert "bad.docx" in done.err


def test_a_file_that_is_not_there_is_an_error(capsys: Capture, tmp_path: Path) -> None:
    done = call(capsys, "read", tmp_path / "none.docx")
    assert (done.code, done.out) == (1, "")
    assert "none.docx" in done.err


def test_an_empty_folder_is_an_error(capsys: Capture, tmp_path: Path) -> None:
    done = call(capsys, "read", tmp_path)
    assert (done.code, done.out) == (1, "")
    assert done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "--lang", "de", "x"],
        ["read", "--jobs", "0", "x"],
        ["read", "--frob", "x"],
        ["frob"],
    ],
)
def test_wrong_usage_exits_with_2(capsys: Capture, arguments: list[str]) -> None:
    done: Said = call(capsys, *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err


def test_a_closed_pipe_is_no_crash() -> None:
    import subprocess
    import sys

    program = Path(sys.executable).with_name("seized")
    command = f'"{program}" read --json "{samples.path("en")}" | head -c 10'
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert len(done.stdout) == 10
    assert b"Traceback" not in done.stderr


run_quiet = partial(spawn, env={"NO_COLOR": "1"})


def test_data_go_to_standard_output_and_all_else_to_standard_error(folder: Path) -> None:
    done = run_quiet(["read", "--jsonl", "--no-text", folder])
    assert done.code == 5
    assert all(json.loads(line) for line in done.out.splitlines())
    assert len(done.err.splitlines()) == 2
