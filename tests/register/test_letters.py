"""Letters: in the language of the reader, taken by a real mail server, never twice, never lost."""

from __future__ import annotations

import datetime
import email
import email.policy
import socket

import pytest
from aiosmtpd.controller import Controller
from django.db import DatabaseError

from seized.register import audit
from seized.register.actions import answers, calling, calls
from seized.register.actions.answers import Said
from seized.register.actions.base import Refused, RuleBroken
from seized.register.models import Call, Entity, Event, Invitation, Letter, Mandate, Role
from seized.register.policy import Person
from seized.register.post import letters, postman
from seized.register.post.letters import Words, deliver, write
from seized.register.tongue import CODES

pytestmark = pytest.mark.django_db
NOW = datetime.datetime.now(datetime.UTC)
WAIT = datetime.timedelta(minutes=11)


class Box:
    """What a mail server took. ``refuses`` makes it answer that it cannot."""

    def __init__(self) -> None:
        self.got: list[email.message.EmailMessage] = []
        self.refuses = False

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        if self.refuses:
            return "451 not now"
        self.got.append(
            email.message_from_bytes(envelope.content, policy=email.policy.default)  # type: ignore[arg-type]
        )
        return "250 taken"


@pytest.fixture
def box(settings):
    """A mail server on the loopback to which the register sends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    handler = Box()
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.ORIGIN = "https://register.example.org"
    settings.DEFAULT_FROM_EMAIL = "register@example.org"
    yield handler
    server.stop()


@pytest.fixture
def halvard(db) -> Entity:
    names = {"en": "Halvard Office", "ru": "Халвардское управление", "zh": "哈尔瓦德办事处",
             "ar": "مكتب هالفارد"}  # fmt: skip
    return Entity.objects.create(key="halvard", names=names, kind="un")


@pytest.fixture
def ostra(db) -> Entity:
    return Entity.objects.create(key="ostra", names={"en": "Ostra Organization"}, kind="partner")


@pytest.fixture
def focal(someone, halvard) -> Person:
    return someone(Role.FOCAL, halvard)


@pytest.fixture
def chief(someone) -> Person:
    return someone(Role.COORDINATOR)


def _opened(chief: Person, *entities: Entity) -> Call:
    mandate = Mandate.objects.get(deliverable="report")
    values = {
        "title": "Ninety-seventh round", "session": 97, "words": 500, "considered": None,
        "deadline": NOW.date() + datetime.timedelta(30), "fields": ["energy"], "message": "",
        "mandates": [mandate], "entities": entities,
    }  # fmt: skip
    return calls.OpenCall(chief, calls.PrepareCall(chief, values).run()).run()


@pytest.fixture
def call(loaded, chief, focal, halvard, ostra) -> Call:
    """An open call, its letters of invitation away, its deadline on 20 June of a year to come."""
    row = _opened(chief, halvard, ostra)
    Letter.objects.all().delete()
    day = datetime.date(2031, 6, 20)
    Call.objects.update(deadline=day, opened_at=NOW)
    Invitation.objects.update(invited_at=NOW)
    row.refresh_from_db()
    return row


def _on(month: int, day: int, hour: int = 9) -> datetime.datetime:
    return datetime.datetime(2031, month, day, hour, tzinfo=datetime.UTC)


@pytest.mark.parametrize("code", CODES)
def test_a_real_mail_server_takes_the_letter_in_the_language_of_the_reader(
    loaded, box, chief, focal, halvard, code
) -> None:
    focal.user.language = code
    focal.user.save()
    call = _opened(chief, halvard)
    assert box.got == []
    assert deliver() == 1
    (mail,) = box.got
    row = call.invitations.get()
    text = mail.get_content()
    assert mail["To"] == "focal-halvard@example.org"
    assert mail["From"] == "register@example.org"
    assert mail["Content-Language"] == ("zh-Hans" if code == "zh" else code)
    assert "Ninety-seventh round" in mail["Subject"]
    assert f"https://register.example.org/{code}/contributions/{row.pk}/" in text
    assert halvard.name(code) in text
    assert ("Inputs asked for" in mail["Subject"]) == (code == "en")
    assert Letter.objects.get().sent_at is not None
    assert deliver() == 0
    assert len(box.got) == 1


def test_a_letter_that_is_not_taken_waits_and_tells_why(box, focal) -> None:
    write("test", [focal.user], "x/", lambda code: Words("Hello\nthere", "Text"))
    box.refuses = True
    assert deliver(NOW) == 0
    row = Letter.objects.get()
    assert (row.tries, row.sent_at) == (1, None)
    assert "451" in row.error
    box.refuses = False
    assert deliver(NOW + datetime.timedelta(minutes=5)) == 0
    assert deliver(NOW + WAIT) == 1
    row.refresh_from_db()
    assert row.error == ""
    assert box.got[0]["Subject"] == "Hello there"


def test_a_server_that_is_away_loses_no_letter(settings, focal) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    write("test", [focal.user], "x/", lambda code: Words("Hello", "Text"))
    at = NOW
    for _try in range(9):
        assert deliver(at) == 0
        at += datetime.timedelta(days=1, minutes=1)
    row = Letter.objects.get()
    assert row.tries == 6
    assert row.error


def test_two_workers_do_not_send_the_same_letter(box, focal, monkeypatch) -> None:
    write("test", [focal.user], "x/", lambda code: Words("Hello", "Text"))
    send = letters._send

    def meanwhile(row: Letter) -> str:
        assert deliver(NOW) == 0
        return send(row)

    monkeypatch.setattr(letters, "_send", meanwhile)
    assert deliver(NOW) == 1
    assert len(box.got) == 1


def test_a_letter_of_a_worker_that_was_killed_is_sent_under_the_same_name(box, focal) -> None:
    write("test", [focal.user], "x/", lambda code: Words("Hello", "Text"))
    Letter.objects.update(taken_at=NOW, tries=1)
    assert deliver(NOW + datetime.timedelta(minutes=1)) == 0
    assert deliver(NOW + WAIT) == 1
    Letter.objects.update(sent_at=None, taken_at=None)
    assert deliver(NOW + WAIT) == 1
    assert len({mail["Message-ID"] for mail in box.got}) == 1


def test_a_change_that_is_refused_writes_no_letter(loaded, chief, focal, halvard) -> None:
    call = _opened(chief, halvard)
    Letter.objects.all().delete()
    for action in (calling.Remind(focal, call), calls.OpenCall(chief, call)):
        with pytest.raises((Refused, RuleBroken)):
            action.run()
    assert Letter.objects.count() == 0


def test_reminders_fall_on_their_days_and_never_twice(call) -> None:
    assert calling.remind_due(_on(6, 5)) == 0
    assert calling.remind_due(_on(6, 6)) == 1
    assert calling.remind_due(_on(6, 6, 23)) == 0
    assert calling.remind_due(_on(6, 12)) == 0
    assert calling.remind_due(_on(6, 13)) == 1
    assert calling.remind_due(_on(6, 19)) == 1
    assert calling.remind_due(_on(6, 22)) == 0
    assert calling.remind_due(_on(6, 23)) == 1
    assert calling.remind_due(_on(9, 1)) == 0
    told = Event.objects.filter(action="call.remind")
    assert [e.detail["entities"] for e in told] == [{"halvard": 1, "ostra": 0}] * 4
    assert {e.who for e in told} == {"seized"}
    assert audit.verify() is None


def test_a_day_that_was_missed_is_made_up_for_once(call) -> None:
    assert calling.remind_due(_on(6, 14)) == 1
    assert calling.remind_due(_on(6, 15)) == 0


def test_who_was_invited_today_is_not_reminded_today(call) -> None:
    Call.objects.update(opened_at=_on(6, 13, 8))
    assert calling.remind_due(_on(6, 13)) == 0
    assert calling.remind_due(_on(6, 19)) == 1


def test_who_has_submitted_is_not_reminded_who_was_sent_it_back_is(
    someone, call, focal, halvard
) -> None:
    row = call.invitations.get(entity=halvard)
    said = {q.pk: Said("", nothing=True) for q in call.questions.all()}
    row = answers.SubmitContribution(focal, answers.SaveAnswers(focal, row, said, "en").run()).run()
    Letter.objects.all().delete()
    assert calling.remind_due(_on(6, 6)) == 0
    answers.ReturnContribution(someone(Role.APPROVER, halvard), row, None, "Why?").run()
    Letter.objects.all().delete()
    assert calling.remind_due(_on(6, 13)) == 1


@pytest.mark.parametrize("state", ["draft", "frozen", "closed"])
def test_a_call_that_is_not_open_reminds_nobody(call, state) -> None:
    Call.objects.update(state=state)
    assert calling.remind_due(_on(6, 19)) == 0


def test_no_days_set_means_no_reminders(call, settings) -> None:
    settings.CONFIG = settings.CONFIG._replace(reminders=())
    assert calling.remind_due(_on(6, 19)) == 0


def test_a_person_reminds_once_a_day_and_the_register_adds_none(call, chief) -> None:
    action = calling.Remind(chief, call)
    action.run()
    assert action.letters == {"halvard": 1, "ostra": 0}
    with pytest.raises(RuleBroken):
        calling.Remind(chief, call).run()
    Call.objects.update(deadline=NOW.date())
    assert calling.remind_due(NOW) == 0
    assert Event.objects.filter(action="call.remind").count() == 1


def test_letters_go_to_focal_points_in_office_alone(someone, loaded, chief, halvard) -> None:
    left, later, reader = (someone(r, halvard) for r in (Role.FOCAL, Role.PARTNER, Role.READER))
    left.user.is_active = False
    left.user.save()
    later.user.memberships.update(since=NOW.date() + datetime.timedelta(9))
    _opened(chief, halvard)
    assert reader.user.letters.count() == 0
    assert Letter.objects.count() == 0


def test_a_postman_who_stumbles_goes_on(monkeypatch) -> None:
    seen: list[str] = []
    worker = postman.Postman()
    monkeypatch.setattr(worker._stopped, "wait", lambda seconds: seen.append(f"wait {seconds:g}"))
    monkeypatch.setattr(postman, "remind_due", lambda: seen.append("remind"))

    def stumble() -> None:
        seen.append("deliver")
        if seen.count("deliver") < 3:
            raise DatabaseError if seen.count("deliver") == 1 else ValueError
        worker.stop()

    monkeypatch.setattr(postman, "deliver", stumble)
    monkeypatch.setattr(postman.connection, "close", lambda: None)
    worker.run()
    assert seen == ["remind", "deliver", "wait 60", "wait 2", "deliver", "wait 300", "wait 2",
                    "deliver", "wait 2"]  # fmt: skip
