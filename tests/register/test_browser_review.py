"""The review in a browser: by keyboard, by buttons alone, accessible, in three languages."""

from __future__ import annotations

import msgspec
import pytest
from django.test import Client
from tests.register.conftest import CHROMIUM, sample, violations

from seized import read
from seized.register.following.status import follow_mandates
from seized.register.loading import load_record
from seized.register.models import Mandate, Resolution, ReviewItem, Role
from seized.register.tongue import CODES
from seized.samples import path

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium"),
    pytest.mark.django_db(transaction=True),
]
REPORT = "s2.op4"


def _alone(code: str, **values: object):
    record = sample(code)
    found = (one for one in record.mandates if one.at == REPORT)
    mandates = tuple(msgspec.structs.replace(one, **values) for one in found)
    return msgspec.structs.replace(record, mandates=mandates)


@pytest.fixture
def desk(browser, live_server, someone):
    """A page of a coordinator; two doubts wait."""
    load_record(_alone("en"))
    load_record(_alone("zh", deliverable="action"))
    load_record(_alone("ar", force="urge"))
    client = Client()
    client.force_login(someone(Role.COORDINATOR).user)
    context = browser.new_context(base_url=live_server.url)
    cookie = {"name": "seized", "value": client.cookies["seized"].value, "url": live_server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    yield page
    context.close()


def _states() -> dict[str, str]:
    rows = ReviewItem.objects.filter(code="versions-differ")
    return dict(rows.values_list("version__language", "state"))


def test_doubts_are_decided_with_one_key_each_and_taken_back(desk) -> None:
    desk.goto("/en/review/")
    desk.get_by_role("link", name="Go through them").click()
    desk.wait_for_selector("mark")
    desk.keyboard.press("j")
    desk.wait_for_selector("mark")
    desk.keyboard.press("k")
    desk.wait_for_selector("mark")
    desk.keyboard.press("1")
    desk.wait_for_selector(".messages")
    assert _states()["zh"] == "corrected"
    assert Mandate.objects.get(address=REPORT).deliverable == "action"
    desk.keyboard.press("r")
    desk.wait_for_url("**/en/review/")
    assert _states()["ar"] == "rejected"
    desk.keyboard.press("u")
    desk.wait_for_selector(".choices")
    assert _states()["ar"] == "open"


def test_keys_do_nothing_once_they_are_switched_off(desk) -> None:
    first = ReviewItem.objects.order_by("version_id", "pk").first()
    desk.goto(f"/en/review/{first.pk}/")
    desk.get_by_label("Single keys").uncheck()
    desk.keyboard.press("a")
    desk.reload()
    assert not desk.get_by_label("Single keys").is_checked()
    desk.keyboard.press("r")
    desk.wait_for_timeout(200)
    assert set(_states().values()) == {"open"}


def test_a_letter_typed_into_the_reason_decides_nothing(desk) -> None:
    first = ReviewItem.objects.order_by("version_id", "pk").first()
    desk.goto(f"/en/review/{first.pk}/")
    desk.get_by_label("Reason").press_sequentially("a rare case")
    assert set(_states().values()) == {"open"}
    assert desk.get_by_label("Reason").input_value() == "a rare case"


def test_without_scripts_the_buttons_do_the_same(browser, desk, live_server) -> None:
    cookies = desk.context.cookies()
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    context.add_cookies(cookies)
    page = context.new_page()
    first = ReviewItem.objects.order_by("version_id", "pk").first()
    page.goto(f"/zh/review/{first.pk}/")
    page.locator("button[value=accept]").click()
    assert _states()["zh"] == "accepted"
    page.locator(".messages button").click()
    assert _states()["zh"] == "open"
    context.close()


@pytest.mark.parametrize("code", CODES)
def test_the_pages_of_texts_and_of_review_are_accessible(desk, axe, code) -> None:
    for tongue in CODES:
        load_record(read(path(tongue, session=97)))
    follow_mandates()
    later = Resolution.objects.order_by("-sort_key").first().symbol
    item = ReviewItem.objects.order_by("pk").first()
    said: list[str] = []
    desk.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    for address in (
        "review/",
        f"review/{item.pk}/",
        f"A/RES/95/312/mandates/{REPORT}/",
        f"{later}/",
        f"{later}/genealogy/",
        f"{later}/history/",
        f"{later}/cite/",
        "mandates/?deliverable=report",
        "pictures/",
        "pictures/halvard-straits-cooperation-organization/",
    ):
        desk.goto(f"/{code}/{address}")
        for box in desk.locator("main details").all():
            box.evaluate("one => one.open = true")
        assert violations(desk, axe) == [], address
        assert [one for one in said if "404" not in one] == [], address
    desk.set_viewport_size({"width": 320, "height": 640})
    for address in ("review/", f"review/{item.pk}/", f"A/RES/95/312/mandates/{REPORT}/",
                    f"{later}/genealogy/", f"{later}/cite/", "pictures/"):  # fmt: skip
        desk.goto(f"/{code}/{address}")
        assert desk.evaluate("document.documentElement.scrollWidth") <= 320, address
