"""The page of versions side by side: own languages, marks that lead to differences and back."""

from __future__ import annotations

import re

import compared
import msgspec
import pytest
from test_writing_html import Page as Shown

from seized.languages import CODES
from seized.model.errors import NotFound, UnsupportedLanguage
from seized.writing.concorded import reading_words, readings_words, touched
from seized.writing.json import concordance_from_json, result_to_json
from seized.writing.side_by_side import side_by_side_html


def page(*codes: str, reader: str | None = None) -> str:
    return side_by_side_html(compared.concordance(), compared.records(), codes, reader=reader)


def test_every_cell_tells_its_language_and_direction() -> None:
    cells = [
        attrs for tag, attrs in Shown(page("en", "ar")).elements if tag == "td" and "lang" in attrs
    ]
    assert {(c["lang"], c["dir"]) for c in cells} == {("en", "ltr"), ("ar", "rtl")}


@pytest.mark.parametrize("code", CODES)
def test_every_link_leads_to_a_place_and_no_place_has_the_name_of_another(code: str) -> None:
    shown = Shown(page(*compared.CODES, reader=code))
    ids = shown.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in shown.values("href")} <= set(ids)
    assert shown.elements[0][1]["lang"] == code


def test_the_words_that_differ_are_marked_where_they_stand() -> None:
    html = page("ar", "zh", "fr")
    marked = re.findall(r'<mark class="substance">(.*?)</mark>', html)
    clause = compared.forced("ar", "s2.op4", "urge").quotes[0]
    assert [re.sub("<[^>]+>", "", one) for one in marked] == [clause]


def test_every_word_of_a_version_stands_on_the_page() -> None:
    shown = Shown(page("zh", "ru")).text
    for paragraph in compared.record("zh").resolution.paragraphs():
        assert re.sub(r"\s", "", paragraph.text)[:12] in re.sub(r"\s", "", shown)


def test_differences_that_the_shown_versions_do_not_have_are_left_out() -> None:
    assert 'id="d1"' not in page("en", "es")
    assert page("en", "zh").count('<li id="d') == 2  # the citation and the note


def test_a_difference_without_majority_marks_both_versions() -> None:
    two = compared.concordance(("en", "fr"))
    assert [touched(one, ("en", "fr")) for one in two.differences] == [("en", "fr")] * 4


def test_readings_are_told_in_the_words_of_the_reader() -> None:
    force = next(one for one in compared.concordance().differences if one.kind == "force")
    told = readings_words(force, compared.CODES, "en")
    assert re.search(r"Arabic: \S+ \(urges\)", told)
    assert "阿拉伯文" in readings_words(force, compared.CODES, "zh")
    quote, meant = reading_words(force, force.readings[1], "fr")
    assert (quote, meant) == ("Requests", "prie")


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    html = page("en", "ar")
    assert "<script" not in html
    assert not re.search(r'(?:src|href)="(?!#)', html)
    assert "@import" not in html


def test_a_version_that_was_not_compared_is_an_error() -> None:
    with pytest.raises(NotFound, match="'fr'"):
        side_by_side_html(
            compared.concordance(("en", "zh")), compared.records(("en", "zh")), ("fr",)
        )
    with pytest.raises(UnsupportedLanguage):
        page("en", "de")


def test_a_record_that_is_missing_is_named() -> None:
    with pytest.raises(NotFound, match=r"halvard\.zh\.txt"):
        side_by_side_html(compared.concordance(), compared.records(("en",)), ("en", "zh"))


def test_a_concordance_comes_back_from_json() -> None:
    made = compared.concordance()
    data = result_to_json(made, indent=2)
    assert concordance_from_json(data) == made
    assert msgspec.json.decode(data)["schema"] == "seized/concordance/1"
