"""The cycle that a resolution sets up, from its upload to its successor, in a browser."""

from __future__ import annotations

import datetime
import io
import shutil
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from tests.register.conftest import CHROMIUM

from seized.register.following.status import follow_mandates, needed
from seized.register.models import Call, Entity, Invitation, Mandate, Membership, ReviewItem, User
from seized.register.running.worker import work

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.shared,
]
SYMBOL = "A/RES/75/268"
INVITED = ("unodc", "unesco", "cted", "escap", "uncct")
SAID = {
    "en": "Two joint exercises were held in 2021 and 2022.",
    "zh": "2021年和2022年举行了两次联合演练。",
    "ar": "أُجريت عمليتان تدريبيتان مشتركتان في عامي 2021 و 2022.",
}

CATALOGUE = """symbol,title,date,item
A/77/277-S/2022/606,"Cooperation with regional and other organizations: report",2022-08,127 (s)
"""


@pytest.fixture(scope="module")
def papers(shared: Path, tmp_path_factory) -> SimpleNamespace:
    """The first document in six languages, as people have it, and its successor."""
    folder = tmp_path_factory.mktemp("papers")
    first = [Path(shutil.copy(shared / "seed" / "A_RES_75_268.zh.txt", folder))]
    later: list[Path] = []
    for name, number, found in (("akn-75", "75_268_", first), ("akn-77", "77_338-", later)):
        with tarfile.open(shared / "corpus" / f"{name}.tar.xz") as archive:
            for member in archive:
                if number in member.name and (found is later or "Chinese" not in member.name):
                    archive.extract(member, folder, filter="data")
                    found.append(folder / member.name)
    assert (len(first), len(later)) == (6, 6)
    catalogue = folder / "catalogue.csv"
    catalogue.write_text(CATALOGUE, "utf-8")
    later.append(catalogue)
    return SimpleNamespace(first=first, later=later)


class Visitors:
    """Signed-in people, each with a browser window of their own; errors of all are kept."""

    def __init__(self, browser: Any, url: str, code: str) -> None:
        self.browser, self.url, self.code = browser, f"{url}/{code}/", code
        self.errors: list[str] = []

    def person(self, role: str, entity: Entity | None = None) -> Any:
        """A page of a new person with a role."""
        user = User.objects.create_user(f"{role}-{entity.key if entity else 'all'}@example.org")
        Authenticator.objects.create(user=user, type="totp", data={"secret": "0" * 32})
        Membership.objects.create(user=user, entity=entity, role=role)
        store = SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store.create()
        context = self.browser.new_context(accept_downloads=True, base_url=self.url)
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": store.session_key, "url": self.url}]
        )
        page = context.new_page()
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        return page


@pytest.fixture
def visitors(browser, live_server, request) -> Iterator[Visitors]:
    there = Visitors(browser, live_server.url, request.getfixturevalue("code"))
    yield there
    for context in browser.contexts:
        context.close()


@pytest.fixture(params=["en", "zh", "ar"])
def code(request) -> str:
    return request.param


def test_the_cycle_of_the_first_document_runs_in_a_browser(papers, visitors, code) -> None:
    coordinator = visitors.person("coordinator")
    _imported(coordinator, papers.first)
    _read(coordinator, code)
    _reviewed(coordinator)
    call = _opened(coordinator)
    _answered(visitors, coordinator, call, SAID[code])
    _assembled(coordinator, call, code)
    _on_the_agenda(coordinator)
    _subscribed(coordinator, call)
    _imported(coordinator, papers.later)
    _closed(coordinator)
    assert visitors.errors == []


def _imported(page: Any, files: list[Path]) -> None:
    page.goto("imports/")
    page.set_input_files("#files", files)
    page.click("main form button")
    assert work()
    assert needed()
    follow_mandates()
    page.reload()
    assert page.locator("main tbody tr").count() == len(files)
    assert page.locator("main .error, main .wrong").count() == 0


def _read(page: Any, code: str) -> None:
    """The text runs in its direction, and holds the five mandates."""
    page.goto(f"{SYMBOL}/")
    assert page.locator("article.text #op4").count() == 1
    assert page.locator("html").get_attribute("dir") == ("rtl" if code == "ar" else "ltr")
    asked = Mandate.objects.filter(resolution__symbol=SYMBOL, gone=False)
    assert sorted((m.address, m.deliverable) for m in asked) == [
        ("op2", "consultation"),
        ("op3", "consultation"),
        ("op3", "programme"),
        ("op4", "report"),
        ("op5", "agenda-item"),
    ]


def _reviewed(page: Any) -> None:
    """Every doubt is looked at with its evidence, one key each; the misprint is one of them."""
    page.goto("review/")
    assert page.locator("main tbody tr").count() == ReviewItem.objects.filter(state="open").count()
    page.click("main a.button")
    seen = []
    while page.locator("form.decide").count():
        seen.append(page.locator(".evidence mark").first.inner_text())
        with page.expect_navigation():
            page.keyboard.press("a")
    assert any("机机" in words for words in seen)
    assert not ReviewItem.objects.filter(state="open").exists()


def _opened(page: Any) -> Call:
    """From the report mandate to a call that is open to five entities."""
    page.goto(f"{SYMBOL}/follow-up/")
    page.locator("a[href*='calls/new']").first.click()
    soon = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=300)
    page.fill("[name=considered]", soon.isoformat())
    page.click("[name=plan]")
    assert page.locator("table.plan tbody tr").count() >= 4
    for box in page.locator("[name=entities]:checked").all():
        box.uncheck()
    for key in INVITED:
        number = Entity.objects.get(key=key).pk
        page.locator(f"[name=entities][value='{number}']").check()
    page.locator("form.entry button:not(.quiet)").click()
    assert "/questions/" in page.url
    page.locator("form.entry button").last.click()
    call = Call.objects.get()
    page.locator(f"form[action*='/calls/{call.pk}/open/'] button").click()
    call.refresh_from_db()
    assert call.state == Call.State.OPEN
    assert page.locator("main tbody tr").count() >= len(INVITED)
    return call


def _answered(visitors: Visitors, coordinator: Any, call: Call, said: str) -> None:
    """Four answer, one of them that there is nothing to report; the fifth says nothing."""
    for key in INVITED[:4]:
        entity = Entity.objects.get(key=key)
        invitation = Invitation.objects.get(call=call, entity=entity)
        focal = visitors.person("focal", entity)
        focal.goto(f"contributions/{invitation.pk}/")
        if key == "cted":
            focal.click("[name=nothing]:not([type=checkbox])")
            focal.goto(f"contributions/{invitation.pk}/")
        else:
            for box in focal.locator("textarea[name^=text-]").all():
                box.fill(said)
        focal.click("[name=submit]")
        approver = visitors.person("approver", entity)
        approver.goto(f"contributions/{invitation.pk}/")
        approver.locator("form[action$='/clear/'] button").click()
    states = call.invitations.order_by("entity__key").values_list("entity__key", "state")
    cleared, silent = Invitation.State.CLEARED, Invitation.State.SILENT
    assert dict(states) == {key: silent if key == INVITED[4] else cleared for key in INVITED}
    coordinator.goto(f"calls/{call.pk}/")
    assert coordinator.locator("main .status.state-silent").count() == 1
    assert coordinator.locator("main .status.state-cleared").count() == 4


def _assembled(page: Any, call: Call, code: str) -> None:
    """The report is a Word document that holds what was said and names who was silent."""
    page.goto(f"calls/{call.pk}/report/")
    page.click("[name=do][value=assemble]")
    with page.expect_download() as loaded:
        page.locator("a[href$='.docx']").first.click()
    data = Path(loaded.value.path()).read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text = package.read("word/document.xml").decode()
    assert SAID[code] in text
    assert Entity.objects.get(key=INVITED[4]).name(code) in text
    assert ("<w:bidi/>" in text) is (code == "ar")


def _on_the_agenda(page: Any) -> None:
    page.goto("agenda/77/")
    assert page.locator(f"main a[href$='{SYMBOL}/mandates/op5/']").count() == 1
    assert page.locator(f"main a[href$='{SYMBOL}/mandates/op4/']").count() == 1


def _subscribed(page: Any, call: Call) -> None:
    """A calendar program reads when inputs are due under the secret address, without signing in."""
    page.goto("account/feeds/")
    page.click("main form.narrow button")
    address = page.locator("section.fresh code").first.inner_text()
    answer = page.context.browser.new_context().request.get(address)
    assert answer.ok
    told = answer.text()
    assert "BEGIN:VCALENDAR" in told
    assert f"DTSTART;VALUE=DATE:{call.deadline:%Y%m%d}" in told


def _closed(page: Any) -> None:
    """The report and the agenda item are done; what the successor asks again goes on."""
    found = Mandate.objects.filter(resolution__symbol=SYMBOL, gone=False)
    assert {(m.address, m.deliverable): m.status for m in found} == {
        ("op2", "consultation"): "open",
        ("op3", "consultation"): "open",
        ("op3", "programme"): "open",
        ("op4", "report"): "met",
        ("op5", "agenda-item"): "met",
    }
    page.goto(f"{SYMBOL}/follow-up/")
    assert page.locator("main .status-met").count() == 2
    assert page.locator("main a[href*='A/RES/77/338']").count() >= 1
