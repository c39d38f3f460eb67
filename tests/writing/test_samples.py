"""The bundled samples: all there, small, made from one form, and read the same in every form."""

from __future__ import annotations

import importlib.util
import io
import re
import sys
import zipfile
from pathlib import Path

import pytest
from halvard import CODES, record, sample_text

from seized import samples
from seized.engine import read
from seized.model.errors import NotFound

SCRIPTS = Path(__file__).parents[2] / "scripts"


def test_every_name_is_a_file_of_modest_size() -> None:
    assert len(samples.names()) == 36
    for code, form in samples.names():
        assert 3000 < samples.path(code, form).stat().st_size < 120_000, (code, form)


@pytest.mark.parametrize(("code", "form"), [("de", "txt"), ("en", "rtf")])
def test_an_unknown_sample_is_an_error(code: str, form: str) -> None:
    with pytest.raises(NotFound, match="no sample"):
        samples.path(code, form)


@pytest.mark.parametrize("code", CODES)
def test_text_and_markdown_are_what_the_script_makes_of_the_authored_form(code: str) -> None:
    made = sample_text()
    assert samples.path(code, "txt").read_text("utf-8") == made.text(code)
    assert samples.path(code, "md").read_text("utf-8") == made.markdown(code)
    assert samples.path(code, "page").read_bytes().decode() == made.page(code)


@pytest.mark.parametrize("code", CODES)
def test_word_files_are_what_the_script_makes_of_the_authored_form(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    sample_text()
    spec = importlib.util.spec_from_file_location("sample_docx", SCRIPTS / "sample_docx.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["sample_docx"] = module
    spec.loader.exec_module(module)
    made, kept = (
        {i.filename: archive.read(i) for i in archive.infolist()}
        for data in (module.docx(code), samples.path(code, "docx").read_bytes())
        for archive in [zipfile.ZipFile(io.BytesIO(data))]
    )
    assert made == kept


def test_all_languages_say_the_same_in_the_same_order() -> None:
    def tags(code: str) -> list[str]:
        found = [i.tag for i in sample_text().load(code) if i.tag not in {"date", "meeting"}]
        assert len(found) == 58
        return found

    def numbers(code: str) -> list[list[str]]:
        years = re.compile(r"\d+/\d+|\b20\d\d\b|(?<!\d)20\d\d")
        return [sorted(years.findall(p.text)) for p in record(code).resolution.paragraphs()]

    for code in CODES:
        assert tags(code) == tags("en")
        assert numbers(code) == numbers("en")


@pytest.mark.parametrize("form", ["txt", "md", "page", "docx", "xml"])
@pytest.mark.parametrize("code", CODES)
def test_every_form_is_read_as_the_same_resolution(code: str, form: str) -> None:
    found = read(samples.path(code, form).read_bytes())
    mine, theirs = record(code).resolution, found.resolution
    assert found.language == code
    for ours, read_one in zip(mine.paragraphs(), theirs.paragraphs(), strict=True):
        for field in ("address", "number", "level", "text", "opening", "notes", "anchors"):
            assert getattr(read_one, field) == getattr(ours, field), (ours.address, field)
    assert [(n.marker, n.text, n.anchor) for n in theirs.notes] == [
        (n.marker, n.text, n.anchor) for n in mine.notes
    ]
    for field in ("symbol", "organ", "session", "title", "agenda_items", "agenda_title"):
        assert getattr(theirs, field) == getattr(mine, field), field
    for field in ("adopted", "issued", "meeting", "committee", "drafts"):
        assert getattr(theirs, field) == getattr(mine, field), field
    assert theirs.annexes[0].title == mine.annexes[0].title
    assert [(h.text, h.before, h.label) for h in theirs.headings] == [
        (h.text, h.before, h.label) for h in mine.headings
    ]
