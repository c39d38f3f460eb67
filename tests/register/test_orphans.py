"""A change that is undone leaves no file behind, and no mail goes out for it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from tests.register.test_api_writing import Key

from seized.register.actions.imports import ImportFiles, folder_of
from seized.register.actions.records import Delete, SaveAgreement
from seized.register.models import Agreement, Entity, Reply, Role, User
from seized.register.running.orphans import Orphans
from seized.register.running.worker import Worker

pytestmark = pytest.mark.django_db
HOUR = 3600.0


class Clock:
    """Seconds that a test moves on."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def orphans(clock) -> Orphans:
    return Orphans(clock)


@pytest.fixture
def coordinator(someone):
    return someone(Role.COORDINATOR)


@pytest.fixture
def pair(db) -> list[Entity]:
    return [Entity.objects.create(key=key, names={"en": key}) for key in ("halvard", "ostra")]


def _saved(who, pair, **more) -> Agreement:
    text = SimpleUploadedFile("protocol.txt", b"The parties agree.", "text/plain")
    values = {"owner": pair[0], "kind": "protocol", "parties": pair, "signed": "2018-06",
              "text": text}  # fmt: skip
    return SaveAgreement(who, values, **more).run()


def _swept(orphans: Orphans, clock: Clock) -> None:
    orphans.sweep()
    clock.now += HOUR
    orphans.sweep()


def test_the_file_of_a_change_that_was_undone_is_taken_away(
    coordinator, pair, orphans, clock
) -> None:
    with transaction.atomic():
        path = Path(_saved(coordinator, pair).text.path)
        transaction.set_rollback(True)
    assert path.exists()
    _swept(orphans, clock)
    assert not path.exists()


def test_a_file_that_is_new_or_named_stays(coordinator, pair, orphans, clock) -> None:
    path = Path(_saved(coordinator, pair).text.path)
    _swept(orphans, clock)
    assert path.read_bytes() == b"The parties agree."
    stray = path.with_name("stray.txt")
    stray.write_bytes(b"of a change that goes on")
    orphans.sweep()
    clock.now += HOUR - 1
    orphans.sweep()
    assert stray.exists(), "its row may still come"
    clock.now += 1
    orphans.sweep()
    assert not stray.exists()


def test_a_file_whose_row_comes_in_time_is_no_orphan(coordinator, pair, orphans, clock) -> None:
    row = _saved(coordinator, pair)
    path = Path(row.text.path)
    Agreement.objects.filter(pk=row.pk).update(text="")
    orphans.sweep()
    Agreement.objects.filter(pk=row.pk).update(text=f"agreements/{path.name}")
    clock.now += HOUR / 2
    orphans.sweep()
    Agreement.objects.filter(pk=row.pk).update(text="")
    clock.now += HOUR / 2
    orphans.sweep()
    assert path.exists(), "the hour begins when it has no row again"


def test_the_text_of_an_agreement_that_is_replaced_or_deleted_is_taken_away(
    coordinator, pair, orphans, clock
) -> None:
    row = _saved(coordinator, pair)
    first = Path(row.text.path)
    row = _saved(coordinator, pair, record=row)
    second = Path(row.text.path)
    assert first != second
    _swept(orphans, clock)
    assert (first.exists(), second.exists()) == (False, True)
    Delete(coordinator, row).run()
    _swept(orphans, clock)
    assert not second.exists()


def test_the_folder_of_an_import_that_was_undone_is_taken_away(coordinator, orphans, clock) -> None:
    upload = SimpleUploadedFile("given.txt", b"A text")
    kept = folder_of(ImportFiles(coordinator, [upload]).run())
    with transaction.atomic():
        lost = folder_of(ImportFiles(coordinator, [upload]).run())
        transaction.set_rollback(True)
    assert lost.is_dir()
    _swept(orphans, clock)
    assert (lost.exists(), kept.is_dir()) == (False, True)


def test_the_worker_sweeps_what_is_over(coordinator, monkeypatch) -> None:
    old, fresh = (
        Reply.objects.create(user=coordinator.user, key=key, request="x", status=201, body=b"{}")
        for key in ("old", "fresh")
    )
    Reply.objects.filter(pk=old.pk).update(made_at=timezone.now() - datetime.timedelta(8))
    session = Session.objects.create(
        session_key="s" * 32, expire_date=timezone.now() - datetime.timedelta(1)
    )
    swept = []
    monkeypatch.setattr(Orphans, "sweep", lambda self: swept.append(self))
    worker = Worker()
    worker._swept()
    worker._swept()
    assert list(Reply.objects.all()) == [fresh]
    assert not Session.objects.filter(pk=session.pk).exists()
    assert len(swept) == 1, "once in five minutes"


NEW = {"email": "mara.lind@example.org", "role": "focal", "entity": "halvard"}
ONCE = {"HTTP_IDEMPOTENCY_KEY": "invite-1"}


@pytest.mark.django_db(transaction=True)
def test_no_invitation_is_mailed_for_a_change_that_was_undone(
    client, someone, pair, monkeypatch
) -> None:
    key = Key(client, someone(Role.ADMINISTRATOR))

    def broken(*_, **__):
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(Reply, "save", broken)
        client.raise_request_exception = False
        assert key.ask("POST", "people", NEW, **ONCE).status_code == 500
    assert not User.objects.filter(email=NEW["email"]).exists()
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_an_invitation_that_is_asked_for_twice_under_one_key_is_mailed_once(
    client, someone, pair
) -> None:
    key = Key(client, someone(Role.ADMINISTRATOR))
    first, again = (key.ask("POST", "people", NEW, **ONCE) for _ in range(2))
    assert first.status_code == again.status_code == 201
    assert first.json()["mailed"] is True
    assert again.json() == first.json()
    assert again["Location"] == first["Location"]
    assert again["Idempotent-Replayed"] == "true"
    assert len(mail.outbox) == 1
    other = {**NEW, "email": "nia@example.org"}
    assert key.ask("POST", "people", other).json()["mailed"] is True
    assert len(mail.outbox) == 2


def test_a_mail_waits_for_the_end_of_the_change(
    client, someone, pair, django_capture_on_commit_callbacks
) -> None:
    key = Key(client, someone(Role.ADMINISTRATOR))
    with django_capture_on_commit_callbacks(execute=True):
        told = key.ask("POST", "people", NEW).json()
        assert mail.outbox == []
    assert told["mailed"] is None
    assert [one.to for one in mail.outbox] == [[NEW["email"]]]
