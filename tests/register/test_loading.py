"""Records become rows that the six language versions share."""

from __future__ import annotations

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec.structs import replace
from tests.register.conftest import sample

from seized import read
from seized.register.loading import load_record, load_records, unload
from seized.register.models import (
    Addressee,
    Agreement,
    Citation,
    Mandate,
    Mention,
    Paragraph,
    Resolution,
    ReviewItem,
    StatusChange,
    Version,
    Wording,
)
from seized.register.texts import search
from seized.register.texts.prepared import gist, prepare, unpack
from seized.samples import path

pytestmark = pytest.mark.django_db


def test_six_versions_stand_under_one_symbol(loaded) -> None:
    resolution = Resolution.objects.get()
    assert {v.language for v in resolution.versions.all()} == {"ar", "en", "es", "fr", "ru", "zh"}
    assert set(resolution.titles) == {"ar", "en", "es", "fr", "ru", "zh"}


def test_the_mandates_of_six_versions_are_those_of_one(loaded) -> None:
    english = sample("en")
    rows = Mandate.objects.all()
    assert rows.count() == len(english.mandates)
    assert all(row.wordings.count() == 6 for row in rows)


def test_the_same_file_again_changes_nothing(loaded) -> None:
    before = Paragraph.objects.count()
    assert load_record(sample("fr")).outcome == "same"
    assert Paragraph.objects.count() == before


def test_the_same_file_under_another_name_is_the_same(loaded) -> None:
    record = sample("fr")
    named = replace(record, source=replace(record.source, name="another.txt"))
    assert load_record(named).outcome == "same"
    other = replace(record, citations=record.citations[1:])
    assert load_record(other).outcome == "changed"


def test_a_version_taken_out_leaves_the_others(loaded) -> None:
    russian = next(one.version for one in loaded if one.version.language == "ru")
    unload(russian)
    resolution = Resolution.objects.get()
    assert "ru" not in resolution.titles
    assert resolution.mandates.exists()


def test_work_about_a_mandate_stays_when_its_text_is_read_again(db) -> None:
    load_record(sample("en"))
    row = Mandate.objects.first()
    StatusChange.objects.create(mandate=row, before="open", after="met", reason="A letter.")
    other = sample("en")
    load_record(type(other)(**{f: getattr(other, f) for f in other.__struct_fields__}))
    assert Mandate.objects.get(pk=row.pk).changes.count() == 1


@pytest.mark.shared
def test_an_agreement_of_the_preamble_is_entered_with_the_date_of_the_text(db, shared) -> None:
    record = read(shared / "seed" / "A_RES_75_268.zh.txt")
    load_record(record)
    rows = Agreement.objects.filter(found=True)
    assert {"2011-06", "2012-07-22", "2015-12", "2018-06", "2019-03-25"} <= {
        str(row.signed) for row in rows
    }
    assert all(row.parties.count() == 2 for row in rows)
    assert all(row.seen_in.get().quotes.keys() == {"zh"} for row in rows)


@pytest.mark.parametrize(
    ("code", "asked"),
    [("zh", "报告"), ("ar", "تقرير"), ("ru", "докладов"), ("en", "reports"), ("fr", "rapports")],
)
def test_search_finds_words_in_other_forms(loaded, code, asked) -> None:
    places = search.find(asked, code, 100)
    assert places
    assert len(places) == search.count(asked, code) == len(search.paragraphs(places, code))


def test_search_finds_nothing_for_nothing(loaded) -> None:
    assert not search.find("  ", "en", 10)
    assert search.count("", "en") == 0


def test_search_gives_the_newest_resolution_first_and_its_paragraphs_from_the_top(loaded) -> None:
    load_record(read(path("en", session=97)))
    rows = search.paragraphs(search.find("organization", "en", 200), "en")
    told = [(row.version.resolution.session, row.position) for row in rows]
    assert told == sorted(told, key=lambda pair: (-pair[0], pair[1]))
    assert {session for session, _ in told} == {95, 97}
    pages = [search.find("organization", "en", 7, start) for start in range(0, len(rows), 7)]
    assert [place for one in pages for place in one] == [row.place for row in rows]


@pytest.mark.parametrize("most", [0, 10_000])
def test_common_words_and_rare_ones_find_alike(loaded, monkeypatch, most) -> None:
    monkeypatch.setattr(search, "MOST", most)
    whole = sorted((p.place for p in _having("organization")), reverse=True)
    assert search.find("organization", "en", 500) == whole
    assert search.find("organization", "en", 3, before=whole[2]) == whole[3:6]
    assert search.mandates("organization", "en")


def _having(word: str) -> list[Paragraph]:
    (folded,) = search.fold(word, "en").split()
    rows = Paragraph.objects.filter(language="en")
    return [row for row in rows if folded in row.words.split()]


def test_a_batch_brings_the_same_rows_as_one_record_after_the_other(db) -> None:
    codes = ("zh", "en", "ru")
    for code in codes:
        load_record(sample(code))
    alone = _counts()
    Resolution.objects.all().delete()
    loaded = load_records([(prepare(sample(code)), None) for code in codes])
    assert [one.outcome for one in loaded] == ["new"] * 3
    assert _counts() == alone


def test_a_batch_may_hold_the_same_version_twice(db) -> None:
    pair = (prepare(sample("en")), None)
    assert [one.outcome for one in load_records([pair, pair])] == ["new", "same"]


def test_a_version_taken_out_takes_its_words_with_it(loaded) -> None:
    for one in loaded:
        if one.version.language != "fr":
            unload(one.version)
    assert set(Wording.objects.values_list("language", flat=True)) == {"fr"}
    assert not Paragraph.objects.exclude(version__language="fr").exists()
    unload(Version.objects.get(language="fr"))
    assert not Resolution.objects.exists()


def _counts() -> list[int]:
    kinds = (Paragraph, Mandate, Wording, Addressee, Citation, Mention, Agreement, ReviewItem)
    return [kind._default_manager.count() for kind in kinds]


@pytest.mark.parametrize("code", ["ar", "en", "es", "fr", "ru", "zh"])
def test_the_gist_says_all_that_rows_are_made_of_in_the_same_order(code: str) -> None:
    whole = sample(code)
    twice = msgspec.structs.replace(
        whole,
        actors=(*whole.actors, *whole.actors[:1]),
        fields=(*whole.fields, *whole.fields[:1]),
    )
    prepared = prepare(twice)
    short = gist(prepared)
    assert [(m.actor, m.at) for m in short.actors] == list(
        dict.fromkeys((m.actor, m.at) for m in whole.actors)
    )
    assert [(m.field, m.at) for m in short.fields] == list(
        dict.fromkeys((m.field, m.at) for m in whole.fields)
    )
    assert (short.mandates, short.citations, short.events, short.doubts) == (
        whole.mandates, whole.citations, whole.events, whole.doubts
    )  # fmt: skip
    assert [part.text for part in prepared.parts] == [p.text for p in whole.resolution.paragraphs()]
    assert unpack(prepared.data).source.text == whole.source.text


@pytest.mark.skipif(connection.vendor != "sqlite", reason="an index of SQLite")
def test_a_load_looks_at_the_words_of_new_versions_alone_in_rising_order(db) -> None:
    with CaptureQueriesContext(connection) as asked:
        load_record(sample("en"))
    begin = "INSERT INTO register_search_en"
    (statement,) = [one["sql"] for one in asked if one["sql"].startswith(begin)]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        plan = " ".join(row[3] for row in cursor.fetchall())
    assert "version_id=?" in plan
    assert "language=?" not in plan
    assert "ORDER BY" in statement
