"""Markdown beyond emphasis: what is rendered, and what it is marked as."""

from __future__ import annotations

import pytest

from seized.model.source import Block, Source
from seized.reading import read_source

TEXT = """---
title: harbours
---
# 95/1. Safety of *harbours*

*The General Assembly*,

**Recalling** its [resolution 90/1](https://example.org/a_(b)) of 1\\. May 2040 &amp; others,[^b]
which is wrapped at a rather narrow width here so that it must be joined with
what comes after it in the same paragraph,

> Quoted words that are wrapped at the width of the paragraph that is above
> and come to an end here.

1. Decides to meet;[^a]
2. Requests\\
   a report.
- A bullet *unclosed
- An other_snake_case_word and __bold__

| Port | Depth |
|------|:-----:|
| Amsel | **12** |

[^a]: Second
    note.

[^b]: First note, with *italics*.
"""


@pytest.fixture(scope="module")
def source() -> Source:
    return read_source(TEXT.encode(), "harbours.md")


def shown(source: Source, kind: str) -> list[str]:
    return [source.text[b.start : b.end] for b in source.blocks if b.kind == kind]


def marked(source: Source, block: Block, kind: str) -> list[str]:
    return [source.text[m.start : m.end] for m in block.marks if m.kind == kind]


def test_headings_keep_their_level_and_lose_their_signs(source: Source) -> None:
    (heading,) = (b for b in source.blocks if b.kind == "heading")
    assert heading.level == 1
    assert source.text[heading.start : heading.end] == "95/1. Safety of harbours"
    assert marked(source, heading, "italic") == ["harbours"]


def test_wrapped_lines_links_escapes_and_entities_become_running_text(source: Source) -> None:
    paragraph = shown(source, "paragraph")[1]
    assert paragraph == (
        "Recalling its resolution 90/1 of 1. May 2040 & others,1 which is wrapped at a rather"
        " narrow width here so that it must be joined with what comes after it in the same"
        " paragraph,"
    )


def test_quotes_lists_and_hard_breaks_are_paragraphs(source: Source) -> None:
    assert shown(source, "paragraph")[2:] == [
        "Quoted words that are wrapped at the width of the paragraph that is above and come to an"
        " end here.",
        "1. Decides to meet;2",
        "2. Requests",
        "a report.",
        "•\tA bullet *unclosed",
        "•\tAn other_snake_case_word and bold",
    ]


def test_notes_are_numbered_as_they_are_called(source: Source) -> None:
    notes = [b for b in source.blocks if b.kind == "note"]
    assert [b.marker for b in notes] == ["1", "2"]
    assert shown(source, "note") == ["First note, with italics.", "Second note."]
    calls = [m for b in source.blocks for m in marked(source, b, "note")]
    assert calls == ["1", "2"]


def test_tables_are_rows_of_cells(source: Source) -> None:
    assert shown(source, "table") == ["Port\tDepth\nAmsel\t12"]


def test_lines_of_a_text_that_is_not_wrapped_are_paragraphs() -> None:
    long = "Recalling " + "the safety of harbours and their lights and pilots, " * 4
    text = f"# 95/1. Harbours\nThe General Assembly,\n{long}\n{long}\n1. Decides to meet;\n"
    source = read_source(text.encode())
    assert len(shown(source, "paragraph")) == 4


def test_raised_numbers_are_marked() -> None:
    source = read_source(
        b"# Harbours\n\nRecalling the Treaty<sup>3</sup> and the Pact^4^ of 2040,\n"
    )
    paragraph = source.blocks[1]
    assert marked(source, paragraph, "superscript") == ["3", "4"]
