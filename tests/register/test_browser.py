"""Pages in a browser: accessible, without errors, and readable on a narrow screen."""

from __future__ import annotations

import pytest
from tests.register.conftest import CHROMIUM, sample, violations

from seized.register.loading import load_record
from seized.register.tongue import CODES

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium"),
    pytest.mark.django_db(transaction=True),
]
PAGES = (
    "",
    "resolutions/",
    "mandates/",
    "entities/",
    "entities/secretary-general/",
    "agenda/",
    "consultations/",
    "programmes/",
    "agreements/",
    "search/?q=A",
    "about/",
    "A/RES/95/312/",
    "A/RES/95/312/mandates/",
    "A/RES/95/312/cite/",
    "A/RES/95/312/concordance/",
    "A/RES/95/312/redline/",
    "A/RES/95/312/follow-up/",
    "no/such/page/",
)


@pytest.fixture
def served(live_server):
    for code in CODES:
        load_record(sample(code))
    return live_server.url


@pytest.mark.parametrize("code", CODES)
def test_every_page_is_accessible_and_without_errors(browser, axe, served, code) -> None:
    page = browser.new_page(bypass_csp=False)
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: said.append(str(e)))
    for path in PAGES:
        answer = page.goto(f"{served}/{code}/{path}")
        assert violations(page, axe) == [], path
        missing = answer is not None and answer.status == 404
        errors = [line for line in said if not (missing and "404" in line)]
        assert errors == [], path
        said.clear()
    page.close()


@pytest.mark.parametrize("code", ["en", "ar", "zh"])
def test_no_page_scrolls_sideways_at_320_pixels(browser, served, code) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    for path in PAGES:
        page.goto(f"{served}/{code}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.close()


def test_marks_are_switched_and_remembered(browser, served) -> None:
    page = browser.new_page()
    page.goto(f"{served}/en/A/RES/95/312/")
    page.get_by_label("Actors").check()
    assert "actor" in page.locator("article.text").get_attribute("data-marks").split()
    page.reload()
    assert page.get_by_label("Actors").is_checked()
    page.close()


def test_the_keyboard_walks_from_paragraph_to_paragraph(browser, served) -> None:
    page = browser.new_page()
    page.goto(f"{served}/zh/A/RES/95/312/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator(".text .row[id]").nth(1).get_attribute("id")
    assert page.url.endswith(f"#{second}")
    page.close()
