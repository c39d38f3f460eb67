"""People see where they are signed in and end it; what changes an account ends the rest."""

from __future__ import annotations

import datetime
import json

import pytest
from allauth.account.signals import password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.utils import timezone

from seized.register import audit
from seized.register.actions.base import Refused
from seized.register.actions.people import Deactivate, Reactivate, ResetFactor
from seized.register.actions.signins import EndSignIn, EndSignIns
from seized.register.actions.tokens import MakeToken
from seized.register.models import Entity, Event, Role, User
from seized.register.people import signins
from seized.register.policy import visible

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0"
)
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)


def _browser(user: User, agent: str = FIREFOX, address: str = "192.0.2.1") -> Client:
    """A browser in which the person has signed in and looked at a page."""
    client = Client(headers={"User-Agent": agent}, REMOTE_ADDR=address)
    client.force_login(user)
    assert client.get("/en/profile/").status_code == 200
    return client


def _row(client: Client) -> UserSession:
    return UserSession.objects.get(session_key=client.session.session_key)


def _is_in(client: Client) -> bool:
    return client.get("/en/profile/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox · Linux"),
        (EDGE, "Edge · Windows"),
        (PHONE, "Safari · iOS"),
        ("curl/8.9.1", "curl/8.9.1"),
        ("", "–"),
    ],
)
def test_a_browser_is_told_by_its_name_and_its_system(agent, name) -> None:
    assert signins.browser_of(agent) == name


def test_people_see_where_they_are_signed_in_and_end_one_or_all_others(someone) -> None:
    user = someone().user
    here, office, phone = (
        _browser(user), _browser(user, EDGE, "192.0.2.2"), _browser(user, PHONE, "2001:db8::3")
    )  # fmt: skip
    html = here.get("/en/profile/sign-ins/").content.decode()
    for told in ("Firefox · Linux", "Edge · Windows", "Safari · iOS", "192.0.2.2", "2001:db8::3"):
        assert told in html
    assert html.count("This browser") == 1
    here.post(f"/en/profile/sign-ins/{_row(office).pk}/end/")
    assert (_is_in(here), _is_in(office), _is_in(phone)) == (True, False, True)
    again = _browser(user, EDGE)
    here.post("/en/profile/sign-ins/end/")
    assert (_is_in(here), _is_in(again), _is_in(phone)) == (True, False, False)
    assert "nowhere else" in here.get("/en/profile/sign-ins/").content.decode()
    events = list(Event.objects.values_list("action", "key", "detail"))
    assert events == [
        ("signin.end", user.audit_key, {}),
        ("people.signout", user.audit_key, {"ended": 2}),
    ]
    assert audit.verify() is None


def test_to_end_this_sign_in_is_to_sign_out(someone) -> None:
    client = _browser(someone().user)
    answer = client.post(f"/en/profile/sign-ins/{_row(client).pk}/end/")
    assert answer.headers["Location"] == "/en/"
    assert not _is_in(client)
    assert not UserSession.objects.exists()


def test_nobody_sees_or_ends_the_sign_in_of_another(someone) -> None:
    mine, theirs = someone(), someone(Role.READER)
    client, other = _browser(mine.user), _browser(theirs.user, EDGE, "198.51.100.9")
    assert "198.51.100.9" not in client.get("/en/profile/sign-ins/").content.decode()
    assert client.post(f"/en/profile/sign-ins/{_row(other).pk}/end/").status_code == 404
    assert list(visible(UserSession.objects.all(), mine)) == [_row(client)]
    for action in (EndSignIn(mine, _row(other)), EndSignIns(mine, theirs.user)):
        with pytest.raises(Refused):
            action.run()
    assert _is_in(other)


def test_an_administrator_ends_all_sign_ins_of_a_person(client, someone) -> None:
    admin, person = someone(Role.ADMINISTRATOR), someone()
    browsers = [_browser(person.user), _browser(person.user, PHONE)]
    client.force_login(admin.user)
    page = f"/en/people/{person.user.pk}/"
    assert "End all sign-ins" in client.get(page).content.decode()
    assert client.post(f"{page}signout/").status_code == 302
    assert [_is_in(one) for one in browsers] == [False, False]
    assert "End all sign-ins" not in client.get(page).content.decode()
    event = Event.objects.get()
    assert (event.action, event.user, event.key) == (
        "people.signout", admin.user, person.user.audit_key,
    )  # fmt: skip


def _at(user: User, client: Client):
    """A request of that browser, as the account pages see it."""
    request = RequestFactory().post("/account/")
    request.user, request.session = user, client.session
    return request


def test_a_new_password_ends_the_sign_ins_elsewhere(someone) -> None:
    user = someone().user
    here, elsewhere = _browser(user), _browser(user, PHONE)
    key = elsewhere.session.session_key
    form = {"oldpassword": "correct horse battery", "password1": "tide and harbour lamp",
            "password2": "tide and harbour lamp"}  # fmt: skip
    assert here.post("/account/password/change/", form).status_code == 302
    assert (_is_in(here), _is_in(elsewhere)) == (True, False)
    assert not Session.objects.filter(session_key=key).exists()
    assert Event.objects.get().detail == {"ended": 1, "because": "password"}


@pytest.mark.parametrize("signal", [password_changed, password_reset])
@pytest.mark.parametrize("signed", [True, False])
def test_a_password_that_is_reset_ends_them_as_well(someone, signal, signed) -> None:
    user = someone().user
    here, elsewhere = _browser(user), _browser(user, PHONE)
    request = _at(user, here if signed else Client())
    signal.send(sender=User, request=request, user=user)
    assert (_is_in(here), _is_in(elsewhere)) == (signed, False)


@pytest.mark.parametrize(
    "signal", [authenticator_added, authenticator_removed, authenticator_reset]
)
def test_a_change_of_the_second_factor_ends_the_sign_ins_elsewhere(someone, signal) -> None:
    user = someone().user
    here, elsewhere = _browser(user), _browser(user, PHONE)
    factor = Authenticator.objects.get(user=user)
    signal.send(sender=Authenticator, request=_at(user, here), user=user, authenticator=factor)
    assert (_is_in(here), _is_in(elsewhere)) == (True, False)
    assert Event.objects.get().detail["because"] == "factor"


def test_a_factor_that_is_taken_out_ends_all_sign_ins(someone) -> None:
    admin, person = someone(Role.ADMINISTRATOR), someone()
    browser = _browser(person.user)
    ResetFactor(admin, person.user).run()
    assert not _is_in(browser)


def test_who_leaves_and_comes_back_signs_in_anew(someone) -> None:
    admin, leaver = someone(Role.ADMINISTRATOR), someone()
    browser = _browser(leaver.user)
    Deactivate(admin, leaver.user).run()
    assert not UserSession.objects.filter(user=leaver.user).exists()
    Reactivate(admin, leaver.user).run()
    assert not _is_in(browser)


def test_a_sign_in_that_is_not_used_ends(someone, settings) -> None:
    user = someone().user
    kept, idle = _browser(user), _browser(user, PHONE)
    late = timezone.now() - datetime.timedelta(hours=settings.CONFIG.idle_hours, minutes=1)
    UserSession.objects.filter(pk=_row(idle).pk).update(last_seen_at=late)
    assert _is_in(idle), "this process saw it a moment ago"
    cookies = idle.cookies
    fresh = Client()  # another process, which has not seen it
    fresh.cookies = cookies
    assert fresh.get("/en/").status_code == 200, "the pages that are open to all stay open"
    assert not _is_in(fresh)
    assert _is_in(kept)


def test_a_use_is_noted_once_in_five_minutes(someone) -> None:
    user = someone().user
    client = _browser(user)
    before = _row(client)
    earlier = timezone.now() - datetime.timedelta(minutes=6)
    UserSession.objects.filter(pk=before.pk).update(last_seen_at=earlier)
    client.get("/en/profile/")
    assert _row(client).last_seen_at == earlier
    other = Client(headers={"User-Agent": PHONE})
    other.cookies = client.cookies
    other.get("/en/profile/")
    row = _row(client)
    assert row.pk == before.pk
    assert row.last_seen_at > earlier
    assert row.user_agent == PHONE


def test_what_is_over_is_swept_away(someone) -> None:
    user = someone().user
    kept, over, gone = _browser(user), _browser(user), _browser(user)
    yesterday = timezone.now() - datetime.timedelta(1)
    Session.objects.filter(session_key=over.session.session_key).update(expire_date=yesterday)
    Session.objects.filter(session_key=gone.session.session_key).delete()
    signins.sweep()
    assert [row.session_key for row in UserSession.objects.all()] == [kept.session.session_key]
    assert Session.objects.count() == 1


def test_the_api_lists_and_ends_sign_ins(client, someone) -> None:
    who = someone()
    here, phone = _browser(who.user), _browser(who.user, PHONE)
    action = MakeToken(who, "A key", ["read", "write"])
    action.run()
    more = {"HTTP_AUTHORIZATION": f"Bearer {action.secret}"}
    items = client.get("/api/v1/sign-ins", **more).json()["items"]
    assert [item["browser"] for item in items] == [PHONE, FIREFOX]
    ended = client.post(f"/api/v1/sign-ins/{items[0]['id']}/end", "{}", "application/json", **more)
    assert ended.json()["id"] == items[0]["id"]
    assert (_is_in(here), _is_in(phone)) == (True, False)
    rest = client.post("/api/v1/sign-ins/end", "{}", "application/json", **more)
    assert rest.json() == {"ended": 1}
    assert not _is_in(here)
    assert client.get("/api/v1/me", **more).status_code == 200, "keys stay"


def test_what_is_kept_of_sign_ins_is_told_to_the_person(someone) -> None:
    user = someone().user
    client = _browser(user, address="192.0.2.44")
    told = json.loads(client.get("/en/profile/data.json").content)
    assert told["sign_ins"][0]["address"] == "192.0.2.44"
    assert told["sign_ins"][0]["browser"] == FIREFOX


def test_the_page_of_the_account_leads_to_this_one(someone) -> None:
    client = _browser(someone().user)
    assert client.get("/account/sessions/").headers["Location"] == "/en/profile/sign-ins/"


def test_a_key_for_one_entity_tells_nothing_of_sign_ins(client, someone) -> None:
    entity = Entity.objects.create(key="halvard", names={"en": "Halvard Office"})
    who = someone(Role.FOCAL, entity)
    browser = _browser(who.user)
    action = MakeToken(who, "A key", ["read", "write"], entity)
    action.run()
    more = {"HTTP_AUTHORIZATION": f"Bearer {action.secret}"}
    assert client.get("/api/v1/sign-ins", **more).status_code == 403
    for path in ("end", f"{_row(browser).pk}/end"):
        answer = client.post(f"/api/v1/sign-ins/{path}", "{}", "application/json", **more)
        assert answer.status_code == 403
    assert _is_in(browser)
