"""Killed at any moment: what was being changed is there as a whole or not at all."""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

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
OPENS = """
import datetime, json, sys
from pathlib import Path
from seized.cli.serve import open_register
open_register(Path(sys.argv[1]))
from allauth.mfa.models import Authenticator
from seized import read
from seized.register.actions import answers, calls
from seized.register.actions.tokens import MakeToken
from seized.register.loading import load_record
from seized.register.models import Entity, Invitation, Mandate, Membership, User
from seized.register.policy import person
from seized.samples import path
load_record(read(path("en")))
mandate = Mandate.objects.get(deliverable="report")
bodies = [Entity.objects.get_or_create(key=key)[0] for key in ("halvard", "ostra")]
def someone(name, role, entity=None):
    user = User.objects.create_user(name + "@example.org")
    Membership.objects.create(user=user, role=role, entity=entity)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "0" * 32})
    return person(user)
chief, focal = someone("chief", "coordinator"), someone("focal", "focal", bodies[0])
day = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(30)
call = calls.PrepareCall(chief, {"title": "Inputs", "session": 97, "deadline": day, "words": 900,
                                 "mandates": [mandate], "entities": bodies,
                                 "fields": ["energy", "trade"]}).run()
call = calls.OpenCall(chief, call).run()
row = Invitation.objects.get(call=call, entity=bodies[0])
said = {q.pk: answers.Said("Lamps were lit. " * 40) for q in call.questions.all()}
row = answers.SaveAnswers(focal, row, said, "en").run()
answers.SubmitContribution(focal, row).run()
keys = []
for name in ("one", "two", "three"):  # of a person each: what one may change in a minute is limited
    action = MakeToken(someone(name, "coordinator"), "For a test", ["read", "write"])
    action.run()
    keys.append(action.secret)
print(json.dumps([call.pk, keys]))
"""
CHECK = """
import hashlib, io, json, sys, zipfile
from pathlib import Path
from seized.cli.serve import open_register
open_register(Path(sys.argv[1]))
from seized.register import audit
from seized.register.texts import search
from seized.register.mandates import tally
from seized.register.models import (
    Consultation, Event, Mandate, Paragraph, Report, Resolution, Version)
broken = audit.verify()
wrong = []
for row in Consultation.objects.prefetch_related("participants"):
    if len(row.participants.all()) != 2:
        wrong.append(f"{row.pk} has not its participants")
    events = Event.objects.filter(kind="consultation", detail__id=row.pk).order_by("number")
    if events.count() != row.edition:
        wrong.append(f"{row.pk} has not an event for each edition")
    if (row.state == "submitted") != (events.last().action == "record.submit"):
        wrong.append(f"{row.pk} is half submitted")
for row in Report.objects.all():
    document = bytes(row.document)
    if hashlib.sha256(document).hexdigest() != row.sha256:
        wrong.append(f"report {row.pk} is not what its digest says")
    if zipfile.ZipFile(io.BytesIO(document)).testzip() is not None or not row.coverage:
        wrong.append(f"report {row.pk} is half written")
    if Event.objects.filter(action="report.assemble", detail__id=row.pk).count() != 1:
        wrong.append(f"report {row.pk} has not one event")
if Event.objects.filter(action="report.assemble").count() != Report.objects.count():
    wrong.append("an event tells of a report that is not there")
told = json.loads(sys.argv[2]) if len(sys.argv) > 2 else {}
for key, edition in told.get("consultations", {}).items():
    if not Consultation.objects.filter(pk=key, edition__gte=edition).exists():
        wrong.append(f"consultation {key} was told to be saved, and is not")
for key, digest in told.get("reports", {}).items():
    if not Report.objects.filter(pk=key, sha256=digest).exists():
        wrong.append(f"report {key} was told to be there, and is not")
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
counts = [Version.objects.count(), Consultation.objects.count(), Event.objects.count(),
          Report.objects.count()]
print(json.dumps([str(broken) if broken else None, wrong, counts]))
"""


@pytest.fixture
def data(empty, tmp_path, monkeypatch) -> Path:
    """The folder of an empty register for this test alone."""
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    monkeypatch.delenv("SEIZED_DATABASE_URL", raising=False)
    if url := empty.copy(tmp_path / "data", "killed"):
        monkeypatch.setenv("SEIZED_DATABASE_URL", url)
    return tmp_path / "data"


def _start(*command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", *command], stdout=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip


def _checked(data: Path, told: dict[str, dict[int, Any]] | None = None) -> list[int]:
    process = _start(CHECK, str(data), json.dumps(told or {}))
    out, _ = process.communicate(timeout=300)
    broken, wrong, counts = json.loads(out)
    assert broken is None
    assert wrong == []
    return counts


def _kill(process: subprocess.Popen[str]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


def test_a_load_that_is_killed_leaves_whole_versions_and_goes_on(data, tmp_path) -> None:
    chance = random.Random(5)
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
        time.sleep(chance.uniform(0.8, 3.0))
        _kill(process)
        before, done = done, _checked(data)[0]
        assert done >= before
    last = _start(*load)
    last.communicate(timeout=300)
    assert last.returncode == 0
    assert _checked(data)[0] == len(lines)


def test_a_save_that_is_killed_is_whole_or_not_there(data) -> None:
    chance = random.Random(3)
    saved = 0
    for _ in range(4):
        process = _start(SAVES, str(data))
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.2, 1.5))
        _kill(process)
        before, saved = saved, _checked(data)[1]
        assert saved >= before
    assert saved > 0


def _until(holds, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


class _Sender:
    """A program that changes the register through its web server, whenever that is there.

    ``told`` holds what the server said is saved. A request that got no answer is sent again
    under the same Idempotency-Key, so that it is done once.
    """

    def __init__(self, number: int, secret: str, steps: list[tuple[str, dict[str, Any]]]) -> None:
        self.number, self.secret, self.steps = number, secret, steps
        self.told: dict[int, Any] = {}
        self.sent = self.made = self.row = 0
        self.failed: list[str] = []

    def run(self, address: str) -> None:
        """Ask until the server is gone."""
        while self._step(address):
            pass

    def _step(self, address: str) -> bool:
        path, body = self.steps[self.sent % len(self.steps)]
        head = {
            "Authorization": f"Bearer {self.secret}", "Content-Type": "application/json",
            "Idempotency-Key": f"{self.number}-{self.sent}",
        }  # fmt: skip
        url = f"{address}api/v1/{path.format(row=self.row)}"
        ask = urllib.request.Request(url, json.dumps(body).encode(), head, method="POST")
        try:
            with urllib.request.urlopen(ask, timeout=60) as answer:
                told = json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code == 429:  # so many in a minute: later again
                time.sleep(1)
                return self._step(address)
            self.failed.append(f"{path} {error.code} {error.read()[:200]!r}")
            return False
        except (OSError, ValueError, http.client.HTTPException):
            return False  # the server is gone, or the half of its answer is
        self.row = told["id"]
        self.told[self.row] = told.get("edition") or told["sha256"]
        self.made += self.sent % len(self.steps) == 0
        self.sent += 1
        return True


def _served(data: Path) -> tuple[subprocess.Popen[str], str]:
    serve = ("serve", "--data", str(data), "--port", "0", "--processes", "2", "--no-worker")
    process = _start(LOAD, *serve)
    return process, process.stdout.readline().strip()


def test_a_server_that_is_killed_has_saved_what_it_said_and_nothing_by_halves(data) -> None:
    chance = random.Random(7)
    call, keys = json.loads(_start(OPENS, str(data)).communicate(timeout=300)[0])
    record = {"owner": "halvard", "first": "2041", "participants": ["halvard", "ostra"]}
    saves = [("consultations", record), ("consultations/{row}/submit", {})]
    senders = [
        _Sender(0, keys[0], saves),
        _Sender(1, keys[1], saves),
        _Sender(2, keys[2], [(f"calls/{call}/reports", {"language": "en"})]),
    ]

    def told() -> dict[str, dict[int, Any]]:
        return {
            "consultations": senders[0].told | senders[1].told, "reports": senders[2].told
        }  # fmt: skip

    for _ in range(4):
        process, address = _served(data)
        threads = [threading.Thread(target=one.run, args=[address]) for one in senders]
        for thread in threads:
            thread.start()
        before = [one.sent for one in senders]
        _until(lambda before=before: all(s.sent > n for s, n in zip(senders, before, strict=True)))
        time.sleep(chance.uniform(0.2, 2.0))
        _kill(process)
        for thread in threads:
            thread.join(timeout=90)
        counts = _checked(data, told())
        assert [fault for one in senders for fault in one.failed] == []
    process, address = _served(data)
    try:
        for one in senders:  # what got no answer is asked again
            _until(lambda one=one: one._step(address) or one.failed)
            assert one.failed == []
    finally:
        _kill(process)
    counts = _checked(data, told())
    assert counts[1] == senders[0].made + senders[1].made > 0
    assert counts[3] == senders[2].made > 0
