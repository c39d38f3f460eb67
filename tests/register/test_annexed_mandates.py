"""Mandates of an annexed declaration stand in the register beside those of the resolution."""

from __future__ import annotations

import pytest
from tests.meaning.declared_texts import ANNEXED

from seized.engine import read
from seized.register.loading import load_record
from seized.register.models import Mandate, ReviewItem

pytestmark = pytest.mark.django_db
PLACES = ["annex1.op3", "annex1.op4", "annex1.op4", "annex1.op5"]


@pytest.fixture
def declared(db) -> None:
    for code in ("en", "fr", "zh"):
        load_record(read(ANNEXED[code].encode(), code=code))


def test_they_are_told_by_their_address_and_agree_in_every_version(declared) -> None:
    rows = list(Mandate.objects.order_by("address", "ordinal"))
    assert [row.address for row in rows] == PLACES
    assert all(row.wordings.count() == 3 for row in rows)
    assert not ReviewItem.objects.filter(code__startswith="versions-").exists()


@pytest.mark.parametrize("code", ["en", "ar", "zh"])
def test_each_has_a_page_and_stands_in_the_list(declared, client, code: str) -> None:
    row = Mandate.objects.get(address="annex1.op3")
    page = client.get(f"/{code}/A/RES/77/390/mandates/{row.place}/")
    assert page.status_code == 200
    assert "annex1.op3" in page.content.decode()
    listed = client.get(f"/{code}/A/RES/77/390/mandates/").content.decode()
    assert all(place in listed for place in PLACES)


def test_the_address_of_its_paragraph_is_on_the_page_of_the_text(declared, client) -> None:
    html = client.get("/en/A/RES/77/390/").content.decode()
    assert 'id="annex1.op3"' in html
