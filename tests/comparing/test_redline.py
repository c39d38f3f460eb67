"""Redlines: word by word in six languages, both texts whole, linear in time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from revised import CODES, new_words, revised, sample, with_body
from tests.timing import best_of

from seized.comparing.redline import redline
from seized.comparing.words import changes, words
from seized.model.errors import InputError
from seized.model.redline import Edit

LETTERS = st.text(alphabet="ab ,国会一دو.7/é ", max_size=60)


def written(edits: tuple[Edit, ...], without: str) -> str:
    return "".join(edit.text for edit in edits if edit.kind != without)


@given(LETTERS, LETTERS)
@settings(max_examples=300, deadline=None)
def test_edits_hold_both_texts_to_the_last_space(old: str, new: str) -> None:
    edits = changes(words(old), words(new))
    assert written(edits, "inserted") == old
    assert written(edits, "deleted") == new


@given(LETTERS)
def test_words_put_together_are_the_text(text: str) -> None:
    assert "".join(word.text for word in words(text)) == text


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("at its sixtieth session", "at its sixty-second session", " sixtieth", " sixty-second"),
        ("提交第七十七届会议", "提交第七十九届会议", "第七十七届", "第七十九届"),
        ("于2015年12月签署", "于2022年9月签署", "2015年12月", "2022年9月"),
        ("في دورتها السابعة والسبعين", "في دورتها التاسعة والسبعين", " السابعة", " التاسعة"),
    ],
)
def test_an_ordinal_or_a_date_changes_as_one_word(old: str, new: str, gone: str, come: str) -> None:
    edits = changes(words(old), words(new))
    assert [edit.text for edit in edits if edit.kind == "deleted"] == [gone]
    assert [edit.text for edit in edits if edit.kind == "inserted"] == [come]


@pytest.mark.parametrize("code", CODES)
def test_a_text_against_itself_has_no_changes(code: str) -> None:
    found = redline(sample(code), sample(code))
    assert {passage.state for passage in found.passages} == {"same"}
    assert all(edit.kind == "same" for passage in found.passages for edit in passage.edits)


@pytest.mark.parametrize("code", CODES)
def test_what_came_went_and_moved_is_told_apart(code: str) -> None:
    found = redline(sample(code), revised(code))
    states = {(p.old, p.state) for p in found.passages if p.old}
    assert ("pp2", "deleted") in states
    assert ("pp3", "reworded") in states
    assert {"moved-from", "moved-to", "inserted"} <= {p.state for p in found.passages}
    pairs = [(p.pair, p.new) for p in found.passages if p.state == "moved-to"]
    away = [(p.old, p.pair) for p in found.passages if p.state == "moved-from"]
    assert sorted(pairs) == sorted(away)


@pytest.mark.parametrize("code", CODES)
def test_every_paragraph_of_both_texts_stands_on_the_page_once(code: str) -> None:
    old, new = sample(code), revised(code)
    found = redline(old, new)
    there = [p.old for p in found.passages if p.old and p.state != "moved-to"]
    here = [p.new for p in found.passages if p.new]
    for record, seen in ((old, there), (new, here)):
        for paragraph in record.resolution.paragraphs():
            assert seen.count(paragraph.address) == 1, paragraph.address


def test_texts_of_two_languages_are_no_redline() -> None:
    with pytest.raises(InputError, match="is in French"):
        redline(sample("en"), sample("fr"))


@pytest.mark.parametrize("code", ["en", "zh", "ar"])
def test_a_pair_of_forty_pages_takes_less_than_a_second(code: str) -> None:
    record = sample(code)
    body = list(record.resolution.preamble + record.resolution.operative)
    size = 0
    long, other = [], []
    # A page holds some 500 words, or 900 Chinese characters.
    while size < 40 * (900 if code == "zh" else 3000):
        one = body[len(long) % len(body)]
        tag = f" {len(long)} {len(long) * 7919 % 1000}"
        long.append(new_words(one, one.text + tag))
        other.append(new_words(one, one.text.replace(" ", "  ", 1)[3:] + tag))
        size += len(one.text)
    redline(record, revised(code))  # what a language needs is read once
    seconds, found = best_of(
        3, lambda: redline(with_body(record, long, []), with_body(record, other, []))
    )
    assert seconds < 1
    assert sum(p.state == "reworded" for p in found.passages) > 0.9 * len(long)
