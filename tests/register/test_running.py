"""Running a register: commands in processes of their own, killed, backed up, restored, examined."""

from __future__ import annotations

import configparser
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.places import POSTGRESQL, database

from seized.model.errors import NotFound, SeizedError
from seized.register.running import backup
from seized.register.running import configuration as settled
from seized.samples import CODES, path

ROOT = Path(__file__).resolve().parents[2]
RUN = [
    sys.executable,
    "-c",
    "import sys; from seized.cli.app import run; sys.exit(run(sys.argv[1:]))",
]


class Place:
    """A register in a folder of its own, and in a database of its own where PostgreSQL is there."""

    def __init__(self, data: Path, url: str) -> None:
        self.data, self.url = data, url
        self.env = {k: v for k, v in os.environ.items() if not k.startswith(("SEIZED_", "DJANGO_"))}
        self.env |= {"SEIZED_DATA": str(data), "PYTHONPATH": os.pathsep.join(sys.path)}
        if url:
            self.env["SEIZED_DATABASE_URL"] = url

    def run(self, *words: str, code: int | None = 0, **env: str) -> subprocess.CompletedProcess:
        done = subprocess.run([*RUN, *words], env=self.env | env, capture_output=True, text=True,
                              timeout=300)  # fmt: skip
        assert code is None or done.returncode == code, done.stdout + done.stderr
        return done

    def python(self, text: str, **kw):
        """A program with the register at hand, as another process."""
        begin = "import django; django.setup()\n"
        env = self.env | {"DJANGO_SETTINGS_MODULE": "seized.register.settings"}
        return subprocess.Popen([sys.executable, "-c", begin + text], env=env, text=True,
                                stdout=subprocess.PIPE, **kw)  # fmt: skip

    def asked(self, text: str) -> str:
        process = self.python(text)
        out, _ = process.communicate(timeout=300)
        assert process.returncode == 0, out
        return out.strip()


@pytest.fixture
def place(tmp_path) -> Place:
    made = Place(tmp_path / "register", database("running_first"))
    made.data.mkdir(mode=0o700)
    return made


@pytest.fixture(scope="module")
def template(empty, tmp_path_factory) -> Place:
    """A register with a person, two versions and a file, made once."""
    data = tmp_path_factory.mktemp("template") / "register"
    made = Place(data, empty.copy(data, "running_template"))
    made.run("user", "add", "ada@example.org")
    made.run("load", "-q", str(path("en")), str(path("zh")))
    upload = made.data / "files" / "agreements"
    upload.mkdir(parents=True)
    (upload / "harbour.txt").write_text("invented", "utf-8")
    return made


@pytest.fixture
def filled(template, tmp_path) -> Place:
    """A copy of the template."""
    kept = shutil.ignore_patterns("last-backup.json", "worker.*")
    shutil.copytree(template.data, tmp_path / "register", ignore=kept)
    return Place(tmp_path / "register", database("running_first", "running_template"))


@pytest.fixture(scope="module")
def archive(template, tmp_path_factory) -> Path:
    """A backup of the template."""
    target = tmp_path_factory.mktemp("backup") / "backup.tar.gz"
    template.run("backup", "--with-key", str(target))
    return target


def test_the_first_administrator_is_invited_from_the_command_line(place) -> None:
    told = place.run("user", "add", "Ada@Example.org").stdout
    assert re.fullmatch(r"http://127\.0\.0\.1:8750/en/join/\S+/\n", told)
    assert place.run("user", "list").stdout == "ada@example.org\tinvited\tadministrator\n"
    place.run("user", "add", "x@example.org", "--role", "focal", code=1)
    refused = place.run("user", "add", "x@example.org", "--role", "focal", "--entity", "no", code=1)
    assert "there is no entity" in refused.stderr
    assert "nobody has the address" in place.run("user", "reset-factor", "x", code=1).stderr


@pytest.mark.skipif(bool(POSTGRESQL), reason="a database elsewhere is asked, not looked for")
@pytest.mark.parametrize(
    "words",
    [
        ("doctor",), ("backup", "backup.tar.gz"), ("audit", "verify"), ("user", "list"),
        ("user", "reset-factor", "ada@example.org"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_folder_without_a_register_is_told_and_left_as_it_is(tmp_path, words) -> None:
    none = Place(tmp_path / "none", "")
    said = none.run(*words, code=1)
    assert said.stdout == ""
    assert said.stderr == (
        f"seized: {none.data}: there is no register in this folder. Name its folder with --data "
        "or SEIZED_DATA; seized serve makes a new one\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_several_that_start_at_once_on_an_empty_place_make_its_tables_once(place) -> None:
    names = ("ada@example.org", "bo@example.org", "cy@example.org")
    started = [
        subprocess.Popen([*RUN, "user", "add", name], env=place.env, stderr=subprocess.PIPE,
                         stdout=subprocess.DEVNULL, text=True)
        for name in names
    ]  # fmt: skip
    assert [(p.communicate(timeout=300)[1], p.returncode) for p in started] == [("", 0)] * 3
    told = place.run("user", "list").stdout
    assert [line.partition("\t")[0] for line in told.splitlines()] == list(names)


def test_a_key_that_another_process_is_just_writing_is_waited_for(tmp_path) -> None:
    config = settled.configuration({"SEIZED_DATA": str(tmp_path)})
    file = tmp_path / "secret.key"
    file.touch()
    writer = threading.Timer(0.3, file.write_text, ("a" * 80,))
    writer.start()
    assert settled.secret_key(config) == "a" * 80
    writer.join()


def test_an_empty_file_of_the_key_is_told_and_not_overwritten(tmp_path, monkeypatch) -> None:
    config = settled.configuration({"SEIZED_DATA": str(tmp_path)})
    (tmp_path / "secret.key").touch()
    monkeypatch.setattr(settled, "_KEY_PATIENCE", 0.0)
    with pytest.raises(settled.ConfigurationError, match="the file of the key is empty"):
        settled.secret_key(config)
    assert (tmp_path / "secret.key").read_text() == ""


def test_a_key_is_made_once_and_kept_from_others(tmp_path) -> None:
    config = settled.configuration({"SEIZED_DATA": str(tmp_path / "new")})
    key = settled.secret_key(config)
    assert len(key) >= 60
    assert settled.secret_key(config) == key
    assert (tmp_path / "new" / "secret.key").stat().st_mode & 0o777 == 0o600


def test_a_refused_command_about_people_says_once_what_is_wrong(place) -> None:
    said = place.run("user", "add", "nobody", code=1).stderr
    assert said == "seized: email: Write an address such as name@example.org. Nothing was changed\n"
    place.run("user", "add", "ada@example.org")
    said = place.run("user", "add", "ada@example.org", code=1).stderr
    assert said == "seized: role: The person has this role already. Nothing was changed\n"
    said = place.run("user", "reset-factor", "ada@example.org", code=1).stderr
    assert said == "seized: This person has no second factor. Nothing was changed\n"
    assert (
        "'xx' is not one of"
        in place.run("user", "add", "b@c.org", "--language", "xx", code=2).stderr
    )


SAID = """
from seized.register.texts import search
from seized.register.models import Event, Paragraph
print(sorted(Paragraph.objects.values_list("text")))
print(list(Event.objects.values_list("hash")), search.count("Halvard", "en"), search.lost())
"""


def test_a_backup_is_restored_whole_into_an_empty_place(template, archive, tmp_path) -> None:
    assert archive.stat().st_mode & 0o077 == 0
    assert "the file is there already" in template.run("backup", str(archive), code=1).stderr
    assert "whole" in template.run("restore", "--check", str(archive)).stdout
    other = Place(tmp_path / "other", database("running_second"))
    assert "the audit trail holds" in other.run("restore", str(archive)).stdout
    assert (other.data / "files/agreements/harbour.txt").read_text("utf-8") == "invented"
    assert other.asked(SAID) == template.asked(SAID)
    assert "not empty" in other.run("restore", str(archive), code=1).stderr
    if POSTGRESQL:
        fresh = Place(tmp_path / "fresh", other.url)
        assert "the database is not empty" in fresh.run("restore", str(archive), code=1).stderr


def _with(archive: Path, target: Path, change) -> Path:
    """A copy of an archive whose members went through ``change``."""
    with tarfile.open(archive) as old, tarfile.open(target, "w:gz") as new:
        for entry in old:
            changed = change(entry.name, old.extractfile(entry).read())
            if changed is not None:
                entry.name, content = changed
                entry.size = len(content)
                new.addfile(entry, io.BytesIO(content))
    return target


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda n, c: (n, c + b"x") if n.endswith("harbour.txt") else (n, c), "not what was"),
        (lambda n, c: None if n.endswith("harbour.txt") else (n, c), "is missing"),
        (lambda n, c: None if n == "manifest.json" else (n, c), "no manifest"),
        (lambda n, c: ("../evil", c) if n.endswith("harbour.txt") else (n, c), "does not belong"),
        (lambda n, c: (n, b"{}") if n == "manifest.json" else (n, c), "no manifest"),
    ],
)
def test_a_backup_that_was_changed_is_refused(archive, tmp_path, change, told) -> None:
    bad = _with(archive, tmp_path / "bad.tar.gz", change)
    with pytest.raises(SeizedError, match=told):
        backup.check(bad)
    assert not (tmp_path / "evil").exists()


def test_a_backup_that_was_changed_is_not_restored(archive, tmp_path) -> None:
    def changed(name: str, content: bytes) -> tuple[str, bytes]:
        return name, content + b"x" if name.endswith("harbour.txt") else content

    bad = _with(archive, tmp_path / "bad.tar.gz", changed)
    other = Place(tmp_path / "other", database("running_second"))
    assert "not what was" in other.run("restore", str(bad), code=1).stderr
    assert not (other.data / "register.sqlite3").exists()
    assert not (other.data / "files").exists()


def test_a_backup_that_was_cut_off_is_refused(archive, tmp_path) -> None:
    whole = archive.read_bytes()
    half = tmp_path / "half.tar.gz"
    half.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SeizedError, match="cannot be read to its end"):
        backup.check(half)
    with pytest.raises(NotFound):
        backup.check(tmp_path / "none.tar.gz")


def _findings(place: Place, *words: str, code: int, **env: str) -> dict[str, dict]:
    out = place.run("doctor", "--json", *words, code=code, **env).stdout
    return {f["where"]: f for f in map(json.loads, out.splitlines())}


def test_the_doctor_tells_what_is_wrong_and_what_to_do(filled, tmp_path) -> None:
    found = _findings(filled, code=4)
    assert found["SEIZED_PUBLIC_URL"]["level"] == "good"
    assert found["audit trail"]["level"] == "good"
    assert re.search(r"the last [0-9a-f]{64}", found["audit trail"]["what"])
    assert found["worker"]["level"] == "look"
    assert found["backup"]["next"].startswith("Make one")
    filled.data.chmod(0o755)
    bad = {"SEIZED_PUBLIC_URL": "http://register.example.org", "SEIZED_DEBUG": "yes",
           "SEIZED_MAIL_URL": "smtp://127.0.0.1:1"}  # fmt: skip
    public = _findings(filled, code=1, **bad)
    assert public["SEIZED_DEBUG"]["level"] == "bad"
    assert "does not take mail" in public["mail"]["what"]
    wrong = filled.run("doctor", code=1, SEIZED_DEBUG="perhaps")
    assert "SEIZED_DEBUG" in wrong.stderr


def test_the_doctor_finds_others_who_may_read_and_a_changed_trail(filled) -> None:
    (filled.data / "secret.key").chmod(0o644)
    found = _findings(filled, code=1)
    assert found[str(filled.data / "secret.key")]["next"].startswith("chmod 600")
    if not POSTGRESQL:
        with closing(sqlite3.connect(filled.data / "register.sqlite3")) as database:
            database.execute("DROP TRIGGER register_event_no_update")
            database.execute("UPDATE register_event SET who = 'someone else'")
            database.commit()
        assert "it was changed" in _findings(filled, code=1)["audit trail"]["what"]


@pytest.mark.skipif(bool(POSTGRESQL), reason="PostgreSQL keeps its index itself")
def test_the_doctor_mends_the_index(filled) -> None:
    with closing(sqlite3.connect(filled.data / "register.sqlite3")) as database:
        database.execute("INSERT INTO register_search_en(register_search_en) VALUES('delete-all')")
        database.commit()
    assert "en" in _findings(filled, code=1)["search"]["what"]
    assert _findings(filled, "--mend", code=4)["search"]["level"] == "good"


UPLOAD = """
import sys
from pathlib import Path
from django.core.files.uploadedfile import SimpleUploadedFile
from seized.register.actions.imports import ImportFiles
from seized.register.policy import Person
files = [SimpleUploadedFile(Path(p).name, Path(p).read_bytes()) for p in {paths!r}]
ImportFiles(Person(None, frozenset({{"coordinator"}}), {{}}), files).run()
"""
ASKED = (
    "SELECT (SELECT state FROM register_importrun), "
    "(SELECT count(*) FROM register_importfile WHERE outcome <> 'waiting'), "
    "(SELECT count(*) FROM register_version)"
)


def _state(place: Place) -> tuple[str, int, int]:
    """State of the import, files that are marked, versions that are there, in one look."""
    if place.url:
        import psycopg

        with psycopg.connect(place.url) as database:
            return database.execute(ASKED).fetchone()
    with closing(sqlite3.connect(place.data / "register.sqlite3", timeout=60)) as database:
        return database.execute(ASKED).fetchone()


def test_a_worker_killed_within_an_import_leaves_nothing_half_and_the_next_goes_on(
    empty, tmp_path
) -> None:
    data = tmp_path / "register"
    place = Place(data, empty.copy(data, "running_first"))
    place.asked(UPLOAD.format(paths=[str(path(c)) for c in CODES[:4]]))
    for killed_at in (0, 1, 2, None):
        worker = subprocess.Popen(
            [*RUN, "worker"], env=place.env, stdout=subprocess.PIPE, text=True
        )
        assert worker.stdout.readline() == "ready\n"
        until = time.monotonic() + 300
        while time.monotonic() < until:
            state, done, _ = _state(place)
            if state == "done" or (killed_at is not None and done > killed_at):
                break
            time.sleep(0.1)
        worker.kill() if killed_at is not None else worker.terminate()
        worker.communicate(timeout=120)
        state, done, versions = _state(place)
        assert done == versions, "a file is in the register and marked, or neither"
    assert (state, done) == ("done", 4)
    assert "the chain holds" in place.run("audit", "verify").stdout


SAVING = """
from seized.register.actions.records import SaveConsultation
from seized.register.models import Entity
from seized.register.policy import Person
who = Person(None, frozenset({"coordinator"}), {})
pair = list(Entity.objects.order_by("pk")[:2])
print("begun", flush=True)
for n in range(100000):
    SaveConsultation(who, {"owner": pair[0], "first": "2041-03", "forum": f"Hall {n}",
                           "participants": pair}).run()
"""
SAVED = """
from seized.register.models import Consultation, Event
rows = Consultation.objects.prefetch_related("participants")
print(rows.count(), Event.objects.filter(action="record.add").count(),
      sum(len(r.participants.all()) == 2 for r in rows))
"""


def test_a_process_killed_while_it_saves_leaves_no_record_without_its_event(filled) -> None:
    last = 0
    for wait in (0.4, 0.7):
        process = filled.python(SAVING)
        assert process.stdout.readline() == "begun\n"
        time.sleep(wait)
        process.kill()
        process.communicate()
        rows, events, whole = map(int, filled.asked(SAVED).split())
        assert rows == events == whole > last
        last = rows
    assert "the chain holds" in filled.run("audit", "verify").stdout


def test_a_second_worker_leaves_alone_what_the_first_has_in_hand(tmp_path, settings) -> None:
    from seized.register.running.place import Place as Held
    from seized.register.running.place import last_beat

    settings.CONFIG = settings.CONFIG._replace(data=tmp_path)
    assert last_beat() is None
    first, second = Held(), Held()
    assert (first.alone, second.alone) == (True, False)
    first.beat()
    assert last_beat() < 60
    first.leave()
    third = Held()
    assert third.alone
    third.leave()


def test_the_container_runs_as_nobody_in_particular_and_is_asked_how_it_is() -> None:
    text = (ROOT / "deploy" / "Containerfile").read_text("utf-8")
    words = [line.split(maxsplit=1) for line in text.replace("\\\n", " ").splitlines() if line]
    last = {w[0]: w[1] for w in words if w[0].isupper()}
    assert last["USER"] == "10001"
    assert "/healthz" in last["HEALTHCHECK"]
    assert json.loads(last["ENTRYPOINT"]) == ["seized"]
    assert json.loads(last["CMD"])[0] == "serve"
    copied = [w[1].split()[:-1] for w in words if w[0] == "COPY" and "--from" not in w[1]]
    assert all((ROOT / name).exists() for names in copied for name in names)


def test_the_parts_of_the_team_fit_together() -> None:
    yaml = pytest.importorskip("yaml")
    whole = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))
    web, worker = whole["services"]["web"], whole["services"]["worker"]
    for service in (web, worker):
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["volumes"] == ["data:/data"]
        assert set(service["secrets"]) <= set(whole["secrets"])
        from seized.register.running.configuration import configuration

        given = {k: v for k, v in service["environment"].items() if not k.endswith("_FILE")}
        assert configuration(given).behind_proxy
    assert "--no-worker" in web["command"]
    assert all(p.startswith("127.0.0.1:") for p in web["ports"])
    assert "ports" not in whole["services"]["database"]


def test_the_unit_starts_what_there_is_with_few_rights() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(ROOT / "deploy" / "seized.service", "utf-8")
    service = unit["Service"]
    assert service["User"] != "root"
    assert service["ProtectSystem"] == "strict"
    command = service["ExecStart"].split()
    assert command[1] == "serve"
