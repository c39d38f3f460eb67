"""The bundled samples: every form gives the same places, and leads back to its text."""

from __future__ import annotations

import re
from functools import cache

import pytest
from test_resolutions import check_spans

from seized import samples
from seized.engine import read
from seized.model.record import Record

NAMES = samples.names()
_QUOTES = str.maketrans("“”„‟«»‘’‚‛‹›", '""""""' + "''''''")


@cache
def sample(code: str, form: str) -> Record:
    return read(samples.path(code, form).read_bytes())


def plain(text: str) -> str:
    """White space and the shape of quotation marks left aside."""
    return re.sub(r"[\s\u200e\u200f]+", "", text.translate(_QUOTES))


def numbered(record: Record) -> list[tuple[str, str | None]]:
    return [(p.address, p.number) for p in record.resolution.paragraphs()]


def titled(record: Record) -> list[tuple[str, str | None]]:
    found = record.resolution
    headings = [*found.headings, *(h for annex in found.annexes for h in annex.headings)]
    return [(h.before, h.label) for h in headings]


@pytest.mark.parametrize(("code", "form"), NAMES)
def test_addresses_and_numbers_are_those_of_the_english_text(code: str, form: str) -> None:
    found, english = sample(code, form), sample("en", "txt")
    assert found.language == code
    assert numbered(found) == numbered(english)
    assert titled(found) == titled(english)
    assert len({address for address, _ in numbered(found)}) == len(numbered(found))


@pytest.mark.parametrize(("code", "form"), NAMES)
def test_words_and_notes_are_the_same_in_every_form(code: str, form: str) -> None:
    def words(record: Record) -> list[tuple[str, str, tuple[str, ...]]]:
        return [(p.address, plain(p.text), p.notes) for p in record.resolution.paragraphs()]

    def notes(record: Record) -> list[tuple[str, str, str | None]]:
        return [(n.marker, plain(n.text), n.anchor) for n in record.resolution.notes]

    found, pasted = sample(code, form), sample(code, "txt")
    assert words(found) == words(pasted)
    assert notes(found) == notes(pasted)
    assert [n.anchor for n in found.resolution.notes] == [
        "pp5", "pp6", "pp6", "pp11", "s1.op1", "annex1.op3",
    ]  # fmt: skip


@pytest.mark.parametrize(("code", "form"), NAMES)
def test_spans_pieces_and_quotes_lead_back_to_the_source(code: str, form: str) -> None:
    record = sample(code, form)
    check_spans(record)
    source = record.source.text or ""
    findings = [
        *record.citations, *record.actors, *record.instruments,
        *record.events, *record.fields, *record.clauses,
    ]  # fmt: skip
    for finding in findings:
        assert finding.quote == source[finding.span.start : finding.span.end]


@pytest.mark.parametrize(("code", "form"), NAMES)
def test_a_sound_text_leaves_no_doubt(code: str, form: str) -> None:
    assert [doubt.code for doubt in sample(code, form).doubts] == []
