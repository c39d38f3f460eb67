"""Every role at every address and operation: what it may do, and what it must not see."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern
from tests.register import matrix
from tests.register.matrix import OPERATIONS, PAGES, Cell, filled
from tests.register.world import ANSWER, LEAVER, MERGED, RECORD, cast, made

from seized.register import urls
from seized.register.api import api

pytestmark = pytest.mark.django_db
SEEN_BY = {
    RECORD: matrix.sees_record,
    ANSWER: matrix.sees_answer,
    MERGED: matrix.sees_merged,
    LEAVER: matrix.sees_person,
}


def _operations() -> set[str]:
    found = api.get_openapi_schema()["paths"].values()
    return {one["operationId"] for path in found for one in path.values()}


def test_every_address_and_operation_stands_in_the_table() -> None:
    assert {p.name for p in urls.pages if isinstance(p, URLPattern)} == set(PAGES)
    assert _operations() == set(OPERATIONS)


def _body(answer) -> str:
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return data.decode("utf-8", "replace")


def _asked(client: Client, cell: Cell, path: str, world: SimpleNamespace):
    """The answer; whatever it changed is as it was again."""
    data = {key: filled(value, world) for key, value in cell.data.items()}
    with transaction.atomic():
        answer = _sent(client, cell, path, world, data)
        body = _body(answer)
        transaction.set_rollback(True)
    return answer, body


def _sent(client: Client, cell: Cell, path: str, world: SimpleNamespace, data: dict[str, str]):
    if not path.startswith("/api/"):
        return client.post(path, data) if data else client.generic(cell.method, path)
    if cell.method == "GET":
        return client.get(path)
    more = {"HTTP_IF_MATCH": '"1"'}
    if world.user:
        more["HTTP_AUTHORIZATION"] = f"Bearer {world.own_secret}"
    for name in {"file", "files"} & set(data):
        file = SimpleUploadedFile("given.txt", data[name].encode())
        return client.post(path, {name: file}, **more)
    return client.generic(cell.method, path, json.dumps(data), "application/json", **more)


def _refusal(answer, body: str) -> bool:
    """Whether this says no, as a page that tells what to do or as the way to sign in."""
    if answer.status_code == 302:
        return "/account/login" in answer["Location"]
    if answer.status_code in {403, 404}:
        assert answer["Content-Type"].startswith("text/html"), answer["Content-Type"]
        assert "<h1>" in body
        assert 'id="main"' in body
        return True
    return False


def _problem(answer, body: str) -> bool:
    if answer.status_code in {401, 403, 404}:
        assert answer["Content-Type"] == "application/problem+json"
        told = json.loads(body)
        assert told["status"] == answer.status_code
        assert told["detail"]
        return True
    return False


def _leaks(name: str, cell: Cell, body: str) -> list[str]:
    if "feeds/" in cell.path and cell.method == "GET":
        return []  # the right of its owner: under test with the feeds
    return [mark for mark, sees in SEEN_BY.items() if mark in body and not sees(name)]


@pytest.mark.parametrize("name", cast())
def test_each_role_may_do_what_the_table_says_and_sees_nothing_else(name, settings) -> None:
    settings.API_WRITES_A_MINUTE = 1_000_000  # the table asks faster than a person
    world = made(name)
    client = Client()
    if world.user:
        client.force_login(world.user)
    wrong = []
    groups = ((PAGES, "/en/", _refusal), (OPERATIONS, "/api/v1/", _problem))
    for table, start, refused in groups:
        for address, cells in table.items():
            for cell in cells:
                path = start + filled(cell.path, world)
                answer, body = _asked(client, cell, path, world)
                case = f"{cell.method} {address} {cell.path} {answer.status_code}"
                no = answer.status_code == 410 if cell.gone else refused(answer, body)
                if no == cell.rule(name) and not cell.gone:
                    wrong.append(f"{case}: {'may' if cell.rule(name) else 'may not'}")
                if answer.status_code >= 500:
                    wrong.append(f"{case}: a fault")
                wrong += [f"{case}: shows {mark!r}" for mark in _leaks(name, cell, body)]
    assert not wrong, "\n".join(wrong)
