"""The data of the six languages: same files, same keys, examples that hold."""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import seized.languages
from seized.languages import CODES, digest, language, loader
from seized.languages.numbers import ordinal
from seized.languages.words import fold
from seized.model.errors import DataError, UnsupportedLanguage

HOME = Path(seized.languages.__file__).parent

# Tables whose keys are words, values of words or language-own lists.
FREE = {"lists", "ordinal", "cardinal", "compounds", "rooms", "months", "day_words", "parts"}


def files(code: str) -> set[str]:
    return {path.name for path in (HOME / code).iterdir() if path.suffix in (".toml", ".tsv")}


def keys(table: Any, path: str = "") -> Iterator[str]:
    if isinstance(table, dict):
        for key, value in table.items():
            yield f"{path}.{key}"
            if key not in FREE:
                yield from keys(value, f"{path}.{key}")


def rows(code: str, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, value in language(code).table(name).items():
        if isinstance(value, list):
            for row in value:
                if isinstance(row, dict) and "pattern" in row:
                    yield key, row


def matches(key: str, row: dict[str, Any], text: str, code: str) -> bool:
    pattern = re.compile(row["pattern"])
    partial = key in ("reference", "vote", "paragraph")
    match = (pattern.search if partial else pattern.fullmatch)(fold(text).text)
    if match is None:
        return False
    number = match.groupdict().get("ordinal")
    if number is None:
        return True
    return bool(re.match(r"第? ?\d", number)) or ordinal(number, code) is not None


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"phrase\treport\nassist\n", "row 2 has 1 columns and not 2"),
        (b"phrase\treport\n\xff\t1\n", "not UTF-8"),
        (None, "there is no 'points' sheet"),
    ],
)
def test_a_sheet_that_cannot_be_used_tells_where_and_why(
    written: bytes | None, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "en").mkdir()
    if written is not None:
        (tmp_path / "en" / "points.tsv").write_bytes(written)
    monkeypatch.setattr(loader, "_HOME", tmp_path)
    with pytest.raises(DataError, match=told) as error:
        language("en").sheet("points")
    assert "en/points.tsv" in str(error.value)


@pytest.mark.parametrize("code", CODES)
def test_all_languages_have_the_same_files(code: str) -> None:
    assert files(code) == files("en")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "name",
    [
        "language",
        "numbers",
        "dates",
        "masthead",
        "formulas",
        "doubts",
        "due",
        "addressees",
        "successor",
        "passives",
    ],
)
def test_all_languages_have_the_same_keys(code: str, name: str) -> None:
    ours, english = set(keys(language(code).table(name))), set(keys(language("en").table(name)))
    assert ours == english


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", ["masthead", "formulas"])
def test_every_pattern_matches_its_examples_and_no_counter_example(code: str, name: str) -> None:
    seen = 0
    for key, row in rows(code, name):
        seen += 1
        assert row["examples"], row["pattern"]
        assert row["counter_examples"], row["pattern"]
        for example in row["examples"]:
            assert matches(key, row, example, code), example
        for example in row["counter_examples"]:
            assert not matches(key, row, example, code), example
    assert seen


@pytest.mark.parametrize("code", CODES)
def test_sentences_end_where_the_examples_do_and_not_at_an_abbreviation(code: str) -> None:
    row = language(code).table("language")["sentences"]
    text = "".join(row["examples"])
    ends = [0, *(end.end() for end in re.finditer(row["end"], text)), len(text)]
    cut = [text[start:stop] for start, stop in itertools.pairwise(dict.fromkeys(ends))]
    assert cut == row["examples"]


@pytest.mark.parametrize("code", CODES)
def test_only_chinese_dates_are_written_in_characters_that_stand_for_figures(code: str) -> None:
    written = language(code).table("dates")["written"]
    found = re.findall(written["number"], "自一九八〇年十二月三日至十四日，三个月内")
    assert found == (["一九八〇", "十二", "三", "十四"] if code == "zh" else [])
    assert bool(written["ten"]) is bool(written["noughts"]) is (code == "zh")


@pytest.mark.parametrize("code", CODES)
def test_only_chinese_writes_signs_together_with_a_number(code: str) -> None:
    together = language(code).table("numbers")["together"]
    if code != "zh":
        assert set(together.values()) == {""}
        return
    for text in ("第七十七届", "第77/338号", "2021年", "第3段", "12%"):
        assert re.fullmatch(together["word"], text), text
    assert not re.fullmatch(together["word"], "第七十七届会议")
    assert set("年届号段") <= set(together["behind"])
    assert not set(together["before"]) & set(together["behind"])


@pytest.mark.parametrize("code", CODES)
def test_every_meeting_pattern_names_a_word_that_its_examples_hold(code: str) -> None:
    for row in language(code).table("formulas")["meeting"]:
        for example in row["examples"]:
            assert row["word"] in example.lower()


@pytest.mark.parametrize("code", CODES)
def test_every_doubt_has_the_same_gaps_in_every_language(code: str) -> None:
    def gaps(message: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(message) if name}

    english = language("en").table("doubts")
    for key, message in language(code).table("doubts").items():
        assert gaps(message) == gaps(english[key]), key


@pytest.mark.parametrize("code", CODES)
def test_every_doubt_that_the_program_raises_has_a_message(code: str) -> None:
    source = HOME.parent
    raised = {
        name
        for path in source.rglob("*.py")
        for name in re.findall(r'\bDoubt\(\s*"([a-z-]+)"', path.read_text("utf-8"))
    }
    assert raised
    assert raised <= set(language(code).table("doubts"))


def test_names_of_languages_are_given_in_all_six() -> None:
    for code in CODES:
        assert set(language(code).table("language")["names"]) == set(CODES)
    assert language("fr").name("es") == "francés"


def test_only_arabic_is_written_from_right_to_left() -> None:
    assert [code for code in CODES if language(code).direction == "rtl"] == ["ar"]


def test_an_unknown_code_is_an_error_that_names_the_six() -> None:
    with pytest.raises(UnsupportedLanguage) as caught:
        language("de")
    assert all(f"{code} (" in str(caught.value) for code in CODES)


def test_a_language_is_one_object() -> None:
    assert language("en") is language("en")
    assert language("en").table("language") is language("en").table("language")


def test_a_missing_table_is_an_error_and_not_english() -> None:
    with pytest.raises(DataError):
        language("ru").table("nothing")


def test_the_digest_is_stable_and_hexadecimal() -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", digest())
    digest.cache_clear()
    first = digest()
    digest.cache_clear()
    assert digest() == first
