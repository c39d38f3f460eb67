"""The published JSON: what the contract promises, and nothing lost on the way back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import made
import msgspec
import pytest
from halvard import CODES, record
from hypothesis import given, settings

from seized import samples
from seized.engine import read
from seized.model.errors import BrokenFile
from seized.writing.json import from_json, schema, to_json

CONTRACT = Path(__file__).parents[3] / "shared" / "contract" / "record.schema.json"


def holds(contract: Any, ours: Any) -> bool:
    """Whether everything that the contract says is said by our schema as well."""
    if isinstance(contract, dict):
        return isinstance(ours, dict) and all(
            key in ours and holds(value, ours[key]) for key, value in contract.items()
        )
    return bool(contract == ours)


@pytest.mark.shared
@pytest.mark.skipif(not CONTRACT.exists(), reason="the shared folder is not here")
def test_our_schema_says_everything_that_the_contract_says() -> None:
    contract = json.loads(CONTRACT.read_text("utf-8"))
    assert holds(contract, json.loads(schema()))


def test_the_schema_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("form", ["txt", "docx"])
def test_a_sample_as_read_validates_with_and_without_its_text(code: str, form: str) -> None:
    read_record = read(samples.path(code, form).read_bytes(), name="sample")
    validator = jsonschema.Draft202012Validator(json.loads(schema()))
    for text in (True, False):
        data = json.loads(to_json(read_record, text=text))
        validator.validate(data)
        assert ("text" in data["source"]) is text
    assert len(data["resolution"]["operative"]) == 14


def test_every_field_of_a_paragraph_is_named_in_the_schema() -> None:
    published = json.loads(schema())
    data = json.loads(to_json(made.full()))
    paragraph = data["resolution"]["preamble"][0]
    assert set(paragraph) == set(published["$defs"]["paragraph"]["properties"])
    assert set(data["resolution"]) == set(published["properties"]["resolution"]["properties"])


@pytest.mark.parametrize("code", CODES)
def test_json_comes_back_as_the_same_record(code: str) -> None:
    assert from_json(to_json(record(code))) == record(code)
    assert from_json(to_json(record(code), indent=2)) == record(code)


def test_a_doubt_without_words_is_published_with_its_code() -> None:
    from seized.model.doubts import Doubt

    doubtful = msgspec.structs.replace(record("fr"), doubts=(Doubt("no-such-code"),))
    assert json.loads(to_json(doubtful))["doubts"] == [
        {"code": "no-such-code", "message": "no-such-code"}
    ]


def test_equal_records_give_equal_bytes_in_utf_8() -> None:
    data = to_json(record("ar"))
    assert data == to_json(from_json(data))
    assert "الجمعية".encode() in data


@pytest.mark.parametrize("junk", [b"", b"{", b"[]", b'{"schema": "other"}', b"\xff", "x" * 9])
def test_what_is_no_record_is_a_clear_error(junk: bytes | str) -> None:
    with pytest.raises(BrokenFile, match="not a record"):
        from_json(junk)


def test_a_date_that_does_not_exist_is_refused() -> None:
    data = to_json(record("en")).replace(b"2041-03-14", b"2041-02-30")
    with pytest.raises(BrokenFile):
        from_json(data)


@settings(max_examples=40, deadline=None)
@given(made.resolutions())
def test_any_resolution_survives_json(resolution: Any) -> None:
    original = made.record(resolution)
    try:
        data = to_json(original)
    except UnicodeEncodeError:
        return
    assert from_json(data) == original
