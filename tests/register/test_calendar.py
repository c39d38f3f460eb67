"""The calendar: what falls when, on a page and for the calendars of people."""

from __future__ import annotations

import datetime

import icalendar
import pytest

from seized.register.cycle.diary import diary
from seized.register.models import Agreement, Entity, Mandate, Role, State, Visibility
from seized.register.policy import Person
from seized.register.tongue import CODES

pytestmark = pytest.mark.django_db

NOBODY = Person(None, frozenset(), {})
TODAY = datetime.datetime.now(datetime.UTC).date()


@pytest.fixture
def due(loaded) -> Mandate:
    """A mandate that is due within the next months."""
    row = Mandate.objects.filter(addressees__entity__isnull=False).first()
    row.due_first, row.due_last = TODAY + datetime.timedelta(20), TODAY + datetime.timedelta(40)
    row.save()
    return row


def parsed(answer) -> list[icalendar.Event]:
    """The events of a calendar file, read by a parser of others."""
    assert answer["Content-Type"].startswith("text/calendar")
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def between(who: Person = NOBODY, **more):
    """The entries of the next five years."""
    return diary(who, "en", TODAY, TODAY + datetime.timedelta(1800), **more)


@pytest.mark.parametrize("code", CODES)
def test_the_page_lists_a_due_window_under_its_month(client, due, code) -> None:
    answer = client.get(f"/{code}/calendar/")
    assert answer.status_code == 200
    assert str(due.resolution.symbol) in answer.content.decode()
    assert f"#{due.address}" in answer.content.decode()


def test_the_page_is_narrowed_by_entity_and_by_session_in_the_address(client, due) -> None:
    entity = due.addressees.first().entity
    other = Entity.objects.create(key="nobody-asks-me", names={"en": "Office of Silence"})
    place = f"#{due.address}"
    assert place in client.get(f"/en/calendar/?entity={entity.key}").content.decode()
    assert place not in client.get(f"/en/calendar/?entity={other.key}").content.decode()
    assert place not in client.get("/en/calendar/?session=9").content.decode()
    assert client.get("/en/calendar/?entity=not-there").status_code == 404


@pytest.mark.parametrize("asked", ["", "1800-01", "x", "2026-13", "9999-12"])
def test_a_month_that_is_none_is_no_error(client, due, asked) -> None:
    assert client.get("/en/calendar/", {"from": asked, "session": "²"}).status_code == 200


def test_other_programs_read_the_calendar_as_whole_days(client, due) -> None:
    (event,) = [
        e for e in parsed(client.get("/en/calendar/calendar.ics")) if due.address in e["URL"]
    ]
    assert event.decoded("DTSTART") == due.due_first
    assert event.decoded("DTEND") == due.due_last + datetime.timedelta(1)
    assert event["TRANSP"] == "TRANSPARENT"


def test_an_event_keeps_its_identifier_and_counts_its_changes(client, due) -> None:
    (before,) = [
        e for e in parsed(client.get("/zh/calendar/calendar.ics")) if due.address in e["URL"]
    ]
    due.due_last += datetime.timedelta(5)
    due.save()
    due.changes.create(before="open", after="partly")
    (after,) = [
        e for e in parsed(client.get("/ar/calendar/calendar.ics")) if due.address in e["URL"]
    ]
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("DTEND") == before.decoded("DTEND") + datetime.timedelta(5)


def test_an_agreement_that_ends_in_a_month_is_shown_for_that_month_and_to_those_alone(
    loaded, someone
) -> None:
    mine, other = Entity.objects.all()[:2]
    year = TODAY.year + 1
    row = Agreement.objects.create(
        owner=mine, title="Accord of Velm", kind="agreement", expires=f"{year}-03",
        visibility=Visibility.PRIVATE, state=State.DRAFT,
    )  # fmt: skip
    found = [e for e in between(someone(Role.FOCAL, mine)) if e.kind == "expires"]
    assert [(e.title, e.first, e.last) for e in found] == [
        (row.title, datetime.date(year, 3, 1), datetime.date(year, 3, 31))
    ]
    for who in (NOBODY, someone(Role.FOCAL, other), someone(Role.READER)):
        assert not [e for e in between(who) if e.kind == "expires"]
