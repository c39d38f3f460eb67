"""Killed at any moment: what was being changed is there as a whole or not at all."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from seized import read
from seized.samples import CODES, path
from seized.writing.json import to_json

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is not known here")
LOAD = "import sys; from seized.cli import main; sys.exit(main())"
SAVES = """
import sys
from pathlib import Path
from seized.cli.serve import open_register
open_register(Path(sys.argv[1]))
from seized.register.actions import records
from seized.register.models import Entity, Membership, User
from seized.register.policy import person
user, _ = User.objects.get_or_create(email="chief@example.org")
Membership.objects.get_or_create(user=user, role="coordinator")
bodies = [Entity.objects.get_or_create(key=key)[0] for key in ("halvard", "ostra")]
who = person(user)
print("ready", flush=True)
for number in range(100_000):
    values = {"owner": bodies[0], "first": "2041", "participants": bodies, "topics": "a"}
    row = records.SaveConsultation(who, values).run()
    records.SaveConsultation(who, {"topics": "b" * 2000}, row, 1).run()
    records.Submit(who, row, 2).run()
"""
CHECK = """
import json, sys
from pathlib import Path
from seized.cli.serve import open_register
open_register(Path(sys.argv[1]))
from seized.register import audit, search, tally
from seized.register.models import Consultation, Event, Mandate, Paragraph, Resolution, Version
broken = audit.verify()
wrong = []
for row in Consultation.objects.prefetch_related("participants"):
    if len(row.participants.all()) != 2:
        wrong.append(f"{row.pk} has not its participants")
    if Event.objects.filter(kind="consultation", detail__id=row.pk).count() != row.edition:
        wrong.append(f"{row.pk} has not an event for each edition")
    if (row.state == "submitted") != (row.edition == 3):
        wrong.append(f"{row.pk} is half submitted")
for version in Version.objects.filter(current=True).defer("data"):
    if not version.paragraphs.exists():
        wrong.append(f"{version} has no paragraphs")
    if version.resolution.titles.get(version.language) is None:
        wrong.append(f"{version} has no title")
    if not version.resolution.mandates.filter(wordings__language=version.language).exists():
        wrong.append(f"{version} has no mandates")
found = search.count("Halvard", "en")
held = sum("halvard" in p.words.split() for p in Paragraph.objects.filter(language="en"))
if found != min(held, search.MOST + 1):
    wrong.append(f"search finds {found} of {held}")
if sorted(tally.current().keys) != sorted(Mandate.objects.values_list("pk", flat=True)):
    wrong.append("the tally is not what the database says")
counts = [Version.objects.count(), Consultation.objects.count(), Event.objects.count()]
print(json.dumps([str(broken) if broken else None, wrong, counts]))
"""


@pytest.fixture(autouse=True)
def database(tmp_path, monkeypatch) -> None:
    """A database for this test alone, on the server of the tests where there is one."""
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    monkeypatch.delenv("SEIZED_DATABASE_URL", raising=False)
    if url := os.environ.get("SEIZED_TEST_DATABASE_URL"):
        import psycopg

        name = f"killed_{os.getpid()}_{time.monotonic_ns()}"
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        monkeypatch.setenv("SEIZED_DATABASE_URL", f"{url.rpartition('/')[0]}/{name}")


def _start(*command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", *command], stdout=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip


def _checked(data: Path) -> list[int]:
    process = _start(CHECK, str(data))
    out, _ = process.communicate(timeout=300)
    broken, wrong, counts = json.loads(out)
    assert broken is None
    assert wrong == []
    return counts


def _kill(process: subprocess.Popen[str]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


def test_a_load_that_is_killed_leaves_whole_versions_and_goes_on(tmp_path) -> None:
    chance, data = random.Random(5), tmp_path / "data"
    lines = [
        to_json(read(path(code, session=session))).replace(b"A/RES/9", b"A/RES/%d" % n)
        for n in range(10, 22)
        for code in CODES
        for session in (95, 97)
    ]
    for place, line in enumerate(lines):  # each from a file of its own
        lines[place] = line.replace(json.loads(line)["source"]["sha256"].encode(), b"%064x" % place)
    records = tmp_path / "records.jsonl"
    records.write_bytes(b"\n".join(lines) + b"\n")
    load = (LOAD, "load", "--data", str(data), "--jobs", "2", str(records))
    done = 0
    for _ in range(4):
        process = _start(*load)
        time.sleep(chance.uniform(1.0, 4.0))
        _kill(process)
        before, done = done, _checked(data)[0]
        assert done >= before
    last = _start(*load)
    last.communicate(timeout=300)
    assert last.returncode == 0
    assert _checked(data)[0] == len(lines)


def test_a_save_that_is_killed_is_whole_or_not_there(tmp_path) -> None:
    chance, data = random.Random(3), tmp_path / "data"
    saved = 0
    for _ in range(4):
        process = _start(SAVES, str(data))
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.2, 1.5))
        _kill(process)
        before, saved = saved, _checked(data)[1]
        assert saved >= before
    assert saved > 0
