"""The pictures of the register, each with the same as a table, and only what one may see."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from seized.register.models import Consultation, Entity, State, Visibility

pytestmark = pytest.mark.django_db
KEY = "halvard-straits-cooperation-organization"


@pytest.fixture
def partner(loaded) -> Entity:
    entity, _new = Entity.objects.get_or_create(
        key=KEY, defaults={"kind": Entity.Kind.PARTNER, "names": {"en": "Halvard"}}
    )
    loaded[0].resolution.partner = entity
    loaded[0].resolution.save()
    return entity


@pytest.mark.parametrize("code", ["ar", "zh", "en", "fr", "ru", "es"])
def test_the_pictures_of_a_partner_have_their_tables(client, partner, code) -> None:
    html = client.get(f"/{code}/pictures/{KEY}/").content.decode()
    for kind in ("cycle", "entities", "fields"):
        assert f"/{code}/pictures/{KEY}/{kind}.svg" in html
        answer = client.get(f"/{code}/pictures/{KEY}/{kind}.svg")
        assert answer.headers["Content-Type"] == "image/svg+xml"
        root = ElementTree.fromstring(answer.content)
        assert root.attrib["lang"] == code
    assert html.count("<caption>") == 3
    assert "A/RES/95/312" in html


def test_the_whole_register_has_pictures_too(client, partner) -> None:
    html = client.get("/en/pictures/").content.decode()
    assert "/en/pictures/entities.svg" in html
    assert client.get("/en/pictures/fields.svg").status_code == 200
    assert client.get("/en/pictures/cycle.svg", follow=True).status_code == 404


def test_what_is_private_is_in_no_picture(client, partner, someone) -> None:
    first, second = Entity.objects.exclude(pk=partner.pk).order_by("key")[:2]
    made = Consultation.objects.create(
        first="2041-05-02", forum="A quiet talk", owner=first, state=State.PUBLISHED,
        visibility=Visibility.PRIVATE,
    )  # fmt: skip
    made.participants.set([partner, second])
    for path in ("", "cycle.svg"):
        assert "A quiet talk" not in client.get(f"/en/pictures/{KEY}/{path}").content.decode()
    Consultation.objects.update(visibility=Visibility.PUBLIC)
    for path in ("", "cycle.svg"):
        assert "A quiet talk" in client.get(f"/en/pictures/{KEY}/{path}").content.decode()


def test_an_empty_register_says_what_to_do(client, db) -> None:
    assert 'class="empty"' in client.get("/en/pictures/").content.decode()
    assert client.get("/en/pictures/nobody/").status_code == 404
