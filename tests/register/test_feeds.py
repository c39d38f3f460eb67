"""Atom feeds, public and secret: a secret address shows what its owner may see now."""

from __future__ import annotations

import icalendar
import pytest
from lxml import etree

from seized.register.actions.base import Refused, RuleBroken
from seized.register.actions.feeds import MakeFeed, RevokeFeed
from seized.register.models import (
    Agreement,
    Entity,
    Event,
    FeedAddress,
    Mandate,
    Resolution,
    Role,
    State,
    Visibility,
)
from seized.register.tongue import CODES

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def titles(answer) -> list[str]:
    """The titles of the entries of a feed."""
    assert answer.status_code == 200, answer.content[:200]
    assert answer["Content-Type"].startswith("application/atom+xml")
    root = etree.fromstring(answer.content)
    ids = [e.findtext(f"{ATOM}id") for e in root.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    assert all(e.findtext(f"{ATOM}updated") for e in root.iter(f"{ATOM}entry"))
    return [e.findtext(f"{ATOM}title") for e in root.iter(f"{ATOM}entry")]


@pytest.fixture
def asked(loaded) -> Entity:
    """An entity of which something is asked, with a private and a public agreement."""
    row = Entity.objects.filter(addressed__isnull=False).first()
    for title, shown, state in (
        ("Hidden accord", Visibility.PRIVATE, State.DRAFT),
        ("Open accord", Visibility.PUBLIC, State.PUBLISHED),
    ):
        Agreement.objects.create(
            owner=row, title=title, kind="agreement", visibility=shown, state=state
        )
    return row


@pytest.mark.parametrize("code", CODES)
def test_every_filter_search_entity_and_resolution_has_a_feed(client, asked, code) -> None:
    symbol = Resolution.objects.get().symbol
    assert titles(client.get(f"/{code}/mandates/feed.atom"))
    assert titles(client.get(f"/{code}/{symbol}/feed.atom"))
    found = titles(client.get(f"/{code}/entities/{asked.key}/feed.atom"))
    assert any("Open accord" in title for title in found)
    assert not any("Hidden accord" in title for title in found)
    assert etree.fromstring(client.get(f"/{code}/search/feed.atom?q=zzz").content) is not None


def test_a_feed_of_a_filter_has_what_the_page_has(client, loaded) -> None:
    force = Mandate.objects.first().force
    wanted = Mandate.objects.filter(force=force, gone=False).count()
    assert len(titles(client.get(f"/en/mandates/feed.atom?force={force}"))) == wanted
    assert titles(client.get("/en/mandates/feed.atom?session=1")) == []


@pytest.mark.parametrize("page", ["mandates/", "search/?q=x", "calendar/"])
def test_pages_name_their_feed(client, loaded, page) -> None:
    html = client.get(f"/en/{page}").content.decode()
    assert 'rel="alternate" type="application/atom+xml"' in html or "text/calendar" in html


def test_the_secret_is_shown_once_and_only_its_digest_is_kept(client, asked, someone) -> None:
    who = someone(Role.FOCAL, asked)
    client.force_login(who.user, "django.contrib.auth.backends.ModelBackend")
    html = client.post("/en/account/feeds/new/", {"entity": asked.key}).content.decode()
    secret = html.partition("/en/feeds/")[2].partition(".ics")[0]
    row = FeedAddress.objects.get()
    assert len(secret) > 40
    assert secret not in str(vars(row))
    assert secret not in client.get("/en/account/feeds/").content.decode()
    assert secret not in str(list(Event.objects.values()))
    client.logout()
    assert any("Hidden accord" in t for t in titles(client.get(f"/en/feeds/{secret}.atom")))
    calendar = client.get(f"/zh/feeds/{secret}.ics")
    assert icalendar.Calendar.from_ical(calendar.content)["VERSION"] == "2.0"
    assert calendar["Cache-Control"] == "private, no-store"


def test_a_person_who_lost_the_role_loses_the_feed(client, asked, someone) -> None:
    who = someone(Role.FOCAL, asked)
    action = MakeFeed(who, asked)
    action.run()
    address = f"/en/feeds/{action.secret}.atom"
    assert client.get(address).status_code == 200
    who.user.memberships.all().delete()
    assert client.get(address).status_code == 404


def test_a_feed_ends_with_its_revocation_and_with_the_account(client, asked, someone) -> None:
    who = someone(Role.APPROVER, asked)
    first, second = MakeFeed(who, asked), MakeFeed(who, None, "force=request")
    row = first.run()
    second.run()
    client.force_login(who.user, "django.contrib.auth.backends.ModelBackend")
    client.post(f"/en/account/feeds/{row.pk}/revoke/")
    assert client.get(f"/en/feeds/{first.secret}.ics").status_code == 404
    assert client.get(f"/en/feeds/{second.secret}.ics").status_code == 200
    who.user.is_active = False
    who.user.save()
    assert client.get(f"/en/feeds/{second.secret}.ics").status_code == 404
    assert Event.objects.filter(action="feed.revoke").count() == 1


def test_no_one_makes_or_revokes_a_feed_of_others(client, asked, someone) -> None:
    other = Entity.objects.create(key="elsewhere")
    stranger, owner = someone(Role.FOCAL, other), someone(Role.FOCAL, asked)
    with pytest.raises(RuleBroken):
        MakeFeed(stranger, asked).run()
    row = MakeFeed(owner, asked).run()
    with pytest.raises(Refused):
        RevokeFeed(stranger, row).run()
    client.force_login(stranger.user, "django.contrib.auth.backends.ModelBackend")
    assert client.post(f"/en/account/feeds/{row.pk}/revoke/").status_code == 404
    assert FeedAddress.objects.filter(revoked_at=None).count() == 1


@pytest.mark.parametrize("code", ["en", "ar", "zh"])
def test_ones_own_addresses_are_for_those_signed_in(client, asked, someone, code) -> None:
    assert client.get(f"/{code}/account/feeds/").status_code == 403
    client.force_login(someone(Role.COORDINATOR).user, "django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/{code}/account/feeds/").status_code == 200
    assert client.get(f"/{code}/feeds/{'x' * 43}.atom").status_code == 404
