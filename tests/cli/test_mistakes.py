"""What people get wrong, and what they are told: what, where, and what next."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest
from tests.cli.commands import call

from seized import samples
from seized.reading.paths import expand, load_file

Capture = pytest.CaptureFixture[str]
ONE = ("explain", "correct", "redline", "concord", "next")
MANY = ("read", "mandates", "cite", "check", "series", "follow")


def _called(capsys: Capture, command: str, path: str | Path):
    more: dict[str, tuple[str | Path, ...]] = {
        "correct": ("--list",),
        "redline": (samples.path("en"),),
        "concord": (samples.path("en"),),
        "next": ("--text",),
    }
    return call(capsys, command, path, *more.get(command, ()))


@pytest.mark.parametrize("command", [*ONE, *MANY])
def test_a_file_that_is_not_there_is_told_alike_by_every_command(
    capsys: Capture, command: str
) -> None:
    done = _called(capsys, command, "far/away.txt")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "seized: far/away.txt: there is no such file. Check the spelling and the folder\n"
    )


@pytest.mark.parametrize("command", ONE)
def test_a_folder_is_not_one_document(capsys: Capture, tmp_path: Path, command: str) -> None:
    done = _called(capsys, command, tmp_path)
    assert done.code == 1
    assert done.err.endswith(
        f"{tmp_path}: this is a folder, not one document. Name one of the files in it\n"
    )


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two versions and a picture in a zip archive."""
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as out:
        for code in ("en", "fr"):
            out.write(samples.path(code), f"papers/{code}.txt")
        out.writestr("papers/seal.png", b"\x89PNG\r\n\x1a\n0000")
    return path


def test_a_file_in_an_archive_is_named_by_both(capsys: Capture, archive: Path) -> None:
    inside = f"{archive}/papers/fr.txt"
    assert call(capsys, "explain", inside, "s2.op4").out.startswith("s2.op4\n")
    assert "A/RES/95/312" in call(capsys, "cite", inside).out
    assert load_file(inside) == samples.path("fr").read_bytes()
    done = call(capsys, "explain", f"{archive}/papers/es.txt")
    assert "there is no such file" in done.err
    done = call(capsys, "explain", archive)
    assert done.err.endswith("Name one of the files in it, as in archive.zip/75-268.docx\n")


@pytest.mark.parametrize("command", ["mandates", "cite", "check", "read"])
def test_a_bad_file_is_named_with_its_folder(
    capsys: Capture, archive: Path, tmp_path: Path, command: str
) -> None:
    done = call(capsys, command, "-q", archive)
    assert done.code in (4, 5)
    assert f"seized: {archive}/papers/seal.png: this is a PNG image" in done.err
    (tmp_path / "deep").mkdir()
    short = tmp_path / "deep" / "hello.txt"
    short.write_text("hello world", "utf-8")
    done = call(capsys, command, short)
    assert done.err.startswith(f"seized: {short}: too little text to tell its language.")
    assert "name it (--lang)" in done.err


def test_one_document_is_named_too(capsys: Capture, tmp_path: Path, monkeypatch) -> None:
    short = tmp_path / "hello.txt"
    short.write_text("hello world", "utf-8")
    assert call(capsys, "explain", short).err.startswith(f"seized: {short}: too little text")
    done = call(capsys, "explain", "-", stdin=b"", monkeypatch=monkeypatch)
    assert done.err.startswith("seized: stdin: there is nothing to read")


def test_a_pattern_that_matches_folders_gives_what_is_in_them(tmp_path: Path) -> None:
    for name in ("session-75", "session-77"):
        (tmp_path / name).mkdir()
        shutil.copy(samples.path("en"), tmp_path / name)
    found = [item.name for item in expand([str(tmp_path / "session-*")])]
    assert [Path(name).parent.name for name in found] == ["session-75", "session-77"]
    assert len(list(expand([str(tmp_path / "**")]))) == 2
    (tmp_path / "empty").mkdir()
    (bad,) = expand([str(tmp_path / "emp*")])
    assert "no document in this folder" in str(bad.error)


def test_a_folder_below_that_may_not_be_opened_is_told(tmp_path: Path, monkeypatch) -> None:
    shutil.copy(samples.path("en"), tmp_path)
    (tmp_path / "closed").mkdir()
    real = os.scandir

    def scandir(path):
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    good, bad = expand([str(tmp_path)])
    assert good.error is None
    assert str(bad.error) == f"{tmp_path}/closed: this cannot be opened: Permission denied"


def test_where_a_file_is_cut_off_is_told_once(capsys: Capture, tmp_path: Path) -> None:
    cut = tmp_path / "cut.xml"
    cut.write_bytes(samples.path("en", "xml").read_bytes()[:4000])
    said = call(capsys, "read", cut).err
    assert said.count("line ") <= 2
    assert "<string>" not in said
    assert said.endswith("Fetch it again\n")
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(samples.path("en", "pdf").read_bytes()[:4000])
    assert call(capsys, "read", cut).err.endswith("damaged or truncated. Fetch it again\n")


def test_a_result_for_a_folder_that_is_not_there(capsys: Capture, tmp_path: Path) -> None:
    there = tmp_path / "none" / "out.csv"
    done = call(capsys, "mandates", "--csv", "-o", there, samples.path("en"))
    assert done.code == 1
    assert done.err.startswith(f"seized: {there}: cannot be written: ")
    assert done.err.endswith(". Make its folder first\n")


@pytest.mark.parametrize(
    "words",
    [
        ("redline", "--date", "foo"), ("next", "--text", "--date", "foo"),
        ("follow", "--today", "foo"), ("mandates", "--due-before", "foo"),
        ("correct", "--at", "s2.op4", "--set", "deliverable=report", "--date", "foo"),
    ],
    ids=lambda words: words[0],
)  # fmt: skip
def test_a_day_that_is_none_is_told_alike(
    capsys: Capture, words: tuple[str, ...], tmp_path: Path
) -> None:
    path = shutil.copy(samples.path("en"), tmp_path)
    more = [path] if words[0] == "redline" else []
    done = call(capsys, *words, path, *more)
    assert done.code == 2
    assert "'foo' is no date. Write 2027" in done.err
    assert list(tmp_path.iterdir()) == [Path(path)]


def test_a_resolution_may_be_named_by_its_number(capsys: Capture) -> None:
    paths = [samples.path("en"), samples.path("en", session=97)]
    for command in ("series", "follow"):
        done = call(capsys, command, "-q", "--of", "95/312", *paths)
        assert "A/RES/95/312" in done.out
    assert call(capsys, "cite", "-q", "--of", "S-30/1", *paths).code == 0
    done = call(capsys, "series", "--of", "foo", *paths)
    assert done.err.endswith("A symbol looks like A/RES/75/268 or S/2021/10\n")


@pytest.mark.parametrize("code", samples.CODES)
def test_filters_that_leave_nothing_do_not_say_that_nothing_was_read(
    capsys: Capture, code: str
) -> None:
    none = call(capsys, "series", "-q", "--item", "zzz", samples.path(code))
    assert (none.code, none.out) == (0, "")
    from seized.languages import language

    words = language(code).table("series")["words"]
    assert none.err == f"{words['unfit']}\n"
    assert words["unfit"] != words["none"]
    words = language(code).table("closure")["words"]
    none = call(capsys, "follow", "-q", "--of", "95/1", samples.path(code))
    assert (none.code, none.out, none.err) == (0, "", f"{words['unfit']}\n")


def test_corrections_need_a_file_to_stand_beside(capsys: Capture) -> None:
    done = call(capsys, "correct", "-", "--at", "op4", "--set", "deliverable=report")
    assert done.code == 2
    assert "Save the text first" in done.err


def test_what_may_be_set_is_told(capsys: Capture, tmp_path: Path) -> None:
    path = shutil.copy(samples.path("en"), tmp_path)
    at = (path, "--at", "s2.op4", "--set")
    done = call(capsys, "correct", *at, "deliverable=reports")
    assert done.code == 1
    assert "deliverable 'reports' is none of report, agenda-item, meeting" in done.err
    done = call(capsys, "correct", *at, "foo=bar")
    fields = done.err.partition("the fields are ")[2].partition(".")[0].split(", ")
    assert {"act", "force", "deliverable", "due", "addressees"} <= set(fields)
    assert not {"at", "span", "quote", "rule"} & set(fields)
    call(capsys, "correct", *at, "deliverable=information")
    done = call(capsys, "correct", path, "--undo", "3")
    assert done.err.endswith("`seized correct --list` shows them with their numbers\n")


def test_one_text_of_two_may_come_from_standard_input(capsys: Capture, monkeypatch) -> None:
    data = samples.path("en").read_bytes()
    later = samples.path("en", session=97)
    done = call(capsys, "redline", "--changes", "-", later, stdin=data, monkeypatch=monkeypatch)
    assert done.out.startswith("Redline: A/RES/95/312 → A/RES/97/284\n")
    assert call(capsys, "redline", "-", "-").code == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(tmp_path / "pipe.txt")
    shutil.copy(samples.path("en"), tmp_path)
    assert [Path(item.name).name for item in expand([str(tmp_path)])] == [samples.path("en").name]


def test_a_folder_for_results_that_cannot_be_made(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    there = tmp_path / "file" / "out"
    done = call(capsys, "read", "--json", "-o", there, samples.path("en"))
    assert done.code == 1
    assert done.err.startswith(f"seized: {there}: the folder cannot be made: ")
