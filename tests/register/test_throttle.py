"""A caller of the API is served a burst, refused a flood, and told how long to wait."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from seized.register.running.throttle import Buckets

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch) -> None:
    """A slow machine must not fill the buckets between two calls."""
    monkeypatch.setattr("seized.register.running.throttle._seconds", lambda: 0.0)


def test_a_bucket_fills_up_steadily() -> None:
    now = [0.0]
    buckets = Buckets(lambda: now[0])
    assert [buckets.wait("a", 3) for _ in range(3)] == [0, 0, 0]
    assert buckets.wait("a", 3) == pytest.approx(20)
    assert buckets.wait("b", 3) == 0
    now[0] = 19.9
    assert buckets.wait("a", 3) > 0
    now[0] = 20.1
    assert buckets.wait("a", 3) == 0
    assert buckets.wait("a", 3) > 0


def test_a_flood_of_calls_is_refused_with_the_seconds_to_wait(client, settings) -> None:
    settings.CONFIG = settings.CONFIG._replace(api_rate=5)
    answers = [client.get("/api/v1/mandates") for _ in range(7)]
    assert [a.status_code for a in answers] == [200] * 5 + [429] * 2
    refused = answers[-1]
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert 1 <= int(refused.headers["Retry-After"]) <= 12
    assert client.get("/en/").status_code == 200
    other = client.get("/api/v1/mandates", REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 200
    with_key = client.get("/api/v1/mandates", headers={"Authorization": "Bearer x"})
    assert with_key.status_code == 401, "a key has a bucket of its own"


def test_a_visitor_cannot_choose_an_address_by_a_header(client, settings) -> None:
    settings.CONFIG = settings.CONFIG._replace(api_rate=2)
    codes = [
        client.get("/api/v1/mandates", headers={"X-Forwarded-For": f"192.0.2.{n}"}).status_code
        for n in range(4)
    ]
    assert codes == [200, 200, 429, 429]
    settings.CONFIG = settings.CONFIG._replace(behind_proxy=True)
    codes = [
        client.get("/api/v1/mandates", headers={"X-Forwarded-For": f"10.0.0.{n}, 192.0.2.9"})
        for n in range(3)
    ]
    assert [a.status_code for a in codes] == [200, 200, 429]


def test_guessing_a_password_is_slowed_down(client, django_user_model) -> None:
    cache.clear()
    django_user_model.objects.create_user("nia@example.org", "tide and harbour lamp")
    form = {"login": "nia@example.org", "password": "wrong"}
    texts = [client.post("/account/login/", form) for _ in range(7)]
    right = client.post("/account/login/", {**form, "password": "tide and harbour lamp"})
    assert "_auth_user_id" not in client.session
    assert "Too many failed login attempts" in texts[-1].content.decode() or (
        texts[-1].status_code == 429
    )
    assert right.status_code in (200, 429)
    cache.clear()
