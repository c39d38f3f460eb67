"""What a path stands for: files, folders, patterns, archives, standard input."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest

from seized.model.errors import BrokenFile, HostileFile, NotFound, SeizedError, UnsupportedFormat
from seized.reading import archives, read_source
from seized.reading.paths import Input, expand

TEXT = b"1. Decides to meet;"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_bytes(TEXT)
    (tmp_path / "one.md").write_bytes(TEXT)
    (tmp_path / "RES_95_1").write_bytes(TEXT)
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / ".hidden.txt").write_bytes(TEXT)
    (tmp_path / "~$one.docx").write_bytes(TEXT)
    return tmp_path


def names(inputs: list[Input], folder: Path) -> list[str]:
    return [i.name.removeprefix(str(folder)).lstrip("/\\") for i in inputs]


def test_a_folder_gives_its_documents_sorted_and_below(folder: Path) -> None:
    found = list(expand([str(folder)]))
    assert names(found, folder) == ["RES_95_1", "one.md", str(Path("b", "two.txt"))]
    assert all(i.load() == TEXT for i in found)


def test_a_file_is_taken_whatever_it_is_called(folder: Path) -> None:
    (found,) = expand([str(folder / "photo.png")])
    assert found.load().startswith(b"\x89PNG")


def test_patterns_match_below_folders(folder: Path) -> None:
    found = list(expand([str(folder / "**" / "*.txt")]))
    assert names(found, folder) == [str(Path("b", "two.txt"))]


def test_a_bad_path_does_not_stop_the_rest(folder: Path) -> None:
    paths = ["absent.txt", str(folder / "*.none"), "nul\0", str(folder / "one.md")]
    found = list(expand(paths))
    assert [type(i.error) for i in found] == [NotFound, NotFound, NotFound, type(None)]
    with pytest.raises(NotFound, match="no such file"):
        found[0].load()


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (found,) = expand([str(tmp_path)])
    assert isinstance(found.error, NotFound)


def test_a_dash_is_the_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT)))
    (found,) = expand(["-"])
    assert (found.name, found.load()) == ("stdin", TEXT)


def archive(path: Path, **files: bytes) -> str:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(name, data)
    return str(path)


def test_an_archive_gives_its_members_sorted(tmp_path: Path) -> None:
    files = {"b/two.txt": TEXT, "one.txt": TEXT, "__MACOSX/one.txt": b"", "b/.DS_Store": b""}
    path = archive(tmp_path / "all.zip", **files)
    found = list(expand([path]))
    assert [i.name for i in found] == [f"{path}/b/two.txt", f"{path}/one.txt"]
    assert [i.load() for i in found] == [TEXT, TEXT]


def test_a_document_that_is_a_zip_is_one_input(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.docx", **{"[Content_Types].xml": b"", "word/document.xml": b""})
    assert [i.name for i in expand([path])] == [path]


def test_archives_within_archives_are_not_opened(tmp_path: Path) -> None:
    inner = Path(archive(tmp_path / "inner.zip", one=TEXT)).read_bytes()
    path = archive(tmp_path / "outer.zip", **{"inner.zip": inner, "z.txt": TEXT})
    first, second = expand([path])
    assert isinstance(first.error, UnsupportedFormat)
    assert second.load() == TEXT


def test_members_that_unpack_to_too_much_are_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "bomb.zip", **{"a.txt": b"\0" * 5_000_000, "b.txt": TEXT})
    bomb, fine = expand([path])
    assert isinstance(bomb.error, HostileFile)
    assert fine.load() == TEXT


def test_archives_of_too_many_members_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 2)
    path = archive(tmp_path / "many.zip", a=b"a", b=b"b", c=b"c")
    (found,) = expand([path])
    assert isinstance(found.error, HostileFile)


def test_a_directory_that_lies_about_sizes_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = archive(tmp_path / "lie.zip", **{"a.txt": TEXT * 100})
    (found,) = expand([path])
    monkeypatch.setattr(archives, "MAX_MEMBER_BYTES", 100)
    with pytest.raises(HostileFile):
        found.load()


def test_a_damaged_member_is_told_when_it_is_loaded(tmp_path: Path) -> None:
    path = Path(archive(tmp_path / "a.zip", **{"a.txt": TEXT * 1000}))
    data = bytearray(path.read_bytes())
    data[40:50] = b"\xff" * 10
    path.write_bytes(data)
    for found in expand([str(path)]):
        with pytest.raises(BrokenFile):
            found.load()


def test_a_broken_archive_is_left_to_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 cut")
    (found,) = expand([str(path)])
    data = found.load()
    with pytest.raises(SeizedError):
        read_source(data, found.name)
