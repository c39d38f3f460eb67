"""Signing in by OpenID Connect, against a server that the tests start."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from tests.register.conftest import CHROMIUM
from tests.register.oidc import CLIENT, SECRET, OpenID

from seized.register.actions import people
from seized.register.models import Entity, Role, User
from seized.register.policy import person
from seized.register.running.configuration import providers

START = "/account/oidc/oidc/login/"


@pytest.fixture
def provider(settings):
    server = OpenID()
    settings.CONFIG = settings.CONFIG._replace(oidc=(server.url, CLIENT, SECRET))
    settings.SOCIALACCOUNT_PROVIDERS = providers(settings.CONFIG)
    yield server
    server.stop()


def _through(client, **kw):
    """From the button to where the server leads back, and what then comes."""
    import urllib.request

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    there = client.post(START).headers["Location"]
    opener = urllib.request.build_opener(Stay)
    try:
        opener.open(there)
    except urllib.error.HTTPError as led:
        back = led.headers["Location"]
    return client.get(back.replace("http://testserver", ""), **kw)


@pytest.fixture
def invited(db) -> User:
    entity = Entity.objects.create(key="halvard", names={"en": "Halvard Office"})
    admin = User.objects.create_superuser("admin@example.org")
    people.Invite(person(admin), "nia@example.org", Role.FOCAL, entity).run()
    return User.objects.get(email="nia@example.org")


def test_an_invited_person_comes_in_by_the_address_that_the_server_proves(
    client, provider, invited
) -> None:
    answer = _through(client)
    assert answer.headers["Location"] == "/en/"
    assert client.session["_auth_user_id"] == str(invited.pk)
    invited.refresh_from_db()
    assert invited.invited_at is None
    assert SocialAccount.objects.get().user == invited
    for path in ("/.well-known/openid-configuration", "/authorize", "/token", "/userinfo"):
        assert path in provider.asked


def test_a_password_set_before_the_address_was_proven_is_void(client, provider, invited) -> None:
    invited.set_password("set by someone else")
    invited.save()
    _through(client)
    assert client.session["_auth_user_id"] == str(invited.pk)
    assert not User.objects.get(pk=invited.pk).has_usable_password()


def test_an_address_that_the_server_does_not_prove_opens_nothing(client, provider, invited) -> None:
    provider.claims["email_verified"] = False
    _through(client)
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()


def test_nobody_joins_by_the_server_alone(client, provider, db) -> None:
    _through(client)
    assert "_auth_user_id" not in client.session
    assert not User.objects.exists()


def test_people_of_an_allowed_domain_join_by_the_server(client, provider, db, settings) -> None:
    settings.CONFIG = settings.CONFIG._replace(domains=("example.org",))
    _through(client)
    user = User.objects.get()
    assert client.session["_auth_user_id"] == str(user.pk)
    assert EmailAddress.objects.get(user=user).verified
    assert not person(user).entities


def test_people_of_other_domains_do_not(client, provider, db, settings) -> None:
    settings.CONFIG = settings.CONFIG._replace(domains=("example.com",))
    _through(client)
    assert not User.objects.exists()


def test_who_left_does_not_come_back_by_the_server(client, provider, invited) -> None:
    _through(client)
    client.logout()
    admin = person(User.objects.get(email="admin@example.org"))
    people.Deactivate(admin, User.objects.get(pk=invited.pk)).run()
    _through(client)
    assert "_auth_user_id" not in client.session


def test_a_forged_way_back_is_refused(client, provider, invited) -> None:
    client.post(START)
    answer = client.get("/account/oidc/oidc/login/callback/?code=x&state=forged")
    assert "_auth_user_id" not in client.session
    assert answer.status_code in (200, 400, 401, 403)


@pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium")
@pytest.mark.django_db(transaction=True)
def test_the_button_leads_there_and_back_under_the_strict_policy(
    browser, provider, live_server
) -> None:
    user = User.objects.create_user("nia@example.org", name="Nia Ostrand", language="es")
    context = browser.new_context()
    page, said = context.new_page(), []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    page.goto(f"{live_server.url}/account/login/")
    page.get_by_role("link", name="127.0.0.1").or_(
        page.get_by_role("button", name="127.0.0.1")
    ).first.click()
    page.wait_for_load_state()
    if page.url.rstrip("/").endswith("login"):
        page.locator("main form button").first.click()
    page.wait_for_url("**/es/")
    assert user.name in page.locator(".person").inner_text()
    assert said == []
    context.close()
