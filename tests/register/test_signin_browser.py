"""Signing in, in a browser, with mail through a real server on the loopback."""

from __future__ import annotations

import re
import smtplib
import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from tests.register.conftest import CHROMIUM, violations

from seized.register.actions import people
from seized.register.models import Entity, Membership, Role, User
from seized.register.policy import person
from seized.register.post import mail
from seized.register.tongue import CODES

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium"),
    pytest.mark.django_db(transaction=True),
]
PASSWORD = "tide and harbour lamp"


class _Box(Message):
    """Keeps what the server took."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list = []

    def handle_message(self, message) -> None:
        self.got.append(message)

    def last(self) -> str:
        return self.got[-1].get_payload(decode=True).decode().replace("\r\n", "\n")


@pytest.fixture
def post(settings):
    """A mail server on a free port of the loopback, and what it took."""
    box = _Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    server.stop()


@pytest.fixture
def page(browser):
    """A page that keeps what the console says."""
    context = browser.new_context()
    page = context.new_page()
    page.said = []
    page.on("console", lambda m: page.said.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: page.said.append(str(e)))
    yield page
    context.close()


def _code(secret: str) -> str:
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def test_mail_that_the_server_refuses_is_told(db, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    user = User.objects.create_user("a@example.org")
    assert mail.send(user, "Invitation", "invitation.txt", {"address": "x", "days": 1}) is False
    assert issubclass(smtplib.SMTPException, OSError)


def test_an_invited_approver_joins_sets_up_a_second_factor_and_comes_back(
    page, post, live_server
) -> None:
    entity = Entity.objects.create(key="halvard", names={"en": "Halvard Office"})
    admin = User.objects.create_superuser("admin@example.org")
    people.Invite(person(admin), "vera@example.org", Role.APPROVER, entity).run()
    user = User.objects.get(email="vera@example.org")
    assert mail.send_invitation(user)
    path = re.search(r"/en/join/\S+", post.last()).group()
    page.goto(live_server.url + path)
    page.get_by_label("Name").fill("Vera Lugina")
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/account/2fa/totp/activate/")
    assert "needs a second factor" in page.content()
    secret = page.locator("#authenticator_secret").input_value()
    assert page.locator("img").first.evaluate("i => i.complete && i.naturalWidth > 0")
    page.locator("input[name=code]").fill(_code(secret))
    page.locator("main form button").first.click()
    page.wait_for_url("**/account/2fa/recovery-codes/", timeout=4000)
    page.goto(f"{live_server.url}/en/mandates/")
    assert page.url.endswith("/en/mandates/")

    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{live_server.url}/account/login/code/")
    page.locator("input[name=email]").fill("vera@example.org")
    page.locator("main form button").first.click()
    page.wait_for_url("**/account/login/code/confirm/")
    code = re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]{3,}$", post.last(), re.M).group()
    page.locator("input[name=code]").fill(code)
    page.locator("main form button").first.click()
    page.wait_for_url("**/account/2fa/authenticate/")
    Authenticator.objects.filter(type="totp").update(last_used_at=None)
    page.locator("input[name=code]").fill(_code(secret))
    page.locator("main form button").first.click()
    page.wait_for_url("**/en/")
    assert "Vera Lugina" in page.locator(".person").inner_text()
    assert page.said == []


def test_a_password_signs_in_and_a_wrong_one_does_not(page, live_server) -> None:
    user = User.objects.create_user("nia@example.org", PASSWORD, name="Nia", language="fr")
    Membership.objects.create(user=user, role=Role.READER)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    page.goto(f"{live_server.url}/account/login/")
    for given in ("wrong wrong wrong", PASSWORD):
        page.locator("input[name=login]").fill("nia@example.org")
        page.locator("input[name=password]").fill(given)
        page.locator("main form button").first.click()
        if given != PASSWORD:
            assert "/account/login/" in page.url
            assert page.locator(".errorlist").count() == 1
    page.wait_for_url("**/fr/")
    assert page.said == []


@pytest.mark.parametrize("code", CODES)
def test_the_pages_of_the_account_are_accessible_in_six_languages(
    browser, axe, live_server, code
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page, said = context.new_page(), []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    user = User.objects.create_user("nia@example.org", PASSWORD, name="Nia", language=code)
    Membership.objects.create(user=user, role=Role.COORDINATOR)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    page.goto(f"{live_server.url}/{code}/")

    def look(path: str) -> None:
        page.goto(f"{live_server.url}/{path}")
        assert page.locator("html").get_attribute("lang") == ("zh-Hans" if code == "zh" else code)
        assert violations(page, axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert said == [], path

    for path in ("account/login/", "account/login/code/", "account/password/reset/"):
        look(path)
    page.goto(f"{live_server.url}/account/login/")
    page.locator("input[name=login]").fill("nia@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url("**/account/**")
    for path in ("email/", "password/change/", "2fa/", "reauthenticate/", "2fa/totp/activate/"):
        look(f"account/{path}")
    context.close()
