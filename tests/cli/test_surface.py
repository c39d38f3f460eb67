"""The library as others use it."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

import seized
from seized import samples
from seized.model.errors import InputError, NotFound, SeizedError
from seized.model.record import Record


def test_the_public_names_are_these_and_documented() -> None:
    assert sorted(seized.__all__) == ["__version__", "read", "read_bytes"]
    for name in seized.__all__:
        value = getattr(seized, name)
        assert isinstance(value, str) or inspect.getdoc(value)


@pytest.mark.parametrize("as_path", [str, Path])
def test_a_file_is_read_by_its_path(as_path: type) -> None:
    record = seized.read(as_path(samples.path("en", "docx")))
    assert isinstance(record, Record)
    assert record.resolution.operative[3].number == "3(a)"
    assert record.source.name == "halvard.en.docx"


def test_bytes_and_file_give_the_same_record() -> None:
    path = samples.path("ru")
    assert seized.read_bytes(path.read_bytes(), name=path.name) == seized.read(path)


def test_errors_are_of_one_tree() -> None:
    with pytest.raises(NotFound):
        seized.read("no-such-file.docx")
    with pytest.raises(InputError) as caught:
        seized.read_bytes(b"")
    assert isinstance(caught.value, SeizedError)
    assert caught.value.what


def test_a_record_shows_itself_in_a_notebook() -> None:
    shown = getattr(seized.read(samples.path("fr")), "_repr_html_", None)
    assert shown is not None
    assert "<" in shown()


def test_the_package_is_typed() -> None:
    assert (Path(inspect.getfile(seized)).parent / "py.typed").exists()
