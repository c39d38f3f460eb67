"""The API: shapes of answers, problems, cursors, ETags and keys."""

from __future__ import annotations

import datetime
import json

import jsonschema
import pytest

from seized.register.actions.base import Refused, RuleBroken
from seized.register.actions.tokens import MakeToken, RevokeToken
from seized.register.models import Entity, Event, Mandate, Paragraph, Resolution, Token
from seized.register.policy import person
from seized.writing.json import schema

pytestmark = pytest.mark.django_db
API = "/api/v1"


def problem(answer, status: int) -> dict:
    body = json.loads(answer.content)
    assert answer.status_code == body["status"] == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert set(body) == {"type", "title", "status", "detail", "instance", "errors"}
    assert body["detail"]
    return body


def bearer(who, scopes=("read",), entity=None) -> dict[str, str]:
    action = MakeToken(who, "script", scopes, entity)
    action.run()
    return {"Authorization": f"Bearer {action.secret}"}


def walk(client, address: str, limit: int = 3, **given) -> list[dict]:
    found, cursor = [], ""
    while cursor is not None:
        asked = {**given, "limit": limit} | ({"cursor": cursor} if cursor else {})
        body = client.get(f"{API}{address}", asked).json()
        assert len(body["items"]) <= limit
        found += body["items"]
        cursor = body["next"]
    return found


def test_the_document_is_openapi_3_1_and_every_operation_names_its_problems(client) -> None:
    document = client.get(f"{API}/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for operations in document["paths"].values():
        for operation in operations.values():
            for status in ("401", "403", "404", "422"):
                content = operation["responses"][status]["content"]
                assert list(content) == ["application/problem+json"]


def test_a_resolution_names_its_six_versions(client, loaded) -> None:
    symbol = Resolution.objects.get().symbol
    body = client.get(f"{API}/resolutions/{symbol}").json()
    assert body["symbol"] == symbol
    assert [v["language"] for v in body["versions"]] == ["ar", "en", "es", "fr", "ru", "zh"]
    listed = client.get(f"{API}/resolutions", {"session": body["session"]}).json()["items"]
    assert [row["symbol"] for row in listed] == [symbol]
    assert client.get(f"{API}/resolutions", {"session": 1}).json() == {"items": [], "next": None}


@pytest.mark.parametrize("code", ["ar", "zh"])
def test_a_version_is_the_record_of_the_published_contract(client, loaded, code) -> None:
    symbol = Resolution.objects.get().symbol
    address = f"{API}/resolutions/{symbol}/versions/{code}"
    body = client.get(address).json()
    jsonschema.validate(body, json.loads(schema()))
    assert body["language"] == code
    assert body["source"]["text"]
    assert not client.get(address, {"text": "false"}).json()["source"].get("text")


def test_the_cursor_walks_every_mandate_once(client, loaded) -> None:
    ids = [row["id"] for row in walk(client, "/mandates")]
    assert len(ids) > 3
    assert ids == sorted(Mandate.objects.filter(gone=False).values_list("pk", flat=True))


def test_the_cursor_walks_equal_sort_keys_of_search_once(client, loaded) -> None:
    text = Paragraph.objects.filter(version__language="en").latest("pk").text
    word = max(text.split(), key=len).strip(".,;")
    found = walk(client, "/search", 1, q=word, language="en")
    places = [row["address"] for row in found]
    assert places
    assert len(places) == len(set(places))
    assert places == [r["address"] for r in walk(client, "/search", 200, q=word, language="en")]


def test_facets_narrow_mandates_as_on_the_page(client, loaded) -> None:
    force = Mandate.objects.first().force
    rows = walk(client, "/mandates", 200, force=force)
    assert len(rows) == Mandate.objects.filter(force=force, gone=False).count()
    assert {row["force"] for row in rows} == {force}
    assert set(rows[0]["wordings"]) == {"ar", "en", "es", "fr", "ru", "zh"}
    one = client.get(f"{API}/mandates/{rows[0]['id']}").json()
    assert one == rows[0]


def test_ndjson_gives_the_rows_of_the_pages(client, loaded) -> None:
    answer = client.get(f"{API}/mandates.ndjson")
    assert answer.headers["Content-Type"] == "application/x-ndjson"
    lines = b"".join(answer.streaming_content).splitlines()
    assert [json.loads(line) for line in lines] == walk(client, "/mandates")


def test_an_entity_tells_what_it_is_asked(client, loaded) -> None:
    asked = [row for row in walk(client, "/entities") if row["asked"]]
    assert asked
    for row in asked:
        rows = walk(client, f"/entities/{row['key']}/mandates")
        assert len(rows) == row["asked"]
        assert all(row["key"] in [a["entity"] for a in m["addressees"]] for m in rows)


def test_the_agenda_names_the_resolution_that_decided(client, loaded) -> None:
    session = Mandate.objects.filter(deliverable="agenda-item").first().sessions[0]
    body = client.get(f"{API}/agenda/{session}").json()
    assert body["entries"][0]["resolution"] == Resolution.objects.get().symbol


def test_an_etag_sent_back_is_answered_304(client, loaded) -> None:
    first = client.get(f"{API}/mandates")
    etag = first.headers["ETag"]
    again = client.get(f"{API}/mandates", headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert again.content == b""
    Mandate.objects.filter(pk=first.json()["items"][0]["id"]).update(status="met")
    changed = client.get(f"{API}/mandates", headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != etag


def test_head_is_get_without_the_body(client, loaded) -> None:
    head, get = client.head(f"{API}/mandates"), client.get(f"{API}/mandates")
    assert head.content == b""
    assert head.headers["Content-Length"] == str(len(get.content))
    assert head.headers["ETag"] == get.headers["ETag"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 404),
        ("/nothing/here", 404),
        ("/resolutions/A/RES/1/1", 404),
        ("/mandates/999999999", 404),
        ("/agenda/9999", 404),
        ("/entities/nobody/mandates", 404),
        ("/agenda/x", 422),
        ("/mandates?limit=0", 422),
        ("/mandates?cursor=x", 422),
        ("/mandates?statos=open", 422),
        ("/mandates?status=open&status=met", 422),
        ("/mandates?status=ready", 422),
        ("/mandates?q=report", 422),
        ("/search?q=report&language=de", 422),
        ("/search?q=%00&language=en", 400),
        ("/me", 401),
        ("/audit", 401),
    ],
)
def test_every_error_is_a_problem(client, address, status) -> None:
    body = problem(client.get(API + address), status)
    assert bool(body["errors"]) == (status == 422)


def test_another_method_is_a_problem_that_says_which_are_allowed(client) -> None:
    answer = client.post(f"{API}/mandates")
    problem(answer, 405)
    assert answer.headers["Allow"] == "GET, HEAD"


def test_a_fault_of_the_register_is_a_problem_without_its_inside(client, monkeypatch) -> None:
    def broken(*_):
        raise RuntimeError("inner secret")

    monkeypatch.setattr("seized.register.cycle.agenda.agenda", broken)
    body = problem(client.get(f"{API}/agenda/76"), 500)
    assert "inner secret" not in str(body)


def test_only_the_digest_of_a_key_is_kept_and_its_making_is_in_the_trail(someone) -> None:
    action = MakeToken(someone("reader"), "script", ["read"])
    token = action.run()
    kept = json.dumps(list(Token.objects.values()), default=str)
    assert action.secret not in kept
    assert action.secret not in json.dumps(list(Event.objects.values()), default=str)
    assert len(token.digest) == 64
    assert Event.objects.get().action == "token.make"


def test_a_key_speaks_for_its_person_until_revoked(client, someone) -> None:
    who = someone("coordinator")
    headers = bearer(who)
    assert client.get(f"{API}/me", headers=headers).json() == {
        "email": who.user.email, "scopes": ["read"], "everywhere": ["coordinator"], "roles": {},
    }  # fmt: skip
    RevokeToken(who, Token.objects.get()).run()
    answer = client.get(f"{API}/me", headers=headers)
    problem(answer, 401)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("given", ["Bearer seized_no", "Basic eDp5", "Bearer", "x"])
def test_an_unknown_key_is_refused_even_for_what_is_public(client, given) -> None:
    problem(client.get(f"{API}/mandates", headers={"Authorization": given}), 401)


def test_an_expired_key_and_one_of_an_inactive_person_are_refused(client, someone) -> None:
    who = someone("reader")
    headers = bearer(who)
    past = datetime.datetime.now(datetime.UTC) - datetime.timedelta(1)
    Token.objects.update(expires_at=past)
    problem(client.get(f"{API}/me", headers=headers), 401)
    Token.objects.update(expires_at=None)
    assert client.get(f"{API}/me", headers=headers).status_code == 200
    type(who.user).objects.update(is_active=False)
    problem(client.get(f"{API}/me", headers=headers), 401)


def test_the_trail_needs_both_the_scope_and_the_role(client, someone) -> None:
    auditor, reader = someone("auditor"), someone("reader")
    problem(client.get(f"{API}/audit", headers=bearer(auditor)), 403)
    problem(client.get(f"{API}/audit", headers=bearer(reader, ["read", "audit"])), 403)
    answer = client.get(f"{API}/audit", headers=bearer(auditor, ["read", "audit"]))
    assert [e["number"] for e in answer.json()["items"]] == [1, 2, 3]
    problem(client.get(f"{API}/mandates", headers=bearer(auditor, ["audit"])), 403)


def test_a_key_for_one_entity_has_the_roles_for_that_entity_alone(client, someone) -> None:
    first, second = (Entity.objects.create(key=key) for key in ("first", "second"))
    who = someone("focal", first)
    who.user.memberships.create(role="approver", entity=second)
    who.user.memberships.create(role="auditor")
    headers = bearer(person(who.user), ["read", "audit"], first)
    body = client.get(f"{API}/me", headers=headers).json()
    assert body["everywhere"] == []
    assert body["roles"] == {"focal": ["first"]}
    problem(client.get(f"{API}/audit", headers=headers), 403)


def test_no_key_for_an_entity_of_others_nor_without_known_scopes(someone) -> None:
    other = Entity.objects.create(key="other")
    who = someone("reader")
    for scopes, entity, days in ((["read"], other, 9), (["all"], None, 9), ([], None, 9),
                                 (["read"], None, 999)):  # fmt: skip
        with pytest.raises(RuleBroken):
            MakeToken(who, "script", scopes, entity, days).run()
    assert not Token.objects.exists()
    with pytest.raises(Refused):
        MakeToken(person(None), "script", ["read"]).run()


def test_only_the_owner_or_an_administrator_revokes(someone) -> None:
    owner, other, administrator = (someone(r) for r in ("reader", "auditor", "administrator"))
    bearer(owner)
    token = Token.objects.get()
    with pytest.raises(Refused):
        RevokeToken(other, token).run()
    assert RevokeToken(administrator, token).run().revoked_at
