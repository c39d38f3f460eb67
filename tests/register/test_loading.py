"""Records become rows that the six language versions share."""

from __future__ import annotations

import pytest
from tests.register.conftest import sample

from seized import read
from seized.register import search
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
from seized.register.prepared import prepare

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
    inside = Paragraph.objects.filter(version__language=code)
    assert search.find(asked, code, inside).exists()


def test_search_finds_nothing_for_nothing(loaded) -> None:
    assert not search.find("  ", "en", Paragraph.objects.all()).exists()


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
