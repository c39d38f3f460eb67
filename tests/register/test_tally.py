"""The tally of mandates is what the database says, after every change, and narrows as it does."""

from __future__ import annotations

import datetime
import re

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.register.conftest import sample

from seized import read
from seized.register.loading import load_record, unload
from seized.register.mandates import tally
from seized.register.mandates.facets import Facets
from seized.register.models import Addressee, Entity, Mandate, Status, Version
from seized.register.pages.fragments import fragments
from seized.register.pages.rows import (
    asked_row,
    mandate_address,
    mandate_row,
    resolution_address,
    shortened,
)
from seized.samples import path

TODAY = datetime.date(2042, 6, 1)


@pytest.fixture
def two(loaded) -> None:
    """Two resolutions, the second one overtaking some of the first."""
    load_record(read(path("en", session=97)))
    Mandate.objects.filter(act="request").update(status="met", needs_review=True)


VALUES = {
    "session": ["95", "97", "1"],
    "force": ["request", "invite", "decide", "urge"],
    "deliverable": ["report", "consultation", "action", "programme"],
    "status": ["open", "met"],
    "addressee": ["secretary-general", "member-states", "nobody"],
    "language": ["en", "zh"],
    "organ": ["general-assembly"],
    "due": ["90", "365", "past", "none"],
    "review": ["1"],
    "field": ["trade", "environment"],
}
asked = st.fixed_dictionaries(
    {}, optional={key: st.sampled_from(values) for key, values in VALUES.items()}
)


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(given_values=asked)
def test_to_narrow_in_memory_is_to_narrow_in_the_database(two, given_values) -> None:
    facets = Facets(given_values, "en")
    facets.today = TODAY
    rows = set(facets.rows().values_list("pk", flat=True))
    assert set(facets.keys()) == rows
    assert facets.page().paginator.count == len(rows)
    for facet in facets.facets():
        for choice in facet.choices:
            other = Facets({**given_values, facet.key: choice.value}, "en")
            other.today = TODAY
            assert choice.number == other.rows().count(), (facet.key, choice.value)


@pytest.mark.django_db
def test_those_due_first_stand_at_the_top_and_the_undated_below(two) -> None:
    keys = Facets({}, "en").keys()
    rows = Mandate.objects.in_bulk(keys)
    dates = [rows[key].due_last for key in keys]
    assert dates == sorted(dates, key=lambda day: day or datetime.date.max)
    assert None in dates


@pytest.mark.django_db(transaction=True)
def test_every_way_to_change_a_mandate_is_seen_at_once() -> None:
    def counts(facet: str) -> dict[str, int]:
        return dict(tally.current().totals(facet))

    for code in ("en", "fr"):
        load_record(sample(code))
    whole = len(tally.current().keys)
    assert counts("language") == {"en": whole, "fr": whole}
    row = Mandate.objects.first()
    row.status = "met"
    row.save()
    assert counts("status")["met"] == 1
    Mandate.objects.filter(status="met").update(status="lapsed")
    assert counts("status")["lapsed"] == 1
    body = Entity.objects.create(key="halvard-office", names={"en": "Halvard Office"})
    Addressee.objects.create(mandate=row, entity=body, class_name="organ")
    assert counts("addressee")["halvard-office"] == 1
    Addressee.objects.filter(entity=body).delete()
    assert "halvard-office" not in counts("addressee")
    row.delete()
    assert len(tally.current().keys) == whole - 1
    unload(Version.objects.get(language="fr"))
    assert set(counts("language")) == {"en"}
    unload(Version.objects.get(language="en"))
    assert tally.current().keys == []


@pytest.mark.django_db(transaction=True)
def test_what_is_not_committed_is_not_kept() -> None:
    from django.db import transaction

    load_record(sample("en"))
    whole = tally.current()
    with transaction.atomic():
        Mandate.objects.all().delete()
        assert tally.current().keys == []
        transaction.set_rollback(True)
    assert tally.current().keys == whole.keys


@pytest.mark.django_db(transaction=True)
def test_a_row_is_made_anew_when_its_mandate_or_a_name_changes() -> None:
    load_record(sample("en"))
    mandate = Mandate.objects.filter(addressees__entity__key="secretary-general").first()

    def shown() -> str:
        found = tally.current()
        (text,) = fragments(asked_row, found, [mandate.pk], "en", "asked").values()
        return text

    before = shown()
    assert shown() is before
    assert "status-met" not in before
    mandate.status = Status.MET
    mandate.save()
    assert "status-met" in shown()
    body = Entity.objects.get(key="secretary-general")
    body.names = {"en": "Head of the Secretariat"}
    body.save()
    mandate.refresh_from_db()
    table = fragments(mandate_row, tally.current(), [mandate.pk], "en", "table")
    assert "Head of the Secretariat" in table[mandate.pk]


@pytest.mark.django_db
def test_a_mandate_is_shown_in_a_language_at_hand(db) -> None:
    load_record(sample("ru"))
    key = Mandate.objects.values_list("pk", flat=True).first()
    (text,) = fragments(mandate_row, tally.current(), [key], "zh", "table").values()
    assert 'lang="ru"' in text


@pytest.mark.parametrize(
    ("symbol", "place"),
    [("A/RES/75/268", "op2"), ("A/RES/3201 (S-VI)", "op4.a"), ("S/RES/1373(2001)", "annex1.op3-2")],
)
def test_the_address_of_a_mandate_is_that_of_its_page(symbol: str, place: str) -> None:
    expected = reverse("mandate", args=["ar", symbol, place])
    assert mandate_address(symbol, place, "ar") == expected
    assert resolution_address(symbol, "zh") == reverse("resolution", args=["zh", symbol])


def test_a_long_text_is_cut_between_characters_and_a_short_one_stays() -> None:
    assert shortened("short", 5) == "short"
    assert shortened("0123456789", 5) == "0123…"
    assert shortened("012\u0065\u0301567", 5) == "012…"  # an accent stays with its letter


@pytest.mark.django_db
def test_what_a_text_says_is_escaped_in_rows(db) -> None:
    load_record(sample("en"))
    mandate = Mandate.objects.filter(addressees__entity__isnull=False).first()
    entity = mandate.addressees.filter(entity__isnull=False).first().entity
    entity.names = {"en": '<b>Bureau</b> & "Co"'}
    entity.save()
    mandate.wordings.update(quote="<script>", action="<i>acts</i>")
    mandate.due_event = "<u>event</u>"
    mandate.save()
    for kind, made in (("t", mandate_row), ("a", asked_row)):
        (text,) = fragments(made, tally.current(), [mandate.pk], "en", kind).values()
        assert "&lt;b&gt;Bureau&lt;/b&gt; &amp; &quot;Co&quot;" in text
        assert "&lt;u&gt;event&lt;/u&gt;" in text
        assert not {"<script>", "<i>", "<u>", "<b>"} & set(re.findall(r"<\w+>", text))


@pytest.mark.django_db(transaction=True)
def test_what_changed_since_is_told_as_if_all_were_counted_anew() -> None:
    for session in (95, 97):
        for code in ("en", "ru"):
            load_record(read(path(code, session=session)))
    tally.current()
    first, second = Mandate.objects.order_by("pk")[:2]
    for change in (
        lambda: Mandate.objects.filter(pk=first.pk).update(status="met"),
        lambda: Mandate.objects.filter(pk=second.pk).update(due_last=None, due_first=None),
        lambda: Mandate.objects.filter(act="request").update(due_last=TODAY, due_first=TODAY),
        lambda: Mandate.objects.filter(pk=first.pk).delete(),
        lambda: unload(Version.objects.get(language="en", resolution__session=97)),
        lambda: load_record(read(path("fr", session=97))),
        lambda: load_record(read(path("en", session=97))),
    ):
        change()
        found = tally.current()
        tally.forget()
        anew = tally.current()
        assert found.keys == anew.keys
        assert found.all.bit_count() == len(anew.keys)
        for facet in tally.FACETS:
            assert found.totals(facet) == anew.totals(facet), facet
            for value, number in anew.totals(facet):
                kept, made = found.of(facet, value), anew.of(facet, value)
                assert found.listed(kept) == anew.listed(made)
                assert found.counted("status", kept, 3) == anew.counted("status", made, 3)
                assert kept.bit_count() == number
                assert found.having(found.listed(kept)) == kept
        for wanted in tally.DUE:
            assert found.listed(found.due(wanted, TODAY)) == anew.listed(anew.due(wanted, TODAY))
        assert [found.stamp(key) for key in found.keys] == [anew.stamp(key) for key in anew.keys]
        tally._KEEPER.tally = found  # the next change comes on top
