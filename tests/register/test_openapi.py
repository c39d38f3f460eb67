"""Every answer of the API is as its document says, whatever is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from seized.register.actions.tokens import MakeToken
from seized.register.wsgi import application

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# So few examples that all operations are asked within a minute. A cursor must be one that was
# given out and a title needs its language, which no schema can say: so one check, that every
# well-formed request is taken, is left out.
_LIMITED = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def _operations(schema):
    return [found.ok() for found in schema.get_all_operations()]


@pytest.fixture
def key(loaded, someone, settings) -> Iterator[str]:
    """A key of a coordinator, which may change things as fast as they are asked."""
    settings.API_WRITES_A_MINUTE = 1_000_000
    action = MakeToken(someone("coordinator"), "For a test", ["read", "write"])
    action.run()
    # The application closes old connections between requests; the one of a test must stay.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield action.secret
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    cache.clear()  # the requests of this minute are counted there, by the number of the person


@pytest.mark.parametrize("writing", [False, True], ids=["reading", "writing"])
@pytest.mark.parametrize(
    "mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.name.lower()
)
def test_every_answer_is_as_the_document_says(key, mode, writing) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operations = [one for one in _operations(schema) if (one.method != "get") == writing]
    assert len(operations) >= 31
    operations.sort(key=lambda one: "/keys/" in one.path)  # last: one may end the key of this test
    head = {"Authorization": f"Bearer {key}"} if writing else {}
    left_out = [positive_data_acceptance, *([ignored_auth] if writing else [])]
    for operation in operations:
        if mode is schemathesis.GenerationMode.NEGATIVE and not (operation.query or operation.body):
            continue  # any text can stand for a symbol: nothing to get wrong

        @_LIMITED
        @given(case=operation.as_strategy(generation_mode=mode))
        def asked(case) -> None:
            case.call_and_validate(headers=head, excluded_checks=left_out)

        asked()
