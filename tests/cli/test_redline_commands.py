"""``seized redline``, ``genealogy`` and ``next``: every form, and errors that help."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from seized import samples
from seized.cli.app import run
from seized.languages import CODES


def later(tmp_path: Path, code: str) -> Path:
    """The sample with the last preambular words doubled: a file that differs a little."""
    text = samples.path(code, "txt").read_text("utf-8").replace("2033", "2035")
    path = tmp_path / f"later.{code}.txt"
    path.write_text(text, "utf-8")
    return path


def output(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> str:
    assert run(arguments) == 0
    return capfd.readouterr().out


@pytest.mark.parametrize("code", CODES)
def test_a_redline_shows_what_went_and_what_came(
    code: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    old, new = str(samples.path(code, "txt")), str(later(tmp_path, code))
    shown = output(["redline", "--changes", old, new], capfd)
    assert "[-" in shown
    assert "2035" in shown
    page = output(["redline", "--html", old, new], capfd)
    assert "<del>" in page
    assert "<ins>" in page
    found = json.loads(output(["redline", "--json", old, new], capfd))
    assert found["schema"] == "seized/redline/1"
    assert {"same", "reworded"} <= {passage["state"] for passage in found["passages"]}


@pytest.mark.parametrize("command", ["redline", "next"])
def test_word_documents_are_the_same_bytes_for_the_same_signature(
    command: str, tmp_path: Path
) -> None:
    old, new = str(samples.path("en", "txt")), str(later(tmp_path, "en"))
    made = []
    for name in ("a.docx", "b.docx"):
        where = str(tmp_path / name)
        texts = [old, new] if command == "redline" else [old]
        signed = ["--author", "A drafter", "--date", "2034-01-02"]
        form = ["--docx"] if command == "redline" else []
        assert run([command, *form, *signed, "-o", where, *texts]) == 0
        made.append(Path(where).read_bytes())
    assert made[0] == made[1]
    assert made[0].startswith(b"PK")


@pytest.mark.parametrize("code", CODES)
def test_a_genealogy_names_its_fates_in_the_language_of_the_text(
    code: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from seized.writing.redline import phrase

    texts = [str(samples.path(code, "txt")), str(later(tmp_path, code))]
    shown = output(["genealogy", "-q", "--width", "200", *texts], capfd)
    assert phrase(code, "fates", "same") in shown
    found = json.loads(output(["genealogy", "-q", "--json", *texts], capfd))
    assert len(found["texts"]) == 2
    assert all(strand["stages"] for strand in found["strands"])


def test_two_languages_are_an_error_that_names_the_command_for_them(
    capfd: pytest.CaptureFixture[str],
) -> None:
    texts = [str(samples.path(code, "txt")) for code in ("en", "fr")]
    assert run(["redline", *texts]) == 1
    assert "seized concord" in capfd.readouterr().err


def test_a_draft_in_the_terminal_begins_with_the_head_of_a_draft(
    capfd: pytest.CaptureFixture[str],
) -> None:
    shown = output(["next", "--text", str(samples.path("en", "txt"))], capfd)
    assert "/L.[…]" in shown
    assert "draft resolution" in shown


@pytest.mark.parametrize("code", CODES)
def test_a_genealogy_is_drawn_in_the_language_of_the_text(
    code: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    texts = [str(samples.path(code, "txt")), str(later(tmp_path, code))]
    picture = output(["genealogy", "-q", "--svg", *texts], capfd)
    root = ElementTree.fromstring(picture)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "s1.op1" in "".join(root.itertext())
