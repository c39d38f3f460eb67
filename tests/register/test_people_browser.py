"""The pages of people and of the own profile in a browser: accessible, narrow, without errors."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from tests.register.conftest import CHROMIUM, violations

from seized.register.actions import people
from seized.register.models import Entity, Role
from seized.register.post import mail
from seized.register.tongue import CODES

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def signed_in(browser, live_server, someone):
    """A page of an administrator, and of whom one sees there."""
    admin = someone(Role.ADMINISTRATOR)
    entity = Entity.objects.create(key="halvard", names={"en": "Halvard Office"})
    leaver = someone(Role.FOCAL, entity)
    invited = people.Invite(admin, "nia@example.org", Role.APPROVER, entity).run()
    people.Deactivate(admin, leaver.user).run()
    client = Client()
    client.force_login(admin.user)
    made = []

    def page(**kw):
        context = browser.new_context(**kw)
        made.append(context)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
        )
        return context.new_page()

    page.paths = (
        "people/", "people/invite/", f"people/{admin.user.pk}/", f"people/{leaver.user.pk}/",
        f"people/{invited.pk}/", "profile/", "profile/sign-ins/", "entities/all/", "entities/new/",
        "entities/halvard/edit/", "audit/", f"join/{mail.invitation_key(invited)}/", "join/x/",
    )  # fmt: skip
    yield page
    for context in made:
        context.close()


@pytest.mark.parametrize("code", CODES)
def test_the_pages_of_people_are_accessible_and_narrow(signed_in, axe, live_server, code) -> None:
    page = signed_in(viewport={"width": 320, "height": 700})
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    for path in signed_in.paths:
        answer = page.goto(f"{live_server.url}/{code}/{path}")
        assert answer.status in (200, 410), path
        assert violations(page, axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert [line for line in said if "410" not in line] == [], path


def test_an_administrator_gives_and_ends_a_role_by_keyboard(signed_in, live_server) -> None:
    page = signed_in()
    page.goto(f"{live_server.url}/en/{signed_in.paths[4]}")
    page.get_by_label("Role", exact=True).select_option("focal")
    page.get_by_label("Entity", exact=True).select_option(label="Halvard Office")
    page.get_by_role("button", name="Give this role").press("Enter")
    page.wait_for_load_state()
    assert "Focal point" in page.get_by_role("table").inner_text()
    page.get_by_role("button", name="End this role").first.press("Enter")
    page.wait_for_load_state()
    assert page.get_by_role("button", name="End this role").count() == 1
