"""The API brings people in and lets them go, and makes keys and addresses, as the pages do."""

from __future__ import annotations

import pytest
from django.core import mail
from tests.register.test_api_cycle import refused
from tests.register.test_api_writing import BASE, Key

from seized.register.models import Entity, Event, FeedAddress, Membership, Reply, Role, Token, User
from seized.register.policy import person

pytestmark = pytest.mark.django_db
NEW = {"email": "Mara.Lind@example.org", "role": "focal", "entity": "halvard", "language": "fr"}


@pytest.fixture
def bodies(db) -> list[Entity]:
    return [Entity.objects.create(key=key, names={"en": key}) for key in ("halvard", "ostra")]


@pytest.fixture
def admin(client, someone) -> Key:
    return Key(client, someone(Role.ADMINISTRATOR))


@pytest.fixture
def approver(client, someone, bodies) -> Key:
    return Key(client, someone(Role.APPROVER, bodies[0]))


def invited(key: Key) -> str:
    answer = key.ask("POST", "people", NEW)
    assert answer.status_code == 201, answer.content
    return answer["Location"].removeprefix(BASE)


@pytest.mark.django_db(transaction=True)
def test_a_person_is_invited_given_a_role_and_let_go(admin, bodies) -> None:
    path = invited(admin)
    told = admin.ask("GET", path).json()
    assert (told["email"], told["language"]) == ("mara.lind@example.org", "fr")
    assert told["active"] is True
    assert [(r["role"], r["entity"]) for r in told["roles"]] == [("focal", "halvard")]
    assert mail.outbox[0].to == ["mara.lind@example.org"]
    role = admin.ask("POST", f"{path}/roles", {"role": "reader", "until": "2051-01-31"})
    assert role.status_code == 201
    assert role.json()["until"] == "2051-01-31"
    ended = admin.ask("POST", f"roles/{role.json()['id']}/end", {}).json()
    assert ended["until"] < "2051-01-01"
    left = admin.ask("POST", f"{path}/deactivate", {}).json()
    assert (left["active"], left["left_at"] is None) == (False, False)
    refused(admin.ask("POST", f"{path}/roles", {"role": "reader"}), 422, "")
    assert admin.ask("POST", f"{path}/reactivate", {}).json()["active"] is True
    actions = list(Event.objects.exclude(action="token.make").values_list("action", flat=True))
    assert actions == ["people.invite", "role.give", "role.end", "people.deactivate",
                       "people.reactivate"]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_the_link_of_an_invitation_is_sent_anew(admin, bodies) -> None:
    path = invited(admin)
    first = admin.ask("GET", path).json()["invited_at"]
    again = admin.ask("POST", f"{path}/invitation", {})
    assert (again.json()["mailed"], len(mail.outbox)) == (True, 2)
    assert again.json()["invited_at"] > first
    User.objects.filter(email="mara.lind@example.org").update(invited_at=None)
    refused(admin.ask("POST", f"{path}/invitation", {}), 422)


def test_an_approver_brings_in_people_of_the_own_entity_alone(approver, someone, bodies) -> None:
    invited(approver)
    refused(approver.ask("POST", "people", {**NEW, "entity": "ostra"}), 403)
    refused(approver.ask("POST", "people", {**NEW, "role": "approver"}), 403)
    refused(approver.ask("POST", "people", {**NEW, "email": "nowhere"}), 422, "email")
    stranger = someone(Role.FOCAL, bodies[1]).user
    emails = {one["email"] for one in approver.ask("GET", "people").json()["items"]}
    assert stranger.email not in emails
    assert "mara.lind@example.org" in emails
    refused(approver.ask("GET", f"people/{stranger.pk}"), 404)
    role = {"role": "reader", "entity": "halvard"}
    refused(approver.ask("POST", f"people/{stranger.pk}/roles", role), 404)
    role = Membership.objects.get(user=stranger)
    refused(approver.ask("POST", f"roles/{role.pk}/end", {}), 404)


def test_people_are_found_by_name_page_by_page(admin, bodies) -> None:
    invited(admin)
    (one,) = admin.ask("GET", "people?who=lind").json()["items"]
    assert one["email"] == "mara.lind@example.org"
    first = admin.ask("GET", "people?limit=1").json()
    rest = admin.ask("GET", f"people?limit=1&cursor={first['next']}").json()
    assert {first["items"][0]["email"], rest["items"][0]["email"]} >= {one["email"]}
    assert rest["next"] is None


def test_one_changes_ones_own_name_but_not_over_another_change(approver) -> None:
    seen = approver.ask("GET", "me/profile")
    etag = f'"{seen.json()["edition"]}"'
    changed = approver.ask("PATCH", "me/profile", {"name": "Mara Lind"}, HTTP_IF_MATCH=etag)
    assert (changed.json()["name"], changed.json()["language"]) == ("Mara Lind", "en")
    late = approver.ask("PATCH", "me/profile", {"language": "fr"}, HTTP_IF_MATCH=seen["ETag"])
    assert refused(late, 412)["current"]["name"] == "Mara Lind"
    refused(approver.ask("PATCH", "me/profile", {"name": "Ana"}), 428)
    bare = approver.ask("PATCH", "me/profile", {"name": "Ana"}, HTTP_IF_MATCH="1")
    refused(bare, 422, "If-Match")


def test_all_that_is_kept_about_oneself_can_be_taken_along(client, someone, bodies) -> None:
    who = someone(Role.FOCAL, bodies[0])
    kept = Key(client, who).ask("GET", "me/data").json()
    assert [(r["role"], r["entity"]) for r in kept["roles"]] == [("focal", "halvard")]
    assert [deed["action"] for deed in kept["deeds"]] == ["token.make"]
    refused(Key(client, who, entity=bodies[0]).ask("GET", "me/data"), 403)


def test_a_key_is_made_and_its_secret_told_once(client, approver) -> None:
    made = approver.ask("POST", "keys", {"name": "Nightly", "scopes": ["read"], "days": 7})
    assert made.status_code == 201
    assert made["Cache-Control"] == "no-store"
    secret = made.json()["secret"]
    by_it = client.get(f"{BASE}me", HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert by_it.json()["scopes"] == ["read"]
    assert "secret" not in approver.ask("GET", "keys").json()["items"][0]
    again = approver.ask("POST", "keys", {"name": "B", "scopes": ["read"]},
                         HTTP_IDEMPOTENCY_KEY="one")  # fmt: skip
    refused(again, 422)
    assert not Reply.objects.exists()


def test_a_key_made_with_a_key_reaches_no_further(client, someone, bodies) -> None:
    who = someone(Role.FOCAL, bodies[0])
    Membership.objects.create(user=who.user, entity=bodies[1], role=Role.APPROVER)
    both = person(who.user)
    narrow = Key(client, both, entity=bodies[0])
    refused(narrow.ask("POST", "keys", {"name": "A", "scopes": ["audit"]}), 422, "scopes")
    refused(narrow.ask("POST", "keys", {"name": "A", "scopes": ["read"]}), 422, "entity")
    other = {"name": "A", "scopes": ["read"], "entity": "ostra"}
    refused(narrow.ask("POST", "keys", other), 422, "entity")
    mine = narrow.ask("POST", "keys", {**other, "entity": "halvard", "days": 366})
    assert mine.status_code == 201
    first, last = Token.objects.order_by("pk")
    assert last.expires_at == first.expires_at
    refused(narrow.ask("POST", "feeds", {"entity": "halvard"}), 422)
    assert not FeedAddress.objects.exists()


def test_a_key_waits_for_the_second_factor_that_a_new_role_asks_for(
    client, someone, bodies
) -> None:
    who = someone(Role.READER, bodies[0], factor=False)
    key = Key(client, who)
    assert key.ask("GET", "me").status_code == 200
    role = Membership.objects.create(user=who.user, role=Role.COORDINATOR)
    refused(key.ask("GET", "me"), 403)
    refused(key.ask("POST", "entities", {}), 403)
    role.delete()
    assert key.ask("GET", "me").status_code == 200


def test_a_secret_address_is_made_and_read(client, approver) -> None:
    made = approver.ask("POST", "feeds", {"entity": "halvard", "language": "fr"})
    assert made.status_code == 201
    assert made.json()["atom"].startswith("http://testserver/fr/feeds/")
    for form in ("atom", "calendar"):
        assert client.get(made.json()[form]).status_code == 200
    refused(approver.ask("POST", "feeds", {"entity": "ostra"}), 422, "entity")
    approver.ask("POST", f"feeds/{made.json()['id']}/revoke", {})
    assert client.get(made.json()["atom"]).status_code == 404


def test_an_entity_is_entered_and_changed_but_not_over_another_change(client, someone) -> None:
    chief = Key(client, someone(Role.COORDINATOR))
    new = {"key": "third-office", "kind": "un", "names": {"en": "Third office"}}
    made = chief.ask("POST", "entities", new)
    assert made.status_code == 201
    path = made["Location"].removeprefix(BASE)
    etag = chief.ask("GET", path)["ETag"]
    named = chief.ask("PATCH", path, {"names": {"fr": "Bureau"}}, HTTP_IF_MATCH=etag)
    assert named.json()["names"] == {"en": "Third office", "fr": "Bureau"}
    late = chief.ask("PATCH", path, {"kind": "other"}, HTTP_IF_MATCH=etag)
    assert refused(late, 412)["current"]["names"]["fr"] == "Bureau"
    assert chief.ask("PATCH", path, {"names": {"fr": ""}}, HTTP_IF_MATCH=named["ETag"]).json()[
        "names"
    ] == {"en": "Third office"}
    refused(chief.ask("POST", "entities", new), 422, "key")
    focal = Key(client, someone(Role.FOCAL, Entity.objects.get()))
    refused(focal.ask("POST", "entities", {**new, "key": "fourth"}), 403)
