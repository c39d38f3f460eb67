"""Golden pairs: each sample and the resolution that must be read from it, as published JSON.

A missing file is written once and the test still fails, so that somebody looks at it first.
Offsets into the source and acts are left out: they have tests of their own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from halvard import CODES

from seized import samples
from seized.engine import read
from seized.writing.json import to_json

GOLDEN = Path(__file__).parent / "golden"


def without_offsets(node: Any) -> Any:
    """The same JSON without spans, pieces and acts."""
    if isinstance(node, dict):
        gone = ("span", "pieces", "act")
        return {key: without_offsets(value) for key, value in node.items() if key not in gone}
    return [without_offsets(item) for item in node] if isinstance(node, list) else node


@pytest.mark.parametrize("form", ["txt", "md", "page", "docx", "xml"])
@pytest.mark.parametrize("code", CODES)
def test_a_sample_is_read_as_its_golden_record(code: str, form: str) -> None:
    data = json.loads(to_json(read(samples.path(code, form).read_bytes()), text=False))
    found = without_offsets({"language": data["language"], "resolution": data["resolution"]})
    path = GOLDEN / f"halvard.{code}.json"
    if not path.exists() and form == "txt":
        text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"{path.name} is new: look at it, then run again")
    assert found == json.loads(path.read_text("utf-8"))


def test_golden_records_have_the_same_addresses_and_numbers() -> None:
    def skeleton(code: str) -> list[tuple[str, str | None]]:
        record = json.loads((GOLDEN / f"halvard.{code}.json").read_text("utf-8"))["resolution"]
        annexed = [p for annex in record["annexes"] for p in annex["paragraphs"]]
        return [
            (p["address"], p["number"]) for p in record["preamble"] + record["operative"] + annexed
        ]

    assert len(skeleton("en")) == 32
    assert all(skeleton(code) == skeleton("en") for code in CODES)
