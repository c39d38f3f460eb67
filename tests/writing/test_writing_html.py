"""The page: whole, safe, accessible, and the same words in every language and direction."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import files

import made
import msgspec
import pytest
from halvard import CODES, record
from hypothesis import given, settings

from seized.model.doubts import Doubt
from seized.model.resolution import Resolution
from seized.writing.html import to_fragment, to_html

VOID = {"meta", "br", "img", "link", "input", "hr"}
_ALLOWED = (
    "html head meta title style body main article header section footer div p h1 h2 h3 h4 h5 h6"
    " a i span sup bdi br ol ul li table tr td code"
)
ALLOWED = frozenset(_ALLOWED.split(" "))


class Page(HTMLParser):
    """Elements, attributes and text of a page; fails on what is not balanced."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def values(self, attribute: str) -> list[str]:
        return [a[attribute] or "" for _, a in self.elements if attribute in a]


@pytest.mark.parametrize("code", CODES)
def test_every_paragraph_stands_once_under_its_address(code: str) -> None:
    page = Page(to_html(record(code)))
    resolution = record(code).resolution
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    for paragraph in resolution.paragraphs():
        assert ids.count(paragraph.address) == 1
    text = re.sub(r"\(?\d\)?(?=[,，、；;。.،])", "", page.text)
    assert len(text) > sum(len(p.text) for p in resolution.paragraphs())
    for note in resolution.notes:
        assert note.text in page.text


@pytest.mark.parametrize("code", CODES)
def test_language_and_direction_are_told(code: str) -> None:
    page = Page(to_html(record(code)))
    html = page.elements[0][1]
    assert (html["lang"], html["dir"]) == (code, "rtl" if code == "ar" else "ltr")


@pytest.mark.parametrize("code", CODES)
def test_every_link_within_the_page_has_its_target(code: str) -> None:
    for page in (Page(to_html(record(code))), Page(to_html(made.full(code=code)))):
        ids = set(page.values("id"))
        links = page.values("href")
        assert len(links) > 10
        assert all(link.startswith("#") and link[1:] in ids for link in links)
        assert set(page.values("aria-labelledby")) <= ids


def test_notes_and_markers_lead_to_each_other() -> None:
    page = to_html(record("en"))
    for number in range(1, 7):
        assert page.count(f'href="#note{number}"') == 1
        assert page.count(f'href="#ref{number}"') == 1


def test_nothing_is_fetched_and_nothing_runs() -> None:
    for page in (to_html(record("ar")), to_html(made.full(made.EVIL)), to_fragment(record("zh"))):
        parsed = Page(page)
        assert {tag for tag, _ in parsed.elements} <= ALLOWED
        assert parsed.values("src") == []
        assert not any(name.startswith("on") for _, a in parsed.elements for name in a)
        assert "url(" not in page
        assert "@import" not in page
        assert "http:" not in page
        assert "https:" not in page


def test_hostile_words_come_out_as_words() -> None:
    parsed = Page(to_html(made.full(made.EVIL)))
    assert parsed.text.count("<script>alert(1)</script>") > 20
    assert "\x00" not in parsed.text
    assert "\x1b" not in parsed.text


@settings(max_examples=60, deadline=None)
@given(made.resolutions())
def test_any_resolution_is_a_balanced_page_of_known_elements(resolution: Resolution) -> None:
    made_record = made.record(resolution, "ar")
    for page in (to_html(made_record), to_fragment(made_record)):
        assert {tag for tag, _ in Page(page).elements} <= ALLOWED


def test_opening_words_are_set_apart() -> None:
    assert '<i class="opening">Recalling also</i> its resolutions' in to_html(record("en"))
    assert '<i class="opening">又回顾</i>其关于' in to_html(record("zh"))


def test_numbers_and_headings_are_printed_in_the_script_of_the_language() -> None:
    assert '<span class="label">ثانيا</span>' in to_html(record("ar"))
    assert '<span class="label">二</span>' in to_html(record("zh"))
    assert '<span class="label"><bdi dir="rtl">’1‘</bdi></span>' in to_html(record("ar"))


def test_symbols_are_isolated_from_the_direction_of_the_text() -> None:
    page = to_html(record("ar"))
    assert "(<bdi>A/95/L.57</bdi> و <bdi>A/95/L.57/Add.1</bdi>)" in page
    assert "<bdi>A/95/318-S/2040/744</bdi>" in page


def test_doubts_are_listed_with_links_to_their_places() -> None:
    doubts = (Doubt("number-jumps", "Jumps", at="s1.op3"), Doubt("odd", "<b>", at="nowhere"))
    page = to_html(msgspec.structs.replace(record("en"), doubts=doubts))
    assert '<a href="#s1.op3"><bdi>s1.op3</bdi></a> Jumps' in page
    assert "<bdi>nowhere</bdi> &lt;b&gt;" in page


def test_a_page_without_doubts_and_notes_has_no_empty_sections() -> None:
    page = to_html(made.record(Resolution(None, None, None, None), "fr"))
    assert 'class="doubts"' not in page
    assert 'class="notes"' not in page
    assert "Résolution sans titre" in page


def test_the_fragment_leaves_the_page_around_it_alone() -> None:
    fragment = to_fragment(record("ru"))
    style = fragment[len("<style>") : fragment.index("</style>")]
    assert "<html" not in fragment
    for selector in re.findall(r"(?m)^([^@\s}][^{]*)\{", style):
        for part in selector.split(","):
            assert part.strip().startswith("."), part


STYLE = files("seized.writing").joinpath("html.css").read_text("utf-8")


def test_the_style_knows_no_left_and_right() -> None:
    assert not re.search(r"\b(?:left|right)\b", STYLE)
    assert not re.search(r"\b(?:margin|padding|border)-(?:top|bottom)\b", STYLE)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_text_colour_has_the_contrast_that_wcag_asks_for() -> None:
    themes = re.findall(r":root \{([^}]*--paper[^}]*--mark[^}]*)\}", STYLE)
    assert len(themes) == 2
    for theme in themes:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", theme))
        for ground in ("paper", "mark"):
            for ink in ("ink", "quiet", "link"):
                light, dark = sorted(
                    (_luminance(colours[ground]), _luminance(colours[ink])), reverse=True
                )
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (ground, ink)
