"""A call for inputs in a browser: opened, four entities answer, one is silent, all is cleared."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.register.conftest import CHROMIUM, sample, violations

from seized.register.loading import load_record
from seized.register.models import Call, Entity, Invitation, Mandate, Role
from seized.register.policy import Person

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium"),
    pytest.mark.django_db(transaction=True),
]
NAMES = ("Halvard Office", "Ostra Organization", "Velm Fund", "Ash Programme", "Elm Agency")


class People:
    """Browser windows of people who are signed in; what goes wrong in any of them is kept."""

    def __init__(self, browser, origin: str) -> None:
        self.browser, self.origin = browser, origin
        self.errors: list[str] = []
        self.contexts: list = []

    def page(self, who: Person, width: int = 1280):
        """A window of a person."""
        client = Client()
        client.force_login(who.user)
        context = self.browser.new_context(viewport={"width": width, "height": 800})
        cookie = {"name": "seized", "value": client.cookies["seized"].value, "url": self.origin}
        context.add_cookies([cookie])
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        return page


@pytest.fixture
def people(browser, live_server):
    made = People(browser, live_server.url)
    yield made
    for context in made.contexts:
        context.close()


@pytest.fixture
def entities(live_server) -> list[Entity]:
    load_record(sample("en"))
    return [
        Entity.objects.create(key=f"entity-{n}", names={"en": name}, kind="un")
        for n, name in enumerate(NAMES)
    ]


def _choose(page, name: str, values: list[str]) -> None:
    """Check these boxes of a list and no others."""
    for value in page.locator(f"[name={name}]:checked").evaluate_all("bs => bs.map(b => b.value)"):
        page.locator(f'[name={name}][value="{value}"]').set_checked(value in values)
    for value in values:
        page.locator(f'[name={name}][value="{value}"]').check()


def _prepare(page, origin: str, code: str, entities: list[Entity]) -> None:
    """From the page of follow-up to an open call."""
    report = Mandate.objects.get(deliverable="report")
    page.goto(f"{origin}/{code}/{report.resolution.symbol}/follow-up/")
    page.locator(f'a[href$="/calls/new/?mandate={report.pk}"]').click()
    page.locator("[name=title]").fill("Round one")
    about = Mandate.objects.filter(deliverable__in=["report", "consultation"])
    _choose(page, "mandates", [str(m.pk) for m in about])
    _choose(page, "fields_asked", ["energy"])
    _choose(page, "entities", [str(e.pk) for e in entities])
    page.locator("form.entry button:not([name])").click()
    page.wait_for_url("**/questions/")
    page.locator("[name=form-0-words]").fill("40")
    page.locator("form.entry button").click()
    page.locator('form[action$="/open/"] button').click()
    page.locator(".call-open").wait_for()


def _answer(page, origin: str, code: str, text: str) -> None:
    """From the first page to a submitted contribution."""
    page.goto(f"{origin}/{code}/")
    page.locator(".waiting a").click()
    first = page.locator("textarea").first
    first.fill(text)
    count = page.locator("[data-count]").first
    assert count.inner_text() == ("6" if " " in text else "7")
    page.locator("[name=nothing]").click()
    page.locator("[name=submit]").click()
    page.locator(".state-submitted").wait_for()


@pytest.mark.parametrize(
    ("code", "text"),
    [("en", "Seven workshops were held in Velm."), ("zh", "举行七次讲习班。"),
     ("ar", "عقدت سبع حلقات عمل في فيلم.")],
)  # fmt: skip
def test_four_answer_one_is_silent_and_the_coordinator_sees_it(
    browser, axe, people, someone, entities, live_server, code, text
) -> None:
    origin, chief = live_server.url, someone(Role.COORDINATOR)
    desk = people.page(chief)
    _prepare(desk, origin, code, entities)
    call = Call.objects.get()
    *answering, silent = entities
    for entity in answering:
        _answer(people.page(someone(Role.FOCAL, entity)), origin, code, text)
    for entity in answering:
        page = people.page(someone(Role.APPROVER, entity))
        page.goto(f"{origin}/{code}/")
        page.locator(".waiting a").first.click()
        if entity == answering[0]:
            assert violations(page, axe) == []
        page.locator('form[action$="/clear/"] button').click()
        page.locator(".state-cleared").wait_for()
    desk.goto(f"{origin}/{code}/calls/{call.pk}/")
    assert desk.locator("table.matrix .state-cleared").count() == 4
    assert desk.locator("table.matrix .state-silent").count() == 1
    assert violations(desk, axe) == []
    desk.locator('form[action$="/remind/"] button').first.click()
    desk.locator(".messages").wait_for()
    call.refresh_from_db()
    asked = call.invitations.get(entity=silent)
    assert asked.reminded_at is not None
    assert call.invitations.exclude(reminded_at=None).count() == 1
    desk.locator('form[action$="/freeze/"] button').click()
    desk.locator(".call-frozen").wait_for()
    assert people.errors == []


@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_pages_are_accessible_and_fit_a_narrow_screen(
    browser, axe, people, someone, entities, live_server, code
) -> None:
    origin, chief, focal = live_server.url, someone(Role.COORDINATOR), entities[0]
    desk = people.page(chief, width=320)
    _prepare(desk, origin, code, entities)
    call = Call.objects.get()
    row = Invitation.objects.get(entity=focal)
    question = call.questions.first()
    report = Mandate.objects.get(deliverable="report")
    for path in (
        "calls/", f"calls/{call.pk}/", f"calls/{call.pk}/edit/", f"calls/{call.pk}/questions/",
        f"calls/new/?mandate={report.pk}", f"questions/{question.pk}/merge/",
        f"contributions/{row.pk}/",
    ):  # fmt: skip
        desk.goto(f"{origin}/{code}/{path}")
        assert desk.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert violations(desk, axe) == [], path
    page = people.page(someone(Role.FOCAL, focal), width=320)
    page.goto(f"{origin}/{code}/contributions/{row.pk}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page, axe) == []
    assert people.errors == []


def test_two_people_at_the_same_answer_compare_in_the_browser(
    browser, people, someone, entities, live_server
) -> None:
    origin = live_server.url
    _prepare(people.page(someone(Role.COORDINATOR)), origin, "en", entities[:1])
    row = Invitation.objects.get()
    one, two = (people.page(someone(role, entities[0])) for role in (Role.FOCAL, Role.APPROVER))
    for page, text in ((one, "Red hall"), (two, "Blue hall")):
        page.goto(f"{origin}/en/contributions/{row.pk}/")
        page.locator("textarea").first.fill(text)
    one.locator("[name=save]").click()
    two.locator("[name=save]").click()
    compared = two.locator(".answer table")
    assert "Red hall" in compared.inner_text()
    assert "Blue hall" in compared.inner_text()
    assert two.locator("textarea").first.input_value() == "Blue hall"
    two.locator("[name=save]").click()
    two.locator(".messages").wait_for()
    assert row.answers.get().text == "Blue hall"
