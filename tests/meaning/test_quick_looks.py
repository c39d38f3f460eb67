"""Quick looks that spare a close one must change nothing: with and without them alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from seized import samples
from seized.engine import read
from seized.languages import CODES, dates, language, machine, numbers
from seized.languages.words import any_of, fold, holds_one
from seized.meaning import citations, citations_atoms, due, mandates, phrases, quotes, vocabulary
from seized.meaning.citations_rules import rules_of
from seized.meaning.naming import written
from seized.reading import read_source
from seized.structure import structure


class _Everything(frozenset[str]):
    """A set that holds every sign: with it no place is passed over."""

    def __contains__(self, _: object) -> bool:
        return True


def _examples(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("examples", "counter_examples"):
                yield from (str(one) for one in value)
            else:
                yield from _examples(value)
    elif isinstance(node, list):
        for value in node:
            yield from _examples(value)


def _texts(code: str) -> list[str]:
    """The paragraphs of the sample, and every example that the data of citations give."""
    source = read_source(samples.path(code).read_bytes(), None)
    resolution = structure(source, language(code)).resolution
    paragraphs = [paragraph.text for paragraph in resolution.paragraphs()]
    return [*paragraphs, *_examples(language(code).table("citations"))]


@pytest.mark.parametrize("code", CODES)
def test_citations_are_the_same_when_no_hint_spares_the_search(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts, rules = _texts(code), rules_of(code)
    quick = [citations.in_text(text, "A", rules) for text in texts]
    assert any(quick)
    searched = citations_atoms._symbol()._replace(head_ends=_Everything())
    monkeypatch.setattr(citations_atoms, "_symbol", lambda: searched)
    monkeypatch.setattr(citations_atoms, "_BEFORE_ENDS", _Everything())
    monkeypatch.setattr(citations_atoms, "_slashed", citations_atoms._number().finditer)
    plain = replace(rules, hints=("", "", ""), same_hints=("",))
    assert [citations.in_text(text, "A", plain) for text in texts] == quick


@pytest.mark.parametrize("code", CODES)
def test_organs_are_the_same_when_no_boundary_spares_the_search(code: str) -> None:
    quick = rules_of(code).names
    plain = (
        re.compile(quick.pattern.removeprefix(r"\b(?:").removesuffix(")"))
        if (quick.pattern.startswith(r"\b(?:"))
        else quick
    )
    assert (plain is quick) == (code in ("ar", "zh"))
    for text in _texts(code):
        found = [(m.span(), m.lastgroup) for m in quick.finditer(text)]
        assert [(m.span(), m.lastgroup) for m in plain.finditer(text)] == found


@pytest.mark.parametrize("code", CODES)
def test_dates_are_the_same_when_texts_without_a_year_are_read_too(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = _texts(code)
    quick = [dates.find_dates(text, code) for text in texts]
    monkeypatch.setattr(dates, "_SOME_YEAR", re.compile(""))
    assert [dates.find_dates(text, code) for text in texts] == quick


@pytest.mark.parametrize("code", CODES)
def test_phrases_are_the_same_when_short_words_begin_them(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [fold(text).text for text in _texts(code)]
    known = vocabulary.vocabulary(code)
    quick = [known.find(text) for text in texts]
    assert any(quick)
    monkeypatch.setattr(vocabulary, "_SHORT", 0)
    assert [vocabulary.Vocabulary(code).find(text) for text in texts] == quick


@pytest.mark.parametrize("code", CODES)
def test_names_are_the_same_whether_they_are_looked_for_in_bytes_or_in_code_points(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [form for own in language(code).table("actors")["names"].values() for name in own
             for form in written(name, code)]  # fmt: skip
    texts = [*_texts(code), *(f"\U0001f30d {name} ğ世 {name}?" for name in names)]
    quick = machine.Machine(names, code)
    found = [quick.find(text) for text in texts]
    assert all(found[-len(names) :])
    monkeypatch.setattr(machine, "_PAGES", {})
    plain = machine.Machine(names, code)
    assert [plain.find(text) for text in texts] == found


@pytest.mark.parametrize("code", CODES)
def test_dues_are_the_same_when_clauses_of_past_years_are_searched_for_a_date(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = samples.path(code).read_bytes()
    quick = read(data, code=code).mandates
    assert quick
    monkeypatch.setattr(due, "_to_come", lambda folded, context: True)
    assert read(data, code=code).mandates == quick


@pytest.mark.parametrize("code", CODES)
def test_dates_are_found_where_a_search_through_the_whole_text_finds_them(code: str) -> None:
    rules = dates._rules(code)
    texts = [fold(text).text for text in (*_texts(code), *_examples(language(code).table("dates")))]
    found = 0
    for text in texts:
        starts = {start for _, start, _ in rules.begins.find(text)}
        searched = [match.start() for match in rules.atom.finditer(text)]
        assert starts.issuperset(searched), text
        found += len(searched)
    assert found


@pytest.mark.parametrize("code", CODES)
def test_words_of_numbers_are_those_that_one_pattern_finds(code: str) -> None:
    rules = numbers._rules(code)
    attached = any_of(language(code).table("numbers")["joining"]["attached"])
    edge, end = (r"(?<!\w)", r"(?!\w)") if rules.spaced else ("", "")
    pattern = re.compile(f"{edge}(?:{attached})?({any_of(rules.values)}){end}")
    texts = [
        fold(text).text for text in (*_texts(code), *_examples(language(code).table("numbers")))
    ]
    texts.append(" ".join(f"{front}{word}" for word, _ in rules.words for front in ("", "-", "a")))
    for text in texts:
        searched = [(*match.span(1), match[1]) for match in pattern.finditer(text)]
        assert list(numbers._words(text, rules)) == searched


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("what", ["together with others", "what an action is for"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_the_pattern_fits_holds_a_word_that_is_looked_for(
    code: str, what: str, data: st.DataObject
) -> None:
    rules, shape = mandates._rules(code), phrases._shape(code)
    pattern, looked_for = {
        "together with others": (rules.partner, rules.with_partner),
        "what an action is for": (shape.purpose, shape.for_purpose),
    }[what]
    assert holds_one(data.draw(st.from_regex(pattern.pattern)), looked_for)


@pytest.mark.parametrize("code", CODES)
def test_quotations_are_those_that_their_pattern_finds(code: str) -> None:
    pattern = quotes.quoted(code)
    found = 0
    for text in _texts(code):
        spans = [match.span() for match in pattern.finditer(text)]
        assert [match.span() for match in quotes.quotations(text, code)] == spans
        found += len(spans)
    assert found
