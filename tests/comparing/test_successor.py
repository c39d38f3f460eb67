"""The next draft: sessions forward, the list longer, the rest left to a person."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from revised import CODES, sample
from test_genealogy import lamps

from seized.comparing.successor import next_session, successor
from seized.languages.numbers import ordinal
from seized.languages.ordinals import forms, like, write_ordinal
from seized.model.dates import PartialDate
from seized.model.errors import InputError, NotFound
from seized.model.record import Record
from seized.model.redline import Passage
from seized.model.resolution import Session


def adopted(record: Record, day: str) -> Record:
    resolution = msgspec.structs.replace(record.resolution, adopted=PartialDate(day))
    return msgspec.structs.replace(record, resolution=resolution)


def passage(found: list[Passage], at: str) -> Passage:
    return next(one for one in found if one.new == at)


def text_of(one: Passage, without: str) -> str:
    return "".join(edit.text for edit in one.edits if edit.kind != without)


@pytest.mark.parametrize("code", CODES)
def test_every_ordinal_that_is_written_is_read_again(code: str) -> None:
    for form in forms(code):
        for number in range(19, 101):
            assert ordinal(write_ordinal(number, code, form), code) == number


@pytest.mark.parametrize("code", CODES)
@given(number=st.integers(60, 100), other=st.integers(60, 100), place=st.integers(0, 7))
def test_an_ordinal_keeps_its_case_and_gender(
    code: str, number: int, other: int, place: int
) -> None:
    form = forms(code)[place % len(forms(code))]
    written = like(write_ordinal(number, code, form), number, other, code)
    assert written is not None
    assert ordinal(written, code) == other


def test_words_end_at_a_hundred_and_forms_have_names() -> None:
    with pytest.raises(NotFound, match="up to 100"):
        write_ordinal(101, "en")
    with pytest.raises(NotFound, match="forms are plain"):
        write_ordinal(7, "en", "dual")
    assert like("113th", 113, 115, "en") is None


def test_the_session_that_is_asked_for_is_that_of_the_draft() -> None:
    assert next_session(lamps("60/1", "sixty-second")) == 62
    assert next_session(lamps("60/1", "sixty-third")) == 63


def test_sessions_roll_and_the_list_takes_up_the_last_resolution() -> None:
    record = adopted(lamps("60/1", "sixty-second", listed=" and 58/7 of 5 June 2004"), "2006-02-01")
    record = msgspec.structs.replace(
        record, citations=tuple(one for one in record.citations if "401" not in (one.symbol or ""))
    )
    found = list(successor(record).passages)
    report = passage(found, "op2")
    assert "at its sixty-fourth session" in text_of(report, "deleted")
    assert "at its sixty-second session" in text_of(report, "inserted")
    assert report.state == "rolled"
    listed = text_of(passage(found, "pp1"), "deleted")
    assert "58/7 of 5 June 2004 and 60/1 of 1 February 2006 on the lamps" in listed
    assert passage(found, "op1").state == "same"
    assert found[0].kind == "masthead"
    assert text_of(found[0], "deleted") == "A/62/L.[…]"


def test_a_later_resolution_among_the_known_ones_is_told() -> None:
    record = adopted(lamps("60/1", "sixty-second", listed=" and 58/7 of 5 June 2004"), "2006-02-01")
    earlier = adopted(lamps("58/7", "sixtieth"), "2004-06-05")
    newest = adopted(lamps("62/9", "sixty-fourth"), "2008-01-01")
    found = list(successor(record, [earlier, newest]).passages)
    remarks = [one for one in passage(found, "pp1").remarks if one.code == "later-is-known"]
    assert [one.values["new"] for one in remarks] == ["A/RES/62/9"]
    listed = text_of(passage(found, "pp1"), "deleted")
    assert [listed[one.start : one.end] for one in remarks] == ["58/7"]


@pytest.mark.parametrize("code", CODES)
def test_the_old_text_is_whole_in_the_draft_of_every_language(code: str) -> None:
    record = sample(code)
    session = Session(60)
    resolution = msgspec.structs.replace(record.resolution, session=session)
    found = successor(msgspec.structs.replace(record, resolution=resolution))
    for paragraph in record.resolution.paragraphs():
        assert (
            text_of(passage(list(found.passages), paragraph.address), "inserted") == paragraph.text
        )


def test_a_text_of_no_session_has_no_successor() -> None:
    record = lamps("60/1", "sixty-second")
    resolution = msgspec.structs.replace(record.resolution, session=None)
    with pytest.raises(InputError, match="no regular session"):
        successor(msgspec.structs.replace(record, resolution=resolution))
