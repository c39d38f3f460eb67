"""What a person may not see leaves no trace: a page is the same as if it were not there at all."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.register.conftest import sample

from seized.register.loading import load_record
from seized.register.models import (
    Agreement,
    Consultation,
    Entity,
    Mandate,
    Membership,
    Programme,
    Role,
    State,
    User,
    Visibility,
)
from seized.register.policy import person, visible

pytestmark = pytest.mark.django_db
SIDES = ("halvard", "ostra", "third")
KINDS = (Consultation, Programme, Agreement)
OWN = (Role.READER, Role.FOCAL, Role.APPROVER, Role.PARTNER)
PAGES = (
    "", "consultations/", "programmes/", "agreements/", "calendar/", "calendar/calendar.ics",
    "entities/", "entities/halvard/", "entities/ostra/", "entities/halvard/feed.atom",
    "mandates/", "search/?q=talks", "{symbol}/", "{symbol}/follow-up/", "{symbol}/feed.atom",
    "{symbol}/mandates/", "{symbol}/history/", "{symbol}/mandates/{place}/",
    "consultations/?state=cleared", "agreements/?state=published",
)  # fmt: skip
API = ("mandates", "entities/halvard", "entities/halvard/mandates", "resolutions/{symbol}")

records = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.sampled_from(State.values),
        st.sampled_from(Visibility.values),
        st.sampled_from(SIDES),
        st.sampled_from(SIDES),
    ),
    min_size=1,
    max_size=4,
)
people = st.one_of(
    st.just((None, None)),
    st.tuples(st.sampled_from(OWN), st.sampled_from(SIDES)),
)


@pytest.fixture
def bodies(db) -> dict[str, Entity]:
    load_record(sample("en"))
    return {
        key: Entity.objects.create(key=key, names={"en": key.title()}, kind="partner")
        for key in SIDES
    }


def _add(bodies, mandate, number, kind, state, visibility, owner, other) -> None:
    both = [bodies[owner], bodies[other]]
    shared = {
        "owner": bodies[owner], "state": state, "visibility": visibility, "note": f"talks {number}",
    }  # fmt: skip
    if kind is Consultation:
        row = Consultation.objects.create(first="2041-03", forum=f"talks {number}", **shared)
        row.participants.set(both)
    elif kind is Programme:
        row = Programme.objects.create(title=f"talks {number}", lead=bodies[owner], **shared)
        row.partners.set([bodies[other]])
    else:
        row = Agreement.objects.create(
            kind="protocol", title=f"talks {number}", signed="2040", expires="2042", **shared
        )
        row.parties.set(both)
    row.mandates.add(mandate)


def _read(client: Client, mandate: Mandate) -> dict[str, str]:
    names = {"symbol": mandate.resolution.symbol, "place": mandate.place}
    paths = [f"/en/{page.format(**names)}" for page in PAGES]
    paths += [f"/api/v1/{page.format(**names)}" for page in API]
    out = {}
    for path in paths:
        answer = client.get(path)
        assert answer.status_code in {200, 302}, path
        text = answer.content.decode()
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
        out[path] = re.sub(r"<updated>[^<]*</updated>|DTSTAMP:\w+", "", text)
    return out


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(entered=records, looks=people)
def test_a_page_is_the_same_without_what_one_may_not_see(bodies, entered, looks) -> None:
    role, side = looks
    mandate = Mandate.objects.filter(deliverable="consultation").first()
    with transaction.atomic():
        for number, record in enumerate(entered):
            _add(bodies, mandate, number, *record)
        client = Client()
        user = None
        if role is not None:
            user = User.objects.create_user("one@example.org")
            Membership.objects.create(user=user, entity=bodies[side], role=role)
            client.force_login(user)
        who = person(user)
        there = _read(client, mandate)
        for kind in KINDS:
            seen = set(visible(kind.objects.all(), who).values_list("pk", flat=True))
            kind.objects.exclude(pk__in=seen).delete()
        without = _read(client, mandate)
        transaction.set_rollback(True)
    for path, text in there.items():
        assert text == without[path], path
