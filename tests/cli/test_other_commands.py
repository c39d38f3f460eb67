"""``check``, ``symbol``, ``session``, ``schema``, ``sample``, ``completion``, and the help."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import click
import pytest
from commands import call, spawn

from seized import samples
from seized.cli.app import COMMANDS, cli

Capture = pytest.CaptureFixture[str]


def test_check_is_silent_about_a_sound_text(capsys: Capture) -> None:
    assert call(capsys, "check", samples.path("en")) == (0, "", "")


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    path = tmp_path / "doubtful.txt"
    text = samples.path("fr").read_text("utf-8")
    path.write_text(text.replace("\n4.\t", "\n6.\t", 1), encoding="utf-8")
    return path


def test_check_lists_doubts_with_their_place_and_exits_with_4(
    capsys: Capture, doubtful: Path
) -> None:
    done = call(capsys, "check", "--in", "en", doubtful)
    assert done.code == 4
    assert re.match(rf"{re.escape(str(doubtful))}:\d+: \S+ Paragraph 6 stands where 4", done.out)
    assert "[number-jumps]" in done.out
    assert done.err == ""


def test_check_speaks_the_language_of_the_text(capsys: Capture, doubtful: Path) -> None:
    french = call(capsys, "check", doubtful).out
    assert french != call(capsys, "check", "--in", "en", doubtful).out
    assert "[number-jumps]" in french


def test_check_gives_json_lines(capsys: Capture, doubtful: Path) -> None:
    rows = [json.loads(line) for line in call(capsys, "check", "--json", doubtful).out.splitlines()]
    assert {"file", "code", "at", "line", "message"} == set(rows[0])
    assert "number-jumps" in {row["code"] for row in rows}


def test_check_goes_on_after_a_bad_file(capsys: Capture, doubtful: Path) -> None:
    (doubtful.parent / "bad.pdf").write_bytes(b"%PDF-1.7 and no more")
    done = call(capsys, "check", doubtful.parent)
    assert done.code == 5
    assert "bad.pdf" in done.err
    assert "[number-jumps]" in done.out


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("A/RES/75/268", "A/RES/75/268"),
        ("75/268", "A/RES/75/268"),
        ("2200 A (XXI)", "A/RES/2200 A (XXI)"),
    ],
)
def test_symbol_tells_what_is_named(capsys: Capture, text: str, canonical: str) -> None:
    done = call(capsys, "symbol", text)
    assert done.code == 0
    assert re.search(rf"^symbol +{re.escape(canonical)}$", done.out, re.MULTILINE)
    assert json.loads(call(capsys, "symbol", "--json", text).out)["symbol"] == canonical


def test_a_symbol_that_is_none_is_an_error(capsys: Capture) -> None:
    done = call(capsys, "symbol", "lamps")
    assert (done.code, done.out) == (1, "")


def test_session_tells_its_days_and_the_rule(capsys: Capture) -> None:
    found = json.loads(call(capsys, "session", "77", "--json").out)
    assert (found["first"], found["last"]) == ("2022-09-13", "2023-09-04")
    assert found["rule"]
    assert "2022-09-13" in call(capsys, "session", "77").out
    assert json.loads(call(capsys, "session", "ES-11", "--json").out)["kind"] == "emergency-special"


@pytest.mark.parametrize("number", ["lamp", "X-3", "77a"])
def test_a_session_that_is_none_is_wrong_usage(capsys: Capture, number: str) -> None:
    assert call(capsys, "session", number).code == 2


def test_schema_is_a_json_schema(capsys: Capture) -> None:
    schema = json.loads(call(capsys, "schema").out)
    assert schema["$schema"].endswith("2020-12/schema")
    assert "resolution" in json.dumps(schema)


@pytest.mark.parametrize(("code", "form"), samples.names())
def test_sample_prints_the_bytes_or_the_path(
    code: str, form: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    from seized.cli.app import run

    assert run(["sample", code, "--form", form]) == 0
    assert capsysbinary.readouterr().out == samples.path(code, form).read_bytes()
    assert run(["sample", code, "--form", form, "--path"]) == 0
    assert capsysbinary.readouterr().out.decode().strip() == str(samples.path(code, form))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(capsys: Capture, shell: str) -> None:
    done = call(capsys, "completion", shell)
    assert done.code == 0
    assert "_SEIZED_COMPLETE" in done.out


def test_completion_answers_a_shell() -> None:
    env = {"_SEIZED_COMPLETE": "bash_complete", "COMP_WORDS": "seized sy", "COMP_CWORD": "1"}
    assert "symbol" in spawn([], env=env).out
    env = {"_SEIZED_COMPLETE": "bash_complete", "COMP_WORDS": "seized read --j", "COMP_CWORD": "2"}
    assert {"--json", "--jsonl", "--jobs"} <= set(re.findall(r"--\w+", spawn([], env=env).out))


def commands() -> list[str]:
    return list(COMMANDS)


def test_the_version_is_that_of_the_package(capsys: Capture) -> None:
    from seized import __version__

    assert spawn(["--version"]).out == spawn(["-V"]).out == f"seized {__version__}\n"
    assert call(capsys, "--version").out == f"seized {__version__}\n"


def test_help_names_every_command_with_a_line_about_it(capsys: Capture) -> None:
    done = call(capsys, "--help")
    assert done.code == 0
    for name in commands():
        assert re.search(rf"^  {name} +[A-Z]\S.+", done.out, re.MULTILINE), name


@pytest.mark.parametrize("name", commands())
def test_every_option_says_what_it_does(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.short_help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, (name, parameter.name)


def examples(name: str) -> list[str]:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    found = re.findall(r"^\s*(\S.*\bseized\b.*|seized .*)$", command.help or "", re.MULTILINE)
    return [line.strip() for line in found if re.match(r"seized |cat ", line.strip())]


OF_A_REGISTER = frozenset(
    {"serve", "demo", "worker", "user", "doctor", "backup", "restore", "audit"}
)


@pytest.mark.parametrize("name", commands())
def test_the_examples_of_the_help_run(name: str, tmp_path: Path) -> None:
    """Each line is run in a folder where the files that it names are."""
    if name in OF_A_REGISTER:
        pytest.skip("it wants a register of its own: the tests of the register run it")
    lines = examples(name)
    assert lines or name == "schema"
    stock(tmp_path)
    program = shlex.quote(str(Path(sys.executable).with_name("seized")))
    for line in lines:
        command = re.sub(r"\bseized(?= )", program, line).replace("~/", f"{tmp_path}/home/")
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode in (0, 4), (line, done.stderr)
        assert "Traceback" not in done.stderr


RESOLUTION = """United Nations
A/RES/75/268
General Assembly
75/268. Lighthouses of the Amber Coast

The General Assembly,

Recalling its resolution 73/19 of 2 December 2018 on beacons,

Noting the Code of Lamps,¹ and the Code of Lenses,²

Convinced that a lamp kept in common saves ships,

Recalling also its resolution 64/183 of 18 December 2009 on keepers,

1. Takes note of the report of the Secretary-General on the lamps of the Amber Coast and
on the energy that they need;

2. Emphasizes the value of lamps, and proposes that the Secretary-General consult the keepers;

3. Invites the coastal States to share their stocks of lenses;

4. Requests the Secretary-General to submit to the General Assembly at its seventy-seventh
session a report on the implementation of the present resolution.

¹ Resolution 71/4, annex.

² Resolution 72/6, annex.
"""


CATALOGUE = """<collection xmlns="http://www.loc.gov/MARC21/slim"><record>
<datafield tag="191" ind1=" " ind2=" "><subfield code="a">A/77/412</subfield></datafield>
<datafield tag="245" ind1=" " ind2=" "><subfield code="a">Lighthouses of the Amber Coast</subfield>
</datafield>
<datafield tag="269" ind1=" " ind2=" "><subfield code="a">2022-10-04</subfield></datafield>
</record></collection>
"""


def stock(where: Path) -> None:
    """The files that the examples of the help name; content decides what they are."""
    (where / "folder").mkdir()
    (where / "downloads").mkdir()
    (where / "home" / ".config" / "fish" / "completions").mkdir(parents=True)
    for name in ("75-268.docx", "75-268.en.docx", "pasted.txt"):
        (where / name).write_text(RESOLUTION, encoding="utf-8")
    for code in ("zh", "ar"):
        text = samples.path(code).read_text("utf-8")
        (where / f"75-268.{code}.docx").write_text(text.replace("95/312", "75/268"), "utf-8")
        (where / f"77-338.{code}.docx").write_text(text.replace("95/312", "77/338"), "utf-8")
    for session, symbol in ((73, "73/334"), (75, "75/268"), (77, "77/338")):
        text = RESOLUTION.replace("75/268", symbol)
        text = text.replace(
            "seventy-seventh",
            {73: "seventy-fifth", 77: "seventy-ninth"}.get(session, "seventy-seventh"),
        )
        (where / f"{symbol.replace('/', '-')}.docx").write_text(text, "utf-8")
        for folder in (where / f"session-{session}", where / "archive"):
            folder.mkdir(exist_ok=True)
            (folder / f"{session}.txt").write_text(text, "utf-8")
    (where / "library.xml").write_text(CATALOGUE, "utf-8")
    french = samples.path("fr").read_text("utf-8").replace("95/312", "75/268")
    (where / "75-268.fr.docx").write_text(french, encoding="utf-8")
    (where / "folder" / "a.md").write_bytes(samples.path("en", "md").read_bytes())
    (where / "downloads" / "b.pdf").write_bytes(samples.path("en", "pdf").read_bytes())
    with zipfile.ZipFile(where / "archive.zip", "w") as archive:
        archive.write(samples.path("ru"), "c.txt")
