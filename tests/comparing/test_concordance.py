"""The language versions of one resolution against each other."""

from __future__ import annotations

import re
from functools import cache

import msgspec
import pytest

from seized import samples
from seized.comparing.align import align
from seized.comparing.concordance import concord
from seized.comparing.units import units
from seized.engine import read
from seized.languages import CODES
from seized.model.concordance import Concordance, Difference
from seized.model.errors import InputError
from seized.model.record import Record


def sample(code: str) -> str:
    return samples.path(code, "txt").read_text("utf-8")


def read_text(text: str, code: str) -> Record:
    return read(text.encode(), name=f"sample.{code}.txt", code=code)


@cache
def version(code: str) -> Record:
    return read_text(sample(code), code)


def changed(code: str, old: str, new: str) -> Concordance:
    """The six versions, with some words of one of them changed."""
    text = sample(code)
    assert old in text, old
    other = read_text(text.replace(old, new, 1), code)
    return concord([other if one == code else version(one) for one in CODES])


def only(found: Concordance, code: str) -> Difference:
    """The one difference of substance, which must be that of one version."""
    substance = found.of("substance")
    assert [one.odd for one in substance] == [(code,)]
    return substance[0]


def test_versions_that_agree_have_no_difference() -> None:
    found = concord([version(code) for code in CODES])
    assert found.codes == CODES
    assert found.differences == ()


def test_every_row_of_versions_that_agree_has_a_cell_of_each_with_one_address() -> None:
    found = concord([version(code) for code in CODES])
    for row in found.rows:
        assert {cell.address if cell else None for cell in row.cells} == {row.address}
        assert row.matched == "address"


def test_a_row_holds_the_words_of_the_paragraph_and_its_place_in_the_source() -> None:
    found = concord([version("en"), version("zh")])
    row = next(row for row in found.rows if row.address == "s1.op1")
    for cell, code in zip(row.cells, ("en", "zh"), strict=True):
        assert cell is not None
        paragraph = next(p for p in version(code).resolution.operative if p.address == "s1.op1")
        assert (cell.text, cell.span) == (paragraph.text, paragraph.span)


def test_another_year_in_one_version_is_named_with_the_words_of_both_sides() -> None:
    text = sample("fr")
    year = re.search(r"\d{1,2} \w+ (20\d\d)", text.partition("L’Assemblée générale,")[2])
    assert year is not None
    one = only(changed("fr", year[0], year[0].replace(year[1], "1999")), "fr")
    assert one.kind == "date"
    said = {reading.code: reading for reading in one.readings}
    assert any("1999" in quote for quote in said["fr"].quotes)
    assert all(value.startswith("1999") for value in said["fr"].values)
    assert all(year[1] in reading.values[0] for code, reading in said.items() if code != "fr")


def test_spans_of_a_reading_lead_to_its_quotes_in_the_source() -> None:
    other = read_text(sample("en").replace("ninety-seventh", "ninety-ninth"), "en")
    found = concord([other if code == "en" else version(code) for code in CODES])
    records = {code: version(code) for code in CODES} | {"en": other}
    checked = 0
    for difference in found.differences:
        for reading in difference.readings:
            source = records[reading.code].source.text or ""
            for span, quote in zip(reading.spans, reading.quotes, strict=True):
                assert source[span.start : span.end] == quote
                checked += 1
    assert checked


@pytest.mark.parametrize(
    ("code", "act", "new"),
    [("en", "request", "Invites"), ("es", "request", "Alienta"), ("zh", "request", "鼓励")],
)
def test_a_weaker_verb_is_another_force(code: str, act: str, new: str) -> None:
    record = version(code)
    clause = next(
        one for one in record.clauses
        if one.act == act and "op" in one.at and not one.repeated
    )  # fmt: skip
    text = record.source.text or ""
    start, end = clause.span
    other = read_text(text[:start] + new + text[end:], code)
    found = concord([other if one == code else version(one) for one in CODES])
    kinds = {(one.kind, one.odd, one.at) for one in found.of("substance")}
    assert ("force", (code,), clause.at) in kinds


def test_two_versions_show_both_sides_and_name_none_as_odd() -> None:
    text = sample("en")
    year = re.search(r"\d{1,2} \w+ (20\d\d)", text.partition("The General Assembly,")[2])
    assert year is not None
    other = read_text(text.replace(year[0], year[0].replace(year[1], "1998")), "en")
    found = concord([other, version("ru")])
    assert found.of("substance")
    for one in found.of("substance"):
        assert one.odd == ()
        assert [reading.code for reading in one.readings] == ["en", "ru"]
        assert all(reading.values for reading in one.readings)


def test_a_word_for_every_year_that_only_one_version_has_is_of_substance() -> None:
    text = sample("ru")
    place = re.search(r"\n1\.\t\S+", text)
    assert place is not None
    other = read_text(
        text.replace(place[0], place[0] + ", имея в виду ежегодный диалог портов,", 1), "ru"
    )
    found = concord([other if code == "ru" else version(code) for code in CODES])
    periods = [one for one in found.of("substance") if one.kind == "period"]
    assert [(one.value, one.odd) for one in periods] == [("annual", ("ru",))]


@pytest.mark.parametrize("code", CODES)
def test_a_version_with_other_numbers_is_aligned_by_what_it_says(code: str) -> None:
    bodies = [units(version(one))[0] for one in CODES]
    truth = {id(unit): unit.address for body in bodies for unit in body}
    for unit in bodies[CODES.index(code)]:
        unit.address = re.sub(r"(op|pp)(\d+)", lambda m: f"{m[1]}{int(m[2]) + 1}", unit.address)
    for row in align(bodies):
        assert len({truth[id(unit)] for unit in row.cells if unit is not None}) == 1
        assert None not in row.cells


def test_a_paragraph_that_one_version_lacks_is_named_and_moves_no_other() -> None:
    record = version("ar")
    less = msgspec.structs.replace(
        record.resolution, preamble=tuple(record.resolution.preamble[:2])
        + tuple(record.resolution.preamble[3:])
    )  # fmt: skip
    other = msgspec.structs.replace(record, resolution=less)
    found = concord([other if code == "ar" else version(code) for code in CODES])
    gone = [one for one in found.differences if one.kind == "missing"]
    assert [(one.at, one.odd, one.severity) for one in gone] == [("pp3", ("ar",), "structure")]
    assert len(found.of("substance")) == 0


def test_one_version_alone_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(InputError, match="two to six versions, not of 1"):
        concord([version("en")])


def test_two_texts_of_one_language_are_an_error() -> None:
    with pytest.raises(InputError, match="same language"):
        concord([version("en"), version("en")])


def test_versions_of_different_resolutions_are_an_error() -> None:
    record = version("es")
    strange = msgspec.structs.replace(
        record, resolution=msgspec.structs.replace(record.resolution, symbol="A/RES/94/1")
    )
    with pytest.raises(InputError, match="not of one resolution"):
        concord([version("en"), strange])


def test_the_same_records_give_the_same_concordance() -> None:
    records = [version(code) for code in CODES]
    assert msgspec.json.encode(concord(records)) == msgspec.json.encode(concord(records))
