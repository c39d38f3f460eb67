"""Why a deliverable was told: the account adds up, and its words are those of the clause."""

from __future__ import annotations

import pytest

from seized import samples
from seized.engine import read
from seized.languages import CODES
from seized.languages.words import fold
from seized.meaning.accounts import accounts_of
from seized.model.accounts import Account
from seized.model.record import Record


def _read(code: str) -> tuple[Record, dict[str, Account]]:
    record = read(samples.path(code).read_bytes())
    text = record.source.text or ""
    return record, accounts_of(record.resolution, text, code, record.actors)


@pytest.mark.parametrize("code", CODES)
def test_every_mandate_has_an_account_of_the_deliverable_that_was_told(code: str) -> None:
    record, accounts = _read(code)
    assert len(record.mandates) > 5
    assert {m.id: m.deliverable for m in record.mandates} == {
        name: one.told for name, one in accounts.items()
    }


@pytest.mark.parametrize("code", CODES)
def test_the_points_of_all_who_speak_add_up(code: str) -> None:
    weighed = [one for one in _read(code)[1].values() if not one.certain]
    assert weighed
    for one in weighed:
        assert one.points[one.told] >= one.points[one.next]
        for kind in (one.told, one.next):
            spoken = sum(voice.points.get(kind, 0) for voice in one.voices)
            assert one.points[kind] == one.starts[kind] + spoken


@pytest.mark.parametrize("code", CODES)
def test_the_loudest_for_the_kind_told_comes_first(code: str) -> None:
    for one in _read(code)[1].values():
        leads = [v.points.get(one.told, 0) - v.points.get(one.next, 0) for v in one.voices]
        assert leads == sorted(leads, reverse=True)


@pytest.mark.parametrize("code", CODES)
def test_nearly_every_phrase_is_found_in_the_clause(code: str) -> None:
    record, accounts = _read(code)
    text = record.source.text or ""
    size = {m.id: m.span for m in record.mandates}
    placed = lost = 0
    for name, one in accounts.items():
        for voice in one.voices:
            if voice.place in ("session", "fixed") and not one.certain:
                continue
            placed += bool(voice.spans)
            lost += not voice.spans
            span = size[name]
            assert span is not None
            assert all(start >= span.start for start, _ in voice.spans)
            if voice.place == "action" and voice.phrase.isalpha() and voice.spans and code != "ar":
                start, end = voice.spans[0]
                assert fold(text[start:end]).text.startswith(voice.phrase)
    assert lost <= placed // 20


@pytest.mark.parametrize("code", CODES)
def test_an_agenda_item_is_told_by_fixed_words_and_these_are_shown(code: str) -> None:
    record, accounts = _read(code)
    (item,) = [m for m in record.mandates if m.deliverable == "agenda-item"]
    account = accounts[item.id]
    assert account.certain
    ((start, end),) = account.voices[0].spans
    assert (record.source.text or "")[start:end] in item.quote
    assert account.voices[0].place == "fixed"


def test_a_word_that_speaks_stands_where_it_speaks() -> None:
    record, accounts = _read("en")
    text = record.source.text or ""
    (report,) = [m for m in record.mandates if m.deliverable == "report"]
    words = {
        text[span.start : span.end] for v in accounts[report.id].voices for span in v.spans[:1]
    }
    assert {"submit", "report on", "Requests"} <= words


def test_an_act_that_tells_the_kind_by_itself_is_shown() -> None:
    text = (
        "Resolution adopted by the General Assembly on 15 December 2022\n\n"
        "77/390. Buoys\n\nThe General Assembly,\n\nRecalling its resolution 76/300,\n\n"
        "1. Appoints three pilots as members of the Board of Buoys;\n\n"
        "2. Requests the pilots to paint the buoys.\n"
    )
    record = read(text.encode())
    accounts = accounts_of(record.resolution, text, "en", record.actors)
    account = accounts["op1#1"]
    assert (account.told, account.certain) == ("appointment", True)
    assert account.voices[0].place == "act"
    ((start, end),) = account.voices[0].spans
    assert text[start:end] == "Appoints"


def test_a_clause_that_breaks_off_has_an_account_all_the_same() -> None:
    text = (
        "Resolution adopted by the General Assembly on 15 December 2022\n\n"
        "77/390. Buoys\n\nThe General Assembly,\n\nRecalling its resolution 76/300,\n\n"
        "1. Requests the Secretary-General;\n\n2. Requests the pilots to paint the buoys.\n"
    )
    record = read(text.encode())
    accounts = accounts_of(record.resolution, text, "en", record.actors)
    assert record.mandates[0].action == ""
    assert accounts["op1#1"].told == record.mandates[0].deliverable
