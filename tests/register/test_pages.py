"""Pages answer in six languages, right to left where due."""

from __future__ import annotations

import pytest

from seized.register.models import Resolution
from seized.register.tongue import CODES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("page", ["", "resolutions/", "mandates/", "entities/", "about/"])
def test_every_page_says_its_language_and_direction(client, loaded, code, page) -> None:
    answer = client.get(f"/{code}/{page}")
    html = answer.content.decode()
    lang = "zh-Hans" if code == "zh" else code
    assert answer.status_code == 200
    assert f'<html lang="{lang}" dir="{"rtl" if code == "ar" else "ltr"}">' in html


@pytest.mark.parametrize("tab", ["", "mandates/", "cite/"])
def test_every_tab_of_a_resolution_has_an_address(client, loaded, tab) -> None:
    symbol = Resolution.objects.get().symbol
    answer = client.get(f"/zh/{symbol}/{tab}")
    assert answer.status_code == 200
    assert symbol in answer.content.decode()


def test_a_paragraph_can_be_pointed_at_in_three_languages(client, loaded) -> None:
    symbol = Resolution.objects.get().symbol
    html = client.get(f"/en/{symbol}/?text=zh&text=ar&text=ru").content.decode()
    assert 'id="s1.op1"' in html
    assert html.count('class="cell level-1" lang="ar" dir="rtl"') > 5


def test_a_symbol_typed_into_the_search_leads_to_its_resolution(client, loaded) -> None:
    symbol = Resolution.objects.get().symbol
    answer = client.get("/en/search/", {"q": symbol})
    assert answer.headers["Location"] == f"/en/{symbol}/"


def test_nothing_inline_and_nothing_from_elsewhere_may_run(client, loaded) -> None:
    policy = client.get("/en/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_an_unknown_symbol_is_a_page_that_says_what_to_do(client, db) -> None:
    answer = client.get("/en/A/RES/1/1/")
    assert answer.status_code == 404
    assert "import the document" in answer.content.decode()
